"""Cases of one contact: one step for several in one transaction, what was said once, and nothing of another adult's."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from engine import access, casework, correcting, db, groups, in_hand, task_form, verify
from engine.forms import Form, Parsed, Row
from engine.groups import Part
from engine.models import Authority, Case, Fact, HistoryEntry, Sees, Task, new_id
from engine.settling import settle
from tests import builders
from tests.builders import MONDAY, Drawing, a_contact, a_form, answers

TUESDAY = MONDAY + timedelta(days=1)
ALL = {"applies_to": "all"}
MEETING = a_form(
    {"type": "textfield", "key": "chair", "label": "Chair", "properties": ALL},
    {"type": "textfield", "key": "said", "label": "What was said", "properties": ALL},
    {"type": "dynamiclist", "path": "attendees", "label": "People", "properties": {"rows": "attendee", **ALL},
     "components": [{"type": "textfield", "key": "name", "label": "Name"}]},
    {"type": "textfield", "key": "may_tell", "label": "May this adult be told?"},
    name="meeting",
)  # fmt: skip


def procedure() -> dict[str, bytes]:
    """Search, meeting, review; and a police strand with an update that may be about several."""
    case = (
        Drawing("allegation").start("came", message="Contact received").task("check", "check").task("meet", "meeting")
    )
    case.call("police", "police_strand").end()
    strand = Drawing("police_strand", "LADO", thing="strand", kind="police").start("p").task("update", "news").end("pe")
    check = a_form({"type": "textfield", "key": "found", "label": "Found"}, name="check")
    news = a_form({"type": "textfield", "key": "news", "label": "News", "properties": ALL}, name="news")
    return builders.a_procedure(case, strand, forms={"check": check, "meeting": MEETING, "news": news})


class Group(builders.Stage):
    """Three adults out of one contact, and a LADO."""

    def __init__(self, engine: Engine, files: dict[str, bytes] | None = None) -> None:
        self.engine = engine
        with db.writing(engine) as session:
            authority = builders.a_council(session, files or procedure())
            self.authority, self.lado = authority.id, builders.a_user(session, authority).id
            self.cases = list(a_contact(session, authority, "Ada Ash", "Ben Birch", "Cy Cedar", by=self.lado).cases)
            self.alone = a_contact(session, authority, "Dee Dogwood", by=self.lado).cases[0]
            session.commit()

    def task(self, case: str, state: str = "open") -> str:
        rows = select(Task.id).where(Task.case_id == case, Task.state == state).order_by(Task.opened_at.desc())
        return self.ask(lambda s: s.scalars(rows).first())  # type: ignore[no-any-return]

    def together(self, *given: dict[str, Any], for_all: Parsed | None = None, **named: Any) -> None:
        said = [Part(self.task(case), answers(**own), None) for case, own in zip(self.cases, given, strict=False)]
        named = {"by": self.lado, "now": MONDAY} | named
        self.change(lambda s: groups.complete_together(s, said, for_all=for_all, **named))

    def facts(self, case: str) -> Any:
        return self.ask(lambda s: in_hand.look_at(s, case, now=TUESDAY).facts)

    def open_steps(self) -> list[list[str]]:
        rows = [select(Task.step).where(Task.case_id == case, Task.state == "open") for case in self.cases]
        return [sorted(self.ask(lambda s, r=each: s.scalars(r).all())) for each in rows]

    def met(self) -> None:
        self.together({"found": "nobody"}, {"found": "known"}, {"found": "nobody"})
        people = {"attendees": [Row(new_id(), False, {"name": "DI Shaw"})]}
        said = Parsed({"chair": "Ms Amin", "said": "All three at one club"}, people, [])
        self.together({"may_tell": "yes"}, {"may_tell": "no"}, {"may_tell": "no"}, for_all=said)


@pytest.fixture
def group(engine_db: Engine) -> Group:
    return Group(engine_db)


def test_what_is_marked_for_all_is_asked_once_and_the_rest_of_each() -> None:
    for_all, own = groups.parts(Form.read("meeting", MEETING.decode()))
    assert [item.key for item in for_all.items] == ["chair", "said", "attendees"]
    assert [field.key for field in own.fields()] == ["may_tell"]


@pytest.mark.database
def test_one_step_is_done_for_three_each_with_its_own_answers(group: Group) -> None:
    group.together({"found": "nobody"}, {"found": "known"}, {"found": "nobody"})
    assert group.open_steps() == [["meet"]] * 3
    assert [group.facts(case).case_value("found") for case in group.cases] == ["nobody", "known", "nobody"]
    done = group.ask(lambda s: s.scalars(select(Task).where(Task.step == "check", Task.state == "done")).all())
    assert len(done) == 3 and {task.done_by_id for task in done} == {group.lado}


@pytest.mark.database
def test_what_one_stands_against_is_done_for_nobody_and_says_for_whom(group: Group) -> None:
    pages = {}
    for case in group.cases:
        task = group.task(case)
        pages[case] = task, group.ask(lambda s, c=case, t=task: _version(s, c, t))
    first, second, _ = group.cases
    group.change(
        lambda s: casework.complete_task(s, pages[second][0], answers(found="me"), seen=None, by=group.lado, now=MONDAY)
    )
    said = [Part(task, answers(found="x"), seen) for task, seen in pages.values()]
    with pytest.raises(groups.NotAllDone) as refused:
        group.change(lambda s: groups.complete_together(s, said, by=group.lado, now=MONDAY))
    assert set(refused.value.refused) == {pages[second][0]}
    assert isinstance(refused.value.refused[pages[second][0]], task_form.TaskAlreadyDone)
    assert group.open_steps() == [["check"], ["meet"], ["check"]]
    assert group.facts(first).case_value("found") is None


def _version(session: Session, case: str, task: str) -> str:
    return task_form.page_version(in_hand.look_at(session, case, now=MONDAY), session.get_one(Task, task))


@pytest.mark.database
def test_two_sittings_at_once_never_wait_for_each_other_and_one_wins(group: Group) -> None:
    tasks = [group.task(case) for case in group.cases]
    ends: list[str] = []

    def send(order: list[str]) -> None:
        with db.writing(group.engine) as session:
            try:
                said = [Part(task, answers(found="x"), None) for task in order]
                groups.complete_together(session, said, by=group.lado, now=MONDAY)
                session.commit()
                ends.append("done")
            except groups.NotAllDone:
                ends.append("refused")

    people = [threading.Thread(target=send, args=(order,)) for order in (tasks, tasks[::-1], tasks[1:] + tasks[:1])]
    for each in people:
        each.start()
    for each in people:
        each.join()
    assert sorted(ends) == ["done", "refused", "refused"]


@pytest.mark.database
def test_what_was_said_once_is_written_once_and_known_in_each(group: Group) -> None:
    group.met()
    chairs = group.ask(lambda s: s.scalars(select(Fact).where(Fact.key == "chair")).all())
    assert len(chairs) == 1 and chairs[0].case_id is None
    for case, told in zip(group.cases, ("yes", "no", "no"), strict=True):
        known = group.facts(case)
        assert known.case_value("chair") == "Ms Amin" and known.case_value("may_tell") == told
        assert [row["name"] for row in known.context({})["attendees"]] == ["DI Shaw"]
    assert group.facts(group.alone).case_value("chair") is None
    assert group.open_steps() == [["update"]] * 3
    assert group.ask(verify.faults) == []


@pytest.mark.database
def test_what_a_sitting_answers_is_asked_in_none_of_its_cases_any_more(engine_db: Engine) -> None:
    case = Drawing("allegation").start("came", message="Contact received").gateway("parallel", "both")
    case.task("meet", "meeting", after="both").end("met")
    case.task("who_chairs", "chair", after="both", already="chair != null").end("known")
    chair = a_form({"type": "textfield", "key": "chair", "label": "Chair"}, name="chair")
    group = Group(engine_db, builders.a_procedure(case, forms={"meeting": MEETING, "chair": chair}))
    rows = select(Task.id).where(Task.step == "meet", Task.case_id.in_(group.cases)).order_by(Task.case_id)
    said = [Part(task, answers(may_tell="no"), None) for task in group.ask(lambda s: s.scalars(rows).all())]
    for_all = Parsed({"chair": "Ms Amin"}, {}, [])
    group.change(lambda s: groups.complete_together(s, said, for_all=for_all, by=group.lado, now=MONDAY))
    assert group.open_steps() == [[]] * 3


def test_an_own_answer_given_later_counts_in_its_case_alone(group: Group) -> None:
    group.met()
    first, second, _ = group.cases
    group.change(lambda s: _record(s, first, "chair", "Mr Bell"))
    assert [group.facts(case).case_value("chair") for case in (first, second)] == ["Mr Bell", "Ms Amin"]


def test_a_sitting_counts_over_what_each_had_answered_before(group: Group) -> None:
    for case in group.cases:
        group.change(lambda s, c=case: _record(s, c, "chair", "nobody yet"))
    group.met()
    assert [group.facts(case).case_value("chair") for case in group.cases] == ["Ms Amin"] * 3


def _record(session: Session, case: str, key: str, value: Any) -> None:
    matter = in_hand.take_in_hand(session, case, now=TUESDAY)
    matter.facts.put(case, key, value)
    settle(matter, lambda _: None)


def test_an_update_inside_a_strand_is_each_ones_strands(group: Group) -> None:
    group.met()
    group.together({}, {}, for_all=answers(news="No offence"))
    assert group.ask(lambda s: len(s.scalars(select(Fact).where(Fact.key == "news")).all())) == 1
    for case in group.cases[:2]:
        assert [each["news"] for each in group.facts(case).context({})["strands"]] == ["No offence"]
    assert "news" not in group.facts(group.cases[2]).context({})["strands"][0]


LEAKS = "a case's expressions, history and things name no other adult, and no other case"


def _leaks(group: Group) -> list[str]:
    """What of the first case can be found in what the second one knows."""
    mine, other = group.facts(group.cases[1]), group.facts(group.cases[0])
    words = {group.cases[0], other.adult_id, "Ada Ash", *(t.id for t in other.listed("engagements"))}
    rows = group.ask(lambda s: s.scalars(select(HistoryEntry).where(HistoryEntry.chain == group.cases[1])).all())
    known = repr(mine.context({})) + repr(list(mine.things)) + repr([(row.what, row.detail) for row in rows])
    return [word for word in words if word in known]


@pytest.mark.database
def test_safeguard_r21_a_sitting_shows_no_case_anything_of_another(group: Group) -> None:
    group.met()
    group.together({}, {}, for_all=answers(news="No offence"))
    assert _leaks(group) == [], LEAKS


def test_planted_a_case_that_sees_another_adult_is_found_out(group: Group) -> None:
    group.met()
    adult = group.facts(group.cases[0]).adult_id
    group.change(lambda s: s.add(Sees(case_id=group.cases[1], thing_id=adult)))
    assert _leaks(group) != []


def test_putting_right_what_was_said_once_counts_in_each(group: Group) -> None:
    group.met()
    task = group.ask(lambda s: s.scalar(select(Task.id).where(Task.case_id == group.cases[2], Task.step == "meet")))
    known = group.facts(group.cases[2])
    row = known.listed("attendees")[0].id
    given = Parsed({"chair": "Mx Gray", "said": "All three at one club", "may_tell": "no"},
                   {"attendees": [Row(row, False, {"name": "DI Shaw and DS Moor"})]}, [])  # fmt: skip
    group.change(lambda s: correcting.correct_task(s, task, given, reason="Slip", by=group.lado, now=TUESDAY))
    assert [group.facts(case).case_value("chair") for case in group.cases] == ["Mx Gray"] * 3
    assert [group.facts(case).context({})["attendees"][0]["name"] for case in group.cases] == [
        "DI Shaw and DS Moor"
    ] * 3
    told = group.ask(
        lambda s: s.scalars(select(HistoryEntry.chain).where(HistoryEntry.what == "shared_corrected")).all()
    )
    assert sorted(told) == sorted(group.cases[:2])


def put_right(group: Group, number: int, chair: str, *, also: list[str] | None = None, **said: Any) -> None:
    """Correct who led the meeting in one case, and in these others."""
    case = group.cases[number]
    task = group.ask(lambda s: s.scalar(select(Task.id).where(Task.case_id == case, Task.step == "meet")))
    stands = {"said": "All three at one club", "may_tell": "yes" if number == 0 else "no"}
    given = Parsed({"chair": chair} | stands, {}, [])
    named = {"reason": "Slip", "by": group.lado, "now": TUESDAY} | said
    group.change(lambda s: correcting.correct_task(s, task, given, also=also, **named))


@pytest.mark.database
def test_what_was_said_once_is_put_right_for_some_of_them_alone(group: Group) -> None:
    group.met()
    put_right(group, 2, "Mx Gray", also=[group.cases[0]])
    chairs = [group.facts(case).case_value("chair") for case in group.cases]
    assert chairs == ["Mx Gray", "Ms Amin", "Mx Gray"]
    for case, chair in zip(group.cases, chairs, strict=True):
        task = group.ask(lambda s, c=case: s.scalar(select(Task.id).where(Task.case_id == c, Task.step == "meet")))
        saved = group.ask(lambda s, t=task: correcting.saved_answers(s, t))
        assert saved[case, "chair"] == chair
    assert group.ask(verify.everything) == []
    put_right(group, 1, "Mr Bell")
    assert [group.facts(case).case_value("chair") for case in group.cases] == ["Mr Bell"] * 3, "all of them, told last"
    put_right(group, 0, "Ms Amin", also=[])
    assert [group.facts(case).case_value("chair") for case in group.cases] == ["Ms Amin", "Mr Bell", "Mr Bell"]
    twice = select(Fact.thing_id).where(Fact.key == "chair", Fact.newer.is_(None)).group_by(Fact.thing_id)
    assert group.ask(lambda s: s.scalars(twice.having(func.count() > 1)).all()) == [], "one answer stands of each"
    assert _leaks(group) == [] and group.ask(verify.everything) == []


def test_what_one_strand_says_later_leaves_the_others_what_was_said_once(group: Group) -> None:
    group.met()
    group.together({}, {}, {}, for_all=answers(news="No offence"))

    def later(session: Session) -> None:
        matter = in_hand.take_in_hand(session, group.cases[0], now=TUESDAY, by=group.lado)
        (strand,) = matter.facts.listed("strands")
        matter.facts.put(strand.id, "news", "An offence")
        settle(matter, lambda _running: None)

    group.change(later)
    told = [group.facts(case).context({})["strands"][0]["news"] for case in group.cases]
    assert told == ["An offence", "No offence", "No offence"]


@pytest.mark.database
def test_what_was_said_once_and_is_overtaken_in_one_case_counts_in_the_others(group: Group) -> None:
    group.met()
    group.change(lambda s: _record(s, group.cases[1], "chair", "Mr Bell"))
    put_right(group, 0, "Mx Gray", happened=MONDAY, for_the_record=True)
    assert [group.facts(case).case_value("chair") for case in group.cases] == ["Mx Gray", "Mr Bell", "Mx Gray"]


def test_what_a_step_recorded_is_told_with_what_was_said_once(group: Group) -> None:
    group.met()
    for case in group.cases:
        task = group.ask(lambda s, c=case: s.scalar(select(Task).where(Task.case_id == c, Task.step == "meet")))
        keys = group.ask(lambda s, t=task: {fact.key for fact in groups.recorded(s, t)})
        assert {"chair", "said", "name", "may_tell"} <= keys


def test_who_belongs_together_is_seen_by_who_may_see_cases(group: Group) -> None:
    def names(session: Session, *roles: str) -> list[str]:
        authority = session.get_one(Case, group.alone).authority_id
        user = builders.a_user(session, session.get_one(Authority, authority), *roles)
        case = session.get_one(Case, group.cases[0])
        return [str(other.adult_name) for other in groups.others(session, access.actor(session, user), case)]

    assert group.change(lambda s: names(s, "LADO")) == ["Ben Birch", "Cy Cedar"]
    assert group.change(lambda s: names(s, "Police")) == []
