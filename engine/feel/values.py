"""The values of FEEL and what holds between them: kinds, equality, order; the interpreter and the functions call it."""

from __future__ import annotations

import decimal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

Value = object
Pay = Callable[[int], None]

# All arithmetic happens here: 34 digits as the standard says, and no error is raised for a rounded digit.
ARITHMETIC = decimal.Context(
    prec=34,
    rounding=decimal.ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow],
)

# Two objects for one place: facts and `now` are moments shown in London's time (LONDON); a date and time written
# without a zone is read as London's too, but keeps being written without one (LOCAL).
LONDON = ZoneInfo.no_cache("Europe/London")
LOCAL = ZoneInfo.no_cache("Europe/London")


@dataclass(frozen=True, order=True, slots=True)
class Months:
    """A years and months duration, as a number of months (negative ones too)."""

    total: int

    @property
    def years(self) -> int:
        """Whole years, towards zero."""
        return int(self.total / 12)

    @property
    def months(self) -> int:
        """The months left over, with the duration's sign."""
        return self.total - self.years * 12


@dataclass(frozen=True, slots=True)
class Range:
    """An interval; `sign` is set for a one-sided one such as `(< 5)`, whose other end is None and without limit."""

    start: Value
    end: Value
    start_included: bool = True
    end_included: bool = True
    sign: str = ""

    def __hash__(self) -> int:
        return hash((str(self.start), str(self.end), self.start_included, self.end_included))


def kind(value: Value) -> str:
    """The name of a value's kind, in the words of warnings."""
    if value is None:
        return "null"
    return KINDS.get(type(value)) or next((name for cls, name in _SUBCLASSES if isinstance(value, cls)), "unknown")


KINDS: dict[type, str] = {
    bool: "yes/no",
    Decimal: "number",
    str: "text",
    datetime: "date and time",
    date: "date",
    time: "time",
    timedelta: "duration",
    Months: "years and months duration",
    list: "list",
    dict: "context",
    Range: "range",
}
_SUBCLASSES: tuple[tuple[type, str], ...] = (
    (Decimal, "number"),
    (int, "number"),
    (str, "text"),
    (list, "list"),
    (Mapping, "context"),
)


_AS_THEY_ARE = {type(None), bool, str, Decimal, Months, timedelta, Range, list, dict, time}
_PLAIN = {bool, str, Decimal}


def taken(value: Value) -> Value:
    """A value from outside as FEEL sees it: whole numbers become Decimal, moments London's, other kinds null.

    Elements of a list and entries of a context stay as they are until they are looked at.
    """
    if value.__class__ in _AS_THEY_ARE:
        return value
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, list):
        return value
    if isinstance(value, tuple | set | frozenset):
        return list(value) if isinstance(value, tuple) else sorted(value, key=repr)
    if isinstance(value, datetime):
        return _moment(value)
    return value if isinstance(value, date | time | dict) else _mapping(value)


def _mapping(value: Value) -> Value:
    return dict(value) if isinstance(value, Mapping) else None


def _moment(value: datetime) -> datetime:
    if value.tzinfo is None:
        return value.replace(tzinfo=LOCAL)
    return value.astimezone(LONDON) if value.tzinfo is UTC else value


def number(value: int | float | str) -> Decimal | None:
    """A number of 34 digits, or None where it is none or too large."""
    try:
        result = ARITHMETIC.create_decimal(str(value) if isinstance(value, float) else value)
    except (decimal.DecimalException, ValueError):
        return None
    return result if result.is_finite() else None


def utc(value: datetime) -> datetime:
    """The moment itself, so that two zones, or two sides of a clock change, can be compared."""
    return value.astimezone(UTC)


def clock_seconds(value: time) -> Decimal:
    """Seconds since midnight in the offset's zero; a time without offset counts as it is."""
    offset = value.utcoffset() or timedelta()
    whole = value.hour * 3600 + value.minute * 60 + value.second - int(offset.total_seconds())
    return Decimal(whole) + Decimal(value.microsecond) / 1_000_000


