"""Tasks of a running workflow without what nobody asks of them: a line for a log that is off, ids that are objects.

Used by running and codec. A task's id is the 16 bytes as which it is stored: the library only looks ids up, and hashing
a UUID for each look-up cost a third of loading and settling.
"""

import os
import time
from typing import Any

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

FORESEEN = TaskState.PREDICTED_MASK | TaskState.FUTURE
HALTED = TaskState.READY | TaskState.WAITING


class LeanTask(Task):
    """A task that tells no log of its states."""

    thread_id = 0
    _children: list[bytes]

    def __init__(self, workflow: Any, task_spec: Any, parent: Any = None, state: int = TaskState.MAYBE) -> None:
        self.id = os.urandom(16)
        self.workflow = workflow
        self.task_spec = task_spec
        self._parent = parent.id if parent is not None else None
        self._children = []
        self._state = state
        self.triggered = False
        self.data: dict[str, str] = {}
        self.internal_data: dict[str, Any] = {}
        self.last_state_change = time.time()
        workflow.tasks[self.id] = self
        if parent is not None:
            parent._children.append(self.id)

    def _add_child(self, task_spec: Any, state: int = TaskState.MAYBE) -> "LeanTask":
        child = LeanTask(self.workflow, task_spec, self, state)
        if state == TaskState.READY:
            child._ready()
        return child

    def _set_state(self, value: int) -> None:
        if value != self._state:
            self._state = value
            self.last_state_change = time.time()


def foresee(task: Any) -> None:
    """A step that is about to run needs the steps after it, which are not kept while it waits."""
    if all(child.triggered for child in task.children):
        task.task_spec._predict_hook(task)


def forget_foreseen(workflow: Any) -> None:
    """Drop what was foreseen after the steps that wait: two thirds of all tasks, and `foresee` makes them again.

    What comes after a step that is under way stays: an inclusive gateway looks at it.
    """
    tasks = workflow.tasks
    for task in list(tasks.values()):
        if task._state & HALTED and task._children and all(tasks[id]._state & FORESEEN for id in task._children):
            for id in task._children:
                _drop(tasks, id)
            task._children = []


def _drop(tasks: dict[bytes, Any], id: bytes) -> None:
    for child in tasks.pop(id)._children:
        _drop(tasks, child)
