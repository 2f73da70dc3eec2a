"""The invented council of the demonstration, with its people and about sixty cases, told by running the procedure.

Called by the `demo` command and by tests. Everything is written in one transaction: there is a whole council, or none;
and it is the only one of its database, for its accounts have a password that is published.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine, inspect, select, update
from sqlalchemy.orm import Session

from engine import dates, db
from engine.demonstration import council, stories
from engine.demonstration.teller import CannotTell, Stage, tell
from engine.in_hand import calendar_of
from engine.models import Authority, Message, User
from engine.procedure import read_folder
from engine.versions import ProcedureHasProblems

__all__ = ["CannotTell", "build", "others"]

Progress = Callable[[str], None]


def build(engine: Engine, procedure_folder: Path, now: datetime, progress: Progress | None = None) -> None:
    """Make the council of Marlshire as it stands at `now`: the same stories for every start on one day.

    Raises CannotTell, also where there is a council already, and CannotFill; nothing is written then.
    """
    say = progress or (lambda _words: None)
    now = now.astimezone(UTC)
    today = dates.local_day(now)
    with db.writing(engine) as session:
        if there := session.scalars(select(Authority.name)).all():
            raise CannotTell(
                f"This database holds a council already: {', '.join(there)}. Start a demonstration with the folder "
                "that it was made with, without --fresh, or name an empty database."
            )
        made = _council(session, procedure_folder, today)
        settings = session.get_one(Authority, made.authority).settings
        stage = Stage(session, made, calendar_of(settings), now)
        told = stories.all_of(stage.hours, now)
        cases = 0
        for number, story in enumerate(told, 1):
            cases += tell(stage, story)
            if number % 10 == 0:
                say(f"{number} of {len(told)} stories told")
        session.execute(
            update(Message).where(Message.authority_id == made.authority).values(state="sent", sent_at=Message.at)
        )
        session.commit()
        say(f"{cases} cases")


def others(engine: Engine) -> list[str]:
    """The councils of a database that are not the demonstration's: nobody there has an address of the invented one."""
    if not inspect(engine).has_table(Authority.__tablename__):
        return []
    ours = select(User.authority_id).where(User.email.endswith(f"@{council.DOMAIN}"))
    with db.reading(engine) as session:
        rows = select(Authority.name).where(Authority.id.not_in(ours)).order_by(Authority.name)
        return list(session.scalars(rows))


def _council(session: Session, procedure_folder: Path, today: date) -> council.Council:
    try:
        return council.make(session, read_folder(procedure_folder), council.opened(today), today)
    except ProcedureHasProblems as refused:
        told = "; ".join(refused.problems[:5])
        raise CannotTell(f"The demonstration cannot use the procedure in {procedure_folder}: {told}") from refused
