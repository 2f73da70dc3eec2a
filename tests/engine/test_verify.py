"""Verify finds what is not sound: a step, a timer, a due date or a history that does not fit its case."""

from collections.abc import Iterator

import pytest
from sqlalchemy import delete, func, select, update

from engine import db, rehearsal, verify
from engine.models import Case, Ledger, Task, Timer
from engine.rehearsal.stage import Stage, open_stage
from tests.engine.test_rehearsal import CALL, SEARCH, shipped


@pytest.fixture
def stage() -> Iterator[Stage]:
    """A case that waits for the threshold."""
    (story,) = rehearsal.read(f"Feature: F\nScenario: S\n{CALL}{SEARCH}")
    with open_stage(shipped()) as stage:
        for line in story.lines:
            part = rehearsal.understand(line)
            part.play(stage, line, part.said)
        yield stage


def found(stage: Stage) -> list[str]:
    with stage.looking() as session:
        return verify.faults(session)


def change(stage: Stage, *statements: object) -> None:
    with db.writing(stage.engine) as session:
        for statement in statements:
            session.execute(statement)
        session.commit()


def test_what_a_story_leaves_behind_is_sound(stage: Stage):
    assert found(stage) == []


@pytest.mark.parametrize(("table", "state", "other"), [(Task, "open", "withdrawn"), (Timer, "waiting", "fired")])
def test_a_wait_without_its_row_is_found(stage: Stage, table: type[Task | Timer], state: str, other: str):
    change(stage, update(table).where(table.state == state).values(state=other))
    assert any("no row says so" in fault for fault in found(stage))


def test_a_row_for_which_nothing_waits_is_found(stage: Stage):
    change(stage, update(Task).where(Task.state == "done").values(state="open"))
    (fault,) = found(stage)
    assert "a row waits for the step check_who, and the workflow does not" in fault


def test_a_due_date_without_its_ledger_line_is_found(stage: Stage):
    with stage.looking() as session:
        due = session.scalar(select(func.count()).select_from(Ledger))
    change(stage, delete(Ledger))
    faults = found(stage)
    assert due
    assert len(faults) == due
    assert all("no line in the ledger" in fault for fault in faults)


def test_a_history_that_was_cut_is_found(stage: Stage):
    change(stage, update(Case).values(chain_number=Case.chain_number - 1))
    assert any("its end is missing" in fault for fault in found(stage))


def test_a_broken_state_is_told_and_not_raised(stage: Stage):
    change(stage, update(Case).values(state=b"rubbish"))
    assert any("its workflow cannot be read" in fault for fault in found(stage))
