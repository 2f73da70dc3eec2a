"""FEEL values to and from JSON; the commands, the tests and the task page use it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from decimal import Decimal

from engine.feel.errors import Refused
from engine.feel.literals import plain, whole, written
from engine.feel.values import Months, Range, Value, taken

_MOST_DIGITS, _DEEPEST = 300, 100


def to_json(value: Value) -> object:
    """The value as JSON knows it: dates, times and durations as ISO text, whole numbers without a point."""
    value = taken(value)
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, date | time | timedelta | Months):
        return written(value)
    if isinstance(value, list):
        return [to_json(element) for element in value]
    if isinstance(value, Mapping):
        return {str(key): to_json(entry) for key, entry in value.items()}
    if isinstance(value, Range):
        return text_of(value)
    return value


def _number(value: Decimal) -> int | float | str:
    if value.adjusted() >= _MOST_DIGITS:
        return plain(value)  # Beyond what JSON's readers take for a number.
    return int(value) if value == value.to_integral_value() else float(value)


def text_of(value: Value) -> str:
    """The value as `string()` gives it; texts inside lists and contexts are quoted."""
    return value if isinstance(value, str) else _shown(value)


def _shown(value: Value) -> str:
    value = taken(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[" + ", ".join(_shown(element) for element in value) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_shown(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, Range):
        return _range(value)
    return written(value)


def _range(value: Range) -> str:
    opening, closing = "[" if value.start_included else "(", "]" if value.end_included else ")"
    return f"{opening}{_shown(value.start)}..{_shown(value.end)}{closing}"


def from_json(value: object, deep: int = 0) -> Value:
    """A JSON value as FEEL takes it: a text stays a text, halves of characters apart; numbers become exact.

    Raises Refused for what is nested deeper than anybody's facts.
    """
    if deep > _DEEPEST:
        raise Refused(f"The facts are nested more than {_DEEPEST} deep.")
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, Mapping):
        return {whole(str(key)): from_json(entry, deep + 1) for key, entry in value.items()}
    if isinstance(value, list):
        return [from_json(element, deep + 1) for element in value]
    return taken(value)
