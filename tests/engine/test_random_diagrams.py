"""Random procedures and choices: saving, loading and compacting change nothing of what a case waits for or knows."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random
from statistics import median
from typing import Any

import pytest
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.specs.defaults import InclusiveGateway, ParallelGateway
from SpiffWorkflow.bpmn.specs.event_definitions.base import EventDefinition
from SpiffWorkflow.util.task import TaskState

from engine import workflow
from tests.engine import random_diagrams
from tests.engine.random_diagrams import ANSWERS, FACTS, Box, Boxes, Procedure
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
    news = [message for message in game.drawn.any_time if message.startswith("News")]
    kinds += ["happen"] * bool(news) + ["learn"] * bool(conditions)
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
        message = random.choice(news)
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


def _steps(*ids: str) -> Boxes:
    return tuple(Box("task", id) for id in ids)


BODIES = {
    "both": Box("both", "both1", (_steps("one"), _steps("other"))),
    "some": Box("some", "some1", (_steps("no"), _steps("one"), _steps("other")), asks=('f0 = "a"', 'f0 = "a"')),
    "call": Box("call", "call1", ((Box("both", "both1", (_steps("one"), _steps("other"))),),)),
    "each": Box("each", "each1", ((Box("sub", "sub1", (_steps("one"),)),),), asks=("children",), thing="child"),
    "edge": Box("edge", "edge1", (_steps("one"), _steps("late"))),
    "taken back": Box("edge", "edge1", (_steps("one"), _steps("late")), interrupting=True),
    "first": Box("first", "first1", ((Box("timer", "due"),), (Box("wait", "never", asks=('f4 = "a"',)),))),
}


class Loop:
    """A case that goes round, saved and loaded after every move; `turned` are its states at the last step of a turn."""

    def __init__(self, body: str, compacts: bool = True) -> None:
        loop = Box("loop", "loop1", ((BODIES[body], *_steps("last")),), asks=('f0 = "a"',))
        self.player = Player([parsed(Procedure(0, (loop,)))] * 2, True, compacts)
        self.player.world.known["f0"] = "a"
        self.player.settle()
        self.turned: list[bytes] = []

    def turn(self, times: int) -> None:
        """Fire what can fire and do every step, until the last step is done, so many times."""
        for _ in range(times):
            while True:
                running = self.player.running
                timer = next(iter(running.timers()), None)
                step = next(iter(running.waiting()), None)
                if timer:
                    running.fire(timer.id, timer.step)
                elif step:
                    if step.step == "last":
                        self.turned.append(running.dump())
                    running.complete(step.id)
                self.player.settle()
                if step and step.step == "last" and not timer:
                    break

    def cost(self, state: bytes) -> float:
        """Seconds for one step from this state on: load, do the last step, settle, save."""
        began = time.process_time()
        running = workflow.Running.load(self.player.definitions[0], "case", state, self.player.world)
        running.complete(running.waiting()[0].id)
        running.settle()
        running.dump()
        return time.process_time() - began

    def ratio(self) -> float:
        """What a step costs now over what it cost in the fifth turn, measured by turns."""
        pairs = [(self.cost(self.turned[4]), self.cost(self.turned[-1])) for _ in range(150)]
        early, late = (median(each) for each in zip(*pairs, strict=True))
        return late / early


@pytest.mark.promise("P9", 40)
def test_a_loop_of_5000_turns_lives_and_costs_what_it_cost_at_first() -> None:
    loop = Loop("both")
    loop.turn(5_000)
    assert len(loop.turned[-1]) == len(loop.turned[4])
    assert loop.ratio() <= 1.2
    loop.player.world.known["f0"] = "b"
    loop.turn(1)
    assert loop.player.running.waiting() == []


@pytest.mark.promise("P9", 3)
@pytest.mark.parametrize("body", BODIES)
def test_a_loop_of_any_kind_stays_as_large_as_it_was(body: str) -> None:
    loop = Loop(body)
    loop.turn(50)
    assert len(loop.turned[-1]) == len(loop.turned[4])


@pytest.mark.promise("P9", 5)
def test_planted_a_loop_that_is_never_compacted_costs_more() -> None:
    loop = Loop("both", compacts=False)
    loop.turn(40)
    assert len(loop.turned[-1]) > 2 * len(loop.turned[4])
    assert loop.ratio() > 1.2


class Stock:
    """The same case on the workflow library as it comes, with our expressions."""

    def __init__(self, drawn: Procedure, world: World) -> None:
        parser = BpmnParser()
        for drawing in drawn.drawings():
            parser.add_bpmn_xml(drawing.root(), drawing.id)
        self.environment, self.world = None, world
        called = parser.get_subprocess_specs("case")
        self.workflow = BpmnWorkflow(parser.get_spec("case"), called, script_engine=self)

    def evaluate(self, task: Any, expression: str, external_context: object = None) -> object:
        return self.world.evaluate(expression, {})

    def waits(self) -> Counter[str]:
        """The steps that wait, once nothing else can run."""
        self.workflow.do_engine_steps()
        return Counter(task.task_spec.bpmn_id for task in self._ready())

    def do(self, step: str) -> None:
        next(task for task in self._ready() if task.task_spec.bpmn_id == step).run()

    def _ready(self) -> list[Any]:
        return list(self.workflow.get_tasks(state=TaskState.READY, manual=True))


def _stock_is_right(drawn: Procedure) -> bool:
    """Its joins take tokens of earlier turns of a loop for those of this one."""
    inside = (each for box in drawn.all() if box.kind == "loop" for each in box.all())
    return not any(box.kind in ("both", "some") for box in inside)


def _as_stock(seed: int) -> int:
    drawn, random = random_diagrams.procedure(seed, random_diagrams.PLAIN), Random(seed)
    if not _stock_is_right(drawn):
        return 0
    player = Player([parsed(drawn)], saves=True, compacts=True)
    stock = Stock(drawn, player.world)
    for move in range(10):
        player.settle()
        _same(f"seed {seed}, move {move}", Counter(each.step for each in player.running.waiting()), stock.waits())
        if not player.running.waiting():
            return move + 1
        player.world.known |= {random.choice(FACTS): random.choice(ANSWERS) for _ in range(2)}
        step = random.choice(player.running.waiting())
        player.running.complete(step.id)
        stock.do(step.step)
    return 10


@pytest.mark.promise("P9", 20)
def test_where_the_stock_engine_is_right_ours_says_the_same() -> None:
    assert sum(_as_stock(seed) for seed in range(200)) > 800
