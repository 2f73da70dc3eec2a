"""A small council in which steps and timers can be done again and again, and whether anything in it is lost, half done
or doubled. Used by the fault tests and by the soak.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from engine import casework, councils, db, parties, people, verify
from engine.models import Authority, Case, Fact, HistoryEntry, Ledger, Message, Party, Task, Timer
from tests import builders
from tests.builders import MONDAY, Drawing, a_contact, a_form, answers

AFTERWARDS = MONDAY + timedelta(days=30)
"""Every timer of a new case is due by then."""
STRANDS = {"police_strand": "Police", "care_strand": "Children's social care"}
PEOPLE = ("lado", "lado2")
OTHERS = {"support": "LADO business support", "owner": "Process owner", "approver": "Process approver"}
PASSWORD = builders.PASSWORD

DECIDE = a_form(
    {"type": "radio", "key": "decision", "label": "Decision", "values": [
        {"label": "Referral", "value": "referral"}, {"label": "Consultation", "value": "consultation"}]},
    {"type": "textarea", "key": "reason", "label": "Reason"},
)  # fmt: skip
TELL = a_form({"type": "textarea", "key": "account", "label": "What happened"})


def procedure(timers: int = 1) -> dict[str, bytes]:
    """A step that comes again when it is done, the same in two strands beside it, and timers that lead to steps."""
    case = Drawing("allegation").start("came", message="Contact received").gateway("parallel", "fork")
    case.gateway("exclusive", "first").task("decide", "decide", due='clock("T03", received_at)')
    case.gateway("exclusive", "again").flow("again", "first")
    for strand in STRANDS:
        case.call(strand, strand, after="fork").end(f"{strand}_ended")
    for number in range(timers):
        case.timer(f"timer_{number}", 'clock("T03", received_at)', after="fork").task(f"late_{number}").end(
            f"e_{number}"
        )
    strands = (_strand(id, role) for id, role in STRANDS.items())
    return builders.a_procedure(case, *strands, forms={"decide": DECIDE, "tell": TELL})


def _strand(id: str, role: str) -> Drawing:
    drawn = Drawing(id, role, thing="strand", kind=id.removesuffix("_strand")).start(f"{id}_start")
    drawn.gateway("exclusive", f"{id}_first").task(f"{id}_tell", "tell").gateway("exclusive", f"{id}_again")
    return drawn.flow(f"{id}_again", f"{id}_first")


class Ground(builders.Stage):
    """The council on one database, and its first case."""

    def __init__(self, engine: Engine, timers: int = 1) -> None:
        self.engine, self.users, self.bodies = engine, dict[str, str](), dict[str, str]()
        councils._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # it guards nothing here
        with db.writing(engine) as session:
            authority = builders.a_council(session, procedure(timers))
            self.authority = authority.id
            for name, plays in {**dict.fromkeys(PEOPLE, "LADO"), **OTHERS}.items():
                known = councils.add_user(
                    session, authority.id, f"{name}@marlshire.example", name, [plays], password=PASSWORD
                )
                self.users[name] = known.id
            for role in STRANDS.values():
                body = people.add_organisation(session, authority.id, role, plays=[role])
                self.bodies[role] = body.id
                self.users[role] = builders.a_user(session, authority, role, organisation=body.id).id
            session.commit()
        self.case = self.open()

    def open(self, *, parties: bool = True) -> str:
        """A new case, its strands with a party each, or while nobody has said who that is."""
        return str(self.change(lambda session: self._open(session, self.bodies if parties else {})))

    def _open(self, session: Session, bodies: Mapping[str, str]) -> str:
        authority = session.get_one(Authority, self.authority)
        case = a_contact(session, authority).cases[0]
        session.flush()
        for role, body in bodies.items():
            task = session.scalars(select(Task).where(Task.case_id == case, Task.role == role)).one()
            casework.name_party(session, task.id, organisation_id=body, user_id=self.users[role], by=None, now=MONDAY,
                                answers=parties.SIGNS_IN)  # fmt: skip
        return case

    def task(self, step: str, case: str | None = None) -> str:
        """The open task of a step."""
        where = (Task.case_id == (case or self.case), Task.step == step, Task.state == "open")
        return str(self.ask(lambda s: s.scalars(select(Task.id).where(*where)).one()))

    def complete(self, task: str, by: str = "lado", **given: Any) -> None:
        """Somebody completes a step, in a transaction of its own."""
        told = answers(**(given or {"decision": "referral", "reason": "It shows"}))
        self.change(lambda s: complete(s, task, self.users[by], told))

    def faults(self) -> list[str]:
        """What is not sound."""
        return list(self.ask(verify.everything))


def complete(session: Session, task: str, by: str, told: Any) -> None:
    casework.complete_task(session, task, told, seen=None, by=by, now=MONDAY)


def answered(ground: Ground) -> list[str]:
    """Everything that anybody wrote down."""
    rows = select(Fact.value).where(Fact.key == "reason")
    return [json.loads(value) for value in ground.ask(lambda s: s.scalars(rows).all())]


def standing(session: Session, case: str) -> dict[str, Any]:
    """All that is kept of a case, without ids: two cases to which the same happened are equal in it."""

    def rows(*columns: Any) -> Counter[tuple[Any, ...]]:
        where = columns[0].class_.case_id == case
        return Counter(tuple(map(str, row)) for row in session.execute(select(*columns).where(where)))

    told = select(HistoryEntry.what, func.count()).where(HistoryEntry.chain == case).group_by(HistoryEntry.what)
    return {
        "number": session.scalar(select(Case.number).where(Case.id == case)),
        "tasks": rows(Task.step, Task.state, Task.number), "timers": rows(Timer.step, Timer.state),
        "facts": rows(Fact.key, Fact.value, Fact.newer.is_(None)), "messages": rows(Message.kind, Message.user_id),
        "parties": rows(Party.role), "ledger": rows(Ledger.clock, Ledger.due_at),
        "history": dict(session.execute(told).all()),
    }  # fmt: skip
