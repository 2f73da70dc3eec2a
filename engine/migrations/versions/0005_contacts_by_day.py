"""A council's contacts are found by the day on which they came."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_index("ix_contact_came", "contact", ["authority_id", "received_at"])
    op.drop_index("ix_contact_authority_id", "contact")
    op.drop_index("ix_contact_received_at", "contact")
