"""Tells a diagram in words, in numbered steps, equal to its picture; called by the command and by pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from engine.diagrams.files import DIAGRAM, FORM, LIST, kind_of, only
from engine.diagrams.model import Diagram, Flow, Process, Step, load, one_line
from engine.diagrams.words import Words


@dataclass(frozen=True)
class OutlineItem:
    """One line. `kind`: process, section, start, step, wait, question, fork, table, action, call, milestone, part, end;
    or answer, edge, detail, which belong to the nearest line above with a lower level."""

    element_id: str
    text: str
    level: int
    kind: str
    number: str = ""
    process: str = ""
    file: str = ""

    @property
    def line(self) -> str:
        """The item as a line of plain text."""
        mark = f"{self.number}. " if self.number else "- " if self.kind in ("answer", "edge", "detail") else ""
        return f"{'  ' * self.level}{mark}{self.text}"


def lines(source: Mapping[str, bytes] | Diagram, words: Words | None = None) -> list[str]:
    """The procedure, or one diagram, as lines of text."""
    return [item.line for item in items(source, words)]


def items(
    source: Mapping[str, bytes] | Diagram, words: Words | None = None, *, plain: bool = False
) -> list[OutlineItem]:
    """The procedure, or one diagram, as items that a page can mark done or active by `element_id`.

    `plain` leaves out the expression of whatever has a name as drawn: for people who work with the procedure.
    """
    if isinstance(source, Diagram):
        tellers = [Teller(source, process, words or Words(), plain=plain) for process in source.processes]
        return [item for teller in tellers for item in teller.told()]
    diagrams = [load(data, path) for path, data in only(source, DIAGRAM).items()]
    words = words or _words(source)
    return [item for diagram in diagrams for item in items(diagram, words, plain=plain)]


def _words(files: Mapping[str, bytes]) -> Words:
    """What the files call things; tables are left aside, as the outline does not look into them."""
    from engine.diagrams.reading import read  # Late: a page that tells one diagram needs no reader of forms.

    procedure, _ = read({path: data for path, data in files.items() if kind_of(path) in (DIAGRAM, FORM, LIST)})
    return procedure.words()


@dataclass
class Teller:
    """Tells one process; `numbers` says which number each step has, so that arrows can name it."""

    diagram: Diagram
    process: Process
    words: Words
    plain: bool = False
    numbers: dict[str, str] = field(default_factory=dict)
    order: dict[str, list[Step]] = field(default_factory=dict)

    def told(self) -> Iterator[OutlineItem]:
        self._number(self.process.id, "")
        yield self._item(self.process.id, self.process.label, 0, "process")
        if self.process.roles:
            yield self._item(self.process.id, f"Roles: {', '.join(self.process.roles)}", 1, "detail")
        if self.process.documentation:
            yield self._item(self.process.id, one_line(self.process.documentation), 1, "detail")
        yield from self._inside(self.process.id, 1)
        for section in self._any_time():
            yield from self._section(section)

    def _any_time(self) -> list[Step]:
        return [step for step in self.process.inside(self.process.id) if step.by_event]

    def _section(self, section: Step) -> Iterator[OutlineItem]:
        yield self._item(section.id, self._offered(section), 1, "section")
        yield from self._details(section, 2)
        yield from self._inside(section.id, 2)

    def _offered(self, section: Step) -> str:
        """What may happen at any time, and when it may."""
        offered = section.properties.get("offered", "")
        when = f", when {self.words.expression(offered)}" if offered not in ("", "true") and not self.plain else ""
        label = section.label if section.label.lower().startswith("at any time") else f"At any time: {section.label}"
        return f"{label}{when}"

    def _number(self, parent: str, prefix: str) -> None:
        self.order[parent] = in_order(self.process, parent)
        count = 0
        for step in self.order[parent]:
            if self.counts(step):
                count += 1
                self.numbers[step.id] = f"{prefix}{count}"
            if step.kind == "subProcess":
                self._number(step.id, f"{self.numbers[step.id]}.")
        if not prefix:
            for letter, section in zip(_letters(), self._any_time() if parent == self.process.id else [], strict=False):
                self._number(section.id, f"{letter}")

    def counts(self, step: Step) -> bool:
        """Whether a step has a number, and so a line of its own."""
        return step.kind not in ("startEvent", "boundaryEvent") and not passes_through(self.process, step)

    def _inside(self, parent: str, level: int) -> Iterator[OutlineItem]:
        listed = self.order[parent]
        for at, step in enumerate(listed):
            following = next((s for s in listed[at + 1 :] if s.id in self.numbers), None)
            yield from self._step(step, following, level)

    def _step(self, step: Step, following: Step | None, level: int) -> Iterator[OutlineItem]:
        if step.kind == "startEvent":
            yield self._item(step.id, self._begins(step), level, "start")
            yield from self._details(step, level + 1)
            return
        if step.id not in self.numbers:
            return
        text = f"{self._what(step)}{self._then(step, following)}"
        yield self._item(step.id, text, level, _KIND.get(step.kind, "step"), self.numbers[step.id])
        yield from self._details(step, level + 1)
        yield from self._answers(step, level + 1)
        for edge in self.process.edges_of(step.id):
            yield self._item(edge.id, self._edge(edge), level + 1, "edge")
        if step.kind == "subProcess":
            yield from self._inside(step.id, level + 1)

    def _begins(self, step: Step) -> str:
        who = f"{step.lane}: " if step.lane and step.form else ""
        if step.event is None:
            return f"{who}Begins: {step.label}" if step.name else f"{who}Begins"
        if step.event.kind == "message":
            return f"Begins when this comes: {one_line(step.event.text) or step.label}"
        name = f"{one_line(step.name)}, " if step.name else ""
        return f"Begins: {name}when {self._until(step)}"

    def _what(self, step: Step) -> str:
        who = f"{step.lane}: " if step.lane and step.for_a_person else ""
        if step.kind == "endEvent":
            return f"Ends: {one_line(step.name)}" if step.name else "Ends"
        if step.kind == "intermediateCatchEvent":
            return f"Wait: {step.label}" if self._enough(step.name) else f"Wait: {step.label} ({self._until(step)})"
        if step.kind == "callActivity":
            return f"{step.label}: go through “{self.words.process(step.called or '')}”"
        if step.gateway:
            return self._gateway(step)
        return who + _TOLD.get(step.kind, "{}").format(step.label)

    def _gateway(self, step: Step) -> str:
        if len(self.process.outgoing.get(step.id, ())) < 2:
            return "Wait until all branches that are under way have come here"
        name = f": {one_line(step.name)}" if step.name else ""
        return {
            "parallelGateway": f"All of these at the same time{name}",
            "inclusiveGateway": f"Question, one or more answers{name}",
            "eventBasedGateway": f"Wait for the first of these{name}",
        }.get(step.kind, f"Question{name}")

    def _until(self, step: Step) -> str:
        event = step.event
        if event is None or not event.text:
            return "nothing said"
        if event.kind == "timer":
            return f"on {self.words.expression(event.text)}"
        if event.kind == "condition":
            return f"until {self.words.expression(event.text)}"
        return one_line(event.text)

    def _edge(self, edge: Step) -> str:
        effect = f"{'stop it and' if edge.interrupting else 'meanwhile'} {self._go(edge.id)}"
        if self._enough(edge.name):
            return f"{one_line(edge.name)}: {effect}"
        event = edge.event
        what = self.words.expression(event.text) if event and event.text else "nothing said"
        when = f"If it is not done by {what}" if event and event.kind == "timer" else f"As soon as {what}"
        name = f" ({one_line(edge.name)})" if edge.name else ""
        return f"{when}{name}: {effect}"

    def _enough(self, name: str) -> bool:
        """Whether a name as drawn says it all."""
        return self.plain and bool(name.strip())

    def _details(self, step: Step, level: int) -> Iterator[OutlineItem]:
        for text in self._said(step):
            yield self._item(step.id, text, level, "detail")

    def _said(self, step: Step) -> Iterator[str]:
        if step.repeat:
            yield f"Once for each of: {self.words.expression(step.repeat.collection)}"
        if step.form:
            yield f"Form: {self.words.form(step.form)}"
        if step.decision:
            gives = f", which answers “{step.result}”" if step.result else ""
            yield f"Table: {step.decision.replace('_', ' ')}{gives}"
        if step.topic:
            yield f"Action: {step.topic.replace('_', ' ')}"
        yield from self._when(step)
        if step.discloses:
            yield f"Shows: {', '.join(self.words.disclosed(item) for item in step.discloses)}"
        if step.properties.get("guidance"):
            yield f"Guidance: {one_line(step.properties['guidance'])}"
        if step.documentation:
            yield one_line(step.documentation)

    def _when(self, step: Step) -> Iterator[str]:
        """By when it is asked, when nobody is asked, and who must not answer."""
        if step.due and not self.plain:
            yield f"Due: {self.words.expression(step.due)}"
        if step.properties.get("already") and not self.plain:
            yield f"Nobody is asked when this was answered before: {self.words.expression(step.properties['already'])}"
        if step.properties.get("decides") == "yes":
            yield "Decides: nobody with a conflict of interest in the case may do it"

    def _answers(self, step: Step, level: int) -> Iterator[OutlineItem]:
        flows = self.process.outgoing.get(step.id, ())
        if not step.gateway or len(flows) < 2:
            return
        for flow in flows:
            yield self._item(flow.id, f"{self._answer(step, flow)}{self._to(flow.target)}", level, "answer")

    def _answer(self, step: Step, flow: Flow) -> str:
        if step.kind == "eventBasedGateway":
            return ""
        name = one_line(flow.name)
        if self._enough(name):
            return f"{name}: "
        when = f"when {self.words.expression(flow.condition)}" if flow.condition else ""
        if flow.id == step.default:
            when = "otherwise"
        both = f"{name} ({when})" if name and when else name or when
        return f"{both}: " if both else ""

    def _then(self, step: Step, following: Step | None) -> str:
        flows = self.process.outgoing.get(step.id, ())
        if len(flows) != 1:
            return ""
        target = self._through(flows[0].target)
        if target is None or (following and following.id == target.id):
            return ""
        return f". Then {self._to(target.id)}"

    def _go(self, step_id: str) -> str:
        flows = self.process.outgoing.get(step_id, ())
        return " and ".join(f"go on with {self._to(flow.target)}" for flow in flows) or "nothing more"

    def _to(self, step_id: str) -> str:
        target = self._through(step_id)
        if target is None:
            return "nowhere"
        return f"step {self.numbers.get(target.id, '?')}, {_called(target)}"

    def _through(self, step_id: str) -> Step | None:
        """The step that an arrow really leads to: an unnamed gateway where branches only meet is not a stop."""
        for _ in range(len(self.process.steps) + 1):
            step = self.process.by_id.get(step_id)
            if step is None or not passes_through(self.process, step):
                return step
            step_id = self.process.outgoing[step.id][0].target
        return None

    def _item(self, element_id: str, text: str, level: int, kind: str, number: str = "") -> OutlineItem:
        return OutlineItem(element_id, text, level, kind, number, self.process.id, self.diagram.file)


_KIND = {
    "userTask": "step",
    "intermediateCatchEvent": "wait",
    "exclusiveGateway": "question",
    "inclusiveGateway": "question",
    "eventBasedGateway": "wait",
    "parallelGateway": "fork",
    "businessRuleTask": "table",
    "serviceTask": "action",
    "callActivity": "call",
    "subProcess": "part",
    "intermediateThrowEvent": "milestone",
    "endEvent": "end",
}
_TOLD = {"intermediateThrowEvent": "Milestone: {}", "subProcess": "{}, in these steps"}


def _called(step: Step) -> str:
    if step.name:
        return one_line(step.name)
    return "the end" if step.kind == "endEvent" else "where branches meet or part" if step.gateway else step.label


def passes_through(process: Process, step: Step) -> bool:
    """Whether it is only a place where either-or branches meet again, which needs no line of its own."""
    return step.kind == "exclusiveGateway" and len(process.outgoing.get(step.id, ())) == 1


def in_order(process: Process, parent: str) -> list[Step]:
    """The steps directly inside, in the order in which a reader meets them: each after all that lead to it, arrows back
    left aside; what nothing leads to comes last."""
    inside = [step for step in process.inside(parent) if not step.by_event]
    starts = [step for step in inside if step.kind == "startEvent"]
    entries = [step for step in inside if not process.incoming.get(step.id) and step.kind != "boundaryEvent"]
    within, seen = {step.id for step in inside}, set[str]()
    order: list[str] = []
    for root in [*starts, *entries, *inside]:
        order += _reached(process, root.id, within, seen)
    return [process.by_id[step_id] for step_id in order]


def _reached(process: Process, root: str, within: set[str], seen: set[str]) -> list[str]:
    """What the root leads to and was not seen yet, in order; without recursion, as drawings may be long."""
    if root in seen:
        return []
    seen.add(root)
    done: list[str] = []
    path = [(root, iter(_next(process, root)))]
    while path:
        here, ahead = path[-1]
        target = next((t for t in ahead if t in within and t not in seen), None)
        if target is None:
            done.append(here)
            path.pop()
        else:
            seen.add(target)
            path.append((target, iter(_next(process, target))))
    return done[::-1]


def _next(process: Process, step_id: str) -> Sequence[str]:
    """Where a step leads, last first, so that what is drawn first is told first."""
    flows = [flow.target for flow in process.outgoing.get(step_id, ())]
    return [*(edge.id for edge in process.edges_of(step_id)), *reversed(flows)]


def _letters() -> Iterator[str]:
    first = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    yield from first
    yield from (a + b for a in first for b in first)
