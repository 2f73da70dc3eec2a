"""Whether branches always meet: plays every way through a diagram and finds where a case would stand still.

Called by check. What is played is one process or sub-process at a time; a marking is the arrows on which a token is.
Only one token is moved at a time, and only that one's choices are followed: at a gateway that waits for nothing, what
the others do makes no difference.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from engine.diagrams.check_paths import reachable
from engine.diagrams.model import Diagram, Flow, Process, Step
from engine.diagrams.naming import at_step, called
from engine.diagrams.problem import Problem

MOST_TOKENS = 50_000
"""Of a diagram with more ways through than this only so many are played, counting every token in each marking."""
LOOKS = 20
"""So many steps looked at, where a token may still come from, take as long as to play one."""
MOST_ON_AN_ARROW = 3
MOST_TOGETHER = 4
"""Of more arrows than these only each alone, all, and all but one are tried."""

Marking = tuple[str, ...]


def problems(diagrams: Iterable[Diagram]) -> Iterator[Problem]:
    """Gateways at which a case may wait for a branch that never comes."""
    for diagram in diagrams:
        for process in diagram.processes:
            for parent in (process.id, *(step.id for step in process.steps if step.kind == "subProcess")):
                yield from _stuck(diagram.file, process, parent)


def _stuck(file: str, process: Process, parent: str) -> Iterator[Problem]:
    game = _Game(process, parent)
    if not game.joins:
        return
    for step, missing in game.stuck().items():
        names = " and ".join(called(process, process.by_id[flow.source]) for flow in missing)
        message = (
            f"{{}} waits for every arrow that leads to it, but in some cases nothing comes from {names}, and such a "
            "case would stand still there. Let the branches meet in an either-or or a one-or-more gateway."
        )
        yield at_step(file, process, process.by_id[step], message)


@dataclass
class _Game:
    """The tokens of one process or sub-process."""

    process: Process
    parent: str
    looked: int = 0
    known: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)

    @cached_property
    def flows(self) -> dict[str, Flow]:
        return {flow.id: flow for flow in self.process.flows if flow.parent == self.parent}

    @cached_property
    def steps(self) -> dict[str, Step]:
        return {step.id: step for step in self.process.inside(self.parent) if not step.by_event}

    @cached_property
    def joins(self) -> dict[str, Step]:
        """The gateways that wait: parallel and one-or-more ones with several arrows in."""
        kinds = ("parallelGateway", "inclusiveGateway")
        return {id: step for id, step in self.steps.items() if step.kind in kinds and len(self._into(id)) > 1}

    def stuck(self) -> dict[str, list[Flow]]:
        """The gateways at which some way through ends, with the arrows by which nothing has come."""
        found: dict[str, list[Flow]] = {}
        waiting = [tuple(self._out(step.id)) for step in self.steps.values() if step.kind == "startEvent"]
        seen: set[Marking] = set()
        played = 0
        while waiting and played + self.looked // LOOKS < MOST_TOKENS:
            marking = waiting.pop()
            if marking in seen:
                continue
            seen.add(marking)
            played += len(marking)
            after = self._after(marking)
            if after is None:
                for step in sorted({self.flows[flow].target for flow in marking}):
                    found.setdefault(step, [f for f in self._into(step) if f.id not in marking])
                continue
            waiting += [each for each in after if not _crowded(each)]
        return found

    def _after(self, marking: Marking) -> list[Marking] | None:
        """The markings that may come next; None if tokens are left that nothing can move."""
        if not marking:
            return []
        for flow in marking:
            step = self.steps.get(self.flows[flow].target)
            if step is None or step.id not in self.joins:
                return [_moved(marking, [flow], made) for made in self._made(step)]
        waiting = {self.flows[flow].target for flow in marking}
        self.looked += len(self.joins) // LOOKS + len(waiting)
        ready = next((s for s in self.joins.values() if s.id in waiting and self._may_go(s, marking)), None)
        if ready is None:
            return None
        taken = [flow.id for flow in self._into(ready.id) if flow.id in marking]
        return [_moved(marking, taken, made) for made in self._made(ready)]

    def _may_go(self, step: Step, marking: Marking) -> bool:
        into = [flow.id for flow in self._into(step.id)]
        full = [flow for flow in into if flow in marking]
        if step.kind == "parallelGateway" or not full:
            return len(full) == len(into)
        others = {self.flows[flow].target for flow in marking if flow not in into}
        coming = [self._behind(step, [flow for flow in into if (flow in full) == whether]) for whether in (False, True)]
        return not any(other in coming[0] and other not in coming[1] for other in others)

    def _behind(self, step: Step, flows: list[str]) -> frozenset[str]:
        """The steps from which a token may come by these arrows, not through the step itself."""
        key = (step.id, *flows)
        if key not in self.known:
            back = {**self._back, step.id: []}
            self.known[key] = frozenset(reachable({self.flows[flow].source for flow in flows} - {step.id}, back))
            self.looked += len(back)
        return self.known[key]

    @cached_property
    def _back(self) -> dict[str, list[str]]:
        """For each step those from which it may be reached at once; an event on an edge counts as its step."""
        back: dict[str, list[str]] = {}
        for flow in self.flows.values():
            back.setdefault(flow.target, []).append(flow.source)
        for host, edges in self.edges.items():
            for edge in edges:
                back.setdefault(edge.id, []).append(host)
        return back

    @cached_property
    def edges(self) -> dict[str, list[Step]]:
        """The events on the edges of steps, by the step."""
        found: dict[str, list[Step]] = {}
        for step in self.steps.values():
            if step.kind == "boundaryEvent" and step.attached_to:
                found.setdefault(step.attached_to, []).append(step)
        return found

    def _made(self, step: Step | None) -> Iterator[list[str]]:
        """The arrows on which tokens may be once the step is done, one list for each outcome."""
        if step is None:
            yield []
            return
        out = self._out(step.id)
        if step.kind in ("exclusiveGateway", "eventBasedGateway"):
            yield from ([flow] for flow in out)
        elif step.kind == "inclusiveGateway":
            yield from _some_of([flow for flow in out if flow != step.default])
            yield from ([flow] for flow in out if flow == step.default)
        else:
            edges = self.edges.get(step.id, [])
            ways = [out, *(self._out(edge.id) for edge in edges if edge.interrupting)]
            beside = [self._out(edge.id) for edge in edges if not edge.interrupting]
            for way in ways:
                yield way
                yield from ([*way, *each] for each in beside)
                if len(beside) > 1:
                    yield [*way, *(flow for each in beside for flow in each)]

    def _out(self, id: str) -> list[str]:
        return [flow.id for flow in self.process.outgoing.get(id, ()) if flow.id in self.flows]

    def _into(self, id: str) -> list[Flow]:
        return [flow for flow in self.process.incoming.get(id, ()) if flow.id in self.flows]


def _moved(marking: Marking, taken: list[str], made: list[str]) -> Marking:
    left = [*marking, *made]
    for flow in taken:
        left.remove(flow)
    return tuple(sorted(left))


def _crowded(marking: Marking) -> bool:
    """Whether more tokens are on one arrow than are followed; equal ones stand side by side."""
    return any(one == other for one, other in zip(marking, marking[MOST_ON_AN_ARROW:], strict=False))


def _some_of(flows: list[str]) -> Iterator[list[str]]:
    sizes = range(1, len(flows) + 1) if len(flows) <= MOST_TOGETHER else {1, len(flows) - 1, len(flows)}
    for size in sizes:
        yield from (list(each) for each in combinations(flows, size))
