"""Tells one story by running the procedure: each step is done by whoever plays its role, when they would.

Called by build. The clock is the story's own; nothing here reads the machine's.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import answering, casework, contacts, dates, in_hand, parties, task_form, versions
from engine.deadlines import Calendar
from engine.demonstration.council import FOSTERING, MANAGER, POLICE, SOCIAL_CARE, Contactable, Council
from engine.demonstration.filling import CannotFill, Filling, Scene, parse
from engine.demonstration.hours import Hours
from engine.demonstration.paces import PACES, SHARES, Pace
from engine.demonstration.story import Adult, Story
from engine.demonstration.words import BANK
from engine.errors import LadoflowError
from engine.in_hand import Matter
from engine.models import Case, Task, Timer, new_id

MOST_STEPS = 400
"""No story has so many; a drawing that leads round and round stops here."""
NOTIFIED = {
    "residential": "ofsted_care", "foster_carer": "ofsted_care", "ifa_foster_carer": "ofsted_care", "health": "cqc",
    "secure_estate": "ycs",
}  # fmt: skip
"""Who must be told of an allegation, by sector; else Ofsted's early years."""


class CannotTell(LadoflowError):
    """The demonstration cannot tell one of its stories with this procedure."""


@dataclass(frozen=True)
class Next:
    """What happens next in a case, and when."""

    at: datetime
    label: str
    do: Callable[[datetime], None]


@dataclass
class Stage:
    """What all stories share."""

    session: Session
    council: Council
    calendar: Calendar
    now: datetime

    @property
    def hours(self) -> Hours:
        """The council's office hours."""
        return Hours(self.calendar)


