"""The verbs of the service: what people do to cases and tasks, each in one transaction that `settling` ends.

Called by views, the worker, rehearsal and the demonstration. A verb changes and flushes; its caller commits once.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from engine import answering, facts, late, parties, same_adult, task_form, workflow
from engine.before import Before
from engine.errors import LadoflowError
from engine.forms import Parsed, Row
from engine.in_hand import Matter, NeedsRepair, NoSuchRow, take_in_hand
from engine.models import (
    EARLY,
    Fact,
    HistoryEntry,
    Message,
    Party,
    Sees,
    Task,
    Thing,
    Timer,
    new_id,
)  # fmt: skip
from engine.settling import message, put_task, put_timer, settle, write_case, write_waits

CLOCKS_APART = timedelta(minutes=5)


class TaskTaken(LadoflowError):
    """Somebody else has taken this."""


class NamedAlready(LadoflowError):
    """Who plays this role here has been said already."""


class NotOffered(LadoflowError):
    """This cannot be started in this case now."""


class InTheFuture(LadoflowError):
    """This cannot have happened yet. Give the day on which it happened."""


class Conflicted(LadoflowError):
    """You are named in a conflict of interest in this case, so somebody else decides this step."""


@dataclass(frozen=True)
class OnBehalf:
    """We write down what a party told us."""

    of: str
    """The role."""
    told_by: str
    told_how: str
    """phone, meeting, secure_email, letter or their_system."""

    @property
    def columns(self) -> dict[str, str]:
        """The task row's columns, and what history tells."""
        return {"on_behalf_of": self.of, "told_by": self.told_by, "told_how": self.told_how}


# Tasks


def complete_task(
    session: Session,
    task_id: str,
    parsed: Parsed,
    *,
    seen: str | None,
    by: str | None,
    now: datetime,
    happened: datetime | None = None,
    on_behalf: OnBehalf | None = None,
    for_the_record: bool = False,
    beside: Callable[[Matter, Any], None] | None = None,
    matter: Matter | None = None,
    undoable: bool = False,
) -> str:
    """A person's step is done: its answers are recorded and the case runs on. Returns the case's id.

    It happened when the form's own question says so, else `happened`, else now.
    `seen` is the page's version (`page_version`); None does not compare. The answer recorded last counts; with
    `for_the_record` one of an earlier day than the present one is kept beside it, and the present one goes on counting.
    `beside` records what else was said, before the case runs on. `matter` is the task's case when the caller has taken
    it in hand to read the answers. `undoable` keeps how the case stood, for `undoing`.
    Raises TaskAlreadyDone, TaskWithdrawn, SomethingChanged, Conflicted, InTheFuture, NoSuchRow; nothing changes then.
    """
    must_not_be_to_come(happened, now)
    matter = matter or take_in_hand(session, None, task_id=task_id, now=now, by=by, happened=happened)
    task = matter.waits.task
    task_form.must_be_as_seen(matter, task, seen)
    must_not_be_barred(matter, task, by)
    form = task_form.of(matter, task)
    if undoable:
        matter.before_step = Before(matter)
    happened = form.when(parsed.answers, now) or happened
    matter.task_id, matter.happened = task_id, happened or now
    detail = {"step": task.step, "name": task.name, "role": task.role, "process": task.process, "form": task.form}
    if on_behalf:
        detail |= on_behalf.columns
    if parsed.warned:
        detail["warned"] = parsed.warned
    matter.tell("step_completed", **detail)
    if task.number > 1:
        _take_up_again(matter, parsed)
    taking = answering.Answering(matter.facts, task_form.owner_of(matter, task.keys), dated=happened is not None)
    taking.later = late.later(matter) if for_the_record else {}
    taking.take(form, parsed)
    _withdraw_things(matter, taking.withdrawn)
    same_adult.follow(matter)
    if beside:
        beside(matter, task)
    if not on_behalf:
        _lead(matter, task, by)
    _mark_done(matter, task, by, on_behalf)
    settle(matter, lambda running: running.complete(task.engine_id))
    return matter.id


