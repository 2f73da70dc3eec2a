"""The invented council of the demonstration, with its people and about sixty cases, told by running the procedure.

Called by the `demo` command and by tests. Everything is written in one transaction: there is a whole council, or none.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from engine import dates, db
from engine.demonstration import council, stories
from engine.demonstration.teller import CannotTell, Stage, tell
from engine.in_hand import calendar_of
from engine.models import Authority, Message
from engine.procedure import read_folder
from engine.versions import ProcedureHasProblems

__all__ = ["CannotTell", "build"]

Progress = Callable[[str], None]


def build(engine: Engine, procedure_folder: Path, now: datetime, progress: Progress | None = None) -> None:
    """Make the council of Marlshire as it stands at `now`: the same stories for every start on one day.

    Raises CannotTell, CannotFill; nothing is written then.
    """
    say = progress or (lambda _words: None)
    now = now.astimezone(UTC)
    today = dates.local_day(now)
    with db.writing(engine) as session:
        made = _council(session, procedure_folder, today)
        settings = session.get_one(Authority, made.authority).settings
        stage = Stage(session, made, calendar_of(settings), now)
        told = stories.all_of(stage.hours, now)
        cases = 0
        for number, story in enumerate(told, 1):
            cases += tell(stage, story)
            if number % 10 == 0:
                say(f"{number} of {len(told)} stories told")
        session.execute(update(Message).values(state="sent", sent_at=Message.at))
        session.commit()
        say(f"{cases} cases")


def _council(session: Session, procedure_folder: Path, today: date) -> council.Council:
    try:
        return council.make(session, read_folder(procedure_folder), council.opened(today), today)
    except ProcedureHasProblems as refused:
        told = "; ".join(refused.problems[:5])
        raise CannotTell(f"The demonstration cannot use the procedure in {procedure_folder}: {told}") from refused
