"""Decision tables: each hit policy, what typed inputs become, what rests on what, overlaps, gaps and refusals."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from engine import decisions, feel
from engine.diagrams import check
from engine.errors import Refused

NOW = datetime(2026, 3, 4, 16, 5, tzinfo=UTC)
DMN13 = "https://www.omg.org/spec/DMN/20191111/MODEL/"
VERSIONS = (
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "http://www.omg.org/spec/DMN/20180521/MODEL/",
    DMN13,
    "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
)


def a_file(*parts: str, namespace: str = DMN13) -> bytes:
    return f'<definitions xmlns="{namespace}" id="d" name="d" namespace="x">{"".join(parts)}</definitions>'.encode()


def a_table(
    rows: list[tuple[list[str], list[str]]],
    *,
    inputs: tuple[tuple[str, str], ...] = (("level", "string"),),
    outputs: tuple[str, ...] = ("result",),
    attributes: str = "",
    values: str = "",
    requires: str = "",
    name: str = "duty",
) -> str:
    asked = "".join(
        f'<input label="{fact}"><inputExpression typeRef="{kind}"><text>{fact}</text></inputExpression></input>'
        for fact, kind in inputs
    )
    given = "".join(f'<output name="{output}">{values}</output>' for output in outputs)
    rules = "".join(
        "<rule>"
        + "".join(f"<inputEntry><text><![CDATA[{test}]]></text></inputEntry>" for test in tests)
        + "".join(f"<outputEntry><text><![CDATA[{cell}]]></text></outputEntry>" for cell in cells)
        + "</rule>"
        for tests, cells in rows
    )
    return (
        f'<decision id="{name}" name="{name}">{requires}<decisionTable {attributes}>{asked}{given}{rules}'
        "</decisionTable></decision>"
    )


def read(*parts: str, namespace: str = DMN13) -> dict[str, decisions.Decision]:
    return decisions.read(etree.fromstring(a_file(*parts, namespace=namespace)))


def decide(table: str, **facts: object) -> tuple[object, list[int]]:
    outcome = next(iter(read(table).values())).decide(facts, now=NOW)
    return feel.to_json(outcome.result), outcome.rows


THREE = [(['"a"'], ["1"]), (['"a", "b"'], ["2"]), (["-"], ["3"])]


@pytest.mark.parametrize(
    ("attributes", "level", "expected"),
    [
        ('hitPolicy="FIRST"', "a", (1, [1])),
        ('hitPolicy="FIRST"', "b", (2, [2])),
        ('hitPolicy="RULE ORDER"', "a", ([1, 2, 3], [1, 2, 3])),
        ('hitPolicy="COLLECT"', "b", ([2, 3], [2, 3])),
        ('hitPolicy="COLLECT" aggregation="SUM"', "a", (6, [1, 2, 3])),
        ('hitPolicy="COLLECT" aggregation="MIN"', "b", (2, [2, 3])),
        ('hitPolicy="COLLECT" aggregation="MAX"', "a", (3, [1, 2, 3])),
        ('hitPolicy="COLLECT" aggregation="COUNT"', "b", (2, [2, 3])),
        ("", "c", (3, [3])),
    ],
)
def test_hit_policies(attributes: str, level: str, expected: object) -> None:
    assert decide(a_table(THREE, attributes=attributes), level=level) == expected


def test_rows_that_meet_under_unique_are_an_error() -> None:
    with pytest.raises(decisions.NoUniqueRow, match="Rows 1, 2 and 3 of the table `duty`"):
        decide(a_table(THREE), level="a")


def test_any_takes_equal_results_only() -> None:
    same = [(['"a"'], ["1"]), (["-"], ["1"])]
    assert decide(a_table(same, attributes='hitPolicy="ANY"'), level="a") == (1, [1, 2])
    with pytest.raises(decisions.NoUniqueRow, match="different results"):
        decide(a_table(THREE, attributes='hitPolicy="ANY"'), level="a")


def test_priority_and_output_order_follow_the_output_values() -> None:
    rows = [(["-"], ['"low"']), (["-"], ['"high"'])]
    values = '<outputValues><text>"high", "low"</text></outputValues>'
    assert decide(a_table(rows, attributes='hitPolicy="PRIORITY"', values=values), level="a") == ("high", [2])
    found = decide(a_table(rows, attributes='hitPolicy="OUTPUT ORDER"', values=values), level="a")
    assert found == (["high", "low"], [2, 1])


def test_no_row_is_null_and_several_outputs_are_a_context() -> None:
    rows = [(['"a"'], ['"must"', "1"])]
    assert decide(a_table(rows, outputs=("duty", "days")), level="a") == ({"duty": "must", "days": 1}, [1])
    assert decide(a_table(rows, outputs=("duty", "days")), level="b") == (None, [])


def test_a_default_stands_in_for_no_row() -> None:
    default = '<defaultOutputEntry><text>"not"</text></defaultOutputEntry>'
    assert decide(a_table([(['"a"'], ['"must"'])], values=default), level="b") == ("not", [])


def test_the_outcome_keeps_the_inputs_it_saw() -> None:
    outcome = read(a_table(THREE, attributes='hitPolicy="FIRST"'))["duty"].decide({"level": "b"}, now=NOW)
    assert outcome.inputs == {"level": "b"}


@pytest.mark.parametrize("namespace", VERSIONS)
def test_every_version_is_read(namespace: str) -> None:
    assert list(read(a_table(THREE), namespace=namespace)) == ["duty"]


def a_box(kind: str, **parts: str) -> str:
    """A box whose parts are expressions; `_` before a name stands for a word of Python's."""
    inner = "".join(f"<{name.strip('_')}>{says(text)}</{name.strip('_')}>" for name, text in parts.items())
    return f'<decision id="d" name="d"><{kind} iteratorVariable="x">{inner}</{kind}></decision>'


