"""What the lines of a story name is held against a procedure without playing; nothing is said of what is there."""

import pytest

from engine.diagrams.reading import read
from engine.rehearsal import telling
from engine.rehearsal.foreseen import Names
from tests.builders import SHIPPED
from tests.webui.desk import STORY, files

LOOKING, FORM, CASE = "features/procedure/look.feature", "forms/anything.form", "processes/case.bpmn"
ANSWERED = STORY + (
    b'    When the LADO completes "Look at it"\n      | question | answer |\n      | Note | Seen |\n'
    b"    Then the record says\n      | of | question | answer |\n      | Joel Barrett | Note | Seen |\n"
)


def told(procedure: dict[str, bytes], story: bytes = ANSWERED) -> list[tuple[int, str]]:
    return telling.slips(story.decode(), Names(read(procedure)[0]))


def test_of_stories_that_pass_nothing_is_said():
    """A check that cries wolf would be passed over: every shipped story is sound."""
    names = Names(read(SHIPPED)[0])
    assert telling.problems(SHIPPED, names) == []
    assert told(files()) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "line", "words"),
    [
        (CASE, b"Look at it", b"Look at this", 8, "no step “Look at it”. Nearest to it: “Look at this”"),
        (CASE, b"Look at it", b"Look at this", 11, "The procedure has no step “Look at it”."),
        (FORM, b'"Note"', b'"Remark"', 11, "The form “anything” does not ask “Note”."),
    ],
)  # fmt: skip
def test_what_is_called_otherwise_now_is_told_at_its_line(path: str, old: bytes, new: bytes, line: int, words: str):
    changed = files()
    assert old in changed[path]
    found = dict(told(changed | {path: changed[path].replace(old, new)}))
    assert words in found[line]


def test_a_role_and_an_answer_that_are_gone_are_told():
    story = ANSWERED.replace(b"the LADO completes", b"the Archivist completes")
    assert "There is no role Archivist" in dict(told(files(), story))[11]
    story = ANSWERED.replace(b"Joel Barrett | Note |", b"Joel Barrett | Mood |")
    assert "not ask “Mood”" in dict(told(files(), story))[14]
    outcomes = SHIPPED["forms/lists/outcomes.csv"].replace(b"\nunfounded,Unfounded", b"\ngroundless,Groundless")
    changed = SHIPPED | {"forms/lists/outcomes.csv": outcomes}
    found = telling.problems(changed, Names(read(changed)[0]))
    assert all("is no answer to" in each.message for each in found) and found
    assert found[0].element_id == f"line-{found[0].step.removeprefix('line ')}"


def test_what_was_not_given_is_not_missed():
    assert told({LOOKING: STORY}) == []
    only_drawing = {CASE: files()[CASE]}
    assert told(only_drawing) == []


def test_a_name_is_said_anew_where_it_is_the_whole_of_what_is_said():
    text = (
        'When the Police completes "Say it"\n| question | answer |\n| Adult 1: Say it | Say it, Say it again |\n'
        '| Other | Do not Say it |\nThen "Say it" is not offered to the Police\n'
    )
    changed = telling.renamed(text, "Say it", "Tell it all", [(1, False), (1, True)])
    assert changed == (
        'When the Police completes "Tell it all"\n| question | answer |\n'
        "| Adult 1: Tell it all | Tell it all, Say it again |\n"
        '| Other | Do not Say it |\nThen "Say it" is not offered to the Police\n'
    )
    assert "When the Force completes" in telling.renamed(text, "Police", "Force", [(1, False)])


def test_an_answer_that_is_called_as_a_role_is_said_anew_in_the_table_alone():
    text = 'When the LADO completes "Ask" on behalf of Police\n| question | answer |\n| Whom | Police |\n'
    assert telling.renamed(text, "Police", "Force", [(1, True)]) == text.replace("| Police |", "| Force  |")
