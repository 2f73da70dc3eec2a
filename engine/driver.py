"""The statements of a step at the driver itself: SQLAlchemy compiles each once a dialect.

Called by statements and writes. SQLAlchemy goes on owning connection and transaction; what it adds to each statement
(keying, events, result objects) costs more than most statements of a step do.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from itertools import count
from typing import Any

import msgspec
from psycopg import OperationalError, errors, pq
from psycopg.adapt import Transformer
from sqlalchemy import (
    JSON,
    Boolean,
    Connection,
    Dialect,
    Executable,
)
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from engine.models import Instant

Rows = list[Any]
Values = Mapping[str, Any]
Processor = Callable[[Any], Any] | None

_DOLLARS: Dialect = PGDialect_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]
encode = msgspec.json.Encoder().encode
_numbers = count()
BEGIN = b"BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL plan_cache_mode = force_generic_plan"
"""What waited for a lock is read as it is then; and what finds rows by their ids needs no new plan for each id."""
PREPARED = "prepared for steps"
"""Under which name a connection keeps what has been prepared on it; after a rollback the driver has dropped it all."""


class Prepared:
    """A statement as a driver takes it, with what a value becomes on its way in and a column on its way out."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        self._postgresql = dialect.name == "postgresql"
        compiled = statement.compile(dialect=_DOLLARS if self._postgresql else dialect)
        if compiled.post_compile_params:
            raise ValueError("a statement of a step takes no list")
        self.text = str(compiled)
        binds = [compiled.binds[name] for name in compiled.positiontup or ()]
        self._fixed = {bind.key: bind.value for bind in binds if not bind.required}
        incoming = _postgresql_in if self._postgresql else sqlite_in
        self._names = [bind.key for bind in binds]
        self._incoming = places(incoming(bind.type) for bind in binds)
        columns = list(statement.exported_columns) if hasattr(statement, "exported_columns") else []
        self._row: Any = namedtuple("Row", [each.key for each in columns]) if columns else None
        self._results = places(_out(each.type, dialect) for each in columns)

    def send(self, connection: Connection, values: Values) -> Rows:
        """Run it; what the driver answers."""
        driver: Any = connection.connection.driver_connection
        given = self._given(values)
        if self._postgresql:
            return self._at_postgresql(driver, connection.info, given)
        told: Rows = driver.execute(self.text, given).fetchall()
        return told

    def send_each(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Run it for each row of values, on SQLite."""
        driver: Any = connection.connection.driver_connection
        if len(rows) == 1:
            driver.execute(self.text, self._given(rows[0]))
        else:
            driver.executemany(self.text, [self._given(row) for row in rows])

    def _at_postgresql(self, driver: Any, known: dict[Any, Any], given: list[Any]) -> Rows:
        """Past the driver's cursor, which costs as much as many a statement of a step."""
        server = driver.pgconn
        if server.transaction_status == pq.TransactionStatus.IDLE and not driver.autocommit:
            _must_be_well(server.exec_(BEGIN))
        prepared: dict[Prepared, bytes] = known.setdefault(PREPARED, {})
        if self not in prepared:
            name = f"step_{next(_numbers)}".encode()
            _must_be_well(server.prepare(name, self.text.encode()))
            prepared[self] = name
        told = run(server, prepared[self], [each if each is None else each.encode() for each in given])
        _must_be_well(told)
        reader = Transformer(driver)
        reader.set_pgresult(told)
        return reader.load_rows(0, told.ntuples, tuple)

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


def run(server: Any, name: bytes, given: list[bytes | None]) -> Any:
    """What the server answers to a prepared statement."""
    return server.exec_prepared(name, given)


def _must_be_well(told: Any) -> None:
    """Raises what the server says is wrong, as the driver would."""
    if told.status in (pq.ExecStatus.COMMAND_OK, pq.ExecStatus.TUPLES_OK):
        return
    if not told.error_field(pq.DiagnosticField.SQLSTATE):  # not the server says so: the line to it is lost
        raise OperationalError(told.get_error_message())
    raise errors.error_from_result(told)


def places(processors: Iterable[Processor]) -> list[tuple[int, Callable[[Any], Any]]]:
    """Which of several values have to become something else, and what."""
    return [(place, processor) for place, processor in enumerate(processors) if processor]


def sqlite_in(kind: TypeEngine[Any]) -> Processor:
    """What a value becomes as SQLAlchemy keeps it in SQLite: instants as text in UTC without a zone, JSON as text."""
    if isinstance(kind, Instant):
        return lambda at: at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    if isinstance(kind, JSON):
        return lambda value: (bytes(value) if isinstance(value, msgspec.Raw) else encode(value)).decode()
    return None


def _postgresql_in(kind: TypeEngine[Any]) -> Processor:
    """Text for everything; the statement says its type. A statement is planned anew for each other type of a value."""
    return (lambda at: at.isoformat()) if isinstance(kind, Instant) else str


def _out(kind: TypeEngine[Any], dialect: Dialect) -> Processor:
    sqlite = dialect.name == "sqlite"
    if isinstance(kind, Instant):
        return _instant if sqlite else lambda at: at.astimezone(UTC)
    if isinstance(kind, JSON) and sqlite:
        return msgspec.json.decode
    return bool if isinstance(kind, Boolean) else None


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text + "+00:00")


@lru_cache(maxsize=256)
def prepare(statement: Executable, dialect: Dialect) -> Prepared:
    """A statement for a dialect."""
    return Prepared(statement, dialect)


def ask(connection: Connection, statement: Executable, values: Values) -> Rows:
    """Run a statement and answer its rows."""
    prepared = prepare(statement, connection.dialect)
    with as_sqlalchemy_tells_it(connection):
        return prepared.rows(prepared.send(connection, values))


@contextmanager
def as_sqlalchemy_tells_it(connection: Connection) -> Iterator[None]:
    """The driver's errors as SQLAlchemy's, without the values."""
    dbapi = connection.dialect.loaded_dbapi
    try:
        yield
    except dbapi.Error as error:
        told = ("a statement of a step", None, error, dbapi.Error)
        raise DBAPIError.instance(*told, hide_parameters=True, dialect=connection.dialect) from error
