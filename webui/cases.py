"""A case's pages: timeline, live diagram, people, meetings, documents, deadlines, history; and what is done to a case:
notes, what happens at any time, what is recorded for agencies, repair."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from sqlalchemy import func, select
from werkzeug.wrappers import Response as AnyResponse

from engine import access, casework, dates, deadlines, early, groups, in_hand, inbox, regrouping
from engine import chronology as chronologies
from engine import notes as noting
from engine.facts import Seen
from engine.forms import Problem
from engine.in_hand import Matter
from engine.models import Case, HistoryEntry, ProcedureVersion, Task, User
from webui import case_words, drawn_case, filling, keeping, lists, steps, words
from webui.auth import may
from webui.session import actor, commit, now, reading, writing

pages = Blueprint("cases", __name__)
Page = str | tuple[str, int] | AnyResponse
READS = ("case_read", "task_read")
QUIET = ("table_decided", "facts_recorded", "task_taken", "task_put_back", "milestone_passed")
SHOWS = {
    "main": "Everything", "steps": "Steps that were done", "notes": "Notes", "all": "Everything, and who read it",
}  # fmt: skip
TABS = (
    ("timeline", "Timeline"), ("diagram", "Diagram"), ("people", "People"), ("meetings", "Meetings"),
    ("documents", "Documents"), ("deadlines", "Deadlines"), ("history", "History"),
)  # fmt: skip
MEETINGS = ("meeting", "review")


@dataclass(frozen=True)
class Looked:
    """A case as one page looks at it: what it knows and what waits in it, each asked once."""

    case: Case
    matter: Matter
    rows: Sequence[inbox.Row]
    around: dict[str, Any]

    @property
    def back(self) -> dict[str, str]:
        """The way back to the case."""
        return {"text": self.around["case"]["name"], "href": url_for("cases.show", case_id=self.case.id)}


@pages.get("/cases")
@may("see_cases")
def index() -> str:
    """Cases, and contacts that may become one: the newest first, of those that are late the longest due."""
    page, text, level, state = lists.page_number(), lists.asked("q"), lists.asked("level"), lists.asked("state")
    rows = access.scoped(actor(), Case).add_columns(User.name).outerjoin(User, User.id == Case.lead_id)
    rows = rows.where(Case.has_adult)
    if state == "closed":
        rows = rows.where(Case.closed_at.is_not(None))
    elif state == "repair":
        rows = rows.where(Case.repair.is_not(None))
    elif state == "late":
        rows = rows.where(_first_due() < now())
    elif not text and state != "all":
        rows = rows.where(Case.closed_at.is_(None))
    if level in words.LEVELS:
        rows = rows.where(Case.level == level)
    if text:
        rows = rows.where(lists.any_like((Case.adult_name, Case.employer_name, Case.reference), text))
    total = reading().scalar(select(func.count()).select_from(rows.subquery())) or 0
    first = (_first_due(), Case.id) if state == "late" else (Case.received_at.desc(), Case.id)
    found = reading().execute(rows.order_by(*first).limit(lists.PAGE).offset((page - 1) * lists.PAGE)).all()
    next_ones = _next_of([case.id for case, _ in found])
    states = [("late", "Late"), ("closed", "Closed"), ("all", "Open and closed"), ("repair", "Needs repair")]
    return render_template(
        "cases/list.html",
        title="Cases", words="1 case or contact." if total == 1 else f"{total:,} cases and contacts.", since=_since(),
        rows=[_listed(case, lead, next_ones.get(case.id)) for case, lead in found], paging=lists.paging(total, page),
        filter=lists.filter_line(
            lists.search_field(), lists.choice_field("state", "State", "Open", states),
            lists.choice_field("level", "Level", "All levels", list(words.LEVELS.items())),
        ),
    )  # fmt: skip


def _first_due() -> Any:
    """The oldest due date among the open steps of a case."""
    return select(func.min(Task.due_at)).where(Task.case_id == Case.id, Task.state == "open").scalar_subquery()


def _next_of(cases: list[str]) -> dict[str, Task]:
    """The open step of each case that is due first."""
    rows = reading().scalars(
        select(Task).where(Task.case_id.in_(cases), Task.state == "open")
        .order_by(Task.due_at.is_not(None), Task.due_at.desc(), Task.opened_at.desc())
    )  # fmt: skip
    return {task.case_id: task for task in rows}


def _listed(case: Case, lead: str | None, following: Task | None) -> dict[str, Any]:
    return {
        "case": case.id, "href": url_for("cases.show", case_id=case.id),
        "about": {"name": case.adult_name or "Adult not known", "where": words.where(case),
                  "reference": case.reference},
        "level": words.LEVELS.get(case.level, case.level), "state": words.state_tag(case), "lado": lead,
        "opened": dates.day_words(dates.local_day(case.opened_at), year=True),
        "next": {"text": following.name, "due": _due(following)} if following else None,
    }  # fmt: skip


def _due(task: Task) -> dict[str, Any]:
    if task.due_at is None:
        return {}
    state, distance = deadlines.distance(task.due_at, now(), steps.calendar())
    return {"state": state, "words": distance, "day": words.day(task.due_at, now())}


def _since() -> str:
    since = reading().scalar(select(func.min(Case.received_at)).where(access.visible(actor(), Case)))
    return dates.short_words(dates.local_day(since), year=True) if since else ""


# The seven pages


@pages.get("/cases/<id:case_id>")
@may("see_cases")
def show(case_id: str) -> str:
    """The timeline, with what to do next beside it."""
    return timeline(case_id)


@pages.get("/cases/<id:case_id>/timeline")
@may("see_cases")
def timeline(case_id: str) -> str:
    """What happened, the last first."""
    looked = _look_at(steps.case_of(case_id), "timeline")
    matter = looked.matter
    shown = lists.asked("show") if lists.asked("show") in SHOWS else "main"
    rows = select(HistoryEntry).where(HistoryEntry.chain == case_id, HistoryEntry.what.not_in(_left_out(shown)))
    if shown == "steps":
        rows = rows.where(HistoryEntry.what.in_(("step_completed", "step_corrected")))
    if shown == "notes":
        rows = rows.where(HistoryEntry.what == "note_added")
    total = reading().scalar(select(func.count()).select_from(rows.subquery())) or 0
    page = lists.page_number()
    ordered = rows.order_by(HistoryEntry.happened.desc(), HistoryEntry.number.desc())
    found = reading().scalars(ordered.limit(lists.PAGE).offset((page - 1) * lists.PAGE)).all()
    options = [{"code": code, "label": label} for code, label in SHOWS.items()]
    drawn = render_template(
        "cases/timeline.html", **looked.around, entries=case_words.entries(matter, found),
        people=case_words.people_box(matter), any_time=_any_time(matter), group=_group(looked.case),
        happen=url_for("cases.happen", case_id=case_id), page=filling.page_id({}),
        shows={"action": url_for("cases.timeline", case_id=case_id), "value": shown, "options": options},
        paging=lists.paging(total, page),
    )  # fmt: skip
    return steps.seen(drawn, looked.case, page="timeline")


def _group(case: Case) -> dict[str, Any]:
    """Who else came from the same contact, and the way to what changes that; nothing for what has no adult."""
    if not case.has_adult:
        return {}
    others = groups.others(reading(), actor(), case)
    link = (
        "Cases of this contact, and what can be changed" if others else "Name a further adult or child, or join cases"
    )
    return {
        "sentence": case_words.group_sentence(case, others), "rows": [case_words.group_row(other) for other in others],
        "link": {"text": link, "href": url_for("group.show", case_id=case.id)},
    }  # fmt: skip


def _left_out(shown: str) -> Sequence[str]:
    return ("",) if shown == "all" else (*READS, *QUIET)


def _any_time(matter: Matter) -> list[dict[str, str]]:
    if not access.may(actor(), "start_event"):
        return []
    child = url_for("group.ask", case_id=matter.id, act="child")
    return [
        {"text": _plain_name(each.name), "id": each.id}
        | ({"href": child} if each.message == regrouping.CHILD_NAMED else {})
        for each in casework.what_can_happen(matter)
    ]


def _plain_name(name: str) -> str:
    """The drawing's "At any time: new information" stands under a heading that says so already."""
    words_ = name.partition(": ")[2] if name.startswith("At any time") else name
    return words_[:1].upper() + words_[1:]


