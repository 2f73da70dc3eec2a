"""P4: twenty people at the real service while its PostgreSQL is stopped, crashes, or cuts everybody off."""

from __future__ import annotations

import json
import signal
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
from argon2 import PasswordHasher
from sqlalchemy import Engine, func, select

from engine import councils, db
from engine.models import HistoryEntry
from tests import databases
from tests.faults.ground import Ground, answered
from tests.faults.processes import Process, Say
from tests.faults.service import Service, Visitor

PEOPLE = 20
TURNS = 10
"""So many steps are done between two restarts, by all together."""
MOMENT = 0.02
HOWS = ("in order", "crash", "cut off")


class People:
    """Twenty people, each at a case of their own, in one process beside the test."""

    def __init__(self, ground: Ground, port: int, stop: Path) -> None:
        self.ground, self.port, self.stop = ground, port, stop
        self.cases = {f"user{number}": ground.open() for number in range(PEOPLE)}
        ground.change(self._accounts)

    def _accounts(self, session: Any) -> None:
        councils._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        for name in self.cases:
            mail = f"{name}@marlshire.example"
            councils.add_user(session, self.ground.authority, mail, name, ["LADO"], password="a-long-password")

    def work(self, engine: Engine, say: Say) -> None:
        """All of them, until told to stop; then what each was told."""
        self.ground.engine = engine
        told: list[dict[str, Any]] = [{"saved": [], "unclear": [], "faults": []} for _ in self.cases]
        threads = [
            threading.Thread(target=self._person, args=(name, told[number], say))
            for number, name in enumerate(self.cases)
        ]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        say(b"\n" + json.dumps(told).encode())

    def _person(self, name: str, told: dict[str, Any], say: Say) -> None:
        visitor, turn = Visitor(self.port, name), 0
        try:
            visitor.sign_in()
            while not self.stop.exists():
                turn += 1
                self._turn(visitor, f"{name} writes down turn {turn}", told, say)
        except BaseException as fault:  # noqa: BLE001 - told to the test
            told["faults"].append(f"{name}: {type(fault).__name__} {str(fault)[:300]}")

    def _turn(self, visitor: Visitor, words: str, told: dict[str, Any], say: Say) -> None:
        """Do the step that waits, as often as it takes; a page in words each time that it cannot be done."""
        unclear = False
        while not self.stop.exists():
            task = self._task(visitor.name)
            if unclear and self._there(words):
                told["unclear"].append(words)
                return
            if task is None or visitor.open(f"/tasks/{task}").status == 503:
                say(b"5")
                time.sleep(MOMENT)
                continue
            fields = {**visitor.fields, "decision": "referral", "reason": words, "act": "save"}
            answer = visitor.client.post(f"/tasks/{task}", fields)
            if answer.status_code == 303:
                told["saved"].append(words)
                say(b".")
                return
            unclear = True
            if answer.status_code != 503 or (words not in answer.text and "was saved" not in answer.text):
                told["faults"].append(f"{answer.status_code} {answer.text[:300]}")
                return
            say(b"5")

    def _task(self, name: str) -> str | None:
        with suppress(*db.UNAVAILABLE):
            return self.ground.task("decide", self.cases[name])
        return None

    def _there(self, words: str) -> bool:
        while not self.stop.exists():
            with suppress(*db.UNAVAILABLE):
                return words in answered(self.ground)
            time.sleep(MOMENT)
        return False


def restarts(cluster: databases.Cluster, url: str, folder: Path, count: int, served: str | None = None) -> list[str]:
    """So many times the server goes away under them; what was lost, doubled or not in words."""
    engine = db.make_engine(url)
    ground = Ground(engine)
    service = Service(url, folder, "--threads", "8", served=served)
    service.start()
    stop = folder / "stop"
    people = People(ground, service.port, stop)
    service.answers()
    engine.dispose()
    crowd = Process(url, people.work)
    found = []
    try:
        for number in range(count):
            found += _until(crowd, b".", TURNS, f"before {number}")
            _away(cluster, HOWS[number % len(HOWS)], crowd)
        found += _until(crowd, b".", TURNS, "at the end")
    finally:
        stop.touch()
        said = crowd.ended()[0]
        service.kill()
    found += judged(ground, json.loads(said.rpartition(b"\n")[2] or b"[]"))
    engine.dispose()
    return found


def _until(crowd: Process, what: bytes, times: int, when: str) -> list[str]:
    """Wait until they tell of this so many times."""
    deadline, heard = time.perf_counter() + 60, 0
    while heard < times:
        if time.perf_counter() > deadline:
            return [f"{when}: only {heard} steps were done in a minute"]
        heard += crowd.said(within=1).count(what)
    return []


def _away(cluster: databases.Cluster, how: str, crowd: Process) -> None:
    if how == "cut off":
        with psycopg.connect(cluster.server.url, autocommit=True) as connection:
            connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity "
                "where pid <> pg_backend_pid() and backend_type = 'client backend'"
            )
        return
    cluster.stop(signal.SIGINT if how == "in order" else signal.SIGQUIT)
    _until(crowd, b"5", 1, how)
    cluster.start()


def judged(ground: Ground, told: list[dict[str, Any]]) -> list[str]:
    """Every answer that was acknowledged is there once, no other twice, and all is sound."""
    found = [fault for each in told for fault in each["faults"]]
    there = Counter(answered(ground))
    saved = [words for each in told for words in each["saved"]]
    entries = select(func.count()).where(HistoryEntry.what == "step_completed")
    steps = ground.ask(lambda s: s.scalar(entries))
    found += [f"lost: {words}" for words in saved if not there[words]]
    found += [f"doubled: {words}" for words, times in there.items() if times > 1]
    found += [] if steps == there.total() else [f"{steps} steps in history for {there.total()} answers"]
    return found + ([] if saved else ["nobody saved anything"]) + ground.faults()
