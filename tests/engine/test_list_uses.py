"""What uses a list: questions by name, tables that decide by them, and copies of a list that nothing asks."""

import json

from engine.diagrams import list_uses
from engine.diagrams.reading import read
from tests.builders import SHIPPED
from tests.hostile import sound

THRESHOLD = "forms/threshold.form"
LEVELS = "forms/lists/levels.csv"
HEAD = "code,label,from,to,report_group,source\n"


def told(files: dict[str, bytes], name: str) -> list[str]:
    return list_uses.told(read(files)[0], name)


def test_a_list_says_which_questions_take_their_answers_from_it():
    [said] = told(sound.files(), "yes_no")
    assert said.startswith("Questions that take their answers from it: “") and said.endswith(".")


def test_a_list_that_no_question_uses_says_so_and_names_the_copy():
    levels = HEAD + "advice,Advice,,,,ours\nreferral,Referral,,,,ours\nlow,Low,,,,ours\n"
    files = sound.files() | {LEVELS: levels.encode()}
    assert told(files, "levels") == [list_uses.UNUSED]
    wider = '{"value": "low", "label": "Low"}, {"value": "advice"'
    files = sound.spoilt(THRESHOLD, '{"value": "advice"', wider) | {LEVELS: levels.encode()}
    assert told(files, "levels") == [
        list_uses.UNUSED,
        (
            "Questions with the same choices of their own: “What is it?” in “threshold”. "
            "To offer one more, change the form."
        ),
    ]


def test_the_tables_that_decide_by_a_list_are_named():
    levels = HEAD + "advice,Advice,,,,ours\nreferral,Referral,,,,ours\n"
    choices = f'"values": {json.dumps(sound.DECISION["values"])}'
    files = sound.spoilt(THRESHOLD, choices, '"valuesKey": "levels"') | {LEVELS: levels.encode()}
    assert told(files, "levels") == [
        "Questions that take their answers from it: “What is it?” in “threshold”.",
        "Tables that decide by them: “The duty”.",
    ]


def test_clocks_are_no_list_of_answers():
    assert told(sound.files(), "clocks") == []


def test_clocks_that_nothing_counts_by_are_named():
    drawing = b'<userTask camunda:dueDate="clock(&quot;T03&quot;, received_at)"/>'
    form = b'{"hide": "=today() > clock(\\"T08\\", opened_at)"}'
    files = {"a.bpmn": drawing, "a.form": form, "forms/lists/clocks.csv": b"T04,x\n", "b.feature": b"T04"}
    assert list_uses.idle_clocks(files, ["T03", "T08"]) == ""
    assert list_uses.idle_clocks(files, ["T03", "T03a", "T04"]) == (
        "No step counts by T03a, T04: a change to one of them changes no due date."
    )
    assert list_uses.idle_clocks(SHIPPED, ["T42", "T05"]) == (
        "No step counts by T42: a change to it changes no due date."
    )
