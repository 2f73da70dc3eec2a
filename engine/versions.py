"""The versions of a procedure: drafts, putting a checked one into use with a second person, and which one is current.

Called by the process owner's desk, commands, and casework (which loads the version a case runs on). A version never changes.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from engine import councils, history
from engine.diagrams.check import Problem
from engine.diagrams.check import problems as check
from engine.errors import LadoflowError
from engine.models import Authority, Draft, DraftFile, ProcedureFile, ProcedureVersion, Role, new_id
from engine.procedure import Procedure

_CACHE: dict[str, Procedure] = {}
_CACHED = 8


class NoProcedure(LadoflowError):
    """No procedure has been put into use yet."""


class ProcedureHasProblems(LadoflowError):
    """This procedure cannot be put into use: the check has found problems."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__()
        self.problems = problems


class SamePerson(LadoflowError):
    """Somebody other than the author confirms that a procedure is put into use."""


class NotProposed(LadoflowError):
    """This version is not waiting to be confirmed."""


class ChangedElsewhere(LadoflowError):
    """This file has been changed in another window. Nothing you did here was saved over it."""


class NoSuchDraft(LadoflowError):
    """There is nothing at this address that we can show you."""


def current(session: Session, authority_id: str, now: datetime) -> ProcedureVersion:
    """The version in use at an instant. Raises NoProcedure."""
    found = session.scalar(
        select(ProcedureVersion)
        .where(ProcedureVersion.authority_id == authority_id, ProcedureVersion.published_at <= now)
        .order_by(ProcedureVersion.number.desc())
        .limit(1)
    )
    if found is None:
        raise NoProcedure
    return found


def load(session: Session, version_id: str) -> Procedure:
    """The procedure of a version; kept in memory, for versions never change."""
    if version_id not in _CACHE:
        keep(version_id, Procedure(files_of(session, version_id)))
    return _CACHE[version_id]


def keep(version_id: str, procedure: Procedure) -> None:
    """Remember a version's procedure, which has just been read or made."""
    while len(_CACHE) >= _CACHED:
        _CACHE.pop(next(iter(_CACHE)))
    _CACHE[version_id] = procedure


def files_of(session: Session, version_id: str) -> dict[str, bytes]:
    """The files of a version by path."""
    rows = select(ProcedureFile.path, ProcedureFile.content).where(ProcedureFile.version_id == version_id)
    return {path: content for path, content in session.execute(rows)}


def all_of(session: Session, authority_id: str) -> list[ProcedureVersion]:
    """Every version, the newest first."""
    rows = select(ProcedureVersion).where(ProcedureVersion.authority_id == authority_id)
    return list(session.scalars(rows.order_by(ProcedureVersion.number.desc())))


def numbered(session: Session, authority_id: str, number: int) -> ProcedureVersion | None:
    """The version with this number."""
    return session.scalar(
        select(ProcedureVersion).where(ProcedureVersion.authority_id == authority_id, ProcedureVersion.number == number)
    )


def problems(session: Session, authority_id: str, files: Mapping[str, bytes]) -> list[Problem]:
    """What the check says of these files, with this authority's roles."""
    names = list(session.scalars(select(Role.name).where(Role.authority_id == authority_id)))
    return check(files, roles=[*names, councils.PUBLIC])


def propose(
    session: Session,
    authority_id: str,
    files: Mapping[str, bytes],
    *,
    note: str,
    by: str | None,
    now: datetime,
    draft_id: str | None = None,
) -> ProcedureVersion:
    """A new version, waiting for a second person. An authority's first needs none and is in use at once.

    Raises ProcedureHasProblems. Guidance scenarios are run by the caller, who shows their result.
    """
    if found := problems(session, authority_id, files):
        raise ProcedureHasProblems([f"{p.file}: {p.step}: {p.message}" for p in found])
    authority = session.get(Authority, authority_id, with_for_update=True)
    assert authority is not None
    last = session.scalar(
        select(func.max(ProcedureVersion.number)).where(ProcedureVersion.authority_id == authority_id)
    )
    version = ProcedureVersion(
        id=new_id(), authority_id=authority_id, number=(last or 0) + 1, note=note, author_id=by, proposed_at=now,
        published_at=now if last is None else None, draft_id=draft_id,
    )  # fmt: skip
    session.add(version)
    session.flush()
    rows = [{"version_id": version.id, "path": path, "content": data} for path, data in files.items()]
    session.execute(insert(ProcedureFile), rows)
    detail = {"version": version.id, "number": version.number}
    history.append(session, authority, "procedure_proposed", now=now, by=by, detail=detail)
    return version


