"""What somebody has typed so far and not sent: never facts, dropped when the step is done. Called by views.

Of a way in there may be several: each stands under the random id of the page that it was typed into, so that a call
that is interrupted by another one stays beside it.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.dialects.postgresql import insert  # SQLite understands the same
from sqlalchemy.orm import Session

from engine.errors import LadoflowError
from engine.models import Kept

MOST = 20
"""So many half-typed pages of one way in a person may have. One more is refused, and nothing is dropped for it."""


WINDOW, NUMBER = "kept_window", "kept_number"
"""Among what was typed: which window kept it last, and how often it was kept."""


class ChangedElsewhere(LadoflowError):
    """This was changed in another window."""


class TooMany(LadoflowError):
    """As many pages are kept as can be. Finish or forget one of them first."""


def keep(session: Session, user_id: str, about: str, answers: dict[str, Any], *, now: datetime) -> None:
    """Keep what somebody has typed so far; never facts."""
    said = insert(Kept).values(user_id=user_id, about=about, answers=answers, at=now)
    last = {"answers": said.excluded.answers, "at": said.excluded.at}  # A page keeps by itself while somebody presses.
    session.execute(said.on_conflict_do_update(index_elements=["user_id", "about"], set_=last))


def begun(session: Session, user_id: str, about: Iterable[str]) -> dict[str, datetime]:
    """Of which of these this person has kept something, and when they last did."""
    asked = select(Kept.about, Kept.at).where(Kept.user_id == user_id, Kept.about.in_(list(about)))
    return dict(session.execute(asked).all())


def forget(session: Session, user_id: str, about: str) -> None:
    """Drop what was kept."""
    session.execute(delete(Kept).where(Kept.user_id == user_id, Kept.about == about))


def pages(session: Session, user_id: str, process: str, *, lock: bool = False) -> dict[str, Kept]:
    """The half-typed pages of a way in by their ids, the oldest first."""
    there = or_(Kept.about == process, Kept.about.startswith(f"{process}/", autoescape=True))
    rows = select(Kept).where(Kept.user_id == user_id, there).order_by(Kept.at, Kept.about)
    return {page_of(row): row for row in session.scalars(rows.with_for_update() if lock else rows)}


def changed_elsewhere(row: Kept, answers: Mapping[str, Any]) -> bool:
    """Whether another window has kept a page since that of these answers was drawn."""
    (window, number), (its, drawn) = _by_whom(row.answers), _by_whom(answers)
    return window != its and number != drawn


def _by_whom(answers: Mapping[str, Any]) -> tuple[str, str]:
    (window, *_), (number, *_) = answers.get(WINDOW) or [""], answers.get(NUMBER) or [""]
    return str(window), str(number)


def page_of(row: Kept) -> str:
    """The id of the page that was typed into. It is among the answers where there was only one page of a way in, which
    stood under its process alone.
    """
    (told, *_) = row.answers.get("version") or [""]
    return row.about.partition("/")[2] or told or row.about


def keep_page(
    session: Session, user_id: str, process: str, page: str, answers: dict[str, Any], *, now: datetime
) -> None:  # fmt: skip
    """Keep a page of a way in beside the others of this person. Raises TooMany, ChangedElsewhere."""
    others = pages(session, user_id, process, lock=True)
    row, number = others.get(page), 1
    if row is None and len(others) >= MOST:
        raise TooMany
    if row and changed_elsewhere(row, answers):
        raise ChangedElsewhere
    if row:
        number += int(_by_whom(row.answers)[1] or 0)
        if row.about == process:
            session.delete(row)
    keep(session, user_id, f"{process}/{page}", {**answers, NUMBER: [str(number)]}, now=now)


def forget_page(
    session: Session, user_id: str, process: str, page: str, answers: Mapping[str, Any] | None = None
) -> bool:  # fmt: skip
    """Drop one page of a way in; the others stay. False when `answers` are given and another window has changed it."""
    row = pages(session, user_id, process, lock=True).get(page)
    if row and answers is not None and changed_elsewhere(row, answers):
        return False
    if row:
        session.delete(row)
    return True