@pages.get("/cases/<id:case_id>/diagram")
@may("see_cases")
def diagram(case_id: str) -> str:
    """Where the case stands in its procedure: the drawing, and the same in words."""
    looked = _look_at(steps.case_of(case_id), "diagram")
    matter = looked.matter
    process = lists.asked("process") or matter.row["process"]
    drawn_case.must_be_drawn(matter, process)
    stands = drawn_case.Stands(matter, process, lists.asked("strand"))
    page = render_template(
        "cases/diagram.html", **looked.around, words=stands.sentence(looked.around["version"]),
        diagram=stands.diagram(), steps=stands.steps(), others=stands.others(),
    )  # fmt: skip
    return steps.seen(page, looked.case, page="diagram")


@pages.get("/cases/<id:case_id>/diagram/<process>.bpmn")
@may("see_cases")
def drawing(case_id: str, process: str) -> Response:
    """The drawing of a process in the version that the case runs on."""
    steps.case_of(case_id)
    procedure = in_hand.look_at(reading(), case_id, now=now()).procedure
    for path, drawn in procedure.diagrams.items():
        if any(each.id == process for each in drawn.processes):
            return Response(procedure.files[path], mimetype="application/xml")
    raise in_hand.NoSuchRow


@pages.get("/cases/<id:case_id>/people")
@may("see_cases")
def people(case_id: str) -> str:
    """The adult, jobs and roles, children, and people and agencies involved."""
    looked = _look_at(steps.case_of(case_id), "people")
    matter = looked.matter
    adult = matter.facts.adult_id
    page = render_template(
        "cases/people.html", **looked.around, adult=case_words.about(matter, adult) if adult else [],
        jobs=case_words.jobs(matter), children=case_words.children(matter),
        agencies=case_words.agencies(matter) + _unnamed(looked),
        boxes=[*([_history_of(matter)] if adult else []), _readers(looked.case)],
    )  # fmt: skip
    return steps.seen(page, looked.case, page="people")


