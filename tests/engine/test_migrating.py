"""What a database holds stays what it is as the shape of its tables changes."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec
import pytest
from sqlalchemy import Column, Connection, Engine, Table, select, text

from engine import db, history
from engine.models import Base, Fact
from tests.engine.test_casework import Council

BEFORE = "0011"
"""Ids and hashes were digits, an entry named its facts with their digests, SQLite's instants were text."""


@pytest.fixture
def before(empty_database_url: str) -> Iterator[Engine]:
    """A database of that shape, without rows."""
    engine = db.make_engine(empty_database_url)
    db.upgrade(engine, BEFORE)
    yield engine
    engine.dispose()


def rows_of(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """All that a database of the present shape holds, by table."""
    tables = Base.metadata.sorted_tables
    return {table.name: sorted(map(tuple, connection.execute(select(table))), key=repr) for table in tables}


def put_as_before(connection: Connection, table: Table, row: tuple[Any, ...], digests: dict[int, str]) -> None:
    """A row as it was kept then."""
    sqlite = connection.dialect.name == "sqlite"
    told = {c.name: _as_before(c, value, sqlite, digests) for c, value in zip(table.c, row, strict=True)}
    names, values = ", ".join(f'"{name}"' for name in told), ", ".join(f":{name}" for name in told)
    connection.execute(text(f'INSERT INTO "{table.name}" ({names}) VALUES ({values})'), told)  # noqa: S608


def _as_before(column: Column[Any], value: Any, sqlite: bool, digests: dict[int, str]) -> Any:
    if sqlite and isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(" ", "microseconds")
    if (column.table.name, column.name) == ("history_entry", "facts"):
        value = [[id, digests[id]] for id in value]
    return msgspec.json.encode(value).decode() if isinstance(value, dict | list) else value


@pytest.mark.database
def test_a_case_from_before_the_migration_goes_on(engine_db: Engine, before: Engine) -> None:
    """Every row is what it was, the record is sound, and the next step is taken."""
    council = Council(engine_db)
    council.do("decide", decision="referral", reason="It shows")
    with council.engine.connect() as connection:
        held = rows_of(connection)
        facts = connection.execute(select(Fact.id, Fact.salt, Fact.value))
        digests = {id: history.digest(salt, value) for id, salt, value in facts}
    with before.begin() as connection:
        for table in Base.metadata.sorted_tables:
            for row in held[table.name]:
                put_as_before(connection, table, row, digests)
        if before.dialect.name == "postgresql":
            connection.execute(text("SELECT setval('fact_id_seq', 1000)"))
    db.upgrade(before)
    with before.connect() as connection:
        kept = rows_of(connection)
    entries = held.pop("history_entry"), kept.pop("history_entry")
    assert kept == held
    assert len(entries[0]) == len(entries[1]) > 1
    council.engine = before
    with db.writing(before) as session:
        assert history.faults(session) == []
    council.do("say", hold="no_hold")
    with db.reading(before) as session:
        assert history.faults(session) == []
