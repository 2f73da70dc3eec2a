"""Random procedures and choices: saving, loading and compacting change nothing of what a case waits for or knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest
from SpiffWorkflow.bpmn.specs.defaults import InclusiveGateway, ParallelGateway
from SpiffWorkflow.bpmn.specs.event_definitions.base import EventDefinition
from SpiffWorkflow.util.task import TaskState

from engine import workflow
from tests.engine import random_diagrams
from tests.engine.random_diagrams import ANSWERS, FACTS, Procedure
from tests.engine.token_game import Game, Wait, World

MOVES = 14
WAYS = ((False, False), (False, True), (True, True))
"""Whether a case is saved and loaded, and whether it is compacted."""
Spoil = Callable[[Any], None]


class Differs(AssertionError):
    """One way of keeping a case says something else than the game."""


@dataclass
class Player:
    """A case on the engine, on specs that it shares; it is saved and loaded by another worker after every move, or not.

    `spoil` is a planted fault: what it does to a workflow after every move.
    """

    definitions: list[workflow.Definition]
    saves: bool
    compacts: bool
    spoil: Spoil | None = None
    world: World = field(default_factory=World)
    ids: dict[Wait, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.prints = {workflow.fingerprint(each) for each in self.definitions}
        self.running = workflow.Running.start(self.definitions[0], "case", self.world)

    def settle(self) -> None:
        if self.compacts:
            self.running.settle()
        else:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("engine.workflow.running.compact", lambda _workflow: None)
                self.running.settle()
        if self.saves:
            state = self.running.dump()
            self.definitions = self.definitions[::-1]
            self.running = workflow.Running.load(self.definitions[0], "case", state, self.world)
            assert self.running.dump() == state
        if self.spoil:
            self.spoil(self.running._workflow)

    def agree(self, game: Game) -> None:
        """Whether the case waits for what the game waits for, and knows the same. Raises Differs."""
        steps = {(each.id, each.step): _place(each.step, each.keys) for each in self.running.waiting()}
        timers = {(each.id, each.step): _place(each.step, each.keys) for each in self.running.timers()}
        for kind, found in (("step", steps), ("timer", timers)):
            waits = game.open(kind)
            _same(f"{kind}s", Counter(found.values()), Counter(_place(wait.step, wait.keys) for wait in waits))
            known = {self.ids[wait] for wait in waits if wait in self.ids}
            new = {at: place for at, place in found.items() if at not in known}
            for wait in waits:
                if wait not in self.ids:
                    place = _place(wait.step, wait.keys)
                    at = next((at for at, found in new.items() if found == place), None)
                    if at is None:
                        raise Differs(f"{place} was offered anew: its id has changed")
                    self.ids[wait] = at
                    del new[at]
        _same("facts", Counter(self.world.facts()), Counter(game.world.facts()))

    def unwritten(self) -> None:
        """Whether the shared specs are as they were. Raises Differs."""
        if {workflow.fingerprint(each) for each in self.definitions} != self.prints:
            raise Differs("a shared spec was written to")


def _place(step: str, keys: dict[str, str]) -> tuple[str, ...]:
    return (step, *(f"{kind}={id}" for kind, id in sorted(keys.items())))


def _same(what: str, found: Counter[Any], expected: Counter[Any]) -> None:
    if found != expected:
        raise Differs(f"{what}: too many {dict(found - expected)}, missing {dict(expected - found)}")


def parsed(drawn: Procedure) -> workflow.Definition:
    """Specs of its own, as each worker has them."""
    return workflow.parse({drawing.id: drawing.root() for drawing in drawn.drawings()})


def play(drawn: Procedure, seed: int, moves: int = MOVES, spoil: Spoil | None = None) -> int:
    """Play this procedure in every way with these choices; how many moves were made. Raises Differs."""
    random, game = Random(f"{drawn.seed}:{seed}"), Game(drawn)
    workers = [parsed(drawn), parsed(drawn)]
    players = [Player(workers, saves, compacts, spoil) for saves, compacts in WAYS]
    game.start()
    told: list[str] = ["start"]
    try:
        _settled(game, players)
        for _ in range(moves):
            said = _move(game, players, random)
            if not said:
                break
            told.append(said)
            _settled(game, players)
            for each in (game, *players):
                each.world.known |= {key: False for key in each.world.known if key.startswith("pulse")}
        for player in players:
            player.unwritten()
    except Exception as wrong:
        where = f"procedure of seed {drawn.seed}, choices of seed {seed}: {' / '.join(told)}"
        raise Differs(f"{type(wrong).__name__} {wrong}\nin the {where}") from wrong
    return len(told)


def _settled(game: Game, players: Iterable[Player]) -> None:
    game.settle()
    for player in players:
        player.settle()
        player.agree(game)


def _move(game: Game, players: list[Player], random: Random) -> str:
    steps, timers = game.open("step"), game.open("timer")
    pulses = [wait.asks.partition(" ")[0] for wait in game.open("condition") if wait.asks.startswith("pulse")]
    conditions = [wait for wait in game.open("condition") if wait.asks[0] == "f"]
    kinds = ["do"] * 4 * bool(steps) + ["fire"] * 2 * bool(timers) + ["pulse"] * 2 * bool(pulses)
    kinds += ["happen"] * bool(game.drawn.any_time) + ["learn"] * bool(conditions)
    if not kinds:
        return ""
    kind = random.choice(kinds)
    facts: dict[str, object] = {random.choice(FACTS): random.choice((*ANSWERS, None)) for _ in range(2)}
    if kind == "pulse":
        facts = {random.choice(pulses): True}
    for each in (game, *players):
        each.world.known |= facts
    if kind in ("do", "fire"):
        wait = random.choice(steps if kind == "do" else timers)
        game.go(wait)
        for player in players:
            id, step = player.ids[wait]
            player.running.complete(id) if kind == "do" else player.running.fire(id, step)
        return f"{kind} {wait.step} {wait.keys or ''} {facts}"
    if kind == "happen":
        message = random.choice(sorted(game.drawn.any_time))
        game.happen(message)
        for player in players:
            player.running.happen(message)
        return f"happen {message}"
    return f"{kind} {facts}"


def run(seed: int, count: int, spoil: Spoil | None = None) -> int:
    """Play so many random procedures from this seed on; how many moves were made. Raises Differs, with the seed."""
    return sum(play(random_diagrams.procedure(each), each, spoil=spoil) for each in range(seed, seed + count))


@pytest.mark.promise("P9", 9)
@pytest.mark.parametrize("seed", range(0, 500, 50))
def test_saving_loading_and_compacting_change_nothing(seed: int) -> None:
    assert run(seed, 50) > 250


def _loses_keys(top: Any) -> None:
    """A codec that forgets which instance a step is in."""
    for each in (top, *top.subprocesses.values()):
        for task in each.tasks.values():
            task.data = {}


def _drops_parents(top: Any) -> None:
    """A compaction that drops a finished task whose child waits."""
    for each in (top, *top.subprocesses.values()):
        for task in list(each.tasks.values()):
            child = each.tasks.get(task._children[0]) if len(task._children) == 1 else None
            if task.parent and child and task.state == TaskState.COMPLETED and child.state == TaskState.WAITING:
                task.parent._children[task.parent._children.index(task.id)] = child.id
                child._parent = task.parent.id
                del each.tasks[task.id]


def _writes_to_specs(top: Any) -> None:
    """A step that leaves something in a spec that other cases share."""
    top.spec.start.data["left"] = 1


@pytest.mark.promise("P9", 10)
@pytest.mark.parametrize("spoil", [_loses_keys, _drops_parents, _writes_to_specs])
def test_planted_faults_are_caught(spoil: Spoil) -> None:
    with pytest.raises(Differs):
        run(0, 50, spoil)


@pytest.mark.promise("P9", 2)
@pytest.mark.parametrize(
    ("ours", "stock", "seed"),
    [
        ("joins.Parallel._update_hook", ParallelGateway._update_hook, 284),
        ("joins.Inclusive._update_hook", InclusiveGateway._update_hook, 249),
        ("specs.Condition.__eq__", EventDefinition.__eq__, 98),
        ("running._Flat._task_removed_notify", lambda *_: None, 48),
    ],
)
def test_faults_of_the_stock_engine_are_caught(
    ours: str, stock: object, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(seed, 1)
    monkeypatch.setattr(f"engine.workflow.{ours}", stock)
    with pytest.raises(Differs):
        run(seed, 1)
