"""What the check lets through reaches a waiting step or an end, whatever is answered: drawings whole and spoilt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from random import Random

import pytest

from engine import workflow
from engine.diagrams import load, parse
from engine.diagrams.check import problems
from engine.diagrams.problem import Problem
from tests.engine import ill_formed, random_diagrams
from tests.engine.random_diagrams import ANSWERS, FACTS, Box, Procedure
from tests.engine.token_game import World

MOVES = 8
_MEETS = ("parallelGateway", "inclusiveGateway")
_AROUND = ("callActivity", "subProcess")


class Stuck(AssertionError):
    """A case waits for nothing that anybody could do, and has not ended."""


def live(files: Mapping[str, bytes], random: Random) -> None:
    """Let a case run with random choices. Raises Stuck, or whatever the engine raises."""
    drawn = {path: data for path, data in files.items() if path.endswith(".bpmn")}
    processes = [process for path, data in drawn.items() for process in load(data, path).processes]
    kinds = {step.id: step.kind for process in processes for step in process.steps}
    kinds |= {process.id: "process" for process in processes}
    definition, world = workflow.parse({path: parse(data) for path, data in drawn.items()}), World()
    running = workflow.Running.start(definition, "case", world)
    for _ in range(MOVES):
        running.settle()
        running = workflow.Running.load(definition, "case", running.dump(), world)
        _not_stuck(running, kinds)
        world.known |= {random.choice(FACTS): random.choice((*ANSWERS, None)) for _ in range(2)}
        _move(running, random)


def _not_stuck(running: workflow.Running, kinds: Mapping[str, str]) -> None:
    marks = [running.marks(scope, None) for scope, kind in kinds.items() if kind in ("process", "subProcess")]
    open_ = {id for each in marks for id in each["active"] | each["waiting"]}
    for step in open_:
        if kinds.get(step) in _MEETS and not any(kinds.get(other) not in (*_MEETS, *_AROUND) for other in open_):
            raise Stuck(step)


def _move(running: workflow.Running, random: Random) -> None:
    steps, timers = running.waiting(), running.timers()
    if steps and (not timers or random.random() < 0.7):
        running.complete(random.choice(steps).id)
    elif timers:
        timer = random.choice(timers)
        running.fire(timer.id, timer.step)
    elif running.triggers():
        running.happen(random.choice(running.triggers()).message)


def run(seed: int, count: int) -> Counter[str]:
    """Spoil, check and try so many diagrams from this seed on; how many were refused and how many lived.

    Every tenth is left whole, and must be taken. Raises Stuck, with the seed.
    """
    found: Counter[str] = Counter()
    for each in range(seed, seed + count):
        whole = random_diagrams.procedure(each).files()
        files = whole if each % 10 == 0 else _spoilt(each)
        wrong = refused(files, each)
        assert not (wrong and files is whole), f"seed {each}: {wrong[0].line}"
        found["refused" if wrong else "lived"] += 1
    return found


def refused(files: Mapping[str, bytes], seed: int) -> list[Problem]:
    """What the check says; if it says nothing, a case lives with choices of this seed. Raises Stuck."""
    wrong = problems(files, ["LADO"], whole=True)
    if not wrong:
        try:
            live(files, Random(seed))
        except Exception as broken:
            raise Stuck(f"{type(broken).__name__} {broken}: diagram of seed {seed}") from broken
    return wrong


@pytest.mark.promise("P34", 20)
@pytest.mark.parametrize("seed", range(0, 2_000, 250))
def test_what_the_check_lets_through_reaches_a_waiting_step_or_an_end(seed: int) -> None:
    found = run(seed, 250)
    assert min(found["refused"], found["lived"]) > 80


def _spoilt(seed: int) -> dict[str, bytes]:
    return ill_formed.spoilt(random_diagrams.procedure(seed).files(), Random(seed))


def _turning() -> dict[str, bytes]:
    """A loop in which nobody is asked."""
    return Procedure(0, (Box("loop", "loop1", ((Box("milestone", "milestone1"),),), asks=("f0 = null",)),)).files()


@pytest.mark.promise("P34", 2)
@pytest.mark.parametrize(
    ("missing", "files"),
    [("check_tokens", _spoilt(271)), ("check_calls", _spoilt(238)), ("check_paths", _turning())],
    ids=["joins", "calls", "loops"],
)
def test_planted_a_check_that_is_left_out_lets_through_what_does_not_settle(
    missing: str, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refused(files, 0)
    monkeypatch.setattr(f"engine.diagrams.{missing}.problems", lambda *_, **__: iter(()))
    with pytest.raises(Stuck):
        refused(files, 0)
