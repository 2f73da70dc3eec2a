"""Whether forms are there and gateways have an arrow for each answer that a form allows; called by check."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from engine import feel
from engine.diagrams import closed_list as may
from engine.diagrams.check_paths import following, reachable
from engine.diagrams.model import Process, Step
from engine.diagrams.naming import at_step, called
from engine.diagrams.problem import Problem, named, of_file
from engine.diagrams.vocabulary import Procedure, Vocabulary
from engine.errors import Refused
from engine.feel import tree

Written = Mapping[str, set[tuple[str, str]]]
Calls = tuple[str, ...]


def problems(procedure: Procedure, vocabulary: Vocabulary, *, forms: bool, tables: bool) -> Iterator[Problem]:
    """`forms`, `tables`: whether those that steps name must be among the files given."""
    yield from _lists(procedure)
    written = _by_form(vocabulary)
    processes = {process.id: process for diagram in procedure.diagrams.values() for process in diagram.processes}
    for diagram in procedure.diagrams.values():
        for process in diagram.processes:
            for step in process.steps:
                yield from _named(diagram.file, process, step, procedure, forms=forms, tables=tables)
            yield from _Choices(diagram.file, process, vocabulary).problems()
            yield from _Together(diagram.file, process, written, processes).problems()


def _lists(procedure: Procedure) -> Iterator[Problem]:
    for name, form in procedure.forms.items():
        for missing in sorted(form.lists() - procedure.lists.keys() - procedure.broken - may.BUILT_IN_LISTS):
            message = f'The form needs the list "{named(missing)}", which is not there. Add it, or name another.'
            yield of_file(procedure.places[name], message)


def _named(
    file: str, process: Process, step: Step, procedure: Procedure, *, forms: bool, tables: bool
) -> Iterator[Problem]:
    if forms and step.form and step.form not in procedure.forms and step.form not in procedure.broken:
        message = f'{{}} has the form "{named(step.form)}", which is not there. Choose one that is.'
        yield at_step(file, process, step, message)
    missing = tables and not procedure.tables_broken and step.decision and step.decision not in procedure.decisions
    if missing and step.kind == "businessRuleTask":
        message = f'{{}} asks the table "{named(step.decision or "")}", which is not there. Choose one that is.'
        yield at_step(file, process, step, message)


@dataclass(frozen=True)
class _Choices:
    """The gateways of one process, and whether each has a default or an arrow for every answer."""

    file: str
    process: Process
    vocabulary: Vocabulary

    def problems(self) -> Iterator[Problem]:
        for step in self.process.steps:
            if step.kind in may.CHOOSING and len(self.process.outgoing.get(step.id, ())) > 1 and not step.default:
                wrong = self._gateway(step)
                if wrong:
                    yield at_step(self.file, self.process, step, wrong)

    def _gateway(self, step: Step) -> str | None:
        conditions = [flow.condition for flow in self.process.outgoing[step.id]]
        if not all(conditions):
            return None  # Said already.
        asked = [_answers(condition) for condition in conditions]
        keys = {key for pair in asked if pair for key in [pair[0]]}
        if None in asked or len(keys) != 1:
            return "{} has no default arrow, so a case could stand still there. Mark the arrow for all other cases."
        key = keys.pop()
        codes = self.vocabulary.codes(key)
        if not self.vocabulary.known:
            return None  # No forms were given, so that nobody can say what they ask.
        if codes is None:
            return f"{{}} has no default arrow, and nobody can say which answers {named(key)} has. Mark one as default."
        left = [label or code for code, label in codes.items() if not any(pair and code in pair[1] for pair in asked)]
        if left:
            words = " or ".join(f'"{named(label)}"' for label in left)
            return f"{{}} has no arrow for the answer {words}. Draw an arrow for it, or mark one as the default."
        if not self._surely_asked(step, key):
            return f"{{}} has no default arrow, and {named(key)} may not have been answered. Mark one as default."
        return None

    def _surely_asked(self, step: Step, key: str) -> bool:
        """Whether no way leads to the gateway but through a step that must answer the key."""
        sure = {fact.form for fact in self.vocabulary.facts.get(key, ()) if fact.sure}
        ahead = {
            each.id: [] if each.form in sure and each.repeat is None else following(self.process, each.id)
            for each in self.process.inside(step.parent)
        }
        for each in self.process.inside(step.parent):  # A step left by the event on its edge was not answered.
            if each.form in sure:
                ahead[each.id] = [edge.id for edge in self.process.edges_of(each.id)]
        starts = [each.id for each in self.process.inside(step.parent) if each.kind == "startEvent"]
        return step.id not in reachable(starts, ahead)


def _answers(condition: str) -> tuple[str, frozenset[str]] | None:
    """The one fact and the codes for which a condition is true; None if it is about anything else."""
    try:
        return _codes(feel.parse(condition).tree)
    except Refused:
        return None


def _codes(node: tree.Node) -> tuple[str, frozenset[str]] | None:
    match node:
        case tree.Compared(tree.Name(key), "=", tree.Literal(str(code))):
            return key, frozenset({code})
        case tree.Within(tree.Name(key), tree.Listed(values) | tree.Tests(values)):
            codes = [value.fixed for value in values if isinstance(value, tree.Literal)]
            return (key, frozenset(str(code) for code in codes)) if len(codes) == len(values) else None
        case tree.Either(parts):
            found = [_codes(part) for part in parts]
            keys = {pair[0] if pair else None for pair in found}
            if len(keys) == 1 and None not in keys:
                return str(keys.pop()), frozenset(code for pair in found if pair for code in pair[1])
    return None


@dataclass(frozen=True)
class _Together:
    """Two steps that are surely open at the same time and would answer one question of one thing."""

    file: str
    process: Process
    written: Written
    processes: Mapping[str, Process]

    def problems(self) -> Iterator[Problem]:
        ahead = _sure_ways(self.process)
        for fork in self.process.steps:
            out = self.process.outgoing.get(fork.id, ())
            if fork.kind in ("parallelGateway", "inclusiveGateway") and len(out) > 1:
                yield from self._clashes([reachable([flow.target], ahead) for flow in out])

    def _clashes(self, branches: list[set[str]]) -> Iterator[Problem]:
        within: dict[str, set[int]] = {}
        for number, branch in enumerate(branches):
            for step_id in branch:
                within.setdefault(step_id, set()).add(number)
        for (_, key), steps in sorted(self._answered(self.process, within, ()).items()):
            first: dict[frozenset[int], Step] = {}
            for step in steps:
                first.setdefault(frozenset(within[step.id]), step)
            apart = (pair for pair in combinations(first, 2) if pair[0] - pair[1] and pair[1] - pair[0])
            one, other = next(apart, (None, None))
            if one and other:
                message = (
                    f"{{}} and {called(self.process, first[other])} can be open at the same time and both answer "
                    f'"{named(key)}". Give each a question of its own, or let one follow the other.'
                )
                yield at_step(self.file, self.process, first[one], message)

    def _answered(self, process: Process, within: Collection[str], above: Calls) -> dict[tuple[str, str], list[Step]]:
        """The questions that these steps answer, here and in what they call, each with the steps of this process.

        Not those of instances or of rows: each of them has its own.
        """
        found: dict[tuple[str, str], list[Step]] = {}
        for step in process.steps:
            if step.id in within and not step.repeat:
                for question in self._of(step, above):
                    found.setdefault(question, []).append(step)
        return found

    def _of(self, step: Step, above: Calls) -> Collection[tuple[str, str]]:
        called = self.processes.get(step.called or "")
        if called is not None and called.thing is None and called.id not in above:
            sure = reachable((start.id for start in called.starts), _sure_ways(called))
            return self._answered(called, sure, (*above, called.id))
        if step.result:
            return [("case", step.result)]
        return self.written.get(step.form or "", ()) if step.for_a_person else ()


def _sure_ways(process: Process) -> dict[str, list[str]]:
    """Where every case goes on from each step: nowhere for sure after a choice, or by an event on its edge."""
    return {
        step.id: [flow.target for flow in flows] if len(flows) == 1 or step.kind == "parallelGateway" else []
        for step in process.steps
        for flows in [process.outgoing.get(step.id, ())]
    }


def _by_form(vocabulary: Vocabulary) -> Written:
    """The questions of each form that are answered once a case or once an instance: none in a group of rows."""
    written: dict[str, set[tuple[str, str]]] = {}
    for fact in (fact for facts in vocabulary.facts.values() for fact in facts):
        if not fact.in_rows and not fact.field.read_only:
            written.setdefault(fact.form, set()).add((fact.whose, fact.key))
    return written
