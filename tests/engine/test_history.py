"""The record shows what was done to it behind its back, and stays sound as its tables change shape."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import Any

import msgspec
import pytest
from sqlalchemy import Engine, delete, insert, select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from engine import db, history
from engine.models import Authority, Fact, HistoryEntry, new_id
from tests.builders import MONDAY
from tests.engine.test_casework import Council

ENTRY = HistoryEntry.__table__


def unguarded(session: Session) -> None:
    """Somebody who may do everything to the database takes the triggers away."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("ALTER TABLE history_entry DISABLE TRIGGER ALL"))
        return
    for what in ("UPDATE", "DELETE"):
        session.execute(text(f"DROP TRIGGER history_entry_{what}"))


def at(row: Any) -> Any:
    return (ENTRY.c.chain == row["chain"]) & (ENTRY.c.number == row["number"])


def rows_of(session: Session, chain: str) -> list[dict[str, Any]]:
    found = session.execute(select(ENTRY).where(ENTRY.c.chain == chain).order_by(ENTRY.c.number))
    return [dict(row) for row in found.mappings()]


def hashed(session: Session, row: dict[str, Any], previous: str) -> str:
    """The hash that an entry would have after another."""
    facts = session.execute(select(Fact.id, Fact.salt, Fact.value).where(Fact.id.in_(row["facts"])))
    return history._hash(row, previous, [[id, history.digest(salt, value)] for id, salt, value in facts])


