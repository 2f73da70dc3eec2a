"""The tasks that a case still has to do with are found without passing over those that are done."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.drop_index("ix_task_case_id", "task")
    op.drop_index("ix_task_engine_id", "task")
    op.create_index("ix_task_case", "task", ["case_id", "engine_id"])
    ahead = sa.text("state = 'open' OR engine_id LIKE 'early:%'")
    op.create_index("ix_task_ahead", "task", ["case_id"], sqlite_where=ahead, postgresql_where=ahead)
