"""What names a person is found by the person, so that somebody's cases are found by a name."""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_index("ix_thing_person_id", "thing", ["person_id"])
