"""Undoing a completed step within ten minutes: the case stands as it stood before, and the record keeps both.

Called by the task page and by rehearsal. What somebody has gone on with since is never undone: it is put right by a
correction.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, select, update
from sqlalchemy.orm import Session

from engine import before, history, kept, late, letters, matching, people, same_adult, task_form
from engine.before import Stood
from engine.errors import LadoflowError
from engine.in_hand import Matter, NoSuchRow, take_in_hand
from engine.models import (
    Fact,
    HistoryEntry,
    Ledger,
    Message,
    Role,
    RoleGrant,
    Task,
    Thing,
    Timer,
    Undoable,
    new_id,
)
from engine.settling import message, write_case

UNDONE = "The step before it was undone"
READ = ("case_read", "task_read")
HELD = ("task_taken", "task_taken_over", "task_put_back")
STANDS = (*READ, *HELD, "note_added")
"""What may have happened in a case since: a colleague read it, wrote a note, took a step that was there before."""


class UndoneAlready(LadoflowError):
    """This has been undone already."""


class NotYoursToUndo(LadoflowError):
    """Only who did a step can undo it."""


class TooLate(LadoflowError):
    """A step can be undone for 10 minutes, and they have passed."""


class NeverUndone(LadoflowError):
    """This was answered for several cases at once, or in a way that cannot be undone exactly."""


class GoneOn(LadoflowError):
    """The case has gone on since."""

    def __init__(self, entry: HistoryEntry) -> None:
        super().__init__()
        self.entry = entry
        """What the record says of it."""


class Begun(LadoflowError):
    """Somebody has begun to answer what it asked."""

    def __init__(self, by: str, at: datetime, name: str) -> None:
        super().__init__()
        self.by, self.at, self.name = by, at, name


def undo(session: Session, task_id: str, *, by: str, now: datetime) -> str:
    """The case stands as it stood before somebody completed a step. Returns the case's id.

    Raises UndoneAlready, NotYoursToUndo, TooLate, NeverUndone, GoneOn, Begun, NoSuchRow; nothing changes then.
    """
    case_id = session.scalar(select(Task.case_id).where(Task.id == task_id))
    if case_id is None:
        raise NoSuchRow
    matter = take_in_hand(session, case_id, now=now, by=by)
    task = session.get_one(Task, task_id, populate_existing=True)
    row, stood = _kept(matter, task)
    facts = _facts(matter, stood)
    _shown_meanwhile(matter, facts)
    _take_back_facts(session, facts)
    _take_back_things(session, stood, now)
    _wait_again(matter, stood)
    session.delete(row)
    session.flush()
    matter = take_in_hand(session, case_id, now=now, by=by)
    matter.task_id = task_id
    _stand_again(matter, stood)
    people.say_who(session, matter.facts, _named(facts))
    _tell(matter, task, stood, facts)
    write_case(matter)
    if any(fact.key == matching.SAME_AS for fact in facts):
        same_adult.follow_again(matter)
    return case_id


# Whether


def _kept(matter: Matter, task: Task) -> tuple[Undoable, Stood]:
    """How the case stood before this step, when it may still be undone."""
    session, by = matter.session, matter.by
    if task.state == "open" and task.id in _undone_by(session, matter.id, by):
        raise UndoneAlready
    if task.state != "done" or task.done_by_id != by:
        raise NotYoursToUndo
    done = _last_done(session, task)
    if matter.now - done.at > before.FOR:
        raise TooLate
    row = session.get(Undoable, matter.id, populate_existing=True)
    if row is None or row.task_id != task.id or row.at != done.at:
        raise _since(matter, _last_told_of(session, done), ()) or NeverUndone
    stood = before.read(row.before)
    if gone_on := _since(matter, stood.entries[1], stood.opened) or _begun(session, stood.opened):
        raise gone_on
    if matter.row["number"] != stood.number:
        raise NeverUndone
    return row, stood


def _undone_by(session: Session, case_id: str, by: str | None) -> set[str | None]:
    rows = select(HistoryEntry.task_id).where(
        HistoryEntry.chain == case_id, HistoryEntry.what == history.UNDONE, HistoryEntry.by_id == by
    )
    return set(session.scalars(rows))


def _last_done(session: Session, task: Task) -> HistoryEntry:
    rows = select(HistoryEntry).where(
        HistoryEntry.chain == task.case_id, HistoryEntry.task_id == task.id, HistoryEntry.what == "step_completed"
    )
    found = session.scalars(rows.order_by(HistoryEntry.number.desc()).limit(1)).first()
    if found is None:
        raise NeverUndone
    return found


def _last_told_of(session: Session, done: HistoryEntry) -> int:
    """The last number of what the record tells of a step."""
    rows = select(func.max(HistoryEntry.number)).where(
        HistoryEntry.chain == done.chain, HistoryEntry.task_id == done.task_id, HistoryEntry.at == done.at
    )
    return session.scalar(rows) or done.number


def _since(matter: Matter, number: int, opened: Sequence[str]) -> GoneOn | None:
    """What stands against it in the record after this entry: the first that went on with the case."""
    rows = select(HistoryEntry).where(HistoryEntry.chain == matter.id, HistoryEntry.number > number)
    entries = matter.session.scalars(rows.order_by(HistoryEntry.number)).all()
    readers = {each.by_id for each in entries if each.what in READ and each.by_id}
    outside = _outside(matter.session, matter.row["authority_id"], readers)
    for each in entries:
        read_outside = each.what in READ and each.by_id in outside
        if each.what not in STANDS or read_outside or (each.what in HELD and each.detail.get("task") in opened):
            return GoneOn(each)
    return None


def _outside(session: Session, authority_id: str, users: set[str]) -> set[str]:
    """Those of them who hold no role of the council's: what they have read has left it."""
    ours = (
        select(RoleGrant.user_id).join(Role, Role.name == RoleGrant.role)
        .where(RoleGrant.user_id.in_(users), Role.council, Role.authority_id == authority_id)
    )  # fmt: skip
    return users - set(session.scalars(ours)) if users else set()


