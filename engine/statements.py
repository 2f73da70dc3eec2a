"""The statements of a step, built once: building and keying one anew costs more than running it. Called by in_hand,
settling, casework, facts and parties, past the ORM; what the ORM holds of a case's rows is forgotten after a step.
"""

from collections.abc import Generator, Mapping
from typing import Any, cast

from sqlalchemy import (
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
    or_,
    select,
    text,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import GenericFunction

from engine import driver, models
from engine.writes import Write, Writer

FACTS_AT_ONCE = 100
"""How many fact ids are drawn at once; the step of PostgreSQL's sequence (migration 0003)."""
NEXT_FACT = "next_fact"


class OfEach(GenericFunction[Any]):
    """A function of SQL for which each database has words of its own."""

    inherit_cache = True
    sqlite: str
    postgresql: str


@compiles(OfEach)
def _in_its_words(element: OfEach, compiler: Any, **options: Any) -> str:
    words: str = getattr(element, compiler.dialect.name)
    return words.format(compiler.process(element.clauses, **options))


class next_fact(OfEach):  # noqa: N801 (a function of SQL)
    """The first of the next fact ids; the lock of SQLite is the whole database's, so nobody else draws meanwhile."""

    type = Integer()
    sqlite, postgresql = "(SELECT coalesce(max(id), 0) + 1 FROM fact)", "nextval('fact_id_seq')"


class arrays(OfEach):  # noqa: N801 (a function of SQL)
    """The rows of a select as the text of a JSON array of arrays."""

    type = Text()
    sqlite, postgresql = "json_group_array(json_array({}))", "json_agg(json_build_array({}))::text"


class told(OfEach):  # noqa: N801 (a function of SQL)
    """A text that is JSON, as a part of a JSON array."""

    type = Text()
    sqlite, postgresql = "json({})", "({})::json"


class digits(OfEach):  # noqa: N801 (a function of SQL)
    """An id as its digits."""

    type = Text()
    sqlite, postgresql = "lower(hex({0}))", "encode(uuid_send({0}), 'hex')"


class digits_if_any(OfEach):  # noqa: N801 (a function of SQL)
    """An id as its digits; null where there is none."""

    type = Text()
    sqlite, postgresql = f"nullif({digits.sqlite}, '')", digits.postgresql


def _rows(*columns: Any) -> arrays:
    """The rows of a select: ids as their digits, instants as `driver.instant` reads them."""
    return arrays(*map(_as_text, columns))


def _as_text(column: Any) -> Any:
    if not isinstance(column.type, models.Id):
        return column
    return digits_if_any(column) if column.nullable else digits(column)


def _table(model: type[models.Base]) -> Table:
    return cast(Table, model.__table__)


AUTHORITY, CASE, FACT, HISTORY = (_table(m) for m in (models.Authority, models.Case, models.Fact, models.HistoryEntry))
KEPT, LEDGER, MESSAGE, PARTY = (_table(m) for m in (models.Kept, models.Ledger, models.Message, models.Party))
GRANT, ROLE, SEES, TASK = (_table(m) for m in (models.RoleGrant, models.Role, models.Sees, models.Task))
THING, TIMER, UNDOABLE = (_table(m) for m in (models.Thing, models.Timer, models.Undoable))

_case = select(*CASE.c, AUTHORITY.c.settings).join(AUTHORITY, AUTHORITY.c.id == CASE.c.authority_id)
_of_task = select(TASK.c.case_id).where(TASK.c.id == bindparam("task"))
_of_timer = select(TIMER.c.case_id).where(TIMER.c.id == bindparam("timer"))
_named = {"case": bindparam("case"), "task": _of_task.scalar_subquery(), "timer": _of_timer.scalar_subquery()}
"""A case by its own id, or by that of a task or timer of it."""
THIS = CASE.alias("this")
"""The case that something is told about."""


def _seen(case_id: Any, **told: Any) -> Select[Any]:
    """What is told about a case: one row of JSON arrays."""
    return select(*(each.correlate(THIS).scalar_subquery().label(name) for name, each in told.items())).where(
        THIS.c.id == case_id
    )


_this = SEES.c.case_id == THIS.c.id, SEES.c.until.is_(None)
_things = (
    select(
        _rows(
            THING.c.id, THING.c.kind, THING.c.word, THING.c.parent_id, THING.c.organisation_id, THING.c.person_id,
            THING.c.made_at,
        )
    )
    .select_from(SEES)
    .join(THING, THING.c.id == SEES.c.thing_id)
    .where(*_this, THING.c.withdrawn_at.is_(None))
)  # fmt: skip
_facts = (
    select(_rows(FACT.c.thing_id, FACT.c.id, FACT.c.key, told(FACT.c.value), FACT.c.case_id.is_not(None)))
    .select_from(SEES)
    .join(FACT, FACT.c.thing_id == SEES.c.thing_id)
    .where(*_this, FACT.c.newer.is_(None), or_(FACT.c.case_id.is_(None), FACT.c.case_id == SEES.c.case_id))
)
KNOWN = _seen(bindparam("case"), things=_things, facts=_facts)
"""What a case sees, and the newest facts about it, as `facts.read` takes them."""
HOLDS = (
    select(FACT.c.thing_id, FACT.c.value, FACT.c.happened)
    .where(FACT.c.case_id == bindparam("case"), FACT.c.key == "hold")
    .where(or_(FACT.c.newer.is_(None), FACT.c.newer != FACT.c.id))
    .order_by(FACT.c.happened, FACT.c.id)
)
"""Every hold that was ever recorded in a case and not taken back, by when it happened."""

LATER = select(FACT.c.id, FACT.c.happened).where(
    FACT.c.id.in_(bindparam("ids", expanding=True)), FACT.c.happened > bindparam("happened")
)
"""Which of these facts happened after an instant, and when."""

ANSWERED = (
    select(FACT.c.happened, TASK.c.name, TASK.c.form)
    .outerjoin(TASK, TASK.c.id == FACT.c.task_id)
    .where(FACT.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(FACT.c.id.desc())
    .limit(1)
)
"""When and in which step the last of these facts was answered."""

_kept = exists().where(KEPT.c.about == digits(TASK.c.id))
_task = (
    TASK.c.id, TASK.c.engine_id, TASK.c.step, TASK.c.name, TASK.c.due_at, TASK.c.due_why,
    TASK.c.state, told(TASK.c["keys"]), told(TASK.c.said), TASK.c.number, TASK.c.process, TASK.c.role, TASK.c.form,
    TASK.c.holder_id, TASK.c.naming, _kept,
)  # fmt: skip
_timer = (
    TIMER.c.id, TIMER.c.engine_id, TIMER.c.step, TIMER.c.name, TIMER.c.due_at, TIMER.c.due_why,
    TIMER.c.state, told(TIMER.c["keys"]),
)  # fmt: skip
_ahead = select(_rows(*_task)).where(TASK.c.case_id == THIS.c.id, text(models.AHEAD))
_asked = select(_rows(*_task)).where(TASK.c.id == bindparam("task"), TASK.c.state != "open")
_timers = select(_rows(*_timer)).where(TIMER.c.case_id == THIS.c.id, TIMER.c.state == models.WAITING)
_next_fact = select(next_fact().label("number"))

_holder = case(
    (TASK.c.id == bindparam("task"), func.coalesce(TASK.c.holder_id, bindparam("by", type_=models.Id))),
    else_=TASK.c.holder_id,
)
HELD = (
    select(_holder.label("user"))
    .join(GRANT, and_(GRANT.c.user_id == _holder, GRANT.c.role == TASK.c.role))
    .where(TASK.c.case_id == bindparam("case"), TASK.c.role == bindparam("role"), TASK.c.state != "withdrawn")
    .order_by(TASK.c.opened_at.desc())
    .limit(1)
)
"""Who last did or holds a step of a role in a case, and still holds the role; of the task that is just being done,
whoever does it.
"""
_roles = select(_rows(ROLE.c.name, ROLE.c.council, ROLE.c.by_engagement, ROLE.c.named_by)).where(
    ROLE.c.authority_id == THIS.c.authority_id
)
_parties = select(
    _rows(PARTY.c.role, PARTY.c.thing_id, PARTY.c.organisation_id, PARTY.c.user_id, PARTY.c.answers, PARTY.c.at)
).where(PARTY.c.case_id == THIS.c.id, PARTY.c.until.is_(None))

LOCKED = {name: _case.where(CASE.c.id == which).with_for_update(of=CASE) for name, which in _named.items()}
"""A case's row. What it knows and waits for is asked after it: it may change while this waits for the lock."""
UNLOCKED = _case.where(CASE.c.id == bindparam("case"))
_looked_at = {"things": _things, "facts": _facts, "ahead": _ahead, "asked": _asked, "timers": _timers}
LOOKED_AT = _seen(bindparam("case"), **_looked_at)
"""What it knows and waits for: its open tasks with those recorded early, one task more, whatever its state, and its
waiting timers.
"""
IN_HAND = {
    name: _seen(which, **_looked_at, roles=_roles, parties=_parties, number=_next_fact)
    for name, which in _named.items()
}
"""The same, with who plays which role in it, and the number of its next fact."""

DONE = ("done_at", "happened", "done_by_id", "on_behalf_of", "told_by", "told_how", "withdrawn_why")
RUNNING = ("state", "number", "chain_number", "chain_hash")
"""The columns of a case that every step changes."""
LISTED = (
    "lead_id", "level", "decided_at", "closed_at", "closed_reason", "repair", "adult_name", "employer_name", "job",
    "sector",
)  # fmt: skip
"""Those that few steps change: lists read them, and SQLite writes an index anew for every column that is named."""


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
        "cases": Write(CASE, ("id", *RUNNING), how="change", alone=True),
        "listed": Write(CASE, ("id", *RUNNING, *LISTED), how="change", alone=True),
        "undoable": Write(UNDOABLE, _every(UNDOABLE), changing=("task_id", "by_id", "at", "before"), alone=True),
        "history": Write(HISTORY, tuple(name for name in _every(HISTORY) if name != "id")),
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
        self._asked = 0

    def ask(self, statement: Executable, values: Mapping[str, Any]) -> driver.Rows:
        """Run a statement and answer its rows."""
        self._asked += 1
        return driver.ask(self.connection, statement, values)

    def ask_in_turn(self, *statements: Executable, values: Mapping[str, Any]) -> Generator[driver.Rows]:
        """Run statements one after the other and answer the rows of each as they come (`driver.ask_in_turn`)."""
        self._asked += len(statements)
        return driver.ask_in_turn(self.connection, statements, values)

    def write(self, what: str, *rows: Mapping[str, Any]) -> None:
        """Keep rows of this kind until the end."""
        if rows:
            self._told.setdefault(what, []).extend(rows)

    def told(self, what: str) -> list[Mapping[str, Any]]:
        """The rows of this kind that are kept now."""
        return self._told.get(what, [])

    def mark(self) -> Mapping[str, int]:
        """How many rows of each kind are kept now."""
        return {what: len(rows) for what, rows in self._told.items()}

    def back_to(self, mark: Mapping[str, int]) -> None:
        """Forget the rows that came after a mark."""
        self._told = {what: rows[: mark[what]] for what, rows in self._told.items() if what in mark}

    def end(self) -> None:
        """Write what is kept."""
        told, self._told = self._told, {}
        if told:
            WRITER.write(self.connection, told, asked=self._asked)

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