def put(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """A chain as somebody would have it, each entry with the hash that it would have had there."""
    session.execute(delete(ENTRY).where(ENTRY.c.chain == rows[0]["chain"]))
    previous = ""
    for number, row in enumerate(rows, 1):
        row["number"] = number
        row["hash"] = previous = hashed(session, row, previous)
    session.execute(insert(ENTRY), list(rows))


# What somebody may do to a chain


def changed(session: Session, rows: list[dict[str, Any]], random: Random) -> None:
    row = random.choice(rows)
    other = Authority(id=new_id(), name="Elsewhere", settings={}, chain_number=0, chain_hash="")
    session.add(other)
    session.flush()
    now = row["at"] + timedelta(seconds=random.choice((-1, 1)))
    what: dict[str, Any] = {
        "what": "nothing", "at": now, "happened": now, "by_id": new_id(), "task_id": new_id(), "detail": {"other": 1},
        "facts": [[1, "0"]], "hash": "0" * 64, "id": new_id(), "authority_id": other.id,
    }  # fmt: skip
    name = random.choice(sorted(what))
    session.execute(update(ENTRY).where(at(row)).values({name: what[name]}))


def changed_with_its_hash(session: Session, rows: list[dict[str, Any]], random: Random) -> None:
    at_ = random.randrange(len(rows))
    row = rows[at_] | {"detail": {"other": 1}}
    row["hash"] = hashed(session, row, rows[at_ - 1]["hash"] if at_ else "")
    session.execute(update(ENTRY).where(at(row)).values(detail=row["detail"], hash=row["hash"]))


def written_anew(session: Session, rows: list[dict[str, Any]], random: Random) -> None:
    random.choice(rows)["what"] = "nothing"
    put(session, rows)


def inserted(session: Session, rows: list[dict[str, Any]], random: Random) -> None:
    rows.insert(random.randrange(len(rows) + 1), dict(random.choice(rows)))
    put(session, rows)


def removed(session: Session, rows: list[dict[str, Any]], random: Random) -> None:
    session.execute(delete(ENTRY).where(at(random.choice(rows))))


def removed_and_closed_up(session: Session, rows: list[dict[str, Any]], random: Random) -> None:
    rows.pop(random.randrange(len(rows)))
    put(session, rows)


def cut(session: Session, rows: list[dict[str, Any]], random: Random) -> None:
    first = random.choice(rows)
    session.execute(delete(ENTRY).where(ENTRY.c.chain == first["chain"], ENTRY.c.number >= first["number"]))


def swapped(session: Session, rows: list[dict[str, Any]], random: Random) -> None:
    one, other = random.sample(rows, 2)
    session.execute(delete(ENTRY).where(at(one) | at(other)))
    both = [one | {"number": other["number"]}, other | {"number": one["number"]}]
    session.execute(insert(ENTRY), both)


def moved_to_another_chain(session: Session, rows: list[dict[str, Any]], random: Random) -> None:
    row = random.choice(rows)
    session.execute(update(ENTRY).where(at(row)).values(chain=new_id()))


def fact_changed(session: Session, rows: list[dict[str, Any]], random: Random) -> None:
    told = [fact for row in rows for fact in row["facts"]]
    value = random.choice((Fact.value, Fact.salt))
    session.execute(update(Fact).where(Fact.id == random.choice(told)).values({value: '"never said"'}))


def fact_taken_for_an_erased_one(session: Session, rows: list[dict[str, Any]], random: Random) -> None:
    told = [fact for row in rows for fact in row["facts"]]
    session.execute(update(Fact).where(Fact.id == random.choice(told)).values(salt="", value='"never said"'))


TAMPERINGS: tuple[Callable[[Session, list[dict[str, Any]], Random], None], ...] = (
    changed, changed_with_its_hash, written_anew, inserted, removed, removed_and_closed_up, cut, swapped,
    moved_to_another_chain, fact_changed, fact_taken_for_an_erased_one,
)  # fmt: skip


def a_history(engine: Engine) -> Council:
    """A case in which something was done and read."""
    council = Council(engine)
    council.do("decide", decision="referral", reason="True")
    for number in range(6):
        council.change(
            lambda s, page=number: history.append_read(
                s, council.case, "case_read", by=council.lado, now=MONDAY, page=page
            )
        )
    return council


def missed(council: Council, count: int) -> Iterator[str]:
    """The tamperings that nobody notices, or whose chain is not named."""
    with db.writing(council.engine) as session:
        unguarded(session)
        assert history.faults(session) == []
        for seed in range(count):
            tamper = TAMPERINGS[seed % len(TAMPERINGS)]
            with session.begin_nested() as step:
                tamper(session, rows_of(session, council.case), Random(seed))
                session.expire_all()
                found = history.faults(session)
                step.rollback()
            if not any(council.case in fault for fault in found):
                yield f"{tamper.__name__}, seed {seed}: {found}"


@pytest.mark.promise("P17", 30)
def test_promise_p17_a_thousand_tamperings_are_found_and_named(engine_db: Engine) -> None:
    assert list(missed(a_history(engine_db), 1_000)) == []


@pytest.mark.promise("P17", 5)
def test_planted_a_chain_whose_entries_do_not_hang_together_is_noticed(
    engine_db: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a hash that forgets what came before, an entry that is changed together with its hash is missed."""
    true = history._hash
    monkeypatch.setattr(history, "_hash", lambda row, _previous, facts: true(row, "", facts))
    assert any("changed_with_its_hash" in each for each in missed(a_history(engine_db), 40))


@pytest.mark.promise("P17", 5)
def test_the_chain_stays_sound_when_a_fact_is_erased(engine_db: Engine) -> None:
    """Its digest stays, from which nobody reads the value."""
    council = a_history(engine_db)
    with db.writing(council.engine) as session:
        fact = session.scalars(select(Fact).where(Fact.key == "reason")).one()
        fact.value, fact.salt = history.digest(fact.salt, fact.value), ""
        session.flush()
        assert history.faults(session) == []


# Entries made before migration 0006


def old_entries(authority: str, count: int = 5) -> list[dict[str, Any]]:
    """As they were written then: each has an id of its own and says the hash before."""
    rows: list[dict[str, Any]] = []
    for number in range(1, count + 1):
        said: dict[str, Any] = {
            "id": new_id(), "authority": authority, "chain": authority, "number": number, "what": "signed_in",
            "at": MONDAY.isoformat(), "happened": MONDAY.isoformat(), "by": None, "task": None,
            "detail": {"number": number}, "facts": [], "previous": rows[-1]["hash"] if rows else "",
        }  # fmt: skip
        hash_ = hashlib.sha256(msgspec.json.encode(said, order="sorted")).hexdigest()
        rows.append(said | {"hash": hash_})
    return rows


COUNCIL = """
INSERT INTO authority (id, name, settings, chain_number, chain_hash) VALUES (:id, 'Marlshire', '{}', :number, :hash)
"""
OLD = """
INSERT INTO history_entry (id, authority_id, chain, number, what, at, happened, detail, facts, previous, hash)
VALUES (:id, :authority, :chain, :number, :what, :now, :now, :told, '[]', :previous, :hash)
"""


@pytest.fixture
def before(empty_database_url: str) -> Iterator[Engine]:
    """A database as it was before the migration, with a chain of that time."""
    engine = db.make_engine(empty_database_url)
    db.upgrade(engine, "0005")
    authority = new_id()
    rows = old_entries(authority)
    with db.writing(engine) as session:
        council = {"id": authority, "number": len(rows), "hash": rows[-1]["hash"]}
        session.execute(text(COUNCIL), council)
        now = MONDAY if engine.dialect.name == "postgresql" else MONDAY.replace(tzinfo=None)
        for row in rows:
            told = msgspec.json.encode(row["detail"]).decode()
            session.execute(text(OLD), row | {"now": now, "told": told})
        session.commit()
    yield engine
    engine.dispose()


@pytest.mark.database
@pytest.mark.promise("P17", 10)
def test_a_chain_from_before_the_migration_stays_sound_and_goes_on(before: Engine) -> None:
    db.upgrade(before)
    with db.writing(before) as session:
        authority = session.scalars(select(Authority)).one()
        assert history.faults(session) == []
        history.append(session, authority, "signed_in", now=MONDAY)
        session.commit()
    with db.writing(before) as session:
        assert history.faults(session) == []
        kept = session.execute(select(HistoryEntry.number, HistoryEntry.id).order_by(HistoryEntry.number)).all()
    assert [(number, id is None) for number, id in kept] == [(n, n == 6) for n in range(1, 7)]


@pytest.mark.database
@pytest.mark.promise("P17", 10)
@pytest.mark.parametrize("statement", ["UPDATE history_entry SET what = 'x'", "DELETE FROM history_entry"])
def test_history_is_still_append_only_after_the_migration(before: Engine, statement: str) -> None:
    db.upgrade(before)
    with db.writing(before) as session, pytest.raises(DatabaseError, match="append-only"):
        session.execute(text(statement))


@pytest.mark.database
@pytest.mark.promise("P17", 10)
@pytest.mark.parametrize("change", [{"id": "f" * 32}, {"id": None}, {"what": "x"}, {"number": 9}])
def test_what_is_done_to_an_old_entry_is_found(before: Engine, change: dict[str, object]) -> None:
    db.upgrade(before)
    with db.writing(before) as session:
        unguarded(session)
        session.execute(update(ENTRY).where(ENTRY.c.number == 3).values(change))
        assert any("entry 3" in fault or "entry 4" in fault for fault in history.faults(session))
