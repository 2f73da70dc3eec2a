"""A case in hand: its row, facts and workflow under one lock, and the one function that lets it run and writes down
whom and what it waits for. Called by casework alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from engine import deadlines, feel, history, parties, statements, workflow
from engine import facts as fact_table
from engine.errors import LadoflowError
from engine.facts import Facts, Known
from engine.models import new_id
from engine.procedure import Procedure
from engine.statements import Line

LEVELS = "threshold_decisions"
FINAL_ON_THE_CALL = ("advice", "low_level")
PAUSING = frozenset({"hold", "finished_on"})
"""What pauses a clock, and what ends a pause."""
INNERMOST = ("strand", "action", "meeting", "allegation", "engagement")


class NeedsRepair(LadoflowError):
    """This case needs repair. Nothing was lost."""


@dataclass
class Matter:
    """A case in hand, locked, with everything a step reads and writes. It is also the World of its workflow."""

    session: Session
    row: dict[str, Any]
    procedure: Procedure
    calendar: deadlines.Calendar
    facts: Facts
    now: datetime
    happened: datetime
    by: str | None = None
    before: Mapping[tuple[str, str], Known] = field(default_factory=dict)
    entries: list[dict[str, Any]] = field(default_factory=list)
    dues: list[deadlines.Due] = field(default_factory=list)
    running: workflow.Running | None = None
    task_id: str | None = None
    doer: str | None = None
    """Who holds the task `task_id` once it is done."""
    tasks: list[dict[str, Any]] = field(default_factory=list)
    timers: list[dict[str, Any]] = field(default_factory=list)
    """The rows of tasks and timers that are to be written, as they now stand."""
    waits: "Waits" = field(default_factory=lambda: Waits({}, {}))
    """The rows of what the case waits for, as they were read."""
    holds: list[tuple[str, Any, datetime]] | None = None
    """Every hold that was recorded, once it was asked for: thing, value and when it happened."""

    def __post_init__(self) -> None:
        self.line = Line(self.session.connection())
        self.before = dict(self.facts.known)
        self._compute()

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
        self.facts.put(self.about(keys), result, outcome.result)
        self.tell("table_decided", decision=decision, name=table.name, key=result, rows=list(outcome.rows))

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

    def begin(self, kind: str, keys: workflow.Keys) -> str:
        strand = self.facts.add("strand", "strands", keys.get("engagement"))
        for key, value in (("kind", kind), ("status", "open"), ("opened_on", self.happened)):
            self.facts.put(strand.id, key, value)
        self.tell("strand_began", kind=kind, thing=strand.id)
        return strand.id

    def end(self, thing: str) -> None:
        self.facts.put(thing, "status", "finished")
        self.facts.put(thing, "finished_on", self.happened)
        self.tell("strand_ended", kind=self.facts.get(thing, "kind"), thing=thing)

    def passed(self, step: str, name: str, keys: workflow.Keys) -> None:
        self.tell("milestone_passed", step=step, name=name)

    # What the verbs use

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
        return instant, "the date was set at an earlier step", "date"

    def _clock(self, code: object, start: object) -> object:
        if not isinstance(code, str) or start is None or code not in self.procedure.clocks:
            return None
        clock = self.procedure.clocks[code]
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
        if self.holds is None:
            rows = self.line.ask(statements.HOLDS, {"case": self.id})
            self.holds = [(thing, fact_table.decode(value), happened) for thing, value, happened in rows]
        told = [*self.holds]
        told += [(thing, value, self.happened) for thing, _, key, value in self.facts.pending if key == "hold"]
        told += [(thing, value, self.happened) for thing, _, key, value, _ in self.facts.noted if key == "hold"]
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
        }
        self.facts._forget()


def settle(matter: Matter, move: Callable[[workflow.Running], None]) -> None:
    """Let the case run from `move` on until it waits, then write all of it down, in the caller's transaction.

    When the procedure fails, what people said is kept, the workflow stays where it was, and the case needs repair.
    """
    said = len(matter.facts.pending), len(matter.facts.born), len(matter.entries)
    _levels(matter)
    running = matter.running
    if running is None:
        raise NeedsRepair("This case has no workflow yet.")
    try:
        move(running)
        running.settle()
        state = running.dump()
    except workflow.StepNotWaiting:
        raise
    except Exception as failure:  # noqa: BLE001 (whatever a procedure does wrong, the case must be kept)
        _needs_repair(matter, failure, said)
        return
    matter.row["repair"] = None
    _levels(matter)
    written = _write_facts(matter)
    matter.row["state"] = state
    matter.row["number"] += 1
    _reconcile(matter, running, {key for _, key in written})
    write_case(matter)


def _needs_repair(matter: Matter, failure: Exception, said: tuple[int, int, int]) -> None:
    """Keep what people said, drop what the failed run did, and say what happened."""
    pending, born, entries = said
    del matter.facts.pending[pending:], matter.facts.born[born:], matter.entries[entries:]
    reason = str(failure) if isinstance(failure, LadoflowError) else f"{type(failure).__name__} in the procedure"
    matter.row["repair"] = reason
    matter.tell("case_needs_repair", reason=reason)
    _write_facts(matter)
    write_case(matter)


def _levels(matter: Matter) -> None:
    """The case's level follows from the threshold decision; on the call only advice and low level are final."""
    known = matter.facts.known.get((matter.id, "decision"))
    on_the_call = known is None
    known = known or matter.facts.known.get((matter.facts.contact_id, "decision"))
    level = matter.procedure.group_of(LEVELS, known.value) if known and known.value else "not_decided"
    if on_the_call and level not in FINAL_ON_THE_CALL:
        level = "not_decided"
    if level != matter.row["level"]:
        matter.row["level"] = level
        matter.row["decided_at"] = matter.happened
        matter._compute()


