"""Dates in words and from words, Europe/London; deadlines, forms, rehearsals and every page call it."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from engine.errors import Refused

LONDON = ZoneInfo("Europe/London")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip
_TEN = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class NotADate(Refused):
    """Write a date like 5/3/2026."""


class NotATime(Refused):
    """Write a time like 16:05."""


def utc(at: datetime) -> datetime:
    """The same instant in UTC; a datetime that does not know its offset is a fault of the caller."""
    if at.utcoffset() is None:
        raise ValueError("an instant needs its offset")
    return at.astimezone(UTC)


def london(at: datetime) -> datetime:
    """What the clock on the wall in London shows at this instant."""
    return utc(at).astimezone(LONDON)


def instant(day: date, clock_time: time) -> datetime:
    """The instant, in UTC, when London's clocks show this time; the first of two when they go back."""
    return datetime.combine(day, clock_time, LONDON).astimezone(UTC)


def on_day(day: date, now: datetime) -> datetime:
    """When something happened on a day that is told without a time: now when it is today, else at noon."""
    return now if day == local_day(now) else instant(day, time(12)).astimezone(UTC)


def local_day(when: date | datetime) -> date:
    """The day on London's calendar."""
    return london(when).date() if isinstance(when, datetime) else when


def day_words(day: date, *, year: bool) -> str:
    """Thursday 5 March, or with its year Thursday 5 March 2026."""
    return f"{WEEKDAYS[day.weekday()]} {short_words(day, year=year)}"


def short_words(day: date, *, year: bool) -> str:
    """5 March, or 5 March 2026."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return f"{words} {day.year}" if year else words


def day_seen_from(day: date, today: date) -> str:
    """A day as pages write it: the year only when it is another one."""
    return day_words(day, year=day.year != today.year)


def time_of(instant: datetime) -> str:
    """What the clock says then, for staff: 16:05."""
    return time_words(london(instant).time())


def time_words(clock_time: time, *, public: bool = False) -> str:
    """16:05 for staff and partners; 4:05pm, 5pm, midday or midnight for the public."""
    if not public:
        return f"{clock_time.hour:02d}:{clock_time.minute:02d}"
    if clock_time.minute == 0 and clock_time.hour in (0, 12):
        return "midday" if clock_time.hour else "midnight"
    minutes = f":{clock_time.minute:02d}" if clock_time.minute else ""
    return f"{clock_time.hour % 12 or 12}{minutes}{'pm' if clock_time.hour >= 12 else 'am'}"


def moment_words(at: datetime, *, year: bool = False) -> str:
    """Wednesday 4 March 16:05, in London."""
    local = london(at)
    return f"{day_words(local.date(), year=year)} {time_words(local.time())}"


def when_words(when: date | datetime, *, year: bool = False) -> str:
    """A moment with its time, a day without one."""
    return moment_words(when, year=year) if isinstance(when, datetime) else day_words(when, year=year)


def span_words(first: date, last: date) -> str:
    """on 9 March; from 9 to 11 March; from 27 February to 3 March; the years where they differ."""
    if first == last:
        return f"on {short_words(first, year=False)}"
    if first.year != last.year:
        return f"from {short_words(first, year=True)} to {short_words(last, year=True)}"
    start = str(first.day) if first.month == last.month else short_words(first, year=False)
    return f"from {start} to {short_words(last, year=False)}"


def typed_words(day: date) -> str:
    """5/3/2026, as staff type it."""
    return f"{day.day}/{day.month}/{day.year}"


def number_words(number: int) -> str:
    """Numbers to ten as words, others as figures."""
    return _TEN[number] if 0 <= number < len(_TEN) else str(number)


def count_words(number: int, noun: str, *, figures: bool = False) -> str:
    """one working day; 15 working days; with figures, 1 working day."""
    return f"{number if figures else number_words(number)} {noun}{'' if number == 1 else 's'}"


def sentence(words: str) -> str:
    """The same words as a sentence: a capital in front, a full stop behind."""
    ending = "" if words.endswith((".", "?")) else "."
    return f"{words[:1].upper()}{words[1:]}{ending}"


_NUMBERS = re.compile(r"([0-9]{1,2})\s*[/.\- ]\s*([0-9]{1,2})\s*[/.\- ]\s*([0-9]{1,4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WORDS = re.compile(r"(?:([a-z]+),?\s+)?([0-9]{1,2})(?:st|nd|rd|th)?\s+([a-z]+)\.?,?\s+([0-9]{1,4})", re.IGNORECASE)
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]?([0-9]{2}))?\s*(am|pm)?", re.IGNORECASE)


def parse_date(text: str) -> date:
    """5/3/2026, 2026-03-05, 5 March 2026 or Thursday 5 March 2026; raises NotADate, which says what is wrong."""
    text = text.strip()[:60]
    if found := _ISO.fullmatch(text):
        return date_of(int(found[3]), int(found[2]), found[1])
    if found := _NUMBERS.fullmatch(text):
        return date_of(int(found[1]), int(found[2]), found[3])
    if found := _WORDS.fullmatch(text):
        day = date_of(int(found[2]), _month(found[3]), found[4])
        return _on_weekday(day, found[1])
    raise NotADate


def date_of(day: int, month: int, year: str) -> date:
    """The date with these parts; raises NotADate when the calendar has no such day."""
    if len(year) != 4:
        raise NotADate("Write the year with four figures, like 2026.")
    if not EARLIEST_YEAR <= int(year) <= LATEST_YEAR:
        raise NotADate(f"The year must be between {EARLIEST_YEAR} and {LATEST_YEAR}.")
    if not 1 <= month <= 12:
        raise NotADate(f"There is no month {month}.")
    try:
        return date(int(year), month, day)
    except ValueError:
        raise NotADate(f"There is no {day} {MONTHS[month - 1]} {year}.") from None


def month_number(text: str) -> int | None:
    """3 of 3, 03, March or mar."""
    text = text.strip().lower()
    if re.fullmatch(r"[0-9]{1,2}", text):
        return int(text)
    hits = [n for n, name in enumerate(MONTHS, 1) if len(text) >= 3 and name.lower().startswith(text)]
    return hits[0] if len(hits) == 1 else None


def _month(text: str) -> int:
    number = month_number(text)
    if number is None:
        raise NotADate(f"There is no month called {text}.")
    return number


def _on_weekday(day: date, weekday: str | None) -> date:
    if weekday and (len(weekday) < 3 or not WEEKDAYS[day.weekday()].lower().startswith(weekday.lower())):
        raise NotADate(f"{short_words(day, year=True)} is a {WEEKDAYS[day.weekday()]}, not a {weekday}.")
    return day


def parse_time(text: str) -> time:
    """16:05, 16.05, 1605, 4:05pm, 5pm, midday, midnight; raises NotATime."""
    text = text.strip().lower()[:20]
    if text in ("midday", "noon", "midnight"):
        return time(0 if text == "midnight" else 12)
    found = _CLOCK.fullmatch(text)
    if not found or not (found[2] or found[3]):
        raise NotATime
    hour, minute = int(found[1]), int(found[2] or 0)
    if (found[3] and not 1 <= hour <= 12) or hour > 23 or minute > 59:
        raise NotATime
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return time(hour, minute)
