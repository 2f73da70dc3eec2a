"""Settings that several contacts have named, whoever the adult was and whatever was decided (procedure, R41).

Called when a contact is saved, and by the pages and stories that show what was said of a setting.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from engine import facts, opening
from engine.in_hand import Matter
from engine.models import Authority, Case, Contact, Fact, Thing
from engine.people import NOT_NAMES
from engine.procedure import Procedure

NAMED_OFTEN = "Setting named often"
"""The message by which the review of a setting begins; a procedure that draws none reviews none."""
CONTACTS, DAYS = 3, 365
"""How many contacts within how many days make a pattern, where the authority's settings do not say."""


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
    session: Session, authority: Authority, contact: Contact, procedure: Procedure, told: facts.Facts, now: datetime
) -> list[str]:
    """The reviews that this contact gives rise to: one for each setting that is now named often enough.

    What an earlier review of the setting has seen is not counted again.
    """
    process = next((p.id for p in procedure.processes.values() if p.opened_by == NAMED_OFTEN), None)
    if process is None:
        return []
    opened = []
    for setting in _settings(told):
        since = _since(session, authority, process, setting, contact.received_at)
        number = session.scalar(select(func.count(Contact.id.distinct())).where(*_names(authority.id, setting, since)))
        if (number or 0) >= int(authority.settings.get("pattern_contacts", CONTACTS)):
            known = {"request_about": setting, "setting_contacts": number, "setting_since": since}
            opened.append(opening.open_without_adult(session, contact, process, "setting_named_often", known, now=now))
    return opened


def named(matter: Matter) -> list[Named]:
    """What a review of a setting is about: every case of a contact that named it since, the newest first."""
    since, setting = matter.facts.case_value("setting_since"), matter.facts.case_value("request_about")
    if since is None or not setting:
        return []
    about = _names(matter.row["authority_id"], str(setting), since)
    rows = matter.session.scalars(
        select(Case).join(Contact, Contact.id == Case.contact_id).where(*about, Case.adult_id.is_not(None))
        .order_by(Case.received_at.desc(), Case.id)
    )  # fmt: skip
    return [
        Named(case.id, case.reference, case.adult_name or "Adult not known", case.received_at, case.level,
              case.closed_at is None)
        for case in rows
    ]  # fmt: skip


def _settings(told: facts.Facts) -> Iterable[str]:
    """The settings that a contact names, each once."""
    names = (str(told.get(thing.id, "employer") or "").strip() for thing in told.listed("engagements"))
    return {name.casefold(): name for name in names if name.casefold() not in NOT_NAMES}.values()


def _since(session: Session, authority: Authority, process: str, setting: str, received: datetime) -> datetime:
    """From when contacts count: so many days back, or after the contact that the last review came of."""
    back = received - timedelta(days=int(authority.settings.get("pattern_days", DAYS)))
    last = session.scalar(
        select(func.max(Contact.received_at)).join(Case, Case.contact_id == Contact.id)
        .where(Case.authority_id == authority.id, Case.adult_id.is_(None), Case.process == process)
        .where(func.lower(Case.adult_name) == func.lower(setting))
    )  # fmt: skip
    return max(back, last) if last else back


def _names(authority_id: str, setting: str, since: datetime) -> list[ColumnElement[bool]]:
    """That a contact came since then and names the setting as the employer of somebody, whatever its capitals."""
    said: Select[Any] = (
        select(Thing.contact_id).join(Fact, Fact.thing_id == Thing.id)
        .where(Thing.contact_id == Contact.id, Thing.kind == "engagement", Thing.withdrawn_at.is_(None))
        .where(Fact.key == "employer", Fact.newer.is_(None))
        .where(func.lower(Fact.value) == func.lower(facts.encode(setting)))
    )  # fmt: skip
    return [Contact.authority_id == authority_id, Contact.received_at > since, said.exists()]
