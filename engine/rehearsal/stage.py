"""The stage on which a story is played: a scratch database in memory, invented people in every role, and a virtual clock.

Used by the lines of a story. Everything goes through the verbs of casework, as it does for people.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from engine import access, answering, casework, councils, dates, db, deadlines, facts, inbox, jobs, parties, versions
from engine.errors import LadoflowError
from engine.forms import Parsed
from engine.models import (
    Authority,
    Case,
    Organisation,
    ProcedureVersion,
    Role,
    RoleGrant,
    Task,
    Timer,
    User,
    new_id,
)  # fmt: skip
from engine.procedure import Procedure, WayIn
from engine.rehearsal.page import Page
from engine.rehearsal.story import Unmet
from engine.rehearsal.words import Who, listed, plain
from engine.settling import Matter

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOBODY_SIGNS_IN = "!"
"""In place of a password's hash: no password has it, and making one takes a tenth of a second."""
TURNS = 1_000
LONG_AGO = datetime(1990, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=1)
def _empty() -> bytes:
    """A database with all its tables, one council and one person in each of its roles."""
    engine = db.make_engine("sqlite://")
    db.upgrade(engine)
    with db.writing(engine) as session:
        authority = councils.new_council(session, "Our council")
        for role in councils.COUNCIL:
            _add_person(session, authority.id, role, None, role)
        session.commit()
    with engine.connect() as connection:
        content: bytes = connection.connection.driver_connection.serialize()  # type: ignore[union-attr]
    engine.dispose()
    return content


def _add_person(session: Session, authority_id: str, role: str, organisation_id: str | None, name: str) -> User:
    id_ = new_id()
    user = User(
        id=id_, authority_id=authority_id, email=f"{id_}@rehearsal.example", name=name, title="",
        password_hash=NOBODY_SIGNS_IN, organisation_id=organisation_id,
    )  # fmt: skip
    session.add(user)
    session.flush()
    session.add(RoleGrant(user_id=user.id, role=role))
    session.flush()
    return user


@dataclass(frozen=True)
class Found:
    """A task that a line of the story names, with who does it."""

    task: Task
    case: Case
    actor: access.Actor


