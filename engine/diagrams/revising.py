"""Changes a drawing as somebody says it in words, keeping everything else of the file; called by the desk.

Each verb takes a BPMN file and gives the changed one. What is right is the check's to say, as for any drawing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from lxml import etree

from engine.diagrams import model
from engine.diagrams.closed_list import BPMN, CAMUNDA
from engine.diagrams.model import Process, Step
from engine.diagrams.picture import HEIGHT, WIDTH, Box, Picture
from engine.diagrams.xml import parse
from engine.errors import Refused

_B, _C = f"{{{BPMN}}}", f"{{{CAMUNDA}}}"
ATTRIBUTES = {
    "form": f"{_C}formKey", "due": f"{_C}dueDate", "table": f"{_C}decisionRef", "result": f"{_C}resultVariable",
    "calls": "calledElement", "work": f"{_C}topic",
}  # fmt: skip
PROPERTIES = {"shows": "discloses", "guidance": "guidance", "offered": "offered", "already": "already"}
SIZES = {"userTask": (WIDTH, HEIGHT), "exclusiveGateway": (50.0, 50.0)}


class NoSuchStep(Refused):
    """This step is not in the drawing. Load the page again."""


class NotRemovable(Refused):
    """Several arrows leave this step, or something sits on its edge. Take it away in the drawing."""


class NoLanes(Refused):
    """This drawing has no lanes, so nobody can be given a step. Draw a frame with lanes first."""


@dataclass(frozen=True)
class _Open:
    """A drawing taken apart: its XML, what it says, and its picture."""

    root: etree._Element
    diagram: model.Diagram
    picture: Picture

    def element(self, element_id: str) -> etree._Element:
        found = next(
            (e for e in self.root.iter(tag=etree.Element) if e.get("id") == element_id and str(e.tag).startswith(_B)),
            None,
        )
        if found is None:
            raise NoSuchStep
        return found

    def home(self, element_id: str) -> Process:
        for process in self.diagram.processes:
            if element_id in process.by_id or any(flow.id == element_id for flow in process.flows):
                return process
        raise NoSuchStep

    def written(self) -> bytes:
        return etree.tostring(self.root, xml_declaration=True, encoding="UTF-8") + b"\n"

    def ids(self) -> set[str]:
        return {e.get("id", "") for e in self.root.iter(tag=etree.Element)}


def _opened(data: bytes) -> _Open:
    root = parse(data)
    diagram = model.read(root, "")
    holders = [e.get("id", "") for e in root.iter(f"{_B}participant", f"{_B}lane", f"{_B}subProcess", f"{_B}group")]
    hosts = {e.get("id", ""): e.get("attachedToRef", "") for e in root.iter(f"{_B}boundaryEvent")}
    ends = {
        e.get("id", ""): (e.get("sourceRef", ""), e.get("targetRef", ""))
        for e in root.iter(f"{_B}sequenceFlow", f"{_B}association")
    }
    return _Open(root, diagram, Picture(root, holders, hosts, ends))


def change_step(data: bytes, step_id: str, said: Mapping[str, str]) -> bytes:
    """The drawing with what was said of a step: name, role, form, due, shows, guidance, beside, waits, table, result,
    calls, work, offered, already, collection. A key that is not there stays; an empty one is taken away. Raises
    NoSuchStep."""
    drawing = _opened(data)
    element = drawing.element(step_id)
    step = drawing.home(step_id).by_id.get(step_id)
    if step is None:
        raise NoSuchStep
    for key, value in said.items():
        _say(element, key, value.strip())
    if said.get("role") and said["role"] != step.lane:
        _to_lane(drawing, step, said["role"])
    return drawing.written()


def _say(element: etree._Element, key: str, value: str) -> None:
    if key == "name":
        _attribute(element, "name", value)
    elif key in ATTRIBUTES:
        _attribute(element, ATTRIBUTES[key], value)
        if key == "work":
            _attribute(element, f"{_C}type", "external" if value else "")
    elif key in PROPERTIES:
        _property(element, PROPERTIES[key], value)
    elif key == "beside":
        _documentation(element, value)
    elif key == "waits":
        for expression in element.iter(f"{_B}timeDate", f"{_B}condition"):
            expression.text = value
    elif key == "collection":
        for loop in element.iterchildren(f"{_B}multiInstanceLoopCharacteristics"):
            loop.set(f"{_C}collection", value)


def _attribute(element: etree._Element, name: str, value: str) -> None:
    if value:
        element.set(name, value)
    elif name in element.attrib:
        del element.attrib[name]


def _property(element: etree._Element, name: str, value: str) -> None:
    found = next(
        (e for e in element.iterfind(f"{_B}extensionElements/{_C}properties/{_C}property") if e.get("name") == name),
        None,
    )
    if found is not None and value:
        found.set("value", value)
    elif found is not None:
        _take_out(found)
    elif value:
        holder = element.find(f"{_B}extensionElements")
        if holder is None:
            holder = etree.Element(f"{_B}extensionElements")
            element.insert(len(element.findall(f"{_B}documentation")), holder)
        properties = holder.find(f"{_C}properties")
        if properties is None:
            properties = etree.SubElement(holder, f"{_C}properties", nsmap={"camunda": CAMUNDA})
        etree.SubElement(properties, f"{_C}property", name=name, value=value)


def _take_out(element: etree._Element) -> None:
    """Take an element away, and what held nothing else."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if len(parent) == 0 and parent.tag in (f"{_C}properties", f"{_B}extensionElements"):
        _take_out(parent)


