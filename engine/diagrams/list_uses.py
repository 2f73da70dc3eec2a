"""Which questions, tables and stories take answers from a list, and which clocks nothing counts by, in words.

Called by the desk's pages of a list and of the clocks.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from engine.diagrams.files import DIAGRAM, FORM, SCENARIOS, TABLE, only
from engine.diagrams.problem import named
from engine.diagrams.vocabulary import Procedure
from engine.forms import Field, Form

UNUSED = (
    "No question takes its answers from this list: a change here changes only how an answer is called, "
    "and under what it is counted."
)
_WORD = re.compile(rb"\w+")
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


def idle_clocks(files: Mapping[str, bytes], codes: Iterable[str]) -> str:
    """A sentence that names the clocks that no drawing, table or form speaks of; nothing when there is none."""
    named = {
        word for kind in (DIAGRAM, TABLE, FORM) for data in only(files, kind).values() for word in _WORD.findall(data)
    }
    idle = [code for code in codes if code.encode() not in named]
    if not idle:
        return ""
    which, one = ", ".join(idle), len(idle) == 1
    return f"No step counts by {which}: a change to {'it' if one else 'one of them'} changes no due date."


def counting(procedure: Procedure, code: str) -> list[str]:
    """The names of the steps whose due date or wait counts by a clock."""
    said = re.compile(rf'"{re.escape(code)}"')
    return sorted({
        step.name
        for diagram in procedure.diagrams.values()
        for process in diagram.processes
        for step in process.steps
        if step.name and said.search(f"{step.due or ''} {step.event.text if step.event else ''}")
    })  # fmt: skip


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
