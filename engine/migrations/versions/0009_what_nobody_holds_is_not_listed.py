"""A step that nobody holds, no outside organisation does or nobody has done yet takes no room in the lists of those."""

from alembic import op
from sqlalchemy import text

revision = "0009"
down_revision = "0008"

OF_SOME = {
    "ix_task_holder": ["holder_id", "state", "due_at"],
    "ix_task_outside": ["organisation_id", "state", "due_at"],
    "ix_task_done": ["done_by_id", "done_at"],
}


def upgrade() -> None:
    for name, columns in OF_SOME.items():
        there = text(f"{columns[0]} is not null")
        op.drop_index(name, "task")
        op.create_index(name, "task", columns, sqlite_where=there, postgresql_where=there)
