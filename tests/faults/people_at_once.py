"""P6: people who send the same step at the same moment, and people in different strands of one case."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from functools import partial

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from engine import casework, in_hand, task_form
from engine.models import HistoryEntry, Task
from tests.builders import MONDAY, answers
from tests.faults.ground import PEOPLE, STRANDS, Ground

RACES = 10
"""So many races in one case, then comes another: what is read of it grows with each."""


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do all of this at the same moment: `done`, or the name of the error that each was told."""
    start, outcomes = threading.Barrier(len(acts)), [""] * len(acts)

    def send(number: int) -> None:
        start.wait()
        try:
            acts[number]()
            outcomes[number] = "done"
        except Exception as told:  # noqa: BLE001 - the outcome is what is looked at
            outcomes[number] = type(told).__name__

    threads = [threading.Thread(target=send, args=(number,)) for number in range(len(acts))]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return outcomes


def one_step(engine: Engine, races: int, _seed: int = 0) -> list[str]:
    """Two people complete one step, again and again: exactly one does, the other is told."""
    ground, found = Ground(engine), list[str]()
    for number in range(races):
        if number % RACES == 0:
            ground.case = ground.open()
        task = ground.task("decide")
        outcomes = at_once(*(partial(ground.complete, task, by) for by in PEOPLE))
        if sorted(outcomes) != ["TaskAlreadyDone", "done"]:
            found.append(f"race {number}: {outcomes}")
    return found + _counted(ground, {"decide": races}) + ground.faults()


def different_strands(engine: Engine, races: int, _seed: int = 0) -> list[str]:
    """Two people complete steps of different strands of one case: neither is told of a conflict."""
    ground, found = Ground(engine), list[str]()
    for number in range(races):
        if number % RACES == 0:
            ground.case = ground.open()
        outcomes = at_once(*(partial(_send, ground, *_page(ground, strand), by) for strand, by in STRANDS.items()))
        if outcomes != ["done", "done"]:
            found.append(f"race {number}: {outcomes}")
    return found + _counted(ground, {f"{strand}_tell": races for strand in STRANDS}) + ground.faults()


def _page(ground: Ground, strand: str) -> tuple[str, str]:
    """A step's task, and the version that its page carries."""
    task = ground.task(f"{strand}_tell")

    def version(session: Session) -> str:
        matter = in_hand.look_at(session, ground.case, now=MONDAY)
        return task_form.page_version(matter, session.get_one(Task, task))

    return task, ground.ask(version)


def _send(ground: Ground, task: str, seen: str, by: str) -> None:
    told = answers(account="They said what they saw")
    ground.change(lambda s: casework.complete_task(s, task, told, seen=seen, by=ground.users[by], now=MONDAY))


def _counted(ground: Ground, wanted: dict[str, int]) -> list[str]:
    """Each race completed its step once: so say tasks and history."""
    done = select(Task.step, func.count()).where(Task.state == "done").group_by(Task.step)
    told = select(HistoryEntry.detail).where(HistoryEntry.what == "step_completed")
    rows = dict(ground.ask(lambda s: s.execute(done).all()))
    said = Counter(detail["step"] for detail in ground.ask(lambda s: s.scalars(told).all()))
    return [
        f"{step}: {rows.get(step)} tasks and {said[step]} entries for {races} races"
        for step, races in wanted.items() if (rows.get(step), said[step]) != (races, races)
    ]  # fmt: skip
