"""Putting an answer right: a completed step's answers are answered again, and the first ones stay in the record.

Called by the task page. Only what was changed is written; what waits for a fact sees the new one at once.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from engine import answering, casework, dates, facts, groups, in_hand, notes, same_adult
from engine.errors import LadoflowError
from engine.forms import Parsed, Row
from engine.models import Task
from engine.settling import settle

Saved = Mapping[tuple[str, str], Any]


class NotDoneYet(LadoflowError):
    """This step has not been completed, so there is nothing to correct."""


def saved_answers(session: Session, task_id: str) -> dict[tuple[str, str], Any]:
    """What a step recorded, by thing and key; the last where it was corrected before."""
    task = session.get(Task, task_id)
    if task is None:
        return {}
    saved = {(fact.thing_id, fact.key): facts.decode(fact.value) for fact in groups.recorded(session, task)}
    if sitting := groups.sitting_of(session, task):
        about = groups.about(session, sitting, task.case_id)
        saved |= {(about, key): value for (thing, key), value in saved.items() if thing == sitting}
    return saved


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
) -> str:
    """Record a completed step's answers again, with the reason. Returns the case's id.

    What was said once for several cases is put right once, and every case that sees it runs on with it. The same post
    sent again is recorded once. Raises NotDoneYet, Conflicted, NoSuchRow.
    """
    task = session.get(Task, task_id)
    if task is None:
        raise in_hand.NoSuchRow
    sitting = groups.sitting_of(session, task)
    sharing = groups.seen_by(session, sitting) if sitting else []
    id, sent = notes.once(session, [task.case_id, *sharing], task_id, by=by, post=post)
    if sent:
        return task.case_id
    matter = in_hand.take_in_hand(session, task.case_id, now=now, by=by, happened=happened or task.happened)
    session.refresh(task)
    if task.state != "done":
        raise NotDoneYet
    casework.must_not_be_barred(matter, task, by)
    matter.task_id = task_id
    detail: dict[str, Any] = {"step": task.step, "name": task.name, "role": task.role}
    if on_behalf:
        detail |= on_behalf.columns
    if parsed.warned:
        detail["warned"] = parsed.warned
    form, before = casework.task_form(matter, task), task.happened
    matter.happened = task.happened = form.when(parsed.answers, now) or matter.happened
    if before and dates.local_day(before) != dates.local_day(task.happened):
        detail["happened_was"] = dates.local_day(before).isoformat()
    notes.write(matter, "step_corrected", reason, id=id, **detail)
    matter.entries[-1]["happened"] = now  # The correction; what it says happened when the step did.
    session.flush()
    owner = groups.owner_in(sitting, form, casework.owner_of(matter, task.keys))
    saved = saved_answers(session, task_id)
    taking = answering.Answering(matter.facts, owner)
    taking.take(form, _changed(parsed, {field.key: owner(field) for field in form.fields()}, saved))
    casework._withdraw_things(matter, taking.withdrawn)
    same_adult.follow(matter)
    settle(matter, lambda _running: None)
    for other in sharing:
        if other != task.case_id:
            _runs_on(session, other, task, by=by, now=now, happened=matter.happened)
    return task.case_id


def _runs_on(session: Session, case_id: str, task: Task, *, by: str, now: datetime, happened: datetime) -> None:
    """A case that sees what was put right elsewhere says so and goes on with it."""
    matter = in_hand.take_in_hand(session, case_id, now=now, by=by, happened=happened)
    casework.must_not_be_barred(matter, task, by)
    matter.tell("shared_corrected", step=task.step, name=task.name)
    settle(matter, lambda _running: None)


def _changed(parsed: Parsed, owners: Mapping[str, str], saved: Saved) -> Parsed:
    """Without what was left as the step had recorded it: something later may have been answered since."""
    answers = {
        key: value for key, value in parsed.answers.items() if saved.get((owners.get(key, ""), key), ...) != value
    }
    groups = {key: [_changed_row(row, saved) for row in rows] for key, rows in parsed.groups.items()}
    return Parsed(answers, groups, [])


def _changed_row(row: Row, saved: Saved) -> Row:
    answers: dict[str, Any] = {}
    for key, value in row.answers.items():
        if isinstance(value, list) and value and isinstance(value[0], Row):
            answers[key] = [_changed_row(each, saved) for each in value]
        elif saved.get((row.id, key), ...) != value:
            answers[key] = value
    return Row(row.id, row.removed, answers)
