"""Plays all stories of a draft for the worker, in a process of their own, and writes down how far it is.

The procedure and its stories are somebody's input: the process that plays them has limits, and no way to the database.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from engine import db, drafts, playing, versions
from engine.diagrams.child import LIMITS, WELL, Nursery, Say, serve
from engine.errors import LadoflowError
from engine.models import Draft, Playing
from engine.procedure import Procedure
from engine.rehearsal import Result, play, stories_of

SECONDS, MEMORY = 1_800.0, 1_500_000_000
"""Twenty times the time of our own stories, and five times their memory."""
BEAT = 5.0
EVERY = timedelta(seconds=1)
"""So often the desk is told how far it is: it asks no more often."""
KIND = 10
"""How far the process stands back for those who answer people."""
MOST_FAILURES, MOST_WORDS = 100, 500
TOO_MUCH = "They took more time or memory than any real stories need. Make them fewer or shorter."
FAILED = "Ladoflow itself failed while it played them. The mistake is ours: tell whoever runs it."
_nursery = Nursery("engine.rehearsal.apart")

Files = dict[str, bytes]


@dataclass
class _Went:
    """How it has gone so far."""

    id: str
    begun_at: datetime
    count: int = 0
    passed: int = 0
    failed: int = 0
    failures: list[dict[str, Any]] = field(default_factory=list)
    why: str = ""
    file: str = ""

    def hear(self, line: dict[str, Any]) -> None:
        """Take in one line of the process that plays."""
        self.count = line.get("count", self.count)
        if "passed" in line:
            self.passed += line["passed"]
            self.failed += not line["passed"]
        if "failure" in line and len(self.failures) < MOST_FAILURES:
            self.failures.append(line["failure"])
        if answer := line.get("answer"):
            self.why, self.file = answer["refused"], answer["file"]
        if line.get("ended", WELL) != WELL:
            self.why = TOO_MUCH if line["ended"] in LIMITS else FAILED


def play_asked(engine: Engine, clock: Callable[[], datetime], stopping: Callable[[], bool] = lambda: False) -> int:
    """Play what is asked for, one draft after the other; returns how many were played to the end."""
    done = 0
    while not stopping() and (begun := _begin(engine, clock())):
        done += _play(engine, *begun, clock, stopping)
    return done


def rest() -> None:
    """Let the process that plays end: it is seldom needed, and has loaded much."""
    _nursery.close()


def _begin(engine: Engine, now: datetime) -> tuple[_Went, Files] | None:
    """Claim what was asked first, unless another is being played; what its worker has left is marked as stopped."""
    if not playing.is_asked(engine):
        return None
    with db.writing(engine) as session:
        asked = select(Playing).where(Playing.state != playing.STOPPED).order_by(Playing.asked_at, Playing.id)
        rows = list(session.scalars(asked.with_for_update()))
        going = [kept for kept in rows if kept.state == playing.GOING]
        for kept in going:
            kept.state = kept.state if playing.is_alive(kept, now) else playing.STOPPED
        first = next((kept for kept in rows if kept.state == playing.ASKED), None)
        if first is None or any(kept.state == playing.GOING for kept in going):
            session.commit()
            return None
        files = drafts.files(session, first.draft_id)
        first.digest = versions.digest(files)
        first.state, first.begun_at, first.seen_at = playing.GOING, now, now
        session.commit()
        return _Went(first.id, now), files


def _play(
    engine: Engine, went: _Went, files: Files, clock: Callable[[], datetime], stopping: Callable[[], bool]
) -> bool:
    """Listen to the end, or until whoever asked does not want it any more; whether it came to the end."""
    ended, told_at = False, went.begun_at
    with closing(_nursery.heard({"files": files}, seconds=SECONDS, memory=MEMORY, beat=BEAT)) as lines:
        for line in lines:
            went.hear(line)
            ended = ended or "ended" in line
            now = clock()
            if stopping():
                break
            if now - told_at >= EVERY:
                told_at = now
                if not _tell(engine, went, now):
                    return False
    if not ended and not stopping():
        went.why = FAILED
    return _end(engine, went, clock(), done=ended and not went.why)


def _tell(engine: Engine, went: _Went, now: datetime) -> bool:
    """Write down how far it is; whether it is still wanted."""
    with db.writing(engine) as session:
        kept = _kept(session, went)
        if kept is not None:
            kept.seen_at = now
            kept.count, kept.passed, kept.failed, kept.failures = went.count, went.passed, went.failed, went.failures
        session.commit()
        return kept is not None


def _end(engine: Engine, went: _Went, now: datetime, *, done: bool) -> bool:
    """Write into the record how it went, or why it did not come to an end."""
    _tell(engine, went, now)
    with db.writing(engine) as session:
        kept = _kept(session, went)
        if kept is not None and done:
            seconds = round((now - went.begun_at).total_seconds())
            trial = drafts.Trial(kept.digest, went.passed, went.count, now, seconds, went.failures)
            drafts.remember_trial(session, session.get_one(Draft, kept.draft_id), trial, by=kept.by_id)
            session.delete(kept)
        elif kept is not None:
            kept.state, kept.why, kept.file = playing.STOPPED, went.why, went.file
        session.commit()
        return kept is not None and done


def _kept(session: Session, went: _Went) -> Playing | None:
    """What was asked, unless it was asked anew meanwhile or its draft is gone."""
    return session.get(Playing, went.id, with_for_update=True)


# In the process that plays


def _work(asked: dict[str, Any], say: Say) -> object:
    os.nice(KIND)
    try:
        for line in _told(asked["files"]):
            say(line)
    except LadoflowError as wrong:
        return {"refused": str(wrong), "file": getattr(wrong, "file", "")}
    return None


def _told(files: Files) -> Iterator[dict[str, Any]]:
    stories = stories_of(files)
    yield {"count": len(stories)}
    procedure = Procedure(files)
    for file, scenario in stories:
        result = play(procedure, scenario, file)
        yield {"passed": True} if result.passed else {"passed": False, "failure": _failure(result)}


def _failure(result: Result) -> dict[str, Any]:
    """What the desk shows of a story that failed."""
    return {
        "feature": result.feature, "scenario": result.scenario, "at": result.at, "file": result.file,
        "line": result.line, "said": result.said[:MOST_WORDS], "why": result.why[:MOST_WORDS],
        "held": result.held, "understood": result.understood,
    }  # fmt: skip


if __name__ == "__main__":
    serve(int(sys.argv[1]), _work)
