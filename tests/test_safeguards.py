"""Every safeguard is kept by a story that plays it, or docs/procedure.md says why none can; the page is the truth."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ALL = {f"R{number:02}" for number in range(1, 48)}
TAG = re.compile(r"@safeguard_r(\d\d)\b")
NAMED = re.compile(r"\bR\d\d\b")


def rows(page: str) -> dict[str, set[str]]:
    """The stories that the page names for each safeguard of its table."""
    found: dict[str, set[str]] = {}
    for cells in (line.strip("| \n").split("|") for line in page.splitlines() if re.match(r"\| R\d\d", line)):
        stories = {name.strip() for name in cells[-1].split(",") if name.strip(" -")}
        for each in NAMED.findall(cells[0]):
            found[each] = found.get(each, set()) | stories
    return found


def without(page: str) -> set[str]:
    """The safeguards that the page lists as having no story, each with its reason."""
    part = page.partition("### Without a story")[2].partition("\n#")[0]
    reasons = [line.lstrip("- ").partition(":") for line in part.splitlines() if line.startswith("- R")]
    assert all(reason.strip() for _, _, reason in reasons), "a safeguard without a story needs its reason"
    return {each for ids, _, _ in reasons for each in NAMED.findall(ids)}


def tagged() -> dict[str, set[str]]:
    """The safeguards that each story plays: of the procedure, or of what the service promises."""
    files = [*(ROOT / "features").glob("*.feature"), *(ROOT / "features" / "procedure").glob("*.feature")]
    return {file.stem: {f"R{number}" for number in TAG.findall(file.read_text("utf-8"))} for file in files}


def faults(page: str, stories: Mapping[str, set[str]]) -> list[str]:
    """What page and stories do not agree about."""
    played = {each for safeguards in stories.values() for each in safeguards}
    table, excused = rows(page), without(page)
    return [
        *(f"{each} has no story and no reason" for each in sorted(ALL - played - excused)),
        *(f"{each} has a story and a reason for having none" for each in sorted(played & excused)),
        *(f"{each} is in no line of the table" for each in sorted(ALL - table.keys() - excused)),
        *(f"there is no safeguard {each}" for each in sorted(played - ALL)),
        *(f"{each} names the story {name}, which does not play it"
          for each, names in sorted(table.items()) for name in sorted(names) if each not in stories.get(name, ())),
    ]  # fmt: skip


def test_every_safeguard_has_a_story_or_its_reason() -> None:
    assert faults((ROOT / "docs" / "procedure.md").read_text("utf-8"), tagged()) == []


@pytest.mark.parametrize(
    ("page", "stories", "says"),
    [
        ("| R01 | no end | drawn | one |", {"one": set()}, "R01 names the story one, which does not play it"),
        ("| R01 | no end | drawn | - |", {"one": {"R02"}}, "R01 has no story and no reason"),
        ("### Without a story\n\n- R01: for people\n", {"one": {"R01"}}, "R01 has a story and a reason"),
        ("", {"one": {"R48"}}, "there is no safeguard R48"),
        ("", {"one": {"R01"}}, "R01 is in no line of the table"),
    ],
)
def test_planted_disagreements_are_found(page: str, stories: dict[str, set[str]], says: str) -> None:
    assert any(each.startswith(says) for each in faults(page, stories)), faults(page, stories)
