"""All stories of a draft, asked to be played: what the desk asks and shows. `rehearsal.apart` plays them.

It takes a minute or more, so the worker does it and no request waits. One draft is played at a time, whoever asks.
"""

from datetime import datetime, timedelta

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from engine import db, drafts, versions
from engine.models import Draft, Playing, new_id

ASKED, GOING, STOPPED = "asked", "going", "stopped"
LOST = timedelta(minutes=1)
"""After so long without a sign of life its worker is gone."""


def ask(session: Session, draft: Draft, *, by: str, now: datetime) -> None:
    """Have all stories of a draft played as it stands; asked twice, what waits or is played already goes on."""
    digest = versions.digest(drafts.files(session, draft.id))
    kept = session.scalar(select(Playing).where(Playing.draft_id == draft.id).with_for_update())
    if kept is not None:
        if kept.digest == digest and is_alive(kept, now):
            return
        session.delete(kept)
        session.flush()
    session.add(Playing(id=new_id(), draft_id=draft.id, by_id=by, digest=digest, state=ASKED, asked_at=now))


def of(session: Session, draft: Draft) -> Playing | None:
    """What has been asked of a draft and is not done: it waits, is played, or was stopped."""
    return session.scalar(select(Playing).where(Playing.draft_id == draft.id))


def is_asked(engine: Engine) -> bool:
    """Whether a draft's stories wait to be played."""
    with db.reading(engine) as session:
        return session.scalar(select(Playing.id).where(Playing.state == ASKED).limit(1)) is not None


def is_alive(kept: Playing, now: datetime) -> bool:
    """Whether it waits, or is played by a worker that gives signs of life."""
    return kept.state == ASKED or (kept.state == GOING and kept.seen_at is not None and now - kept.seen_at < LOST)


def is_another(session: Session, kept: Playing, now: datetime) -> bool:
    """Whether another draft's stories are being played while these wait."""
    others = select(func.count()).where(
        Playing.id != kept.id, Playing.state == GOING, Playing.seen_at.is_not(None), Playing.seen_at > now - LOST
    )
    return bool(session.scalar(others))


def ready_at(kept: Playing, now: datetime) -> datetime | None:
    """By when all will probably have been played, as fast as it went so far; nothing while that cannot be told."""
    played = kept.passed + kept.failed
    if kept.begun_at is None or not played or not kept.count:
        return None
    return now + (now - kept.begun_at) / played * (kept.count - played)
