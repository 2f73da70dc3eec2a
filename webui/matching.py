"""Whether anybody of our records matches who is being typed, and what we know of the setting; called by ways in,
and by the search for people.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, cast

from flask import url_for
from sqlalchemy import func, select

from engine import access, dates, matching, people, settling
from engine.forms import Parsed, Problem, Row
from engine.forms.items import AS_IT_STANDS
from engine.models import Case, Contact
from engine.procedure import Procedure
from webui import filling, words
from webui.session import actor, now, reading

STATES = {"likely": "done", "possible": "possible", "unlikely": "unlikely"}
OWN_CALL = "own_call"
"""Where the page of a call asks whether it is of its own, and how the answer begins."""
YEAR = timedelta(days=365)


def found(typed: Callable[[str], str]) -> dict[str, Any]:
    """Who may be the adult that is `typed` so far, and what we know of the setting."""
    name, employer = typed("name"), typed("employer")
    also, born = [typed(key) for key in people.OTHER_NAMES], _day(typed("born"))
    of = actor().authority_id
    same = matching.matches(reading(), of, name, also=also, born=born, employer=employer) if name else []
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
                "note": url_for("case_acts.note", case_id=m.case_id) if m.closed is None else None,
            }
            for m in same
        ],
        "boxes": _setting(employer),
    }


def _day(typed: str) -> date | None:
    """A date of birth as far as it is one yet."""
    try:
        return dates.parse_date(typed) if typed else None
    except dates.NotADate:
        return None


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


def of_its_own(parsed: Parsed, procedure: Procedure, raw: filling.Raw) -> list[Problem]:
    """A call that is closed as it is saved, though its adult may be that of an open case, is asked about; once somebody
    has said that it is of its own, the record says that it was asked."""
    level = procedure.group_of(settling.LEVELS, str(parsed.answers.get("decision")))
    meant = _open_cases(parsed) if level in settling.FINAL_ON_THE_CALL else []
    if not meant:
        return []
    told = ", and of ".join(
        f"the open {words.noun_of(m.level)} {m.reference}, {f'led by {m.lead}' if m.lead else 'led by nobody yet'}"
        for m in meant
    )
    said = f"{meant[0].name} may be the adult of {told}. Save this as a call of its own, or open that and add a note"
    asks = "-".join([OWN_CALL, *(m.reference for m in meant)])
    if asks in raw.get(AS_IT_STANDS, ()):
        parsed.warned.append(said)
        return []
    return [Problem(OWN_CALL, said, asks)]


def _open_cases(parsed: Parsed) -> list[matching.Match]:
    """The open cases whose adult is likely or possibly one that was told of."""
    found: dict[str, matching.Match] = {}
    for adult in parsed.groups.get("adults", ()):
        jobs = cast(list[Row], adult.answers.get("engagements") or [])
        told = matching.matches(
            reading(), actor().authority_id, str(adult.answers.get("name") or ""),
            also=[adult.answers.get(key) for key in people.OTHER_NAMES],
            born=cast(date | None, adult.answers.get("born")),
            employer=str(jobs[0].answers.get("employer") or "") if jobs else None,
        )  # fmt: skip
        found |= {m.case_id: m for m in told if m.closed is None and m.likelihood != "unlikely"}
    return list(found.values())


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