def says(text: str) -> str:
    return f"<literalExpression><text><![CDATA[{text}]]></text></literalExpression>"


BOXES = [
    (f"<list>{says('1 + 1')}{says('level')}{says('')}</list>", [2, "b", None]),
    (f"<list><list>{says('1')}</list><list/></list>", [[1], []]),
    (
        f'<relation><column name="duty"/><column name="days"/><row>{says("level")}{says("7")}</row></relation>',
        [{"duty": "b", "days": 7}],
    ),
]


@pytest.mark.parametrize(("box", "expected"), BOXES)
def test_boxed_lists_and_relations(box: str, expected: object) -> None:
    assert decide(f'<decision id="d" name="d">{box}</decision>', level="b") == (expected, [])


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        (a_box("conditional", _if='level = "b"', then="1", _else="2"), 1),
        (a_box("conditional", _if="null", then="1", _else="2"), 2),
        (a_box("conditional", _if="level", then="1", _else="2"), None),
        (a_box("filter", _in="[1, 2]", match='if item = 1 then true else "no"'), None),
        (a_box("filter", _in="[1, 2]", match="item > 1"), [2]),
        (a_box("filter", _in="[1, 2, 3]", match="item > 1"), [2, 3]),
        (a_box("for", _in="[1, 2]", _return="x + count(partial)"), [1, 3]),
        (a_box("some", _in="[1, 2]", satisfies="x > 1"), True),
        (a_box("every", _in="[1, 2]", satisfies="x > 1"), False),
    ],
)
def test_boxed_conditionals_filters_and_loops(box: str, expected: object) -> None:
    assert decide(box, level="b") == (expected, [])


def test_a_result_has_every_entry_of_its_type() -> None:
    """A context that lacks an entry of its type is null, with a warning."""
    types = """<itemDefinition name="t"><itemComponent name="duty"><typeRef>string</typeRef></itemComponent>
        <itemComponent name="days"><typeRef>number</typeRef></itemComponent></itemDefinition>"""
    for text, expected in (('{duty: "must", days: 1}', {"duty": "must", "days": 1}), ('{duty: "must"}', None)):
        decision = f'<decision id="d" name="d"><variable name="d" typeRef="t"/>{says(text)}</decision>'
        assert feel.to_json(read(types, decision)["d"].decide({}, now=NOW).result) == expected


