"""The question who plays a role in a case: its page, with what is known of the answer filled in, and its post. Called
by the task view."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from flask import render_template, url_for
from sqlalchemy import select

from engine import casework, inbox, organisations, parties, people
from engine.forms import Problem
from engine.in_hand import Matter
from engine.models import Organisation, RoleGrant, Task, User
from webui import words
from webui.filling import Raw, one
from webui.session import actor, now, reading, writing

NEW = "new"
ANSWERS = (
    (parties.SIGNS_IN, "They sign in here"),
    (parties.WE_RECORD, "We record for them: they tell us by phone, letter or e-mail"),
)
NUMBER = re.compile(r"\+?[0-9(][0-9 ()-]{8,24}[0-9]")
LONGEST = {"new_name": ("The name", 300), "person": ("Who it is there", 300), "phone": ("The phone number", 100)}
FEW = 5
"""So many others stand open beside who is chosen already; more are folded away."""


@dataclass(frozen=True)
class Offered:
    """An organisation that may play the role; where a person of it is named, that person or somebody else there."""

    code: str
    label: str
    organisation: str
    user: str = ""
    signs_in: bool = False
    same: bool = False
    """It is called what the case calls the employer."""
    alike: bool = False


@dataclass(frozen=True)
class Told:
    """What the case was told of who it is."""

    person: str = ""
    phone: str = ""


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


class Question:
    """Who plays a step's role: whom to offer, and what is chosen before anybody has looked."""

    def __init__(self, task: Task, matter: Matter) -> None:
        self.task, self.matter = task, matter
        job, facts = task.keys.get("engagement", ""), matter.facts
        said = str(facts.get(job, "employer") or "")
        self.employer = "" if people.no_name(said) else said
        self.contact = str(facts.get(job, "employer_contact") or "")
        self.offered = sorted(self._offered(), key=lambda each: (not each.same, not each.alike))

    def _offered(self) -> list[Offered]:
        role = parties.roles_of(reading(), self.task.authority_id, [self.task.role]).get(self.task.role)
        there: dict[str, tuple[Organisation, list[User]]] = {}
        for organisation, user in _who_may(self.task):
            there.setdefault(organisation.id, (organisation, []))[1].extend([user] if user else [])
        return [
            each
            for organisation, users in there.values()
            for each in self._of(organisation, users, by_person=role is not None and role.by_engagement)
        ]

    def _of(self, organisation: Organisation, users: list[User], *, by_person: bool) -> list[Offered]:
        """The organisation; of a role by engagement each person who can sign in for it, and somebody else there."""
        name, told = organisation.name, self.employer
        same, alike = bool(told) and people.same_name(name, told), bool(told) and people.alike(name, told)
        whole = Offered(organisation.id, name, name, signs_in=bool(users), same=same, alike=alike)
        if not by_person or not users:
            return [whole]
        there = replace(whole, signs_in=True)
        named = [
            replace(there, code=f"{organisation.id}:{user.id}", label=f"{name}: {user.name}", user=user.name)
            for user in users
        ]
        return [*named, replace(whole, label=f"{name}: somebody else there", signs_in=False)]

    # What is chosen already

    def usual(self) -> Raw:
        """The page as it opens: who it can only be, the person that we were told, and how they answered last time."""
        chosen = self._chosen()
        told = self._told(chosen)
        ways = {self._way(chosen)} if chosen else {_able(each) for each in self.offered}
        new = not chosen and self._is_new()
        unknown = "" if any(each.same for each in self.offered) else self.employer
        return {
            "organisation": [chosen.code if chosen else NEW if new else ""], "new_name": [unknown],
            "person": [told.person], "phone": [told.phone],
            "answers": [parties.WE_RECORD if new else ways.pop() if len(ways) == 1 else ""],
        }  # fmt: skip

    def _chosen(self) -> Offered | None:
        """The organisation that the case names; where it names none, the only one that can play the role."""
        meant = [each for each in self.offered if each.same or not self.employer]
        if len({each.code.partition(":")[0] for each in meant}) != 1:
            return None
        if len(meant) == 1:
            return meant[0]
        person = people.folded(self._told(meant[0]).person)
        *users, other = meant
        known = [each for each in users if person and people.part_of(people.folded(each.user), person)]
        fits = known or ([other] if person else users)
        return fits[0] if len(fits) == 1 else None

    def _is_new(self) -> bool:
        """Whether to add the organisation is the plain answer: none is called so, or nearly so, or the only one."""
        only = len({each.organisation for each in self.offered}) == 1
        return bool(self.employer) and not only and not any(each.alike for each in self.offered)

    def _told(self, chosen: Offered | None) -> Told:
        """Whom to ask for: the person that the case names there, else who told us of it, if they are from there."""
        value = self.matter.facts.case_value
        who, phone = str(value("referrer_name") or ""), str(value("referrer_phone") or "")
        place = chosen.organisation if chosen else self.employer
        theirs = bool(place) and people.same_name(str(value("referrer_agency") or ""), place)
        if self.contact:
            person, number = _parted(self.contact)
            ring = number or (phone if people.part_of(people.folded(who), people.folded(person)) else "")
            return Told(person, ring)
        return Told(who, phone) if theirs else Told()

    def _way(self, each: Offered) -> str:
        """As they answered last time, as far as they can today."""
        organisation = each.code.partition(":")[0]
        last = parties.answered_last(reading(), self.task.authority_id, self.task.role, organisation)
        return parties.WE_RECORD if last == parties.WE_RECORD else _able(each)

    # Its post and its page

    def read(self, raw: Raw) -> Named:
        """The post, with problems in the order of the page."""
        chosen = one(raw, "organisation")
        organisation, _, user = chosen.partition(":")
        named = Named(
            organisation_id="" if organisation == NEW else organisation, user_id=user or None,
            new_name=one(raw, "new_name"), person=one(raw, "person") or None, phone=one(raw, "phone") or None,
            answers=one(raw, "answers"),
        )  # fmt: skip
        signing = {each.code: each.signs_in for each in self.offered} | {NEW: False}
        if chosen not in signing:
            named.problems.append(Problem("organisation", "Choose who it is, or add an organisation"))
        elif chosen == NEW and not named.new_name:
            named.problems.append(Problem("new_name", "Enter the name of the organisation"))
        for name, (label, most) in LONGEST.items():
            if len(one(raw, name)) > most:
                named.problems.append(Problem(name, f"{label} must be {most} characters or fewer"))
        if named.answers not in dict(ANSWERS):
            named.problems.append(Problem("answers", "Choose how they answer"))
        elif named.answers == parties.SIGNS_IN and not signing.get(chosen):
            named.problems.append(Problem("answers", "Nobody there can sign in yet. Choose that we record for them"))
        return named

    def name(self, named: Named) -> None:
        """Write down who it is."""
        task, session = self.task, writing()
        organisation = (
            named.organisation_id
            or organisations.to_play(
                session, task.authority_id, named.new_name, task.role, phone=named.phone, by=actor().id, now=now()
            ).id
        )
        casework.name_party(
            session, task.id, organisation_id=organisation, answers=named.answers, by=actor().id, now=now(),
            user_id=named.user_id, person=named.person, phone=named.phone,
        )  # fmt: skip

    def draw(self, raw: Raw | None, problems: list[Problem], **around: Any) -> str:
        """The page, as it opens or as it was posted."""
        task, raw = self.task, self.usual() if raw is None else raw
        there = [row.task for row in inbox.of_case(reading(), actor(), task.case_id)]
        waiting = [each for each in there if inbox.one_party(task, each)] or [task]
        front, others = self._folded(one(raw, "organisation"))
        return render_template(
            "tasks/party.html", task=task, title=words.asks(task), raw=raw, problems=problems, front=front,
            others=others, new=NEW, ways=ANSWERS, employer=self.employer, told=problems == [] and any(raw["person"]),
            known=any(each.same for each in self.offered), number=len(waiting),
            waiting=words.several(list(dict.fromkeys(f"“{each.name}”" for each in waiting))),
            records=[{"text": e.name, "href": url_for("tasks.show", task_id=e.id, record=1)} for e in waiting],
            **around,
        )  # fmt: skip

    def _folded(self, chosen: str) -> tuple[list[Offered], list[Offered]]:
        """Those to look at, and those that are folded away because somebody is chosen already."""
        front = [each for each in self.offered if each.same or each.code == chosen]
        others = [each for each in self.offered if each not in front]
        return (front, others) if chosen and len(others) > FEW else ([*front, *others], [])


def _able(each: Offered) -> str:
    """How they can answer."""
    return parties.SIGNS_IN if each.signs_in else parties.WE_RECORD


def _parted(contact: str) -> tuple[str, str]:
    """A person and the number written beside the name: Karen Whitlock, head, 01632 960 131."""
    number = NUMBER.search(contact)
    if number is None:
        return contact, ""
    before, after = contact[: number.start()], contact[number.end() :]
    return " ".join(f"{before.rstrip(' ,;:(')} {after.lstrip(' ,;:)')}".split()), number.group().strip()


def _who_may(task: Task) -> list[tuple[Organisation, User | None]]:
    """The organisations that play the role, with each person there who can sign in for it."""
    holders = select(RoleGrant.user_id).where(RoleGrant.role == task.role)
    rows = reading().execute(
        select(Organisation, User)
        .outerjoin(User, (User.organisation_id == Organisation.id) & User.active & User.id.in_(holders))
        .where(Organisation.authority_id == task.authority_id)
        .order_by(Organisation.name, User.name)
    )
    return [(organisation, user) for organisation, user in rows if task.role in organisation.plays]
