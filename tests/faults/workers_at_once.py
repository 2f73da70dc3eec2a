"""P7: workers in processes of their own sweep the same due timers; one of them dies midway."""

from __future__ import annotations

import random
from collections import Counter

from sqlalchemy import Engine, select

from engine import jobs
from engine.models import HistoryEntry, Task, Timer
from tests.faults.ground import AFTERWARDS, Ground
from tests.faults.processes import Process, Say

MOST_WORKERS = 8
TIMERS = 25
"""In each case, so that workers meet at one case too."""


def firings(engine: Engine, count: int, seed: int = 0) -> list[str]:
    """So many firings, in rounds of one to eight workers, one of which is killed midway when there are more."""
    chance, ground, found = random.Random(seed), Ground(engine, TIMERS), list[str]()
    each = max(1, round(count / TIMERS / MOST_WORKERS))
    done = 0
    while done < count:
        for workers in range(1, MOST_WORKERS + 1):
            cases = [ground.open() for _ in range(min(each, -(-(count - done) // TIMERS)))]
            dies_after = chance.randrange(1, len(cases) * TIMERS // workers + 1) if workers > 1 and cases else 0
            found += _round(ground, workers, dies_after)
            done += len(cases) * TIMERS
    return found + _fired_once(ground) + ground.faults()


def _round(ground: Ground, workers: int, dies_after: int) -> list[str]:
    """Let them sweep until nothing is due; the first dies while it fires the timer of this number."""
    url = ground.engine.url.render_as_string(hide_password=False)
    started = [Process(url, _sweep) for _ in range(workers)]
    heard = 0
    while heard < dies_after and (told := started[0].said(within=20)):
        heard += len(told)
    if dies_after:
        started[0].kill()
    ends = [process.ended()[1] for process in started]
    return [f"a worker ended with {status}" for status in ends[1 if dies_after else 0 :] if status]


def _sweep(engine: Engine, say: Say) -> None:
    fire = jobs._fire

    def told_before(*each: object) -> bool:
        say(b".")
        return fire(*each)  # type: ignore[arg-type]

    jobs._fire = told_before
    jobs.fire_due(engine, AFTERWARDS)


def _fired_once(ground: Ground) -> list[str]:
    """Every timer has fired, is told of once in history, and has led to one step."""
    rows = ground.ask(lambda s: s.execute(select(Timer.case_id, Timer.step, Timer.state)).all())
    entries = select(HistoryEntry.chain, HistoryEntry.detail).where(HistoryEntry.what == "timer_fired")
    told = Counter((case, detail["step"]) for case, detail in ground.ask(lambda s: s.execute(entries).all()))
    opened = select(Task.case_id, Task.step).where(Task.step.startswith("late_"))
    steps = Counter((case, step) for case, step in ground.ask(lambda s: s.execute(opened).all()))
    return [
        f"{case}: {step} is {state}, told {told[case, step]} times, led to {steps[case, _leads_to(step)]} steps"
        for case, step, state in rows
        if (state, told[case, step], steps[case, _leads_to(step)]) != ("fired", 1, 1)
    ]


def _leads_to(timer: str) -> str:
    return timer.replace("timer_", "late_")
