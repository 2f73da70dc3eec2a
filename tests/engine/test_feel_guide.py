"""The guide for process owners is true: all that it shows can be written, and all that can be written is on it."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from engine import feel
from engine.feel.signatures import SIGNATURES

GUIDE = (Path(__file__).parents[2] / "docs" / "feel.md").read_text(encoding="utf-8")
NOW = datetime(2026, 3, 4, 16, 5, tzinfo=UTC)
PIECES = {"`<=`", "`>`", "`>=`"}  # Signs, named after an example of the first of them.


def part(heading: str) -> str:
    """What stands under a heading."""
    return re.split(r"^## ", GUIDE.partition(f"\n## {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def rows(heading: str) -> list[list[str]]:
    """The rows of the tables under a heading, without their heads."""
    lines = [line for line in part(heading).splitlines() if line.startswith("|")]
    found = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return [row for at, row in enumerate(found) if not set(row[0]) <= set("-") and not _head(found, at)]


def _head(found: list[list[str]], at: int) -> bool:
    return at + 1 < len(found) and set(found[at + 1][0]) <= set("-") and bool(found[at + 1][0])


def codes(text: str) -> list[str]:
    return [code for code in re.findall(r"`([^`]+)`", text) if f"`{code}`" not in PIECES]


SHOWN = [
    *(
        code
        for heading in ("Facts", "Comparing", "Lists", "Ours", "Patterns in texts")
        for row in rows(heading)
        for code in codes(row[0])
    ),
    *(codes(row[2])[0].removeprefix("=") for row in rows("Where expressions stand") if "table" not in row[0]),
    *(row[1].strip("`") for row in rows("Ten to begin with")),
]


@pytest.mark.parametrize("text", SHOWN)
def test_what_it_shows_can_be_written(text: str) -> None:
    assert feel.parse(text).mistakes == ()


@pytest.mark.parametrize("text", [code for row in rows("Tables")[:7] for code in codes(row[0])])
def test_what_it_shows_of_cells_can_be_written(text: str) -> None:
    assert feel.parse_unary(text).mistakes == ()


def test_its_functions_are_those_that_there_are() -> None:
    listed = {name for name in codes(part("Functions of the standard")) if "(" not in name} | {"range"}
    ours = {code.partition("(")[0] for row in rows("Ours") for code in codes(row[0])}
    assert listed | ours == set(SIGNATURES)


def test_what_it_leaves_out_is_refused() -> None:
    for text in ("function(x) x", "x instance of number", "sort([1], before)", 'date("12026-01-01")'):
        with pytest.raises(feel.Refused):
            feel.parse(text)


def test_its_hit_policies_are_those_that_there_are() -> None:
    letters = {letter for row in rows("Tables")[7:] for letter in re.findall(r"\b([A-Z]) ", row[0])}
    assert letters == {"U", "A", "F", "P", "R", "O", "C"}


# For each of the ten: facts of a case, what it comes to there, facts of another case, what it comes to there.
OPEN = [{"status": "open", "hold": "hold"}, {"status": "finished", "hold": "no"}]
DONE = [{"status": "finished", "hold": "hold"}, {"status": "not_opened", "hold": None}]
TEN: list[tuple[dict[str, object], object, dict[str, object], object]] = [
    ({"level": "referral"}, True, {"level": "advice"}, False),
    (
        {"aware_at": date(2026, 3, 2), "received_at": NOW}, True,
        {"aware_at": date(2026, 3, 3), "received_at": NOW}, False,
    ),
    ({"has_access": "yes", "risk": "unknown"}, True, {"has_access": "yes", "risk": "low"}, False),
    ({"strands": DONE}, True, {"strands": OPEN}, False),
    ({"strands": OPEN}, True, {"strands": DONE}, False),
    ({"engagements": [{"tell": "yes"}, {"tell": "no"}]}, True, {"engagements": [{"tell": "yes"}]}, False),
    ({"engagements": [{"tell": "yes"}, {"tell": "no"}]}, [{"tell": "yes"}], {"engagements": []}, []),
    ({"born": date(2008, 3, 5), "received_at": NOW}, True, {"born": date(2008, 3, 4), "received_at": NOW}, False),
    ({"level": "referral", "received_at": NOW}, "2026-03-11", {"level": "advice", "received_at": NOW}, None),
    (
        {"court_on": None, "last_update_on": date(2026, 1, 31)}, "2026-02-28",
        {"court_on": date(2026, 5, 11), "last_update_on": date(2026, 1, 31)}, "2026-05-01",
    ),
]  # fmt: skip


@pytest.mark.parametrize("at", range(10))
def test_ten_conditions_of_the_procedure_say_what_they_should(at: int) -> None:
    functions = {
        "working days": lambda start, end: (end.date() - start).days,
        "clock": lambda code, start: date(2026, 3, 11),
    }
    expression = feel.parse(rows("Ten to begin with")[at][1].strip("`"))
    for facts, expected in (TEN[at][:2], TEN[at][2:]):
        assert feel.to_json(expression.evaluate(facts, now=NOW, functions=functions)) == expected
