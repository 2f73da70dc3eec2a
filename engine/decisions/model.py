"""What a decision is and how it is decided: logic, inputs and the decisions it rests on; `decisions` reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from engine.decisions import types
from engine.decisions.tables import Table
from engine.feel import Expression, Tank

FUEL = 60_000


@dataclass(frozen=True)
class Outcome:
    """What a decision came to, the rows that matched (from 1), and the inputs that it saw, by label."""

    result: object
    rows: list[int] = field(default_factory=list)
    inputs: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Input:
    """A fact that a decision is given: its name and its type, as drawn."""

    name: str
    type: types.Type


@dataclass(frozen=True)
class Context:
    """A boxed context: its entries in order; one without a name is the result."""

    entries: tuple[tuple[str, Expression | Table | Context], ...]


Logic = Expression | Table | Context


@dataclass(frozen=True)
class Decision:
    """One decision, with the decisions that it rests on."""

    id: str
    name: str
    key: str
    type: types.Type
    logic: Logic
    inputs: tuple[Input, ...]
    requires: tuple[Decision, ...]

    def decide(
        self,
        context: Mapping[str, object],
        *,
        now: datetime,
        functions: Mapping[str, Callable[..., object]] | None = None,
        warn: Callable[[str], None] | None = None,
        tank: Tank | None = None,
    ) -> Outcome:
        """Decide over these facts. Raises NoUniqueRow (rows that should not meet) and feel.OutOfFuel."""
        tank = tank or Tank(FUEL)
        known = dict(context)
        for earlier in self.requires:
            known[earlier.key] = earlier.decide(known, now=now, functions=functions, warn=warn, tank=tank).result
        outcome = _Deciding(now, functions or {}, warn, tank).outcome(self.logic, known)
        return Outcome(self.type.conform(outcome.result, warn), outcome.rows, outcome.inputs)

    def coerce(self, context: Mapping[str, object]) -> dict[str, object]:
        """The context with each text of an input typed as a date, time or duration read as one, for `decide`."""
        typed = dict(context)
        for given in self.all_inputs():
            if given.name in typed:
                typed[given.name] = given.type.coerce(typed[given.name])
        return typed

    def all_inputs(self) -> tuple[Input, ...]:
        """Its inputs and those of the decisions that it rests on."""
        return (*self.inputs, *(given for earlier in self.requires for given in earlier.all_inputs()))

    def expressions(self) -> list[Expression]:
        """Every expression in it; those of the decisions it rests on are theirs."""
        return _expressions(self.logic)

    def tables(self) -> list[Table]:
        """Every table in it."""
        return _tables(self.logic)


@dataclass(frozen=True)
class _Deciding:
    now: datetime
    functions: Mapping[str, Callable[..., object]]
    warn: Callable[[str], None] | None
    tank: Tank

    def outcome(self, logic: Logic, known: Mapping[str, object]) -> Outcome:
        if isinstance(logic, Table):
            result, rows, inputs = logic.decide(lambda cell, value: self.value(cell, known, value))
            return Outcome(result, rows, inputs)
        if isinstance(logic, Context):
            return Outcome(self._context(logic, known))
        return Outcome(self.value(logic, known))

    def value(self, cell: Expression, known: Mapping[str, object], value: object = None) -> object:
        return cell.evaluate(known, now=self.now, functions=self.functions, value=value, warn=self.warn, tank=self.tank)

    def _context(self, logic: Context, known: Mapping[str, object]) -> object:
        result: dict[str, object] = {}
        for name, entry in logic.entries:
            value = self.outcome(entry, {**known, **result}).result
            if not name:
                return value
            result[name] = value
        return result


def _expressions(logic: Logic) -> list[Expression]:
    if isinstance(logic, Expression):
        return [logic]
    if isinstance(logic, Table):
        return logic.expressions()
    return [one for _, entry in logic.entries for one in _expressions(entry)]


def _tables(logic: Logic) -> list[Table]:
    if isinstance(logic, Table):
        return [logic]
    return [] if isinstance(logic, Expression) else [one for _, entry in logic.entries for one in _tables(entry)]