def _begun(session: Session, opened: Sequence[str]) -> Begun | None:
    """Half-typed answers to a step that it opened."""
    found = kept.first_of(session, opened)
    if found is None:
        return None
    return Begun(found.user_id, found.at, session.get_one(Task, found.about.partition("/")[0]).name)


def _facts(matter: Matter, stood: Stood) -> list[Fact]:
    """What the step recorded. Raises NeverUndone when something has taken its place."""
    first, last = stood.entries
    rows = matter.session.scalars(
        select(HistoryEntry).where(HistoryEntry.chain == matter.id, HistoryEntry.number.between(first, last))
    )
    ids = [id for row in rows for id in history.facts_of(row)]
    found = list(matter.session.scalars(select(Fact).where(Fact.id.in_(ids)).order_by(Fact.id)))
    if any(fact.newer is not None and not late.for_the_record(fact) for fact in found):
        raise NeverUndone
    return found


# What stands again


def _shown_meanwhile(matter: Matter, facts: Iterable[Fact]) -> None:
    """An open page that shows what is taken back is no longer the page of its step: its number is raised."""
    names = {(fact.thing_id, fact.key) for fact in facts}
    shown = [
        row.id for row in matter.waits.tasks.values()
        if not names.isdisjoint(task_form.compared(matter, row, task_form.of(matter, row)))
    ]  # fmt: skip
    matter.session.execute(update(Task).where(Task.id.in_(shown)).values(number=Task.number + 1))


def _take_back_facts(session: Session, facts: Iterable[Fact]) -> None:
    """What they replaced counts again, as it was recorded then; they stay, and count no more."""
    ids = [fact.id for fact in facts]
    replaced = Fact.newer.in_(ids), Fact.id < Fact.newer
    session.execute(update(Fact).where(*replaced).values(newer=None), execution_options={"synchronize_session": False})
    session.execute(
        update(Fact).where(Fact.id.in_(ids)).values(newer=Fact.id), execution_options={"synchronize_session": False}
    )


def _take_back_things(session: Session, stood: Stood, now: datetime) -> None:
    for things, columns in (
        (stood.born, {"withdrawn_at": now}), (stood.gone, {"withdrawn_at": None}), (stood.named, {"person_id": None})
    ):  # fmt: skip
        session.execute(update(Thing).where(Thing.id.in_(things)).values(columns))


def _named(facts: Iterable[Fact]) -> set[str]:
    """The things of which a name was taken back."""
    return {fact.thing_id for fact in facts if fact.key in people.NAMING}