@dataclass
class Stage:
    """One story's world. Made by `open_stage`."""

    engine: Engine
    procedure: Procedure
    authority_id: str
    roles: dict[str, Role]
    now: datetime = START
    nobody: set[str] = field(default_factory=set)
    happened: datetime | None = None
    """What `it happened` said, for the step that comes next."""
    case_id: str | None = None
    """The case that the story spoke of last."""
    filled: list[str] = field(default_factory=list)
    between: list[date] = field(default_factory=list)
    """The days on each of which the next line holds."""

    # Sessions

    @contextmanager
    def looking(self) -> Iterator[Session]:
        """A session that only reads."""
        with db.reading(self.engine) as session:
            yield session

    @contextmanager
    def acting(self) -> Iterator[Session]:
        """One transaction of the story, and then whatever follows from it at once."""
        with db.writing(self.engine) as session:
            yield session
            session.commit()
        self.follow()

    # Time

    @property
    def clock_time(self) -> time:
        """What the clock on the wall shows."""
        return dates.london(self.now).time().replace(second=0, microsecond=0)

    def calendar(self) -> deadlines.Calendar:
        """The council's working days."""
        with self.looking() as session:
            return casework.calendar_of(session.get_one(Authority, self.authority_id).settings)

    def pass_to(self, then: datetime) -> None:
        """Let time pass; every timer fires at its own moment, in the order in which they fall due."""
        if then < self.now:
            raise Unmet(f"It is {dates.moment_words(self.now, year=True)} already, and time does not go back.")
        while (due := self._next_due()) is not None and due <= then:
            self.now = max(self.now, due)
            if not jobs.fire_due(self.engine, self.now):
                break
            self._name_parties()
            self._must_run()
        self.now = then
        self.follow()

    def pass_to_day(self, day: date) -> None:
        """Let time pass to this time of another day."""
        at = dates.instant(day, self.clock_time)
        if at != self.now:
            self.pass_to(at)

    def _next_due(self) -> datetime | None:
        with self.looking() as session:
            return session.scalar(
                select(func.min(Timer.due_at))
                .join(Case, Case.id == Timer.case_id)
                .where(Timer.state == "waiting", Case.repair.is_(None))
            )

    def follow(self) -> None:
        """What the service does by itself: fire what is due, and have parties named, until nothing more happens."""
        for _ in range(TURNS):
            if not jobs.fire_due(self.engine, self.now) + self._name_parties():
                break
        self._must_run()

    def _must_run(self) -> None:
        with self.looking() as session:
            broken = session.execute(select(Case.adult_name, Case.repair).where(Case.repair.is_not(None))).first()
        if broken:
            raise Unmet(f"The case of {broken[0]} needs repair: {broken[1]}")

    # People

    def cast(self, session: Session, who: Who) -> list[User]:
        """The people whom a phrase names; nobody while the organisation or the person has no part yet."""
        statement = select(User).join(RoleGrant, RoleGrant.user_id == User.id).where(RoleGrant.role == who.role)
        if who.organisation:
            statement = statement.join(Organisation, Organisation.id == User.organisation_id).where(
                func.lower(Organisation.name) == who.organisation.lower()
            )
        people = list(session.scalars(statement.order_by(User.name)))
        return [user for user in people if who.person is None or plain(user.name) == plain(who.person)]

    def introduce(self, who: Who) -> None:
        """Whoever a story names exists."""
        role = self.roles.get(who.role)
        if role is None or not (who.organisation or who.person):
            return
        with db.writing(self.engine) as session:
            organisation = None
            if not role.council:
                organisation = self.organisation(session, who.organisation or who.role, who.role)
            if who.person and not self.cast(session, who):
                _add_person(session, self.authority_id, who.role, organisation and organisation.id, who.person)
            session.commit()

    def organisation(self, session: Session, name: str, role: str) -> Organisation:
        """The organisation of this name, with a person who plays the role for it."""
        same = (Organisation.authority_id == self.authority_id, func.lower(Organisation.name) == name.lower())
        found = session.scalar(select(Organisation).where(*same))
        if found is None:
            found = casework.add_organisation(session, self.authority_id, name, plays=[role])
        if role not in found.plays:
            found.plays = [*found.plays, role]
        plays = select(User.id).join(RoleGrant, RoleGrant.user_id == User.id)
        if not session.scalar(plays.where(User.organisation_id == found.id, RoleGrant.role == role)):
            _add_person(session, self.authority_id, role, found.id, f"{role}, {name}")
        return found

    def _name_parties(self) -> int:
        """Business support names the parties that a new step asks for, unless nobody plays the role."""
        with self.looking() as session:
            waiting = session.execute(
                select(Task.id, Task.role, Task.keys).where(
                    Task.state == "open", Task.naming, Task.role.not_in(self.nobody)
                )
            ).all()
        for task_id, role, keys in waiting:
            with db.writing(self.engine) as session:
                if session.scalar(select(Task.naming).where(Task.id == task_id)):
                    self._name_party(session, task_id, role, keys)
                session.commit()
        return len(waiting)

    def _name_party(self, session: Session, task_id: str, role: str, keys: dict[str, str]) -> None:
        name = self._player(session, role, keys)
        organisation = self.organisation(session, name, role)
        person = session.scalar(
            select(User.id)
            .join(RoleGrant, RoleGrant.user_id == User.id)
            .where(User.organisation_id == organisation.id, RoleGrant.role == role)
            .order_by(User.name)
        )
        support = self.cast(session, Who(self.roles[role].named_by or parties.RECORDER))[0]
        casework.name_party(
            session, task_id, organisation_id=organisation.id, answers=parties.SIGNS_IN, by=support.id, now=self.now,
            user_id=person if self.roles[role].by_engagement else None,
        )  # fmt: skip

    def _player(self, session: Session, role: str, keys: dict[str, str]) -> str:
        """The name of the organisation that plays a role here: the engagement's employer, else the story's, else ours."""
        if self.roles[role].by_engagement and "engagement" in keys:
            case_id = session.scalar(select(Task.case_id).where(Task.keys == keys).limit(1))
            matter = casework.look_at(session, case_id, now=self.now) if case_id else None
            told = matter.facts.get(keys["engagement"], "employer") if matter else None
            return str(told) if told else f"Employer ({role})"
        named = [o.name for o in session.scalars(select(Organisation).order_by(Organisation.name)) if role in o.plays]
        return named[0] if named else role

    # Contacts

    def report(self, who: Who, way: WayIn, table: Sequence[dict[str, str]]) -> None:
        """Somebody tells the service something through a way in."""
        with self.acting() as session:
            actors = [access.actor(session, user) for user in self.cast(session, who)] if who.role in self.roles else []
            by = next((a for a in actors if way.role in a.acts_as), None)
            if by is None and way.role != councils.PUBLIC:
                raise Unmet(f"“{way.name}” is not a way in for {who}.")
            page = self._page(way.form, {})
            parsed = self._answered(page, table)
            receipt = casework.save_contact(
                session, self.authority_id, way.process, parsed, post=new_id(), now=self.now,
                by=by.id if by else None, received_at=self._take_happened(),
            )  # fmt: skip
            self.case_id = receipt.cases[0] if receipt.cases else None

    def _page(self, form: str, raw: dict[str, list[str]], **more: Any) -> Page:
        said: dict[str, Any] = {"context": {}, "now": self.now, "on": dates.local_day(self.now), **more}
        return Page(self.procedure.form(form), raw, self.procedure.lists, **said)

    def _answered(self, page: Page, table: Sequence[dict[str, str]]) -> Parsed:
        page.answer(table)
        parsed = page.parse()
        if parsed.problems:
            raise Unmet(f"“{page.form.title}” is refused: {'; '.join(p.message for p in parsed.problems)}.")
        if dropped := page.dropped(parsed):
            raise Unmet(f"“{page.form.title}” does not ask {listed(dropped)} after these answers.")
        self.filled += page.filled
        return parsed

    def _take_happened(self) -> datetime | None:
        at, self.happened = self.happened, None
        return at

    # Steps

    def complete(
        self, who: Who, step: str, about: str | None, table: Sequence[dict[str, str]], *,
        behalf: tuple[Who, str, str] | None = None,
    ) -> None:  # fmt: skip
        """Somebody completes a step. Raises Unmet, or what casework refuses with."""
        with self.acting() as session:
            found = self.find(session, who, step, about, "record_for" if behalf else "complete", behalf and behalf[0])
            self._complete(session, found, table, behalf)

    def _complete(
        self, session: Session, found: Found, table: Sequence[dict[str, str]], behalf: tuple[Who, str, str] | None
    ) -> None:
        parsed, seen = self._sitting(session, found, table)
        on_behalf = casework.OnBehalf(behalf[0].role, behalf[1] or str(behalf[0]), behalf[2]) if behalf else None
        self.case_id = casework.complete_task(
            session, found.task.id, parsed, seen=seen, by=found.actor.id, now=self.now,
            happened=self._take_happened(), on_behalf=on_behalf,
        )  # fmt: skip

    def _sitting(self, session: Session, found: Found, table: Sequence[dict[str, str]]) -> tuple[Parsed, str]:
        """The page of a step, filled in as its person fills it in."""
        matter = casework.look_at(session, found.case.id, now=self.now)
        form = casework.task_form(matter, found.task)
        known = answering.filled(form, matter.facts, casework.owner_of(matter, found.task.keys))
        page = self._page(
            found.task.form, form.raw(known), context=matter.facts.context(found.task.keys),
            on=dates.local_day(matter.row["received_at"]), rows=answering.rows_of(matter.facts),
            names={id_: names_of(matter.facts, id_) for id_ in matter.facts.things},
        )  # fmt: skip
        seen = casework.page_version(matter, found.task)
        return self._answered(page, table), seen

    def refusal(
        self, who: Who, step: str, about: str | None, table: Sequence[dict[str, str]],
        behalf: tuple[Who, str, str] | None = None,
    ) -> str | None:  # fmt: skip
        """What completing a step like this is refused with; None when it is not. Nothing is changed."""
        filled, happened, case = list(self.filled), self.happened, self.case_id
        with db.writing(self.engine) as session:
            try:
                self._step_exists(step)
                found = self.find(session, who, step, about, "record_for" if behalf else "complete", None)
                self._complete(session, found, table, behalf)
            except LadoflowError as refused:
                return str(refused)
            finally:
                session.rollback()
                self.filled, self.happened, self.case_id = filled, happened, case
        return None

    def find(
        self, session: Session, who: Who, step: str, about: str | None, verb: str, of: Who | None
    ) -> Found:  # fmt: skip
        """The open step of this name that these people may do. Raises Unmet, which says what is open."""
        people = [access.actor(session, user) for user in self.cast(session, who)]
        if not people:
            raise Unmet(f"Nobody plays {who} in this story yet.")
        named = self.open_tasks(session, step, about)
        if not named:
            self._step_exists(step)
            open_ = sorted({f"{t.name} ({t.role})" for t, _ in self.open_tasks(session)})
            for_ = f" for {about}" if about else ""
            raise Unmet(f"“{step}”{for_} is not open. Open now: {', '.join(open_) or 'nothing'}.")
        if of is not None:
            named = [(t, c) for t, c in named if t.role == of.role and self._party_is(session, t, of)]
        found = [Found(t, c, person) for t, c in named for person in people if _may(person, verb, t)]
        if not found:
            roles = sorted({t.role for t, _ in named})
            raise Unmet(f"“{step}” waits for {' and '.join(roles) or 'somebody else'}; {who} may not do it.")
        return self._the_one(found, step)

    def _the_one(self, found: list[Found], step: str) -> Found:
        if len({each.task.id for each in found}) > 1:
            found = [each for each in found if each.case.id == self.case_id] or found
        if len({each.task.id for each in found}) > 1:
            names = sorted({str(each.case.adult_name) for each in found})
            raise Unmet(f"“{step}” is open more than once ({', '.join(names)}). Say for whom.")
        held = [each for each in found if each.task.holder_id == each.actor.id]
        return (held or found)[0]

    def _party_is(self, session: Session, task: Task, who: Who) -> bool:
        if who.organisation is None or task.organisation_id is None:
            return True
        return plain(session.get_one(Organisation, task.organisation_id).name) == plain(who.organisation)

    def open_tasks(
        self, session: Session, step: str | None = None, about: str | None = None
    ) -> list[tuple[Task, Case]]:
        """Open steps with their cases, of a name, about somebody."""
        rows = select(Task, Case).join(Case, Case.id == Task.case_id).where(Task.state == "open")
        found = [(t, c) for t, c in session.execute(rows.order_by(Task.opened_at, Task.id))]
        return [
            (t, c) for t, c in found
            if (step is None or plain(t.name) == plain(step)) and (about is None or self.is_about(session, t, c, about))
        ]  # fmt: skip

    def is_about(self, session: Session, task: Task, case: Case, name: str) -> bool:
        """Whether a step is for this adult, child, employer or body."""
        matter = casework.look_at(session, case.id, now=self.now)
        return plain(name) in self.called(matter, task)

    def called(self, matter: Matter, task: Task | None) -> set[str]:
        """The names under which a story may speak of a case, or of one step in it."""
        known = matter.facts
        ids = {known.adult_id} | {thing.id for thing in known.listed("children")}
        if task is None or "engagement" not in task.keys:
            ids |= {thing.id for thing in known.listed("engagements")} if task is None else set()
        else:
            ids |= set(task.keys.values())
        names = {name for id_ in ids if id_ for name in names_of(known, id_)}
        return {plain(name) for name in {*names, str(matter.row["adult_name"]), str(matter.row["reference"])}}

    def _step_exists(self, step: str) -> None:
        if plain(step) not in {plain(name) for name in self.step_names()}:
            raise Unmet(f"The procedure has no step “{step}”.")

    def step_names(self) -> set[str]:
        """Everything drawn that may stand in an inbox or be waited for."""
        return {step.name or step.id for process in self.procedure.processes.values() for step in process.steps}

    # Cases

    def cases(self, session: Session, about: str | None = None) -> list[Case]:
        """The cases of a story, the first opened first."""
        rows = list(session.scalars(select(Case).where(Case.state != b"").order_by(Case.opened_at, Case.id)))
        if about is None:
            return rows
        return [c for c in rows if plain(about) in self.called(casework.look_at(session, c.id, now=self.now), None)]

    def the_case(self, session: Session, about: str | None = None) -> Case:
        """The case that a line speaks of: named, else the one that the story spoke of last. Raises Unmet."""
        found = self.cases(session, about)
        if about is None and self.case_id:
            found = [case for case in found if case.id == self.case_id] or found
        if not found:
            raise Unmet(f"There is no case of {about}." if about else "No case has been opened.")
        if len(found) > 1:
            raise Unmet(f"There are {len(found)} cases ({', '.join(str(c.adult_name) for c in found)}). Say whose.")
        return found[0]

    def happen(self, what: str, who: Who | None, about: str | None, table: Sequence[dict[str, str]]) -> None:
        """Something happens that may happen at any time."""
        with self.acting() as session:
            case = self.the_case(session, about)
            person = self._who_starts(session, who, case)
            matter = casework.look_at(session, case.id, now=self.now)
            offered = casework.what_can_happen(matter)
            trigger = next((t for t in offered if plain(what) in trigger_names(t)), None)
            if trigger is None:
                words = listed(t.message for t in offered)
                raise Unmet(f"“{what}” cannot be started in this case now. What can: {words}.")
            opened = casework.happen(session, case.id, trigger.id, by=person.id, now=self.now)
            self.case_id = case.id
            if table:
                if opened is None:
                    raise Unmet(f"“{what}” asks nothing.")
                task = session.get_one(Task, opened)
                session.refresh(case)
                self._complete(session, Found(task, case, person), table, None)

    def _who_starts(self, session: Session, who: Who | None, case: Case) -> access.Actor:
        """Whoever says so when it is a council role; what a party tells is started by the case's LADO."""
        wanted = who if who and self.roles[who.role].council else Who(parties.RECORDER)
        people = self.cast(session, wanted)
        lead = next((user for user in people if user.id == case.lead_id), None)
        if not people:
            raise Unmet(f"Nobody plays {wanted} in this story.")
        person = access.actor(session, lead or people[0])
        if not access.may(person, "start_event", case):
            raise Unmet(f"{wanted} may not start this.")
        return person

    def inbox(self, session: Session, who: Who) -> list[inbox.Row]:
        """What stands in the inbox and in the queue of these people."""
        rows: dict[str, inbox.Row] = {}
        for user in self.cast(session, who):
            actor = access.actor(session, user)
            for row in [*inbox.mine(session, actor), *inbox.queue(session, actor)]:
                rows[row.task.id] = row
        return list(rows.values())

    def set_authority(self, change: Callable[[Authority], None]) -> None:
        """Change something about the council."""
        with db.writing(self.engine) as session:
            change(session.get_one(Authority, self.authority_id))
            session.commit()


