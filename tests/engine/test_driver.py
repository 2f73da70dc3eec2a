"""What a step writes past SQLAlchemy is what SQLAlchemy reads, and no table is read whole to write it."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from psycopg import RawCursor
from sqlalchemy import Engine, func, insert, select, text
from sqlalchemy.exc import DBAPIError

from engine import db, driver, in_hand, journey, settling, statements
from engine.models import Authority, Case, Fact, Task, Thing
from engine.statements import Line
from tests import builders
from tests.builders import MONDAY
from tests.engine.test_casework import procedure

FACTS = 3_000


class OneCase(builders.Stage):
    """One case."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        with db.writing(engine) as session:
            authority = builders.a_council(session, procedure())
            self.authority = authority.id
            self.case = builders.a_contact(session, authority).cases[0]
            session.commit()

    def write(self, what: str, *rows: dict[str, Any]) -> None:
        def told(session: Any) -> None:
            line = Line(session)
            line.write(what, *rows)
            line.end()

        self.change(told)


@pytest.mark.database
def test_what_a_step_writes_is_read_as_it_was(engine_db: Engine) -> None:
    case = OneCase(engine_db)
    task = case.ask(lambda s: s.scalars(select(Task).where(Task.case_id == case.case)).first())
    summer = datetime(2026, 7, 1, 9, 30, 15, 123456, tzinfo=timezone(timedelta(hours=1)))
    said = {column.key: getattr(task, column.key) for column in Task.__table__.columns}
    new = {"id": "f" * 32, "engine_id": "e" * 32, "keys": {"adult": "Siân “日本”"}, "due_at": summer, "naming": True}
    case.write("tasks", said | new, said | {"state": "withdrawn", "keys": {}})
    case.write("listed", _standing(case) | {"state": bytes(range(256)), "decided_at": summer})
    first, second = (case.ask(lambda s, id=id: s.get(Task, id)) for id in (task.id, "f" * 32))  # type: ignore[misc]
    assert (first.state, first.keys) == ("withdrawn", task.keys)
    assert (second.keys, second.due_at, second.naming) == ({"adult": "Siân “日本”"}, summer.astimezone(UTC), True)
    row = case.ask(lambda s: s.execute(select(Case.state, Case.decided_at).where(Case.id == case.case)).one())
    assert tuple(row) == (bytes(range(256)), summer.astimezone(UTC))


def test_a_step_is_written_after_one_that_was_taken_back(engine_db: Engine) -> None:
    """What SQLite's connection has been given for it goes with a transaction, and with a part of one."""
    case = OneCase(engine_db)
    standing = _standing(case)
    engine_db.dispose()  # from here on there is one connection
    with db.writing(engine_db) as session:
        for taken_back in (session.begin_nested(), session):
            line = Line(session)
            line.write("listed", standing | {"level": "referral"})
            line.end()
            taken_back.rollback()
        line = Line(session)
        line.write("listed", standing | {"level": "advice"})
        line.end()
        session.commit()
    assert case.ask(lambda s: s.scalar(select(Case.level).where(Case.id == case.case))) == "advice"