def must_not_be_to_come(happened: datetime | None, now: datetime) -> None:
    """Raises InTheFuture when something is said to have happened later than now; clocks may differ by minutes."""
    if happened and happened > now + CLOCKS_APART:
        raise InTheFuture


def barred(matter: Matter, task: Any, user: str | None) -> bool:
    """Whether somebody is kept from a step that decides, by a conflict of interest (procedure, R24)."""
    return task.said.get("decides") == "yes" and user in (matter.facts.case_value("conflicted") or ())


def must_not_be_barred(matter: Matter, task: Any, by: str | None) -> None:
    """Raises Conflicted for who is kept from a step that decides: from doing it, taking it and putting it right."""
    if barred(matter, task, by):
        raise Conflicted


def _mark_done(matter: Matter, task: Any, by: str | None, on_behalf: OnBehalf | None) -> None:
    put_task(
        matter, task, state="done", number=task.number + 1, naming=False, holder_id=task.holder_id or by,
        done_at=matter.now, happened=matter.happened, done_by_id=by,
        **(on_behalf.columns if on_behalf else {}),
    )  # fmt: skip
    if task.kept:
        matter.line.write("kept", {"about": task.id})


def _take_up_again(matter: Matter, parsed: Parsed) -> None:
    """Rows that were taken back when the step was undone, and are told again by the page that told them then."""
    told = {row.id for rows in parsed.groups.values() for row in _every(rows) if row.id not in matter.facts.things}
    if not told:
        return
    counts = select(Fact.id).where(Fact.thing_id == Thing.id, Fact.newer.is_(None))
    rows = select(Thing).join(Sees, Sees.thing_id == Thing.id).where(
        Sees.case_id == matter.id, Thing.id.in_(told), Thing.withdrawn_at.is_not(None), ~counts.exists()
    )  # fmt: skip
    for thing in matter.session.scalars(rows.order_by(Thing.made_at)).all():
        thing.withdrawn_at = None
        matter.facts.things[thing.id] = facts.Seen(
            thing.id, thing.kind, thing.word, thing.parent_id, thing.organisation_id, thing.person_id
        )
    matter.session.flush()


def _every(rows: Iterable[Row]) -> Iterator[Row]:
    """These rows, and those within them, that say anything."""
    for row in rows:
        if not row.removed and answering.says_anything(row.answers.values()):
            yield row
            for inner in row.answers.values():
                yield from _every(inner) if isinstance(inner, list) and inner and isinstance(inner[0], Row) else ()


def _withdraw_things(matter: Matter, things: list[str]) -> None:
    """Rows that were explicitly removed: they stay, marked, and no expression sees them any more."""
    for thing in things:
        matter.session.execute(update(Thing).where(Thing.id == thing).values(withdrawn_at=matter.now))
        matter.facts.things.pop(thing, None)
        matter.tell("row_removed", thing=thing)


def _lead(matter: Matter, task: Any, by: str | None, before: str | None = None) -> None:
    """Who first takes a LADO's step leads the case, or who takes over from the lead; nobody who only stands in."""
    leads = task.role == parties.RECORDER and matter.row["lead_id"] in (None, before)
    if leads and by and parties.holds(matter.session, by, parties.RECORDER):
        matter.row["lead_id"] = by


def claim(session: Session, task_id: str, *, by: str, now: datetime) -> None:
    """Take a task from the queue. Raises TaskTaken, Conflicted, TaskAlreadyDone, TaskWithdrawn, NoSuchRow."""
    matter, task = _task_in_hand(session, task_id, by, now)
    must_not_be_barred(matter, task, by)
    if task.holder_id not in (None, by):
        raise TaskTaken
    task.holder_id = by
    _lead(matter, task, by)
    matter.tell("task_taken", task=task_id, step=task.step, name=task.name)
    finish(matter)


