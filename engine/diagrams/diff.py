"""What differs between two procedures, in words; called by the desk's comparison, publication and the command."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.diagrams.closed_list import STEPS
from engine.diagrams.model import Diagram, Flow, Process, Step, one_line
from engine.diagrams.naming import heading, quoted
from engine.diagrams.problem import WHOLE, named
from engine.diagrams.reading import read
from engine.diagrams.vocabulary import Procedure
from engine.diagrams.words import Words

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
ORDER = (ADDED, REMOVED, CHANGED)


@dataclass(frozen=True)
class Change:
    """One difference. `words` is a whole sentence; `before` and `after` are what to strike through and to underline;
    `wording` says that only what people read has changed, not what happens."""

    kind: str
    file: str
    step: str
    words: str
    element_id: str = ""
    before: str = ""
    after: str = ""
    wording: bool = False

    @property
    def line(self) -> str:
        """The change on one line, as the command prints it."""
        return one_line(f"{self.file}: {self.step}: {self.words}")


@dataclass(frozen=True)
class Side:
    """One of the two procedures, with its own words."""

    files: Mapping[str, bytes]
    procedure: Procedure
    words: Words


def changes(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> list[Change]:
    """Every difference between two sets of files by path: added first, then removed, then changed; [] if none."""
    from engine.diagrams import diff_forms, diff_stories

    before, after = _side(old), _side(new)
    found = [*_diagrams(before, after), *diff_forms.changes(before, after), *diff_stories.changes(before, after)]
    seen = {change.file for change in found}
    found += [change for change in _files(before, after) if change.file not in seen]
    return sorted(found, key=lambda change: (change.wording, ORDER.index(change.kind), change.file))


def _side(files: Mapping[str, bytes]) -> Side:
    procedure, _ = read(files)
    return Side(files, procedure, procedure.words())


def _files(before: Side, after: Side) -> Iterator[Change]:
    """Files in which no difference of meaning was found, so that none is passed over in silence."""
    for path in sorted(before.files.keys() | after.files.keys()):
        old, new = before.files.get(path), after.files.get(path)
        if new is None:
            yield Change(REMOVED, path, WHOLE, "The file is gone.")
        elif old is None:
            yield Change(ADDED, path, WHOLE, "The file is new.")
        elif old != new:
            words = "Only what changes nothing is different: the layout, annotations or the way it is written down."
            yield Change(CHANGED, path, WHOLE, words, wording=True)


def _diagrams(before: Side, after: Side) -> Iterator[Change]:
    old, new = _processes(before), _processes(after)
    for process_id in sorted(old.keys() | new.keys()):
        if process_id not in new:
            diagram, process = old[process_id]
            yield Change(
                REMOVED, diagram.file, named(process.label), f"The diagram “{process.label}” is gone.", process_id
            )
        elif process_id not in old:
            diagram, process = new[process_id]
            yield Change(
                ADDED, diagram.file, named(process.label), f"The diagram “{process.label}” is new.", process_id
            )
            yield from _Compared(diagram.file, Process(process_id, ""), process, before.words, after.words).steps()
        else:
            compared = _Compared(
                new[process_id][0].file, old[process_id][1], new[process_id][1], before.words, after.words
            )
            yield from compared.changes()


def _processes(side: Side) -> dict[str, tuple[Diagram, Process]]:
    return {
        process.id: (diagram, process) for diagram in side.procedure.diagrams.values() for process in diagram.processes
    }


@dataclass(frozen=True)
class _Compared:
    """One process, as it was and as it is."""

    file: str
    old: Process
    new: Process
    old_words: Words
    new_words: Words

    def changes(self) -> Iterator[Change]:
        yield from self._process()
        yield from self.steps()
        yield from self._arrows()

    def _process(self) -> Iterator[Change]:
        pairs = [
            ("is called", self.old.label, self.new.label, True),
            ("is a", self.old.thing or "case's diagram", self.new.thing or "case's diagram", False),
            ("is of the kind", self.old.properties.get("kind", ""), self.new.properties.get("kind", ""), False),
            ("is described as", one_line(self.old.documentation), one_line(self.new.documentation), True),
        ]
        for verb, was, now, wording in pairs:
            if was != now:
                yield self._changed(self.new.id, named(self.new.label), verb, was, now, wording=wording)
        for role in self.new.roles:
            if role not in self.old.roles:
                yield self._say(ADDED, self.new.id, self.new.label, f"The lane “{role}” is new.")
        for role in self.old.roles:
            if role not in self.new.roles:
                yield self._say(REMOVED, self.new.id, self.new.label, f"The lane “{role}” is gone.")

    def steps(self) -> Iterator[Change]:
        """Steps that are new, gone or different."""
        for step in self.new.steps:
            if step.id not in self.old.by_id and _worth(step):
                yield self._say(ADDED, step.id, step.label, self._summary(step, self.new_words, "is new"))
        for step in self.old.steps:
            if step.id not in self.new.by_id and _worth(step):
                yield self._say(REMOVED, step.id, step.label, self._summary(step, self.old_words, "is gone"))
        for step in self.new.steps:
            was = self.old.by_id.get(step.id)
            if was is not None and was != step:
                yield from self._step(was, step)

    def _summary(self, step: Step, words: Words, verb: str) -> str:
        told = [text for label, text in _aspects(step, words).items() if text and label in _SHOWN]
        return f"{_called(step)} {verb}{': ' if told else ''}{'; '.join(told)}."

    def _step(self, was: Step, now: Step) -> Iterator[Change]:
        label = heading(self.new, now)
        if was.kind != now.kind:
            yield self._changed(now.id, label, "is a", STEPS.get(was.kind, was.kind), STEPS.get(now.kind, now.kind))
        old, new = _aspects(was, self.old_words), _aspects(now, self.new_words)
        for verb in new:
            if _raw(was).get(verb) != _raw(now).get(verb):
                yield self._changed(now.id, label, verb, old[verb], new[verb], wording=verb in _WORDING)
        yield from self._shows(was, now)

    def _shows(self, was: Step, now: Step) -> Iterator[Change]:
        more = [self.new_words.disclosed(item) for item in now.discloses if item not in was.discloses]
        less = [self.old_words.disclosed(item) for item in was.discloses if item not in now.discloses]
        who = f"the {now.lane}" if now.lane else "its reader"
        if more:
            text = f"“{named(now.label)}” shows {who}: {', '.join(more)}."
            yield Change(CHANGED, self.file, named(now.label), text, now.id, after=", ".join(more))
        if less:
            text = f"“{named(now.label)}” no longer shows {who}: {', '.join(less)}."
            yield Change(CHANGED, self.file, named(now.label), text, now.id, before=", ".join(less))

    def _arrows(self) -> Iterator[Change]:
        old, new = _by_ends(self.old), _by_ends(self.new)
        for ends, flow in new.items():
            if ends not in old and set(ends[:2]) & self.old.by_id.keys() and not self._moved(flow, self.old):
                yield self._say(
                    ADDED, flow.id, self._from(self.new, flow), f"The arrow {_ends(self.new, flow)} is new."
                )
        for ends, flow in old.items():
            if ends not in new and not self._moved(flow, self.new) and self._remains(flow):
                text = f"The arrow {_ends(self.old, flow)} is gone."
                yield self._say(REMOVED, flow.id, self._from(self.old, flow), text)
        yield from self._answers(old, new)

    def _answers(
        self, old: "Mapping[tuple[str, str, int], Flow]", new: "Mapping[tuple[str, str, int], Flow]"
    ) -> Iterator[Change]:
        for flow in self.new.flows:
            was = next((each for each in self.old.flows if each.id == flow.id), None)
            if was and (was.source, was.target) != (flow.source, flow.target):
                text = f"The arrow {_ends(self.new, flow)} was drawn {_ends(self.old, was)}."
                yield self._say(CHANGED, flow.id, self._from(self.new, flow), text)
        for ends in old.keys() & new.keys():
            was, flow = old[ends], new[ends]
            step = self._from(self.new, flow)
            arrow = f"The arrow {_ends(self.new, flow)}"
            if one_line(was.condition) != one_line(flow.condition):
                before, after = self.old_words.expression(was.condition), self.new_words.expression(flow.condition)
                text = f"{arrow} is taken when {after or 'nothing else is'}. It was: {before or 'without a condition'}."
                yield Change(CHANGED, self.file, step, text, flow.id, before, after)
            if was.name != flow.name:
                text = f"{arrow} is called “{one_line(flow.name)}”. It was “{one_line(was.name)}”."
                yield Change(
                    CHANGED, self.file, step, text, flow.id, one_line(was.name), one_line(flow.name), wording=True
                )

    def _moved(self, flow: Flow, other: Process) -> bool:
        """Whether the same arrow is there on the other side, between other steps."""
        return any(each.id == flow.id for each in other.flows)

    def _remains(self, flow: Flow) -> bool:
        return flow.source in self.new.by_id and flow.target in self.new.by_id

    def _from(self, process: Process, flow: Flow) -> str:
        source = process.by_id.get(flow.source)
        return named(heading(process, source) if source else flow.id)

    def _say(self, kind: str, element_id: str, label: str, words: str) -> Change:
        return Change(kind, self.file, named(label), words, element_id)

    def _changed(self, element_id: str, label: str, verb: str, was: str, now: str, *, wording: bool = False) -> Change:
        words = f"“{label}” {verb} {now or 'nothing'}. It was: {was or 'nothing'}."
        return Change(CHANGED, self.file, label, words, element_id, was, now, wording)


_SHOWN = ("stands in the lane", "has the form", "is due", "runs for each of", "asks the table", "calls", "waits for")
_WORDING = ("is called", "is described as", "cites")


def _aspects(step: Step, words: Words) -> dict[str, str]:
    """What is said of a step, in words, by the verb that begins the sentence."""
    return {
        "is called": one_line(step.name),
        "stands in the lane": step.lane or "",
        "has the form": words.form(step.form) if step.form else "",
        "is due": words.expression(step.due) if step.due else "",
        "asks the table": (step.decision or "").replace("_", " "),
        "answers": (step.result or "").replace("_", " "),
        "does": (step.topic or "").replace("_", " "),
        "calls": words.process(step.called) if step.called else "",
        "waits for": words.expression(step.event.text) if step.event and step.event.text else "",
        "runs for each of": words.expression(step.repeat.collection) if step.repeat else "",
        "may be started when": words.expression(step.properties.get("offered", "")),
        "is passed over when": words.expression(step.properties.get("already", "")),
        "decides, so that a conflict of interest bars from it": step.properties.get("decides", ""),
        "is about a household, so that it is one page for its adults": step.properties.get("household", ""),
        "when it happens": "" if step.interrupting else "lets the rest go on",
        "cites": one_line(step.properties.get("guidance", "")),
        "is described as": one_line(step.documentation),
    }


def _raw(step: Step) -> dict[str, object]:
    """The same aspects as they are written, so that a new label of a form or a clock is no change of the step."""
    return {
        "is called": one_line(step.name),
        "stands in the lane": step.lane,
        "has the form": step.form,
        "is due": one_line(step.due or ""),
        "asks the table": step.decision,
        "answers": step.result,
        "does": step.topic,
        "calls": step.called,
        "waits for": (step.event.kind, one_line(step.event.text)) if step.event else None,
        "runs for each of": (one_line(step.repeat.collection), step.repeat.variable) if step.repeat else None,
        "may be started when": one_line(step.properties.get("offered", "")),
        "is passed over when": one_line(step.properties.get("already", "")),
        "decides, so that a conflict of interest bars from it": step.properties.get("decides"),
        "is about a household, so that it is one page for its adults": step.properties.get("household"),
        "when it happens": step.interrupting,
        "cites": one_line(step.properties.get("guidance", "")),
        "is described as": one_line(step.documentation),
    }


def _worth(step: Step) -> bool:
    """Whether a step is worth a line: a gateway without a name is told by its arrows."""
    return bool(step.name) or not (step.gateway or step.kind in ("startEvent", "endEvent"))


def _called(step: Step) -> str:
    word = STEPS.get(step.kind, step.kind)
    return f"{'Step' if step.for_a_person else word.capitalize()} “{named(step.label)}”"


def _ends(process: Process, flow: Flow) -> str:
    return f"from {quoted(process, flow.source)} to {quoted(process, flow.target)}"


def _by_ends(process: Process) -> dict[tuple[str, str, int], Flow]:
    """Arrows by where they begin and end; a number tells apart two between the same steps."""
    found: dict[tuple[str, str, int], Flow] = {}
    for flow in process.flows:
        number = sum(ends[:2] == (flow.source, flow.target) for ends in found)
        found[flow.source, flow.target, number] = flow
    return found
