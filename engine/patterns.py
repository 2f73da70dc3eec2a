"""Settings that several contacts have named, whoever the adult was and whatever was decided (procedure, R41).

Called when a contact is saved, and by the pages and stories that show what was said of a setting.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from engine import dates, opening
from engine.facts import decode, encode
from engine.in_hand import Matter
from engine.models import Authority, Case, Contact, Fact, Sees, Thing
from engine.people import NOT_NAMES
from engine.procedure import Procedure

NAMED_OFTEN = "Setting named often"
"""The message by which the review of a setting begins; a procedure that draws none reviews none."""
CONTACTS, DAYS = 3, 365
"""How many contacts within how many days make a pattern, where the authority's settings do not say."""

EMPLOYER = (Thing.kind == "engagement", Thing.withdrawn_at.is_(None), Fact.key == "employer", Fact.newer.is_(None))
"""Of a fact and its thing: where somebody works, as it is known now to the contact or to a case of it."""


@dataclass(frozen=True)
class Named:
    """A case of a contact that named the setting."""

    case_id: str
    reference: str
    adult: str
    received: datetime
    level: str
    open: bool


def review(
    session: Session, authority: Authority, contact: Contact, procedure: Procedure, now: datetime
) -> list[str]:  # fmt: skip
    """The reviews that a contact gives rise to, once its cases are open: one for each setting now named often enough.

    What an earlier review of the setting has seen is not counted again.
    """
    process = next((p.id for p in procedure.processes.values() if p.opened_by == NAMED_OFTEN), None)
    if process is None:
        return []
    enough = int(authority.settings.get("pattern_contacts", CONTACTS))
    back = contact.received_at - timedelta(days=int(authority.settings.get("pattern_days", DAYS)))
    opened = []
    for setting in _settings(session, contact):
        since, number = back, _number(session, authority.id, setting, back)
        if number >= enough and (last := _last_review(session, authority.id, process, setting, back)):
            since, number = last, _number(session, authority.id, setting, last)
        if number >= enough:
            known = {"request_about": setting, "setting_contacts": number, "setting_since": since}
            opened.append(opening.open_without_adult(session, contact, process, "setting_named_often", known, now=now))
    return opened


def named(matter: Matter) -> list[Named]:
    """What a review of a setting is about: every case of a contact that named it since, the newest first."""
    since, setting = matter.facts.case_value("setting_since"), matter.facts.case_value("request_about")
    if since is None or not setting:
        return []
    if not isinstance(since, datetime):
        since = dates.instant(since, time.min)  # Asked for by hand, from a day on.
    rows = matter.session.scalars(
        _naming(matter.row["authority_id"], str(setting), since)
        .order_by(Case.received_at.desc(), Case.id)
    )  # fmt: skip
    return [
        Named(case.id, case.reference, case.adult_name or "Adult not known", case.received_at, case.level,
              case.closed_at is None)
        for case in rows
    ]  # fmt: skip


def _settings(session: Session, contact: Contact) -> Iterable[str]:
    """The employers that a contact names, each once."""
    rows = (
        select(Fact.value).join(Thing, Thing.id == Fact.thing_id)
        .where(Thing.contact_id == contact.id, *EMPLOYER)
    )  # fmt: skip
    names = (str(decode(value) or "").strip() for value in session.scalars(rows))
    return {name.casefold(): name for name in names if name.casefold() not in NOT_NAMES}.values()


def _number(session: Session, authority_id: str, setting: str, since: datetime) -> int:
    """How many contacts have named a setting since then, in a case of an adult."""
    of_an_adult = exists().where(Case.contact_id == Contact.id, Case.has_adult)
    counted = (
        select(func.count(Contact.id.distinct()))
        .join(Thing, Thing.contact_id == Contact.id).join(Fact, Fact.thing_id == Thing.id)
        .where(Contact.authority_id == authority_id, Contact.received_at > since, of_an_adult)
        .where(*EMPLOYER, _called(setting))
    )  # fmt: skip
    return session.scalar(counted) or 0


def _called(setting: str) -> ColumnElement[bool]:
    return func.lower(Fact.value) == func.lower(encode(setting))


def _naming(authority_id: str, setting: str, since: datetime) -> Select[Any]:
    """The cases whose contact came since then and that see a job there, whatever the name's capitals."""
    seen = (Sees.case_id == Case.id, Sees.until.is_(None))
    told = (Fact.thing_id == Thing.id, *EMPLOYER, or_(Fact.case_id.is_(None), Fact.case_id == Case.id))
    return (
        _came(select(Case).distinct(), authority_id, since)
        .join(Sees, and_(*seen)).join(Thing, Thing.id == Sees.thing_id).join(Fact, and_(*told))
        .where(Case.has_adult, _called(setting))
    )  # fmt: skip


def _last_review(session: Session, authority_id: str, process: str, setting: str, back: datetime) -> datetime | None:
    """When the contact came that the last review of this setting came of, as far back as contacts count."""
    last: datetime | None = session.scalar(
        _came(select(func.max(Contact.received_at)), authority_id, back)
        .where(~Case.has_adult, Case.process == process)
        .where(func.lower(Case.adult_name) == func.lower(setting))
    )  # fmt: skip
    return last


def _came(rows: Select[Any], authority_id: str, since: datetime) -> Select[Any]:
    """Cases with the contacts that came since then."""
    return (
        rows.join_from(Contact, Case, Case.contact_id == Contact.id)
        .where(Contact.authority_id == authority_id, Contact.received_at > since)
    )  # fmt: skip
