"""What each step and arrow must have to run and to reach somebody; called by check, one process at a time."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from engine.computed import STRANDS
from engine.diagrams import closed_list as may
from engine.diagrams.model import Diagram, Flow, Process, Step, one_line
from engine.diagrams.naming import at_step, called
from engine.diagrams.problem import Problem, at_process, named, of_file

_FILE = re.compile(r"[\w-]{1,100}")
_STARTS = {None, "message"}
_TRIGGERS = {"message", "timer", "condition"}
_TAKEN: Mapping[str, frozenset[str | None]] = {
    "endEvent": frozenset({None, "message"}),
    "intermediateCatchEvent": frozenset({"timer", "condition"}),
    "intermediateThrowEvent": frozenset({None}),
    "boundaryEvent": frozenset({"timer", "condition"}),
}


def problems(diagram: Diagram, roles: Collection[str] | None) -> Iterator[Problem]:
    """What is wrong in one diagram by itself; `roles` are those the authority has, None if that is not known."""
    if not diagram.processes:
        yield of_file(diagram.file, "There is no process in this diagram. Draw one, in a pool with lanes.")
    for process in diagram.processes:
        yield from _Drawing(diagram.file, process, roles).problems()


@dataclass(frozen=True)
class _Drawing:
    file: str
    process: Process
    roles: Collection[str] | None

    def problems(self) -> Iterator[Problem]:
        yield from self._process()
        yield from self._lanes()
        for flow in self.process.flows:
            yield from self._flow(flow)
        for step in self.process.steps:
            for message in self._step(step):
                yield at_step(self.file, self.process, step, message)

    def _process(self) -> Iterator[Problem]:
        thing, kind = self.process.thing, self.process.properties.get("kind")
        if thing is not None and thing not in may.KINDS:
            yield self._whole(f'{{}} has the thing "{named(thing)}". Choose one of: {", ".join(may.KINDS)}.')
        if kind is not None and kind not in STRANDS:
            yield self._whole(f'{{}} has the kind "{named(kind)}". Choose one of: {", ".join(STRANDS)}.')
        if thing == "strand" and kind is None:
            yield self._whole(f'{{}} is a strand, but does not say of which kind. Add "kind": {", ".join(STRANDS)}.')
        if kind is not None and thing != "strand":
            remedy = 'Add "thing": strand, or take the kind away.'
            yield self._whole(f'{{}} has the kind "{named(kind)}", but is no strand. {remedy}')
        yield from self._beginning(self.process.id, self._whole)

    def _whole(self, message: str) -> Problem:
        return at_process(self.file, self.process, message)

    def _beginning(self, parent: str, say: Callable[[str], Problem]) -> Iterator[Problem]:
        starts = [step for step in self.process.inside(parent) if step.kind == "startEvent"]
        if not starts:
            yield say("{} has no start, so it could never begin. Draw a start event.")
        if len(starts) > 1:
            yield say(f"{{}} has {len(starts)} starts. Keep one.")
        if not any(step.kind == "endEvent" for step in self.process.inside(parent)):
            yield say("{} has no end. Draw an end event.")

    def _lanes(self) -> Iterator[Problem]:
        for lane in self.process.lanes:
            label = lane.name or "a lane without a name"
            if not lane.name:
                yield Problem(self.file, label, "A lane has no name. Name it after a role.", lane.id)
            elif self.roles is not None and lane.name not in self.roles:
                message = f'The lane "{named(label)}" is no role here. Name it after a role, or add the role first.'
                yield Problem(self.file, named(label), message, lane.id)
            for member in lane.members:
                if member not in self.process.by_id:
                    message = f'The lane "{named(label)}" lists "{named(member)}", which is not drawn. Save it again.'
                    yield Problem(self.file, named(label), message, lane.id)

    def _flow(self, flow: Flow) -> Iterator[Problem]:
        ends = [self.process.by_id.get(end) for end in (flow.source, flow.target)]
        label = named(flow.name) or self._between(*ends) or f"the arrow {named(flow.id)}"
        for word, end_id, end in zip(("comes from", "leads to"), (flow.source, flow.target), ends, strict=True):
            if end is None:
                what = f'"{named(end_id)}", which is not drawn' if end_id else "nothing"
                yield Problem(self.file, label, f"The arrow {word} {what}. Draw it to a step.", flow.id)
        source, target = ends
        if source and target and not (source.parent == target.parent == flow.parent):
            message = "The arrow crosses the edge of a sub-process. Let it begin and end on the same side."
            yield Problem(self.file, label, message, flow.id)

    def _between(self, *ends: Step | None) -> str:
        """What an arrow without a name is called: by the steps that it joins."""
        words = [f"{word} {called(self.process, end)}" for word, end in zip(("from", "to"), ends, strict=True) if end]
        return f"The arrow {' '.join(words)}" if words else ""

    def _step(self, step: Step) -> Iterator[str]:
        yield from self._arrows(step)
        yield from self._in_lane(step)
        if step.gateway:
            yield from self._gateway(step)
        if step.kind in may.EVENTS:
            yield from self._event(step)
        if step.repeat:
            yield from _repeat(step)
        yield from _KINDS_OF_STEP.get(step.kind, _nothing)(step)
        if step.kind == "subProcess":
            yield from (
                problem.message
                for problem in self._beginning(step.id, lambda m: at_step(self.file, self.process, step, m))
            )
            yield from self._sub_process(step)

    def _arrows(self, step: Step) -> Iterator[str]:
        into, out = self.process.incoming.get(step.id, ()), self.process.outgoing.get(step.id, ())
        if step.kind in ("startEvent", "boundaryEvent") or step.by_event:
            if into:
                yield "An arrow leads into {}, which can only begin by itself. Take the arrow away."
        elif not into:
            yield "No arrow leads to {}, so it would never be reached. Draw one."
        if step.kind == "endEvent" or step.by_event:
            if out:
                yield "An arrow leads out of {}, where nothing can follow. Take the arrow away."
        elif not out:
            yield "No arrow leads out of {}, so nobody would know what follows. Draw one, to an end if need be."
        if len(out) > 1 and not step.gateway:
            yield f"{len(out)} arrows lead out of {{}}. Draw a gateway that says which of them is taken."
        if not step.gateway and any(flow.condition for flow in out):
            yield "An arrow out of {} has a condition. Draw a gateway that asks it."

    def _in_lane(self, step: Step) -> Iterator[str]:
        if len(set(step.drawn_in)) > 1:
            yield f"{{}} is in the lanes {' and '.join(step.drawn_in)} at once. Move it into one."
        if not step.for_a_person and not (step.kind == "startEvent" and step.form and step.parent == self.process.id):
            return
        inner = next((name for name in step.drawn_in if name != step.lane), None)
        if step.for_a_person and step.lane in may.UNASKED:
            yield (
                f'{{}} is in the lane "{named(step.lane)}", which answers no steps, so it would be in nobody\'s inbox: '
                "give it to a role that answers steps."
            )
        if step.lane is None and step.parent != self.process.id:
            outer = self._outermost(step)
            yield f"{{}} is in {outer}, which is in no lane, so it would be in nobody's inbox. Put that into a lane."
        elif step.lane is None:
            if step.for_a_person:
                yield "{} is in no lane, so it would be in nobody's inbox. Put it in a lane named after a role."
            else:
                yield "{} is in no lane, so nobody could use it. Put it in a lane named after a role, or in Public."
        elif inner is not None:
            yield (
                f'{{}} is drawn in the lane "{named(inner)}", but {self._outermost(step)} around it belongs to '
                f'"{named(step.lane)}", who would get it. Move it into a diagram of its own and call that.'
            )

    def _outermost(self, step: Step) -> str:
        while step.parent != self.process.id and step.parent in self.process.by_id:
            step = self.process.by_id[step.parent]
        return called(self.process, step)

    def _gateway(self, step: Step) -> Iterator[str]:
        out = self.process.outgoing.get(step.id, ())
        if step.default and step.default not in {flow.id for flow in out}:
            yield "The arrow marked as the default of {} does not leave it. Mark another."
        if step.kind in may.CHOOSING:
            yield from self._choosing(step, out)
        else:
            if any(flow.condition for flow in out):
                yield "An arrow out of {} has a condition, which it would not ask. Use an either-or gateway."
            if step.default:
                yield "{} has a default arrow, which it cannot have. Take the mark away."
        if step.kind == "eventBasedGateway":
            yield from self._first_of(out)

    def _choosing(self, step: Step, out: tuple[Flow, ...]) -> Iterator[str]:
        if len(out) < 2:
            return
        for flow in out:
            arrow = f'"{named(flow.name)}"' if flow.name else f"to {self._target(flow)}"
            if not flow.condition and flow.id != step.default:
                yield f"The arrow {arrow} out of {{}} has no condition. Say when it is taken, or mark it as default."
            if flow.condition and flow.id == step.default:
                yield f"The arrow {arrow} out of {{}} is the default and has a condition. Take one of the two away."

    def _target(self, flow: Flow) -> str:
        target = self.process.by_id.get(flow.target)
        return called(self.process, target) if target else "nothing"

    def _first_of(self, out: tuple[Flow, ...]) -> Iterator[str]:
        if len(out) < 2:
            yield "{} waits for the first of several things, but has fewer than two arrows. Draw them."
        for flow in out:
            target = self.process.by_id.get(flow.target)
            if target and target.kind != "intermediateCatchEvent":
                yield f"{{}} leads to {called(self.process, target)}. Only waits for a time or a condition follow it."
            elif target and len(self.process.incoming.get(target.id, ())) > 1:
                yield f"{{}} leads to {self._target(flow)}, to which other arrows lead too. Draw a wait of its own."

    def _event(self, step: Step) -> Iterator[str]:
        kind = step.event.kind if step.event else None
        if step.events > 1:
            yield "{} waits for several things at once. Draw one event for each."
        if step.kind == "startEvent":
            yield from self._start(step, kind)
        elif kind not in _TAKEN[step.kind]:
            yield f"{{}} is a {kind or 'plain'} event, which cannot stand here. {_INSTEAD[step.kind]}."
        if kind in ("timer", "condition") and step.event and not step.event.text:
            yield "{} does not say when. Write it as an expression."
        if kind == "message" and step.event and not one_line(step.event.text):
            yield "{} has no message with a name. Choose or name one."
        if step.kind == "boundaryEvent":
            yield from self._edge(step, kind)

    def _start(self, step: Step, kind: str | None) -> Iterator[str]:
        holder = self.process.by_id.get(step.parent)
        if holder is None:
            if kind not in _STARTS:
                yield f"{{}} is a {kind} event, and no process begins by that. Use a plain start or a message."
            if kind is not None and step.form:
                yield "{} has a form and a message. A way in has a form; what it opens has a message."
        elif step.form:
            yield "{} has a form, but stands inside a sub-process. Only the start of a way in has one."
        elif holder.by_event and kind not in _TRIGGERS:
            yield "{} does not say what starts it. Use a message, a time or a condition."
        elif not holder.by_event and kind is not None:
            yield "{} stands in a sub-process, which begins when it is reached. Use a plain start."
        if holder is not None and holder.by_event and step.interrupting:
            yield "{} would stop everything else in the case. Make it non-interrupting."

    def _edge(self, step: Step, kind: str | None) -> Iterator[str]:
        host = self.process.by_id.get(step.attached_to or "")
        if host is None or not host.activity or host.parent != step.parent:
            yield "{} is on the edge of no step. Attach it to one."
        if kind == "condition" and not step.interrupting:
            yield "{} would be lost when the step is completed. Make it interrupting, or draw a branch that waits."

    def _sub_process(self, step: Step) -> Iterator[str]:
        if not step.by_event:
            if step.properties.get("offered"):
                yield '{} has "offered", which only an event sub-process has. Take it out.'
            return
        if step.repeat:
            yield "{} starts by an event and cannot run for each of several things. Let it call a diagram that does."
        if step.parent != self.process.id:
            yield "{} would never start here. What may happen at any time is drawn in the top process itself."


def _nothing(_step: Step) -> Iterator[str]:
    return iter(())


def _person(step: Step) -> Iterator[str]:
    for name in ("decides", "household"):
        if step.properties.get(name, "yes") != "yes":
            yield f'{{}} has "{name}" with another value than "yes". Write yes, or take it out.'
    if not one_line(step.name):
        yield "{} has no name. Say what somebody does, beginning with a verb."
    if not step.form:
        yield "{} has no form, so there would be nothing to answer. Choose a form for it."
    elif not _FILE.fullmatch(step.form):
        yield f'{{}} has the form "{named(step.form)}", which no file can be called. Choose one that is there.'


def _table(step: Step) -> Iterator[str]:
    if not step.decision:
        yield "{} names no decision table. Choose one."
    if not step.result:
        yield "{} does not say which fact the table's answer becomes. Name it as the result."
    elif step.result in may.RESERVED:
        yield f'{{}} gives its answer the name "{step.result}", which the service uses itself. Choose another.'
    elif not _plain(step.result):
        yield f'{{}} gives its answer the name "{named(step.result)}". Use lower-case letters, digits and underscores.'


def _action(step: Step) -> Iterator[str]:
    if step.implementation != "external":
        yield "{} does not name a built-in action (type external). Choose one."
    elif step.topic not in may.ACTIONS:
        yield f'{{}} names the action "{named(step.topic or "")}", which is none. Choose: {", ".join(may.ACTIONS)}.'


def _call(step: Step) -> Iterator[str]:
    if not step.called:
        yield "{} calls no diagram. Choose the one that it runs."


def _repeat(step: Step) -> Iterator[str]:
    repeat = step.repeat
    if repeat is None:
        return
    if not repeat.collection.strip():
        yield "{} runs for each of several things, but does not say which. Write the collection."
    if repeat.variable not in may.KINDS:
        yield f'{{}} calls each thing "{named(repeat.variable)}". Call it by its kind: {", ".join(may.KINDS)}.'
    elif may.PLURALS[repeat.variable] not in repeat.collection:
        yield f"{{}} calls each thing {repeat.variable}, but does not run over {may.PLURALS[repeat.variable]}."


def _plain(name: str) -> bool:
    return name.isascii() and name.isidentifier() and name == name.lower()


_INSTEAD = {
    "endEvent": "Use a plain end",
    "intermediateCatchEvent": "Use a wait for a time or a condition",
    "intermediateThrowEvent": "Use a plain milestone",
    "boundaryEvent": "Use a timer or a condition",
}
_KINDS_OF_STEP: Mapping[str, Callable[[Step], Iterator[str]]] = {
    "userTask": _person,
    "businessRuleTask": _table,
    "serviceTask": _action,
    "callActivity": _call,
}
