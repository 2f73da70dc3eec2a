"""The comparison of two procedures: nothing for the same, a sentence for each difference, at its step."""

from pathlib import Path

import pytest

from engine.diagrams.diff import changes
from tests.hostile import sound

CASE = "processes/case_of_one.bpmn"
STRAND = "processes/employer_strand.bpmn"
THRESHOLD = "forms/threshold.form"
STEP = "Decide the threshold"

DIFFERENT = [
    (
        CASE,
        'name="Decide the threshold"',
        'name="Decide"',
        "changed",
        "“Decide” is called Decide. It was: " + STEP + ".",
    ),
    (CASE, '"adult.name, ', '"', "changed", "“Decide the threshold” no longer shows the LADO: adult: name."),
    (CASE, '"adult.name, ', '"adult.*, adult.name, ', "changed", "shows the LADO: adult: everything."),
    (
        CASE,
        'dueDate=\'clock("T03", received_at)',
        "dueDate='next_on",
        "changed",
        "is due next on. It was: one working day",
    ),
    (CASE, 'value="Procedure 7.2"', 'value="Procedure 7.3"', "changed", "cites Procedure 7.3. It was: Procedure 7.2."),
    (
        CASE,
        'decision = "advice"',
        'decision != "referral"',
        "changed",
        "is taken when “What is it?” is not “A referral”",
    ),
    (CASE, 'name="no"', 'name="not yet"', "changed", "is called “not yet”. It was “no”."),
    (
        CASE,
        "<bpmn:flowNodeRef>remind</bpmn:flowNodeRef>",
        "",
        "changed",
        "stands in the lane nothing. It was: LADO manager",
    ),
    (
        CASE,
        '"is_it" targetRef="close"',
        '"is_it" targetRef="duty"',
        "changed",
        "was drawn from “Is it a referral?” to “Close",
    ),
    (STRAND, 'id="report"', 'id="reports"', "added", "Step “Send the report” is new"),
    (STRAND, 'id="report"', 'id="reports"', "removed", "Step “Send the report” is gone"),
    (
        THRESHOLD,
        '"Advice"',
        '"Advice only"',
        "changed",
        "An answer to “What is it?” reads Advice only. It was: Advice.",
    ),
    (THRESHOLD, '"value": "advice"', '"value": "advise"', "removed", "can no longer be answered “Advice”"),
    (THRESHOLD, '"required": true', '"required": false', "changed", "may be left empty. It was: must be answered."),
    (THRESHOLD, '"key": "employer"', '"key": "body"', "added", "Question “Employer” in “threshold” is new"),
    ("forms/lists/yes_no.csv", "no,No,", "no,Not,", "changed", "The code no reads Not. It was: No."),
    ("forms/lists/yes_no.csv", "no,No,,,,ours\n", "", "removed", "“No” is gone from the list “yes_no”."),
    ("forms/lists/clocks.csv", ",1,", ",2,", "changed", "runs two working days. It was: one working day."),
    ("processes/duty.dmn", '"must"', '"may"', "added", 'a new row: "referral" → "may".'),
]


def test_the_same_has_no_difference():
    assert changes(sound.files(), sound.files()) == []


@pytest.mark.parametrize(("path", "old", "new", "kind", "words"), DIFFERENT)
def test_each_difference_is_a_sentence(path: str, old: str, new: str, kind: str, words: str):
    found = changes(sound.files(), sound.spoilt(path, old, new))
    assert any(change.kind == kind and words in change.words for change in found), [c.line for c in found]


def test_an_arrow_at_a_gateway_without_a_name_is_told_by_what_stands_around_it():
    path = "processes/employer_strand.bpmn"
    old = (Path(__file__).parents[2] / path).read_bytes()
    new = old.replace(
        b' sourceRef="employer_told" targetRef="interim_measures"',
        b' sourceRef="employer_told" targetRef="agree_action"',
        1,
    )
    words = " ".join(change.words for change in changes({path: old}, {path: new}))
    assert "where the case splits after “This employer may be told”" in words and " gateway " not in words


CLOCKS = "forms/lists/clocks.csv"
T03 = "T03,Threshold,1,working_days,no,no,none,,,Procedure,the contact came,yes"
OF_A_CLOCK = {
    T03.replace("days,no", "days,yes"): "counts its first day: yes. It was: no.",
    T03.replace("no,none", "yes,none"): "stands still under a hold: yes. It was: no.",
    T03.replace("none", "before"): "on a day off: the working day before. It was: it stays there.",
    T03.replace("came,yes", "came,no"): "starts with our own receipt: no. It was: yes.",
    T03.replace(",,,", ",,2026-12-31,"): "holds until Thursday 31 December 2026. It was: further notice.",
    T03.replace("contact came", "call came"): "is counted from: the call came. It was: the contact came.",
    T03.replace("Procedure", "Law"): "cites Law. It was: Procedure.",
}


