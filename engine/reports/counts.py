"""What was counted, in a few queries over all rows of a period; the report's tables are made of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, ColumnExpressionArgument, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from engine import dates, facts, versions
from engine.models import Case, Contact, Fact, ProcedureVersion, Sees, Task, Thing
from engine.procedure import Procedure
from engine.reports.periods import Period
from engine.settling import FINAL_ON_THE_CALL, LEVELS

MANAGED = ("consultation", "referral")
"""The levels at which an allegation is managed: what sectors, outcomes and categories are counted of."""
INITIAL, REVIEW = "meeting", "review"
"""The forms on which a meeting is recorded."""
HELD_ON = "meeting_on"
NOT_SAID = "not_recorded"


@dataclass(frozen=True)
class Meeting:
    """A meeting that was recorded, by the day on which it took place."""

    case_id: str
    kind: str
    """initial, review or other."""
    day: date


@dataclass(frozen=True)
class _Day:
    """The day of a meeting as an answer gave it."""

    case_id: str
    task_id: str | None
    at: datetime
    day: date


@dataclass(frozen=True)
class Decided:
    """A case with when it was first decided, by when that happened."""

    version_id: str
    received_at: datetime
    decided_at: datetime | None


@dataclass
class Counts:
    """The rows of one council, counted period by period."""

    session: Session
    authority_id: str

    def contacts(self, period: Period) -> int:
        """Contacts by the day they came."""
        return self._number(select(func.count(Contact.id)).where(*self._came(Contact, period)))

    def without_case(self, period: Period) -> int:
        """Contacts that opened no case: a question about training, a request for information."""
        opened = exists().where(Case.contact_id == Contact.id, Case.has_adult)
        return self._number(select(func.count(Contact.id)).where(*self._came(Contact, period), ~opened))

    def levels(self, period: Period) -> Counter[str]:
        """Cases by level, by the day their contact came."""
        return self._by(Case.level, select(Case.level, func.count()).where(*self._cases(period)))

    def sectors(self, period: Period) -> Counter[str]:
        """Managed cases by the report's kind of setting."""
        rows = select(Case.sector, func.count()).where(*self._cases(period), Case.level.in_(MANAGED))
        return self._grouped("sectors", self._by(Case.sector, rows))

    def outcomes(self, period: Period) -> Counter[str]:
        """Managed allegations by outcome."""
        return self._grouped("outcomes", self._of_allegations("outcome", period))

    def categories(self, period: Period) -> Counter[str]:
        """Managed allegations by category of abuse."""
        return self._grouped("natures", self._of_allegations("nature", period))

    def without_allegation(self, period: Period) -> int:
        """Managed cases in which no allegation is recorded as such."""
        named = (
            exists()
            .where(Sees.case_id == Case.id, Sees.until.is_(None), Thing.id == Sees.thing_id)
            .where(Thing.kind == "allegation", Thing.withdrawn_at.is_(None))
        )
        return self._number(
            select(func.count(Case.id)).where(*self._cases(period), Case.level.in_(MANAGED), ~named)
        )  # fmt: skip

    def meetings(self, period: Period) -> list[Meeting]:
        """The meetings that took place in it, whenever they were recorded."""
        return [meeting for meeting in self.all_meetings if period.holds(meeting.day)]

    @cached_property
    def all_meetings(self) -> list[Meeting]:
        """Every meeting recorded, the earliest first."""
        answers = self._days_given()
        of_task = {answer.task_id: answer.day for answer in answers}
        of_case: dict[str, list[_Day]] = {}
        for answer in answers:
            of_case.setdefault(answer.case_id, []).append(answer)
        done = self.session.execute(
            select(Task.id, Task.case_id, Task.form, Task.done_at, Task.happened)
            .join(Case, Case.id == Task.case_id)
            .where(Task.authority_id == self.authority_id, Task.form.in_((INITIAL, REVIEW)), Task.state == "done")
            .where(Case.has_adult)
        )
        held = [
            (case, form, of_task.get(id) or _known_by(of_case.get(case, []), at) or dates.local_day(happened or at))
            for id, case, form, at, happened in done
            if at
        ]
        return _told_apart(sorted(held, key=lambda each: (each[2], each[1])))

    def _days_given(self) -> list["_Day"]:
        """Every answer to when a meeting was held, in the order of recording."""
        own = (
            select(Fact.id, Fact.thing_id, Fact.task_id, Fact.at, Fact.value)
            .join(Case, Case.id == Fact.thing_id)
            .where(Case.authority_id == self.authority_id, Fact.key == HELD_ON)
        )
        of_several = (
            select(Fact.id, Sees.case_id, Fact.task_id, Fact.at, Fact.value)
            .join(Thing, and_(Thing.id == Fact.thing_id, Thing.kind == facts.SITTING))
            .join(Sees, Sees.thing_id == Thing.id)
            .where(Thing.authority_id == self.authority_id, Fact.key == HELD_ON)
        )
        rows = [*self.session.execute(own), *self.session.execute(of_several)]
        told = [(case, task, at, facts.decode(value)) for _, case, task, at, value in sorted(rows)]
        return [_Day(case, task, at, dates.local_day(day)) for case, task, at, day in told if isinstance(day, date)]

    def decided(self, period: Period) -> list[Decided]:
        """The cases whose contact came in it, with their first decision. Not enough to decide yet is none."""
        at_threshold = self._first_decision([c for c, group in self.groups(LEVELS).items() if group != "not_decided"])
        on_the_call = self._first_decision(
            [c for c, group in self.groups(LEVELS).items() if group in FINAL_ON_THE_CALL]
        )
        rows = self.session.execute(
            select(Case.version_id, Case.received_at, at_threshold.c.at, on_the_call.c.at)
            .outerjoin(at_threshold, at_threshold.c.thing_id == Case.id)
            .outerjoin(on_the_call, on_the_call.c.thing_id == Case.contact_id)
            .where(*self._cases(period))
        )
        return [
            Decided(version, received, min((at for at in said if at is not None), default=None))
            for version, received, *said in rows
        ]

    def waiting(self, form: str) -> set[str]:
        """The cases in which a meeting of this form is to be held."""
        rows = select(Task.case_id).where(
            Task.authority_id == self.authority_id, Task.form == form, Task.state == "open"
        )  # fmt: skip
        return set(self.session.scalars(rows))

    def received(self, cases: set[str] | None, period: Period | None = None) -> dict[str, tuple[str, datetime]]:
        """Version and receipt of cases, by id: these, or all of a period."""
        wanted = self._cases(period) if period else [Case.authority_id == self.authority_id]
        rows = self.session.execute(select(Case.id, Case.version_id, Case.received_at).where(*wanted))
        return {id: (version, at) for id, version, at in rows if cases is None or id in cases}

    def groups(self, name: str) -> dict[str, str]:
        """The report group of each code of a list, in all versions; where they differ the newest holds."""
        return {
            entry.code: entry.report_group or entry.code
            for procedure in self.procedures
            for entry in procedure.lists.get(name, ())
        }

    @cached_property
    def procedures(self) -> list[Procedure]:
        """Every version that was ever in use, the oldest first."""
        return [versions.load(self.session, id) for id, _, _ in self.published]

    @cached_property
    def published(self) -> list[tuple[str, int, datetime]]:
        """Id, number and first instant of every version that was put into use, the oldest first."""
        rows = self.session.execute(
            select(ProcedureVersion.id, ProcedureVersion.number, ProcedureVersion.published_at)
            .where(ProcedureVersion.authority_id == self.authority_id, ProcedureVersion.published_at.is_not(None))
            .order_by(ProcedureVersion.number)
        )
        return [(id, number, at) for id, number, at in rows if at]

    def numbers_in_use(self, period: Period) -> list[int]:
        """The numbers of the versions in use on any day of it, and of those on which its cases run."""
        ran = set(self.session.scalars(select(Case.version_id).where(*self._cases(period)).distinct()))
        until = [at for _, _, at in self.published[1:]]
        spans = zip(self.published, [*until, None], strict=False)
        return [
            number
            for (id, number, since), later in spans
            if id in ran or (since < period.end and (later is None or later > period.start))
        ]

    def _came(self, table: type[Contact] | type[Case], period: Period) -> list[ColumnExpressionArgument[bool]]:
        return [
            table.authority_id == self.authority_id,
            table.received_at >= period.start,
            table.received_at < period.end,
        ]

    def _cases(self, period: Period) -> list[ColumnExpressionArgument[bool]]:
        """A case without an adult is a small process of the service itself, and in no count."""
        return [*self._came(Case, period), Case.has_adult]

    def _of_allegations(self, key: str, period: Period) -> Counter[str]:
        """The case's own answer wins over the contact's, also when it was emptied."""
        own, shared = aliased(Fact), aliased(Fact)
        value = func.coalesce(own.value, shared.value)
        rows = (
            select(value, func.count())
            .select_from(Case)
            .join(Sees, and_(Sees.case_id == Case.id, Sees.until.is_(None)))
            .join(Thing, and_(Thing.id == Sees.thing_id, Thing.kind == "allegation", Thing.withdrawn_at.is_(None)))
            .outerjoin(own, and_(_present(own, key), own.case_id == Case.id))
            .outerjoin(shared, and_(_present(shared, key), shared.case_id.is_(None)))
            .where(*self._cases(period), Case.level.in_(MANAGED))
            .group_by(value)
        )
        found: Counter[str] = Counter()
        for told, number in self.session.execute(rows):
            found[_code(facts.decode(told) if told else None)] += number
        return found

    def _first_decision(self, codes: list[str]) -> Any:
        """When a case or contact was first decided, by when that happened."""
        return (
            select(Fact.thing_id, func.min(Fact.happened).label("at"))
            .where(Fact.key == "decision", Fact.value.in_([facts.encode(code) for code in codes]))
            .where(or_(Fact.case_id.is_(None), Fact.case_id == Fact.thing_id))
            .group_by(Fact.thing_id)
            .subquery()
        )

    def _by(self, column: InstrumentedAttribute[Any], rows: Any) -> Counter[str]:
        return Counter({code or NOT_SAID: number for code, number in self.session.execute(rows.group_by(column))})

    def _grouped(self, name: str, counts: Mapping[str, int]) -> Counter[str]:
        groups, found = self.groups(name), Counter[str]()
        for code, number in counts.items():
            found[groups.get(code, code)] += number
        return found

    def _number(self, rows: Any) -> int:
        return self.session.scalar(rows) or 0


def _present(fact: Any, key: str) -> ColumnElement[bool]:
    return and_(fact.thing_id == Thing.id, fact.key == key, fact.newer.is_(None))


def _code(value: Any) -> str:
    """The code to count an answer under; of several at once none is the one."""
    if isinstance(value, list):
        return _code(value[0]) if len(value) == 1 else "several" if value else NOT_SAID
    return value if isinstance(value, str) and value else NOT_SAID


def _known_by(answers: list[_Day], done_at: datetime) -> date | None:
    """A day that was the last meeting's too was written only then: what the case knew when the meeting was recorded."""
    return next((answer.day for answer in reversed(answers) if answer.at <= done_at), None)


def _told_apart(held: list[tuple[str, str, date]]) -> list[Meeting]:
    """A case's first meeting is its initial one; another on the same form, on new information, is of neither kind."""
    begun: set[str] = set()
    meetings = []
    for case_id, form, day in held:
        kind = "review" if form == REVIEW else "other" if case_id in begun else "initial"
        if kind == "initial":
            begun.add(case_id)
        meetings.append(Meeting(case_id, kind, day))
    return meetings
