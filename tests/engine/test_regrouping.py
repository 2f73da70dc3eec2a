"""Groups that change while cases run: a further adult or child, a name found later, split, join, a note for several."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from engine import casework, notes, regrouping, verify
from engine.in_hand import take_in_hand
from engine.models import Authority, Case, Fact, HistoryEntry, Note, Person, Task, Thing
from engine.regrouping import Further
from engine.settling import settle
from tests import builders
from tests.builders import MONDAY, Drawing, a_contact, a_form
from tests.engine.test_groups import TUESDAY, Group

FRIDAY = MONDAY + timedelta(days=4)
WHY = "Named at the meeting"


def drawn() -> dict[str, bytes]:
    """A threshold with its clock, and what happens when a further child is named."""
    child = Drawing("child").task("decide_child", "child", after=None, due='clock("T39", further_child_on)').end("d")
    case = Drawing("allegation").start("came", message="Contact received")
    case.task("decide", "threshold", due='clock("T03", received_at)').end()
    case.any_time("further_child", regrouping.CHILD_NAMED, child)
    threshold = a_form({"type": "radio", "key": "decision", "label": "Decision", "valuesKey": "threshold_decisions"})
    asked = a_form({"type": "datetime", "subtype": "date", "key": "further_child_on", "dateLabel": "When?"})
    return builders.a_procedure(case, forms={"threshold": threshold, "child": asked, "call": _call()})


def _call() -> bytes:
    def rows(path: str, kind: str, *fields: dict[str, Any]) -> dict[str, Any]:
        return {"type": "dynamiclist", "path": path, "label": path, "properties": {"rows": kind}, "components": fields}

    def text(key: str) -> dict[str, Any]:
        return {"type": "textfield", "key": key, "label": key}

    return a_form(
        text("what_happened"),
        rows("adults", "adult", text("name"), rows("engagements", "engagement", text("employer"))),
        rows("children", "child", text("name")),
        rows("allegations", "allegation", text("description"),
             {"type": "checklist", "key": "about_children", "label": "Who?", "properties": {"rowsOf": "child"}}),
        name="call",
    )  # fmt: skip


class Running(Group):
    """Two adults and a child out of one contact, and another contact's adult."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, drawn())

    def by_name(self, name: str) -> str:
        return str(self.ask(lambda s: s.scalar(select(Case.id).where(Case.adult_name == name))))

    def history(self, case: str) -> list[str]:
        return list(self.ask(lambda s: s.scalars(select(HistoryEntry.what).where(HistoryEntry.chain == case)).all()))

    def due(self, case: str, step: str) -> Any:
        row = self.ask(lambda s: s.scalar(select(Task).where(Task.case_id == case, Task.step == step)))
        return row.due_at.date() if row else None

    def names(self, case: str, word: str) -> list[str]:
        known = self.facts(case)
        return [str(known.get(thing.id, "name")) for thing in known.listed(word)]

    def add(self, **named: Any) -> str:
        said = {"learned": TUESDAY, "reason": WHY, "by": self.lado, "now": TUESDAY} | named
        further = said.pop("further", Further("Eve Elder", "Hollin Scouts", "Helper", "Shouted at her"))
        return str(self.change(lambda s: regrouping.add_adult(s, self.cases[0], further, **said)))


@pytest.fixture
def running(engine_db: Engine) -> Running:
    return Running(engine_db)


@pytest.mark.database
def test_a_further_adult_has_a_case_of_their_own_in_the_group(running: Running) -> None:
    opened = running.add()
    case, first = (running.ask(lambda s, c=each: s.get(Case, c)) for each in (opened, running.cases[0]))
    assert (case.group_id, case.adult_name, case.employer_name) == (first.group_id, "Eve Elder", "Hollin Scouts")
    assert running.names(opened, "adults") == ["Eve Elder"] and running.names(first.id, "adults") == ["Ada Ash"]
    assert running.facts(opened).case_value("what_happened") == "Something"
    assert running.ask(verify.everything) == []


def test_clock_t39_runs_from_when_we_learned_of_a_further_adult(running: Running) -> None:
    assert running.due(running.add(), "decide") == (TUESDAY + timedelta(days=1)).date()


def test_safeguard_r21_the_running_case_learns_no_name_of_the_further_adult(running: Running) -> None:
    opened = running.add()
    rows = running.ask(lambda s: s.scalars(select(HistoryEntry).where(HistoryEntry.chain == running.cases[0])).all())
    told = repr([(row.what, row.detail) for row in rows]) + repr(running.facts(running.cases[0]).context({}))
    assert "further_adult" in told and "Eve" not in told and opened not in told


def test_what_the_caller_decided_of_one_adult_is_not_decided_of_a_further_one(engine_db: Engine) -> None:
    group = Running(engine_db)
    group.change(lambda s: s.add(Fact(thing_id=_contact_of(s, group), key="decision", value='"advice_nfa"', salt="x",
                                      happened=MONDAY, at=MONDAY)))  # fmt: skip
    assert group.ask(lambda s: s.get(Case, group.cases[0])).level == "not_decided"
    opened = group.add()
    assert group.ask(lambda s: s.get(Case, opened)).level == "not_decided"


def _contact_of(session: Any, group: Running) -> str:
    return str(session.get(Case, group.cases[0]).contact_id)


