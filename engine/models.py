"""The tables: what is kept of an authority, its people, contacts, cases and the work on them; read everywhere."""

import re
from datetime import UTC, date, datetime, timedelta
from os import urandom
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)
from sqlalchemy import DateTime as SqlDateTime
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """An aware instant, in UTC on every database; a naive one is refused. SQLite keeps the microseconds since 1970."""

    impl = SqlDateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(BigInteger() if dialect.name == "sqlite" else self.impl)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("an instant needs a time zone")
        return (value - EPOCH) // MICROSECOND if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return EPOCH + value * MICROSECOND if isinstance(value, int) else value.astimezone(UTC)


def new_id() -> str:
    """A random 128-bit id as 32 hex digits: says nothing about what it names."""
    return urandom(16).hex()


class Digits(TypeDecorator[str]):
    """Hexadecimal digits, kept in the bytes that they say: half the room, in every row and index."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        return bytes(value).hex() if value is not None else None


IS_ID = re.compile(r"[0-9a-f]{32}", re.ASCII).fullmatch


class Id(Digits):
    """An id as `new_id` makes it. A text that is no id names nothing: to the database it is null.

    PostgreSQL has a type of its own for them, whose driver is told to answer digits (`db`).
    """

    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(UUID(as_uuid=False) if dialect.name == "postgresql" else LargeBinary())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        if value is None or not IS_ID(value):
            return None
        return value if dialect.name == "postgresql" else bytes.fromhex(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        return value.hex() if isinstance(value, bytes) else value


class Base(DeclarativeBase):
    """Names constraints by a convention, so that migrations and errors can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Instant, str: String, bytes: LargeBinary, dict[str, Any]: JSON, list[str]: JSON}


Large = BigInteger().with_variant(Integer, "sqlite")  # SQLite's integers are large, and only they count up


def _id() -> Mapped[str]:
    return mapped_column(Id, primary_key=True, default=new_id)


def _ref(table: str, **options: Any) -> Any:
    return mapped_column(Id, ForeignKey(f"{table}.id"), **options)


class Authority(Base):
    """A council; everything else hangs on one."""

    __tablename__ = "authority"
    id: Mapped[str] = _id()
    name: Mapped[str]
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    chain_number: Mapped[int] = mapped_column(default=0)
    chain_hash: Mapped[str] = mapped_column(Digits, default="")


class Role(Base):
    """What a lane is called and a person holds. Roles are data: a new lane needs a role, never a programmer."""

    __tablename__ = "role"
    __table_args__ = (UniqueConstraint("authority_id", "name"),)
    id: Mapped[str] = _id()
    authority_id: Mapped[str] = _ref("authority")
    name: Mapped[str]
    council: Mapped[bool]
    casework: Mapped[bool] = mapped_column(default=False)
    """Holders see the authority's cases."""
    by_engagement: Mapped[bool] = mapped_column(default=False)
    """The engagement's organisation plays it (Employer, Fostering service)."""
    named_by: Mapped[str | None]
    """Which role names the party that plays it."""
    stands_in_for: Mapped[list[str]] = mapped_column(default=list)


class Organisation(Base):
    """A school, agency, force, service ... that plays a role in cases."""

    __tablename__ = "organisation"
    id: Mapped[str] = _id()
    authority_id: Mapped[str] = _ref("authority", index=True)
    name: Mapped[str]
    sector: Mapped[str | None]
    phone: Mapped[str | None]
    plays: Mapped[list[str]] = mapped_column(default=list)
    """The roles it can play."""


