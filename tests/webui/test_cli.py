"""The commands as scripts use them: exit codes, words, and no traceback, on a real database."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import inspect, select

from engine import councils, db, versions
from engine.models import Authority, ProcedureVersion, User
from tests import builders
from tests.builders import MONDAY, SHIPPED, a_contact
from webui.cli import ELSEWHERE, main
from webui.settings import READY


@pytest.fixture
def installation(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty installation in the environment."""
    monkeypatch.setenv("LADOFLOW_DATABASE_URL", database_url)
    monkeypatch.setenv("LADOFLOW_DATA", str(tmp_path))
    monkeypatch.delenv("LADOFLOW_DEMONSTRATION", raising=False)
    return database_url


def ladoflow(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, list(words), input=typed)


@pytest.mark.parametrize("verb", sorted(ELSEWHERE))
def test_every_verb_explains_itself(verb: str) -> None:
    told = ladoflow(verb, "--help")
    assert told.exit_code == 0
    assert "Usage" in told.output


def test_a_time_that_is_none_is_wrong_use() -> None:
    assert ladoflow("feel", "--now", "tomorrow", "--", "1").exit_code == 2
    assert ladoflow("feel", "--now", "2026-03-05T10:00:00Z", "--", "1").output == "1\n"


def test_a_new_installation_is_made_by_four_commands(installation: str, tmp_path: Path) -> None:
    assert ladoflow("db", "upgrade").exit_code == 0
    assert (
        ladoflow("user", "add", "--email", "a@b.example", "--name", "A", "--role", "LADO", "--password", "x").exit_code
        == 2
    )
    assert ladoflow("council", "add", "--name", "Newshire").exit_code == 0
    for who in ("owner", "approver"):
        added = ladoflow("user", "add", "--email", f"{who}@b.example", "--name", who, "--role", f"Process {who}",
                         "--password", "a-long-password")  # fmt: skip
        assert added.exit_code == 0, added.output
    assert "Process owner" in councils.COUNCIL


@pytest.mark.timeout(60)
@pytest.mark.parametrize("made_before", [True, False])
@pytest.mark.parametrize("fresh", [["--fresh"], []])
def test_the_demonstration_leaves_a_database_alone_in_which_a_council_works(
    installation: str, tmp_path: Path, fresh: list[str], made_before: bool
) -> None:
    ladoflow("council", "add", "--name", "Newshire")
    if made_before:
        (tmp_path / READY).write_text("ready\n")
    refused = ladoflow("demo", "--data", str(tmp_path), *fresh)
    assert (refused.exit_code, "Newshire" in refused.output) == (1, True), refused.output
    engine = db.make_engine(installation)
    with db.reading(engine) as session:
        assert session.scalars(select(Authority.name)).all() == ["Newshire"]
        assert session.scalars(select(User.email)).all() == []
    engine.dispose()