@pytest.mark.parametrize(("told", "words"), OF_A_CLOCK.items())
def test_what_is_different_about_a_clock_is_said(told: str, words: str):
    found = changes(sound.files(), sound.spoilt(CLOCKS, T03, told))
    assert [change.words for change in found] == [f"The clock T03 (Threshold) {words}"]


def test_a_clock_that_changes_in_two_ways_is_told_in_both():
    told = T03.replace("Threshold", "Decision").replace(",1,", ",2,")
    assert [change.words for change in changes(sound.files(), sound.spoilt(CLOCKS, T03, told))] == [
        "The clock T03 (Decision) runs two working days. It was: one working day.",
        "The clock T03 is called Decision. It was: Threshold.",
    ]


def test_each_line_of_a_clock_is_told_with_the_time_that_it_is_for():
    lines = f"{T03.replace(',,,', ',,2026-03-31,')}\n{T03.replace(',1,', ',3,').replace(',,,', ',2026-04-01,,')}"
    later = sound.spoilt(CLOCKS, T03, lines)
    assert [change.words for change in changes(sound.files(), later)] == [
        "The clock T03 runs three working days for what starts from Wednesday 1 April 2026 on: this is new.",
        "The clock T03 (Threshold) for what starts earlier holds until Tuesday 31 March 2026. It was: further notice.",
    ]
    assert [change.words for change in changes(later, sound.files())] == [
        "The clock T03 ran three working days for what starts from Wednesday 1 April 2026 on: this is gone.",
        "The clock T03 (Threshold) holds until further notice. It was: Tuesday 31 March 2026.",
    ]


def test_what_only_people_read_is_wording():
    found = changes(sound.files(), sound.spoilt(THRESHOLD, '"What is it?"', '"What kind is it?"'))
    assert [(change.wording, change.before, change.after) for change in found] == [
        (True, "What is it?", "What kind is it?")
    ]


def test_no_difference_is_passed_over():
    found = changes(sound.files(), sound.spoilt(STRAND, "</bpmn:definitions>", "<!-- moved --></bpmn:definitions>"))
    assert [change.words for change in found] == [
        "Only what changes nothing is different: the layout, annotations or the way it is written down."
    ]
    without = sound.files()
    del without[STRAND]
    assert [c.words for c in changes(sound.files(), without) if c.file == STRAND] == [
        "The diagram “Employer strand” is gone."
    ]


STORIES = """Feature: Calls
  Background:
    Given today is Monday 2 March 2026 at 09:15
  Scenario: A call is looked at
    When the LADO reports by phone
      | question      | answer |
      | What happened | A push |
    Then the LADO inbox has
      | task       |
      | Look at it |
  Scenario: A second call
    Then the LADO inbox has nothing
"""


def told(old: dict[str, str], new: dict[str, str]) -> list[tuple[str, str, str]]:
    files = [{path: text.encode() for path, text in side.items()} for side in (old, new)]
    return [(change.kind, change.step, change.words) for change in changes(*files)]


def test_stories_that_are_gone_and_new_are_named():
    gone = "The story “A call is looked at” is gone: it is no longer played."
    also = "The story “A second call” is gone: it is no longer played."
    first, second = ("removed", "A call is looked at", gone), ("removed", "A second call", also)
    assert told({"a.feature": STORIES}, {"a.feature": "Feature: nothing\n"}) == [first, second]
    assert told({"a.feature": STORIES}, {}) == [first, second]
    new = told({"a.feature": "Feature: nothing\n"}, {"a.feature": STORIES})
    assert [(kind, words) for kind, _, words in new] == [
        ("added", "The story “A call is looked at” is new."), ("added", "The story “A second call” is new."),
    ]  # fmt: skip
    unread = told({"a.feature": STORIES}, {"a.feature": "no story"})
    assert (unread[-1][2], len(unread)) == ("The stories of “a” cannot be read, so none of them can be played.", 3)


def test_a_story_that_says_less_is_told_with_what_it_said():
    emptied = STORIES.replace("      | What happened | A push |\n", "").replace("the LADO inbox has nothing", "x")
    assert [words for *_, words in told({"a.feature": STORIES}, {"a.feature": emptied})] == [
        "The story “A call is looked at” is told differently: 1 line is gone. It was: What happened | A push.",
        (
            "The story “A second call” is told differently: 1 line is gone and 1 line is new. It says: x. "
            "It was: the LADO inbox has nothing."
        ),
    ]
    background = STORIES.replace("09:15", "10:15")
    assert [step for _, step, _ in told({"a.feature": STORIES}, {"a.feature": background})] == [
        "A call is looked at", "A second call",
    ]  # fmt: skip


def test_a_story_in_another_file_is_the_same():
    words = [words for *_, words in told({"a.feature": STORIES}, {"b.feature": "# Moved\n" + STORIES})]
    assert words == ["The file is new.", "The file is gone."]
