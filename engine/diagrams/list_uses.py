"""Which questions, tables and stories take answers from a list, in words; called by the desk's pages of a list."""

from collections.abc import Iterable, Iterator, Mapping

from engine.diagrams.files import SCENARIOS, only
from engine.diagrams.problem import named
from engine.diagrams.vocabulary import Procedure
from engine.forms import Field, Form

UNUSED = (
    "No question takes its answers from this list: a change here changes only how an answer is called, "
    "and under what it is counted."
)
_LIKE = 3
"""Choices of its own that a question must share with a list to count as a copy of it."""


def told(procedure: Procedure, name: str) -> list[str]:
    """A sentence each for the questions that use a list, the tables that decide by these, or that none does."""
    if name not in procedure.lists:
        return []
    asked = [(field, form) for form in procedure.forms.values() for field in form.fields() if field.list_name == name]
    if not asked:
        return [UNUSED, *_copies(procedure, name)]
    keys = {field.key for field, _ in asked}
    tables = [
        f"“{named(decision.name, key)}”"
        for key, decision in procedure.decisions.items()
        if any(keys & {part for path in e.readings for part in path[0].split(".")} for e in decision.expressions())
    ]
    said = [f"Questions that take their answers from it: {_listed(asked)}."]
    return [*said, f"Tables that decide by them: {', '.join(sorted(tables))}."] if tables else said


def _copies(procedure: Procedure, name: str) -> Iterator[str]:
    codes = {entry.code for entry in procedure.lists[name]}
    own = [
        (field, form)
        for form in procedure.forms.values()
        for field in form.fields()
        if len(field.choices) >= _LIKE and {choice.code for choice in field.choices} <= codes
    ]
    if own:
        yield f"Questions with the same choices of their own: {_listed(own)}. To offer one more, change the form."


def _listed(asked: list[tuple[Field, Form]]) -> str:
    said = [f"“{named(field.label, field.key)}” in “{named(form.title or form.name)}”" for field, form in asked]
    return ", ".join(sorted(set(said)))


def asked_for(procedure: Procedure, name: str) -> list[Field]:
    """The questions that take their answers from a list."""
    return [field for form in procedure.forms.values() for field in form.fields() if field.list_name == name]


def stories(files: Mapping[str, bytes], questions: Iterable[Field], words: Iterable[str]) -> list[str]:
    """The stories in which one of these questions is answered with one of these labels or codes."""
    asked, answers = {_plain(field.label) for field in questions}, {_plain(each) for each in words}
    found: dict[str, None] = {}
    for data in only(files, SCENARIOS).values():
        feature = story = ""
        for line in data.decode("utf-8", "replace").splitlines():
            head, colon, called = line.strip().partition(":")
            if colon and head == "Feature":
                feature = called.strip()
            if colon and head in ("Scenario", "Scenario Outline", "Example", "Background"):
                story = called.strip() or f"{feature}: what all its stories begin with"
            cells = line.split("|")[1:-1]
            said = {_plain(each) for each in (cells[-1], *cells[-1].split(","))} if len(cells) > 1 else set()
            if said & answers and any(_plain(cells[0]).endswith(label) for label in asked):
                found[story] = None
    return list(found)


def _plain(words: str) -> str:
    return " ".join(words.replace("’", "'").split()).casefold().rstrip("?:. ")
