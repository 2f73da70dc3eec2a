"""How a case stood before its last step is kept beside it for ten minutes, so that the step can be undone."""

import sqlalchemy as sa
from alembic import op

from engine.models import Id, Instant

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "undoable",
        sa.Column("id", Id(), nullable=False),
        sa.Column("task_id", Id(), nullable=False),
        sa.Column("by_id", Id(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["case.id"], name=op.f("fk_undoable_id_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undoable")),
    )
