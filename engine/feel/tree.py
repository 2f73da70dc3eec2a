"""The nodes of a parsed expression and how each works out its value; built by `reader`, run by Expression."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar

from engine.feel import arithmetic, paths
from engine.feel.functions import FUNCTIONS
from engine.feel.run import NOWHERE, Run
from engine.feel.values import Range, Value, compare, equal, kind, matches, taken

# Steps of fuel for what takes longer than a step: powers, and the functions that work as hard.
RAISING = 40
COSTS = {"exp": 40, "log": 40, "sqrt": 10, "stddev": 20, "date and time": 5, "date": 4, "time": 4, "duration": 4}


class Node:
    """One construct of an expression."""

    __slots__ = ()

    def value(self, run: Run) -> Value:
        """What it comes to."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A value that is written down."""

    fixed: Value

    def value(self, run: Run) -> Value:
        return self.fixed


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A fact, or a variable of a loop."""

    name: str

    def value(self, run: Run) -> Value:
        found = run.named(self.name)
        return run.null(f"`{self.name}` is not known here") if found is NOWHERE else found


@dataclass(frozen=True, slots=True)
class Path(Node):
    """`whole.part`."""

    whole: Node
    part: str

    def value(self, run: Run) -> Value:
        return paths.part(run, run.of(self.whole), self.part)


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
class Interval(Node):
    """`[a..b]` and its half-open kin."""

    start: Node
    end: Node
    start_included: bool
    end_included: bool

    def value(self, run: Run) -> Value:
        start, end = run.of(self.start), run.of(self.end)
        if compare(start, end) is None and start is not None and end is not None:
            return run.null(f"a range cannot go from {kind(start)} to {kind(end)}")
        if start is None and end is None:
            return run.null("a range needs an end")
        return Range(start, end, self.start_included, self.end_included)


@dataclass(frozen=True, slots=True)
class OneSided(Node):
    """`< 5` as a test, or as a range when it stands for a value."""

    sign: str
    limit: Node

    def value(self, run: Run) -> Value:
        limit = run.of(self.limit)
        if self.sign == "=":
            return Range(limit, limit, sign="=")
        if self.sign == "!=" or limit is None:
            return run.null(f"`{self.sign}` makes no range here")
        if self.sign in ("<", "<="):
            return Range(None, limit, False, self.sign == "<=", self.sign)
        return Range(limit, None, self.sign == ">=", False, self.sign)


@dataclass(frozen=True, slots=True)
class Tests(Node):
    """Several tests in brackets, as in `level in ("advice", "low_level")`; the reader allows it after `in` only."""

    tests: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`first + next - next ...`, from the left."""

    first: Node
    rest: tuple[tuple[str, Node], ...]

    def value(self, run: Run) -> Value:
        result = run.of(self.first)
        for sign, node in self.rest:
            other = run.of(node)
            before = kind(result)
            run.tank.burn(RAISING if sign == "**" else 0)
            result = arithmetic.calculate(sign, result, other)
            if result is None:
                return run.null(f"`{sign}` has no result for {before} and {kind(other)}")
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
class Compared(Node):
    """`a = b`, `a < b` and so on."""

    left: Node
    sign: str
    right: Node

    def value(self, run: Run) -> Value:
        return compared(run, run.of(self.left), self.sign, run.of(self.right))


_SIGNS: dict[str, Callable[[int], bool]] = {
    "<": lambda sign: sign < 0,
    "<=": lambda sign: sign <= 0,
    ">": lambda sign: sign > 0,
    ">=": lambda sign: sign >= 0,
}


def compared(run: Run, left: Value, sign: str, right: Value) -> bool | None:
    """The answer of one comparison; null where the two cannot be compared."""
    run.looked_through(left)
    run.looked_through(right)
    if sign in ("=", "!="):
        same = equal(left, right)
        if same is None:
            run.null(f"{kind(left)} and {kind(right)} cannot be equal or different")
            return None
        return same if sign == "=" else not same
    order = compare(left, right)
    if order is None:
        run.null(f"`{sign}` does not compare {kind(left)} with {kind(right)}")
        return None
    return _SIGNS[sign](order)


@dataclass(frozen=True, slots=True)
class Between(Node):
    """`a between b and c`, both ends included."""

    node: Node
    low: Node
    high: Node

    def value(self, run: Run) -> Value:
        value = run.of(self.node)
        return _all_of([compared(run, value, ">=", run.of(self.low)), compared(run, value, "<=", run.of(self.high))])


@dataclass(frozen=True, slots=True)
class Within(Node):
    """`a in tests`."""

    node: Node
    test: Node

    def value(self, run: Run) -> Value:
        return met(run, run.of(self.node), self.test)


