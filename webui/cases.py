"""A case's pages: timeline, live diagram, people, meetings, deadlines, history; notes, what can happen at any time, repair."""

import json
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as AnyResponse

from engine import access, casework, dates, deadlines, facts, history, inbox, parties
from engine.diagrams import outline
from engine.facts import KINDS
from engine.models import Case, Fact, HistoryEntry, Ledger, Note, Organisation, Party, Task, Timer, User
from engine.settling import Matter
from webui import filling, words
from webui.auth import may
from webui.session import actor, now, reading, writing

pages = Blueprint("cases", __name__)
PAGE = 50
READS = ("case_read", "task_read")
TABS = (
    ("timeline", "Timeline"), ("diagram", "Diagram"), ("people", "People"), ("meetings", "Meetings"),
    ("deadlines", "Deadlines"), ("history", "History"),
)  # fmt: skip
LEVELS = {
    "not_decided": "Not decided", "advice": "Advice", "low_level": "Low level", "consultation": "Consultation",
    "referral": "Referral", "sent_elsewhere": "Sent elsewhere",
}  # fmt: skip
MEETINGS = ("meeting", "review")


@pages.get("/cases")
@may("see_cases")
def index() -> str:
    """Cases: consultations and referrals, and what may become one; open ones first."""
    text, state = request.args.get("search", "").strip(), request.args.get("state", "open")
    level = request.args.get("level", "")
    rows = access.scoped(actor(), Case).add_columns(User.name).outerjoin(User, User.id == Case.lead_id)
    if state in ("open", "closed"):
        rows = rows.where(Case.closed_at.is_(None) if state == "open" else Case.closed_at.is_not(None))
    if level in LEVELS:
        rows = rows.where(Case.level == level)
    if text:
        like = f"%{text}%"
        rows = rows.where(Case.adult_name.ilike(like) | Case.employer_name.ilike(like) | Case.reference.ilike(like))
    found = reading().execute(rows.order_by(Case.received_at.desc(), Case.id).limit(PAGE)).all()
    return render_template(
        "cases/list.html",
        title="Cases", rows=[_listed(case, lead) for case, lead in found],
        filter={
            "action": url_for("cases.index"), "open": True,
            "fields": [
                {"name": "search", "label": "Name, setting or reference", "value": text, "kind": "text"},
                {"name": "state", "label": "State", "value": state, "kind": "select", "options": [
                    {"code": "open", "label": "Open"}, {"code": "closed", "label": "Closed"},
                    {"code": "all", "label": "Open and closed"}]},
                {"name": "level", "label": "Level", "value": level, "kind": "select", "options": [
                    {"code": "", "label": "All levels"},
                    *({"code": code, "label": label} for code, label in LEVELS.items())]},
            ],
        },
        empty="No case matches." if text or level else "No case is open.",
    )  # fmt: skip


def _listed(case: Case, lead: str | None) -> dict[str, Any]:
    return {
        "href": url_for("cases.show", case_id=case.id), "name": case.adult_name, "reference": case.reference,
        "where": ", ".join(filter(None, [case.job, case.employer_name])), "level": LEVELS.get(case.level, case.level),
        "received": dates.day_words(dates.local_day(case.received_at), year=True), "lead": lead or "Nobody yet",
        "state": state_of(case), "state_words": _state_words(case),
    }  # fmt: skip


def state_of(case: Case) -> str:
    """open, closed or repair, as the page's mark says."""
    return "repair" if case.repair else "closed" if case.closed_at else "open"


def _state_words(case: Case) -> str:
    return {"repair": "Needs repair", "closed": "Closed", "open": "Open"}[state_of(case)]


@pages.get("/cases/<case_id>")
@may("see_cases")
def show(case_id: str) -> str:
    """The timeline, with what to do next beside it."""
    return timeline(case_id)


