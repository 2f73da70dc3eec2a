"""Code lists (forms/lists/NAME.csv) as entries; forms, casework and the check of a procedure read them."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Protocol

from engine import dates
from engine.errors import Refused
from engine.forms.items import Entry

COLUMNS = ("code", "label", "from", "to", "report_group", "source")
HELP = "help"
"""A column that only lists have whose answers need words below them."""
CODE = re.compile(r"[a-z0-9][a-z0-9_]{0,63}", re.ASCII)


class BadList(Refused):
    """A code list cannot be used."""


class BadCell(BadList):
    """A cell of a row cannot be used; the words say what is wrong with it."""

    def __init__(self, column: str, words: str) -> None:
        super().__init__(words)
        self.column = column


def read_list(text: str) -> tuple[Entry, ...]:
    """The entries in their order; raises BadList, which names the line."""
    if len(text) > 2_000_000:
        raise BadList("The list is larger than 2 MB. Shorten it.")
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise BadList(f"The list has no column {', '.join(missing)}. Add it to the first line.")
        entries = [(_entry(row, reader.line_num), reader.line_num) for row in reader]
    except csv.Error as error:
        raise BadList(f"Line {reader.line_num}: {error}. Look at its quotation marks.") from None
    _no_overlaps(entries)
    return tuple(entry for entry, _ in entries)


def _entry(row: dict[str, str | None], line: int) -> Entry:
    if None in row or None in row.values():
        raise BadList(f"Line {line} has not as many cells as the head. Count its commas.")
    try:
        return entry({name: (row.get(name) or "").strip() for name in (*COLUMNS, HELP)})
    except BadCell as wrong:
        raise BadList(f"Line {line}: {wrong}") from None


def entry(cells: Mapping[str, str]) -> Entry:
    """The entry that a row's cells say; raises BadCell."""
    for wrong in mistakes(cells):
        raise wrong
    return Entry(
        cells["code"], cells["label"], day(cells, "from"), day(cells, "to"), cells["report_group"], cells["source"],
        cells.get(HELP, ""),
    )  # fmt: skip


def mistakes(cells: Mapping[str, str]) -> Iterator[BadCell]:
    """Everything that is wrong with a row."""
    if not CODE.fullmatch(cells["code"]):
        yield BadCell("code", f"a code is small letters, figures and _, not “{cells['code'][:40]}”. Change it.")
    if not cells["label"]:
        yield BadCell("label", f"{cells['code']} has no label. Write one.")
    yield from wrong_days(cells)


def wrong_days(cells: Mapping[str, str]) -> Iterator[BadCell]:
    """What is wrong with the first and the last day of a row."""
    days = []
    for column in ("from", "to"):
        try:
            days.append(day(cells, column))
        except BadCell as wrong:
            yield wrong
    if len(days) == 2 and days[0] and days[1] and days[1] < days[0]:
        yield BadCell("to", f"{cells['code']} ends before it begins. Change one of its days.")


def day(cells: Mapping[str, str], column: str) -> date | None:
    """The day that a cell says, if any; raises BadCell."""
    try:
        return dates.parse_date(cells[column]) if cells[column] else None
    except dates.NotADate as error:
        raise BadCell(column, str(error)) from None


def _no_overlaps(entries: list[tuple[Entry, int]]) -> None:
    seen: dict[str, list[Entry]] = {}
    for entry, line in entries:
        others = seen.setdefault(entry.code, [])
        if any(overlap(entry, other) for other in others):
            raise BadList(
                f"Line {line}: {entry.code} is there twice for the same days. Take one out, or let one end first."
            )
        others.append(entry)


class Held(Protocol):
    """What holds from a day to a day."""

    @property
    def from_(self) -> date | None: ...
    @property
    def to(self) -> date | None: ...


def overlap(one: Held, other: Held) -> bool:
    """Whether there is a day on which both hold."""
    apart = (one.to and other.from_ and one.to < other.from_) or (other.to and one.from_ and other.to < one.from_)
    return not apart
