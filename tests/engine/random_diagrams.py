"""Random well-formed procedures: what is drawn, as a tree of boxes, and the drawings of it.

A box says what a person would see; `token_game` plays the same boxes without a workflow library. Facts are `f0` to `f4`
with the answers a, b and c; a condition that takes a step back has a fact of its own, so that no two of them race.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from xml.sax.saxutils import escape

from engine.computed import STRANDS
from engine.diagrams.closed_list import PLURALS
from tests.builders import Drawing, a_form

FACTS = ("f0", "f1", "f2", "f3", "f4")
ANSWERS = ("a", "b", "c")
THINGS = ("engagement", "child", "allegation")
PLAIN = frozenset({"task", "milestone", "either", "both", "some", "loop", "call", "sub", "fork"})
"""What the stock engine has too."""
ALL = PLAIN | {"table", "act", "timer", "wait", "first", "each", "edge"}

Boxes = tuple["Box", ...]


@dataclass(frozen=True)
class Box:
    """One drawn thing and what hangs on it. `parts` are its branches, body or host; `asks` an expression for each."""

    kind: str
    id: str
    parts: tuple[Boxes, ...] = ()
    asks: tuple[str, ...] = ()
    thing: str = ""
    interrupting: bool = False

    def all(self) -> Iterator[Box]:
        """The box and everything in it."""
        yield self
        for part in self.parts:
            for box in part:
                yield from box.all()


@dataclass(frozen=True)
class Procedure:
    """The boxes of a case, and what may happen at any time: by a message (News), a time (Time) or a condition."""

    seed: int
    boxes: Boxes
    any_time: dict[str, Boxes] = field(default_factory=dict)

    def all(self) -> Iterator[Box]:
        """Every box of it."""
        for boxes in (self.boxes, *self.any_time.values()):
            for box in boxes:
                yield from box.all()

    def drawings(self, message: str | None = None) -> list[Drawing]:
        """The case's drawing, begun by this message if one is named, and those that it calls."""
        return _Pen().procedure(self, message)

    def files(self) -> dict[str, bytes]:
        """All that a version of it is made of, with a way in."""
        call = Drawing("call").start("call_start", form="call").end("opens", message="Contact received")
        files = {f"processes/{d.id}.bpmn": d.xml() for d in (call, *self.drawings("Contact received"))}
        return files | {"processes/table.dmn": _TABLE} | {f"forms/{name}.form": form for name, form in _forms(self)}


def procedure(seed: int, kinds: frozenset[str] = ALL, size: int = 9) -> Procedure:
    """The procedure of this seed, of about so many boxes; each is drawn with some of these kinds, never with all."""
    random = Random(seed)
    some = frozenset(random.sample(sorted(kinds), random.randint(3, len(kinds) - 2)))
    maker = _Maker(random, some | {"task"}, size)
    boxes = maker.boxes(_Place(tail=True))
    any_time = {}
    for number in range(maker.random.choice((0, 0, 1, 2)) if "wait" in kinds else 0):
        maker.left = size // 3
        any_time[f"News {number}"] = (maker.box("task"), *maker.boxes(_Place(tail=True)))
    return Procedure(seed, boxes, any_time)


@dataclass(frozen=True)
class _Place:
    """Where a box is to stand: at the end of its scope, how deep, inside which instances, beside others of its kind."""

    tail: bool = False
    depth: int = 0
    things: tuple[str, ...] = ()
    beside: bool = False

    def inner(self, **changed: object) -> _Place:
        return _Place(**{**vars(self), "tail": False, "depth": self.depth + 1, **changed})  # type: ignore[arg-type]


