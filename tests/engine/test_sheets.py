"""Lists and clocks as rows of cells: what is not changed keeps its bytes, and a mistake is told at its cell."""

import csv
import io

import pytest

from engine import sheets
from tests.builders import SHIPPED

HEAD = "code,label,from,to,report_group,source\n"
CLOCKS = "forms/lists/clocks.csv"
LISTS = [path for path in SHIPPED if path.startswith("forms/lists/")]


@pytest.mark.parametrize("path", LISTS)
def test_every_shipped_list_comes_back_as_it_is_and_is_sound(path: str):
    text = SHIPPED[path].decode()
    sheet = sheets.read(text)
    assert sheet.written(sheet.rows) == text
    assert sheet.written(list(sheet.rows)[:-1]) == text[: -len(sheet.texts[-1])]
    assert sheets.mistakes(sheet.columns, sheet.rows, clocks=path == CLOCKS) == []


ODD = [
    '\ufeff"code",label,from,to,"report_group",source\r\na,"One, or ""two""",,,,\r\n\r\nb,Zwölf – ½ €,,,,x\r\n',
    HEAD + 'a,"over\ntwo lines",,,"",src\nb,B,,,,\n',
    HEAD + "a,A,,,,",
    HEAD,
    HEAD.rstrip(),
]


@pytest.mark.parametrize("text", ODD)
def test_quotes_line_ends_and_other_alphabets_survive(text: str):
    sheet = sheets.read(text)
    assert sheet.written([tuple(cell.replace("\n", "\r\n") for cell in row) for row in sheet.rows]) == text
    new = ("c", 'Said "no", and\r\nleft – ½', "", "", "x,y", "")
    longer = sheet.written([new, *sheet.rows])
    assert all(line in longer for line in sheet.texts[1:])
    assert longer.startswith(sheet.texts[0].rstrip("\r\n") + sheet.end)
    again = list(csv.reader(io.StringIO(longer.removeprefix("\ufeff"), newline="")))
    assert again[1] == ["c", 'Said "no", and left – ½', "", "", "x,y", ""]
    assert [tuple(row) for row in again[2:] if row] == list(sheet.rows)


@pytest.mark.parametrize("text", ["", "a,b\n1\n", "a,a\n1,2\n", 'a,b\n"1,2\n', "\n\n"])
def test_what_is_no_table_is_edited_as_text(text: str):
    with pytest.raises(sheets.NoSheet):
        sheets.read(text)


def test_each_mistake_is_told_at_its_cell():
    rows = [
        ("ok", "Fine", "", "", "", ""), ("Not ok", "Fine", "", "", "", ""), ("blank", " ", "", "", "", ""),
        ("ends", "Ends", "2026-01-02", "2026-01-01", "", ""), ("day", "Day", "31/2/2026", "", "", ""),
        ("ok", "Twice", "", "", "", ""), ("sum", "=1+1", "", "", "", ""), ("nul", "a\0b", "", "", "", ""),
    ]  # fmt: skip
    found = sheets.mistakes(sheets.read(HEAD).columns, rows, clocks=False)
    assert [(wrong.row, wrong.column) for wrong in found] == [
        (1, "code"), (2, "label"), (3, "to"), (4, "from"), (5, "code"), (6, "label"), (7, "label"),
    ]  # fmt: skip


def test_each_mistake_of_a_clock_is_told_at_its_cell():
    sheet = sheets.read(SHIPPED[CLOCKS].decode())
    sound = dict(zip(sheet.columns, sheet.rows[0], strict=True))
    spoilt = [("amount", "soon"), ("amount", "99999"), ("unit", "weeks"), ("because", ""), ("from", "31/2/2026")]
    for column, value in spoilt:
        row = tuple((sound | {column: value}).values())
        [wrong] = sheets.mistakes(sheet.columns, [sheet.rows[1], row], clocks=True)
        assert (wrong.row, wrong.column) == (1, column)


def test_codes_that_go_are_told_with_their_labels():
    sheet = sheets.read(HEAD + "a,Ann,,,,\na,Anna,2026-01-01,,,\nb,Bob,,,,\n")
    assert sheets.gone(sheet, sheet.rows[1:]) == {}
    assert sheets.gone(sheet, [("c", "Ann", "", "", "", "")]) == {"a": "Anna", "b": "Bob"}


def rows(*lines: str) -> bytes:
    return (HEAD + "".join(f"{line},,,,\n" for line in lines)).encode()


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        (rows("a,A", "b,B", "m,M"), rows("a,A", "b,B", "t,T"), rows("a,A", "b,B", "t,T", "m,M")),
        (rows("a,A mine", "b,B"), rows("a,A", "b,B theirs"), rows("a,A mine", "b,B theirs")),
        (rows("b,B"), rows("t,T", "a,A", "b,B"), rows("t,T", "b,B")),
        (rows("b,B", "a,A"), rows("a,A", "b,B theirs"), rows("b,B theirs", "a,A")),
        (rows("a,A", "b,B", "m,M"), rows("b,B", "a,A"), rows("b,B", "m,M", "a,A")),
        (rows("a,A", "b,B mine"), rows("b,B mine", "t,T"), rows("b,B mine", "t,T")),
    ],
)
def test_tables_changed_in_different_rows_are_put_together(mine: bytes, theirs: bytes, merged: bytes):
    assert sheets.merged(rows("a,A", "b,B"), mine, theirs) == merged


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (rows("a,A mine", "b,B"), rows("a,A theirs", "b,B")),
        (rows("b,B"), rows("a,A theirs", "b,B")),
        (rows("a,A mine", "b,B"), rows("b,B")),
        (rows("a,A", "b,B", "x,Mine"), rows("a,A", "b,B", "x,Theirs")),
        (rows("b,B", "a,A"), rows("t,T", "b,B", "a,A")),
        (rows("a,A", "a,A", "b,B"), rows("a,A", "b,B theirs")),
        (b"code,label\na,A\n", rows("a,A")),
        (b"no table", rows("a,A")),
        (b"\xff", rows("a,A")),
    ],
)
def test_what_both_changed_in_one_row_is_not_put_together(mine: bytes, theirs: bytes):
    base = rows("a,A", "b,B")
    assert sheets.merged(base, mine, theirs) is None
    assert sheets.merged(base, theirs, mine) is None
