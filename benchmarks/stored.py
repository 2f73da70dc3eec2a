"""T6, what a finished case takes in the database against what was typed into its forms; called by __main__."""

from datetime import timedelta

from sqlalchemy import Engine, text

from benchmarks.reference import Council, Journey
from engine import db, history, jobs
from tests.builders import MONDAY

SIZES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
    "postgresql": "SELECT sum(pg_total_relation_size(relid)) FROM pg_stat_user_tables",
}


def stored_against_typed(engine: Engine, cases: int = 40) -> tuple[float, float]:
    """Bytes that finished cases have added, indexes and history included, and the bytes of their forms.

    Each step's page is read before it is sent, as people do. What is kept to undo a step is gone ten minutes later, as
    the worker sees to. What updates have freed is used again in the long run:
    it is cleared away before the tables are weighed.
    """
    council = Council(engine)
    council.open()
    before, typed = _size(engine), 0
    for _ in range(cases):
        journey = council.open()
        for step in journey.steps():
            _read(journey, *step)
            typed += journey.complete(*step)
    jobs.forget_undoable(engine, MONDAY + timedelta(days=1))
    return (_size(engine) - before) / cases, typed / cases


def _read(journey: Journey, task: str, _step: str, role: str) -> None:
    council = journey.council
    with db.writing(council.engine) as session:
        history.append_read(session, journey.case, "task_read", by=council.people[role], now=MONDAY, task_id=task)
        session.commit()


def _size(engine: Engine) -> int:
    """What all tables and indexes take."""
    alone = engine.execution_options(isolation_level="AUTOCOMMIT")
    with alone.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("VACUUM FULL"))
        else:
            connection.connection.execute("VACUUM")
        return int(connection.execute(text(SIZES[engine.dialect.name])).scalar_one())