@dataclass
class CaseTeller:
    """One case of a story, from its opening to now."""

    stage: Stage
    story: Story
    case_id: str
    adult: Adult
    clock: datetime
    told: Counter[tuple[str, str]] = field(default_factory=Counter)
    times: dict[str, datetime | None] = field(default_factory=dict)
    happened: set[int] = field(default_factory=set)
    employers: dict[str, str] = field(default_factory=dict)

    @property
    def session(self) -> Session:
        """The session in which everything is told."""
        return self.stage.session

    def user(self, account: str) -> str:
        """The id of an account's user; `lado` is the LADO of this story."""
        return self.stage.council.users[self.story.lado if account == "lado" else account]

    def tell(self) -> int:
        """Run until nothing more happens before now; returns how many things did."""
        for number in range(MOST_STEPS):
            upcoming = [each for each in self._possible() if each.at <= self.stage.now]
            if not upcoming:
                return number
            chosen = min(upcoming, key=lambda each: (each.at, each.label))
            self.clock = max(self.clock, chosen.at)
            chosen.do(self.clock)
        raise CannotTell(f"The story of {self.adult.name} does not end: the drawing leads round and round.")

    # What may come next

    def _possible(self) -> list[Next]:
        session = self.session
        tasks = session.scalars(select(Task).where(Task.case_id == self.case_id, Task.state == "open")).all()
        found = [each for task in tasks if (each := self._task(task))]
        rows = session.execute(
            select(Timer.id, Timer.step, Timer.due_at).where(
                Timer.case_id == self.case_id, Timer.state == "waiting", Timer.due_at <= self.stage.now
            )
        )
        found += [self._timer(id, step, due) for id, step, due in rows if due]
        return found + [each for number in range(len(self.story.events)) if (each := self._event(number))]

    def _timer(self, id: str, step: str, due: datetime) -> Next:
        def fire(now: datetime) -> None:
            casework.fire_timer(self.session, id, now=now)

        return Next(max(self.clock, due), f"timer {step}", fire)

    def _event(self, number: int) -> Next | None:
        event = self.story.events[number]
        at = event.when(self.stage.hours, self.story, self.stage.now)
        if number in self.happened:
            return None

        def do(now: datetime) -> None:
            self.happened.add(number)
            event.do(self, now)

        return Next(max(self.clock, at), f"event {number}", do)

    def _task(self, task: Task) -> Next | None:
        if task.id not in self.times:
            self.times[task.id] = self._when(task)
        at = self.times[task.id]
        if task.naming:
            return self._naming(task)
        if at is None:
            return None
        return Next(
            max(self.clock, at), f"task {task.step} {self._about(task)}", lambda now: self._complete(task.id, now)
        )

    def _naming(self, task: Task) -> Next | None:
        if "name_party" in self.story.stops or f"name_party@{task.role}" in self.story.stops:
            return None
        at = self.stage.hours.after(task.opened_at, self._rng(task, "naming").uniform(0.03, 0.2))
        return Next(
            max(self.clock, at), f"naming {task.step} {self._about(task)}", lambda now: self._name(task.id, now)
        )

    # When a step is done

    def _when(self, task: Task) -> datetime | None:
        about = self._about(task)
        number = self.told[task.step, about] + 1
        if self.story.stops & {task.step, f"{task.step}@{about}", f"{task.step}#{number}"}:
            return None
        pace = self._told_pace(task, about)
        if pace is not None:
            return pace(self.stage.hours, task.opened_at, task.due_at, self.stage.now)
        return self._usual(task)

    def _told_pace(self, task: Task, about: str) -> Pace | None:
        for name in (f"{task.step}@{about}", task.step):
            said = self.story.pace.get(name)
            if isinstance(said, list):
                number = self.told[task.step, about]
                return said[number] if number < len(said) else None
            if said is not None:
                return said
        return None

    def _usual(self, task: Task) -> datetime:
        rng = self._rng(task, "when")
        low, high = SHARES.get(task.step, (0.5, 0.95))
        if task.due_at and task.step not in PACES and task.due_at > task.opened_at:
            at = self.stage.hours.share(task.opened_at, task.due_at, rng.uniform(low, high))
            earlier = at - timedelta(minutes=rng.randint(5, 170))  # not everything is done as the office closes
            return earlier if earlier > task.opened_at and self.stage.hours.before(earlier) == earlier else at
        days = rng.uniform(*PACES.get(task.step, (0.4, 2.0)))
        return self.stage.hours.after(task.opened_at, days)

    def _rng(self, task: Task, what: str) -> Random:
        about = self._about(task)
        return Random(f"{self.story.seed} {self.adult.name} {task.step} {about} {self.told[task.step, about]} {what}")  # noqa: S311

    def _about(self, task: Task) -> str:
        """The employer that a step is about, else nothing."""
        engagement = task.keys.get("engagement")
        if engagement and engagement not in self.employers:
            known = in_hand.look_at(self.session, self.case_id, now=self.clock).facts
            self.employers = {thing.id: known.get(thing.id, "employer") or "" for thing in known.listed("engagements")}
        return self.employers.get(engagement, "") if engagement else ""

    # Doing it

    def _name(self, task_id: str, now: datetime) -> None:
        task = self.session.get_one(Task, task_id, populate_existing=True)
        who = self._party(task.role, self._about(task))
        casework.name_party(
            self.session, task_id, organisation_id=who.organisation, user_id=who.user, person=who.person,
            phone=who.phone, answers=parties.SIGNS_IN if who.user else parties.WE_RECORD,
            by=self.stage.council.users["support"], now=now,
        )  # fmt: skip
        self.session.flush()

    def _party(self, role: str, about: str) -> Contactable:
        name = self.story.parties.get(role)
        if name is None:
            name = {"Police": POLICE, "Children's social care": SOCIAL_CARE}.get(role, about)
        try:
            return self.stage.council.party(role, name)
        except KeyError:
            raise CannotTell(f"The demonstration knows nobody who plays {role} at {name or 'no employer'}.") from None

    def _complete(self, task_id: str, now: datetime) -> None:
        session = self.session
        task = session.get_one(Task, task_id, populate_existing=True)
        about = self._about(task)
        matter = in_hand.look_at(session, self.case_id, now=now)
        by, on_behalf = self._who(matter, task, about)
        happened = now if on_behalf is None else self.stage.hours.before(now - timedelta(minutes=90))
        happened = max(happened, task.opened_at)
        parsed = self._answers(matter, task, about, happened)
        casework.complete_task(
            session, task_id, parsed, seen=None, by=by, now=now, happened=happened, on_behalf=on_behalf
        )
        self.told[task.step, about] += 1

    def _who(self, matter: Matter, task: Task, about: str) -> tuple[str, casework.OnBehalf | None]:
        users, lead = self.stage.council.users, self.stage.council.users[self.story.lado]
        match task.role:
            case "LADO":
                return task.holder_id or matter.row["lead_id"] or lead, None
            case "LADO manager" | "LADO business support":
                return task.holder_id or users["manager" if task.role == MANAGER else "support"], None
        who = self._party(task.role, about)
        if who.user and task.organisation_id:
            return who.user, None
        rng = self._rng(task, "how")
        how = rng.choice(("phone", "phone", "secure_email", "meeting"))
        return matter.row["lead_id"] or lead, casework.OnBehalf(task.role, who.person, how)

    def _answers(self, matter: Matter, task: Task, about: str, at: datetime) -> Any:
        form = task_form.of(matter, task)
        known = answering.filled(form, matter.facts, task_form.owner_of(matter, task.keys))
        scene = self._scene(matter, task, about, at)
        values = Filling(scene, self._said(task, about), BANK, known).values(form)
        try:
            return parse(
                form, values, lists=matter.lists, context=matter.facts.context(task.keys), now=at,
                rows=answering.rows_of(matter.facts), on=scene.received,
                functions={"clock": matter._clock, "working days": matter._working_days},
            )  # fmt: skip
        except CannotFill as refused:
            raise CannotFill(f"{task.name}, in the story of {self.adult.name}: {refused}") from None

    def _said(self, task: Task, about: str) -> Mapping[str, Any]:
        """What the story says for this step, this time; what it says for every step; its rounds of updates."""
        said: dict[str, Any] = dict(self.story.says)
        said |= self.story.of.get(about, {})
        for name in (task.step, f"{task.step}@{about}"):
            told = self.story.steps.get(name)
            if isinstance(told, list):
                number = self.told[task.step, about]
                said |= told[min(number, len(told) - 1)]
            elif told is not None:
                said |= told
        jobs = [job.answers() for job in self.adult.jobs]
        found = [{"outcome": said["outcome"]}] if "outcome" in said else []
        kind = {"meeting_type": "review"} if task.form == "review" else {}
        return {"engagements": jobs, "allegations": found, **kind, **said}

    def _scene(self, matter: Matter, task: Task, about: str, at: datetime) -> Scene:
        employer = about or (self.adult.jobs[0].employer if self.adult.jobs else "the setting")
        known = self.stage.council.organisations.get(employer)
        lead = matter.row["lead_id"] or self.stage.council.users[self.story.lado]
        names = {
            "adult": self.adult.name,
            "child": self.story.child,
            "employer": employer,
            "manager": (known.person if known else self.story.caller).split(",")[0],
            "lado": self.stage.council.names[lead],
            "officer": self._party("Police", "").person,
            "social_worker": self._party("Children's social care", "").person,
            "fostering": self.stage.council.organisations[FOSTERING].person,
            "body": NOTIFIED.get(self.adult.sector, "ofsted_early_years"),
        }
        return Scene(
            at, dates.local_day(at), dates.local_day(self.stage.now), self.stage.calendar, self._rng(task, "words"),
            names, matter.procedure.lists, dates.local_day(matter.row["received_at"]),
        )  # fmt: skip


