"""The one function that lets a case run, and writes down whom and what it waits for. Called by the verbs."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from engine import facts as fact_table
from engine import feel, history, parties, people, statements, workflow
from engine.errors import LadoflowError
from engine.in_hand import PAUSING, Matter, NeedsRepair
from engine.models import Case, Timer, new_id

LEVELS = "threshold_decisions"
DEALT_WITH = "dealt_with"
"""Why a small process of the service itself is closed."""
FINAL_ON_THE_CALL = ("advice", "low_level")
ANOTHER_WAY = "The case went another way"


def settle(matter: Matter, move: Callable[[workflow.Running], None], *, again: bool = False) -> None:
    """Let the case run from `move` on until it waits, then write all of it down, in the caller's transaction.

    When the procedure fails, what people said is kept, the workflow stays where it was, and the case needs repair.
    From then on what people say is written and nothing runs, until `casework.retry` lets it run `again`.
    """
    _levels(matter)
    stood = _Stood(matter)
    try:
        if again or not matter.row["repair"]:
            _run(matter, move, again=again)
    except (workflow.StepNotWaiting, SQLAlchemyError):
        raise
    except Exception as failure:  # noqa: BLE001 (whatever a procedure does wrong, the case must be kept)
        stood.restore(matter)
        _needs_repair(matter, failure)
    _write_facts(matter)
    write_case(matter)


class _Stood:
    """How a case stood before a run: of one that fails nothing stays."""

    def __init__(self, matter: Matter) -> None:
        self.row, self.line = dict(matter.row), matter.line.mark()
        known = matter.facts
        grows: list[list[Any]] = [known.pending, known.born, matter.entries, matter.tasks, matter.timers]
        self.lengths = [(rows, len(rows)) for rows in grows]

    def restore(self, matter: Matter) -> None:
        """Put it back."""
        for rows, length in self.lengths:
            del rows[length:]
        matter.reached.clear()
        matter.overtaken.clear()
        matter.line.back_to(self.line)
        matter.row.update(self.row)
        matter._compute()


def _run(matter: Matter, move: Callable[[workflow.Running], None], *, again: bool) -> None:
    """Everything that rests on the procedure: where the case goes, and whom and what it waits for then."""
    running, row = matter.running, matter.row
    if running is None:
        raise NeedsRepair(matter.unreadable or "This case has no workflow yet.")
    move(running)
    running.settle()
    row["state"], row["repair"] = running.dump(), None
    row["number"] += 1
    _levels(matter)
    _reconcile(matter, running, {key for _, key in matter.facts.known} if again else matter.facts.told())
    _end_without_adult(matter, running)


def _end_without_adult(matter: Matter, running: workflow.Running) -> None:
    """A small process of the service itself is over, without anybody closing it, when it waits for nothing."""
    if matter.row["adult_id"] is None and matter.row["closed_at"] is None and running.over():
        matter.row["closed_at"], matter.row["closed_reason"] = matter.now, DEALT_WITH
        matter.tell("case_closed", reason=DEALT_WITH)


def _needs_repair(matter: Matter, failure: Exception) -> None:
    """Keep what people said, and say what happened."""
    for entry in matter.entries:
        entry["detail"].pop("post", None)  # What did not happen happens when it is sent again.
    matter.row["repair"] = reason = _why(failure)
    matter.tell("case_needs_repair", reason=reason)


def cannot_run(session: Session, timer_id: str, failure: Exception, *, now: datetime) -> None:
    """The case of a timer that could not even be tried needs repair."""
    of_timer = select(Case).join(Timer, Timer.case_id == Case.id).where(Timer.id == timer_id)
    case = session.scalars(of_timer.with_for_update(of=Case)).one_or_none()
    if case is not None:
        _mark(session, case, _why(failure), now)


def cannot_be_read(session: Session, case_id: str, reason: str, *, now: datetime) -> None:
    """A case whose workflow cannot be read needs repair: somebody who looked at it has found out."""
    _mark(session, session.get_one(Case, case_id, with_for_update=True), reason, now)


def _mark(session: Session, case: Case, reason: str, now: datetime) -> None:
    if case.repair is None:
        case.repair = reason
        history.append(session, case, "case_needs_repair", now=now, detail={"reason": reason})


def _why(failure: Exception) -> str:
    return str(failure) if isinstance(failure, LadoflowError) else f"{type(failure).__name__} in the procedure"


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


def _write_facts(matter: Matter) -> None:
    if told := matter.holds_told():
        matter.holds = [*matter.holds_recorded(), *told]
    people.keep_named(matter.session, matter.facts, matter.row["authority_id"])
    rows = fact_table.write(
        matter.line, matter.facts, authority_id=matter.row["authority_id"], task_id=matter.task_id, by=matter.by,
        happened=matter.happened, now=matter.now, before=matter.before,
    )  # fmt: skip
    if rows and matter.entries:
        matter.entries[0]["facts"] = [*matter.entries[0].get("facts", ()), *rows]
    elif rows:
        matter.entries.append({"what": "facts_recorded", "detail": {}, "facts": rows})


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
    _write_row(matter)
    matter.line.write("history", *rows)
    if matter.before_step:
        matter.before_step.keep(matter, rows)
    matter.line.end()
    statements.forget(matter.session)


def _write_row(matter: Matter) -> None:
    """The columns that every step changes, and those that lists read where one of them did."""
    row = {"id": matter.id, **{name: matter.row[name] for name in statements.RUNNING}}
    listed = matter.listed()
    if listed == matter.was_listed:
        matter.line.write("cases", row)
    else:
        matter.line.write("listed", row | listed)
        matter.was_listed = listed


def _columns(matter: Matter) -> None:
    """What lists and reports read without loading facts."""
    row, known = matter.row, matter.facts
    if row["adult_id"]:
        row["adult_name"] = known.get(row["adult_id"], "name") or "Adult not known"
    else:
        row["adult_name"] = known.case_value("person_asked") or known.case_value("request_about")
        row["job"] = matter.procedure.processes[row["process"]].label
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
    for name, gone in ((name, row) for name, row in rows.tasks.items() if name not in waiting):
        why, happened = matter.overtaken.get(name, (ANOTHER_WAY, None))
        put_task(
            matter, gone, state="withdrawn", number=gone.number + 1, withdrawn_why=why, done_at=matter.now,
            happened=happened,
        )  # fmt: skip
    _start_timers(matter, [t for name, t in timers.items() if name not in rows.timers], ledger)
    for gone in (row for name, row in rows.timers.items() if name not in timers):
        put_timer(matter, gone, state="withdrawn")
    dues = {name: w.said.get("dueDate") for name, w in waiting.items()}
    _recount(matter, put_task, rows.tasks, dues, written, ledger)
    dues = {name: t.expression for name, t in timers.items()}
    _recount(matter, put_timer, rows.timers, dues, written, ledger)
    matter.line.write("ledger", *ledger)


def write_waits(matter: Matter) -> None:
    """Write the tasks and timers that began, ended or moved, each kind in one statement."""
    matter.line.write("tasks", *_last(matter.tasks))
    matter.line.write("reached", *({"id": task, "engine_id": id} for task, id in matter.reached.items()))
    matter.line.write("timers", *_last(matter.timers))
    matter.tasks, matter.timers, matter.reached = [], [], {}


def _last(rows: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Each row once, as it was put last."""
    return {row["id"]: row for row in rows}.values()


