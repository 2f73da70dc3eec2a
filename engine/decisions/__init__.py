"""Decisions of DMN files, read and decided; business rule tasks, the check and `ladoflow decide` call it."""

from __future__ import annotations

from lxml import etree

from engine.decisions import boxes, types, xml
from engine.decisions.model import Context, Decision, Input, Logic, Outcome
from engine.decisions.tables import NoUniqueRow, Rule, Table
from engine.errors import Refused
from engine.feel import Expression

DEEPEST = 30

__all__ = ["Context", "Decision", "Input", "NoSuchDecision", "NoUniqueRow", "Outcome", "Table", "find", "read"]


class NoSuchDecision(Refused):
    """There is no such decision in this file."""


def read(root: etree._Element) -> dict[str, Decision]:
    """All decisions of a DMN file, by id; raises Refused for the first construct that is left out."""
    reading = _Reading(root)
    if len(reading.found) != len(xml.children(root, "decision")):
        raise Refused("Two decisions of this file have one id: give each its own.")
    return {name: reading.decision(name) for name in reading.found}


def find(root: etree._Element, name: str) -> Decision:
    """The one decision of this id or name, with those it rests on; the others of the file are not looked at."""
    reading = _Reading(root)
    for element in xml.children(root, "decision"):
        if name in (element.get("id"), element.get("name")):
            return reading.of_element(element)
    known = ", ".join(reading.found) or "none"
    raise NoSuchDecision(f"There is no decision `{name}` in this file; there is: {known}.")


class _Reading:
    """The reading of one file: its decisions and inputs by id, and those already read."""

    def __init__(self, root: etree._Element) -> None:
        if xml.local(root) != "definitions":
            raise Refused("This is no DMN file: its first element is not `definitions`.")
        self.found = {str(one.get("id")): one for one in xml.children(root, "decision")}
        self.given = {str(one.get("id")): one for one in xml.children(root, "inputData")}
        self.knowledge = {str(one.get("id")): one for one in xml.children(root, "businessKnowledgeModel")}
        self.types = types.Types(xml.children(root, "itemDefinition"))
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
        variable = xml.child(element, "variable")
        key = str(variable.get("name") or name) if variable is not None else name
        of_type = self.types.of(variable.get("typeRef") if variable is not None else None)
        requires = tuple(self.decision(one, under) for one in self._required(element, name))
        for earlier in requires:
            boxes.plain_name(earlier.key, f"`{name}` rests on")
        logic = self._logic(element, name)
        inputs = (*self._inputs(element), *_table_inputs(logic, self.types))
        return Decision(str(element.get("id")), name, key, of_type, logic, inputs, requires)

    def _required(self, element: etree._Element, name: str) -> list[str]:
        for need in xml.children(element, "knowledgeRequirement"):
            known = xml.reference(need, "requiredKnowledge")
            raise Refused(f"`{name}` uses the business knowledge model `{known}`: write its logic into the decision.")
        needed = [
            xml.reference(need, "requiredDecision")
            for need in xml.children(element, "informationRequirement")
            if xml.child(need, "requiredDecision") is not None
        ]
        for one in needed:
            if one not in self.found:
                raise Refused(f"`{name}` rests on the decision `{one}`, which is not in this file: put it in.")
        return needed

    def _inputs(self, element: etree._Element) -> list[Input]:
        found = []
        for need in xml.children(element, "informationRequirement"):
            given = self.given.get(xml.reference(need, "requiredInput"))
            if given is not None:
                variable = xml.child(given, "variable")
                name = str((variable.get("name") if variable is not None else None) or given.get("name"))
                boxes.plain_name(name, f"`{element.get('name')}` rests on")
                found.append(Input(name, self.types.of(variable.get("typeRef") if variable is not None else None)))
        return found

    def _logic(self, element: etree._Element, name: str) -> Logic:
        for child in element:
            if isinstance(child.tag, str) and xml.local(child) in _LOGIC:
                return self._boxed(child, name)
        raise Refused(f"`{name}` has no logic: give it a table or an expression.")

    def _boxed(self, element: etree._Element, name: str) -> Logic:
        kind = xml.local(element)
        if kind == "decisionTable":
            return _table(element, name)
        if kind == "context":
            return Context(tuple(self._entry(entry, name) for entry in xml.children(element, "contextEntry")))
        if kind in _REFUSED:
            raise Refused(f"`{name}` is {_REFUSED[kind]}, which is not taken: write a table or an expression.")
        return boxes.read(element, f"`{name}`")

    def _entry(self, element: etree._Element, name: str) -> tuple[str, Logic]:
        variable = xml.child(element, "variable")
        key = str(variable.get("name")) if variable is not None else ""
        return key, self._logic(element, f"{name}: {key}" if key else name)


