"""The statements of a step, built once: building and keying one anew costs more than running it. Called by in_hand,
settling, casework, facts and parties, past the ORM; what the ORM holds of a case's rows is forgotten after a step.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    CompoundSelect,
    Connection,
    Executable,
    Insert,
    Select,
    Table,
    and_,
    bindparam,
    case,
    delete,
    exists,
    insert,
    literal,
    null,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert  # SQLite understands the same
from sqlalchemy.orm import Session

from engine import driver, models


def _table(model: type[models.Base]) -> Table:
    return cast(Table, model.__table__)


AUTHORITY, CASE, FACT, HISTORY = (_table(m) for m in (models.Authority, models.Case, models.Fact, models.HistoryEntry))
KEPT, LEDGER, MESSAGE, PARTY = (_table(m) for m in (models.Kept, models.Ledger, models.Message, models.Party))
GRANT, ROLE, SEES, TASK = (_table(m) for m in (models.RoleGrant, models.Role, models.Sees, models.Task))
THING, TIMER = _table(models.Thing), _table(models.Timer)

_case = select(*CASE.c, AUTHORITY.c.settings).join(AUTHORITY, AUTHORITY.c.id == CASE.c.authority_id)
_facts = (
    select(
        THING.c.id, THING.c.kind, THING.c.word, THING.c.parent_id, THING.c.organisation_id, THING.c.person_id,
        FACT.c.id.label("fact"), FACT.c.key, FACT.c.value, FACT.c.case_id,
    )
    .select_from(SEES)
    .join(THING, and_(THING.c.id == SEES.c.thing_id, THING.c.withdrawn_at.is_(None)))
    .outerjoin(
        FACT,
        and_(
            FACT.c.thing_id == THING.c.id,
            FACT.c.newer.is_(None),
            or_(FACT.c.case_id.is_(None), FACT.c.case_id == SEES.c.case_id),
        ),
    )
    .where(SEES.c.until.is_(None))
    .order_by(THING.c.made_at, THING.c.id)
)  # fmt: skip
HOLDS = (
    select(FACT.c.thing_id, FACT.c.value, FACT.c.happened)
    .where(FACT.c.case_id == bindparam("case"), FACT.c.key == "hold")
    .order_by(FACT.c.happened, FACT.c.id)
)
"""Every hold that was ever recorded in a case, by when it happened."""

LATER = select(FACT.c.id).where(
    FACT.c.id.in_(bindparam("ids", expanding=True)), FACT.c.happened > bindparam("happened")
)
"""Which of these facts happened after an instant."""

ANSWERED = (
    select(FACT.c.happened, TASK.c.name, TASK.c.form)
    .outerjoin(TASK, TASK.c.id == FACT.c.task_id)
    .where(FACT.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(FACT.c.id.desc())
    .limit(1)
)
"""When and in which step the last of these facts was answered."""

EARLY = "early:"
"""How the engine's id begins of a task that was recorded before its step was offered, until that is reached."""
_kept = exists().where(KEPT.c.about == TASK.c.id)
_task = select(
    literal("task").label("what"), TASK.c.id, TASK.c.engine_id, TASK.c.step, TASK.c.due_at, TASK.c["keys"],
    TASK.c.number, TASK.c.state, TASK.c.process, TASK.c.name, TASK.c.role, TASK.c.form, TASK.c.said, TASK.c.holder_id,
    TASK.c.due_why, _kept.label("kept"), TASK.c.naming,
)  # fmt: skip
_timer = select(
    literal("timer"), TIMER.c.id, TIMER.c.engine_id, TIMER.c.step, TIMER.c.due_at, TIMER.c["keys"],
    literal(0), TIMER.c.state, null(), TIMER.c.name, null(), null(), null(), null(), TIMER.c.due_why, literal(False),
    literal(False),
)  # fmt: skip


def _waits(which: Any) -> CompoundSelect[Any]:
    return union_all(
        _task.where(
            TASK.c.case_id == which,
            or_(TASK.c.state == "open", TASK.c.id == bindparam("task"), TASK.c.engine_id.startswith(EARLY)),
        ),
        _timer.where(TIMER.c.case_id == which, TIMER.c.state == "waiting"),
    )


def _in_hand(which: Any) -> tuple[Executable, Executable, Executable]:
    found = _case.where(CASE.c.id == which).with_for_update(of=CASE)
    return found, _facts.where(SEES.c.case_id == which), _waits(which)


