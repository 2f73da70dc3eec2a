"""Forgets finished tasks that nothing can ask about any more, so that a case of many rounds stays small.

Called by running. What was done is read from history, never from the task tree. Kept: the root, what is unfinished with
the step right before it (a gateway tells its tokens apart by that), and wherever branches part that still live.
"""

from collections.abc import Collection, Mapping
from typing import Any

from SpiffWorkflow.util.task import TaskState

from .tasks import forget_foreseen


def compact(top: Any) -> None:
    """Forget what can be forgotten in a top workflow and in its calls; calls that have ended go whole."""
    _drop_calls(top)
    for workflow in (top, *top.subprocesses.values()):
        forget_foreseen(workflow)
        _compact(workflow)


def _drop_calls(top: Any) -> None:
    """Sub-workflows whose calling step has finished, with those that they had called."""
    for caller in list(top.subprocesses):
        living = (workflow.tasks.get(caller) for workflow in (top, *top.subprocesses.values()))
        task = next((each for each in living if each is not None), None)
        if task is None or _finished(task):
            del top.subprocesses[caller]


def _compact(workflow: Any) -> None:
    _drop_dead(workflow)
    _splice(workflow)
    if workflow.last_task is not None and workflow.last_task.id not in workflow.tasks:
        workflow.last_task = None


def _drop_dead(workflow: Any) -> None:
    """Branches in which everything has finished; a step that runs for several things counts those that have ended."""
    tasks = workflow.tasks
    kept = {workflow.task_tree.id}
    for task in tasks.values():
        if not _finished(task):
            kept.update(_line(task, tasks, kept), task._children)
    for id in [id for id in tasks if id not in kept]:
        del tasks[id]
    for task in tasks.values():
        task._children = [child for child in task._children if child in tasks]


def _line(task: Any, tasks: Mapping[Any, Any], known: Collection[Any]) -> list[Any]:
    """The ids of a task and of those above it, as far as they are not known yet."""
    line: list[Any] = []
    while task is not None and task.id not in known:
        line.append(task.id)
        task = tasks.get(task._parent)
    return line


def _splice(workflow: Any) -> None:
    """Finished tasks in a chain of finished ones."""
    tasks = workflow.tasks
    for task in [each for each in tasks.values() if each._parent is not None and _finished(each)]:
        parent = tasks[task._parent]
        if len(task._children) == len(parent._children) == 1 and _finished(parent):
            child = tasks[task._children[0]]
            if _finished(child):
                parent._children, child._parent = [child.id], parent.id
                del tasks[task.id]


def _finished(task: Any) -> bool:
    return bool(task._state & TaskState.FINISHED_MASK)
