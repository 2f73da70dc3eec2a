"""The one XML door, and what is read behind it."""

import pytest

from engine.diagrams import load, parse
from engine.errors import Refused, Unreadable
from tests.hostile import sound


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_utf8_and_utf16_are_read(encoding: str):
    text = sound.STRAND.decode().replace('encoding="UTF-8"', f'encoding="{"UTF-8" if "8" in encoding else "UTF-16"}"')
    label = "Anfon yr adroddiad \u2014 报告 📄"
    diagram = load(text.replace("Send the report", label).encode(encoding), "a.bpmn")
    assert diagram.processes[0].by_id["report"].name == label


@pytest.mark.parametrize("encoding", ["UTF-7", "UTF-32", "ISO-8859-1", "windows-1252", "x"])
def test_other_encodings_are_refused(encoding: str):
    with pytest.raises(Unreadable, match="UTF-8"):
        parse(f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode())


def test_an_attribute_of_lines_and_quotes_survives():
    assert parse(b'<a b="x &quot;&amp;&lt;&#10;y"/>').get("b") == 'x "&<\ny'


def test_two_thousand_elements_are_read_and_one_more_is_not():
    def drawing(steps: int) -> bytes:
        return sound.diagram("a", "".join(f'<bpmn:endEvent id="e{n}"/>' for n in range(steps)))

    assert len(load(drawing(1_998), "a").processes[0].steps) == 1_998
    with pytest.raises(Refused, match="2,000 elements"):
        parse(drawing(1_999))


def test_a_strand_as_values():
    process = load(sound.STRAND, "a.bpmn").processes[0]
    assert (process.thing, process.properties["kind"], process.roles) == ("strand", "employer", ("Employer",))
    step = process.by_id["report"]
    assert (step.lane, step.form, step.for_a_person) == ("Employer", "report", True)


def test_a_case_as_values():
    process = load(sound.CASE, "a.bpmn").processes[0]
    assert process.opened_by == "Contact received"
    assert process.by_id["decide"].discloses == ("adult.name", "documents:police release")
    assert [edge.id for edge in process.edges_of("decide")] == ["late"]
    assert process.by_id["late"].event.text == 'clock("T03", received_at)'
    assert process.by_id["tell"].repeat.variable == "engagement"
    assert process.by_id["read_news"].parent == "news"
    assert process.by_id["read_news"].lane == "LADO"
