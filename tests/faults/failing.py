"""A database whose driver fails at the call of a given number: disk full, I/O error, or an answer that is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import psycopg
from sqlalchemy import Engine, event

from engine import journey

_put = journey.put
FULL, BROKEN = "database or disk is full", "disk I/O error"
CODES = {FULL: "53100", BROKEN: "58030"}


@dataclass
class Plan:
    """What fails: the call of this number, counted from now on. Every connect, statement and commit is a call."""

    at: int = 0
    how: str = FULL
    late: bool = False
    """A commit is done before it fails: only its answer is lost."""
    on: bool = False
    """Every call after it fails too."""
    calls: int = 0
    commits: list[int] = field(default_factory=list)
    """The calls that were commits."""
    failed: bool = False

    def due(self) -> bool:
        self.calls += 1
        due = self.calls == self.at or (self.on and 0 < self.at < self.calls)
        self.failed = self.failed or due
        return due


class Brittle:
    """The driver of one engine: every connection that it opens from now on keeps to the plan."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.plan = engine, Plan()
        self.sqlite = engine.dialect.name == "sqlite"
        event.listen(engine, "do_connect", self._connect)
        engine.dispose()

    def _connect(self, _dialect: object, _record: object, given: Any, named: Any) -> Any:
        if self.plan.due():
            raise (sqlite3 if self.sqlite else psycopg).OperationalError(self.plan.how)
        return (self._sqlite if self.sqlite else self._postgresql)(given, named)

    @contextmanager
    def failing(self, at: int, how: str, *, late: bool = False, on: bool = False) -> Iterator[Plan]:
        """The call of this number fails, from fresh connections on."""
        self.engine.dispose()
        self.plan = Plan(at, how, late, on)
        try:
            with patch.object(journey, "put", self._put):
                yield self.plan
        finally:
            self.plan = Plan()

    def _put(self, server: Any, *each: Any) -> None:
        """A prepared statement of a step, which goes to PostgreSQL past the driver's cursor."""
        if self.plan.due():
            server.send_query_params(self.refused(), None)
        else:
            _put(server, *each)

    def _sqlite(self, given: Any, named: Any) -> Any:
        brittle = self

        def call() -> None:
            if brittle.plan.due():
                raise sqlite3.OperationalError(brittle.plan.how)

        class Cursor(sqlite3.Cursor):
            def execute(self, *each: Any) -> Any:
                call()
                return super().execute(*each)

            def executemany(self, *each: Any) -> Any:
                call()
                return super().executemany(*each)

        class Connection(sqlite3.Connection):
            def cursor(self, factory: Any = Cursor) -> Any:
                return super().cursor(factory)

            def execute(self, *each: Any) -> Any:
                return self.cursor().execute(*each)

            def commit(self) -> None:
                brittle.commit(super().commit, call)

        return sqlite3.connect(*given, factory=Connection, **named)

    def _postgresql(self, given: Any, named: Any) -> Any:
        brittle = self

        class Cursor(psycopg.Cursor[Any]):
            def execute(self, query: Any, *each: Any, **said: Any) -> Any:
                return (
                    super().execute(brittle.refused(), **said)
                    if brittle.plan.due()
                    else super().execute(query, *each, **said)
                )

            def executemany(self, query: Any, *each: Any, **said: Any) -> Any:
                return (
                    super().execute(brittle.refused())
                    if brittle.plan.due()
                    else super().executemany(query, *each, **said)
                )

        class Connection(psycopg.Connection[Any]):
            def commit(self) -> None:
                brittle.commit(super().commit, lambda: brittle.plan.due() and self._refuse())

            def _refuse(self) -> None:
                """The server ends a transaction that it cannot commit."""
                try:
                    psycopg.Cursor(self).execute(brittle.refused())
                finally:
                    super().rollback()

        return Connection.connect(*given, cursor_factory=Cursor, **named)

    def refused(self) -> bytes:
        """The server itself fails the statement, as it would: the transaction is aborted."""
        how = self.plan.how
        return f"do $$ begin raise exception '{how}' using errcode = '{CODES[how]}'; end $$".encode()

    def commit(self, commit: Any, call: Any) -> None:
        self.plan.commits.append(self.plan.calls + 1)
        if self.plan.late:
            commit()
        call()
        if not self.plan.late:
            commit()
