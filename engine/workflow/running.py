"""One running workflow: start it, let it run until it waits, complete a step, fire a timer, say what happens.

Called by casework alone. Nothing here reads a clock, a database or a form; the World brings facts and takes work.
"""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.specs.defaults import StartEvent
from SpiffWorkflow.bpmn.specs.event_definitions.message import MessageEventDefinition
from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.bpmn.util.event import BpmnEvent
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.util.task import TaskState

from engine.errors import LadoflowError

from . import codec, specs
from .compaction import compact
from .parser import Definition
from .tasks import LeanTask, foresee
from .world import World

logging.getLogger("spiff").setLevel(logging.WARNING)

READY, WAITING = TaskState.READY, TaskState.WAITING
BEGUN = (READY, TaskState.STARTED, WAITING)
STEPS = 1_000
SECONDS = 5.0


class OverBudget(LadoflowError):
    """The steps of this case go round without ever waiting for anybody. The case needs repair; nothing was lost."""


class StepNotWaiting(LadoflowError):
    """This step is not waiting for anybody any more."""


class Unreadable(LadoflowError):
    """Where this stands in its procedure cannot be read."""


@dataclass(frozen=True)
class Waiting:
    """A person's step that the workflow waits for; `keys` are the ids of its enclosing instances by kind."""

    id: str
    step: str
    name: str
    role: str
    process: str
    keys: dict[str, str]
    said: dict[str, str] = field(repr=False)
    """What the drawing says of it: formKey, dueDate, discloses, guidance."""


@dataclass(frozen=True)
class Timer:
    """A timer that the workflow waits for; `id` and `step` together name it, for a gateway may hold several."""

    id: str
    step: str
    name: str
    expression: str
    process: str
    keys: dict[str, str]


@dataclass(frozen=True)
class Trigger:
    """What may happen at any time: an event sub-process of the case's process."""

    id: str
    name: str
    message: str
    offered: str | None


class _Engine:
    """What the library calls for every expression; `quiet` is set while conditions may be asked."""

    environment = None

    def __init__(self, world: World) -> None:
        self.world = world
        self.quiet = False

    def evaluate(self, task: Any, expression: str, external_context: object = None) -> object:
        return self.world.evaluate(expression, task.data)


class _Flat:
    """Looks through all tasks instead of walking the tree: the walk stops at depth 1,000 and is slow."""

    tasks: dict[bytes, Any]
    task_tree: Any
    spec: Any
    top_workflow: Any

    def begin(self) -> None:
        """Make the first task; the library's own constructor makes one of its kind."""
        self.task_tree = LeanTask(self, self.spec.start, state=TaskState.FUTURE)
        self.spec.start._predict(self.task_tree, mask=TaskState.NOT_FINISHED_MASK)
        self.task_tree._ready()

    def _task_removed_notify(self, task: Any) -> None:
        """What a removed task called goes with it: stock leaves the runs of an interrupted multi-instance behind."""
        self.top_workflow.event_manager.remove_task(task)
        called = self.top_workflow.subprocesses.get(task.id)
        if called is not None:
            task.task_spec._on_cancel(task)
            del self.top_workflow.subprocesses[task.id]
            for inner in list(called.tasks.values()):
                called._task_removed_notify(inner)

    def update_waiting_tasks(self) -> None:
        for task in [t for t in self.tasks.values() if t._state == WAITING]:
            if task._state == WAITING:
                task.task_spec._update(task)


class _Sub(_Flat, BpmnSubWorkflow):
    def _calculate_depth(self) -> int:
        return 0  # what the library steps through by depth is settled flat


class _Workflow(_Flat, BpmnWorkflow):
    def create_subprocess(self, my_task: Any, spec_name: str) -> _Sub:
        begun = _Sub(self.subprocess_specs[spec_name], my_task.id, self, deserializing=True)
        self.subprocesses[my_task.id] = begun
        begun.begin()
        return begun


