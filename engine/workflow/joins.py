"""Gateways where branches meet, told by the tokens that have come to them; used by the parser of this package.

Stock looks for tokens in the tree of all that ever happened: in the second turn of a loop, and when branches of
several turns meet, it goes on before all have come, and it throws away what another token has begun (3.2).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from SpiffWorkflow.bpmn.specs.defaults import InclusiveGateway, ParallelGateway
from SpiffWorkflow.util.task import TaskState

from engine.errors import LadoflowError

LIVE = TaskState.WAITING | TaskState.READY | TaskState.STARTED


class NoWayOn(LadoflowError):
    """None of the conditions of a gateway is true, and none of its arrows is the default."""


class _Meeting:
    """Takes one token from each arrow that has one; those left over wait for the next round."""

    name: str
    _inputs: list[str]

    def _update_hook(self, my_task: Any) -> bool:
        others = [t for t in my_task.workflow.tasks.values() if t.task_spec is self and t._state == TaskState.WAITING]
        come = [my_task, *(each for each in others if each is not my_task)]
        if not self._complete(my_task.workflow, Counter(_arrow(each) for each in come)):
            my_task._set_state(TaskState.WAITING)
            return False
        missing = Counter(self._inputs)
        for token in come:
            arrow = _arrow(token)
            if missing[arrow] and token is not my_task:
                token.cancel()
            missing[arrow] -= missing[arrow] > 0
        my_task._inherit_data()
        return True

    def _complete(self, workflow: Any, come: Counter[str]) -> bool:
        raise NotImplementedError


class Parallel(_Meeting, ParallelGateway):
    """Goes on when a token has come by each arrow."""

    def _complete(self, workflow: Any, come: Counter[str]) -> bool:
        return not Counter(self._inputs) - come

    def _run_hook(self, my_task: Any) -> bool:
        return True


class Inclusive(_Meeting, InclusiveGateway):
    """Goes on when nothing on the way can still come by an arrow that is empty, as the BPMN standard has it."""

    behind: dict[str, frozenset[str]]

    def look_back(self) -> None:
        """Note what lies before each arrow that leads here; once, when the drawing is read."""
        self.behind = {spec.name: frozenset(each.name for each in self._before(spec)) for spec in self.inputs}

    def _before(self, spec: Any) -> set[Any]:
        seen, waiting = {spec}, [spec]
        while waiting:
            for each in waiting.pop().inputs:
                if each is not self and each not in seen:
                    seen.add(each)
                    waiting.append(each)
        return seen

    def _complete(self, workflow: Any, come: Counter[str]) -> bool:
        empty = [name for name in self.behind if not come[name]]
        return not empty or not any(
            any(place in self.behind[name] for name in empty)
            and not any(place in self.behind[name] for name in self.behind if come[name])
            for place in self._tokens(workflow.tasks.values())
        )

    def _tokens(self, tasks: Iterable[Any]) -> Iterator[str]:
        """Where the other tokens are; one that has just left a step is still there."""
        for task in tasks:
            if task._state & LIVE and task.task_spec is not self:
                yield task.task_spec.name
            elif task._state == TaskState.FUTURE and task.parent and task.parent._state & TaskState.FINISHED_MASK:
                yield task.parent.task_spec.name if task.task_spec is self else task.task_spec.name

    def _run_hook(self, my_task: Any) -> bool:
        matches, defaults = self._get_matching_outputs(my_task)
        if not matches and not defaults:
            raise NoWayOn
        my_task._sync_children(matches or defaults, TaskState.FUTURE)
        for child in my_task.children:
            child.task_spec._predict(child, mask=TaskState.FUTURE | TaskState.PREDICTED_MASK)
        return True


def _arrow(token: Any) -> str:
    return str(token.parent.task_spec.name)
