"""The report's totals counted a second way, from other rows than the tables are; annual and faults compare the two."""

from collections import Counter

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from engine import facts
from engine.models import Case, Contact, Fact, HistoryEntry, Sees, Thing
from engine.reports.counts import MANAGED, Counts
from engine.reports.periods import Period
from engine.settling import FINAL_ON_THE_CALL, LEVELS


def contacts_in_history(counting: Counts, period: Period) -> int:
    """How many contacts the council's chain says have come."""
    rows = select(func.count()).where(
        HistoryEntry.authority_id == counting.authority_id, HistoryEntry.chain == counting.authority_id,
        HistoryEntry.what == "contact_received", HistoryEntry.happened >= period.start,
        HistoryEntry.happened < period.end,
    )  # fmt: skip
    return counting.session.scalar(rows) or 0


def levels_by_decision(counting: Counts, period: Period) -> Counter[str]:
    """Cases by level as their present threshold decisions say, beside the column that the tables count."""
    own, told = aliased(Fact), aliased(Fact)
    rows = (
        select(own.value, told.value, func.count())
        .select_from(Case)
        .outerjoin(own, and_(own.thing_id == Case.id, own.key == "decision", own.newer.is_(None)))
        .outerjoin(told, and_(told.thing_id == Case.contact_id, told.key == "decision", told.newer.is_(None)))
        .where(Case.authority_id == counting.authority_id, Case.has_adult)
        .where(Case.received_at >= period.start, Case.received_at < period.end)
        .group_by(own.value, told.value)
    )
    groups, found = counting.groups(LEVELS), Counter[str]()
    for said_in_the_case, said_in_the_contact, number in counting.session.execute(rows):
        case_code, call_code = _code(said_in_the_case), _code(said_in_the_contact)
        if case_code is not None:
            level = groups.get(case_code, case_code)
        else:
            level = groups.get(call_code or "", "")
            level = level if level in FINAL_ON_THE_CALL else "not_decided"
        found[level or "not_decided"] += number
    return found


def _code(value: str | None) -> str | None:
    """The code that a fact's row says; an emptied answer is "", no row at all is nothing."""
    if value is None:
        return None
    return facts.decode(value) or ""


def allegations(counting: Counts, period: Period) -> int:
    """The pairs of a managed case and an allegation that it sees."""
    seen = (
        select(Sees.case_id, Sees.thing_id)
        .join(Thing, Thing.id == Sees.thing_id)
        .where(Sees.until.is_(None), Thing.kind == "allegation", Thing.withdrawn_at.is_(None))
    )
    pairs = seen.where(
        Sees.case_id.in_(
            select(Case.id)
            .join(Contact, Contact.id == Case.contact_id)
            .where(Contact.authority_id == counting.authority_id, Case.level.in_(MANAGED), Case.has_adult)
            .where(Contact.received_at >= period.start, Contact.received_at < period.end)
        )
    )
    return counting.session.scalar(select(func.count()).select_from(pairs.distinct().subquery())) or 0
