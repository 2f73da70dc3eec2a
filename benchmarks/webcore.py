"""The floor `webcore`: one step over HTTP with Flask, SQLAlchemy's Core and the workflow engine with all that makes it
fast, on lean tables of its own; run by service.

No sign-in, permission, token, form, history or audience. Facts lie in the product's tables and are loaded by the
product's own query, or the comparison would measure facts. Statements are built once.
"""

import os
import secrets
from datetime import UTC, date, datetime
from typing import Any

from flask import Flask, Response, request
from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    insert,
    select,
    update,
)

from benchmarks.reference import procedure
from engine import db, deadlines, facts, feel, workflow
from engine.models import new_id
from engine.procedure import Procedure
from engine.statements import FACT, KNOWN, SEES, THING
from webui.serving import look_for_garbage_rarely

TABLES = MetaData()
CASE = Table(
    "core_case", TABLES, Column("id", String(32), primary_key=True), Column("contact_id", String(32)),
    Column("adult_id", String(32)), Column("received_at", DateTime(timezone=True)), Column("number", Integer),
    Column("state", LargeBinary),
)  # fmt: skip
WAIT = Table(
    "core_wait", TABLES, Column("id", String(32), primary_key=True), Column("case_id", String(32), index=True),
    Column("engine_id", String(32)), Column("step", String), Column("role", String), Column("state", String),
    Column("due_at", DateTime(timezone=True)),
)  # fmt: skip
_this = select(WAIT.c.case_id).where(WAIT.c.id == bindparam("task")).scalar_subquery()
LOCKED = select(CASE).where(CASE.c.id == _this).with_for_update()
WAITING = select(WAIT).where(WAIT.c.case_id == bindparam("case"), WAIT.c.state == "open")
MOVED = (
    update(CASE)
    .where(CASE.c.id == bindparam("case"), CASE.c.number == bindparam("seen"))
    .values(number=CASE.c.number + 1, state=bindparam("now"))
)
ENDED = update(WAIT).where(WAIT.c.id == bindparam("wait")).values(state=bindparam("how"))
BEGUN, NEW_THINGS, NEW_SEES = insert(WAIT), insert(THING), insert(SEES)
REPLACED = update(FACT).where(FACT.c.id == bindparam("old")).values(newer=bindparam("successor"))
NEW_FACTS = insert(FACT).returning(FACT.c.id, sort_by_parameter_order=True)
WHOSE = select(THING.c.authority_id).where(THING.c.id == bindparam("case"))


class World:
    """What the workflow asks of a case: expressions and tables over its facts."""

    def __init__(self, of: Procedure, known: facts.Facts, now: datetime) -> None:
        self.of, self.known, self.now, self.calendar = of, known, now, deadlines.Calendar()
        self.before = dict(known.known)
        self.functions = {"clock": self._clock}

    def evaluate(self, expression: str, keys: workflow.Keys) -> Any:
        return feel.parse(expression).evaluate(self.known.context(keys), now=self.now, functions=self.functions)

    def instances(self, expression: str, keys: workflow.Keys) -> list[str]:
        return [each["id"] for each in self.evaluate(expression, keys)]

    def decide(self, decision: str, result: str, keys: workflow.Keys) -> None:
        found = self.of.decisions[decision].decide(self.known.context(keys), now=self.now, functions=self.functions)
        self.known.put(self.about(keys), result, found.result)

    def act(self, topic: str, step: str, keys: workflow.Keys) -> None:
        pass

    def begin(self, thing: str, kind: str | None, keys: workflow.Keys) -> str:
        begun = self.known.add(thing, facts.KINDS[thing], keys.get("engagement")).id
        for key, value in (("kind", kind), ("status", "open"), ("opened_on", self.now)):
            self.known.put(begun, key, value)
        return begun

    def end(self, thing: str) -> None:
        self.known.put(thing, "status", "finished")
        self.known.put(thing, "finished_on", self.now)

    def answered(self, *_step: object) -> bool:
        return False

    def passed(self, step: str, name: str, keys: workflow.Keys) -> None:
        pass

    def about(self, keys: workflow.Keys) -> str:
        return keys.get("strand") or keys.get("engagement") or self.known.case_id

    def due(self, expression: str | None, keys: workflow.Keys) -> datetime | None:
        at = self.evaluate(expression, keys) if expression else None
        return at if at is None or isinstance(at, datetime) else self.calendar.end_of(at)

    def _clock(self, code: str, start: Any) -> datetime | None:
        return deadlines.due(self.of.clocks[code], start, self.calendar).at if start else None


