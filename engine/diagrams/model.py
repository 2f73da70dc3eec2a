"""A BPMN file as plain values: processes, lanes, steps, flows; used by check, outline, diff, parser and pages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from lxml import etree

from engine.diagrams.closed_list import ACTIVITIES, BPMN, CAMUNDA, EVENTS, GATEWAYS, STEPS
from engine.diagrams.xml import parse
from engine.errors import Refused

T = TypeVar("T")
_B = f"{{{BPMN}}}"
_C = f"{{{CAMUNDA}}}"
_EMPTY: Mapping[str, str] = MappingProxyType({})
_NODES = frozenset(STEPS) | {
    *("task", "scriptTask", "manualTask", "sendTask", "receiveTask", "transaction", "adHocSubProcess", "complexGateway")
}
_DEFINITIONS = {
    "timerEventDefinition": "timer",
    "conditionalEventDefinition": "condition",
    "messageEventDefinition": "message",
}


class NotADiagram(Refused):
    """This is XML, but not a BPMN diagram. Choose a file that a BPMN editor has saved."""


@dataclass(frozen=True)
class Event:
    """What an event waits for or says: `kind` timer, condition, message or the element's own name; `text` its
    expression or the message's name."""

    kind: str
    text: str = ""


@dataclass(frozen=True)
class Repeat:
    """Multi-instance: once for each thing of a FEEL collection."""

    collection: str
    variable: str


@dataclass(frozen=True)
class Flow:
    """An arrow; `condition` is FEEL or empty, `parent` the process or sub-process that holds it."""

    id: str
    name: str
    source: str
    target: str
    condition: str = ""
    parent: str = ""


@dataclass(frozen=True)
class Lane:
    """A lane: its name is a role."""

    id: str
    name: str
    members: tuple[str, ...] = ()
    parent: str = ""


@dataclass(frozen=True)
class Step:
    """Any drawn box, event or gateway. `kind` is BPMN's element name; `lane` the role whose inbox it reaches (inside a
    sub-process: that of the outermost one); `drawn_in` the lanes that list the step itself."""

    id: str
    name: str
    kind: str
    process: str
    parent: str
    lane: str | None = None
    drawn_in: tuple[str, ...] = ()
    form: str | None = None
    due: str | None = None
    decision: str | None = None
    result: str | None = None
    implementation: str | None = None
    topic: str | None = None
    called: str | None = None
    event: Event | None = None
    events: int = 0
    attached_to: str | None = None
    interrupting: bool = True
    default: str | None = None
    repeat: Repeat | None = None
    by_event: bool = False
    properties: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    documentation: str = ""

    @property
    def label(self) -> str:
        """The step as a person would call it: its name, else what it is."""
        return one_line(self.name) or f"{STEPS.get(self.kind, self.kind)} {self.id}".strip()

    @property
    def for_a_person(self) -> bool:
        """Whether somebody must do it: a task in an inbox."""
        return self.kind == "userTask"

    @property
    def gateway(self) -> bool:
        """Whether it is a gateway of any kind."""
        return self.kind in GATEWAYS

    @property
    def activity(self) -> bool:
        """Whether it is a box in which something is done."""
        return self.kind in ACTIVITIES

    @property
    def discloses(self) -> tuple[str, ...]:
        """What the step shows beside its form, as written: `adult.name`, `documents:police release`."""
        return tuple(part.strip() for part in self.properties.get("discloses", "").split(",") if part.strip())