def test_decisions_rest_on_decisions() -> None:
    needs = '<informationRequirement><requiredDecision href="#duty"/></informationRequirement>'
    letter = f"""<decision id="letter" name="The letter">{needs}<context>
        <contextEntry><variable name="days"/><literalExpression><text>duty * 2</text></literalExpression></contextEntry>
        <contextEntry><literalExpression><text>days + 1</text></literalExpression></contextEntry>
    </context></decision>"""
    found = read(a_table(THREE, attributes='hitPolicy="FIRST"'), letter)
    assert feel.to_json(found["letter"].decide({"level": "b"}, now=NOW).result) == 5


def test_texts_of_typed_inputs_become_dates() -> None:
    rows = [(['< date("2026-01-01")'], ['"old"']), (["-"], ['"new"'])]
    table = a_table(rows, inputs=(("made_at", "date"),), attributes='hitPolicy="FIRST"')
    decision = read(table)["duty"]
    assert decision.coerce({"made_at": "2025-12-31", "other": "2025-12-31"}) == {
        "made_at": date(2025, 12, 31),
        "other": "2025-12-31",
    }
    assert decision.decide(decision.coerce({"made_at": "2025-12-31"}), now=NOW).result == "old"


def test_overlaps_name_the_rows() -> None:
    rows = [(["< 10"], ["1"]), (["[5..20]"], ["2"]), (["> 20"], ["3"])]
    table = read(a_table(rows, inputs=(("age", "number"),)))["duty"].tables()[0]
    assert table.overlaps() == [(1, 2)]
    assert table.gaps() == []


def test_a_table_that_has_no_rows_yet_is_all_gap() -> None:
    table = read(a_table([], inputs=(("age", "number"),)))["duty"].tables()[0]
    assert table.overlaps() == [] and table.gaps() == [("-",)]


def test_rows_under_any_contradict_each_other_only_with_different_results() -> None:
    rows = [(["< 10"], ["1"]), (["[5..20]"], ["1"]), (["> 15"], ["2"])]
    table = read(a_table(rows, inputs=(("age", "number"),), attributes='hitPolicy="ANY"'))["duty"].tables()[0]
    assert table.contradictions() == [(2, 3)]
    first = read(a_table(rows, inputs=(("age", "number"),), attributes='hitPolicy="FIRST"'))["duty"].tables()[0]
    assert first.contradictions() == []


def test_the_check_names_rows_and_answers() -> None:
    rows = [(["< 10"], ["1"]), (["[5..20]"], ["2"])]
    found = check.problems({"duty.dmn": a_file(a_table(rows, inputs=(("age", "number"),)))})
    said = [problem.message for problem in found]
    assert 'Rows 1 and 2 of "duty" can be true together. Change one, or the hit policy.' in said
    assert 'No row of "duty" is true for age > 20. Add a row for it, or a default.' in said


def test_gaps_say_what_no_row_takes() -> None:
    rows = [(["< 10", '"yes"'], ["1"]), (["> 10", "-"], ["2"])]
    inputs = (("age", "number"), ("tell", "string"))
    table = read(a_table(rows, inputs=inputs))["duty"].tables()[0]
    assert table.overlaps() == []
    assert table.gaps() == [("< 10", "any other"), ("10", "-")]


def test_whole_numbers_and_days_leave_no_gap_between_neighbours() -> None:
    ages = [(["<= 17"], ["1"]), ([">= 18"], ["2"])]
    assert read(a_table(ages, inputs=(("age", "integer"),)))["duty"].tables()[0].gaps() == []
    days = [(['<= date("2026-03-04")'], ["1"]), (['>= date("2026-03-05")'], ["2"])]
    assert read(a_table(days, inputs=(("day", "date"),)))["duty"].tables()[0].gaps() == []


def test_what_cannot_be_foretold_is_neither() -> None:
    rows = [(["< limit"], ["1"]), ([">= 5"], ["2"])]
    table = read(a_table(rows, inputs=(("age", "number"),)))["duty"].tables()[0]
    assert table.overlaps() == []
    assert table.gaps() == []


