"""The verbs on both databases: contacts open cases, steps are done once, timers fire once, nothing said is lost."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, delete, func, select, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from benchmarks import measures
from benchmarks.reference import TABLE
from engine import (
    access,
    casework,
    contacts,
    correcting,
    db,
    history,
    in_hand,
    inbox,
    kept,
    notes,
    parties,
    people,
    statements,
    task_form,
)
from engine.forms import Parsed, Row
from engine.models import (
    Authority,
    Case,
    Contact,
    Fact,
    HistoryEntry,
    Ledger,
    Message,
    Note,
    Task,
    Thing,
    Timer,
    User,
    new_id,
)
from tests import builders
from tests.builders import MONDAY, Drawing, a_contact, a_form, answers

THRESHOLD = a_form(
    {"type": "radio", "key": "decision", "label": "Decision", "valuesKey": "threshold_decisions"},
    {"type": "textfield", "key": "reason", "label": "Reason"},
)
HOLD = a_form({"type": "radio", "key": "hold", "label": "Hold?", "values": [
    {"label": "Yes", "value": "hold"}, {"label": "No", "value": "proceed"}]})  # fmt: skip


def procedure() -> dict[str, bytes]:
    """Threshold with a chaser, then the police, a wait for their hold, and the end; information at any time."""
    inside = Drawing("inside").task("consider", after=None).end("considered")
    case = Drawing("allegation").start("came", message="Contact received")
    case.task("decide", "threshold", due='clock("T03", received_at)').gateway("exclusive", "referral", default="no")
    case.flow("referral", "shut", id="no").call("police", "police_strand", after=None)
    case.flow("referral", "police", 'decision = "referral"').work("shut", "close_case").end()
    case.boundary_timer("late", "decide", 'clock("T03", received_at)').task("step_in").end("stepped_in")
    case.any_time("information", "New information", inside)
    strand = Drawing("police_strand", "Police", thing="strand", kind="police").start("p").task("say", "hold")
    strand.wait("lifted", 'not(strand.hold = "hold")').end("p_end")
    return builders.a_procedure(case, strand, forms={"threshold": THRESHOLD, "hold": HOLD})


class Council(builders.Stage):
    """A council with a LADO and one case at its threshold."""

    def __init__(self, engine: Engine, files: dict[str, bytes] | None = None) -> None:
        self.engine = engine
        with db.writing(engine) as session:
            authority = builders.a_council(session, files or procedure())
            self.authority = authority.id
            self.lado = builders.a_user(session, authority).id
            police = people.add_organisation(session, authority.id, "Police", plays=["Police"])
            self.police, self.force = (
                builders.a_user(session, authority, "Police", organisation=police.id).id,
                police.id,
            )
            self.case = a_contact(session, authority, by=self.lado).cases[0]
            session.commit()

    def task(self, step: str, state: str = "open") -> str:
        where = (Task.case_id == self.case, Task.step == step, Task.state == state)
        return self.ask(lambda s: s.scalar(select(Task.id).where(*where)))  # type: ignore[no-any-return]

    def open_steps(self) -> list[str]:
        where = (Task.case_id == self.case, Task.state == "open")
        return sorted(self.ask(lambda s: s.scalars(select(Task.step).where(*where)).all()))

    def row(self) -> Case:
        return self.ask(lambda s: s.get(Case, self.case))  # type: ignore[no-any-return]

    def do(self, step: str, *, by: str | None = None, now: Any = MONDAY, **given: Any) -> None:
        named = {key: given.pop(key) for key in ("seen", "happened", "on_behalf") if key in given}
        task = self.task(step)
        named.setdefault("seen", None)
        self.change(lambda s: casework.complete_task(s, task, answers(**given), by=by or self.lado, now=now, **named))


@pytest.fixture
def council(engine_db: Engine) -> Council:
    return Council(engine_db)


@pytest.mark.database
def test_a_contact_opens_a_case_for_each_adult_and_each_sees_its_own(engine_db: Engine) -> None:
    with db.writing(engine_db) as session:
        authority = builders.a_council(session, procedure())
        receipt = a_contact(session, authority, "Adult A", "Adult B")
        session.commit()
        assert len(receipt.cases) == 2
        seen = [in_hand.look_at(session, case, now=MONDAY) for case in receipt.cases]
    names = [[m.facts.get(t.id, "name") for t in m.facts.listed("adults")] for m in seen]
    assert sorted(names) == [["Adult A"], ["Adult B"]]
    assert [len(m.facts.listed("engagements")) for m in seen] == [1, 1]
    assert all(m.facts.case_value("what_happened") == "Something" for m in seen)


def test_allegations_and_children_are_seen_by_the_adults_they_name(engine_db: Engine) -> None:
    form = a_form(*_groups())
    files = builders.a_procedure(Drawing("allegation").start("came", message="Contact received").task("look").end(),
                                 forms={"call": form})  # fmt: skip
    first, second, child, other = (new_id() for _ in range(4))
    rows = {
        "adults": [Row(first, False, {"name": "A"}), Row(second, False, {"name": "B"})],
        "children": [Row(child, False, {"name": "C"}), Row(other, False, {"name": "D"})],
        "allegations": [
            Row(new_id(), False, {"description": "of A", "about_adults": [first], "about_children": [child]}),
            Row(new_id(), False, {"description": "of nobody", "about_adults": [], "about_children": []}),
        ],
    }
    with db.writing(engine_db) as session:
        authority = builders.a_council(session, files)
        receipt = contacts.save_contact(
            session, authority.id, "log_a_call", Parsed({}, rows, []), post=new_id(), now=MONDAY
        )
        session.commit()
        seen = {}
        for case in receipt.cases:
            known = in_hand.look_at(session, case, now=MONDAY).facts
            words = [known.get(t.id, "description") for t in known.listed("allegations")]
            seen[known.get(known.adult_id or "", "name")] = (
                sorted(words), sorted(known.get(t.id, "name") for t in known.listed("children"))
            )  # fmt: skip
    assert seen == {"A": (["of A", "of nobody"], ["C", "D"]), "B": (["of nobody"], ["D"])}


def _groups() -> list[dict[str, Any]]:
    def text(key: str) -> dict[str, Any]:
        return {"type": "textfield", "key": key, "label": key}

    def rows(path: str, kind: str, *fields: dict[str, Any]) -> dict[str, Any]:
        return {
            "type": "dynamiclist",
            "path": path,
            "label": path,
            "properties": {"rows": kind},
            "components": list(fields),
        }

    links = [{"type": "checklist", "key": f"about_{k}", "label": k, "properties": {"rowsOf": of}}
             for k, of in (("adults", "adult"), ("children", "child"))]  # fmt: skip
    return [rows("adults", "adult", text("name")), rows("children", "child", text("name")),
            rows("allegations", "allegation", text("description"), *links)]  # fmt: skip


@pytest.mark.database
def test_a_page_sent_twice_gets_the_first_receipt(engine_db: Engine) -> None:
    with db.writing(engine_db) as session:
        authority = builders.a_council(session, procedure())
        post = new_id()
        given = builders.about("Joel Barrett")
        first = contacts.save_contact(session, authority.id, "log_a_call", given, post=post, now=MONDAY)
        second = contacts.save_contact(session, authority.id, "log_a_call", given, post=post, now=MONDAY)
        assert (second.again, second.reference, second.cases) == (True, first.reference, first.cases)
        assert session.scalar(select(func.count()).select_from(Contact)) == 1


@pytest.mark.database
def test_a_contact_may_name_a_whole_staff(engine_db: Engine) -> None:
    with db.writing(engine_db) as session:
        authority = builders.a_council(session, procedure())
        names = [f"Member {number}" for number in range(110)]
        receipt = a_contact(session, authority, *names)
        session.commit()
        assert len(receipt.cases) == len(names)
        assert session.scalar(select(func.count()).select_from(Fact)) > 2 * statements.FACTS_AT_ONCE


@pytest.mark.database
def test_a_step_leads_on_and_its_due_date_says_why(council: Council) -> None:
    task = council.ask(lambda s: s.get(Task, council.task("decide")))
    assert task.due_why == "the contact came Monday 2 March 09:15, one working day"
    assert council.ask(lambda s: s.scalar(select(Ledger.why).where(Ledger.waits_id == task.id))) == task.due_why
    council.do("decide", decision="referral", reason="It shows")
    assert council.open_steps() == ["say"]
    row = council.row()
    assert (row.level, row.lead_id, row.number) == ("referral", council.lado, 2)


def test_the_lado_who_took_the_call_leads_the_case_and_sees_what_it_waits_for(council: Council) -> None:
    assert council.row().lead_id == council.lado
    lado = council.ask(lambda s: access.actor(s, s.get_one(User, council.lado)))
    with db.writing(council.engine) as session:
        session.execute(update(Task).values(audience="LADO business support", holder_id=None))
        session.commit()
    waits = council.ask(lambda s: [row.task.step for row in inbox.waiting_on_others(s, lado)])
    assert waits == ["decide"]
    assert council.ask(lambda s: inbox.counts(s, lado, MONDAY))["others"] == 1
    council.change(lambda s: s.execute(update(Task).values(holder_id=council.lado)))
    assert council.ask(lambda s: inbox.waiting_on_others(s, lado)) == []


def test_a_manager_who_stands_in_does_not_lead_the_case(council: Council) -> None:
    with db.writing(council.engine) as session:
        authority = session.get_one(Authority, council.authority)
        manager = builders.a_user(session, authority, "LADO manager").id
        council.case = a_contact(session, authority, by=manager).cases[0]
        session.commit()
    council.do("decide", by=manager, decision="referral", reason="It shows")
    assert council.row().lead_id is None
    council.do("say", on_behalf=casework.OnBehalf("Police", "DC Laing", "phone"))
    assert council.row().lead_id is None


@pytest.mark.database
def test_a_second_completion_changes_nothing(council: Council) -> None:
    task = council.task("decide")
    council.do("decide", decision="referral")
    before = council.row().number
    with pytest.raises(task_form.TaskAlreadyDone):
        council.change(
            lambda s: casework.complete_task(s, task, answers(decision="low_level"), seen=None, by=None, now=MONDAY)
        )
    assert (council.row().number, council.row().level) == (before, "referral")


def test_a_page_older_than_a_fact_it_shows_is_told_so(council: Council) -> None:
    seen = council.ask(
        lambda s: task_form.page_version(
            in_hand.look_at(s, council.case, now=MONDAY), s.get(Task, council.task("decide"))
        )
    )
    council.change(lambda s: _record(s, council.case, "reason", "Somebody else's words"))
    with pytest.raises(task_form.SomethingChanged) as told:
        council.do("decide", seen=seen, decision="referral")
    assert told.value.changed == ["reason"]
    assert council.open_steps() == ["decide"]


def test_a_note_is_never_a_conflict(council: Council) -> None:
    seen = council.ask(
        lambda s: task_form.page_version(
            in_hand.look_at(s, council.case, now=MONDAY), s.get(Task, council.task("decide"))
        )
    )
    council.change(lambda s: notes.add(s, [council.case], "A note", by=council.lado, now=MONDAY))
    council.do("decide", seen=seen, decision="referral")
    assert council.open_steps() == ["say"]


def _record(session: Session, case: str, key: str, value: Any) -> None:
    from engine.settling import settle

    matter = in_hand.take_in_hand(session, case, now=MONDAY)
    matter.facts.put(case, key, value)
    settle(matter, lambda running: None)


@pytest.mark.database
def test_a_hold_in_a_strand_keeps_the_case_waiting_until_it_is_lifted(council: Council) -> None:
    council.do("decide", decision="referral")
    council.do("say", hold="hold")
    assert council.open_steps() == [] and council.row().closed_at is None
    strand = council.ask(lambda s: s.scalar(select(Thing.id).where(Thing.kind == "strand")))
    council.change(lambda s: _lift(s, council.case, strand))
    assert council.row().closed_at is not None


def _lift(session: Session, case: str, strand: str) -> None:
    from engine.settling import settle

    matter = in_hand.take_in_hand(session, case, now=MONDAY)
    matter.facts.put(strand, "hold", "proceed")
    settle(matter, lambda running: None)


@pytest.mark.database
def test_an_outside_step_goes_to_whoever_is_named_for_the_role(council: Council) -> None:
    council.do("decide", decision="referral")
    naming = council.ask(lambda s: s.get(Task, council.task("say")))
    assert (naming.naming, naming.audience) == (True, "LADO business support")
    council.change(lambda s: casework.name_party(s, naming.id, organisation_id=council.force, answers=parties.SIGNS_IN,
                                                 by=council.lado, now=MONDAY))  # fmt: skip
    with db.reading(council.engine) as session:
        police = builders.an_actor(session, session.get_one(User, council.police))
        lado = builders.an_actor(session, session.get_one(User, council.lado))
        assert [row.task.step for row in inbox.mine(session, police)] == ["say"]
        assert [row.task.step for row in inbox.waiting_on_others(session, lado)] == ["say"]
        assert session.scalars(select(Message.user_id)).all() == [council.police]


@pytest.mark.database
def test_of_two_who_say_at_once_who_plays_a_role_the_first_is_heard(council: Council) -> None:
    council.do("decide", decision="referral")
    task, other = council.task("say"), council.change(lambda s: people.add_organisation(
        s, council.authority, "Other police", plays=["Police"]).id)  # fmt: skip
    named = {"answers": parties.SIGNS_IN, "by": council.lado, "now": MONDAY}
    council.change(lambda s: casework.name_party(s, task, organisation_id=council.force, **named))
    with pytest.raises(casework.NamedAlready):
        council.change(lambda s: casework.name_party(s, task, organisation_id=other, **named))
    assert [p.organisation_id for p in council.ask(lambda s: parties.parties_of(s, council.case))] == [council.force]
    assert council.ask(lambda s: s.scalars(select(Message.user_id)).all()) == [council.police], "told once"
    assert council.ask(history.faults) == []


@pytest.mark.database
def test_a_later_step_of_a_named_party_needs_no_name_again(engine_db: Engine) -> None:
    case = Drawing("allegation").start("came", message="Contact received").call("police", "police_strand").end()
    strand = Drawing("police_strand", "Police", thing="strand", kind="police").start("p").task("say").task("report")
    council = Council(engine_db, builders.a_procedure(case, strand.end("p_end")))
    named = {"organisation_id": council.force, "answers": parties.SIGNS_IN, "by": council.lado, "now": MONDAY}
    council.change(lambda s: casework.name_party(s, council.task("say"), **named))
    council.do("say", by=council.police)
    later = council.ask(lambda s: s.get(Task, council.task("report")))
    assert (later.naming, later.audience, later.organisation_id) == (False, None, council.force)


def test_a_step_recorded_for_a_party_says_so(council: Council) -> None:
    council.do("decide", decision="referral")
    told = casework.OnBehalf("Police", "DC Laing", "phone")
    council.do("say", hold="proceed", on_behalf=told, happened=MONDAY - timedelta(days=2))
    task = council.ask(lambda s: s.get(Task, council.task("say", "done")))
    assert (task.on_behalf_of, task.told_by, task.told_how) == ("Police", "DC Laing", "phone")
    assert task.happened == MONDAY - timedelta(days=2)


def test_what_is_still_to_come_cannot_have_happened(council: Council) -> None:
    with pytest.raises(casework.InTheFuture):
        council.do("decide", decision="referral", happened=MONDAY + timedelta(days=1))


def test_information_after_closure_opens_a_step_in_a_closed_case(council: Council) -> None:
    council.do("decide", decision="advice_nfa")
    assert council.row().closed_at is not None
    task = council.change(lambda s: casework.happen(s, council.case, "information", by=council.lado, now=MONDAY))
    assert task == council.task("consider")
    with pytest.raises(casework.NotOffered):
        council.change(lambda s: casework.happen(s, council.case, "nothing_like_it", by=council.lado, now=MONDAY))


@pytest.mark.database
def test_when_the_procedure_fails_what_was_said_is_kept_and_it_can_be_retried(
    engine_db: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from engine.in_hand import Matter

    council = Council(engine_db)
    works = Matter.evaluate
    monkeypatch.setattr(Matter, "evaluate", _breaks)
    council.do("decide", decision="referral", reason="Kept")
    row = council.row()
    assert "ZeroDivisionError" in (row.repair or "")
    assert council.ask(lambda s: s.scalar(select(Fact.value).where(Fact.key == "reason"))) == '"Kept"'
    council.change(lambda s: notes.add(s, [council.case], "Still possible", by=council.lado, now=MONDAY))
    monkeypatch.setattr(Matter, "evaluate", works)
    assert council.change(lambda s: casework.retry(s, council.case, by=council.lado, now=MONDAY))
    assert (council.open_steps(), council.row().repair) == (["say"], None)
    assert council.ask(history.faults) == []


def _breaks(*_: Any) -> object:
    return 1 / 0


@pytest.mark.database
@pytest.mark.promise("P17", 30)
def test_promise_p17_history_refuses_changes_and_shows_those_made_behind_its_back(engine_db: Engine) -> None:
    council = Council(engine_db)
    council.do("decide", decision="referral", reason="True")
    for statement in (update(HistoryEntry).values(what="nothing"), delete(HistoryEntry)):
        with pytest.raises(DatabaseError, match="append-only"):
            council.change(lambda s, change=statement: s.execute(change))
    assert council.ask(history.faults) == []
    council.change(lambda s: s.execute(update(Fact).where(Fact.key == "reason").values(value='"False"')))
    assert "was changed" in council.ask(history.faults)[0]


def test_a_note_needs_words_and_works_in_a_closed_case(council: Council) -> None:
    council.do("decide", decision="advice_nfa")
    with pytest.raises(notes.NothingSaid):
        council.change(lambda s: notes.add(s, [council.case], "  ", by=council.lado, now=MONDAY))
    council.change(lambda s: notes.add(s, [council.case], "They rang again", by=council.lado, now=MONDAY))
    assert council.ask(lambda s: s.scalar(select(Note.text))) == "They rang again"


def test_a_task_is_taken_by_one_and_can_be_put_back(council: Council) -> None:
    task = council.task("decide")
    council.change(lambda s: casework.claim(s, task, by=council.lado, now=MONDAY))
    with pytest.raises(casework.TaskTaken):
        council.change(lambda s: casework.claim(s, task, by=council.police, now=MONDAY))
    council.change(lambda s: casework.release(s, task, by=council.lado, now=MONDAY))
    assert council.ask(lambda s: s.get(Task, task)).holder_id is None


def test_shadow_rows_equal_what_the_workflow_waits_for(council: Council) -> None:
    council.do("decide", decision="referral")
    running = council.ask(lambda s: in_hand.look_at(s, council.case, now=MONDAY)).running
    rows = council.ask(lambda s: s.scalars(select(Task.engine_id).where(Task.state == "open")).all())
    assert sorted(rows) == sorted(w.id for w in running.waiting())
    timers = council.ask(lambda s: s.scalars(select(Timer.engine_id).where(Timer.state == "waiting")).all())
    assert sorted(timers) == sorted(t.id for t in running.timers())


def test_target_t10_a_completion_takes_at_most_10_statements(council: Council) -> None:
    task = council.task("decide")
    with measures.told(council.engine) as said:
        council.change(lambda s: casework.complete_task(s, task, answers(decision="referral", reason="x"), seen=None,
                                                        by=council.lado, now=MONDAY))  # fmt: skip
    assert 4 < len([*said, "COMMIT"]) <= 10


def test_a_call_of_a_day_whose_time_nobody_knows_counts_from_the_morning(engine_db: Engine) -> None:
    """Told on Monday of a call on Friday: the clocks run from Friday 09:00, and never from a time still to come."""
    with db.writing(engine_db) as session:
        authority = builders.a_council(session, procedure())
        friday = a_contact(session, authority, called_at=(MONDAY - timedelta(days=3)).date())
        early = (MONDAY + timedelta(days=1)).replace(hour=8)
        today = a_contact(session, authority, now=early, called_at=early.date())
        session.commit()
    assert friday.received_at == (MONDAY - timedelta(days=3)).replace(hour=9, minute=0)
    assert today.received_at == early


def _met(already: str | None) -> dict[str, bytes]:
    """A meeting that may decide the hold; then the step that asks for it, unless it was decided; then the last."""
    meeting = a_form(
        {"type": "datetime", "subtype": "date", "key": "meeting_on", "label": "Held on"},
        {"type": "radio", "key": "hold", "label": "Hold?", "values": [{"label": "Yes", "value": "hold"},
                                                                      {"label": "No", "value": "proceed"}]},
    )  # fmt: skip
    case = Drawing("allegation").start("came", message="Contact received").task("meet", "meeting")
    case.task("agree_hold", "hold", already=already).task("look").end()
    return builders.a_procedure(case, forms={"meeting": meeting, "hold": HOLD})


def _told_already(council: Council) -> list[str]:
    entries = council.ask(
        lambda s: s.scalars(select(HistoryEntry).where(HistoryEntry.what == "already_answered")).all()
    )
    return [history.already_words(entry.detail) for entry in entries]


@pytest.mark.database
def test_what_the_meeting_decided_is_not_asked_again(engine_db: Engine) -> None:
    council = Council(engine_db, _met("hold != null"))
    council.do("meet", meeting_on=date(2026, 3, 4), hold="hold", now=MONDAY + timedelta(days=3))
    assert council.open_steps() == ["look"]
    assert _told_already(council) == ["Decided at the meeting of 4 March 2026"]


def _left_open(council: Council) -> str:
    """The meeting said nothing of the hold, so that step is offered; its task."""
    council.do("meet", meeting_on=date(2026, 3, 4), now=MONDAY + timedelta(days=3))
    assert council.open_steps() == ["agree_hold"]
    return council.task("agree_hold")


def _said_afterwards(council: Council) -> None:
    task, later = council.task("meet", "done"), MONDAY + timedelta(days=4)
    said = answers(meeting_on=date(2026, 3, 4), hold="hold")
    council.change(lambda s: correcting.correct_task(s, task, said, reason="Forgotten", by=council.lado, now=later))


def test_what_the_meeting_left_open_is_asked_until_it_is_said_elsewhere(engine_db: Engine) -> None:
    council = Council(engine_db, _met("hold != null"))
    offered = _left_open(council)
    _said_afterwards(council)
    assert council.open_steps() == ["look"]
    assert _told_already(council) == ["Decided at the meeting of 4 March 2026"]
    task = council.ask(lambda s: s.get_one(Task, offered))
    assert (task.state, task.withdrawn_why) == ("withdrawn", "Decided at the meeting of 4 March 2026")


def test_nobody_loses_what_is_kept_of_an_offered_step(engine_db: Engine) -> None:
    council = Council(engine_db, _met("hold != null"))
    offered = _left_open(council)
    council.change(lambda s: kept.keep(s, council.lado, offered, {"hold": ["proceed"]}, now=MONDAY))
    _said_afterwards(council)
    assert council.open_steps() == ["agree_hold"], "somebody is typing in it: it is theirs to finish"
    assert _told_already(council) == []


def test_what_was_said_by_phone_is_called_a_discussion(engine_db: Engine) -> None:
    files = _met("hold != null")
    kinds = b"code,label,from,to,report_group,source\ninitial_evaluation,By phone,,,discussion,here\n"
    files |= {"forms/lists/meeting_types.csv": kinds}
    kind = {"type": "select", "key": "meeting_type", "label": "Kind", "valuesKey": "meeting_types"}
    meeting = json.loads(files["forms/meeting.form"])
    meeting["components"].append(kind)
    council = Council(engine_db, {**files, "forms/meeting.form": json.dumps(meeting).encode()})
    council.do("meet", meeting_on=date(2026, 3, 4), meeting_type="initial_evaluation", hold="hold",
               now=MONDAY + timedelta(days=3))  # fmt: skip
    assert _told_already(council) == ["Decided in the discussion of 4 March 2026"]


def test_an_answer_of_an_earlier_step_is_named_by_its_step_and_day(engine_db: Engine) -> None:
    council = Council(engine_db, _met("hold != null"))
    council.do("meet", hold="hold", happened=MONDAY, now=MONDAY + timedelta(days=1))
    assert _told_already(council) == ["Decided in “Meet” on 2 March 2026"]


def test_what_a_table_found_is_known_since_the_day_on_which_it_did(engine_db: Engine) -> None:
    case = Drawing("allegation").start("came", message="Contact received").timer("later", 'date("2026-03-05")')
    case.put("businessRuleTask", "found", camunda__decisionRef="due", camunda__resultVariable="due")
    case.task("agree_hold", "hold", already="due != null").task("look").end()
    table = TABLE.replace(b"urgency", b"due").replace(b"decision</text>", b"due</text>")
    council = Council(engine_db, builders.a_procedure(case, forms={"hold": HOLD}) | {"processes/due.dmn": table})
    timer = council.ask(lambda s: s.scalars(select(Timer.id)).one())
    council.change(lambda s: casework.fire_timer(s, timer, now=MONDAY + timedelta(days=4)))
    assert council.open_steps() == ["look"]
    assert _told_already(council) == ["Known since 6 March 2026"]


def test_planted_a_step_that_is_passed_over_whatever_was_answered_is_noticed(
    engine_db: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_hand.Matter, "answered", lambda _self, _id, _step, _name, condition, _keys: bool(condition))
    with pytest.raises(AssertionError):
        test_what_the_meeting_left_open_is_asked_until_it_is_said_elsewhere(engine_db)


def test_a_warning_that_somebody_passed_stands_in_the_record(council: Council) -> None:
    said = answers(decision="referral")
    said.warned.append("The adult would be younger than 10.")
    task = council.task("decide")
    council.change(lambda s: casework.complete_task(s, task, said, seen=None, by=council.lado, now=MONDAY))
    entry = council.ask(lambda s: s.scalar(select(HistoryEntry).where(HistoryEntry.what == "step_completed")))
    assert entry.detail["warned"] == ["The adult would be younger than 10."]


def test_a_correction_says_what_it_changed_from_what_to_what_and_which_warnings_were_passed(council: Council) -> None:
    council.do("decide", decision="referral", reason="It shows")
    said = answers(decision="advice_nfa", reason="It shows")
    said.warned.append("The adult would be younger than 10.")
    task = council.task("decide", "done")
    council.change(lambda s: correcting.correct_task(s, task, said, reason="Slip", by=council.lado, now=MONDAY))
    entry = council.ask(lambda s: s.scalar(select(HistoryEntry).where(HistoryEntry.what == "step_corrected")))
    assert entry.detail["warned"] == ["The adult would be younger than 10."]
    (now,) = entry.facts
    both = select(Fact.key, Fact.value).where((Fact.id == now) | (Fact.newer == now)).order_by(Fact.id)
    changed = council.ask(lambda s: s.execute(both).all())
    assert changed == [("decision", '"referral"'), ("decision", '"advice_nfa"')], "and not what was left as it was"


CHOSEN = a_form({"type": "checklist", "key": "conflicted", "label": "Who has a conflict", "valuesKey": "colleagues"})


def _deciding() -> dict[str, bytes]:
    case = Drawing("allegation").start("came", message="Contact received").task("ask", "conflict")
    case.task("decide", decides="yes").task("look").end()
    return builders.a_procedure(case, forms={"conflict": CHOSEN})


@pytest.mark.database
def test_a_conflict_of_interest_bars_from_deciding_and_from_nothing_else(engine_db: Engine) -> None:
    council = Council(engine_db, _deciding())
    other = council.change(lambda s: builders.a_user(s, s.get(Authority, council.authority)).id)
    council.do("ask", conflicted=[council.lado])
    task = council.task("decide")
    with pytest.raises(casework.Conflicted):
        council.do("decide")
    with pytest.raises(casework.Conflicted):
        council.change(lambda s: casework.claim(s, task, by=council.lado, now=MONDAY))
    council.do("decide", by=other)
    council.do("look")
    assert council.open_steps() == []


@pytest.mark.database
def test_who_has_a_conflict_of_interest_does_not_decide_by_putting_right_what_was_decided(engine_db: Engine) -> None:
    council = Council(engine_db, _deciding())
    other = council.change(lambda s: builders.a_user(s, s.get(Authority, council.authority)).id)
    council.do("ask", conflicted=[council.lado])
    council.do("decide", by=other, note="Decided")
    task, asked = council.task("decide", "done"), council.task("ask", "done")
    said = {"reason": "Slip", "now": MONDAY}
    with pytest.raises(casework.Conflicted):
        council.change(lambda s: correcting.correct_task(s, task, answers(note="No"), by=council.lado, **said))
    assert council.ask(lambda s: s.scalar(select(Fact.value).where(Fact.key == "note"))) == '"Decided"'
    council.change(lambda s: correcting.correct_task(s, task, answers(note="Yes"), by=other, **said))
    none = answers(conflicted=[council.lado, other])
    council.change(lambda s: correcting.correct_task(s, asked, none, by=council.lado, **said))


def test_the_councils_people_are_a_list_of_their_own(engine_db: Engine) -> None:
    council = Council(engine_db, _deciding())
    entries = council.ask(lambda s: in_hand.look_at(s, council.case, now=MONDAY).lists["colleagues"])
    assert [entry.code for entry in entries] == [council.lado], "the police are no colleagues"
    assert all(entry.valid(MONDAY.date()) for entry in entries)
    council.change(lambda s: s.execute(update(User).where(User.id == council.lado).values(active=False)))
    (gone,) = council.ask(lambda s: in_hand.look_at(s, council.case, now=MONDAY).lists["colleagues"])
    assert not gone.valid(MONDAY.date())


def test_planted_a_conflict_that_bars_nobody_is_noticed(engine_db: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(casework, "barred", lambda *_: False)
    with pytest.raises(pytest.fail.Exception):
        test_a_conflict_of_interest_bars_from_deciding_and_from_nothing_else(engine_db)
