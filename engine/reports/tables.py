"""A table of a report as a value: what it counts, its rows and total, and what it says about itself. The report's
modules build it; page, CSV and JSON are drawn from it alone.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from engine.reports.periods import Period

Kind = Literal["words", "number", "of", "change", "percent", "change_percent"]
Cell = str | int | float | None


@dataclass(frozen=True)
class Column:
    """What stands in it decides how a page writes it; a `number` is what is counted and is drawn in the chart."""

    label: str
    kind: Kind = "number"


@dataclass(frozen=True)
class Check:
    """The total counted another way, in words, and whether the two agree."""

    words: str
    sound: bool = True

    @property
    def line(self) -> str:
        return f"Checked two ways: {self.words}" if self.sound else f"Does not add up: {self.words}"


@dataclass(frozen=True)
class Table:
    """One table of the report. `rows` and `total` have a cell for each column."""

    id: str
    title: str
    unit: str
    """What one is: contact, case, meeting or allegation."""
    counted: str
    """By which day it is counted, and what one of its unit is."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...]
    check: Check
    notes: tuple[str, ...] = ()

    @property
    def json(self) -> dict[str, Any]:
        return {
            "id": self.id, "title": self.title, "unit": self.unit,
            "columns": [column.label for column in self.columns],
            "rows": [list(row) for row in self.rows], "total": list(self.total),
            "notes": [self.counted, self.check.line, *self.notes],
        }  # fmt: skip

    @property
    def numbers(self) -> list[int]:
        """The places of the columns that are counted."""
        return [place for place, column in enumerate(self.columns) if column.kind == "number"]

    @property
    def csv(self) -> str:
        """The table alone: its head, a line for each row, the total."""
        return _lines([[column.label for column in self.columns], *self.rows, self.total])

    @property
    def csv_with_words(self) -> str:
        """The table between its title and its notes."""
        notes: list[list[str]] = [["Note", note] for note in self.json["notes"]]
        return _lines([[self.id, self.title, f"Unit: {self.unit}"]]) + self.csv + _lines(notes)


def _lines(rows: Iterable[Sequence[Cell]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([_plain(cell) for cell in row] for row in rows)
    return out.getvalue()


def _plain(cell: Cell) -> Cell:
    """Words that a spreadsheet would take for a formula are marked as words."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def compared(
    what: str, periods: Sequence[Period], counts: Sequence[Mapping[str, int]], labels: Mapping[str, str]
) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...], tuple[Cell, ...]]:
    """Columns, rows and total for counts by code: a column a period, and the last one's change."""
    columns = (
        Column(what, "words"), *(Column(period.label) for period in periods),
        Column("Change in a year", "change"), Column("Change in %", "change_percent"),
    )  # fmt: skip
    rows = tuple(_changing(label, [each.get(code, 0) for each in counts]) for code, label in labels.items())
    return columns, rows, _changing("All", [sum(each.get(code, 0) for code in labels) for each in counts])


def _changing(label: str, numbers: list[int]) -> tuple[Cell, ...]:
    before, now = numbers[-2:]
    return (label, *numbers, now - before, share(now - before, before))


def share(number: int, of: int) -> float | None:
    """In per cent with one decimal; of nothing there is none."""
    return round(100 * number / of, 1) if of else None
