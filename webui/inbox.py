"""The inbox: mine, to pick up, and done. Reads only, except that a task is taken or put back here."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import access, casework, dates, in_hand, inbox, kept, undoing, versions
from engine.models import User
from webui import lists, steps, unsent, words
from webui.auth import NotYours, signed_in
from webui.session import actor, commit, now, reading, writing

pages = Blueprint("inbox", __name__)
MOST_AT_ONCE = 50
TAKING = {"put_back": casework.release, "take_over": casework.take_over}
NAMES = ("adult.name", "contact.person_asked", "contact.request_about")
"""What a step discloses when its line may say whom it is about."""
NOBODY_NAMED = "Nobody is named, so nobody is asked: "
SECTIONS = (("late", "overdue", "Overdue"), ("today", "today", "Due today"), ("later", "later", "Due later"))


@pages.get("/")
@signed_in
def home() -> Response:
    """To where this person works."""
    who = actor()
    if who.council and not access.may(who, "see_cases"):
        for verb, address in (("see_procedure", "/procedures"), ("see_reports", "/reports")):
            if access.may(who, verb):
                return redirect(address, 303)
    return redirect(url_for("inbox.mine"), 303)


@pages.get("/inbox")
@signed_in
def mine() -> str:
    """What waits for me, and for others in cases that I lead."""
    session, page, search = reading(), lists.page_number(), _search()
    counted = _counted(search)
    rows = inbox.mine(session, actor(), page=page, search=search)
    others = inbox.waiting_on_others(session, actor(), search=search) if page == 1 else []
    beside = _beside([*rows, *others])
    drawn = _sections(rows, counted, beside) + _others(others, counted, beside)
    to_approve = [] if search else _to_approve()
    return render_template(
        "inbox/mine.html" if actor().council else "inbox/partner.html",
        **_head("Inbox", "mine", f"{_today()}."),
        counts=_counts(counted) if actor().council and drawn else None,
        sections=drawn,
        notes=to_approve if search else [*to_approve, *unsent.mine()],
        empty=_empty(search) if not drawn and not to_approve else None,
        paging=lists.paging(counted["mine"], page),
        filter=_filter() if actor().council and (drawn or search) else None,
    )


@pages.get("/inbox/queue")
@signed_in
def queue() -> str:
    """What waits for anybody in my roles."""
    page, search = lists.page_number(), _search()
    rows = inbox.queue(reading(), actor(), page=page, search=search)
    counted = _counted(search)
    roles = " or ".join(sorted(actor().roles))
    return render_template(
        "inbox/queue.html",
        **_head("To pick up", "queue", f"Waiting for anybody in {roles}. {_today()}."),
        rows=[
            drawn | {"take": url_for("inbox.take", task_id=drawn["tasks"][0])}
            for _, drawn in _folded(rows, _beside(rows))
        ],
        paging=lists.paging(counted["queue"], page),
        empty={"text": "No task matches." if search else None},
        filter=_filter() if rows or search else None,
        away=None,
    )


@pages.get("/inbox/archive")
@signed_in
def archive() -> str:
    """What I have done."""
    page, search = lists.page_number(), _search()
    rows = inbox.archive(reading(), actor(), page=page, search=search)
    total, jobs = _counted(search)["done"], _jobs(rows)
    until = undoing.undoable(reading(), actor().id, now())
    return render_template(
        "inbox/archive.html" if actor().council else "inbox/partner_done.html",
        **_head("Done", "archive", f"What you have done, newest first. {_today()}."),
        rows=[_done_row(row, jobs) | _undo(row, until) for row in rows],
        empty={"text": "No task matches." if search else None},
        filter=lists.filter_line(lists.search_field()) if actor().council and (rows or search) else None,
        shown={"number": len(rows), "of": total, "href": url_for("inbox.archive")} if search else None,
        paging=lists.paging(total, page),
    )


@pages.post("/tasks/<id:task_id>/holder")
@signed_in
def take(task_id: str) -> Response:
    """Take a task, or put it back."""
    session = writing()
    act = request.form.get("act")
    back, verb = act == "put_back", TAKING.get(act or "", casework.claim)
    wanted = [task_id, *request.form.getlist("with")[:MOST_AT_ONCE]]
    rows = [inbox.task(session, actor(), each) for each in wanted]
    for row in rows:
        if row is None:
            raise in_hand.NoSuchRow
        if not access.may(actor(), "release" if back else "claim", row.task):
            raise NotYours(f"“{row.task.name}” waits for {row.task.audience or row.task.role}.")
    name, adults = rows[0].task.name if rows[0] else "", len({row.case.id for row in rows if row})
    mine = {row.task.id for row in rows if row and row.task.holder_id == actor().id and verb is casework.claim}
    for each in sorted(wanted, key=lambda id: next(row.case.id for row in rows if row and row.task.id == id)):
        if each not in mine:  # Sent twice, it is taken once.
            verb(session, each, by=actor().id, now=now())
    commit()
    if back:
        flash(f"{name}: put back for anybody in your role.")
        return redirect(url_for("inbox.queue"), 303)
    several = adults > 1
    flash(f"{name}, for {adults} adults: in your inbox now." if several else f"{name}: it is in your inbox now.")
    return redirect(url_for("tasks.together" if several else "tasks.show", task_id=task_id), 303)


@pages.post("/keys")
@signed_in
def keys() -> Response:
    """Turn this person's keyboard keys on or off."""
    session = writing()
    user = session.get_one(User, actor().id)
    user.keys_off = request.form.get("keys") == "off"
    commit()
    flash("Keys are off." if user.keys_off else "Keys are on.")
    return redirect(url_for("inbox.mine"), 303)