def _unnamed(looked: Looked) -> list[dict[str, Any]]:
    """Roles that nobody plays yet, a job's employer for each job, with the step that asks who does."""
    asked = sorted((row.task for row in _once(looked.rows) if row.task.naming), key=lambda task: task.role)
    jobs = words.jobs_of(looked.matter)
    return [
        {"role": task.role, "who": None, "words": words.job_of(task, jobs) or None,
         "link": {"text": words.asks(task), "href": url_for("tasks.show", task_id=task.id)}}
        for task in asked
    ]  # fmt: skip


def _once(waiting: Sequence[inbox.Row]) -> list[inbox.Row]:
    """The open steps of a case, of those that wait for one party to be named the first."""
    rows: list[inbox.Row] = []
    for row in waiting:
        if not any(inbox.one_party(each.task, row.task) for each in rows):
            rows.append(row)
    return rows


def _history_of(matter: Matter) -> dict[str, Any]:
    """The way to the chronology, with who opened it last."""
    opened = matter.facts.case_value(chronologies.OPENED)
    when = f"Opened first {dates.moment_words(opened, year=True)}." if opened else "Nobody has opened it here yet."
    link = {"text": "Open the chronology", "href": url_for("cases.chronology", case_id=matter.id)}
    return {"title": "Chronology of this adult", "tint": False, "lines": [when], "links": [link]}


def _readers(case: Case) -> dict[str, Any]:
    """Who has read the case: how many, and who last."""
    reads = select(HistoryEntry).where(HistoryEntry.chain == case.id, HistoryEntry.what.in_(READS))
    rows = reading().scalars(reads.order_by(HistoryEntry.number.desc())).all()
    names = case_words.names_of(rows)
    lines = ["Nobody has read it yet."]
    if rows:
        people_ = dates.count_words(len(names), "person", figures=True).replace("persons", "people")
        last = f"{names.get(rows[0].by_id or '', 'the service')}, {dates.moment_words(rows[0].at)}"
        lines = [f"{people_}. The last: {last}."]
    link = {"text": "Open the reading record", "href": url_for("cases.record", case_id=case.id)}
    return {"title": f"Who has read this {words.noun(case)}", "tint": True, "lines": lines, "links": [link]}


