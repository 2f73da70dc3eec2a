"""How an answer came into the record: for whom, when, put right or not. The words of the record's column `mark`."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import dates, history
from engine.models import Fact, HistoryEntry, Organisation, Task
from engine.rehearsal.words import HOW

WAYS = {code: words for words, code in HOW.items() if words.startswith(("by ", "at ", "in "))}


def of_fact(session: Session, fact_id: int) -> set[str]:
    """Everything that may be said of how this answer was recorded."""
    fact = session.get_one(Fact, fact_id)
    task = session.get(Task, fact.task_id) if fact.task_id else None
    marks = {"recorded later"} if dates.local_day(fact.happened) < dates.local_day(fact.at) else set()
    if task and task.on_behalf_of:
        told = f"({task.told_by}, {WAYS.get(task.told_how or '', task.told_how)})"
        organisation = session.get(Organisation, task.organisation_id) if task.organisation_id else None
        of = f" of {organisation.name}" if organisation and organisation.name != task.on_behalf_of else ""
        marks |= {f"recorded for {task.on_behalf_of} {told}", f"recorded for {task.on_behalf_of}{of} {told}"}
    for entry in _entries(session, fact):
        marks |= {"corrected"} if entry.what == "step_corrected" else set()
        marks |= {"recorded before its step was offered"} if entry.detail.get("early") else set()
        marks |= {"saved as it stands"} if entry.detail.get("warned") else set()
    return marks


def _entries(session: Session, fact: Fact) -> list[HistoryEntry]:
    """The entries that name the fact."""
    told = ("step_completed", "step_corrected", "contact_received")
    rows = session.scalars(select(HistoryEntry).where(HistoryEntry.what.in_(told), HistoryEntry.at == fact.at))
    return [entry for entry in rows if fact.id in history.facts_of(entry)]
