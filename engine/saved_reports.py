"""What somebody without an account has typed into a form and not sent: kept under a code that only they have.

Never a contact: in no list, search, report or export. Called by the public's forms and by the sweep that deletes it.
"""

import hashlib
import re
import secrets
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, select
from sqlalchemy.orm import Session

from engine import dates, history
from engine.errors import LadoflowError
from engine.models import SavedReport
from engine.references import LETTERS

DAYS = 14
"""Whole days after the day on which it was saved: time to ask somebody else, or to come back from a holiday; no longer,
because nobody at the council knows of it and a concern that is never sent helps no child."""
GROUPS, IN_A_GROUP = 5, 4
"""Twenty of thirty letters are 98 bits: nobody finds a code by trying."""
LARGEST = 200_000
"""Characters; a long referral about several adults has 20,000. Anybody may save, so there is an end to it."""


class NotACode(LadoflowError):
    """A code has 20 letters and numbers, without 0, 1, I, L, O and U. Check what you wrote down"""


class NoSuchReport(LadoflowError):
    """Nothing is kept under this code. Check each letter. What was sent, or kept for 14 days, is deleted"""


class TooLong(LadoflowError):
    """This is more than can be kept for later. Shorten it, or send it now"""


def new_code() -> str:
    """For example H4KM-92TX-7PQR-3WDV-K8CN: drawn at random, without look-alike letters."""
    return _grouped("".join(secrets.choice(LETTERS) for _ in range(GROUPS * IN_A_GROUP)))


def code_typed(typed: str) -> str:
    """The code that somebody typed, however they wrote it. Raises NotACode."""
    letters = re.sub(r"[\W_]", "", typed).upper()
    if len(letters) != GROUPS * IN_A_GROUP or not set(letters) <= set(LETTERS):
        raise NotACode
    return _grouped(letters)


def _grouped(letters: str) -> str:
    return "-".join(letters[at : at + IN_A_GROUP] for at in range(0, len(letters), IN_A_GROUP))


def keep(
    session: Session, authority_id: str, code: str, way_in: str, answers: dict[str, Any], *, now: datetime
) -> date:
    """Keep what was typed into this way in, as it was typed, in place of what the code stood for; until the end of the
    day that is returned. Raises TooLong.
    """
    if sum(len(name) + sum(map(len, values)) for name, values in answers.items()) > LARGEST:
        raise TooLong
    history.locked(session, authority_id)  # Two clicks on Save come one after the other.
    digest = _digest(authority_id, code)
    kept = session.get(SavedReport, digest) or SavedReport(digest=digest, authority_id=authority_id)
    kept.way_in, kept.answers, kept.at = way_in, answers, now
    last = dates.local_day(now) + timedelta(days=DAYS)
    kept.until = dates.instant(last + timedelta(days=1), time(0))
    session.add(kept)
    session.flush()
    return last


def take_up(session: Session, authority_id: str, code: str, *, now: datetime) -> SavedReport:
    """What is kept under a code. Raises NoSuchReport: alike for one never given, one sent, one whose days are over."""
    found = session.scalar(select(SavedReport).where(_under(authority_id, code), ~_over(now)))
    if found is None:
        raise NoSuchReport
    return found


def forget(session: Session, authority_id: str, code: str) -> None:
    """Delete what is kept under a code: it has been sent."""
    session.execute(delete(SavedReport).where(_under(authority_id, code)))


def is_over(session: Session, now: datetime) -> bool:
    """Whether the days of anything that is kept have passed."""
    return bool(session.scalar(select(exists().where(_over(now)))))


def forget_over(session: Session, now: datetime) -> int:
    """Delete everything whose days have passed, of every council; returns how many there were."""
    return len(session.scalars(delete(SavedReport).where(_over(now)).returning(SavedReport.digest)).all())


def _over(now: datetime) -> ColumnElement[bool]:
    return SavedReport.until <= now


def _under(authority_id: str, code: str) -> ColumnElement[bool]:
    return (SavedReport.digest == _digest(authority_id, code)) & (SavedReport.authority_id == authority_id)


def _digest(authority_id: str, code: str) -> str:
    """All that the database knows of a code. Without a slow hash: there are too many codes to try them."""
    return hashlib.sha256(f"{authority_id} {code}".encode()).hexdigest()
