"""A case in hand: its row, facts and workflow, with what the workflow asks of it. `take_in_hand` locks it for a verb,
`look_at` does not. Called by the verbs and by pages that show a case.
"""

import re
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy.orm import Session

from engine import colleagues, dates, deadlines, feel, history, parties, statements, versions, workflow
from engine import facts as fact_table
from engine.clock_table import read_length
from engine.driver import instant
from engine.errors import LadoflowError
from engine.facts import KINDS, Facts, Known
from engine.forms import Form
from engine.models import EARLY, Task
from engine.procedure import Procedure
from engine.statements import Line

if TYPE_CHECKING:
    from engine.before import Before

PAUSING = frozenset({"hold", "finished_on"})
"""What pauses a clock, and what ends a pause."""
MEETINGS, DISCUSSION = "meeting_types", "discussion"
"""The list of kinds of meeting, and the group of those that are held by phone."""
SET_EARLIER = "the date was set at an earlier step"
APART = re.compile(r'([-+])\s*(?:duration\(|@)"P([0-9]{1,4})D"')
"""So many days before or after a date, in an expression."""
INNERMOST = ("strand", "action", "meeting", "allegation", "engagement")


class NeedsRepair(LadoflowError):
    """This needs repair first, so nothing can be started in it now. Write down what you were told as a note."""


class NoSuchRow(LadoflowError):
    """There is nothing at this address that we can show you."""


class Row(msgspec.Struct, array_like=True):
    """A task or timer as it was read."""

    id: str
    engine_id: str
    step: str
    name: str
    due_at: Any
    due_why: str | None
    state: str
    keys: dict[str, str]
    said: dict[str, Any] = {}
    number: int = 0
    process: str = ""
    role: str = ""
    form: str = ""
    holder_id: str | None = None
    naming: bool | int = False
    kept: bool | int = False
    """Somebody has half-typed answers to it."""

    def __post_init__(self) -> None:
        if self.due_at is not None:
            self.due_at = instant(self.due_at)


_rows = msgspec.json.Decoder(list[Row]).decode


@dataclass
class Waits:
    """The rows of open tasks and waiting timers of a case, by engine id and step; `task` is the one asked for."""

    tasks: dict[tuple[str, str], Row]
    timers: dict[tuple[str, str], Row]
    task: Any = None
    early: list[Row] = field(default_factory=list)
    """The tasks that were recorded before their step was offered, and whose step has not been reached yet."""
    playing: parties.Playing | None = None
    """Who plays the roles here; not read for a case that is only looked at."""
    held: dict[str, str | None] = field(default_factory=dict)
    """By council role, who last did a step of it here, once that was asked."""


def read_waits(told: Any, task_id: str | None) -> Waits:
    """What the case waits for, and one task besides, which is kept apart, from what `statements.LOOKED_AT` tells."""
    waits = Waits({}, {})
    for row in (*_rows(told.ahead or "[]"), *_rows(told.asked or "[]")):
        if row.id == task_id:
            waits.task = row
        elif row.engine_id.startswith(EARLY):
            waits.early.append(row)
        else:
            waits.tasks[row.engine_id, row.step] = row
    waits.timers.update({(row.engine_id, row.step): row for row in _rows(told.timers or "[]")})
    return waits


