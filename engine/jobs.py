"""The sweeps over due timers, waiting messages and what is kept too long: safe with any number of workers.

Called by the `worker` and `tick` commands. Timers and messages are claimed by compare-and-set; each is a transaction of
its own.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Engine, or_, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from engine import casework, db, letters, saved_reports, settling, undoing
from engine.models import WAITING, Authority, Case, Message, Task, Timer, User

log = logging.getLogger(__name__)
BATCH = 100
SIDE_BY_SIDE = 3
"""How many timers fire at once, each of another case: while the server works for one, another is computed. SQLite has
one writer, so there one follows the other.
"""
LOST = timedelta(minutes=5)
"""After so long a claimed message is taken over: its worker is gone."""

Deliver = Callable[[Message, User, str], None]
"""Hands a message of a council (its name) over to a user."""


def fire_due(engine: Engine, now: datetime) -> int:
    """Let every timer that is due fire; returns how many did. Each is tried once, those of one case in their order."""
    fired, tried = 0, set[str]()
    with ThreadPoolExecutor(SIDE_BY_SIDE, "timers") as threads:
        fire_each: Any = map if engine.dialect.name == "sqlite" else threads.map
        while due := [(case, timer) for case, timer in _due(engine, now) if timer not in tried]:
            tried.update(timer for _, timer in due)
            of_case: dict[str, list[str]] = {}
            for case, timer in due:
                of_case.setdefault(case, []).append(timer)
            fired += sum(fire_each(lambda timers: sum(_fire(engine, each, now) for each in timers), of_case.values()))
    return fired


def _due(engine: Engine, now: datetime) -> list[tuple[str, str]]:
    """Timers with their cases, the first due first."""
    with db.reading(engine) as session:
        due = (
            select(Timer.case_id, Timer.id)
            .join(Case, Case.id == Timer.case_id)
            .where(Timer.state == WAITING, Timer.due_at <= now, Case.repair.is_(None))
            .order_by(Timer.due_at, Timer.id)
            .limit(BATCH)
        )
        return [(case, timer) for case, timer in session.execute(due)]


def _fire(engine: Engine, timer: str, now: datetime) -> bool:
    """One that cannot even be tried leaves its case in need of repair: nothing else waits for it, nor asks it again.

    What the database refuses, it may take in the next sweep.
    """
    try:
        with db.writing(engine) as session:
            fired = casework.fire_timer(session, timer, now=now)
            session.commit()
            return fired
    except db.UNAVAILABLE:
        raise
    except SQLAlchemyError as refused:
        log.warning("timer %s could not fire, and is tried again: %s", timer, type(refused).__name__)
    except Exception as failure:  # noqa: BLE001 (whatever is wrong with one case, the others go on)
        log.warning("timer %s cannot fire, so its case needs repair: %s", timer, type(failure).__name__)
        with db.writing(engine) as session:
            settling.cannot_run(session, timer, failure, now=now)
            session.commit()
    return False


def deliver(engine: Engine, now: datetime, hand_over: Deliver) -> int:
    """Hand over every waiting message, at least once, with its row's id; returns how many.

    One that cannot be handed over now stays claimed and is tried again when its claim is old.
    """
    return sum(_deliver(engine, id, now, hand_over) for id in _waiting(engine, now))


def _deliver(engine: Engine, id: str, now: datetime, hand_over: Deliver) -> bool:
    """Claim, hand over without a transaction, then mark: a slow mail server holds up nobody."""
    if not _claim(engine, id, now):
        return False
    with db.reading(engine) as session:
        message = session.get_one(Message, id)
        user = session.get_one(User, message.user_id)
        council = session.get_one(Authority, message.authority_id).name
        entitled = user.active and _still_waits(session, message)
    if entitled:
        try:
            hand_over(message, user, council)
        except OSError:
            log.warning("message %s could not be handed over; it will be tried again", id)
            return False
    with db.writing(engine) as session:
        state = {"state": "sent", "sent_at": now} if entitled else {"state": "dropped"}
        session.execute(update(Message).where(Message.id == id).values(**state))
        session.commit()
    return entitled


def _claim(engine: Engine, id: str, now: datetime) -> bool:
    with db.writing(engine) as session:
        claiming = update(Message).where(Message.id == id, _free(now)).values(state="claimed", claimed_at=now)
        claimed = session.scalars(claiming.returning(Message.id)).first()
        session.commit()
        return claimed is not None


def _still_waits(session: Session, message: Message) -> bool:
    """What the message speaks of has not been done or withdrawn meanwhile, or is as withdrawn as it says."""
    task = session.get(Task, message.task_id) if message.task_id else None
    return task is None or task.state == ("withdrawn" if message.kind == letters.WITHDRAWN else "open")


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(Message.state == "waiting", (Message.state == "claimed") & (Message.claimed_at < now - LOST))


def _waiting(engine: Engine, now: datetime) -> list[str]:
    with db.reading(engine) as session:
        return list(session.scalars(select(Message.id).where(_free(now)).order_by(Message.at).limit(BATCH)))


def forget_undoable(engine: Engine, now: datetime) -> int:
    """Delete how cases stood before steps that cannot be undone any more; returns how many there were."""
    return _forget(engine, now, undoing.any_over, undoing.forget_over)


def forget_saved(engine: Engine, now: datetime) -> int:
    """Delete what was saved without an account and not taken up in its days; returns how many there were."""
    return _forget(engine, now, saved_reports.is_over, saved_reports.forget_over)


def _forget(
    engine: Engine, now: datetime, over: Callable[[Session, datetime], bool], forget: Callable[[Session, datetime], int]
) -> int:
    """Look before the lock of a writer is taken: nearly always there is nothing to forget."""
    with db.reading(engine) as session:
        if not over(session, now):
            return 0
    with db.writing(engine) as session:
        gone = forget(session, now)
        session.commit()
        return gone
