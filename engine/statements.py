"""The statements of a step, built once: building and keying one anew costs more than running it. Called by casework,
settling, facts and parties, past the ORM; what the ORM holds of a case's rows is forgotten when a step was written.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import (
    Connection,
    CursorResult,
    Executable,
    Table,
    and_,
    bindparam,
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
from sqlalchemy.orm import Session

from engine import models


def _table(model: type[models.Base]) -> Table:
    return cast(Table, model.__table__)


AUTHORITY, CASE, FACT, HISTORY = (_table(m) for m in (models.Authority, models.Case, models.Fact, models.HistoryEntry))
KEPT, LEDGER, MESSAGE, PARTY = (_table(m) for m in (models.Kept, models.Ledger, models.Message, models.Party))
GRANT, ROLE, SEES, TASK = (_table(m) for m in (models.RoleGrant, models.Role, models.Sees, models.Task))
THING, TIMER = _table(models.Thing), _table(models.Timer)

_case = select(*CASE.c, AUTHORITY.c.settings).join(AUTHORITY, AUTHORITY.c.id == CASE.c.authority_id)
CASE_SEEN = _case.where(CASE.c.id == bindparam("case"))
CASE_LOCKED = CASE_SEEN.with_for_update(of=CASE)
_case_of_task = select(TASK.c.case_id).where(TASK.c.id == bindparam("task")).scalar_subquery()
CASE_OF_TASK_LOCKED = _case.where(CASE.c.id == _case_of_task).with_for_update(of=CASE)
"""Finding a task's case and locking it, in one."""

FACTS = (
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
            or_(FACT.c.case_id.is_(None), FACT.c.case_id == bindparam("case")),
        ),
    )
    .where(SEES.c.case_id == bindparam("case"), SEES.c.until.is_(None))
    .order_by(THING.c.made_at, THING.c.id)
)  # fmt: skip
"""What a case sees, with the newest facts."""

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

_kept = exists().where(KEPT.c.about == TASK.c.id)
_task = select(
    literal("task").label("what"), TASK.c.id, TASK.c.engine_id, TASK.c.step, TASK.c.due_at, TASK.c["keys"],
    TASK.c.number, TASK.c.state, TASK.c.process, TASK.c.name, TASK.c.role, TASK.c.form, TASK.c.said, TASK.c.holder_id,
    TASK.c.due_why, _kept.label("kept"),
)  # fmt: skip
_timer = select(
    literal("timer"), TIMER.c.id, TIMER.c.engine_id, TIMER.c.step, TIMER.c.due_at, TIMER.c["keys"],
    literal(0), TIMER.c.state, null(), TIMER.c.name, null(), null(), null(), null(), TIMER.c.due_why, literal(False),
)  # fmt: skip
WAITS = union_all(
    _task.where(TASK.c.case_id == bindparam("case"), or_(TASK.c.state == "open", TASK.c.id == bindparam("task"))),
    _timer.where(TIMER.c.case_id == bindparam("case"), TIMER.c.state == "waiting"),
)
"""The open tasks and waiting timers of a case, and one task more, whatever its state."""

PLAYING = (
    select(
        ROLE.c.name, ROLE.c.council, ROLE.c.by_engagement, ROLE.c.named_by, PARTY.c.role, PARTY.c.thing_id,
        PARTY.c.organisation_id, PARTY.c.user_id, PARTY.c.answers,
    )
    .outerjoin(
        PARTY, and_(PARTY.c.role == ROLE.c.name, PARTY.c.case_id == bindparam("case"), PARTY.c.until.is_(None))
    )
    .where(ROLE.c.authority_id == bindparam("authority"), ROLE.c.name.in_(bindparam("names", expanding=True)))
    .order_by(PARTY.c.at.desc())
)  # fmt: skip
"""Roles by name, each with the parties that play it in a case, the last named first."""

HOLDERS = (
    select(TASK.c.role, TASK.c.holder_id)
    .join(GRANT, and_(GRANT.c.user_id == TASK.c.holder_id, GRANT.c.role == TASK.c.role))
    .where(
        TASK.c.case_id == bindparam("case"), TASK.c.role.in_(bindparam("roles", expanding=True)),
        TASK.c.state.in_(["done", "open"]),
    )
    .order_by(TASK.c.opened_at)
)  # fmt: skip
"""Who did or holds steps of these roles in a case and still holds the role, the last offered last."""

_DONE = ("number", "done_at", "happened", "done_by_id", "holder_id", "on_behalf_of", "told_by", "told_how")
TASK_DONE = (
    update(TASK)
    .where(TASK.c.id == bindparam("task"))
    .values(state="done", naming=False, **{name: bindparam(f"new_{name}") for name in _DONE})
)
TASKS_WITHDRAWN = (
    update(TASK)
    .where(TASK.c.id == bindparam("gone"))
    .values(
        state="withdrawn", number=TASK.c.number + 1, withdrawn_why="the case went another way",
        done_at=bindparam("at"),
    )
)  # fmt: skip
TIMERS_WITHDRAWN = update(TIMER).where(TIMER.c.id == bindparam("gone")).values(state="withdrawn")
TASKS_RECOUNTED, TIMERS_RECOUNTED = (
    update(table).where(table.c.id == bindparam("row")).values(due_at=bindparam("at"), due_why=bindparam("why"))
    for table in (TASK, TIMER)
)
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

NEW_FACTS = insert(FACT).returning(FACT.c.id, sort_by_parameter_order=True)
NEW_HISTORY, NEW_LEDGER, NEW_MESSAGES, NEW_SEES = (insert(table) for table in (HISTORY, LEDGER, MESSAGE, SEES))
NEW_TASKS, NEW_THINGS, NEW_TIMERS = insert(TASK), insert(THING), insert(TIMER)


def run(
    within: Session | Connection, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]]
) -> CursorResult[*tuple[Any, ...]]:
    """Run a statement in a transaction, once for each row of values; what the ORM has pending is not flushed first."""
    connection = within.connection() if isinstance(within, Session) else within
    if isinstance(values, Sequence) and len(values) == 1:
        values = values[0]  # a batch of one costs PostgreSQL's driver a pipeline
    return connection.execute(statement, values)


def forget(session: Session) -> None:
    """What the ORM holds of rows that a step may have written is read again when it is next asked for."""
    for row in session.identity_map.values():
        if isinstance(row, models.Case | models.Task | models.Timer):
            session.expire(row)
