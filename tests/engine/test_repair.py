"""A case whose procedure failed: what people say is kept, nothing runs until it is tried again, and no other case waits
for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from engine import casework, chronology, correcting, in_hand, verify
from engine.models import HistoryEntry, Task
from tests import builders
from tests.builders import MONDAY, Drawing, answers
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