@pages.get("/cases/<id:case_id>/meetings")
@may("see_cases")
def meetings(case_id: str) -> str:
    """The meetings and reviews that were recorded, and those to come."""
    looked = _look_at(steps.case_of(case_id), "meetings")
    rows = reading().scalars(
        select(Task).where(Task.case_id == case_id, Task.form.in_(MEETINGS), Task.state != "withdrawn")
        .order_by(Task.opened_at.desc())
    ).all()  # fmt: skip
    listed = [
        {"what": t.name, "href": url_for("tasks.show", task_id=t.id), "due": _due(t) if t.state == "open" else None,
         "held": dates.day_words(dates.local_day(t.happened), year=True) if t.happened else None}
        for t in rows
    ]  # fmt: skip
    page = render_template("cases/meetings.html", **looked.around, rows=listed)
    return steps.seen(page, looked.case, page="meetings")


@pages.get("/cases/<id:case_id>/documents")
@may("see_cases")
def documents(case_id: str) -> str:
    """Where the documents of a case are."""
    looked = _look_at(steps.case_of(case_id), "documents")
    return steps.seen(render_template("cases/documents.html", **looked.around), looked.case, page="documents")


@pages.get("/cases/<id:case_id>/deadlines")
@may("see_cases")
def due_dates(case_id: str) -> str:
    """Every date with its ledger."""
    looked = _look_at(steps.case_of(case_id), "deadlines")
    running, past = case_words.deadline_rows(looked.matter)
    page = render_template("cases/deadlines.html", **looked.around, words=None, dates=running, past=past, move=None)
    return steps.seen(page, looked.case, page="deadlines")


@pages.get("/cases/<id:case_id>/history")
@may("see_cases")
def record(case_id: str) -> str:
    """Everything, reads included, with the chain's numbers."""
    looked = _look_at(steps.case_of(case_id), "history")
    page = lists.page_number()
    every = select(HistoryEntry).where(HistoryEntry.chain == case_id)
    total = reading().scalar(select(func.count()).select_from(every.subquery())) or 0
    ordered = every.order_by(HistoryEntry.number.desc())
    rows = reading().scalars(ordered.limit(lists.PAGE).offset((page - 1) * lists.PAGE)).all()
    names = case_words.names_of(rows)
    listed = [
        {"number": r.number, "at": dates.moment_words(r.at, year=True), "what": case_words.title(r),
         "by": case_words.byline(r, names), "hash": r.hash[:12]}
        for r in rows
    ]  # fmt: skip
    drawn = render_template("cases/history.html", **looked.around, rows=listed, paging=lists.paging(total, page))
    return steps.seen(drawn, looked.case, page="history")


@pages.get("/cases/<id:case_id>/chronology")
@may("see_cases")
def chronology(case_id: str) -> str:
    """Everything that we know of the adult; that somebody opened it is a fact of the case."""
    looked = _look_at(steps.case_of_adult(case_id), "")
    rows = [
        {"name": r.name, "href": url_for("cases.show", case_id=r.case_id), "here": r.case_id == case_id,
         "received": dates.day_words(r.received, year=True), "level": words.LEVELS.get(r.level, r.level),
         "employer": r.employer, "closed": dates.day_words(r.closed, year=True) if r.closed else "Open",
         "reason": r.reason, "why": r.why}
        for r in chronologies.records(looked.matter)
    ]  # fmt: skip
    drawn = render_template("cases/chronology.html", **looked.around, rows=rows, back=looked.back)
    session = writing()
    chronologies.opened(session, case_id, by=actor().id, now=now())
    commit()
    return drawn


# What can be done to a case


