"""The statements of a step, built once: building and keying one anew costs more than running it. Called by in_hand,
settling, casework, facts and parties, past the ORM; what the ORM holds of a case's rows is forgotten after a step.
"""

from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import (
    Compiled,
    CompoundSelect,
    Executable,
    Integer,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy import cast as as_type
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.expression import ColumnElement
from sqlalchemy.sql.functions import GenericFunction

from engine import driver, models
from engine.driver import Write, Writer

FACTS_AT_ONCE = 100
"""How many fact ids are drawn at once; the step of PostgreSQL's sequence (migration 0003)."""
NEXT_FACT = "next_fact"


class NextFact(ColumnElement[int]):
    """The first of the next fact ids; the lock of SQLite is the whole database's, so nobody else draws meanwhile."""

    type = Integer()
    inherit_cache = True


@compiles(NextFact, "sqlite")
def _after_the_last(_element: NextFact, _compiler: Compiled, **_: Any) -> str:
    return "(SELECT coalesce(max(id), 0) + 1 FROM fact)"


class arrays(GenericFunction[str]):  # noqa: N801 (a function of SQL)
    """The rows of a select as the text of a JSON array of arrays."""

    type = Text()
    inherit_cache = True


@compiles(arrays, "sqlite")
def _arrays_of_sqlite(element: arrays, compiler: Any, **options: Any) -> str:
    return f"json_group_array(json_array({compiler.process(element.clauses, **options)}))"


@compiles(arrays, "postgresql")
def _arrays_of_postgresql(element: arrays, compiler: Any, **options: Any) -> str:
    return f"json_agg(json_build_array({compiler.process(element.clauses, **options)}))::text"


@compiles(NextFact, "postgresql")
def _of_the_sequence(_element: NextFact, _compiler: Compiled, **_: Any) -> str:
    return "nextval('fact_id_seq')"


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
    literal("task").label("what"), TASK.c.id, TASK.c.engine_id, TASK.c.step, TASK.c.due_at,
    as_type(TASK.c["keys"], Text).label("keys"), TASK.c.number, TASK.c.state, TASK.c.process, TASK.c.name, TASK.c.role,
    TASK.c.form, as_type(TASK.c.said, Text).label("said"), TASK.c.holder_id, TASK.c.due_why, _kept.label("kept"),
    TASK.c.naming,
)  # fmt: skip
_timer = select(
    literal("timer"), TIMER.c.id, TIMER.c.engine_id, TIMER.c.step, TIMER.c.due_at, as_type(TIMER.c["keys"], Text),
    literal(0), TIMER.c.state, null(), TIMER.c.name, null(), null(), null(), null(), TIMER.c.due_why, literal(False),
    literal(False),
)  # fmt: skip
_next_fact = select(NextFact().label("number"))


def _waits(which: Any, *more: Any) -> CompoundSelect[Any]:
    return union_all(
        _task.where(
            TASK.c.case_id == which,
            or_(TASK.c.state == "open", TASK.c.id == bindparam("task"), TASK.c.engine_id.startswith(EARLY)),
        ),
        _timer.where(TIMER.c.case_id == which, TIMER.c.state == "waiting"),
        *more,
    )


_holder = case(
    (TASK.c.id == bindparam("task"), func.coalesce(TASK.c.holder_id, bindparam("by"))), else_=TASK.c.holder_id
)


def _held(which: Any) -> Any:
    """Who last did or holds a step of a role in a case, and still holds the role; of the task that is just being done,
    whoever does it.
    """
    return (
        select(_holder)
        .join(GRANT, and_(GRANT.c.user_id == _holder, GRANT.c.role == TASK.c.role))
        .where(TASK.c.case_id == which, TASK.c.role == ROLE.c.name, TASK.c.state != "withdrawn")
        .order_by(TASK.c.opened_at.desc())
        .limit(1)
        .scalar_subquery()
    )


def _more(which: Any) -> Select[Any]:
    """One row besides: the roles (`keys`) and parties (`said`) of a case as JSON arrays, and its next fact's number."""
    held = case((ROLE.c.council, _held(which)))
    roles = select(arrays(ROLE.c.name, ROLE.c.council, ROLE.c.by_engagement, ROLE.c.named_by, held)).where(
        ROLE.c.authority_id == select(CASE.c.authority_id).where(CASE.c.id == which).scalar_subquery()
    )
    named = (PARTY.c.role, PARTY.c.thing_id, PARTY.c.organisation_id, PARTY.c.user_id, PARTY.c.answers, PARTY.c.at)
    parties = select(arrays(*named)).where(PARTY.c.case_id == which, PARTY.c.until.is_(None))
    said = {
        "what": literal("more"), "keys": roles.scalar_subquery(), "said": parties.scalar_subquery(),
        "number": NextFact(), "kept": literal(False), "naming": literal(False),
    }  # fmt: skip
    return select(*(said.get(column.name, null()) for column in _task.selected_columns))


