"""One step's page: why it is here, what it shows, its form; saved, kept for later, recorded for a party, or its party named."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from engine import access, answering, casework, dates, facts, history, inbox, parties
from engine.forms import Form, Parsed, Problem
from engine.models import Case, Fact, HistoryEntry, Kept, Organisation, Party, Role, RoleGrant, Task, User
from engine.settling import Matter
from webui import filling, words
from webui.auth import signed_in
from webui.session import actor, now, reading, writing

pages = Blueprint("tasks", __name__)
WAYS = [
    ("phone", "By phone"), ("meeting", "At a meeting"), ("secure_email", "By secure e-mail"), ("letter", "By letter"),
    ("their_system", "In their system"),
]  # fmt: skip
Page = str | tuple[str, int] | Response


@pages.get("/tasks/<task_id>")
@signed_in
def show(task_id: str) -> Page:
    """The step, its answers when it is done, or the question who plays its role here."""
    row = _row(task_id)
    if row.task.state != "open":
        return _done(row)
    if row.task.naming and not request.args.get("record"):
        return _name_page(row, {}, [])
    if not _may_answer(row.task):
        return _done(row)
    matter = casework.look_at(reading(), row.task.case_id, now=now())
    kept = reading().get(Kept, (actor().id, task_id))
    raw = _fresh(matter, row.task) | ({k: list(v) for k, v in kept.answers.items()} if kept else {})
    page = _page(row, matter, raw, [], kept=kept)
    _read(row.task)
    return page


@pages.post("/tasks/<task_id>")
@signed_in
def save(task_id: str) -> Page:
    """Complete the step, keep it for later, or draw it again with a row more or less."""
    row = _row(task_id)
    if row.task.state == "open" and not _may_answer(row.task):
        abort(403)
    raw = filling.posted()
    act = request.form.get("act")
    if act == "keep":
        return _keep(row, raw)
    if row.task.state != "open":
        return _conflict(row, raw)
    matter = casework.look_at(reading(), row.task.case_id, now=now())
    form = casework.task_form(matter, row.task)
    if changed := filling.rows_changed(form, raw):
        return _page(row, matter, changed[0], [], focus=changed[1])
    parsed, happened, behalf, problems = _read_post(row, matter, form, raw)
    if problems:
        return _page(row, matter, raw, problems), 422
    return _complete(row, matter, parsed, happened, behalf, raw)


def _complete(row: inbox.Row, matter: Matter, parsed: Parsed, happened: Any, behalf: Any, raw: filling.Raw) -> Page:
    task = row.task
    session = writing()
    try:
        casework.complete_task(
            session, task.id, parsed, seen=request.form.get("version", ""), by=actor().id, now=now(),
            happened=happened, on_behalf=behalf,
        )  # fmt: skip
        session.commit()
    except (casework.TaskAlreadyDone, casework.TaskWithdrawn):
        session.rollback()
        return _conflict(_row(task.id), raw)
    except casework.SomethingChanged as changed:
        session.rollback()
        return _changed(_row(task.id), raw, changed)
    case = session.get_one(Case, task.case_id, populate_existing=True)
    _say_saved(task, case, session)
    if not actor().casework:
        return redirect(url_for("tasks.show", task_id=task.id), 303)  # type: ignore[return-value]
    following = inbox.next_in_case(session, actor(), task.case_id)
    return redirect(url_for("inbox.mine") if following else url_for("cases.show", case_id=task.case_id), 303)  # type: ignore


def _say_saved(task: Task, case: Case, session: Any) -> None:
    said: dict[str, Any] = {"text": f"{task.name}: saved."}
    if case.repair:
        said["text"] = f"{task.name}: saved. This case needs repair. Nothing was lost."
    following = inbox.next_in_case(session, actor(), task.case_id)
    if following and actor().casework:
        due = following.task.due_at
        words_ = f"due {dates.day_words(dates.local_day(due), year=False)}" if due else None
        href = url_for("tasks.show", task_id=following.task.id)
        said["next"] = {"text": following.task.name, "href": href, "words": words_}
    flash(said)  # type: ignore[arg-type]


def _keep(row: inbox.Row, raw: filling.Raw) -> Page:
    left = {name: values for name, values in raw.items() if name not in ("csrf_token", "act", "add", "remove")}
    session = writing()
    casework.keep(session, actor().id, row.task.id, left, now=now())
    session.commit()
    if request.headers.get("X-Requested-With") == "ladoflow":
        return Response(f"Kept {dates.time_words(dates.london(now()).time())}", mimetype="text/plain")  # type: ignore
    flash(f"{row.task.name}: kept for later. Nobody else sees it.")
    return redirect(url_for("inbox.mine"), 303)  # type: ignore[return-value]


@pages.post("/tasks/<task_id>/party")
@signed_in
def name_party(task_id: str) -> Page:
    """Say who plays the step's role in this case."""
    row = _row(task_id)
    if not access.may(actor(), "name_party", row.task):
        abort(403)
    raw = filling.posted()
    problems, named = _read_party(raw)
    if problems:
        return _name_page(row, raw, problems), 422
    session = writing()
    organisation = named["organisation_id"]
    if not organisation:
        made = casework.add_organisation(
            session, actor().authority_id, named["new"], plays=[row.task.role], phone=named["phone"]
        )
        organisation = made.id
    casework.name_party(
        session, task_id, organisation_id=organisation, answers=named["answers"], by=actor().id, now=now(),
        user_id=named["user_id"], person=named["person"], phone=named["phone"],
    )  # fmt: skip
    session.commit()
    flash(f"{row.task.role} named for this case.")
    return redirect(url_for("cases.people", case_id=row.task.case_id), 303)  # type: ignore[return-value]