# Rows


class Beside(NamedTuple):
    """What several lines say, read at once: who gave their dates, the jobs that their steps are about, and when the
    reader last kept something of a step."""

    given: Mapping[str, str]
    jobs: words.Jobs
    begun: Mapping[str, datetime]


def _beside(rows: Sequence[inbox.Row]) -> Beside:
    tasks = [row.task for row in rows]
    return Beside(words.given(reading(), tasks, actor().id), _jobs(rows), _begun(rows))


def _jobs(rows: Sequence[inbox.Row]) -> words.Jobs:
    """Only those who do casework are told of jobs."""
    return words.jobs(reading(), [row.task for row in rows]) if actor().casework else {}


def _begun(rows: Sequence[inbox.Row]) -> Mapping[str, datetime]:
    """Only a partner's line says it: staff find what they kept in the step itself."""
    return {} if actor().council else kept.begun(reading(), actor().id, [row.task.id for row in rows])


def task_row(row: inbox.Row, beside: Beside) -> dict[str, Any]:
    """A line of an inbox, in the words of its template."""
    task, begun = row.task, beside.begun.get(row.task.id)
    return {
        "with": [],
        "tasks": [task.id],
        "step": task.step,
        "role": task.role,
        "case": task.case_id,
        "due_at": task.due_at.isoformat() if task.due_at else "",
        "href": url_for("tasks.show", task_id=task.id),
        "what": words.asks(task),
        "words": _second_line(row),
        "about": _about(row, beside.jobs),
        "due": steps.due(task),
        "because": words.because(task, beside.given),
        "begun": f"Begun {words.today_or_day(begun, now())}, not sent" if begun else None,
    }


def _folded(rows: Sequence[inbox.Row], beside: Beside) -> list[tuple[str, dict[str, Any]]]:
    """Lines with their state: what is answered on one page is one line, in the place of the first."""
    sittings: list[list[inbox.Row]] = []
    for row in rows:
        there = next((s for s in sittings if actor().casework and inbox.one_line(s, row)), None)
        if there is None:
            sittings.append([row])
        else:
            there.append(row)
    drawn = [_several_row(s, beside) if len(s) > 1 else task_row(s[0], beside) for s in sittings]
    return [(each["due"].get("state", "later"), each) for each in drawn]


