"""A completed step is answered again: what stands on its page at first, and that it is not sent as it stood.

Called by the task view.
"""

from datetime import datetime

from engine import answering, casework, correcting, dates, notes
from engine.forms import Parsed, Problem
from engine.in_hand import Matter
from engine.models import Note, Task
from webui.filling import Raw, one, post_of
from webui.session import actor, now, reading

REASON = "correction_reason"
UNCHANGED = "Nothing is changed here. Change an answer, or go back: the step stays as it was recorded"


def recorded(matter: Matter, task: Task) -> Raw:
    """The step's answers as they were last put, and when it happened."""
    form = casework.task_form(matter, task)
    values = answering.filled(form, matter.facts, casework.owner_of(matter, task.keys))
    owner = casework.owner_of(matter, task.keys)
    saved = correcting.saved_answers(reading(), task.id)
    for field in form.fields():
        if (owner(field), field.key) in saved:
            values[field.key] = saved[owner(field), field.key]
    day = dates.local_day(task.happened or now())
    when = {"happened": [dates.typed_words(day)], "happened-day": [str(day.day)], "happened-month": [str(day.month)],
            "happened-year": [str(day.year)]}  # fmt: skip
    told = {"told_by": [task.told_by or ""], "told_how": [task.told_how or ""]}
    return form.raw(values) | when | (told if task.on_behalf_of else {})


def moved(task: Task, raw: Raw, happened: datetime) -> datetime | None:
    """When the step happened, where it is said to have been on another day, or a time is given; else it stays."""
    same = task.happened is not None and dates.local_day(happened) == dates.local_day(task.happened)
    return None if same and not one(raw, "happened-time") else happened


def unchanged(
    matter: Matter, task: Task, parsed: Parsed, behalf: casework.OnBehalf | None, raw: Raw
) -> list[Problem]:  # fmt: skip
    """What is wrong with a correction in which nothing differs from the record; nothing for one that is sent again."""
    if behalf and (behalf.told_by, behalf.told_how) != (task.told_by, task.told_how):
        return []
    if not correcting.changes_nothing(matter, correcting.changes(matter, task, parsed)):
        return []
    sent = reading().get(Note, notes.of_post(post_of(raw), task.id, actor().id))
    return [] if sent else [Problem("your-answers", UNCHANGED)]
