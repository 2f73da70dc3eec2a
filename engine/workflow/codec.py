"""The state of a workflow as bytes and back: tuples in msgpack, specs left out, equal data told once.

Called by running, after compaction.
"""

from typing import Any

import msgspec
from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.util.task import TaskState

from .tasks import LeanTask

FORMAT = 1


def dump(workflow: Any) -> bytes:
    """The state of a top workflow and of every sub-workflow that runs."""
    data: dict[tuple[tuple[str, str], ...], int] = {}
    told = [_tell(each, data) for each in (workflow, *workflow.subprocesses.values())]
    return msgspec.msgpack.encode((FORMAT, [dict(each) for each in data], told))


def fill(workflow: Any, state: bytes, sub_class: Any) -> None:
    """Put a state into a workflow that was made for it with `deserializing`."""
    _, shared, (top, *subs) = msgspec.msgpack.decode(state)
    _restore(workflow, workflow, top, shared)
    for told in subs:
        parent_id = told[1]
        sub = sub_class.__new__(sub_class)
        workflow.subprocesses[parent_id] = sub
        spec = workflow.subprocess_specs[told[0]]
        sub.__init__(spec, parent_id, workflow, deserializing=True)
        _restore(workflow, sub, told, shared)
        parent = workflow.get_task_from_id(parent_id)
        sub.completed_event.connect(parent.task_spec._on_subworkflow_completed, parent)


def _tell(workflow: Any, data: dict[tuple[tuple[str, str], ...], int]) -> tuple[Any, ...]:
    names: dict[str, int] = {}
    tasks = [
        (
            task.id,
            task._parent,
            b"".join(task._children),
            task._state,
            names.setdefault(task.task_spec.name, len(names)),
            task.triggered,
            task.internal_data or None,
            data.setdefault(tuple(task.data.items()), len(data)),
            task.last_state_change,
        )
        for task in workflow.tasks.values()
    ]
    last = workflow.last_task.id if workflow.last_task else None
    flags = (workflow.completed, workflow.success)
    return workflow.spec.name, workflow.parent_task_id, flags, workflow.task_tree.id, last, list(names), tasks


def _restore(top: Any, workflow: Any, told: Any, shared: list[dict[str, str]]) -> None:
    """Past the library's constructor, which makes an id, looks up the parent and asks the time for each task."""
    _, _, (completed, success), root, last, names, tasks = told
    specs = [workflow.spec.task_specs[name] for name in names]
    for id, parent, children, state, name, triggered, internal, own, changed in tasks:
        task = workflow.tasks[id] = LeanTask.__new__(LeanTask)
        task.__dict__.update(
            id=id, workflow=workflow, task_spec=specs[name], triggered=triggered, _state=state,
            _parent=parent, _children=[children[i : i + 16] for i in range(0, len(children), 16)],
            data=dict(shared[own]), internal_data=internal or {}, last_state_change=changed,
        )  # fmt: skip
        if state == TaskState.WAITING and isinstance(task.task_spec, CatchingEvent):
            top.event_manager.add_task(task)
    workflow.completed, workflow.success = completed, success
    workflow.task_tree = workflow.tasks[root]
    workflow.last_task = workflow.tasks.get(last) if last else None
