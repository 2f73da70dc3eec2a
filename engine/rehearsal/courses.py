"""How a story's cases went, for whoever counts its sittings: how far each came, with which strands and reviews.

Called by play, when the story has been told.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import in_hand
from engine.models import Case, HistoryEntry, Task
from engine.rehearsal import earlier
from engine.rehearsal.stage import Stage


@dataclass(frozen=True)
class Course:
    """One case as the story left it."""

    level: str
    closed: bool
    strands: tuple[str, ...]
    """The kinds of its strands, each once."""
    asked: Mapping[str, int]
    """How often each form was answered in it."""


def courses(stage: Stage, session: Session) -> tuple[Course, ...]:
    """Every case of the story; records from before it are no part of it."""
    told = select(Case).where(Case.process != earlier.PROCESS).order_by(Case.opened_at)
    return tuple(_course(stage, session, case) for case in session.scalars(told))


def _course(stage: Stage, session: Session, case: Case) -> Course:
    known = in_hand.look_at(session, case.id, now=stage.now).facts
    kinds = {str(known.get(strand.id, "kind")) for strand in known.listed("strands")}
    done = select(Task.form).where(Task.case_id == case.id, Task.state == "done")
    asked = Counter(session.scalars(done).all())
    return Course(case.level, case.closed_at is not None, tuple(sorted(kinds)), asked)


def is_closed(session: Session) -> bool:
    """Whether a case of the story has been closed, or was before it was opened again."""
    return session.scalar(select(HistoryEntry.number).where(HistoryEntry.what == "case_closed").limit(1)) is not None
