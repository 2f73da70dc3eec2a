"""A list or the clocks as rows of cells, for a page on which they are typed; what is not changed keeps its bytes.

Called by the process owner's desk. What a cell may say is the readers' of lists and clocks to decide.
"""

import csv
import io
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine import clock_table
from engine.errors import Unreadable
from engine.forms import lists

MOST_ROWS = 500
"""More cannot be sent from one page, or read on it."""
BOM = "\ufeff"
_SIGNS = ("=", "@", "+", "-")
Cells = tuple[str, ...]


class NoSheet(Unreadable):
    """This file cannot be shown as a table: its rows have not the same columns, or are too many. Edit it as text."""


@dataclass(frozen=True)
class Wrong:
    """A mistake in a cell: its row by number, from 0."""

    row: int
    column: str
    words: str


@dataclass(frozen=True)
class Sheet:
    """What a file says: the columns' names and the rows, each with the text that it is written in."""

    columns: Cells
    rows: tuple[Cells, ...]
    texts: tuple[str, ...]
    """Of the head and of each row, with the ends of their lines."""
    end: str
    text: str

    def written(self, rows: Sequence[Cells]) -> str:
        """The file with these rows: a row that is there already is written as it was."""
        if [_plain(row) for row in rows] == [_plain(row) for row in self.rows]:
            return self.text
        before = {_plain(cells): text for cells, text in zip(self.rows, self.texts[1:], strict=True)}
        texts = [before.get(_plain(row)) or self._line(row) for row in rows]
        return "".join(text if text.endswith(("\n", "\r")) else text + self.end for text in (self.texts[0], *texts))

    def _line(self, cells: Cells) -> str:
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator=self.end).writerow([" ".join(cell.split()) for cell in cells])
        return out.getvalue()


def read(text: str, needed: Collection[str] = ()) -> Sheet:
    """The rows of a file. Raises NoSheet for what is not one table, or has not these columns."""
    source = list(io.StringIO(text.removeprefix(BOM), newline=""))
    reader = csv.reader(iter(source), strict=True)
    rows: list[Cells] = []
    texts: list[str] = []
    begun = 0
    try:
        for cells in reader:
            line, begun = "".join(source[begun : reader.line_num]), reader.line_num
            if cells:
                rows.append(tuple(cells))
                texts.append(line)
            elif texts:
                texts[-1] += line
    except csv.Error:
        raise NoSheet from None
    if not rows or len(rows) > MOST_ROWS or any(len(row) != len(rows[0]) for row in rows):
        raise NoSheet
    if len(set(rows[0])) < len(rows[0]) or set(needed) - set(rows[0]):
        raise NoSheet
    texts[0] = BOM * text.startswith(BOM) + texts[0]
    return Sheet(rows[0], tuple(rows[1:]), tuple(texts), "\r\n" if texts[0].endswith("\r\n") else "\n", text)


def merged(base: bytes, mine: bytes, theirs: bytes) -> bytes | None:
    """A table with the rows that each side has changed; nothing when both changed the same one, or it is no table.

    A row is known by its code and its first day.
    """
    try:
        was, here, there = (read(data.decode(), ("code",)) for data in (base, mine, theirs))
    except (NoSheet, UnicodeDecodeError):
        return None
    if not was.columns == here.columns == there.columns:
        return None
    before, ours, others = (_by_key(sheet) for sheet in (was, here, there))
    if before is None or ours is None or others is None:
        return None
    changed = {key for key in before | others if before.get(key) != others.get(key)}
    if any(ours.get(key) not in (before.get(key), others.get(key)) for key in changed):
        return None
    if _moved(before, others):
        return None if _moved(before, ours) else merged(base, theirs, mine)
    left = [key for key in ours if key not in changed or key in others]
    for after, key in zip([None, *others], others, strict=False):
        if key in changed and key not in ours:
            left.insert(left.index(after) + 1 if after in left else len(left) * (after is not None), key)
    rows = {**ours, **{key: others[key] for key in changed if key in others}}
    return here.written([rows[key] for key in left]).encode()


def _by_key(sheet: Sheet) -> dict[Cells, Cells] | None:
    """The rows by code and first day; nothing when one is there twice."""
    places = [sheet.columns.index(column) for column in ("code", "from") if column in sheet.columns]
    found = {tuple(row[place].strip() for place in places): _plain(row) for row in sheet.rows}
    return found if len(found) == len(sheet.rows) else None


def _moved(before: Mapping[Cells, Cells], after: Mapping[Cells, Cells]) -> bool:
    """Whether rows that are in both stand in another order."""
    return [key for key in before if key in after] != [key for key in after if key in before]


def _plain(cells: Cells) -> Cells:
    """For comparing: a browser sends every end of a line in one way."""
    return tuple(cell.replace("\r\n", "\n").replace("\r", "\n") for cell in cells)


def mistakes(columns: Cells, rows: Sequence[Cells], *, clocks: bool) -> list[Wrong]:
    """What is wrong with these rows, at its cell: one mistake a cell, as many a row as there are."""
    found: list[Wrong] = []
    sound: list[tuple[int, Any]] = []
    for number, cells in enumerate(rows):
        row = dict(zip(columns, (cell.strip() for cell in cells), strict=True))
        wrong = {each.column: str(each) for each in _wrong(row, clocks=clocks)}
        found += [Wrong(number, column, wrong[column]) for column in columns if column in wrong]
        if not wrong:
            sound.append((number, clock_table.clock(row) if clocks else lists.entry(row)))
    return sorted(found + _twice(sound), key=lambda wrong: wrong.row)


def _wrong(row: Mapping[str, str], *, clocks: bool) -> Iterator[lists.BadCell]:
    """With what a spreadsheet would run, and characters that no text has: of one cell the last said counts."""
    yield from (clock_table if clocks else lists).mistakes(row)
    for column, cell in row.items():
        if formula(cell):
            yield lists.BadCell(column, "It begins like a formula of a spreadsheet. Begin with a letter.")
        if any(ord(sign) < 32 and not sign.isspace() for sign in cell):
            yield lists.BadCell(column, "It has characters that no text has. Type it again.")


def formula(cell: str) -> bool:
    """Whether a spreadsheet would run what a cell says."""
    return unicodedata.normalize("NFKC", cell[:99]).lstrip().startswith(_SIGNS)


def _twice(rows: Sequence[tuple[int, Any]]) -> list[Wrong]:
    """Codes that are there twice for the same days."""
    seen: dict[str, list[Any]] = {}
    found = []
    for number, row in rows:
        others = seen.setdefault(row.code, [])
        if any(lists.overlap(row, other) for other in others):
            words = f"{row.code} is there twice for the same days. Take one out, or let one end first."
            found.append(Wrong(number, "code", words))
        others.append(row)
    return found


def gone(sheet: Sheet, rows: Sequence[Cells]) -> dict[str, str]:
    """The codes that are in the file and would be in none of these rows, with the last label of each."""
    at, named = sheet.columns.index("code"), sheet.columns.index("label")
    left = {row[at].strip() for row in rows}
    return {row[at].strip(): row[named].strip() for row in sheet.rows if row[at].strip() not in left}
