"""A form definition: fields and groups, raw input to answers or messages; casework, pages and check use it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from engine import dates
from engine.forms import answers, checking, reading, words
from engine.forms.answers import hidden
from engine.forms.items import (
    AS_IT_STANDS,
    NONE,
    PLURALS,
    THINGS,
    Choice,
    Entry,
    Field,
    Group,
    Item,
    Limits,
    Parsed,
    Problem,
    Row,
    Section,
    Text,
    everything,
    flat,
)
from engine.forms.lists import BadList, read_list
from engine.forms.reading import BadForm
from engine.forms.words import value_words

__all__ = [
    "PLURALS", "THINGS", "BadForm", "BadList", "Choice", "Entry", "Field", "Form", "Group", "Item", "Limits", "Parsed",
    "Problem", "Row", "Section", "Text", "everything", "flat", "hidden", "read_list", "value_words",
]  # fmt: skip

Lists = Mapping[str, Sequence[Entry]]
Rows = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class Form:
    """One page of questions, as its file defines it."""

    name: str
    title: str
    items: tuple[Item, ...]
    unknown: tuple[Problem, ...] = ()  # what reading could not take; check() tells it
    done: str = ""  # what the record says afterwards: "Threshold decided: {decision}"

    @classmethod
    def read(cls, name: str, text: str) -> "Form":
        """The form of a .form or .json file; raises BadForm when it is none."""
        result = reading.read(name, text)
        return cls(name, result.title, result.items, tuple(result.complaints), result.done)

    def check(self) -> list[Problem]:
        """What is wrong with the definition; Problem.name is the label, empty for the whole file."""
        return [*self.unknown, *checking.complaints(self.items), *checking.unasked(self.done, self.items)]

    def done_words(self, values: Mapping[str, object], lists: Lists) -> str:
        """What the record says of these answers, in the past tense; empty when the form does not say it.

        A part that names an answer left empty is dropped, back to the last colon or full stop.
        """
        return words.done(self.done, self.items, values, lists)

    def parse(
        self,
        raw: Mapping[str, list[str]],
        *,
        lists: Lists,
        context: Mapping[str, object],
        now: datetime,
        rows: Rows = NONE,
        on: date | None = None,
        functions: Mapping[str, Callable[..., object]] = NONE,
        ours: bool = True,
    ) -> Parsed:
        """Answers and problems of a post; `on` is the day whose list entries are valid (when the case was received).

        Words that refuse only warn when the step is not `ours`: what others did is written down as it was.
        """
        day, read = on or dates.local_day(now), frozenset(raw.get(AS_IT_STANDS, ()))
        return answers.parse(self.items, raw, answers.Asked(lists, context, now, day, rows, functions, ours, read))

    def raw(self, values: Mapping[str, object]) -> dict[str, list[str]]:
        """The inverse of parse: the inputs that show these values."""
        return words.raw(self.items, values)

    def to_words(self, values: Mapping[str, object], lists: Lists, rows: Rows = NONE) -> list[tuple[str, str]]:
        """(label, shown text) of every answer, for summary lists."""
        return words.to_words(self.items, values, lists, rows)

    def fields(self) -> list[Field]:
        """Every question at any depth."""
        return [item for item in everything(self.items) if isinstance(item, Field)]

    def field(self, key: str) -> Field | None:
        """The first question with this key."""
        return next((field for field in self.fields() if field.key == key), None)

    def says_when(self) -> Field | None:
        """The question whose answer is when the step happened, as the day of a meeting is; nothing for most forms."""
        return next((field for field in self.fields() if field.properties.get("happened") == "yes"), None)

    def when(self, values: Mapping[str, object], now: datetime) -> datetime | None:
        """When the step happened, where an answer says it."""
        field = self.says_when()
        said = values.get(field.key) if field else None
        if isinstance(said, datetime):
            return said
        return dates.on_day(said, now) if isinstance(said, date) else None

    def groups(self) -> list[Group]:
        """Every group of rows at any depth."""
        return [item for item in everything(self.items) if isinstance(item, Group)]

    def has_rows(self, kind: str) -> bool:
        """Whether it asks for things of a kind in rows: a form without rows of an adult is about none."""
        return any(group.kind == kind for group in self.groups())

    def keys(self) -> set[tuple[str, str]]:
        """(whose, key) of every fact that it asks; whose = case, or the kind of the row."""
        return set(_keys(self.items, "case"))

    def lists(self) -> set[str]:
        """The code lists it needs."""
        return {field.list_name for field in self.fields() if field.list_name}


def _keys(items: tuple[Item, ...], kind: str) -> list[tuple[str, str]]:
    keys: list[tuple[str, str]] = []
    for item in flat(items):
        if isinstance(item, Group):
            keys += _keys(item.items, item.kind)
        elif isinstance(item, Field):
            keys.append((item.thing or kind, item.key))
    return keys
