"""Each function of the guide, once for what it is there for and once at its edge."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from engine import feel
from engine.feel.signatures import OURS, SIGNATURES
from tests.engine import test_feel

NOW = datetime(2026, 3, 4, 16, 5, tzinfo=UTC)
CASES = [
    # texts
    ('lower case("ÉA")', "éa"),
    ('starts with("referral", "ref")', True),
    ('starts with("referral", null)', None),
    ('ends with("referral", "al")', True),
    ('substring after("a-b-c", "-")', "b-c"),
    ('substring after("abc", "x")', ""),
    ('substring after("abc", "")', "abc"),
    ('trim("  a b ")', "a b"),
    ('number("1,000", ",", ".")', 1000),
    ('number("1,000", ",", ",")', None),
    ('substring("abc", 0)', None),
    # lists
    ("median([3, 1, 2])", 2),
    ("median(4, 1)", 2.5),
    ("median([])", None),
    ("mode([1, 2, 2, 3, 3])", [2, 3]),
    ("mode([])", []),
    ("stddev(2, 4, 7, 5)", 2.081665999466132735282297706979931),
    ("stddev([1])", None),
    ("product([2, 3, 4])", 24),
    ("sublist([1, 2, 3], 2)", [2, 3]),
    ("sublist([1, 2, 3], -2, 1)", [2]),
    ("sublist([1], 3)", None),
    ("insert before([1, 3], 2, 2)", [1, 2, 3]),
    ("insert before([1], 5, 2)", None),
    ("remove([1, 2, 3], -1)", [1, 2]),
    ("list replace([1, 2, 3], 2, null)", [1, None, 3]),
    ("reverse([1, 2])", [2, 1]),
    ("duplicate values([1, 2, 1, 1])", [1]),
    ("partition([1, 2, 3], 2)", [[1, 2], [3]]),
    ("partition([1], 0)", None),
    # numbers
    ("ceiling(-1.5)", -1),
    ("ceiling(1.21, 1)", 1.3),
    ("round(2.5)", 2),
    ("round up(5.51, 1)", 5.6),
    ("round up(-5.5, 0)", -6),
    ("round down(5.59, 1)", 5.5),
    ("round half up(5.5, 0)", 6),
    ("round half up(-5.5, 0)", -6),
    ("round half down(5.5, 0)", 5),
    ("round half down(5.51, 0)", 6),
    ("abs(-3)", 3),
    ('abs(@"-P1D")', "P1D"),
    ("sqrt(16)", 4),
    ("sqrt(-1)", None),
    ("decimal(exp(1), 3)", 2.718),
    ("decimal(log(10), 3)", 2.303),
    ("log(0)", None),
    ("even(2)", True),
    ("even(-3)", False),
    # dates
    ('day of year(@"2026-03-04")', 63),
    ('week of year(@"2026-01-01")', 1),
    # contexts
    ("get entries({a: 1})", [{"key": "a", "value": 1}]),
    ('context([{key: "a", value: 1}])', {"a": 1}),
    ('context([{key: "a", value: 1}, {key: "a", value: 2}])', None),
    ('context put({a: 1}, "b", 2)', {"a": 1, "b": 2}),
    ('context put({a: {b: 1}}, ["a", "b"], 2)', {"a": {"b": 2}}),
    ("context merge([{a: 1}, {a: 2, b: 3}])", {"a": 2, "b": 3}),
    # ranges
    ("after(5, [1..5))", True),
    ("after(5, [1..5])", False),
    ("meets([1..5], [5..9])", True),
    ("meets([1..5), [5..9])", False),
    ("met by([5..9], [1..5])", True),
    ("overlaps before([1..5], [4..9])", True),
    ("overlaps after([4..9], [1..5])", True),
    ("overlaps after([1..5], [4..9])", False),
    ("finishes(9, [4..9])", True),
    ("finishes([5..9], [4..9])", True),
    ("finished by([4..9], 9)", True),
    ("includes([4..9], 9)", True),
    ("includes([4..9), 9)", False),
    ("during([5..6], [4..9])", True),
    ("during(10, [4..9])", False),
    ("starts(4, [4..9])", True),
    ("started by([4..9], [4..5])", True),
    ("coincides([4..9], [4..9])", True),
    ("coincides(4, 5)", False),
    # orders
    ("sort([3, 1, 2], function(x, y) x < y)", [1, 2, 3]),
    ("sort(list: [1, 2, 3], precedes: function(x, y) x > y)", [3, 2, 1]),
    ("sort([{a: 2, b: 1}, {a: 1, b: 2}, {a: 2, b: 0}], function(one, other) one.a < other.a).b", [2, 1, 0]),
    ("sort([1, 2], function(x: number, y: number) null)", None),
    ("sort([1, 2], function(x) true)", None),
    ("sort(null, function(x, y) x < y)", None),
    ("sort([], function(x, y) x < y)", []),
    # patterns
    ('matches("M-2041", "^M-[0-9]{4}$")', True),
    ('matches("foobar", "^fo*b")', True),
    ('matches("McArdle", "^mc", "i")', True),
    ('matches("a\nb", "a.b")', False),
    ('matches("a\nb", "a.b", "s")', True),
    ('matches("a\nb", "^b$")', False),
    ('matches("a\nb", "^b$", "m")', True),
    ('matches("helloworld", "hello world", "x")', True),
    ('matches("hello world", "hello[ ]world", "x")', True),
    ('matches("hello world", "hello\\ sworld", "x")', True),
    ('matches("٣", "^\\d$")', True),
    ('matches("é_", "^\\w$")', False),
    ('matches("a", "\\p{Lu}", "i")', True),
    ('matches("a", "b", "g")', None),
    ('matches("a", "(")', None),
    ('matches("aa", "(a)\\1")', None),
    ('matches("ab", "a(?=b)")', None),
    ('matches("a", "\\b")', None),
    ('matches("a", "\\p{IsBasicLatin}")', None),
    ('matches(null, "a")', None),
    ('replace("01632 960 123", "[^0-9]", "")', "01632960123"),
    ('replace("abracadabra", "a(.)", "a$1$1")', "abbraccaddabbra"),
    ('replace("ab", "(a)(x)?", "[$2$1$0]")', "[aa]b"),
    ('replace("abc", "(b)", "$12")', "ab2c"),
    ('replace("abc", "b", "$1")', "ac"),
    ('replace("abc", "b", "\\\\$\\\\\\\\")', "a$\\c"),
    ('replace("abc", "b", "$")', None),
    ('replace("abc", "x*", "-")', None),
    ('replace("Łódź", "[łŁ]", "L")', "Lódź"),
    ('split("John Doe", "\\s")', ["John", "Doe"]),
    ('split("a;b;c;;", ";")', ["a", "b", "c", "", ""]),
    ('split("", ";")', [""]),
    ('split("abc", "")', None),
    # the first and the last day of the calendar, in zones that know a day before and after
    ('date and time("9999-12-31T23:59:59-14:00") > date and time("9999-12-31T23:59:59Z")', True),
    ('date and time("0001-01-01T00:00:00+14:00") < date and time("0001-01-01T00:00:00Z")', True),
    ('date and time("0001-01-01T00:00:00+14:00") = date and time("0001-01-01T00:00:00+14:00")', True),
    # others
    ('is(@"10:00:00Z", @"10:00:00+00:00")', True),
    ('is(@"10:00:00Z", @"10:00:00")', False),
    ("is(1, 1.0)", True),
    ('is(1, "1")', False),
    ('working days(@"2026-03-02", @"2026-03-04")', 2),
    ('working days("2026-03-02", @"2026-03-04")', None),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_it_gives(text: str, expected: object) -> None:
    functions = {"working days": lambda start, end: (end - start).days}
    found = feel.to_json(feel.parse(text).evaluate({}, now=NOW, functions=functions))
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize("name", sorted(SIGNATURES))
def test_every_function_has_a_case(name: str) -> None:
    written = "".join(text for text, _ in CASES) + Path(test_feel.__file__).read_text(encoding="utf-8")
    assert f"{name}(" in written, f"write a case for {name}()"


@pytest.mark.parametrize("name", OURS)
def test_what_only_a_case_knows_is_null_without_one(name: str) -> None:
    said: list[str] = []
    day = date(2026, 3, 4)
    start = '"T04"' if name == "clock" else "day"
    assert feel.parse(f"{name}({start}, day)").evaluate({"day": day}, now=NOW, warn=said.append) is None
    assert said == [f"{name}() cannot be asked here"]