class _Maker:
    """Throws the dice."""

    def __init__(self, random: Random, kinds: frozenset[str], size: int) -> None:
        self.random, self.kinds, self.left, self.number = random, kinds, size, 0
        self.strands = list(STRANDS)

    def boxes(self, place: _Place, at_least: int = 0) -> Boxes:
        """A sequence of a few boxes; a fork without a join only at its end."""
        wanted = max(at_least, self.random.choice((1, 1, 2, 2, 3)))
        made = [self.any(place) for _ in range(wanted if self.left > 0 else max(at_least, 1))]
        if place.tail and "fork" in self.kinds and self.left > 2 and self.random.random() < 0.25:
            made.append(self._fork(place))
        return tuple(made)

    def any(self, place: _Place) -> Box:
        self.left -= 1
        simple = sorted(self.kinds & {"task", "timer", "wait", "table", "act", "milestone"})
        nested = sorted(self.kinds - {*simple, "fork"})
        if not nested or self.left <= 0 or place.depth > 3 or self.random.random() < 0.45:
            return self.box(self.random.choice(["task", *simple]), place)
        return getattr(self, f"_{self.random.choice(nested)}")(place)

    def box(self, kind: str, place: _Place | None = None, *parts: Boxes, **more: object) -> Box:
        self.number += 1
        if kind == "wait" and not more:
            more["asks"] = (self._asked(place or _Place(), wait=True),)
        return Box(kind, f"{kind}{self.number}", parts, **more)  # type: ignore[arg-type]

    def _asked(self, place: _Place, *, wait: bool = False) -> str:
        one, other = self.random.sample(FACTS, 2)
        answer, second = self.random.sample(ANSWERS, 2)
        forms = [
            f'{one} = "{answer}"',
            f'{one} in ["{answer}", "{second}"]',
            f'{one} = "{answer}" and {other} != "{second}"',
            f'not({one} = "{answer}") or {other} = null',
        ]
        if wait:
            forms.append('every s in strands satisfies s.status = "finished"')
        forms += [f'{thing}.told = "yes"' for thing in place.things for _ in range(2)]
        return self.random.choice(forms)

    def _branches(self, place: _Place, least: int = 2) -> tuple[Boxes, ...]:
        return tuple(self.boxes(place) for _ in range(self.random.randint(least, 3)))

    def _either(self, place: _Place) -> Box:
        parts = list(self._branches(place.inner()))
        if self.random.random() < 0.3:
            parts[self.random.randrange(len(parts))] = ()  # An arrow straight past.
        return self.box("either", None, *parts, asks=tuple(self._asked(place) for _ in parts[1:]))

    def _some(self, place: _Place) -> Box:
        parts = self._branches(place.inner(beside=True))
        return self.box("some", None, *parts, asks=tuple(self._asked(place) for _ in parts[1:]))

    def _both(self, place: _Place) -> Box:
        return self.box("both", None, *self._branches(place.inner(beside=True)))

    def _fork(self, place: _Place) -> Box:
        return self.box("fork", None, *self._branches(place.inner(tail=True, beside=True)))

    def _loop(self, place: _Place) -> Box:
        body = self.boxes(place.inner())
        return self.box("loop", None, (*body, self.box("task")), asks=(self._asked(place),))

    def _first(self, place: _Place) -> Box:
        parts: list[Boxes] = []
        for _ in range(self.random.randint(2, 3)):
            begins = self.box(self.random.choice(("timer", "wait")), place)
            parts.append((begins, *(self.boxes(place.inner()) if self.random.random() < 0.7 else ())))
        return self.box("first", None, *parts)

    def _sub(self, place: _Place) -> Box:
        return self.box("sub", None, self.boxes(place.inner(tail=True)))

    def _call(self, place: _Place) -> Box:
        kind = self.strands.pop() if self.strands and self.random.random() < 0.4 and "each" in self.kinds else ""
        return self.box("call", None, self.boxes(place.inner(tail=True)), thing=kind)

    def _activity(self, place: _Place) -> Box:
        kinds = sorted(self.kinds & {"sub", "call"})
        if self.left <= 0 or not kinds or self.random.random() < 0.4:
            return self.box("task")
        return getattr(self, f"_{self.random.choice(kinds)}")(place)

    def _each(self, place: _Place) -> Box:
        things = [thing for thing in THINGS if thing not in place.things]
        if not things:
            return self.box("task")
        thing = self.random.choice(things)
        which = self.random.choice(("", "", '[told = "yes"]', '[told = "no"]', '[told = "never"]'))
        host = self._activity(place.inner(things=(*place.things, thing)))
        return self.box("each", None, (host,), thing=thing, asks=(f"{PLURALS[thing]}{which}",))

    def _edge(self, place: _Place) -> Box:
        """An activity with an event on its edge."""
        host = self._each(place) if "each" in self.kinds and self.random.random() < 0.3 else self._activity(place)
        interrupting = self.random.random() < 0.6
        condition = interrupting and self.random.random() < 0.5
        handler = self.boxes(place.inner()) if interrupting or self.random.random() < 0.9 else ()
        self.number += 1
        asks = (f"pulse{self.number} = true",) if condition else ()
        return self.box("edge", None, (host,), handler, asks=asks, interrupting=interrupting)


