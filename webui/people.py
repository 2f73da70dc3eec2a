"""People: find an adult by name over all cases; nothing merges by itself."""

from flask import Blueprint, render_template, url_for
from sqlalchemy import func, select

from engine import access, dates, people
from engine.models import Case
from webui import lists, words
from webui.auth import may
from webui.session import actor, reading

pages = Blueprint("people", __name__)
STATES = {"likely": "done", "possible": "possible", "unlikely": "unlikely"}


@pages.get("/people")
@may("see_cases")
def index() -> str:
    """A search by name: the same, alike, and why."""
    name = lists.asked("q")
    found = people.matches(reading(), actor().authority_id, name) if name else []
    rows = [
        {"case": m.case_id, "name": m.name, "href": url_for("cases.show", case_id=m.case_id), "reference": m.reference,
         "why": m.why, "likelihood": {"text": m.likelihood.capitalize(), "state": STATES[m.likelihood]},
         "employer": m.employer, "level": words.LEVELS.get(m.level, m.level),
         "received": dates.day_words(m.received, year=True)}
        for m in found
    ]  # fmt: skip
    since = reading().scalar(select(func.min(Case.received_at)).where(access.visible(actor(), Case)))
    return render_template(
        "people/list.html", title="People", name=name, rows=rows,
        filter=lists.filter_line(lists.search_field("Name of an adult"), button="Search"),
        since=dates.short_words(dates.local_day(since), year=True) if since else None,
    )  # fmt: skip