def _write_facts(matter: Matter) -> list[tuple[str, str]]:
    names = [(thing, key) for thing, _, key, _ in matter.facts.pending]
    names += [(thing, key) for thing, _, key, _, _ in matter.facts.noted]
    matter.holds = None
    rows = fact_table.write(
        matter.line, matter.facts, authority_id=matter.row["authority_id"], task_id=matter.task_id, by=matter.by,
        happened=matter.happened, now=matter.now, before=matter.before,
    )  # fmt: skip
    if rows and matter.entries:
        matter.entries[0]["facts"] = rows
    elif rows:
        matter.entries.append({"what": "facts_recorded", "detail": {}, "facts": rows})
    return names


def write_case(matter: Matter) -> None:
    """The case row with its chain of history."""
    row, rows = matter.row, []
    for told in matter.entries:
        made = history.entry(
            told["what"], authority_id=row["authority_id"], chain=row["id"], number=row["chain_number"],
            previous=row["chain_hash"], now=matter.now, happened=told.get("happened", matter.happened), by=matter.by,
            task_id=matter.task_id, detail=told["detail"], facts=told.get("facts", ()),
        )  # fmt: skip
        row["chain_number"], row["chain_hash"] = made["number"], made["hash"]
        rows.append(made)
    matter.entries.clear()
    _columns(matter)
    write_waits(matter)
    changed = {f"new_{name}": row[name] for name in statements.CHANGING}
    matter.line.write(statements.CASE_WRITTEN, {"case": row["id"], **changed})
    matter.line.write(statements.NEW_HISTORY, *rows)
    matter.line.end()
    statements.forget(matter.session)


def _columns(matter: Matter) -> None:
    """What lists and reports read without loading facts."""
    row, known = matter.row, matter.facts
    if row["adult_id"]:
        row["adult_name"] = known.get(row["adult_id"], "name") or "Adult not known"
    if job := next(iter(known.listed("engagements")), None):
        row["employer_name"] = known.get(job.id, "employer")
        row["job"] = known.get(job.id, "role")
        row["sector"] = known.get(job.id, "sector")


def _reconcile(matter: Matter, running: workflow.Running, written: set[str]) -> None:
    """Make the task and timer rows the shadow of what the workflow waits for; nothing is ever deleted."""
    waiting = {(w.id, w.step): w for w in running.waiting()}
    timers = {(t.id, t.step): t for t in running.timers()}
    rows = matter.waits
    ledger: list[dict[str, Any]] = []
    _offer(matter, [w for name, w in waiting.items() if name not in rows.tasks], ledger)
    for gone in (row for name, row in rows.tasks.items() if name not in waiting):
        why = "the case went another way"
        put_task(matter, gone, state="withdrawn", number=gone.number + 1, withdrawn_why=why, done_at=matter.now)
    _start_timers(matter, [t for name, t in timers.items() if name not in rows.timers], ledger)
    for gone in (row for name, row in rows.timers.items() if name not in timers):
        put_timer(matter, gone, state="withdrawn")
    dues = {name: w.said.get("dueDate") for name, w in waiting.items()}
    _recount(matter, put_task, rows.tasks, dues, written, ledger)
    dues = {name: t.expression for name, t in timers.items()}
    _recount(matter, put_timer, rows.timers, dues, written, ledger)
    matter.line.write(statements.NEW_LEDGER, *ledger)


def write_waits(matter: Matter) -> None:
    """Write the tasks and timers that began, ended or moved, each kind in one statement."""
    matter.line.write(statements.TASKS, *matter.tasks)
    matter.line.write(statements.TIMERS, *matter.timers)
    matter.tasks, matter.timers = [], []


def put_task(matter: Matter, row: Any, **changed: Any) -> None:
    """Write a task that was read as it now stands."""
    matter.tasks.append(
        {
            "id": row.id, "engine_id": row.engine_id, "number": row.number, "process": row.process, "step": row.step,
            "name": row.name, "role": row.role, "form": row.form, "keys": row.keys, "said": row.said,
            "state": row.state, "due_at": row.due_at, "due_why": row.due_why, "holder_id": row.holder_id,
            "naming": row.naming, **_told_of_task(matter), **changed,
        }
    )  # fmt: skip


