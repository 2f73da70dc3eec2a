"""The functions on texts, numbers, contexts and yes/no, and ours; with the lists', dates' and ranges' beside it."""

from __future__ import annotations

import decimal
from datetime import date, datetime, timedelta
from decimal import Decimal

from engine.feel import functions_dates, functions_lists, functions_patterns, functions_ranges
from engine.feel.calls import FUNCTIONS, function, pure
from engine.feel.door import text_of
from engine.feel.run import Run
from engine.feel.values import ARITHMETIC, Months, Value, equal, kind, number, taken


@function("string", "any?")
def _string(run: Run, value: Value) -> Value:
    if value is None or isinstance(value, str):
        return value
    text = text_of(value)
    run.tank.burn(len(text) // 16)
    return text


@function("number", "text", "text?", "text?")
def _number(run: Run, text: str, grouping: str | None, point: str | None) -> Value:
    if grouping not in (None, " ", ",", ".") or point not in (None, ".", ",") or (grouping and grouping == point):
        return run.null("number() takes a space, comma or point as grouping and a point or comma as decimal separator")
    plain = text.replace(grouping, "") if grouping else text
    plain = plain.replace(point, ".") if point else plain
    if not _looks_like_number(plain):
        return run.null("this text is no number")
    return number(plain)


def _looks_like_number(text: str) -> bool:
    body = text[1:] if text[:1] in ("-", "+") else text
    return (
        bool(body) and len(body) < 100 and all(sign in "0123456789.eE+-" for sign in body) and body[0] in "0123456789."
    )


@pure("is defined", "any?")
def _is_defined(value: Value) -> Value:
    return value is not None


@pure("is", "any?", "any?")
def _is(one: Value, two: Value) -> Value:
    return kind(one) == kind(two) and equal(one, two) is True and getattr(one, "tzinfo", 0) == getattr(two, "tzinfo", 0)


# texts


@function("substring", "text", "number", "number?")
def _substring(run: Run, text: str, start: Decimal, length: Decimal | None) -> Value:
    if start == 0 or (length is not None and length < 1):
        return run.null("substring() counts from 1, or from -1 at the end, and takes at least one character")
    at = int(start) - 1 if start > 0 else len(text) + int(start)
    if not 0 <= at <= len(text):
        return None
    return text[at:] if length is None else text[at : at + int(length)]


@pure("string length", "text")
def _length(text: str) -> Value:
    return Decimal(len(text))


@pure("upper case", "text")
def _upper(text: str) -> Value:
    return text.upper()


@pure("lower case", "text")
def _lower(text: str) -> Value:
    return text.lower()


@pure("trim", "text")
def _trim(text: str) -> Value:
    return text.strip()


@pure("substring before", "text", "text")
def _before(text: str, match: str) -> Value:
    return text.partition(match)[0] if match and match in text else ""


@pure("substring after", "text", "text")
def _after(text: str, match: str) -> Value:
    return text.partition(match)[2] if match else text


@pure("contains", "text", "text")
def _contains(text: str, match: str) -> Value:
    return match in text


@pure("starts with", "text", "text")
def _starts(text: str, match: str) -> Value:
    return text.startswith(match)


@pure("ends with", "text", "text")
def _ends(text: str, match: str) -> Value:
    return text.endswith(match)


@function("string join", "list", "text?")
def _join(run: Run, texts: list[Value], delimiter: str | None) -> Value:
    if not all(text is None or isinstance(text, str) for text in texts):
        return run.null("string join() takes a list of texts")
    run.tank.burn(len(texts) * (1 + len(delimiter or "") // 64))
    return (delimiter or "").join(text for text in texts if isinstance(text, str))


# numbers


def _scaled(value: Decimal, scale: Decimal | None, rounding: str) -> Value:
    places = Decimal(0) if scale is None else scale.to_integral_value(decimal.ROUND_DOWN)
    if not -6111 <= places <= 6176:
        raise ValueError
    step = Decimal(1).scaleb(-int(places))
    if value.adjusted() + int(places) > 33:
        return value
    return value.quantize(step, rounding=rounding, context=ARITHMETIC)


for _name, _rounding in {
    "decimal": decimal.ROUND_HALF_EVEN,
    "floor": decimal.ROUND_FLOOR,
    "ceiling": decimal.ROUND_CEILING,
    "round": decimal.ROUND_HALF_EVEN,
    "round up": decimal.ROUND_UP,
    "round down": decimal.ROUND_DOWN,
    "round half up": decimal.ROUND_HALF_UP,
    "round half down": decimal.ROUND_HALF_DOWN,
}.items():
    _required = _name in ("decimal", "round up", "round down", "round half up", "round half down")

    @pure(_name, "number", "number" if _required else "number!")
    def _round(value: Decimal, scale: Decimal | None, rounding: str = _rounding) -> Value:
        return _scaled(value, scale, rounding)


@pure("abs", "number|duration|years and months duration")
def _abs(value: Value) -> Value:
    if isinstance(value, Decimal):
        return ARITHMETIC.abs(value)
    if isinstance(value, timedelta):
        return abs(value)
    assert isinstance(value, Months)
    return Months(abs(value.total))


@pure("modulo", "number", "number")
def _modulo(dividend: Decimal, divisor: Decimal) -> Value:
    whole = ARITHMETIC.divide(dividend, divisor).to_integral_value(decimal.ROUND_FLOOR)
    return ARITHMETIC.subtract(dividend, ARITHMETIC.multiply(divisor, whole))


@pure("sqrt", "number")
def _sqrt(value: Decimal) -> Value:
    return ARITHMETIC.sqrt(value)


@function("log", "number")
def _log(run: Run, value: Decimal) -> Value:
    return ARITHMETIC.ln(value) if value > 0 else run.null("log() takes a number above 0")


@pure("exp", "number")
def _exp(value: Decimal) -> Value:
    return ARITHMETIC.exp(value)


@pure("odd", "number")
def _odd(value: Decimal) -> Value:
    return _remainder(value) == 1


@pure("even", "number")
def _even(value: Decimal) -> Value:
    return _remainder(value) == 0


def _remainder(value: Decimal) -> Decimal:
    return abs(ARITHMETIC.remainder(value, Decimal(2))) if value.adjusted() < 33 else Decimal(0)


# contexts


@pure("get value", "context", "text|list")
def _get_value(context: dict[str, Value], key: Value) -> Value:
    found: Value = context
    for one in key if isinstance(key, list) else [key]:
        if not isinstance(found, dict) or not isinstance(one, str):
            return None
        found = taken(found.get(one))
    return found


@pure("get entries", "context")
def _get_entries(context: dict[str, Value]) -> Value:
    return [{"key": key, "value": taken(value)} for key, value in context.items()]


@function("context", "list|context")
def _context(run: Run, entries: Value) -> Value:
    result: dict[str, Value] = {}
    for entry in entries if isinstance(entries, list) else [entries]:
        if not isinstance(entry, dict) or "value" not in entry or not isinstance(entry.get("key"), str):
            return run.null('context() takes entries such as {key: "a", value: 1}')
        if entry["key"] in result:
            return run.null("context() has two entries of one key")
        result[str(entry["key"])] = entry["value"]
    return result


@function("context put", "context", "text|list", "any?")
def _context_put(run: Run, context: dict[str, Value], key: Value, value: Value) -> Value:
    if isinstance(key, str):
        return {**context, key: value}
    assert isinstance(key, list)
    if not key or not all(isinstance(one, str) for one in key):
        return run.null("context put() takes a key, or a list of keys that lead to it")
    if len(key) == 1:
        return {**context, key[0]: value}
    inner = context.get(key[0])
    if not isinstance(inner, dict):
        return run.null(f"there is no context at `{key[0]}`")
    placed = _context_put(run, inner, key[1:], value)
    return None if placed is None else {**context, key[0]: placed}


@function("context merge", "list|context")
def _context_merge(run: Run, contexts: Value) -> Value:
    result: dict[str, Value] = {}
    for context in contexts if isinstance(contexts, list) else [contexts]:
        if not isinstance(context, dict):
            return run.null("context merge() takes a list of contexts")
        result |= context
    return result


# ours: the caller knows the calendar and the clocks


@function("working days", "date|date and time", "date|date and time")
def _working_days(run: Run, start: date | datetime, end: date | datetime) -> Value:
    return _ours(run, "working days", start, end)


@function("clock", "text", "date|date and time")
def _clock(run: Run, code: str, start: date | datetime) -> Value:
    return _ours(run, "clock", code, start)


def _ours(run: Run, name: str, *values: object) -> Value:
    called = run.functions.get(name)
    if called is None:
        return run.null(f"{name}() cannot be asked here")
    return taken(called(*values))


__all__ = ["FUNCTIONS", "functions_dates", "functions_lists", "functions_patterns", "functions_ranges"]
