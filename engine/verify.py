"""Whether what is kept is sound: history chains, steps and timers against the workflows, due dates against the ledger.

Called by `ladoflow verify` and after every rehearsed scenario; it only reads.
"""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import history, in_hand, reports
from engine.models import Authority, Case, Ledger, Task, Timer


def faults(session: Session) -> list[str]:
    """What is wrong, one line each; nothing when everything is sound."""
    return [*history.faults(session), *_shadows(session), *_ledger(session)]


def everything(session: Session) -> list[str]:
    """The same, and whether the report's totals, counted in two ways, agree for every council."""
    councils = session.scalars(select(Authority.id)).all()
    return [*faults(session), *(fault for each in councils for fault in reports.faults(session, each))]


def _shadows(session: Session) -> Iterator[str]:
    """Open task rows are the persons' steps that the workflow waits for, waiting timer rows its timers."""
    cases = session.execute(select(Case.id, Case.opened_at, Case.repair).where(Case.state != b"")).all()
    for case_id, opened_at, repair in cases:
        try:
            matter = in_hand.look_at(session, case_id, now=opened_at)
        except Exception as wrong:  # noqa: BLE001 - whatever is wrong with this one, the others are looked at
            yield f"case {case_id}: its workflow cannot be read: {type(wrong).__name__}"
            continue
        running = matter.running
        if running is None:
            if matter.unreadable:
                yield f"case {case_id}: its workflow cannot be read"
            continue
        done = _rows(session, Task, case_id, "done") if repair else set()
        fired = _rows(session, Timer, case_id, "fired") if repair else set()
        steps = {(w.id, w.step) for w in running.waiting()} - done
        timers = {(t.id, t.step) for t in running.timers()} - fired
        yield from _differences(case_id, "step", steps, _rows(session, Task, case_id, "open"))
        yield from _differences(case_id, "timer", timers, _rows(session, Timer, case_id, "waiting"))


def _rows(session: Session, table: type[Task] | type[Timer], case_id: str, state: str) -> set[tuple[str, str]]:
    rows = session.execute(select(table.engine_id, table.step).where(table.case_id == case_id, table.state == state))
    return {(engine_id, step) for engine_id, step in rows}


def _differences(case_id: str, what: str, waited: set[tuple[str, str]], rows: set[tuple[str, str]]) -> Iterator[str]:
    for _, step in sorted(waited - rows):
        yield f"case {case_id}: the workflow waits for the {what} {step}, and no row says so"
    for _, step in sorted(rows - waited):
        yield f"case {case_id}: a row waits for the {what} {step}, and the workflow does not"


def _ledger(session: Session) -> Iterator[str]:
    """Every due date has a line of the ledger that explains it."""
    told = {(waits, due_at) for waits, due_at in session.execute(select(Ledger.waits_id, Ledger.due_at))}
    for table in (Task, Timer):
        rows = select(table.id, table.case_id, table.step, table.due_at).where(table.due_at.is_not(None))
        for id_, case_id, step, due_at in session.execute(rows):
            if (id_, due_at) not in told:
                yield f"case {case_id}: the due date of {step} has no line in the ledger"