class _Pen:
    """Draws boxes with arrows from left to right; every draw returns the id that the next arrow leaves."""

    def __init__(self) -> None:
        self.called: list[Drawing] = []

    def procedure(self, drawn: Procedure, message: str | None) -> list[Drawing]:
        case = self._process(Drawing("case"), drawn.boxes, message)
        for number, (begins, boxes) in enumerate(drawn.any_time.items()):
            inside = Drawing(f"any{number}")
            first = boxes[0].id
            inside.task(first, first, after=None)
            self._end(inside, boxes[1:], first)
            case.any_time(f"any{number}", begins, inside).lane.append(f"any{number}")
            if not begins.startswith("News"):
                event = _TIMER if begins.startswith("Time") else _condition(begins)
                case.parts[-1] = _MESSAGE.sub(event, case.parts[-1])
                case.messages.pop(begins)
        return [case, *self.called]

    def _process(self, drawing: Drawing, boxes: Boxes, message: str | None = None) -> Drawing:
        start = f"{drawing.id}_start"
        drawing.start(start, message)
        self._end(drawing, boxes, start)
        return drawing

    def _end(self, drawing: Drawing, boxes: Boxes, source: str) -> None:
        last = self._boxes(drawing, boxes, source)
        if last is not None:
            drawing.number += 1
            drawing.end(f"{drawing.id}_end{drawing.number}", after=last)

    def _boxes(self, drawing: Drawing, boxes: Boxes, source: str | None, condition: str | None = None) -> str | None:
        for box in boxes:
            source = getattr(self, f"_{box.kind}", self._plain)(drawing, box, source, condition)
            condition = None
        return source

    def _put(self, drawing: Drawing, tag: str, id: str, source: str | None, asked: str | None, **more: str) -> str:
        drawing.put(tag, id, more.pop("inner", ""), None, **more)
        if source is not None:
            drawing.flow(source, id, asked)
        return id

    def _plain(self, drawing: Drawing, box: Box, source: str | None, asked: str | None) -> str:
        tag, more = {
            "task": ("userTask", {"name": box.id, "camunda__formKey": box.id}),
            "milestone": ("intermediateThrowEvent", {"name": box.id}),
            "table": (
                "businessRuleTask",
                {"camunda__decisionRef": "table", "camunda__resultVariable": f"answer_{box.id}"},
            ),
            "act": ("serviceTask", {"camunda__type": "external", "camunda__topic": "close_case"}),
            "timer": ("intermediateCatchEvent", {"inner": _TIMER}),
            "wait": ("intermediateCatchEvent", {"inner": _condition("".join(box.asks))}),
        }[box.kind]
        return self._put(drawing, tag, box.id, source, asked, **more)

    def _gateway(self, drawing: Drawing, kind: str, id: str, source: str | None, asked: str | None, **more: str) -> str:
        return self._put(drawing, f"{kind}Gateway", id, source, asked, **more)

    def _chosen(self, drawing: Drawing, box: Box, source: str | None, asked: str | None, kind: str) -> str:
        """Branches after the first have conditions, in order; the first is the default."""
        gate = self._gateway(drawing, kind, box.id, source, asked, default=f"{box.id}_default")
        meet = self._gateway(drawing, kind, f"{box.id}_meet", None, None)
        for part, condition in zip(box.parts, (None, *box.asks), strict=True):
            before = f"{box.id}_past" if condition is None else gate
            if condition is None:  # The default arrow needs an id, so that it leads to a milestone of its own.
                drawing.put("intermediateThrowEvent", before, "", None, name=before)
                drawing.flow(gate, before, id=f"{box.id}_default")
            last = self._boxes(drawing, part, before, condition)
            drawing.flow(str(last), meet, None if part else condition)
        return meet

    def _either(self, drawing: Drawing, box: Box, source: str | None, asked: str | None) -> str:
        return self._chosen(drawing, box, source, asked, "exclusive")

    def _some(self, drawing: Drawing, box: Box, source: str | None, asked: str | None) -> str:
        return self._chosen(drawing, box, source, asked, "inclusive")

    def _both(self, drawing: Drawing, box: Box, source: str | None, asked: str | None) -> str:
        gate = self._gateway(drawing, "parallel", box.id, source, asked)
        meet = self._gateway(drawing, "parallel", f"{box.id}_meet", None, None)
        for part in box.parts:
            drawing.flow(str(self._boxes(drawing, part, gate)), meet)
        return meet

    def _fork(self, drawing: Drawing, box: Box, source: str | None, asked: str | None) -> None:
        gate = self._gateway(drawing, "parallel", box.id, source, asked)
        for part in box.parts:
            self._end(drawing, part, gate)

    def _loop(self, drawing: Drawing, box: Box, source: str | None, asked: str | None) -> str:
        back = self._gateway(drawing, "exclusive", f"{box.id}_back", source, asked)
        last = self._boxes(drawing, box.parts[0], back)
        gate = self._gateway(drawing, "exclusive", box.id, last, None, default=f"{box.id}_on")
        drawing.flow(gate, back, box.asks[0])
        drawing.put("intermediateThrowEvent", f"{box.id}_past", "", None, name=f"{box.id}_past")
        drawing.flow(gate, f"{box.id}_past", id=f"{box.id}_on")
        return f"{box.id}_past"

    def _first(self, drawing: Drawing, box: Box, source: str | None, asked: str | None) -> str:
        gate = self._gateway(drawing, "eventBased", box.id, source, asked)
        meet = self._gateway(drawing, "exclusive", f"{box.id}_meet", None, None)
        for part in box.parts:
            drawing.flow(str(self._boxes(drawing, part, gate)), meet)
        return meet

    def _sub(self, drawing: Drawing, box: Box, source: str | None, asked: str | None, loop: str = "") -> str:
        inside = self._process(Drawing(box.id), box.parts[0])
        drawing.lane += inside.lane
        return self._put(drawing, "subProcess", box.id, source, asked, inner=loop + inside.body())

    def _call(self, drawing: Drawing, box: Box, source: str | None, asked: str | None, loop: str = "") -> str:
        said = {"thing": "strand", "kind": box.thing} if box.thing else {}
        called = Drawing(f"{box.id}_called", **said)
        self.called.append(self._process(called, box.parts[0]))
        return self._put(drawing, "callActivity", box.id, source, asked, inner=loop, calledElement=called.id)

    def _each(self, drawing: Drawing, box: Box, source: str | None, asked: str | None) -> str:
        host = box.parts[0][0]
        loop = (
            f"<bpmn:multiInstanceLoopCharacteristics camunda:collection='{box.asks[0]}' "
            f'camunda:elementVariable="{box.thing}"/>'
        )
        if host.kind == "task":
            more = {"name": host.id, "camunda__formKey": host.id}
            return self._put(drawing, "userTask", host.id, source, asked, inner=loop, **more)
        return getattr(self, f"_{host.kind}")(drawing, host, source, asked, loop)

    def _edge(self, drawing: Drawing, box: Box, source: str | None, asked: str | None) -> str:
        (host,), handler = box.parts
        last = str(self._boxes(drawing, (host,), source, asked))
        event = _condition(box.asks[0]) if box.asks else _TIMER
        cancels = str(box.interrupting).lower()
        self._put(drawing, "boundaryEvent", box.id, None, None, inner=event, attachedToRef=last, cancelActivity=cancels)
        if not box.interrupting:
            self._end(drawing, handler, box.id)
            return last
        meet = self._gateway(drawing, "exclusive", f"{box.id}_meet", last, None)
        drawing.flow(str(self._boxes(drawing, handler, box.id)), meet)
        return meet