def _told_of_task(matter: Matter) -> dict[str, Any]:
    """What every task row says; of one that is there already only what `DONE` names counts."""
    said: dict[str, Any] = dict.fromkeys(statements.DONE)
    opened = {"opened_at": matter.now, "opened_number": matter.row["number"], "audience": None, "organisation_id": None}
    return {"authority_id": matter.row["authority_id"], "case_id": matter.id, **opened, **said}


def put_timer(matter: Matter, row: Any, **changed: Any) -> None:
    """Write a timer that was read as it now stands."""
    matter.timers.append(
        {
            "id": row.id, "authority_id": matter.row["authority_id"], "case_id": matter.id, "engine_id": row.engine_id,
            "step": row.step, "name": row.name, "keys": row.keys, "due_at": row.due_at, "due_why": row.due_why,
            "state": row.state, "fired_at": None, **changed,
        }
    )  # fmt: skip


@dataclass(frozen=True)
class Waits:
    """The rows of open tasks and waiting timers of a case, by engine id and step; `task` is the one asked for."""

    tasks: dict[tuple[str, str], Any]
    timers: dict[tuple[str, str], Any]
    task: Any = None


def read_waits(rows: Sequence[Any], task_id: str | None) -> Waits:
    """What the case waits for, and the row of one task besides, which is kept apart."""
    found: dict[str, dict[tuple[str, str], Any]] = {"task": {}, "timer": {}}
    for row in rows:
        if row.id != task_id:
            found[row.what][row.engine_id, row.step] = row
    return Waits(found["task"], found["timer"], next((row for row in rows if row.id == task_id), None))


def _offer(matter: Matter, fresh: list[workflow.Waiting], ledger: list[dict[str, Any]]) -> None:
    """A task row for each step that newly waits, for whoever plays its role here."""
    if not fresh:
        return
    told = []
    for waits, audience in zip(fresh, parties.audiences(matter, fresh), strict=True):
        due_at, why, clock = matter.due(waits.said.get("dueDate"), waits.keys)
        row: dict[str, Any] = {
            **_told_of_task(matter), "id": new_id(), "engine_id": waits.id, "number": 1, "process": waits.process,
            "step": waits.step, "name": waits.name, "role": waits.role,
            "form": waits.said.get("formKey", ""), "keys": waits.keys, "said": waits.said, "state": "open",
            "due_at": due_at, "due_why": why, **audience.columns(),
        }  # fmt: skip
        matter.tasks.append(row)
        ledger += _line(matter, row["id"], due_at, why, clock)
        told += [message(matter, row["id"], user, "task_offered") for user in audience.tell]
    matter.line.write(statements.NEW_MESSAGES, *told)


def message(matter: Matter, task_id: str, user_id: str, kind: str) -> dict[str, Any]:
    """The row of a message about a task, to be delivered after the transaction."""
    return {
        "id": new_id(), "authority_id": matter.row["authority_id"], "case_id": matter.id, "task_id": task_id,
        "user_id": user_id, "kind": kind, "state": "waiting", "at": matter.now,
    }  # fmt: skip


def _start_timers(matter: Matter, fresh: list[workflow.Timer], ledger: list[dict[str, Any]]) -> None:
    for timer in fresh:
        due_at, why, clock = matter.due(timer.expression, timer.keys)
        row = {
            "id": new_id(), "authority_id": matter.row["authority_id"], "case_id": matter.id, "engine_id": timer.id,
            "step": timer.step, "name": timer.name, "keys": timer.keys, "due_at": due_at, "due_why": why,
            "state": "waiting", "fired_at": None,
        }  # fmt: skip
        matter.timers.append(row)
        ledger += _line(matter, row["id"], due_at, why, clock)


def _line(matter: Matter, id: str, due_at: datetime | None, why: str | None, clock: str) -> list[dict[str, Any]]:
    """The ledger's line for a due date; none for what has no clock."""
    if due_at is None:
        return []
    return [{"id": new_id(), "authority_id": matter.row["authority_id"], "case_id": matter.id, "waits_id": id,
             "clock": clock, "due_at": due_at, "why": why, "at": matter.now}]  # fmt: skip


def _recount(
    matter: Matter,
    put: Callable[..., None],
    rows: Mapping[tuple[str, str], Any],
    dues: Mapping[tuple[str, str], str | None],
    written: set[str],
    ledger: list[dict[str, Any]],
) -> None:
    """Due dates that rest on a fact that was just written, or had none yet, are counted again, with a ledger line."""
    for name, row in rows.items():
        text = dues.get(name)
        if not text or not (row.due_at is None or _rests_on(text, written)):
            continue
        due_at, why, clock = matter.due(text, row.keys)
        if (due_at, why) != (row.due_at, row.due_why):
            put(matter, row, due_at=due_at, due_why=why)
            ledger += _line(matter, row.id, due_at, why, clock)


def _rests_on(text: str, written: set[str]) -> bool:
    named = {name.rpartition(".")[2] for name in feel.parse(text).names}
    return bool(named & written) or ("clock" in text and not PAUSING.isdisjoint(written))
