"""Undoing the step that somebody has just completed; what a colleague has gone on with is corrected instead."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from engine import in_hand, inbox, kept, undoing
from engine.errors import LadoflowError
from engine.models import Task, User
from webui import case_words, correction, filling, steps, words
from webui.auth import signed_in
from webui.session import actor, close, commit, now, reading, writing

pages = Blueprint("undo", __name__)
NOT_UNDONE = (
    undoing.Begun, undoing.GoneOn, undoing.NeverUndone, undoing.NotYoursToUndo, undoing.TooLate, undoing.UndoneAlready,
)  # fmt: skip


@pages.post("/tasks/<id:task_id>/undo")
@signed_in
def undo(task_id: str) -> Response:
    """The case stands as before; what had been answered stands in the form, not sent."""
    row = steps.row_of(task_id)
    answers, there = _answered(row.task)
    try:
        undoing.undo(writing(), task_id, by=actor().id, now=now())
    except NOT_UNDONE as why:
        close("writing")
        flash(_refused(steps.row_of(task_id), why), "refused")  # type: ignore[arg-type]
        return redirect(url_for("tasks.show", task_id=task_id), 303)
    stands = in_hand.look_at(writing(), row.case.id, now=now()).facts.things.keys() <= there
    if stands:  # A row that it had taken away would stand there again.
        kept.keep_one(writing(), actor().id, task_id, answers, now=now())
    commit()
    again = " What you had answered is still in the form, and counts when you save it." if stands else ""
    flash(f"{row.task.name}: undone. Everything is as it was before.{again}", "undone")
    return redirect(url_for("tasks.show", task_id=task_id), 303)


def _answered(task: Task) -> tuple[filling.Raw, set[str]]:
    """What a completed step was answered, and the things that its case then knew."""
    matter = in_hand.look_at(reading(), task.case_id, now=now())
    return filling.typed(correction.recorded(matter, task)), set(matter.facts.things)


def _refused(row: inbox.Row, why: LadoflowError) -> dict[str, Any]:
    """Why it was not undone, and the way to put it right all the same."""
    task = row.task
    said: dict[str, Any] = {"text": f"“{task.name}” was not undone. {_why(row, why)}"}
    if task.state == "done" and task.done_by_id == actor().id and not steps.barred(task):
        link = {"text": "Correct it instead", "href": url_for("tasks.correct", task_id=task.id)}
        said["link"] = link
    return said


def _why(row: inbox.Row, why: LadoflowError) -> str:
    """Who has gone on with the case since, how and when; else what the error says."""
    if isinstance(why, undoing.Begun):
        who, at, how = _name(why.by), why.at, f"begun to answer “{why.name}”"
    elif isinstance(why, undoing.GoneOn):
        who, at = _name(why.entry.by_id), why.entry.at
        read = why.entry.what in undoing.READ
        how = "read the case" if read else f"gone on with this {words.noun(row.case)}: {case_words.title(why.entry)}"
    else:
        return str(why)
    have = "have" if who == "You" else "has"
    return f"{who} {have} {how}, {words.today_or_day(at, now())}."


def _name(user_id: str | None) -> str:
    if user_id == actor().id:
        return "You"
    return reading().scalar(select(User.name).where(User.id == user_id)) or "The service"
