"""Two who save contacts at one moment, or one who puts an organisation right meanwhile, do not wait for each other."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, select

from engine import contacts, db, history, kept, organisations, people
from engine.models import Authority, HistoryEntry, Kept
from tests import builders
from tests.builders import MONDAY
from tests.engine.test_casework import procedure

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True),
]


def at_once(engine: Engine, *acts: Callable[[Any], object]) -> list[str]:
    """What fails when each does its act in a transaction of its own."""
    failed: list[str] = []

    def do(act: Callable[[Any], object]) -> None:
        try:
            with db.writing(engine) as session:
                act(session)
                session.commit()
        except Exception as failure:  # noqa: BLE001 (the test says what it was)
            failed.append(type(failure).__name__)

    threads = [threading.Thread(target=do, args=(act,)) for act in acts]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return failed


def whole_key(session: Any, authority_id: str) -> Authority:
    """As it was: the lock of a row with its key."""
    return session.get_one(Authority, authority_id, with_for_update=True)


@pytest.mark.parametrize("planted", [False, True])
def test_two_contacts_at_one_moment_are_both_saved(
    engine_db: Engine, planted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with db.writing(engine_db) as session:
        council = builders.a_council(session, procedure()).id
        session.commit()
    met, record = threading.Barrier(2, timeout=20), contacts._record_contact

    def together(*said: Any, **more: Any) -> Any:
        told = record(*said, **more)
        met.wait()
        return told

    monkeypatch.setattr(contacts, "_record_contact", together)
    if planted:
        monkeypatch.setattr(history, "locked", whole_key)

    def report(session: Any) -> object:
        return builders.a_contact(session, session.get_one(Authority, council))

    assert bool(at_once(engine_db, report, report)) == planted
    with db.reading(engine_db) as session:
        of_council = select(HistoryEntry).where(HistoryEntry.chain == council)
        rows = session.scalars(of_council.where(HistoryEntry.what == "contact_received")).all()
        assert len(rows) == (1 if planted else 2)
        assert history.faults(session) == []


def test_of_two_organisations_that_are_renamed_at_one_moment_one_keeps_its_name(engine_db: Engine) -> None:
    with db.writing(engine_db) as session:
        council = builders.a_council(session, procedure()).id
        both = [people.add_organisation(session, council, name, plays=[]) for name in ("Ash House", "Birch House")]
        ids, numbers = [each.id for each in both], [organisations.said(each).number for each in both]
        who = builders.a_user(session, session.get_one(Authority, council), "Administrator").id
        session.commit()
    wanted = organisations.Said("Oak House", None, None, ())

    def rename(place: int) -> Callable[[Any], object]:
        return lambda session: organisations.change(
            session, ids[place], wanted, seen=numbers[place], by=who, now=MONDAY
        )

    assert at_once(engine_db, rename(0), rename(1)) == ["CalledSo"]


@pytest.mark.parametrize("planted", [False, True])
def test_a_page_that_keeps_itself_while_somebody_presses_is_kept_once(
    engine_db: Engine, planted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with db.writing(engine_db) as session:
        user = builders.a_user(session, builders.a_council(session, procedure())).id
        session.commit()
    met = threading.Barrier(2, timeout=20)

    def looks_first(session: Any, user_id: str, about: str, answers: dict[str, Any], *, now: Any) -> None:
        row = session.get(Kept, (user_id, about))
        met.wait()
        session.add(row or Kept(user_id=user_id, about=about, answers=answers, at=now))

    if planted:
        monkeypatch.setattr(kept, "keep", looks_first)
    keep = [lambda s, word=word: kept.keep(s, user, "a step", {"note": [word]}, now=MONDAY) for word in ("one", "two")]
    assert at_once(engine_db, *keep) == (["IntegrityError"] if planted else [])
    with db.reading(engine_db) as session:
        assert len(session.scalars(select(Kept)).all()) == 1
