"""The inbox: mine, to pick up, and done. Reads only, except that a task is taken or put back here."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import access, casework, dates, deadlines, inbox
from engine.models import Authority, Task, User
from webui.auth import signed_in
from webui.session import actor, asking, now, reading, writing

pages = Blueprint("inbox", __name__)
STATES = {"late": "late", "today": "today", "later": "later"}


@pages.get("/")
@signed_in
def home() -> Response:
    """To where this person works."""
    if asking() and not access.may(actor(), "see_cases") and access.may(actor(), "see_procedure"):
        return redirect("/procedures", 303)  # type: ignore[return-value]
    return redirect(url_for("inbox.mine"), 303)  # type: ignore[return-value]


@pages.get("/inbox")
@signed_in
def mine() -> str:
    """What waits for me, and for others in cases that I lead."""
    session, page = reading(), _page()
    rows = inbox.mine(session, actor(), page=page)
    others = inbox.waiting_on_others(session, actor()) if page == 1 else []
    counted = inbox.counts(session, actor(), now())
    sections = _sections(rows) + _others(others)
    words = dates.day_words(dates.local_day(now()), year=True) + ", " + _time()
    return render_template(
        "inbox/mine.html" if actor().council else "inbox/partner.html",
        title="Inbox",
        words=f"{words}.",
        may_log_a_call=access.may(actor(), "log_contact"),
        lists=_lists(counted, "mine"),
        counts=_counts(sections, counted) if actor().council and rows else None,
        sections=sections,
        empty=_empty(counted) if not rows and not others else None,
        paging=_paging(counted["mine"], page),
        filter=None,
    )


@pages.get("/inbox/queue")
@signed_in
def queue() -> str:
    """What waits for anybody in my roles."""
    counted = inbox.counts(reading(), actor(), now())
    rows = inbox.queue(reading(), actor(), page=_page())
    return render_template(
        "inbox/queue.html",
        title="To pick up",
        words=None,
        may_log_a_call=access.may(actor(), "log_contact"),
        lists=_lists(counted, "queue"),
        rows=[task_row(row) | {"take": url_for("inbox.take", task_id=row.task.id)} for row in rows],
        paging=_paging(counted["queue"], _page()),
        empty={},
        filter=None,
        away=None,
    )


@pages.get("/inbox/archive")
@signed_in
def archive() -> str:
    """What I have done."""
    counted = inbox.counts(reading(), actor(), now())
    rows = inbox.archive(reading(), actor(), page=_page())
    return render_template(
        "inbox/archive.html",
        title="Done",
        words=None,
        may_log_a_call=access.may(actor(), "log_contact"),
        lists=_lists(counted, "archive"),
        rows=[_done_row(row) for row in rows],
        empty={},
        filter=None,
        shown=None,
        paging=None,
    )


@pages.post("/tasks/<task_id>/holder")
@signed_in
def take(task_id: str) -> Response:
    """Take a task, or put it back."""
    session = writing()
    row = inbox.task(session, actor(), task_id)
    if row is None:
        raise casework.NoSuchRow
    verb = "release" if request.form.get("act") == "put_back" else "claim"
    if not access.may(actor(), verb, row.task):
        return _refuse()
    getattr(casework, verb)(session, task_id, by=actor().id, now=now())
    session.commit()
    flash(f"{row.task.name}: {'put back for anybody in your role' if verb == 'release' else 'it is yours'}.")
    where = "inbox.queue" if verb == "release" else "tasks.show"
    return redirect(url_for(where, **({} if verb == "release" else {"task_id": task_id})), 303)  # type: ignore


def _refuse() -> Response:
    from flask import abort

    abort(403)


@pages.post("/keys")
@signed_in
def keys() -> Response:
    """Turn this person's keyboard keys on or off."""
    session = writing()
    user = session.get_one(User, actor().id)
    user.keys_off = request.form.get("keys") == "off"
    session.commit()
    flash("Keys are off." if user.keys_off else "Keys are on.")
    return redirect(url_for("inbox.mine"), 303)  # type: ignore[return-value]


def task_row(row: inbox.Row) -> dict[str, Any]:
    """A line of an inbox, in the words of its template."""
    task, case = row.task, row.case
    partner = not actor().casework
    where = ", ".join(filter(None, [case.job, case.employer_name]))
    return {
        "tasks": [task.id],
        "step": task.step,
        "role": task.role,
        "case": task.case_id,
        "due_at": task.due_at.isoformat() if task.due_at else "",
        "href": url_for("tasks.show", task_id=task.id),
        "what": f"Name who plays {task.role} here" if task.naming else task.name,
        "words": f"Then: {task.name}" if task.naming else None,
        "about": {"reference": case.reference} | ({} if partner else {"name": case.adult_name, "where": where}),
        "due": due(task),
        "because": sentence(task),
    }


