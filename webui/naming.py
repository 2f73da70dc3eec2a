"""The question who plays a role in a case: its page, its post, and whom it offers. Called by the task view."""

from dataclasses import dataclass, field
from typing import Any

from flask import render_template, url_for
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from engine import casework, inbox, parties, people
from engine.facts import decode
from engine.forms import Problem
from engine.models import Fact, Organisation, RoleGrant, Task, User
from webui.filling import Raw, one
from webui.session import actor, now, reading
from webui.words import several

NEW = "new"
ANSWERS = (
    (parties.SIGNS_IN, "They sign in here"),
    (parties.WE_RECORD, "We record for them: they tell us by phone, letter or e-mail"),
)


@dataclass
class Named:
    """What was chosen, and what is wrong with it."""

    organisation_id: str = ""
    user_id: str | None = None
    new_name: str = ""
    person: str | None = None
    phone: str | None = None
    answers: str = ""
    problems: list[Problem] = field(default_factory=list)


def read(task: Task, raw: Raw) -> Named:
    """The post, with problems in the order of the page."""
    chosen = one(raw, "organisation")
    organisation, _, user = chosen.partition(":")
    named = Named(
        organisation_id="" if organisation == NEW else organisation, user_id=user or None,
        new_name=one(raw, "new_name")[:300], person=one(raw, "person")[:300] or None,
        phone=one(raw, "phone")[:100] or None, answers=one(raw, "answers"),
    )  # fmt: skip
    offered = candidates(task)
    if chosen != NEW and chosen not in {each["code"] for each in offered}:
        named.problems.append(Problem("organisation", "Choose who it is, or somebody new"))
    elif chosen == NEW and not named.new_name:
        named.problems.append(Problem("new_name", "Enter the name of the organisation"))
    if named.answers not in dict(ANSWERS):
        named.problems.append(Problem("answers", "Choose how they answer"))
    elif named.answers == parties.SIGNS_IN and not _can_sign_in(chosen, offered):
        named.problems.append(Problem("answers", "Nobody there can sign in yet. Choose that we record for them"))
    return named


def _can_sign_in(chosen: str, offered: list[dict[str, Any]]) -> bool:
    return chosen != NEW and any(each["code"] == chosen and each["accounts"] for each in offered)


def name(session: Session, task: Task, named: Named) -> None:
    """Write down who it is."""
    organisation = named.organisation_id
    if not organisation:
        made = people.add_organisation(session, task.authority_id, named.new_name, plays=[task.role], phone=named.phone)
        organisation = made.id
    casework.name_party(
        session, task.id, organisation_id=organisation, answers=named.answers, by=actor().id, now=now(),
        user_id=named.user_id, person=named.person, phone=named.phone,
    )  # fmt: skip


def candidates(task: Task) -> list[dict[str, Any]]:
    """Organisations that play the role, those of a role by engagement with each person who can sign in for it.

    The employer that the case names comes first: to choose another by mistake would tell it what is not for it.
    """
    role = parties.roles_of(reading(), task.authority_id, [task.role]).get(task.role)
    by_person = role is not None and role.by_engagement
    found: dict[str, dict[str, Any]] = {}
    for organisation, user in _who_may(task):
        if task.role not in organisation.plays:
            continue
        if user is not None and by_person:
            code, label = f"{organisation.id}:{user.id}", f"{organisation.name}: {user.name}"
        else:
            code, label = organisation.id, organisation.name
        each = found.setdefault(code, {"code": code, "label": label, "accounts": 0, "name": organisation.name})
        each["accounts"] += user is not None
    employer = _employer(task).casefold()
    return sorted(found.values(), key=lambda each: each["name"].casefold() != employer)


def _employer(task: Task) -> str:
    """The employer that the case names for the job that the step is about."""
    about = (Fact.thing_id == task.keys.get("engagement"), Fact.key == "employer", Fact.newer.is_(None))
    seen = or_(Fact.case_id == task.case_id, Fact.case_id.is_(None))
    told = reading().scalar(select(Fact.value).where(*about, seen).order_by(Fact.case_id.is_(None)))
    return str(decode(told) or "") if told else ""


def _who_may(task: Task) -> list[tuple[Organisation, User | None]]:
    holders = select(RoleGrant.user_id).where(RoleGrant.role == task.role)
    rows = reading().execute(
        select(Organisation, User)
        .outerjoin(User, (User.organisation_id == Organisation.id) & User.active & User.id.in_(holders))
        .where(Organisation.authority_id == task.authority_id)
        .order_by(Organisation.name, User.name)
    )
    return [(organisation, user) for organisation, user in rows]


def draw(task: Task, raw: Raw, problems: list[Problem], **around: Any) -> str:
    """The page."""
    options = [*candidates(task), {"code": NEW, "label": "Somebody who is not in this list"}]
    there = [row.task for row in inbox.of_case(reading(), actor(), task.case_id)]
    waiting = [each for each in there if inbox.one_party(task, each)] or [task]
    return render_template(
        "tasks/party.html",
        task=task,
        raw=raw,
        problems=problems,
        candidates=options,
        ways=ANSWERS,
        employer=_employer(task),
        waiting=several(list(dict.fromkeys(f"“{each.name}”" for each in waiting))),
        number=len(waiting),
        records=[{"text": each.name, "href": url_for("tasks.show", task_id=each.id, record=1)} for each in waiting],
        **around,
    )
