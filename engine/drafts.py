"""Drafts of a procedure: a process owner's private copy of a version while it is revised, tried out and put forward.

Called by the process owner's desk. A draft is its author's alone; what others see is the version that comes of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete as deleting
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from engine import history, versions
from engine.errors import LadoflowError
from engine.folders import sound_path
from engine.models import Draft, DraftFile, HistoryEntry, Playing, ProcedureVersion, new_id

if TYPE_CHECKING:
    from engine.rehearsal import Result

MOST_BYTES = 2_000_000
MOST_DRAFTS = 20
TRIED = "procedure_tried_out"
LOOK_BACK = 200


class NoSuchDraft(LadoflowError):
    """There is nothing at this address that we can show you."""


class ChangedElsewhere(LadoflowError):
    """You changed this file in another window."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class TooManyDrafts(LadoflowError):
    """You have 20 open drafts. Throw one away before you start another."""


class TooLarge(LadoflowError):
    """This file is larger than 2 MB. Split it into several files."""


class NothingChanged(LadoflowError):
    """This draft says the same as the version in use, so there is nothing to put into use."""


class NoNote(LadoflowError):
    """Write a note that says why"""


class NotTriedOut(LadoflowError):
    """Not all scenarios have passed for exactly this content. Play all stories first."""


class StoriesFail(NotTriedOut):
    """Some scenarios fail for exactly this content. Change the draft, or the stories, and play them again."""

    def __init__(self, trial: "Trial") -> None:
        failing = trial.count - trial.passed
        super().__init__(
            f"{failing:,} {'story fails' if failing == 1 else 'stories fail'} for exactly this content. "
            "Change the draft, or the stories, and play them again."
            if failing
            else "This draft has no stories, so nothing says that it works. Tell at least one."
        )


@dataclass(frozen=True)
class Trial:
    """How the guidance scenarios went for one content of a draft."""

    digest: str
    passed: int
    count: int
    at: datetime
    seconds: int
    failures: Sequence[Mapping[str, Any]]

    @property
    def sound(self) -> bool:
        """Whether all passed, and there were any."""
        return self.count > 0 and self.passed == self.count


def start(
    session: Session, authority_id: str, *, name: str, by: str, now: datetime, files: Mapping[str, bytes] | None = None,
    version: ProcedureVersion | None = None,
) -> Draft:  # fmt: skip
    """A private copy of a version (the one in use unless another is named), or of files. Raises TooManyDrafts."""
    if len(of(session, by)) >= MOST_DRAFTS:
        raise TooManyDrafts
    version = version or versions.current(session, authority_id, now)
    copied = versions.files_of(session, version.id) if files is None else files
    draft = Draft(
        id=new_id(), authority_id=authority_id, author_id=by, name=name, from_version_id=version.id, created_at=now,
        changed_at=now,
    )  # fmt: skip
    session.add(draft)
    session.flush()
    rows = [{"draft_id": draft.id, "path": path, "content": data, "number": 1} for path, data in copied.items()]
    session.execute(insert(DraftFile), rows)
    return draft


def of(session: Session, user_id: str) -> list[Draft]:
    """A process owner's open drafts, the last changed first."""
    rows = select(Draft).where(Draft.author_id == user_id, Draft.closed_at.is_(None))
    return list(session.scalars(rows.order_by(Draft.changed_at.desc())))


def mine(session: Session, draft_id: str, user_id: str) -> Draft:
    """An open draft of this author. Raises NoSuchDraft, for others' as for none."""
    draft = session.get(Draft, draft_id)
    if draft is None or draft.author_id != user_id or draft.closed_at is not None:
        raise NoSuchDraft
    return draft


def files(session: Session, draft_id: str) -> dict[str, bytes]:
    """The files of a draft by path."""
    rows = select(DraftFile.path, DraftFile.content).where(DraftFile.draft_id == draft_id)
    return dict(session.execute(rows).all())


def file(session: Session, draft: Draft, path: str) -> DraftFile:
    """One file of a draft. Raises NoSuchDraft."""
    kept = session.get(DraftFile, (draft.id, path))
    if kept is None:
        raise NoSuchDraft
    return kept


