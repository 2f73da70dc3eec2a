"""The questions an inbox asks: mine, to pick up, waiting on others, done. Never writes; the only way to get hold of a task.

Called by the inbox and task pages and by rehearsal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from engine.access import Actor, visible
from engine.models import Case, Organisation, Task, User

PAGE = 50


@dataclass(frozen=True)
class Row:
    """A line of an inbox: a task, who it is about, and when it is due and why."""

    task: Task
    case: Case
    holder: str | None
    organisation: str | None


def _rows(actor: Actor) -> Any:
    return (
        select(Task, Case, User.name, Organisation.name)
        .join(Case, Case.id == Task.case_id)
        .outerjoin(User, User.id == Task.holder_id)
        .outerjoin(Organisation, Organisation.id == Task.organisation_id)
        .where(visible(actor, Task))
    )


def _ask(session: Session, statement: Select[Any], *, page: int = 1) -> list[Row]:
    ordered = statement.order_by(Task.due_at.is_(None), Task.due_at, Task.opened_at, Task.id)
    rows = session.execute(ordered.limit(PAGE).offset((page - 1) * PAGE))
    return [Row(*row) for row in rows]


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
    lead = Case.lead_id == actor.id
    return and_(Task.audience.is_(None), Task.organisation_id.is_not(None), lead)


def mine(session: Session, actor: Actor, *, page: int = 1) -> list[Row]:
    """What waits for this person, most urgent first."""
    return _ask(session, _rows(actor).where(Task.state == "open", _mine(actor)), page=page)


def queue(session: Session, actor: Actor, *, page: int = 1) -> list[Row]:
    """What waits for anybody in this person's roles."""
    return _ask(session, _rows(actor).where(Task.state == "open", _free(actor)), page=page)


def waiting_on_others(session: Session, actor: Actor, *, page: int = 1) -> list[Row]:
    """What parties owe in the cases that this person leads."""
    if not actor.casework:
        return []
    return _ask(session, _rows(actor).where(Task.state == "open", _others(actor)), page=page)


def archive(session: Session, actor: Actor, *, page: int = 1) -> list[Row]:
    """What this person has done, the last first."""
    done = _rows(actor).where(Task.state == "done", Task.done_by_id == actor.id)
    rows = session.execute(done.order_by(Task.done_at.desc(), Task.id).limit(PAGE).offset((page - 1) * PAGE))
    return [Row(*row) for row in rows]


def counts(session: Session, actor: Actor, now: datetime) -> dict[str, int]:
    """How many are mine, to pick up, and late among mine."""
    return {
        "mine": _count(session, actor, _mine(actor)),
        "queue": _count(session, actor, _free(actor)),
        "others": _count(session, actor, _others(actor)) if actor.casework else 0,
        "late": _count(session, actor, and_(_mine(actor), Task.due_at < now)),
    }


def _count(session: Session, actor: Actor, which: Any) -> int:
    statement = (
        select(func.count()).select_from(Task).join(Case, Case.id == Task.case_id)
        .where(visible(actor, Task), Task.state == "open", which)
    )  # fmt: skip
    return session.scalar(statement) or 0


def task(session: Session, actor: Actor, task_id: str) -> Row | None:
    """One task with its case, or nothing when there is none that this person may see."""
    found = session.execute(_rows(actor).where(Task.id == task_id)).first()
    return Row(*found) if found else None


def of_case(session: Session, actor: Actor, case_id: str) -> Sequence[Row]:
    """The open tasks of a case."""
    return _ask(session, _rows(actor).where(Task.case_id == case_id, Task.state == "open"))


def next_in_case(session: Session, actor: Actor, case_id: str) -> Row | None:
    """The next step in this case that is this person's, or that they may take."""
    statement = _rows(actor).where(Task.case_id == case_id, Task.state == "open", or_(_mine(actor), _free(actor)))
    return next(iter(_ask(session, statement)), None)