def _wait_again(matter: Matter, stood: Stood) -> None:
    """Tasks and timers as they were, by their ids; what began with the step is withdrawn."""
    session, now = matter.session, matter.now
    for told in stood.tasks:
        task = session.get_one(Task, told.id, populate_existing=True)
        if task.state != told.state:
            _open_again(task, told)
        _due_again(matter, task, told)
    for task in _rows(session, Task, stood.opened):
        task.state, task.number, task.withdrawn_why, task.done_at = "withdrawn", task.number + 1, UNDONE, now
    for waited in stood.timers:
        timer = session.get_one(Timer, waited.id, populate_existing=True)
        timer.state = "waiting"
        _due_again(matter, timer, waited)
    for timer in _rows(session, Timer, stood.started):
        timer.state = "withdrawn"
    for id, engine_id in stood.early.items():
        session.get_one(Task, id).engine_id = engine_id


def _rows(session: Session, table: Any, ids: Sequence[str]) -> Sequence[Any]:
    return session.scalars(select(table).where(table.id.in_(ids)).execution_options(populate_existing=True)).all()


def _open_again(task: Task, told: before.TaskStood) -> None:
    task.state, task.holder_id, task.naming, task.number = told.state, told.holder_id, told.naming, task.number + 1
    task.done_at = task.happened = task.done_by_id = task.withdrawn_why = None
    task.on_behalf_of = task.told_by = task.told_how = None


def _due_again(matter: Matter, row: Task | Timer, told: before.TaskStood | before.TimerStood) -> None:
    """A date that the step has moved is what it was, with a line of the ledger."""
    if (row.due_at, row.due_why) == (told.due_at, told.due_why):
        return
    row.due_at, row.due_why = told.due_at, told.due_why
    was = select(Ledger).where(Ledger.waits_id == row.id, Ledger.due_at == told.due_at, Ledger.why == told.due_why)
    line = matter.session.scalars(was.order_by(Ledger.at.desc()).limit(1)).first()
    if line is not None:
        matter.session.add(
            Ledger(id=new_id(), authority_id=line.authority_id, case_id=line.case_id, waits_id=line.waits_id,
                   clock=line.clock, due_at=line.due_at, why=line.why, at=matter.now)
        )  # fmt: skip


def _stand_again(matter: Matter, stood: Stood) -> None:
    """The workflow and the case's row as they were; who has taken the lead since keeps it."""
    row = matter.row
    row["state"], row["number"] = stood.state, row["number"] + 1
    for name, (was, became) in stood.row.items():
        if row[name] == became:
            row[name] = was
    matter._compute()


def _tell(matter: Matter, task: Task, stood: Stood, facts: Iterable[Fact]) -> None:
    """The record names what was taken back. Who has not been told of it yet is not told; who has, is told this."""
    first, last = stood.entries
    matter.tell(history.UNDONE, step=task.step, name=task.name, role=task.role, form=task.form, first=first, last=last)
    matter.entries[-1]["facts"] = [(fact.id, fact.salt, fact.value) for fact in facts]
    again = [each.id for each in stood.tasks]
    for asked, was, state in ((stood.opened, "waiting", "dropped"), (again, "dropped", "waiting")):
        messages = update(Message).where(Message.task_id.in_(asked), Message.state == was)
        matter.session.execute(messages.values(state=state))
    told = select(Message).where(Message.task_id.in_(stood.opened), Message.state.in_(("claimed", "sent")))
    matter.line.write(
        "messages",
        *(message(matter, str(each.task_id), each.user_id, letters.WITHDRAWN) for each in matter.session.scalars(told)),
    )


# While


def undoable(session: Session, by: str, now: datetime) -> Mapping[str, datetime]:
    """The steps that somebody has just completed and may undo unless somebody goes on with them, and until when."""
    rows = select(Undoable.task_id, Undoable.at).where(Undoable.by_id == by, ~_over(now))
    return {task: at + before.FOR for task, at in session.execute(rows)}


def any_over(session: Session, now: datetime) -> bool:
    """Whether anything is kept that cannot be undone any more."""
    return bool(session.scalar(select(exists().where(_over(now)))))


def forget_over(session: Session, now: datetime) -> int:
    """Delete what was kept of steps that cannot be undone any more; returns of how many."""
    return len(session.scalars(delete(Undoable).where(_over(now)).returning(Undoable.id)).all())


def _over(now: datetime) -> ColumnElement[bool]:
    return Undoable.at < now - before.FOR
