"""What a task's form asks in its case, what stands in it already, and whether a page of it is still right.

Called by the verbs and by whoever shows a task.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from engine import answering, dates, facts
from engine.errors import LadoflowError
from engine.forms import Field, Form, Group, Row
from engine.forms.items import PAST, flat
from engine.in_hand import Matter
from engine.models import Fact, Task


class TaskAlreadyDone(LadoflowError):
    """Somebody has already completed this."""


class TaskWithdrawn(LadoflowError):
    """This step is not needed any more. The case went another way."""


class SomethingChanged(LadoflowError):
    """Something here has changed."""

    def __init__(self, changed: list[str]) -> None:
        super().__init__()
        self.changed = changed


def of(matter: Matter, task: Any) -> Form:
    """The form of a task's step in the version that its case runs on."""
    return matter.procedure.form(task.form)


def owner_of(matter: Matter, keys: Mapping[str, str]) -> Any:
    """Whose fact the answer to a field is: what the field says, else the innermost instance."""

    def owner(field: Field) -> str:
        if field.thing == "case":
            return matter.id
        if field.thing == "adult" and matter.facts.adult_id:
            return matter.facts.adult_id
        return keys.get(field.thing) or matter.about(keys)

    return owner


def fresh(matter: Matter, task: Any) -> dict[str, Any]:
    """The present answers to a task's form. What is told anew starts empty: dates to come that have passed or must be
    given, what an earlier task with the same form must have said, and what the form marks so, also in rows. What nobody
    has answered starts as the form says."""
    form, owner = of(matter, task), owner_of(matter, task.keys)
    known = answering.filled(form, matter.facts, owner)
    before, today = _told_before(matter, task), dates.local_day(matter.now)
    for field in (item for item in flat(form.items) if isinstance(item, Field)):
        value = known.get(field.key)
        day = dates.local_day(value) if field.kind in ("date", "date_time") and value is not None else None
        anew = day is not None and (field.required or (day <= today and field.limits.when not in PAST))
        again = field.required and (owner(field), field.key) in before and field.told_anew != "no"
        if anew or again or field.told_anew == "yes":
            known.pop(field.key, None)
        if field.starts and field.key not in known:
            known[field.key] = matter.evaluate(field.starts.text, task.keys)
    for group in (item for item in flat(form.items) if isinstance(item, Group)):
        _ask_rows_anew(group, known[group.key])
    return known


def _ask_rows_anew(group: Group, rows: Sequence[Row]) -> None:
    """Who came to the last meeting stands there; whether they came to this one is asked."""
    for item in flat(group.items):
        if isinstance(item, Field) and item.told_anew == "yes":
            for row in rows:
                row.answers.pop(item.key, None)


def _told_before(matter: Matter, task: Any) -> set[tuple[str, str]]:
    """The answers that an earlier task with the same form gave."""
    rows = matter.session.execute(
        select(Fact.thing_id, Fact.key)
        .join(Task, Task.id == Fact.task_id)
        .where(Task.case_id == matter.id, Task.form == task.form, Fact.newer.is_(None))
    )
    return {(thing, key) for thing, key in rows}


def must_be_as_seen(matter: Matter, task: Any, seen: str | None) -> None:
    """Raises TaskAlreadyDone, TaskWithdrawn, or SomethingChanged when `seen` is not the page's version any more."""
    must_be_open(task)
    if seen is not None:
        _must_be_unchanged(matter, task, of(matter, task), seen)


def must_be_open(task: Any) -> None:
    """Raises TaskAlreadyDone, TaskWithdrawn."""
    if task.state == "done":
        raise TaskAlreadyDone
    if task.state == "withdrawn":
        raise TaskWithdrawn


def page_version(matter: Matter, task: Any) -> str:
    """What a task's page carries: the task's number and the newest fact that its form shows."""
    return f"{task.number}.{_newest(matter, task, of(matter, task))}"


def _newest(matter: Matter, task: Any, form: Form) -> int:
    return max((known.id for known in compared(matter, task, form).values()), default=0)


def compared(matter: Matter, task: Any, form: Form) -> dict[tuple[str, str], facts.Known]:
    """The facts whose change is a conflict: the form's own questions and what the step discloses."""
    owner = owner_of(matter, task.keys)
    wanted = {(owner(item), item.key) for item in flat(form.items) if isinstance(item, Field)}
    keys = {item.key for group in flat(form.items) if isinstance(group, Group)
            for item in flat(group.items) if isinstance(item, Field)}  # fmt: skip
    shown = {part.strip() for part in (task.said.get("discloses") or "").split(",") if part.strip()}
    kinds = {thing.id: thing.kind for thing in matter.facts.things.values()}
    return {
        (thing, key): known
        for (thing, key), known in matter.facts.known.items()
        if (thing, key) in wanted
        or (key in keys and kinds.get(thing) not in ("case", "contact"))
        or f"{kinds.get(thing)}.{key}" in shown
    }


def _must_be_unchanged(matter: Matter, task: Any, form: Form, seen: str) -> None:
    number, _, newest = seen.partition(".")
    if not (number.isdigit() and newest.isdigit()):
        raise SomethingChanged([])
    changed = [key for (_, key), known in compared(matter, task, form).items() if known.id > int(newest)]
    if int(number) != task.number or changed:
        raise SomethingChanged(changed)
