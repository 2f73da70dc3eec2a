"""Organisations: who plays a role in cases, and how many contacts named them."""

from flask import Blueprint, render_template, request
from sqlalchemy import func, select

from engine import access
from engine.models import Organisation, Thing
from webui.auth import may
from webui.session import actor, reading

pages = Blueprint("organisations", __name__)


@pages.get("/organisations")
@may("see_organisations")
def index() -> str:
    """Every organisation that we know, with its count of jobs named in contacts."""
    text = request.args.get("search", "").strip()
    number = select(Thing.organisation_id, func.count().label("number")).group_by(Thing.organisation_id).subquery()
    rows = (
        access.scoped(actor(), Organisation)
        .add_columns(number.c.number)
        .outerjoin(number, number.c.organisation_id == Organisation.id)
    )
    if text:
        rows = rows.where(Organisation.name.ilike(f"%{text}%"))
    found = reading().execute(rows.order_by(Organisation.name).limit(200)).all()
    listed = [{"name": o.name, "plays": ", ".join(o.plays), "phone": o.phone, "sector": o.sector, "number": n or 0}
              for o, n in found]  # fmt: skip
    return render_template("organisations/list.html", title="Organisations", search=text, rows=listed)
