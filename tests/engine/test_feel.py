"""The expression language: each construct, the rules for null, what it refuses and which facts it reads."""

from datetime import UTC, date, datetime

import pytest

from engine import feel

NOW = datetime(2026, 3, 4, 16, 5, tzinfo=UTC)
FACTS: dict[str, object] = {
    "level": "referral",
    "police_interest": "yes",
    "age": 12,
    "nothing": None,
    "received_at": datetime(2026, 3, 4, 16, 5, tzinfo=UTC),
    "born": date(2014, 2, 28),
    "strands": [
        {"id": "a", "name": "police", "status": "finished", "hold": "no"},
        {"id": "b", "name": "employer", "status": "not_opened", "hold": "hold"},
    ],
    "engagements": [{"id": "e1", "tell": "yes", "pupils": 30}, {"id": "e2", "tell": "no", "pupils": 4}],
    "adult": {"name": "Sam Poole", "roles": ["teacher", "scout leader"]},
}


def value(text: str, **facts: object) -> object:
    return feel.to_json(feel.parse(text).evaluate({**FACTS, **facts}, now=NOW))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # casework
        ('level = "referral" and police_interest = "yes"', True),
        ('every s in strands satisfies s.status in ["finished", "not_opened"]', True),
        ('not(some s in strands satisfies s.hold = "hold")', False),
        ('level = "referral" and some s in strands satisfies s.hold = "hold"', True),
        ('level = "advice" or every s in strands satisfies s.hold = "hold" or s.hold = "no"', True),
        ('level = "advice" and some s in strands satisfies s.hold = "none" or true', False),
        ('age < 10 or age > 11 and if police_interest = "yes" then true else false', True),
        ('engagements[tell = "yes"].id', ["e1"]),
        ('"police" in strands.name', True),
        ("age in [10..17]", True),
        # literals
        ("1.50", 1.5),
        (".5", 0.5),
        ("-3", -3),
        ('"a\\"b\\u00e9\\n"', 'a"bé\n'),
        ("true", True),
        ("null", None),
        ("[]", []),
        ("[1, [2]]", [1, [2]]),
        ('{a: 1, "b c": a + 1}', {"a": 1, "b c": 2}),
        ("{a: 1, a: 2}", None),
        ("1 // one", 1),
        ("1 /* one */ + 1", 2),
        ('@"2026-03-04"', "2026-03-04"),
        ('@"2026-03-04T16:05:00"', "2026-03-04T16:05:00"),
        ('@"16:05:00Z"', "16:05:00Z"),
        ('@"P1DT2H"', "P1DT2H"),
        ('@"P14M"', "P1Y2M"),
        ('@"tomorrow"', None),
        # arithmetic
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("2 ** 3", 8),
        ("-2 ** 2", 4),
        ("10 / 4", 2.5),
        ("1 / 0", None),
        ("10 ** 299 / 10 ** 299", 1),
        ("10 ** 400", "1E+400"),
        ("0.1 + 0.2 = 0.3", True),
        ('"a" + "b"', "ab"),
        ('"a" + 1', None),
        ("nothing + 1", None),
        # dates
        ('date("2026-03-04") + duration("P3D")', "2026-03-07"),
        ('date("2026-01-31") + duration("P1M")', "2026-02-28"),
        ('date("2026-03-04") - date("2026-03-01")', "P3D"),
        ('date and time("2026-03-04T16:00:00") + duration("PT90M")', "2026-03-04T17:30:00"),
        ('time("23:00:00") + duration("PT2H")', "01:00:00"),
        ('duration("P1D") * 3', "P3D"),
        ('duration("P1D") / duration("PT1H")', 24),
        ('received_at < @"2026-03-04T17:00:00"', True),
        ("received_at.hour", 16),
        ("today()", "2026-03-04"),
        ("now()", "2026-03-04T16:05:00Z"),
        ("today() > born", True),
        ("years and months duration(born, today()).years", 12),
        ("day of week(today())", "Wednesday"),
        ("month of year(today())", "March"),
        ("date(2026, 3, 4)", "2026-03-04"),
        ('date("2026-02-30")', None),
        ("date(received_at)", "2026-03-04"),
        # comparison and three-valued logic
        ('1 = "1"', None),
        ("null = null", True),
        ("1 = null", False),
        ("1 < null", None),
        ("[1, 2] = [1, 2]", True),
        ("{a: 1} != {a: 2}", True),
        ("true and nothing", None),
        ("false and nothing", False),
        ("true or nothing", True),
        ("false or nothing", None),
        ("not(nothing)", None),
        ("if nothing then 1 else 2", 2),
        ("if age > 10 then 1 else 2", 1),
        ("5 between 1 and 5", True),
        ("5 between 6 and null", False),
        # in
        ("5 in (1..5)", False),
        ("5 in ]4..5]", True),
        ("5 in [1..5[", False),
        ("5 in (< 3, > 4)", True),
        ("5 in < 3", False),
        ("5 in (1, 5)", True),
        ("5 in [[1..3], 5]", True),
        ("nothing in [1..5]", None),
        # paths and filters
        ("adult.name", "Sam Poole"),
        ("adult.age", None),
        ("nothing.name", None),
        ("unknown.name", None),
        ("strands[1].name", "police"),
        ("strands[-1].name", "employer"),
        ("strands[3]", None),
        ("[1, 2, 3][item > 1]", [2, 3]),
        ('strands[item.hold = "hold"].id', ["b"]),
        ("7[1]", 7),
        ("nothing[id = 1]", []),
        ("[1..5].end", 5),
        # loops
        ("for i in 1..3 return i * i", [1, 4, 9]),
        ("for i in 3..1 return i", [3, 2, 1]),
        ("for i in 1..2, j in [10, 20] return i + j", [11, 21, 12, 22]),
        ("for i in 1..4 return if i < 3 then 1 else partial[-1] + partial[-2]", [1, 1, 2, 3]),
        ("some i in [1, 2] satisfies i > 1", True),
        ("every i in [] satisfies false", True),
        ("some i in [1, null] satisfies i > 1", None),
        ("for i in nothing return i", None),
        # functions
        ('string length("añb")', 3),
        ('upper case("a")', "A"),
        ('substring("ladoflow", 5)', "flow"),
        ('substring("ladoflow", -4, 2)', "fl"),
        ('substring before("a-b", "-")', "a"),
        ('contains("ladoflow", "flow")', True),
        ('string join(["a", null, "b"], ", ")', "a, b"),
        ('number("1 000,5", " ", ",")', 1000.5),
        ("string(1.50)", "1.5"),
        ('string([1, "a", null])', '[1, "a", null]'),
        ("list contains([1, null], null)", True),
        ("list contains(element: 1, list: [1])", True),
        ("count(strands)", 2),
        ("sum(engagements.pupils)", 34),
        ("min(3, 1, 2)", 1),
        ("max([])", None),
        ("mean([1, 2])", 1.5),
        ("append([1], 2, 3)", [1, 2, 3]),
        ("concatenate([1], [2])", [1, 2]),
        ("distinct values([1, 2, 1])", [1, 2]),
        ("flatten([1, [2, [3]]])", [1, 2, 3]),
        ("index of([1, 2, 1], 1)", [1, 3]),
        ("union([1, 2], [2, 3])", [1, 2, 3]),
        ("all([true, null])", None),
        ("any([true, null])", True),
        ("decimal(2.555, 2)", 2.56),
        ("floor(-1.5)", -2),
        ("modulo(-12, 5)", 3),
        ("odd(3)", True),
        ("is defined(nothing)", False),
        ('get value(adult, "name")', "Sam Poole"),
        ("overlaps([1..5], [5..8])", True),
        ("before(1, 2)", True),
        ('5 in range("[1..5)")', False),
        ('range("(-1..@\\"P1D\\"]")', None),
        ('range("[date(\\"2026-01-01\\")..@\\"2026-12-31\\"]").end', "2026-12-31"),
        ('range("[5..1]")', None),
        ('range("[age..99]")', None),
        ('range("1 +")', None),
        ("string length(1)", None),
        ("string length()", None),
    ],
)
def test_it_evaluates(text: str, expected: object) -> None:
    assert value(text) == expected
    assert type(value(text)) is type(expected)


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("-", None, True),
        ("< 5", 3, True),
        ("[1..3]", 3, True),
        ('"a", "b"', "b", True),
        ('not("a", "b")', "b", False),
        ('not("a")', "b", True),
        ("string length(?) > 2", "abc", True),
        ("null", None, True),
        ("< 5", None, None),
        ("true", True, True),
        ("age", 12, True),
        ("level", "referral", True),
    ],
)
def test_unary_tests(text: str, given: object, expected: object) -> None:
    assert feel.parse_unary(text).evaluate(FACTS, now=NOW, value=feel.from_json(given)) is expected