def complete(connection: Connection, of: Procedure, task: str, said: dict[str, str], now: datetime) -> None:
    """Lock, load, complete, settle and write, in one transaction."""
    case = connection.execute(LOCKED, {"task": task}).one()
    waiting = connection.execute(WAITING, {"case": case.id}).all()
    told = connection.execute(KNOWN, {"case": case.id}).one()
    known = facts.read(told.things, told.facts, case.id, case.contact_id, case.adult_id)
    known.computed["received_at"] = case.received_at
    world = World(of, known, now)
    running = workflow.Running.load(of.definition, "allegation", case.state, world)
    done = next(each for each in waiting if each.id == task)
    keys = next(each.keys for each in running.waiting() if each.id == done.engine_id)
    for key, text in said.items():
        known.put(world.about(keys), key, date.fromisoformat(text) if key.endswith("_on") else text)
    running.complete(done.engine_id)
    running.settle()
    _write(connection, world)
    moved = connection.execute(MOVED, {"case": case.id, "seen": case.number, "now": running.dump()})
    assert moved.rowcount == 1
    _reconcile(connection, world, running, done, waiting)


def _write(connection: Connection, world: World) -> None:
    """The new facts, and the strands that they are about."""
    known, now = world.known, world.now
    if known.born:
        told = {"authority_id": connection.execute(WHOSE, {"case": known.case_id}).scalar(), "made_at": now}
        connection.execute(NEW_THINGS, [
            {"id": t.id, "contact_id": known.contact_id, "parent_id": t.parent, "kind": t.kind, "word": t.word, **told}
            for t in known.born
        ])  # fmt: skip
        connection.execute(NEW_SEES, [{"case_id": known.case_id, "thing_id": thing.id} for thing in known.born])
    rows = [
        {"thing_id": thing, "case_id": case, "key": key, "value": facts.encode(value), "salt": secrets.token_hex(8),
         "happened": now, "at": now}
        for thing, case, key, value in known.pending
    ]  # fmt: skip
    ids = connection.execute(NEW_FACTS, rows).scalars().all()
    replaced = [
        {"old": world.before[thing, key].id, "successor": id}
        for (thing, _, key, _), id in zip(known.pending, ids, strict=True)
        if (thing, key) in world.before
    ]
    if replaced:
        connection.execute(REPLACED, replaced)


def _reconcile(connection: Connection, world: World, running: workflow.Running, done: Any, waiting: Any) -> None:
    """What waits is written down; what waits no more ends."""
    now_waiting = {(each.id, each.step): each for each in (*running.waiting(), *running.timers())}
    there = {(each.engine_id, each.step) for each in waiting}
    gone = [each for each in waiting if (each.engine_id, each.step) not in now_waiting]
    connection.execute(ENDED, [{"wait": each.id, "how": "done" if each is done else "withdrawn"} for each in gone])
    if begun := [each for name, each in now_waiting.items() if name not in there]:
        connection.execute(BEGUN, [_row(world, each) for each in begun])


def _row(world: World, begun: Any) -> dict[str, Any]:
    person = isinstance(begun, workflow.Waiting)
    return {
        "id": new_id(), "case_id": world.known.case_id, "engine_id": begun.id, "step": begun.step,
        "role": begun.role if person else None, "state": "open",
        "due_at": world.due(begun.said.get("dueDate") if person else begun.expression, begun.keys),
    }  # fmt: skip


def application() -> Flask:
    """The floor as a web application on the database that the environment names."""
    app, of = Flask("webcore"), Procedure(procedure())
    _ = of.definition, of.decisions, of.clocks  # read once for all processes
    engine: Engine = db.make_engine(os.environ["LADOFLOW_DATABASE_URL"]).execution_options(**{db.WRITING: True})

    @app.get("/")
    def ready() -> str:
        return ""

    @app.post("/tasks/<task>")
    def post(task: str) -> Response:
        with engine.begin() as connection:
            complete(connection, of, task, request.form.to_dict(), datetime.now(UTC))
        return Response(status=303, headers={"Location": "/"})

    look_for_garbage_rarely()
    return app
