"""Our own kinds of workflow elements: they read facts instead of token data and keep shared specs clean.

Used by the parser of this package. Each class says which fault of the stock one it replaces (SpiffWorkflow 3.2).
"""

from functools import cache
from typing import Any

from SpiffWorkflow.bpmn.specs.control import BpmnStartTask, _EndJoin
from SpiffWorkflow.bpmn.specs.defaults import (
    CallActivity,
    EndEvent,
    EventBasedGateway,
    EventSubprocess,
    IntermediateThrowEvent,
    ParallelMultiInstanceTask,
    ServiceTask,
    SubWorkflowTask,
)
from SpiffWorkflow.bpmn.specs.event_definitions.conditional import ConditionalEventDefinition
from SpiffWorkflow.bpmn.specs.event_definitions.multiple import MultipleEventDefinition
from SpiffWorkflow.bpmn.specs.event_definitions.timer import TimerEventDefinition
from SpiffWorkflow.bpmn.specs.mixins.bpmn_spec_mixin import BpmnSpecMixin
from SpiffWorkflow.bpmn.util.event import BpmnEvent
from SpiffWorkflow.util.task import TaskState

FIRED = "fired"


def world(task: Any) -> Any:
    """The World behind a task's workflow."""
    return task.workflow.script_engine.world


class _Nearsighted:
    """Foresees only what comes right after it: stock foresees everything up to the next gateway at every step, and
    where branches meet in a loop it never ends.
    """

    def _predict(
        self: Any, my_task: Any, seen: object = None, looked_ahead: int = 0, mask: int = TaskState.PREDICTED_MASK
    ) -> None:
        if my_task.has_state(mask):
            self._predict_hook(my_task)


def make_nearsighted(spec: Any) -> None:
    """Let an element foresee only what comes right after it; one that two processes share has been through it."""
    if not isinstance(spec, _Nearsighted):
        spec.__class__ = _nearsighted(type(spec))  # type: ignore[arg-type] # (a class is hashable)


@cache
def _nearsighted(kind: Any) -> Any:
    return type(kind.__name__, (_Nearsighted, kind), {"__module__": kind.__module__})


class Start(BpmnStartTask):
    """Connects event sub-processes to the end when parsed: stock writes into the shared spec when one starts.

    One that begins by a condition waits from the beginning on, as one that begins by a time; stock never starts it.
    """

    def connect_or_add_trigger(self, task_spec: Any, sp_spec: Any) -> None:
        if any(isinstance(each.event_definition, Condition) for each in sp_spec.bpmn_start_events):
            self.connect(task_spec)
            task_spec.connect(self._wf_spec.end)
            return
        super().connect_or_add_trigger(task_spec, sp_spec)
        if sp_spec.name in self.trigger_specs and not task_spec.inputs:
            task_spec.connect(self._wf_spec.end)
            task_spec.inputs = [self]

    def trigger_wf(self, my_task: Any, spec_name: str) -> Any:
        child = my_task._add_child(self._wf_spec.task_specs[spec_name], TaskState.FUTURE)
        child.triggered = True
        child.task_spec._update(child)
        return child.id


class End(_EndJoin):
    """Looks at all tasks: the stock walk stops at depth 1,000 and then reports a running case as completed."""

    def _check_threshold_unstructured(self, my_task: Any) -> bool:
        return not any(
            task.has_state(TaskState.NOT_FINISHED_MASK) and task.task_spec is not self and task.parent is not my_task
            for task in my_task.workflow.tasks.values()
            if task is not my_task and not (task.parent and task.parent.task_spec is self)
        )


class MultiInstance(ParallelMultiInstanceTask):
    """One instance for each thing the collection names; keys go down, nothing comes up.

    Stock connects the merge to the shared spec at first entry, so that another worker that loads the state waits for
    ever; here the parser connects it.
    """

    def __init__(self, wf_spec: Any, name: str, collection: str, variable: str, **kwargs: Any) -> None:
        super().__init__(wf_spec, name, **kwargs)
        self.collection = collection
        self.variable = variable

    def create_children(self, my_task: Any) -> None:
        my_task._set_state(TaskState.WAITING)  # Behind an event on an edge it is still only foreseen.
        for thing in world(my_task).instances(self.collection, my_task.data):
            self.create_child(my_task, thing)

    def create_child(self, my_task: Any, item: str, key_or_index: Any = None) -> None:
        child = my_task._add_child(my_task.workflow.spec.task_specs[self.task_spec], TaskState.WAITING)
        child.triggered = True
        child.data = {**my_task.data, self.variable: item}
        child.task_spec._update(child)

    def merge_child(self, workflow: Any, child: Any) -> None:
        if self.children_complete(child.parent):
            child.parent._set_state(TaskState.READY)