@dataclass(frozen=True)
class Process:
    """One process with everything in it; steps of sub-processes are listed too, with their `parent`."""

    id: str
    name: str
    pool: str = ""
    pool_id: str = ""
    executable: bool = True
    lanes: tuple[Lane, ...] = ()
    steps: tuple[Step, ...] = ()
    flows: tuple[Flow, ...] = ()
    properties: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    documentation: str = ""

    @property
    def label(self) -> str:
        """The process as a person would call it."""
        return one_line(self.name) or one_line(self.pool) or self.id

    @property
    def thing(self) -> str | None:
        """The kind of thing that each run of it is, for example strand."""
        return self.properties.get("thing") or None

    @cached_property
    def by_id(self) -> Mapping[str, Step]:
        """Steps by id; of two with one id the first."""
        return {step.id: step for step in reversed(self.steps)}

    @cached_property
    def outgoing(self) -> Mapping[str, tuple[Flow, ...]]:
        """Arrows by the step they leave."""
        return _grouped((flow.source, flow) for flow in self.flows)

    @cached_property
    def incoming(self) -> Mapping[str, tuple[Flow, ...]]:
        """Arrows by the step they enter."""
        return _grouped((flow.target, flow) for flow in self.flows)

    def inside(self, parent: str) -> tuple[Step, ...]:
        """The steps directly inside the process (its id) or a sub-process."""
        return tuple(step for step in self.steps if step.parent == parent)

    def edges_of(self, step_id: str) -> tuple[Step, ...]:
        """The events on a step's edge."""
        return tuple(step for step in self.steps if step.attached_to == step_id and step.kind == "boundaryEvent")

    @cached_property
    def starts(self) -> tuple[Step, ...]:
        """The start events of the process itself."""
        return tuple(step for step in self.inside(self.id) if step.kind == "startEvent")

    @property
    def way_in(self) -> Step | None:
        """The plain start event with a form that makes this process a way in."""
        return next((step for step in self.starts if step.form and step.event is None), None)

    @property
    def opened_by(self) -> str | None:
        """The name of the message that opens a case on this process."""
        return next((step.event.text for step in self.starts if step.event and step.event.kind == "message"), None)

    @property
    def roles(self) -> tuple[str, ...]:
        """Names of its lanes, in the drawing's order, each once."""
        return tuple(dict.fromkeys(lane.name for lane in self.lanes if lane.name))


@dataclass(frozen=True)
class Diagram:
    """One BPMN file; `messages` are names by id."""

    file: str
    processes: tuple[Process, ...] = ()
    messages: Mapping[str, str] = field(default_factory=lambda: _EMPTY)


def one_line(text: str) -> str:
    """A label on one line: line breaks and runs of blanks become one space."""
    return " ".join(text.split())


def load(data: bytes, file: str) -> Diagram:
    """The diagram in a file; raises Unreadable or Refused in words."""
    return read(parse(data, file), file)


def read(root: etree._Element, file: str) -> Diagram:
    """The diagram under a BPMN root. Takes whatever is drawn; what is wrong with it is check's to say."""
    if root.tag != f"{_B}definitions":
        raise NotADiagram
    messages = {e.get("id", ""): e.get("name", "") for e in root.iterchildren(f"{_B}message")}
    pools = {e.get("processRef"): e for e in root.iter(f"{_B}participant")}
    processes = tuple(_process(e, pools.get(e.get("id")), messages) for e in root.iterchildren(f"{_B}process"))
    return Diagram(file, processes, MappingProxyType(messages))


def _process(element: etree._Element, pool: etree._Element | None, messages: Mapping[str, str]) -> Process:
    process_id = element.get("id", "")
    lanes = tuple(_lanes(element))
    listed = _grouped((member, lane.name) for lane in lanes for member in lane.members)
    steps = tuple(_Reader(process_id, listed, messages).steps(element, process_id, None))
    return Process(
        id=process_id,
        name=element.get("name", ""),
        pool="" if pool is None else pool.get("name", ""),
        pool_id="" if pool is None else pool.get("id", ""),
        executable=_truth(element, "isExecutable", True),
        lanes=lanes,
        steps=steps,
        flows=tuple(_flow(e) for e in element.iter(f"{_B}sequenceFlow")),
        properties=_properties(element),
        documentation=_documentation(element),
    )


