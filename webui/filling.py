"""What the pages with a form share: raw input, rows that are added or taken away, when it happened, and how it is drawn again.

Used by the task and contact views; it knows forms and nothing of cases.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import request

from engine import dates
from engine.forms import Form, Group, Problem, flat
from engine.forms.items import Item
from engine.models import new_id

Raw = dict[str, list[str]]


def posted() -> Raw:
    """Everything that was typed, by input name."""
    return request.form.to_dict(flat=False)


def with_rows(form: Form, raw: Raw) -> Raw:
    """The input with the rows that a fresh page starts with, each with an id minted now."""
    full = dict(raw)
    _start_rows(form.items, "", full)
    return full


def _start_rows(items: tuple[Item, ...], prefix: str, raw: Raw) -> None:
    for item in flat(items):
        if not isinstance(item, Group):
            continue
        name = f"{prefix}{item.key}"
        numbers = _numbers(name, raw)
        for number in numbers or range(item.repetitions):
            raw.setdefault(f"{name}-{number}-id", [new_id()])
            _start_rows(item.items, f"{name}-{number}-", raw)


def _numbers(name: str, raw: Mapping[str, list[str]]) -> list[int]:
    start = f"{name}-"
    tails = (key[len(start) :].split("-", 1)[0] for key in raw if key.startswith(start))
    return sorted({int(tail) for tail in tails if tail.isdigit()})


def rows_changed(form: Form, raw: Raw) -> tuple[Raw, str] | None:
    """When Add or Remove was pressed: the input with that done, and where the focus goes; else nothing."""
    if added := raw.get("add"):
        name = added[0]
        number = max(_numbers(name, raw), default=-1) + 1
        full = with_rows(form, raw | {f"{name}-{number}-id": [new_id()]})
        return full, f"{name}-{number}"
    if removed := raw.get("remove"):
        return raw | {f"{removed[0]}-removed": ["yes"]}, removed[0].rpartition("-")[0]
    return None


def when_happened(raw: Raw, now: datetime) -> tuple[datetime, list[Problem]]:
    """The instant that the page says it happened; now when it says nothing."""
    try:
        day = _day(raw)
        text = _one(raw, "happened-time")
        if day is None:
            return now, []
        today = dates.local_day(now)
        if text:
            at = dates.instant(day, dates.parse_time(text)).astimezone(UTC)
        else:
            at = now if day == today else dates.instant(day, datetime.min.time().replace(hour=12)).astimezone(UTC)
    except dates.NotADate as wrong:
        return now, [Problem("happened", str(wrong))]
    except dates.NotATime as wrong:
        return now, [Problem("happened-time", str(wrong))]
    if day > today or (at > now and day == today and text):
        words = dates.day_words(today, year=True)
        return now, [Problem("happened", f"When it happened must be today, {words}, or earlier")]
    return at, []


def _day(raw: Raw):  # type: ignore[no-untyped-def]
    if typed := _one(raw, "happened"):
        return dates.parse_date(typed)
    parts = [_one(raw, f"happened-{part}") for part in ("day", "month", "year")]
    return dates.parse_date("/".join(parts)) if any(parts) else None


def _one(raw: Raw, name: str) -> str:
    return (raw.get(name) or [""])[0].strip()


def today_filled(now: datetime, *, staff: bool) -> Raw:
    """The date of today, as the page has it filled in."""
    day = dates.local_day(now)
    if staff:
        return {"happened": [dates.typed_words(day)]}
    return {"happened-day": [str(day.day)], "happened-month": [str(day.month)], "happened-year": [str(day.year)]}
