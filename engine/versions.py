"""The versions of a procedure: putting a checked one into use with a second person, and which one is current.

Called by the process owner's desk, commands, and casework (which loads the version a case runs on). A version never
changes; what is being revised is a draft (drafts.py).
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from engine import councils, history
from engine.diagrams import guarded
from engine.diagrams.problem import Problem
from engine.errors import LadoflowError
from engine.models import Case, Draft, ProcedureFile, ProcedureVersion, Role, new_id
from engine.procedure import Procedure

_CACHE: dict[str, Procedure] = {}
_CACHED = 8
_CHECKED: dict[str, list[Problem]] = {}
_MOST_CHECKED = 16


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


class NotTheLatest(LadoflowError):
    """Another version has been put into use meanwhile. Send this one back, so that its author can compare again."""


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
    return dict(session.execute(rows).all())


def all_of(session: Session, authority_id: str) -> list[ProcedureVersion]:
    """Every version, the newest first."""
    rows = select(ProcedureVersion).where(ProcedureVersion.authority_id == authority_id)
    return list(session.scalars(rows.order_by(ProcedureVersion.number.desc())))


def numbered(session: Session, authority_id: str, number: int) -> ProcedureVersion | None:
    """The version with this number."""
    return session.scalar(
        select(ProcedureVersion).where(ProcedureVersion.authority_id == authority_id, ProcedureVersion.number == number)
    )


def running_cases(session: Session, authority_id: str) -> dict[str, int]:
    """How many open cases run on each version, by its id."""
    rows = select(Case.version_id, func.count()).where(Case.authority_id == authority_id, Case.closed_at.is_(None))
    return dict(session.execute(rows.group_by(Case.version_id)).all())


def digest(files: Mapping[str, bytes]) -> str:
    """What tells one content from every other: all paths and bytes."""
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(f"{path}\0{len(files[path])}\0".encode())
        whole.update(files[path])
    return whole.hexdigest()


def roles(session: Session, authority_id: str) -> list[str]:
    """What a lane of this authority may be called."""
    names = select(Role.name).where(Role.authority_id == authority_id).order_by(Role.name)
    return [*session.scalars(names), councils.PUBLIC]


def problems(session: Session, authority_id: str, files: Mapping[str, bytes]) -> list[Problem]:
    """What the check says of these files as a whole procedure, with this authority's roles; remembered by content.

    The files are somebody's input: they are read under limits of time and memory, in a process of its own.
    """
    names = roles(session, authority_id)
    key = f"{digest(files)} {names}"
    if key in _CHECKED:
        return _CHECKED[key]
    found = guarded.problems(files, roles=names, whole=True)
    if any(problem.message in (guarded.TOO_MUCH, guarded.FAILED) for problem in found):
        return found  # A busy machine may say so once: it is asked again.
    while len(_CHECKED) >= _MOST_CHECKED:
        _CHECKED.pop(next(iter(_CHECKED)), None)
    _CHECKED[key] = found
    return found


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
    authority = history.locked(session, authority_id)
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


def waiting(session: Session, authority_id: str) -> list[ProcedureVersion]:
    """Versions that wait for a second person, the oldest first."""
    rows = select(ProcedureVersion).where(
        ProcedureVersion.authority_id == authority_id,
        ProcedureVersion.published_at.is_(None),
        ProcedureVersion.declined_at.is_(None),
    )
    return list(session.scalars(rows.order_by(ProcedureVersion.number)))


def approve(session: Session, version: ProcedureVersion, *, by: str, now: datetime) -> None:
    """Put a proposed version into use for new cases from now on. Raises SamePerson, NotProposed, NotTheLatest."""
    version = _must_be_proposed(session, version, by)
    later = select(ProcedureVersion.id).where(
        ProcedureVersion.authority_id == version.authority_id,
        ProcedureVersion.number > version.number,
        ProcedureVersion.published_at.is_not(None),
    )
    if session.scalar(later.limit(1)):
        raise NotTheLatest
    version.approver_id, version.published_at = by, now
    session.execute(update(Draft).where(Draft.id == version.draft_id).values(closed_at=now))
    _tell(session, version, "procedure_put_into_use", by, now)


def decline(session: Session, version: ProcedureVersion, *, by: str, now: datetime, reason: str = "") -> None:
    """Send a proposed version back to its author. Raises SamePerson, NotProposed."""
    version = _must_be_proposed(session, version, by)
    version.approver_id, version.declined_at = by, now
    _tell(session, version, "procedure_declined", by, now, reason=reason)


def withdraw(session: Session, version: ProcedureVersion, *, by: str, now: datetime) -> None:
    """Its author takes a proposed version back. Raises NotProposed."""
    version = session.get_one(ProcedureVersion, version.id, with_for_update=True)
    if version.published_at or version.declined_at or version.author_id != by:
        raise NotProposed
    version.declined_at = now
    _tell(session, version, "procedure_taken_back", by, now)


def _must_be_proposed(session: Session, version: ProcedureVersion, by: str) -> ProcedureVersion:
    """The version under lock, so that it is decided once."""
    version = session.get_one(ProcedureVersion, version.id, with_for_update=True)
    if version.published_at or version.declined_at:
        raise NotProposed
    if version.author_id == by:
        raise SamePerson
    return version


def _tell(session: Session, version: ProcedureVersion, what: str, by: str, now: datetime, **more: str) -> None:
    authority = history.locked(session, version.authority_id)
    detail = {"version": version.id, "number": version.number, **more}
    history.append(session, authority, what, now=now, by=by, detail=detail)