def take_over(session: Session, task_id: str, *, by: str, now: datetime) -> None:
    """Take a step that a colleague holds; the record says from whom.

    Raises Conflicted, TaskAlreadyDone, TaskWithdrawn, NoSuchRow.
    """
    matter, task = _task_in_hand(session, task_id, by, now)
    must_not_be_barred(matter, task, by)
    before, task.holder_id = task.holder_id, by
    _lead(matter, task, by, before)
    matter.tell("task_taken_over", task=task_id, step=task.step, name=task.name, before=before)
    finish(matter)


def release(session: Session, task_id: str, *, by: str, now: datetime) -> None:
    """Put a task back into the queue of its role. Raises TaskTaken when it is somebody else's."""
    matter, task = _task_in_hand(session, task_id, by, now)
    if task.holder_id != by:
        raise TaskTaken
    task.holder_id = None
    matter.tell("task_put_back", task=task_id, step=task.step, name=task.name)
    finish(matter)


def _task_in_hand(session: Session, task_id: str, by: str | None, now: datetime) -> tuple[Matter, Task]:
    case_id = session.scalar(select(Task.case_id).where(Task.id == task_id))
    if case_id is None:
        raise NoSuchRow
    matter = take_in_hand(session, case_id, now=now, by=by)
    task = session.get_one(Task, task_id, populate_existing=True)
    task_form.must_be_open(task)
    return matter, task


def finish(matter: Matter) -> None:
    """Write history and case of a verb that does not move the workflow."""
    matter.session.flush()
    write_case(matter)


def name_party(
    session: Session,
    task_id: str,
    *,
    organisation_id: str,
    answers: str,
    by: str | None,
    now: datetime,
    user_id: str | None = None,
    person: str | None = None,
    phone: str | None = None,
) -> None:
    """Say who plays a task's role in this case; every open task of that role goes there.

    Raises NamedAlready, TaskAlreadyDone, TaskWithdrawn, NoSuchRow.
    """
    matter, task = _task_in_hand(session, task_id, by, now)
    if not task.naming:
        raise NamedAlready
    role = parties.roles_of(session, matter.row["authority_id"], [task.role])[task.role]
    about = task.keys.get("engagement") if role.by_engagement else None
    for old in parties.parties_of(session, matter.id):
        if old.role == role.name and old.thing_id == about:
            old.until = now
    party = Party(
        id=new_id(), authority_id=matter.row["authority_id"], case_id=matter.id, role=role.name, thing_id=about,
        organisation_id=organisation_id, user_id=user_id, person=person, phone=phone, answers=answers, by_id=by, at=now,
    )  # fmt: skip
    session.add(party)
    session.flush()
    if about:
        session.execute(update(Thing).where(Thing.id == about).values(organisation_id=organisation_id))
    matter.tell("party_named", role=role.name, party=party.id, answers=answers)
    _reassign(matter, party, role.by_engagement)
    finish(matter)


def _reassign(matter: Matter, party: Party, by_engagement: bool) -> None:
    """The open tasks of a party's role go to it."""
    audience = parties.of_party(matter.session, party, matter.row["lead_id"])
    rows = matter.session.scalars(
        select(Task).where(Task.case_id == matter.id, Task.role == party.role, Task.state == "open")
    )
    for task in rows:
        if by_engagement and task.keys.get("engagement") != party.thing_id:
            continue
        for name, value in audience.columns().items():
            setattr(task, name, value)
        task.number += 1
        told = [message(matter, task.id, user, "task_offered") for user in audience.tell]
        if told:
            matter.session.execute(insert(Message), told)


# Cases


def what_can_happen(matter: Matter) -> list[workflow.Trigger]:
    """What may be started in this case now; nothing while it needs repair."""
    if matter.running is None or matter.row["repair"]:
        return []
    return [t for t in matter.running.triggers() if not t.offered or matter.evaluate(t.offered, {}) is True]