def _documentation(element: etree._Element, value: str) -> None:
    for old in element.findall(f"{_B}documentation"):
        element.remove(old)
    if value:
        made = etree.Element(f"{_B}documentation")
        made.text = value
        element.insert(0, made)


def change_arrow(data: bytes, flow_id: str, *, name: str, condition: str, default: bool) -> bytes:
    """The drawing with an arrow's answer, when it is taken, and whether it is taken when no other fits."""
    drawing = _opened(data)
    element = drawing.element(flow_id)
    _attribute(element, "name", name.strip())
    for old in element.findall(f"{_B}conditionExpression"):
        element.remove(old)
    if condition.strip():
        made = etree.SubElement(element, f"{_B}conditionExpression")
        made.set("{http://www.w3.org/2001/XMLSchema-instance}type", f"{_prefix(drawing.root)}tFormalExpression")
        made.text = condition.strip()
    source = drawing.element(element.get("sourceRef", ""))
    if default:
        source.set("default", flow_id)
    elif source.get("default") == flow_id:
        del source.attrib["default"]
    return drawing.written()


def _prefix(root: etree._Element) -> str:
    prefix = next((p for p, uri in root.nsmap.items() if uri == BPMN), None)
    return f"{prefix}:" if prefix else ""


def add_step(
    data: bytes, flow_id: str, *, name: str, role: str = "", form: str = "", kind: str = "userTask"
) -> tuple[bytes, str]:
    """The drawing with a new step on an arrow, and the step's id. The arrow then leads to it, a new one from it.

    Of the straight parts of the arrow that one is taken on which the step gets least in the way; where it gets in the
    way on all of them, both arrows are drawn anew.
    """
    best: tuple[int, bytes, str] | None = None
    parts = range(max(1, _opened(data).picture.parts(flow_id)))
    for anew, at in product((False, True), parts):
        drawing = _opened(data)
        step_id, faults = _add(drawing, flow_id, at, name=name, role=role, form=form, kind=kind, anew=anew)
        if best is None or faults < best[0]:
            best = (faults, drawing.written(), step_id)
        if faults == 0:
            break
    if best is None:
        raise NoSuchStep
    return best[1], best[2]


