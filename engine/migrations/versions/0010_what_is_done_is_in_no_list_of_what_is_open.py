"""What is done takes no room in the lists of what is open, and the ledger is looked up by case alone."""

from alembic import op
from sqlalchemy import text

revision = "0010"
down_revision = "0009"

OF_SOME = [
    ("task", "ix_task_holder", "state = 'open' AND holder_id IS NOT NULL", ["holder_id", "due_at"]),
    ("task", "ix_task_queue", "state = 'open'", ["audience", "authority_id", "due_at"]),
    ("task", "ix_task_outside", "state = 'open' AND organisation_id IS NOT NULL", ["organisation_id", "due_at"]),
    ("timer", "ix_timer_due", "state = 'waiting'", ["due_at"]),
    ("timer", "ix_timer_fired", "fired_at IS NOT NULL", ["case_id", "fired_at"]),
]


def upgrade() -> None:
    for table, name, where, columns in OF_SOME:
        op.drop_index(name, table)
        op.create_index(name, table, columns, sqlite_where=text(where), postgresql_where=text(where))
    op.drop_index("ix_task_case", "task")
    op.create_index("ix_task_case", "task", ["case_id"])
    op.drop_index("ix_ledger_waits_id", "ledger")
