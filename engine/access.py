"""The whole of authorisation: who may do what, and which rows anybody may see. Default no.

Called by every view before it does anything, and by every query that leads to a page. Pages are built from filtered
queries, so what is hidden and what is absent are one branch.
"""

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, Table, and_, bindparam, false, or_, select
from sqlalchemy.orm import Session

from engine.models import Case, Contact, Organisation, RoleGrant, Task, User
from engine.statements import GRANT, ROLE, Line

VERBS_OF_ROLE = {
    "Process owner": {"see_procedure", "draft_procedure"},
    "Process approver": {"see_procedure", "approve_procedure"},
    "Data protection officer": {"see_history"},
    "Auditor": {"see_reports", "see_history"},
    "Administrator": {"see_procedure", "keep_organisations"},
}
CASEWORK = {"see_cases", "log_contact", "add_note", "see_reports", "keep_organisations", "start_event", "record_for"}


@dataclass(frozen=True)
class Actor:
    """Somebody who is signed in, with what decides about access."""

    id: str
    authority_id: str
    name: str
    title: str
    organisation_id: str | None
    roles: frozenset[str]
    council: bool
    casework: bool
    stands_in_for: frozenset[str] = field(default_factory=frozenset)
    council_roles: frozenset[str] = field(default_factory=frozenset)
    """Every role of their authority that is the council's, whoever holds it."""

    @property
    def acts_as(self) -> frozenset[str]:
        """Their roles and those they stand in for."""
        return self.roles | self.stands_in_for


@dataclass(frozen=True)
class Account:
    """An account as it stands: who acts with it, and whether its sessions still count."""

    actor: Actor
    active: bool
    session_number: int
    keys_off: bool


_USER = cast(Table, User.__table__)
_SAID = ("id", "authority_id", "name", "title", "organisation_id", "active", "session_number", "keys_off")
_ACCOUNT = select(*(_USER.c[name] for name in _SAID)).where(_USER.c.id == bindparam("user"))
_ROLES = (
    select(ROLE.c.name, ROLE.c.council, ROLE.c.casework, ROLE.c.stands_in_for, GRANT.c.role.label("held"))
    .join(_USER, and_(_USER.c.authority_id == ROLE.c.authority_id, _USER.c.id == bindparam("user")))
    .outerjoin(GRANT, and_(GRANT.c.user_id == _USER.c.id, GRANT.c.role == ROLE.c.name))
)
"""Every role of a user's authority; asked with the account at every request."""


def account(session: Session, user_id: str) -> Account | None:
    """The account with this id."""
    with closing(Line(session).ask_in_turn(_ACCOUNT, _ROLES, values={"user": user_id})) as answers:
        found = next(answers)
        if not found:
            return None
        roles = next(answers)
    user, held = found[0], [role for role in roles if role.held]
    acting = Actor(
        user.id, user.authority_id, user.name, user.title, user.organisation_id,
        roles=frozenset(role.name for role in held),
        council=any(role.council for role in held),
        casework=any(role.casework for role in held),
        stands_in_for=_substitutes(held, {role.name: role.stands_in_for for role in roles}),
        council_roles=frozenset(role.name for role in roles if role.council),
    )  # fmt: skip
    return Account(acting, user.active, user.session_number, user.keys_off)


def actor(session: Session, user: User) -> Actor:
    """The actor of a user, from their role grants."""
    session.flush()
    found = account(session, user.id)
    assert found is not None  # noqa: S101 (the user has just been read)
    return found.actor


def _substitutes(held: Iterable[Any], stands_in: Mapping[str, list[str]]) -> frozenset[str]:
    """Standing in goes on: the manager for a LADO, a LADO for business support."""
    found: set[str] = set()
    names = {name for row in held for name in row.stands_in_for}
    while fresh := names - found:
        found |= fresh
        names = {name for each in fresh for name in stands_in.get(each, ())}
    return frozenset(found)


def may(actor: Actor, verb: str, thing: Any = None) -> bool:
    """Whether somebody may do this, to this."""
    if isinstance(thing, Task):
        return _may_task(actor, verb, thing)
    if isinstance(thing, Case | Contact):
        return actor.casework and thing.authority_id == actor.authority_id and verb in CASEWORK
    verbs = {verb for role in actor.roles for verb in VERBS_OF_ROLE.get(role, ())}
    return verb in verbs or (actor.casework and verb in CASEWORK)


def holders(session: Session, authority_id: str, verb: str, *, but: str | None = None) -> list[str]:
    """Names of the people who may do this in general, without one of them."""
    roles = [role for role, verbs in VERBS_OF_ROLE.items() if verb in verbs]
    rows = (
        select(User.name)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(User.authority_id == authority_id, User.active, User.id != but, RoleGrant.role.in_(roles))
    )
    return list(session.scalars(rows.order_by(User.name).distinct()))


def _may_task(actor: Actor, verb: str, task: Task) -> bool:
    if task.authority_id != actor.authority_id:
        return False
    if _is_partys(actor, task):
        return verb in ("see", "complete", "keep")
    if not actor.casework:
        return (
            actor.council and task.audience in actor.roles and verb in ("see", "complete", "claim", "release", "keep")
        )
    match verb:
        case "see":
            return True
        case "complete" | "claim" | "release" | "keep":
            return task.audience in actor.acts_as
        case "name_party":
            return task.naming and (task.audience in actor.acts_as or bool(actor.roles & {"LADO", "LADO manager"}))
        case "record_for":
            return bool({"LADO", "LADO business support"} & actor.acts_as)
    return False


def _is_partys(actor: Actor, task: Task) -> bool:
    """The task is answered by the actor's own organisation, or by the actor by name."""
    if task.organisation_id is None or task.organisation_id != actor.organisation_id or task.role not in actor.roles:
        return False
    return task.audience is None and task.holder_id in (None, actor.id)


def visible(actor: Actor, model: Any) -> ColumnElement[bool]:
    """The filter that leaves what this actor may see of a table."""
    own: ColumnElement[bool] = model.authority_id == actor.authority_id
    if model is Task:
        party = and_(
            Task.organisation_id == actor.organisation_id,
            Task.audience.is_(None),
            Task.role.in_(actor.roles),
            or_(Task.holder_id.is_(None), Task.holder_id == actor.id),
        )
        done = Task.done_by_id == actor.id
        if actor.casework:
            return own
        council = Task.audience.in_(actor.roles) if actor.council else false()
        return and_(own, or_(party if actor.organisation_id else false(), council, done))
    if model is Organisation:
        return own if may(actor, "keep_organisations") else false()
    if model in (Case, Contact):
        return own if actor.casework else false()
    return false()


def scoped(actor: Actor, model: Any) -> Select[Any]:
    """A select of a table that leaves only what this actor may see."""
    return select(model).where(visible(actor, model))
