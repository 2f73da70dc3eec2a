"""What somebody has typed so far and not sent: never facts, dropped when the step is done. Called by views.

Of a way in there may be several: each stands under the random id of the page that it was typed into, so that a call
that is interrupted by another one stays beside it. Of a step, or a change to a case, there is one, and beside it what
another window has kept of it meanwhile.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, false, or_, select
from sqlalchemy.dialects.postgresql import insert  # SQLite understands the same
from sqlalchemy.orm import Session

from engine.errors import LadoflowError
from engine.models import Kept, new_id

MOST = 20
"""So many half-typed pages of one way in a person may have. One more is refused, and nothing is dropped for it."""


WINDOW, NUMBER, BESIDE = "kept_window", "kept_number", "kept_beside"
"""Among what was typed: which window kept it last, how often it was kept, and as which of several."""


class ChangedElsewhere(LadoflowError):
    """This was changed in another window."""

    def __init__(self, row: Kept) -> None:
        super().__init__()
        self.at, self.number = row.at, _by_whom(row.answers)[1]
        """When it was kept there, and for the how-manieth time."""


class TooMany(LadoflowError):
    """As many pages are kept as can be. Finish or forget one of them first."""


def keep(session: Session, user_id: str, about: str, answers: dict[str, Any], *, now: datetime) -> None:
    """Keep what somebody has typed so far; never facts."""
    said = insert(Kept).values(user_id=user_id, about=about, answers=answers, at=now)
    last = {"answers": said.excluded.answers, "at": said.excluded.at}  # A page keeps by itself while somebody presses.
    session.execute(said.on_conflict_do_update(index_elements=["user_id", "about"], set_=last))


def keep_one(session: Session, user_id: str, of: str, answers: dict[str, Any], *, now: datetime) -> None:
    """Keep what was typed in one window, in place of what that window has kept or seen. Raises ChangedElsewhere."""
    about = one_of(of, answers)
    row = session.get(Kept, (user_id, about), with_for_update=True)
    _keep_next(session, user_id, about, row, answers, now=now)


def _keep_next(
    session: Session, user_id: str, about: str, row: Kept | None, answers: dict[str, Any], *, now: datetime
) -> None:  # fmt: skip
    if row and changed_elsewhere(row, answers):
        raise ChangedElsewhere(row)
    number = int(_by_whom(row.answers)[1] or 0) if row else 0
    keep(session, user_id, about, {**answers, NUMBER: [str(number + 1)]}, now=now)


def keep_beside(session: Session, user_id: str, of: str, answers: dict[str, Any], *, now: datetime) -> dict[str, Any]:
    """Keep it beside what another window has kept. Returns it as it is kept there. Raises TooMany."""
    if len(all_of(session, user_id, of, lock=True)) >= MOST:
        raise TooMany
    told = {**answers, BESIDE: [new_id()], NUMBER: ["1"]}
    keep(session, user_id, one_of(of, told), told, now=now)
    return told


def one_of(of: str, answers: Mapping[str, Any]) -> str:
    """Under what these answers stand: alone, or beside others."""
    (beside, *_) = answers.get(BESIDE) or [""]
    return f"{of}/{beside}" if beside else of


def all_of(session: Session, user_id: str, of: str, *, lock: bool = False) -> list[Kept]:
    """What this person has kept of a step or a change, in all windows, the oldest first."""
    rows = select(Kept).where(Kept.user_id == user_id, _stands_under(of)).order_by(Kept.at, Kept.about)
    return list(session.scalars(rows.with_for_update() if lock else rows))


def _stands_under(of: str) -> ColumnElement[bool]:
    return or_(Kept.about == of, Kept.about.startswith(f"{of}/", autoescape=True))


def forget_one(session: Session, user_id: str, of: str, answers: Mapping[str, Any]) -> None:
    """Drop what one window has kept or seen; of what is left the newest stands alone. Raises ChangedElsewhere."""
    rows, about = all_of(session, user_id, of, lock=True), one_of(of, answers)
    left = [row for row in rows if row.about != about]
    for row in rows:
        if row.about == about and changed_elsewhere(row, answers):
            raise ChangedElsewhere(row)
    forget(session, user_id, about)
    if left and of not in [row.about for row in left]:
        alone = {name: values for name, values in left[-1].answers.items() if name != BESIDE}
        forget(session, user_id, left[-1].about)
        keep(session, user_id, of, alone, now=left[-1].at)


def forget_all(session: Session, of: str) -> None:
    """Drop whatever anybody has kept of a step that is done."""
    session.execute(delete(Kept).where(_stands_under(of)))


def first_of(session: Session, steps: Sequence[str]) -> Kept | None:
    """What somebody kept of one of these steps, the first that was."""
    rows = select(Kept).where(or_(false(), *map(_stands_under, steps)))
    return session.scalars(rows.order_by(Kept.at).limit(1)).first()


def begun(session: Session, user_id: str, about: Iterable[str]) -> dict[str, datetime]:
    """Of which of these this person has kept something, and when they last did."""
    asked = select(Kept.about, Kept.at).where(Kept.user_id == user_id, Kept.about.in_(list(about)))
    return dict(session.execute(asked).all())


def forget(session: Session, user_id: str, about: str) -> None:
    """Drop what was kept."""
    session.execute(delete(Kept).where(Kept.user_id == user_id, Kept.about == about))


def pages(session: Session, user_id: str, process: str, *, lock: bool = False) -> dict[str, Kept]:
    """The half-typed pages of a way in by their ids, the oldest first."""
    return {page_of(row): row for row in all_of(session, user_id, process, lock=lock)}


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
    row = others.get(page)
    if row is None and len(others) >= MOST:
        raise TooMany
    _keep_next(session, user_id, f"{process}/{page}", row, answers, now=now)
    if row and row.about == process:
        session.delete(row)


def forget_page(
    session: Session, user_id: str, process: str, page: str, answers: Mapping[str, Any]
) -> None:  # fmt: skip
    """Drop one page of a way in; the others stay. Raises ChangedElsewhere when another window has changed it."""
    row = pages(session, user_id, process, lock=True).get(page)
    if row and changed_elsewhere(row, answers):
        raise ChangedElsewhere(row)
    if row:
        session.delete(row)
