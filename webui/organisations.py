"""Organisations: who plays a role in cases and how many contacts named them; adding one, putting one right."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from sqlalchemy import func, select
from werkzeug.wrappers import Response

from engine import access, in_hand, organisations, versions
from engine.forms import Problem
from engine.models import Organisation, Thing
from engine.organisations import Said
from webui import filling, lists
from webui.auth import may
from webui.session import actor, close, commit, now, reading, writing

pages = Blueprint("organisations", __name__)
Page = str | tuple[str, int] | Response
LONGEST = {"name": 300, "phone": 100}
NOTHING = Said("", None, None, ())
"""What stands of an organisation that is still to be added."""


@pages.get("/organisations")
@may("keep_organisations")
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
        {"name": o.name, "href": url_for("organisations.show", organisation_id=o.id), "plays": ", ".join(o.plays),
         "phone": o.phone, "sector": sectors.get(o.sector or ""), "number": n or 0}
        for o, n in found
    ]  # fmt: skip
    return render_template(
        "organisations/list.html", title="Organisations", rows=listed, paging=lists.paging(total, page),
        filter=lists.filter_line(lists.search_field("Name")),
    )  # fmt: skip


@pages.get("/organisations/new")
@may("keep_organisations")
def new() -> str:
    """Add one before a case needs it."""
    return _new({}, [])


@pages.post("/organisations/new")
@may("keep_organisations")
def add() -> Page:
    """Add it, or say what is wrong; nothing that was typed is lost."""
    raw = filling.posted()
    wanted, problems = _read(NOTHING, raw)
    if problems:
        return _new(raw, problems), 422
    try:
        added = organisations.add(writing(), actor().authority_id, wanted, by=actor().id, now=now())
        commit()
    except organisations.CalledSo as why:
        close("writing")
        return _new(raw, [Problem("name", str(why))]), 422
    flash(f"{wanted.name}: {'added' if added else 'it is there already'}.")
    return redirect(url_for("organisations.index"), 303)


@pages.get("/organisations/<id:organisation_id>")
@may("keep_organisations")
def show(organisation_id: str) -> str:
    """What we know of it, to be put right."""
    present = organisations.said(_found(organisation_id))
    return _page(organisation_id, present, _raw(present), [])


@pages.post("/organisations/<id:organisation_id>")
@may("keep_organisations")
def change(organisation_id: str) -> Page:
    """Put it right, or say what is wrong; nothing that was typed is lost."""
    present, raw = organisations.said(_found(organisation_id)), filling.posted()
    wanted, problems = _read(present, raw)
    if problems:
        return _page(organisation_id, present, raw, problems), 422
    try:
        changed = organisations.change(
            writing(), organisation_id, wanted, seen=filling.one(raw, "version"), by=actor().id, now=now()
        )
        commit()
    except organisations.CalledSo as why:
        close("writing")
        return _page(organisation_id, present, raw, [Problem("name", str(why))]), 422
    except organisations.ChangedMeanwhile as why:
        close("writing")
        return _changed(organisation_id, raw, str(why)), 409
    flash(f"{wanted.name}: {'saved' if changed else 'nothing was changed'}.")
    return redirect(url_for("organisations.index"), 303)


def _found(organisation_id: str) -> Organisation:
    found: Organisation | None = reading().scalar(
        access.scoped(actor(), Organisation).where(Organisation.id == organisation_id)
    )
    if found is None:
        raise in_hand.NoSuchRow
    return found


def _raw(known: Said) -> filling.Raw:
    return {"name": [known.name], "phone": [known.phone or ""], "sector": [known.sector or ""],
            "plays": list(known.plays), "version": [known.number]}  # fmt: skip


def _read(present: Said, raw: filling.Raw) -> tuple[Said, list[Problem]]:
    """What was typed; a role or kind of setting that nobody offered is as if it were not there."""
    line = {name: filling.one(raw, name) for name in ("name", "phone", "sector")}
    offered = {value for value, _ in _kinds(present)}
    plays = tuple(sorted(set(_roles(present)) & set(raw.get("plays", ()))))
    problems = [
        Problem(name, f"What you write must be {most} characters or fewer")
        for name, most in LONGEST.items() if len(line[name]) > most
    ]  # fmt: skip
    if not line["name"]:
        problems.insert(0, Problem("name", "Enter the name of the organisation"))
    if line["sector"] not in offered:
        problems.append(Problem("sector", "Choose the kind of setting from the list"))
    return Said(line["name"], line["phone"] or None, line["sector"] or None, plays), problems


def _changed(organisation_id: str, raw: filling.Raw, why: str) -> str:
    """Somebody was quicker: what stands now, and what was typed once more, to be saved over it by choice."""
    present = organisations.said(_found(organisation_id))
    kinds = dict(_kinds(present))
    stands = [
        {"label": "Name", "value": present.name}, {"label": "Phone", "value": present.phone or "Not known"},
        {"label": "Kind of setting", "value": kinds[present.sector or ""]},
        {"label": "Answers as", "value": ", ".join(present.plays) or "Nothing yet"},
    ]  # fmt: skip
    raw = raw | {"version": [present.number]}
    return _page(organisation_id, present, raw, [Problem("name", why)], stands=stands)


def _page(organisation_id: str, present: Said, raw: filling.Raw, problems: list[Problem], stands: Any = None) -> str:
    act = url_for("organisations.change", organisation_id=organisation_id)
    return _draw(present.name, act, present, raw, problems, stands)


def _new(raw: filling.Raw, problems: list[Problem]) -> str:
    return _draw("Add an organisation", url_for("organisations.add"), NOTHING, raw, problems)


def _draw(
    title: str, act: str, present: Said, raw: filling.Raw, problems: list[Problem], stands: Any = None
) -> str:  # fmt: skip
    return render_template(
        "organisations/organisation.html", title=title, raw=raw, problems=problems, stands=stands, act=act,
        kinds=_kinds(present), roles=_roles(present), version=filling.one(raw, "version"),
        back=url_for("organisations.index"),
    )  # fmt: skip


def _roles(present: Said) -> list[str]:
    """What it may answer as: the roles of others, and what it answers as already."""
    return sorted({*organisations.outside_roles(reading(), actor().authority_id), *present.plays})


def _kinds(present: Said) -> list[tuple[str, str]]:
    """The kinds of setting to choose from, with the one that stands, if the procedure in use has it no more."""
    kinds = {"": "Not known"} | _sectors()
    if present.sector:
        kinds.setdefault(present.sector, present.sector.replace("_", " ").capitalize())
    return list(kinds.items())


def _sectors() -> dict[str, str]:
    """The kinds of setting, in the words of the procedure in use."""
    try:
        current = versions.current(reading(), actor().authority_id, now())
    except versions.NoProcedure:
        return {}
    return {entry.code: entry.label for entry in versions.load(reading(), current.id).lists.get("sectors", ())}
