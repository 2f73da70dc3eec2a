"""What a step that is not open comes after, as it is drawn, so that a story's author sees what is missing."""

from collections.abc import Iterable, Iterator

from engine.diagrams.model import Process, Step
from engine.procedure import Procedure
from engine.rehearsal.words import alike

MOST = 4


def comes_after(procedure: Procedure, step: str) -> list[str]:
    """What is drawn right before the steps of this name: steps, events and answers, the nearest first; at most four."""
    processes = procedure.processes.values()
    found = [
        name
        for process in processes
        for each in process.steps
        if alike(each.name, step)
        for name in _before(processes, process, each, {(process.id, each.id)})
    ]
    return list(dict.fromkeys(found))[:MOST]


def _before(processes: Iterable[Process], process: Process, step: Step, seen: set[tuple[str, str]]) -> Iterator[str]:
    if step.attached_to:
        yield process.by_id[step.attached_to].label
        return
    for flow in process.incoming.get(step.id, ()):
        source = process.by_id[flow.source]
        if (process.id, source.id) in seen:
            continue
        seen.add((process.id, source.id))
        if source.gateway and flow.name:
            yield f"{source.name} {flow.name}".strip()
        elif source.name and not source.gateway and source.kind != "startEvent":
            yield source.name
        else:
            yield from _before(processes, process, source, seen)
    if step.kind == "startEvent":
        yield from _before_the_process(processes, process, step, seen)


def _before_the_process(
    processes: Iterable[Process], process: Process, start: Step, seen: set[tuple[str, str]]
) -> Iterator[str]:
    """Where a process is called, what comes before it; what may happen at any time is called by its message."""
    inside = process.by_id.get(start.parent)
    if inside is not None and inside.by_event:
        yield start.event.text if start.event and start.event.kind == "message" else start.label
        return
    if inside is not None:
        yield from _before(processes, process, inside, seen)
        return
    for other in processes:
        for call in other.steps:
            if call.called == process.id and (other.id, call.id) not in seen:
                seen.add((other.id, call.id))
                yield from _before(processes, other, call, seen)
