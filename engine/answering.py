"""Turns a form's answers into facts of the things they are about; called by casework for every step and way in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.facts import DATED, KINDS, Facts
from engine.forms import Field, Form, Group, Parsed, Row
from engine.forms.items import flat

OURS = 32
"""The length of an id that we minted; any other is replaced."""


@dataclass
class Answering:
    """One form's answers on their way into a case's facts."""

    facts: Facts
    owner: Callable[[Field], str]
    """The thing that a question outside every row is about."""
    shared: bool = False
    """Facts of the contact, which all its cases read; else the case's own."""
    under: str | None = None
    """The sitting for several cases whose rows these are."""
    dated: bool = False
    """Somebody said when this happened."""
    later: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    """Answers that happened later and go on counting, by thing and key: what is said of them is for the record only."""
    withdrawn: list[str] = field(default_factory=list)

    def take(self, form: Form, parsed: Parsed) -> None:
        """Record everything; a question left as it was writes nothing."""
        for item in flat(form.items):
            if isinstance(item, Field) and item.key in parsed.answers:
                self._put(self.owner(item), item.key, parsed.answers[item.key])
            elif isinstance(item, Group):
                for row in parsed.groups.get(item.key, []):
                    self._row(item, row, self._parent(item))

    def _put(self, thing: str, key: str, value: Any) -> None:
        anew = self.dated and key in DATED
        if (thing, key) not in self.later:
            self.facts.put(thing, key, value, shared=self.shared, anew=anew)
        elif anew or self.later[thing, key] != value:
            self.facts.note(thing, key, value)

    def _parent(self, group: Group) -> str | None:
        """An engagement asked outside an adult's row is the case's adult's; rows are the case's or the contact's."""
        if self.under:
            return self.under
        if group.kind == "engagement":
            return self.facts.adult_id
        if group.kind == "row":
            return self.facts.contact_id if self.shared else self.facts.case_id
        return None

    def _row(self, group: Group, row: Row, parent: str | None) -> None:
        thing = self.facts.things.get(row.id)
        if row.removed:
            if thing:
                self.withdrawn.append(thing.id)
            return
        if thing is None:
            if not says_anything(row.answers.values()):
                return
            thing = self.facts.add(group.kind, group.key, parent, id=row.id if len(row.id) == OURS else None)
        for key, value in row.answers.items():
            inner = next((g for g in flat(group.items) if isinstance(g, Group) and g.key == key), None)
            if inner is None:
                self._put(thing.id, key, value)
            else:
                for each in value if isinstance(value, list) else []:
                    self._row(inner, each, thing.id)


def says_anything(values: Iterable[Any]) -> bool:
    """Whether a row, or a row within it, has any answer at all."""
    for value in values:
        if isinstance(value, Row):
            if not value.removed and says_anything(value.answers.values()):
                return True
        elif isinstance(value, list):
            if value and (not isinstance(value[0], Row) or says_anything(value)):
                return True
        elif value not in (None, "", False):
            return True
    return False


def rows_of(facts: Facts, inside: str | None = None) -> dict[str, list[tuple[str, str]]]:
    """The things that a question may name, by kind: pairs of id and words."""
    found: dict[str, list[tuple[str, str]]] = {kind: [] for kind in KINDS}
    for thing in facts.things.values():
        if thing.kind in found and inside in (None, thing.parent):
            found[thing.kind].append((thing.id, _words(facts, thing.id, thing.kind, len(found[thing.kind]) + 1)))
    return found


def _words(facts: Facts, id: str, kind: str, number: int) -> str:
    for key in ("name", "employer", "description", "kind"):
        if told := facts.get(id, key):
            return str(told)
    return f"{kind.capitalize()} {number}"


def filled(form: Form, facts: Facts, owner: Callable[[Field], str]) -> dict[str, Any]:
    """The present answers to a form's questions, to prefill it: the inverse of `take`."""
    values: dict[str, Any] = {}
    for item in flat(form.items):
        if isinstance(item, Field):
            thing = owner(item)
            known = facts.case_value(item.key) if thing == facts.case_id else facts.get(thing, item.key)
            if known is not None:
                values[item.key] = known
        elif isinstance(item, Group):
            values[item.key] = _filled_rows(item, facts, None)
    return values


def _filled_rows(group: Group, facts: Facts, parent: str | None) -> list[Row]:
    rows = []
    for thing in facts.listed(group.key if group.kind == "row" else KINDS[group.kind], parent):
        known: Mapping[str, Any] = facts.of(thing.id)
        answers = {item.key: known.get(item.key) for item in flat(group.items) if isinstance(item, Field)}
        for inner in flat(group.items):
            if isinstance(inner, Group):
                answers[inner.key] = _filled_rows(inner, facts, thing.id)
        rows.append(Row(thing.id, False, answers))
    return rows
