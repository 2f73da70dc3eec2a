"""Changing a drawing in words: what is asked is changed, everything else stays, and the picture stays readable."""

import pytest
from lxml import etree

from engine.diagrams import check, diff, load, revising
from engine.errors import Refused
from tests.builders import SHIPPED

STRAND = "processes/employer_strand.bpmn"
DRAWINGS = [path for path in SHIPPED if path.endswith(".bpmn")]
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"


def step_of(data: bytes, step_id: str):
    return next(p.by_id[step_id] for p in load(data, "x").processes if step_id in p.by_id)


def changes(data: bytes, path: str = STRAND) -> list[str]:
    return [change.words for change in diff.changes(SHIPPED, {**SHIPPED, path: data})]


def test_nothing_said_changes_nothing():
    data = revising.change_step(SHIPPED[STRAND], "interim_measures", {})
    assert [c for c in diff.changes(SHIPPED, {**SHIPPED, STRAND: data}) if not c.wording] == []


def test_what_is_said_of_a_step_is_all_that_changes():
    said = {
        "name": "Decide",
        "due": 'clock("T03", received_at)',
        "shows": "adult.name",
        "guidance": "",
        "beside": "So.",
    }
    step = step_of(revising.change_step(SHIPPED[STRAND], "interim_measures", said), "interim_measures")
    assert (step.name, step.due, step.discloses, step.documentation) == (
        "Decide", 'clock("T03", received_at)', ("adult.name",), "So."
    )  # fmt: skip
    assert "guidance" not in step.properties and step.form == "interim_measures"


def test_an_emptied_step_keeps_no_empty_shell():
    emptied = {"shows": "", "guidance": "", "beside": "", "already": ""}
    data = revising.change_step(SHIPPED[STRAND], "interim_measures", emptied)
    element = next(e for e in etree.fromstring(data).iter() if e.get("id") == "interim_measures")
    assert [etree.QName(child).localname for child in element] == ["incoming", "outgoing"]


@pytest.mark.parametrize("path", DRAWINGS)
def test_a_step_is_put_on_every_arrow_without_a_problem(path: str):
    for process in load(SHIPPED[path], path).processes:
        for flow in process.flows:
            if process.by_id[flow.source].kind == "eventBasedGateway":
                continue
            data, step_id = revising.add_step(SHIPPED[path], flow.id, name="Ask again about it", form="chase")
            after = step_of(data, step_id)
            [(incoming, outgoing)] = [
                ([f.source for f in p.incoming[step_id]], [f.target for f in p.outgoing[step_id]])
                for p in load(data, path).processes if step_id in p.by_id
            ]  # fmt: skip
            assert (incoming, outgoing) == ([flow.source], [flow.target])
            assert after.parent == process.by_id[flow.source].parent
            assert drawn(data, step_id)


def test_arrows_that_would_run_through_a_step_are_drawn_anew():
    """Between two lanes: bent to the new step, the arrow went back through the step that it comes from."""
    complaint = SHIPPED["processes/complaint.bpmn"]
    flow = "acknowledge_complaint_to_answer_complaint"
    data, step_id = revising.add_step(complaint, flow, name="Is it about us?", kind="exclusiveGateway")
    assert drawn(data, step_id)
    arrows = [f.id for p in load(data, "x").processes for f in p.flows if step_id in (f.source, f.target)]
    assert revising._opened(data).picture.faults(step_id, arrows) == 0


def drawn(data: bytes, step_id: str) -> bool:
    """The step and both its arrows are in the picture, and the arrows touch it."""
    root = etree.fromstring(data)
    shapes = {e.get("bpmnElement"): e for e in root.iter(f"{DI}BPMNShape")}
    box = {key: float(value) for key, value in shapes[step_id][0].attrib.items()}
    edges = {e.get("bpmnElement"): e for e in root.iter(f"{DI}BPMNEdge")}
    touching = 0
    for process in load(data, "x").processes:
        for flow in process.flows:
            if step_id in (flow.source, flow.target):
                points = [(float(p.get("x")), float(p.get("y"))) for p in edges[flow.id] if p.get("x")]
                x, y = points[0] if flow.source == step_id else points[-1]
                touching += (
                    box["x"] - 1 <= x <= box["x"] + box["width"] + 1
                    and box["y"] - 1 <= y <= box["y"] + box["height"] + 1
                )
    return touching == 2


def test_the_shipped_procedure_with_one_more_step_is_sound():
    data, _ = revising.add_step(SHIPPED[STRAND], "interim_measures_to_measures_known", name="Ask why", form="chase")
    assert [p.line for p in check.problems({**SHIPPED, STRAND: data}, whole=True)] == []


def test_another_role_moves_it_to_that_lane_which_is_made_if_need_be():
    data = revising.change_step(SHIPPED[STRAND], "interim_measures", {"role": "LADO"})
    assert step_of(data, "interim_measures").lane == "LADO"
    data = revising.change_step(SHIPPED[STRAND], "interim_measures", {"role": "Regulator"})
    moved = step_of(data, "interim_measures")
    assert moved.lane == "Regulator" and moved.drawn_in == ("Regulator",)
    assert [p.line for p in check.problems({**SHIPPED, STRAND: data}, whole=True)] == []
    assert any("stands in the lane Regulator" in words for words in changes(data))


def test_an_added_step_taken_away_leaves_the_procedure_as_it_was():
    data, step_id = revising.add_step(SHIPPED[STRAND], "interim_measures_to_measures_known", name="Ask", form="chase")
    back = revising.remove_step(data, step_id)
    assert [c.words for c in diff.changes(SHIPPED, {**SHIPPED, STRAND: back}) if not c.wording] == []


def test_an_arrow_says_when_it_is_taken():
    flow = "is_the_adult_suspended_to_confirm_suspension"
    data = revising.change_arrow(
        SHIPPED[STRAND], flow, name="maybe", condition='strand.suspended != "no"', default=True
    )
    process = load(data, "x").processes[0]
    arrow = next(each for each in process.flows if each.id == flow)
    assert (arrow.name, arrow.condition) == ("maybe", 'strand.suspended != "no"')
    assert process.by_id["is_the_adult_suspended"].default == flow


def test_a_question_and_one_more_answer():
    data, step_id = revising.add_step(
        SHIPPED[STRAND], "agree_action_to_what_does_the_employer_do", name="Is it clear?", kind="exclusiveGateway"
    )
    data = revising.add_arrow(data, step_id, "agree_action", name="no", condition='strand.hold = "yes"')
    process = load(data, "x").processes[0]
    assert {f.target for f in process.outgoing[step_id]} == {"agree_action", "what_does_the_employer_do"}


@pytest.mark.parametrize(
    "act",
    [
        lambda d: revising.change_step(d, "nothing", {"name": "x"}),
        lambda d: revising.change_step(d, "employer_strand", {"name": "x"}),
        lambda d: revising.add_step(d, "interim_measures", name="x"),
        lambda d: revising.add_step(d, "nothing", name="x"),
        lambda d: revising.add_arrow(d, "interim_measures", "nothing"),
        lambda d: revising.remove_step(d, "employer_told"),
        lambda d: revising.remove_step(d, "employer_begin"),
        lambda d: revising.change_arrow(d, "nothing", name="", condition="", default=False),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(act):
    with pytest.raises(Refused):
        act(SHIPPED[STRAND])
