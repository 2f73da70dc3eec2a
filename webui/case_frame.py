"""What stands round every page of a case: its head, what can be done from there, its tabs and what comes next.

Called by the pages of a case and by what is done to one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import func, select

from engine import dates, deadlines, early, in_hand, inbox, settling
from engine.in_hand import Matter
from engine.models import Case, HistoryEntry, ProcedureVersion, Task, Timer, User
from webui import case_words, fact_words, steps, words
from webui.session import actor, commit, now, reading, writing

TABS = (
    ("timeline", "Timeline"), ("diagram", "Diagram"), ("people", "People"), ("meetings", "Meetings"),
    ("documents", "Documents"), ("deadlines", "Deadlines"), ("history", "History"),
)  # fmt: skip


FAILED = "A corrected answer, or a new version of the procedure"
UNREADABLE = "Whoever runs the service, from a copy of the database. Write down what happens meanwhile as notes"
"""What may put a case right that needs repair."""


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


def look_at(case: Case, here: str) -> Looked:
    """What the case knows, what waits in it, and what stands round every page of it."""
    matter = in_hand.look_at(reading(), case.id, now=now())
    if matter.unreadable and not case.repair:
        settling.cannot_be_read(writing(), case.id, matter.unreadable, now=now())
        commit()
        return look_at(steps.case_of(case.id), here)
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
            {"text": text, "href": url_for(f"cases.{name}", case_id=case.id), "current": name == here}
            for name, text in TABS
        ],
        "next": _next(matter, rows) or _nobodys(case), "closed": _closed(matter, case), "repair": _repair(case, matter),
    })  # fmt: skip


def _actions(matter: Matter, case: Case) -> list[dict[str, Any]]:
    """What can be done from every page; agencies answer in cases of adults only."""
    listed: list[dict[str, Any]] = [
        {"text": "Add a note", "href": url_for("case_acts.note", case_id=case.id), "note": True}
    ]
    if case.has_adult:
        record = url_for("case_acts.record_for", case_id=case.id)
        listed.append({"text": "Record for an agency", "href": record})
        if early.recordable(matter):
            listed.append({"text": "Record something that already happened", "href": f"{record}#early"})
    return listed


def _head_facts(matter: Matter, case: Case) -> list[dict[str, str]]:
    opened = dates.local_day(case.opened_at)
    days = (dates.local_day(case.closed_at or now()) - opened).days
    lead = reading().get(User, case.lead_id) if case.lead_id else None
    risk = fact_words.value(matter, "risk_level", matter.facts.case_value("risk_level"))
    restricted = matter.facts.case_value("reporting_restriction") == "on"
    counted = f", {dates.count_words(days, 'day', figures=True)}" if days else ""  # Not before it has grown old.
    listed = [
        ("Level", words.LEVELS.get(case.level, case.level) if case.has_adult else ""),
        ("Opened", f"{dates.day_words(opened, year=True)}{counted}"),
        ("LADO", lead.name if lead else "Nobody yet"),
        ("Risk", risk),
        ("Reporting restriction", "Nothing that identifies the teacher may be published" if restricted else ""),
    ]
    return [{"label": label, "value": value} for label, value in listed if value]


def _closed(matter: Matter, case: Case) -> str | None:
    if case.closed_at is None:
        return None
    day = dates.short_words(dates.local_day(case.closed_at), year=True)
    if not case.has_adult:
        return f"This was dealt with on {day}. You can still add what you are told."
    reason = matter.procedure.label("closure_reasons", case.closed_reason or "").replace("_", " ")
    told = f"This {words.noun(case)} was closed on {day}: {reason[:1].lower()}{reason[1:]}."
    return f"{told} You can still add what you are told."


def _repair(case: Case, matter: Matter) -> dict[str, Any] | None:
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
            {"label": "What may put it right", "value": UNREADABLE if matter.unreadable else FAILED},
            {"label": "Tried again", "value": dates.count_words(tried, "time", figures=True) if tried else "Not yet"},
        ],
        "act": url_for("case_acts.repair", case_id=case.id),
    }  # fmt: skip


def once(waiting: Sequence[inbox.Row]) -> list[inbox.Row]:
    """The open steps of a case, of those that wait for one party to be named the first."""
    rows: list[inbox.Row] = []
    for row in waiting:
        if not any(inbox.one_party(each.task, row.task) for each in rows):
            rows.append(row)
    return rows


def _next(matter: Matter, waiting: Sequence[inbox.Row]) -> list[dict[str, Any]]:
    """What is next: mine first, then what others owe, the first of each among the first three; whom nobody has named
    yet is asked of those who name."""
    rows, jobs = once(waiting), words.jobs_of(matter)
    mine = [("Next for you", row) for row in rows if row.mine]
    others = [("Waiting on others", row) for row in rows if not row.mine]
    boxes = [*mine[:2], *others[:1], *mine[2:], *others[1:]]
    return [_next_box(kind, row, words.job_of(row.task, jobs)) for kind, row in boxes]


def _nobodys(case: Case) -> list[dict[str, Any]]:
    """While an open case waits for nobody: the next date on which it goes on by itself."""
    open_ = select(Task.id).where(Task.case_id == case.id, Task.state == "open").limit(1)
    if case.closed_at or case.repair or reading().scalar(open_):
        return []
    waiting = select(Timer.name, Timer.due_at).where(Timer.case_id == case.id, Timer.state == "waiting")
    timers = reading().execute(waiting.where(Timer.due_at.is_not(None)).order_by(Timer.due_at).limit(1))
    return [
        {"kind": "The service", "text": name, "href": None,
         "words": f"on {words.day(at, now())}. Until then nothing waits for anybody."}
        for name, at in timers if at
    ]  # fmt: skip


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
