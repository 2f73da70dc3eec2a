"""What a gateway without a name is called: by what stands around it, never by its id."""

from pathlib import Path

import pytest

from engine.diagrams import load
from engine.diagrams.naming import heading, quoted

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
