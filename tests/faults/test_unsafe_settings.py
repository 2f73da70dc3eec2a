"""P2: a database that could lose in a power cut what it acknowledged stops the start, and says what to set."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from engine import db
from tests import databases
from tests.builders import ROOT

SQLITE = {
    "synchronous": {"OFF": False, "NORMAL": False, "FULL": True, "EXTRA": True},
    "journal_mode": {"OFF": False, "MEMORY": False, "DELETE": False, "WAL": True},
}
POSTGRESQL = {
    "fsync": {"off": False, "on": True},
    "full_page_writes": {"off": False, "on": True},
    "synchronous_commit": {"off": False, "local": False, "remote_write": True, "on": True, "remote_apply": True},
}


def said(url: str) -> str:
    """What a start on this database says; nothing when it goes on."""
    engine = db.make_engine(url)
    try:
        db.check_safe(engine)
    except db.UnsafeDatabase as unsafe:
        return str(unsafe)
    finally:
        engine.dispose()
    return ""


@pytest.mark.promise("P2", 1)
@pytest.mark.parametrize(
    ("name", "value", "safe"),
    [(name, value, safe) for name, values in SQLITE.items() for value, safe in values.items()],
)
def test_promise_p02_sqlite_that_may_forget_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, safe: bool
) -> None:
    make_safe = db._safe_sqlite

    def unsafe_afterwards(connection: Any, record: object) -> None:
        make_safe(connection, record)
        connection.execute(f"PRAGMA {name}={value}")

    monkeypatch.setattr(db, "_safe_sqlite", unsafe_afterwards)
    words = said(f"sqlite:///{tmp_path / 'some.sqlite'}")
    assert (words == "") == safe
    assert safe or f"SQLite runs with {name}" in words


@pytest.mark.promise("P2", 1)
@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_promise_p02_a_database_in_memory_stops_the_start(url: str) -> None:
    assert "SQLite runs with journal_mode memory" in said(url)


@pytest.fixture(scope="module")
def cluster() -> Iterator[databases.Cluster]:
    """A server of this test's own, for its settings are spoilt."""
    with databases.scratch_folder() as folder:
        own = databases.Cluster(folder)
        yield own
        own.stop()


@pytest.mark.postgresql
@pytest.mark.promise("P2", 2)
@pytest.mark.parametrize(
    ("name", "value", "safe"),
    [(name, value, safe) for name, values in POSTGRESQL.items() for value, safe in values.items()],
)
def test_promise_p02_a_postgresql_that_may_forget_stops_the_start(
    cluster: databases.Cluster, name: str, value: str, safe: bool
) -> None:
    cluster.settings = {name: value}
    cluster.start()
    try:
        words = said(cluster.server.address("postgres"))
    finally:
        cluster.stop()
    assert (words == "") == safe
    assert safe or words == f"PostgreSQL runs with {name} off and may lose what it has saved. Set it to on."


@pytest.mark.postgresql
@pytest.mark.promise("P2", 2)
def test_promise_p02_an_account_or_an_address_that_may_forget_stops_the_start(postgresql_server: Any) -> None:
    url = postgresql_server.create("forgets")
    try:
        assert said(url) == ""
        assert "synchronous_commit" in said(f"{url}&options=-c%20synchronous_commit%3Doff")
        postgresql_server._say('alter database "forgets" set synchronous_commit = off')
        assert "synchronous_commit" in said(url)
    finally:
        postgresql_server.drop("forgets")


@pytest.mark.promise("P2", 8)
@pytest.mark.parametrize("command", [["serve", "--bind", "127.0.0.1:0"], ["demo", "--port", "0", "--data"]])
def test_promise_p02_the_commands_that_serve_end_with_a_plain_line(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "demonstration.ready").write_text("ready\n")
    where = {"LADOFLOW_DATABASE_URL": "sqlite://", "LADOFLOW_DATA": str(tmp_path), "LADOFLOW_SECRET_KEY": "k" * 40}
    ended = subprocess.run(
        [sys.executable, "-m", "webui.cli", *command, *([str(tmp_path)] if command[0] == "demo" else [])],
        cwd=ROOT, env=os.environ | where, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert ended.stderr.startswith("SQLite runs with journal_mode memory and may lose what it has saved.")


@pytest.mark.postgresql
@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_a_setting_spoilt_while_the_service_runs_is_refused_by_the_next_connection(engine_db: Engine) -> None:
    def spoil(connection: Any, _record: object) -> None:
        connection.execute("set synchronous_commit = off")
        connection.commit()

    event.listen(engine_db, "connect", spoil, insert=True)
    with pytest.raises(db.UnsafeDatabase), closing(engine_db.connect()):
        pass


def test_planted_a_check_that_looks_at_synchronous_alone_lets_memory_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "SAFE_SQLITE", {"synchronous": (2, 3)})
    assert said("sqlite://") == ""
