"""What a step is called in its drawing: one without a name by what stands around it; called by check, diff and desk."""

from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice

from engine.diagrams.closed_list import STEPS
from engine.diagrams.model import Flow, Process, Step
from engine.diagrams.problem import Problem, named

MOST_NEAR = 3
ARROWS = 12
"""Along how many arrows a name is looked for: what is further away tells nobody where it is."""


def at_step(file: str, process: Process, step: Step, message: str) -> Problem:
    """A problem of a step; `{}` in the message stands for what the step is called."""
    said = called(process, step)
    at_once = sentence(said) if message.startswith("{}") else said
    return Problem(file, titled(process, step), message.replace("{}", at_once, 1), step.id)


def titled(process: Process, step: Step) -> str:
    """A step by itself, as the check names the place of a problem: “Look at it”, “Parallel gateway after "Hold it"”."""
    return named(step.label) if step.name.strip() else sentence(_kind_and_place(process, step))


def called(process: Process, step: Step) -> str:
    """A step in a sentence of the check: its name in quotation marks, else what it is and after or before what."""
    return f'"{named(step.label)}"' if step.name.strip() else f"the {_kind_and_place(process, step)}"


def _kind_and_place(process: Process, step: Step) -> str:
    kind = STEPS.get(step.kind, "step")
    if step.attached_to and (edge := process.by_id.get(step.attached_to)):
        return f"event on the edge of {called(process, edge)}"
    place = _beside(process, step)
    return f"{kind} {place}" if place else f'{kind} "{named(step.id)}"'


def _beside(process: Process, step: Step) -> str:
    """After or before what a step without a name stands: what is next to it, else what is nearest on its ways."""

    def before(each: str) -> Iterator[str]:
        return (flow.source for flow in process.incoming.get(each, ()))

    def after(each: str) -> Iterator[str]:
        return (flow.target for flow in process.outgoing.get(each, ()))

    for far in (False, True):
        for word, ways in (("after", before), ("before", after)):
            if near := _nearest(process, step, ways, far=far):
                return f"{word} {' and '.join(near)}"
    return ""


def _nearest(process: Process, step: Step, ways: Callable[[str], Iterator[str]], *, far: bool) -> list[str]:
    """The steps with a name next to this one, or, when it is to be found `far`, behind others without one."""
    found: dict[str, None] = {}
    seen, waiting = {step.id}, deque(islice(ways(step.id), ARROWS))
    while waiting and len(found) < MOST_NEAR:
        here = process.by_id.get(waiting.popleft())
        if here is None or here.id in seen:
            continue
        seen.add(here.id)
        if here.name.strip():
            found[f'"{named(here.label)}"'] = None
        elif far:
            waiting.extend(islice(ways(here.id), max(0, ARROWS - len(seen) - len(waiting))))
    return list(found)


def quoted(process: Process, step_id: str) -> str:
    """A step in a sentence: its name in quotation marks, or where a gateway without a name stands."""
    step = process.by_id.get(step_id)
    if step is None:
        return f"“{named(step_id)}”"
    return _place(process, step) or f"“{named(step.label)}”"


def heading(process: Process, step: Step) -> str:
    """A step by itself: its name, or where a gateway without a name stands, with a capital."""
    return sentence(_place(process, step) or step.label)


def sentence(words: str) -> str:
    """Words that begin a sentence; what begins with a quotation mark or a name stays."""
    return words[:1].upper() + words[1:]


def _place(process: Process, step: Step) -> str:
    """Where a gateway without a name stands; "" for anything else, and where nothing with a name is near."""
    if step.name.strip() or not step.gateway:
        return ""
    before = [flow.source for flow in process.incoming.get(step.id, ())]
    after = [flow.target for flow in process.outgoing.get(step.id, ())]
    if step.kind == "eventBasedGateway":
        return _with("where {} comes first", _names(process, after, " or "))
    if len(after) == 1:
        near = _near(process, step, forward=True)
        words = _with("where ways come together before {}", f"“{near}”" if near else "")
        return words or _with("where ways come together after {}", _names(process, before, " or "))
    near = _near(process, step, forward=False)
    words = _with("where the case splits after {}", f"“{near}”" if near else "")
    return words or _with("where the case splits into {}", _names(process, after, " and "))


def _with(words: str, names: str) -> str:
    return words.format(names) if names else ""


def _names(process: Process, ids: list[str], between: str) -> str:
    """The steps among these that have a name."""
    steps = [process.by_id[id] for id in ids if id in process.by_id]
    return between.join(f"“{named(step.label)}”" for step in steps if step.name.strip() or not step.gateway)


def _near(process: Process, step: Step, *, forward: bool) -> str:
    """The next step with a name, along the only arrow there is at each gateway without one."""
    seen: set[str] = set()
    here: Step | None = step
    while here is not None and here.id not in seen and here.gateway and not here.name.strip():
        seen.add(here.id)
        flows: tuple[Flow, ...] = (process.outgoing if forward else process.incoming).get(here.id, ())
        here = process.by_id.get(flows[0].target if forward else flows[0].source) if len(flows) == 1 else None
    return named(here.label) if here is not None and here.id not in seen else ""
