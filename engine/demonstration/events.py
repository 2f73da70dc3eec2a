"""What happens in a story beside its steps: notes, somebody takes a task, something that may happen at any time."""

from collections.abc import Callable
from datetime import datetime, time

from sqlalchemy import select

from engine import casework, dates, notes
from engine.demonstration.hours import Hours
from engine.demonstration.story import Event, Story, Teller
from engine.models import Task

When = Callable[[Hours, Story, datetime], datetime]


def days_in(days: float) -> When:
    """So many working days after the contact came."""
    return lambda hours, story, _now: hours.after(story.received, days)


def from_now(number: int, clock_time: time = time(11, 20)) -> When:
    """So many working days from the day on which the demonstration is made."""
    return lambda hours, _story, now: hours.at(hours.day(dates.local_day(now), number), clock_time)


def note(when: When, text: str, by: str = "lado") -> Event:
    """Somebody writes down what they were told."""

    def do(teller: Teller, now: datetime) -> None:
        notes.add(teller.session, [teller.case_id], text, by=teller.user(by), now=now)

    return Event(when, do)


def starts(when: When, trigger: str, by: str = "lado") -> Event:
    """Something that may happen at any time does, where the case offers it."""

    def do(teller: Teller, now: datetime) -> None:
        try:
            casework.happen(teller.session, teller.case_id, trigger, by=teller.user(by), now=now)
        except casework.NotOffered:
            return

    return Event(when, do)


def takes(when: When, step: str, by: str = "lado") -> Event:
    """Somebody takes a step from the queue."""

    def do(teller: Teller, now: datetime) -> None:
        wanted = select(Task.id).where(
            Task.case_id == teller.case_id, Task.step == step, Task.state == "open", Task.holder_id.is_(None)
        )
        for task in teller.session.scalars(wanted):
            casework.claim(teller.session, task, by=teller.user(by), now=now)

    return Event(when, do)