def _read_party(raw: filling.Raw) -> tuple[list[Problem], dict[str, Any]]:
    def one(name: str) -> str:
        return (raw.get(name) or [""])[0].strip()

    organisation, _, user = one("organisation").partition(":")
    named = {
        "organisation_id": organisation if organisation != "new" else "", "user_id": user or None, "new": one("new_name"),
        "person": one("person") or None, "phone": one("phone") or None, "answers": one("answers"),
    }  # fmt: skip
    problems = []
    if not organisation:
        problems.append(Problem("organisation", "Choose who it is, or add somebody new"))
    if organisation == "new" and not named["new"]:
        problems.append(Problem("new_name", "Enter the name of the organisation"))
    if named["answers"] not in (parties.SIGNS_IN, parties.WE_RECORD):
        problems.append(Problem("answers", "Choose how they answer"))
    if named["answers"] == parties.SIGNS_IN and organisation == "new":
        problems.append(Problem("answers", "Somebody new cannot sign in yet. Choose that we record for them"))
    return problems, named


def _name_page(row: inbox.Row, raw: filling.Raw, problems: list[Problem]) -> Page:
    if not access.may(actor(), "name_party", row.task):
        return _done(row)
    return render_template(
        "tasks/party.html",
        task={"id": row.task.id, "title": f"Name who plays {row.task.role} here", "name": row.task.name,
              "role": row.task.role},
        caption=_caption(row), reference=row.case.reference, back=_back(), raw=raw, problems=problems,
        candidates=_candidates(row.task), act=url_for("tasks.name_party", task_id=row.task.id),
        record=url_for("tasks.show", task_id=row.task.id, record=1),
    )  # fmt: skip


def _candidates(task: Task) -> list[dict[str, Any]]:
    """Organisations that play the role, each with the persons who can sign in for it."""
    rows = reading().execute(
        select(Organisation, User)
        .outerjoin(User, (User.organisation_id == Organisation.id) & User.active)
        .outerjoin(RoleGrant, (RoleGrant.user_id == User.id) & (RoleGrant.role == task.role))
        .where(Organisation.authority_id == task.authority_id)
        .order_by(Organisation.name, User.name)
    )
    found: list[dict[str, Any]] = []
    role = parties.roles_of(reading(), task.authority_id, [task.role]).get(task.role)
    for organisation, user in rows:
        if task.role not in organisation.plays:
            continue
        if user is not None and role is not None and role.by_engagement:
            found.append({"code": f"{organisation.id}:{user.id}", "label": f"{organisation.name}: {user.name}"})
        elif not any(each["code"] == organisation.id for each in found):
            found.append({"code": organisation.id, "label": organisation.name})
    return found


# Reading a post


def _read_post(row: inbox.Row, matter: Matter, form: Form, raw: filling.Raw) -> Any:
    happened, problems = filling.when_happened(raw, now())
    parsed = form.parse(
        raw,
        lists=matter.procedure.lists,
        context=matter.facts.context(row.task.keys),
        now=now(),
        rows=answering.rows_of(matter.facts),
        on=dates.local_day(matter.row["received_at"]),
    )
    behalf = None
    if _recording(row.task):
        told_by, told_how = request.form.get("told_by", "").strip(), request.form.get("told_how", "")
        if not told_by:
            problems.append(Problem("told_by", "Enter who told you"))
        if told_how not in dict(WAYS):
            problems.append(Problem("told_how", "Choose how you were told"))
        behalf = casework.OnBehalf(row.task.role, told_by, told_how)
    elif happened < matter.row["received_at"] and happened.date() != matter.row["received_at"].date():
        pass  # Told late: what happened before the contact came may be recorded all the same.
    return parsed, happened, behalf, [*parsed.problems, *problems]


