"""Whether expressions put together what belongs together: a date with a date, a code with a code; called by check."""

from collections.abc import Iterator

from engine import feel
from engine.decisions import Decision
from engine.diagrams import closed_list as may
from engine.diagrams.vocabulary import Fact, Vocabulary
from engine.feel import types
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
_COMPUTED = {
    "received_at": _MOMENT,
    "opened_at": _MOMENT,
    "closed": plain("yes/no"),
    "closed_at": _MOMENT,
    "level": _TEXT,
    "strand.kind": _TEXT,
    "strand.status": _TEXT,
    "strand.engagement": _TEXT,
    "strand.opened_on": _MOMENT,
    "strand.finished_on": _MOMENT,
    "engagement.strand": _TEXT,
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


def wrong(expression: feel.Expression, what: str, vocabulary: Vocabulary) -> Iterator[str]:
    """What does not fit in an expression, as the end of a sentence; `what` is the place where it stands, in words."""
    found, clashes = types.of(expression.tree, lambda name: of_fact(name, vocabulary))
    yield from clashes
    wanted = plain("yes/no") if what.startswith("the condition of") else _WANTED.get(what, UNKNOWN)
    if not clashes and found.sure and wanted.sure and not found.sure & wanted.sure:
        yield f"comes to {types.in_words(found)}, where {types.in_words(wanted)} is wanted"


def wrong_in_table(decision: Decision, vocabulary: Vocabulary) -> Iterator[tuple[feel.Expression, str]]:
    """What does not fit in the cells of a decision's tables: each test against what its column asks."""

    def look(name: str) -> Type:
        return of_fact(name, vocabulary)

    for table in decision.tables():
        columns = [types.of(asked.tree, look)[0] for asked in table.asked]
        for rule in table.rules:
            for cell, asked in zip(rule.tests, columns, strict=True):
                yield from ((cell, clash) for clash in types.of(cell.tree, look, asked=asked)[1])


def _of_fact(fact: Fact) -> Type:
    answer = _ANSWERS.get(fact.field.kind, UNKNOWN)
    return plain("date", "date and time") if fact.field.limits.time_optional else answer


def of_fact(name: str, vocabulary: Vocabulary) -> Type:
    """What kind of value a name stands for: a thing, a list of things, or whatever the forms that ask it take."""
    if name in vocabulary.results or not vocabulary.known:
        return UNKNOWN
    found = [_of_fact(fact) for fact in vocabulary.facts.get(name, ())]
    found += [of for path, of in _COMPUTED.items() if path.rpartition(".")[2] == name]
    if name in may.KINDS or name in ("case", "contact"):
        found.append(plain("context"))
    if name in may.PLURALS.values() or name in vocabulary.groups:
        found.append(listed(plain("context")))
    return types.either(found)