def _condition(text: str) -> str:
    inner = f"<bpmn:condition>{escape(text)}</bpmn:condition>"
    return f"<bpmn:conditionalEventDefinition>{inner}</bpmn:conditionalEventDefinition>"


_MESSAGE = re.compile("<bpmn:messageEventDefinition [^>]*/>")
_TIMER = "<bpmn:timerEventDefinition><bpmn:timeDate>received_at</bpmn:timeDate></bpmn:timerEventDefinition>"


def _forms(drawn: Procedure) -> Iterator[tuple[str, bytes]]:
    """A form for each step, and the call's, which asks all that conditions speak of."""
    steps = [box.id for box in drawn.all() if box.kind == "task"]
    yield from ((id, a_form(_text(f"note_{id}"), name=id)) for id in steps)
    facts = [{**_text(fact), "type": "radio", "values": [_choice(answer) for answer in ANSWERS]} for fact in FACTS]
    pulses = {ask.partition(" ")[0] for box in drawn.all() for ask in box.asks if ask.startswith("pulse")}
    boxes = [{**_text(pulse), "type": "checkbox"} for pulse in sorted(pulses)]
    told = {**_text("told"), "type": "radio", "values": [_choice(answer) for answer in ("yes", "no", "never")]}
    groups = [
        {
            "type": "dynamiclist",
            "path": PLURALS[thing],
            "label": thing,
            "properties": {"rows": thing},
            "components": [told],
        }
        for thing in THINGS
    ]
    yield "call", a_form(*facts, *boxes, *groups, name="call")


def _text(key: str) -> dict[str, object]:
    return {"type": "textfield", "key": key, "label": key}


def _choice(answer: str) -> dict[str, str]:
    return {"value": answer, "label": answer}


_TABLE = b"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="tables" name="tables" namespace="ladoflow">
  <decision id="table" name="The table">
    <decisionTable id="rows" hitPolicy="UNIQUE">
      <input id="in"><inputExpression id="asked" typeRef="string"><text>f0</text></inputExpression></input>
      <output id="out" name="answer" typeRef="string"/>
      <rule id="r1"><inputEntry id="r1i"><text>-</text></inputEntry>
      <outputEntry id="r1o"><text>"yes"</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>
"""