IN_HAND = {
    "case": _in_hand(bindparam("case")),
    "task": _in_hand(select(TASK.c.case_id).where(TASK.c.id == bindparam("task")).scalar_subquery()),
    "timer": _in_hand(select(TIMER.c.case_id).where(TIMER.c.id == bindparam("timer")).scalar_subquery()),
}
"""A case by its own id, or a task's or timer's: its row, locked; what it sees, with the newest facts; its open tasks
and waiting timers, and one task more, whatever its state.
"""
LOOKED_AT = (_case.where(CASE.c.id == bindparam("case")), *IN_HAND["case"][1:])
"""The same, unlocked."""

_holder = case((TASK.c.id == bindparam("done"), bindparam("doer")), else_=TASK.c.holder_id)
_held = (
    select(_holder)
    .join(GRANT, and_(GRANT.c.user_id == _holder, GRANT.c.role == TASK.c.role))
    .where(TASK.c.case_id == bindparam("case"), TASK.c.role == ROLE.c.name, TASK.c.state != "withdrawn")
    .order_by(TASK.c.opened_at.desc())
    .limit(1)
    .scalar_subquery()
)
_playing = (
    select(
        ROLE.c.name, ROLE.c.council, ROLE.c.by_engagement, ROLE.c.named_by, PARTY.c.role, PARTY.c.thing_id,
        PARTY.c.organisation_id, PARTY.c.user_id, PARTY.c.answers, case((ROLE.c.council, _held)).label("held"),
    )
    .outerjoin(
        PARTY, and_(PARTY.c.role == ROLE.c.name, PARTY.c.case_id == bindparam("case"), PARTY.c.until.is_(None))
    )
    .where(ROLE.c.authority_id == bindparam("authority"))
    .order_by(PARTY.c.at.desc())
)  # fmt: skip


@cache
def playing(roles: int) -> Select[Any]:
    """So many roles by name, each with who last did or holds a step of it in a case and still holds the role, and with
    the parties that play it there, the last named first; `done` is the step that `doer` is just doing.
    """
    return _playing.where(ROLE.c.name.in_([bindparam(f"role_{number}") for number in range(roles)]))


def _standing(table: Table, *changing: str) -> Insert:
    """Rows as they now stand: new ones whole, of one that is there what may change."""
    rows = upsert(table)
    return rows.on_conflict_do_update(index_elements=["id"], set_={name: rows.excluded[name] for name in changing})


DONE = ("done_at", "happened", "done_by_id", "on_behalf_of", "told_by", "told_how", "withdrawn_why")
TASKS = _standing(TASK, "state", "number", "naming", "holder_id", "due_at", "due_why", *DONE)
TIMERS = _standing(TIMER, "state", "due_at", "due_why", "fired_at")
REACHED = update(TASK).where(TASK.c.id == bindparam("task")).values(engine_id=bindparam("engine"))
KEPT_FORGOTTEN = delete(KEPT).where(KEPT.c.about == bindparam("task"))
FACT_REPLACED = update(FACT).where(FACT.c.id == bindparam("old")).values(newer=bindparam("successor"))

CHANGING = (
    "state", "number", "lead_id", "level", "decided_at", "closed_at", "closed_reason", "repair", "adult_name",
    "employer_name", "job", "sector", "chain_number", "chain_hash",
)  # fmt: skip
"""The columns of a case that a step may change."""
CASE_WRITTEN = (
    update(CASE).where(CASE.c.id == bindparam("case")).values({name: bindparam(f"new_{name}") for name in CHANGING})
)

NEW_FACTS = insert(FACT).returning(FACT.c.id)
NEW_HISTORY, NEW_LEDGER, NEW_MESSAGES, NEW_SEES = (insert(table) for table in (HISTORY, LEDGER, MESSAGE, SEES))
NEW_THINGS = insert(THING)


class Line:
    """A step's line to the database: what it writes is kept until it reads or ends, and then sent in one go."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._kept: list[driver.Sent] = []

    def write(self, statement: Executable, *values: Mapping[str, Any]) -> None:
        """Run a statement once for each row of values, before the next one that is asked."""
        if values:
            self._kept.append((statement, values))

    def ask(self, statement: Executable, *values: Mapping[str, Any]) -> driver.Rows:
        """Run a statement and answer its rows."""
        return self.ask_all((statement, values))[0]

    def ask_all(self, *asked: driver.Sent) -> list[driver.Rows]:
        """Run several statements, each with its rows."""
        kept, self._kept = self._kept, []
        return driver.send(self.connection, [*kept, *asked])[len(kept) :] if kept or asked else []

    def end(self) -> None:
        """Send what is kept."""
        self.ask_all()


def forget(session: Session) -> None:
    """What the ORM holds of rows that a step may have written is read again when it is next asked for."""
    for row in session.identity_map.values():
        if isinstance(row, models.Case | models.Task | models.Timer):
            session.expire(row)
