"""Where arrows lead: what is never reached, never ends or goes round for ever; called by check."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.diagrams.closed_list import CHOOSING
from engine.diagrams.model import Diagram, Process, Step
from engine.diagrams.naming import at_step, called
from engine.diagrams.problem import Problem

_WAITING = frozenset({"userTask", "timer"})
_STOPPING = frozenset({"userTask", "eventBasedGateway", "intermediateCatchEvent"})
DEEPEST = 100


def problems(diagrams: Iterable[Diagram]) -> Iterator[Problem]:
    """Steps never reached or without a way to an end, and loops in which nothing waits."""
    diagrams = list(diagrams)
    waits = Waits({process.id: process for diagram in diagrams for process in diagram.processes})
    for diagram in diagrams:
        for process in diagram.processes:
            for parent in (process.id, *(step.id for step in process.steps if step.kind == "subProcess")):
                yield from _Scope(diagram.file, process, parent, waits).problems()


@dataclass(frozen=True)
class _Scope:
    """The steps directly inside one process or sub-process."""

    file: str
    process: Process
    parent: str
    waits: "Waits"

    def problems(self) -> Iterator[Problem]:
        inside = {step.id: step for step in self.process.inside(self.parent) if not step.by_event}
        ahead = {step_id: [t for t in following(self.process, step_id) if t in inside] for step_id in inside}
        back: dict[str, list[str]] = {step_id: [] for step_id in inside}
        for step_id, targets in ahead.items():
            for target in targets:
                back[target].append(step_id)
        starts = [step.id for step in inside.values() if step.kind == "startEvent"]
        ends = [step.id for step in inside.values() if step.kind == "endEvent"]
        yield from self._lost(inside, ahead, back, starts, ends)
        yield from self._endless(inside, ahead)
        yield from self._never_left(inside, reachable(ends, back))

    def _lost(
        self,
        inside: Mapping[str, Step],
        ahead: Mapping[str, list[str]],
        back: Mapping[str, list[str]],
        starts: list[str],
        ends: list[str],
    ) -> Iterator[Problem]:
        reached, ending = reachable(starts, ahead), reachable(ends, back)
        for step_id, step in inside.items():
            if starts and step_id not in reached and back[step_id]:
                message = "No way leads from the start to {}, so it would never be reached. Draw one."
                yield at_step(self.file, self.process, step, message)
            if ends and step_id in reached and step_id not in ending and ahead[step_id]:
                yield at_step(self.file, self.process, step, "No way leads from {} to an end. Draw one.")

    def _endless(self, inside: Mapping[str, Step], ahead: Mapping[str, list[str]]) -> Iterator[Problem]:
        automatic = {step_id for step_id, step in inside.items() if not self.waits.step(step)}
        onward = {s: at_once(self.process, inside[s], ahead[s]) for s in sorted(automatic)}
        for loop in _loops({s: [t for t in onward[s] if t in automatic] for s in onward}):
            first = next(step for step in inside.values() if step.id in loop)
            names = ", ".join(called(self.process, step) for step in inside.values() if step.id in loop)
            message = (
                f"{{}} is in a loop in which nobody is asked and no time passes ({names}), so it could go round for "
                "ever. Put a step for a person or a timer into the loop."
            )
            yield at_step(self.file, self.process, first, message)

    def _never_left(self, inside: Mapping[str, Step], ending: set[str]) -> Iterator[Problem]:
        """Loops that a branch runs round for ever, however often another branch leaves them."""
        bound = {step_id for step_id in inside if step_id in ending and not self._chooses(inside[step_id])}
        flows = self.process.outgoing
        for loop in _loops({s: [f.target for f in flows.get(s, ()) if f.target in bound] for s in sorted(bound)}):
            first = next(step for step in inside.values() if step.id in loop)
            names = ", ".join(called(self.process, step) for step in inside.values() if step.id in loop)
            message = (
                f"{{}} is in a loop in which nothing is chosen ({names}), so no case that is in it would ever end. "
                "Put an either-or gateway into the loop, with an arrow that leads out."
            )
            yield at_step(self.file, self.process, first, message)

    def _chooses(self, step: Step) -> bool:
        """Whether a case may leave the step by one way or another."""
        if step.kind == "eventBasedGateway" or any(edge.interrupting for edge in self.process.edges_of(step.id)):
            return True
        return step.kind in CHOOSING and len(self.process.outgoing.get(step.id, ())) > 1


def following(process: Process, step_id: str) -> list[str]:
    """The steps to which a step leads, by its arrows and by the events on its edge."""
    flows = [flow.target for flow in process.outgoing.get(step_id, ())]
    return flows + [edge.id for edge in process.edges_of(step_id)]


def at_once(process: Process, step: Step, targets: Iterable[str]) -> list[str]:
    """Where a step leads without anybody being asked: what stands on its edge happens only while somebody is."""
    edges = {edge.id for edge in process.edges_of(step.id)} if step.for_a_person else set()
    return [target for target in targets if target not in edges]


def reachable(roots: Iterable[str], ahead: Mapping[str, Iterable[str]]) -> set[str]:
    """Everything that the roots lead to, themselves included."""
    seen = set(roots)
    waiting = list(seen)
    while waiting:
        for target in ahead.get(waiting.pop(), ()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


class Waits:
    """Which steps always stop for a person or for time; a condition may be true at once, so it does not count."""

    def __init__(self, processes: Mapping[str, Process]) -> None:
        self.processes = processes
        self.known: dict[tuple[str, str], bool] = {}
        self.depth = 0

    def step(self, step: Step) -> bool:
        """Whether nobody gets past this step at once."""
        if step.repeat is not None or step.properties.get("already"):
            return False  # There may be nothing to run for, or all may have been answered.
        if step.kind == "callActivity":
            called = self.processes.get(step.called or "")
            return called is not None and self.inside(called, called.id)
        if step.kind == "subProcess":
            return self.inside(self.processes[step.process], step.id)
        kind = step.event.kind if step.event and step.kind == "intermediateCatchEvent" else step.kind
        return kind in _WAITING

    def inside(self, process: Process, parent: str) -> bool:
        """Whether every way through a process or sub-process stops somewhere."""
        key = (process.id, parent)
        if key not in self.known:
            self.known[key] = True  # A diagram that calls itself is another problem, and so is a chain too long.
            self.depth += 1
            if self.depth <= DEEPEST:
                self.known[key] = not self._passable(process, parent)
            self.depth -= 1
        return self.known[key]

    def _passable(self, process: Process, parent: str) -> bool:
        inside = {step.id: step for step in process.inside(parent) if not step.by_event}
        automatic = {step_id for step_id, step in inside.items() if not self.step(step)}
        onward = {s: at_once(process, inside[s], following(process, s)) for s in automatic}
        ahead = {s: [t for t in onward[s] if t in automatic] for s in onward}
        reached = reachable((s for s in automatic if inside[s].kind == "startEvent"), ahead)
        return any(inside[step_id].kind == "endEvent" for step_id in reached)

    def stop(self, process: Process) -> Step | None:
        """The first step of a process at which it may stop, itself or in what it calls; None if it never does."""
        for step in process.steps:
            called = reachable(self._called([step]), self._calls())
            if step.kind in _STOPPING or any(self._stops(self.processes[each]) for each in called):
                return step
        return None

    def _calls(self) -> dict[str, list[str]]:
        return {process_id: self._called(process.steps) for process_id, process in self.processes.items()}

    def _called(self, steps: Iterable[Step]) -> list[str]:
        return [step.called for step in steps if step.called and step.called in self.processes]

    def _stops(self, process: Process) -> bool:
        return any(step.kind in _STOPPING for step in process.steps)


def _loops(ahead: Mapping[str, list[str]]) -> Iterator[set[str]]:
    """Sets of steps that lead round to each other: the strongly connected parts, without recursion."""
    back: dict[str, list[str]] = {step: [] for step in ahead}
    for step, targets in ahead.items():
        for target in targets:
            back[target].append(step)
    seen: set[str] = set()
    order = [step for root in ahead for step in _finished(root, ahead.__getitem__, seen)]
    taken: set[str] = set()
    for root in reversed(order):
        if root in taken:
            continue
        part = set(_finished(root, back.__getitem__, taken))
        if len(part) > 1 or root in ahead[root]:
            yield part


def _finished(root: str, ahead: Callable[[str], list[str]], seen: set[str]) -> list[str]:
    if root in seen:
        return []
    seen.add(root)
    done: list[str] = []
    path = [(root, iter(ahead(root)))]
    while path:
        here, targets = path[-1]
        target = next((t for t in targets if t not in seen), None)
        if target is None:
            done.append(here)
            path.pop()
        else:
            seen.add(target)
            path.append((target, iter(ahead(target))))
    return done