@pytest.mark.database
def test_a_further_child_is_seen_where_it_concerns_and_decided_in_one_working_day(running: Running) -> None:
    first, second, third = running.cases
    said = {"name": "Kit Moss"}
    when = {"learned": TUESDAY, "now": FRIDAY}
    tasks = running.change(lambda s: regrouping.add_child(s, [first, second], said, reason=WHY, description="Pushed",
                                                          by=running.lado, **when))  # fmt: skip
    assert [running.names(case, "children") for case in (first, second, third)] == [["Kit Moss"], ["Kit Moss"], []]
    assert len(tasks) == 2 and running.due(first, "decide_child") == (TUESDAY + timedelta(days=1)).date()
    assert running.ask(lambda s: len(s.scalars(select(Thing).where(Thing.kind == "child")).all())) == 1
    alleged = running.facts(second).context({})["allegations"]
    assert [row["about_adults"] for row in alleged] == [[running.facts(second).adult_id]]


def test_a_name_that_is_found_later_keeps_the_record(engine_db: Engine) -> None:
    running = Running(engine_db)
    with pytest.raises(regrouping.NamedAlready):
        running.change(
            lambda s: regrouping.name_adult(s, running.cases[0], "X", reason=WHY, by=running.lado, now=FRIDAY)
        )
    case = running.change(lambda s: a_contact(s, s.get_one(Authority, running.authority), "not known").cases[0])
    before = running.history(case)
    running.change(lambda s: regrouping.name_adult(s, case, "Una Stone", reason=WHY, by=running.lado, now=FRIDAY))
    assert running.ask(lambda s: s.get(Case, case)).adult_name == "Una Stone"
    assert running.history(case) == [*before, "adult_named"]
    assert running.ask(lambda s: s.scalar(select(Person.id).where(Person.name == "Una Stone")))


@pytest.mark.database
def test_a_case_split_off_keeps_what_it_knew_and_is_touched_no_more(running: Running) -> None:
    first, second, _ = running.cases
    running.change(lambda s: regrouping.add_child(s, [first, second], {"name": "Kit Moss"}, learned=TUESDAY, reason=WHY,
                                                  by=running.lado, now=TUESDAY))  # fmt: skip
    running.change(lambda s: regrouping.split(s, second, reason="Another matter", by=running.lado, now=FRIDAY))
    child = running.facts(first).listed("children")[0].id
    running.change(lambda s: _rename(s, first, child))
    assert running.names(first, "children") == ["Kit Mossop"] and running.names(second, "children") == ["Kit Moss"]
    rows = running.ask(lambda s: s.scalars(select(Case.group_id).where(Case.id.in_(running.cases))).all())
    assert len(set(rows)) == 2 and "left_group" in running.history(second)
    assert running.ask(verify.faults) == []
    with pytest.raises(regrouping.AloneAlready):
        running.change(lambda s: regrouping.split(s, second, reason="Again", by=running.lado, now=FRIDAY))


def _rename(session: Any, case: str, child: str) -> None:
    matter = take_in_hand(session, case, now=FRIDAY)
    matter.facts.put(child, "name", "Kit Mossop", shared=True)
    settle(matter, lambda _: None)


def test_a_case_split_off_keeps_what_a_meeting_said_of_it(engine_db: Engine) -> None:
    group = Group(engine_db)
    group.met()
    group.change(lambda s: regrouping.split(s, group.cases[2], reason=WHY, by=group.lado, now=TUESDAY))
    known = group.facts(group.cases[2])
    assert known.case_value("chair") == "Ms Amin" and not known.lent
    assert [row["name"] for row in known.context({})["attendees"]] == ["DI Shaw"]


def test_cases_that_are_joined_stand_together_and_see_no_more_than_before(running: Running) -> None:
    first = running.cases[0]
    running.change(lambda s: regrouping.join(s, running.alone, first, reason=WHY, by=running.lado, now=FRIDAY))
    groups_ = {each: running.ask(lambda s, c=each: s.get(Case, c)).group_id for each in (first, running.alone)}
    assert len(set(groups_.values())) == 1
    assert running.names(running.alone, "adults") == ["Dee Dogwood"]
    assert "joined_group" in running.history(first) and "joined_group" in running.history(running.alone)
    with pytest.raises(regrouping.SameGroup):
        running.change(lambda s: regrouping.join(s, running.alone, first, reason=WHY, by=running.lado, now=FRIDAY))


def test_a_note_about_several_is_written_once_and_stands_in_each_record(running: Running) -> None:
    running.change(lambda s: notes.add(s, running.cases[:2], "The head rang.", by=running.lado, now=FRIDAY))
    assert running.ask(lambda s: len(s.scalars(select(Note)).all())) == 1
    assert [running.history(case).count("note_added") for case in running.cases] == [1, 1, 0]


def test_each_needs_its_reason_and_nothing_is_to_come(running: Running) -> None:
    for reason, learned, why in ((" ", TUESDAY, regrouping.ReasonMissing), (WHY, FRIDAY, casework.InTheFuture)):
        with pytest.raises(why):
            running.add(reason=reason, learned=learned)
    assert len(running.ask(lambda s: s.scalars(select(Case)).all())) == 4
