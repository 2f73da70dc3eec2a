"""One step's page: why it is here, what it shows, its form; saved, kept for later, recorded for a party, corrected, or
its party named."""

from datetime import datetime
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import access, casework, correcting, dates, early, in_hand, inbox, kept, task_form, undoing
from engine.forms import Form, Parsed, Problem
from engine.in_hand import Matter
from engine.models import Task
from engine.versions import load as load_procedure
from webui import (
    comparing,
    correction,
    decided,
    fact_words,
    filling,
    keeping,
    late,
    naming,
    parts,
    sittings,
    steps,
    task_words,
    words,
)  # fmt: skip
from webui.auth import NotYours, may, signed_in
from webui.hiding import Hiding
from webui.session import actor, close, commit, now, reading, writing

pages = Blueprint("tasks", __name__)
Page = str | tuple[str, int] | Response
ASKED = (
    "You are asked because you {who} this matter. It takes about five minutes. You need nothing else from this site."
)
EARLY = [{"strong": "This step has not been offered yet.", "text": "What you record counts at once. When the case "
          "comes to the step, nobody is asked again."}]  # fmt: skip
HOLDING: dict[bool | None, tuple[str, str]] = {
    None: ("Take", "take"), True: ("Put back", "put_back"), False: ("Take over", "take_over"),
}  # fmt: skip
"""What can be done about who holds a step: nobody, the reader, a colleague."""
WHO = {"Police": "are the officer for", "Children's social care": "are the social worker for"}


@pages.get("/tasks/<id:task_id>")
@signed_in
def show(task_id: str) -> Page:
    """The step, its answers when it is done, or the question who plays its role here."""
    row = steps.row_of(task_id)
    task = row.task
    if task.naming and task.state == "open" and not request.args.get("record") and _may_name(task):
        return steps.seen(_asked_of(row).draw(None, [], **_around(row), actions=_actions(row)), task)
    if task.state != "open" or row.case.repair or not steps.may_answer(task) or steps.barred(task):
        return _read_only(row)
    matter = in_hand.look_at(reading(), task.case_id, now=now())
    raw, begun = keeping.found(task_id, steps.fresh(matter, task))
    if "applies_to" in raw:
        return redirect(url_for("tasks.together", task_id=task_id, kept=request.args.get("kept")), 303)
    return steps.seen(_page(row, matter, raw, [], **begun), task)


@pages.post("/tasks/<id:task_id>")
@signed_in
def save(task_id: str) -> Page:
    """Complete the step, keep it for later, or draw it again with a row more or less."""
    row = steps.row_of(task_id)
    task, raw = row.task, filling.posted()
    act = filling.one(raw, "act")
    if task.state == "done" and act == "correct":
        return _correct(row, raw, asks_reason=False)
    if task.state != "open":
        return _conflict(row, raw)
    _must_answer(row)
    if raw.get("applies_to") and not row.case.repair:
        return sittings.save(row, raw)
    if act == "keep" or row.case.repair:
        return _keep(row, raw)
    if act == "choose":
        return _page(row, _looked_at(task), raw, [])
    form = load_procedure(reading(), row.case.version_id).form(task.form)
    if changed := filling.rows_changed(form, raw):
        return _page(row, _looked_at(task), changed[0], [], focus=changed[1])
    return _complete(row, form, raw)


@pages.get("/tasks/<id:task_id>/together")
@signed_in
def together(task_id: str) -> Page:
    """The step for everybody of its group who waits for it, on one page."""
    return sittings.show(steps.row_of(task_id))


@pages.post("/tasks/<id:task_id>/together")
@signed_in
def together_post(task_id: str) -> Page:
    """Complete it for all who are chosen, or for nobody."""
    row, raw = steps.row_of(task_id), filling.posted()
    return _keep(row, raw) if row.case.repair else sittings.save(row, raw)


