"""The list of cases, and a case's pages: timeline, live diagram, people, meetings, documents, deadlines, history."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, render_template, url_for
from sqlalchemy import func, select
from werkzeug.wrappers import Response as AnyResponse

from engine import access, casework, dates, groups, in_hand, regrouping
from engine import chronology as chronologies
from engine.in_hand import Matter
from engine.models import Case, HistoryEntry, Task, User
from webui import case_frame, case_words, drawn_case, filling, lists, steps, words
from webui.auth import may
from webui.session import actor, commit, now, reading, writing

pages = Blueprint("cases", __name__)
Page = str | tuple[str, int] | AnyResponse
READS = ("case_read", "task_read")
QUIET = ("table_decided", "facts_recorded", "task_taken", "task_put_back", "milestone_passed")
SHOWS = {
    "main": "Everything", "steps": "Steps that were done", "notes": "Notes", "all": "Everything, and who read it",
}  # fmt: skip
MINE = "mine"
MEETINGS = ("meeting", "review")


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
    if lead := lists.asked("lead"):
        rows = rows.where(Case.lead_id == (actor().id if lead == MINE else lead))
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
            lists.choice_field("lead", "LADO", "Everybody’s", [(MINE, "Mine"), *_leads()]),
        ),
    )  # fmt: skip


def _first_due() -> Any:
    """The oldest due date among the open steps of a case."""
    return select(func.min(Task.due_at)).where(Task.case_id == Case.id, Task.state == "open").scalar_subquery()


def _leads() -> list[tuple[str, str]]:
    """The people who lead a case of this council."""
    leading = select(Case.lead_id).where(access.visible(actor(), Case), Case.has_adult)
    rows = reading().execute(select(User.id, User.name).where(User.id.in_(leading)).order_by(User.name))
    return [(id, name) for id, name in rows]


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
        "next": {"text": following.name, "due": steps.due(following)} if following else None,
    }  # fmt: skip


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
    looked = case_frame.look_at(steps.case_of(case_id), "timeline")
    matter = looked.matter
    shown = lists.asked("show") if lists.asked("show") in SHOWS else "main"
    rows = select(HistoryEntry).where(HistoryEntry.chain == case_id, HistoryEntry.what.not_in(_left_out(shown)))
    if shown == "steps":
        rows = rows.where(HistoryEntry.what.in_(("step_completed", "step_corrected", "step_undone")))
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
        happen=url_for("case_acts.happen", case_id=case_id), page=filling.page_id({}),
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
    looked = case_frame.look_at(steps.case_of(case_id), "diagram")
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
    looked = case_frame.look_at(steps.case_of(case_id), "people")
    matter = looked.matter
    adult = matter.facts.adult_id
    page = render_template(
        "cases/people.html", **looked.around, adult=case_words.about(matter, adult) if adult else [],
        jobs=case_words.jobs(matter), children=case_words.children(matter),
        agencies=case_words.agencies(matter) + _unnamed(looked),
        boxes=[*([_history_of(matter)] if adult else []), _readers(looked.case)],
    )  # fmt: skip
    return steps.seen(page, looked.case, page="people")


def _unnamed(looked: case_frame.Looked) -> list[dict[str, Any]]:
    """Roles that nobody plays yet, a job's employer for each job, with the step that asks who does."""
    asked = sorted((row.task for row in case_frame.once(looked.rows) if row.task.naming), key=lambda task: task.role)
    jobs = words.jobs_of(looked.matter)
    return [
        {"role": task.role, "who": None, "words": words.job_of(task, jobs) or None,
         "link": {"text": words.asks(task), "href": url_for("tasks.show", task_id=task.id)}}
        for task in asked
    ]  # fmt: skip


def _history_of(matter: Matter) -> dict[str, Any]:
    """The way to the chronology, with who opened it last."""
    opened = matter.facts.case_value(chronologies.OPENED)
    when = f"Opened first {dates.moment_words(opened, year=True)}." if opened else "Nobody has opened it here yet."
    link = {"text": "Open the chronology", "href": url_for("cases.chronology", case_id=matter.id)}
    return {"title": "Chronology of this adult", "tint": False, "lines": [when], "links": [link]}


