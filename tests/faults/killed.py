"""P1: a process is killed at any instant of a step. What was acknowledged is there, nothing is half done or doubled.

Forked: a child of this loaded process does one step and is killed at a call of the database of some number, or at a
random instant. Real: the process of `ladoflow serve` that does somebody's step is killed, or all of them.
"""

from __future__ import annotations

import os
import random
import select
import signal
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Engine, func
from sqlalchemy import select as select_rows

from engine import jobs
from engine.models import HistoryEntry, Timer
from tests.faults import ground as grounds
from tests.faults.failing import Brittle
from tests.faults.ground import AFTERWARDS, Ground, answered
from tests.faults.processes import Process, Say, killed_after
from tests.faults.service import GONE, Service, Visitor

ANSWERED = 5
"""Every so many kills of the real command come the moment that it has acknowledged a step, the others at random."""
SOUND_AFTER = 50
"""After so many kills everything is looked at; after each only the case."""
Act = Callable[[Ground, str], object]


def step(ground: Ground, case: str) -> object:
    """A person completes a step, which opens another and tells nobody."""
    return ground.complete(ground.task("decide", case))


def strand(ground: Ground, case: str) -> object:
    """A party completes its step, which opens another and tells the party: a message."""
    return ground.complete(ground.task("police_strand_tell", case), "Police", account="They said what they saw")


def timer(ground: Ground, case: str) -> object:
    """A due timer fires, and opens a step."""
    due = select_rows(Timer.id).where(Timer.case_id == case)
    return jobs._fire(ground.engine, ground.ask(lambda s: s.scalars(due).one()), AFTERWARDS)


ACTS: tuple[Act, ...] = (step, strand, timer)


class Kills:
    """Kills of forked processes on one database."""

    def __init__(self, engine: Engine, seed: int, plant: Callable[[], None] | None = None) -> None:
        self.ground, self.chance, self.plant = Ground(engine), random.Random(seed), plant
        self.url = engine.url.render_as_string(hide_password=False)
        self.brittle = Brittle(engine)
        self.lasts = {act: self._measured(act) for act in ACTS}

    def _measured(self, act: Act) -> tuple[int, float, dict[str, Any]]:
        """How many calls of the database an act makes, how long it takes, and how its case stands afterwards."""
        case = self.ground.open(parties=act is strand)
        with self.brittle.failing(0, "") as plan:
            began = time.perf_counter()
            act(self.ground, case)
        return plan.calls, time.perf_counter() - began, self._standing(case)

    def _standing(self, case: str) -> dict[str, Any]:
        return dict(self.ground.ask(lambda s: grounds.standing(s, case)))

    def kill(self, number: int, at: int | None = None) -> list[str]:
        """One kill, and what is wrong afterwards: odd numbers at a call, which may be said, even ones at random."""
        act = ACTS[number % len(ACTS)]
        calls, seconds, wanted = self.lasts[act]
        case = self.ground.open(parties=act is strand)
        before = self._standing(case)
        self.ground.engine.dispose()  # nothing open is inherited
        at = at or self.chance.randrange(1, calls + 2)
        process = Process(self.url, lambda engine, say: self._work(engine, say, act, case, at if number % 2 else 0))
        if number % 2 == 0:
            process.said(within=20)  # it begins
            killed_after(process, self.chance.uniform(0, 1.2 * seconds))
        told, status = process.ended()
        found = [] if status in (0, -signal.SIGKILL) else [f"ended with {status}"]
        standing = self._standing(case)
        if standing == before:
            found += ["acknowledged and lost"] if b"!" in told else []
            act(self.ground, case)  # whoever was not told does it again, and then it is done once
            standing = self._standing(case)
        found += [] if standing == wanted else [f"half done or doubled: {_unlike(standing, wanted)}"]
        return [f"{act.__name__} {number}: {fault}" for fault in found]

    def _work(self, engine: Engine, say: Say, act: Act, case: str, dies_at: int) -> None:
        """In the child: do it and acknowledge it; die at the call of a number, before it or right after it."""
        self.ground.engine = engine
        if dies_at:
            brittle = Brittle(engine)
            brittle.plan.due = self._death(dies_at)  # type: ignore[method-assign]
        if self.plant:
            self.plant()
        say(b"+")
        act(self.ground, case)
        say(b"!")

    @staticmethod
    def _death(at: int) -> Callable[[], bool]:
        calls = iter(range(1, at + 1))

        def due() -> bool:
            if next(calls, at) == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return False

        return due


