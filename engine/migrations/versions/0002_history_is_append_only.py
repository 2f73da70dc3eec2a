"""History is append-only: the database itself refuses to change or delete an entry."""

from alembic import op

revision = "0002"
down_revision = "0001"

SQLITE = """
CREATE TRIGGER history_entry_{what} BEFORE {what} ON history_entry
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
"""
POSTGRESQL = (
    """
CREATE FUNCTION refuse_history_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'history is append-only'; END $$
""",
    """
CREATE TRIGGER history_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON history_entry
FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change()
""",
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(SQLITE.format(what=what))
    else:
        for statement in POSTGRESQL:
            op.execute(statement)
