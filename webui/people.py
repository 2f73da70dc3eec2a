"""People: find an adult or a child by name or date of birth over all cases; nothing merges by itself."""

import re
from datetime import date
from typing import Any

from flask import Blueprint, render_template, url_for
from sqlalchemy import func, select

from engine import access, dates, matching
from engine.models import Case
from webui import lists, words
from webui import matching as matching_words
from webui.auth import may
from webui.session import actor, reading

pages = Blueprint("people", __name__)


@pages.get("/people")
@may("see_cases")
def index() -> str:
    """A search by name, by date of birth, or by both: the same, alike, and why."""
    typed = lists.asked("q")
    name, born, wrong = asked(typed)
    may_see = access.visible(actor(), Case)
    found = matching.anybody(reading(), actor().authority_id, may_see, name, born) if name or born else []
    since = reading().scalar(select(func.min(Case.received_at)).where(may_see))
    return render_template(
        "people/list.html", title="People", name=typed, rows=[_row(match) for match in found[: lists.PAGE]],
        wrong=wrong, more=max(0, len(found) - lists.PAGE),
        filter=lists.filter_line(lists.search_field("Name or date of birth, of an adult or a child"), button="Search"),
        since=dates.short_words(dates.local_day(since), year=True) if since else None,
    )  # fmt: skip


def asked(typed: str) -> tuple[str, date | None, str]:
    """The name, the date of birth behind it or alone, and what is wrong with that; then all of it is a name."""
    at = next((found.start() for found in re.finditer(r"\S*\d", typed)), len(typed))
    name, told = typed[:at].strip(" ,"), typed[at:].strip()
    try:
        return name, dates.parse_date(told) if told else None, ""
    except dates.NotADate as wrong:
        return typed if name else "", None, str(wrong)


def _row(match: matching.Match) -> dict[str, Any]:
    return {
        "case": match.case_id, "name": match.name, "href": url_for("cases.show", case_id=match.case_id),
        "reference": match.reference, "why": match.why, "likelihood": matching_words.likelihood(match),
        "words": ". ".join(filter(None, [
            f"Child in the case of {match.adult}" if match.child else "",
            f"Born {dates.short_words(match.born, year=True)}" if match.born else "",
        ])),
        "stands": matching_words.stands(match), "employer": match.employer,
        "level": words.LEVELS.get(match.level, match.level), "received": dates.day_words(match.received, year=True),
    }  # fmt: skip
