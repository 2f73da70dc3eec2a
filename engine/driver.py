"""The statements of a step at the driver itself: SQLAlchemy compiles each once a dialect.

Called by statements and writes. SQLAlchemy goes on owning connection and transaction; what it adds to each statement
(keying, events, result objects) costs more than most statements of a step do.
"""

from collections import namedtuple
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import (
    JSON,
    Boolean,
    Connection,
    Dialect,
    Executable,
    LargeBinary,
)
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from engine import journey
from engine.models import EPOCH, IS_ID, MICROSECOND, Digits, Id, Instant

Rows = list[Any]
Values = Mapping[str, Any]
Processor = Callable[[Any], Any] | None

_DOLLARS: Dialect = PGDialect_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]
encode = msgspec.json.Encoder().encode


class Prepared:
    """A statement as a driver takes it, with what a value becomes on its way in and a column on its way out."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        self.postgresql = dialect.name == "postgresql"
        compiled = statement.compile(dialect=_DOLLARS if self.postgresql else dialect)
        if compiled.post_compile_params:
            raise ValueError("a statement of a step takes no list")
        self.text = str(compiled)
        binds = [compiled.binds[name] for name in compiled.positiontup or ()]
        self._fixed = {bind.key: bind.value for bind in binds if not bind.required}
        incoming = _postgresql_in if self.postgresql else sqlite_in
        self._names = [bind.key for bind in binds]
        self._incoming = places(incoming(bind.type) for bind in binds)
        columns = list(statement.exported_columns) if hasattr(statement, "exported_columns") else []
        self._row: Any = namedtuple("Row", [each.key for each in columns]) if columns else None
        self._results = places(_out(each.type, dialect) for each in columns)

    def send(self, connection: Connection, values: Values) -> Rows:
        """Run it; what the driver answers."""
        if self.postgresql:
            (told,) = journey.answers(connection, [self.sent(values)])
        else:
            driver: Any = connection.connection.driver_connection
            told = driver.execute(self.text, self._given(values)).fetchall()
        return told

    def sent(self, values: Values) -> tuple[str, journey.Given]:
        """What travels to PostgreSQL."""
        return self.text, [each if each is None else each.encode() for each in self._given(values)]

    def _given(self, values: Values) -> list[Any]:
        """A row of values as the driver is given it."""
        if self._fixed:
            values = {**self._fixed, **values}
        given = list(map(values.get, self._names))
        for place, processor in self._incoming:
            if given[place] is not None:
                given[place] = processor(given[place])
        return given

    def rows(self, told: Sequence[Sequence[Any]]) -> Rows:
        """What the driver answered."""
        row = self._row
        if row is None:
            return []
        if not self._results:
            return [row._make(each) for each in told]
        return [row._make(self._understand(each)) for each in told]

    def _understand(self, told: Sequence[Any]) -> Sequence[Any]:
        row = list(told)
        for place, processor in self._results:
            if row[place] is not None:
                row[place] = processor(row[place])
        return row


def send_rows(driver: Any, statement: str, rows: Sequence[Sequence[Any]]) -> None:
    """Run a statement of SQLite's for each of several rows."""
    driver.executemany(statement, rows)


def places(processors: Iterable[Processor]) -> list[tuple[int, Callable[[Any], Any]]]:
    """Which of several values have to become something else, and what."""
    return [(place, processor) for place, processor in enumerate(processors) if processor]


def sqlite_in(kind: TypeEngine[Any]) -> Processor:
    """What a value becomes as SQLAlchemy keeps it in SQLite: instants as numbers, digits as bytes, JSON as text."""
    if isinstance(kind, Id):
        return _id_bytes
    if isinstance(kind, Digits):
        return bytes.fromhex
    if isinstance(kind, Instant):
        return lambda at: (at - EPOCH) // MICROSECOND
    if isinstance(kind, JSON):
        return lambda value: (bytes(value) if isinstance(value, msgspec.Raw) else encode(value)).decode()
    return None


@lru_cache(maxsize=4096)
def _id_bytes(id: str) -> bytes | None:
    """The bytes of an id; the rows of a step name the same council, case, person and step again and again."""
    return bytes.fromhex(id) if IS_ID(id) else None


def _postgresql_in(kind: TypeEngine[Any]) -> Processor:
    """Text for everything; the statement says its type. A statement is planned anew for each other type of a value."""
    if isinstance(kind, Id):
        return lambda id: id if IS_ID(id) else None
    if told := bytea(kind):
        return told
    return (lambda at: at.isoformat()) if isinstance(kind, Instant) else str


def bytea(kind: TypeEngine[Any]) -> Processor:
    """The text that says bytes to PostgreSQL; nothing for what is not kept as bytes there."""
    if isinstance(kind, Digits):
        return None if isinstance(kind, Id) else lambda digits: "\\x" + digits
    return (lambda value: "\\x" + value.hex()) if isinstance(kind, LargeBinary) else None


def _out(kind: TypeEngine[Any], dialect: Dialect) -> Processor:
    sqlite = dialect.name == "sqlite"
    if isinstance(kind, Instant):
        return _instant if sqlite else lambda at: at.astimezone(UTC)
    if isinstance(kind, Digits):
        return bytes.hex if sqlite or not isinstance(kind, Id) else None
    if isinstance(kind, JSON) and sqlite:
        return msgspec.json.decode
    return bool if isinstance(kind, Boolean) else None


def instant(told: int | str) -> datetime:
    """An instant as it stands in JSON: microseconds since 1970 on SQLite, text with its zone on PostgreSQL."""
    return _instant(told) if isinstance(told, int) else datetime.fromisoformat(told).astimezone(UTC)


def _instant(microseconds: int) -> datetime:
    return EPOCH + microseconds * MICROSECOND


@lru_cache(maxsize=256)
def prepare(statement: Executable, dialect: Dialect) -> Prepared:
    """A statement for a dialect."""
    return Prepared(statement, dialect)


def ask(connection: Connection, statement: Executable, values: Values) -> Rows:
    """Run a statement and answer its rows."""
    prepared = prepare(statement, connection.dialect)
    with as_sqlalchemy_tells_it(connection):
        return prepared.rows(prepared.send(connection, values))


def ask_in_turn(connection: Connection, statements: Sequence[Executable], values: Values) -> Generator[Rows]:
    """Run statements one after the other and answer the rows of each as they come.

    PostgreSQL is sent all of them at once: one journey instead of several. Close it if not all are taken.
    """
    prepared = [prepare(each, connection.dialect) for each in statements]
    with as_sqlalchemy_tells_it(connection):
        if connection.dialect.name == "postgresql":
            with closing(journey.answers(connection, [each.sent(values) for each in prepared])) as answers:
                for each in prepared:
                    yield each.rows(next(answers))
        else:
            for each in prepared:
                yield each.rows(each.send(connection, values))


@contextmanager
def as_sqlalchemy_tells_it(connection: Connection) -> Iterator[None]:
    """The driver's errors as SQLAlchemy's, without the values."""
    dbapi = connection.dialect.loaded_dbapi
    try:
        yield
    except dbapi.Error as error:
        told = ("a statement of a step", None, error, dbapi.Error)
        raise DBAPIError.instance(*told, hide_parameters=True, dialect=connection.dialect) from error