def due(task: Task) -> dict[str, Any]:
    """The tag and day of a due date, or nothing for a step without a clock."""
    if task.due_at is None:
        return {}
    state, words = deadlines.distance(task.due_at, now(), calendar())
    day = "by 17:00" if state == "today" else dates.day_words(dates.local_day(task.due_at), year=False)
    return {"state": STATES[state], "words": words, "day": day}


def sentence(task: Task) -> str:
    """Why then."""
    return dates.sentence(task.due_why) if task.due_why else "This step has no clock of its own."


def calendar() -> deadlines.Calendar:
    """The working calendar of the authority of who is asking; read once a request."""
    if "calendar" not in g:
        authority = reading().get_one(Authority, actor().authority_id)
        g.calendar = casework.calendar_of(authority.settings)
    return g.calendar  # type: ignore[no-any-return]


def _sections(rows: Sequence[inbox.Row]) -> list[dict[str, Any]]:
    found: dict[str, list[dict[str, Any]]] = {"late": [], "today": [], "later": []}
    for row in rows:
        drawn = task_row(row)
        found[(drawn["due"] or {}).get("state", "later")].append(drawn)
    titles = (("late", "overdue", "Overdue"), ("today", "today", "Due today"), ("later", "later", "Due later"))
    return [
        {"id": id, "title": f"{title} ({len(found[state])})", "rows": found[state]}
        for state, id, title in titles
        if found[state]
    ]


def _others(rows: Sequence[inbox.Row]) -> list[dict[str, Any]]:
    if not rows:
        return []
    drawn = []
    for row in rows:
        each = task_row(row)
        each["what"], each["words"] = row.organisation or row.task.role, row.task.name
        each["record"] = {"text": "Record the answer", "href": f"{each['href']}?record=1"}
        drawn.append(each)
    return [
        {
            "id": "others",
            "title": f"Waiting on others ({len(rows)})",
            "words": "Nothing here is yours to finish. You can record an answer that you were told, for example by phone.",
            "heads": ["Who owes what", "Who it is about", "Due", "Since when, and what we did"],
            "rows": drawn,
        }
    ]


def _done_row(row: inbox.Row) -> dict[str, Any]:
    task = row.task
    done, happened = task.done_at or now(), task.happened or task.done_at or now()
    in_time = None
    if task.due_at:
        late = happened > task.due_at
        in_time = {"text": "Late" if late else "In time", "state": "late" if late else "done", "words": None}
    return {
        "task": task.id,
        "step": task.step,
        "case": task.case_id,
        "what": task.name,
        "href": url_for("tasks.show", task_id=task.id),
        "about": task_row(row)["about"],
        "happened": dates.moment_words(happened),
        "recorded": dates.moment_words(done),
        "in_time": in_time,
        "right": None,
    }


def _lists(counted: dict[str, int], here: str) -> list[dict[str, Any]]:
    listed = [("mine", f"Mine ({counted['mine']})", "inbox.mine")]
    if actor().council:
        listed.append(("queue", f"To pick up ({counted['queue']})", "inbox.queue"))
    listed.append(("archive", "Done", "inbox.archive"))
    return [{"text": text, "href": url_for(view), "current": name == here} for name, text, view in listed]


def _counts(sections: list[dict[str, Any]], counted: dict[str, int]) -> list[dict[str, Any]]:
    number = {section["id"]: len(section["rows"]) for section in sections}
    late = sum(1 for s in sections if s["id"] == "others" for r in s["rows"] if (r["due"] or {}).get("state") == "late")
    others = "Waiting on others" + (f", {late} late" if late else "")
    return [
        {"number": number.get("overdue", 0), "text": "Overdue", "href": "#overdue", "state": "overdue"},
        {"number": number.get("today", 0), "text": "Due today", "href": "#today", "state": "today"},
        {"number": number.get("later", 0), "text": "Due later", "href": "#later", "state": "later"},
        {"number": counted["others"], "text": others, "href": "#others", "state": "waiting"},
    ]


def _empty(counted: dict[str, int]) -> dict[str, Any]:
    if not counted["queue"]:
        return {"title": "Nothing waits for you", "text": "Nothing waits for anybody in your role either."}
    number = counted["queue"]
    words = "1 task waits" if number == 1 else f"{number} tasks wait"
    link = {"text": "See what you can pick up", "href": url_for("inbox.queue")}
    return {"title": "Nothing waits for you", "text": f"{words} for anybody in your role.", "link": link}


def _paging(total: int, page: int) -> dict[str, Any] | None:
    last = -(-total // inbox.PAGE)
    if last <= 1:
        return None
    pages_ = [{"number": n, "href": f"?page={n}", "current": n == page} for n in range(1, last + 1)]
    return {
        "pages": pages_,
        "previous": f"?page={page - 1}" if page > 1 else None,
        "next": f"?page={page + 1}" if page < last else None,
    }


def _page() -> int:
    text = request.args.get("page", "1")
    return max(1, int(text)) if text.isdigit() and len(text) < 6 else 1


def _time() -> str:
    return dates.time_words(dates.london(now()).time())