@pages.get("/cases/<id:case_id>/notes")
@may("add_note")
def note(case_id: str) -> str:
    """Write something down, or go on with what was kept."""
    case = steps.case_of(case_id)
    raw, kept = keeping.found(keeping.about(case, "note"), filling.today_filled(now(), staff=True))
    if kept and request.args.get("anew"):
        return keeping.ask_anew(case, "note", kept)
    return steps.seen(_note_page(case, raw, [], kept), case, page="note")


@pages.post("/cases/<id:case_id>/notes")
@may("add_note")
def note_post(case_id: str) -> Page:
    """Possible in any state of the case."""
    case, raw = steps.case_of(case_id), filling.posted()
    if filling.one(raw, "act") == "keep":
        return keeping.keep(keeping.about(case, "note"), raw, "The note:")
    if filling.one(raw, "act") == "anew":
        return keeping.begin_anew(keeping.about(case, "note"), request.path)
    happened, problems = filling.when_happened(raw, now())
    text = filling.several_lines((raw.get("text") or [""])[0])
    if len(text) > 20_000:
        problems.insert(0, Problem("text", "What you write must be 20,000 characters or fewer"))
    if not text:
        problems.insert(0, Problem("text", "Write down what you want to keep"))
    if problems:
        return _note_page(case, raw, problems), 422
    also = [each["value"] for each in _also(case) if each["value"] in raw.get("applies_to", ())]
    session = writing()
    noting.add(session, [case_id, *also], text, by=actor().id, now=now(), happened=happened, post=filling.post_of(raw))
    keeping.forget(keeping.about(case, "note"))
    commit()
    number = dates.count_words(len(also) + 1, "case", figures=True)
    flash(f"Note added to {number}." if also else "Note added.")
    return redirect(url_for("cases.show", case_id=case_id), 303)


def _note_page(case: Case, raw: filling.Raw, problems: list[Problem], kept: str = "") -> str:
    looked = _look_at(case, "")
    return render_template(
        "cases/note.html", **looked.around, raw=raw, problems=problems, back=looked.back, also=_also(case),
        page=filling.page_id(raw), kept=kept,
    )  # fmt: skip


def _also(case: Case) -> list[dict[str, str]]:
    """The cases of the same contact, about which a note may be too."""
    others = groups.others(reading(), actor(), case)
    return [{"value": c.id, "text": c.adult_name or "Adult not known", "words": words.where(c)} for c in others]


