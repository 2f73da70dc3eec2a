"""What a step writes, into every table with few statements. Called by statements.

PostgreSQL is given each kind of row as a JSON array, the only one of its kind as values, and plans the statement once
for each set of kinds. SQLite is given a statement for each kind, which was measured to be quickest; where those were
more than are left to a step, the last rows go, each with its kind, to a view that knows where they belong.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from sqlalchemy import (
    Connection,
    Table,
    any_,
    bindparam,
    column,
    delete,
    func,
    literal,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import JSON, Insert  # SQLite understands the same
from sqlalchemy.dialects.sqlite import dialect as sqlite

from engine.db import VIEW
from engine.driver import (
    Values,
    as_sqlalchemy_tells_it,
    bytea,
    encode,
    places,
    prepare,
    send_rows,
    sqlite_in,
)

_SQLITE = sqlite()
MOST = 10
"""Statements of a step on SQLite: its beginning and its end, what it asks and what it writes."""
_FEWEST = 5
"""Those with which it may always write: more was asked then than a step asks."""


@dataclass(frozen=True)
class Write:
    """Rows of one table that a step writes; a name that a row does not say is empty."""

    table: Table
    names: tuple[str, ...]
    changing: tuple[str, ...] = ()
    """Of a row that is there already, what is written; without any a row is always new."""
    how: Literal["new", "change", "delete"] = "new"
    """A change finds its row by the first name, a deletion by the one name that is said."""
    alone: bool = False
    """There is never more than one row: PostgreSQL is given its values as they are."""

    def at_postgresql(self, given: str) -> Any:
        """The statement for the rows of a JSON array, the parameter of this name.

        PostgreSQL takes a JSON array for a hundred rows and would read a table whole to find them; it takes an array
        of keys for ten, and asks the index.
        """
        if self.alone:
            return self._by_values({name: self._value(name, f"{given}_{name}") for name in self.names})
        rows = self._records(given, f"told_{given}")
        if self.how == "new":
            said = select(*(rows.c[name] for name in self.names))
            return self._upsert(Insert(self.table).from_select(list(self.names), said, include_defaults=False))
        key = self.names[0]
        keys = any_(func.array(select(self._records(given, f"keys_{given}").c[key]).scalar_subquery()))
        if self.how == "delete":
            return delete(self.table).where(self.table.c[key] == keys)
        what = {name: rows.c[name] for name in self.names if name != key}
        return update(self.table).where(self.table.c[key] == rows.c[key], self.table.c[key] == keys).values(what)

    def _records(self, given: str, called: str) -> Any:
        columns = (column(name, self.table.c[name].type) for name in self.names)
        rows = func.json_to_recordset(bindparam(given, type_=JSON)).table_valued(*columns)
        return rows.render_derived(name=called, with_types=True)

    def given(self, called: str, rows: Sequence[Values]) -> dict[str, Any]:
        """Rows as PostgreSQL is given them: a JSON array, or the values of the only one."""
        if self.alone:
            (row,) = rows
            return {f"{called}_{name}": row.get(name) for name in self.names}
        for name, told in self._bytes.items():
            rows = [{**row, name: told(row[name])} for row in rows]
        return {called: encode(rows).decode()}

    def in_the_view(self) -> str:
        """What is done with one row that the view is given."""
        return self._at_sqlite("new.c{}")

    @cached_property
    def at_sqlite(self) -> str:
        """The statement that SQLite is given with rows."""
        return self._at_sqlite("?{}")

    def _at_sqlite(self, value: str) -> str:
        said: dict[str, Any] = {name: literal_column(value.format(at)) for at, name in enumerate(self.names, 1)}
        return str(self._by_values(said).compile(dialect=_SQLITE))

    def row_at_sqlite(self, row: Values) -> list[Any]:
        """The row as SQLite is given it."""
        given = list(map(row.get, self.names))
        for place, told in self._sqlite_in:
            if given[place] is not None:
                given[place] = told(given[place])
        return given

    @cached_property
    def _sqlite_in(self) -> list[tuple[int, Callable[[Any], Any]]]:
        return places(sqlite_in(self.table.c[name].type) for name in self.names)

    def _value(self, name: str, given: str) -> Any:
        return bindparam(given, type_=self.table.c[name].type)

    def _by_values(self, said: dict[str, Any]) -> Any:
        if self.how == "new":
            return self._upsert(Insert(self.table).values(said).inline())
        key = self.table.c[self.names[0]] == said.pop(self.names[0])
        return (delete(self.table) if self.how == "delete" else update(self.table).values(said)).where(key)

    @cached_property
    def _bytes(self) -> dict[str, Callable[[Any], Any]]:
        told = {name: bytea(self.table.c[name].type) for name in self.names}
        return {name: each for name, each in told.items() if each}

    def _upsert(self, new: Any) -> Any:
        if self.changing:
            changed = {name: new.excluded[name] for name in self.changing}
            new = new.on_conflict_do_update(index_elements=["id"], set_=changed)
        return new


class Writer:
    """Everything that a step may write, in the order in which it is written."""

    def __init__(self, writes: Mapping[str, Write]) -> None:
        self.writes = writes
        self._width = max(len(write.names) for write in writes.values())
        self._together: dict[tuple[str, ...], Any] = {}

    def write(self, connection: Connection, told: Mapping[str, Sequence[Values]], *, asked: int = 0) -> None:
        """Write rows of several kinds, after so many statements that asked."""
        kinds = tuple(name for name in self.writes if told.get(name))
        with as_sqlalchemy_tells_it(connection):
            if connection.dialect.name == "postgresql":
                given: dict[str, Any] = {}
                for name in kinds:
                    given |= self.writes[name].given(name, told[name])
                prepare(self.together(kinds), connection.dialect).send(connection, given)
                return
            at_most = max(_FEWEST, MOST - 2 - asked)
            self._write_at_sqlite(connection, {name: told[name] for name in kinds}, at_most)

    def _write_at_sqlite(self, connection: Connection, told: Mapping[str, Sequence[Values]], at_most: int) -> None:
        driver: Any = connection.connection.driver_connection
        rows = {name: [*map(self.writes[name].row_at_sqlite, each)] for name, each in told.items()}
        apart = [*rows] if len(rows) <= at_most else [*rows][: at_most - 1]
        for name in apart:
            send_rows(driver, self.writes[name].at_sqlite, rows.pop(name))
        if rows:
            self._through_the_view(connection, rows)

    def _through_the_view(self, connection: Connection, told: Mapping[str, Sequence[Sequence[Any]]]) -> None:
        driver: Any = connection.connection.driver_connection
        known, width = connection.info, self._width
        if VIEW not in known:
            for statement in self._view():
                driver.execute(statement)
            known[VIEW] = False
        rows = [(name, *row, *(None,) * (width - len(row))) for name, rows in told.items() for row in rows]
        send_rows(driver, f"INSERT INTO {VIEW} VALUES (?{', ?' * width})", rows)  # noqa: S608 (no value is in it)

    def _view(self) -> Iterator[str]:
        """A view of this connection's own that holds nothing: what it is given goes to its table."""
        columns = ", ".join(f"NULL AS c{place}" for place in range(1, self._width + 1))
        yield f"CREATE TEMP VIEW IF NOT EXISTS {VIEW} AS SELECT NULL AS kind, {columns}"
        for name, write in self.writes.items():
            yield (
                f"CREATE TEMP TRIGGER IF NOT EXISTS {VIEW}_{name} INSTEAD OF INSERT ON {VIEW} "
                f"WHEN new.kind = '{name}' BEGIN {write.in_the_view()}; END"
            )

    def together(self, kinds: tuple[str, ...]) -> Any:
        """PostgreSQL's statement for rows of these kinds; the steps of a council come to a few dozen of them."""
        if kinds not in self._together:
            each = (self.writes[name].at_postgresql(name).cte(f"wrote_{name}") for name in kinds)
            self._together[kinds] = select(literal(1).label("written")).add_cte(*each)
        return self._together[kinds]
