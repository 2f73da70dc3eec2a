"""What follows when the LADO says that the adult is one whom we knew, and when that is taken back."""

import pytest
from sqlalchemy import Engine, delete, select, true

from engine import casework, chronology, correcting, db, in_hand, matching, same_adult, verify, who_it_is
from engine.forms import Parsed
from engine.models import Authority, Case, Fact, HistoryEntry, Person, Task
from engine.settling import settle
from tests import builders
from tests.builders import MONDAY, Drawing, a_contact

pytestmark = pytest.mark.database

CASE = Drawing("allegation").start("came", message="Contact received").task("decide", form="decide").end("over")
ASKED = builders.a_form({"type": "textfield", "key": "match_confirmed", "label": "The same adult?"}, name="decide")


class Office(builders.Stage):
    """A council that knew Sadie Larkem and hears of Sadie Larkam."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        with db.writing(engine) as session:
            council = builders.a_council(session, builders.a_procedure(CASE, forms={"decide": ASKED}))
            self.council, self.lado = council.id, builders.a_user(session, council).id
            session.commit()
        self.old, self.new = self.contact("Sadie Larkem"), self.contact("Sadie Larkam")

    def contact(self, name: str) -> str:
        told = self.change(lambda s: a_contact(s, s.get_one(Authority, self.council), name))
        return str(told.cases[0])

    def answer(self, case: str, said: str) -> None:
        def complete(session) -> None:  # type: ignore[no-untyped-def]
            task = session.scalars(select(Task).where(Task.case_id == case)).one()
            answers = Parsed({"match_confirmed": said}, {}, [])
            if task.state == "done":
                correcting.correct_task(session, task.id, answers, reason="Asked again", by=self.lado, now=MONDAY)
            else:
                casework.complete_task(session, task.id, answers, seen=None, by=self.lado, now=MONDAY)

        self.change(complete)

    def why(self, case: str) -> dict[str, str]:
        found = self.ask(lambda s: chronology.records(in_hand.look_at(s, case, now=MONDAY)))
        return {record.case_id: record.why for record in found}

    def told(self, case: str) -> list[str]:
        rows = select(HistoryEntry.what).where(HistoryEntry.chain == case, HistoryEntry.what.startswith("same_adult"))
        return list(self.ask(lambda s: s.scalars(rows.order_by(HistoryEntry.number)).all()))

    def links(self) -> int:
        return len(self.ask(lambda s: s.scalars(select(Person).where(Person.same_as_id.is_not(None))).all()))


@pytest.fixture
def office(engine_db: Engine) -> Office:
    return Office(engine_db)


SAID = "Confirmed the same by LADO, Monday 2 March 2026."


def test_yes_links_the_adults_and_both_chronologies_say_who_and_when(office: Office) -> None:
    assert office.why(office.new)[office.old].startswith("A letter apart")
    office.answer(office.new, "yes")
    assert office.why(office.new)[office.old] == office.why(office.old)[office.new] == SAID
    assert (office.told(office.new), office.told(office.old), office.links()) == (["same_adult"], [], 1)
    assert office.ask(verify.everything) == []


@pytest.mark.parametrize("said", ["no", "not_sure"])
def test_no_and_not_sure_link_nobody(office: Office, said: str) -> None:
    office.answer(office.new, said)
    assert (office.links(), office.told(office.new)) == (0, [])


def test_an_answer_put_right_undoes_the_link_and_the_record_says_so(office: Office) -> None:
    office.answer(office.new, "yes")
    office.answer(office.new, "no")
    assert (office.links(), office.told(office.new)) == (0, ["same_adult", "same_adult_undone"])
    assert office.why(office.new)[office.old].startswith("A letter apart")
    office.answer(office.new, "yes")
    assert office.links() == 1 and office.why(office.new)[office.old] == SAID
    assert office.ask(verify.everything) == []


def test_a_third_case_and_a_case_confirmed_backwards_are_one_adult(office: Office) -> None:
    third = office.contact("Sadie Larkem")
    office.answer(third, "yes")
    office.answer(office.new, "yes")
    office.answer(office.old, "yes")
    assert {why for case, why in office.why(office.new).items() if case != office.new} == {SAID}
    assert len(office.why(office.new)) == 3


def test_people_finds_the_new_case_with_the_old_whatever_the_names(office: Office) -> None:
    office.answer(office.new, "yes")

    def rename(session) -> None:  # type: ignore[no-untyped-def]
        session.scalars(select(Person).where(Person.name == "Sadie Larkam")).one().sound = "holt sadie"

    office.change(rename)
    found = office.ask(lambda s: matching.anybody(s, office.council, true(), "Larkem"))
    assert [match.case_id for match in found] == [office.old, office.new]
    reference = office.ask(lambda s: s.get_one(Case, office.old)).reference
    assert found[1].why == f"Confirmed the same adult as in {reference}."
    assert set(office.why(office.new)) == {office.old, office.new}


def test_who_is_said_to_be_two_records_joins_them_until_that_is_taken_back(office: Office) -> None:
    """Two records that nobody had linked are one adult's by a third; without the third they are apart again."""
    third = office.contact("Sadie Larkem")

    def both(session) -> None:  # type: ignore[no-untyped-def]
        known = {session.get_one(Case, each).reference: "yes" for each in (office.old, office.new)}
        said = {reference: same_adult.Said(answer, "") for reference, answer in known.items()}
        matter = in_hand.take_in_hand(session, third, now=MONDAY, by=office.lado)
        same_adult.say(matter, said)
        settle(matter, lambda _running: None)

    office.change(both)
    assert office.links() == 2 and office.why(office.old)[office.new] == SAID
    office.answer(third, "no")
    assert office.links() == 0 and office.why(office.old)[office.new].startswith("A letter apart")
    assert office.told(third) == ["same_adult", "same_adult_undone"] and office.ask(verify.everything) == []