@pages.get("/cases/<case_id>/timeline")
@may("see_cases")
def timeline(case_id: str) -> str:
    """What happened, the last first."""
    matter, around = _around(case_id, "timeline")
    rows = (
        reading()
        .scalars(
            select(HistoryEntry)
            .where(HistoryEntry.chain == case_id, HistoryEntry.what.not_in([*READS, "table_decided", "facts_recorded"]))
            .order_by(HistoryEntry.happened.desc(), HistoryEntry.number.desc())
        )
        .all()
    )
    page = render_template(
        "cases/timeline.html", **around, entries=_entries(matter, rows), people=_people_box(matter),
        triggers=[{"text": t.name, "id": t.id} for t in casework.what_can_happen(matter)],
        happen=url_for("cases.happen", case_id=case_id), note=url_for("cases.note", case_id=case_id),
        raw=filling.today_filled(now(), staff=True), problems=[],
    )  # fmt: skip
    return _seen(case_id, page, "timeline")


@pages.get("/cases/<case_id>/diagram")
@may("see_cases")
def diagram(case_id: str) -> str:
    """Where the case stands in its procedure: the drawing, and the same in words."""
    matter, around = _around(case_id, "diagram")
    process = request.args.get("process", matter.row["process"])
    if process not in matter.procedure.processes:
        raise casework.NoSuchRow
    thing = request.args.get("strand", "")
    states = _states(matter, process, thing)
    file = next(path for path, d in matter.procedure.diagrams.items() if any(p.id == process for p in d.processes))
    page = render_template(
        "cases/diagram.html", **around, process=process,
        name=matter.procedure.processes[process].label, states=states,
        diagram_url=url_for("cases.drawing", case_id=case_id, process=process),
        links=json.dumps(states["links"]), subdiagrams=json.dumps(_calls(matter, process)),
        outline=_outline(matter, file, process, states), strands=_strand_links(matter),
    )  # fmt: skip
    return _seen(case_id, page, "diagram")


@pages.get("/cases/<case_id>/diagram/<process>.bpmn")
@may("see_cases")
def drawing(case_id: str, process: str) -> Response:
    """The drawing of a process in the version that the case runs on."""
    matter = _matter(case_id)
    for path, drawn in matter.procedure.diagrams.items():
        if any(p.id == process for p in drawn.processes):
            return Response(matter.procedure.files[path], mimetype="application/xml")
    raise casework.NoSuchRow


@pages.get("/cases/<case_id>/people")
@may("see_cases")
def people(case_id: str) -> str:
    """The adult, jobs and roles, children, and people and agencies involved."""
    matter, around = _around(case_id, "people")
    known = matter.facts
    groups = {kind: [_person(matter, thing.id) for thing in known.listed(KINDS[kind])]
              for kind in ("engagement", "child", "allegation", "strand")}  # fmt: skip
    page = render_template(
        "cases/people.html", **around, adult=_person(matter, known.adult_id) if known.adult_id else [],
        engagements=groups["engagement"], children=groups["child"], allegations=groups["allegation"],
        parties=_parties(matter),
    )  # fmt: skip
    return _seen(case_id, page, "people")


@pages.get("/cases/<case_id>/meetings")
@may("see_cases")
def meetings(case_id: str) -> str:
    """The meetings and reviews that were recorded, and those to come."""
    _, around = _around(case_id, "meetings")
    rows = reading().scalars(
        select(Task).where(Task.case_id == case_id, Task.form.in_(MEETINGS), Task.state != "withdrawn")
        .order_by(Task.opened_at.desc())
    ).all()  # fmt: skip
    listed = [
        {"name": t.name, "href": url_for("tasks.show", task_id=t.id), "state": t.state,
         "held": dates.day_words(dates.local_day(t.happened), year=True) if t.happened else None,
         "due": dates.day_words(dates.local_day(t.due_at), year=True) if t.due_at else None}
        for t in rows
    ]  # fmt: skip
    return _seen(case_id, render_template("cases/meetings.html", **around, meetings=listed), "meetings")


