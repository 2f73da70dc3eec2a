"""Reads checked BPMN into specs that many cases share; called by procedure, once a version and process.

The stock camunda and spiff parsers are not used: the first never fires event sub-processes, the second wants a
namespace of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from SpiffWorkflow.bpmn.parser import event_parsers as events
from SpiffWorkflow.bpmn.parser import task_parsers as tasks
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.parser.ProcessParser import ProcessParser
from SpiffWorkflow.bpmn.parser.TaskParser import TaskParser
from SpiffWorkflow.bpmn.parser.util import full_tag
from SpiffWorkflow.bpmn.specs import defaults
from SpiffWorkflow.bpmn.specs.control import BoundaryEventSplit
from SpiffWorkflow.bpmn.specs.event_definitions.message import MessageEventDefinition
from SpiffWorkflow.bpmn.specs.event_definitions.simple import NoneEventDefinition

from . import joins, specs

CAMUNDA = "{http://camunda.org/schema/1.0/bpmn}"


def extensions(node: Any) -> dict[str, str]:
    """The camunda attributes and properties of an element, by plain name."""
    found = {name.removeprefix(CAMUNDA): value for name, value in node.attrib.items() if name.startswith(CAMUNDA)}
    path = f"./{full_tag('extensionElements')}/{CAMUNDA}properties/{CAMUNDA}property"
    return found | {prop.get("name"): prop.get("value") for prop in node.findall(path)}


class _Ours:
    """Reads our extensions and our multi-instance notation; mixed into every element parser."""

    EVENT_SUBPROCESS_CLASS = specs.EventSubProcess

    def parse_extensions(self: Any, node: Any = None) -> dict[str, str]:
        return extensions(self.node)

    def _add_multiinstance_task(self: Any, loop: Any) -> None:
        single = self.spec.task_specs.pop(self.task.name)
        self.task = specs.MultiInstance(
            self.spec,
            single.name,
            task_spec="",
            collection=loop.get(CAMUNDA + "collection"),
            variable=loop.get(CAMUNDA + "elementVariable"),
            lane=single.lane,
            bpmn_name=single.bpmn_name,
        )
        self._copy_task_attrs(single, loop)
        single.extensions = extensions(self.node)
        single.completed_event.connect(self.task.merge_child)


class _OurEvents(_Ours):
    """Reads conditions and timers as ours."""

    def parse_conditional_event(self: Any, event: Any) -> specs.Condition:
        return specs.Condition(super().parse_conditional_event(event).expression)  # type: ignore[misc]

    def parse_timer_event(self: Any, event: Any) -> specs.Timer:
        drawn = super().parse_timer_event(event)  # type: ignore[misc]
        return specs.Timer(self.bpmn_id, drawn.expression)


class _Task(_Ours, TaskParser):
    pass


class _Gateway(_Ours, tasks.GatewayParser):
    pass


class _ConditionalGateway(_Ours, tasks.ConditionalGatewayParser):
    pass


class _CallActivity(_Ours, tasks.CallActivityParser):
    pass


class _SubProcess(_Ours, tasks.SubWorkflowParser):
    pass


class _Catch(_OurEvents, events.IntermediateCatchEventParser):
    pass


class _Throw(_OurEvents, events.IntermediateThrowEventParser):
    pass


class _Boundary(_OurEvents, events.BoundaryEventParser):
    pass


class _EventGateway(_OurEvents, events.EventBasedGatewayParser):
    def create_task(self) -> Any:
        return self._create_task(specs.Choice())


class _Start(_OurEvents, events.StartEventParser):
    """A message start of a top process is a plain start that keeps the message's name: casework opens cases itself."""

    def create_task(self) -> Any:
        if self.node.getparent().tag != full_tag("process"):
            return super().create_task()
        drawn = self.get_event_definition([events.MESSAGE_EVENT_XPATH])
        task = self._create_task(NoneEventDefinition())
        task.opened_by = drawn.name if isinstance(drawn, MessageEventDefinition) else None
        self.spec.start.connect(task)
        return task


class _End(_OurEvents, events.EndEventParser):
    def create_task(self) -> Any:
        drawn = self.get_event_definition([events.MESSAGE_EVENT_XPATH])
        if isinstance(drawn, MessageEventDefinition):
            self.spec_class = specs.MessageEnd
        task = self._create_task(NoneEventDefinition())
        if isinstance(drawn, MessageEventDefinition):
            task.message = drawn.name
        task.connect(self.spec.end)
        return task


