"""Whether anybody of our records matches who is being typed, and what we know of the setting; called by ways in,
and by the search for people.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, cast

from flask import url_for
from sqlalchemy import func, select

from engine import access, dates, matching, people, same_adult, settling
from engine.forms import Parsed, Problem, Row
from engine.forms.items import AS_IT_STANDS
from engine.models import Case, Contact
from engine.procedure import Procedure
from webui import filling, words
from webui.session import actor, now, reading

STATES = {"likely": "done", "possible": "possible", "unlikely": "unlikely"}
OWN_CALL = "own_call"
"""Where the page of a call asks whether it is of its own, and how the answer begins."""
SAID, FIRST_NAME = "match-", "adults-0-name"
"""How the names of the choices begin, each with the reference of a match; and where the name is asked."""
YEAR = timedelta(days=365)


def found(typed: Callable[[str], str], raw: filling.Raw, problems: Collection[Problem] = ()) -> dict[str, Any]:
    """Who may be the adult that is `typed` so far, with what was said of each, and what we know of the setting."""
    errors = {problem.name: problem.message for problem in problems}
    same = _shown(typed)
    stands_as = same_adult.stands(reading(), [match.person_id for match in same])
    linked = matching.linked(reading(), [match.person_id for match in same])
    return {
        "searched": f"Searched {dates.time_of(now())}. {since()}" if typed("name") else None,
        "matches": [
            _match(match, linked.get(match.person_id, []))
            | _choice(raw, match.reference, stands_as[match.person_id], linked.get(match.person_id, []), errors)
            for match in same
        ],
        "boxes": _setting(typed("employer")),
    }


def _shown(typed: Callable[[str], str]) -> list[matching.Match]:
    name, also = typed("name"), [typed(key) for key in people.OTHER_NAMES]
    if not name:
        return []
    return matching.matches(
        reading(), actor().authority_id, name, also=also, born=_day(typed("born")), employer=typed("employer")
    )


def _match(m: matching.Match, linked: list[str]) -> dict[str, Any]:
    others = [reference for reference in linked if reference != m.reference]
    return {
        "name": m.name, "reference": m.reference, "likelihood": likelihood(m), "folded": m.likelihood == "unlikely",
        "words": " ".join(filter(None, [m.why, f"{m.employer}," if m.employer else "", str(m.received.year)])),
        "linked": f"Confirmed the same adult as in {words.several(others)}." if others else "",
        "stands": stands(m), "open": m.closed is None,
        "link": {"text": f"Open {m.reference}", "href": url_for("cases.show", case_id=m.case_id)},
        "note": url_for("case_acts.note", case_id=m.case_id) if m.closed is None else None,
    }  # fmt: skip


def _choice(
    raw: filling.Raw, reference: str, seen: str, linked: list[str], errors: Mapping[str, str]
) -> dict[str, Any]:
    """What stands in the choice of a match: what was chosen, unless the record has changed since."""
    name = SAID + reference
    value, before = filling.one(raw, name), filling.one(raw, f"{name}-seen")
    changed = value in (same_adult.SAME, same_adult.DIFFERENT) and before != seen
    error = errors.get(name) or (_changed(reference, linked) if changed else "")
    return {"choice": {"name": name, "seen": seen, "value": "" if changed else value, "error": error}}


def _changed(reference: str, linked: Sequence[str]) -> str:
    others = [each for each in linked if each != reference]
    now = f"is now said to be the same adult as in {words.several(others)}" if others else "stands alone now"
    return f"{reference} has changed since it was shown: it {now}. Look at it again, and choose"


def said(raw: filling.Raw) -> dict[str, same_adult.Said]:
    """What was said of each match on this page, by its reference; no answer is not sure, and says nothing."""
    return {
        name.removeprefix(SAID): same_adult.Said(filling.one(raw, name), filling.one(raw, f"{name}-seen"))
        for name in raw if name.startswith(SAID) and filling.one(raw, name) in same_adult.SAID
    }  # fmt: skip


def not_shown(typed: Callable[[str], str], raw: filling.Raw) -> list[Problem]:
    """Of whom something certain was said who does not match what is typed now: the name was changed, or the record."""
    shown = {match.reference for match in _shown(typed)}
    certain = [ref for ref, each in said(raw).items() if each.answer != same_adult.NOT_SURE and ref not in shown]
    if not certain:
        return []
    told = f"{words.several(certain)} does not match {typed('name')} any more, and you said who it is"
    return [Problem(FIRST_NAME, f"{told}. Look at the matches again, and save")]


def changed(refused: same_adult.RecordChanged | same_adult.BothSaid) -> list[Problem]:
    """Why what was said of earlier records cannot be saved, beside the choice of each."""
    if isinstance(refused, same_adult.BothSaid):
        told = f"{words.several(refused.references)} are of one adult. Say the same of both"
        return [Problem(SAID + refused.references[0], told)]
    return [Problem(SAID + reference, _changed(reference, linked)) for reference, linked in refused.linked.items()]


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
    others = [ref for ref, each in said(raw).items() if each.answer == same_adult.DIFFERENT]
    meant = [m for m in _open_cases(parsed) if m.reference not in others] if level in settling.FINAL_ON_THE_CALL else []
    if not meant:
        return []
    told = ", and of ".join(
        f"the open {words.noun_of(m.level)} {m.reference}, {f'led by {m.lead}' if m.lead else 'led by nobody yet'}"
        for m in meant
    )
    asked = f"{meant[0].name} may be the adult of {told}. Save this as a call of its own, or open that and add a note"
    asks = "-".join([OWN_CALL, *(m.reference for m in meant)])
    if asks in raw.get(AS_IT_STANDS, ()):
        parsed.warned.append(asked)
        return []
    return [Problem(OWN_CALL, asked, asks)]


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
