"""A draft is brought up to a version that was put into use after the one it was begun from: file by file, lists by row.

Called by the process owner's desk. Nothing is lost: the draft as it was before is kept as another draft.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import drafts, sheets, versions
from engine.diagrams.files import LIST, kind_of
from engine.errors import LadoflowError
from engine.models import Draft, DraftFile, ProcedureVersion

THEIRS, ROWS, BOTH = "theirs", "rows", "both"
"""How a file differs: only the version changed it; both did, in different rows; both did, and somebody chooses."""
MINE = "mine"
Files = Mapping[str, bytes]


class Undecided(LadoflowError):
    """Choose for each file that both have changed"""


class ChangedMeanwhile(LadoflowError):
    """The draft, or the version in use, has changed since this page was shown. Look again, then bring it in"""


@dataclass(frozen=True)
class Difference:
    """A file that the version has changed; `content` is what comes of it, None: no file."""

    path: str
    how: str
    content: bytes | None
    renamed: str = ""
    """The path under which the side that has it no more has the same content anew."""


def differences(base: Files, mine: Files, theirs: Files) -> list[Difference]:
    """What the version has changed and the draft has not changed in the same way, by path."""
    return [
        _difference(path, base, mine, theirs)
        for path in sorted({*base, *theirs})
        if theirs.get(path) not in (base.get(path), mine.get(path))
    ]


def _difference(path: str, base: Files, mine: Files, theirs: Files) -> Difference:
    was, here, there = base.get(path), mine.get(path), theirs.get(path)
    if here == was:
        return Difference(path, THEIRS, there)
    if was is not None and here is not None and there is not None and kind_of(path) == LIST:
        rows = sheets.merged(was, here, there)
        if rows is not None:
            return Difference(path, ROWS, rows)
    without = theirs if there is None else mine
    renamed = next((p for p, data in without.items() if p not in base and data == was), "") if was else ""
    return Difference(path, BOTH, there, renamed if here is None or there is None else "")


def marks(base: Files, mine: Files, theirs: Files) -> str:
    """What tells whether a page still shows how things are."""
    return "-".join(versions.digest(files)[:16] for files in (base, mine, theirs))


def catch_up(
    session: Session, draft: Draft, version: ProcedureVersion, chosen: Mapping[str, str], *, seen: str, by: str,
    now: datetime,
) -> tuple[list[Difference], Draft]:  # fmt: skip
    """Bring in what a version changed, as `chosen` (MINE or THEIRS by path) where both did; with the draft as it was.

    Raises Undecided, ChangedMeanwhile, and TooManyDrafts of drafts.
    """
    begun = session.get_one(ProcedureVersion, draft.from_version_id)
    _hold(session, draft)
    base, mine, theirs = (
        versions.files_of(session, begun.id),
        drafts.files(session, draft.id),
        versions.files_of(session, version.id),
    )
    if seen != marks(base, mine, theirs):
        raise ChangedMeanwhile
    found = differences(base, mine, theirs)
    if any(each.how == BOTH and chosen.get(each.path) not in (MINE, THEIRS) for each in found):
        raise Undecided
    before = drafts.start(session, draft.authority_id, name=f"{draft.name}, before version {version.number}", by=by,
                          now=now, files=mine, version=begun)  # fmt: skip
    for each in found:
        if each.how != BOTH or chosen[each.path] == THEIRS:
            _put(session, draft, each.path, each.content)
    draft.from_version_id, draft.changed_at = version.id, now
    return found, before


def _hold(session: Session, draft: Draft) -> None:
    """What another window is just saving is waited for, and then seen: it would be neither brought in nor kept."""
    session.execute(select(DraftFile.path).where(DraftFile.draft_id == draft.id).with_for_update())


def _put(session: Session, draft: Draft, path: str, content: bytes | None) -> None:
    """Another window that has the file open is told when it saves."""
    kept = session.get(DraftFile, (draft.id, path), with_for_update=True)
    if content is None:
        if kept is not None:
            session.delete(kept)
    elif kept is None:
        session.add(DraftFile(draft_id=draft.id, path=path, content=content, number=1))
    else:
        kept.content, kept.number = content, kept.number + 1
