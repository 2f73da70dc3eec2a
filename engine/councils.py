"""A new council: the roles that it starts with, and its people. Called by the demonstration, commands and tests.

More roles are added as data: a new lane needs a role, never a programmer.
"""

from typing import Any

from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from engine.errors import LadoflowError
from engine.models import Authority, Role, RoleGrant, User, new_id

SUPPORT = "LADO business support"
COUNCIL: dict[str, dict[str, Any]] = {
    "LADO": {"casework": True, "stands_in_for": [SUPPORT]},
    "LADO manager": {"casework": True, "stands_in_for": ["LADO", "Data protection officer"]},
    SUPPORT: {"casework": True},
    "Process owner": {},
    "Process approver": {},
    "Data protection officer": {},
    "Auditor": {},
    "Administrator": {},
}
OUTSIDE: dict[str, dict[str, Any]] = {
    "Police": {},
    "Children's social care": {},
    "Employer": {"by_engagement": True},
    "Fostering service": {"by_engagement": True},
    "Director of children's services": {},
    "Other LADO": {},
    "Placing authority": {},
    "Referrer": {},
    "Regulator": {},
    "PiPoT lead": {},
}
PUBLIC = "Public"
"""The lane of a way in for which nobody signs in."""

_hasher = PasswordHasher()


class NotToldWhich(LadoflowError):
    """Several councils use this service, and this page cannot tell which of them your report is for. Nothing was saved.
    Ring your council and ask for the designated officer (LADO)."""


def new_council(session: Session, name: str, settings: dict[str, Any] | None = None) -> Authority:
    """A council with its roles and nobody in them."""
    authority = Authority(id=new_id(), name=name, settings=settings or {}, chain_number=0, chain_hash="")
    session.add(authority)
    session.flush()
    said: list[tuple[str, bool, dict[str, Any]]] = [(role, True, more) for role, more in COUNCIL.items()]
    said += [(role, False, {"named_by": SUPPORT, **more}) for role, more in OUTSIDE.items()]
    for role, council, more in said:
        session.add(Role(id=new_id(), authority_id=authority.id, name=role, council=council, **more))
    session.flush()
    return authority


def add_user(
    session: Session,
    authority_id: str,
    email: str,
    name: str,
    roles: list[str],
    *,
    password: str,
    title: str = "",
    organisation_id: str | None = None,
    phone: str | None = None,
) -> User:
    """Somebody who can sign in."""
    user = User(
        id=new_id(), authority_id=authority_id, email=email.lower(), name=name, title=title, phone=phone,
        password_hash=_hasher.hash(password), organisation_id=organisation_id,
    )  # fmt: skip
    session.add(user)
    session.flush()
    session.add_all(RoleGrant(user_id=user.id, role=role) for role in roles)
    session.flush()
    return user


def set_password(user: User, password: str) -> None:
    """A new password; every session of the user ends."""
    user.password_hash, user.session_number = _hasher.hash(password), user.session_number + 1
