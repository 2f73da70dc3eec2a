"""Who plays a role in a case, and so to whom a step is offered; called by settling and by the verb that names a party.

No table maps steps to people: a lane is a role, a council role has a queue, an outside role has a party in this case.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import statements
from engine.models import Party, Role, RoleGrant, User
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


def audiences(matter: "Matter", waiting: Sequence[Waiting]) -> list[Audience]:
    """For each step that waits, its audience: never nobody."""
    roles, known = _playing(matter, {w.role for w in waiting})
    return [_audience(matter, w, roles.get(w.role), known) for w in waiting]


def _playing(matter: "Matter", names: set[str]) -> tuple[dict[str, Any], list[Any]]:
    """The roles of these names and the parties that play them in this case, the last named first, in one query."""
    done = matter.task_id if matter.doer else None
    asked = {"case": matter.id, "authority": matter.row["authority_id"], "done": done, "doer": matter.doer}
    asked |= {f"role_{number}": name for number, name in enumerate(names)}
    rows = matter.line.ask(statements.playing(len(names)), asked)
    return {row.name: row for row in rows}, [row for row in rows if row.role is not None]


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


def find(known: Iterable[Any], role: Any, keys: Mapping[str, str]) -> Any:
    """The party that plays a role here: for an engagement's role, that of this engagement."""
    about = keys.get("engagement") if role.by_engagement else None
    return next((p for p in known if p.role == role.name and p.thing_id == about), None)


def parties_of(session: Session, case_id: str) -> list[Party]:
    """The parties of a case, the last named first."""
    rows = select(Party).where(Party.case_id == case_id, Party.until.is_(None)).order_by(Party.at.desc())
    return list(session.scalars(rows))


def roles_of(session: Session, authority_id: str, names: Iterable[str] | None = None) -> dict[str, Role]:
    """The authority's roles by name."""
    rows = select(Role).where(Role.authority_id == authority_id)
    if names is not None:
        rows = rows.where(Role.name.in_(list(names)))
    return {role.name: role for role in session.scalars(rows)}


def _holder(matter: "Matter", role: Any) -> str | None:
    """A new task is its role's person's in this case, where there is one: the lead, else who last did such a step."""
    if role.name == RECORDER:
        return matter.row["lead_id"] or None
    held: str | None = role.held
    return held
