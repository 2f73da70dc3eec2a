"""The state of a workflow as bytes and back: tuples in msgpack, specs left out, equal data told once.

Called by running, after compaction. A task that was loaded has its id as the 16 bytes it is stored as: the library only
looks it up, and hashing a UUID for each look-up cost a third of loading and settling.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import msgspec
from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

FORMAT = 1


def raw(id: UUID | bytes) -> bytes:
    """The id of a task, loaded or new, as it is stored."""
    return id if isinstance(id, bytes) else id.bytes


def dump(workflow: Any) -> bytes:
    """The state of a top workflow and of every sub-workflow that runs."""
    data: dict[bytes, int] = {}
    told = [_tell(each, data) for each in (workflow, *workflow.subprocesses.values())]
    return msgspec.msgpack.encode((FORMAT, list(data), told))


def fill(workflow: Any, state: bytes, sub_class: Any) -> None:
    """Put a state into a workflow that was made for it with `deserializing`."""
    _, data, (top, *subs) = msgspec.msgpack.decode(state)
    shared = [msgspec.msgpack.decode(each) for each in data]
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


def _tell(workflow: Any, data: dict[bytes, int]) -> tuple[Any, ...]:
    names: dict[str, int] = {}
    encode = msgspec.msgpack.Encoder().encode
    tasks = [_tell_task(task, data, names, encode) for task in workflow.tasks.values()]
    parent = workflow.parent_task_id
    last = raw(workflow.last_task.id) if workflow.last_task else None
    flags = (workflow.completed, workflow.success)
    return (
        workflow.spec.name,
        raw(parent) if parent else None,
        flags,
        raw(workflow.task_tree.id),
        last,
        list(names),
        tasks,
    )


def _tell_task(
    task: Any, data: dict[bytes, int], names: dict[str, int], encode: Callable[[object], bytes]
) -> tuple[Any, ...]:
    own = encode(task.data)
    children = task._children
    return (
        raw(task.id),
        raw(task._parent) if task._parent else None,
        b"".join([raw(child) for child in children]) if children else b"",
        task._state,
        names.setdefault(task.task_spec.name, len(names)),
        task.triggered,
        task.internal_data or None,
        data.setdefault(own, len(data)),
        task.last_state_change,
    )


def _restore(top: Any, workflow: Any, told: Any, shared: list[dict[str, str]]) -> None:
    """Past the library's constructor, which makes an id, looks up the parent and asks the time for each task."""
    _, _, (completed, success), root, last, names, tasks = told
    specs = [workflow.spec.task_specs[name] for name in names]
    for id, parent, children, state, name, triggered, internal, own, changed in tasks:
        task = workflow.tasks[id] = Task.__new__(Task)
        task.__dict__.update(
            id=id, workflow=workflow, task_spec=specs[name], thread_id=0, triggered=triggered, _state=state,
            _parent=parent, _children=[children[i : i + 16] for i in range(0, len(children), 16)],
            data=dict(shared[own]), internal_data=internal or {}, last_state_change=changed,
        )  # fmt: skip
        if state == TaskState.WAITING and isinstance(task.task_spec, CatchingEvent):
            top.event_manager.add_task(task)
    workflow.completed, workflow.success = completed, success
    workflow.task_tree = workflow.tasks[root]
    workflow.last_task = workflow.tasks.get(last) if last else None
