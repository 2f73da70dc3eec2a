"""Ids and hashes are kept in their bytes, and SQLite's instants as numbers: text for them was a third of a case.

SQLite keeps a value as it is told, whatever its column was declared to hold: its rows change where they are, and then
what their columns are declared to hold, by SQLite's own procedure for changes of that kind.
"""

import re
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

IDS = {
    "authority": ["id"],
    "case": ["id", "authority_id", "contact_id", "group_id", "adult_id", "version_id", "lead_id"],
    "contact": ["id", "authority_id", "post", "version_id", "by_id"],
    "draft": ["id", "authority_id", "author_id", "from_version_id"],
    "draft_file": ["draft_id"],
    "fact": ["thing_id", "case_id", "task_id", "by_id"],
    "history_entry": ["id", "authority_id", "chain", "by_id", "task_id"],
    "kept": ["user_id"],
    "ledger": ["id", "authority_id", "case_id", "waits_id"],
    "message": ["id", "authority_id", "case_id", "task_id", "user_id"],
    "note": ["id", "authority_id", "case_id", "by_id"],
    "organisation": ["id", "authority_id"],
    "party": ["id", "authority_id", "case_id", "thing_id", "organisation_id", "user_id", "by_id"],
    "person": ["id", "authority_id", "same_as_id"],
    "procedure_file": ["version_id"],
    "procedure_version": ["id", "authority_id", "author_id", "approver_id", "draft_id"],
    "role": ["id", "authority_id"],
    "role_grant": ["user_id"],
    "saved_report": ["authority_id"],
    "sees": ["case_id", "thing_id"],
    "task": ["id", "authority_id", "case_id", "organisation_id", "holder_id", "done_by_id"],
    "thing": ["id", "authority_id", "contact_id", "parent_id", "person_id", "organisation_id"],
    "timer": ["id", "authority_id", "case_id"],
    "user": ["id", "authority_id", "organisation_id"],
}
HASHES = {"authority": ["chain_hash"], "case": ["chain_hash"], "history_entry": ["hash"]}
INSTANTS = {
    "case": ["received_at", "opened_at", "decided_at", "closed_at"],
    "contact": ["received_at", "recorded_at"],
    "draft": ["created_at", "changed_at", "closed_at"],
    "fact": ["happened", "at"],
    "history_entry": ["at", "happened"],
    "kept": ["at"],
    "ledger": ["due_at", "at"],
    "message": ["at", "claimed_at", "sent_at"],
    "note": ["happened", "at"],
    "party": ["at", "until"],
    "procedure_version": ["proposed_at", "published_at", "declined_at"],
    "saved_report": ["at", "until"],
    "sees": ["until"],
    "task": ["opened_at", "due_at", "done_at", "happened"],
    "thing": ["made_at", "withdrawn_at"],
    "timer": ["due_at", "fired_at"],
}
APPEND_ONLY = """
CREATE TRIGGER history_entry_{what} BEFORE {what} ON history_entry
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rows_of_sqlite()
    else:
        _columns_of_postgresql()


def _rows_of_sqlite() -> None:
    driver = op.get_bind().connection.driver_connection
    driver.create_function("told", 1, _told, deterministic=True)
    op.execute("PRAGMA defer_foreign_keys=ON")
    for what in ("UPDATE", "DELETE"):
        op.execute(f"DROP TRIGGER history_entry_{what}")
    for table, ids in IDS.items():
        columns = ids + HASHES.get(table, []) + INSTANTS.get(table, [])
        told = ", ".join(f"{column} = told({column})" for column in columns)
        op.execute(f'UPDATE "{table}" SET {told}')  # noqa: S608 (the names above)
    for what in ("UPDATE", "DELETE"):
        op.execute(APPEND_ONLY.format(what=what))
    _declare_at_sqlite()


def _declare_at_sqlite() -> None:
    connection = op.get_bind()
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar()
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    for table, ids in IDS.items():
        asked = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"
        declared = connection.exec_driver_sql(asked, (table,)).scalar()
        for kind, columns in (("BLOB", ids + HASHES.get(table, [])), ("BIGINT", INSTANTS.get(table, []))):
            for column in columns:
                said = rf'(?<=[\s,(])("?{column}"?) (VARCHAR(\(32\))?|DATETIME)'
                declared = re.sub(said, rf"\1 {kind}", declared)
        changed = "UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?"
        connection.exec_driver_sql(changed, (declared, table))
    connection.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema=OFF")
    if (found := connection.exec_driver_sql("PRAGMA integrity_check").scalar()) != "ok":
        raise RuntimeError(f"The database file is damaged: {found}")


def _told(text: str | None) -> bytes | int | None:
    """Digits as bytes; an instant, 2026-03-02 09:37:00.000000, as the microseconds since 1970."""
    if text is None:
        return None
    if text[4:5] != "-":
        return bytes.fromhex(text)
    since = datetime.fromisoformat(text).replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    return since // timedelta(microseconds=1)


def _columns_of_postgresql() -> None:
    """Nothing may point at a column while its type changes."""
    looked = sa.inspect(op.get_bind())
    pointing = [(table, key) for table in IDS for key in looked.get_foreign_keys(table)]
    for table, key in pointing:
        op.drop_constraint(key["name"], table, type_="foreignkey")
    for table, ids in IDS.items():
        told = [f"ALTER COLUMN {column} TYPE uuid USING {column}::uuid" for column in ids]
        told += [f"ALTER COLUMN {column} TYPE bytea USING decode({column}, 'hex')" for column in HASHES.get(table, [])]
        op.execute(f'ALTER TABLE "{table}" {", ".join(told)}')
    for table, key in pointing:
        op.create_foreign_key(
            key["name"], table, key["referred_table"], key["constrained_columns"], key["referred_columns"]
        )
