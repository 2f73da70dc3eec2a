"""A completed step is answered again: what stands on its page at first, whom else it is about, and that it is not sent
as it stood.

Called by the task view.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from engine import answering, casework, correcting, dates, groups, notes, task_form
from engine.forms import Group, Parsed, Problem
from engine.forms.items import flat
from engine.in_hand import Matter
from engine.models import Case, Note, Task
from webui.filling import Raw, one, post_of
from webui.session import actor, now, reading

REASON, ALSO = "correction_reason", "correct_also"
UNCHANGED = "Nothing is changed here. Change an answer, or go back: the step stays as it was recorded"


def recorded(matter: Matter, task: Task) -> Raw:
    """The step's answers as they were last put, and when it happened."""
    form = task_form.of(matter, task)
    values = answering.filled(form, matter.facts, task_form.owner_of(matter, task.keys))
    owner = task_form.owner_of(matter, task.keys)
    saved = correcting.saved_answers(reading(), task.id)
    for field in form.fields():
        if (owner(field), field.key) in saved:
            values[field.key] = saved[owner(field), field.key]
    day = dates.local_day(task.happened or now())
    when = {"happened": [dates.typed_words(day)], "happened-day": [str(day.day)], "happened-month": [str(day.month)],
            "happened-year": [str(day.year)]}  # fmt: skip
    told = {"told_by": [task.told_by or ""], "told_how": [task.told_how or ""]}
    return form.raw(values) | when | (told if task.on_behalf_of else {})


def shared_with(task: Task) -> list[Task]:
    """The same step of the other cases for which it was answered once."""
    sitting = groups.sitting_of(reading(), task)
    cases = groups.seen_by(reading(), sitting) if sitting else []
    found = [correcting.of_case(reading(), task, case) for case in cases if case != task.case_id]
    return [each for each in found if each]


def also(task: Task, raw: Raw) -> list[Task]:
    """Those for which it is put right too: who is ticked; all of them where the page did not ask."""
    others = shared_with(task)
    return [each for each in others if each.case_id in raw[ALSO]] if ALSO in raw else others


def choices(task: Task, raw: Raw) -> list[dict[str, Any]]:
    """The other cases, as the page asks about them: by name for casework, for anybody else by reference."""
    others, chosen = shared_with(task), [each.case_id for each in also(task, raw)]
    cases = reading().scalars(select(Case).where(Case.id.in_([each.case_id for each in others])).order_by(Case.id))
    return [
        {"value": case.id, "checked": case.id in chosen, "words": case.reference if actor().casework else "",
         "text": (case.adult_name or "Adult not known") if actor().casework else case.reference}
        for case in cases
    ]  # fmt: skip


def rows_of_all(matter: Matter, task: Task, parsed: Parsed, raw: Raw) -> list[Problem]:
    """Rows that were written once for all cannot be put right for some of them."""
    if len(also(task, raw)) == len(shared_with(task)):
        return []
    for_all = groups.parts(task_form.of(matter, task))[0]
    for group in (item for item in flat(for_all.items) if isinstance(item, Group)):
        rows = Parsed({}, {group.key: parsed.groups.get(group.key, [])}, [])
        if not correcting.changes_nothing(matter, correcting.changes(matter, task, rows)):
            told = f"“{group.label or group.word.capitalize()}” was written once for all of them. Tick all, or leave it"
            return [Problem(ALSO, told)]
    return []


def parts(
    matter: Matter, task: Task, parsed: Parsed, raw: Raw, *, look: Callable[[str], Matter]
) -> list[tuple[str, Matter, Task, Parsed]]:  # fmt: skip
    """What is put right in this case and in each of the others; named where there are several."""
    others = also(task, raw)
    once = correcting.of_all(task_form.of(matter, task), parsed)
    names = {each["value"]: each["text"] for each in choices(task, raw)}
    here = [("This case" if others else "", matter, task, parsed)]
    return here + [(names[each.case_id], look(each.case_id), each, once) for each in others]


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
