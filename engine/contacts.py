"""What people tell the service: a contact is saved with its things and facts, and opens its cases.

Called by views, rehearsal and the demonstration.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from engine import answering, dates, facts, history, opening, patterns, people, same_adult, versions, workflow
from engine.forms import Form, Parsed
from engine.in_hand import Matter, calendar_of, told_by_settings
from engine.models import Authority, Case, Contact, Person, Thing, new_id
from engine.procedure import Procedure
from engine.references import new_reference
from engine.statements import Line

OFFICE_OPENS = time(9)


@dataclass(frozen=True)
class Receipt:
    """What the caller of a way in is told."""

    contact_id: str
    reference: str
    received_at: datetime
    cases: tuple[str, ...]
    again: bool = False
    """The same page was sent twice; nothing was written the second time."""


def save_contact(
    session: Session,
    authority_id: str,
    way_in: str,
    parsed: Parsed,
    *,
    post: str,
    now: datetime,
    by: str | None = None,
    received_at: datetime | None = None,
    notice: str = "",
    said: Mapping[str, same_adult.Said] = opening.NOTHING_SAID,
) -> Receipt:
    """Save what somebody told us and open its cases: one for each adult named, one for "adult not known".

    A way in whose form asks for no adult opens one small process of the service itself, on a case without adult.

    `post` is the random id of the page that was sent; a second post of it gets the first's receipt. `notice` is the
    edition of the privacy notice that the page showed (procedure 5.1). `said` is what was said of earlier records of
    the first adult, by their references. Raises same_adult.RecordChanged, same_adult.BothSaid; nothing is written then.
    """
    if again := session.scalar(select(Contact).where(Contact.post == post)):
        opened = session.scalars(select(Case.id).where(Case.contact_id == again.id))
        return Receipt(again.id, again.reference, again.received_at, tuple(opened), again=True)
    same_adult.must_stand(session, authority_id, said)
    version = versions.current(session, authority_id, now)
    procedure = versions.load(session, version.id)
    form = procedure.form(procedure.ways_in[way_in].form)
    received = received_at or _called_at(parsed, now) or now
    contact = Contact(
        id=new_id(), authority_id=authority_id, post=post, reference=new_reference("C"), way_in=way_in,
        version_id=version.id, received_at=received, recorded_at=now, by_id=by,
    )  # fmt: skip
    session.add(contact)
    session.flush()
    told = _record_contact(session, contact, form, parsed, by=by, now=now)
    authority = history.locked(session, authority_id)
    detail: dict[str, Any] = {"contact": contact.id, "way_in": way_in}
    if parsed.warned:
        detail["warned"] = parsed.warned
    if notice:
        detail["privacy_notice"] = notice
    history.append(session, authority, "contact_received", now=now, happened=received, by=by, detail=detail)
    messages = _run_way_in(session, contact, procedure, authority, told, now)
    cases: list[str] = []
    for message in messages:
        cases += opening.open_cases(session, contact, procedure, message, told, detail, by=by, now=now, said=said)
    patterns.review(session, authority, contact, procedure, now)
    return Receipt(contact.id, contact.reference, received, tuple(cases))


def _called_at(parsed: Parsed, now: datetime) -> datetime | None:
    """When somebody rang; a day whose time nobody knows counts from when the office opened, so that the clocks run."""
    at = parsed.answers.get("called_at")
    if isinstance(at, datetime):
        return at
    return min(dates.instant(at, OFFICE_OPENS), now) if isinstance(at, date) else None


def _record_contact(
    session: Session, contact: Contact, form: Form, parsed: Parsed, *, by: str | None, now: datetime
) -> facts.Facts:
    """The contact's things and facts, stored once; its cases read them."""
    told = facts.Facts("", contact.id, None)
    told.things[contact.id] = facts.Seen(contact.id, "contact", "contact", None)
    told.born.append(told.things[contact.id])
    taking = answering.Answering(told, lambda _: contact.id, shared=True)
    taking.take(form, parsed)
    if not told.listed("adults") and form.has_rows("adult"):
        told.add("adult", "adults", None)
    make_persons(session, told, contact.authority_id)
    rows = [facts._thing_row(thing, told, contact.authority_id, now) for thing in told.born]
    session.execute(insert(Thing), rows)
    told.born = []
    line = Line(session)
    facts.write(
        line, told, authority_id=contact.authority_id, task_id=None, by=by,
        happened=contact.received_at, now=now, before={},
    )  # fmt: skip
    line.end()
    return told


def make_persons(session: Session, told: facts.Facts, authority_id: str) -> None:
    """New Person rows for everybody named, and the organisations that we know by name."""
    for thing in list(told.born):
        name = told.get(thing.id, "name")
        if thing.kind in ("adult", "child") and name:
            person = Person(
                id=new_id(), authority_id=authority_id, kind=thing.kind, name=name,
                sound=people.sound_in(told, thing.id), born=told.get(thing.id, "born"),
            )  # fmt: skip
            session.add(person)
            told.say_of(thing, person=person.id)
        if thing.kind == "engagement" and (employer := told.get(thing.id, "employer")):
            known = people.organisation_named(session, authority_id, employer)
            told.say_of(thing, organisation=known.id if known else None)
    session.flush()


def _run_way_in(
    session: Session, contact: Contact, procedure: Procedure, authority: Authority, told: facts.Facts, now: datetime
) -> list[str]:
    """Run the way in's gateways and tables over the contact's facts; the messages of the ends that it reaches."""
    row = {
        "id": contact.id, "authority_id": contact.authority_id, "received_at": contact.received_at,
        "opened_at": now, "closed_at": None, "level": "not_decided",
    }  # fmt: skip
    seen = replace(told, computed={})
    known = told_by_settings(authority.settings)
    world = Matter(
        Line(session), row, procedure, calendar_of(authority.settings), seen, known, now, contact.received_at
    )
    return workflow.Running.start(procedure.definition, contact.way_in, world).settle()
