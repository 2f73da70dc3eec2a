"""What does not add up between the report and the rows it is counted from; `ladoflow verify` asks for it."""

from collections import Counter
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from engine import facts, history
from engine.models import Case, Contact, Fact, HistoryEntry, Sees, Task, Thing
from engine.reports import counts
from engine.reports.annual import annual
from engine.reports.counts import MANAGED, Counts
from engine.reports.periods import Period

_BEGINNING, _END = date(1900, 1, 1), date(2199, 12, 30)


def faults(session: Session, authority_id: str, first: date = _BEGINNING, last: date = _END) -> list[str]:
    """What does not add up in a period, in words; nothing when every total agrees with its second count."""
    period, counting = Period(first, last), Counts(session, authority_id)
    report = annual(session, authority_id, period, now=period.end)
    found = [f"{table.id} {table.title}: {table.check.line}" for table in report.tables if not table.check.sound]
    return [*found, *_meetings(counting), *_outcomes(counting, period), *_receipts(counting), *_undecided(counting)]


def _meetings(counting: Counts) -> list[str]:
    """Every meeting that is counted was completed and not undone, says the record of what happened."""
    rows = select(HistoryEntry.task_id, HistoryEntry.what).where(
        HistoryEntry.authority_id == counting.authority_id,
        HistoryEntry.what.in_(("step_completed", history.UNDONE)),
        HistoryEntry.detail["form"].as_string().in_((counts.INITIAL, counts.REVIEW)),
    )  # fmt: skip
    last = dict(counting.session.execute(rows.order_by(HistoryEntry.number)).all())
    told = {task for task, what in last.items() if what == "step_completed"}
    done = set(
        counting.session.scalars(
            select(Task.id).where(
                Task.authority_id == counting.authority_id, Task.state == "done",
                Task.form.in_((counts.INITIAL, counts.REVIEW)),
            )
        )
    )  # fmt: skip
    words = f"R5 Meetings held: {len(done)} meetings are done, the record of what happened has {len(told)}."
    return [words] if told != done else []


def _outcomes(counting: Counts, period: Period) -> list[str]:
    """As many allegations have an outcome as there are present answers that name one."""
    rows = (
        select(Fact.value)
        .join(Thing, and_(Thing.id == Fact.thing_id, Thing.kind == "allegation", Thing.withdrawn_at.is_(None)))
        .join(Case, Case.id == Fact.case_id)
        .join(Sees, and_(Sees.case_id == Case.id, Sees.thing_id == Thing.id, Sees.until.is_(None)))
        .where(Fact.key == "outcome", Fact.newer.is_(None), Case.authority_id == counting.authority_id)
        .where(Case.received_at >= period.start, Case.received_at < period.end, Case.level.in_(MANAGED))
    )
    groups = counting.groups("outcomes")
    said = [facts.decode(value) for value in counting.session.scalars(rows)]
    told = Counter(groups.get(code, code) for code in said if code)
    found = counting.outcomes(period)
    return [
        f"R8 Outcomes: {found[code]} allegations are counted as {code}, {told[code]} answers say so."
        for code in sorted(told.keys() | found.keys() - {counts.NOT_SAID})
        if told[code] != found[code]
    ]


def _receipts(counting: Counts) -> list[str]:
    """A case came when its contact came, unless its adult was named later: by either the same cases are counted."""
    later = select(HistoryEntry.chain).where(HistoryEntry.what == "opened_later")
    rows = (
        select(Case.reference)
        .join(Contact, Contact.id == Case.contact_id)
        .where(Case.authority_id == counting.authority_id, Case.received_at != Contact.received_at)
        .where(Case.id.not_in(later))
        .order_by(Case.reference)
    )
    return [
        f"{reference}: its contact came on another day than the case says."
        for reference in counting.session.scalars(rows)
    ]


def _undecided(counting: Counts) -> list[str]:
    """A case has a level when it was decided, and not before."""
    rows = (
        select(Case.reference)
        .where(Case.authority_id == counting.authority_id, Case.level != "not_decided", Case.decided_at.is_(None))
        .order_by(Case.reference)
    )
    return [
        f"{reference}: has a level, but no day on which it was decided." for reference in counting.session.scalars(rows)
    ]
