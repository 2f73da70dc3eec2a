"""What a form consists of, as plain values: reading.py makes them, the pages draw them, answers.py fills them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, TypeAlias
from zlib import crc32

from engine.feel import Expression

NONE: Mapping[str, Any] = MappingProxyType({})
THINGS = ("adult", "child", "allegation", "engagement", "strand", "meeting", "action")
PLURALS = {"child": "children"} | {thing: f"{thing}s" for thing in THINGS if thing != "child"}
KINDS = (
    "text", "long_text", "number", "date", "date_time", "time", "radio", "select", "checklist", "tag_list",
    "checkbox", "file",
)  # fmt: skip
ONE_OF = ("radio", "select")
SEVERAL_OF = ("checklist", "tag_list")
STOPPING = ("refuses", "warns")
AS_IT_STANDS = "as_it_stands"
"""The input by which somebody says that answers are right in spite of a warning."""


@dataclass(frozen=True)
class Choice:
    """One possible answer; the label is for people, the code for facts and expressions."""

    code: str
    label: str
    help: str = ""


@dataclass(frozen=True)
class Entry:
    """A line of a code list, valid from a day to a day (both included)."""

    code: str
    label: str
    from_: date | None = None
    to: date | None = None
    report_group: str = ""
    source: str = ""
    help: str = ""
    """Words below the answer on a form."""

    def valid(self, on: date) -> bool:
        """Whether a case received on this day reads the line."""
        return (self.from_ is None or self.from_ <= on) and (self.to is None or on <= self.to)


PAST = ("past", "not_future")
"""Rules of dates that lie behind."""


@dataclass(frozen=True)
class Limits:
    """What an answer must keep to."""

    min_length: int | None = None
    max_length: int | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    decimals: int | None = None
    pattern: str = ""  # the name of one of patterns.NAMED
    when: str = ""  # past, not_future, not_past, future: a date seen from today
    since_contact: bool = False  # asked about when it is a day before the contact came
    not_before: str = ""  # the key of a date of this form or of a fact
    earliest: date | None = None
    latest: date | None = None
    time_optional: bool = False  # of a date and time: the time may be left out
    files: int = 1


@dataclass(frozen=True)
class Field:
    """One question; its answer is one fact."""

    key: str
    label: str
    kind: str
    required: bool = False
    help: str = ""
    choices: tuple[Choice, ...] = ()
    list_name: str | None = None
    hide: Expression | None = None
    read_only: bool = False
    limits: Limits = Limits()
    rows_of: str | None = None  # the choices are the rows of this kind: an allegation names adults
    guidance: str = ""
    row: str = ""  # fields of one row stand beside each other
    columns: int = 16  # of 16
    properties: Mapping[str, str] = field(default_factory=dict, hash=False)
    id: str = ""
    default: object = field(default=None, hash=False)
    starts: Expression | None = None  # what stands there until somebody has answered

    @property
    def missing(self) -> str:
        """The form's own words for an answer left out; empty for the usual ones."""
        return self.properties.get("missing", "")

    @property
    def told_anew(self) -> str:
        """yes: it starts empty each time; no: what was said before stands there; else as the page has it."""
        return self.properties.get("anew", "")

    @property
    def on_timeline(self) -> bool:
        """Whether the case's timeline tells its answer."""
        return self.properties.get("timeline") == "yes"

    @property
    def thing(self) -> str:
        """Whose fact it is, where the form says so: case, engagement, strand ...; else empty."""
        return self.properties.get("thing", "")

    def options(self, lists: Mapping[str, Sequence[Entry]], on: date) -> tuple[Choice, ...]:
        """The choices that stand on the form for a case received on this day."""
        if not self.list_name:
            return self.choices
        return tuple(Choice(e.code, e.label, e.help) for e in lists.get(self.list_name, ()) if e.valid(on))


@dataclass(frozen=True)
class Text:
    """Words between the questions; level 1 to 4 for a heading, 0 for a paragraph, a rule for a separator.

    One that `stops` is shown only when it does: when the answers given contradict each other.
    """

    text: str
    level: int = 0
    rule: bool = False
    hide: Expression | None = None
    properties: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def stops(self) -> str:
        """refuses: no answers are taken while it is shown; warns: only once somebody says that they are right."""
        return next((word for word in STOPPING if self.properties.get(word) == "yes"), "")

    @property
    def about(self) -> str:
        """The key of the question beside which it is said."""
        return self.properties.get("about", "")

    @property
    def mark(self) -> str:
        """What the page calls it: the same for the same words."""
        return f"said_{crc32(self.text.encode()):08x}"


@dataclass(frozen=True)
class Section:
    """Fields under a heading; their keys are as if it were not there."""

    label: str
    items: tuple["Item", ...]
    hide: Expression | None = None
    properties: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Group:
    """Rows of one kind: adults, children, actions; `word` says what one is called."""

    key: str
    label: str
    kind: str  # a thing's kind, or "row"
    word: str
    items: tuple["Item", ...]
    repetitions: int = 1
    fixed: bool = False  # no row is added or taken away
    hide: Expression | None = None
    at_least: int = 0
    help: str = ""
    guidance: str = ""
    properties: Mapping[str, str] = field(default_factory=dict, hash=False)


Item: TypeAlias = Field | Text | Section | Group


@dataclass(frozen=True)
class Problem:
    """Something wrong with an answer, or with a form: the input's (the field's) name, and words.

    `asks` is set for what may be right all the same: what to send under `AS_IT_STANDS` to say so.
    """

    name: str
    message: str
    asks: str = ""


@dataclass
class Row:
    """A row as it was posted: its answers by key, the rows of an inner group as a list under the group's key."""

    id: str
    removed: bool
    answers: dict[str, object]


@dataclass
class Parsed:
    """Answers by key, rows by group key, what is wrong, and the warnings in spite of which it is right."""

    answers: dict[str, object] = field(default_factory=dict)
    groups: dict[str, list[Row]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)


def flat(items: tuple[Item, ...]) -> Iterator[Field | Group | Text]:
    """The items of one level, sections opened."""
    for item in items:
        if isinstance(item, Section):
            yield from flat(item.items)
        else:
            yield item


def everything(items: tuple[Item, ...]) -> Iterator[Item]:
    """Every item at any depth."""
    for item in items:
        yield item
        if isinstance(item, Section | Group):
            yield from everything(item.items)
