"""The worst expressions we could think of: each comes to a value or is refused, within its fuel."""

from datetime import UTC, datetime

import pytest

from engine import feel
from engine.feel import functions_patterns
from engine.feel.run import FUEL
from tests.stopwatch import taken

MOST_SECONDS = 0.1
"""For any one on a busy machine: some ten times what it takes."""

NOW = datetime(2026, 3, 4, 16, 5, tzinfo=UTC)
FACTS: dict[str, object] = {
    "xs": list(range(1_000)),
    "s": "a" * 15_000,
    "rows": [{"id": str(at), "status": "open", "n": at} for at in range(200)],
}


def outcome(text: str) -> object:
    """The value as JSON, or the refusal; anything else raised is a failure."""
    tank = feel.Tank()
    try:
        result = feel.to_json(feel.parse(text).evaluate(FACTS, now=NOW, tank=tank))
    except feel.Refused as refused:
        return refused
    assert 0 <= tank.left <= FUEL
    return result


@pytest.mark.parametrize(
    "text",
    [
        "(" * 3_000,
        "-" * 1_000 + "1",
        "not(" * 500 + "true" + ")" * 500,
        "[" * 200 + "]" * 200,
        "if true then " * 500 + "1",
        "a" * 5_000,
        " and ".join(["true"] * 2_000),
        "x" + ".y" * 1_000,
        "x" + "[1]" * 1_000,
        "for i in 1..1000000000 return i",
        "for a in xs, b in xs, c in xs return a",
        "some a in xs, b in xs, c in xs satisfies a + b + c < 0",
        "for a in xs return concatenate(xs, xs)",
        "for a in xs return s + s",
        "string join(for i in xs return s)",
        "for i in 1..500 return string(xs)",
        "for i in 1..500 return [partial]",
        "for i in 1..500 return [partial[-1]]",
        "for i in 1..500 return partial",
        "{" + ", ".join(f"a{at}: [a{at - 1}, a{at - 1}]" for at in range(1, 30)) + "}",
        "distinct values(for a in xs, b in xs return a * b)",
        "rows[rows[rows[n = 3].n = 2].n = 1]",
    ],
)
def test_what_takes_too_much_is_refused(text: str) -> None:
    assert isinstance(outcome(text), feel.Refused)


@pytest.mark.parametrize(
    "text",
    [
        'matches(s, "(a*)*b")',
        'matches(s, "([ab]{0,9}a?){9}c")',
        'matches(s, "(a|b)*a(a|b){12}c")',
        'matches(s, "((a{0,30}){0,30})b")',
        'matches("a", "(x{1000}){1000}")',
        'matches("a", "\\w{400}")',
        'for i in xs return matches("a", "\\w{7}" + string(i))',
        'for i in xs return matches("a", "\\w{400}" + string(i))',
        'matches("a", string join(for i in xs return "("))',
        'replace(s, ".*b|a", "xx")',
        'replace(s, "a", s)',
        'replace(replace(s, "a", "aa"), "a", "aaaaaaaa")',
        'count(split(s, "a"))',
        "sort(for i in xs return -i, function(x, y) x < y)",
        "sort(xs, function(x, y) count(xs[item > x]) > 1)",
    ],
)
def test_patterns_and_orders_take_little_time_whatever_they_say(text: str) -> None:
    outcome('matches("a", "a")')  # What matches patterns is loaded once.
    with taken() as work:
        outcome(text)
    assert work.seconds < MOST_SECONDS


def test_planted_a_pattern_that_nobody_pays_for_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(functions_patterns, "STEP", 10**9)
    with taken() as work:
        outcome('matches(s, "((a{0,30}){0,30})b")')
    assert work.seconds > MOST_SECONDS


@pytest.mark.parametrize(
    "text",
    [
        "10 ** 6000 ** 6000",
        "9 ** 9 ** 9 ** 9",
        "exp(10 ** 20)",
        "(10 ** 6000) * (10 ** 6000)",
        "1.0000001 ** (10 ** 30)",
        '@"P999999999D" + @"P999999999D"',
        '@"9999-12-31" + @"P1D"',
        '@"2026-03-04" + @"P120000M"',
        "substring(s, 1, 10 ** 30)",
        "decimal(1, 10 ** 30)",
    ],
)
def test_what_is_out_of_bounds_is_null_or_a_value(text: str) -> None:
    assert not isinstance(outcome(text), feel.OutOfFuel)


@pytest.mark.parametrize(
    "text",
    [
        "s.__class__",
        "rows.__class__.__mro__",
        "rows[1].__dict__",
        'get value(rows[1], "__class__")',
        "today().__class__",
        "rows.append",
        "s.format",
        "__builtins__",
        "item.__class__",
    ],
)
def test_no_python_is_within_reach(text: str) -> None:
    found = outcome(text)
    assert found is None or (isinstance(found, list) and set(found) <= {None})


def test_the_grammar_is_built_once_and_trees_are_kept() -> None:
    assert feel.parse("1 + 1") is feel.parse("1 + 1")
