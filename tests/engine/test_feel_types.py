"""Kinds that do not fit together are found before anything is evaluated, and said in words."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine import feel
from engine.diagrams import check
from engine.feel import types
from engine.feel.types import UNKNOWN, Type, listed, plain
from engine.feel.values import kind, taken
from tests.engine.feel_grammar import FACTS, Writer

NOW = datetime(2026, 3, 4, 16, 5, tzinfo=UTC)
KNOWN = {
    "level": plain("text"),
    "age": plain("number"),
    "born": plain("date"),
    "received_at": plain("date and time"),
    "closed": plain("yes/no"),
    "bodies": listed(plain("text")),
    "strands": listed(plain("context")),
    "adult": plain("context"),
    "status": plain("text"),
    "met_on": plain("date", "date and time"),
}


def clashes(text: str, *, unary: bool = False, asked: Type = UNKNOWN) -> list[str]:
    tree = (feel.parse_unary if unary else feel.parse)(text).tree
    return types.of(tree, lambda name: KNOWN.get(name, UNKNOWN), asked=asked)[1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('born = "2026-03-04"', 'compares "born", which is a date, with "2026-03-04", which is a text or code'),
        ("age = level", 'compares "age", which is a number, with "level", which is a text or code'),
        ("born < received_at", "Write date(...) around the date and time"),
        ('closed = "yes"', "only a box to tick is true or false"),
        ('bodies = "ofsted"', 'Ask with "in" whether it is in the list'),
        ("closed < true", "has no order"),
        ('age in ["a", "b"]', 'with "a", which is a text or code'),
        ("level in [1..5]", "compares"),
        ("age in (< 5, level)", 'with "level"'),
        ("born between 1 and 5", "a number"),
        ("1 in bodies", "a text or code"),
        ('level + " days" + age', "have no sum"),
        ("born + age", "but a date and a number have no sum"),
        ("born * 2", "have no product"),
        ("-level", "puts a minus before"),
        ("not(level)", 'takes "level", which is a text or code, for yes or no. Compare it with an answer'),
        ('level and age = 1', "for yes or no"),
        ("if level then 1 else 2", "for yes or no"),
        ("some s in strands satisfies s.status", "for yes or no"),
        ('some s in strands satisfies s.status = 5', 'compares "status"'),
        ("strands[status = 5]", 'compares "status"'),
        ("strands.status = \"open\"", 'Ask with "in"'),
        ("age.year", 'asks for "year" of "age", which is a number'),
        ("received_at.years", "which is a date and time"),
        ("string length(age)", "gives string length() \"age\", which is a number, where it takes a text or code"),
        ("years and months duration(level, born)", "where it takes a date or a date and time"),
        ('day of week("Monday")', "where it takes a date or a date and time"),
        ("(if closed then age else 3) = level", "which is a number"),
        ("count(strands) = \"2\"", 'compares count(), which is a number, with "2"'),
        ("for b in bodies return b + 1", "have no sum"),
        ("(born - born) > 5", "which is a duration"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(text: str, words: str) -> None:
    assert any(words in wrong for wrong in clashes(text)), clashes(text)


@pytest.mark.parametrize(
    "text",
    [
        'level = "referral" and age < 18 and not(closed)',
        "level = null or born != null",
        "date(received_at) >= born",
        "met_on > born",
        "born - born = @\"P1D\"",
        'received_at + @"P1D" > now()',
        "strands[1].status = \"open\"",
        'strands[status = "open"].status = ["open"]',
        '"ofsted" in bodies',
        "age in [10..17]",
        "age in (< 5, > 10)",
        "some s in strands satisfies s.status in [\"open\", \"finished\"]",
        "unknown = 5 or unknown = \"a\"",
        "(if closed then 5 else \"five\") = age",
        "string length(strands[1].status) > 3",
        "max(age, 5) = 5",
        "received_at.weekday = 1",
        "adult.anything = 3",
        "lower case(strands[status = \"open\"].status) = \"open\"",
    ],
)  # fmt: skip
def test_what_fits_is_left_alone(text: str) -> None:
    assert clashes(text) == []


def test_the_tests_of_a_column_are_held_against_what_it_asks() -> None:
    assert clashes('"a", "b"', unary=True, asked=plain("text")) == []
    assert clashes("[1..5], null", unary=True, asked=plain("number")) == []
    (wrong,) = clashes("< 5", unary=True, asked=plain("date"))
    assert wrong.startswith("compares this column, which is a date, with 5, which is a number")


def test_what_is_foretold_comes_true() -> None:
    """Of 3,000 generated expressions each value is of a kind that was foretold."""
    writer, foretold = Writer(7, wrong=0.02), 0
    known = {name: _as_type(value) for name, value in FACTS.items()}
    for _ in range(3_000):
        text = writer.expression(deep=writer.random.choice([1, 2, 3]))
        expression = feel.parse(text)
        found, wrong = types.of(expression.tree, lambda name: known.get(name, UNKNOWN))
        value = expression.evaluate(FACTS, now=NOW)
        foretold += bool(found.sure) and value is not None
        assert value is None or not found.sure or wrong or kind(taken(value)) in found.sure, (text, found, value)
    assert foretold > 1_500


def _as_type(value: object) -> Type:
    if isinstance(value, list):
        kinds = {kind(taken(one)) for one in value}
        return listed(plain(*kinds))
    return UNKNOWN if value is None else plain(kind(taken(value)))


ROOT = Path(__file__).parents[2]


def _shipped() -> dict[str, bytes]:
    places = [path for folder in ("processes", "forms") for path in (ROOT / folder).rglob("*") if path.is_file()]
    return {str(path.relative_to(ROOT)): path.read_bytes() for path in places}


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('camunda:dueDate="missing_due"', 'camunda:dueDate="decision"', "a text or code, where a date or a date"),
        (">closure_agreed = \"yes\"<", ">closure_agreed = true<", "which is true or false"),
        ('>strand.dbs_duty = "must"', '>strand.dbs_duty = "musst"', 'which is none of its answers: not, not_yet'),
        ('>strand.dbs_duty = "must"', ">strand.dbs_duty = 1", 'with 1, which is a number'),
        (">closed or meeting_on != null<", ">closed or meeting_on = &quot;soon&quot;<", 'Write a date as'),
    ],
)  # fmt: skip
def test_the_check_says_it_of_the_step(before: str, after: str, words: str) -> None:
    files = _shipped()
    place = next(name for name, data in files.items() if before.encode() in data)
    files[place] = files[place].replace(before.encode(), after.encode())
    said = [problem.message for problem in check.problems(files, whole=True)]
    assert any(words in message for message in said), said