class Running:
    """A workflow in memory, from `start` or `load` to `dump`."""

    def __init__(self, workflow: Any) -> None:
        self._workflow = workflow

    @classmethod
    def start(cls, definition: Definition, process: str, world: World) -> "Running":
        spec, called = definition.processes[process]
        workflow = _Workflow(spec, called, script_engine=_Engine(world), deserializing=True)
        workflow.begin()
        return cls(workflow)

    @classmethod
    def load(cls, definition: Definition, process: str, state: bytes, world: World) -> "Running":
        """As it stood when it was dumped. Raises Unreadable."""
        spec, called = definition.processes[process]
        workflow = _Workflow(spec, called, script_engine=_Engine(world), deserializing=True)
        try:
            codec.fill(workflow, state, _Sub)
        except Exception as failure:  # What is spoilt fails in any way.
            raise Unreadable from failure
        return cls(workflow)

    def dump(self) -> bytes:
        """The state without specs, as small as it can be told."""
        return codec.dump(self._workflow)

    def settle(self, steps: int = STEPS, seconds: float = SECONDS) -> list[str]:
        """Run until the workflow waits for people, conditions or time; the messages of the ends that were reached.

        Raises OverBudget after so many steps or seconds.
        """
        messages: list[str] = []
        done, began = 0, time.monotonic()
        while ready := self._automatic() or self._answered() or self._ask():
            for task in ready:
                if task.state != TaskState.READY:
                    continue
                foresee(task)
                task.run()
                done += 1
                if isinstance(task.task_spec, specs.MessageEnd):
                    messages.append(str(task.task_spec.message))
                if done > steps or time.monotonic() - began > seconds:
                    raise OverBudget
        self._workflow.bpmn_events.clear()
        compact(self._workflow)
        return messages

    def waiting(self) -> list[Waiting]:
        """The persons' steps that wait, in the order in which they were offered."""
        return [_waiting(task) for task in self._ready() if task.task_spec.manual]

    def timers(self) -> list[Timer]:
        """The timers that wait."""
        return [
            Timer(task.id.hex(), event.name, name, event.expression, task.workflow.spec.name, dict(task.data))
            for task in self._workflow.event_manager.tasks.values()
            if task.state == TaskState.WAITING
            for event, name in _timers_of(task.task_spec)
        ]

    def complete(self, id: str) -> None:
        """A person has done this step. Raises StepNotWaiting."""
        task = self._task(id)
        if task.state != TaskState.READY:
            raise StepNotWaiting
        foresee(task)
        task.run()

    def fire(self, id: str, step: str) -> None:
        """This timer has fallen due. Raises StepNotWaiting when the workflow does not wait for it any more."""
        task = self._task(id)
        if task.state != TaskState.WAITING:
            raise StepNotWaiting
        choice = isinstance(task.task_spec.event_definition, specs.Choice)
        task.internal_data[specs.FIRED] = step if choice else True
        task.task_spec._update(task)

    def happen(self, message: str) -> None:
        """Something happens that has an event sub-process; its first step waits after the next settle."""
        self._workflow.catch(BpmnEvent(MessageEventDefinition(message), None))
        self._workflow.bpmn_events.clear()

    def marks(self, process: str, strand: str | None) -> dict[str, set[str]]:
        """The drawn elements of a process by state: active, waiting, done; in one strand when one is named."""
        found: dict[str, set[str]] = {"active": set(), "waiting": set(), "done": set()}
        states = {TaskState.READY: "active", TaskState.STARTED: "active", TaskState.WAITING: "waiting"}
        for task in self._tasks():
            drawn = _drawn(task)
            if drawn is None or task.workflow.spec.name != process or strand not in (None, task.data.get("strand")):
                continue
            state = states.get(task.state, "done" if task.state == TaskState.COMPLETED else None)
            if state and not self._only_listens(task):
                found[state].add(drawn)
        return found

    def _only_listens(self, task: Any) -> bool:
        """An event sub-process that waits for its condition or day: nothing of it has begun."""
        inside = self._workflow.subprocesses.get(task.id)
        now = [each for each in inside.tasks.values() if each.state in BEGUN] if inside else []
        return bool(now) and all(isinstance(each.task_spec, StartEvent) for each in now)

    def over(self) -> bool:
        """Whether nothing drawn is left to happen by itself or by anybody but what only listens."""
        left = (task for task in self._tasks() if task.state in BEGUN and task.id not in self._workflow.subprocesses)
        return all(isinstance(task.task_spec, StartEvent) or not _drawn(task) for task in left)

    def triggers(self) -> list[Trigger]:
        """Everything that may happen at any time, offered now or not."""
        return triggers_of(self._workflow.spec, self._workflow.subprocess_specs)

    def _tasks(self) -> Iterator[Any]:
        for workflow in self._workflows():
            yield from workflow.tasks.values()

    def _workflows(self) -> tuple[Any, ...]:
        return (self._workflow, *self._workflow.subprocesses.values())

    def _task(self, id: str) -> Any:
        for workflow in self._workflows():
            found = workflow.tasks.get(bytes.fromhex(id))
            if found is not None:
                return found
        raise StepNotWaiting

    def _ready(self) -> list[Any]:
        return [task for each in self._workflows() for task in each.tasks.values() if task._state == READY]

    def _automatic(self) -> list[Any]:
        return [task for task in self._ready() if not task.task_spec.manual]

    def _answered(self) -> list[Any]:
        """Persons' steps that were answered before they were reached."""
        world, found = self._workflow.script_engine.world, []
        for task in self._ready():
            if (spec := task.task_spec).manual:
                id, name, said = task.id.hex(), spec.bpmn_name or spec.bpmn_id, spec.extensions
                if world.answered(id, spec.bpmn_id, name, said.get("already"), task.data):
                    found.append(task)
        return found

    def _ask(self) -> list[Any]:
        """Ask the waits, now that no automatic step is left."""
        for sub in list(self._workflow.subprocesses.values()):
            parent = self._workflow.get_task_from_id(sub.parent_task_id)
            if parent.state == TaskState.STARTED:
                parent.task_spec._update(parent)
        self._workflow.script_engine.quiet = True
        try:
            for task in list(self._workflow.event_manager.tasks.values()):
                if task.state == TaskState.WAITING and _polled(task.task_spec.event_definition):
                    task.task_spec._update(task)
        finally:
            self._workflow.script_engine.quiet = False
        return self._automatic()