@dataclass
class Matter:
    """A case in hand, locked, with everything a step reads and writes. It is also the World of its workflow."""

    line: Line
    row: dict[str, Any]
    procedure: Procedure
    calendar: deadlines.Calendar
    facts: Facts
    settings: Mapping[str, Any]
    """What expressions may read of the authority's settings (`told_by_settings`)."""
    now: datetime
    happened: datetime
    by: str | None = None
    before: Mapping[tuple[str, str], Known] = field(default_factory=dict)
    entries: list[dict[str, Any]] = field(default_factory=list)
    dues: list[deadlines.Due] = field(default_factory=list)
    running: workflow.Running | None = None
    unreadable: str = ""
    """What stands against reading where it stands in its procedure; what else is known is known."""
    task_id: str | None = None
    tasks: list[dict[str, Any]] = field(default_factory=list)
    timers: list[dict[str, Any]] = field(default_factory=list)
    """The rows of tasks and timers that are to be written, as they now stand."""
    reached: dict[str, str] = field(default_factory=dict)
    """The engine's ids of steps that were reached now and recorded before, by task."""
    overtaken: dict[tuple[str, str], tuple[str, datetime]] = field(default_factory=dict)
    """Offered steps that were answered elsewhere now, each with where, in words."""
    waits: Waits = field(default_factory=lambda: Waits({}, {}))
    """The rows of what the case waits for, as they were read."""
    holds: list[tuple[str, Any, datetime]] | None = None
    """Every hold that was recorded, once it was asked for."""
    before_step: "Before | None" = None
    """How it stood before a step that can be undone."""

    def __post_init__(self) -> None:
        self.before = dict(self.facts.known)
        self.was_listed = self.listed()
        self._compute()

    @property
    def session(self) -> Session:
        """The transaction that it is in hand in."""
        return self.line.session

    def listed(self) -> dict[str, Any]:
        """What lists read of its row."""
        return {name: self.row.get(name) for name in statements.LISTED}

    # What the workflow asks (workflow.World)

    def evaluate(self, expression: str, keys: workflow.Keys) -> object:
        functions = {"clock": self._clock, "working days": self._working_days}
        return feel.parse(expression).evaluate(self.facts.context(keys), now=self.now, functions=functions)

    def instances(self, expression: str, keys: workflow.Keys) -> list[str]:
        named = self.evaluate(expression, keys)
        listed = named if isinstance(named, list) else [] if named is None else [named]
        return [each["id"] if isinstance(each, dict) else str(each) for each in listed]

    def decide(self, decision: str, result: str, keys: workflow.Keys) -> None:
        functions = {"clock": self._clock, "working days": self._working_days}
        table = self.procedure.decisions[decision]
        outcome = table.decide(self.facts.context(keys), now=self.now, functions=functions)
        thing = self.about(keys)
        self.facts.put(thing, result, outcome.result)
        rows = list(outcome.rows)
        self.tell("table_decided", decision=decision, name=table.name, key=result, rows=rows, thing=thing)

    def act(self, topic: str, step: str, keys: workflow.Keys) -> None:
        match topic:
            case "close_case":
                self.row["closed_at"] = self.now
                self.row["closed_reason"] = self.facts.case_value("closure_reason") or "not_said"
                self.tell("case_closed", reason=self.row["closed_reason"])
            case "reopen_case":
                self.row["closed_at"] = self.row["closed_reason"] = None
                self.tell("case_reopened")
            case _:
                raise NeedsRepair(f"No work is built in under the name {topic}.")
        self._compute()

    def begin(self, thing: str, kind: str | None, keys: workflow.Keys) -> str:
        if thing != "strand":
            return self.facts.add(thing, KINDS[thing], None).id
        strand = self.facts.add("strand", "strands", keys.get("engagement"))
        for key, value in (("kind", kind), ("status", "open"), ("opened_on", self.happened)):
            self.facts.put(strand.id, key, value)
        self.tell("strand_began", kind=kind, thing=strand.id)
        return strand.id

    def end(self, thing: str) -> None:
        if self.facts.things[thing].kind != "strand":
            return
        self.facts.put(thing, "status", "finished")
        self.facts.put(thing, "finished_on", self.happened)
        self.tell("strand_ended", kind=self.facts.get(thing, "kind"), thing=thing)

    def answered(self, id: str, step: str, name: str, condition: str | None, keys: workflow.Keys) -> bool:
        offered = self.waits.tasks.get((id, step))
        if offered is not None:
            return self._overtaken(offered, name, condition, keys)
        early = next((row for row in self.waits.early if row.step == step and row.keys == dict(keys)), None)
        if early is not None:
            self.waits.early.remove(early)
            self.reached[early.id] = id
            self.tell("early_step_reached", step=step, name=name, task=early.id)
            return True
        if not condition or self.evaluate(condition, keys) is not True:
            return False
        self._tell_answered(step, name, condition, keys)
        return True

    def _overtaken(self, task: Any, name: str, condition: str | None, keys: workflow.Keys) -> bool:
        """Whether an offered step was answered elsewhere since; never while somebody's answers to it are kept."""
        if not condition or task.kept or self.evaluate(condition, keys) is not True:
            return False
        self.overtaken[task.engine_id, task.step] = self._tell_answered(task.step, name, condition, keys)
        return True

    def _tell_answered(self, step: str, name: str, condition: str, keys: workflow.Keys) -> tuple[str, datetime]:
        """Writes down that nobody is asked; where it was answered, in words, and when."""
        strand = {"strand": keys["strand"]} if "strand" in keys else {}
        where, on = self._where_answered(condition, keys)
        detail = {"step": step, "name": name, **strand, **where}
        self.tell("already_answered", **detail)
        return history.already_words(detail), on

    def passed(self, step: str, name: str, keys: workflow.Keys) -> None:
        self.tell("milestone_passed", step=step, name=name)

    def _where_answered(self, condition: str, keys: workflow.Keys) -> tuple[dict[str, Any], datetime]:
        """The step that last answered what a condition names first, with the day, of a meeting its day; and when."""
        ids = self._told_first(condition, keys)
        if 0 in ids or not ids:
            task, on = self.waits.task or self._corrected(), self.happened
            at_contact = task is None and self.row["number"] == 0
        else:
            task = self.session.execute(statements.ANSWERED, {"ids": ids}).one()
            on = task.happened
            at_contact = task.name is None and on == self.row["received_at"]
        form = self.procedure.forms.get(task.form) if task and task.form else None
        where = {"answered_in": (task.name if task else None) or "", "on": dates.local_day(on).isoformat()}
        return where | ({"at_contact": True} if at_contact else {}) | (self._talked(form) if form else {}), on

    def _corrected(self) -> Task | None:
        """The step that is being corrected, if one is."""
        return self.session.get(Task, self.task_id) if self.task_id else None

    def _told_first(self, condition: str, keys: workflow.Keys) -> list[int]:
        """The facts, by id, of what a condition names first; of the instances that the step stands in, if it does."""
        asked = {name.rpartition(".")[2] for name in feel.parse(condition).names}
        told = {(thing, key): known.id for (thing, key), known in self.facts.known.items() if key in asked}
        named = re.findall(r"\w+", condition)
        first = min((key for _, key in told), key=named.index, default=None)
        own = [id for (thing, key), id in told.items() if key == first and thing in keys.values()]
        return own or [id for (_, key), id in told.items() if key == first]

    def _talked(self, form: Form) -> dict[str, str]:
        """The day of the meeting or discussion that a form records."""
        day = self.facts.case_value("meeting_on") if form.field("meeting_on") else None
        if day:
            kind = self.procedure.group_of(MEETINGS, str(self.facts.case_value("meeting_type") or ""))
            return {"discussed_on" if kind == DISCUSSION else "meeting_on": day.isoformat()}
        day = self.facts.case_value("discussed_on") if form.field("discussed_on") else None
        return {"discussed_on": day.isoformat()} if day else {}

    # What the verbs use

    @cached_property
    def lists(self) -> colleagues.Lists:
        """The procedure's lists, and the council's people where a form asks for them."""
        return colleagues.lists(self.session, self.procedure, self.row["authority_id"])

    @property
    def id(self) -> str:
        return str(self.row["id"])

    def about(self, keys: Mapping[str, str]) -> str:
        """The thing that answers given inside these instances are about: the innermost, else the case."""
        return next((keys[kind] for kind in INNERMOST if kind in keys), self.id)

    def tell(self, what: str, **detail: Any) -> None:
        """Add a history entry of this transaction."""
        self.entries.append({"what": what, "detail": detail})

    def due(self, expression: str | None, keys: Mapping[str, str]) -> tuple[datetime | None, str | None, str]:
        """When something falls due: the instant, the sentence part that says why, and the clock's code."""
        if not expression:
            return None, None, ""
        self.dues.clear()
        at = self.evaluate(expression, keys)
        if at is None:
            return None, None, ""
        instant = at if isinstance(at, datetime) else self.calendar.end_of(at)  # type: ignore[arg-type]
        named = next((due for due in reversed(self.dues) if due.at == instant), None)
        if named:
            return instant, named.why, named.code
        return instant, self._apart(expression, keys, dates.local_day(instant)) or SET_EARLIER, "date"

    def _apart(self, expression: str, keys: Mapping[str, str], day: date) -> str:
        """Of a day that stands a number of days from one that was given or counted: from which."""
        told = [self.evaluate(name, keys) for name in feel.parse(expression).names] + [due.at for due in self.dues]
        from_ = {dates.local_day(each) for each in told if isinstance(each, date)}
        for sign, number in APART.findall(expression):
            days = timedelta(days=int(number))
            if (start := day + days if sign == "-" else day - days) in from_:
                words = f"{number} day{'' if number == '1' else 's'} {'before' if sign == '-' else 'after'}"
                return f"it is {words} {dates.day_words(start, year=True)}"
        return ""

    def _clock(self, code: object, start: object) -> object:
        if not isinstance(code, str) or start is None or code not in self.procedure.clocks:
            return None
        clock = self.procedure.clocks[code]
        if clock.on(dates.local_day(start)) is None:  # type: ignore[arg-type]
            return None
        pauses = self._pauses() if clock.pauses else []
        due = deadlines.due(clock, start, self.calendar, pauses, now=self.now)  # type: ignore[arg-type]
        self.dues.append(due)
        return due.at

    def _working_days(self, first: object, last: object) -> object:
        if first is None or last is None:
            return None
        return deadlines.working_days(first, last, self.calendar)  # type: ignore[arg-type]

    def _pauses(self) -> list[deadlines.Pause]:
        """The times in which a hold held, from every hold that was ever recorded in this case, by when it happened."""
        if not any(key == "hold" for _, key in self.facts.known):
            return []
        told = [*self.holds_recorded(), *self.holds_told()]
        held: dict[str, datetime] = {}
        pauses = []
        for thing, value, happened in sorted(told, key=lambda each: each[2]):
            if thing not in self.facts.things:
                continue
            if value == "hold":
                held.setdefault(thing, happened)
            elif thing in held:
                pauses.append(deadlines.Pause(held.pop(thing), happened, self._hold_of(thing)))
        ends = {thing: self.facts.get(thing, "finished_on") for thing in held}
        return pauses + [deadlines.Pause(since, ends[thing], self._hold_of(thing)) for thing, since in held.items()]

    def holds_recorded(self) -> list[tuple[str, Any, datetime]]:
        """Every hold that was recorded up to the last writing of facts: thing, value and when it happened."""
        if self.holds is None:
            rows = self.line.ask(statements.HOLDS, {"case": self.id})
            self.holds = [(thing, fact_table.decode(value), happened) for thing, value, happened in rows]
        return self.holds

    def holds_told(self) -> list[tuple[str, Any, datetime]]:
        """The holds among the facts that are still to be written."""
        told = [(thing, key, value) for thing, _, key, value in self.facts.pending]
        told += [(thing, key, value) for thing, _, key, value, _ in self.facts.noted]
        return [(thing, value, self.happened) for thing, key, value in told if key == "hold"]

    def _hold_of(self, thing: str) -> str:
        kind = str(self.facts.get(thing, "kind") or "agency").replace("_", " ")
        return f"{kind} hold"

    def _compute(self) -> None:
        self.facts.computed = {
            "received_at": self.row["received_at"],
            "opened_at": self.row["opened_at"],
            "closed": self.row["closed_at"] is not None,
            "closed_at": self.row["closed_at"],
            "level": self.row["level"],
            **self.settings,
        }
        self.facts._forget()


