"""Reads the table of clocks of a procedure, forms/lists/clocks.csv, and lengths as an authority sets them.

Called by procedure, the check and by whoever makes an authority's calendar.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from engine.deadlines import Clock, Unit
from engine.errors import Refused
from engine.forms.lists import BadCell, day, wrong_days

COLUMNS = (
    "code",
    "label",
    "amount",
    "unit",
    "day_one",
    "pauses",
    "rolls",
    "from",
    "to",
    "source",
    "because",
    "receipt",
)
UNITS = ("working_days", "calendar_days", "months", "hours")
ROLLS = ("none", "before", "after")
YES_NO = ("yes", "no")
CHOICES = {"unit": UNITS, "day_one": YES_NO, "pauses": YES_NO, "rolls": ROLLS, "receipt": YES_NO}
MOST = 12_000  # of any unit: more is a slip of the finger, and would count for ever
_LENGTH = re.compile(r"(\d{1,5}) (working day|day|month|hour)s?")
_UNIT_OF: Mapping[str, Unit] = {
    "working day": "working_days", "day": "calendar_days", "month": "months", "hour": "hours",
}  # fmt: skip


class BadClock(Refused):
    """A line of the table of clocks cannot be used."""


def read_clocks(text: str) -> dict[str, Clock]:
    """The clocks of a table, by code; raises BadClock, which names the line."""
    if len(text) > 2_000_000:
        raise BadClock("The table of clocks is larger than 2 MB.")
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise BadClock(f"The table of clocks has no column {', '.join(missing)}.")
    clocks: dict[str, Clock] = {}
    try:
        for row in reader:
            read = _numbered({name: (row[name] or "").strip() for name in COLUMNS}, reader.line_num)
            clocks[read.code] = _with_others(read, clocks.get(read.code), reader.line_num)
    except csv.Error as error:
        raise BadClock(f"Line {reader.line_num}: {error}.") from None
    return clocks


def read_length(text: str) -> tuple[int, Unit]:
    """“20 working days” as amount and unit; raises BadClock."""
    found = _LENGTH.fullmatch(text.strip())
    if not found or int(found[1]) > MOST:
        raise BadClock(f"“{text[:40]}” is no length of a clock. Say 5 working days, 28 days, 3 months or 24 hours.")
    return int(found[1]), _UNIT_OF[found[2]]


def _with_others(clock: Clock, known: Clock | None, line: int) -> Clock:
    """The line that holds last stands for the code; the others, which may not overlap it, go with it."""
    lines: list[Clock] = [clock, *([replace(known, others=()), *known.others] if known else ())]
    lines.sort(key=lambda each: each.from_ or date.min)
    if any(one.to is None or other.from_ is None or other.from_ <= one.to for one, other in pairwise(lines)):
        raise BadClock(f"Line {line}: the clock {clock.code} is there twice for the same days.")
    return replace(lines[-1], others=tuple(lines[:-1]))


def _numbered(row: dict[str, str], line: int) -> Clock:
    try:
        return clock(row)
    except BadCell as wrong:
        raise BadClock(f"Line {line}, {wrong.column}: {wrong}") from None


def clock(row: Mapping[str, str]) -> Clock:
    """The clock that a row's cells say; raises BadCell."""
    for wrong in mistakes(row):
        raise wrong
    return Clock(
        code=row["code"],
        label=row["label"],
        amount=int(row["amount"]),
        unit=row["unit"],  # type: ignore[arg-type]
        day_one=row["day_one"] == "yes",
        pauses=row["pauses"] == "yes",
        rolls=row["rolls"],  # type: ignore[arg-type]
        from_=day(row, "from"),
        to=day(row, "to"),
        source=row["source"],
        because=row["because"],
        receipt=row["receipt"] == "yes",
    )


def mistakes(row: Mapping[str, str]) -> Iterator[BadCell]:
    """Everything that is wrong with a row."""
    for name in ("code", "label", "because"):
        if not row[name]:
            yield BadCell(name, "A clock needs code, label and because. Write this one.")
    if not (row["amount"].isascii() and row["amount"].isdigit() and len(row["amount"]) < 6):
        yield BadCell("amount", f"It must be a whole number, not “{row['amount'][:40]}”.")
    elif int(row["amount"]) > MOST:
        yield BadCell("amount", f"It must be {MOST:,} or less.")
    for name, words in CHOICES.items():
        if row[name] not in words:
            yield BadCell(name, f"It must be one of {', '.join(words)}, not “{row[name][:40]}”.")
    yield from wrong_days(row)
