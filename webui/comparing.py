"""Two answers side by side: what is saved and what somebody typed meanwhile. Called by the task view (409)."""

from typing import Any

from flask import render_template
from sqlalchemy import select

from engine import answering, correcting, dates, in_hand, inbox, settling, task_form
from engine.forms import Field, Form, Group, Parsed
from engine.forms.items import flat
from engine.in_hand import Matter
from engine.models import Task, User, new_id
from webui import fact_words, words
from webui.filling import Raw, typed, when_happened
from webui.session import actor, now, reading


def draw(row: inbox.Row, raw: Raw, *, act: str, back: str, may_correct: bool) -> tuple[str, int]:
    """The page that says who was quicker, with both answers; nothing typed is lost."""
    page = render_template(
        "tasks/conflict.html",
        staff=actor().council, act=act, back=back, typed=typed(raw), may_correct=may_correct, **told(row, raw),
    )  # fmt: skip
    return page, 409


def told(row: inbox.Row, raw: Raw) -> dict[str, Any]:
    """What happened while somebody was typing: who did it, both answers, and the version that is there now."""
    task = row.task
    matter = in_hand.look_at(reading(), task.case_id, now=now())
    form = task_form.of(matter, task)
    kind = {"done": "done", "withdrawn": "withdrawn"}.get(task.state, "changed")
    return {
        "kind": kind, "words": _who(task, kind), "mine": task.done_by_id == actor().id,
        "answers": _answers(matter, task, form, raw),
        "saved_at": _time(task) if kind == "done" else None,
        "version": task_form.page_version(matter, task) if kind == "changed" else new_id(),
    }  # fmt: skip


def _who(task: Task, kind: str) -> str:
    """Helen Ashworth recorded it for Police today at 11:52, while you were typing."""
    if kind == "withdrawn":
        why = task.withdrawn_why or settling.ANOTHER_WAY
        return f"{why} while you were typing, so this step is not needed any more."
    if kind == "changed":
        return "Something that this step rests on was recorded while you were typing. Look at it before you save."
    mine = task.done_by_id == actor().id
    by, typing = ("You", "in another window") if mine else (_name(task.done_by_id), "while you were typing")
    when = words.today_or_day(task.done_at or now(), now())
    if not task.on_behalf_of:
        return f"{by} completed it {when}, {typing}."
    told = f" They were told {words.told_how(task.told_how)} by {task.told_by}." if task.told_by else ""
    return f"{by} recorded it for {task.on_behalf_of} {when}, {typing}.{told}"


def _name(user_id: str | None) -> str:
    name = reading().scalar(select(User.name).where(User.id == user_id)) if user_id else None
    return name or "The service"


def _time(task: Task) -> str:
    return dates.time_of(task.done_at or now())


def _answers(matter: Matter, task: Task, form: Form, raw: Raw) -> list[dict[str, Any]]:
    """Question, saved, yours; questions inside rows are told together."""
    owner = task_form.owner_of(matter, task.keys)
    saved = correcting.saved_answers(reading(), task.id)
    parsed = form.parse(
        raw, lists=matter.lists, context=matter.facts.context(task.keys), now=now(),
        rows=answering.rows_of(matter.facts), on=dates.local_day(matter.row["received_at"]),
    )  # fmt: skip
    lines = []
    for item in flat(form.items):
        if isinstance(item, Field):
            there = saved.get((owner(item), item.key), _present(matter, owner(item), item))
            lines.append(_line(matter, item, there, _typed_words(matter, item, parsed, raw)))
        elif isinstance(item, Group):
            lines += _rows(item, raw)
    lines.append(_happened(task, raw))
    return [line for line in lines if line["saved"] or line["yours"]]


def _present(matter: Matter, thing: str, field: Field) -> Any:
    return matter.facts.case_value(field.key) if thing == matter.id else matter.facts.get(thing, field.key)


def _line(matter: Matter, field: Field, there: Any, yours: str) -> dict[str, Any]:
    saved = fact_words.value(matter, field.key, there, field)
    return {"question": field.label, "saved": saved, "yours": yours, "different": saved != yours}


def _typed_words(matter: Matter, field: Field, parsed: Parsed, raw: Raw) -> str:
    """What was typed, as the saved answer would be told; as it was typed where it cannot be read."""
    if parsed.answers.get(field.key) is not None:
        return fact_words.value(matter, field.key, parsed.answers[field.key], field)
    wrong = [problem.name for problem in parsed.problems]
    if not any(name == field.key or name.startswith(f"{field.key}-") for name in wrong):
        return ""
    names = [name for name in raw if name == field.key or name.startswith(f"{field.key}-")]
    return " ".join(text for name in names for text in raw[name] if text)


def _rows(group: Group, raw: Raw) -> list[dict[str, Any]]:
    mine = [
        text for name, values in raw.items() for text in values
        if name.startswith(f"{group.key}-") and not name.endswith(("-id", "-removed")) and text
    ]  # fmt: skip
    if not mine:
        return []
    label = group.label or group.word.capitalize()
    return [{"question": label, "saved": "See the step", "yours": "; ".join(mine), "different": True}]


def _happened(task: Task, raw: Raw) -> dict[str, Any]:
    parts = [raw.get(name, [""])[0] for name in ("happened", "happened-day", "happened-month", "happened-year")]
    saved = dates.day_words(dates.local_day(task.happened), year=True) if task.happened else ""
    at, problems = when_happened(raw, now())
    yours = parts[0] or "/".join(part for part in parts[1:] if part)
    if yours and not problems:
        yours = dates.day_words(dates.local_day(at), year=True)
    return {"question": "When it happened", "saved": saved, "yours": yours, "different": False}
