"""Plays the boxes of a random procedure without a workflow library: what must wait, after every move.

The rules are BPMN's and the design's: conditions are asked only when nothing else can happen; an instance's keys go
down and nothing comes up; a process is over when none of its tokens is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

from engine import feel
from engine.diagrams.closed_list import PLURALS
from tests.engine.random_diagrams import Box, Boxes, Procedure

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
Keys = dict[str, str]
Then = Callable[[], None]


class World:
    """A case in a dictionary; what is asked of it is noted, and answers depend on nothing but what was said."""

    def __init__(self) -> None:
        told = ("yes", "no", "yes")
        things = {
            kinds: [{"id": f"{kind}_{n}", "told": answer} for n, answer in enumerate(told)]
            for kind, kinds in PLURALS.items()
            if kind in ("engagement", "child", "allegation")
        }
        self.known: dict[str, Any] = {"strands": [], **things}
        self.did: list[tuple[str, ...]] = []

    def evaluate(self, expression: str, keys: Mapping[str, str]) -> object:
        inside = {
            kind: next(each for each in self.known[PLURALS[kind]] if each["id"] == id) for kind, id in keys.items()
        }
        return feel.parse(expression).evaluate({**self.known, **inside}, now=NOW)

    def instances(self, expression: str, keys: Mapping[str, str]) -> list[str]:
        found = self.evaluate(expression, keys)
        return [each["id"] for each in found] if isinstance(found, list) else []

    def decide(self, decision: str, result: str, keys: Mapping[str, str]) -> None:
        self.did.append(("decide", decision, result, *_flat(keys)))

    def act(self, topic: str, step: str, keys: Mapping[str, str]) -> None:
        self.did.append(("act", topic, step, *_flat(keys)))

    def begin(self, thing: str, kind: str | None, keys: Mapping[str, str]) -> str:
        told = " ".join((kind or thing, *_flat(keys)))
        id = f"{told} {sum(each['told'] == told for each in self.known['strands'])}"
        self.known["strands"].append({"id": id, "kind": kind, "told": told, "status": "open"})
        return id

    def end(self, thing: str) -> None:
        next(each for each in self.known["strands"] if each["id"] == thing)["status"] = "finished"

    def answered(self, id: str, step: str, name: str, condition: str | None, keys: Mapping[str, str]) -> bool:
        return False

    def passed(self, step: str, name: str, keys: Mapping[str, str]) -> None:
        self.did.append(("passed", step, *_flat(keys)))

    def facts(self) -> tuple[object, ...]:
        """All that it knows and was asked to do, in an order that depends on nothing."""
        strands = sorted((each["id"], each["status"]) for each in self.known["strands"])
        answers = sorted((key, str(known)) for key, known in self.known.items() if key != "strands")
        return (*strands, *sorted(self.did), *answers)


def _flat(keys: Mapping[str, str]) -> list[str]:
    return [f"{kind}={id}" for kind, id in sorted(keys.items())]


@dataclass(eq=False)
class Scope:
    """Something that can be taken back as a whole."""

    outer: Scope | None = None
    over: bool = False

    def live(self) -> bool:
        return not self.over and (self.outer is None or self.outer.live())


@dataclass(eq=False)
class Room:
    """One run of a process or sub-process; over when nothing in it waits. `strand` ends when it is taken back."""

    scope: Scope
    within: Room | None
    then: Then
    strand: str = ""


@dataclass(eq=False)
class Wait:
    """What a token waits for: a step, a timer by name, or a condition."""

    kind: str
    step: str
    keys: Keys
    room: Room
    scope: Scope
    then: Then
    asks: str = ""
    choice: int = 0


@dataclass
class Game:
    """A procedure in play."""

    drawn: Procedure
    world: World = field(default_factory=World)
    waits: list[Wait] = field(default_factory=list)
    rooms: list[Room] = field(default_factory=list)
    choices: Iterator[int] = field(default_factory=lambda: count(1))

    def start(self) -> None:
        """A case begins; what begins by a time or a condition waits for it, once."""
        self._begin(self.drawn.boxes)
        for number, (begins, boxes) in enumerate(self.drawn.any_time.items()):
            if not begins.startswith("News"):
                room = Room(Scope(), None, lambda: None)
                self.rooms.append(room)
                kind = "timer" if begins.startswith("Time") else "condition"
                then = self._after(boxes, {}, room, room.scope, lambda: None)
                self.waits.append(Wait(kind, f"any{number}_start", {}, room, room.scope, then, begins))

    def happen(self, message: str) -> None:
        """Something happens that may happen at any time."""
        self._begin(self.drawn.any_time[message])

    def go(self, wait: Wait) -> None:
        """A step is done, a timer falls due or a condition has come true."""
        self.waits = [
            each for each in self.waits if each is not wait and not (wait.choice and each.choice == wait.choice)
        ]
        wait.then()

    def settle(self) -> None:
        """Until nothing moves of itself."""
        while True:
            self.waits = [wait for wait in self.waits if wait.scope.live()]
            for strand in [room.strand for room in self.rooms if room.strand and not room.scope.live()]:
                self.world.end(strand)
            self.rooms = [room for room in self.rooms if room.scope.live()]
            empty = next((room for room in reversed(self.rooms) if not self._busy(room)), None)
            if empty:
                self.rooms.remove(empty)
                empty.then()
                continue
            true = [wait for wait in self.waits if wait.kind == "condition" and self._is(wait.asks, wait.keys)]
            if not true:
                return
            for wait in true:
                if wait in self.waits and wait.scope.live():
                    self.go(wait)

    def open(self, kind: str) -> list[Wait]:
        """The steps or the timers that wait."""
        return [wait for wait in self.waits if wait.kind == kind]

    def _busy(self, room: Room) -> bool:
        return any(wait.room is room for wait in self.waits) or any(inner.within is room for inner in self.rooms)

    def _is(self, expression: str, keys: Keys) -> bool:
        return self.world.evaluate(expression, keys) is True

    def _begin(self, boxes: Boxes) -> None:
        scope = Scope()
        room = Room(scope, None, lambda: None)
        self.rooms.append(room)
        self._run(boxes, {}, room, scope, lambda: None)

    def _run(self, boxes: Boxes, keys: Keys, room: Room, scope: Scope, then: Then) -> None:
        if not boxes:
            then()
            return
        enter = getattr(self, f"_{boxes[0].kind}")
        enter(boxes[0], keys, room, scope, lambda: self._run(boxes[1:], keys, room, scope, then))

    def _task(self, box: Box, keys: Keys, room: Room, scope: Scope, then: Then) -> None:
        self.waits.append(Wait("step", box.id, keys, room, scope, then))

    def _timer(self, box: Box, keys: Keys, room: Room, scope: Scope, then: Then, choice: int = 0) -> None:
        self.waits.append(Wait("timer", box.id, keys, room, scope, then, choice=choice))

    def _wait(self, box: Box, keys: Keys, room: Room, scope: Scope, then: Then, choice: int = 0) -> None:
        self.waits.append(Wait("condition", box.id, keys, room, scope, then, box.asks[0], choice))

    def _table(self, box: Box, keys: Keys, room: Room, scope: Scope, then: Then) -> None:
        self.world.decide("table", f"answer_{box.id}", keys)
        then()

    def _act(self, box: Box, keys: Keys, room: Room, scope: Scope, then: Then) -> None:
        self.world.act("close_case", box.id, keys)
        then()

    def _milestone(self, box: Box, keys: Keys, room: Room, scope: Scope, then: Then) -> None:
        self.world.passed(box.id, box.id, keys)
        then()

    def _chosen(self, box: Box, keys: Keys, most: int) -> list[Boxes]:
        """The parts whose conditions are true, in order; the first part is the default."""
        true = [part for part, asked in zip(box.parts[1:], box.asks, strict=True) if self._is(asked, keys)]
        if not true:
            self.world.passed(f"{box.id}_past", f"{box.id}_past", keys)
        return true[:most] or [box.parts[0]]

    def _either(self, box: Box, keys: Keys, room: Room, scope: Scope, then: Then) -> None:
        self._run(self._chosen(box, keys, 1)[0], keys, room, scope, then)

    def _some(self, box: Box, keys: Keys, room: Room, scope: Scope, then: Then) -> None:
        self._beside(self._chosen(box, keys, len(box.parts)), keys, room, scope, then)

    def _both(self, box: Box, keys: Keys, room: Room, scope: Scope, then: Then) -> None:
        self._beside(list(box.parts), keys, room, scope, then)

    def _fork(self, box: Box, keys: Keys, room: Room, scope: Scope, then: Then) -> None:
        for part in box.parts:
            self._run(part, keys, room, scope, lambda: None)

    def _beside(self, parts: list[Boxes], keys: Keys, room: Room, scope: Scope, then: Then) -> None:
        missing = len(parts)

        def met() -> None:
            nonlocal missing
            missing -= 1
            if missing == 0:
                then()

        for part in parts:
            self._run(part, keys, room, scope, met)

    def _loop(self, box: Box, keys: Keys, room: Room, scope: Scope, then: Then) -> None:
        def turned() -> None:
            if self._is(box.asks[0], keys):
                self._loop(box, keys, room, scope, then)
                return
            self.world.passed(f"{box.id}_past", f"{box.id}_past", keys)
            then()

        self._run(box.parts[0], keys, room, scope, turned)

    def _first(self, box: Box, keys: Keys, room: Room, scope: Scope, then: Then) -> None:
        choice = next(self.choices)
        for first, *rest in box.parts:
            enter = self._timer if first.kind == "timer" else self._wait
            after = self._after(tuple(rest), keys, room, scope, then)
            enter(first, keys, room, scope, after, choice)

    def _after(self, boxes: Boxes, keys: Keys, room: Room, scope: Scope, then: Then) -> Then:
        return lambda: self._run(boxes, keys, room, scope, then)

    def _sub(self, box: Box, keys: Keys, room: Room, scope: Scope, then: Then, strand: str = "") -> None:
        inner = Scope(scope)
        inside = Room(inner, room, then, strand)
        self.rooms.append(inside)
        self._run(box.parts[0], keys, inside, inner, lambda: None)

    def _call(self, box: Box, keys: Keys, room: Room, scope: Scope, then: Then) -> None:
        if not box.thing:
            self._sub(box, keys, room, scope, then)
            return
        strand = self.world.begin("strand", box.thing, keys)

        def ended() -> None:
            self.world.end(strand)
            then()

        self._sub(box, {**keys, "strand": strand}, room, scope, ended, strand)

    def _each(self, box: Box, keys: Keys, room: Room, scope: Scope, then: Then) -> None:
        things = self.world.instances(box.asks[0], keys)
        missing = len(things)

        def met() -> None:
            nonlocal missing
            missing -= 1
            if missing == 0:
                then()

        for thing in things:
            self._run(box.parts[0], {**keys, box.thing: thing}, room, scope, met)
        if not things:
            then()

    def _edge(self, box: Box, keys: Keys, room: Room, scope: Scope, then: Then) -> None:
        (host,), handler = box.parts
        work, edge = Scope(scope), Scope(scope)

        def done() -> None:
            edge.over = True
            then()

        def struck() -> None:
            if box.interrupting:
                work.over = edge.over = True
            self._run(handler, keys, room, scope, then if box.interrupting else lambda: None)

        kind = "condition" if box.asks else "timer"
        self.waits.append(Wait(kind, box.id, keys, room, edge, struck, *box.asks))
        self._run((host,), keys, room, work, done)