def _complete(row: inbox.Row, form: Form, raw: filling.Raw) -> Page:
    """Read the answers and record them with the case in hand, read once; what is refused is drawn without its lock."""
    task, session = row.task, writing()
    matter = in_hand.take_in_hand(session, None, task_id=task.id, now=now(), by=actor().id)
    parsed, happened, behalf, problems = _read_post(task, matter, form, raw)
    seen = filling.one(raw, "version")
    try:
        if not problems:
            task_form.must_be_as_seen(matter, matter.waits.task, seen)
            problems = late.asked(matter, matter.waits.task, parsed, happened, raw)
        if problems:
            close("writing")
            return _page(row, _looked_at(task), raw, problems), 422
        if begun := matter.waits.task.kept:
            keeping.must_be_only(task.id, raw)
        casework.complete_task(
            session, task.id, parsed, seen=seen, by=actor().id, now=now(), happened=happened, on_behalf=behalf,
            for_the_record=late.for_the_record(raw), matter=matter, undoable=actor().casework,
        )  # fmt: skip
        if begun:
            kept.forget_all(session, task.id)
        following = inbox.next_in_case(session, actor(), task.case_id) if actor().casework else None
        commit()
    except kept.ChangedElsewhere as why:
        close("writing")
        return _kept_elsewhere(row, raw, why)
    except (task_form.TaskAlreadyDone, task_form.TaskWithdrawn, task_form.SomethingChanged):
        close("writing")
        return _conflict(steps.row_of(task.id), raw)
    done = form.done_words(parsed.answers, matter.lists)
    text = f"{done or task.name}, recorded for {behalf.of}." if behalf else f"{done or task.name + ': saved'}."
    return _saved(row, matter, text, following)


def _kept_elsewhere(row: inbox.Row, raw: filling.Raw, why: kept.ChangedElsewhere) -> Page:
    """The page again, kept beside what stands in another window: whoever saves it now has been told."""
    raw = keeping.aside(row.task.id, raw)
    found = keeping.others(row.task.id, raw)
    return _page(row, _looked_at(row.task), raw, [keeping.asks_first(why)], versions=found), 409


def _saved(row: inbox.Row, matter: Matter, text: str, following: inbox.Row | None) -> Response:
    """A banner with what is next for me in this case, and on to the inbox."""
    task, noun = row.task, words.noun(row.case)
    if not actor().casework:
        flash("We have your answer.")
        return redirect(url_for("tasks.show", task_id=task.id), 303)
    is_closed = matter.row["closed_at"] and matter.row["adult_id"]
    closed = f" The {words.noun_of(matter.row['level'])} is closed." if is_closed else ""
    repair = f" This {noun} needs repair. Nothing was lost." if matter.row["repair"] else ""
    undo = url_for("undo.undo", task_id=task.id) if matter.before_step and matter.before_step.kept else None
    return _on(f"{text}{closed}{repair}", following, url_for("cases.show", case_id=task.case_id), undo)


def _on(text: str, following: inbox.Row | None, case: str, undo: str | None = None) -> Response:
    """What was done, how it is undone, and what is next for me in this case: on to the inbox, or to the case when
    nothing is."""
    said: dict[str, Any] = {"text": text}
    if undo:
        said["undo"] = {"href": undo}
    if following:
        said["next"] = steps.following(following)
    flash(said)  # type: ignore[arg-type]
    return redirect(url_for("inbox.mine") if following else case, 303)


def _looked_at(task: Task) -> Matter:
    return in_hand.look_at(reading(), task.case_id, now=now())


def _keep(row: inbox.Row, raw: filling.Raw) -> Page:
    repair = f"This {words.noun(row.case)} needs repair. Nothing was lost: what you typed is"
    why = repair if row.case.repair else f"{row.task.name}:"
    return keeping.keep(row.task.id, raw, why)


@pages.post("/tasks/<id:task_id>/party")
@signed_in
def name_party(task_id: str) -> Page:
    """Say who plays the step's role in this case."""
    row = steps.row_of(task_id)
    if row.task.state != "open" or not row.task.naming:
        return _named_already(row)
    if not _may_name(row.task):
        raise NotYours(f"Naming who plays {row.task.role} is for {row.task.audience}.")
    raw, question = filling.posted(), _asked_of(row)
    named = question.read(raw)
    if named.problems:
        return question.draw(raw, named.problems, **_around(row), actions=_actions(row)), 422
    try:
        question.name(named)
    except (casework.NamedAlready, task_form.TaskAlreadyDone, task_form.TaskWithdrawn):
        close("writing")
        return _named_already(row)
    following = inbox.next_in_case(writing(), actor(), row.task.case_id)
    commit()
    return _on(f"{row.task.role}: named for this case.", following, url_for("cases.people", case_id=row.case.id))


