"""`make soak`: promises at length, in shards; each appends one line to a results file.

A shard is one promise, on one fresh database where it needs one, with a seed of its own. It goes on until TIME minutes
are over, or COUNT shards of each promise are done. A line says seed, count, duration, commit and faults.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from engine import db
from tests import databases
from tests.builders import ROOT
from tests.engine import test_diagrams_settle, test_feel_generated, test_random_diagrams
from tests.faults import disks, killed, lost_server, people_at_once, workers_at_once
from tests.faults.failing import Brittle
from tests.faults.ground import Ground
from tests.faults.operations import MORE, OPERATIONS
from tests.hostile import test_mutated
from tests.webui.conftest import Site, settings_of
from webui import create_app

RESULTS = ROOT / "soak-results.jsonl"
APART = 10_000
"""Between the seeds of two shards: some count on from theirs."""
KINDS = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Where:
    """A fresh database with all its tables, a folder, and the server when it is PostgreSQL."""

    engine: Engine
    url: str
    folder: Path
    cluster: databases.Cluster | None


def _disks(where: Where, count: int, _seed: int) -> list[str]:
    app = create_app(settings_of(where.url, where.folder))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    site = Site(app, where.url, where.folder)
    brittle = Brittle(site.engine)
    ground, found = Ground(site.engine), list[str]()
    for operation in (*OPERATIONS, *MORE)[:count]:
        found += disks.every_failing_call(site, ground, brittle, operation)
    site.close()
    return found + ground.faults()


def _restarts(where: Where, count: int, _seed: int) -> list[str]:
    return lost_server.restarts(where.cluster, where.url, where.folder, count) if where.cluster else []


def _raised(run: Callable[[int, int], object], seed: int, count: int) -> list[str]:
    run(seed, count)
    return []


Shard = Callable[[Where, int, int], list[str]]
SHARDS: dict[str, tuple[int, Shard]] = {
    "P1 forked": (300, lambda where, count, seed: killed.forked(where.engine, count, seed)),
    "P1 real": (30, lambda where, count, seed: killed.real(where.engine, where.folder, count, seed)[0]),
    "P3": (len(OPERATIONS) + len(MORE), _disks),
    "P4": (10, _restarts),
    "P6 one step": (500, lambda where, count, seed: people_at_once.one_step(where.engine, count, seed)),
    "P6 strands": (500, lambda where, count, seed: people_at_once.different_strands(where.engine, count, seed)),
    "P7": (2000, lambda where, count, seed: workers_at_once.firings(where.engine, count, seed)),
}
"""How many in a shard, and what does them on a database; P4 is about PostgreSQL alone."""
WITHOUT_DATABASE: dict[str, tuple[int, Callable[[int, int], list[str]]]] = {
    "P9": (250, lambda count, seed: _raised(test_random_diagrams.run, seed, count)),
    "P30": (5_000, lambda count, seed: _raised(test_mutated.run, seed, count)),
    "P33": (20_000, lambda count, seed: test_feel_generated.looked_at(count, seed=seed)[0]),
    "P34": (250, lambda count, seed: _raised(test_diagrams_settle.run, seed, count)),
}
"""The same for what needs none: it raises, or names, what it finds."""


@contextmanager
def ground_for(kind: str) -> Iterator[Where]:
    with databases.scratch_folder() as folder, tempfile.TemporaryDirectory(prefix="ladoflow-soak-") as own:
        cluster = databases.Cluster(folder) if kind == "postgresql" else None
        if cluster:
            cluster.start()
        url = cluster.server.create("soak") if cluster else f"sqlite:///{own}/soak.sqlite"
        engine = db.make_engine(url)
        try:
            db.upgrade(engine)
            yield Where(engine, url, Path(own), cluster)
        finally:
            engine.dispose()
            if cluster:
                cluster.stop()


def shard(name: str, kind: str, seed: int) -> dict[str, object]:
    """Run one, and what its line says."""
    count = (SHARDS | WITHOUT_DATABASE)[name][0]
    began = time.perf_counter()
    try:
        faults = _faults(name, kind, count, seed)
    except Exception:  # noqa: BLE001 - a shard that breaks is a fault too, and the next one runs
        faults = [traceback.format_exc(limit=-3)]
    return {
        "promise": name, "database": kind, "seed": seed, "count": count, "at": datetime.now(UTC).isoformat(),
        "seconds": round(time.perf_counter() - began, 1), "commit": commit(), "faults": faults,
    }  # fmt: skip


def _faults(name: str, kind: str, count: int, seed: int) -> list[str]:
    if name in WITHOUT_DATABASE:
        return WITHOUT_DATABASE[name][1](count, seed)
    with ground_for(kind) as where:
        return SHARDS[name][1](where, count, seed)


def commit() -> str:
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return said.stdout.strip() or "unknown"


def main() -> None:
    asked = argparse.ArgumentParser(prog="make soak", description=__doc__)
    asked.add_argument("--time", type=float, default=60, help="minutes; no new shard is begun afterwards")
    asked.add_argument("--count", type=int, default=10**6, help="shards of each promise on each database")
    asked.add_argument("--promise", default="", help="only this one: P1, or P6 strands")
    asked.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    given = asked.parse_args()
    logging.disable(logging.ERROR)  # Every failure that is caused here would be told.
    ends = time.monotonic() + given.time * 60
    planned = [
        (name, kind, given.seed + turn * APART)
        for turn in range(min(given.count, 10_000))
        for name in SHARDS | WITHOUT_DATABASE if given.promise in ("", name, name.split()[0])
        for kind in (("none",) if name in WITHOUT_DATABASE else KINDS) if (name, kind) != ("P4", "sqlite")
    ]  # fmt: skip
    bad = 0
    for name, kind, seed in planned:
        if time.monotonic() > ends:
            break
        line = shard(name, kind, seed)
        bad += len(line["faults"])  # type: ignore[arg-type]
        with RESULTS.open("a") as results:
            results.write(json.dumps(line) + "\n")
        sys.stdout.write(
            f"{name:12} {kind:10} {line['count']:>6} in {line['seconds']} s, {line['faults'] or 'sound'}\n"
        )
        sys.stdout.flush()
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
