"""The throw-away databases themselves: fresh for each test, on both, gone with the tests."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.orm import Session

from engine.models import Base
from tests import databases

KILLED = """
import os, signal
from tests import databases
with databases.own_server() as server:
    print(server.pid, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.database
@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_gets_a_fresh_database(engine_db: Engine, database_kind: str, turn: int) -> None:
    assert engine_db.dialect.name == database_kind
    assert inspect(engine_db).has_table("alembic_version")
    with engine_db.begin() as connection:
        connection.execute(text("create table mine (id integer)"))


@pytest.mark.database
def test_a_session_is_a_transaction(session: Session) -> None:
    assert session.execute(text("select 1")).scalar() == 1


@pytest.mark.database
def test_an_empty_database_has_no_table(empty_database_url: str, database_kind: str) -> None:
    assert empty_database_url.startswith(database_kind)


@pytest.mark.postgresql
def test_the_server_keeps_what_it_acknowledges(postgresql_server: databases.Server) -> None:
    with psycopg.connect(postgresql_server.url) as connection:
        assert connection.execute("show fsync").fetchone() == ("on",)


@pytest.mark.postgresql
def test_a_killed_server_starts_again() -> None:
    with databases.scratch_folder() as folder:
        cluster = databases.Cluster(folder)
        cluster.start()
        cluster.server.create("kept")
        cluster.stop(signal.SIGQUIT)
        cluster.start()
        with psycopg.connect(cluster.server.url) as connection:
            assert connection.execute("select 1 from pg_database where datname = 'kept'").fetchone()
        cluster.stop()


@pytest.mark.postgresql
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent died")
@pytest.mark.skipif("LADOFLOW_TEST_DATABASE_URL" in os.environ, reason="the server named there is not ours")
def test_the_server_goes_when_the_tests_are_killed() -> None:
    done = subprocess.run([sys.executable, "-c", KILLED], stdout=subprocess.PIPE, text=True, check=False)
    pid = int(done.stdout)
    while Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text().split()[2]:
        pass


@pytest.mark.database
def test_migrations_make_exactly_the_tables_that_the_models_describe(engine_db: Engine) -> None:
    with engine_db.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
