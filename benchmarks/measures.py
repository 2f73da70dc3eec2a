"""The measures of performance.md on one database, each with its floor beside it; called by __main__ in rounds."""

import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median

from sqlalchemy import Engine, event

from benchmarks.floor import Floor
from benchmarks.reference import Council
from engine import jobs
from tests.builders import MONDAY

EARLY = 10


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def step_against_row(engine: Engine, cases: int = 6) -> tuple[float, float]:
    """T3: the median of completing one step in process, and of the floor `row` between two steps."""
    council, floor = Council(engine), Floor(engine)
    steps, rows = [], []
    for number in range(cases + 1):
        journey = council.open()
        for step in journey.steps():
            taken = seconds(lambda: journey.complete(*step))  # noqa: B023 - called at once
            row = seconds(floor.step)
            if number:  # the first case warms the caches
                steps.append(taken)
                rows.append(row)
    return median(steps), median(rows)


def late_review_against_early(engine: Engine, late: int, samples: int = 40) -> tuple[float, float]:
    """T4: the median of a review at round `late` and of one at round 10, taken in turns."""
    council, endless = Council(engine), 10**9
    old = council.open()
    old.to_review()
    while old.reviews < late and (step := old.next_step()):
        old.complete(*step, endless)
    olds: list[float] = []
    news: list[float] = []
    while len(news) < samples:
        young = council.open()
        young.to_review()
        for number in range(2 * EARLY):
            first, second = young.next_step(), old.next_step()
            assert first and second
            taken = seconds(lambda: young.complete(*first, endless))  # noqa: B023 - called at once
            if number >= EARLY:
                news.append(taken)
                olds.append(seconds(lambda: old.complete(*second, endless)))  # noqa: B023 - called at once
    return median(olds), median(news)


def statements(engine: Engine) -> list[int]:
    """T10: the SQL statements of each completion of the reference case, one begin and one commit counted."""
    council, counts, said = Council(engine), [], [0]

    def count(*told: object) -> None:
        said[0] += 0 if str(told[2]).startswith("BEGIN") else 1

    event.listen(engine, "before_cursor_execute", count)
    journey = council.open()
    for step in journey.steps():
        said[0] = 2
        journey.complete(*step)
        counts.append(said[0])
    event.remove(engine, "before_cursor_execute", count)
    return counts


def timers_a_second(engine: Engine, cases: int = 100) -> float:
    """T11: due timers fired a second by one worker."""
    council = Council(engine)
    for _ in range(cases):
        council.open()
    fired = [0]
    taken = seconds(lambda: fired.__setitem__(0, jobs.fire_due(engine, MONDAY + timedelta(days=3))))
    assert fired[0] == cases
    return fired[0] / taken
