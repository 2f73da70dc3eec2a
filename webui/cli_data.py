"""What verbs that work on an installation share: its settings, its database, its councils and people; for the cli."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from engine import db
from engine.models import Authority, User
from webui.settings import READY, Settings, from_environment


def settings(*, serving: bool = False) -> Settings:
    """The settings of the installation in the environment; only what serves pages needs a secret key."""
    folder = Path(os.environ.get("LADOFLOW_DATA", "data"))
    demonstration = os.environ.get("LADOFLOW_DEMONSTRATION") == "1" or (folder / READY).exists()
    return from_environment(demonstration=demonstration, serving=serving)


@contextmanager
def opened(given: Settings | None = None) -> Iterator[Engine]:
    """The installation's database. Raises db.Unreachable when it does not answer or cannot be written."""
    engine = db.make_engine((given or settings()).database_url)
    try:
        yield engine
    except db.UNAVAILABLE as failure:
        raise db.Unreachable from failure
    finally:
        engine.dispose()


of_council = click.option("--council", help="Its name, where there is more than one.")
"""For verbs that concern one council."""


def council_named(session: Session, name: str | None) -> Authority:
    """The council with this name, or the only one. Raises click.UsageError with the names where there are several."""
    found = [each for each in session.scalars(select(Authority).order_by(Authority.name)) if name in (None, each.name)]
    if not found:
        missing = "There is no council yet. Make one with: ladoflow council add --name NAME"
        raise click.UsageError(f"There is no council called {name}." if name else missing)
    if len(found) > 1:
        names = ", ".join(each.name for each in found)
        raise click.UsageError(f"There is more than one council. Name one with --council: {names}.")
    return found[0]


def user_with(session: Session, email: str) -> User:
    """Raises click.UsageError when nobody has the address."""
    found = session.scalar(select(User).where(func.lower(User.email) == email.lower()))
    if found is None:
        raise click.UsageError(f"Nobody has the address {email}.")
    return found
