"""What the public is told: whom to ring now, and the true time of an answer. Called by the public's pages."""

from datetime import datetime, time
from typing import Any

from engine import dates, deadlines, in_hand, versions
from engine.models import Authority, Contact
from webui import words
from webui.session import reading

NOBODY_BEFORE = "Nobody reads it before then, so ring one of the numbers above if it cannot wait."


def emergency(settings: dict[str, Any], now: datetime) -> dict[str, Any] | None:
    """The number that is answered now: the council's own in its hours, else the emergency duty team's."""
    local = dates.london(now)
    calendar = in_hand.calendar_of(settings)
    if settings.get("phone") and _open(calendar, local):
        until = dates.time_words(calendar.day_ends, public=True)
        return {"who": "us", "phone": words.phone(settings["phone"]), "until": until, "when": "today"}
    if not settings.get("out_of_hours"):
        return None
    who = "the emergency duty team"
    return {"who": who, "phone": words.phone(settings["out_of_hours"]), "until": None, "when": _when(local)}


def _open(calendar: deadlines.Calendar, local: datetime) -> bool:
    return calendar.is_working(local.date()) and time(9) <= local.time() < calendar.day_ends


def moment(at: datetime) -> str:
    """Wednesday 4 March 2026 at 6:12pm."""
    local = dates.london(at)
    return f"{dates.day_words(local.date(), year=True)} at {dates.time_words(local.time(), public=True)}"


def receipt(contact: Contact) -> dict[str, Any]:
    """The reference, numbers that are answered now, and the true time of the reply."""
    authority = reading().get_one(Authority, contact.authority_id)
    calendar = in_hand.calendar_of(authority.settings)
    procedure = versions.load(reading(), contact.version_id)
    clock = procedure.clocks.get("T03")
    due = deadlines.due(clock, contact.received_at, calendar).day if clock else None
    sent = dates.london(contact.received_at)
    counts = calendar.counts_as(contact.received_at)
    late = counts != sent.date()
    until = dates.time_words(calendar.day_ends, public=True) if _open(calendar, sent) else None
    when = _when(sent)
    return {
        "reference": contact.reference,
        "sent": moment(sent),
        "tonight_title": f"If something happens {when}",
        "tonight": _numbers(authority.settings, when, until),
        "next": _next(sent, counts, due, late, calendar),
        "answer": "We may not be able to tell you what was decided. We do tell you whether something was done.",
    }


def _when(local: datetime) -> str:
    return "tonight" if local.hour >= 17 or local.hour < 6 else "today"


def _numbers(told: dict[str, Any], when: str, until: str | None) -> list[str]:
    settings = {name: words.phone(str(told[name])) for name in ("phone", "out_of_hours") if told.get(name)}
    listed = ["A child is in danger: 999"]
    if until and settings.get("phone"):
        listed.append(f"You are worried about a child today: {settings['phone']}, until {until}")
    if settings.get("out_of_hours"):
        listed.append(f"You are worried about a child {when}: emergency duty team, {settings['out_of_hours']}")
    listed.append("It is for the police, and nobody is in danger: 101")
    return listed


def _next(sent: Any, counts: Any, due: Any, late: bool, calendar: deadlines.Calendar) -> list[str]:
    decided = (
        f"A decision is made by the end of {dates.day_words(due, year=False)}." if due else "Then a decision is made."
    )
    if not late:
        return [f"Somebody reads it {'today' if sent.hour >= 8 else 'today, from 9am'}.", decided]
    ended = f"after {dates.time_words(calendar.day_ends, public=True)}"
    cause = ended if calendar.is_working(sent.date()) else "on a day on which we do not work"
    day = dates.day_words(counts, year=False)
    return [
        f"Somebody reads it on {day}, from 9am. {NOBODY_BEFORE}",
        f"{decided} Your report came {cause}, so it counts as received on {day}, one working day.",
    ]
