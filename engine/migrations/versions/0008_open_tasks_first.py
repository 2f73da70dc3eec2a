"""What is open is found without looking through what is done, whoever it is for; and what came of a day that passed."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.drop_index("ix_task_queue", "task")
    op.create_index("ix_task_queue", "task", ["authority_id", "state", "audience", "due_at"])
    op.create_index("ix_timer_fired", "timer", ["case_id", "fired_at"])
