"""What is told late counts, or stands in the record only: what is overtaken is found, and the present answer stays."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from engine import casework, correcting, dates, early, facts, groups, in_hand, late, task_form
from engine.casework import OnBehalf
from engine.forms import Parsed
from engine.models import Fact, Task
from tests import builders
from tests.builders import MONDAY, Drawing, a_form, answers
from tests.engine.test_casework import Council
from tests.engine.test_early import drawn
from tests.engine.test_groups import Group

WEEK = [MONDAY + timedelta(days=day) for day in range(5)]
RISK = a_form(
    {"type": "textfield", "key": "risk", "label": "Risk"}, {"type": "textfield", "key": "note", "label": "Note"}
)


def procedure() -> dict[str, bytes]:
    """Two steps beside each other that ask the same questions."""
    case = Drawing("allegation").start("came", message="Contact received").gateway("parallel", "both")
    case.task("one", "risk", after="both").end("one_done").task("two", "risk", after="both").end("two_done")
    return builders.a_procedure(case, forms={"risk": RISK})


@pytest.fixture
def council(engine_db: Engine) -> Council:
    """On Friday, with the risk of Wednesday recorded as high."""
    made = Council(engine_db, procedure())
    made.do("one", now=WEEK[4], happened=WEEK[2], risk="high", note="Seen")
    return made


def asked(council: Council, happened: datetime, **given: Any) -> list[late.Late]:
    def look(session: Any) -> list[late.Late]:
        matter = in_hand.look_at(session, council.case, now=WEEK[4])
        task = session.get(Task, council.task("two"))
        owner = task_form.owner_of(matter, task.keys)
        return late.found(matter, task_form.of(matter, task), owner, answers(**given), happened)

    return council.ask(look)  # type: ignore[no-any-return]


def risk(council: Council) -> Any:
    return council.ask(lambda s: in_hand.look_at(s, council.case, now=WEEK[4]).facts.case_value("risk"))


def for_the_record(council: Council) -> dict[str, Any]:
    rows = council.ask(lambda s: list(s.scalars(select(Fact).order_by(Fact.id))))
    return {row.key: facts.decode(row.value) for row in rows if late.for_the_record(row)}


@pytest.mark.database
def test_only_different_answers_of_a_later_day_are_overtaken(council: Council) -> None:
    (found,) = asked(council, WEEK[0], risk="low", note="Seen")
    assert (found.field.key, found.said, found.stands) == ("risk", "low", "high")
    assert dates.local_day(found.since) == WEEK[2].date()
    assert asked(council, WEEK[2] - timedelta(hours=2), risk="low") == [], "the same day: what is told last counts"
    assert asked(council, WEEK[3], risk="low") == []
    assert asked(council, WEEK[4], risk="low") == []


@pytest.mark.database
def test_what_is_for_the_record_only_stands_beside_the_present_answer(council: Council) -> None:
    task = council.task("two")
    council.change(lambda s: casework.complete_task(
        s, task, answers(risk="low", note="Seen"), seen=None, by=council.lado, now=WEEK[4], happened=WEEK[0],
        for_the_record=True,
    ))  # fmt: skip
    assert risk(council) == "high"
    assert for_the_record(council) == {"risk": "low"}, "an answer left as it was writes nothing"


def test_what_counts_now_is_the_answer_told_last(council: Council) -> None:
    council.do("two", now=WEEK[4], happened=WEEK[0], risk="low")
    assert (risk(council), for_the_record(council)) == ("low", {})


@pytest.mark.parametrize("only", [True, False])
def test_a_correction_of_what_happened_earlier_keeps_what_another_step_said_later(council: Council, only: bool) -> None:
    council.do("two", now=WEEK[4], happened=WEEK[0], risk="medium")
    one = council.task("one", "done")
    two = council.task("two", "done")
    again = {"reason": "Slip", "by": council.lado, "now": WEEK[4]}
    council.change(lambda s: correcting.correct_task(s, one, answers(risk="high", note="Seen twice"), **again))
    assert risk(council) == "medium", "what the step had said is not said again"
    council.change(lambda s: correcting.correct_task(s, one, answers(risk="highest", note="Seen twice"), **again))
    assert risk(council) == "highest"
    council.change(lambda s: correcting.correct_task(s, two, answers(risk="none"), for_the_record=only, **again))
    assert risk(council) == ("highest" if only else "none")
    assert for_the_record(council) == ({"risk": "none"} if only else {})


def test_a_step_may_put_its_own_answer_right_and_move_its_day(council: Council) -> None:
    one = council.task("one", "done")
    council.change(lambda s: correcting.correct_task(
        s, one, answers(risk="low"), reason="Slip", by=council.lado, now=WEEK[4], happened=WEEK[0], for_the_record=True
    ))  # fmt: skip
    assert (risk(council), for_the_record(council)) == ("low", {})


def test_nothing_is_changed_by_the_same_answers(council: Council) -> None:
    def changed(session: Any, **given: Any) -> bool:
        matter = in_hand.look_at(session, council.case, now=WEEK[4])
        task = session.get(Task, council.task("one", "done"))
        return not correcting.changes_nothing(matter, correcting.changes(matter, task, answers(**given)))

    assert not council.ask(lambda s: changed(s, risk="high", note="Seen"))
    assert council.ask(lambda s: changed(s, risk="high", note=None))


@pytest.mark.database
def test_what_happened_before_its_step_may_be_for_the_record_only(engine_db: Engine) -> None:
    council = Council(engine_db, drawn())
    council.do("say", now=WEEK[4], happened=WEEK[2], hold="hold")
    strand = council.ask(lambda s: in_hand.look_at(s, council.case, now=WEEK[4]).facts.listed("strands")[0].id)

    def record(session: Any, said: str, happened: datetime, step: str, **named: Any) -> str:
        return early.record(
            session, council.case, strand, step, answers(hearing_said=said), by=council.lado, now=WEEK[4],
            happened=happened, on_behalf=OnBehalf("Police", "DC Laing", "phone"), **named,
        )  # fmt: skip

    council.change(lambda s: record(s, "Dismissed", WEEK[3], "hold_hearing"))
    council.change(lambda s: record(s, "Adjourned", WEEK[1], "report", for_the_record=True))
    known = council.ask(lambda s: in_hand.look_at(s, council.case, now=WEEK[4]).facts.get(strand, "hearing_said"))
    assert (known, for_the_record(council)) == ("Dismissed", {"hearing_said": "Adjourned"})


@pytest.mark.database
def test_what_is_said_once_for_several_is_for_the_record_only_where_it_is_overtaken(engine_db: Engine) -> None:
    group = Group(engine_db)
    group.together({"found": "nobody"}, {"found": "known"}, {"found": "nobody"})
    first = group.task(group.cases[0])

    def chair_of_wednesday(session: Any) -> None:
        matter = in_hand.take_in_hand(session, group.cases[0], now=WEEK[4], by=group.lado, happened=WEEK[2])
        matter.facts.put(matter.id, "chair", "Mx Gray")
        from engine.settling import settle

        settle(matter, lambda _: None)

    group.change(chair_of_wednesday)
    said = Parsed({"chair": "Ms Amin", "said": "All three at one club"}, {}, [])
    parts = [groups.Part(group.task(case), answers(may_tell="no"), None) for case in group.cases]
    assert first == parts[0].task_id
    group.change(lambda s: groups.complete_together(
        s, parts, by=group.lado, now=WEEK[4], for_all=said, happened=WEEK[0], for_the_record=True
    ))  # fmt: skip
    assert [group.facts(case).case_value("chair") for case in group.cases] == ["Mx Gray", "Ms Amin", "Ms Amin"]
    assert [group.facts(case).case_value("said") for case in group.cases] == ["All three at one club"] * 3
