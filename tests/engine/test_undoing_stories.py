"""Stories of the shipped procedure in which every step of ours is done, undone and done again: each goes as it went."""

from copy import deepcopy
from typing import Any

import pytest
from sqlalchemy.orm import Session

from engine import casework, rehearsal, same_adult, undoing
from engine.forms import Parsed
from engine.models import Task
from engine.procedure import Procedure
from tests.builders import ROOT, SHIPPED
from tests.engine.test_undoing import Differs, same, standing

STORIES = ("repeat_adult", "police_hold", "agreed_at_the_review", "several_adults")


@pytest.fixture
def undone(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps that were undone, one by one."""
    steps: list[str] = []
    complete = casework.complete_task

    def twice(session: Session, task_id: str, parsed: Parsed, **how: Any) -> str:
        if not how.get("undoable"):
            return complete(session, task_id, parsed, **how)
        task = session.get_one(Task, task_id)
        case, again = task.case_id, deepcopy(parsed)
        stood = standing(session, case)
        complete(session, task_id, parsed, **how)
        undoing.undo(session, task_id, by=how["by"], now=how["now"])
        same(stood, standing(session, case))
        steps.append(task.step)
        return complete(session, task_id, again, **{**how, "seen": None})

    monkeypatch.setattr(casework, "complete_task", twice)
    return steps


def play(story: str) -> None:
    procedure = Procedure(SHIPPED)
    for scenario in rehearsal.read((ROOT / f"features/procedure/{story}.feature").read_text("utf-8")):
        result = rehearsal.play(procedure, scenario)
        assert result.passed, result.why


@pytest.mark.parametrize("story", STORIES)
def test_a_story_goes_on_from_an_undone_step_as_it_went(undone: list[str], story: str) -> None:
    play(story)
    assert undone


def test_planted_links_that_outlive_the_step_that_made_them_are_noticed(
    undone: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(same_adult, "follow_again", lambda _matter: None)
    with pytest.raises(Differs):
        play("repeat_adult")