@pages.get("/cases/<case_id>/deadlines")
@may("see_cases")
def due_dates(case_id: str) -> str:
    """Every date with its ledger."""
    matter, around = _around(case_id, "deadlines")
    lines = reading().scalars(select(Ledger).where(Ledger.case_id == case_id).order_by(Ledger.at)).all()
    tasks = {t.id: t for t in reading().scalars(select(Task).where(Task.case_id == case_id))}
    timers = {t.id: t for t in reading().scalars(select(Timer).where(Timer.case_id == case_id))}
    rows = [_deadline(matter, tasks.get(id) or timers[id], [x for x in lines if x.waits_id == id])
            for id in dict.fromkeys(line.waits_id for line in lines)]  # fmt: skip
    open_, past = [r for r in rows if r["open"]], [r for r in rows if not r["open"]]
    return _seen(case_id, render_template("cases/deadlines.html", **around, open=open_, past=past), "deadlines")


def _deadline(matter: Matter, waits: Task | Timer, lines: Sequence[Ledger]) -> dict[str, Any]:
    last = lines[-1]
    waiting = waits.state in ("open", "waiting")
    done_at = getattr(waits, "happened", None) or getattr(waits, "done_at", None) or getattr(waits, "fired_at", None)
    state, distance = deadlines.distance(last.due_at, now(), matter.calendar)
    if not waiting:
        late = done_at is not None and done_at > last.due_at
        told = {"done": "Late" if late else "Met", "fired": "Passed", "withdrawn": "Not needed"}
        state, distance = ("late" if late else "done"), told.get(waits.state, "")  # type: ignore[assignment]
    return {
        "name": waits.name, "role": getattr(waits, "role", None), "open": waiting,
        "due": dates.day_words(dates.local_day(last.due_at), year=True), "state": state, "words": distance,
        "ledger": [{"at": dates.moment_words(x.at, year=True), "why": dates.sentence(x.why), "clock": x.clock,
                    "due": dates.day_words(dates.local_day(x.due_at), year=True)} for x in lines],
        "done": dates.moment_words(done_at, year=True) if done_at and not waiting else None,
    }  # fmt: skip


@pages.get("/cases/<case_id>/history")
@may("see_cases")
def record(case_id: str) -> str:
    """Everything, reads included, with the chain's numbers."""
    _, around = _around(case_id, "history")
    rows = (
        reading()
        .scalars(
            select(HistoryEntry).where(HistoryEntry.chain == case_id).order_by(HistoryEntry.number.desc()).limit(500)
        )
        .all()
    )
    names = _names(rows)
    listed = [{"number": r.number, "at": dates.moment_words(r.at, year=True), "what": _title(r),
               "by": names.get(r.by_id or "", "the service"), "hash": r.hash[:12]} for r in rows]  # fmt: skip
    return _seen(case_id, render_template("cases/history.html", **around, rows=listed), "history")


@pages.post("/cases/<case_id>/notes")
@may("add_note")
def note(case_id: str) -> Any:
    """Write something down; possible in any state of the case."""
    _case(case_id)
    raw = filling.posted()
    happened, problems = filling.when_happened(raw, now())
    text = request.form.get("text", "")
    if not text.strip():
        problems.append(filling.Problem("text", "Write down what you want to keep"))
    if problems:
        _, around = _around(case_id, "timeline")
        return render_template("cases/note.html", **around, raw=raw, problems=problems,
                               note=url_for("cases.note", case_id=case_id)), 422  # fmt: skip
    session = writing()
    casework.add_note(session, case_id, text, by=actor().id, now=now(), happened=happened)
    session.commit()
    flash("Note added.")
    return redirect(url_for("cases.show", case_id=case_id), 303)


@pages.post("/cases/<case_id>/happens")
@may("start_event")
def happen(case_id: str) -> AnyResponse:
    """Something happens that may happen at any time: its first step is mine at once."""
    _case(case_id)
    session = writing()
    task = casework.happen(session, case_id, request.form.get("trigger", ""), by=actor().id, now=now())
    session.commit()
    if task:
        return redirect(url_for("tasks.show", task_id=task), 303)
    flash("Recorded.")
    return redirect(url_for("cases.show", case_id=case_id), 303)


