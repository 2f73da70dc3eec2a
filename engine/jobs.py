"""The sweeps over due timers and waiting messages: claimed by compare-and-set, safe with any number of workers.

Called by the `worker` and `tick` commands. Each timer and each message is a transaction of its own.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Engine, or_, select, update

from engine import casework, db
from engine.models import Authority, Case, Message, Timer, User

BATCH = 100
LOST = timedelta(minutes=5)
"""After so long a claimed message is taken over: its worker is gone."""

Deliver = Callable[[Message, User, str], None]
"""Hands a message of a council (its name) over to a user."""


def fire_due(engine: Engine, now: datetime) -> int:
    """Let every timer that is due fire; returns how many did."""
    fired = 0
    while due := _due(engine, now):
        moved = sum(_fire(engine, timer, now) for timer in due)
        fired += moved
        if not moved:
            break
    return fired


def _due(engine: Engine, now: datetime) -> list[str]:
    with db.reading(engine) as session:
        return list(
            session.scalars(
                select(Timer.id)
                .join(Case, Case.id == Timer.case_id)
                .where(Timer.state == "waiting", Timer.due_at <= now, Case.repair.is_(None))
                .order_by(Timer.due_at, Timer.id)
                .limit(BATCH)
            )
        )


def _fire(engine: Engine, timer: str, now: datetime) -> bool:
    with db.writing(engine) as session:
        fired = casework.fire_timer(session, timer, now=now)
        session.commit()
        return fired


def deliver(engine: Engine, now: datetime, hand_over: Deliver) -> int:
    """Hand over every waiting message, at least once, with its row's id; returns how many."""
    sent = 0
    for id in _waiting(engine, now):
        with db.writing(engine) as session:
            claimed = session.execute(
                update(Message).where(Message.id == id, _free(now)).values(state="claimed", claimed_at=now)
            )
            session.commit()
            if not claimed.rowcount:  # type: ignore[attr-defined]
                continue
            message = session.get_one(Message, id)
            user = session.get_one(User, message.user_id)
            if not user.active:
                message.state = "dropped"
            else:
                hand_over(message, user, session.get_one(Authority, message.authority_id).name)
                message.state, message.sent_at = "sent", now
                sent += 1
            session.commit()
    return sent


def _free(now: datetime):  # type: ignore[no-untyped-def]
    return or_(Message.state == "waiting", (Message.state == "claimed") & (Message.claimed_at < now - LOST))


def _waiting(engine: Engine, now: datetime) -> list[str]:
    with db.reading(engine) as session:
        return list(session.scalars(select(Message.id).where(_free(now)).order_by(Message.at).limit(BATCH)))
