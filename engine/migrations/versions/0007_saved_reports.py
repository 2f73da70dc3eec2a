"""What somebody without an account has typed and not sent is kept under a code."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "saved_report",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("authority_id", sa.String(32), nullable=False),
        sa.Column("way_in", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_saved_report_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_saved_report")),
    )
    op.create_index(op.f("ix_saved_report_until"), "saved_report", ["until"])