def _recording(task: Task) -> bool:
    """Whether we write down what a party said: always when its role is an outside one and a council role answers."""
    role = reading().scalar(select(Role).where(Role.authority_id == task.authority_id, Role.name == task.role))
    return role is not None and not role.council and actor().casework


# Drawing


def _page(
    row: inbox.Row, matter: Matter, raw: filling.Raw, problems: list[Problem], *, focus: str | None = None,
    kept: Kept | None = None,
) -> str:  # fmt: skip
    task = row.task
    form = casework.task_form(matter, task)
    staff = actor().council
    context = matter.facts.context(task.keys)
    said: dict[str, Any] = {
        "task": {
            "id": task.id, "title": task.name, "caption": _caption(row), "reference": row.case.reference,
            "save": None, "version": casework.page_version(matter, task), "number": task.number,
        },
        "back": _back(),
        "why": _why(task),
        "form": form, "raw": filling.with_rows(form, raw), "problems": problems, "lists": matter.procedure.lists,
        "rows": answering.rows_of(matter.facts), "on": dates.local_day(matter.row["received_at"]), "focus": focus,
        "hidden": lambda item: False, "form_title": None, "recording": None,
        "act": url_for("tasks.save", task_id=task.id, record=request.args.get("record")),
        "keep": url_for("tasks.save", task_id=task.id), "other_acts": None, "locked": None, "answers": None,
        "on_saving": None, "kept": f"Kept {dates.moment_words(kept.at)}" if kept else None, "context": context,
        "guidance": task.said.get("guidance"),
    }  # fmt: skip
    if actor().casework:
        said |= {"facts": words.known(matter), "boxes": _boxes(matter, task), "actions": _actions(task)}
    else:
        said |= {
            "facts": words.disclosed(matter, task.said.get("discloses", ""), task.keys),
            "boxes": None,
            "actions": None,
        }
    if _recording(task):
        said["recording"] = {"role": task.role, "person": actor().name, "ways": WAYS}
    return render_template("tasks/task.html" if staff else "tasks/step.html", **said)


def _fresh(matter: Matter, task: Task) -> filling.Raw:
    """The present answers, and today."""
    form = casework.task_form(matter, task)
    known = answering.filled(form, matter.facts, casework.owner_of(matter, task.keys))
    return form.raw(known) | filling.today_filled(now(), staff=actor().council)


def _why(task: Task) -> list[dict[str, Any]]:
    lines = []
    if task.due_at:
        day = dates.day_words(dates.local_day(task.due_at), year=True)
        today = dates.local_day(task.due_at) == dates.local_day(now())
        lines.append(
            {"strong": f"Due {'today, ' if today else ''}{day}, by 17:00,", "text": f"because {task.due_why}."}
        )
    else:
        lines.append({"strong": "This step has no clock of its own.", "text": ""})
    if task.said.get("guidance"):
        lines.append({"strong": "", "text": f"Asked by {task.said['guidance']}."})
    return lines


def _boxes(matter: Matter, task: Task) -> list[dict[str, Any]]:
    from engine import people

    adult = matter.facts.adult_id
    name = matter.facts.get(adult, "name") if adult else None
    if not name:
        return []
    found = people.matches(
        reading(), actor().authority_id, name, born=matter.facts.get(adult or "", "born"), not_case=matter.id
    )
    if not found:
        return [{"title": "Earlier history of this adult", "tint": False,
                 "lines": ["Nobody of this name in our records."]}]  # fmt: skip
    entries = [
        {
            "title": f"{match.name}, {dates.day_words(match.received, year=True)}",
            "lines": [f"{match.level.replace('_', ' ').capitalize()}. {match.employer or ''}", match.why],
            "link": {"text": "Open the case", "href": url_for("cases.show", case_id=match.case_id)},
        }
        for match in found
    ]
    number = len(found)
    words_ = f"{number} earlier record{'s' if number > 1 else ''} may be the same person."
    return [{"title": "Earlier history of this adult", "tint": True, "lines": [words_], "entries": entries}]


def _actions(task: Task) -> list[dict[str, Any]]:
    holder = url_for("inbox.take", task_id=task.id)
    mine = task.holder_id == actor().id
    act = {"text": "Put back", "value": "put_back"} if mine else {"text": "Take", "value": "take"}
    listed: list[dict[str, Any]] = []
    if access.may(actor(), "claim", task) and task.holder_id in (None, actor().id):
        listed.append({**act, "href": holder, "method": "post", "name": "act"})
    case = url_for("cases.show", case_id=task.case_id)
    return [*listed, {"text": "Add a note", "href": f"{case}#note"}, {"text": "Open the case", "href": case}]


