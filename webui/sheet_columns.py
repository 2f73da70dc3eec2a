"""What the columns of a list and of the table of clocks are called on the page where they are typed, and what helps."""

from collections.abc import Collection
from dataclasses import dataclass

from engine.clock_table import COLUMNS as CLOCK_COLUMNS
from engine.forms.lists import COLUMNS as LIST_COLUMNS
from engine.forms.lists import HELP


@dataclass(frozen=True)
class Column:
    """A column as it is headed; with `options`, code and words, its cells are chosen. `wide` is a number of letters."""

    name: str
    label: str
    help: str
    wide: int
    options: tuple[tuple[str, str], ...] = ()


_YES_NO = (("no", "No"), ("yes", "Yes"))
_LIST = (
    Column("label", "What people read", "The answer as it stands on the form.", 34),
    Column("code", "Code", "Drawings, tables and cases know the answer by it. Leave it empty in a new row: it is made "
           "from what people read.", 22),
    Column("report_group", "Counted under", "The row of a report that it is counted in.", 18),
    Column("from", "First day", "From when it is offered, such as 2026-04-01. Empty: always.", 10),
    Column("to", "Last day", "Until when it is offered. Empty: for ever.", 10),
    Column("source", "Where it comes from", "The guidance or law behind it.", 24),
)  # fmt: skip
_CLOCKS = (
    Column("code", "Code", "Drawings know the clock by it, such as T05.", 6),
    Column("label", "What it is for", "What is due when it ends.", 30),
    Column("amount", "How long", "A whole number.", 6),
    Column("unit", "Counted in", "What the number counts.", 14,
           (("working_days", "working days"), ("calendar_days", "days"), ("months", "months"), ("hours", "hours"))),
    Column("because", "Counted from", "What starts it, as a due date explains it: “the contact came”.", 22),
    Column("day_one", "First day counts", "Whether the day that starts it is day one.", 6, _YES_NO),
    Column("pauses", "Pauses", "Whether it stands still while the police ask us to hold.", 6, _YES_NO),
    Column("rolls", "On a day off", "What happens when it ends on a weekend or bank holiday.", 20,
           (("none", "stays there"), ("before", "working day before"), ("after", "working day after"))),
    Column("receipt", "Our receipt", "Whether it starts when we got it: at night means the next day.", 6, _YES_NO),
    Column("from", "First day", "From when it holds, such as 2026-04-01. Empty: always.", 10),
    Column("to", "Last day", "Until when it holds. Empty: for ever.", 10),
    Column("source", "Where it comes from", "The guidance or law behind it.", 26),
)  # fmt: skip


_HELP = Column(HELP, "Words below it", "What stands below the answer on a form. Empty: nothing.", 24)


def needed(*, clocks: bool) -> tuple[str, ...]:
    """The columns that such a file must have."""
    return CLOCK_COLUMNS if clocks else LIST_COLUMNS


def shown(names: Collection[str], *, clocks: bool) -> list[Column]:
    """The columns of a file in the order of the page; one that only this file has comes last, under its own name."""
    listed = (_LIST[0], _HELP, *_LIST[1:]) if HELP in names else _LIST
    known = {column.name: column for column in (_CLOCKS if clocks else listed)}
    return [*known.values(), *(Column(name, name, "", 18) for name in names if name not in known)]
