"""What happened before its step was offered, such as a hearing held under a hold: recorded with that step's own form.

Its answers count at once; when the drawing reaches the step, settling completes it with them. Called by the case page
and by rehearsal.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import answering, casework, late, parties, task_form
from engine.casework import OnBehalf
from engine.diagrams.model import Process, Step
from engine.errors import LadoflowError
from engine.facts import Seen
from engine.forms import Parsed
from engine.in_hand import Matter, take_in_hand
from engine.models import EARLY, Task, new_id
from engine.settling import new_task, settle


class NotEarly(LadoflowError):
    """This step is offered already, or its part of the case has ended. Record it where it stands."""


@dataclass(frozen=True)
class Early:
    """A step of an open strand that has not been offered yet."""

    strand: Seen
    step: Step
    keys: dict[str, str]

    @property
    def form(self) -> str:
        return self.step.form or ""


def recordable(matter: Matter) -> list[Early]:
    """The steps of other agencies, in open strands, that may have happened before they are offered."""
    strands = [each for each in matter.facts.listed("strands") if matter.facts.get(each.id, "status") == "open"]
    if matter.running is None or not strands:
        return []
    roles = parties.roles_of(matter.session, matter.row["authority_id"])
    outside = {name for name, role in roles.items() if not role.council}
    done = _offered(matter)
    return [
        each
        for strand in strands
        for each in _of_strand(matter, strand)
        if each.step.lane in outside and (each.step.id, strand.id) not in done
    ]


def _of_strand(matter: Matter, strand: Seen) -> Iterator[Early]:
    process = _drawn(matter, str(matter.facts.get(strand.id, "kind")))
    keys = {"strand": strand.id} | ({"engagement": strand.parent} if strand.parent else {})
    for step in _steps(matter, process) if process else ():
        if step.for_a_person and step.form and step.repeat is None:
            yield Early(strand, step, keys)


def _steps(matter: Matter, process: Process) -> Iterator[Step]:
    """Of the strand and of what it calls: its duties are a drawing of their own."""
    for step in process.steps:
        yield step
        called = matter.procedure.processes.get(step.called or "")
        if called is not None and called.thing is None:
            yield from _steps(matter, called)


def _drawn(matter: Matter, kind: str) -> Process | None:
    processes = matter.procedure.processes.values()
    return next((p for p in processes if p.thing == "strand" and p.properties.get("kind") == kind), None)


def _offered(matter: Matter) -> set[tuple[str, str]]:
    """Steps and strands of every task that there is or was."""
    rows = matter.session.execute(
        select(Task.step, Task.keys).where(Task.case_id == matter.id, Task.state.in_(("open", "done")))
    )
    return {(step, keys["strand"]) for step, keys in rows if "strand" in keys}


def find(matter: Matter, strand: str, step: str) -> Early:
    """The step of a strand. Raises NotEarly."""
    found = next((e for e in recordable(matter) if e.strand.id == strand and e.step.id == step), None)
    if found is None:
        raise NotEarly
    return found


def record(
    session: Session, case_id: str, strand: str, step: str, parsed: Parsed, *, by: str, now: datetime,
    happened: datetime, on_behalf: OnBehalf, for_the_record: bool = False,
) -> str:  # fmt: skip
    """Record a step that has happened before it was offered, `for_the_record` beside what happened later. Returns the
    task's id.

    Raises NotEarly, InTheFuture, NoSuchRow.
    """
    casework.must_not_be_to_come(happened, now)
    matter = take_in_hand(session, case_id, now=now, by=by, happened=happened)
    found = find(matter, strand, step)
    matter.task_id = new_id()
    said = {"step": step, "name": found.step.name, "role": found.step.lane, "form": found.form, "early": True}
    matter.tell("step_completed", **said, **on_behalf.columns, **({"warned": parsed.warned} if parsed.warned else {}))
    taking = answering.Answering(matter.facts, task_form.owner_of(matter, found.keys), dated=True)
    taking.later = late.later(matter) if for_the_record else {}
    taking.take(matter.procedure.form(found.form), parsed)
    matter.tasks.append(_row(matter, found) | on_behalf.columns)
    settle(matter, lambda _running: None)
    return matter.task_id


def _row(matter: Matter, early: Early) -> dict[str, object]:
    """The task as it will stand when its step is reached: done by whoever recorded it."""
    said = {**early.step.properties, "formKey": early.form}
    return new_task(matter) | {
        "id": matter.task_id, "engine_id": EARLY + str(matter.task_id)[len(EARLY) :], "number": 1,
        "process": early.step.process, "step": early.step.id, "name": early.step.name, "role": early.step.lane,
        "form": early.form, "keys": early.keys, "said": said, "state": "done", "due_at": None, "due_why": None,
        "holder_id": None, "naming": False, "done_at": matter.now, "happened": matter.happened,
        "done_by_id": matter.by,
    }  # fmt: skip