def _add(
    drawing: _Open, flow_id: str, at: int, *, name: str, role: str, form: str, kind: str, anew: bool
) -> tuple[str, int]:
    process = drawing.home(flow_id)
    flow = drawing.element(flow_id)
    source, target = process.by_id.get(flow.get("sourceRef", "")), process.by_id.get(flow.get("targetRef", ""))
    if source is None or target is None:
        raise NoSuchStep
    step_id = _fresh(drawing, _snake(name) or kind)
    onward = _fresh(drawing, f"{step_id}_to_{target.id}", step_id)
    holder = flow.getparent()
    if holder is None:
        raise NoSuchStep
    element = etree.Element(f"{_B}{kind}", id=step_id, name=name.strip())
    _attribute(element, f"{_C}formKey", form)
    _link(element, "incoming", flow_id)
    _link(element, "outgoing", onward)
    place = drawing.element(source.id)
    holder.insert(holder.index(place) + 1, element)
    arrow = etree.Element(f"{_B}sequenceFlow", id=onward, sourceRef=step_id, targetRef=target.id)
    holder.insert(holder.index(flow) + 1, arrow)
    flow.set("targetRef", step_id)
    _relink(drawing.element(target.id), "incoming", flow_id, onward)
    lane = _join_lane(drawing, process, source, step_id, role)
    drawing.picture.ends[onward] = (step_id, target.id)
    drawing.picture.insert(flow_id, onward, step_id, lane, SIZES.get(kind, (WIDTH, HEIGHT)), at)
    drawing.picture.ends[flow_id] = (source.id, step_id)
    for arrow_id in (flow_id, onward) if anew else ():
        drawing.picture.connect(arrow_id)
    return step_id, drawing.picture.faults(step_id, (flow_id, onward))


def add_arrow(data: bytes, source_id: str, target_id: str, *, name: str = "", condition: str = "") -> bytes:
    """The drawing with one more arrow between two steps of one process."""
    drawing = _opened(data)
    process = drawing.home(source_id)
    source, target = process.by_id.get(source_id), process.by_id.get(target_id)
    if source is None or target is None or source.parent != target.parent:
        raise NoSuchStep
    flow_id = _fresh(drawing, f"{source_id}_to_{target_id}")
    holder = drawing.element(source_id).getparent()
    if holder is None:
        raise NoSuchStep
    etree.SubElement(holder, f"{_B}sequenceFlow", id=flow_id, sourceRef=source_id, targetRef=target_id)
    _link(drawing.element(source_id), "outgoing", flow_id)
    _link(drawing.element(target_id), "incoming", flow_id)
    drawing.picture.ends[flow_id] = (source_id, target_id)
    drawing.picture.connect(flow_id)
    return change_arrow(drawing.written(), flow_id, name=name, condition=condition, default=False)


def remove_step(data: bytes, step_id: str) -> bytes:
    """The drawing without a step; what led to it leads to what followed. Raises NotRemovable, NoSuchStep."""
    drawing = _opened(data)
    process = drawing.home(step_id)
    step = process.by_id.get(step_id)
    if step is None:
        raise NoSuchStep
    leaving, coming = process.outgoing.get(step_id, ()), process.incoming.get(step_id, ())
    inside = process.inside(step_id)
    if len(leaving) != 1 or not coming or process.edges_of(step_id) or inside or leaving[0].target == step_id:
        raise NotRemovable
    target = leaving[0].target
    _unlink(drawing.element(target), "incoming", leaving[0].id)
    for flow in coming:
        drawing.element(flow.id).set("targetRef", target)
        _link(drawing.element(target), "incoming", flow.id)
        drawing.picture.ends[flow.id] = (flow.source, target)
    for gone in (leaving[0].id, step_id):
        _cut(drawing.element(gone))
        drawing.picture.rub_out(gone)
    for reference in list(drawing.root.iter(f"{_B}flowNodeRef")):
        if (reference.text or "").strip() == step_id:
            _cut(reference)
    for flow in coming:
        drawing.picture.connect(flow.id)
    return drawing.written()