def triggers_of(spec: Any, called: Any) -> list[Trigger]:
    """The event sub-processes of a process, as parsed."""
    found = []
    for name in spec.start.trigger_specs:
        drawn = spec.task_specs[name]
        message = next(e.event_definition.name for e in called[name].bpmn_start_events)
        found.append(Trigger(name, drawn.bpmn_name or name, message, drawn.extensions.get("offered")))
    return found


def _polled(event: Any) -> bool:
    return isinstance(event, specs.Condition | specs.Choice | specs.Timer)


def _timers_of(spec: Any) -> list[tuple[Any, str]]:
    """The timers a catching element waits for, each with the name of the event as drawn."""
    if not isinstance(spec, CatchingEvent):
        return []
    if isinstance(spec.event_definition, specs.Timer):
        return [(spec.event_definition, spec.bpmn_name or spec.bpmn_id)]
    drawn = zip(getattr(spec.event_definition, "event_definitions", []), spec.outputs, strict=False)
    return [(event, out.bpmn_name or out.bpmn_id) for event, out in drawn if isinstance(event, specs.Timer)]


def _drawn(task: Any) -> str | None:
    """The id of the drawn element that a task stands for, if it stands for one."""
    drawn: str | None = getattr(task.task_spec, "bpmn_id", None)
    return drawn


def _waiting(task: Any) -> Waiting:
    spec = task.task_spec
    return Waiting(
        id=task.id.hex(),
        step=spec.bpmn_id,
        name=spec.bpmn_name or spec.bpmn_id,
        role=spec.lane or "",
        process=task.workflow.spec.name,
        keys=dict(task.data),
        said=spec.extensions,
    )
