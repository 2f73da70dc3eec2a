"""All stories of a draft are played by the worker: one draft at a time, said honestly when it does not go on."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from engine import db, drafts, playing
from engine.models import Draft
from engine.rehearsal import apart
from tests import builders
from tests.webui.desk import files

NOW = builders.MONDAY
STORIES = "features/procedure/look.feature"


@pytest.fixture
def asked(engine_db: Engine) -> list[Draft]:
    """Two drafts whose stories wait to be played."""
    with db.writing(engine_db) as session:
        authority = builders.a_council(session, files())
        owner = builders.a_user(session, authority, "Process owner")
        made = [drafts.start(session, authority.id, name=name, by=owner.id, now=NOW) for name in ("One", "Two")]
        for minute, draft in enumerate(made):
            playing.ask(session, draft, by=owner.id, now=NOW + timedelta(seconds=minute))
        session.commit()
        return made


def state(engine_db: Engine, draft: Draft) -> str:
    with db.reading(engine_db) as session:
        kept = playing.of(session, draft)
        return kept.state if kept else "done"


@pytest.mark.database
def test_one_draft_is_played_at_a_time_the_first_asked_first(engine_db: Engine, asked: list[Draft]):
    begun = apart._begin(engine_db, NOW)
    assert begun is not None
    assert apart._begin(engine_db, NOW) is None, "another worker leaves the second alone"
    assert [state(engine_db, each) for each in asked] == ["going", "asked"]
    assert apart._play(engine_db, *begun, lambda: NOW, lambda: False)
    assert [state(engine_db, each) for each in asked] == ["done", "asked"]
    assert apart.play_asked(engine_db, lambda: NOW) == 1
    assert [state(engine_db, each) for each in asked] == ["done", "done"]


@pytest.mark.database
def test_what_a_lost_worker_left_stops_nothing(engine_db: Engine, asked: list[Draft]):
    assert apart._begin(engine_db, NOW) is not None
    later = NOW + playing.LOST
    assert apart.play_asked(engine_db, lambda: later) == 1
    assert [state(engine_db, each) for each in asked] == ["stopped", "done"]


def test_how_far_it_is_can_be_read_while_it_goes_on(engine_db: Engine, asked: list[Draft]):
    told: list[tuple[int, int, datetime | None]] = []
    ticks = iter(range(10_000))

    def looking_on() -> bool:
        with db.reading(engine_db) as session:
            kept = playing.of(session, asked[0])
            if kept and kept.count:
                told.append((kept.passed, kept.count, playing.ready_at(kept, NOW)))
        return False

    with db.writing(engine_db) as session:
        draft = session.get_one(Draft, asked[0].id)
        many = files()[STORIES] + b"".join(
            files()[STORIES].partition(b"\n")[2].replace(b"A call", f"Call {n}".encode()) for n in range(4)
        )
        drafts.save(session, draft, STORIES, many, seen=1, now=NOW)
        session.commit()
    assert apart.play_asked(engine_db, lambda: NOW + timedelta(seconds=2 * next(ticks)), looking_on) == 2
    assert told[0][:2] == (0, 5) and (3, 5) in [each[:2] for each in told]
    with db.reading(engine_db) as session:
        trial = drafts.last_trial(session, asked[0])
    assert trial is not None and (trial.passed, trial.count) == (5, 5)


def test_a_draft_thrown_away_is_not_played_to_the_end(engine_db: Engine, asked: list[Draft]):
    begun = apart._begin(engine_db, NOW)
    with db.writing(engine_db) as session:
        drafts.throw_away(session, session.get_one(Draft, asked[0].id), now=NOW)
        session.commit()
    assert begun is not None
    assert not apart._play(engine_db, *begun, lambda: NOW, lambda: False)
    with db.reading(engine_db) as session:
        assert drafts.last_trial(session, asked[0]) is None


def test_stories_that_never_end_are_ended(engine_db: Engine, asked: list[Draft], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(apart, "SECONDS", 0.02)
    assert apart.play_asked(engine_db, lambda: NOW) == 0
    with db.reading(engine_db) as session:
        kept = playing.of(session, asked[0])
    assert kept is not None and (kept.state, kept.why) == ("stopped", apart.TOO_MUCH)


def test_the_process_that_plays_has_no_way_to_the_database(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LADOFLOW_DATABASE_URL", "postgresql://secret")
    apart.rest()
    list(apart._nursery.heard({"files": files()}, seconds=60, memory=apart.MEMORY, beat=5))
    process = apart._nursery.process
    assert process is not None
    assert b"LADOFLOW" not in Path(f"/proc/{process.pid}/environ").read_bytes()