@dataclass(frozen=True)
class _Reader:
    """Reads the steps of one process, from the outside in, handing down the lane of the outermost sub-process."""

    process: str
    listed: Mapping[str, tuple[str, ...]]
    messages: Mapping[str, str]

    def steps(self, holder: etree._Element, parent: str, lane: str | None) -> Iterator[Step]:
        for element in holder.iterchildren(tag=etree.Element):
            local = _local(element)
            if local not in _NODES:
                continue
            mine = self.listed.get(element.get("id", ""), ())
            inner = lane if parent != self.process else next(iter(mine), None)
            yield self._step(element, local, parent, inner, mine)
            if local in ("subProcess", "transaction", "adHocSubProcess"):
                yield from self.steps(element, element.get("id", ""), inner)

    def _step(self, element: etree._Element, kind: str, parent: str, lane: str | None, mine: tuple[str, ...]) -> Step:
        definitions = [e for e in element.iterchildren(tag=etree.Element) if _local(e).endswith("EventDefinition")]
        return Step(
            id=element.get("id", ""),
            name=element.get("name", ""),
            kind=kind,
            process=self.process,
            parent=parent,
            lane=lane,
            drawn_in=mine,
            form=element.get(f"{_C}formKey"),
            due=element.get(f"{_C}dueDate"),
            decision=element.get(f"{_C}decisionRef"),
            result=element.get(f"{_C}resultVariable"),
            implementation=element.get(f"{_C}type"),
            topic=element.get(f"{_C}topic"),
            called=element.get("calledElement"),
            event=self._event(definitions[0]) if definitions and kind in EVENTS else None,
            events=len(definitions),
            attached_to=element.get("attachedToRef"),
            interrupting=_truth(element, "cancelActivity" if kind == "boundaryEvent" else "isInterrupting", True),
            default=element.get("default"),
            repeat=_repeat(element),
            by_event=_truth(element, "triggeredByEvent", False),
            properties=_properties(element),
            documentation=_documentation(element),
        )

    def _event(self, definition: etree._Element) -> Event:
        kind = _DEFINITIONS.get(_local(definition), _local(definition).removesuffix("EventDefinition"))
        if kind == "message":
            return Event(kind, self.messages.get(definition.get("messageRef", "").rpartition(":")[2], ""))
        return Event(kind, next((_text(e) for e in definition.iterchildren(tag=etree.Element)), ""))


def _lanes(process: etree._Element) -> Iterator[Lane]:
    for element in process.iter(f"{_B}lane"):
        members = tuple(_text(e) for e in element.iterchildren(f"{_B}flowNodeRef"))
        yield Lane(element.get("id", ""), one_line(element.get("name", "")), members, _holder(_parent(element)))


def _flow(element: etree._Element) -> Flow:
    condition = element.find(f"{_B}conditionExpression")
    return Flow(
        element.get("id", ""),
        element.get("name", ""),
        element.get("sourceRef", ""),
        element.get("targetRef", ""),
        "" if condition is None else _text(condition),
        _holder(element),
    )


def _repeat(element: etree._Element) -> Repeat | None:
    loop = element.find(f"{_B}multiInstanceLoopCharacteristics")
    if loop is None:
        return None
    return Repeat(loop.get(f"{_C}collection", ""), loop.get(f"{_C}elementVariable", ""))


def _properties(element: etree._Element) -> Mapping[str, str]:
    found = element.iterfind(f"{_B}extensionElements/{_C}properties/{_C}property")
    return MappingProxyType({e.get("name", ""): e.get("value", "") for e in found})


def _documentation(element: etree._Element) -> str:
    return "\n".join(_text(e) for e in element.iterchildren(f"{_B}documentation")).strip()


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    return element if parent is None else parent


def _holder(element: etree._Element) -> str:
    return _parent(element).get("id", "")


def _text(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext()).strip()


def _local(element: etree._Element) -> str:
    tag = str(element.tag)
    return tag.removeprefix(_B)


def _truth(element: etree._Element, attribute: str, default: bool) -> bool:
    value = element.get(attribute)
    return default if value is None else value.strip().lower() in ("true", "1")


def _grouped(pairs: Iterable[tuple[str, T]]) -> Mapping[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