def _several_row(rows: Sequence[inbox.Row], beside: Beside) -> dict[str, Any]:
    drawn, first = task_row(rows[0], beside), rows[0]
    drawn |= {"tasks": [row.task.id for row in rows], "with": [row.task.id for row in rows[1:]]}
    if first.task.naming:
        return drawn | {"words": NOBODY_NAMED + words.several(_steps_of(rows))}
    places = {words.where(row.case).rpartition(", ")[2] for row in rows}
    names = words.several(sorted(row.case.adult_name or "Adult not known" for row in rows))
    return drawn | {
        "case": " ".join(row.case.id for row in rows), "href": url_for("tasks.together", task_id=first.task.id),
        "words": f"For {len(rows)} adults from one contact, on one page",
        "about": {"name": names, "where": next(iter(places)) if len(places) == 1 else ""},
    }  # fmt: skip


def _steps_of(rows: Sequence[inbox.Row]) -> list[str]:
    return list(dict.fromkeys(f"“{row.task.name}”" for row in rows))


def _about(row: inbox.Row, jobs: words.Jobs) -> dict[str, Any]:
    """Who it is about; a partner's row names the adult only where the step itself does."""
    if not actor().casework:
        named = any(name in (row.task.said.get("discloses") or "") for name in NAMES)
        return {"reference": row.case.reference} | ({"name": row.case.adult_name} if named else {})
    where = words.job(row.task, row.case, jobs)
    return {"name": row.case.adult_name, "where": where, "reference": row.case.reference}


def _second_line(row: inbox.Row) -> str | None:
    task = row.task
    if task.naming:
        return NOBODY_NAMED + task.name
    if task.audience and not steps.ours(task):
        return f"We record for {words.the(task.role)}"
    return None


def _sections(rows: Sequence[inbox.Row], counted: dict[str, int], beside: Beside) -> list[dict[str, Any]]:
    found: dict[str, list[dict[str, Any]]] = {"late": [], "today": [], "later": []}
    for state, drawn in _folded(rows, beside):
        found[state if state in found else "later"].append(drawn)
    number = counted | {"later": counted["mine"] - counted["late"] - counted["today"]}
    return [
        {"id": id, "title": f"{title} ({number[state]})", "rows": found[state]}
        for state, id, title in SECTIONS
        if found[state]
    ]


def _to_approve() -> list[dict[str, str]]:
    """Versions of the procedure that somebody else has drawn and this person may put into use."""
    if not access.may(actor(), "approve_procedure"):
        return []
    return [
        {"text": f"Version {version.number} of the procedure",
         "href": url_for("procedures.show", number=version.number),
         "words": f"waits for your approval since {words.today_or_day(version.proposed_at, now())}."}
        for version in versions.waiting(reading(), actor().authority_id) if version.author_id != actor().id
    ]  # fmt: skip


def _others(rows: Sequence[inbox.Row], counted: dict[str, int], beside: Beside) -> list[dict[str, Any]]:
    if not rows:
        return []
    return [
        {
            "id": "others",
            "title": f"Waiting on others ({counted['others']})",
            "words": "Nothing here is yours to finish. "
            "You can record an answer that you were told, for example by phone.",
            "heads": ["Who owes what", "Who it is about", "Due", "Since when, and what we did"],
            "rows": [_owed(row, beside) for row in rows],
        }
    ]


def _owed(row: inbox.Row, beside: Beside) -> dict[str, Any]:
    drawn = task_row(row, beside)
    drawn["words"] = ". ".join(filter(None, [drawn["what"], row.holder]))
    drawn["what"] = row.task.audience or row.organisation or row.task.role
    if not row.task.naming and steps.may_record(row.task):
        drawn["record"] = {"text": "Record the answer", "href": f"{drawn['href']}?record=1"}
    if drawn["due"].get("state") in ("later", "today"):
        drawn["due"] = drawn["due"] | {"state": "waiting", "words": "Waiting"}
    return drawn