def _named_already(row: inbox.Row) -> Response:
    """A colleague, or a second press of the button, was quicker: the first answer stands."""
    flash(f"Who plays {row.task.role} here has been said already.")
    return redirect(url_for("tasks.show", task_id=row.task.id), 303)


def _asked_of(row: inbox.Row) -> naming.Question:
    return naming.Question(row.task, _looked_at(row.task))


# Correcting


@pages.get("/tasks/<id:task_id>/correct")
@signed_in
def correct(task_id: str) -> Page:
    """A completed step's own form, filled with what it recorded."""
    row = steps.row_of(task_id)
    _must_be_correctable(row)
    matter = in_hand.look_at(reading(), row.task.case_id, now=now())
    return _page(row, matter, correction.recorded(matter, row.task), [], correcting_it=True)


@pages.post("/tasks/<id:task_id>/correct")
@signed_in
def correct_post(task_id: str) -> Page:
    """The answers again, with a reason."""
    row = steps.row_of(task_id)
    _must_be_correctable(row)
    return _correct(row, filling.posted(), asks_reason=True)


def _correct(row: inbox.Row, raw: filling.Raw, *, asks_reason: bool) -> Page:
    _must_be_correctable(row)
    task = row.task
    matter = in_hand.look_at(reading(), task.case_id, now=now())
    form = task_form.of(matter, task)
    if changed := filling.rows_changed(form, raw):
        return _page(row, matter, changed[0], [], focus=changed[1], correcting_it=True)
    parsed, happened, behalf, problems = _read_post(task, matter, form, raw)
    reason = filling.several_lines(raw.get(correction.REASON, [""])[0])
    if asks_reason and not reason:
        problems.append(Problem(correction.REASON, "Enter why you correct it"))
    day = correction.moved(task, raw, happened)
    problems = problems or ([] if day else correction.unchanged(matter, task, parsed, behalf, raw))
    problems = problems or correction.rows_of_all(matter, task, parsed, raw)
    look = partial(in_hand.look_at, reading(), now=now())
    parts = correction.parts(matter, task, parsed, raw, look=look)
    problems = problems or late.asked_of_several(parts, happened, raw)
    if problems:
        return _page(row, matter, raw, problems, correcting_it=True), 422
    session = writing()
    correcting.correct_task(
        session, task.id, parsed, reason=reason or "Answered at the same time as somebody else", by=actor().id,
        now=now(), happened=day, on_behalf=behalf, post=filling.post_of(raw),
        for_the_record=late.for_the_record(raw), also=[each.case_id for each in correction.also(task, raw)],
    )  # fmt: skip
    commit()
    flash(f"{task.name}: corrected. The first answer stays in the record.")
    return redirect(url_for("tasks.show", task_id=task.id), 303)


def _must_be_correctable(row: inbox.Row) -> None:
    if row.task.state != "done":
        raise correcting.NotDoneYet
    if not _may_correct(row.task):
        raise NotYours(f"“{row.task.name}” was for {words.the(row.task.role)}, who may correct it.")
    if steps.barred(row.task):
        raise casework.Conflicted


def _may_correct(task: Task) -> bool:
    """Who did it, who holds its role, who records for a party, and the party that we recorded for."""
    theirs = actor().casework or task.done_by_id == actor().id or task.on_behalf_of is not None
    own = task.role in actor().acts_as and theirs
    return task.state == "done" and (task.done_by_id == actor().id or own or steps.may_record(task))


# Recorded before its step was offered


@pages.get("/cases/<id:case_id>/early/<id:strand>/<step>")
@may("record_for")
def early_step(case_id: str, strand: str, step: str) -> Page:
    """A step's own form, for what has happened before the case came to it."""
    row = _early_row(case_id, strand, step)
    matter = in_hand.look_at(reading(), case_id, now=now())
    return _early_page(row, matter, filling.today_filled(now(), staff=True), [])


@pages.post("/cases/<id:case_id>/early/<id:strand>/<step>")
@may("record_for")
def early_post(case_id: str, strand: str, step: str) -> Page:
    """Its answers, from now on."""
    row, raw = _early_row(case_id, strand, step), filling.posted()
    matter = in_hand.look_at(reading(), case_id, now=now())
    form = task_form.of(matter, row.task)
    if changed := filling.rows_changed(form, raw):
        return _early_page(row, matter, changed[0], [], focus=changed[1])
    parsed, happened, behalf, problems = _read_post(row.task, matter, form, raw)
    problems = problems or late.asked(matter, row.task, parsed, happened, raw)
    if problems or behalf is None:
        return _early_page(row, matter, raw, problems), 422
    session = writing()
    early.record(
        session, case_id, strand, step, parsed, by=actor().id, now=now(), happened=happened, on_behalf=behalf,
        for_the_record=late.for_the_record(raw),
    )  # fmt: skip
    commit()
    flash(f"{row.task.name}, recorded for {behalf.of} before its step was offered.")
    return redirect(url_for("cases.show", case_id=case_id), 303)


