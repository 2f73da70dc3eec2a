"""People: find an adult by name over all cases; nothing merges by itself."""

from flask import Blueprint, render_template, request, url_for
from sqlalchemy import select

from engine import access, dates, people
from engine.models import Case
from webui.auth import may
from webui.session import actor, reading

pages = Blueprint("people", __name__)


@pages.get("/people")
@may("see_cases")
def index() -> str:
    """A search by name: the same, alike, and why."""
    name = request.args.get("search", "").strip()
    found = people.matches(reading(), actor().authority_id, name) if name else []
    rows = [
        {"name": m.name, "href": url_for("cases.show", case_id=m.case_id), "reference": m.reference, "why": m.why,
         "likelihood": m.likelihood, "employer": m.employer, "level": m.level.replace("_", " ").capitalize(),
         "received": dates.day_words(m.received, year=True)}
        for m in found
    ]  # fmt: skip
    since = reading().scalar(
        select(Case.received_at).where(access.visible(actor(), Case)).order_by(Case.received_at).limit(1)
    )
    return render_template(
        "people/list.html", title="People", search=name, rows=rows,
        since=dates.day_words(dates.local_day(since), year=True) if since else None,
    )  # fmt: skip