@pytest.mark.database
def test_what_lists_read_is_written_where_a_step_changes_it(engine_db: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index of SQLite's is written anew for every column that is named, whether it is another one or not."""
    case = OneCase(engine_db)
    lado = case.change(lambda s: builders.a_user(s, s.get_one(Authority, case.authority), "LADO").id)
    wrote: list[set[str]] = []
    real = statements.WRITER.write

    def noting(connection: Any, told: Any, **asked: int) -> None:
        wrote.append(set(told))
        real(connection, told, **asked)

    monkeypatch.setattr(statements.WRITER, "write", noting)
    for lead in (None, lado, lado, None):
        with db.writing(engine_db) as session:
            matter = in_hand.take_in_hand(session, case.case, now=MONDAY)
            matter.row["lead_id"] = lead
            matter.tell("milestone_passed", step="here", name="Here")
            settling.write_case(matter)
            session.commit()
        stands = case.ask(lambda s: s.execute(select(Case.lead_id, Case.chain_number)).one())
        assert tuple(stands) == (lead, matter.row["chain_number"])
    assert wrote == [{"cases", "history"}, {"listed", "history"}, {"cases", "history"}, {"listed", "history"}]


def _standing(case: OneCase) -> dict[str, Any]:
    columns = [Case.__table__.c[name] for name in ("id", *statements.RUNNING, *statements.LISTED)]
    return dict(case.ask(lambda s: s.execute(select(*columns).where(Case.id == case.case)).one())._mapping)


@pytest.mark.database
def test_two_steps_in_one_transaction_never_draw_one_fact_id(engine_db: Engine) -> None:
    case = OneCase(engine_db)

    def drawn(session: Any) -> list[int]:
        one, other = Line(session), Line(session)
        for line in (one, other):
            line.draw(line.ask(statements._next_fact, {})[0].number)
        return [*one.fact_ids(3), *other.fact_ids(150), *one.fact_ids(2)]

    ids = case.change(drawn)
    assert len(set(ids)) == 155
    assert min(ids) > case.ask(lambda s: max(s.scalars(select(Fact.id))))


@pytest.mark.database
def test_what_was_asked_together_may_be_left_half_read(engine_db: Engine) -> None:
    case = OneCase(engine_db)
    with db.writing(engine_db) as session:
        with pytest.raises(in_hand.NoSuchRow):
            in_hand.take_in_hand(session, "0" * 32, now=MONDAY)
        assert in_hand.take_in_hand(session, case.case, now=MONDAY).facts.things
        session.commit()


@pytest.mark.database
def test_of_what_was_asked_together_nothing_is_left_after_a_fault(engine_db: Engine) -> None:
    case, wrong = OneCase(engine_db), select(func.no_such_function().label("nothing"))
    with db.writing(engine_db) as session:
        with pytest.raises(DBAPIError):
            list(Line(session).ask_in_turn(wrong, statements.KNOWN, values={"case": case.case}))
        session.rollback()
        assert Line(session).ask(statements.KNOWN, {"case": case.case})[0].things


@pytest.mark.postgresql
@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_a_journey_that_breaks_off_while_it_begins_ends_all_the_same(
    engine_db: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = OneCase(engine_db)

    def breaks_off(server: Any, name: bytes, given: journey.Given) -> None:
        if given:
            raise MemoryError
        server.send_query_prepared(name, given)

    with db.writing(engine_db) as session:
        with monkeypatch.context() as planted:
            planted.setattr(journey, "put", breaks_off)
            with pytest.raises(MemoryError):
                Line(session).ask(statements.KNOWN, {"case": case.case})
        session.rollback()
        assert Line(session).ask(statements.KNOWN, {"case": case.case})[0].things


@pytest.mark.postgresql
@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_the_facts_of_all_cases_are_not_read_to_replace_one(engine_db: Engine) -> None:
    """PostgreSQL takes a JSON array for a hundred rows, for which it would read a table of some thousands whole."""
    OneCase(engine_db)
    with db.writing(engine_db) as session:
        thing = session.scalars(select(Thing.id)).first()
        fact = {"thing_id": thing, "key": "k", "value": "1", "salt": "", "happened": MONDAY, "at": MONDAY}
        session.execute(insert(Fact), [fact | {"id": 10_000 + n, "newer": 1, "salt": str(n)} for n in range(FACTS)])
        session.commit()
    with engine_db.connect() as connection:
        connection.execute(text("ANALYZE"))
        written = driver.prepare(statements.WRITER.together(tuple(statements.WRITER.writes)), engine_db.dialect)
        nothing = written._given(dict.fromkeys(statements.WRITER.writes, "[]"))
        raw: Any = connection.connection.driver_connection
        plan = "\n".join(line for (line,) in RawCursor(raw).execute(f"EXPLAIN {written.text}", nothing).fetchall())
    assert "on fact" in plan
    assert "Seq Scan on fact" not in plan


@pytest.mark.postgresql
@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
@pytest.mark.parametrize("part", [True, False])
def test_a_step_runs_on_after_what_was_prepared_is_dropped_with_what_is_rolled_back(
    engine_db: Engine, part: bool
) -> None:
    """A savepoint's rollback has psycopg drop all that is prepared, as that of the whole transaction has."""
    case = OneCase(engine_db)
    with db.writing(engine_db) as session:
        for _ in range(10):  # So often that psycopg has prepared it too.
            session.execute(select(Case.id))
        before = session.begin_nested() if part else session
        known = Line(session).ask(statements.KNOWN, {"case": case.case})
        before.rollback()
        assert Line(session).ask(statements.KNOWN, {"case": case.case}) == known


@pytest.mark.postgresql
@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
@pytest.mark.parametrize("planted", [False, True])
def test_a_plan_made_while_the_tables_are_small_reads_none_of_them_whole(
    engine_db: Engine, planted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = OneCase(engine_db)
    if planted:
        monkeypatch.setattr(journey, "BEGIN", journey.BEGIN[:1])
    with engine_db.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.commit()
    with db.writing(engine_db) as session:
        line = Line(session)
        asked = driver.prepare(statements.IN_HAND["case"], engine_db.dialect)
        line.ask(statements.IN_HAND["case"], {"case": case.case, "task": None})
        name = line.connection.info[journey.PREPARED][asked.text].decode()
        given = ", ".join("NULL" if each is None else f"'{each}'" for each in asked._given({"case": case.case}))
        raw: Any = line.connection.connection.driver_connection
        plan = "\n".join(told for (told,) in raw.execute(f"EXPLAIN EXECUTE {name}({given})").fetchall())
    assert ("Seq Scan" in plan) == planted, plan
