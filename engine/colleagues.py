"""The list of a council's own people, from which a form may let somebody choose. Called by pages and by rehearsal."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.forms import Entry
from engine.models import Role, RoleGrant, User
from engine.procedure import Procedure

LIST = "colleagues"
LONG_AGO = date(1, 1, 1)
Lists = dict[str, Sequence[Entry]]


def lists(session: Session, procedure: Procedure, authority_id: str) -> Lists:
    """The lists of a procedure, and, where a form asks for them, the people of the authority by name."""
    if not any(LIST in form.lists() for form in procedure.forms.values()):
        return dict(procedure.lists)
    return {**procedure.lists, LIST: _people(session, authority_id)}


def _people(session: Session, authority_id: str) -> tuple[Entry, ...]:
    """Everybody with a role of the council's; who has left is known by name and not offered."""
    rows = session.execute(
        select(User.id, User.name, User.active)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .join(Role, Role.name == RoleGrant.role)
        .where(User.authority_id == authority_id, Role.authority_id == authority_id, Role.council)
        .order_by(User.name, User.id)
        .distinct()
    )
    return tuple(Entry(id, name, to=None if active else LONG_AGO) for id, name, active in rows)