class _Process(ProcessParser):
    """Gives every process our start and end, and the thing it is an instance of (a strand)."""

    def create_spec(self) -> Any:
        spec = super().create_spec()
        spec.start.__class__ = specs.Start
        spec.end.__class__ = specs.End
        said = extensions(self.node)
        spec.thing, spec.kind = said.get("thing"), said.get("kind")
        return spec


class _Parser(BpmnParser):
    PROCESS_PARSER_CLASS = _Process
    OVERRIDE_PARSER_CLASSES = {
        full_tag("userTask"): (_Task, defaults.UserTask),
        full_tag("businessRuleTask"): (_Task, specs.BusinessRule),
        full_tag("serviceTask"): (_Task, specs.BuiltIn),
        full_tag("callActivity"): (_CallActivity, specs.Call),
        full_tag("subProcess"): (_SubProcess, specs.SubProcess),
        full_tag("startEvent"): (_Start, defaults.StartEvent),
        full_tag("endEvent"): (_End, defaults.EndEvent),
        full_tag("intermediateCatchEvent"): (_Catch, defaults.IntermediateCatchEvent),
        full_tag("intermediateThrowEvent"): (_Throw, specs.Milestone),
        full_tag("boundaryEvent"): (_Boundary, defaults.BoundaryEvent),
        full_tag("eventBasedGateway"): (_EventGateway, specs.EventGateway),
        full_tag("exclusiveGateway"): (_ConditionalGateway, defaults.ExclusiveGateway),
        full_tag("inclusiveGateway"): (_ConditionalGateway, joins.Inclusive),
        full_tag("parallelGateway"): (_Gateway, joins.Parallel),
    }


@dataclass(frozen=True)
class Definition:
    """The specs of a procedure: for each process its own spec and those of everything it may call."""

    processes: Mapping[str, tuple[Any, Mapping[str, Any]]] = field(repr=False)

    def opened_by(self, message: str) -> str:
        """The id of the one process that this message opens."""
        return next(
            name
            for name, (spec, _) in self.processes.items()
            if any(getattr(start, "opened_by", None) == message for start in spec.bpmn_start_events)
        )


def parse(roots: Mapping[str, Any]) -> Definition:
    """Specs from BPMN documents (lxml roots by file name) that the check has passed."""
    parser = _Parser()
    for name, root in roots.items():
        parser.add_bpmn_xml(root, name)
    processes = {}
    for process in list(parser.get_process_ids()):
        processes[process] = (parser.get_spec(process), parser.get_subprocess_specs(process))
    for spec, called in processes.values():
        for each in (spec, *called.values()):
            _finish(each)
    return Definition(processes)


def _finish(spec: Any) -> None:
    """What can be known once everything is connected.

    A split before boundary events knows the extensions of nothing; it gets none, so that look-ups need no guard.
    """
    for task_spec in spec.task_specs.values():
        specs.make_nearsighted(task_spec)
        if isinstance(task_spec, BoundaryEventSplit) or not hasattr(task_spec, "extensions"):
            task_spec.extensions = {}
        if isinstance(task_spec, joins.Inclusive):
            task_spec.look_back()


def fingerprint(definition: Definition) -> str:
    """A digest of everything a spec holds; equal before and after a case ran on it, or the spec was written to."""
    import hashlib

    rows = []
    for process, (top, called) in sorted(definition.processes.items()):
        for name, spec in [(process, top), *sorted(called.items())]:
            for task_name, each in sorted(spec.task_specs.items()):
                event = getattr(each, "event_definition", None)
                inner = [type(e).__name__ for e in getattr(event, "event_definitions", [])]
                subscribers = len(each.completed_event.hard_subscribers or [])
                links = (tuple(each._inputs), tuple(each._outputs), tuple(sorted(getattr(each, "trigger_specs", []))))
                kind = (type(each).__name__, type(event).__name__, tuple(inner), subscribers)
                rows.append((process, name, task_name, kind, links, repr(sorted(each.data.items()))))
    return hashlib.sha256(repr(rows).encode()).hexdigest()