def _done(row: inbox.Row) -> Page:
    """A step that is done, not needed, or somebody else's: read only."""
    task = row.task
    matter = casework.look_at(reading(), task.case_id, now=now())
    rows = reading().scalars(select(Fact).where(Fact.task_id == task.id).order_by(Fact.id)).all()
    page = render_template(
        "tasks/task.html" if actor().council else "tasks/step.html",
        task={"id": task.id, "title": task.name, "caption": _caption(row), "reference": row.case.reference,
              "save": None, "version": "", "number": task.number},
        back=_back(), why=[], actions=None, facts=None, boxes=None, problems=[], recording=None,
        locked={"words": _state_words(row)}, answers=words.answers(matter, task.id, list(rows)),
        form=None, raw={}, lists={}, rows={}, act="", keep=None,
    )  # fmt: skip
    _read(task)
    return page


def _state_words(row: inbox.Row) -> str:
    task = row.task
    if task.state == "withdrawn":
        return "This step is not needed any more. The case went another way."
    if task.state == "done":
        return f"{_who(task)} completed this {dates.moment_words(task.done_at or now(), year=True)}."
    if row.holder:
        return f"Taken by {row.holder}. You can read it."
    return f"This step waits for {task.role}. You can read it."


def _who(task: Task) -> str:
    by = reading().get(User, task.done_by_id) if task.done_by_id else None
    name = by.name if by else "The service"
    if task.on_behalf_of:
        return f"{task.on_behalf_of} ({task.told_by}, {dict(WAYS).get(task.told_how or '', '').lower()}), recorded by {name},"
    return name


def _conflict(row: inbox.Row, raw: filling.Raw) -> tuple[str, int]:
    """Somebody was quicker: both answers, and what was typed is kept on the page."""
    matter = casework.look_at(reading(), row.task.case_id, now=now())
    form = casework.task_form(matter, row.task)
    saved = {f.key: facts.decode(f.value) for f in reading().scalars(select(Fact).where(Fact.task_id == row.task.id))}
    return _compare_page(row, matter, form, raw, saved, done=True), 409


def _changed(row: inbox.Row, raw: filling.Raw, changed: casework.SomethingChanged) -> tuple[str, int]:
    """A fact that this page shows is newer than the page."""
    matter = casework.look_at(reading(), row.task.case_id, now=now())
    form = casework.task_form(matter, row.task)
    owner = casework.owner_of(matter, row.task.keys)
    saved = answering.filled(form, matter.facts, owner)
    return _compare_page(row, matter, form, raw, saved, done=False), 409


def _compare_page(
    row: inbox.Row, matter: Matter, form: Form, raw: filling.Raw, saved: dict[str, Any], *, done: bool
) -> str:
    theirs = form.raw(saved)
    lines = []
    for field in form.fields():
        names = [name for name in raw if name == field.key or name.startswith(f"{field.key}-")]
        yours = ", ".join(v for name in names for v in raw[name] if v)
        there = words.value(matter, field.key, saved.get(field.key))
        shown = words.value(matter, field.key, raw[names[0]] if field.choices and names else None) or yours
        if yours or there:
            lines.append({"question": field.label, "saved": there, "yours": shown,
                          "different": sorted(theirs.get(field.key, [])) != sorted(raw.get(field.key, []))})  # fmt: skip
    entry = reading().scalar(select(HistoryEntry).where(HistoryEntry.task_id == row.task.id).limit(1))
    return render_template(
        "tasks/conflict.html",
        done=done, task={"id": row.task.id, "title": row.task.name, "caption": _caption(row)}, back=_back(),
        who=_state_words(row) if done or entry else "", rows=lines, raw=raw,
        version=casework.page_version(matter, row.task), act=url_for("tasks.save", task_id=row.task.id),
        withdrawn=row.task.state == "withdrawn",
    )  # fmt: skip


# Access


def _row(task_id: str) -> inbox.Row:
    row = inbox.task(reading(), actor(), task_id)
    if row is None:
        raise casework.NoSuchRow
    return row


def _may_answer(task: Task) -> bool:
    if access.may(actor(), "complete", task):
        return task.holder_id in (None, actor().id) or task.audience is not None
    return access.may(actor(), "record_for", task) and (task.naming or task.audience is None)


def _read(task: Task) -> None:
    """A read of a case leaves a row, after the page is built and before it is sent."""
    session = writing()
    history.append_read(session, task.case_id, "task_read", by=actor().id, now=now(), task=task.id)
    session.commit()


def _caption(row: inbox.Row) -> str:
    if not actor().casework:
        return row.case.reference
    return ", ".join(filter(None, [row.case.adult_name, row.case.job, row.case.employer_name]))


def _back() -> dict[str, str]:
    return {"text": "Inbox", "href": url_for("inbox.mine")}


def party_words(party: Party) -> str:
    """How a party answers, in words."""
    return "signs in" if party.answers == parties.SIGNS_IN else "we record for them"
