"""Every guidance scenario of the shipped procedure: played, verified, and its sittings counted."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from engine import rehearsal
from engine.procedure import Procedure
from engine.rehearsal import Counting, Course, Result

ROOT = Path(__file__).parents[2]
PROCEDURE = Procedure.from_folder(ROOT)
STORIES = {
    f"{file.stem}: {story.name}": story
    for file in sorted((ROOT / "features" / "procedure").glob("*.feature"))
    for story in rehearsal.read(file.read_text("utf-8"), file.name)
}


@dataclass(frozen=True)
class Budget:
    """At how many sittings of a role a case of some kind must come to its end."""

    kind: str
    applies: Callable[[Course], bool]
    role: str
    most: int


def _advice(case: Course) -> bool:
    return case.level == "advice" and "threshold" not in case.asked


def _three_strands(case: Course) -> bool:
    return case.level == "referral" and len(case.strands) == 3 and case.asked.get("review") == 1


BUDGETS = (
    Budget("advice on the call", _advice, "LADO", 1),
    Budget("a consultation", lambda case: case.level == "consultation", "LADO", 5),
    Budget("a consultation with a review", lambda c: c.level == "consultation" and "review" in c.asked, "LADO", 5),
    Budget("a referral of three strands with a review", _three_strands, "LADO", 12),
    Budget("a referral of three strands with a review", _three_strands, "LADO business support", 10),
)


def counted(went: Mapping[str, Counting], budget: Budget) -> dict[str, Counting]:
    """The stories of one case of this kind that came to its end."""
    alone = {story: each for story, each in went.items() if len(each.courses) == 1}
    return {s: each for s, each in alone.items() if each.courses[0].closed and budget.applies(each.courses[0])}


def over(went: Mapping[str, Counting], budgets: tuple[Budget, ...] = BUDGETS) -> Iterator[str]:
    """The stories that take more sittings than their kind may."""
    for budget in budgets:
        for story, each in counted(went, budget).items():
            if (sat := each.sat.get(budget.role, 0)) > budget.most:
                yield f"{story}: {budget.kind} took the {budget.role} {sat} sittings, not {budget.most}"


def test_there_are_stories():
    assert STORIES


@cache
def played(story: str) -> tuple[Result, Counting]:
    """A story, played once in a run, whoever asks first."""
    counting = Counting()
    return rehearsal.play(PROCEDURE, STORIES[story], counting=counting), counting


def all_played() -> dict[str, Counting]:
    return {story: played(story)[1] for story in STORIES}


@pytest.mark.parametrize("story", STORIES)
def test_guidance_scenario(story: str):
    result, _ = played(story)
    assert result.passed, f"line {result.line}: {result.why}"


@pytest.mark.timeout(590)  # Run alone, it plays every story first.
@pytest.mark.promise("sittings", 2)
@pytest.mark.parametrize("budget", BUDGETS, ids=lambda budget: f"{budget.kind}, {budget.role}")
def test_a_step_is_one_sitting(budget: Budget) -> None:
    assert counted(all_played(), budget), f"no story of {budget.kind} comes to its end"
    assert not list(over(all_played(), (budget,)))


@pytest.mark.timeout(590)
@pytest.mark.parametrize("budget", BUDGETS, ids=lambda budget: f"{budget.kind}, {budget.role}")
def test_planted_one_sitting_more_is_noticed(budget: Budget) -> None:
    most = max(each.sat.get(budget.role, 0) for each in counted(all_played(), budget).values())
    assert list(over(all_played(), (replace(budget, most=most - 1),)))
