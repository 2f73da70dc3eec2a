"""Who plays a role in a case, and so to whom a step is offered; called by settling and by the verb that names a party.

No table maps steps to people: a lane is a role, a council role has a queue, an outside role has a party in this case.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import models, statements
from engine.driver import instant
from engine.models import RoleGrant, User
from engine.workflow import Waiting

if TYPE_CHECKING:
    from engine.in_hand import Matter

SIGNS_IN, WE_RECORD = "signs_in", "we_record"
RECORDER = "LADO"
"""Who records for a party that does not sign in."""


@dataclass(frozen=True)
class Audience:
    """In whose inbox or queue a task stands, and who is told of it."""

    audience: str | None
    holder_id: str | None = None
    organisation_id: str | None = None
    naming: bool = False
    tell: Sequence[str] = field(default=())

    def columns(self) -> dict[str, Any]:
        """The task row's columns."""
        return {
            "audience": self.audience, "holder_id": self.holder_id, "organisation_id": self.organisation_id,
            "naming": self.naming,
        }  # fmt: skip


class Role(msgspec.Struct, array_like=True, frozen=True):
    """A role as the case needs it."""

    name: str
    council: bool | int
    by_engagement: bool | int
    named_by: str | None


class Party(msgspec.Struct, array_like=True, frozen=True):
    """Who plays a role in the case."""

    role: str
    thing_id: str | None
    organisation_id: str | None
    user_id: str | None
    answers: str
    at: int | str


@dataclass(frozen=True)
class Playing:
    """The roles by name, and the parties of a case, the last named first."""

    roles: Mapping[str, Role]
    parties: list[Party]


_parties = msgspec.json.Decoder(list[Party]).decode
_role_list = msgspec.json.Decoder(list[Role]).decode


@lru_cache(maxsize=64)
def _roles(told: str) -> Mapping[str, Role]:
    """A council's roles by name; it changes them once a year."""
    return {role.name: role for role in _role_list(told)}


def playing(roles: str | None, parties: str | None) -> Playing:
    """Who plays here, from the arrays that the database told."""
    named = sorted(_parties(parties or "[]"), key=lambda party: instant(party.at), reverse=True)
    return Playing(_roles(roles or "[]"), named)


def audiences(matter: "Matter", waiting: Sequence[Waiting]) -> list[Audience]:
    """For each step that waits, its audience: never nobody."""
    here = matter.waits.playing or playing(None, None)
    return [_audience(matter, w, here.roles.get(w.role), here.parties) for w in waiting]


def _audience(matter: "Matter", waits: Waiting, role: Any, known: list[Any]) -> Audience:
    if role is None:
        return Audience("Administrator")
    if role.council:
        return Audience(role.name, _holder(matter, role))
    party = find(known, role, waits.keys)
    if party is None:
        return Audience(role.named_by or RECORDER, naming=True)
    return of_party(matter.session, party, matter.row["lead_id"])


def of_party(session: Session, party: Any, lead_id: str | None) -> Audience:
    """The audience of a task of this party's role."""
    if party.answers == WE_RECORD:
        return Audience(RECORDER, lead_id, naming=False)
    tell = [party.user_id] if party.user_id else _members(session, party)
    return Audience(None, party.user_id, party.organisation_id, tell=tell)


def _members(session: Session, party: Any) -> list[str]:
    """Everybody of the organisation who holds the role."""
    return list(
        session.scalars(
            select(User.id)
            .join(RoleGrant, RoleGrant.user_id == User.id)
            .where(User.organisation_id == party.organisation_id, RoleGrant.role == party.role, User.active)
        )
    )


def holds(session: Session, user_id: str, role: str) -> bool:
    """Whether somebody has a role of their own; who stands in for it does not."""
    return session.get(RoleGrant, (user_id, role)) is not None


def find(known: Iterable[Any], role: Any, keys: Mapping[str, str]) -> Any:
    """The party that plays a role here: for an engagement's role, that of this engagement."""
    about = keys.get("engagement") if role.by_engagement else None
    return next((p for p in known if p.role == role.name and p.thing_id == about), None)


def parties_of(session: Session, case_id: str) -> list[models.Party]:
    """The parties of a case, the last named first."""
    rows = (
        select(models.Party)
        .where(models.Party.case_id == case_id, models.Party.until.is_(None))
        .order_by(models.Party.at.desc())
    )
    return list(session.scalars(rows))


def answered_last(session: Session, authority_id: str, role: str, organisation_id: str) -> str | None:
    """How an organisation answered when it was last named for a role in any case; nothing when it never was."""
    rows = select(models.Party.answers).where(
        models.Party.authority_id == authority_id, models.Party.role == role,
        models.Party.organisation_id == organisation_id,
    )  # fmt: skip
    return session.scalar(rows.order_by(models.Party.at.desc()).limit(1))


def roles_of(session: Session, authority_id: str, names: Iterable[str] | None = None) -> dict[str, models.Role]:
    """The authority's roles by name."""
    rows = select(models.Role).where(models.Role.authority_id == authority_id)
    if names is not None:
        rows = rows.where(models.Role.name.in_(list(names)))
    return {role.name: role for role in session.scalars(rows)}


def _holder(matter: "Matter", role: Any) -> str | None:
    """A new task is its role's person's in this case, where there is one: the lead, else who last did such a step."""
    if role.name == RECORDER:
        return matter.row["lead_id"] or None
    held = matter.waits.held
    if role.name not in held:
        asked = {"case": matter.id, "role": role.name, "task": matter.task_id, "by": matter.by}
        held[role.name] = next((found.user for found in matter.line.ask(statements.HELD, asked)), None)
    return held[role.name]