def _in_hand(which: Any) -> tuple[Executable, Executable, Executable]:
    found = _case.where(CASE.c.id == which).with_for_update(of=CASE)
    return found, _facts.where(SEES.c.case_id == which), _waits(which, _more(which))


IN_HAND = {
    "case": _in_hand(bindparam("case")),
    "task": _in_hand(select(TASK.c.case_id).where(TASK.c.id == bindparam("task")).scalar_subquery()),
    "timer": _in_hand(select(TIMER.c.case_id).where(TIMER.c.id == bindparam("timer")).scalar_subquery()),
}
"""A case by its own id, or a task's or timer's: its row, locked; what it sees, with the newest facts; its open tasks
and waiting timers, and one task more, whatever its state; and one row besides, by `_more`.
"""
LOOKED_AT = (_case.where(CASE.c.id == bindparam("case")), IN_HAND["case"][1], _waits(bindparam("case")))
"""The same, unlocked and without a fact to come."""

DONE = ("done_at", "happened", "done_by_id", "on_behalf_of", "told_by", "told_how", "withdrawn_why")
CHANGING = (
    "state", "number", "lead_id", "level", "decided_at", "closed_at", "closed_reason", "repair", "adult_name",
    "employer_name", "job", "sector", "chain_number", "chain_hash",
)  # fmt: skip
"""The columns of a case that a step may change."""


def _every(table: Table) -> tuple[str, ...]:
    return tuple(table.c.keys())


WRITER = Writer(
    {
        "things": Write(THING, _every(THING)),
        "sees": Write(SEES, _every(SEES)),
        "facts": Write(FACT, _every(FACT)),
        "replaced": Write(FACT, ("id", "newer"), how="change"),
        "kept": Write(KEPT, ("about",), how="delete"),
        "tasks": Write(
            TASK, _every(TASK), changing=("state", "number", "naming", "holder_id", "due_at", "due_why", *DONE)
        ),
        "reached": Write(TASK, ("id", "engine_id"), how="change"),
        "timers": Write(TIMER, _every(TIMER), changing=("state", "due_at", "due_why", "fired_at")),
        "ledger": Write(LEDGER, _every(LEDGER)),
        "messages": Write(MESSAGE, _every(MESSAGE)),
        "cases": Write(CASE, ("id", *CHANGING), how="change"),
        "history": Write(HISTORY, _every(HISTORY)),
    }
)
"""What a step writes, by name, in this order."""


class Line:
    """A step's line to the database: what it writes is kept until it ends, and then sent in one go."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.connection = session.connection()
        self._told: dict[str, list[Mapping[str, Any]]] = {}
        self._ids = range(0)

    def ask(self, statement: Executable, values: Mapping[str, Any]) -> driver.Rows:
        """Run a statement and answer its rows."""
        return driver.ask(self.connection, statement, values)

    def write(self, what: str, *rows: Mapping[str, Any]) -> None:
        """Keep rows of this kind until the end."""
        if rows:
            self._told.setdefault(what, []).extend(rows)

    def end(self) -> None:
        """Write what is kept."""
        told, self._told = self._told, {}
        if told:
            WRITER.write(self.connection, told)

    def draw(self, first: int) -> None:
        """Fact ids from this one on were drawn for this step, under the lock of its case.

        SQLite counts from what is written: what another step of this transaction has not written yet comes before.
        """
        first = max(first, self.session.info.get(NEXT_FACT, 0))
        self._ids = range(first, first + FACTS_AT_ONCE)

    def fact_ids(self, count: int) -> list[int]:
        """Ids for new facts, none of which another step of this transaction has."""
        ids: list[int] = []
        while len(ids) < count:
            self._ids = self._ids[max(0, self.session.info.get(NEXT_FACT, 0) - self._ids.start) :]
            if not self._ids:
                self.draw(self.ask(_next_fact, {})[0].number)
                continue
            taken = self._ids[: count - len(ids)]
            ids += taken
            self.session.info[NEXT_FACT] = taken[-1] + 1
        return ids


def forget(session: Session) -> None:
    """What the ORM holds of rows that a step may have written is read again when it is next asked for."""
    for row in session.identity_map.values():
        if isinstance(row, models.Case | models.Task | models.Timer):
            session.expire(row)
