"""The statements of a step on the driver's own cursor: SQLAlchemy compiles each once a dialect.

Called by statements alone. SQLAlchemy goes on owning connection and transaction; what it adds to each statement
(keying, events, result objects) costs more than most statements of a step do. PostgreSQL gets everything that a step
writes as one statement of always the same text, so that it is planned once: each kind of row is one JSON array.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import Any, Literal

import msgspec
from psycopg import RawCursor
from sqlalchemy import (
    JSON,
    Boolean,
    Connection,
    Dialect,
    Executable,
    LargeBinary,
    Table,
    any_,
    bindparam,
    column,
    delete,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import JSON as JSON_OF_POSTGRESQL
from sqlalchemy.dialects.postgresql import Insert  # SQLite understands the same
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from engine.models import Instant

Rows = list[Any]
Values = Mapping[str, Any]
Processor = Callable[[Any], Any] | None

_DOLLARS: Dialect = PGDialect_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]
_json = msgspec.json.Encoder().encode


@dataclass(frozen=True)
class Write:
    """Rows of one table that a step writes; a name that a row does not say is empty."""

    table: Table
    names: tuple[str, ...]
    changing: tuple[str, ...] = ()
    """Of a row that is there already, what is written; without any a row is always new."""
    how: Literal["new", "change", "delete"] = "new"
    """A change finds its row by the id, a deletion by everything that is said."""

    def one(self) -> Any:
        """The statement for one row, whose values are parameters."""
        return self._over({name: bindparam(name, type_=self.table.c[name].type) for name in self.names}, None)

    def many(self, given: str) -> Any:
        """The statement for the rows of a JSON array, the parameter of this name.

        PostgreSQL takes a JSON array for a hundred rows and would read a table whole to find them; it takes an array
        of keys for ten, and asks the index.
        """
        rows = self._rows(given, f"told_{given}")
        statement = self._over({name: rows.c[name] for name in self.names}, rows)
        if self.how == "new":
            return statement
        key = self.names[0]
        keys = select(self._rows(given, f"keys_{given}").c[key]).scalar_subquery()
        return statement.where(self.table.c[key] == any_(func.array(keys)))

    def _rows(self, given: str, called: str) -> Any:
        columns = (column(name, self.table.c[name].type) for name in self.names)
        rows = func.json_to_recordset(bindparam(given, type_=JSON_OF_POSTGRESQL)).table_valued(*columns)
        return rows.render_derived(name=called, with_types=True)

    def array(self, rows: Sequence[Values]) -> str:
        """Rows as a JSON array."""
        if not rows:
            return "[]"
        for name in self._binary:
            rows = [{**row, name: "\\x" + row[name].hex()} for row in rows]
        return _json(rows).decode()

    @cached_property
    def _binary(self) -> list[str]:
        return [name for name in self.names if isinstance(self.table.c[name].type, LargeBinary)]

    def _over(self, told: dict[str, Any], rows: Any) -> Any:
        table = self.table
        if self.how == "delete":
            return delete(table).where(*(table.c[name] == value for name, value in told.items()))
        if self.how == "change":
            what = {name: value for name, value in told.items() if name != "id"}
            return update(table).where(table.c.id == told["id"]).values(what)
        new: Any = Insert(table)
        if rows is None:
            new = new.values(told)
        else:
            new = new.from_select(list(told), select(*told.values()), include_defaults=False)
        if self.changing:
            changed = {name: new.excluded[name] for name in self.changing}
            new = new.on_conflict_do_update(index_elements=["id"], set_=changed)
        return new


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
        incoming = _postgresql_in if self._postgresql else _sqlite_in
        self._names = [bind.key for bind in binds]
        self._incoming = _places(incoming(bind.type) for bind in binds)
        columns = list(statement.exported_columns) if hasattr(statement, "exported_columns") else []
        self._row: Any = namedtuple("Row", [each.key for each in columns]) if columns else None
        self._results = _places(_out(each.type, dialect) for each in columns)

    def send(self, connection: Connection, rows: Sequence[Values]) -> Any:
        """Run it for each row of values: the cursor that holds what it answers."""
        driver: Any = connection.connection.driver_connection
        if self._postgresql:
            return RawCursor(driver).execute(self.text, self._given(rows[0]), prepare=True)
        if len(rows) == 1:
            return driver.execute(self.text, self._given(rows[0]))
        return driver.executemany(self.text, [self._given(row) for row in rows])

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


def _places(processors: Iterable[Processor]) -> list[tuple[int, Callable[[Any], Any]]]:
    return [(place, processor) for place, processor in enumerate(processors) if processor]


def _sqlite_in(kind: TypeEngine[Any]) -> Processor:
    """As SQLAlchemy keeps them in SQLite: instants as text in UTC without a zone, JSON as text."""
    if isinstance(kind, Instant):
        return lambda at: at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    if isinstance(kind, JSON):
        return lambda value: (bytes(value) if isinstance(value, msgspec.Raw) else _json(value)).decode()
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
    with _as_sqlalchemy_tells_it(connection):
        return prepared.rows(prepared.send(connection, [values]).fetchall())


class Writer:
    """Everything that a step may write, in the order in which it is written."""

    def __init__(self, writes: Mapping[str, Write]) -> None:
        self.writes = writes
        self._ones = {name: write.one() for name, write in writes.items()}
        every = (write.many(name).cte(f"wrote_{name}") for name, write in writes.items())
        self._all = select(literal(1).label("written")).add_cte(*every)

    def write(self, connection: Connection, told: Mapping[str, Sequence[Values]]) -> None:
        """Write rows of several kinds."""
        with _as_sqlalchemy_tells_it(connection):
            if connection.dialect.name == "postgresql":
                given = {name: write.array(told.get(name, ())) for name, write in self.writes.items()}
                prepare(self._all, connection.dialect).send(connection, [given])
                return
            for name, one in self._ones.items():
                if rows := told.get(name):
                    prepare(one, connection.dialect).send(connection, rows)


@contextmanager
def _as_sqlalchemy_tells_it(connection: Connection) -> Iterator[None]:
    """The driver's errors as SQLAlchemy's, without the values."""
    dbapi = connection.dialect.loaded_dbapi
    try:
        yield
    except dbapi.Error as error:
        told = ("a statement of a step", None, error, dbapi.Error)
        raise DBAPIError.instance(*told, hide_parameters=True, dialect=connection.dialect) from error