_REFUSED = {
    "invocation": "an invocation of a business knowledge model",
    "functionDefinition": "a function",
}
_LOGIC = boxes.KINDS | {"decisionTable", "context"} | set(_REFUSED)


def _table(element: etree._Element, name: str) -> Table:
    inputs = xml.children(element, "input")
    outputs = xml.children(element, "output")
    if not outputs:
        raise Refused(f"The table `{name}` has no output: add a column.")
    rows = enumerate(xml.children(element, "rule"), 1)
    rules = [_rule(rule, name, at, len(inputs), len(outputs)) for at, rule in rows]
    return Table(
        name=name,
        policy=_policy(element, name),
        aggregation=_aggregation(element, name, len(outputs)),
        labels=tuple(_label(one) for one in inputs),
        types=tuple(_input_type(one) for one in inputs),
        asked=tuple(boxes.literal(_needed(one, "inputExpression", name), f"`{name}`, {_label(one)}") for one in inputs),
        allowed=tuple(_values(one, "inputValues", name) for one in inputs),
        outputs=tuple(str(one.get("name") or one.get("label") or "") for one in outputs),
        headings=tuple(_label(one) for one in outputs),
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
    tests, results = xml.children(element, "inputEntry"), xml.children(element, "outputEntry")
    if len(tests) != inputs or len(results) != outputs:
        raise Refused(f"Row {at} of the table `{name}` has not one cell a column: fill it in.")
    where = f"`{name}`, row {at}"
    return Rule(
        tuple(boxes.unary(xml.text(one) or "-", where) for one in tests),
        tuple(boxes.parsed(xml.text(one) or "null", where) for one in results),
    )


def _values(element: etree._Element, kind: str, name: str) -> Expression | None:
    values = xml.child(element, kind)
    text = xml.text(values) if values is not None else ""
    return boxes.unary(text, f"`{name}`, {_label(element)}") if text else None


def _default(element: etree._Element, name: str) -> Expression | None:
    entry = xml.child(element, "defaultOutputEntry")
    return boxes.literal(entry, f"`{name}`, default") if entry is not None and xml.text(entry) else None


def _label(element: etree._Element) -> str:
    asked = xml.child(element, "inputExpression")
    return str(element.get("label") or (xml.text(asked) if asked is not None else None) or element.get("name") or "")


def _input_type(element: etree._Element) -> str | None:
    asked = xml.child(element, "inputExpression")
    return asked.get("typeRef") if asked is not None else None


def _table_inputs(logic: Logic, types: types.Types) -> list[Input]:
    if not isinstance(logic, Table):
        return []
    named = zip(logic.asked, logic.types, strict=True)
    return [Input(asked.text.strip(), types.of(name)) for asked, name in named if name]


def _needed(element: etree._Element, kind: str, name: str) -> etree._Element:
    child = xml.child(element, kind)
    if child is None or not xml.text(child):
        raise Refused(f"The table `{name}` has a column that asks nothing: name the fact it looks at.")
    return child