def put_task(matter: Matter, row: Any, **changed: Any) -> None:
    """Write a task that was read as it now stands; what never changes need not be right."""
    matter.tasks.append(
        {
            "id": row.id, "engine_id": row.engine_id, "number": row.number, "process": row.process, "step": row.step,
            "name": row.name, "role": row.role, "form": row.form, "keys": {}, "said": {},
            "state": row.state, "due_at": row.due_at, "due_why": row.due_why, "holder_id": row.holder_id,
            "naming": row.naming, **new_task(matter), **changed,
        }
    )  # fmt: skip


def new_task(matter: Matter) -> dict[str, Any]:
    """What every task row says; of one that is there already only what `DONE` names counts."""
    said: dict[str, Any] = dict.fromkeys(statements.DONE)
    opened = {"opened_at": matter.now, "opened_number": matter.row["number"], "audience": None, "organisation_id": None}
    return {"authority_id": matter.row["authority_id"], "case_id": matter.id, **opened, **said}


def put_timer(matter: Matter, row: Any, **changed: Any) -> None:
    """Write a timer that was read as it now stands; what never changes need not be right."""
    matter.timers.append(
        {
            "id": row.id, "authority_id": matter.row["authority_id"], "case_id": matter.id, "engine_id": row.engine_id,
            "step": row.step, "name": row.name, "keys": {}, "due_at": row.due_at, "due_why": row.due_why,
            "state": row.state, "fired_at": None, **changed,
        }
    )  # fmt: skip


def _offer(matter: Matter, fresh: list[workflow.Waiting], ledger: list[dict[str, Any]]) -> None:
    """A task row for each step that newly waits, for whoever plays its role here."""
    if not fresh:
        return
    told = []
    for waits, audience in zip(fresh, parties.audiences(matter, fresh), strict=True):
        due_at, why, clock = matter.due(waits.said.get("dueDate"), waits.keys)
        row: dict[str, Any] = {
            **new_task(matter), "id": new_id(), "engine_id": waits.id, "number": 1, "process": waits.process,
            "step": waits.step, "name": waits.name, "role": waits.role,
            "form": waits.said.get("formKey", ""), "keys": waits.keys, "said": waits.said, "state": "open",
            "due_at": due_at, "due_why": why, **audience.columns(),
        }  # fmt: skip
        matter.tasks.append(row)
        ledger += _line(matter, row["id"], due_at, why, clock)
        told += [message(matter, row["id"], user, "task_offered") for user in audience.tell]
    matter.line.write("messages", *told)


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