def happen(
    session: Session, case_id: str, trigger_id: str, *, by: str | None, now: datetime, post: str | None = None
) -> str | None:
    """Something happens that may happen at any time. Returns the id of the first task that it opens, if one.

    The same post sent again happens once, until what it asked for is answered. Raises NeedsRepair, NotOffered,
    NoSuchRow.
    """
    matter = take_in_hand(session, case_id, now=now, by=by)
    must_run(matter)
    if sent := _sent_before(session, case_id, post):
        opened = _opened_by(session, case_id, sent.detail["number"])
        if not opened or any(task.state == "open" for task in opened):
            return opened[0].id if opened else None
    trigger = next((t for t in what_can_happen(matter) if t.id == trigger_id), None)
    if trigger is None:
        raise NotOffered
    number = matter.row["number"] + 1
    said = {"post": post, "number": number} if post else {}
    matter.tell("something_happened", trigger=trigger.id, name=trigger.name, **said)
    settle(matter, lambda running: running.happen(trigger.message))
    opened = _opened_by(session, case_id, number)
    for task in opened:
        if by and task.audience and not task.naming and parties.holds(session, by, task.role):
            task.holder_id = by
    session.flush()
    return opened[0].id if opened else None


def must_run(matter: Matter) -> None:
    """Raises NeedsRepair for a case in which nothing can be started."""
    if matter.row["repair"] or matter.unreadable:
        raise NeedsRepair


def _sent_before(session: Session, case_id: str, post: str | None) -> HistoryEntry | None:
    """What the same post made happen, the last time."""
    told = select(HistoryEntry).where(HistoryEntry.chain == case_id, HistoryEntry.what == "something_happened")
    rows = session.scalars(told.order_by(HistoryEntry.number.desc())) if post else ()
    return next((row for row in rows if row.detail.get("post") == post), None)


def _opened_by(session: Session, case_id: str, number: int) -> Sequence[Task]:
    """The tasks that a case opened as it came to this number."""
    ahead = Task.engine_id.startswith(EARLY)
    rows = select(Task).where(Task.case_id == case_id, Task.opened_number == number, ~ahead)
    return session.scalars(rows.order_by(Task.id)).all()


def fire_timer(session: Session, timer_id: str, *, now: datetime) -> bool:
    """Let a timer that has fallen due fire, once. False when somebody else did, or it is not due any more.

    Raises workflow.Unreadable.
    """
    try:
        matter = take_in_hand(session, None, timer_id=timer_id, now=now)
    except NoSuchRow:
        return False
    timer = next((each for each in matter.waits.timers.values() if each.id == timer_id), None)
    if timer is None or timer.due_at is None or timer.due_at > now or matter.row["repair"]:
        return False
    if matter.unreadable:
        raise workflow.Unreadable
    del matter.waits.timers[timer.engine_id, timer.step]
    put_timer(matter, timer, state="fired", fired_at=now)
    matter.tell("timer_fired", step=timer.step, name=timer.name)
    try:
        settle(matter, lambda running: running.fire(timer.engine_id, timer.step))
    except workflow.StepNotWaiting:
        matter.timers.clear()
        put_timer(matter, timer, state="withdrawn")
        write_waits(matter)
        matter.line.end()
        return False
    return True


def retry(session: Session, case_id: str, *, by: str | None, now: datetime) -> bool:
    """Let a case that needed repair run again from where it stood. True when it runs."""
    matter = take_in_hand(session, case_id, now=now, by=by)
    if not matter.row["state"]:  # It failed as it opened.
        matter.running = workflow.Running.start(matter.procedure.definition, matter.row["process"], matter)
    done = session.scalars(select(Task.engine_id).where(Task.case_id == case_id, Task.state == "done")).all()
    fired = session.execute(
        select(Timer.engine_id, Timer.step).where(Timer.case_id == case_id, Timer.state == "fired")
    ).all()

    def move(running: workflow.Running) -> None:
        for waiting in running.waiting():
            if waiting.id in done:
                running.complete(waiting.id)
        for timer in running.timers():
            if (timer.id, timer.step) in fired:
                running.fire(timer.id, timer.step)

    matter.tell("repair_tried")
    settle(matter, move, again=True)
    return matter.row["repair"] is None