def _early_row(case_id: str, strand: str, step: str) -> inbox.Row:
    """A line as of an inbox, for a step that stands in none. It is no row of the database."""
    case = steps.case_of(case_id)
    found = early.find(in_hand.look_at(reading(), case_id, now=now()), strand, step)
    task = Task(
        id=strand, authority_id=case.authority_id, case_id=case_id, number=1, step=step, name=found.step.name,
        role=found.step.lane, form=found.form, keys=found.keys, said=dict(found.step.properties), state="early",
    )  # fmt: skip
    return inbox.Row(task, case, None, None)


def _early_page(
    row: inbox.Row, matter: Matter, raw: filling.Raw, problems: list[Problem], *, focus: str | None = None
) -> str:
    act = url_for("tasks.early_step", case_id=row.case.id, strand=row.task.id, step=row.task.step)
    return _page(row, matter, raw, problems, focus=focus, act=act)


# Reading a post


def _read_post(
    task: Task, matter: Matter, form: Form, raw: filling.Raw
) -> tuple[Parsed, datetime, casework.OnBehalf | None, list[Problem]]:
    """The answers, when it happened, for whom we write them down, and everything wrong with them."""
    parsed = _parse(task, matter, form, raw)
    happened, wrong = filling.asked_of_the_day(form, raw, matter.row["received_at"], parsed, now())
    behalf, missing = steps.behalf(task, raw)
    first, last = (wrong, parsed.problems) if behalf else (parsed.problems, wrong)  # The day stands where it is asked.
    return parsed, happened, behalf, [*missing, *first, *last]


def _parse(task: Task, matter: Matter, form: Form, raw: filling.Raw) -> Parsed:
    return form.parse(
        raw,
        lists=matter.lists,
        context=matter.facts.context(task.keys),
        now=now(),
        rows=fact_words.rows(matter),
        on=dates.local_day(matter.row["received_at"]),
        ours=steps.ours(task),
    )


# Drawing


def _page(
    row: inbox.Row, matter: Matter, raw: filling.Raw, problems: list[Problem], *, focus: str | None = None,
    correcting_it: bool = False, act: str | None = None, **begun: Any,
) -> str:  # fmt: skip
    task = row.task
    form = task_form.of(matter, task)
    context, full = matter.facts.context(task.keys), filling.with_rows(form, raw)
    said: dict[str, Any] = _around(row, matter) | {
        "task": _task(task, filling.page_id(raw) if correcting_it else task_form.page_version(matter, task)),
        "form": form, "raw": full, "problems": problems, "lists": matter.lists,
        "rows": fact_words.rows(matter), "on": dates.local_day(matter.row["received_at"]), "focus": focus,
        "hidden": Hiding(context, now()),
        "act": url_for("tasks.save", task_id=task.id), "keep": url_for("tasks.save", task_id=task.id),
        "guidance": task.said.get("guidance"), "correcting": correcting_it,
        "also": None if correcting_it or act else steps.also(row, form),
        "todo": parts.to_answer(form, _parse(task, matter, form, full), full),
        "shared": correction.choices(task, raw) if correcting_it else [],
        "recording": {"role": task.role, "person": actor().name, "ways": words.WAYS} if steps.recording(task) else None,
    } | begun  # fmt: skip
    if correcting_it or act:
        said |= {"act": act or url_for("tasks.correct_post", task_id=task.id), "keep": None}
    return _draw(matter, row, said)


