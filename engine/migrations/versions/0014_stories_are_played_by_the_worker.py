"""All stories of a draft are played by the worker: what was asked, how far it is, and what fails so far."""

import sqlalchemy as sa
from alembic import op

from engine.models import Id, Instant

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "playing",
        sa.Column("id", Id(), nullable=False),
        sa.Column("draft_id", Id(), nullable=False),
        sa.Column("by_id", Id(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("begun_at", Instant(), nullable=True),
        sa.Column("seen_at", Instant(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("failures", sa.JSON(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_playing_draft_id_draft")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_playing_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_playing")),
        sa.UniqueConstraint("draft_id", name=op.f("uq_playing_draft_id")),
    )
