"""Putting an answer right: a completed step's answers are answered again, and the first ones stay in the record.

Called by the task page. Only what was changed is written; what waits for a fact sees the new one at once.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any, TypeGuard

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import answering, casework, dates, facts, groups, in_hand, late, notes, same_adult, task_form
from engine.errors import LadoflowError
from engine.forms import Field, Form, Parsed, Row
from engine.forms.items import flat
from engine.in_hand import Matter
from engine.models import Fact, Task
from engine.settling import settle


class NotDoneYet(LadoflowError):
    """This step has not been completed, so there is nothing to correct."""


def saved_answers(session: Session, task_id: str) -> dict[tuple[str, str], Any]:
    """What a step recorded, by thing and key; the last where it was corrected before."""
    task = session.get(Task, task_id)
    if task is None:
        return {}
    return {name: facts.decode(fact.value) for name, fact in last_recorded(session, task).items()}


def last_recorded(session: Session, task: Task) -> dict[tuple[str, str], Fact]:
    """What a step recorded last of each question; what was said once for several is about this case's own thing."""
    sitting = groups.sitting_of(session, task)
    about = groups.about(session, sitting, task.case_id) if sitting else None
    things = {sitting: about}
    rows = groups.recorded(session, task)
    return {(things.get(fact.thing_id) or fact.thing_id, fact.key): fact for fact in rows}


def correct_task(
    session: Session,
    task_id: str,
    parsed: Parsed,
    *,
    reason: str,
    by: str,
    now: datetime,
    happened: datetime | None = None,
    on_behalf: casework.OnBehalf | None = None,
    post: str | None = None,
    for_the_record: bool = False,
    also: Collection[str] | None = None,
) -> str:
    """Record a completed step's answers again, with the reason. Returns the case's id.

    `for_the_record` keeps what other steps recorded of a later day, in each case by its own days. What was said once
    for several cases is put right once, and every case that sees it runs on with it; where it is right for some of
    them alone, `also` are the others of these, and it becomes an answer of each. The same post sent again is recorded
    once.
    Raises NotDoneYet, Conflicted, NoSuchRow.
    """
    task = session.get(Task, task_id)
    if task is None:
        raise in_hand.NoSuchRow
    sitting = groups.sitting_of(session, task)
    sharing = [case for case in groups.seen_by(session, sitting) if case != task.case_id] if sitting else []
    others = sharing if also is None else [case for case in sharing if case in also]
    id, sent = notes.once(session, [task.case_id, *sharing], task_id, by=by, post=post)
    if sent:
        return task.case_id
    matter = in_hand.take_in_hand(session, task.case_id, now=now, by=by, happened=happened or task.happened)
    session.refresh(task)
    if task.state != "done":
        raise NotDoneYet
    casework.must_not_be_barred(matter, task, by)
    matter.task_id = task_id
    form = task_form.of(matter, task)
    _say(matter, task, form.when(parsed.answers, now), reason, id, warned=parsed.warned, on_behalf=on_behalf)
    session.flush()
    of_each = bool(sharing) and (for_the_record or len(others) < len(sharing))
    changed = changes(matter, task, parsed)
    owner = task_form.owner_of(matter, task.keys) if of_each else owner_of(matter, task)
    _take(matter, task, form, changed, owner, for_the_record=for_the_record)
    same_adult.follow(matter)
    settle(matter, lambda _running: None)
    if sitting and not of_each:
        groups.put_right_for_all(session, sitting, [task.case_id, *sharing])
    said_once = of_all(form, changed) if of_each else None
    for other in others:
        _runs_on(
            session, other, task, by=by, now=now, happened=matter.happened, said=said_once,
            for_the_record=for_the_record,
        )  # fmt: skip
    return task.case_id


def _say(
    matter: Matter,
    task: Task,
    when: datetime | None,
    reason: str,
    id: str,
    *,
    warned: Sequence[str],
    on_behalf: casework.OnBehalf | None,
) -> None:
    """The record tells the correction, and when the step happened, if that is another day now."""
    detail: dict[str, Any] = {"step": task.step, "name": task.name, "role": task.role, "form": task.form}
    if on_behalf:
        detail |= on_behalf.columns
    if warned:
        detail["warned"] = warned
    before, matter.happened = task.happened, when or matter.happened
    task.happened = matter.happened
    if before and dates.local_day(before) != dates.local_day(task.happened):
        detail["happened_was"] = dates.local_day(before).isoformat()
    notes.write(matter, "step_corrected", reason, id=id, **detail)
    matter.entries[-1]["happened"] = matter.now  # The correction; what it says happened when the step did.


