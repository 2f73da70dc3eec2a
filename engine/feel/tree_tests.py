"""Comparisons, ranges, yes and no, and the unary tests of tables; part of `tree`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.feel.nodes import Node
from engine.feel.run import Run
from engine.feel.values import Range, Value, compare, equal, kind, matches


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
    if sign in ("=", "!="):
        same = equal(left, right, run.tank.burn)
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
    answer = matches(value, wanted, run.tank.burn)
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


class _NotYesNo(Exception):
    """A condition in a box came to something else."""


@dataclass(frozen=True, slots=True)
class YesNo(Node):
    """The condition of a box, which must come to yes or no, or to nothing."""

    node: Node

    def value(self, run: Run) -> Value:
        answer = run.of(self.node)
        if answer is not None and not isinstance(answer, bool):
            raise _NotYesNo
        return answer


@dataclass(frozen=True, slots=True)
class Boxed(Node):
    """A box of a table file: null where its condition is no yes or no, of whatever element."""

    node: Node

    def value(self, run: Run) -> Value:
        try:
            return run.of(self.node)
        except _NotYesNo:
            return run.null("a condition in a box does not come to yes or no")
