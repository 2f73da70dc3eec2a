"""Which facts a procedure can speak of, from its forms, tables and lists; the checks, outline and diff ask it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from engine.computed import BY_KEY
from engine.deadlines import Clock
from engine.decisions import Decision
from engine.diagrams import closed_list as may
from engine.diagrams.model import Diagram
from engine.diagrams.words import Words
from engine.forms import Entry, Field, Form, Group, Item, flat

# The parts that FEEL values have themselves.
PARTS = frozenset(
    {"year", "month", "day", "weekday", "hour", "minute", "second", "time offset", "timezone"}
    | {"years", "months", "days", "hours", "minutes", "seconds"}
    | {"start", "end", "start included", "end included"}
)
_LISTED = ("radio", "select", "checklist", "tag_list")


@dataclass(frozen=True)
class Fact:
    """A question as a fact: `whose` is case or the kind of thing or row in whose group it stands; `codes` are its
    possible answers with their labels, None if it has none or its list is not given."""

    key: str
    whose: str
    form: str
    field: Field
    codes: Mapping[str, str] | None = None
    in_rows: bool = False
    sure: bool = False  # Always answered where its form is: required, in no group and never hidden.


@dataclass(frozen=True)
class Vocabulary:
    """All facts by key, and the names of groups of rows."""

    facts: Mapping[str, tuple[Fact, ...]]
    groups: frozenset[str] = frozenset()
    results: frozenset[str] = frozenset()
    known: bool = True  # False where no forms are given, so that nothing can be said about names.

    def knows(self, path: str) -> bool:
        """Whether an expression may read this dotted path."""
        first, *rest = path.split(".")
        if first not in self._things and not self._key(first) and first not in ("contact", "case"):
            return False
        return all(self._key(part) or part in self._things or part in PARTS or part == "id" for part in rest)

    def asked(self, key: str) -> bool:
        """Whether some form asks it, some table answers it or ladoflow works it out."""
        return self._key(key)

    def codes(self, path: str) -> Mapping[str, str] | None:
        """The answers that a fact can have; None where it is not a choice or not all its lists are known."""
        key = path.rpartition(".")[2]
        facts = self.facts.get(key, ())
        computed = BY_KEY.get(key, ())
        if key in self.results or any(fact.codes is None for fact in facts) or any(not of.codes for of in computed):
            return None
        codes = {code: code for of in computed for code in of.codes}
        for fact in facts:
            codes |= fact.codes or {}
        return codes or None

    def near(self, path: str) -> str | None:
        """A known name that differs little, for "did you mean"."""
        key = path.rpartition(".")[2]
        squeezed = key.replace("_", "").lower().rstrip("s")
        known = [*self.facts, *self.results, *BY_KEY]
        return next((name for name in known if name.replace("_", "").lower().rstrip("s") == squeezed), None)

    @cached_property
    def _things(self) -> frozenset[str]:
        return frozenset(may.KINDS) | frozenset(may.PLURALS.values()) | self.groups

    def _key(self, key: str) -> bool:
        return key in self.facts or key in self.results or key in BY_KEY


@dataclass
class Procedure:
    """The files of a procedure as far as they could be read; `broken` forms and lists are there all the same."""

    diagrams: dict[str, Diagram] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)
    lists: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    clocks: dict[str, Clock] | None = None
    decisions: dict[str, Decision] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)  # Paths of forms by name, and of decisions by id.
    broken: set[str] = field(default_factory=set)
    unread: set[str] = field(
        default_factory=set
    )  # Paths of files that were refused before anything was read from them.
    tables_broken: bool = False

    def add(self, part: "Procedure") -> None:
        """Take in what another file says; a form or decision that is there twice is the last one's."""
        self.diagrams |= part.diagrams
        self.forms |= part.forms
        self.lists |= part.lists
        self.decisions |= part.decisions
        self.places |= part.places
        self.broken |= part.broken
        self.unread |= part.unread
        self.clocks = self.clocks if part.clocks is None else part.clocks
        self.tables_broken |= part.tables_broken

    @cached_property
    def deciders(self) -> Mapping[str, tuple[Decision, ...]]:
        """For each fact that tables answer, those that do, as far as they could be read."""
        found: dict[str, list[Decision]] = {}
        for step in (step for diagram in self.diagrams.values() for of in diagram.processes for step in of.steps):
            if step.result and step.decision in self.decisions:
                found.setdefault(step.result, []).append(self.decisions[step.decision])
        return {key: tuple(decisions) for key, decisions in found.items()}

    def vocabulary(self) -> Vocabulary:
        """All that its expressions may speak of."""
        facts: dict[str, list[Fact]] = {}
        groups: set[str] = set()
        for form in self.forms.values():
            groups |= {group.key for group in form.groups()}
            for fact in _facts(form.items, "case", form.name, self.lists):
                facts.setdefault(fact.key, []).append(fact)
        steps = [step for diagram in self.diagrams.values() for process in diagram.processes for step in process.steps]
        results = {step.result for step in steps if step.result}
        known = bool(self.forms) and not self.broken
        return Vocabulary({key: tuple(of) for key, of in facts.items()}, frozenset(groups), frozenset(results), known)

    def words(self) -> Words:
        """What everything is called, for outline and diff."""
        vocabulary = self.vocabulary()
        labels = {key: facts[0].field.label for key, facts in vocabulary.facts.items() if facts[0].field.label}
        choices = {
            key: vocabulary.codes(key) or {code: words for fact in facts for code, words in (fact.codes or {}).items()}
            for key, facts in vocabulary.facts.items()
        }
        processes = (process for diagram in self.diagrams.values() for process in diagram.processes)
        return Words(
            labels=labels,
            choices=choices,
            clocks={code: clock.length for code, clock in (self.clocks or {}).items()},
            forms={name: form.title for name, form in self.forms.items() if form.title},
            processes={process.id: process.label for process in processes},
        )


def _facts(
    items: Iterable[Item], whose: str, form: str, lists: Mapping[str, tuple[Entry, ...]], *, rows: bool = False
) -> Iterator[Fact]:
    for item in flat(tuple(items)):
        if isinstance(item, Group):
            yield from _facts(item.items, item.kind, form, lists, rows=True)
        elif isinstance(item, Field):
            sure = not rows and item.required and item.hide is None and not item.read_only
            yield Fact(item.key, item.thing or whose, form, item, _codes(item, lists), rows, sure)


def _codes(item: Field, lists: Mapping[str, tuple[Entry, ...]]) -> Mapping[str, str] | None:
    if item.kind not in _LISTED or item.rows_of:
        return None
    if item.list_name:
        entries = lists.get(item.list_name)
        return None if entries is None else {entry.code: entry.label for entry in entries}
    return {choice.code: choice.label for choice in item.choices}
