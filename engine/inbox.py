"""The questions an inbox asks: mine, to pick up, waiting on others, done. Never writes; the only way to a task.

Called by the inbox and task pages and by rehearsal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, exists, func, or_, select
from sqlalchemy.orm import Session

from engine import dates, groups
from engine.access import Actor, visible
from engine.models import OPEN, Case, Organisation, Task, Timer, User

PAGE = 50


@dataclass(frozen=True)
class Row:
    """A line of an inbox: a task, who it is about, and when it is due and why."""

    task: Task
    case: Case
    holder: str | None
    organisation: str | None
    mine: bool | None = None
    """Whether it is the reader's or one that they may take; said of the steps of one case only."""


@dataclass(frozen=True)
class Search:
    """What an inbox is narrowed to; nothing leaves it whole."""

    text: str = ""
    """In the adult's name, the setting or the reference."""
    step: str = ""
    """A step's name as drawn."""

    def __bool__(self) -> bool:
        return bool(self.text or self.step)

    @property
    def condition(self) -> Any:
        """The filter over tasks and their cases."""
        found = [Task.name == self.step] if self.step else []
        if self.text:
            columns = (Case.adult_name, Case.employer_name, Case.reference)
            found.append(or_(*(column.icontains(self.text, autoescape=True) for column in columns)))
        return and_(True, *found)


EVERYTHING = Search()


def one_party(task: Task, other: Task) -> bool:
    """Whether both wait for the same to be named: who plays their role in a case, of a job's employer for that job."""
    whom = [(each.case_id, each.role, each.keys.get("engagement")) for each in (task, other)]
    return task.naming and other.naming and whom[0] == whom[1]


def one_line(rows: Sequence[Row], row: Row) -> bool:
    """Whether a line stands with these in one: waiting for the same person, one step of one group, a case each; or
    all of a case that wait for one party to be named."""
    first = rows[0]
    same_people = (row.task.holder_id, row.task.audience) == (first.task.holder_id, first.task.audience)
    if row.task.naming:
        return same_people and one_party(first.task, row.task)
    same_group = (row.case.group_id, row.case.version_id) == (first.case.group_id, first.case.version_id)
    other_cases = row.case.id not in {each.case.id for each in rows} and not (row.case.repair or first.case.repair)
    return same_group and same_people and other_cases and groups.together(first.task, row.task)


def _rows(actor: Actor) -> Any:
    return (
        select(Task, Case, User.name, Organisation.name)
        .join(Case, Case.id == Task.case_id)
        .outerjoin(User, User.id == Task.holder_id)
        .outerjoin(Organisation, Organisation.id == Task.organisation_id)
        .where(visible(actor, Task))
    )


def _ask(session: Session, statement: Select[Any], *, page: int = 1) -> list[Row]:
    rows = session.execute(_urgent(statement).limit(PAGE).offset((page - 1) * PAGE))
    return [Row(*row) for row in rows]


def _urgent(statement: Select[Any]) -> Select[Any]:
    """The most urgent first: what came because a date had passed, as a chase does, was due as it came, unless it has a
    clock of its own; of two that are due at once, the one that was given less time. What has no day: the oldest."""
    passed = exists().where(Timer.case_id == Task.case_id, Timer.fired_at == Task.opened_at)
    urgency = func.coalesce(Task.due_at, case((passed, Task.opened_at)))
    given = case((urgency.is_not(None), Task.opened_at))
    return statement.order_by(urgency.is_(None), urgency, given.desc(), Task.opened_at, Task.id)


def _mine(actor: Actor) -> Any:
    held = and_(Task.holder_id == actor.id, or_(Task.audience.is_not(None), Task.organisation_id.is_not(None)))
    if not actor.organisation_id:
        return held
    return or_(
        held,
        and_(Task.organisation_id == actor.organisation_id, Task.holder_id.is_(None), Task.role.in_(actor.roles)),
    )


def _free(actor: Actor) -> Any:
    return and_(Task.holder_id.is_(None), Task.audience.in_(actor.roles))


def _others(actor: Actor) -> Any:
    """What parties owe in the cases that this person leads, and what waits there for somebody else of the council."""
    ours = and_(Task.holder_id.is_distinct_from(actor.id), Task.audience.not_in(actor.roles))
    return and_(Case.lead_id == actor.id, or_(and_(Task.audience.is_(None), Task.organisation_id.is_not(None)), ours))


