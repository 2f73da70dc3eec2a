"""The functions on dates, times and durations; entered in the table of `calls`."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

from engine.feel import literals
from engine.feel.calls import function, pure
from engine.feel.run import Run
from engine.feel.values import LOCAL, LONDON, Months, Value, kind, utc


@function("date", "text|date|date and time|number", "number?", "number?")
def _date(run: Run, value: Value, month: Decimal | None, day: Decimal | None) -> Value:
    if isinstance(value, Decimal):
        if month is None or day is None:
            return run.null("date() takes a text, or year, month and day")
        return date(_whole(value), _whole(month), _whole(day))
    if month is not None or day is not None:
        return run.null("date() takes a text, or year, month and day")
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        found = literals.read_date(value) or _day_of(value)
        return run.null(f'"{value[:40]}" is no date; write it as 2026-03-04') if found is None else found
    return value


def _day_of(text: str) -> date | None:
    moment = literals.read_moment(text)
    return moment.date() if moment else None


@function("time", "text|time|date|date and time|number", "number?", "number?", "duration?")
def _time(run: Run, value: Value, minute: Decimal | None, second: Decimal | None, offset: timedelta | None) -> Value:
    if isinstance(value, Decimal):
        if minute is None or second is None:
            return run.null("time() takes a text, or hour, minute and second")
        return _clock(value, minute, second, offset)
    if minute is not None or second is not None:
        return run.null("time() takes a text, or hour, minute and second")
    if isinstance(value, datetime):
        return value.time() if value.tzinfo in (LOCAL, LONDON) else value.timetz()
    if isinstance(value, date):
        return time(0, 0, tzinfo=UTC)
    if isinstance(value, str):
        found = literals.read_time(value) or _time_of(value)
        return run.null(f'"{value[:40]}" is no time; write it as 16:05:00') if found is None else found
    return value


def _time_of(text: str) -> time | None:
    moment = literals.read_moment(text)
    if moment is None:
        return None
    return moment.time() if moment.tzinfo is LOCAL else moment.timetz()


def _clock(hour: Decimal, minute: Decimal, second: Decimal, offset: timedelta | None) -> time:
    whole = int(second)
    zone = None if offset is None else timezone(offset)
    return time(_whole(hour), _whole(minute), whole, int((second - whole) * 1_000_000), tzinfo=zone)


def _whole(value: Decimal) -> int:
    if value != value.to_integral_value() or abs(value) > 10_000:
        raise ValueError
    return int(value)


@function("date and time", "text|date|date and time", "any!")
def _moment(run: Run, value: Value, second: Value) -> Value:
    if isinstance(value, str) and second is None:
        return _moment_of(run, value)
    if isinstance(value, datetime) and second is None:
        return value
    if isinstance(value, date) and isinstance(second, time):
        return datetime.combine(value, second.replace(tzinfo=None), tzinfo=second.tzinfo or LOCAL)
    return run.null(f"date and time() does not take {kind(value)} and {kind(second)}")


def _moment_of(run: Run, text: str) -> Value:
    day = literals.read_date(text)
    found = datetime(day.year, day.month, day.day, tzinfo=LOCAL) if day else literals.read_moment(text)
    if found is None:
        return run.null(f'"{text[:40]}" is no date and time; write it as 2026-03-04T16:05:00')
    return found


@function("duration", "text|duration|years and months duration")
def _duration(run: Run, value: Value) -> Value:
    if not isinstance(value, str):
        return value
    found = literals.read_duration(value)
    return run.null(f'"{value[:40]}" is no duration; write it as P3D, PT2H or P1Y6M') if found is None else found


@pure("years and months duration", "date|date and time", "date|date and time")
def _months(start: date, end: date) -> Value:
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and end.day < start.day:
        months -= 1
    elif months < 0 and end.day > start.day:
        months += 1
    return Months(months)


@function("now")
def _now(run: Run) -> Value:
    return utc(run.now).astimezone(LONDON)


@function("today")
def _today(run: Run) -> Value:
    return utc(run.now).astimezone(LONDON).date()


@pure("day of year", "date|date and time")
def _day_of_year(value: date) -> Value:
    return Decimal(value.timetuple().tm_yday)


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@pure("day of week", "date|date and time")
def _day_of_week(value: date) -> Value:
    return _DAYS[value.weekday()]


@pure("month of year", "date|date and time")
def _month_of_year(value: date) -> Value:
    return _MONTHS[value.month - 1]


@pure("week of year", "date|date and time")
def _week_of_year(value: date) -> Value:
    return Decimal(value.isocalendar().week)
