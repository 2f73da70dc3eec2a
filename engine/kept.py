"""What somebody has typed so far and not sent: never facts, dropped when the step is done. Called by views."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from engine.models import Kept


def keep(session: Session, user_id: str, about: str, answers: dict[str, Any], *, now: datetime) -> None:
    """Keep what somebody has typed so far; never facts."""
    kept = session.get(Kept, (user_id, about))
    if kept is None:
        session.add(Kept(user_id=user_id, about=about, answers=answers, at=now))
    else:
        kept.answers, kept.at = answers, now


def begun(session: Session, user_id: str, about: Iterable[str]) -> dict[str, datetime]:
    """Of which of these this person has kept something, and when they last did."""
    asked = select(Kept.about, Kept.at).where(Kept.user_id == user_id, Kept.about.in_(list(about)))
    return dict(session.execute(asked).all())


def forget(session: Session, user_id: str, about: str) -> None:
    """Drop what was kept."""
    session.execute(delete(Kept).where(Kept.user_id == user_id, Kept.about == about))
