"""What is done to a case from its pages: notes, what is recorded for agencies, what happens at any time, repair."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import casework, dates, early, groups, notes
from engine.facts import Seen
from engine.forms import Problem
from engine.in_hand import Matter
from engine.models import Case, Note, new_id
from webui import case_frame, filling, keeping, steps, words
from webui.auth import may
from webui.session import actor, close, commit, now, reading, writing

pages = Blueprint("case_acts", __name__)
Page = str | tuple[str, int] | Response


@pages.get("/cases/<id:case_id>/notes")
@may("add_note")
def note(case_id: str) -> Page:
    """Write something down, or go on with what was kept; whoever goes back to a page that was saved finds it saved."""
    case = steps.case_of(case_id)
    raw, kept = keeping.found(keeping.about(case, "note"), filling.today_filled(now(), staff=True))
    if kept["kept"] and request.args.get("anew"):
        return keeping.ask_anew(case, "note", raw, kept["kept"])
    raw = filling.one_page(raw)
    if address := filling.address_of(raw):
        return redirect(address, 303)
    written = notes.saved(reading(), case_id, by=actor().id, post=filling.page_id(raw))
    saved = _saved(case, written) if written else None
    return steps.seen(_note_page(case, raw, [], **kept, saved=saved), case, page="note")


@pages.post("/cases/<id:case_id>/notes")
@may("add_note")
def note_post(case_id: str) -> Page:
    """Possible in any state of the case."""
    case, raw = steps.case_of(case_id), filling.posted()
    if filling.one(raw, "act") == "keep":
        return keeping.keep(keeping.about(case, "note"), raw, "The note:")
    if filling.one(raw, "act") == "anew":
        return keeping.begin_anew(case, "note", raw)
    happened, problems = filling.when_happened(raw, now())
    text = filling.several_lines((raw.get("text") or [""])[0])
    if len(text) > 20_000:
        problems.insert(0, Problem("text", "What you write must be 20,000 characters or fewer"))
    if not text:
        problems.insert(0, Problem("text", "Write down what you want to keep"))
    if problems:
        return _note_page(case, raw, problems), 422
    also = [each["value"] for each in _also(case) if each["value"] in raw.get("applies_to", ())]
    session, page = writing(), filling.page_id(raw)
    number = dates.count_words(len(also) + 1, "case", figures=True)
    said = f"Note added to {number}." if also else "Note added."
    try:
        notes.add(session, [case_id, *also], text, by=actor().id, now=now(), happened=happened, post=page)
    except notes.SavedAlready as why:
        if not why.the_same:
            saved = _saved(case, why.note)
            close("writing")
            return _second_note(case, raw, saved), 409
        said = f"This note is already saved, {words.today_or_day(why.note.at, now())}. Nothing was written again."
    keeping.forget_saved(keeping.about(case, "note"), raw)
    commit()
    flash(said)
    return redirect(url_for("cases.show", case_id=case_id), 303)


def _saved(case: Case, note: Note) -> dict[str, Any]:
    """What a page has written already: when, in which cases, and in which words."""
    others = groups.others(reading(), actor(), case)
    named = notes.cases_of(reading(), note, [each.id for each in others])
    return {
        "when": words.today_or_day(note.at, now()), "lines": note.text.splitlines(),
        "also": [each.adult_name or "Adult not known" for each in others if each.id in named],
    }  # fmt: skip


def _second_note(case: Case, raw: filling.Raw, saved: dict[str, Any]) -> str:
    """Other words on a page that was saved: what was typed stays there, and is another page's if it is sent again."""
    asks = (
        f"A note was saved from this page {saved['when']}, and stays as it is. Save this as a second note, or leave it"
    )
    return _note_page(case, raw | {"version": [new_id()]}, [Problem("text", asks)], saved=saved)


def _note_page(case: Case, raw: filling.Raw, problems: list[Problem], **kept: Any) -> str:
    looked = case_frame.look_at(case, "")
    return render_template(
        "cases/note.html", **looked.around, raw=raw, problems=problems, back=looked.back, also=_also(case),
        page=filling.page_id(raw), **kept,
    )  # fmt: skip


def _also(case: Case) -> list[dict[str, str]]:
    """The cases of the same contact, about which a note may be too."""
    others = groups.others(reading(), actor(), case)
    return [{"value": c.id, "text": c.adult_name or "Adult not known", "words": words.where(c)} for c in others]


@pages.get("/cases/<id:case_id>/record")
@may("record_for")
def record_for(case_id: str) -> str:
    """The open steps of agencies, each to be answered for them; and what happened before its step was offered."""
    looked = case_frame.look_at(steps.case_of_adult(case_id), "")
    jobs = words.jobs_of(looked.matter)
    rows = [
        {"role": row.task.role, "who": row.organisation or words.job_of(row.task, jobs), "what": row.task.name,
         "due": steps.due(row.task), "href": url_for("tasks.show", task_id=row.task.id, record=1)}
        for row in looked.rows
        if not steps.ours(row.task)
    ]  # fmt: skip
    early_ones = _early(looked.matter)
    page = render_template("cases/record.html", **looked.around, rows=rows, back=looked.back, early=early_ones)
    return steps.seen(page, looked.case, page="record")


def _early(matter: Matter) -> list[dict[str, str]]:
    """Steps of agencies that are not offered yet and may have happened."""
    return [
        {"what": each.step.name, "role": str(each.step.lane), "who": _of_whom(matter, each.strand),
         "href": url_for("tasks.early_step", case_id=matter.id, strand=each.strand.id, step=each.step.id)}
        for each in early.recordable(matter)
    ]  # fmt: skip


def _of_whom(matter: Matter, strand: Seen) -> str:
    """The employer of a strand that has one."""
    return str(matter.facts.get(strand.parent, "employer") or "") if strand.parent else ""


@pages.post("/cases/<id:case_id>/happens")
@may("start_event")
def happen(case_id: str) -> Response:
    """Something happens that may happen at any time: its first step is mine at once."""
    steps.case_of(case_id)
    session = writing()
    raw = filling.posted()
    trigger, post = filling.one(raw, "trigger"), filling.post_of(raw)
    task = casework.happen(session, case_id, trigger, by=actor().id, now=now(), post=post)
    commit()
    if task:
        return redirect(url_for("tasks.show", task_id=task), 303)
    flash("Recorded.")
    return redirect(url_for("cases.show", case_id=case_id), 303)


@pages.post("/cases/<id:case_id>/repair")
@may("see_cases")
def repair(case_id: str) -> Response:
    """Let a case that needs repair run again."""
    noun = words.noun(steps.case_of(case_id))
    session = writing()
    runs = casework.retry(session, case_id, by=actor().id, now=now())
    commit()
    flash(f"The {noun} runs again." if runs else f"The {noun} still needs repair. Nothing was lost.")
    return redirect(url_for("cases.show", case_id=case_id), 303)