def _moment_key(value: datetime) -> timedelta:
    """The moment as the time since a day that never was: so can the first and the last of the calendar be compared."""
    day = timedelta(value.toordinal(), value.hour * 3600 + value.minute * 60 + value.second, value.microsecond)
    return day - (value.utcoffset() or timedelta())


def order_key(value: Value) -> object:
    """What values of one kind are ordered by; None for kinds without an order."""
    if isinstance(value, datetime):
        return _moment_key(value)
    if isinstance(value, time):
        return clock_seconds(value)
    if isinstance(value, bool) or not isinstance(value, str | Decimal | date | timedelta | Months):
        return None
    return value


def compare(left: Value, right: Value) -> int | None:
    """-1, 0 or 1 for two values of one ordered kind, else None."""
    if left.__class__ is right.__class__ and left.__class__ in (str, Decimal):
        return -1 if left < right else int(left > right)  # type: ignore[operator]
    if kind(left) != kind(right):
        return None
    one, two = order_key(left), order_key(right)
    if one is None or two is None:
        return None
    return -1 if one < two else int(one > two)  # type: ignore[operator]


def _free(steps: int) -> None:
    """Who compares values of no great size pays nothing."""


def equal(left: Value, right: Value, pay: Pay = _free) -> bool | None:
    """FEEL's `=`: null equals null only; values of two kinds are neither equal nor different (None).

    Lists and contexts are paid for by their length, each level that is looked at.
    """
    if left is None or right is None:
        return left is right
    if left.__class__ is right.__class__ and left.__class__ in _PLAIN:
        return left == right
    mine = kind(left)
    if mine != kind(right):
        return None
    if mine == "list":
        return _equal_lists(left, right, pay)
    if mine == "context":
        return _equal_contexts(left, right, pay)
    if mine == "range":
        return _equal_ranges(left, right)
    if isinstance(left, bool):
        return left is right
    return compare(left, right) == 0


def _equal_lists(left: Value, right: Value, pay: Pay) -> bool:
    assert isinstance(left, list) and isinstance(right, list)
    pay(len(left))
    return len(left) == len(right) and all(
        equal(taken(one), taken(two), pay) is True for one, two in zip(left, right, strict=True)
    )


def _equal_contexts(left: Value, right: Value, pay: Pay) -> bool:
    assert isinstance(left, dict) and isinstance(right, dict)
    pay(len(left))
    return left.keys() == right.keys() and all(equal(taken(left[key]), taken(right[key]), pay) is True for key in left)


def _equal_ranges(left: Value, right: Value) -> bool:
    assert isinstance(left, Range) and isinstance(right, Range)
    return (
        (left.start_included, left.end_included, left.sign) == (right.start_included, right.end_included, right.sign)
        and equal(left.start, right.start) is True
        and equal(left.end, right.end) is True
    )


def includes(outer: Range, value: Value) -> bool | None:
    """Whether a value lies in a range; None where the two cannot be compared."""
    if value is None or (not outer.sign and (outer.start is None or outer.end is None)):
        return None
    below = _side(outer.start, value, included=outer.start_included)
    above = _side(value, outer.end, included=outer.end_included)
    if below is False or above is False:
        return False
    return None if below is None or above is None else True


def _side(lower: Value, upper: Value, *, included: bool) -> bool | None:
    if lower is None or upper is None:
        return True
    sign = compare(lower, upper)
    return None if sign is None else sign < 0 or (included and sign == 0)


def matches(value: Value, wanted: Value, pay: Pay = _free) -> bool | None:
    """Whether a value meets one test: it lies in the range, is in the list, or is equal."""
    if isinstance(wanted, Range):
        return None if value is None else includes(wanted, value)
    if isinstance(wanted, list):
        if isinstance(value, list) and equal(value, wanted, pay):
            return True
        pay(len(wanted))
        return any(matches(value, taken(one), pay) is True for one in wanted)
    return equal(value, wanted, pay)


__all__ = [
    "ARITHMETIC", "KINDS", "LOCAL", "LONDON", "Months", "Range", "Value", "clock_seconds", "compare", "equal",
    "includes", "kind", "matches", "number", "order_key", "taken", "timezone", "utc",
]  # fmt: skip
