"""Every guidance scenario of the shipped procedure: played, and what it leaves behind verified."""

from pathlib import Path

import pytest

from engine import rehearsal
from engine.procedure import Procedure

ROOT = Path(__file__).parents[2]
PROCEDURE = Procedure.from_folder(ROOT)
STORIES = [
    pytest.param(story, id=f"{file.stem}: {story.name}")
    for file in sorted((ROOT / "features" / "procedure").glob("*.feature"))
    for story in rehearsal.read(file.read_text("utf-8"), file.name)
]


def test_there_are_stories():
    assert STORIES


@pytest.mark.parametrize("story", STORIES)
def test_guidance_scenario(story: rehearsal.Scenario):
    result = rehearsal.play(PROCEDURE, story)
    assert result.passed, f"line {result.line}: {result.why}"
