"""A case whose procedure failed: what people say is kept, nothing runs until it is tried again, and no other case waits
for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from engine import casework, chronology, correcting, db, history, in_hand, jobs, parties, verify
from engine.models import Case, Fact, HistoryEntry, Ledger, Message, Party, Task, Thing, Timer, new_id
from tests import builders
from tests.builders import MONDAY, Drawing, a_contact, answers
from tests.engine import test_early
from tests.engine.test_casework import HOLD, THRESHOLD, Council, _breaks

TUESDAY = MONDAY + timedelta(days=1)


@contextmanager
def broken() -> Iterator[None]:
    """While no condition of the procedure can be asked."""
    works = in_hand.Matter.evaluate
    in_hand.Matter.evaluate = _breaks  # type: ignore[assignment,method-assign]
    try:
        yield
    finally:
        in_hand.Matter.evaluate = works  # type: ignore[method-assign]


def drawn() -> dict[str, bytes]:
    """Two steps at once, of which the first leads on to a third; and the police, who may be heard early."""
    case = Drawing("allegation").start("came", message="Contact received").gateway("parallel", "both")
    case.task("decide", "threshold").gateway("exclusive", "referral", default="no")
    case.flow("referral", "shut", id="no").task("look", after=None).end("looked")
    case.flow("referral", "look", 'decision = "referral"').work("shut", "close_case", after=None)
    case.call("police", "police_strand", after="shut").end("police_end")
    case.task("ask", after="both", due='clock("T03", called_on)').end("asked")
    case.any_time("information", "New information", Drawing("inside").task("consider", after=None).end("considered"))
    strand = Drawing("police_strand", "Police", thing="strand", kind="police").start("p").task("say", "hold").end("p_e")
    return builders.a_procedure(case, strand, forms={"threshold": THRESHOLD, "hold": HOLD})


@pytest.fixture
def council(engine_db: Engine) -> Council:
    return Council(engine_db, drawn())


@pytest.fixture
def failed(council: Council) -> Council:
    """Its threshold decision has been said, and the procedure failed over it."""
    with broken():
        council.do("decide", decision="referral", reason="Said")
    assert council.row().repair
    return council


def told(council: Council, what: str) -> list[HistoryEntry]:
    return list(council.ask(lambda s: s.scalars(select(HistoryEntry).where(HistoryEntry.what == what)).all()))


def sound(council: Council) -> bool:
    return bool(council.ask(verify.faults) == [])


def open_chronology(council: Council) -> None:
    council.change(lambda s: chronology.opened(s, council.case, by=council.lado, now=TUESDAY))


def correct(council: Council, **said: Any) -> None:
    task = council.task("decide", "done")
    council.change(lambda s: correcting.correct_task(s, task, answers(**said), reason="Slip", by=council.lado,
                                                     now=TUESDAY))  # fmt: skip


def tried_again(council: Council) -> bool:
    return bool(council.change(lambda s: casework.retry(s, council.case, by=council.lado, now=TUESDAY)))


@pytest.mark.database
def test_reading_a_case_does_not_end_its_repair_nor_offer_a_done_step_again(failed: Council) -> None:
    open_chronology(failed)
    assert failed.row().repair
    assert failed.open_steps() == ["ask"], "the threshold was decided once"
    assert sound(failed)
    assert tried_again(failed)
    assert failed.open_steps() == ["ask", "look"] and failed.row().repair is None
    assert sound(failed)


@pytest.mark.database
def test_what_is_put_right_or_done_while_a_case_needs_repair_counts_when_it_runs_again(failed: Council) -> None:
    correct(failed, decision="advice_nfa", reason="Said better")
    failed.do("ask", by=failed.lado, now=TUESDAY)
    assert failed.row().repair and failed.open_steps() == []
    assert failed.row().level != "referral"
    assert tried_again(failed)
    assert failed.open_steps() == ["say"], "as the corrected decision leads"
    assert failed.row().closed_at is not None
    assert sound(failed)


def test_what_happens_at_any_time_waits_until_the_case_runs_again(failed: Council) -> None:
    with pytest.raises(in_hand.NeedsRepair):
        failed.change(lambda s: casework.happen(s, failed.case, "information", by=failed.lado, now=TUESDAY))
    assert failed.ask(lambda s: casework.what_can_happen(in_hand.look_at(s, failed.case, now=TUESDAY))) == []
    assert tried_again(failed)
    assert failed.change(lambda s: casework.happen(s, failed.case, "information", by=failed.lado, now=TUESDAY))


def test_a_due_date_that_rests_on_what_was_said_meanwhile_is_counted_when_it_runs_again(failed: Council) -> None:
    def say(session: Any) -> None:
        from engine.settling import settle

        matter = in_hand.take_in_hand(session, failed.case, now=TUESDAY)
        matter.facts.put(failed.case, "called_on", MONDAY)
        settle(matter, lambda _: None)

    failed.change(say)
    assert failed.ask(lambda s: s.get_one(Task, failed.task("ask"))).due_at is None
    assert tried_again(failed)
    assert failed.ask(lambda s: s.get_one(Task, failed.task("ask"))).due_at is not None
    assert sound(failed)


def test_what_is_recorded_early_while_a_case_needs_repair_counts_when_it_runs_again(engine_db: Engine) -> None:
    council = Council(engine_db, test_early.drawn())
    council.do("say", hold="hold")
    with broken():
        test_early.record(council, hearing_said="Dismissed")
    test_early.record(council, "report")
    assert council.row().repair and council.open_steps() == []
    assert tried_again(council) and council.open_steps() == ["act_on_it"]
    assert test_early.recordable(council) == []
    assert sound(council)


@pytest.mark.database
def test_a_run_that_fails_after_the_case_was_closed_leaves_it_open(engine_db: Engine) -> None:
    case = Drawing("allegation").start("came", message="Contact received").task("decide", "threshold")
    case.work("shut", "close_case").gateway("exclusive", "after", default="no")
    case.flow("after", "look", 'decision = "referral"').task("look", after=None).end("looked")
    case.end("nothing", after=None).flow("after", "nothing", id="no")
    council = Council(engine_db, builders.a_procedure(case, forms={"threshold": THRESHOLD}))
    with broken():
        council.do("decide", decision="referral")
    row = council.row()
    assert row.repair and (row.closed_at, row.closed_reason) == (None, None)
    assert told(council, "case_closed") == []
    matter = council.ask(lambda s: in_hand.look_at(s, council.case, now=TUESDAY))
    assert matter.facts.context({})["closed"] is False
    assert tried_again(council) and council.row().closed_at is not None


BAD_DUE = '"soon"'
"""A text where a date must be: no such drawing passes the check, and a procedure of before may have it."""


def _goes_wrong(due: str = BAD_DUE) -> dict[str, bytes]:
    """A timer and a step, each of which leads to a step whose due date cannot be counted."""
    case = Drawing("allegation").start("came", message="Contact received").task("decide", "threshold")
    case.boundary_timer("late", "decide", 'clock("T03", received_at)').task("step_in", due=due).end("stepped_in")
    return builders.a_procedure(
        case.task("look", after="decide", due=due).end("looked"), forms={"threshold": THRESHOLD}
    )


AFTERWARDS = MONDAY + timedelta(days=10)


@pytest.mark.database
def test_a_due_date_that_cannot_be_counted_leaves_the_case_in_need_of_repair(engine_db: Engine) -> None:
    council = Council(engine_db, _goes_wrong())
    council.do("decide", decision="referral", reason="Kept")
    assert council.row().repair
    assert council.task("decide", "done") and council.open_steps() == []
    assert council.ask(lambda s: s.scalar(select(Fact.value).where(Fact.key == "reason"))) == '"Kept"'
    assert sound(council) and council.ask(history.faults) == []


@pytest.mark.database
def test_of_a_run_that_fails_at_the_last_nothing_stays(engine_db: Engine) -> None:
    case = Drawing("allegation").start("came", message="Contact received").task("decide", "threshold")
    case.gateway("parallel", "both").call("police", "police_strand").end("police_end")
    case.timer("soon", BAD_DUE, after="both").end("never")
    strand = Drawing("police_strand", "Police", thing="strand", kind="police").start("p").task("say", "hold").end("p_e")
    files = builders.a_procedure(case, strand, forms={"threshold": THRESHOLD, "hold": HOLD})
    council = Council(engine_db, files)
    council.change(lambda s: s.add(_police(council)))
    council.do("decide", decision="referral")
    assert council.row().repair and council.open_steps() == []
    assert [council.ask(lambda s, of=each: s.scalars(select(of)).all()) for each in (Message, Ledger)] == [[], []]
    assert council.ask(lambda s: s.scalars(select(Thing).where(Thing.kind == "strand")).all()) == []
    assert sound(council)


def _police(council: Council) -> Party:
    """They are named already, so that they would be told of their step."""
    return Party(
        id=new_id(), authority_id=council.authority, case_id=council.case, role="Police", at=MONDAY,
        organisation_id=council.force, answers=parties.SIGNS_IN,
    )  # fmt: skip


@pytest.mark.database
def test_a_case_whose_timer_goes_wrong_stops_no_other_cases_timer(engine_db: Engine) -> None:
    council = Council(engine_db, _goes_wrong())
    good = _beside(council)
    assert jobs.fire_due(engine_db, AFTERWARDS) == 2, "each fired, and the first case needs repair"
    assert council.row().repair
    assert jobs.fire_due(engine_db, AFTERWARDS) == 0
    council.case = good
    assert council.open_steps() == ["decide", "step_in"] and council.row().repair is None


def _beside(council: Council) -> str:
    """A second case, later than the first, in a council whose procedure works."""
    return Council(council.engine, _goes_wrong('date("2026-03-20")')).case


@pytest.mark.database
def test_cases_that_cannot_even_be_read_stop_no_other_cases_timer(
    engine_db: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "BATCH", 2)
    council = Council(engine_db, _goes_wrong('date("2026-03-20")'))
    spoiled = [council.case]
    with db.writing(engine_db) as session:
        authority = session.get_one(builders.Authority, council.authority)
        spoiled += [a_contact(session, authority).cases[0] for _ in range(2)]
        good = a_contact(session, authority, now=TUESDAY).cases[0]
        session.execute(update(Case).where(Case.id.in_(spoiled)).values(state=b"not a state"))
        session.commit()
    assert jobs.fire_due(engine_db, AFTERWARDS) == 1
    fired = council.ask(lambda s: s.scalars(select(Timer.case_id).where(Timer.state == "fired")).all())
    assert fired == [good]
    asked = council.ask(lambda s: s.execute(select(Case.id).where(Case.repair.is_not(None))).scalars().all())
    assert sorted(asked) == sorted(spoiled), "each says so, and is not asked first for ever"
    assert len(told(council, "case_needs_repair")) == 3
    assert council.ask(history.faults) == []


def test_a_database_that_is_away_is_no_fault_of_a_case(engine_db: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    council = Council(engine_db, _goes_wrong())

    def away(*_: Any, **__: Any) -> None:
        raise db.UNAVAILABLE[0]("a statement", None, Exception("away"))

    monkeypatch.setattr(casework, "fire_timer", away)
    with pytest.raises(db.UNAVAILABLE):
        jobs.fire_due(engine_db, AFTERWARDS)
    assert council.row().repair is None


@pytest.mark.database
def test_a_case_that_failed_as_it_opened_can_be_tried_again(engine_db: Engine) -> None:
    case = Drawing("allegation").start("came", message="Contact received").gateway("exclusive", "which", default="no")
    case.flow("which", "look", 'what_happened = "Something"').task("look", after=None).end("looked")
    case.end("nothing", after=None).flow("which", "nothing", id="no")
    with broken():
        council = Council(engine_db, builders.a_procedure(case))
    assert council.row().repair and council.open_steps() == []
    open_chronology(council)
    assert tried_again(council)
    assert council.open_steps() == ["look"] and council.row().repair is None
    assert sound(council)