class _KeysDown:
    """Carries the keys of the enclosing instances down into a sub-workflow and nothing back up."""

    def copy_data(self, my_task: Any, subworkflow: Any) -> None:
        subworkflow.task_tree.data = dict(my_task.data)

    def update_data(self, my_task: Any, subworkflow: Any) -> None:
        """Nothing comes back: answers are facts, and a key must not leak into later steps."""


class Call(_KeysDown, CallActivity):
    """Calls another process; one that is marked `thing=strand`, or meeting, makes its own begin and end."""

    def copy_data(self, my_task: Any, subworkflow: Any) -> None:
        super().copy_data(my_task, subworkflow)
        thing, kind = subworkflow.spec.thing, subworkflow.spec.kind
        if thing:
            subworkflow.task_tree.data[thing] = world(my_task).begin(thing, kind, my_task.data)

    def _on_subworkflow_completed(self, subworkflow: Any, my_task: Any) -> None:
        if subworkflow.spec.thing:
            world(my_task).end(subworkflow.task_tree.data[subworkflow.spec.thing])
        super()._on_subworkflow_completed(subworkflow, my_task)

    def _on_cancel(self, my_task: Any) -> None:
        """What is taken back ends the strand that it began, so that no wait for it lasts for ever."""
        begun = my_task.workflow.top_workflow.subprocesses.get(my_task.id)
        if begun is not None and begun.spec.thing and not begun.completed:
            world(my_task).end(begun.task_tree.data[begun.spec.thing])
        super()._on_cancel(my_task)


class SubProcess(_KeysDown, SubWorkflowTask):
    """A sub-process drawn in its place."""


class EventSubProcess(_KeysDown, EventSubprocess):
    """What may happen at any time."""


class MessageEnd(EndEvent):
    """The end of a way in: casework opens the cases of the message that it names; the engine sends nothing."""

    message: str | None = None


class Milestone(IntermediateThrowEvent):
    """A plain throw event: a moment worth writing down."""

    def _run_hook(self, my_task: Any) -> bool:
        world(my_task).passed(self.bpmn_id, self.bpmn_name or self.bpmn_id, my_task.data)
        return bool(super()._run_hook(my_task))


class BusinessRule(BpmnSpecMixin):
    """A decision table; its answer is a fact, written by the World with the row that matched."""

    def _run_hook(self, my_task: Any) -> bool:
        world(my_task).decide(self.extensions["decisionRef"], self.extensions["resultVariable"], my_task.data)
        return True


class BuiltIn(ServiceTask):
    """Named built-in work, such as closing the case."""

    def _run_hook(self, my_task: Any) -> bool:
        world(my_task).act(self.extensions["topic"], self.bpmn_id, my_task.data)
        return True


class Timer(TimerEventDefinition):
    """Knows only that it waits; when it fires is said from outside, by the Timer row. Never reads a clock."""

    def has_fired(self, my_task: Any) -> bool:
        return bool(my_task.internal_data.get(FIRED, False))

    def reset(self, my_task: Any) -> None:
        my_task.internal_data.pop(FIRED, None)


class Condition(ConditionalEventDefinition):
    """A wait for facts; asked only when the case is quiet, so that nothing depends on the order of a drawing.

    Equal to itself alone: to stock any two conditions are one, so that a gateway took the branch of its first.
    """

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def has_fired(self, my_task: Any) -> bool:
        engine = my_task.workflow.script_engine
        return bool(engine.quiet and engine.evaluate(my_task, self.expression) is True)


class Choice(MultipleEventDefinition):
    """What an event-based gateway waits for; stock ignores its conditions."""

    def has_fired(self, my_task: Any) -> bool:
        if my_task.internal_data.get("seen_events"):
            return True
        for event in self.event_definitions:
            timer = isinstance(event, Timer)
            if my_task.internal_data.get(FIRED) == event.name if timer else event.has_fired(my_task):
                my_task.internal_data["seen_events"] = [BpmnEvent(event)]
                return True
        return False

    def reset(self, my_task: Any) -> None:
        my_task.internal_data.pop("seen_events", None)
        my_task.internal_data.pop(FIRED, None)


class EventGateway(EventBasedGateway):
    """Clears what it saw when it has fired: stock leaves an event object in a finished task's data."""

    def _run_hook(self, my_task: Any) -> Any:
        chosen = super()._run_hook(my_task)
        self.event_definition.reset(my_task)
        my_task.internal_data.pop("event_fired", None)
        return chosen
