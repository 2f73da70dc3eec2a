"""Who leads how many cases, and what in them is due and late: the table by which a manager spreads the work.

Called by its page. It names colleagues and says how things stand now, so it is no part of the annual report.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session

from engine.models import Case, RoleGrant, Task, User
from engine.parties import RECORDER
from engine.reports.periods import Period
from engine.reports.tables import Check, Column, Table

ID, TITLE = "W1", "Work by LADO"
SOON = timedelta(days=7)
NOBODY = "Nobody leads yet"
COUNTED = (
    "One case is one adult’s, or a contact that may become one; a request of its own is none. Everything stands under "
    "whoever leads the case, whoever its steps wait for. Open, due and overdue are as of now; closed is by the day of "
    "closing."
)


@dataclass(frozen=True)
class Work:
    """What stands under one lead."""

    lead: str | None
    """The id of who leads; nothing for what nobody leads yet."""
    name: str
    open: int = 0
    late: int = 0
    due: int = 0
    overdue: int = 0
    closed: int = 0

    @property
    def counts(self) -> tuple[int, ...]:
        return self.open, self.late, self.due, self.overdue, self.closed


def work(session: Session, authority_id: str, period: Period, *, now: datetime) -> list[Work]:
    """The work of each LADO of a council, of whoever else leads a case, and what nobody leads; most overdue first."""
    cases = {lead: told for lead, *told in session.execute(_cases(authority_id, period, Case.lead_id))}
    steps = {lead: told for lead, *told in session.execute(_steps(authority_id, now))}
    named = _named(session, authority_id, [lead for lead in cases | steps if lead])
    listed = []
    for lead in named | cases | steps:
        (open_, closed), (late, due, overdue) = cases.get(lead, (0, 0)), steps.get(lead, (0, 0, 0))
        listed.append(Work(lead, named.get(lead, NOBODY), open_, late, due, overdue, closed))
    return sorted(listed, key=lambda each: (-each.overdue, -each.open, each.lead is None, each.name))


def table(session: Session, authority_id: str, rows: list[Work], period: Period) -> Table:
    """The same as a table of the report, its total counted once more."""
    columns = ("Open cases", "Late cases", "Steps due in 7 days", "Steps overdue", "Closed in the period")
    total = tuple(sum(each) for each in zip(*(row.counts for row in rows), strict=True)) or (0,) * len(columns)
    open_, closed = session.execute(_cases(authority_id, period)).one()
    return Table(
        ID, TITLE, "case", COUNTED,
        (Column("LADO", "words"), Column(columns[0]), *(Column(label, "of") for label in columns[1:])),
        tuple((row.name, *row.counts) for row in rows), ("All", *total),
        Check(
            f"without looking at who leads, {open_ or 0} are open and {closed or 0} were closed in the period.",
            (total[0], total[-1]) == (open_ or 0, closed or 0),
        ),
        ("A late case has a step that is overdue. A step without a date is neither due nor overdue.",),
    )  # fmt: skip


def _named(session: Session, authority_id: str, leads: list[str]) -> dict[str | None, str]:
    """Whoever leads, though they may have left, and every LADO who works here."""
    lados = select(RoleGrant.user_id).where(RoleGrant.role == RECORDER)
    wanted = or_(User.id.in_(leads), User.active & User.id.in_(lados))
    rows = session.execute(select(User.id, User.name).where(User.authority_id == authority_id, wanted))
    return {row.id: row.name for row in rows}


def _cases(authority_id: str, period: Period, *by: Any) -> Select[Any]:
    """How many cases are open, and how many were closed in the period; for each of `by`, if anything."""
    ended = (Case.closed_at >= period.start) & (Case.closed_at < period.end)
    numbers = func.sum(case((Case.closed_at.is_(None), 1), else_=0)), func.sum(case((ended, 1), else_=0))
    rows: Select[Any] = select(*by, *numbers).group_by(*by)
    return rows.where(Case.authority_id == authority_id, Case.has_adult, or_(Case.closed_at.is_(None), ended))


def _steps(authority_id: str, now: datetime) -> Select[Any]:
    """How many cases are late, and how many steps are due soon and overdue, for each lead."""
    overdue, soon = Task.due_at < now, (Task.due_at >= now) & (Task.due_at < now + SOON)
    late = func.count(case((overdue, Case.id)).distinct())
    counted: list[Any] = [late, *(func.sum(case((each, 1), else_=0)) for each in (soon, overdue))]
    rows: Select[Any] = select(Case.lead_id, *counted)
    return rows.join(Case, Case.id == Task.case_id).group_by(Case.lead_id).where(
        Task.authority_id == authority_id, Task.state == "open", Task.due_at < now + SOON, Case.has_adult
    )  # fmt: skip
