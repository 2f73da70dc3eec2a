"""The nodes of a parsed expression; built by `reader`, run by Expression. Tests and loops have modules of their own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from engine.feel import arithmetic, paths
from engine.feel.functions import FUNCTIONS
from engine.feel.nodes import Literal, Name, Node, asks_input, children, everything
from engine.feel.run import Run
from engine.feel.tree_loops import Filter, For, Quantified, Sorted, Turns, looped
from engine.feel.tree_tests import (
    Anything,
    Asks,
    Between,
    Both,
    Boxed,
    Compared,
    Either,
    Interval,
    Not,
    OneSided,
    Tests,
    UnaryTests,
    Within,
    YesNo,
)  # fmt: skip
from engine.feel.values import Value, kind

__all__ = [
    "Anything", "Arithmetic", "Asks", "Between", "Both", "Boxed", "Call", "Compared", "Context", "Either",
    "Filter", "For", "If", "Interval", "Listed", "Literal", "Mistake", "Name", "Negative", "Node", "Not",
    "OneSided", "Path", "Quantified", "Sorted", "Tests", "Turns", "UnaryTests", "Within", "YesNo",
    "asks_input", "children", "everything", "looped",
]  # fmt: skip

# Steps of fuel for what takes longer than a step: powers, dates and durations, and the functions that work as hard.
RAISING = 80
SHIFTING = 8
CALLING = 7
_QUICK = (Decimal, str)
COSTS = {"exp": 80, "log": 80, "sqrt": 25, "stddev": 45, "date and time": 15, "date": 12, "time": 12, "duration": 12}


@dataclass(frozen=True, slots=True)
class Path(Node):
    """`whole.part`."""

    whole: Node
    part: str

    def value(self, run: Run) -> Value:
        return paths.part(run, run.of(self.whole), self.part)


@dataclass(frozen=True, slots=True)
class Listed(Node):
    """`[a, b]`."""

    elements: tuple[Node, ...]

    def value(self, run: Run) -> Value:
        return run.made([run.of(element) for element in self.elements])


@dataclass(frozen=True, slots=True)
class Context(Node):
    """`{a: 1, b: a + 1}`: an entry sees those before it."""

    entries: tuple[tuple[str, Node], ...]

    def value(self, run: Run) -> Value:
        result: dict[str, Value] = {}
        run.scopes.append(result)
        try:
            for key, entry in self.entries:
                if key in result:
                    return run.null(f"a context has one entry `{key}` only")
                result[key] = run.of(entry)
        finally:
            run.scopes.pop()
        return run.made(result)


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`first + next - next ...`, from the left."""

    first: Node
    rest: tuple[tuple[str, Node], ...]

    def value(self, run: Run) -> Value:
        result = run.of(self.first)
        for sign, node in self.rest:
            before, other = result, run.of(node)
            if sign == "**":
                run.tank.burn(RAISING)
            elif before.__class__ not in _QUICK:
                run.tank.burn(SHIFTING)
            result = arithmetic.calculate(sign, before, other)
            if result is None:
                return run.null(f"`{sign}` has no result for {kind(before)} and {kind(other)}")
            run.made(result)
        return result


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """`-a`."""

    node: Node

    def value(self, run: Run) -> Value:
        value = run.of(self.node)
        result = arithmetic.negate(value)
        return run.null(f"{kind(value)} has no negative") if result is None else result


@dataclass(frozen=True, slots=True)
class If(Node):
    """`if a then b else c`; what is not true takes `else`."""

    condition: Node
    then: Node
    otherwise: Node

    def value(self, run: Run) -> Value:
        answer = run.of(self.condition)
        if not isinstance(answer, bool):
            run.null(f"the condition of `if` is {kind(answer)}, not yes/no")
        return run.of(self.then if answer is True else self.otherwise)


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function of the subset, called with values in the order of its parameters."""

    name: str
    arguments: tuple[Node, ...]

    def value(self, run: Run) -> Value:
        values = [run.of(argument) for argument in self.arguments]
        run.tank.burn(COSTS.get(self.name, CALLING))
        for value in values:
            run.looked_through(value)
        return run.made(FUNCTIONS[self.name](run, values))


@dataclass(frozen=True, slots=True)
class Mistake(Node):
    """A call that cannot work, such as one with too many values: null, and what is wrong with it."""

    why: str

    def value(self, run: Run) -> Value:
        return run.null(self.why)
