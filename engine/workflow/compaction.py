"""Forgets finished tasks that nothing can ask about any more, so that a case of many rounds stays small.

Called by running. What was done is read from history, never from the task tree. Kept: the root, joins and what leads
into one, and whatever has an unfinished task beside or below it.
"""

from typing import Any

from SpiffWorkflow.specs.Join import Join
from SpiffWorkflow.util.task import TaskState


def compact(top: Any) -> None:
    """Forget what can be forgotten in a top workflow and in its calls; calls that have ended go whole."""
    _drop_calls(top)
    for workflow in (top, *top.subprocesses.values()):
        _compact(workflow)


def _drop_calls(top: Any) -> None:
    """Sub-workflows whose calling step has finished, with those that they had called."""
    for caller in list(top.subprocesses):
        living = (workflow.tasks.get(caller) for workflow in (top, *top.subprocesses.values()))
        task = next((each for each in living if each is not None), None)
        if task is None or _finished(task):
            del top.subprocesses[caller]


def _compact(workflow: Any) -> None:
    while _drop_leaves(workflow) or _splice(workflow):
        pass
    if workflow.last_task is not None and workflow.last_task.id not in workflow.tasks:
        workflow.last_task = None


def _drop_leaves(workflow: Any) -> int:
    """Finished ends of branches whose siblings have finished too."""
    dropped = 0
    for task in _forgettable(workflow):
        parent = workflow.tasks.get(task._parent)
        if task._children or parent is None or not _finished(parent):
            continue
        if len(parent._children) > 1 and all(_finished(each) for each in parent.children):
            parent._children.remove(task.id)
            del workflow.tasks[task.id]
            dropped += 1
    return dropped


def _splice(workflow: Any) -> int:
    """Finished tasks in a chain of finished ones."""
    spliced = 0
    for task in _forgettable(workflow):
        parent = workflow.tasks.get(task._parent)
        if parent is None or len(task._children) != 1 or len(parent._children) != 1:
            continue
        child = workflow.tasks[task._children[0]]
        if _finished(parent) and _finished(child) and not isinstance(child.task_spec, Join):
            parent._children, child._parent = [child.id], parent.id
            del workflow.tasks[task.id]
            spliced += 1
    return spliced


def _finished(task: Any) -> bool:
    return bool(task._state & TaskState.FINISHED_MASK)


def _forgettable(workflow: Any) -> list[Any]:
    """The finished tasks but the root and the joins."""
    return [
        task
        for task in workflow.tasks.values()
        if task._state & TaskState.FINISHED_MASK and task._parent is not None and not isinstance(task.task_spec, Join)
    ]