CIRCLE = '<informationRequirement><requiredDecision href="#duty"/></informationRequirement>'


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (a_table(THREE, attributes='hitPolicy="MOST"'), "hit policy MOST"),
        (a_table(THREE, attributes='aggregation="SUM"'), "aggregation SUM"),
        (a_table([(["1"], ["function(x) x"])]), "`duty`, row 1: The expression language has no functions as values"),
        (a_table([([], ["1"])]), "not one cell a column"),
        (a_table(THREE, requires=CIRCLE), "rests on itself"),
        (a_table(THREE, requires=CIRCLE.replace("#duty", "#gone")), "not in this file"),
        (
            a_table(
                THREE,
                requires='<knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>',
            ),
            "business knowledge model `k`",
        ),
        ('<decision id="a" name="a"/>', "has no logic"),
        ('<decision id="a" name="a"><functionDefinition/></decision>', "is a function"),
        ('<decision id="a" name="a"><list><invocation/></list></decision>', "has a invocation in a box"),
        ('<decision id="a" name="a"><conditional/></decision>', "a conditional without its `if`"),
        ('<decision id="a" name="a"><for iteratorVariable="the item"/></decision>', "write `the_item`"),
        (
            '<decision id="a" name="a"><relation><column name="x"/><row/></relation></decision>',
            "row 1 of its relation has not one cell a column",
        ),
        (
            '<decision id="a" name="a"><list><literalExpression><text>a b</text></literalExpression></list></decision>',
            "`a`",
        ),
        (f'<decision id="a" name="a">{"<list>" * 40}{"</list>" * 40}</decision>', "boxes in boxes more than 30 deep"),
        (a_table(THREE) + a_table(THREE), "one id"),
    ],
)
def test_what_is_left_out_is_refused_by_name(part: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        read(part)
    assert words in str(refused.value)


def test_the_feel_command() -> None:
    from webui.cli_feel import feel_command

    run = CliRunner()
    found = run.invoke(feel_command, ["--context", '{"level": "referral"}', "--", 'level = "referral"'])
    assert (found.exit_code, found.stdout) == (0, "true\n")
    found = run.invoke(feel_command, ["--now", "2026-07-01T23:30:00Z", "--", "today()"])
    assert found.stdout == '"2026-07-02"\n'
    found = run.invoke(feel_command, ["--unary", "--context", '{"?": 3}', "--", "< 5"])
    assert found.stdout == "true\n"
    found = run.invoke(feel_command, ["--", "-1"])
    assert found.stdout == "-1\n"
    found = run.invoke(feel_command, ["--", "x instance of y"])
    assert found.exit_code == 1
    assert "instance of" in found.stdout
    found = run.invoke(feel_command, ["--context", "[", "--", "1"])
    assert found.exit_code == 2
    found = run.invoke(feel_command, ["--", '"a" < 1'])
    assert (found.exit_code, found.stdout) == (0, "null\n")
    assert "does not compare" in found.stderr


def test_the_feel_command_in_batches() -> None:
    from webui.cli_feel import feel_command

    lines = [{"expression": "a + 1", "context": {"a": 1}}, {"expression": "a b"}, {"expression": "< 2", "unary": True}]
    found = CliRunner().invoke(feel_command, ["--batch"], input="\n".join(json.dumps(line) for line in lines) + "\nx\n")
    answers = [json.loads(line) for line in found.stdout.splitlines()]
    assert answers[0] == {"result": 2}
    assert "names have no spaces" in answers[1]["refused"]
    assert answers[2] == {"result": None}
    assert "refused" in answers[3]


def test_the_decide_command(tmp_path: Path) -> None:
    from webui.cli_feel import decide_command

    file = tmp_path / "duty.dmn"
    file.write_bytes(a_file(a_table(THREE, attributes='hitPolicy="COLLECT"')))
    run = CliRunner()
    found = run.invoke(decide_command, [str(file), "duty", "--context", '{"level": "b"}'])
    assert (found.exit_code, json.loads(found.stdout)) == (0, {"result": [2, 3], "rows": [2, 3]})
    assert run.invoke(decide_command, [str(file), "other"]).exit_code == 1
    file.write_text("no xml")
    assert run.invoke(decide_command, [str(file), "duty"]).exit_code == 2
