"""Tells a whole procedure as a manual: ways in, the way of a case, strands, any time, clocks, tables; for `outline`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.diagrams import tables_told
from engine.diagrams.asking import asked, long_lists
from engine.diagrams.files import DIAGRAM, FORM, LIST, kind_of
from engine.diagrams.model import Process, Step, load, one_line
from engine.diagrams.outline import OutlineItem, Teller
from engine.diagrams.reading import read
from engine.diagrams.times import Times
from engine.diagrams.vocabulary import Procedure
from engine.diagrams.words import Words

TITLE = "# The procedure, step by step"
HOW = (
    "This is told from the drawings, forms, tables and clocks that the service works by, so that it says what is done.",
    "A step begins with who does it; where nothing else is said, the next one follows. * marks a question that must be",
    "answered.",
)
WAYS_IN, ROUTE, STRANDS, ANY_TIME, APART, OTHERS = (
    "Ways in", "The way of a case", "The strands beside it", "What may happen at any time", "What is no case",
    "Other drawings",
)  # fmt: skip
THINGS = {
    "engagement": "job or role", "strand": "strand", "action": "agreed action", "allegation": "allegation",
    "adult": "adult", "child": "child", "case": "case", "meeting": "meeting",
}  # fmt: skip


def lines(files: Mapping[str, bytes]) -> list[str]:
    """The manual of a folder of files; raises what a drawing that cannot be read raises."""
    wanted = {path: data for path, data in files.items() if kind_of(path) in (DIAGRAM, FORM, LIST)}
    for path, data in wanted.items():
        if kind_of(path) == DIAGRAM:
            load(data, path)
    procedure, _ = read(wanted)
    tables = tables_told.drawn(files)
    book = Book(procedure, {each.id: each.name for each in tables})
    told = [TITLE, "", *HOW, "", "## Contents", "", *book.contents()]
    for group, parts in book.groups.items():
        told += ["", f"## {group}"] if parts else []
        for part in parts:
            told += ["", *book.part(part)]
    told += long_lists(procedure.forms.values(), procedure.lists)
    told += tables_told.clocks(book.times)
    return [*told, *tables_told.tables(tables, procedure.lists, book.words)]


@dataclass(frozen=True)
class Part:
    """A drawing, or what of one may happen at any time: a chapter with a number."""

    number: int
    name: str
    process: Process
    section: Step | None = None


@dataclass
class Book:
    """The chapters in the order in which a reader needs them."""

    procedure: Procedure
    tables: Mapping[str, str]  # what the decisions are called
    groups: dict[str, list[Part]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words: Words = self.procedure.words()
        self.times = Times(self.procedure.clocks or {}, self.words)
        self.processes = {p.id: p for drawn in self.procedure.diagrams.values() for p in drawn.processes}
        self.numbers: dict[str, int] = {}
        tops = [p for p in self.processes.values() if _begins_by(p, "message")]
        tops.sort(key=lambda top: -len(self._called(top, top.id)))  # a case leads to the most, and is told first
        way = [p.id for top in tops[:1] for p in self._called(top, top.id)]
        beside = self._beside(way) - {top.id for top in tops}
        self._group(WAYS_IN, [p.id for p in self.processes.values() if _way_in(p)])
        self._group(ROUTE, [each for each in way if each not in beside])
        self._group(STRANDS, [each for each in way if each in beside])
        for top in tops[:1]:
            self._any_time(top)
        self._group(APART, [p.id for top in tops[1:] for p in self._called(top, top.id)])
        self._group(OTHERS, list(self.processes))

    def _group(self, name: str, processes: list[str]) -> None:
        parts = self.groups.setdefault(name, [])
        for process in (self.processes[each] for each in processes if each not in self.numbers):
            self.numbers[process.id] = self._next()
            parts.append(Part(self.numbers[process.id], process.label, process))

    def _any_time(self, top: Process) -> None:
        """Each thing that may happen, with the drawing that it leads to where it does nothing else itself."""
        parts = self.groups.setdefault(ANY_TIME, [])
        for section in (step for step in top.inside(top.id) if step.by_event):
            steps = [step for step in top.inside(section.id) if step.activity]
            called = self.processes.get(steps[0].called or "") if len(steps) == 1 else None
            number = self._next()
            if called and called.id not in self.numbers:
                self.numbers[called.id] = number
                parts.append(Part(number, _any_time_name(section), called, section))
            else:
                parts.append(Part(number, _any_time_name(section), top, section))
            self._group(ANY_TIME, [p.id for p in self._called(top, section.id)][1:])

    def _next(self) -> int:
        return sum(len(parts) for parts in self.groups.values()) + 1

    def _called(self, process: Process, inside: str) -> list[Process]:
        """A drawing and those that it calls, each once, in the order of its steps."""
        found, waiting = [process], self._calls(process, inside)[::-1]
        while waiting:
            called = waiting.pop()
            if called not in found:
                found.append(called)
                waiting += self._calls(called, called.id)[::-1]
        return found

    def _calls(self, process: Process, inside: str) -> list[Process]:
        steps = [step for step in process.steps if step.called in self.processes]
        if inside == process.id:
            return [self.processes[step.called or ""] for step in steps if not _in_section(process, step)]
        return [self.processes[step.called or ""] for step in steps if step.parent == inside]

    def _beside(self, way: list[str]) -> set[str]:
        """The strands, what only chooses between them, and what only they call."""
        calls = {each: {p.id for p in self._calls(self.processes[each], each)} for each in way}
        strands = {each for each in way if self.processes[each].thing == "strand"}
        strands |= {each for each in way if calls[each] and calls[each] <= strands}
        for each in way:
            callers = {other for other in way if each in calls[other]}
            strands |= {each} if callers and callers <= strands else set()
        return strands

    def contents(self) -> Iterator[str]:
        """The chapters, by group."""
        for group, parts in self.groups.items():
            if parts:
                yield from (f"- {group}", *(f"  - {part.number}. {part.name}" for part in parts))
        yield from ("- The clocks", "- The decision tables")

    def part(self, part: Part) -> Iterator[str]:
        """One chapter."""
        yield f"### {part.number}. {part.name}"
        diagram = next(d for d in self.procedure.diagrams.values() if part.process in d.processes)
        teller = ManualTeller(diagram, part.process, self.words, plain=True, book=self)
        if part.section is not None:
            yield from teller.offered(part.section)
        yield from teller.chapter(part.section)
        if part in self.groups.get(APART, []):
            yield from teller.sections()


@dataclass
class ManualTeller(Teller):
    """Tells one drawing as people read a manual: what a step is for, by when, what is asked, what if it is late."""

    book: "Book | None" = None

    def offered(self, section: Step) -> Iterator[str]:
        """When something that may happen at any time can be started."""
        offered = section.properties.get("offered", "true")
        if offered == "false":
            yield from ("", "Nobody starts it: it begins by itself.")
            return
        when = "always, also after closing" if offered == "true" else f"when {self.words.expression(offered)}"
        yield from ("", f"Can be started {when}.")

    def sections(self) -> Iterator[str]:
        """What may happen at any time in this drawing, each under its name."""
        for section in self._any_time():
            yield from ("", f"#### {_any_time_name(section)}")
            yield from self.offered(section)
            yield from _printed(self._inside(section.id, 0))

    def chapter(self, section: Step | None) -> Iterator[str]:
        """The drawing without what may happen at any time, or only one such thing of it."""
        self._number(self.process.id, "")
        own = section is not None and section.parent == self.process.id
        documentation = section.documentation if section and own else self.process.documentation
        if documentation:
            yield from ("", one_line(documentation))
        if self.process.roles and not own:
            yield from ("", f"Who takes part: {', '.join(self.process.roles)}.")
        yield from _printed(self._inside(section.id if section and own else self.process.id, 0))

    def counts(self, step: Step) -> bool:
        """An end is told where it is reached."""
        return super().counts(step) and step.kind != "endEvent"

    def _to(self, step_id: str) -> str:
        target = self._through(step_id)
        if target is not None and target.kind == "endEvent":
            return f"it ends: {one_line(target.name)}" if target.name else "it ends"
        return super()._to(step_id)

    def _begins(self, step: Step) -> str:
        if step.form and step.lane:
            return f"It begins with a form, “{self.words.form(step.form)}”, filled in by: {step.lane}."
        if step.event is not None and step.event.kind == "message":
            return f"It begins when somebody says: {one_line(step.event.text) or step.label}."
        return (
            f"It begins when this is so: {one_line(step.name)}."
            if step.name
            else "It begins when another part says so."
        )

    def _what(self, step: Step) -> str:
        if step.kind == "callActivity" and self.book:
            number = self.book.numbers.get(step.called or "", 0)
            part = f"part {number}, {self.words.process(step.called or '')}"
            own = one_line(step.name)
            return f"Go through {part}" if part.endswith(own) else f"{own}: go through {part}"
        return super()._what(step)

    def _edge(self, edge: Step) -> str:
        """What happens when a step is late, or when it is taken back."""
        flows = self.process.outgoing.get(edge.id, ())
        targets = [target for flow in flows if (target := self._through(flow.target))]
        then = " and ".join(self._who(target.id) for target in targets) or "nothing more"
        if edge.event is not None and edge.event.kind == "timer":
            return f"When the day has come: {then}, instead" if edge.interrupting else f"If it is late: {then}"
        name = one_line(edge.name) or self._until(edge)
        ends = all(target.kind == "endEvent" for target in targets)
        return f"It stops as soon as this is so: {name}{'' if ends else f'. Then {then}'}"

    def _who(self, step_id: str) -> str:
        target = self._through(step_id)
        who = f"{target.lane}: " if target is not None and target.for_a_person and target.lane else ""
        return f"{who}{self._to(step_id)}"

    def _said(self, step: Step) -> Iterator[str]:
        if step.documentation:
            yield one_line(step.documentation)
        if step.repeat:
            yield self._each(step)
        yield from self._times(step)
        if step.form:
            yield from self._form(step.form)
        if step.decision:
            named = self.book.tables if self.book else {}
            yield f"Found by the table “{named.get(step.decision, step.decision.replace('_', ' '))}”"
        yield from self._limits(step)
        if step.properties.get("guidance"):
            yield _guidance(one_line(step.properties["guidance"]))

    def _times(self, step: Step) -> Iterator[str]:
        assert self.book is not None  # noqa: S101 - a manual has one
        if step.due:
            yield f"Due {self.book.times.due(step.due)}"
        event = step.event
        if step.kind == "intermediateCatchEvent" and event is not None and event.kind == "timer":
            ways = self.book.times.ways(event.text)
            if len(ways) == 1 and "duration(" not in event.text:
                yield f"The day: {ways[0]}"

    def _form(self, name: str) -> Iterator[str]:
        form = self.book.procedure.forms.get(name) if self.book else None
        if form is None or self.book is None:
            yield f"Form: {self.words.form(name)}"
        else:
            yield from asked(form, self.book.procedure.lists)

    def _limits(self, step: Step) -> Iterator[str]:
        if step.properties.get("already"):
            yield "Nobody is asked when it was answered before, at the meeting for example"
        if step.properties.get("decides") == "yes":
            yield "Nobody with a conflict of interest in the case may do it"
        if step.discloses:
            yield f"Whoever does it is shown: {'; '.join(self._disclosed(step.discloses))}"

    def _disclosed(self, items: tuple[str, ...]) -> Iterator[str]:
        """What a step shows, together for each thing."""
        shown: dict[str, list[str]] = {}
        for item in items:
            thing, _, key = item.partition(".")
            label = self.words.labels.get(key, key.replace("_", " ")).rstrip("?")
            shown.setdefault(thing, []).append("everything" if key == "*" else f"{label[:1].lower()}{label[1:]}")
        for thing, keys in shown.items():
            yield f"{THINGS[thing]} ({', '.join(keys)})" if thing in THINGS else thing.replace(":", ": ")

    def _each(self, step: Step) -> str:
        repeat = step.repeat
        assert repeat is not None  # noqa: S101 - asked of steps that repeat
        chosen = re.fullmatch(r"\s*\w+\s*\[(.*)\]\s*", repeat.collection, re.DOTALL)
        only = f" of which this is so: {self.words.expression(chosen[1])}" if chosen else ""
        return f"Once for each {THINGS.get(repeat.variable, repeat.variable)}{only}"


def _printed(items: Iterator[OutlineItem]) -> Iterator[str]:
    """Items as markdown: a step is a paragraph with its number, what belongs to it a list below."""
    for item in items:
        indent = "   " * max(item.level - (1 if item.level else 0), 0)
        if item.kind in ("answer", "edge", "detail"):
            yield f"{indent}- {_sentence(item.text)}"
        else:
            yield from ("", f"{indent}{item.number + '. ' if item.number else ''}{_sentence(item.text)}")


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", ":", ";")) else f"{text}."


def _guidance(text: str) -> str:
    """“Title | what it says | source” as a sentence."""
    title, _, rest = text.partition(" | ")
    says, _, source = rest.rpartition(" | ")
    return f"Guidance: {title}. {says} ({source})" if says and source else f"Guidance: {text}"


def _any_time_name(section: Step) -> str:
    name = re.sub(r"^at any time( after closing)?:\s*", "", section.label, flags=re.IGNORECASE)
    return f"{name[:1].upper()}{name[1:]}"


def _begins_by(process: Process, kind: str) -> bool:
    starts = (s for s in process.inside(process.id) if s.kind == "startEvent")
    return any(start.event is not None and start.event.kind == kind for start in starts)


def _way_in(process: Process) -> bool:
    return any(step.kind == "startEvent" and step.form for step in process.inside(process.id))


def _in_section(process: Process, step: Step) -> bool:
    """Whether a step stands in what may happen at any time."""
    while step.parent != process.id:
        step = process.by_id[step.parent]
        if step.by_event:
            return True
    return step.by_event
