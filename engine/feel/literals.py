"""Dates, times and durations as ISO text, read and written; literals, functions and the JSON door call it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from engine.feel.values import LOCAL, LONDON, Months, Value

# The zone of what is written with a Z: not datetime's UTC, which marks a fact, shown in London's time.
ZULU = timezone(timedelta(), "Z")

_DATE = r"(?P<year>-?(?:\d{4}|[1-9]\d{4,8}))-(?P<month>\d\d)-(?P<day>\d\d)"
_TIME = (
    r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?:\.(?P<part>\d{1,12}))?"
    r"(?:(?P<zulu>Z)|(?P<sign>[+-])(?P<hours>\d\d):(?P<minutes>\d\d)(?::(?P<seconds>\d\d))?|@(?P<zone>[A-Za-z0-9_+/-]{1,40}))?"
)
_IS_DATE = re.compile(_DATE, re.ASCII)
_IS_TIME = re.compile(rf"T?{_TIME}", re.ASCII)
_IS_MOMENT = re.compile(rf"{_DATE}T{_TIME}", re.ASCII)
_IS_SPAN = re.compile(
    r"(?P<sign>-)?P(?:(?P<days>\d{1,9})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,9})H)?(?:(?P<minutes>\d{1,12})M)?(?:(?P<seconds>\d{1,12})(?:\.(?P<part>\d{0,12}))?S)?)?",
    re.ASCII,
)
_IS_MONTHS = re.compile(r"(?P<sign>-)?P(?:(?P<years>\d{1,12})Y)?(?:(?P<months>\d{1,12})M)?", re.ASCII)


def read_date(text: str) -> date | None:
    """The date of ISO text, None if it is none."""
    found = _IS_DATE.fullmatch(text)
    return _date(found) if found else None


def read_time(text: str) -> time | None:
    """The time of day of ISO text, with an offset or zone if it has one."""
    found = _IS_TIME.fullmatch(text)
    return _time(found) if found else None


def read_moment(text: str) -> datetime | None:
    """The date and time of ISO text; without a zone it is London's clock (LOCAL)."""
    found = _IS_MOMENT.fullmatch(text)
    if found is None:
        return None
    if "T24:00:00" in text:
        start = read_moment(text.replace("T24:", "T00:"))
        return start + timedelta(days=1) if start and start.year < 9999 else None
    day, clock = _date(found), _time(found)
    if day is None or clock is None:
        return None
    return datetime.combine(day, clock.replace(tzinfo=None), tzinfo=clock.tzinfo or LOCAL)


def read_duration(text: str) -> timedelta | Months | None:
    """A duration of either kind, as P3D, PT2H30M or P1Y2M."""
    found = _IS_MONTHS.fullmatch(text)
    if found and (found["years"] or found["months"]):
        total = int(found["years"] or 0) * 12 + int(found["months"] or 0)
        return Months(-total if found["sign"] else total) if total < 10**12 else None
    found = _IS_SPAN.fullmatch(text)
    if found is None or not any(found[part] for part in ("days", "hours", "minutes", "seconds")):
        return None
    return _span(found)


def read_any(text: str) -> Value:
    """What an @"..." literal stands for: whichever kind its text has."""
    return read_date(text) or read_moment(text) or read_time(text) or read_duration(text)


def beyond_years(text: str) -> bool:
    """Whether ISO text names a year outside 1 to 9999."""
    found = re.match(r"(-?\d{4,})-\d\d-\d\d", text, re.ASCII)
    return found is not None and (len(found[1]) > 5 or not 1 <= int(found[1]) <= 9999)


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except (ValueError, OverflowError):
        return None


def _time(found: re.Match[str]) -> time | None:
    microseconds = int((found["part"] or "0")[:6].ljust(6, "0"))
    try:
        zone = _zone(found)
        return time(int(found["hour"]), int(found["minute"]), int(found["second"]), microseconds, tzinfo=zone)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return None


def _zone(found: re.Match[str]) -> tzinfo | None:
    if found["zulu"]:
        return ZULU
    if found["zone"]:
        return ZoneInfo(found["zone"])
    if not found["sign"]:
        return None
    if int(found["hours"]) > 18 or int(found["minutes"]) > 59:
        raise ValueError
    amount = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"]), seconds=int(found["seconds"] or 0))
    return timezone(-amount if found["sign"] == "-" else amount)


def _span(found: re.Match[str]) -> timedelta | None:
    try:
        amount = timedelta(
            days=int(found["days"] or 0),
            hours=int(found["hours"] or 0),
            minutes=int(found["minutes"] or 0),
            seconds=int(found["seconds"] or 0),
            microseconds=int((found["part"] or "0")[:6].ljust(6, "0")),
        )
        return -amount if found["sign"] else amount
    except OverflowError:
        return None


def written(value: Value) -> str:
    """A date, time, date and time or duration as ISO text."""
    if isinstance(value, Months):
        return _written_months(value)
    if isinstance(value, timedelta):
        return _written_span(value)
    if isinstance(value, datetime):
        return _written_moment(value)
    if isinstance(value, time):
        return _clock(value) + _written_zone(value.tzinfo, value.utcoffset())
    assert isinstance(value, date)
    return value.isoformat()


def _written_moment(value: datetime) -> str:
    if value.tzinfo is LOCAL:
        return _clock(value)
    if value.tzinfo is LONDON:
        value = value.astimezone(UTC)
    return _clock(value) + _written_zone(value.tzinfo, value.utcoffset())


def _clock(value: time | datetime) -> str:
    shown = value.replace(tzinfo=None).isoformat()
    return shown.rstrip("0") if value.microsecond else shown


def _written_zone(zone: tzinfo | None, offset: timedelta | None) -> str:
    if zone is None:
        return ""
    if isinstance(zone, ZoneInfo):
        return f"@{zone.key}"
    if not offset:
        return "Z"
    minutes, seconds = divmod(abs(int(offset.total_seconds())), 60)
    tail = f":{seconds:02d}" if seconds else ""
    return f"{'-' if offset < timedelta() else '+'}{minutes // 60:02d}:{minutes % 60:02d}{tail}"


def _written_months(value: Months) -> str:
    years, months = divmod(abs(value.total), 12)
    sign = "-" if value.total < 0 else ""
    return f"{sign}P" + (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")


def _written_span(value: timedelta) -> str:
    if not value:
        return "PT0S"
    size, sign = abs(value), "-" if value < timedelta() else ""
    hours, rest = divmod(size.seconds, 3600)
    minutes, whole = divmod(rest, 60)
    days = f"{size.days}D" if size.days else ""
    part = f"{size.microseconds:06d}".rstrip("0")
    ending = f"{whole}{'.' if part else ''}{part}S" if whole or part else ""
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + ending
    return f"{sign}P{days}" + (f"T{clock}" if clock else "")


def plain(value: Decimal) -> str:
    """A number as people write it: no exponent where that fits, no trailing zeros."""
    if value.adjusted() > 40 or value.adjusted() < -40:
        return str(value.normalize())
    shown = format(value.normalize(), "f")
    return "0" if shown in ("-0", "") else shown


def zone_name(value: time | datetime) -> str:
    """The zone or offset a time was written with: empty for none."""
    zone = value.tzinfo
    if zone is None or zone is LOCAL:
        return ""
    return zone.key if isinstance(zone, ZoneInfo) else _written_zone(zone, value.utcoffset())


def whole(text: str) -> str:
    """The text with its halves of characters put together, and what is left of them replaced."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