@pages.post("/cases/<case_id>/repair")
@may("see_cases")
def repair(case_id: str) -> AnyResponse:
    """Let a case that needs repair run again."""
    _case(case_id)
    session = writing()
    runs = casework.retry(session, case_id, by=actor().id, now=now())
    session.commit()
    flash("The case runs again." if runs else "The case still needs repair. Nothing was lost.")
    return redirect(url_for("cases.show", case_id=case_id), 303)


# What every page of a case shares


def _case(case_id: str) -> Case:
    found = reading().scalar(access.scoped(actor(), Case).where(Case.id == case_id))
    if found is None:
        raise casework.NoSuchRow
    return found  # type: ignore[no-any-return]


def _matter(case_id: str) -> Matter:
    _case(case_id)
    return casework.look_at(reading(), case_id, now=now())


def _around(case_id: str, here: str) -> tuple[Matter, dict[str, Any]]:
    case = _case(case_id)
    matter = casework.look_at(reading(), case_id, now=now())
    lead = reading().get(User, case.lead_id) if case.lead_id else None
    return matter, {
        "case": {
            "id": case.id, "name": case.adult_name, "reference": case.reference, "state": state_of(case),
            "state_words": _state_words(case), "where": ", ".join(filter(None, [case.job, case.employer_name])),
            "level": LEVELS.get(case.level, case.level), "lead": lead.name if lead else "Nobody yet",
            "opened": dates.day_words(dates.local_day(case.opened_at), year=True),
            "version": _number(case), "repair": case.repair, "repair_act": url_for("cases.repair", case_id=case.id),
            "closed": _closed(matter, case), "risk": words.value(matter, "risk", matter.facts.case_value("risk")),
        },
        "tabs": [
            {"text": text, "href": url_for(f"cases.{_view(name)}", case_id=case_id), "current": name == here}
            for name, text in TABS
        ],
        "next": _next(case),
    }  # fmt: skip


def _view(tab: str) -> str:
    return {"deadlines": "due_dates", "history": "record"}.get(tab, tab)


def _number(case: Case) -> int:
    from engine.models import ProcedureVersion

    return reading().get_one(ProcedureVersion, case.version_id).number


def _closed(matter: Matter, case: Case) -> str | None:
    if case.closed_at is None:
        return None
    day = dates.day_words(dates.local_day(case.closed_at), year=True)
    reason = matter.procedure.label("closure_reasons", case.closed_reason or "").lower()
    return f"This case was closed on {day}: {reason}. You can still add what you are told."


def _next(case: Case) -> list[dict[str, Any]]:
    """The next dates: mine first, then what others owe."""
    rows = inbox.of_case(reading(), actor(), case.id)
    mine = [r for r in rows if r.task.audience and access.may(actor(), "complete", r.task)]
    others = [r for r in rows if r not in mine]
    return [_next_box("Next for you", r) for r in mine[:2]] + [_next_box("Waiting on others", r) for r in others[:2]]


def _next_box(head: str, row: inbox.Row) -> dict[str, Any]:
    task = row.task
    due = f"by {dates.day_words(dates.local_day(task.due_at), year=False)}" if task.due_at else "no clock of its own"
    who = f", {row.organisation}" if row.organisation else ""
    return {"head": head, "text": task.name, "href": url_for("tasks.show", task_id=task.id), "words": due + who}


def _seen(case_id: str, page: str, what: str) -> str:
    """A read of a case leaves a row, after the page is built and before it is sent."""
    session = writing()
    history.append_read(session, case_id, "case_read", by=actor().id, now=now(), page=what)
    session.commit()
    return page


# Timeline