def linked_before(office: Office) -> str:
    """A link as it was made when history alone told of whom it was said, and a third contact of the same name."""
    office.answer(office.new, "yes")
    office.change(lambda s: s.execute(delete(Fact).where(Fact.key == matching.SAME_AS)))
    return office.contact("Sadie Larkem")


def test_a_link_that_only_history_tells_of_stays_when_another_is_taken_back(office: Office) -> None:
    third = linked_before(office)
    office.answer(third, "yes")
    assert office.links() == 2
    office.answer(third, "no")
    assert office.links() == 1 and office.why(office.new)[office.old].startswith("Confirmed the same")


def test_a_link_that_only_history_tells_of_is_taken_back_for_good(office: Office) -> None:
    third = linked_before(office)
    office.answer(office.new, "no")
    assert (office.links(), office.told(office.new)) == (0, ["same_adult", "same_adult_undone"])
    office.answer(third, "yes")
    assert office.links() == 1 and office.why(office.new)[office.old].startswith("A letter apart")


def test_a_link_that_only_history_tells_of_is_put_right_beside_the_chronology(office: Office) -> None:
    linked_before(office)

    def apart(session) -> None:  # type: ignore[no-untyped-def]
        new, old = session.get_one(Case, office.new), session.get_one(Case, office.old)
        pair = who_it_is.of_pair(session, old, new, now=MONDAY)
        assert (pair.says, pair.answer) == (office.new, same_adult.SAME)
        seen = same_adult.stands(session, same_adult.persons(session, office.council, [new.reference]).values())
        said = same_adult.Said(same_adult.DIFFERENT, *seen.values())
        who_it_is.say(session, old, new, said, why="The dates of birth", by=office.lado, now=MONDAY)

    office.change(apart)
    assert office.links() == 0


def test_somebody_else_is_no_match_of_either_and_yes_does_not_link_them(office: Office) -> None:
    def other(session) -> None:  # type: ignore[no-untyped-def]
        matter = in_hand.take_in_hand(session, office.new, now=MONDAY, by=office.lado)
        same_adult.say(matter, {session.get_one(Case, office.old).reference: same_adult.Said("no", "")})
        settle(matter, lambda _running: None)

    office.change(other)
    assert list(office.why(office.new)) == [office.new] and list(office.why(office.old)) == [office.old]
    office.answer(office.new, "yes")
    assert office.links() == 0
    third = office.contact("Sadie Larkam")
    office.answer(third, "yes")
    assert set(office.why(third)) == {third, office.new}, "who is the same as one is not the one's other"
