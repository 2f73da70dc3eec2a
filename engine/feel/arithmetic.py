"""Adding, subtracting, multiplying, dividing and raising, over numbers, texts, dates, times and durations."""

from __future__ import annotations

import calendar
import decimal
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from engine.feel.values import ARITHMETIC, LOCAL, LONDON, Months, Value, clock_seconds, kind, number, utc

_DAY = 86_400


def calculate(sign: str, left: Value, right: Value) -> Value:
    """The result, or None where these kinds have none or it is out of bounds."""
    operation = _OPERATIONS.get((sign, kind(left), kind(right)))
    if operation is None:
        return None
    try:
        return operation(left, right)
    except (decimal.DecimalException, OverflowError, ValueError):
        return None


def negate(value: Value) -> Value:
    """The value with its sign turned, or None for kinds that have no sign."""
    if isinstance(value, Decimal):
        return ARITHMETIC.minus(value)
    if isinstance(value, Months):
        return Months(-value.total)
    return -value if isinstance(value, timedelta) else None


def seconds(value: timedelta) -> Decimal:
    """A days and time duration as an exact number of seconds."""
    return Decimal(value.days * _DAY + value.seconds) + Decimal(value.microseconds) / 1_000_000


def from_seconds(amount: Decimal) -> timedelta:
    """The duration of so many seconds; raises OverflowError when it is out of bounds."""
    return timedelta(microseconds=int((amount * 1_000_000).to_integral_value(decimal.ROUND_HALF_EVEN)))


def plus_months(value: date, months: int) -> date:
    """The same day so many months later, or the last day of that month if it is shorter."""
    year, month = divmod(value.year * 12 + value.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError
    day = min(value.day, calendar.monthrange(year, month + 1)[1])
    return value.replace(year=year, month=month + 1, day=day)


def _plus_duration(value: Value, duration: Value) -> Value:
    assert isinstance(duration, timedelta)
    if isinstance(value, datetime):
        zone = value.tzinfo
        return value + duration if zone is LOCAL else (utc(value) + duration).astimezone(zone)
    if isinstance(value, time):
        start = datetime.combine(date(2000, 1, 1), value.replace(tzinfo=LOCAL))
        offset = timedelta(microseconds=(duration // timedelta(microseconds=1)) % (_DAY * 1_000_000))
        return (start + offset).time().replace(tzinfo=value.tzinfo)
    assert isinstance(value, date)
    return value + timedelta(days=duration.days)


def _between(left: Value, right: Value) -> Value:
    if LOCAL in (zones := (getattr(left, "tzinfo", None), getattr(right, "tzinfo", None))) and any(
        zone not in (LOCAL, LONDON) for zone in zones
    ):
        return None
    one, two = _midnight(left), _midnight(right)
    return utc(one) - utc(two) if one.tzinfo is not two.tzinfo or one.tzinfo is not LOCAL else one - two


def _midnight(value: Value) -> datetime:
    if isinstance(value, datetime):
        return value
    assert isinstance(value, date)
    return datetime(value.year, value.month, value.day, tzinfo=LOCAL)


def _raised(left: Value, right: Value) -> Value:
    assert isinstance(left, Decimal) and isinstance(right, Decimal)
    return number(str(ARITHMETIC.power(left, right)))


def _times(amount: Value, duration: Value) -> Value:
    assert isinstance(amount, Decimal)
    if isinstance(duration, Months):
        return Months(_whole(ARITHMETIC.multiply(Decimal(duration.total), amount)))
    assert isinstance(duration, timedelta)
    return from_seconds(ARITHMETIC.multiply(seconds(duration), amount))


def _divided(duration: Value, amount: Value) -> Value:
    assert isinstance(amount, Decimal)
    if isinstance(duration, Months):
        return Months(_whole(ARITHMETIC.divide(Decimal(duration.total), amount)))
    assert isinstance(duration, timedelta)
    return from_seconds(ARITHMETIC.divide(seconds(duration), amount))


def _whole(amount: Decimal) -> int:
    if abs(amount) > 120_000:
        raise OverflowError
    return int(amount)


def _swap(operation: Callable[[Value, Value], Value]) -> Callable[[Value, Value], Value]:
    return lambda left, right: operation(right, left)


def _less(operation: Callable[[Value, Value], Value]) -> Callable[[Value, Value], Value]:
    return lambda left, right: operation(left, negate(right))


def _shifted(value: Value, months: Value) -> Value:
    assert isinstance(value, date) and isinstance(months, Months)
    return plus_months(value, months.total)


def _months(operation: Callable[[int, int], int]) -> Callable[[Value, Value], Value]:
    def work(left: Value, right: Value) -> Value:
        assert isinstance(left, Months) and isinstance(right, Months)
        return Months(_whole(Decimal(operation(left.total, right.total))))

    return work


def _ratio(left: Value, right: Value) -> Value:
    if isinstance(left, Months) and isinstance(right, Months):
        return ARITHMETIC.divide(Decimal(left.total), Decimal(right.total))
    assert isinstance(left, timedelta) and isinstance(right, timedelta)
    return ARITHMETIC.divide(seconds(left), seconds(right))


def _clock_difference(left: Value, right: Value) -> Value:
    assert isinstance(left, time) and isinstance(right, time)
    return from_seconds(clock_seconds(left) - clock_seconds(right))


_N, _T, _D, _M, _SPAN, _YM, _C = (
    "number",
    "text",
    "date",
    "date and time",
    "duration",
    "years and months duration",
    "time",
)
_OPERATIONS: dict[tuple[str, str, str], Callable[..., Value]] = {
    ("+", _N, _N): ARITHMETIC.add,
    ("-", _N, _N): ARITHMETIC.subtract,
    ("*", _N, _N): ARITHMETIC.multiply,
    ("/", _N, _N): ARITHMETIC.divide,
    ("**", _N, _N): _raised,
    ("+", _T, _T): lambda left, right: left + right,
    ("+", _SPAN, _SPAN): lambda left, right: left + right,
    ("-", _SPAN, _SPAN): lambda left, right: left - right,
    ("+", _YM, _YM): _months(lambda left, right: left + right),
    ("-", _YM, _YM): _months(lambda left, right: left - right),
    ("/", _SPAN, _SPAN): _ratio,
    ("/", _YM, _YM): _ratio,
    ("-", _C, _C): _clock_difference,
    ("+", _C, _SPAN): _plus_duration,
    ("+", _SPAN, _C): _swap(_plus_duration),
    ("-", _C, _SPAN): _less(_plus_duration),
}
for _day in (_D, _M):
    _OPERATIONS |= {
        ("+", _day, _SPAN): _plus_duration,
        ("+", _SPAN, _day): _swap(_plus_duration),
        ("-", _day, _SPAN): _less(_plus_duration),
        ("+", _day, _YM): _shifted,
        ("+", _YM, _day): _swap(_shifted),
        ("-", _day, _YM): _less(_shifted),
        ("-", _day, _D): _between,
        ("-", _day, _M): _between,
    }
for _length in (_SPAN, _YM):
    _OPERATIONS |= {
        ("*", _N, _length): _times,
        ("*", _length, _N): _swap(_times),
        ("/", _length, _N): _divided,
    }