def _done_row(row: inbox.Row, jobs: words.Jobs) -> dict[str, Any]:
    task = row.task
    done, happened = task.done_at or now(), task.happened or task.done_at or now()
    in_time = None
    if task.due_at:
        late = happened > task.due_at
        by_when = "by when it happened" if not late and done > task.due_at else None
        in_time = {"text": "No" if late else "Yes", "state": "late" if late else "done", "words": by_when}
    return {
        "task": task.id,
        "step": task.step,
        "role": task.role,
        "case": task.case_id,
        "due_at": task.due_at.isoformat() if task.due_at else "",
        "what": task.name,
        "href": url_for("tasks.show", task_id=task.id),
        "about": _about(row, jobs),
        "happened": _short(happened),
        "recorded": _short(done),
        "in_time": in_time,
        "right": {"text": "Correct", "href": url_for("tasks.correct", task_id=task.id)},
    }


def _undo(row: inbox.Row, until: Mapping[str, datetime]) -> dict[str, Any]:
    """What was done just now can still be undone."""
    if row.task.id not in until:
        return {}
    href = url_for("undo.undo", task_id=row.task.id)
    return {"right": {"text": "Undo", "href": href, "method": "post",
                      "words": f"until {dates.time_of(until[row.task.id])}"}}  # fmt: skip


def _short(at: Any) -> str:
    local = dates.london(at)
    year = local.year != dates.local_day(now()).year
    return f"{dates.short_words(local.date(), year=year)}, {dates.time_words(local.time())}"


# Around the rows


def _head(title: str, here: str, sentence: str) -> dict[str, Any]:
    counted = _counted(inbox.EVERYTHING)
    listed = [("mine", f"Mine ({counted['mine']})", "inbox.mine")]
    if actor().council:
        listed.append(("queue", f"To pick up ({counted['queue']})", "inbox.queue"))
    listed.append(("archive", "Done", "inbox.archive"))
    return {
        "title": title,
        "words": sentence,
        "may_log_a_call": access.may(actor(), "log_contact"),
        "lists": [{"text": text, "href": url_for(view), "current": name == here} for name, text, view in listed],
    }


def _counts(counted: dict[str, int]) -> list[dict[str, Any]]:
    others = "Waiting on others" + (f", {counted['others_late']} late" if counted["others_late"] else "")
    later = counted["mine"] - counted["late"] - counted["today"]
    listed = (
        (counted["late"], "Overdue", "overdue", "overdue"), (counted["today"], "Due today", "today", "today"),
        (later, "Due later", "later", "later"), (counted["others"], others, "others", "waiting"),
    )  # fmt: skip
    return [
        {"number": number, "text": text, "href": f"#{id}" if number else None, "state": state}
        for number, text, id, state in listed
    ]


def _empty(search: inbox.Search) -> dict[str, Any]:
    number = _counted(inbox.EVERYTHING)["queue"]
    if search:
        link = {"text": "Show everything", "href": url_for("inbox.mine")}
        return {"title": "No task matches", "text": "Nothing in your inbox fits what you typed.", "link": link}
    if not number:
        return {"title": "Nothing waits for you", "text": "Nothing waits for anybody in your role either."}
    waits = "1 task waits" if number == 1 else f"{number} tasks wait"
    link = {"text": "See what you can pick up", "href": url_for("inbox.queue")}
    return {"title": "Nothing waits for you", "text": f"{waits} for anybody in your role.", "link": link}


def _counted(search: inbox.Search) -> dict[str, int]:
    """How many tasks are in each list; counted once a request for the same search."""
    known: dict[inbox.Search, dict[str, int]] = g.setdefault("counted", {})
    if search not in known:
        known[search] = inbox.counts(reading(), actor(), now(), search=search)
    return known[search]


def _search() -> inbox.Search:
    return inbox.Search(text=lists.asked("q"), step=lists.asked("step"))


def _filter() -> dict[str, Any]:
    names = [(name, name) for name in inbox.steps(reading(), actor())]
    return lists.filter_line(lists.search_field(), lists.choice_field("step", "What to do", "Everything", names))


def _today() -> str:
    local = dates.london(now())
    return f"{dates.day_words(local.date(), year=True)}, {dates.time_words(local.time())}"
