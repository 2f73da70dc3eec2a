"""What uses a form, a drawing, a list or a table of a procedure, in words; the desk asks before one is deleted."""

from collections.abc import Iterator

from engine.decisions import Decision
from engine.diagrams.closed_list import READ_LISTS
from engine.diagrams.files import DIAGRAM, FORM, LIST, TABLE, kind_of, name_of
from engine.diagrams.model import Process, Step
from engine.diagrams.problem import named
from engine.diagrams.vocabulary import Procedure


def told(procedure: Procedure, path: str) -> list[str]:
    """A sentence for each thing that needs this file; none when it may go."""
    says = {FORM: _form, DIAGRAM: _drawing, LIST: _list, TABLE: _table}.get(str(kind_of(path)))
    return sorted(set(says(procedure, path))) if says else []


def ways_in(procedure: Procedure, path: str) -> list[str]:
    """What people begin with in a drawing, each with whose it is."""
    drawn = procedure.diagrams[path].processes if path in procedure.diagrams else ()
    found = [(process, process.way_in) for process in drawn]
    return [f"“{named(process.label)}” ({start.lane or 'nobody'})" for process, start in found if start]


def _steps(procedure: Procedure, but: str = "") -> Iterator[tuple[Process, Step]]:
    for path, diagram in procedure.diagrams.items():
        for process in diagram.processes if path != but else ():
            yield from ((process, step) for step in process.steps)


def _at(process: Process, step: Step) -> str:
    return f"“{named(step.label)}” in “{named(process.label)}”"


def _form(procedure: Procedure, path: str) -> Iterator[str]:
    for process, step in _steps(procedure):
        if step.form == name_of(path):
            yield f"{_at(process, step)} asks it."


def _drawing(procedure: Procedure, path: str) -> Iterator[str]:
    here = procedure.diagrams[path].processes if path in procedure.diagrams else ()
    ids, opened = {process.id for process in here}, {process.opened_by for process in here} - {None}
    for process, step in _steps(procedure, but=path):
        if step.called in ids:
            yield f"{_at(process, step)} leads to it."
        if step.kind == "endEvent" and step.event and step.event.kind == "message" and step.event.text in opened:
            yield f"“{named(process.label)}” opens a case on it."


def _list(procedure: Procedure, path: str) -> Iterator[str]:
    name = name_of(path)
    if name in READ_LISTS:
        yield "Pages and reports read it by its name."
    for form in procedure.forms.values():
        for field in form.fields():
            if field.list_name == name:
                asked = f"“{named(field.label, field.key)}” in “{named(form.title or form.name)}”"
                yield f"{asked} takes its answers from it."


def _table(procedure: Procedure, path: str) -> Iterator[str]:
    ids = {key for key, home in procedure.places.items() if home == path and key in procedure.decisions}
    for process, step in _steps(procedure):
        if step.decision in ids:
            yield f"{_at(process, step)} decides by it."
    for key, decision in procedure.decisions.items():
        if key not in ids and {each.id for each in _rests(decision)} & ids:
            yield f"“{named(decision.name, key)}” rests on it."


def _rests(decision: Decision) -> Iterator[Decision]:
    for each in decision.requires:
        yield each
        yield from _rests(each)
