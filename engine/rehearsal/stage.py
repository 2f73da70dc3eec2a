"""The stage on which a story is played: a database in memory, invented people in every role, and a virtual clock.

Used by the lines of a story. Everything goes through the verbs of casework, as it does for people.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import lru_cache

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from engine import casework, councils, dates, db, deadlines, in_hand, jobs, parties, people, versions
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
from engine.procedure import Procedure
from engine.rehearsal.story import Unmet
from engine.rehearsal.words import Who, plain

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOBODY_SIGNS_IN = "!"
"""In place of a password's hash: no password has it, and making one takes a tenth of a second."""
TURNS = 1_000
_IDLE: list[Engine] = []
"""Engines that no stage uses, without a connection: an engine remembers the statements that it has compiled."""
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
    sittings: int = 0
    """How often somebody sat down to write something."""
    sat: Counter[str] = field(default_factory=Counter)
    """How often somebody of each role has sent a page of questions."""
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
        self.sittings += 1
        self.follow()

    # Time

    @property
    def clock_time(self) -> time:
        """What the clock on the wall shows."""
        return dates.london(self.now).time().replace(second=0, microsecond=0)

    def calendar(self) -> deadlines.Calendar:
        """The council's working days."""
        with self.looking() as session:
            return in_hand.calendar_of(session.get_one(Authority, self.authority_id).settings)

    def settings(self) -> dict[str, str]:
        """What forms may ask of the council's settings."""
        with self.looking() as session:
            return in_hand.told_by_settings(session.get_one(Authority, self.authority_id).settings)

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
            organisation_id = None
            if not role.council:
                organisation_id = self.organisation(session, who.organisation or who.role, who.role).id
            if who.person and not self.cast(session, who):
                _add_person(session, self.authority_id, who.role, organisation_id, who.person)
            session.commit()

    def organisation(self, session: Session, name: str, role: str) -> Organisation:
        """The organisation of this name, with a person who plays the role for it."""
        same = (Organisation.authority_id == self.authority_id, func.lower(Organisation.name) == name.lower())
        found = session.scalar(select(Organisation).where(*same))
        if found is None:
            found = people.add_organisation(session, self.authority_id, name, plays=[role])
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
        """Who plays a role here: the engagement's employer, else an organisation of the story, else one of ours."""
        if self.roles[role].by_engagement and "engagement" in keys:
            case_id = session.scalar(select(Task.case_id).where(Task.keys == keys).limit(1))
            matter = in_hand.look_at(session, case_id, now=self.now) if case_id else None
            told = matter.facts.get(keys["engagement"], "employer") if matter else None
            return str(told) if told else f"Employer ({role})"
        named = [o.name for o in session.scalars(select(Organisation).order_by(Organisation.name)) if role in o.plays]
        return named[0] if named else role

    def set_authority(self, change: Callable[[Authority], None]) -> None:
        """Change something about the council."""
        with db.writing(self.engine) as session:
            change(session.get_one(Authority, self.authority_id))
            session.commit()


@contextmanager
def open_stage(procedure: Procedure) -> Iterator[Stage]:
    """A fresh stage with a procedure in use on it."""
    engine = _IDLE.pop() if _IDLE else db.make_engine("sqlite://")
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
        _IDLE.append(engine)


def _add_roles(session: Session, authority_id: str, procedure: Procedure) -> None:
    """A lane for which the council has no role yet: an outside one, played by one organisation."""
    known = {*councils.COUNCIL, *councils.OUTSIDE, councils.PUBLIC}
    lanes = {step.lane for process in procedure.processes.values() for step in process.steps if step.lane}
    for lane in sorted(lanes - known):
        session.add(Role(id=new_id(), authority_id=authority_id, name=lane, council=False, named_by=councils.SUPPORT))