def mine(session: Session, actor: Actor, *, page: int = 1, search: Search = EVERYTHING) -> list[Row]:
    """What waits for this person, most urgent first."""
    return _ask(session, _rows(actor).where(Task.state == OPEN, _mine(actor), search.condition), page=page)


def queue(session: Session, actor: Actor, *, page: int = 1, search: Search = EVERYTHING) -> list[Row]:
    """What waits for anybody in this person's roles."""
    return _ask(session, _rows(actor).where(Task.state == OPEN, _free(actor), search.condition), page=page)


def waiting_on_others(session: Session, actor: Actor, *, search: Search = EVERYTHING) -> list[Row]:
    """What others are to do in the cases that this person leads."""
    if not actor.casework:
        return []
    return _ask(session, _rows(actor).where(Task.state == OPEN, _others(actor), search.condition))


def archive(session: Session, actor: Actor, *, page: int = 1, search: Search = EVERYTHING) -> list[Row]:
    """What this person has done, the last first."""
    done = _rows(actor).where(Task.state == "done", Task.done_by_id == actor.id, search.condition)
    rows = session.execute(done.order_by(Task.done_at.desc(), Task.id).limit(PAGE).offset((page - 1) * PAGE))
    return [Row(*row) for row in rows]


def counts(session: Session, actor: Actor, now: datetime, *, search: Search = EVERYTHING) -> dict[str, int]:
    """How many tasks are in each list, whatever the page: mine (late, due today), to pick up, others', done."""
    mine, others, fits = _mine(actor), _others(actor), search.condition
    night = dates.instant(dates.local_day(now) + timedelta(days=1), time(0))
    return {
        "mine": _count(session, actor, and_(mine, fits)),
        "queue": _count(session, actor, and_(_free(actor), fits)),
        "others": _count(session, actor, and_(others, fits)) if actor.casework else 0,
        "late": _count(session, actor, and_(mine, fits, Task.due_at < now)),
        "today": _count(session, actor, and_(mine, fits, Task.due_at >= now, Task.due_at < night)),
        "others_late": _count(session, actor, and_(others, fits, Task.due_at < now)) if actor.casework else 0,
        "done": _count(session, actor, and_(Task.done_by_id == actor.id, fits), "done"),
    }


def steps(session: Session, actor: Actor) -> list[str]:
    """The names of the steps that wait for this person, or for anybody in their roles."""
    rows = select(Task.name).where(visible(actor, Task), Task.state == OPEN, or_(_mine(actor), _free(actor)))
    return sorted(set(session.scalars(rows)))


def _count(session: Session, actor: Actor, which: Any, state: Any = OPEN) -> int:
    statement = (
        select(func.count()).select_from(Task).join(Case, Case.id == Task.case_id)
        .where(visible(actor, Task), Task.state == state, which)
    )  # fmt: skip
    return session.scalar(statement) or 0


@lru_cache(maxsize=512)
def _one(actor: Actor) -> Select[Any]:
    """The task of an id; built once for everybody with these rights, for building it costs more than asking it."""
    return _rows(actor).where(Task.id == bindparam("task"))  # type: ignore[no-any-return]


@lru_cache(maxsize=512)
def _following(actor: Actor) -> Select[Any]:
    """The most urgent task of a case that is this person's, or that they may take; built once, too."""
    mine = _rows(actor).where(Task.case_id == bindparam("case"), Task.state == OPEN, or_(_mine(actor), _free(actor)))
    return _urgent(mine).limit(1)


def task(session: Session, actor: Actor, task_id: str) -> Row | None:
    """One task with its case, or nothing when there is none that this person may see."""
    found = session.execute(_one(actor), {"task": task_id}).first()
    return Row(*found) if found else None


def of_case(session: Session, actor: Actor, case_id: str) -> Sequence[Row]:
    """The open tasks of a case, those of this person and those that they may take marked as theirs."""
    theirs = or_(_mine(actor), _free(actor))
    return _ask(session, _rows(actor).add_columns(theirs).where(Task.case_id == case_id, Task.state == OPEN))


def next_in_case(session: Session, actor: Actor, case_id: str) -> Row | None:
    """The next step in this case that is this person's, or that they may take."""
    found = session.execute(_following(actor), {"case": case_id}).first()
    return Row(*found) if found else None