def approve(session: Session, version: ProcedureVersion, *, by: str, now: datetime) -> None:
    """Put a proposed version into use: new cases run on it from now on. Raises SamePerson, NotProposed."""
    _must_be_proposed(version, by)
    version.approver_id, version.published_at = by, now
    session.execute(update(Draft).where(Draft.id == version.draft_id).values(closed_at=now))
    _tell(session, version, "procedure_put_into_use", by, now)


def decline(session: Session, version: ProcedureVersion, *, by: str, now: datetime) -> None:
    """Send a proposed version back to its author. Raises SamePerson, NotProposed."""
    _must_be_proposed(version, by)
    version.approver_id, version.declined_at = by, now
    _tell(session, version, "procedure_declined", by, now)


def _must_be_proposed(version: ProcedureVersion, by: str) -> None:
    if version.published_at or version.declined_at:
        raise NotProposed
    if version.author_id == by:
        raise SamePerson


def _tell(session: Session, version: ProcedureVersion, what: str, by: str, now: datetime) -> None:
    authority = session.get(Authority, version.authority_id, with_for_update=True)
    assert authority is not None
    detail = {"version": version.id, "number": version.number}
    history.append(session, authority, what, now=now, by=by, detail=detail)


def open_draft(
    session: Session, authority_id: str, *, name: str, by: str, now: datetime, files: Mapping[str, bytes] | None = None
) -> Draft:
    """A private copy of the current version, or of imported files, to be revised."""
    version = current(session, authority_id, now)
    copied = files_of(session, version.id) if files is None else files
    draft = Draft(
        id=new_id(), authority_id=authority_id, author_id=by, name=name, from_version_id=version.id, created_at=now,
        changed_at=now,
    )  # fmt: skip
    session.add(draft)
    session.flush()
    session.execute(
        insert(DraftFile),
        [{"draft_id": draft.id, "path": path, "content": data, "number": 1} for path, data in copied.items()],
    )
    return draft


def drafts_of(session: Session, user_id: str) -> list[Draft]:
    """A process owner's open drafts, the last changed first."""
    rows = select(Draft).where(Draft.author_id == user_id, Draft.closed_at.is_(None))
    return list(session.scalars(rows.order_by(Draft.changed_at.desc())))


def draft_files(session: Session, draft_id: str) -> dict[str, bytes]:
    """The files of a draft by path."""
    rows = select(DraftFile.path, DraftFile.content).where(DraftFile.draft_id == draft_id)
    return {path: content for path, content in session.execute(rows)}


def save_file(
    session: Session, draft: Draft, path: str, content: bytes, *, seen: int | None, now: datetime
) -> DraftFile:
    """Save a file of a draft; `seen` is the number of the copy that was edited. Raises ChangedElsewhere."""
    kept = session.get(DraftFile, (draft.id, path), with_for_update=True)
    if kept is None:
        kept = DraftFile(draft_id=draft.id, path=path, content=content, number=1)
        session.add(kept)
    elif seen is not None and seen != kept.number:
        raise ChangedElsewhere
    elif kept.content != content:
        kept.content, kept.number = content, kept.number + 1
    draft.changed_at = now
    return kept


@lru_cache(maxsize=4)
def words_for(files: frozenset[tuple[str, bytes]]) -> Procedure:
    """A procedure of files that are no version: a draft's, while it is looked at."""
    return Procedure(dict(files))
