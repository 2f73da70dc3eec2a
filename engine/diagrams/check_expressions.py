"""Whether every expression of a procedure can be read and speaks of facts that there are; called by check."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from engine import feel
from engine.decisions import Context, Decision
from engine.diagrams.check_types import Kinds
from engine.diagrams.closed_list import KINDS
from engine.diagrams.model import Diagram, Process, Step, one_line
from engine.diagrams.naming import at_step, called, titled
from engine.diagrams.problem import Problem, named
from engine.diagrams.vocabulary import Procedure, Vocabulary
from engine.errors import Refused
from engine.feel import tree
from engine.forms import Field, Text, everything

_MOST_SHOWN = 6


@dataclass(frozen=True)
class Said:
    """An expression and where it stands: `what` it is, in words, and the element that a click on it shows."""

    file: str
    step: str
    element_id: str
    what: str
    text: str
    called: str = ""
    """What the step is called in a sentence, when that is not just its name."""


def problems(procedure: Procedure, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Expressions that cannot be read, and names, codes and clocks in them that do not exist."""
    kinds = Kinds(procedure, vocabulary)
    for diagram in procedure.diagrams.values():
        for process in diagram.processes:
            for said in of_process(diagram, process):
                yield from _expression(said, kinds)
            for step in process.steps:
                yield from _disclosed(diagram, process, step, vocabulary)
    yield from _tables(procedure, vocabulary)
    for name, form in procedure.forms.items():
        for item in everything(form.items):
            if item.hide is not None:
                label = named(item.text if isinstance(item, Text) else item.label or getattr(item, "key", ""))
                said = Said(procedure.places[name], label, "", "its condition for hiding", item.hide.text)
                yield from _read(said, item.hide, kinds)
            if isinstance(item, Field) and item.starts is not None:
                said = Said(procedure.places[name], named(item.label), "", "what it starts as", item.starts.text)
                yield from _read(said, item.starts, kinds)