TITLES = {
    "contact_received": "Contact received", "case_closed": "Case closed", "case_reopened": "Case reopened",
    "note_added": "Note added", "case_needs_repair": "The case needs repair", "repair_tried": "Repair tried",
    "row_removed": "A row was removed", "case_read": "Case read", "task_read": "Step read",
    "table_decided": "Decision table answered", "facts_recorded": "Facts recorded",
}  # fmt: skip


def _title(entry: HistoryEntry) -> str:
    detail = entry.detail
    match entry.what:
        case "step_completed":
            return str(detail["name"])
        case "strand_began" | "strand_ended":
            kind = str(detail["kind"]).replace("_", " ").capitalize()
            return f"{kind} strand {'began' if entry.what == 'strand_began' else 'ended'}"
        case "party_named":
            return f"{detail['role']} named for this case"
        case "something_happened" | "milestone_passed":
            return str(detail["name"])
        case "timer_fired":
            return f"Date passed: {detail['name']}"
        case "task_taken" | "task_put_back":
            return f"{detail['name']}: {'taken' if entry.what == 'task_taken' else 'put back'}"
        case "table_decided":
            return f"{detail['name']}: decided by its table"
        case "case_read" | "task_read":
            return f"Read: {detail.get('page', 'a step')}"
    return TITLES.get(entry.what, entry.what.replace("_", " ").capitalize())


def _entries(matter: Matter, rows: Sequence[HistoryEntry]) -> list[dict[str, Any]]:
    names = _names(rows)
    return [_entry(matter, row, names) for row in rows]


def _entry(matter: Matter, row: HistoryEntry, names: dict[str, str]) -> dict[str, Any]:
    detail = row.detail
    by = names.get(row.by_id or "", "the service")
    if detail.get("on_behalf_of"):
        how = str(detail.get("told_how", "")).replace("_", " ")
        by = f"{detail['on_behalf_of']} ({detail['told_by']}, by {how}), recorded by {by}"
    apart = matter.calendar.between(dates.local_day(row.happened), dates.local_day(row.at)) > 1
    link = None
    if row.what == "step_completed" and row.task_id:
        link = {"text": "Open the answers", "href": url_for("tasks.show", task_id=row.task_id)}
    return {
        "id": row.number, "title": _title(row), "byline": by, "machine": row.happened.isoformat(),
        "happened": dates.moment_words(row.happened, year=True),
        "recorded": dates.moment_words(row.at, year=True) if apart else None,
        "words": _told(matter, row), "link": link,
    }  # fmt: skip


MOST_SAID = 4


def _told(matter: Matter, row: HistoryEntry) -> list[str]:
    """The first answers that an entry recorded, in words."""
    if row.what == "note_added":
        note_ = reading().get(Note, row.detail.get("note", ""))
        return [note_.text] if note_ else []
    if row.what == "case_closed":
        return [matter.procedure.label("closure_reasons", row.detail.get("reason", ""))]
    ids = [id for id, _ in row.facts]
    if not ids or row.what != "step_completed":
        return []
    said = []
    for fact in reading().scalars(select(Fact).where(Fact.id.in_(ids)).order_by(Fact.id)):
        text = words.value(matter, fact.key, facts.decode(fact.value))
        if text and fact.key not in ("status", "kind"):
            said.append(f"{words.label(matter, fact.key)}: {text}")
    return said[:MOST_SAID]


def _names(rows: Sequence[HistoryEntry]) -> dict[str, str]:
    ids = {row.by_id for row in rows if row.by_id}
    return {id: name for id, name in reading().execute(select(User.id, User.name).where(User.id.in_(ids)))}


# People


def _person(matter: Matter, thing: str) -> list[dict[str, Any]]:
    """Everything known of a thing, as lines of a summary list."""
    return [
        {"label": words.label(matter, key), "value": text}
        for key, answer in matter.facts.of(thing).items()
        if (text := words.value(matter, key, answer))
    ]


