"""One decision table: which rows match, what the hit policy makes of them; `decisions` builds and asks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from engine import feel
from engine.decisions import coverage
from engine.errors import LadoflowError
from engine.feel import Expression
from engine.feel.tree import Literal, UnaryTests
from engine.feel.values import equal, taken

# Works out a cell over the facts; the second value is what a unary test speaks of as `?`.
Ask = Callable[[Expression, object], object]


class NoUniqueRow(LadoflowError):
    """Several rows of a table match that must not match together."""


@dataclass(frozen=True)
class Rule:
    """One row: a test for each input, a result for each output."""

    tests: tuple[Expression, ...]
    results: tuple[Expression, ...]


@dataclass(frozen=True)
class Table:
    """A decision table as drawn; `policy` is one of U A P F R O C, `aggregation` SUM, MIN, MAX or COUNT."""

    name: str
    policy: str
    aggregation: str | None
    labels: tuple[str, ...]
    types: tuple[str | None, ...]
    asked: tuple[Expression, ...]
    allowed: tuple[Expression | None, ...]
    outputs: tuple[str, ...]
    headings: tuple[str, ...]
    ranked: tuple[Expression | None, ...]
    defaults: tuple[Expression | None, ...]
    rules: tuple[Rule, ...]

    def decide(self, ask: Ask) -> tuple[object, list[int], dict[str, object]]:
        """The result, the numbers of the rows that count for it, and the inputs by label."""
        values = [ask(asked, None) for asked in self.asked]
        seen = dict(zip(self.labels, values, strict=True))
        rows = self._matching(values, ask)
        if not rows:
            return self._default(ask), [], seen
        results = [self._result(row, ask) for row in rows]
        result, rows = self._by_policy(rows, results, ask)
        return result, rows, seen

    def _matching(self, values: list[object], ask: Ask) -> list[int]:
        rows = []
        for number, rule in enumerate(self.rules, 1):
            if all(ask(test, value) is True for test, value in zip(rule.tests, values, strict=True)):
                rows.append(number)
                if self.policy == "F":
                    break
        return rows

    def _result(self, row: int, ask: Ask) -> object:
        return self._shaped([ask(cell, None) for cell in self.rules[row - 1].results])

    def _default(self, ask: Ask) -> object:
        if not any(self.defaults):
            return None
        return self._shaped([ask(one, None) if one is not None else None for one in self.defaults])

    def _shaped(self, values: list[object]) -> object:
        return values[0] if len(values) == 1 else dict(zip(self.outputs, values, strict=True))

    def _by_policy(self, rows: list[int], results: list[object], ask: Ask) -> tuple[object, list[int]]:
        if self.policy == "U" and len(rows) > 1:
            raise NoUniqueRow(f"Rows {_listed(rows)} of the table `{self.name}` match together; only one may.")
        if self.policy == "A" and any(equal(taken(results[0]), taken(one)) is not True for one in results[1:]):
            raise NoUniqueRow(f"Rows {_listed(rows)} of the table `{self.name}` match with different results.")
        if self.policy == "A":
            return results[0], rows
        if self.policy in "PO":
            ranked = sorted(zip(rows, results, strict=True), key=lambda pair: self._rank(pair[1]))
            rows, results = [row for row, _ in ranked], [result for _, result in ranked]
        if self.policy in "UFP":
            return results[0], rows[:1]
        return (ask(_AGGREGATED[self.aggregation], results) if self.aggregation else results), rows

    def _rank(self, result: object) -> list[int]:
        values = [result[name] for name in self.outputs] if isinstance(result, dict) else [result]
        return [_place(ranked, value) for ranked, value in zip(self.ranked, values, strict=True)]

    def expressions(self) -> list[Expression]:
        """Every input, test, result and default in it."""
        cells = [cell for rule in self.rules for cell in (*rule.tests, *rule.results)]
        return [*self.asked, *cells, *(one for one in self.defaults if one is not None)]

    @cached_property
    def _coverage(self) -> coverage.Coverage:
        return coverage.Coverage(self.types, self.allowed, tuple(rule.tests for rule in self.rules))

    def overlaps(self) -> list[tuple[int, int]]:
        """Pairs of rows that can match together, as far as their tests can be foretold."""
        return self._coverage.overlaps()

    def contradictions(self) -> list[tuple[int, int]]:
        """Pairs of rows that can match together and must not: under U any, under A those with different results."""
        if self.policy == "U":
            return self.overlaps()
        if self.policy != "A":
            return []
        results = [[cell.tree for cell in rule.results] for rule in self.rules]
        return [(one, two) for one, two in self.overlaps() if results[one - 1] != results[two - 1]]

    def gaps(self) -> list[tuple[str, ...]]:
        """Inputs that no row matches, a test for each input such as `> 5`, as far as it can be foretold."""
        return self._coverage.gaps()


def _place(ranked: Expression | None, value: object) -> int:
    tests = ranked.tree.tests if ranked is not None and isinstance(ranked.tree, UnaryTests) else ()
    for at, test in enumerate(tests):
        if isinstance(test, Literal) and equal(test.fixed, taken(value)) is True:
            return at
    return len(tests)


def _listed(rows: list[int]) -> str:
    *first, last = rows
    return f"{', '.join(str(row) for row in first)} and {last}"


_AGGREGATED = {
    "SUM": feel.parse("sum(?)"),
    "MIN": feel.parse("min(?)"),
    "MAX": feel.parse("max(?)"),
    "COUNT": feel.parse("count(?)"),
}
