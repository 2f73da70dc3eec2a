"""What decision tables found of the thing that a step is about, and the rows that matched; a step's page shows it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from engine import history
from engine.in_hand import Matter
from engine.models import HistoryEntry, Task
from webui import fact_words, words
from webui.session import reading


def boxes(matter: Matter, task: Task) -> list[dict[str, Any]]:
    """A box of the tables that were asked on the way to this step, or of whose answer its form speaks.

    A day that a table noted on the way is nothing to weigh, nor is which meeting of its day one was.
    """
    told = select(HistoryEntry).where(HistoryEntry.chain == task.case_id, HistoryEntry.what == "table_decided")
    latest: dict[tuple[str, str], HistoryEntry] = {}
    gone = history.taken_back(reading(), task.case_id)
    entries = reading().scalars(told.order_by(HistoryEntry.number)).all()
    for entry in (each for each in entries if each.number not in gone):
        latest[entry.detail.get("thing", task.case_id), entry.detail["key"]] = entry
    form = matter.procedure.forms.get(task.form)
    asked = {field.key for field in form.fields()} if form else set()
    lines = [
        _line(matter, thing, key, entry)
        for (thing, key), entry in latest.items()
        if thing in (task.case_id, *(thing for kind, thing in task.keys.items() if kind != "meeting"))
        and (key in asked or (entry.at == task.opened_at and not isinstance(matter.facts.get(thing, key), date)))
    ]
    return [{"title": "Found by decision tables", "tint": False, "lines": lines}] if lines else []


def _line(matter: Matter, thing: str, key: str, entry: HistoryEntry) -> str:
    found = fact_words.value(matter, key, matter.facts.get(thing, key))
    table = entry.detail["name"].rstrip("?")
    return f"{fact_words.short(matter, key)}: {found or 'no answer'}. {table}: {_rows(entry.detail['rows'])}."


def _rows(rows: Sequence[int]) -> str:
    """row 2; rows 1 and 3; no row of the table."""
    if not rows:
        return "no row matched"
    named = words.several([str(row) for row in rows], most=12)
    return f"row {named}" if len(rows) == 1 else f"rows {named}"