@pytest.mark.timeout(60)
def test_a_demonstration_of_an_earlier_version_goes_on_with_its_tables_brought_up(tmp_path: Path) -> None:
    engine = db.make_engine(f"sqlite:///{tmp_path / 'ladoflow.sqlite'}")
    db.upgrade(engine, "0012")
    (tmp_path / READY).write_text("ready\n")
    command = [sys.executable, "-m", "webui.cli", "demo", "--data", str(tmp_path), "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    ) as demo:
        assert demo.stdout
        assert any("Ctrl-C stops everything" in line for line in demo.stdout), "it has greeted"
        demo.terminate()
    assert inspect(engine).has_table("undoable")
    engine.dispose()


def test_a_procedure_goes_from_a_folder_into_use_and_back(installation: str, tmp_path: Path) -> None:
    engine = db.make_engine(installation)
    with db.writing(engine) as session:
        authority = builders.a_council(session, SHIPPED)
        for name in ("owner", "approver"):
            builders.a_user(session, authority, f"Process {name}").email = f"{name}@b.example"
        session.commit()
    out = tmp_path / "out"
    assert ladoflow("export", "1", str(out)).exit_code == 0
    assert ladoflow("diff", "1", str(out)).output == ""
    assert ladoflow("diff", "1", "99").exit_code == 2
    assert (out / "processes" / "allegation.bpmn").read_bytes() == SHIPPED["processes/allegation.bpmn"]
    for old in (out / "features" / "procedure").glob("*.feature"):
        if old.name != "advice_call.feature":
            old.unlink()
    published = ladoflow("publish", str(out), "--by", "owner@b.example", "--note", "The same again")
    assert (published.exit_code, "waits for a second person" in published.output) == (0, True), published.output
    with db.reading(engine) as session:
        assert versions.current(session, session.scalars(select(Authority.id)).one(), MONDAY).number == 1
    (out / "processes" / "police_strand.bpmn").write_text("not XML")
    refused = ladoflow("publish", str(out), "--by", "owner@b.example", "--note", "Broken")
    assert refused.exit_code == 1
    assert "police_strand.bpmn" in refused.output
    with db.reading(engine) as session:
        assert len(session.scalars(select(ProcedureVersion)).all()) == 2
    assert ladoflow("export", "9", str(out)).exit_code == 2
    engine.dispose()


def test_with_two_councils_one_is_named_and_never_guessed(installation: str, tmp_path: Path) -> None:
    engine = db.make_engine(installation)
    with db.writing(engine) as session:
        for name in ("Westshire", "Eastshire"):
            builders.a_council(session, {**SHIPPED, f"features/procedure/{name}.feature": b""}).name = name
        session.commit()
    told = ["--email", "a@b.example", "--name", "A", "--role", "LADO", "--password", "a-long-password"]
    story = tmp_path / "story.feature"
    story.write_text("Feature: A\n  Scenario: B\n    Then the case is open\n")
    out = tmp_path / "out"
    verbs: list[list[str]] = [
        ["user", "add", *told], ["export", "1", str(out)], ["diff", "1", "1"],
        ["rehearse", "--procedure", "1", str(story)], ["report", "annual", "--from", "1/4/2025", "--to", "31/3/2026"],
    ]  # fmt: skip
    for verb in verbs:
        refused = ladoflow(*verb)
        assert (refused.exit_code, "--council: Eastshire, Westshire" in refused.output) == (2, True), refused.output
        assert ladoflow(*verb, "--council", "Northshire").exit_code == 2
        named = ladoflow(*verb, "--council", "Westshire")
        assert "Name one with" not in named.output, named.output
    with db.reading(engine) as session:
        (user,) = session.scalars(select(User).where(User.email == "a@b.example"))
        assert session.get_one(Authority, user.authority_id).name == "Westshire"
    assert [file.stem for file in out.rglob("*shire.feature")] == ["Westshire"]
    engine.dispose()


def test_an_account_that_is_disabled_has_no_session_left(installation: str) -> None:
    engine = db.make_engine(installation)
    with db.writing(engine) as session:
        authority = builders.a_council(session, SHIPPED)
        builders.a_user(session, authority).email = "a@b.example"
        session.commit()
    assert ladoflow("user", "disable", "A@B.example").exit_code == 0
    with db.reading(engine) as session:
        user = session.scalars(select(User)).one()
        assert (user.active, user.session_number) == (False, 2)
    assert ladoflow("user", "reset", "nobody@b.example", "--password", "x").exit_code == 2
    engine.dispose()


def test_tick_fires_what_is_due_and_verify_finds_it_sound(installation: str, tmp_path: Path) -> None:
    engine = db.make_engine(installation)
    with db.writing(engine) as session:
        authority = builders.a_council(session, SHIPPED)
        a_contact(session, authority, "Joel Barrett", decision="insufficient_info")
        session.commit()
    engine.dispose()
    refused = ladoflow("tick", "--now", MONDAY.isoformat())
    assert (refused.exit_code, "demonstrations and tests only" in refused.output) == (2, True)
    (tmp_path / READY).write_text("ready")
    later = (MONDAY + timedelta(days=3)).isoformat()
    assert ladoflow("tick", "--now", MONDAY.isoformat()).output.startswith("0 timers fired")
    assert not ladoflow("tick", "--now", later).output.startswith("0 timers")
    assert ladoflow("tick", "--now", later).output.startswith("0 timers fired")
    assert (ladoflow("verify").exit_code, ladoflow("verify").output) == (0, "")
    assert ladoflow("tick", "--now", "tomorrow").exit_code == 2


def test_what_serves_pages_needs_a_key(installation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LADOFLOW_SECRET_KEY", raising=False)
    told = ladoflow("serve")
    assert told.exit_code == 1
    assert "LADOFLOW_SECRET_KEY" in told.output


def test_a_story_that_fails_lists_what_was_filled_in_and_one_that_passes_when_asked(tmp_path: Path) -> None:
    story = tmp_path / "story.feature"
    call = (
        "Feature: A\n  Scenario: B\n    When the LADO reports by phone\n      | question | answer |\n"
        "      | 7. Decision | Referral |\n      | Adult 1: name | Owen Tully |\n"
    )
    story.write_text(call)
    assert "filled in" not in ladoflow("rehearse", str(story)).output
    listed = ladoflow("rehearse", "--filled", str(story)).output
    assert "  filled in: Log a call: 2. How: Phone\n" in listed
    assert "Not said" not in listed
    story.write_text(call + "    Then the case is closed\n")
    assert "  filled in: Log a call: 2. How: Phone\n" in ladoflow("rehearse", str(story)).output
