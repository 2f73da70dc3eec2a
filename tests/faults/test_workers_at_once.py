"""P7: a timer fires once with 1 to 8 workers, also when one dies midway."""

import threading
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import Engine, bindparam, select

from engine import casework, db, statements
from engine.models import Timer
from tests.faults import workers_at_once
from tests.faults.ground import AFTERWARDS, Ground


@pytest.mark.database
@pytest.mark.promise("P7", 25)
def test_promise_p07_a_timer_fires_once_with_one_to_eight_workers_and_when_one_dies(engine_db: Engine) -> None:
    assert workers_at_once.firings(engine_db, 1000, seed=7) == []


def two_that_read_before_either_writes(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Two workers fire one timer; the first to hold the case gives the other a moment to read it too."""
    ground = Ground(engine)
    timer = ground.ask(lambda s: s.scalars(select(Timer.id)).one())
    met, take = threading.Barrier(2), casework.take_in_hand

    def take_and_wait(*given: Any, **named: Any) -> Any:
        matter = take(*given, **named)
        with suppress(threading.BrokenBarrierError):
            met.wait(timeout=0.5)
        return matter

    monkeypatch.setattr(casework, "take_in_hand", take_and_wait)
    outcomes: list[object] = []
    workers = [threading.Thread(target=lambda: outcomes.append(_told(engine, timer))) for _ in range(2)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    return [*outcomes, *workers_at_once._fired_once(ground)]


def _told(engine: Engine, timer: str) -> object:
    try:
        with db.writing(engine) as session:
            fired = casework.fire_timer(session, timer, now=AFTERWARDS)
            session.commit()
            return fired
    except Exception as refused:  # noqa: BLE001 - what the planted fault leads to
        return type(refused).__name__


@pytest.mark.database
@pytest.mark.promise("P7", 2)
def test_promise_p07_a_worker_that_reads_while_another_fires_waits_for_it(
    engine_db: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = two_that_read_before_either_writes(engine_db, monkeypatch)
    assert sorted(map(str, outcomes)) == ["False", "True"]


@pytest.mark.postgresql
@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_planted_a_claim_without_compare_and_set_is_found_out(
    engine_db: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    which = select(statements.TIMER.c.case_id).where(statements.TIMER.c.id == bindparam("timer"))
    unlocked = statements._case.where(statements.CASE.c.id.in_(which))
    monkeypatch.setitem(statements.LOCKED, "timer", unlocked)
    outcomes = two_that_read_before_either_writes(engine_db, monkeypatch)
    assert sorted(map(str, outcomes)) != ["False", "True"]
