"""What uses a file of a procedure, said before it is deleted: nothing shipped may go, and what nothing uses may."""

import re
from pathlib import Path

import pytest

from engine.diagrams import check, file_uses
from engine.diagrams.closed_list import READ_LISTS
from engine.diagrams.files import DIAGRAM, FORM, LIST, TABLE, kind_of
from engine.diagrams.reading import read
from tests import builders
from tests.builders import SHIPPED, Drawing

ROOT = Path(__file__).parents[2]
KNOWN = read(SHIPPED)[0]


def of_kind(*kinds: str) -> list[str]:
    return [path for path in SHIPPED if kind_of(path) in kinds]


@pytest.mark.parametrize("path", of_kind(FORM, LIST, TABLE))
def test_every_shipped_form_list_and_table_is_used(path: str):
    assert file_uses.told(KNOWN, path)


def test_every_shipped_drawing_is_used_or_is_a_way_in():
    for path in of_kind(DIAGRAM):
        assert file_uses.told(KNOWN, path) or file_uses.ways_in(KNOWN, path), path


def test_uses_are_told_in_the_words_of_the_drawing():
    told = file_uses.told(KNOWN, "forms/threshold.form")
    assert "“Decide the threshold” in “Contact and threshold” asks it." in told
    assert any("leads to it" in each for each in file_uses.told(KNOWN, "processes/employer_strand.bpmn"))
    assert any("opens a case on it" in each for each in file_uses.told(KNOWN, "processes/allegation.bpmn"))
    assert any("decides by it" in each for each in file_uses.told(KNOWN, "processes/dbs_duty.dmn"))
    assert file_uses.told(KNOWN, "forms/lists/clocks.csv") == ["Pages and reports read it by its name."]


def test_what_nothing_uses_may_go_and_the_check_agrees():
    spare = Drawing("spare").start().task("lone", form="lone").end()
    files = builders.a_procedure(spare, forms={"unasked": builders.a_form(name="unasked")})
    files["forms/lists/unasked.csv"] = b"code,label,from,to,report_group,source\na,A,,,,\n"
    known = read(files)[0]
    for path in ("forms/unasked.form", "forms/lists/unasked.csv", "processes/spare.bpmn"):
        assert file_uses.told(known, path) == [], path
        without = {other: data for other, data in files.items() if other != path}
        assert set(check.problems(without, whole=True)) <= set(check.problems(files, whole=True))


def test_every_list_that_the_code_reads_by_name_is_known_to_be_read():
    names = {Path(path).stem for path in of_kind(LIST)}
    sources = [path for folder in ("engine", "webui") for path in (ROOT / folder).rglob("*.py")]
    spared = ("demonstration", "rehearsal", "closed_list.py")
    text = "\n".join(path.read_text() for path in sources if not any(each in str(path) for each in spared))
    read_by_name = {name for name in names if re.search(rf"[\"']{name}[\"']", text)}
    assert read_by_name <= READ_LISTS, read_by_name - READ_LISTS
