"""Spoils the drawings of a procedure at random: arrows, gateways, events and calls that do not fit any more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from lxml import etree

from engine.diagrams.closed_list import ACTIVITIES, BPMN, CHOOSING, GATEWAYS, STEPS
from tests.engine.random_diagrams import ANSWERS, FACTS

_B = f"{{{BPMN}}}"
_CAMUNDA = "{http://camunda.org/schema/1.0/bpmn}"


def spoilt(files: Mapping[str, bytes], random: Random) -> dict[str, bytes]:
    """The files with one to three things changed in one drawing of the case."""
    drawn = sorted(path for path in files if path.endswith(".bpmn") and not path.endswith("/call.bpmn"))
    path = random.choice(drawn)
    root = etree.fromstring(files[path])
    for _ in range(random.choice((1, 1, 2, 3))):
        _Change(root, random).any()
    return {**files, path: etree.tostring(root)}


class _Change:
    """One change to a drawing."""

    def __init__(self, root: Any, random: Random) -> None:
        self.root, self.random = root, random
        self.steps = [each for each in root.iter(etree.Element) if each.tag.removeprefix(_B) in STEPS]
        self.flows = list(root.iter(f"{_B}sequenceFlow"))

    def any(self) -> None:
        changes: list[Callable[[], None]] = [
            self._lead_elsewhere, self._lead_elsewhere, self._come_from_elsewhere, self._draw, self._draw,
            self._other_gateway, self._other_gateway, self._no_default, self._no_condition, self._rub_out,
            self._automatic, self._automatic, self._cut_out, self._call_another, self._interrupt, self._no_wait,
        ]  # fmt: skip
        if self.steps and self.flows:
            self.random.choice(changes)()

    def _beside(self, element: Any) -> Any:
        """A step inside the same process or sub-process."""
        return self.random.choice([each for each in self.steps if each.getparent() is element.getparent()])

    def _of(self, *kinds: str) -> Any:
        found = [each for each in self.steps if each.tag.removeprefix(_B) in kinds]
        return self.random.choice(found) if found else None

    def _lead_elsewhere(self) -> None:
        flow = self.random.choice(self.flows)
        flow.set("targetRef", self._beside(flow).get("id"))

    def _come_from_elsewhere(self) -> None:
        flow = self.random.choice(self.flows)
        flow.set("sourceRef", self._beside(flow).get("id"))

    def _draw(self) -> None:
        """One more arrow, out of a gateway if there is one."""
        source = self._of(*GATEWAYS) if self.random.random() < 0.8 else self.random.choice(self.steps)
        if source is None:
            return
        flow = etree.SubElement(source.getparent(), f"{_B}sequenceFlow", id=f"more{self.random.randrange(10**9)}")
        flow.set("sourceRef", source.get("id"))
        flow.set("targetRef", self._beside(flow).get("id") if flow.getparent() is not None else "")
        if source.tag.removeprefix(_B) in CHOOSING:
            asked = etree.SubElement(flow, f"{_B}conditionExpression")
            asked.text = f'{self.random.choice(FACTS)} = "{self.random.choice(ANSWERS)}"'

    def _other_gateway(self) -> None:
        gateway = self._of(*GATEWAYS)
        if gateway is None:
            return
        gateway.tag = _B + self.random.choice(sorted(GATEWAYS))
        if gateway.tag.removeprefix(_B) not in CHOOSING:
            gateway.attrib.pop("default", None)
            self._ask_nothing(gateway)

    def _ask_nothing(self, gateway: Any) -> None:
        for flow in self.flows:
            if flow.get("sourceRef") == gateway.get("id"):
                for asked in flow.findall(f"{_B}conditionExpression"):
                    flow.remove(asked)

    def _no_default(self) -> None:
        gateway = self._of(*CHOOSING)
        if gateway is not None:
            gateway.attrib.pop("default", None)

    def _no_condition(self) -> None:
        for asked in self.root.iter(f"{_B}conditionExpression"):
            asked.getparent().remove(asked)
            return

    def _rub_out(self) -> None:
        flow = self.random.choice(self.flows)
        flow.getparent().remove(flow)
        self.flows.remove(flow)

    def _automatic(self) -> None:
        """A step for a person becomes one that nobody does."""
        step = self._of("userTask")
        if step is not None:
            step.tag = f"{_B}intermediateThrowEvent"
            step.attrib.pop(f"{_CAMUNDA}formKey", None)
            for loop in list(step):
                step.remove(loop)

    def _no_wait(self) -> None:
        """A wait becomes a milestone, or one for what is always so."""
        wait = self._of("intermediateCatchEvent")
        if wait is not None:
            wait.tag = f"{_B}intermediateThrowEvent"
            for event in list(wait):
                wait.remove(event)

    def _cut_out(self) -> None:
        """A step goes; what led to it leads to what followed."""
        step = self._of(*ACTIVITIES, "intermediateThrowEvent", "intermediateCatchEvent", *GATEWAYS)
        if step is None:
            return
        out = [flow for flow in self.flows if flow.get("sourceRef") == step.get("id")]
        for flow in self.flows:
            if out and flow.get("targetRef") == step.get("id"):
                flow.set("targetRef", out[0].get("targetRef"))
        for flow in out:
            flow.getparent().remove(flow)
        step.getparent().remove(step)
        for ref in list(self.root.iter(f"{_B}flowNodeRef")):
            if ref.text == step.get("id"):
                ref.getparent().remove(ref)

    def _call_another(self) -> None:
        call = self._of("callActivity")
        if call is not None:
            call.set("calledElement", self.random.choice(["case", "call", call.get("calledElement")]))

    def _interrupt(self) -> None:
        edge = self._of("boundaryEvent")
        if edge is not None:
            edge.set("cancelActivity", "false" if edge.get("cancelActivity") == "true" else "true")
