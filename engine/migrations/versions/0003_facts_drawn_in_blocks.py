"""Fact ids are drawn in blocks of a hundred, so that a step knows them before it writes its facts and their history;
half-typed answers are found by what they are about.
"""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_index("ix_kept_about", "kept", ["about"])
    if op.get_bind().dialect.name == "postgresql":
        for column in ("id", "newer"):
            op.execute(f"ALTER TABLE fact ALTER COLUMN {column} TYPE bigint")
        op.execute("ALTER SEQUENCE fact_id_seq AS bigint INCREMENT BY 100")