def _take(
    matter: Matter, task: Task, form: Form, changed: Parsed, owner: late.Owner, *, for_the_record: bool
) -> None:  # fmt: skip
    taking = answering.Answering(matter.facts, owner)
    taking.later = late.later(matter, own_rows(matter.session, task)) if for_the_record else {}
    taking.take(form, changed)
    casework._withdraw_things(matter, taking.withdrawn)


def of_all(form: Form, parsed: Parsed) -> Parsed:
    """Of the answers of a step that was done for several, those to what was asked once for all; no rows."""
    shared = {item.key for item in flat(groups.parts(form)[0].items) if isinstance(item, Field)}
    return Parsed({key: value for key, value in parsed.answers.items() if key in shared}, {}, [])


def of_case(session: Session, task: Task, case_id: str) -> Task | None:
    """The same step of another case, as it was done in the same sitting."""
    sitting = groups.sitting_of(session, task)
    rows = select(Task).where(Task.case_id == case_id, Task.step == task.step, Task.state == "done")
    return next((each for each in session.scalars(rows) if groups.sitting_of(session, each) == sitting), None)


def _runs_on(
    session: Session, case_id: str, task: Task, *, by: str, now: datetime, happened: datetime, said: Parsed | None,
    for_the_record: bool,
) -> None:  # fmt: skip
    """A case that sees what was put right elsewhere, or of which it is `said` too, says so and goes on with it."""
    matter = in_hand.take_in_hand(session, case_id, now=now, by=by, happened=happened)
    casework.must_not_be_barred(matter, task, by)
    matter.tell("shared_corrected", step=task.step, name=task.name)
    if said and (its := of_case(session, task, case_id)):
        matter.task_id, owner = its.id, task_form.owner_of(matter, its.keys)
        _take(matter, its, task_form.of(matter, its), said, owner, for_the_record=for_the_record)
    settle(matter, lambda _running: None)


def owner_of(matter: Matter, task: Task) -> late.Owner:
    """Whose fact an answer to a completed step's question is."""
    owner = task_form.owner_of(matter, task.keys)
    return groups.owner_in(groups.sitting_of(matter.session, task), task_form.of(matter, task), owner)


def own_rows(session: Session, task: Task) -> set[int]:
    """The rows that a step recorded: they may be put right, whenever it happened."""
    return {fact.id for fact in groups.recorded(session, task)}


def changes(matter: Matter, task: Task, parsed: Parsed) -> Parsed:
    """Without what was left as the page showed it: as the step had recorded it, of rows as it stands."""
    owner, saved = task_form.owner_of(matter, task.keys), saved_answers(matter.session, task.id)
    form = task_form.of(matter, task)
    owners = {item.key: owner(item) for item in flat(form.items) if isinstance(item, Field)}

    def stands(thing: str, key: str) -> Any:
        known = late.present(matter.facts, thing, key)
        return known.value if known else None

    def shown(key: str) -> Any:
        return saved.get((owners[key], key), stands(owners[key], key))

    answers = {key: value for key, value in parsed.answers.items() if key in owners and not _same(value, shown(key))}
    rows = {key: [_changed_row(row, stands) for row in rows] for key, rows in parsed.groups.items()}
    return Parsed(answers, rows, [])


def _changed_row(row: Row, stands: Callable[[str, str], Any]) -> Row:
    answers: dict[str, Any] = {}
    for key, value in row.answers.items():
        if _are_rows(value):
            answers[key] = [_changed_row(each, stands) for each in value]
        elif not _same(value, stands(row.id, key)):
            answers[key] = value
    return Row(row.id, row.removed, answers)


def _same(one: object, other: object) -> bool:
    return one == other or all(each is None or each is False or each in ("", []) for each in (one, other))


def changes_nothing(matter: Matter, changed: Parsed) -> bool:
    """Whether nothing is left of the answers given again, and no row was taken away."""
    rows = [row for listed in changed.groups.values() for row in listed]
    return not changed.answers and not any(_changes(row, matter) for row in rows)


def _changes(row: Row, matter: Matter) -> bool:
    if row.removed:
        return row.id in matter.facts.things
    return any(
        any(_changes(each, matter) for each in value) if _are_rows(value) else True for value in row.answers.values()
    )


def _are_rows(value: object) -> TypeGuard[list[Row]]:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Row)
