"""An entry of history is known by its chain and number, and what comes before it says its own hash.

What was written before keeps its id, over which its hash was computed. SQLite makes the table anew, without triggers.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

APPEND_ONLY = """
CREATE TRIGGER history_entry_{what} BEFORE {what} ON history_entry
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
"""


def upgrade() -> None:
    with op.batch_alter_table("history_entry", recreate="auto") as table:
        table.drop_constraint("pk_history_entry", type_="primary")
        table.drop_constraint("uq_history_entry_chain_number", type_="unique")
        table.create_primary_key("pk_history_entry", ["chain", "number"])
        table.alter_column("id", existing_type=sa.String(32), nullable=True)
        table.drop_column("previous")
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(APPEND_ONLY.format(what=what))
