"""What a gateway without a name is called: by what stands around it, never by its id."""

import re
from pathlib import Path

import pytest

from engine.diagrams import Flow, Process, Step, check, load
from engine.diagrams.naming import at_step, called, heading, quoted, sentence

FOLDER = Path(__file__).parents[2] / "processes"
CALLED = [
    ("employer_strand", "employer_told", "where the case splits after “This employer may be told”"),
    ("employer_strand", "employer_answer_or_again", "where “Update is in” or “Day to ask again” comes first"),
    ("contact_and_threshold", "decision_stands", "where ways come together before “What was decided?”"),
    (
        "engagement_strand",
        "after_the_part",
        "where the case splits into “Was a referral made?” and “Is there an appeal?”",
    ),
    (
        "engagement_strand",
        "part_ended",
        "where ways come together after “Employer strand” or “Fostering strand” or “Strand without an employer”",
    ),
]


@pytest.mark.parametrize(("file", "step", "words"), CALLED)
def test_a_gateway_without_a_name_is_called_by_what_stands_around_it(file: str, step: str, words: str):
    [process] = load((FOLDER / f"{file}.bpmn").read_bytes(), file).processes
    assert quoted(process, step) == words
    assert heading(process, process.by_id[step]) == "W" + words[1:]


def test_no_shipped_gateway_is_called_by_its_id():
    for path in sorted(FOLDER.glob("*.bpmn")):
        for process in load(path.read_bytes(), path.name).processes:
            told = [quoted(process, step.id) for step in process.steps if step.gateway]
            assert not [words for words in told if " gateway " in words], path.name


def test_a_step_is_called_by_its_name():
    [process] = load((FOLDER / "employer_strand.bpmn").read_bytes(), "").processes
    step = next(step for step in process.steps if step.name == "Decide interim measures")
    assert (quoted(process, step.id), heading(process, step)) == ("“Decide interim measures”", step.name)
    assert quoted(process, "gone") == "“gone”"


def renamed(*nameless: str) -> Process:
    """A meeting that two people prepare at the same time; these of its steps are drawn without a name."""
    names = {"hold": "Hold the meeting", "fork": "Both", "notes": "Send the notes", "ask": "Ask the school",
             "meet": "Both done", "end": "Done", "late": "Late"}  # fmt: skip
    steps = [
        Step(id, "" if id in nameless else names[id], kind, "p", "p", attached_to="ask" if id == "late" else None)
        for id, kind in (
            ("start", "startEvent"), ("hold", "userTask"), ("fork", "parallelGateway"), ("notes", "userTask"),
            ("ask", "userTask"), ("meet", "parallelGateway"), ("end", "endEvent"), ("late", "boundaryEvent"),
        )
        if id in names
    ]  # fmt: skip
    ways = [("hold", "fork"), ("fork", "notes"), ("fork", "ask"), ("notes", "meet"), ("ask", "meet"), ("meet", "end")]
    flows = [Flow(f"{one}_{other}", "", one, other, "p") for one, other in ways]
    return Process("p", "Meeting", steps=tuple(steps), flows=tuple(flows))


@pytest.mark.parametrize(
    ("step", "nameless", "words"),
    [
        ("hold", (), '"Hold the meeting"'),
        ("fork", ("fork",), 'the parallel gateway after "Hold the meeting"'),
        ("meet", ("meet",), 'the parallel gateway after "Send the notes" and "Ask the school"'),
        ("fork", ("fork", "hold"), 'the parallel gateway before "Send the notes" and "Ask the school"'),
        ("end", ("end", "meet"), 'the end event after "Send the notes" and "Ask the school"'),
        ("late", ("late",), 'the event on the edge of "Ask the school"'),
        ("hold", ("hold", "fork"), 'the step for a person before "Send the notes" and "Ask the school"'),
    ],
)
def test_the_check_calls_a_step_without_a_name_by_what_is_drawn_around_it(
    step: str, nameless: tuple[str, ...], words: str
):
    process = renamed(*nameless)
    assert called(process, process.by_id[step]) == words
    problem = at_step("a.bpmn", process, process.by_id[step], "{} waits.")
    assert problem.message == f"{sentence(words)} waits." and problem.element_id == step
    assert problem.step == sentence(words.removeprefix("the ")).strip('"' if words.startswith('"') else "")


def test_the_check_of_a_shipped_drawing_names_no_element_by_its_id():
    """Every default and every form is taken away, and every arrow turned: hundreds of problems, no id in them."""
    for path in sorted(FOLDER.glob("*.bpmn")):
        drawn = path.read_text()
        spoilt = re.sub(r' (default|camunda:formKey)="[^"]*"', "", drawn)
        spoilt = re.sub(r'(<bpmn:sequenceFlow [^>]*)sourceRef="([^"]*)" targetRef="([^"]*)"',
                        r'\1sourceRef="\3" targetRef="\2"', spoilt)  # fmt: skip
        found = check.problems({"processes/a.bpmn": spoilt.encode()})
        ids = {id for id in re.findall(r' id="([^"]+)"', drawn) if "_" in id}
        told = [p for p in found for word in re.findall(r"[\w.-]+", p.message) if word in ids]
        assert found and not told, told[:3]
