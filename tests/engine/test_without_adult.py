"""Small processes of the service itself: a case without adult or level, in no list or count of cases."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from engine import casework, contacts, db, matching, regrouping, reports, verify
from engine.forms import Parsed
from engine.models import Case, Task, new_id
from tests import builders
from tests.builders import MONDAY, Drawing, a_contact, a_form, answers

pytestmark = pytest.mark.database

ASKED = a_form(
    {"type": "textfield", "key": "person_asked", "label": "About whom"},
    {"type": "dynamiclist", "path": "parts", "label": "Parts", "properties": {"rows": "part"},
     "components": [{"type": "textfield", "key": "what", "label": "What"}]},
    name="asked",
)  # fmt: skip
WAY_IN = Drawing("request", "LADO business support").start("asks", form="asked").end("asked_for", message="Asked")
REQUEST = Drawing("answering").start("begins", message="Asked").task("search").task("answer").end("answered")
CASE = Drawing("allegation").start("came", message="Contact received").task("look").end("over")


class Office(builders.Stage):
    """A council with a request and, beside it, a case of the person it asks about."""

    def __init__(self, engine: Engine, request: Drawing = REQUEST) -> None:
        self.engine = engine
        with db.writing(engine) as session:
            council = builders.a_council(session, builders.a_procedure(CASE, WAY_IN, request, forms={"asked": ASKED}))
            self.council, self.lado = council.id, builders.a_user(session, council).id
            self.case = a_contact(session, council, "Jonas Weir").cases[0]
            asked = Parsed({"person_asked": "Jonas Weir"}, {}, [])
            self.receipt = contacts.save_contact(session, council.id, "request", asked, post=new_id(), now=MONDAY)
            session.commit()

    @property
    def request(self) -> Case:
        return self.ask(lambda s: s.get_one(Case, self.receipt.cases[0]))  # type: ignore[no-any-return]

    def answer(self) -> None:
        rows = select(Task.id).where(Task.case_id == self.receipt.cases[0], Task.state == "open")
        task = self.ask(lambda s: s.scalars(rows).one())
        self.change(
            lambda s: casework.complete_task(s, task, answers(note="done"), seen=None, by=self.lado, now=MONDAY)
        )


@pytest.fixture
def office(engine_db: Engine) -> Office:
    return Office(engine_db)


def test_a_way_in_that_asks_for_no_adult_opens_one_process_without_adult_or_level(office: Office) -> None:
    request = office.request
    assert len(office.receipt.cases) == 1
    assert (request.adult_id, request.level, request.process) == (None, "not_decided", "answering")
    assert (request.adult_name, request.job) == ("Jonas Weir", "answering")
    assert office.ask(lambda s: matching.matches(s, office.council, "Jonas Weir"))[0].case_id == office.case


def test_it_stands_in_no_group(office: Office) -> None:
    found = office.ask(lambda s: s.scalars(select(Case.group_id)).all())
    assert office.request.group_id == office.request.id and len(set(found)) == 2


def test_it_ends_by_itself_when_it_waits_for_nobody(office: Office) -> None:
    office.answer()
    assert office.request.closed_at is None
    office.answer()
    assert (office.request.closed_at, office.request.closed_reason) == (MONDAY, "dealt_with")
    assert office.ask(verify.everything) == []


@pytest.mark.parametrize("meanwhile", ["a day", "a condition"])
def test_it_does_not_end_while_it_waits_for_a_day_or_a_condition(engine_db: Engine, meanwhile: str) -> None:
    waits = Drawing("answering").start("begins", message="Asked").task("search")
    later = str(MONDAY.date() + timedelta(days=3))
    waits = (
        waits.timer("later", f'date("{later}")') if meanwhile == "a day" else waits.wait("later", 'answered = "yes"')
    )
    office = Office(engine_db, waits.task("answer").end("answered"))
    office.answer()
    assert office.request.closed_at is None
    assert office.ask(verify.everything) == []


def test_a_case_of_an_adult_does_not_end_by_itself(office: Office) -> None:
    task = office.ask(lambda s: s.scalars(select(Task.id).where(Task.case_id == office.case)).one())
    office.change(lambda s: casework.complete_task(s, task, answers(note="x"), seen=None, by=office.lado, now=MONDAY))
    assert office.ask(lambda s: s.get_one(Case, office.case)).closed_at is None


def test_it_is_counted_as_a_contact_and_as_no_case(office: Office) -> None:
    day = MONDAY.date()
    period = reports.Period(day, day + timedelta(days=1))
    report = office.ask(lambda s: reports.annual(s, office.council, period, now=MONDAY + timedelta(days=2)))
    contacts_table = report.table("R1")
    assert contacts_table.total[contacts_table.numbers[-1]] == 2 and contacts_table.check.sound
    assert "1 contacts opened 1 cases, 1 opened none" in contacts_table.notes[0]


def test_a_request_gets_no_adult_or_child_and_stands_with_no_case(office: Office) -> None:
    request, case, said = office.request.id, office.case, {"reason": "Said so", "by": office.lado, "now": MONDAY}
    learned = said | {"learned": MONDAY}
    tried: list[Callable[[Session], object]] = [
        lambda s: regrouping.add_adult(s, request, regrouping.Further("Jan Moor"), **learned),
        lambda s: regrouping.add_child(s, [case, request], {"name": "Mia"}, **learned),
        lambda s: regrouping.name_adult(s, request, "Jan Moor", **said),
        lambda s: regrouping.split(s, request, **said),
        lambda s: regrouping.join(s, request, case, **said),
        lambda s: regrouping.join(s, case, request, **said),
    ]
    for change in tried:
        with pytest.raises(regrouping.WithoutAdult):
            office.change(change)
