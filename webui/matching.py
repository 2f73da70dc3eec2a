"""Whether anybody of our records matches who is being typed, and what we know of the setting; called by ways in,
and by the search for people.
"""

from datetime import timedelta
from typing import Any

from flask import url_for
from sqlalchemy import func, select

from engine import access, dates, matching, people
from engine.models import Case, Contact
from webui import words
from webui.session import actor, now, reading

STATES = {"likely": "done", "possible": "possible", "unlikely": "unlikely"}
YEAR = timedelta(days=365)


def found(name: str, employer: str) -> dict[str, Any]:
    """Who may be the adult of this name, and what we know of the setting."""
    same = matching.matches(reading(), actor().authority_id, name, employer=employer) if name else []
    return {
        "searched": f"Searched {dates.time_of(now())}. {since()}" if name else None,
        "matches": [
            {
                "name": m.name,
                "likelihood": likelihood(m),
                "words": " ".join(filter(None, [m.why, f"{m.employer}," if m.employer else "", str(m.received.year)])),
                "stands": stands(m),
                "open": m.closed is None,
                "link": {"text": f"Open {m.reference}", "href": url_for("cases.show", case_id=m.case_id)},
            }
            for m in same
        ],
        "boxes": _setting(employer),
    }


def likelihood(match: matching.Match) -> dict[str, str]:
    """The tag of a match."""
    return {"text": match.likelihood.capitalize(), "state": STATES[match.likelihood]}


def stands(match: matching.Match) -> str:
    """Whether the case of a match is open, and who leads it: Open referral, led by Helen Ashworth."""
    if match.closed:
        return f"Closed in {dates.local_day(match.closed).year}"
    level = words.LEVELS.get(match.level, match.level)
    what = "Open contact, not decided yet" if match.level == "not_decided" else f"Open {level[:1].lower()}{level[1:]}"
    return f"{what}, led by {match.lead}" if match.lead else f"{what}, led by nobody yet"


def _setting(employer: str) -> list[dict[str, Any]]:
    """The organisation of that name, with how often it was named in a year."""
    known = people.organisation_named(reading(), actor().authority_id, employer) if employer else None
    if known is None:
        return []
    rows = access.scoped(actor(), Case).where(Case.employer_name.ilike(known.name), Case.received_at > now() - YEAR)
    cases = reading().scalars(rows).all()
    number = len({case.contact_id for case in cases})
    open_ = sum(1 for case in cases if case.closed_at is None)
    told = (
        "No contact in 12 months."
        if not number
        else f"{dates.count_words(number, 'contact', figures=True)} in 12 months."
    )
    lines = [f"{told} {dates.count_words(open_, 'open case', figures=True) if open_ else 'No open case'}."]
    if known.phone:
        lines.append(known.phone)
    return [{"title": known.name, "tint": False, "lines": lines}]


def since() -> str:
    """How far back our records go; nothing while there are none."""
    first = reading().scalar(select(func.min(Contact.received_at)).where(access.visible(actor(), Contact)))
    return f"Earlier records go back to {dates.short_words(dates.local_day(first), year=True)}." if first else ""
