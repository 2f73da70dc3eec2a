"""A step that was undone: what counts again, what is never undone, who is told, and what is left of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from benchmarks import measures
from engine import (
    before,
    casework,
    correcting,
    db,
    facts,
    history,
    in_hand,
    jobs,
    kept,
    notes,
    parties,
    task_form,
    undoing,
    verify,
)
from engine.errors import LadoflowError
from engine.forms import Parsed, Row
from engine.models import Authority, Fact, HistoryEntry, Ledger, Message, Person, Task, Timer, Undoable, new_id
from engine.statements import LISTED
from tests import builders
from tests.builders import MONDAY, Drawing, a_form, answers
from tests.engine import test_casework, test_early, test_repair
from tests.engine.test_casework import Council

SOON = MONDAY + timedelta(minutes=9)
LATE = MONDAY + timedelta(minutes=10, seconds=1)


class Differs(AssertionError):
    """Something is not as it was."""


def standing(session: Session, case: str) -> dict[str, Any]:
    """All that a case is, as the next step finds it."""
    matter = in_hand.look_at(session, case, now=MONDAY)
    known = matter.facts
    tasks = session.scalars(select(Task).where(Task.case_id == case, Task.state == "open").order_by(Task.id))
    timers = session.scalars(select(Timer).where(Timer.case_id == case, Timer.state == "waiting").order_by(Timer.id))
    named = [thing.person for thing in known.things.values() if thing.person]
    persons = session.scalars(select(Person).where(Person.id.in_(named)).order_by(Person.id))
    linked = select(Person.id, Person.same_as_id).where(Person.same_as_id.is_not(None)).order_by(Person.id)
    return {
        "row": {name: matter.row[name] for name in (*LISTED, "state")},
        "facts": known.known, "things": list(known.things.values()), "holds": matter.holds_recorded(),
        "tasks": [
            (t.id, t.engine_id, t.step, t.audience, t.holder_id, t.organisation_id, t.naming, t.due_at, t.due_why,
             t.done_at, t.done_by_id, t.happened, t.told_by, t.withdrawn_why) for t in tasks
        ],
        "timers": [(t.id, t.engine_id, t.step, t.due_at, t.due_why, t.fired_at) for t in timers],
        "early": [(row.id, row.engine_id) for row in matter.waits.early],
        "persons": [(p.id, p.name, p.sound, p.born) for p in persons],
        "links": [tuple(row) for row in session.execute(linked)],
    }  # fmt: skip


def same(stood: dict[str, Any], stands: dict[str, Any]) -> None:
    """Raises Differs with what is not as it was."""
    if wrong := [name for name, was in stood.items() if was != stands[name]]:
        raise Differs("; ".join(f"{name}: {stood[name]!r} is {stands[name]!r}" for name in wrong))


@pytest.fixture
def council(engine_db: Engine) -> Council:
    """Its police sign in."""
    made = Council(engine_db)
    made.change(lambda s: s.add(a_party(made)))
    return made


def a_party(council: Council) -> parties.models.Party:
    return parties.models.Party(
        id=new_id(), authority_id=council.authority, case_id=council.case, role="Police", at=MONDAY,
        answers=parties.SIGNS_IN, organisation_id=council.force, user_id=council.police,
    )  # fmt: skip


def stands(council: Council) -> dict[str, Any]:
    found: dict[str, Any] = council.ask(lambda s: standing(s, council.case))
    return found


def do(council: Council, step: str, parsed: Parsed | None = None, **given: Any) -> str:
    """A step is done by the LADO, who may undo it."""
    task = council.task(step)
    more = {"by": council.lado, "now": MONDAY, "seen": None, "undoable": True} | given
    council.change(lambda s: casework.complete_task(s, task, parsed or answers(), **more))
    return task


def undo(council: Council, task: str, *, by: str = "", now: datetime = SOON) -> None:
    council.change(lambda s: undoing.undo(s, task, by=by or council.lado, now=now))


def messages(council: Council) -> list[tuple[str, str]]:
    rows = select(Message.kind, Message.state).order_by(Message.at, Message.kind)
    return [tuple(row) for row in council.ask(lambda s: s.execute(rows).all())]


@pytest.mark.database
def test_the_wrong_answer_at_the_threshold_is_undone_and_the_right_one_given(council: Council) -> None:
    stood = stands(council)
    task = do(council, "decide", answers(decision="advice_nfa", reason="Pressed in haste"))
    assert council.row().closed_at is not None and council.open_steps() == []
    undo(council, task)
    same(stood, stands(council))
    assert council.open_steps() == ["decide"] and council.row().level == "not_decided"
    assert council.ask(verify.everything) == []
    council.do("decide", now=LATE, decision="referral", reason="It shows")
    assert (council.row().level, council.open_steps()) == ("referral", ["say"])


@pytest.mark.database
def test_the_record_keeps_what_was_done_and_that_it_was_undone(council: Council) -> None:
    task = do(council, "decide", answers(decision="referral", reason="Pressed in haste"))
    undo(council, task)
    rows = council.ask(lambda s: s.scalars(select(HistoryEntry).where(HistoryEntry.chain == council.case)).all())
    told = {row.what: row for row in rows}
    done, undone = told["step_completed"], told["step_undone"]
    assert (undone.by_id, undone.task_id, undone.at) == (council.lado, task, SOON)
    assert history.facts_of(undone) == history.facts_of(done) != []
    assert done.number in council.ask(lambda s: history.taken_back(s, council.case))
    said = council.ask(lambda s: s.scalars(select(Fact).where(Fact.task_id == task)).all())
    assert {"referral", "Pressed in haste"} < {facts.decode(fact.value) for fact in said if fact.key != "opened_on"}
    assert all(fact.newer == fact.id for fact in said)
    assert council.ask(history.faults) == []


def begun(session: Session, council: Council) -> None:
    kept.keep(session, council.lado, session.scalars(select(Task.id).where(Task.step == "say")).one(), {}, now=SOON)


def read(session: Session, council: Council) -> None:
    history.append_read(session, council.case, "task_read", by=council.police, now=SOON)


def gone_on(session: Session, council: Council) -> None:
    said = session.scalars(select(Task.id).where(Task.step == "say")).one()
    casework.complete_task(session, said, answers(hold="no_hold"), seen=None, by=council.police, now=SOON)


def corrected(session: Session, council: Council) -> None:
    decided = session.scalars(select(Task.id).where(Task.step == "decide")).one()
    again = answers(reason="Better said")
    correcting.correct_task(session, decided, again, reason="Unclear", by=council.lado, now=SOON)


def happened(session: Session, council: Council) -> None:
    casework.happen(session, council.case, "information", by=council.lado, now=SOON)


@pytest.mark.database
@pytest.mark.parametrize("acts", [begun, read, gone_on, corrected, happened])
def test_what_somebody_has_gone_on_with_is_not_undone(
    council: Council, acts: Callable[[Session, Council], None]
) -> None:
    task = do(council, "decide", answers(decision="referral", reason="It shows"))
    council.change(lambda s: acts(s, council))
    stood = stands(council)
    with pytest.raises((undoing.GoneOn, undoing.Begun)) as why:
        undo(council, task)
    same(stood, stands(council))
    by = why.value.by if isinstance(why.value, undoing.Begun) else why.value.entry.by_id
    assert by == (council.police if acts in (read, gone_on) else council.lado)


def test_a_task_that_the_step_opened_and_a_colleague_has_taken_stays_theirs(engine_db: Engine) -> None:
    case = Drawing("allegation").start("came", message="Contact received").task("decide", "threshold")
    council = Council(engine_db, builders.a_procedure(
        case.task("look").end(), forms={"threshold": a_form({"type": "textfield", "key": "decision", "label": "D"})}
    ))  # fmt: skip
    task = do(council, "decide")
    council.change(lambda s: casework.release(s, council.task("look"), by=council.lado, now=MONDAY))
    with pytest.raises(undoing.GoneOn) as why:
        undo(council, task)
    assert why.value.entry.what == "task_put_back"


@pytest.mark.database
def test_of_two_who_undo_and_take_at_once_one_is_heard(engine_db: Engine) -> None:
    case = Drawing("allegation").start("came", message="Contact received").task("decide").task("look").end()
    council = Council(engine_db, builders.a_procedure(case))
    for number in range(6):
        council.change(lambda s: setattr(council, "case", _another(s, council)))
        task = do(council, "decide")
        look = council.task("look")
        council.change(lambda s, look=look: s.execute(update(Task).where(Task.id == look).values(holder_id=None)))
        acts: list[Callable[[Session], Any]] = [
            lambda s, task=task: undoing.undo(s, task, by=council.lado, now=SOON),
            lambda s, look=look: casework.claim(s, look, by=council.lado, now=SOON),
        ]
        with ThreadPoolExecutor(2) as both:
            said = [*both.map(lambda act: _tried(council, act), acts[:: 1 if number % 2 else -1])]
        lost = next(each for each in said if each)
        assert said.count(None) == 1 and isinstance(lost, undoing.GoneOn | task_form.TaskWithdrawn), said
        assert council.open_steps() == (["decide"] if isinstance(lost, task_form.TaskWithdrawn) else ["look"])
    assert council.ask(verify.faults) == []


def _another(session: Session, council: Council) -> str:
    authority = session.get_one(Authority, council.authority)
    return str(builders.a_contact(session, authority, by=council.lado).cases[0])


def _tried(council: Council, act: Callable[[Session], Any]) -> LadoflowError | None:
    try:
        council.change(act)
    except LadoflowError as refused:
        return refused
    return None


def a_note(session: Session, council: Council) -> None:
    notes.add(session, [council.case], "She rang again", by=council.lado, now=SOON)


def colleague_reads(session: Session, council: Council) -> None:
    history.append_read(session, council.case, "case_read", by=council.lado, now=SOON)


@pytest.mark.parametrize("acts", [a_note, colleague_reads])
def test_a_note_and_a_colleague_who_reads_stand_against_nothing(
    council: Council, acts: Callable[[Session, Council], None]
) -> None:
    stood = stands(council)
    task = do(council, "decide", answers(decision="referral"))
    council.change(lambda s: acts(s, council))
    undo(council, task)
    same(stood, stands(council))


def test_only_who_did_it_undoes_it_once_and_in_time(council: Council) -> None:
    task = do(council, "decide", answers(decision="referral"))
    refused: list[tuple[type[LadoflowError], dict[str, Any]]] = [
        (undoing.NotYoursToUndo, {"by": council.police}), (undoing.TooLate, {"now": LATE}),
    ]  # fmt: skip
    for error, how in refused:
        with pytest.raises(error):
            undo(council, task, **how)
    undo(council, task, now=MONDAY + before.FOR)
    with pytest.raises(undoing.UndoneAlready):
        undo(council, task)
    assert council.open_steps() == ["decide"]


def test_what_was_not_done_at_a_page_of_ours_is_not_undone(council: Council) -> None:
    council.do("decide", decision="referral")
    with pytest.raises(undoing.NeverUndone):
        undo(council, council.task("decide", "done"))
    with pytest.raises(in_hand.NoSuchRow):
        undo(council, new_id())


@pytest.mark.database
def test_who_was_not_told_yet_is_not_told_and_who_was_is_told_it_is_withdrawn(council: Council) -> None:
    undo(council, do(council, "decide", answers(decision="referral")))
    assert messages(council) == [("task_offered", "dropped")]
    task = do(council, "decide", answers(decision="referral"), now=SOON)
    sent: list[str] = []
    assert jobs.deliver(council.engine, SOON, lambda message, *_: sent.append(message.kind)) == 1
    undo(council, task, now=SOON + timedelta(minutes=1))
    assert jobs.deliver(council.engine, SOON + timedelta(minutes=1), lambda m, *_: sent.append(m.kind)) == 1
    assert sent == ["task_offered", "task_withdrawn"]


@pytest.mark.database
def test_who_waits_again_is_still_told(engine_db: Engine) -> None:
    """A police step that the LADO ends by recording for them, before the police were told of it."""
    council = Council(engine_db)
    council.change(lambda s: s.add(a_party(council)))
    council.do("decide", decision="referral")
    task = do(council, "say", answers(hold="no_hold"), on_behalf=casework.OnBehalf("Police", "DC Laing", "phone"))
    assert jobs.deliver(council.engine, SOON, lambda *_: None) == 0 and messages(council)[0][1] == "dropped"
    undo(council, task)
    assert jobs.deliver(council.engine, SOON, lambda *_: None) == 1
    assert council.open_steps() == ["say"]


def test_an_answer_that_was_replaced_counts_again_as_it_was_recorded(council: Council) -> None:
    council.change(lambda s: _record(s, council.case, "reason", "Said before"))
    stood = stands(council)
    undo(council, do(council, "decide", answers(decision="referral", reason="Pressed in haste")))
    same(stood, stands(council))
    known = stands(council)["facts"][council.case, "reason"]
    assert known == stood["facts"][council.case, "reason"] and known.value == "Said before"


def _record(session: Session, case: str, key: str, value: Any) -> None:
    from engine.settling import settle

    matter = in_hand.take_in_hand(session, case, now=MONDAY)
    matter.facts.put(case, key, value)
    settle(matter, lambda running: None)


@pytest.mark.database
def test_what_was_decided_on_the_call_counts_again(engine_db: Engine) -> None:
    """The case's own answer stood before the contact's: nothing of its own stands there afterwards."""
    asked = json.loads(builders.CALL)["components"]
    decision = {"type": "radio", "key": "decision", "label": "Decision", "valuesKey": "threshold_decisions"}
    council = Council(engine_db, test_casework.procedure() | {"forms/call.form": a_form(*asked, decision)})
    with db.writing(engine_db) as session:
        authority = session.get_one(Authority, council.authority)
        council.case = builders.a_contact(session, authority, by=council.lado, decision="advice_nfa").cases[0]
        session.commit()
    stood = stands(council)
    assert council.row().level == "advice"
    undo(council, do(council, "decide", answers(decision="referral")))
    same(stood, stands(council))
    assert council.row().level == "advice"


@pytest.mark.database
def test_a_date_that_the_step_gave_or_moved_is_what_it_was_and_the_ledger_says_so(engine_db: Engine) -> None:
    case = Drawing("allegation").start("came", message="Contact received").gateway("parallel", "both")
    case.task("decide", "when").end("decided").task("again", "when", after="both").end("done")
    case.task("look", after="both", due='clock("T03", called_on)').end("looked")
    asked = a_form({"type": "datetime", "key": "called_on", "label": "Called on", "subtype": "date"})
    council = Council(engine_db, builders.a_procedure(case, forms={"when": asked}))
    for step, day in (("decide", 3), ("again", 4)):
        stood = stands(council)
        task = do(council, step, answers(called_on=date(2026, 3, day)))
        assert stands(council)["tasks"] != stood["tasks"]
        undo(council, task)
        same(stood, stands(council))
        assert council.ask(verify.faults) == []
        do(council, step, answers(called_on=date(2026, 3, day)), now=SOON)
    look = council.ask(lambda s: s.get(Task, council.task("look")))
    lines = council.ask(lambda s: s.scalars(select(Ledger).where(Ledger.waits_id == look.id).order_by(Ledger.at)).all())
    assert (lines[-1].due_at, len(lines)) == (look.due_at, 5)


def test_a_hold_that_was_undone_pauses_nothing(council: Council) -> None:
    council.do("decide", decision="referral")
    stood = stands(council)
    undo(council, do(council, "say", answers(hold="hold"), happened=MONDAY))
    same(stood, stands(council))
    assert stands(council)["holds"] == []
    assert council.ask(lambda s: in_hand.look_at(s, council.case, now=MONDAY)._pauses()) == []


def rows_asked() -> dict[str, bytes]:
    """A step that asks who the adult is, and for children."""
    called = {"type": "textfield", "key": "name", "label": "Name"}
    groups = [{"type": "dynamiclist", "path": path, "label": path, "properties": {"rows": kind}, "components": [called]}
              for path, kind in (("adults", "adult"), ("children", "child"))]  # fmt: skip
    case = Drawing("allegation").start("came", message="Contact received").task("decide", "who").task("look").end()
    return builders.a_procedure(case, forms={"who": a_form(*groups)})


@pytest.mark.database
def test_who_was_named_and_which_rows_there_were_is_as_before(engine_db: Engine) -> None:
    council = Council(engine_db, rows_asked())
    adult = next(thing.id for thing in stands(council)["things"] if thing.kind == "adult")
    ann, bea = new_id(), new_id()
    council.change(lambda s: _child(s, council.case, bea))
    stood = stands(council)
    said = Parsed({}, {
        "adults": [Row(adult, False, {"name": "Joel Barrington"})],
        "children": [Row(ann, False, {"name": "Ann"}), Row(bea, True, {})],
    }, [])  # fmt: skip
    for _ in range(2):  # A page that was sent once is sent again.
        task = do(council, "decide", said)
        kinds = {thing.id for thing in stands(council)["things"]}
        assert ann in kinds and bea not in kinds
        assert "Joel Barrington" in [name for _, name, *_ in stands(council)["persons"]]
        undo(council, task)
        same(stood, stands(council))
    assert council.ask(lambda s: s.scalar(select(func.count()).select_from(Person).where(Person.name == "Ann"))) > 0
    do(council, "decide", said)
    assert council.open_steps() == ["look"] and council.ask(verify.faults) == []


def _child(session: Session, case: str, id: str) -> None:
    from engine.settling import settle

    matter = in_hand.take_in_hand(session, case, now=MONDAY)
    matter.facts.put(matter.facts.add("child", "children", None, id=id).id, "name", "Bea")
    settle(matter, lambda running: None)


def test_a_page_that_showed_what_was_undone_is_no_longer_its_steps_page(council: Council) -> None:
    seen = council.ask(lambda s: _version(s, council, "decide"))
    task = do(council, "decide", answers(decision="referral"))
    undo(council, task)
    with pytest.raises(task_form.SomethingChanged):
        council.do("decide", seen=seen, decision="referral")


def _version(session: Session, council: Council, step: str) -> str:
    matter = in_hand.look_at(session, council.case, now=MONDAY)
    return task_form.page_version(matter, session.get_one(Task, council.task(step)))


def test_another_open_page_that_showed_it_is_told_that_something_changed(engine_db: Engine) -> None:
    case = Drawing("allegation").start("came", message="Contact received").gateway("parallel", "both")
    case.task("decide").end("decided").task("look", after="both").end("looked")
    council = Council(engine_db, builders.a_procedure(case))
    task = do(council, "decide", answers(note="In haste"))
    seen = council.ask(lambda s: _version(s, council, "look"))
    undo(council, task)
    with pytest.raises(task_form.SomethingChanged):
        council.do("look", seen=seen, note="As it says")


def test_what_was_recorded_early_waits_again_for_its_step(engine_db: Engine) -> None:
    strand = Drawing("police_strand", "Police", thing="strand", kind="police").start("p").task("say", "hold")
    strand.gateway("parallel", "two").task("lift", "hold").end("lifted_end")
    strand.wait("lifted", 'strand.hold = "proceed"', after="two").task("hold_hearing", "hearing").task("report").end(
        "e"
    )
    drawn = {"processes/police_strand.bpmn": strand.xml()}
    council = Council(engine_db, test_early.drawn() | drawn)
    council.do("say", hold="hold")
    test_early.record(council, hearing_said="Dismissed")
    stood = stands(council)
    task = do(council, "lift", answers(hold="proceed"))
    assert stood["early"] and not stands(council)["early"] and "report" in council.open_steps()
    undo(council, task)
    same(stood, stands(council))


def test_a_step_over_which_the_procedure_failed_is_undone_too(engine_db: Engine) -> None:
    council = Council(engine_db, test_repair.drawn())
    stood = stands(council)
    with test_repair.broken():
        task = do(council, "decide", answers(decision="referral", reason="Said"))
    assert council.row().repair
    undo(council, task)
    same(stood, stands(council))
    assert council.ask(verify.faults) == []


@pytest.mark.database
def test_what_was_kept_for_it_is_gone_after_ten_minutes(council: Council) -> None:
    task = do(council, "decide", answers(decision="referral"))
    assert council.ask(lambda s: undoing.undoable(s, council.lado, SOON)) == {task: MONDAY + before.FOR}
    assert jobs.forget_undoable(council.engine, MONDAY + before.FOR) == 0
    assert jobs.forget_undoable(council.engine, LATE) == 1
    assert council.ask(lambda s: s.scalars(select(Undoable)).all()) == []
    assert jobs.forget_undoable(council.engine, LATE) == 0


@pytest.mark.database
def test_a_step_that_can_be_undone_takes_no_statement_more(council: Council) -> None:
    with measures.told(council.engine) as said:
        council.do("decide", decision="referral")
    other = Council(council.engine)
    with measures.told(council.engine) as more:
        do(other, "decide", answers(decision="referral"))
    assert len(more) == len(said)
