"""The work by LADO: everything stands once, under whoever leads, and the total is what there is."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine, event, select, update
from sqlalchemy.orm import Session

from engine import councils, db, reports
from engine.models import Authority, Case, Task, User
from engine.reports import Period, Work
from tests import builders
from tests.builders import MONDAY, Drawing, a_contact, a_council, a_user

pytestmark = pytest.mark.database

CASE = Drawing("allegation").start("came", message="Contact received").task("decide").task("meet").end("over")
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def session(engine_db: Engine):  # type: ignore[no-untyped-def]
    with db.writing(engine_db) as session:
        yield session


@pytest.fixture
def council(session: Session) -> Authority:
    return a_council(session, builders.a_procedure(CASE))


def somebody(session: Session, council: Authority, name: str, *roles: str, active: bool = True) -> User:
    user = a_user(session, council, *roles)
    user.name, user.active = name, active
    return user


def a_case(
    session: Session,
    council: Authority,
    lead: User | None,
    due: timedelta | None = None,
    closed: datetime | None = None,
) -> None:
    id = a_contact(session, council).cases[0]
    session.execute(update(Case).where(Case.id == id).values(lead_id=lead.id if lead else None, closed_at=closed))
    at, state = MONDAY + due if due else None, "done" if closed else "open"
    session.execute(update(Task).where(Task.case_id == id).values(due_at=at, state=state))


def found(session: Session, council: Authority) -> dict[str, tuple[int, ...]]:
    rows = reports.work(session, council.id, MARCH, now=MONDAY)
    table = reports.work_table(session, council.id, rows, MARCH)
    assert table.check.sound, table.check.line
    assert table.total == ("All", *(sum(row.counts[place] for row in rows) for place in range(5)))
    return {row.name: row.counts for row in rows}


DAY = timedelta(days=1)


def test_cases_and_steps_stand_under_whoever_leads_the_most_overdue_first(session: Session, council: Authority) -> None:
    ada, ben = somebody(session, council, "Ada"), somebody(session, council, "Ben")
    cy = somebody(session, council, "Cy", "LADO manager", active=False)
    for due in (-DAY, -9 * DAY, 2 * DAY, 8 * DAY, None):
        a_case(session, council, ben, due)
    a_case(session, council, ada, timedelta(0) + DAY / 24)
    a_case(session, council, ada, closed=MONDAY - DAY / 2)
    a_case(session, council, ada, -DAY, closed=MONDAY - 40 * DAY)
    a_case(session, council, cy, 30 * DAY)
    a_case(session, council, None, -DAY)
    assert list(found(session, council).items()) == [
        ("Ben", (5, 2, 1, 2, 0)), ("Nobody leads yet", (1, 1, 0, 1, 0)), ("Ada", (1, 0, 1, 0, 1)),
        ("Cy", (1, 0, 0, 0, 0)),
    ]  # fmt: skip


def test_a_lado_with_nothing_is_listed_and_one_who_has_left_is_not(session: Session, council: Authority) -> None:
    somebody(session, council, "Ada")
    somebody(session, council, "Ben", active=False)
    somebody(session, council, "Cy", "LADO manager")
    assert found(session, council) == {"Ada": (0, 0, 0, 0, 0)}


def test_several_late_steps_of_a_case_are_one_late_case(session: Session, council: Authority) -> None:
    ada = somebody(session, council, "Ada")
    a_case(session, council, ada, -DAY)
    task = session.scalars(select(Task)).one()
    columns = {column.name: getattr(task, column.name) for column in Task.__table__.columns}
    session.add(Task(**columns | {"id": "b" * 32, "engine_id": "c" * 32}))
    session.flush()
    assert found(session, council) == {"Ada": (1, 1, 0, 2, 0)}


def test_another_council_and_cases_without_an_adult_are_not_counted(session: Session, council: Authority) -> None:
    ada = somebody(session, council, "Ada")
    a_case(session, council, ada, -DAY)
    a_case(session, council, ada, -DAY)
    first = session.scalars(select(Case.id)).first()
    session.execute(update(Case).where(Case.id == first).values(adult_id=None))
    assert found(session, council) == {"Ada": (1, 1, 0, 1, 0)}
    other = councils.new_council(session, "Othershire")
    assert reports.work(session, other.id, MARCH, now=MONDAY) == []


def test_it_is_counted_by_three_statements_whatever_there_is(session: Session, council: Authority) -> None:
    for name in ("Ada", "Ben", "Cy"):
        lead = somebody(session, council, name)
        for _ in range(4):
            a_case(session, council, lead, -DAY)
    session.flush()
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_more) -> None:  # type: ignore[no-untyped-def]
        asked.append(statement)

    def loaded(*_: object) -> None:
        raise AssertionError("a case was loaded")

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    event.listen(Case, "load", loaded)
    try:
        rows: list[Work] = reports.work(session, council.id, MARCH, now=MONDAY)
    finally:
        event.remove(engine, "before_cursor_execute", note)
        event.remove(Case, "load", loaded)
    assert len(asked) == 3 and [row.counts for row in rows] == [(4, 4, 0, 4, 0)] * 3
