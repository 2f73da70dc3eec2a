"""What happened before its step was offered: it counts at once, is asked once, and the record says so."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from engine import casework, db, early, history, in_hand, verify
from engine.casework import OnBehalf
from engine.models import HistoryEntry, Task
from tests import builders
from tests.builders import MONDAY, Drawing, a_form, answers
from tests.engine.test_casework import HOLD, THRESHOLD, Council

HEARING = a_form({"type": "textfield", "key": "hearing_said", "label": "What was decided"})
TOLD = OnBehalf("Police", "DC Laing", "phone")
LATER = MONDAY + timedelta(days=1)


def drawn() -> dict[str, bytes]:
    """A strand whose hearing waits until the hold is lifted, and a case that waits for what the hearing said."""
    case = Drawing("allegation").start("came", message="Contact received").gateway("parallel", "both")
    case.call("police", "police_strand").end("police_end").wait(
        "heard", "strands[1].hearing_said != null", after="both"
    )
    case.task("act_on_it").end()
    strand = Drawing("police_strand", "Police", thing="strand", kind="police").start("p").task("say", "hold")
    strand.wait("lifted", 'strand.hold = "proceed"').task("hold_hearing", "hearing").task("report", "hearing").end(
        "p_e"
    )
    return builders.a_procedure(case, strand, forms={"threshold": THRESHOLD, "hold": HOLD, "hearing": HEARING})


@pytest.fixture
def council(engine_db: Engine) -> Council:
    made = Council(engine_db, drawn())
    made.do("say", hold="hold")
    return made


def strand_of(council: Council) -> str:
    matter = council.ask(lambda s: in_hand.look_at(s, council.case, now=MONDAY))
    return str(matter.facts.listed("strands")[0].id)


def recordable(council: Council) -> list[str]:
    found = council.ask(lambda s: early.recordable(in_hand.look_at(s, council.case, now=MONDAY)))
    return [each.step.id for each in found]


def record(council: Council, step: str = "hold_hearing", **said: str) -> str:
    strand = strand_of(council)
    return str(council.change(lambda s: early.record(
        s, council.case, strand, step, answers(**said), by=council.lado, now=LATER, happened=MONDAY, on_behalf=TOLD,
    )))  # fmt: skip


def told(council: Council, what: str) -> list[HistoryEntry]:
    return list(council.ask(lambda s: s.scalars(select(HistoryEntry).where(HistoryEntry.what == what)).all()))


@pytest.mark.database
def test_what_happened_under_a_hold_counts_at_once_and_is_not_asked_again(council: Council) -> None:
    assert recordable(council) == ["hold_hearing", "report"]
    task = record(council, hearing_said="Dismissed")
    assert council.open_steps() == ["act_on_it"], "a wait elsewhere sees the answer at once"
    assert recordable(council) == ["report"]
    assert told(council, "step_completed")[-1].detail["early"] is True
    strand = strand_of(council)
    with db.writing(council.engine) as session:
        matter = in_hand.take_in_hand(session, council.case, now=LATER, by=council.lado)
        matter.facts.put(strand, "hold", "proceed")
        from engine.settling import settle

        settle(matter, lambda _: None)
        session.commit()
    assert council.open_steps() == ["act_on_it", "report"]
    (reached,) = told(council, "early_step_reached")
    assert reached.detail["task"] == task
    row = council.ask(lambda s: s.get(Task, task))
    assert (row.state, row.on_behalf_of, row.told_by, row.engine_id.startswith("early")) == (
        "done", "Police", "DC Laing", False)  # fmt: skip
    assert council.ask(verify.faults) == []
    assert council.ask(lambda s: history.faults(s)) == []


def test_what_is_offered_or_over_is_recorded_where_it_stands(council: Council) -> None:
    record(council, hearing_said="Dismissed")
    with pytest.raises(early.NotEarly):
        record(council, hearing_said="Again")
    with pytest.raises(early.NotEarly):
        record(council, step="say", hold="proceed")
    strand = strand_of(council)
    with pytest.raises(casework.InTheFuture):
        council.change(lambda s: early.record(
            s, council.case, strand, "report", answers(), by=council.lado, now=MONDAY, happened=LATER, on_behalf=TOLD,
        ))  # fmt: skip


def test_steps_of_our_own_are_never_recorded_early(council: Council) -> None:
    assert "act_on_it" not in recordable(council)


def test_planted_a_step_that_is_asked_again_is_noticed(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_hand.Matter, "answered", lambda *_: False)
    with pytest.raises(AssertionError):
        test_what_happened_under_a_hold_counts_at_once_and_is_not_asked_again(council)
