"""Notes: the words of an entry in a case's record, written once however often their page is sent.

Called by the case page, by corrections and by what changes which cases stand together.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import casework, dates, groups
from engine.errors import LadoflowError
from engine.in_hand import Matter, take_in_hand
from engine.models import HistoryEntry, Note, new_id


class NothingSaid(LadoflowError):
    """Write down what you want to keep."""


class SavedAlready(LadoflowError):
    """A note was saved from this page."""

    def __init__(self, note: Note, *, the_same: bool) -> None:
        super().__init__()
        self.note, self.the_same = note, the_same
        """What was saved, and whether it is what was sent now."""


def of_post(post: str | None, *whose: str) -> str:
    """The id of the note that a post writes: the same post by the same person about the same thing, the same note.

    `post` tells one page, as it was filled in, from every other; without it each note is a new one.
    """
    return blake2b(" ".join([post, *whose]).encode(), digest_size=16).hexdigest() if post else new_id()


def once(
    session: Session, case_ids: Iterable[str], about: str, *, by: str, post: str | None
) -> tuple[str, Note | None]:
    """With these cases locked: the id of the note that a post writes about something, and the note if it is there."""
    groups.lock(session, case_ids)
    id = of_post(post, about, by)
    return id, session.get(Note, id)


def write(matter: Matter, what: str, text: str, *, id: str | None = None, **detail: Any) -> None:
    """An entry in a case's record with the words that go with it."""
    note = Note(
        id=id or new_id(), authority_id=matter.row["authority_id"], case_id=matter.id, text=text.strip(),
        happened=matter.happened, at=matter.now, by_id=matter.by or "",
    )  # fmt: skip
    matter.session.add(note)
    matter.tell(what, note=note.id, **detail)


def add(
    session: Session, case_ids: Sequence[str], text: str, *, by: str, now: datetime, happened: datetime | None = None,
    post: str | None = None,
) -> None:  # fmt: skip
    """A note about one case or several, written once and named in each one's record; a page writes one, however often
    it is sent.

    Raises NothingSaid, InTheFuture, NoSuchRow, SavedAlready.
    """
    if not text.strip():
        raise NothingSaid
    casework.must_not_be_to_come(happened, now)
    first, *others = dict.fromkeys(case_ids)
    id, sent = once(session, case_ids, first, by=by, post=post)
    if sent:
        said = (sent.text, dates.local_day(sent.happened), cases_of(session, sent, case_ids))
        again = (text.strip(), dates.local_day(happened or now), set(case_ids))
        raise SavedAlready(sent, the_same=said == again)
    for each in (first, *sorted(others)):
        matter = take_in_hand(session, each, now=now, by=by, happened=happened)
        if each == first:
            write(matter, "note_added", text, id=id)
        else:
            matter.tell("note_added", note=id)
        casework.finish(matter)


def saved(session: Session, case_id: str, *, by: str, post: str) -> Note | None:
    """The note that a page has written already."""
    return session.get(Note, of_post(post, case_id, by))


def cases_of(session: Session, note: Note, among: Iterable[str]) -> set[str]:
    """Which of these cases name a note in their record."""
    named = select(HistoryEntry.chain).where(
        HistoryEntry.chain.in_(list(among)), HistoryEntry.what == "note_added",
        HistoryEntry.detail["note"].as_string() == note.id,
    )  # fmt: skip
    return set(session.scalars(named))