def _unlike(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    return {name: (one[name], other[name]) for name in one if one[name] != other[name]}


def forked(engine: Engine, count: int, seed: int = 0) -> list[str]:
    """So many kills of forked processes."""
    kills, found = Kills(engine, seed), list[str]()
    for number in range(count):
        found += kills.kill(number)
        if number % SOUND_AFTER == SOUND_AFTER - 1 or number == count - 1:
            found += kills.ground.faults()
    return found


class Real:
    """Kills of the real command while somebody's step is under way."""

    def __init__(self, engine: Engine, folder: Path, seed: int, served: str | None) -> None:
        self.ground, self.chance = Ground(engine), random.Random(seed)
        self.service = Service(engine.url.render_as_string(hide_password=False), folder, served=served)
        self.service.start()
        self.service.answers()
        self.lado = Visitor(self.service.port, "lado")
        self.lado.sign_in()
        self.saved: list[str] = []
        self._send("before any kill")
        began = time.perf_counter()
        self._told("before any kill")
        self.lasts = time.perf_counter() - began

    def kill(self, number: int, *, everything: bool) -> tuple[list[str], float]:
        """Somebody sends a step and is cut off; what is wrong afterwards, and the seconds until it served again."""
        words = f"The words of kill {number}"
        if number % 10 == 0:
            self.ground.case = self.ground.open()
        self._send(words)
        at = self.chance.uniform(0, 1.2 * self.lasts) if number % ANSWERED else None
        select.select([self.lado.client.connection.sock], [], [], at)
        self.service.kill() if everything else self.service.kill_workers()
        self._told(words)
        began = time.perf_counter()
        if everything:
            self.service.start()
        self.service.answers()
        return self._looked_at(words), time.perf_counter() - began

    def _send(self, words: str) -> None:
        self.lado.open(f"/tasks/{self.ground.task('decide')}")
        fields = {**self.lado.fields, "decision": "referral", "reason": words, "act": "save"}
        self.lado.client.begin("POST", self.lado.path, urlencode(fields, doseq=True))

    def _told(self, words: str) -> None:
        """Keep what was acknowledged."""
        with suppress(*GONE):
            if self.lado.client.heard().status == 303:
                self.saved.append(words)

    def _looked_at(self, words: str) -> list[str]:
        """What was acknowledged is there; what is not there can be sent again."""
        if words in answered(self.ground):
            return []
        if words in self.saved:
            return [f"acknowledged and lost: {words}"]
        self._send(words)
        self._told(words)
        return [] if words in self.saved else [f"it cannot be sent again: {words}"]

    def doubled(self) -> list[str]:
        """Whatever is there more than once, or in history otherwise than in the answers."""
        there = Counter(answered(self.ground))
        entries = select_rows(func.count()).where(HistoryEntry.what == "step_completed")
        steps = self.ground.ask(lambda s: s.scalar(entries))
        found = [f"doubled: {words}" for words, times in there.items() if times > 1]
        return found + ([] if steps == there.total() else [f"{steps} steps in history for {there.total()} answers"])


def real(
    engine: Engine, folder: Path, count: int, seed: int = 0, *, whole: int = 10, served: str | None = None
) -> tuple[list[str], list[float]]:
    """So many kills of the real command, every tenth of all its processes; and the seconds until it served again."""
    kills, found, seconds = Real(engine, folder, seed, served), list[str](), list[float]()
    try:
        for number in range(count):
            faults, again = kills.kill(number, everything=number % whole == whole - 1)
            found += faults
            seconds.append(again)
    finally:
        kills.service.kill()
    return found + kills.doubled() + kills.ground.faults(), seconds
