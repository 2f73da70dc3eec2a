"""The database: its engine with the settings that make it safe, sessions for reading and writing, and migrations.

Called by webui.create_app, commands and tests. A session never commits by itself; a view or a command does, once.
"""

import select
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from psycopg.adapt import Loader
from psycopg.pq import Format
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError, InterfaceError, InternalError, OperationalError, TimeoutError
from sqlalchemy.orm import Session

from engine.errors import LadoflowError

WRITING = "writing"
VIEW = "step"
"""SQLite's view for a step that writes many kinds of row. A connection that has it says here whether it stays:
what was made in a transaction goes when that is rolled back.
"""
UNAVAILABLE = (OperationalError, InterfaceError, InternalError, TimeoutError)
"""What it looks like when the database is away, full, busy or failing: nobody's mistake, and over one day."""
SAFE_SQLITE = {"synchronous": (2, 3), "journal_mode": ("wal",)}
"""FULL and EXTRA; a database in memory keeps no such journal."""
LOST = {"connect_timeout": 10, "tcp_user_timeout": 30_000}
"""Seconds, and milliseconds, after which a server that says nothing counts as lost."""
UNPREPARED = {"prepare_threshold": None}
"""psycopg prepares nothing by itself: what it has the server forget after a rollback would take along what a step has
prepared.
"""


class UnsafeDatabase(LadoflowError):
    """The database may lose what it says it has saved."""


class Unreachable(LadoflowError):
    """The database does not answer. Look whether it runs, has room, and is where LADOFLOW_DATABASE_URL says."""


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


SAYING: dict[str, Any] = {
    "hide_parameters": True, "json_serializer": _json, "json_deserializer": msgspec.json.decode
}  # fmt: skip
"""Errors do not say values; JSON is written as a step writes it (`driver`), so that equal values are equal text."""


def make_engine(url: str) -> Engine:
    """An engine for a SQLite file or a PostgreSQL address; nothing is opened yet.

    Every connection is made safe or looked at: one that could lose acknowledged work raises UnsafeDatabase.
    """
    if url.startswith("sqlite"):
        engine = create_engine(url, connect_args={"timeout": 30, "check_same_thread": False}, **SAYING)
        event.listen(engine, "connect", _safe_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        event.listen(engine, "checkin", _nothing_left_open)
        event.listen(engine, "commit", _view_stays)
        event.listen(engine, "rollback", _no_new_view)
        event.listen(engine, "rollback_savepoint", _no_new_view)
        event.listen(engine, "reset", _no_new_view_left)
        return engine
    address = url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(address, pool_size=10, max_overflow=20, connect_args=LOST | UNPREPARED, **SAYING)
    event.listen(engine, "connect", _safe_postgresql)
    event.listen(engine, "connect", _ids_are_digits)
    event.listen(engine, "checkout", _still_there)
    return engine


def _safe_sqlite(connection: Any, _record: object) -> None:
    """FULL, not NORMAL: NORMAL lost acknowledged commits in power cuts."""
    connection.isolation_level = None
    for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {setting}")


class _Digits(Loader):
    """An id of PostgreSQL's as the digits that `models.new_id` makes."""

    format = Format.TEXT

    def load(self, data: Any) -> str:
        return bytes(data).decode().replace("-", "")


class _DigitsOfBytes(_Digits):
    """The same of the other form in which the server may say it."""

    format = Format.BINARY

    def load(self, data: Any) -> str:
        return bytes(data).hex()


def _nothing_left_open(connection: Any, record: Any) -> None:
    """A commit that failed may leave its transaction open, and with it the lock that every other writer waits for."""
    if connection is not None and connection.in_transaction:
        record.invalidate()


def _safe_postgresql(connection: Any, _record: object) -> None:
    """The server's settings, or this account's, may be such that a power cut takes back what was acknowledged."""
    asked = "select name from pg_settings where name = any(%s) and setting in ('off', 'local')"
    try:
        unsafe = connection.execute(asked, [["fsync", "full_page_writes", "synchronous_commit"]]).fetchone()
        connection.rollback()
        if unsafe:
            raise UnsafeDatabase(f"PostgreSQL runs with {unsafe[0]} off and may lose what it has saved. Set it to on.")
    except BaseException:
        connection.close()
        raise


def _ids_are_digits(connection: Any, _record: object) -> None:
    for loader in (_Digits, _DigitsOfBytes):
        connection.adapters.register_loader("uuid", loader)


def _still_there(connection: Any, _record: object, _proxy: object) -> None:
    """A server that has gone away has closed its end: the connection is opened anew before anything is sent on it."""
    told = select.poll()
    if not connection.closed:
        told.register(connection.fileno(), select.POLLIN)
    if connection.closed or told.poll(0):
        raise DisconnectionError


def _view_stays(connection: Connection) -> None:
    if VIEW in connection.info:
        connection.info[VIEW] = True


def _no_new_view(connection: Connection, *_savepoint: object) -> None:
    if not connection.info.get(VIEW):
        connection.info.pop(VIEW, None)


def _no_new_view_left(connection: Any, record: Any, _state: object) -> None:
    """A transaction that nobody ended is rolled back as its connection comes back."""
    if connection is not None and connection.in_transaction and not record.info.get(VIEW):
        record.info.pop(VIEW, None)


def _begin_sqlite(connection: Any) -> None:
    """A writer takes the lock before it reads, so that what it decides on cannot change under it."""
    writing = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def reading(engine: Engine) -> Session:
    """A session that only reads."""
    return Session(_reader(engine), autoflush=False)


def writing(engine: Engine, kind: type[Session] = Session) -> Session:
    """A session that may write; on SQLite it holds the write lock from its first statement on."""
    return kind(_writer(engine), expire_on_commit=False)


@lru_cache(maxsize=4)
def _reader(engine: Engine) -> Engine:
    """A transaction of SQLite reads one instant. PostgreSQL shows each statement what is committed by then, in a
    transaction or not: to begin and end one is two journeys for nothing.
    """
    return engine if engine.dialect.name == "sqlite" else engine.execution_options(isolation_level="AUTOCOMMIT")


@lru_cache(maxsize=4)
def _writer(engine: Engine) -> Engine:
    return engine.execution_options(**{WRITING: True})


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring the tables to the present shape, or to that after an earlier migration."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)
        connection.commit()


def check_safe(engine: Engine) -> None:
    """Raises UnsafeDatabase when a power cut could take back acknowledged work; Unreachable when nobody answers."""
    try:
        with engine.connect() as connection:
            if engine.dialect.name != "sqlite":
                return
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in SAFE_SQLITE}
    except UNAVAILABLE as failure:
        raise Unreachable from failure
    for name, safe in SAFE_SQLITE.items():
        if found[name] not in safe:
            raise UnsafeDatabase(
                f"SQLite runs with {name} {found[name]} and may lose what it has saved. "
                "Give LADOFLOW_DATABASE_URL as sqlite:///FILE, a file on a disk of this machine, with nothing after it."
            )