def test_our_functions_are_the_callers() -> None:
    """`working days` and `clock` get dates, and answer what the caller says."""
    asked = []

    def clock(code: object, start: object) -> object:
        asked.append((code, start))
        return date(2026, 3, 11)

    found = feel.parse('clock("T04", received_at)').evaluate(FACTS, now=NOW, functions={"clock": clock})
    assert found == date(2026, 3, 11)
    assert asked == [("T04", NOW)]


def test_a_mistake_over_values_is_null_and_a_warning() -> None:
    said: list[str] = []
    assert feel.parse('"a" < 1').evaluate({}, now=NOW, warn=said.append) is None
    assert said == ["`<` does not compare text with number"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no expression"),
        ("1 +", "ends too early"),
        ("adult name", "names have no spaces; write `adult_name`"),
        ("function(x) x", "functions as values"),
        ("x instance of number", "instance of"),
        ("foo(1)", "no function `foo`"),
        ("sort(a, before)", "functions as values"),
        ("count(function(x, y) x < y)", "count() takes none, only `sort` does"),
        ("[function(x, y) x < y]", "only `sort` takes one"),
        ("string_length(1)", "did you mean `string length`"),
        ("a == b", "write `=`"),
        ("a && b", "write `and`"),
        ("'a'", "double quotes"),
        ("“a”", "straight double quotes"),
        ('"a', "not closed"),
        ("(1, 2)", "write a list"),
        ('date("12026-01-01")', "outside 1 to 9999"),
        ("a.b(1)", "only the functions of docs/feel.md"),
        ("1 + if a then 1 else 2", "`if` at character 5 has no end of its own: put it into brackets"),
        ("1; 2", "one expression only"),
        ('__import__("os")', "no function `__import__`"),
    ],
)
def test_it_refuses_by_name_in_one_line(text: str, words: str) -> None:
    with pytest.raises(feel.Refused) as refused:
        feel.parse(text)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_refusal_names_the_place() -> None:
    with pytest.raises(feel.Refused, match="at character 5"):
        feel.parse("a = = b")
    with pytest.raises(feel.Refused, match="at line 2, character 1"):
        feel.parse("a and\n= b")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("level", {"level"}),
        ('every s in strands satisfies s.status = "open"', {"strands", "strands.status"}),
        ('engagements[tell = "yes"]', {"engagements", "engagements.tell"}),
        ('engagements[tell = "yes"].employer', {"engagements", "engagements.tell", "engagements.employer"}),
        ("for x in [1, 2] return x + age", {"age"}),
        ("adult.name", {"adult", "adult.name"}),
        ("{a: 1, b: a}", set()),
        ('clock("T04", received_at)', {"received_at"}),
        ("engagements[strand = null and strand.status = level.x]",
         {"engagements", "engagements.strand", "strand", "strand.status", "level", "level.x", "engagements.level"}),
    ],
)  # fmt: skip
def test_it_says_which_facts_it_reads(text: str, names: set[str]) -> None:
    found = feel.parse(text).names
    assert found <= names
    assert {name for name in names if name.count(".") <= 1 and name in found} == set(found)


def test_json_and_back() -> None:
    facts = feel.from_json({"a": [1, 2.5, "x", None, True]})
    assert feel.to_json(facts) == {"a": [1, 2.5, "x", None, True]}


def test_facts_from_outside_that_are_too_deep_are_refused_and_halves_of_characters_replaced() -> None:
    deep: object = 1
    for _ in range(900):
        deep = {"a": deep}
    with pytest.raises(feel.Refused, match="nested more than 100 deep"):
        feel.from_json(deep)
    assert feel.from_json({"\ud83d": ["\ude00", "\ud83d\ude00"]}) == {"�": ["�", "😀"]}