def _draw(matter: Matter, row: inbox.Row, said: dict[str, Any]) -> str:
    """In the density of who reads; a partner sees what the step discloses and nothing else."""
    task = row.task
    if not actor().council:
        who = WHO.get(task.role) or f"answer for {row.organisation or task.role} in"
        said |= {
            "why": steps.due_lines(task) if _runs(task) else None,
            "shows": fact_words.disclosed(matter, task.said.get("discloses", ""), task.keys),
            "person_why": ASKED.format(who=who), "office": task_words.office(),
            "ways": [{"text": "Print a blank form", "href": "", "print": True}],
        }  # fmt: skip
        return render_template("tasks/step.html", **said)
    if actor().casework:
        known = [*steps.earlier(matter), *steps.of_setting(matter)]
        boxes = [*decided.boxes(matter, task), *known, *task_words.involved(task)]
        said |= {"facts": fact_words.with_disclosed(matter, task.said.get("discloses", ""), task.keys), "boxes": boxes}
    else:
        said |= {"facts": fact_words.disclosed(matter, task.said.get("discloses", ""), task.keys)}
    said |= {
        "why": task_words.why(row) if task.state == "open" else EARLY if task.state == "early" else None,
        "actions": _actions(row, correcting_it=bool(said.get("correcting"))),
    }
    return render_template("tasks/task.html", **said)


def _runs(task: Task) -> bool:
    return task.due_at is not None and task.state == "open"


def _task(task: Task, version: str = "") -> dict[str, Any]:
    return {
        "id": task.id, "title": task.name, "save": None, "version": version, "number": task.number, "role": task.role,
    }  # fmt: skip


def _around(row: inbox.Row, matter: Matter | None = None) -> dict[str, Any]:
    return {
        "caption": steps.caption(row, matter), "reference": row.case.reference,
        "back": {"text": "Inbox", "href": url_for("inbox.mine")},
        "name_act": url_for("tasks.name_party", task_id=row.task.id),
    }  # fmt: skip


def _actions(row: inbox.Row, *, correcting_it: bool = False) -> list[dict[str, Any]]:
    task = row.task
    listed: list[dict[str, Any]] = []
    if task.state == "open" and access.may(actor(), "claim", task) and not steps.barred(task):
        words_, value = HOLDING[task.holder_id == actor().id if task.holder_id else None]
        act = {"text": words_, "value": value}
        listed.append({**act, "href": url_for("inbox.take", task_id=task.id), "method": "post", "name": "act"})
    if not correcting_it and _may_correct(task) and not steps.barred(task):
        listed.append({"text": "Correct", "href": url_for("tasks.correct", task_id=task.id)})
        if task.id in undoing.undoable(reading(), actor().id, now()):
            listed.append({"text": "Undo", "href": url_for("undo.undo", task_id=task.id), "method": "post"})
    if not actor().casework:
        return listed
    return [
        *listed,
        {"text": "Add a note", "href": url_for("case_acts.note", case_id=task.case_id)},
        {"text": f"Open the {words.noun(row.case)}", "href": url_for("cases.show", case_id=task.case_id)},
    ]


# Read only, and conflicts


def _read_only(row: inbox.Row) -> Page:
    """A step that is done, not needed, or somebody else's."""
    task = row.task
    matter = in_hand.look_at(reading(), task.case_id, now=now())
    facts = list(correcting.last_recorded(reading(), task).values())
    said = _around(row, matter) | {
        "task": _task(task), "locked": {"words": task_words.state_words(row)},
        "answers": fact_words.answers(matter, task_form.of(matter, task), task.keys, facts),
        "recording": None, "problems": [], "form": None, "raw": {}, "done": task.state == "done",
        "correct": url_for("tasks.correct", task_id=task.id) if _may_correct(task) else None,
    }  # fmt: skip
    return steps.seen(_draw(matter, row, said), task)


def _conflict(row: inbox.Row, raw: filling.Raw) -> tuple[str, int]:
    task_id = row.task.id
    return comparing.draw(
        row,
        raw,
        act=url_for("tasks.save", task_id=task_id),
        back=url_for("tasks.show", task_id=task_id),
        may_correct=_may_correct(row.task) and not steps.barred(row.task),
    )


# Access


def _may_name(task: Task) -> bool:
    return access.may(actor(), "name_party", task)


def _must_answer(row: inbox.Row) -> None:
    if steps.may_answer(row.task):
        return
    whose = f"Taken by {row.holder}." if row.holder and row.task.audience in actor().roles else ""
    role = row.task.audience or row.task.role
    may = " You may read it, add notes, and record what agencies tell you." if actor().casework else ""
    raise NotYours(" ".join(filter(None, [whose, f"“{row.task.name}” is for {words.the(role)}.{may}"])))