def _tables(procedure: Procedure, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Inputs and cells of tables; what another decision answers, or an entry of a context, is known there too."""
    keys = {name for decision in procedure.decisions.values() for name in _answers(decision)}
    kinds = Kinds(procedure, replace(vocabulary, results=vocabulary.results | keys))
    for decision_id, decision in procedure.decisions.items():
        label = named(decision.name, decision_id)
        for expression in decision.expressions():
            said = Said(procedure.places[decision_id], label, decision_id, "a cell of its table", expression.text)
            yield from _read(said, expression, kinds)
        for cell, wrong in kinds.wrong_in_tables(decision):
            yield _problem(
                Said(procedure.places[decision_id], label, decision_id, "a cell of its table", cell.text), wrong
            )


def _answers(decision: Decision) -> Iterator[str]:
    yield decision.key
    waiting = [decision.logic]
    while waiting:
        logic = waiting.pop()
        if isinstance(logic, Context):
            yield from (name for name, _ in logic.entries if name)
            waiting += [entry for _, entry in logic.entries]


def of_process(diagram: Diagram, process: Process) -> Iterator[Said]:
    """Every expression drawn in a process."""
    for flow in process.flows:
        if flow.condition:
            source = process.by_id.get(flow.source)
            arrow = f"the condition of its arrow {named(flow.name)}".rstrip()
            name, said = (titled(process, source), called(process, source)) if source else (named(flow.id), "")
            yield Said(diagram.file, name, flow.id, arrow, flow.condition, said)
    for step in process.steps:
        for what, text in _of_step(step):
            if text and text.strip():
                yield Said(diagram.file, titled(process, step), step.id, what, text, called(process, step))


def _of_step(step: Step) -> Iterator[tuple[str, str | None]]:
    yield "its due date", step.due
    yield '"offered"', step.properties.get("offered")
    yield '"already"', step.properties.get("already")
    if step.repeat:
        yield "its collection", step.repeat.collection
    if step.event and step.event.kind in ("timer", "condition"):
        yield "its time" if step.event.kind == "timer" else "its condition", step.event.text


def _expression(said: Said, kinds: Kinds) -> Iterator[Problem]:
    if said.text.lstrip().startswith("="):
        yield _problem(said, 'begins with "=", which belongs to forms. Take the sign out')
        return
    try:
        expression = feel.parse(said.text)
    except Refused as wrong:
        yield _problem(said, f"cannot be read: {one_line(str(wrong))}")
        return
    yield from _read(said, expression, kinds)


def _read(said: Said, expression: feel.Expression, kinds: Kinds) -> Iterator[Problem]:
    vocabulary = kinds.vocabulary
    for mistake in expression.mistakes:
        yield _problem(said, f"would come to nothing: {mistake}")
    if vocabulary.known:
        for reading in sorted(expression.readings):
            if not any(vocabulary.knows(path) for path in reading):
                yield _unknown(said, min(reading, key=len), vocabulary)
    for node in expression.nodes:
        if isinstance(node, tree.Call) and node.name == "clock":
            yield from _clock(said, node, kinds.procedure)
        for path, code in _compared(node):
            yield from _code(said, path, code, vocabulary.codes(path) or kinds.codes(path))
    for wrong in kinds.wrong(expression, said.what):
        yield _problem(said, wrong)


def _unknown(said: Said, path: str, vocabulary: Vocabulary) -> Problem:
    near = vocabulary.near(path)
    hint = f'Did you mean "{near}"?' if near else "Ask it on a form, or correct the name"
    return _problem(said, f'speaks of "{named(path)}", which no form asks. {hint}')


def _clock(said: Said, call: tree.Call, procedure: Procedure) -> Iterator[Problem]:
    for code in _named_clocks(call.arguments[0]) if call.arguments else ():
        if not isinstance(code, str):
            yield _problem(said, 'does not name its clock as a text. Write clock("T03", received_at), for example')
        elif procedure.clocks is not None and code not in procedure.clocks:
            yield _problem(said, f'names the clock "{named(code)}", which there is not. Add it to the list of clocks')


def _named_clocks(node: tree.Node) -> Iterator[object]:
    if isinstance(node, tree.Literal):
        yield node.fixed
    if isinstance(node, tree.If):
        yield from _named_clocks(node.then)
        yield from _named_clocks(node.otherwise)


def _compared(node: tree.Node) -> Iterator[tuple[str, object]]:
    """Pairs of a fact and a written value that it is compared with."""
    if isinstance(node, tree.Compared) and node.sign in ("=", "!="):
        yield from _pairs(node.left, [node.right])
        yield from _pairs(node.right, [node.left])
    if isinstance(node, tree.Within):
        yield from _pairs(node.node, _tests(node.test))
        yield from _pairs(node.test, [node.node])
    if isinstance(node, tree.Call) and node.name == "list contains" and len(node.arguments) == 2:
        yield from _pairs(node.arguments[0], [node.arguments[1]])


def _tests(test: tree.Node) -> list[tree.Node]:
    if isinstance(test, tree.Tests):
        return list(test.tests)
    return list(test.elements) if isinstance(test, tree.Listed) else [test]


def _pairs(whole: tree.Node, values: list[tree.Node]) -> Iterator[tuple[str, object]]:
    path = _path(whole)
    for value in values:
        if path and isinstance(value, tree.Literal):
            yield path, value.fixed


def _path(node: tree.Node) -> str | None:
    if isinstance(node, tree.Name):
        return node.name
    if isinstance(node, tree.Path):
        return node.part  # The thing before it may be any of its kind: what counts is the question's key.
    return None


def _code(said: Said, path: str, code: object, codes: Collection[str] | None) -> Iterator[Problem]:
    if codes is None or code is None or code in codes:
        return
    shown = ", ".join(list(codes)[:_MOST_SHOWN]) + (" ..." if len(codes) > _MOST_SHOWN else "")
    value = f'"{named(code)}"' if isinstance(code, str) else str(code).lower()
    yield _problem(said, f'compares "{path}" with {value}, which is none of its answers: {shown}. Use one of them')


def _disclosed(diagram: Diagram, process: Process, step: Step, vocabulary: Vocabulary) -> Iterator[Problem]:
    for item in step.discloses:
        wrong = _wrong_with(item, vocabulary)
        if wrong:
            yield at_step(diagram.file, process, step, f'{{}} shows "{named(item)}", {wrong}.')


def _wrong_with(item: str, vocabulary: Vocabulary) -> str | None:
    if item.startswith("documents:"):
        return None if item.removeprefix("documents:").strip() else "but no class of documents. Name it after the colon"
    thing, _, key = item.partition(".")
    if not key and vocabulary.known and vocabulary.asked(thing):
        return f'but not whose. Write "contact.{thing}", "case.{thing}" or the thing that it is asked of'
    if thing not in (*KINDS, "case", "contact", *vocabulary.groups):
        return (
            f"but there is no such thing. Write one of {', '.join(KINDS)}, case or contact, a point, and the question"
        )
    if not key:
        return f'but not what of it. Write "{thing}.*" for everything, or name the question'
    if key != "*" and vocabulary.known and not vocabulary.asked(key):
        return "which no form asks. Correct the name, or take it out"
    return None


def _problem(said: Said, wrong: str) -> Problem:
    text = named(said.text)
    step = said.called or f'"{said.step}"'
    message = f"In {step}, {said.what} ({text}) {wrong}"
    return Problem(said.file, said.step, message if message.endswith((".", "?")) else f"{message}.", said.element_id)