@pages.get("/cases/<id:case_id>/record")
@may("record_for")
def record_for(case_id: str) -> str:
    """The open steps of agencies, each to be answered for them; and what happened before its step was offered."""
    looked = _look_at(steps.case_of_adult(case_id), "")
    jobs = words.jobs_of(looked.matter)
    rows = [
        {"role": row.task.role, "who": row.organisation or words.job_of(row.task, jobs), "what": row.task.name,
         "due": _due(row.task), "href": url_for("tasks.show", task_id=row.task.id, record=1)}
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
def happen(case_id: str) -> AnyResponse:
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
def repair(case_id: str) -> AnyResponse:
    """Let a case that needs repair run again."""
    noun = words.noun(steps.case_of(case_id))
    session = writing()
    runs = casework.retry(session, case_id, by=actor().id, now=now())
    commit()
    flash(f"The {noun} runs again." if runs else f"The {noun} still needs repair. Nothing was lost.")
    return redirect(url_for("cases.show", case_id=case_id), 303)


# What every page of a case shares


def _look_at(case: Case, here: str) -> Looked:
    """What the case knows, what waits in it, and what stands round every page of it."""
    matter = in_hand.look_at(reading(), case.id, now=now())
    rows = inbox.of_case(reading(), actor(), case.id)
    version = reading().get_one(ProcedureVersion, case.version_id).number
    return Looked(case, matter, rows, {
        "version": version,
        "case": case_words.head(case) | {
            "version": version, "state": words.state_of(case), "state_tag": words.state_tag(case),
            "facts": _head_facts(matter, case),
        },
        "actions": _actions(matter, case),
        "tabs": [
            {"text": text, "href": url_for(f"cases.{_view(name)}", case_id=case.id), "current": name == here}
            for name, text in TABS
        ],
        "next": _next(matter, rows), "closed": _closed(matter, case), "repair": _repair(case),
    })  # fmt: skip


def _actions(matter: Matter, case: Case) -> list[dict[str, Any]]:
    """What can be done from every page; agencies answer in cases of adults only."""
    listed: list[dict[str, Any]] = [
        {"text": "Add a note", "href": url_for("cases.note", case_id=case.id), "note": True}
    ]
    if case.has_adult:
        record = url_for("cases.record_for", case_id=case.id)
        listed.append({"text": "Record for an agency", "href": record})
        if early.recordable(matter):
            listed.append({"text": "Record something that already happened", "href": f"{record}#early"})
    return listed


def _head_facts(matter: Matter, case: Case) -> list[dict[str, str]]:
    opened = dates.local_day(case.opened_at)
    days = (dates.local_day(case.closed_at or now()) - opened).days
    lead = reading().get(User, case.lead_id) if case.lead_id else None
    risk = words.value(matter, "risk_level", matter.facts.case_value("risk_level"))
    restricted = matter.facts.case_value("reporting_restriction") == "on"
    counted = dates.count_words(days, "day", figures=True)
    listed = [
        ("Level", words.LEVELS.get(case.level, case.level) if case.has_adult else ""),
        ("Opened", f"{dates.day_words(opened, year=True)}, {counted}"),
        ("LADO", lead.name if lead else "Nobody yet"),
        ("Risk", risk),
        ("Reporting restriction", "Nothing that identifies the teacher may be published" if restricted else ""),
    ]
    return [{"label": label, "value": value} for label, value in listed if value]


def _view(tab: str) -> str:
    return {"deadlines": "due_dates", "history": "record"}.get(tab, tab)


def _closed(matter: Matter, case: Case) -> str | None:
    if case.closed_at is None:
        return None
    day = dates.short_words(dates.local_day(case.closed_at), year=True)
    if not case.has_adult:
        return f"This was dealt with on {day}. You can still add what you are told."
    reason = matter.procedure.label("closure_reasons", case.closed_reason or "").replace("_", " ")
    told = f"This {words.noun(case)} was closed on {day}: {reason[:1].lower()}{reason[1:]}."
    return f"{told} You can still add what you are told."


def _repair(case: Case) -> dict[str, Any] | None:
    if not case.repair:
        return None
    tried = reading().scalar(
        select(func.count()).select_from(HistoryEntry)
        .where(HistoryEntry.chain == case.id, HistoryEntry.what == "repair_tried")
    ) or 0  # fmt: skip
    return {
        "words": "The service could not work out what comes next. Nothing was lost, and deadlines count on. "
                 "Its steps can be answered when it runs again.",
        "rows": [
            {"label": "Why", "value": case.repair},
            {"label": "What may put it right", "value": "A corrected answer, or a new version of the procedure"},
            {"label": "Tried again", "value": dates.count_words(tried, "time", figures=True) if tried else "Not yet"},
        ],
        "act": url_for("cases.repair", case_id=case.id),
    }  # fmt: skip


def _next(matter: Matter, waiting: Sequence[inbox.Row]) -> list[dict[str, Any]]:
    """The next dates: mine first, then what others owe; whom nobody has named yet is asked of those who name."""
    rows, jobs = _once(waiting), words.jobs_of(matter)
    mine, others = [r for r in rows if r.mine], [r for r in rows if not r.mine]
    boxes = [("Next for you", r) for r in mine[:2]] + [("Waiting on others", r) for r in others[:2]]
    return [_next_box(kind, row, words.job_of(row.task, jobs)) for kind, row in boxes[:3]]


def _next_box(kind: str, row: inbox.Row, job: str) -> dict[str, Any]:
    task = row.task
    due = "no clock of its own"
    if task.due_at:
        _, distance = deadlines.distance(task.due_at, now(), steps.calendar())
        due = f"by {words.day(task.due_at, now())}, {distance[:1].lower()}{distance[1:]}"
    who = row.organisation or job or ("" if kind == "Next for you" else row.holder or task.audience or task.role)
    return {
        "kind": kind, "text": words.asks(task),
        "href": url_for("tasks.show", task_id=task.id), "words": ", ".join(filter(None, [due, who])),
    }  # fmt: skip
