"""What verbs that work on an installation share: its settings, its database, its people. Used by the cli modules."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from engine import db
from engine.models import User
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


def user_with(session: Session, email: str) -> User:
    """Raises click.UsageError when nobody has the address."""
    found = session.scalar(select(User).where(func.lower(User.email) == email.lower()))
    if found is None:
        raise click.UsageError(f"Nobody has the address {email}.")
    return found
