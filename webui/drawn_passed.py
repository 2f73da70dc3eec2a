"""What a case must have passed in a drawing, worked out from what is known of it: finished tokens are forgotten, and
only persons' steps and dates leave a row. Called by the live diagram.
"""

from collections.abc import Collection, Iterable
from functools import cached_property

from engine.diagrams.model import Process, Step

ENDS = ("endEvent", "exclusiveGateway")
GATEWAYS = ("inclusiveGateway", "parallelGateway", "eventBasedGateway")
"""What needs nothing but to be reached; the latter unless they join ways."""


class Drawing:
    """The ways through one process."""

    def __init__(self, process: Process) -> None:
        self.process = process

    @cached_property
    def _leads(self) -> dict[str, list[str]]:
        """Where each element leads; a step also to the events on its edge."""
        leads: dict[str, list[str]] = {step.id: [] for step in self.process.steps}
        for flow in self.process.flows:
            leads.setdefault(flow.source, []).append(flow.target)
        for step in self.process.steps:
            if step.attached_to:
                leads.setdefault(step.attached_to, []).append(step.id)
        return leads

    def _reached(self, without: str = "") -> set[str]:
        """Everything that can be reached from the beginnings, by ways that leave one element out."""
        left = [step.id for step in self.process.steps if step.kind == "startEvent" and step.id != without]
        found = set(left)
        while left:
            for target in self._leads.get(left.pop(), ()):
                if target not in found and target != without:
                    found.add(target)
                    left.append(target)
        return found

    @cached_property
    def _before(self) -> dict[str, set[str]]:
        """By element, what is on every way to it."""
        everything = self._reached()
        before: dict[str, set[str]] = {id: set() for id in everything}
        for step in self.process.steps:
            for id in everything - self._reached(without=step.id) - {step.id}:
                before[id].add(step.id)
        return before

    def passed(self, known: Iterable[str], finished: Iterable[str], here: Collection[str]) -> set[str]:
        """What lies on every way to what is known, and what follows by itself on what has finished; not where it is."""
        found = set().union(*(self._before.get(id, set()) for id in known)) - set(here)
        left = [*finished, *found]
        while left:
            fresh = self._after(left.pop()) - found - set(here)
            found |= fresh
            left += fresh
        return found

    def _after(self, id: str) -> set[str]:
        """The next element where it needs only to be reached; where ways part, all that no person does."""
        flows, by_id = self.process.outgoing.get(id, ()), self.process.by_id
        parted = by_id[id].kind == "parallelGateway" and len(flows) > 1
        targets = [by_id[flow.target] for flow in flows if flow.target in by_id]
        if parted:
            return {step.id for step in targets if not step.for_a_person}
        return {step.id for step in targets[:1] if len(targets) == 1 and self._needs_nothing(step)}

    def _needs_nothing(self, step: Step) -> bool:
        joins = len(self.process.incoming.get(step.id, ())) > 1
        return step.kind in ENDS or (step.kind in GATEWAYS and not joins)

    def calls(self, known: Collection[str], ended: Collection[str]) -> set[str]:
        """The steps that called these processes: of several that call one, the farthest that can have been reached."""
        found = set(known)
        callers = {called: [step for step in self.process.steps if step.called == called] for called in ended}
        for steps in sorted(callers.values(), key=len):
            likely = steps if len(steps) == 1 else [step for step in steps if self._can_be_reached(step, found)]
            found |= {step.id for step in sorted(likely, key=lambda s: len(self._before.get(s.id, ())))[-1:]}
        return found - set(known)

    def _can_be_reached(self, step: Step, known: Collection[str]) -> bool:
        by_id = self.process.by_id
        return all(id in known for id in self._before.get(step.id, ()) if by_id[id].for_a_person or by_id[id].called)
