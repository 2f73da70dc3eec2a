"""What is done is in no list of what is open: an inbox and the sweep of timers take no longer for the years behind."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, Table, event, inspect
from sqlalchemy.orm import Session

from engine import access, db, inbox, jobs
from engine.models import Authority, Base
from tests import builders
from tests.builders import MONDAY
from tests.engine.test_driver import OneCase


def _of_a_case(table: Table) -> list[str]:
    """The columns that name a case."""
    return [column.name for column in table.c if any(key.target_fullname == "case.id" for key in column.foreign_keys)]


ASKED: list[tuple[str, Callable[[Session, access.Actor], object]]] = [
    ("ix_task_holder", lambda session, actor: inbox.mine(session, actor)),
    ("ix_task_queue", lambda session, actor: inbox.queue(session, actor)),
    ("ix_timer_due", lambda session, _: jobs._due(session.get_bind(), MONDAY)),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("index", "ask"), ASKED)
def test_a_list_is_found_by_the_index_of_what_is_open(engine_db: Engine, index: str, ask: Any) -> None:
    council = OneCase(engine_db)
    with db.writing(engine_db) as session:
        actor = access.actor(session, builders.a_user(session, session.get_one(Authority, council.authority)))
        session.commit()
    assert index in planned(engine_db, lambda session: ask(session, actor))[0]


@pytest.mark.parametrize("table", [each for each in Base.metadata.sorted_tables if _of_a_case(each)], ids=str)
def test_what_is_kept_of_one_case_is_found_by_it(engine_db: Engine, table: Table) -> None:
    known = inspect(engine_db)
    lists = [
        each["column_names"] for each in (*known.get_indexes(table.name), *known.get_unique_constraints(table.name))
    ]
    lists.append(known.get_pk_constraint(table.name)["constrained_columns"])
    assert not set(_of_a_case(table)).isdisjoint(columns[0] for columns in lists if columns)


def planned(engine: Engine, ask: Callable[[Session], object]) -> list[str]:
    """How SQLite finds what is asked for, table by table."""
    said: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        said.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    with db.reading(engine) as session:
        ask(session)
    event.remove(engine, "before_cursor_execute", note)
    asked, values = next(each for each in said if each[0].startswith("SELECT"))
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", values).all()
    return [str(row[-1]) for row in rows]
