"""What people told us: the list of contacts, and one as it was told."""

from typing import Any

from flask import Blueprint, render_template, url_for
from sqlalchemy import func, select

from engine import access, councils, dates, in_hand, versions
from engine.facts import decode
from engine.forms import value_words
from engine.models import Case, Contact, Fact, Thing, User
from engine.procedure import Procedure
from webui import fact_words, lists, matching, steps, words
from webui.auth import may
from webui.session import actor, now, reading

pages = Blueprint("contacts", __name__)


@pages.get("/contacts")
@may("see_cases")
def index() -> str:
    """Everything that people told us, the last first."""
    page, text, level = lists.page_number(), lists.asked("q"), lists.asked("level")
    rows = (
        access.scoped(actor(), Contact).add_columns(Case, User.name)
        .outerjoin(Case, Case.contact_id == Contact.id)
        .outerjoin(User, User.id == Contact.by_id)
    )  # fmt: skip
    if text:
        columns = (Case.adult_name, Case.employer_name, Case.reference, Contact.reference)
        rows = rows.where(lists.any_like(columns, text))
    if level in words.LEVELS:
        rows = rows.where(Case.level == level, Case.has_adult)
    total = reading().scalar(select(func.count()).select_from(rows.subquery())) or 0
    ordered = rows.order_by(Contact.received_at.desc(), Contact.id, Case.id)
    found = reading().execute(ordered.limit(lists.PAGE).offset((page - 1) * lists.PAGE)).all()
    procedures = {contact.version_id: versions.load(reading(), contact.version_id) for contact, _, _ in found}
    told = _who_told([contact.id for contact, _, _ in found])
    levels = list(words.LEVELS.items())
    return render_template(
        "contacts/list.html",
        title="Contacts", words=None, may_log_a_call=access.may(actor(), "log_contact"), since=matching.since(),
        ways=_other_ways(),
        filter=lists.filter_line(
            lists.search_field(), lists.choice_field("level", "Decision", "Every decision", levels)
        ),
        rows=[_listed(c, case, by, procedures[c.version_id], told.get(c.id, "")) for c, case, by in found],
        paging=lists.paging(total, page),
    )  # fmt: skip


def _other_ways() -> list[dict[str, str]]:
    """The ways in that somebody here may use beside the logged call: requests, a data breach."""
    try:
        procedure = versions.load(reading(), versions.current(reading(), actor().authority_id, now()).id)
    except versions.NoProcedure:
        return []
    return [
        {"text": way.name, "href": url_for("ways_in.way_in", process=way.process)}
        for way in procedure.ways_in.values()
        if way.role != councils.PUBLIC and way.role in actor().acts_as and way.process != "log_a_call"
    ]


def _who_told(contacts: list[str]) -> dict[str, str]:
    """Who told us, for each contact."""
    rows = reading().execute(
        select(Fact.thing_id, Fact.key, Fact.value)
        .where(Fact.thing_id.in_(contacts), Fact.key.in_(fact_words.TOLD_BY), Fact.newer.is_(None))
    )  # fmt: skip
    found: dict[str, dict[str, str]] = {}
    for contact, key, value in rows:
        found.setdefault(contact, {})[key] = str(decode(value) or "")
    return {
        contact: ", ".join(filter(None, [said.get(key, "") for key in fact_words.TOLD_BY]))
        for contact, said in found.items()
    }


def _listed(contact: Contact, case: Case | None, by: str | None, procedure: Procedure, told: str) -> dict[str, Any]:
    way = procedure.ways_in.get(contact.way_in)
    how = f"logged by {by}" if by else f"{way.name if way else contact.way_in}, online"
    about = {"name": "No case was opened", "where": "", "reference": contact.reference}
    if case:
        about = {"name": case.adult_name or "Adult not known", "where": words.where(case), "reference": case.reference}
    return {
        "case": case.id if case else "",
        "href": url_for("cases.show", case_id=case.id) if case else url_for("contacts.show", contact_id=contact.id),
        "about": about,
        "came": dates.moment_words(contact.received_at, year=True),
        "who": ". ".join(filter(None, [told, how[:1].upper() + how[1:]])),
        "level": {"text": words.LEVELS.get(case.level, case.level), "state": case.level}
        if case and case.has_adult
        else None,
        "decided": _decided(case),
    }


def _decided(case: Case | None) -> str:
    if case is None:
        return ""
    if not case.has_adult:
        day = dates.short_words(dates.local_day(case.closed_at), year=True) if case.closed_at else ""
        return f"Dealt with {day}" if day else "Open"
    closed = f", closed {dates.short_words(dates.local_day(case.closed_at), year=True)}" if case.closed_at else ""
    decided = dates.short_words(dates.local_day(case.decided_at), year=True) if case.decided_at else "Not decided yet"
    return f"{decided}{closed}"


@pages.get("/contacts/<id:contact_id>")
@may("see_cases")
def show(contact_id: str) -> str:
    """What was told, as it was told; with the cases that it opened."""
    contact = reading().scalar(access.scoped(actor(), Contact).where(Contact.id == contact_id))
    if contact is None:
        raise in_hand.NoSuchRow
    cases = reading().scalars(access.scoped(actor(), Case).where(Case.contact_id == contact_id).order_by(Case.id)).all()
    page = render_template(
        "contacts/contact.html",
        title=f"Contact {contact.reference}", came=dates.moment_words(contact.received_at, year=True),
        facts=_told(contact),
        cases=[{"text": case.adult_name or case.job, "href": url_for("cases.show", case_id=case.id)} for case in cases],
    )  # fmt: skip
    return steps.seen(page, *cases, page="contact")


def _told(contact: Contact) -> list[dict[str, Any]]:
    procedure = versions.load(reading(), contact.version_id)
    way = procedure.ways_in.get(contact.way_in)
    asked = {field.key: field for field in procedure.form(way.form).fields()} if way else {}
    told = (
        reading()
        .execute(
            select(Thing.id, Thing.kind, Fact.key, Fact.value)
            .join(Fact, Fact.thing_id == Thing.id)
            .where(Thing.contact_id == contact.id, Fact.case_id.is_(None), Fact.newer.is_(None), Thing.kind != "case")
            .order_by(Fact.id)
        )
        .all()
    )
    named = _named({thing: kind for thing, kind, _, _ in told})
    rows = {kind: list(of_kind.items()) for kind, of_kind in named.items()}
    listed = []
    for thing, kind, key, known in told:
        field, value = asked.get(key) or procedure.fields.get(key), decode(known)
        if field is not None and value not in (None, "", [], False):
            title = f"{named[kind][thing]}: " if kind in fact_words.TITLES and kind not in fact_words.ALONE else ""
            listed.append({"label": title + field.label.lstrip("0123456789. "),
                           "value": value_words(field, value, procedure.lists, rows)})  # fmt: skip
    return listed


def _named(kinds: dict[str, str]) -> dict[str, dict[str, str]]:
    """What each thing that was told of is called, by kind: Allegation, or Child 2 where there are several."""
    found: dict[str, dict[str, str]] = {}
    for thing, kind in kinds.items():
        of_kind = [each for each, other in kinds.items() if other == kind]
        number = f" {of_kind.index(thing) + 1}" if len(of_kind) > 1 else ""
        found.setdefault(kind, {})[thing] = fact_words.TITLES.get(kind, kind) + number
    return found
