"""What somebody has typed so far and not sent: never facts, dropped when the step is done. Called by views."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from engine.models import Kept


def keep(session: Session, user_id: str, about: str, answers: dict[str, Any], *, now: datetime) -> None:
    """Keep what somebody has typed so far; never facts."""
    kept = session.get(Kept, (user_id, about))
    if kept is None:
        session.add(Kept(user_id=user_id, about=about, answers=answers, at=now))
    else:
        kept.answers, kept.at = answers, now


def forget(session: Session, user_id: str, about: str) -> None:
    """Drop what was kept."""
    session.execute(delete(Kept).where(Kept.user_id == user_id, Kept.about == about))
