"""Decisions of DMN files, read and decided; business rule tasks, the check and `ladoflow decide` call it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from engine import decision_types, feel
from engine.decision_tables import NoUniqueRow, Rule, Table
from engine.errors import Refused
from engine.feel import Expression, Tank

FUEL = 60_000
DEEPEST = 30

__all__ = ["Context", "Decision", "Input", "NoSuchDecision", "NoUniqueRow", "Outcome", "Table", "find", "read"]


class NoSuchDecision(Refused):
    """There is no such decision in this file."""


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
    type: decision_types.Type


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
    type: decision_types.Type
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


def read(root: etree._Element) -> dict[str, Decision]:
    """All decisions of a DMN file, by id; raises Refused for the first construct that is left out."""
    reading = _Reading(root)
    if len(reading.found) != len(_children(root, "decision")):
        raise Refused("Two decisions of this file have one id: give each its own.")
    return {name: reading.decision(name) for name in reading.found}


def find(root: etree._Element, name: str) -> Decision:
    """The one decision of this id or name, with those it rests on; the others of the file are not looked at."""
    reading = _Reading(root)
    for element in _children(root, "decision"):
        if name in (element.get("id"), element.get("name")):
            return reading.of_element(element)
    known = ", ".join(reading.found) or "none"
    raise NoSuchDecision(f"There is no decision `{name}` in this file; there is: {known}.")


class _Reading:
    """The reading of one file: its decisions and inputs by id, and those already read."""

    def __init__(self, root: etree._Element) -> None:
        if _local(root) != "definitions":
            raise Refused("This is no DMN file: its first element is not `definitions`.")
        self.found = {str(one.get("id")): one for one in _children(root, "decision")}
        self.given = {str(one.get("id")): one for one in _children(root, "inputData")}
        self.knowledge = {str(one.get("id")): one for one in _children(root, "businessKnowledgeModel")}
        self.types = decision_types.Types(_children(root, "itemDefinition"))
        self.read: dict[str, Decision] = {}

    def of_element(self, element: etree._Element) -> Decision:
        """The decision of one element, even where another has the same id."""
        return self._decision(element, (str(element.get("id")),))

    def decision(self, name: str, under: tuple[str, ...] = ()) -> Decision:
        if name in under:
            raise Refused(f"The decision `{name}` rests on itself: break the circle of {', '.join(under)}.")
        if len(under) > DEEPEST:
            raise Refused(f"Decisions rest on each other more than {DEEPEST} deep.")
        if name not in self.read:
            self.read[name] = self._decision(self.found[name], (*under, name))
        return self.read[name]

    def _decision(self, element: etree._Element, under: tuple[str, ...]) -> Decision:
        name = str(element.get("name") or element.get("id"))
        variable = _child(element, "variable")
        key = str(variable.get("name") or name) if variable is not None else name
        of_type = self.types.of(variable.get("typeRef") if variable is not None else None)
        requires = tuple(self.decision(one, under) for one in self._required(element, name))
        for earlier in requires:
            _plain_name(earlier.key, name)
        logic = self._logic(element, name)
        inputs = (*self._inputs(element), *_table_inputs(logic, self.types))
        return Decision(str(element.get("id")), name, key, of_type, logic, inputs, requires)

    def _required(self, element: etree._Element, name: str) -> list[str]:
        for need in _children(element, "knowledgeRequirement"):
            known = _reference(need, "requiredKnowledge")
            raise Refused(f"`{name}` uses the business knowledge model `{known}`: write its logic into the decision.")
        needed = [
            _reference(need, "requiredDecision")
            for need in _children(element, "informationRequirement")
            if _child(need, "requiredDecision") is not None
        ]
        for one in needed:
            if one not in self.found:
                raise Refused(f"`{name}` rests on the decision `{one}`, which is not in this file: put it in.")
        return needed

    def _inputs(self, element: etree._Element) -> list[Input]:
        found = []
        for need in _children(element, "informationRequirement"):
            given = self.given.get(_reference(need, "requiredInput"))
            if given is not None:
                variable = _child(given, "variable")
                name = str((variable.get("name") if variable is not None else None) or given.get("name"))
                _plain_name(name, str(element.get("name")))
                found.append(Input(name, self.types.of(variable.get("typeRef") if variable is not None else None)))
        return found

    def _logic(self, element: etree._Element, name: str) -> Logic:
        for child in element:
            if isinstance(child.tag, str) and _local(child) in _BOXED:
                return self._boxed(child, name)
        raise Refused(f"`{name}` has no logic: give it a table or an expression.")

    def _boxed(self, element: etree._Element, name: str) -> Logic:
        kind = _local(element)
        if kind == "decisionTable":
            return _table(element, name)
        if kind == "literalExpression":
            return _expression(element, f"`{name}`")
        if kind == "context":
            return Context(tuple(self._entry(entry, name) for entry in _children(element, "contextEntry")))
        raise Refused(f"`{name}` is {_BOXED[kind]}, which is not taken: write a table or an expression.")

    def _entry(self, element: etree._Element, name: str) -> tuple[str, Logic]:
        variable = _child(element, "variable")
        key = str(variable.get("name")) if variable is not None else ""
        return key, self._logic(element, f"{name}: {key}" if key else name)


_BOXED = {
    "decisionTable": "a table",
    "literalExpression": "an expression",
    "context": "a context",
    "invocation": "an invocation of a business knowledge model",
    "functionDefinition": "a function",
    "relation": "a relation",
    "list": "a boxed list",
    "conditional": "a boxed conditional",
    "filter": "a boxed filter",
    "for": "a boxed loop",
    "some": "a boxed `some`",
    "every": "a boxed `every`",
}


def _plain_name(key: str, name: str) -> None:
    if not re.fullmatch(r"[^\W\d]\w*", key):
        plain = re.sub(r"\W+", "_", key).strip("_")
        raise Refused(f"`{name}` rests on `{key}`: names have letters, digits and underscores only; write `{plain}`.")


def _table(element: etree._Element, name: str) -> Table:
    inputs = _children(element, "input")
    outputs = _children(element, "output")
    if not outputs:
        raise Refused(f"The table `{name}` has no output: add a column.")
    rules = [_rule(rule, name, at, len(inputs), len(outputs)) for at, rule in enumerate(_children(element, "rule"), 1)]
    return Table(
        name=name,
        policy=_policy(element, name),
        aggregation=_aggregation(element, name, len(outputs)),
        labels=tuple(_label(one) for one in inputs),
        types=tuple(_input_type(one) for one in inputs),
        asked=tuple(_expression(_needed(one, "inputExpression", name), f"`{name}`, {_label(one)}") for one in inputs),
        allowed=tuple(_values(one, "inputValues", name) for one in inputs),
        outputs=tuple(str(one.get("name") or one.get("label") or "") for one in outputs),
        ranked=tuple(_values(one, "outputValues", name) for one in outputs),
        defaults=tuple(_default(one, name) for one in outputs),
        rules=tuple(rules),
    )


def _policy(element: etree._Element, name: str) -> str:
    given = str(element.get("hitPolicy") or "UNIQUE").strip().upper()
    policies = {"UNIQUE": "U", "ANY": "A", "PRIORITY": "P", "FIRST": "F", "RULE ORDER": "R", "OUTPUT ORDER": "O"}
    policy = {**policies, "COLLECT": "C"}.get(given, given)
    if policy not in set("UAPFROC"):
        raise Refused(f"The table `{name}` has the hit policy {given[:30]}: take U, A, F, R or C.")
    return policy


def _aggregation(element: etree._Element, name: str, outputs: int) -> str | None:
    given = element.get("aggregation")
    if given is None:
        return None
    if _policy(element, name) != "C" or given not in ("SUM", "MIN", "MAX", "COUNT"):
        raise Refused(f"The table `{name}` has the aggregation {given[:30]}: C takes SUM, MIN, MAX or COUNT.")
    if outputs > 1 and given != "COUNT":
        raise Refused(f"The table `{name}` adds up several outputs: divide it into one table an output.")
    return str(given)


def _rule(element: etree._Element, name: str, at: int, inputs: int, outputs: int) -> Rule:
    tests, results = _children(element, "inputEntry"), _children(element, "outputEntry")
    if len(tests) != inputs or len(results) != outputs:
        raise Refused(f"Row {at} of the table `{name}` has not one cell a column: fill it in.")
    where = f"`{name}`, row {at}"
    return Rule(
        tuple(_unary(_text(one) or "-", where) for one in tests),
        tuple(_parsed(_text(one) or "null", where) for one in results),
    )


def _values(element: etree._Element, kind: str, name: str) -> Expression | None:
    values = _child(element, kind)
    text = _text(values) if values is not None else ""
    return _unary(text, f"`{name}`, {_label(element)}") if text else None


def _default(element: etree._Element, name: str) -> Expression | None:
    entry = _child(element, "defaultOutputEntry")
    return _expression(entry, f"`{name}`, default") if entry is not None and _text(entry) else None


def _label(element: etree._Element) -> str:
    asked = _child(element, "inputExpression")
    return str(element.get("label") or (_text(asked) if asked is not None else None) or element.get("name") or "")


def _input_type(element: etree._Element) -> str | None:
    asked = _child(element, "inputExpression")
    return asked.get("typeRef") if asked is not None else None


def _table_inputs(logic: Logic, types: decision_types.Types) -> list[Input]:
    if not isinstance(logic, Table):
        return []
    named = zip(logic.asked, logic.types, strict=True)
    return [Input(asked.text.strip(), types.of(name)) for asked, name in named if name]


def _needed(element: etree._Element, kind: str, name: str) -> etree._Element:
    child = _child(element, kind)
    if child is None or not _text(child):
        raise Refused(f"The table `{name}` has a column that asks nothing: name the fact it looks at.")
    return child


def _expression(element: etree._Element, where: str) -> Expression:
    language = element.get("expressionLanguage") or ""
    if language and "feel" not in language.lower():
        raise Refused(f"{where} is written in {language[:60]}: write it in FEEL.")
    return _parsed(_text(element), where)


def _parsed(text: str, where: str) -> Expression:
    try:
        return feel.parse(text)
    except feel.Refused as wrong:
        raise feel.Refused(f"{where}: {wrong}") from None


def _unary(text: str, where: str) -> Expression:
    try:
        return feel.parse_unary(text)
    except feel.Refused as wrong:
        raise feel.Refused(f"{where}: {wrong}") from None


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _children(element: etree._Element, name: str) -> list[etree._Element]:
    """The children of a name, whichever DMN version's namespace they are in."""
    return [child for child in element if isinstance(child.tag, str) and _local(child) == name]


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next(iter(_children(element, name)), None)


def _text(element: etree._Element) -> str:
    text = _child(element, "text")
    return (text.text or "").strip() if text is not None else ""


def _reference(element: etree._Element, name: str) -> str:
    child = _child(element, name)
    return str(child.get("href") or "").removeprefix("#") if child is not None else ""
