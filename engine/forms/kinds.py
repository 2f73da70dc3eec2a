"""Raw input to a value, one function a kind of field; answers.py calls take()."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from engine import dates
from engine.forms.items import Field
from engine.forms.messages import subject

Raw = Mapping[str, list[str]]
ID = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,10})?", re.ASCII)
_PARTS = ("day", "month", "year")
_UNKEEPABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")  # controls, and halves of a pair


@dataclass(frozen=True)
class Taken:
    """What one field got: a value, or nothing (blank), or words why not, linked to an input."""

    value: object = None
    blank: bool = False
    message: str = ""
    input: str = ""


def take(field: Field, name: str, raw: Raw) -> Taken:
    """The value typed under this name; choices are looked up later, when the rows of the post are known."""
    taken = _TAKERS[field.kind](field, name, raw)
    return taken if taken.input else Taken(taken.value, taken.blank, taken.message, first_input(field, name, raw))


def first_input(field: Field, name: str, raw: Raw) -> str:
    """The input that an error links to: the day of three, a time's own, else the field's."""
    if field.kind in ("date", "date_time") and f"{name}-day" in raw and not _one(raw, name).strip():
        return f"{name}-day"
    return f"{name}-time" if field.kind == "time" and f"{name}-time" in raw else name


def unkeepable(text: str) -> int | None:
    """Where the first character stands that cannot be kept: control characters, halves of a pair."""
    found = _UNKEEPABLE.search(text)
    return found.start() if found else None


def _one(raw: Raw, name: str) -> str:
    return next(iter(raw.get(name, ())), "")


def _text(field: Field, name: str, raw: Raw) -> Taken:
    text = _one(raw, name)
    if not text.strip():
        bad = unkeepable(text) is not None  # some control characters count as space
        return Taken(None if bad else text or None, blank=True)
    longest = field.limits.max_length
    if longest is not None and len(text.replace("\r\n", "\n")) > longest:
        return Taken(message=f"{subject(field)} must be {longest:,} characters or fewer")
    place = unkeepable(text)
    if place is not None:
        return Taken(message=f"{subject(field)} has a control character in place {place + 1}. Type that word again")
    return Taken(text)


def _number(field: Field, name: str, raw: Raw) -> Taken:
    text = _one(raw, name).strip()
    if not text:
        return Taken(blank=True)
    if not _NUMBER.fullmatch(text):
        return Taken(message=f"{subject(field)} must be a number, like {'3' if field.limits.decimals == 0 else '3.5'}")
    return Taken(Decimal(text.replace(",", "")))


def _codes(_field: Field, name: str, raw: Raw) -> Taken:
    codes = list(dict.fromkeys(code for code in raw.get(name, ()) if code))
    return Taken(codes, blank=not codes)


def _code(field: Field, name: str, raw: Raw) -> Taken:
    codes = list(dict.fromkeys(code for code in raw.get(name, ()) if code))
    if len(codes) > 1:
        return Taken(message=f"Choose one answer only: {field.label}")
    return Taken(codes[0] if codes else None, blank=not codes)


def _checkbox(_field: Field, name: str, raw: Raw) -> Taken:
    ticked = _one(raw, name).strip().lower() not in ("", "no", "off", "false", "0")
    return Taken(ticked, blank=not ticked)


def _files(field: Field, name: str, raw: Raw) -> Taken:
    ids = list(dict.fromkeys(text for text in raw.get(name, ()) if text))
    if any(not ID.fullmatch(text) for text in ids):
        return Taken(message=f"{subject(field)}: this file did not arrive. Add it again")
    if len(ids) > field.limits.files:
        return Taken(message=f"{subject(field)}: add {dates.count_words(field.limits.files, 'file')} at most")
    return Taken(ids, blank=not ids)


def _date(field: Field, name: str, raw: Raw) -> Taken:
    typed = _one(raw, name).strip()
    parts = {part: _one(raw, f"{name}-{part}").strip()[:20] for part in _PARTS}
    if not typed and not any(parts.values()):
        return Taken(blank=True)
    if not typed and not all(parts.values()):
        return _incomplete(field, name, parts)
    try:
        return Taken(dates.parse_date(typed) if typed else _from_parts(parts))
    except dates.NotADate as error:
        return Taken(message=f"{subject(field)}: {_clause(error)}")


def _incomplete(field: Field, name: str, parts: Mapping[str, str]) -> Taken:
    gaps = [part for part in _PARTS if not parts[part]]
    return Taken(message=f"{subject(field)} must include a {' and '.join(gaps)}", input=f"{name}-{gaps[0]}")


def _from_parts(parts: Mapping[str, str]) -> date:
    month = dates.month_number(parts["month"])
    if month is None or not re.fullmatch(r"[0-9]{1,2}", parts["day"]) or not re.fullmatch(r"[0-9]{1,4}", parts["year"]):
        raise dates.NotADate("Write it in figures, like 20 3 2026.")
    return dates.date_of(int(parts["day"]), month, parts["year"])


def _time(field: Field, name: str, raw: Raw) -> Taken:
    typed = _one(raw, f"{name}-time") or _one(raw, name)
    if not typed.strip():
        return Taken(blank=True)
    try:
        return Taken(dates.parse_time(typed))
    except dates.NotATime as error:
        return Taken(message=f"{subject(field)}: {_clause(error)}")


def _date_time(field: Field, name: str, raw: Raw) -> Taken:
    raw = _parted(name, raw)
    day, clock_time = _date(field, name, raw), _time_of(field, name, raw)
    if day.message or clock_time.message:
        return day if day.message else clock_time
    if day.blank:
        only_time = f"{subject(field)} must include a date" if not clock_time.blank else ""
        return Taken(blank=clock_time.blank, message=only_time)
    if clock_time.blank:
        optional = field.limits.time_optional
        message = "" if optional else f"{subject(field)} must include a time, like 16:05"
        return Taken(day.value if optional else None, message=message, input="" if optional else f"{name}-time")
    return _instant(field, name, day.value, clock_time.value)


def _parted(name: str, raw: Raw) -> Raw:
    """One input of a browser's own (2026-03-05T16:05) as the two of ours."""
    found = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2})(?::00)?", _one(raw, name).strip())
    return {**raw, name: [found[1]], f"{name}-time": [found[2]]} if found else raw


def _time_of(field: Field, name: str, raw: Raw) -> Taken:
    taken = _time(field, name, {name: raw.get(f"{name}-time", [])})
    return Taken(taken.value, taken.blank, taken.message, f"{name}-time")


def _instant(field: Field, name: str, day: object, clock_time: object) -> Taken:
    assert isinstance(day, date) and isinstance(clock_time, time)  # noqa: S101 - both were just read
    at = dates.instant(day, clock_time)
    if dates.london(at).time() != clock_time:
        words = f"{dates.time_words(clock_time)} on {dates.day_words(day, year=True)}"
        return Taken(message=f"{subject(field)}: there was no {words}, the clocks went forward", input=f"{name}-time")
    return Taken(at)


def _clause(error: Exception) -> str:
    text = str(error).rstrip(".")
    return f"{text[:1].lower()}{text[1:]}"


_TAKERS: Mapping[str, Callable[[Field, str, Raw], Taken]] = {
    "text": _text, "long_text": _text, "number": _number, "date": _date, "date_time": _date_time, "time": _time,
    "radio": _code, "select": _code, "checklist": _codes, "tag_list": _codes, "checkbox": _checkbox, "file": _files,
}  # fmt: skip