def _people_box(matter: Matter) -> list[dict[str, Any]]:
    listed = []
    for kind, role in (("adult", "The adult"), ("child", "Child")):
        for thing in matter.facts.listed(KINDS[kind]):
            if kind == "adult" and thing.id != matter.facts.adult_id:
                continue
            listed.append({"name": matter.facts.get(thing.id, "name") or "Not known", "words": role})
    return listed + [{"name": p["person"] or p["name"], "words": f"{p['role']}, {p['how']}. {p['phone'] or ''}"}
                     for p in _parties(matter)]  # fmt: skip


def _parties(matter: Matter) -> list[dict[str, Any]]:
    rows = reading().execute(
        select(Party, Organisation.name, User.name)
        .outerjoin(Organisation, Organisation.id == Party.organisation_id)
        .outerjoin(User, User.id == Party.user_id)
        .where(Party.case_id == matter.id, Party.until.is_(None))
        .order_by(Party.at)
    )
    return [
        {"role": party.role, "name": name, "person": user or party.person, "phone": party.phone,
         "how": "signs in" if party.answers == parties.SIGNS_IN else "we record"}
        for party, name, user in rows
    ]  # fmt: skip


# Diagram


def _states(matter: Matter, process: str, strand: str) -> dict[str, Any]:
    """The elements of a process by state, for one strand when one is chosen."""
    tasks = [t for t in reading().scalars(select(Task).where(Task.case_id == matter.id, Task.process == process))
             if not strand or t.keys.get("strand") == strand]  # fmt: skip
    late = {t.step for t in tasks if t.state == "open" and t.due_at and t.due_at < now()}
    open_ = {t.step for t in tasks if t.state == "open"}
    timers = reading().scalars(select(Timer).where(Timer.case_id == matter.id, Timer.state == "waiting"))
    waiting = {t.step for t in timers if not strand or t.keys.get("strand") == strand}
    marked = matter.running.marks(process, strand or None) if matter.running else {}
    active = (open_ - late) | set(marked.get("active", ()))
    done = ({t.step for t in tasks if t.state == "done"} | set(marked.get("done", ()))) - active - late
    links = {t.step: url_for("tasks.show", task_id=t.id) for t in tasks if t.state != "withdrawn"}
    return {
        "active": sorted(active), "overdue": sorted(late), "links": links,
        "waiting": sorted((waiting | set(marked.get("waiting", ()))) - active - late), "done": sorted(done),
    }  # fmt: skip


def _calls(matter: Matter, process: str) -> dict[str, str]:
    """Where each call activity of a process leads."""
    drawn = matter.procedure.processes[process]
    return {
        step.id: url_for("cases.diagram", case_id=matter.id, process=step.called)
        for step in drawn.steps
        if step.called and step.called in matter.procedure.processes
    }


def _strand_links(matter: Matter) -> list[dict[str, Any]]:
    listed = [{"text": "The whole case", "href": url_for("cases.diagram", case_id=matter.id)}]
    for thing in matter.facts.listed("strands"):
        kind = str(matter.facts.get(thing.id, "kind"))
        engagement = matter.facts.get(thing.parent, "employer") if thing.parent else None
        name = kind.replace("_", " ").capitalize() + " strand" + (f", {engagement}" if engagement else "")
        process = f"{kind}_strand"
        href = url_for("cases.diagram", case_id=matter.id, process=process, strand=thing.id)
        listed.append({"text": name, "href": href, "words": matter.facts.get(thing.id, "status")})
    return listed


def _outline(matter: Matter, file: str, process: str, states: dict[str, Any]) -> list[dict[str, Any]]:
    """The drawing in numbered steps, each with its state."""
    of = {id: state for state in ("done", "waiting", "active", "overdue") for id in states[state]}
    drawn = {file: matter.procedure.files[file]}
    return [
        {"text": item.text, "number": item.number, "level": item.level, "kind": item.kind,
         "state": of.get(item.element_id), "href": states["links"].get(item.element_id)}
        for item in outline.items(drawn)
        if item.process in ("", process)
    ]  # fmt: skip