class User(Base):
    """Somebody who signs in."""

    __tablename__ = "user"
    id: Mapped[str] = _id()
    authority_id: Mapped[str] = _ref("authority", index=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    phone: Mapped[str | None]
    password_hash: Mapped[str]
    organisation_id: Mapped[str | None] = _ref("organisation")
    active: Mapped[bool] = mapped_column(default=True)
    keys_off: Mapped[bool] = mapped_column(default=False)
    session_number: Mapped[int] = mapped_column(default=1)
    """Raised to end every session of this user at once."""


class RoleGrant(Base):
    """A role that a user holds."""

    __tablename__ = "role_grant"
    user_id: Mapped[str] = mapped_column(Id, ForeignKey("user.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)


class ProcedureVersion(Base):
    """One immutable procedure. In use from `published_at` until the next one is."""

    __tablename__ = "procedure_version"
    __table_args__ = (UniqueConstraint("authority_id", "number"),)
    id: Mapped[str] = _id()
    authority_id: Mapped[str] = _ref("authority")
    number: Mapped[int]
    note: Mapped[str] = mapped_column(Text)
    author_id: Mapped[str | None] = _ref("user")
    approver_id: Mapped[str | None] = _ref("user")
    draft_id: Mapped[str | None] = mapped_column(Id)
    proposed_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]


class ProcedureFile(Base):
    """A file of a version, as published."""

    __tablename__ = "procedure_file"
    version_id: Mapped[str] = mapped_column(Id, ForeignKey("procedure_version.id"), primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes]


class Draft(Base):
    """A process owner's private copy of a version, being revised."""

    __tablename__ = "draft"
    id: Mapped[str] = _id()
    authority_id: Mapped[str] = _ref("authority", index=True)
    author_id: Mapped[str] = _ref("user")
    name: Mapped[str]
    from_version_id: Mapped[str] = _ref("procedure_version")
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class DraftFile(Base):
    """A file of a draft; `number` is raised by each save, so that two tabs cannot overwrite each other."""

    __tablename__ = "draft_file"
    draft_id: Mapped[str] = mapped_column(Id, ForeignKey("draft.id"), primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes]
    number: Mapped[int] = mapped_column(default=1)


class Playing(Base):
    """All stories of a draft, asked to be played: how far that is. Gone once it is done: then the record says it."""

    __tablename__ = "playing"
    id: Mapped[str] = _id()
    draft_id: Mapped[str] = _ref("draft", unique=True)
    by_id: Mapped[str] = _ref("user")
    digest: Mapped[str]
    """Of the content that is played."""
    state: Mapped[str]
    """`asked`, `going` or `stopped`."""
    asked_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    """When its worker last gave a sign of life."""
    count: Mapped[int] = mapped_column(default=0)
    passed: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    failures: Mapped[list[Any]] = mapped_column(JSON, default=list)
    why: Mapped[str] = mapped_column(default="")
    """Why it stopped; no words when it was interrupted."""
    file: Mapped[str] = mapped_column(default="")
    """The file that is to blame for it."""


class Contact(Base):
    """What someone told the service."""

    __tablename__ = "contact"
    __table_args__ = (Index("ix_contact_came", "authority_id", "received_at"),)
    id: Mapped[str] = _id()
    authority_id: Mapped[str] = _ref("authority")
    post: Mapped[str] = mapped_column(Id, unique=True)
    """The random id of the page that was sent: sent twice, the second gets the first's receipt."""
    reference: Mapped[str] = mapped_column(unique=True)
    way_in: Mapped[str]
    version_id: Mapped[str] = _ref("procedure_version")
    received_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    by_id: Mapped[str | None] = _ref("user")


class Case(Base):
    """One adult's matter out of one contact, or a small process of the service itself."""

    __tablename__ = "case"
    __table_args__ = (Index("ix_case_open", "authority_id", "closed_at", "received_at"),)
    id: Mapped[str] = _id()
    authority_id: Mapped[str] = _ref("authority")
    contact_id: Mapped[str] = _ref("contact", index=True)
    group_id: Mapped[str] = mapped_column(Id, index=True)
    adult_id: Mapped[str | None] = mapped_column(Id)
    reference: Mapped[str] = mapped_column(unique=True)
    version_id: Mapped[str] = _ref("procedure_version", index=True)
    process: Mapped[str]
    state: Mapped[bytes] = mapped_column(deferred=True)
    number: Mapped[int] = mapped_column(default=0)
    lead_id: Mapped[str | None] = _ref("user", index=True)
    level: Mapped[str] = mapped_column(default="not_decided", index=True)
    received_at: Mapped[datetime]
    opened_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_reason: Mapped[str | None]
    repair: Mapped[str | None] = mapped_column(Text)
    """Why the case needs repair; nothing when it runs."""
    adult_name: Mapped[str | None]
    """What lists call it; without an adult what it is about, and its `job` is the drawing's name."""
    employer_name: Mapped[str | None]
    job: Mapped[str | None]
    sector: Mapped[str | None]
    chain_number: Mapped[int] = mapped_column(default=0)
    chain_hash: Mapped[str] = mapped_column(Digits, default="")

    @hybrid_property
    def has_adult(self) -> bool:
        """Whether it is the case of an adult: a small process of the service itself is not."""
        return self.adult_id is not None

    @has_adult.inplace.expression
    @classmethod
    def _has_adult(cls) -> ColumnElement[bool]:
        return cls.adult_id.is_not(None)


class Thing(Base):
    """What facts are about: an adult, child, allegation, engagement, strand, meeting, action, row, contact or case."""

    __tablename__ = "thing"
    id: Mapped[str] = _id()
    authority_id: Mapped[str] = _ref("authority")
    contact_id: Mapped[str] = mapped_column(Id, index=True)
    parent_id: Mapped[str | None] = mapped_column(Id)
    kind: Mapped[str]
    word: Mapped[str]
    """The group it is asked in (adults, attendees), or its kind."""
    person_id: Mapped[str | None] = _ref("person", index=True)
    organisation_id: Mapped[str | None] = _ref("organisation", index=True)
    made_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class Person(Base):
    """Somebody a contact named; nothing merges by itself."""

    __tablename__ = "person"
    __table_args__ = (Index("ix_person_sound", "authority_id", "sound"),)
    id: Mapped[str] = _id()
    authority_id: Mapped[str] = _ref("authority")
    kind: Mapped[str]
    name: Mapped[str]
    sound: Mapped[str]
    """The names folded for matching, the present one first: lower case, no accents, words sorted (people.sound_of)."""
    born: Mapped[date | None]
    same_as_id: Mapped[str | None] = _ref("person", index=True)
    """The person somebody said this is; a reversible link."""


class Sees(Base):
    """A case sees a thing, until it no longer does."""

    __tablename__ = "sees"
    case_id: Mapped[str] = mapped_column(Id, ForeignKey("case.id"), primary_key=True)
    thing_id: Mapped[str] = mapped_column(Id, ForeignKey("thing.id"), primary_key=True, index=True)
    until: Mapped[datetime | None]
    reason: Mapped[str | None]


class Fact(Base):
    """An answer as it was recorded; the newest of a key has no `newer`, the only column ever written later.

    One that was taken back, with the step that recorded it, has its own id there.
    """

    __tablename__ = "fact"
    __table_args__ = (
        Index(
            "ix_fact_now", "thing_id", "key", sqlite_where=text("newer is null"), postgresql_where=text("newer is null")
        ),
    )
    id: Mapped[int] = mapped_column(Large, primary_key=True, autoincrement=True)
    thing_id: Mapped[str] = _ref("thing")
    case_id: Mapped[str | None] = mapped_column(Id)
    key: Mapped[str]
    value: Mapped[str] = mapped_column(Text)
    salt: Mapped[str] = mapped_column(insert_sentinel=True)
    """Of its digest in history. Without one, the digest stands in the value's place: it has been erased."""
    task_id: Mapped[str | None] = mapped_column(Id)
    by_id: Mapped[str | None] = mapped_column(Id)
    happened: Mapped[datetime]
    at: Mapped[datetime]
    newer: Mapped[int | None] = mapped_column(Large)


class Kept(Base):
    """Half-typed answers of one person: never facts, deleted on completion."""

    __tablename__ = "kept"
    user_id: Mapped[str] = mapped_column(Id, ForeignKey("user.id"), primary_key=True)
    about: Mapped[str] = mapped_column(primary_key=True, index=True)
    """A task's id, a way in's process with its page's id, or a case's id with what is written into it: `.../note`."""
    answers: Mapped[dict[str, Any]]
    at: Mapped[datetime]


class SavedReport(Base):
    """What somebody without an account has typed into a way in and not sent: no contact, and nobody's to read."""

    __tablename__ = "saved_report"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Of the code that they were given, which is kept nowhere."""
    authority_id: Mapped[str] = _ref("authority")
    way_in: Mapped[str]
    answers: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    until: Mapped[datetime] = mapped_column(index=True)


class Undoable(Base):
    """The step that a person did last in a case, with how the case stood before it, while it can be undone."""

    __tablename__ = "undoable"
    id: Mapped[str] = mapped_column(Id, ForeignKey("case.id"), primary_key=True)
    """The case's."""
    task_id: Mapped[str] = mapped_column(Id)
    by_id: Mapped[str] = mapped_column(Id)
    at: Mapped[datetime]
    before: Mapped[bytes]
    """`before.Stood`."""


class Party(Base):
    """Who plays a role in a case, and how it answers."""

    __tablename__ = "party"
    id: Mapped[str] = _id()
    authority_id: Mapped[str] = _ref("authority")
    case_id: Mapped[str] = _ref("case", index=True)
    role: Mapped[str]
    thing_id: Mapped[str | None] = mapped_column(Id)
    """The engagement, for a role that its organisation plays."""
    organisation_id: Mapped[str | None] = _ref("organisation")
    user_id: Mapped[str | None] = _ref("user")
    person: Mapped[str | None]
    phone: Mapped[str | None]
    answers: Mapped[str]
    """`signs_in`, or `we_record`."""
    by_id: Mapped[str | None] = _ref("user")
    at: Mapped[datetime]
    until: Mapped[datetime | None]


EARLY = "early:"
"""How the engine's id begins of a task that was recorded before its step was offered, until that is reached."""
AHEAD = f"(task.state = 'open' OR task.engine_id LIKE '{EARLY}%')"
"""Of a task: the case still has to do with it. Written out, as databases use an index of some rows only then."""
OPEN: ColumnElement[str] = literal_column("'open'")
WAITING: ColumnElement[str] = literal_column("'waiting'")
"""States as questions name them, written out for the same reason: most tasks are done, and most timers fired."""


def _of_some(name: str, where: str, *columns: str) -> Index:
    """An index of some rows: what is done is in no list of what is open."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


class Task(Base):
    """A step waiting for, or done by, a person: the shadow of what the workflow waits for."""

    __tablename__ = "task"
    __table_args__ = (
        _of_some("ix_task_holder", "state = 'open' AND holder_id IS NOT NULL", "holder_id", "due_at"),
        _of_some("ix_task_queue", "state = 'open'", "audience", "authority_id", "due_at"),
        _of_some("ix_task_outside", "state = 'open' AND organisation_id IS NOT NULL", "organisation_id", "due_at"),
        _of_some("ix_task_done", "done_by_id IS NOT NULL", "done_by_id", "done_at"),
        Index("ix_task_case", "case_id"),
        _of_some("ix_task_ahead", AHEAD, "case_id"),
    )
    id: Mapped[str] = _id()
    authority_id: Mapped[str] = _ref("authority")
    case_id: Mapped[str] = _ref("case")
    engine_id: Mapped[str] = mapped_column(String(32))
    number: Mapped[int] = mapped_column(default=1)
    process: Mapped[str]
    step: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    form: Mapped[str]
    keys: Mapped[dict[str, Any]] = mapped_column(default=dict)
    said: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[str] = mapped_column(default="open")
    """`open`, `done` or `withdrawn`."""
    audience: Mapped[str | None]
    """The council role in whose queue it stands; nothing when an outside party answers itself."""
    naming: Mapped[bool] = mapped_column(default=False)
    """Nobody plays the role yet: the audience is asked who does."""
    organisation_id: Mapped[str | None] = _ref("organisation")
    holder_id: Mapped[str | None] = _ref("user")
    opened_at: Mapped[datetime]
    opened_number: Mapped[int]
    due_at: Mapped[datetime | None]
    due_why: Mapped[str | None] = mapped_column(Text)
    done_at: Mapped[datetime | None]
    happened: Mapped[datetime | None]
    done_by_id: Mapped[str | None] = _ref("user")
    on_behalf_of: Mapped[str | None]
    told_by: Mapped[str | None]
    told_how: Mapped[str | None]
    withdrawn_why: Mapped[str | None]


class Timer(Base):
    """When a timer of a workflow falls due: the workflow knows only that it waits."""

    __tablename__ = "timer"
    __table_args__ = (
        UniqueConstraint("case_id", "engine_id", "step"),
        _of_some("ix_timer_due", "state = 'waiting'", "due_at"),
        _of_some("ix_timer_fired", "fired_at IS NOT NULL", "case_id", "fired_at"),
    )
    id: Mapped[str] = _id()
    authority_id: Mapped[str] = _ref("authority")
    case_id: Mapped[str] = _ref("case")
    engine_id: Mapped[str] = mapped_column(String(32))
    step: Mapped[str]
    name: Mapped[str]
    keys: Mapped[dict[str, Any]] = mapped_column(default=dict)
    due_at: Mapped[datetime | None]
    due_why: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(default="waiting")
    """`waiting`, `fired` or `withdrawn`."""
    fired_at: Mapped[datetime | None]


class Ledger(Base):
    """How a due date came about, a line for each time it was set; without a line no due date exists."""

    __tablename__ = "ledger"
    id: Mapped[str] = _id()
    authority_id: Mapped[str] = _ref("authority")
    case_id: Mapped[str] = _ref("case", index=True)
    waits_id: Mapped[str] = mapped_column(Id)
    """The task or timer."""
    clock: Mapped[str]
    due_at: Mapped[datetime]
    why: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class Note(Base):
    """What somebody wrote down about a case; possible in any state of the case."""

    __tablename__ = "note"
    id: Mapped[str] = _id()
    authority_id: Mapped[str] = _ref("authority")
    case_id: Mapped[str] = _ref("case", index=True)
    text: Mapped[str] = mapped_column(Text)
    happened: Mapped[datetime]
    at: Mapped[datetime]
    by_id: Mapped[str] = _ref("user")


class HistoryEntry(Base):
    """What happened and who read what: append-only, hash-chained, naming facts by id and digest, never by value."""

    __tablename__ = "history_entry"
    id: Mapped[str | None] = mapped_column(Id)
    """Of entries made before migration 0006 alone: their hash says it."""
    authority_id: Mapped[str] = _ref("authority")
    chain: Mapped[str] = mapped_column(Id, primary_key=True)
    """The case, or the authority for all that belongs to no case."""
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    what: Mapped[str]
    """A code in the past tense: contact_received, step_completed, case_closed, case_read ..."""
    at: Mapped[datetime]
    happened: Mapped[datetime]
    by_id: Mapped[str | None] = mapped_column(Id)
    task_id: Mapped[str | None] = mapped_column(Id)
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Ids, codes and names of steps as drawn; no answers."""
    facts: Mapped[list[Any]] = mapped_column(JSON, default=list)
    """Their ids; of entries made before migration 0012, each with its digest."""
    hash: Mapped[str] = mapped_column(Digits)
    """Of all this, of the facts' digests and of the hash of the entry before."""


class Message(Base):
    """Something to tell somebody, decided in a transaction and delivered after it under this row's stable id."""

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_state", "state", "at"),)
    id: Mapped[str] = _id()
    authority_id: Mapped[str] = _ref("authority")
    case_id: Mapped[str | None] = _ref("case", index=True)
    task_id: Mapped[str | None] = mapped_column(Id)
    user_id: Mapped[str] = _ref("user")
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default="waiting")
    """`waiting`, `claimed`, `sent` or `dropped`."""
    at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