def _readers(case: Case) -> dict[str, Any]:
    """Who has read the case: how many, and who last."""
    of_case = (HistoryEntry.chain == case.id, HistoryEntry.what.in_(READS))
    last_one = select(HistoryEntry).where(*of_case).order_by(HistoryEntry.number.desc()).limit(1)
    row = reading().scalar(last_one)
    lines = ["Nobody has read it yet."]
    if row:
        number = reading().scalar(select(func.count(HistoryEntry.by_id.distinct())).where(*of_case)) or 0
        people_ = dates.count_words(number, "person", figures=True).replace("persons", "people")
        last = f"{case_words.names_of([row]).get(row.by_id or '', 'the service')}, {dates.moment_words(row.at)}"
        lines = [f"{people_}. The last: {last}."]
    link = {"text": "Open the reading record", "href": url_for("cases.history", case_id=case.id)}
    return {"title": f"Who has read this {words.noun(case)}", "tint": True, "lines": lines, "links": [link]}


@pages.get("/cases/<id:case_id>/meetings")
@may("see_cases")
def meetings(case_id: str) -> str:
    """The meetings and reviews that were recorded, and those to come."""
    looked = case_frame.look_at(steps.case_of(case_id), "meetings")
    rows = reading().scalars(
        select(Task).where(Task.case_id == case_id, Task.form.in_(MEETINGS), Task.state != "withdrawn")
        .order_by(Task.opened_at.desc())
    ).all()  # fmt: skip
    listed = [
        {"what": t.name, "href": url_for("tasks.show", task_id=t.id),
         "due": steps.due(t) if t.state == "open" else None,
         "held": dates.day_words(dates.local_day(t.happened), year=True) if t.happened else None}
        for t in rows
    ]  # fmt: skip
    page = render_template("cases/meetings.html", **looked.around, rows=listed)
    return steps.seen(page, looked.case, page="meetings")


@pages.get("/cases/<id:case_id>/documents")
@may("see_cases")
def documents(case_id: str) -> str:
    """Where the documents of a case are."""
    looked = case_frame.look_at(steps.case_of(case_id), "documents")
    return steps.seen(render_template("cases/documents.html", **looked.around), looked.case, page="documents")


@pages.get("/cases/<id:case_id>/deadlines")
@may("see_cases")
def deadlines(case_id: str) -> str:
    """Every date with its ledger."""
    looked = case_frame.look_at(steps.case_of(case_id), "deadlines")
    running, past = case_words.deadline_rows(looked.matter)
    page = render_template("cases/deadlines.html", **looked.around, words=None, dates=running, past=past, move=None)
    return steps.seen(page, looked.case, page="deadlines")


@pages.get("/cases/<id:case_id>/history")
@may("see_cases")
def history(case_id: str) -> str:
    """Everything, reads included, with the chain's numbers."""
    looked = case_frame.look_at(steps.case_of(case_id), "history")
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
    looked = case_frame.look_at(steps.case_of_adult(case_id), "")
    rows = [
        {"name": r.name, "href": url_for("cases.show", case_id=r.case_id), "here": r.case_id == case_id,
         "received": dates.day_words(r.received, year=True), "level": words.LEVELS.get(r.level, r.level),
         "employer": r.employer, "closed": dates.day_words(r.closed, year=True) if r.closed else "Open",
         "reason": r.reason, "why": r.why, "say": url_for("who_it_is.show", case_id=case_id, reference=r.reference)}
        for r in chronologies.records(looked.matter)
    ]  # fmt: skip
    apart = [
        {"text": f"{match.name}, {match.reference}",
         "say": url_for("who_it_is.show", case_id=case_id, reference=match.reference)}
        for match in chronologies.told_apart(looked.matter)[1]
    ]  # fmt: skip
    drawn = render_template("cases/chronology.html", **looked.around, rows=rows, apart=apart, back=looked.back)
    session = writing()
    chronologies.opened(session, case_id, by=actor().id, now=now())
    commit()
    return drawn
