"""How the diagrams of a procedure fit together: calls, messages, ways in, ids; called by check."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.diagrams.check_paths import Waits
from engine.diagrams.model import Diagram, Process, Step, one_line
from engine.diagrams.naming import at_step
from engine.diagrams.problem import Problem, at_process, named, of_file


@dataclass(frozen=True)
class _Placed:
    """A process and the file it is drawn in."""

    file: str
    process: Process


def problems(diagrams: Iterable[Diagram], *, alone: bool) -> Iterator[Problem]:
    """What is wrong between diagrams. `alone`: one file was given, so that what it calls may be elsewhere."""
    diagrams = list(diagrams)
    placed = [_Placed(diagram.file, process) for diagram in diagrams for process in diagram.processes]
    by_id = {each.process.id: each for each in reversed(placed)}
    yield from _shared_ids(diagrams)
    yield from _openings(placed, alone=alone)
    yield from _calls(placed, by_id, alone=alone)
    yield from _circles(by_id)
    yield from _events(placed)
    waits = Waits({process_id: each.process for process_id, each in by_id.items()})
    for each in placed:
        if each.process.way_in:
            yield from _way_in(each, waits)


def _shared_ids(diagrams: list[Diagram]) -> Iterator[Problem]:
    """Ids that must differ in the whole procedure: the workflow library keeps them in one table."""
    seen: dict[str, str] = {}
    for diagram in diagrams:
        for element_id, label, word in _ids(diagram):
            other = seen.setdefault(element_id, diagram.file)
            if other != diagram.file:
                message = f'The id "{named(element_id)}" of this {word} is also used in {other}. Give it another.'
                yield Problem(diagram.file, named(label, element_id), message, element_id)


def _ids(diagram: Diagram) -> Iterator[tuple[str, str, str]]:
    for process in diagram.processes:
        yield process.id, process.label, "process"
        for step in process.steps:
            if step.kind == "subProcess":
                yield step.id, step.label, "sub-process"
    for message_id, name in diagram.messages.items():
        yield message_id, name, "message"


def _openings(placed: list[_Placed], *, alone: bool) -> Iterator[Problem]:
    opens: dict[str, _Placed] = {}
    for each in placed:
        name = one_line(each.process.opened_by or "")
        if name and name in opens:
            other = opens[name].process.label
            message = f'{{}} begins by the message "{named(name)}", and so does "{named(other)}". Only one may.'
            yield at_process(each.file, each.process, message)
        elif name:
            opens[name] = each
    for each in placed:
        for step in each.process.steps:
            if step.kind == "endEvent" and step.event and step.event.kind == "message":
                yield from _message_end(each, step, opens, alone=alone)


def _message_end(each: _Placed, step: Step, opens: Mapping[str, _Placed], *, alone: bool) -> Iterator[Problem]:
    name = one_line(step.event.text if step.event else "")
    if each.process.way_in is None:
        yield at_step(each.file, each.process, step, "{} opens a case, which only a way in does. Use a plain end.")
    elif name and name not in opens and not alone:
        message = f'{{}} says "{named(name)}", but no diagram begins by that message. Name the message alike in both.'
        yield at_step(each.file, each.process, step, message)


def _calls(placed: list[_Placed], by_id: Mapping[str, _Placed], *, alone: bool) -> Iterator[Problem]:
    for each in placed:
        for step in each.process.steps:
            if step.kind != "callActivity" or not step.called:
                continue
            target = by_id.get(step.called)
            if target is None and not alone:
                message = f'{{}} calls "{named(step.called)}", which is none of the diagrams. Choose one that is there.'
                yield at_step(each.file, each.process, step, message)
            elif target and target.process.way_in:
                yield at_step(
                    each.file,
                    each.process,
                    step,
                    "{} calls a way in, which only begins with its own form. Call another.",
                )
            elif target and target.process.opened_by:
                yield at_step(
                    each.file,
                    each.process,
                    step,
                    "{} calls a diagram that begins by a message. Give that a plain start.",
                )


def _circles(by_id: Mapping[str, _Placed]) -> Iterator[Problem]:
    """Diagrams that call themselves, through however many others."""
    calls = {
        process_id: [step.called for step in each.process.steps if step.called in by_id]
        for process_id, each in by_id.items()
    }
    for process_id, each in by_id.items():
        for step in each.process.steps:
            if step.called in by_id and process_id in _called_from(step.called or "", calls):
                message = f'{{}} calls "{named(step.called or "")}", which leads back here, without end. Draw a loop.'
                yield at_step(each.file, each.process, step, message)


def _called_from(root: str, calls: Mapping[str, list[str | None]]) -> set[str]:
    seen, waiting = {root}, [root]
    while waiting:
        for called in calls.get(waiting.pop(), ()):
            if called and called not in seen:
                seen.add(called)
                waiting.append(called)
    return seen


def _events(placed: list[_Placed]) -> Iterator[Problem]:
    called = {step.called for each in placed for step in each.process.steps if step.called}
    for each in placed:
        below = each.process.id in called or each.process.thing is not None
        for step in each.process.inside(each.process.id):
            if step.by_event and (below or each.process.way_in):
                yield at_step(
                    each.file, each.process, step, "{} would never start here. Draw it in the top diagram of a case."
                )


def _way_in(each: _Placed, waits: Waits) -> Iterator[Problem]:
    """A way in is asked, decides and ends; what waits belongs to the case that it opens."""
    process = each.process
    stop = waits.stop(process)
    if stop is not None:
        message = "{} would wait, but a way in is over as soon as it is sent. Move it to the diagram of the case."
        yield at_step(each.file, each.process, stop, message)
    for step in process.steps:
        if step.kind == "boundaryEvent" or step.repeat:
            yield at_step(
                each.file, each.process, step, "{} cannot stand in a way in. Move it to the diagram of the case."
            )


def same_names(paths: Mapping[str, list[str]], word: str) -> Iterator[Problem]:
    """Forms or lists of one name, which nothing could tell apart."""
    for name, files in paths.items():
        for path in files[1:]:
            yield of_file(path, f'There is another {word} "{named(name)}" in {files[0]}. Rename one of them.')
