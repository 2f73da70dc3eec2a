"""Where the measures run: a SQLite file and a PostgreSQL in one folder of a real disk; called by __main__."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine

from engine import db
from tests import databases


@contextlib.contextmanager
def grounds() -> Iterator[dict[str, Engine]]:
    """An engine on a fresh database of each kind, all settings that keep data safe left on."""
    folder = Path(tempfile.mkdtemp(prefix="ladoflow-bench-"))
    if not os.geteuid():
        os.chown(folder, databases.unprivileged()["user"], databases.unprivileged()["group"])
    try:
        with _postgresql(folder) as address:
            engines = {
                "sqlite": db.make_engine(f"sqlite:///{folder}/bench.sqlite"),
                "postgresql": db.make_engine(address),
            }
            for engine in engines.values():
                db.upgrade(engine)
                db.check_safe(engine)
            yield engines
            for engine in engines.values():
                engine.dispose()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _postgresql(folder: Path) -> Iterator[str]:
    """The tests' server where one is named, else a new cluster beside the SQLite file."""
    name = f"ladoflow_bench_{os.getpid()}"
    if named := os.environ.get("LADOFLOW_TEST_DATABASE_URL"):
        server = databases.Server(named)
        yield server.create(name)
        server.drop(name)
        return
    cluster = databases.Cluster(folder)
    cluster.start()
    try:
        yield cluster.server.create(name)
    finally:
        cluster.stop()
