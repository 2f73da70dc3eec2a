"""How a story's cases went, for whoever counts its sittings: how far each came, with which strands and reviews.

Whoever wants to know hands a Counting to play.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

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


@dataclass
class Counting:
    """Looks on while a story is played: who sent how many pages until an adult's case was closed, and how all went."""

    sat: dict[str, int] = field(default_factory=dict)
    """How often somebody of each role sent a page; what is done for a case after it was closed is not its course."""
    closed: bool = False
    courses: tuple[Course, ...] = ()

    def look(self, stage: Stage) -> None:
        """After each part of the story."""
        if not self.closed:
            self.sat = dict(stage.sat)
            with stage.looking() as session:
                self.closed = session.scalar(_CLOSED) is not None

    def end(self, stage: Stage) -> None:
        """Every adult's case of the story; records from before it are no part of it."""
        told = select(Case).where(Case.process != earlier.PROCESS, Case.has_adult).order_by(Case.opened_at)
        with stage.looking() as session:
            self.courses = tuple(_course(stage, session, case) for case in session.scalars(told))


_CLOSED = (
    select(Case.id)
    .join(HistoryEntry, HistoryEntry.chain == Case.id)
    .where(HistoryEntry.what == "case_closed", Case.has_adult)
    .limit(1)
)
"""A case that has been closed, or was before it was opened again."""


def _course(stage: Stage, session: Session, case: Case) -> Course:
    known = in_hand.look_at(session, case.id, now=stage.now).facts
    kinds = {str(known.get(strand.id, "kind")) for strand in known.listed("strands")}
    done = select(Task.form).where(Task.case_id == case.id, Task.state == "done")
    asked = Counter(session.scalars(done).all())
    return Course(case.level, case.closed_at is not None, tuple(sorted(kinds)), asked)
