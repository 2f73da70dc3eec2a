"""Filters and loops over lists: `list[...]`, `for`, `some` and `every`, and `sort`; part of `tree`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cmp_to_key
from typing import ClassVar

from engine.feel.nodes import Literal, Name, Node, everything
from engine.feel.run import Run
from engine.feel.values import Range, Value, compare, taken


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """`list[condition]` or `list[position]`."""

    source: Node
    condition: Node

    def value(self, run: Run) -> Value:
        source = run.of(self.source)
        if source is None:
            return run.null("null was filtered") if isinstance(self.condition, Literal) else []
        elements = source if isinstance(source, list) else [source]
        if isinstance(self.condition, Literal) and isinstance(self.condition.fixed, Decimal):
            return _nth(run, elements, self.condition.fixed)
        return self._kept(run, elements)

    def _kept(self, run: Run, elements: list[Value]) -> Value:
        if not elements:
            position = run.under({"item": None}, self.condition)
            return _nth(run, elements, position) if isinstance(position, Decimal) else []
        kept: list[Value] = []
        for element in elements:
            run.tank.burn(2)
            answer = run.under(_element_scope(element), self.condition)
            if isinstance(answer, Decimal):
                return _nth(run, elements, answer)
            if answer is True:
                kept.append(element)
        return run.made(kept)


def _element_scope(element: Value) -> Mapping[str, Value]:
    if not isinstance(element, dict):
        return {"item": element}
    return element if "item" in element else {"item": element, **element}


def _nth(run: Run, elements: Sequence[Value], position: Decimal) -> Value:
    if position != position.to_integral_value() or position == 0 or abs(position) > len(elements):
        return run.null(f"there is no element {position} in a list of {len(elements)}")
    at = int(position)
    return taken(elements[at - 1 if at > 0 else at])


@dataclass(frozen=True, slots=True)
class Turns(Node):
    """`name in list`, or `name in a..b` (`end` is set), of a loop."""

    name: str
    start: Node
    end: Node | None = None

    def elements(self, run: Run) -> Iterator[Value] | None:
        """What the name stands for in turn; None if there is nothing to loop over."""
        start = run.of(self.start)
        if self.end is not None:
            return _span(start, run.of(self.end), included=(True, True))
        if isinstance(start, Range):
            if compare(start.start, start.end) == 1:
                return None
            return _span(start.start, start.end, included=(start.start_included, start.end_included))
        if start is None:
            return None
        return iter(start) if isinstance(start, list) else iter([start])


def _span(start: Value, end: Value, *, included: tuple[bool, bool]) -> Iterator[Value] | None:
    if isinstance(start, Decimal) and isinstance(end, Decimal):
        return _steps(start, end, 1 if start <= end else -1, included) if start == int(start) else None
    if type(start) is date and type(end) is date:
        return _days(start, end, 1 if start <= end else -1, included)
    return None


def _steps(start: Decimal, end: Decimal, step: int, included: tuple[bool, bool]) -> Iterator[Decimal]:
    at = start if included[0] else start + step
    while (at - end) * step < 0 or (included[1] and at == end):
        yield at
        at += step


def _days(start: date, end: date, step: int, included: tuple[bool, bool]) -> Iterator[date]:
    length = (end - start).days * step
    for turn in range(0 if included[0] else 1, length + (1 if included[1] else 0)):
        yield start + timedelta(days=turn * step)


def _turns(run: Run, loops: Sequence[Turns], scope: dict[str, Value]) -> Iterator[None]:
    """Each combination of the loops' names, set in `scope`; nothing if one cannot be looped over."""
    if not loops:
        yield None
        return
    elements = loops[0].elements(run)
    if elements is None:
        raise _NothingToLoop
    for element in elements:
        run.tank.burn(2)
        scope[loops[0].name] = element
        yield from _turns(run, loops[1:], scope)


class _NothingToLoop(Exception):
    """The source of a loop is null or of a kind that has no elements."""


@dataclass(frozen=True, slots=True)
class For(Node):
    """`for x in xs, y in ys return ...`."""

    loops: tuple[Turns, ...]
    result: Node
    uses_partial: bool

    def value(self, run: Run) -> Value:
        run.tank.burn(4)
        scope: dict[str, Value] = {"partial": []}
        results: list[Value] = []
        run.scopes.append(scope)
        try:
            for _ in _turns(run, self.loops, scope):
                if self.uses_partial:
                    scope["partial"] = run.made(list(results))
                results.append(run.of(self.result))
        except _NothingToLoop:
            return run.null("`for` needs a list")
        finally:
            run.scopes.pop()
        return run.made(results)


def looped(loops: tuple[Turns, ...], result: Node) -> For:
    """A `for`; the results so far are kept at hand only where its body asks for them."""
    return For(loops, result, any(isinstance(node, Name) and node.name == "partial" for node in everything(result)))


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`some x in xs satisfies ...` and `every ...`."""

    deciding: bool
    loops: tuple[Turns, ...]
    condition: Node
    words: ClassVar[dict[bool, str]] = {True: "some", False: "every"}

    def value(self, run: Run) -> Value:
        run.tank.burn(4)
        scope: dict[str, Value] = {}
        unknown = False
        run.scopes.append(scope)
        try:
            for _ in _turns(run, self.loops, scope):
                answer = run.of(self.condition)
                if answer is self.deciding:
                    return self.deciding
                unknown = unknown or not isinstance(answer, bool)
        except _NothingToLoop:
            return run.null(f"`{self.words[self.deciding]}` needs a list")
        finally:
            run.scopes.pop()
        return None if unknown else not self.deciding


@dataclass(frozen=True, slots=True)
class Sorted(Node):
    """`sort(list, function(x, y) x < y)`: the function says whether one element comes before another."""

    source: Node
    names: tuple[str, ...]
    precedes: Node

    def value(self, run: Run) -> Value:
        source = run.of(self.source)
        if source is None:
            return run.null("null was sorted")
        elements = source if isinstance(source, list) else [source]
        run.tank.burn(4 + len(elements))
        try:
            return run.made(sorted(elements, key=cmp_to_key(lambda one, other: self._order(run, one, other))))
        except _NoOrder:
            return run.null("the function that sort() takes does not say yes or no")

    def _order(self, run: Run, one: Value, other: Value) -> int:
        """Python asks whether one comes before the other, and nothing else; what is alike stays as it stood."""
        run.tank.burn(2)
        answer = run.under(dict(zip(self.names, (one, other), strict=True)), self.precedes)
        if not isinstance(answer, bool):
            raise _NoOrder
        return -1 if answer else 0


class _NoOrder(Exception):
    """Two elements of a list have no order."""