def calendar_of(settings: Mapping[str, Any]) -> deadlines.Calendar:
    """The authority's working calendar: its closures, the hour its day ends, its own lengths of clocks."""
    return deadlines.Calendar(
        closures=frozenset(date.fromisoformat(day) for day in settings.get("closures", ())),
        day_ends=time.fromisoformat(settings.get("day_ends", "17:00")),
        lengths={code: read_length(length) for code, length in settings.get("clocks", {}).items()},
    )


def told_by_settings(settings: Mapping[str, Any]) -> dict[str, str]:
    """What drawings and forms may ask of an authority's settings: whether advice is recorded with the adult's name."""
    return {"names_of_advice": settings.get("names_of_advice", "recorded")}


def take_in_hand(
    session: Session,
    case_id: str | None,
    *,
    now: datetime,
    by: str | None = None,
    happened: datetime | None = None,
    lock: bool = True,
    task_id: str | None = None,
    timer_id: str | None = None,
) -> Matter:
    """A case, or that of a task or timer, with what a step needs, locked; without `lock` only looked at.

    Raises NoSuchRow.
    """
    session.flush()
    line = Line(session)
    asked = {"case": case_id, "task": task_id, "timer": timer_id}
    by_what = "case" if case_id else "task" if task_id else "timer"
    wanted = (
        (statements.LOCKED[by_what], statements.IN_HAND[by_what])
        if lock
        else (statements.UNLOCKED, statements.LOOKED_AT)
    )
    with closing(line.ask_in_turn(*wanted, values=asked)) as answers:
        cases = next(answers)
        if not cases:
            raise NoSuchRow
        row = cases[0]._asdict()
        settings = row.pop("settings")
        seen = next(answers)[0]
    waits = read_waits(seen, task_id)
    if lock:
        line.draw(seen.number)
        waits.playing = parties.playing(seen.roles, seen.parties)
    procedure = versions.load(session, row["version_id"])
    known = fact_table.read(seen.things, seen.facts, row["id"], row["contact_id"], row["adult_id"])
    at, then = now.astimezone(UTC), (happened or now).astimezone(UTC)
    matter = Matter(
        line, row, procedure, calendar_of(settings), known, told_by_settings(settings), at, then, by, waits=waits
    )
    if row["state"]:
        try:
            matter.running = workflow.Running.load(procedure.definition, row["process"], row["state"], matter)
        except workflow.Unreadable as why:
            matter.unreadable = str(why)
    return matter


def look_at(session: Session, case_id: str, *, now: datetime) -> Matter:
    """A case to be shown, without a lock. Raises NoSuchRow."""
    return take_in_hand(session, case_id, now=now, lock=False)