def tell(stage: Stage, story: Story) -> int:
    """Tell a whole story, every case of it; returns the number of its cases."""
    parsed = _contact(stage, story)
    by = stage.council.users["support"] if story.way == "log_a_call" else None
    recorded = story.received if story.way != "log_a_call" else story.received + timedelta(minutes=9)
    receipt = contacts.save_contact(
        stage.session, stage.council.authority, story.way, parsed, post=new_id(), now=min(recorded, stage.now), by=by,
        received_at=story.received,
    )  # fmt: skip
    for case_id in receipt.cases:
        matter = in_hand.look_at(stage.session, case_id, now=story.received)
        adult = next((a for a in story.adults if a.name == matter.row["adult_name"]), story.adults[-1])
        CaseTeller(stage, story, case_id, adult, recorded).tell()
        stage.session.expire_all()
    _tell_reviews(stage, story, receipt.contact_id, recorded)
    return len(receipt.cases)


def _tell_reviews(stage: Stage, story: Story, contact_id: str, recorded: datetime) -> None:
    """The reviews of settings that a contact gave rise to, done in the usual way whatever the story says."""
    usual = replace(story, says={}, of={}, steps={}, pace={}, stops=frozenset(), events=())
    opened = select(Case.id).where(Case.contact_id == contact_id, ~Case.has_adult)
    for case_id in stage.session.scalars(opened).all():
        CaseTeller(stage, usual, case_id, story.adults[-1], recorded).tell()
        stage.session.expire_all()


def _contact(stage: Stage, story: Story) -> Any:
    """The answers of the way in."""
    version = versions.current(stage.session, stage.council.authority, story.received)
    procedure = versions.load(stage.session, version.id)
    form = procedure.form(procedure.ways_in[story.way].form)
    day = dates.local_day(story.received)
    rng = Random(f"{story.seed} {story.adults[0].name} contact")  # noqa: S311
    names = {"adult": story.adults[0].name, "child": story.child, "manager": story.caller}
    scene = Scene(story.received, day, dates.local_day(stage.now), stage.calendar, rng, names, procedure.lists, day)
    values = Filling(scene, story.contact(scene), BANK, {}).values(form)
    try:
        return parse(form, values, lists=procedure.lists, context={}, now=story.received)
    except CannotFill as refused:
        raise CannotFill(f"The contact about {story.adults[0].name}: {refused}") from None