def met(run: Run, value: Value, test: Node) -> bool | None:
    """Whether a value meets a test (or any of several)."""
    if isinstance(test, Tests):
        return _any_of([met(run, value, one) for one in test.tests])
    if isinstance(test, OneSided):
        run.tank.burn(1)
        return compared(run, value, test.sign, run.of(test.limit))
    wanted = run.of(test)
    if isinstance(test, Asks):
        return wanted if isinstance(wanted, bool) else None
    if isinstance(wanted, list):
        run.tank.burn(run.weigh(wanted)[0])
    answer = matches(value, wanted)
    return run.null(f"{kind(value)} cannot be in {kind(wanted)}") if answer is None else answer


@dataclass(frozen=True, slots=True)
class Both(Node):
    """`a and b and ...`: false wins over null."""

    parts: tuple[Node, ...]

    def value(self, run: Run) -> Value:
        unknown = False
        for part in self.parts:
            answer = run.of(part)
            if answer is False:
                return False
            unknown = unknown or answer is not True
        return None if unknown else True


@dataclass(frozen=True, slots=True)
class Either(Node):
    """`a or b or ...`: true wins over null."""

    parts: tuple[Node, ...]

    def value(self, run: Run) -> Value:
        unknown = False
        for part in self.parts:
            answer = run.of(part)
            if answer is True:
                return True
            unknown = unknown or answer is not False
        return None if unknown else False


def _all_of(answers: Sequence[Value]) -> bool | None:
    if any(answer is False for answer in answers):
        return False
    return True if all(answer is True for answer in answers) else None


def _any_of(answers: Sequence[Value]) -> bool | None:
    if any(answer is True for answer in answers):
        return True
    return False if all(answer is False for answer in answers) else None


@dataclass(frozen=True, slots=True)
class Not(Node):
    """`not(a)`; in unary tests also `not(a, b)`: none of these."""

    node: Node

    def value(self, run: Run) -> Value:
        answer = run.of(self.node)
        return not answer if isinstance(answer, bool) else run.null(f"not() takes yes/no, not {kind(answer)}")


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
        run.tank.burn(1)
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


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`some x in xs satisfies ...` and `every ...`."""

    deciding: bool
    loops: tuple[Turns, ...]
    condition: Node
    words: ClassVar[dict[bool, str]] = {True: "some", False: "every"}

    def value(self, run: Run) -> Value:
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
class Call(Node):
    """A function of the subset, called with values in the order of its parameters."""

    name: str
    arguments: tuple[Node, ...]

    def value(self, run: Run) -> Value:
        values = [run.of(argument) for argument in self.arguments]
        run.tank.burn(COSTS.get(self.name, 2))
        for value in values:
            run.looked_through(value)
        return run.made(FUNCTIONS[self.name](run, values))


@dataclass(frozen=True, slots=True)
class Mistake(Node):
    """A call that cannot work, such as one with too many values: null, and what is wrong with it."""

    why: str

    def value(self, run: Run) -> Value:
        return run.null(self.why)


@dataclass(frozen=True, slots=True)
class Asks(Node):
    """A unary test that speaks of `?` itself, as in `string length(?) > 3`."""

    test: Node

    def value(self, run: Run) -> Value:
        answer = run.of(self.test)
        return answer if isinstance(answer, bool) else run.null("a test that speaks of `?` must come to yes/no")


@dataclass(frozen=True, slots=True)
class Anything(Node):
    """`-` in a cell: every value, null too."""

    def value(self, run: Run) -> Value:
        return True


@dataclass(frozen=True, slots=True)
class UnaryTests(Node):
    """The cell of a decision table: any of its tests is met by `?`."""

    tests: tuple[Node, ...]
    negated: bool = False

    def value(self, run: Run) -> Value:
        value = run.named("?")
        answer = _any_of([met(run, value, test) for test in self.tests])
        if self.negated:
            return None if answer is None else not answer
        return answer


def asks_input(node: Node) -> bool:
    """Whether `?` occurs in it."""
    return any(isinstance(one, Name) and one.name == "?" for one in everything(node))


def everything(node: Node) -> list[Node]:
    """A node and all below it, without recursion, nearest first."""
    found, at = [node], 0
    while at < len(found):
        found += children(found[at])
        at += 1
    return found


def children(node: Node) -> Iterator[Node]:
    """The nodes directly inside a node."""
    for field in getattr(node, "__dataclass_fields__", ()):
        yield from _nodes(getattr(node, field))


def _nodes(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _nodes(part)
