"""An organisation that plays a role in cases is added, and what we know of it put right; the authority's history says
by whom. Called by the pages of organisations and of naming.
"""

import hashlib
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import history, people
from engine.errors import LadoflowError
from engine.models import Authority, Organisation, Role


class CalledSo(LadoflowError):
    """Another organisation is called so already."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Another organisation is called {name} already. Give this one a name that tells them apart")


class ChangedMeanwhile(LadoflowError):
    """Somebody has changed this organisation while you were typing."""


@dataclass(frozen=True)
class Said:
    """What stands of an organisation, or shall stand."""

    name: str
    phone: str | None
    sector: str | None
    plays: tuple[str, ...]

    @property
    def number(self) -> str:
        """What tells this from what stood before or stands later, for the page that changes it."""
        return hashlib.sha256(repr(self).encode(errors="replace")).hexdigest()[:32]


def said(organisation: Organisation) -> Said:
    """What stands of it now."""
    return Said(organisation.name, organisation.phone, organisation.sector, tuple(sorted(organisation.plays)))


def outside_roles(session: Session, authority_id: str) -> list[str]:
    """The roles that an organisation may play: all that are not the council's own."""
    rows = select(Role.name).where(Role.authority_id == authority_id, Role.council.is_(False))
    return list(session.scalars(rows.order_by(Role.name)))


def change(
    session: Session, organisation_id: str, wanted: Said, *, seen: str, by: str, now: datetime
) -> tuple[str, ...]:
    """Put it right; what was changed. Sent twice, the second time nothing is. `seen` is the number of what stood on the
    page. Raises CalledSo and ChangedMeanwhile.
    """
    organisation = session.get_one(Organisation, organisation_id)
    authority = history.locked(session, organisation.authority_id)
    session.refresh(organisation)
    present = said(organisation)
    was, wanted_ = asdict(present), asdict(wanted)
    changed = tuple(name for name in was if was[name] != wanted_[name])
    if changed and seen != present.number:
        raise ChangedMeanwhile
    if "name" in changed:
        _must_be_its_own(session, organisation, wanted.name)
    if changed:
        organisation.name, organisation.phone = wanted.name, wanted.phone
        organisation.sector, organisation.plays = wanted.sector, list(wanted.plays)
        before = {name: was[name] for name in changed if name != "phone"}  # It may be somebody's own.
        detail = {"organisation": organisation.id, "changed": list(changed), "was": before}
        history.append(session, authority, "organisation_changed", now=now, by=by, detail=detail)
    return changed


def _must_be_its_own(session: Session, organisation: Organisation, name: str) -> None:
    """Two that are written alike could not be told apart where somebody names who plays a role."""
    others = select(Organisation.name).where(
        Organisation.authority_id == organisation.authority_id, Organisation.id != organisation.id
    )
    if other := next((each for each in session.scalars(others) if people.same_name(each, name)), None):
        raise CalledSo(other)


def add(session: Session, authority_id: str, wanted: Said, *, by: str, now: datetime) -> bool:
    """A new organisation; whether it is one: sent twice, it is there already. Raises CalledSo when another is."""
    authority = history.locked(session, authority_id)
    known = people.organisation_named(session, authority_id, wanted.name)
    if known and said(known) != wanted:
        raise CalledSo(known.name)
    if not known:
        _add(session, authority, wanted, by=by, now=now)
    return known is None


def _add(session: Session, authority: Authority, wanted: Said, *, by: str, now: datetime) -> Organisation:
    made = people.add_organisation(
        session, authority.id, wanted.name, plays=list(wanted.plays), phone=wanted.phone, sector=wanted.sector
    )
    history.append(session, authority, "organisation_added", now=now, by=by, detail={"organisation": made.id})
    return made


def to_play(
    session: Session, authority_id: str, name: str, role: str, *, phone: str | None, by: str, now: datetime
) -> Organisation:
    """The organisation of this name, which may play the role from now on; a new one where none is called so."""
    authority = history.locked(session, authority_id)
    known = people.organisation_named(session, authority_id, name)
    if known is None:
        return _add(session, authority, Said(name, phone, None, (role,)), by=by, now=now)
    if role not in known.plays:
        present = said(known)
        wanted = replace(present, plays=(*known.plays, role))
        change(session, known.id, wanted, seen=present.number, by=by, now=now)
    return known
