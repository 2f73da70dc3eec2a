"""The database: its engine with the settings that make it safe, sessions for reading and writing, and migrations.

Called by webui.create_app, commands and tests. A session never commits by itself; a view or a command does, once.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.orm import Session

from engine.errors import LadoflowError

WRITING = "writing"


class UnsafeDatabase(LadoflowError):
    """The database may lose what it says it has saved. Set fsync, full_page_writes and synchronous_commit to on."""


def make_engine(url: str) -> Engine:
    """An engine for a SQLite file or a PostgreSQL address; nothing is opened yet."""
    if url.startswith("sqlite"):
        engine = create_engine(url, connect_args={"timeout": 30, "check_same_thread": False})
        event.listen(engine, "connect", _safe_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1), pool_size=10, max_overflow=20)


def _safe_sqlite(connection: Any, _record: object) -> None:
    """FULL, not NORMAL: NORMAL lost acknowledged commits in power cuts."""
    connection.isolation_level = None
    for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {setting}")


def _begin_sqlite(connection: Any) -> None:
    """A writer takes the lock before it reads, so that what it decides on cannot change under it."""
    writing = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def reading(engine: Engine) -> Session:
    """A session that only reads."""
    return Session(engine, autoflush=False)


def writing(engine: Engine) -> Session:
    """A session that may write; on SQLite it holds the write lock from its first statement on."""
    return Session(_writer(engine), expire_on_commit=False)


@lru_cache(maxsize=4)
def _writer(engine: Engine) -> Engine:
    return engine.execution_options(**{WRITING: True})


def upgrade(engine: Engine) -> None:
    """Bring the tables to the present shape."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()


def check_safe(engine: Engine) -> None:
    """Raises UnsafeDatabase when the server would lose acknowledged work in a power cut."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            if connection.execute(text("PRAGMA synchronous")).scalar() != 2:
                raise UnsafeDatabase
            return
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            if connection.execute(text(f"SHOW {setting}")).scalar() in ("off", "local"):
                raise UnsafeDatabase(
                    f"PostgreSQL runs with {setting} off and may lose what it has saved. Set it to on."
                )
