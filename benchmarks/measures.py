"""The measures of performance.md on one database, each with its floor beside it; called by __main__ in rounds."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from statistics import median
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine, event

from benchmarks.floor import Floor
from benchmarks.reference import Council, Journey
from engine import driver, jobs, writes
from tests.builders import MONDAY

EARLY, ENDLESS = 10, 10**9


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
        if not number:
            look_at_tables(engine)
    return median(steps), median(rows)


def look_at_tables(engine: Engine) -> None:
    """What PostgreSQL does by itself within a minute of use; until then it plans for tables it knows nothing of."""
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("ANALYZE")


class Reviews:
    """T4: a case at review round `late`, and young ones at round 10 beside it."""

    def __init__(self, engine: Engine, late: int) -> None:
        self.council = Council(engine)
        self.old = self._at_round(late)

    def _at_round(self, number: int) -> Journey:
        journey = self.council.open()
        journey.to_review()
        while journey.reviews < number:
            self._review(journey)
        return journey

    def _review(self, journey: Journey) -> float:
        step = journey.next_step()
        assert step
        return seconds(lambda: journey.complete(*step, rounds=ENDLESS))

    def late_against_early(self, samples: int = 20) -> tuple[float, float]:
        """The medians of a late review and of an early one, taken in turns."""
        young, olds, news = self._at_round(EARLY), [], []
        for _ in range(samples):
            news.append(self._review(young))
            olds.append(self._review(self.old))
        return median(olds), median(news)


def statements(engine: Engine) -> list[int]:
    """T10: the SQL statements of each completion of the reference case, one begin and one commit counted."""
    council, counts = Council(engine), []
    journey = council.open()
    for step in journey.steps():
        with told(engine) as said:
            journey.complete(*step)
        counts.append(2 + sum(not text.startswith("BEGIN") for text in said))
    return counts


@contextmanager
def told(engine: Engine) -> Iterator[list[str]]:
    """The statements that a database is told meanwhile, by SQLAlchemy and by the step itself."""
    said: list[str] = []

    def note(*each: Any) -> None:
        said.append(str(each[2]))

    def noting(send: Any) -> Any:
        def note_and_send(statement: driver.Prepared, *each: Any) -> Any:
            said.append(statement.text)
            return send(statement, *each)

        return note_and_send

    def noting_rows(line: Any, text: str, rows: Any) -> None:
        said.append(text)
        driver.send_rows(line, text, rows)

    ways = ("sent",) if engine.dialect.name == "postgresql" else ("send",)
    event.listen(engine, "before_cursor_execute", note)
    try:
        with ExitStack() as noted:
            for way in ways:
                noted.enter_context(patch.object(driver.Prepared, way, noting(getattr(driver.Prepared, way))))
            noted.enter_context(patch.object(writes, "send_rows", noting_rows))
            yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


def timers_a_second(engine: Engine, cases: int = 100) -> float:
    """T11: due timers fired a second by one worker; what earlier measures left waiting is fired before."""
    later, council = MONDAY + timedelta(days=3), Council(engine)
    jobs.fire_due(engine, later)
    for _ in range(cases):
        council.open()
    fired = [0]
    taken = seconds(lambda: fired.__setitem__(0, jobs.fire_due(engine, later)))
    assert fired[0] == cases
    return fired[0] / taken
