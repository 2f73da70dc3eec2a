"""The sweep over due timers: those of one case in their order, those of different cases side by side."""

import threading

import pytest
from sqlalchemy import Engine, select

from engine import db, jobs, verify
from engine.models import HistoryEntry
from tests import builders
from tests.builders import Drawing, a_contact
from tests.engine.test_casework import THRESHOLD, Council
from tests.engine.test_repair import AFTERWARDS

DAYS = (4, 8, 5, 3, 7, 6)
"""Of March, on which the timers of a case are due, as they are drawn."""


@pytest.fixture
def council(engine_db: Engine) -> Council:
    """Three cases, each with timers on several days."""
    case = Drawing("allegation").start("came", message="Contact received").gateway("parallel", "fork")
    for day in DAYS:
        case.timer(f"on_{day}", f'date("2026-03-0{day}")', after="fork").task(f"late_{day}", "threshold").end(
            f"e_{day}"
        )
    council = Council(engine_db, builders.a_procedure(case, forms={"threshold": THRESHOLD}))
    with db.writing(engine_db) as session:
        authority = session.get_one(builders.Authority, council.authority)
        for _ in range(2):
            a_contact(session, authority)
        session.commit()
    return council


@pytest.mark.database
def test_the_timers_of_a_case_fire_in_their_order(council: Council) -> None:
    assert jobs.fire_due(council.engine, AFTERWARDS) == 3 * len(DAYS)
    told = select(HistoryEntry.chain, HistoryEntry.detail).where(HistoryEntry.what == "timer_fired")
    fired: dict[str, list[str]] = {}
    for chain, detail in council.ask(lambda s: s.execute(told.order_by(HistoryEntry.number)).all()):
        fired.setdefault(chain, []).append(detail["step"])
    assert list(fired.values()) == [[f"on_{day}" for day in sorted(DAYS)]] * 3
    assert council.ask(verify.faults) == []


@pytest.mark.database
def test_timers_of_different_cases_wait_for_each_other_only_at_sqlite(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    fire, met = jobs._fire, threading.Barrier(3 if council.engine.dialect.name == "postgresql" else 1)

    def meeting(*each: object) -> bool:
        met.wait(timeout=10)
        return fire(*each)  # type: ignore[arg-type]

    monkeypatch.setattr(jobs, "_fire", meeting)
    assert jobs.fire_due(council.engine, AFTERWARDS) == 3 * len(DAYS)
