"""Organisations: who plays a role in cases, and how many contacts named them."""

from flask import Blueprint, render_template
from sqlalchemy import func, select

from engine import access, versions
from engine.models import Organisation, Thing
from webui import lists
from webui.auth import may
from webui.session import actor, now, reading

pages = Blueprint("organisations", __name__)


@pages.get("/organisations")
@may("see_organisations")
def index() -> str:
    """Every organisation that we know, with its count of jobs named in contacts."""
    page, text = lists.page_number(), lists.asked("q")
    number = select(Thing.organisation_id, func.count().label("number")).group_by(Thing.organisation_id).subquery()
    rows = (
        access.scoped(actor(), Organisation)
        .add_columns(number.c.number)
        .outerjoin(number, number.c.organisation_id == Organisation.id)
    )
    if text:
        rows = rows.where(lists.any_like((Organisation.name,), text))
    total = reading().scalar(select(func.count()).select_from(rows.subquery())) or 0
    ordered = rows.order_by(Organisation.name, Organisation.id)
    found = reading().execute(ordered.limit(lists.PAGE).offset((page - 1) * lists.PAGE)).all()
    sectors = _sectors()
    listed = [
        {"name": o.name, "plays": ", ".join(o.plays), "phone": o.phone, "sector": sectors.get(o.sector or ""),
         "number": n or 0}
        for o, n in found
    ]  # fmt: skip
    return render_template(
        "organisations/list.html", title="Organisations", rows=listed, paging=lists.paging(total, page),
        filter=lists.filter_line(lists.search_field("Name")),
    )  # fmt: skip


def _sectors() -> dict[str, str]:
    """The kinds of setting, in the words of the procedure in use."""
    try:
        current = versions.current(reading(), actor().authority_id, now())
    except versions.NoProcedure:
        return {}
    return {entry.code: entry.label for entry in versions.load(reading(), current.id).lists.get("sectors", ())}
