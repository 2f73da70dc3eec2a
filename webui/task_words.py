"""A step in words: when it is due and why it is here, who is involved, how it stands, and whom to ring. Called by the
task views.
"""

from typing import Any

from sqlalchemy import select

from engine import casework, dates, inbox, parties, settling
from engine.models import Authority, Organisation, Party, Task, User
from webui import steps, words
from webui.session import actor, now, reading


def why(row: inbox.Row) -> list[dict[str, Any]]:
    """When it is due and why, and why it is here."""
    return [steps.due_lines(row.task), {"strong": "", "text": _why_here(row)}]


def _why_here(row: inbox.Row) -> str:
    task = row.task
    before = (
        reading()
        .execute(
            select(Task.name, User.name)
            .outerjoin(User, User.id == Task.done_by_id)
            .where(
                Task.case_id == task.case_id, Task.state == "done", Task.done_at == task.opened_at, Task.id != task.id
            )
            .limit(1)
        )
        .first()
    )
    when = words.today_or_day(task.opened_at, now())
    after = (
        f"It is here because {before[1] or 'the service'} completed “{before[0]}” {when}"
        if before
        else f"It came {when}"
    )
    if not steps.recording(task):
        taken = f" {row.holder} has taken it." if row.holder and task.holder_id != actor().id else ""
        return f"{after}, and it is for {words.the(task.role)}.{taken}"
    party = _party_of(task)
    ring = (
        f" Ring {', '.join(filter(None, [party.person, party.phone]))}."
        if party and (party.person or party.phone)
        else ""
    )
    return f"{after}. You may record what {_named(party, task)} told you.{ring}"


def _named(party: Party | None, task: Task) -> str:
    """The organisation that plays the role here, by its name."""
    known = reading().get(Organisation, party.organisation_id) if party and party.organisation_id else None
    return known.name if known else words.the(task.role)


def _party_of(task: Task) -> Party | None:
    """Who plays the step's role: an employer for the job that the step is about, never for another."""
    role = parties.roles_of(reading(), task.authority_id, [task.role]).get(task.role)
    if role is None:
        return None
    found: Party | None = parties.find(parties.parties_of(reading(), task.case_id), role, task.keys)
    return found


def involved(task: Task) -> list[dict[str, Any]]:
    """The party of an outside step, with how to reach it."""
    if not steps.recording(task):
        return []
    party = _party_of(task)
    if party is None:
        return []
    organisation = reading().get(Organisation, party.organisation_id) if party.organisation_id else None
    user = reading().get(User, party.user_id) if party.user_id else None
    lines = [
        ", ".join(
            filter(
                None,
                [user.name if user else party.person, party.phone or (organisation.phone if organisation else None)],
            )
        ),
        "Signs in here." if party.answers == parties.SIGNS_IN else "We record for them.",
    ]
    return [
        {"title": organisation.name if organisation else task.role, "tint": False, "lines": [x for x in lines if x]}
    ]


def office() -> dict[str, str] | None:
    authority = reading().get_one(Authority, actor().authority_id)
    if not authority.settings.get("phone"):
        return None
    ends = dates.time_words(steps.calendar().day_ends, public=True)
    return {
        "name": f"{authority.name}’s office",
        "phone": authority.settings["phone"],
        "hours": f"Monday to Friday, 9am to {ends}",
    }


def state_words(row: inbox.Row) -> str:
    task = row.task
    if task.state == "withdrawn":
        return f"This step is not needed any more. {task.withdrawn_why or settling.ANOTHER_WAY}."
    if task.state == "done":
        return _done_words(task)
    if row.case.repair:
        return (
            f"This {words.noun(row.case)} needs repair. Nothing was lost. Its steps can be answered when it runs again."
        )
    if steps.barred(task):
        return str(casework.Conflicted())
    if row.holder and task.audience:
        return f"Taken by {row.holder}. You can read it."
    return f"This step waits for {row.organisation or words.the(task.audience or task.role)}. You can read it."


def _done_words(task: Task) -> str:
    """Police (DC Laing, by phone), recorded by Helen Ashworth: who, when it happened, when it was written down."""
    user = reading().get(User, task.done_by_id) if task.done_by_id else None
    name = user.name if user else "The service"
    happened, done = task.happened or task.done_at or now(), task.done_at or now()
    later = dates.local_day(happened) != dates.local_day(done)
    if task.on_behalf_of:
        who = words.on_behalf(task.on_behalf_of, task.told_by or "", task.told_how, name)
        day = dates.day_words(dates.local_day(happened), year=True)
        return f"{who} {words.today_or_day(done, now())}. It happened {day}."
    written = f", written down {words.today_or_day(done, now())}" if later else ""
    return f"{name} completed this {words.today_or_day(happened, now())}{written}."
