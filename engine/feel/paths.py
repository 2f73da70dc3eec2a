"""What stands behind a dot: entries of contexts, the parts of dates, times, durations and ranges."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from engine.feel import arithmetic
from engine.feel.literals import zone_name
from engine.feel.run import Run
from engine.feel.values import Value, kind, taken


def part(run: Run, whole: Value, name: str) -> Value:
    """`whole.name`; of a list, the list of its elements' parts."""
    if isinstance(whole, list):
        run.tank.burn(len(whole))
        return run.made([part(run, taken(element), name) for element in whole])
    if isinstance(whole, dict):
        return _entry(run, whole, name)
    if whole is None:
        return None
    reader = PARTS.get((kind(whole), name))
    return run.null(f"{kind(whole)} has no part `{name}`") if reader is None else reader(whole)


def _entry(run: Run, whole: dict[str, Value], name: str) -> Value:
    if name in whole:
        return run.sized(taken(whole[name]))
    return run.null(f"there is no entry `{name}`")


def _number(read: Callable[..., int]) -> Callable[..., Value]:
    return lambda value: Decimal(read(value))


def _offset(value: datetime | time) -> Value:
    return value.utcoffset() if zone_name(value) != "" else None


def _timezone(value: datetime | time) -> Value:
    name = zone_name(value)
    return name if "/" in name else None


def _span_part(value: timedelta, size: int, cycle: int) -> int:
    whole = int(arithmetic.seconds(abs(value))) // size
    return (whole % cycle if cycle else whole) * (-1 if value < timedelta() else 1)


PARTS: dict[tuple[str, str], Callable[..., Value]] = {}
for _kind in ("date", "date and time"):
    PARTS |= {
        (_kind, "year"): _number(lambda value: value.year),
        (_kind, "month"): _number(lambda value: value.month),
        (_kind, "day"): _number(lambda value: value.day),
        (_kind, "weekday"): _number(date.isoweekday),
    }
for _kind in ("time", "date and time"):
    PARTS |= {
        (_kind, "hour"): _number(lambda value: value.hour),
        (_kind, "minute"): _number(lambda value: value.minute),
        (_kind, "second"): _number(lambda value: value.second),
        (_kind, "time offset"): _offset,
        (_kind, "timezone"): _timezone,
    }
PARTS |= {
    ("years and months duration", "years"): _number(lambda value: value.years),
    ("years and months duration", "months"): _number(lambda value: value.months),
    ("duration", "days"): _number(lambda value: _span_part(value, 86_400, 0)),
    ("duration", "hours"): _number(lambda value: _span_part(value, 3_600, 24)),
    ("duration", "minutes"): _number(lambda value: _span_part(value, 60, 60)),
    ("duration", "seconds"): _number(lambda value: _span_part(value, 1, 60)),
    ("range", "start"): lambda value: value.start,
    ("range", "end"): lambda value: value.end,
    ("range", "start included"): lambda value: value.start_included,
    ("range", "end included"): lambda value: value.end_included,
}
