"""The floor `row`: what any case system pays for one step on this database, with no engine; called by measures.

A version-checked update of a state, an inbox row, an event of 1 KB, a commit: statements of SQLAlchemy's Core, built
once. Built anew for each step they would cost three times as much, and flatter whatever is held against them.
"""

from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import (
    Column,
    DateTime,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    bindparam,
    insert,
    update,
)

from engine import db

TABLES = MetaData()
CASE = Table("floor_case", TABLES, Column("id", String(32), primary_key=True), Column("number", Integer),
             Column("state", LargeBinary))  # fmt: skip
INBOX = Table("floor_inbox", TABLES, Column("id", String(32), primary_key=True), Column("case_id", String(32)),
              Column("holder", String(32), index=True), Column("step", String),
              Column("due_at", DateTime(timezone=True)))  # fmt: skip
EVENT = Table("floor_event", TABLES, Column("id", String(32), primary_key=True), Column("case_id", String(32)),
              Column("at", DateTime(timezone=True)), Column("what", Text))  # fmt: skip
STATE, KILOBYTE = b"s" * 700, "e" * 1024
CHANGE = (
    update(CASE)
    .where(CASE.c.id == bindparam("case"), CASE.c.number == bindparam("seen"))
    .values(number=CASE.c.number + 1, state=bindparam("now"))
)
OFFER, TELL = insert(INBOX), insert(EVENT)


class Floor:
    """A case that takes one such step after another."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.id, self.number = engine.execution_options(**{db.WRITING: True}), uuid4().hex, 0
        TABLES.create_all(engine)
        with self.engine.begin() as connection:
            connection.execute(insert(CASE), {"id": self.id, "number": 0, "state": STATE})

    def step(self) -> None:
        """One step, committed."""
        now, row = datetime.now(UTC), {"case_id": self.id}
        with self.engine.begin() as connection:
            done = connection.execute(CHANGE, {"case": self.id, "seen": self.number, "now": STATE})
            assert done.rowcount == 1
            connection.execute(OFFER, row | {"id": uuid4().hex, "holder": self.id, "step": "s", "due_at": now})
            connection.execute(TELL, row | {"id": uuid4().hex, "at": now, "what": KILOBYTE})
        self.number += 1
