"""Whether expressions put together what belongs together: a date with a date, a code with a code; called by check."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from engine import feel
from engine.computed import BY_KEY
from engine.decisions import Decision, Table
from engine.diagrams import closed_list as may
from engine.diagrams.vocabulary import Fact, Procedure, Vocabulary
from engine.feel import tree, types
from engine.feel.types import UNKNOWN, Type, listed, plain

_TEXT, _MOMENT = plain("text"), plain("date and time")
_ANSWERS = {
    "text": _TEXT,
    "long_text": _TEXT,
    "number": plain("number"),
    "date": plain("date"),
    "date_time": _MOMENT,
    "time": plain("time"),
    "radio": _TEXT,
    "select": _TEXT,
    "checklist": listed(_TEXT),
    "tag_list": listed(_TEXT),
    "checkbox": plain("yes/no"),
    "file": listed(_TEXT),
}
_DUE = plain("date", "date and time")
_WANTED = {
    "its due date": _DUE,
    "its time": _DUE,
    "its condition": plain("yes/no"),
    "its condition for hiding": plain("yes/no"),
    '"offered"': plain("yes/no"),
    "its collection": plain("list", "context", "text"),
}


@dataclass(frozen=True)
class Kinds:
    """What kind of value each name of a procedure stands for."""

    procedure: Procedure
    vocabulary: Vocabulary

    def wrong(self, expression: feel.Expression, what: str) -> Iterator[str]:
        """What does not fit in an expression, as the end of a sentence; `what` is the place where it stands."""
        found, clashes = types.of(expression.tree, self.of)
        yield from clashes
        wanted = plain("yes/no") if what.startswith("the condition of") else _WANTED.get(what, UNKNOWN)
        if not clashes and found.sure and wanted.sure and not found.sure & wanted.sure:
            yield f"comes to {types.in_words(found)}, where {types.in_words(wanted)} is wanted"

    def wrong_in_tables(self, decision: Decision) -> Iterator[tuple[feel.Expression, str]]:
        """What does not fit in the cells of a decision's tables: each test against what its column asks."""
        for table in decision.tables():
            columns = [types.of(asked.tree, self.of)[0] for asked in table.asked]
            for rule in table.rules:
                for cell, asked in zip(rule.tests, columns, strict=True):
                    yield from ((cell, clash) for clash in types.of(cell.tree, self.of, asked=asked)[1])

    @cached_property
    def of(self) -> Callable[[str], Type]:
        """The type of a name: of a thing, a list of things, or whatever the forms and tables that answer it give."""
        return cache(self._of)

    def _of(self, name: str) -> Type:
        known = self.vocabulary
        if not known.known or (name in known.results and name not in self.procedure.deciders):
            return UNKNOWN
        found = [_of_fact(fact) for fact in known.facts.get(name, ())]
        found += [_of_decision(decision) for decision in self.procedure.deciders.get(name, ())]
        found += [plain(each.kind) for each in BY_KEY.get(name, ())]
        if name in may.KINDS or name in ("case", "contact"):
            found.append(plain("context"))
        if name in may.PLURALS.values() or name in known.groups:
            found.append(listed(plain("context")))
        return types.either(found)

    def codes(self, name: str) -> Sequence[str] | None:
        """The answers that tables give a fact, where no form asks it and all of them are written out."""
        deciders = self.procedure.deciders.get(name, ())
        if not deciders or name in self.vocabulary.facts or not self.vocabulary.known:
            return None
        cells = [cell for decision in deciders for cell in _results(decision)]
        codes = [cell.tree.fixed if isinstance(cell.tree, tree.Literal) else None for cell in cells]
        texts = [code for code in codes if isinstance(code, str)]
        return list(dict.fromkeys(texts)) if texts and len(texts) == len(codes) else None


def _of_fact(fact: Fact) -> Type:
    answer = _ANSWERS.get(fact.field.kind, UNKNOWN)
    return plain("date", "date and time") if fact.field.limits.time_optional else answer


def _of_decision(decision: Decision) -> Type:
    logic = decision.logic
    if not isinstance(logic, Table) or logic.aggregation:
        return UNKNOWN
    if len(logic.outputs) > 1:
        return listed(plain("context")) if logic.policy in "ROC" else plain("context")
    found = types.either([types.of(cell.tree, lambda _name: UNKNOWN)[0] for cell in _results(decision)])
    return listed(found) if logic.policy in "ROC" else found


def _results(decision: Decision) -> list[feel.Expression]:
    """The results of a decision that is one table of one output, its default among them."""
    logic = decision.logic
    if not isinstance(logic, Table) or len(logic.outputs) > 1:
        return []
    return [*(rule.results[0] for rule in logic.rules), *(one for one in logic.defaults if one is not None)]
