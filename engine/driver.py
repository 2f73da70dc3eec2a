"""Statements of a step on the driver's own cursor: SQLAlchemy compiles each once a dialect.

Called by statements alone. SQLAlchemy goes on owning connection and transaction; what it adds to each statement
(keying, events, result objects) costs more than most statements of a step do.
"""

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Executable, Insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

Rows = list[Any]
Processor = Callable[[Any], Any] | None
Values = Mapping[str, Any]
Sent = tuple[Executable, Sequence[Values]]


class Prepared:
    """A statement as a driver takes it, with what a value becomes on its way in and a column on its way out."""

    def __init__(self, statement: Any, dialect: Dialect, names: tuple[str, ...]) -> None:
        options: dict[str, Any] = {"column_keys": list(names)} if names else {}
        compiled = statement.compile(dialect=dialect, **options)
        if compiled.insert_prefetch or compiled.post_compile_params:
            raise ValueError("a statement of a step says every column and takes no list")
        self.text = str(compiled)
        order = compiled.positiontup or list(compiled.binds)
        self._names = None if compiled.positional else order
        binds = [compiled.binds[name] for name in order]
        self._fixed = {bind.key: bind.value for bind in binds if not bind.required}
        self._binds = [(bind.key, _processor(bind.type, dialect, "bind_processor")) for bind in binds]
        columns = list(statement.exported_columns)
        self._row = namedtuple("Row", [column.key for column in columns]) if columns else None
        found = ((i, _processor(column.type, dialect, "result_processor", None)) for i, column in enumerate(columns))
        self._results = [(i, processor) for i, processor in found if processor]

    def send(self, driver: Any, rows: Sequence[Values]) -> list[Any]:
        """Run it once for each row of values: the cursors that hold what it answers."""
        if self._row is None and len(rows) > 1:
            driver.cursor().executemany(self.text, [self._told(row) for row in rows])
            return []
        return [driver.cursor().execute(self.text, self._told(row)) for row in rows]

    def rows(self, cursors: list[Any]) -> Rows:
        """What it answered."""
        if self._row is None:
            return []
        told = [row for cursor in cursors for row in cursor.fetchall()]
        return [self._row(*row) for row in (map(self._understand, told) if self._results else told)]

    def _told(self, values: Values) -> Any:
        """A row of values as the driver is given it."""
        given = {**self._fixed, **values} if self._fixed else values
        told = [processor(given[name]) if processor else given[name] for name, processor in self._binds]
        return told if self._names is None else dict(zip(self._names, told, strict=True))

    def _understand(self, told: Sequence[Any]) -> Sequence[Any]:
        row = list(told)
        for place, processor in self._results:
            row[place] = processor(row[place])
        return row


def _processor(kind: TypeEngine[Any], dialect: Dialect, what: str, *told: Any) -> Processor:
    found: Processor = getattr(kind.dialect_impl(dialect), what)(dialect, *told)
    return found


@lru_cache(maxsize=256)
def prepare(statement: Executable, dialect: Dialect, names: tuple[str, ...]) -> Prepared:
    """A statement for a dialect; an insert also for the columns that are said."""
    return Prepared(statement, dialect, names)


def send(connection: Connection, statements: Sequence[Sent]) -> list[Rows]:
    """Run statements one after another, each once for each row of its values, and answer what each of them answers.

    PostgreSQL gets several of them in one go.
    """
    driver: Any = connection.connection.driver_connection
    told = [(_prepared(connection, statement, rows), rows) for statement, rows in statements]
    with _as_sqlalchemy_tells_it(connection):
        if hasattr(driver, "pipeline") and (len(told) > 1 or len(told[0][1]) > 1):
            with driver.pipeline():
                sent = [each.send(driver, rows) for each, rows in told]
        else:
            sent = [each.send(driver, rows) for each, rows in told]
        return [each.rows(cursors) for (each, _), cursors in zip(told, sent, strict=True)]


def _prepared(connection: Connection, statement: Executable, rows: Sequence[Values]) -> Prepared:
    return prepare(statement, connection.dialect, tuple(rows[0]) if isinstance(statement, Insert) else ())


@contextmanager
def _as_sqlalchemy_tells_it(connection: Connection) -> Iterator[None]:
    """The driver's errors as SQLAlchemy's, without the values."""
    dbapi = connection.dialect.loaded_dbapi
    try:
        yield
    except dbapi.Error as error:
        told = ("a statement of a step", None, error, dbapi.Error)
        raise DBAPIError.instance(*told, hide_parameters=True, dialect=connection.dialect) from error