def _may(person: access.Actor, verb: str, task: Task) -> bool:
    """The same rule as the pages': a step that we record for a party, or that still needs its party, may be recorded."""
    if verb == "complete" and not task.naming:
        return access.may(person, "complete", task)
    return access.may(person, "record_for", task)


def shown_name(task: Task) -> str:
    """How a task is called in an inbox."""
    return f"Name who plays {task.role} here" if task.naming else task.name


def trigger_names(trigger: Any) -> set[str]:
    """The words by which a story may call what can happen at any time."""
    return {plain(trigger.message), plain(trigger.name), plain(trigger.name.rpartition(":")[2])}


def names_of(known: facts.Facts, id_: str) -> set[str]:
    """What a thing is called: by its name, its employer's, its words; a strand also by its kind and its employer."""
    names = {
        str(value) for key in ("name", "known_as", "employer", "description", "text") if (value := known.get(id_, key))
    }
    thing = known.things.get(id_)
    if thing and thing.kind == "strand":
        kind = str(known.get(id_, "kind") or "")
        names |= {kind, f"{kind} strand", *(names_of(known, thing.parent) if thing.parent else ())}
    return names


@contextmanager
def open_stage(procedure: Procedure) -> Iterator[Stage]:
    """A fresh stage with a procedure in use on it."""
    engine = db.make_engine("sqlite://")
    try:
        with engine.connect() as connection:
            connection.connection.driver_connection.deserialize(_empty())  # type: ignore[union-attr]
        with db.writing(engine) as session:
            authority = session.scalars(select(Authority)).one()
            version = ProcedureVersion(
                id=new_id(), authority_id=authority.id, number=1, note="Rehearsal", proposed_at=LONG_AGO,
                published_at=LONG_AGO,
            )  # fmt: skip
            session.add(version)
            _add_roles(session, authority.id, procedure)
            session.flush()
            roles = {role.name: role for role in session.scalars(select(Role))}
            session.commit()
        versions.keep(version.id, procedure)
        yield Stage(engine, procedure, authority.id, roles)
    finally:
        engine.dispose()


def _add_roles(session: Session, authority_id: str, procedure: Procedure) -> None:
    """A lane for which the council has no role yet: an outside one, played by one organisation."""
    known = {*councils.COUNCIL, *councils.OUTSIDE, councils.PUBLIC}
    lanes = {step.lane for process in procedure.processes.values() for step in process.steps if step.lane}
    for lane in sorted(lanes - known):
        session.add(Role(id=new_id(), authority_id=authority_id, name=lane, council=False, named_by=councils.SUPPORT))
