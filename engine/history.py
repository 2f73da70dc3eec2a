"""The record that stands up in court: append-only, hash-chained, naming facts by digest and never by value.

Called by casework in the transaction of each step and by pages for every read of a case. One chain a case, one an
authority for the rest.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from engine.models import Authority, Case, Fact, HistoryEntry

UNDONE = "step_undone"
"""What the record says of a step that was undone, with the numbers of what it says the step had done."""


def taken_back(session: Session, chain: str) -> set[int]:
    """The numbers of what a record tells and what was undone since."""
    rows = select(HistoryEntry.detail).where(HistoryEntry.chain == chain, HistoryEntry.what == UNDONE)
    return {number for said in session.scalars(rows) for number in range(said["first"], said["last"] + 1)}


def digest(salt: str, value: str) -> str:
    """What an entry's hash says of a fact's value. An erased fact has no salt, and this in its value's place."""
    return hashlib.sha256(f"{salt}{value}".encode()).hexdigest() if salt else value


def facts_of(entry: HistoryEntry) -> list[int]:
    """The ids of the facts that an entry names."""
    return [each if isinstance(each, int) else each[0] for each in entry.facts]


def entry(
    what: str,
    *,
    authority_id: str,
    chain: str,
    number: int,
    previous: str,
    now: datetime,
    happened: datetime | None = None,
    by: str | None = None,
    task_id: str | None = None,
    detail: dict[str, Any] | None = None,
    facts: Sequence[tuple[int, str, str]] = (),
) -> dict[str, Any]:
    """The row of one entry; `number` and `previous` are the number and the hash of the chain's last.

    Of each fact it is told id, salt and value. The row names its id; the hash says its digest too.
    """
    row: dict[str, Any] = {
        "authority_id": authority_id, "chain": chain, "number": number + 1, "what": what, "at": now,
        "happened": happened or now, "by_id": by, "task_id": task_id, "detail": detail or {},
        "facts": [id for id, _, _ in facts],
    }  # fmt: skip
    row["hash"] = _hash(row, previous, [[id, digest(salt, value)] for id, salt, value in facts])
    return row


def already_words(detail: Mapping[str, Any]) -> str:
    """Where what a step asks was said before: Decided at the meeting of 4 March 2026."""
    if "meeting_on" in detail:
        return f"Decided at the meeting of {_day(detail['meeting_on'])}"
    if "discussed_on" in detail:
        return f"Decided in the discussion of {_day(detail['discussed_on'])}"
    if detail.get("answered_in"):
        return f"Decided in “{detail['answered_in']}” on {_day(detail['on'])}"
    since = "the contact was received, " if detail.get("at_contact") else ""
    return f"Known since {since}{_day(detail['on'])}"


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


def append(session: Session, case: Case | Authority, what: str, *, now: datetime, **said: Any) -> None:
    """Append to the chain of a case, or of an authority for what belongs to no case. The caller holds its lock."""
    authority_id = case.authority_id if isinstance(case, Case) else case.id
    row = entry(
        what,
        authority_id=authority_id,
        chain=case.id,
        number=case.chain_number,
        previous=case.chain_hash,
        now=now,
        **said,
    )
    session.execute(insert(HistoryEntry), [row])
    case.chain_number, case.chain_hash = row["number"], row["hash"]


def locked(session: Session, authority_id: str) -> Authority:
    """The authority with its chain, locked as it now stands. Its key is not: every row that names the authority locks
    that, and two who had each written one would wait for each other.
    """
    session.flush()
    return session.get_one(Authority, authority_id, with_for_update={"key_share": True}, populate_existing=True)


def append_read(
    session: Session, case_id: str, what: str, *, by: str, now: datetime, task_id: str | None = None, **detail: Any
) -> None:
    """Somebody has read a case, or a step of it: a row in a short transaction of its own."""
    row = session.execute(
        select(Case.authority_id, Case.chain_number, Case.chain_hash).where(Case.id == case_id).with_for_update()
    ).one()
    added = entry(
        what, authority_id=row[0], chain=case_id, number=row[1], previous=row[2], now=now, by=by, task_id=task_id,
        detail=detail,
    )  # fmt: skip
    session.execute(insert(HistoryEntry), [added])
    session.execute(
        update(Case).where(Case.id == case_id).values(chain_number=added["number"], chain_hash=added["hash"])
    )


def _hash(row: Mapping[str, Any], previous: str, facts: list[list[Any]]) -> str:
    """Of an entry, with its facts as pairs of id and digest."""
    said = {
        "authority": row["authority_id"], "chain": row["chain"], "number": row["number"], "what": row["what"],
        "at": row["at"].isoformat(), "happened": row["happened"].isoformat(), "by": row["by_id"],
        "task": row["task_id"], "detail": row["detail"], "facts": facts, "previous": previous,
    }  # fmt: skip
    if row.get("id"):
        said["id"] = row["id"]
    return hashlib.sha256(msgspec.json.encode(said, order="sorted")).hexdigest()


def faults(session: Session, chains: Iterable[str] | None = None) -> list[str]:
    """What is wrong with the chains, one line each; nothing when they are sound."""
    rows = select(HistoryEntry).order_by(HistoryEntry.chain, HistoryEntry.number)
    if chains is not None:
        rows = rows.where(HistoryEntry.chain.in_(list(chains)))
    found: list[str] = []
    values = {id: (salt, value) for id, salt, value in session.execute(select(Fact.id, Fact.salt, Fact.value))}
    last: dict[str, tuple[int, str]] = {}
    for each in session.scalars(rows):
        row = {column.name: getattr(each, column.key) for column in HistoryEntry.__table__.columns}
        number, previous = last.get(each.chain, (0, ""))
        if each.number != number + 1:
            found.append(f"history {each.chain}: entry {each.number} does not follow entry {number}")
        ids = facts_of(each)
        facts = [[id, digest(*values.get(id, ("", "")))] for id in ids]
        if _hash(row, previous, facts) != each.hash or each.facts not in (ids, facts):
            found.append(f"history {each.chain}: entry {each.number}, a fact of it or what came before was changed")
        last[each.chain] = (each.number, each.hash)
    return found + _heads(session, last)


def _heads(session: Session, last: dict[str, tuple[int, str]]) -> list[str]:
    """A chain whose end was cut off."""
    kept = {
        row.id: (row.chain_number, row.chain_hash)
        for table in (Case, Authority)
        for row in session.execute(select(table.id, table.chain_number, table.chain_hash))
    }
    return [f"history {id}: its end is missing" for id, head in kept.items() if head != last.get(id, (0, ""))]