def save(session: Session, draft: Draft, path: str, content: bytes, *, seen: int | None, now: datetime) -> DraftFile:
    """Save a file of a draft; `seen` is the number of the copy that was edited, None for a new file.

    Raises ChangedElsewhere (with the number it has now), TooLarge, NoSuchDraft for a path that no procedure has.
    """
    if len(content) > MOST_BYTES:
        raise TooLarge
    kept = session.get(DraftFile, (draft.id, path), with_for_update=True)
    if kept is None:
        if seen is not None or not sound_path(path):
            raise NoSuchDraft
        kept = DraftFile(draft_id=draft.id, path=path, content=content, number=1)
        session.add(kept)
    elif seen != kept.number:
        raise ChangedElsewhere(kept.number)
    elif kept.content != content:
        kept.content, kept.number = content, kept.number + 1
    draft.changed_at = now
    return kept


def delete(session: Session, draft: Draft, path: str, *, now: datetime) -> None:
    """Leave a file out of a draft; the versions that have it keep it. Raises NoSuchDraft."""
    session.delete(file(session, draft, path))
    draft.changed_at = now


def throw_away(session: Session, draft: Draft, *, now: datetime) -> None:
    """Close a draft without putting it into use, and forget its files."""
    for kept in (DraftFile, Playing):
        session.execute(deleting(kept).where(kept.draft_id == draft.id))
    draft.closed_at = now


def play(content: Mapping[str, bytes], path: str) -> list["Result"]:
    """Play the stories of one file of a draft on the draft as it stands. Raises BadStory."""
    from engine import rehearsal

    return rehearsal.of_files(content, only=path)


def remember_trial(session: Session, draft: Draft, trial: Trial, *, by: str) -> None:
    """Write down how the scenarios went for a content: in the record, for it is why a version may be put into use."""
    authority = history.locked(session, draft.authority_id)
    detail = {
        "draft": draft.id, "digest": trial.digest, "passed": trial.passed, "of": trial.count, "seconds": trial.seconds,
        "failures": [dict(failure) for failure in trial.failures],
    }  # fmt: skip
    history.append(session, authority, TRIED, now=trial.at, by=by, detail=detail)


def last_trial(session: Session, draft: Draft) -> Trial | None:
    """The last time that this draft was tried out, whatever it said then."""
    return next(iter(_trials(session, draft)), None)


def trial_of(session: Session, draft: Draft, digest: str) -> Trial | None:
    """How exactly this content went when it was last tried out."""
    return next((trial for trial in _trials(session, draft) if trial.digest == digest), None)


def _trials(session: Session, draft: Draft) -> list[Trial]:
    rows = select(HistoryEntry).where(HistoryEntry.chain == draft.authority_id, HistoryEntry.what == TRIED)
    found = session.scalars(rows.order_by(HistoryEntry.number.desc()).limit(LOOK_BACK))
    return [_trial(entry) for entry in found if entry.detail.get("draft") == draft.id]


def _trial(entry: HistoryEntry) -> Trial:
    said = entry.detail
    return Trial(said["digest"], said["passed"], said["of"], entry.at, said["seconds"], said["failures"])


def why_declined(session: Session, version: ProcedureVersion) -> str:
    """The reason for which a version was sent back."""
    rows = select(HistoryEntry).where(
        HistoryEntry.chain == version.authority_id, HistoryEntry.what == "procedure_declined"
    )
    found = session.scalars(rows.order_by(HistoryEntry.number.desc()).limit(LOOK_BACK))
    return next((str(e.detail.get("reason", "")) for e in found if e.detail.get("version") == version.id), "")


def came_of(session: Session, draft: Draft) -> list[ProcedureVersion]:
    """The versions put forward from this draft, the newest first."""
    rows = select(ProcedureVersion).where(ProcedureVersion.draft_id == draft.id)
    return list(session.scalars(rows.order_by(ProcedureVersion.number.desc())))


def put_forward(session: Session, draft: Draft, *, note: str, by: str, now: datetime) -> ProcedureVersion:
    """Ask a second person to put this draft into use. One that waits already is replaced.

    Raises NoNote, NothingChanged, NotTriedOut, StoriesFail, and ProcedureHasProblems of versions.
    """
    if not note.strip():
        raise NoNote
    content = files(session, draft.id)
    in_use = versions.files_of(session, versions.current(session, draft.authority_id, now).id)
    if versions.digest(in_use) == versions.digest(content):
        raise NothingChanged
    trial = trial_of(session, draft, versions.digest(content))
    if trial is None:
        raise NotTriedOut
    if not trial.sound:
        raise StoriesFail(trial)
    for version in came_of(session, draft):
        if version.published_at is None and version.declined_at is None:
            versions.withdraw(session, version, by=by, now=now)
    return versions.propose(session, draft.authority_id, content, note=note.strip(), by=by, now=now, draft_id=draft.id)