def _cut(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


# Arrows at a step


def _link(element: etree._Element, kind: str, flow_id: str) -> None:
    """Note an arrow at its step, where the standard wants it: after what describes it, incoming before outgoing."""
    before = ("documentation", "extensionElements", "incoming", *(["outgoing"] if kind == "outgoing" else []))
    at = sum(1 for child in element if str(child.tag) in {f"{_B}{name}" for name in before})
    made = etree.Element(f"{_B}{kind}")
    made.text = flow_id
    element.insert(at, made)


def _unlink(element: etree._Element, kind: str, flow_id: str) -> None:
    for child in element.findall(f"{_B}{kind}"):
        if (child.text or "").strip() == flow_id:
            element.remove(child)


def _relink(element: etree._Element, kind: str, old: str, new: str) -> None:
    for child in element.findall(f"{_B}{kind}"):
        if (child.text or "").strip() == old:
            child.text = new
            return
    _link(element, kind, new)


# Lanes


def _to_lane(drawing: _Open, step: Step, role: str) -> None:
    process = drawing.home(step.id)
    if step.parent != process.id:
        raise Refused("A step inside a part of its own stands in that part's lane. Change the lane of the part.")
    for reference in list(drawing.root.iter(f"{_B}flowNodeRef")):
        if (reference.text or "").strip() in (step.id, *(edge.id for edge in process.edges_of(step.id))):
            _cut(reference)
    lane, box = _lane(drawing, process, role)
    for each in (step.id, *(edge.id for edge in process.edges_of(step.id))):
        etree.SubElement(lane, f"{_B}flowNodeRef").text = each
    touching = [
        f.id for f in process.flows if step.id in (f.source, f.target) or drawing.picture.hosts.get(f.source) == step.id
    ]
    if box is not None:
        drawing.picture.move(step.id, box, touching)


def _join_lane(drawing: _Open, process: Process, source: Step, step_id: str, role: str) -> Box | None:
    """Put a new step into the lane of a role; inside a sub-process there are none. Gives the lane's place."""
    if source.parent != process.id:
        return None
    if not role:
        role = source.lane or ""
    if not role:
        raise NoLanes
    lane, box = _lane(drawing, process, role)
    etree.SubElement(lane, f"{_B}flowNodeRef").text = step_id
    return box


def _lane(drawing: _Open, process: Process, role: str) -> tuple[etree._Element, Box | None]:
    """The lane of a role, added below the others when the drawing has none."""
    known = next((lane for lane in process.lanes if lane.name == role), None)
    if known is not None:
        return drawing.element(known.id), drawing.picture.boxes.get(known.id)
    if not process.lanes:
        raise NoLanes
    first = drawing.element(process.lanes[0].id)
    parent = first.getparent()
    if parent is None:
        raise NoLanes
    lane_id = _fresh(drawing, f"{process.id}_{_snake(role)}")
    made = etree.SubElement(parent, f"{_B}lane", id=lane_id, name=role)
    drawing.picture.holders.add(lane_id)
    return made, drawing.picture.lane_at_foot(lane_id, process.pool_id, [lane.id for lane in process.lanes])


def _fresh(drawing: _Open, wanted: str, *taken: str) -> str:
    used = drawing.ids() | set(taken)
    name, number = wanted[:80], 1
    while name in used or f"{name}_di" in used:
        number += 1
        name = f"{wanted[:80]}_{number}"
    return name


def _snake(words: str) -> str:
    plain = "".join(c if c.isascii() and c.isalnum() else "_" for c in words.lower().replace("’", "").replace("'", ""))
    name = "_".join(part for part in plain.split("_") if part)[:60]
    return name if name[:1].isalpha() else f"step_{name}" if name else ""
