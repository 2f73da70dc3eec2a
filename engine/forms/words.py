"""Values back to inputs, and to words for summary lists; Form.raw and Form.to_words call it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal

from engine import dates
from engine.forms.items import NONE, ONE_OF, SEVERAL_OF, Entry, Field, Group, Item, Row, flat

Values = Mapping[str, object]
Shown = tuple[str, str]


def raw(items: tuple[Item, ...], values: Values, prefix: str = "") -> dict[str, list[str]]:
    """What a post of these values would hold, in both namings of a date."""
    result: dict[str, list[str]] = {}
    for item in flat(items):
        if isinstance(item, Group):
            for index, (id_, answers) in enumerate(_rows(values.get(item.key))):
                row = f"{prefix}{item.key}-{index}-"
                result[f"{row}id"] = [id_]
                result |= raw(item.items, answers, row)
        elif isinstance(item, Field) and values.get(item.key) is not None:
            result |= _inputs(f"{prefix}{item.key}", item, values[item.key])
    return result


def _rows(rows: object) -> Iterator[tuple[str, Values]]:
    for row in rows if isinstance(rows, list | tuple) else ():
        if isinstance(row, Row):
            if not row.removed:
                yield row.id, row.answers
        elif isinstance(row, Mapping):
            yield str(row.get("id") or ""), row


def _inputs(name: str, field: Field, value: object) -> dict[str, list[str]]:
    if isinstance(value, bool):
        return {name: ["yes" if value else "no"]} if field.kind != "checkbox" or value else {}
    if isinstance(value, datetime):
        local = dates.london(value)
        return _date_inputs(name, local.date()) | {f"{name}-time": [dates.time_words(local.time())]}
    if isinstance(value, date):
        return _date_inputs(name, value)
    if isinstance(value, time):
        return {f"{name}-time": [dates.time_words(value)]}
    if isinstance(value, list | tuple):
        return {name: [str(code) for code in value]}
    return {name: [f"{value:f}" if isinstance(value, Decimal) else str(value)]}


def _date_inputs(name: str, day: date) -> dict[str, list[str]]:
    return {
        name: [dates.typed_words(day)],
        f"{name}-day": [str(day.day)],
        f"{name}-month": [str(day.month)],
        f"{name}-year": [str(day.year)],
    }


def to_words(
    items: tuple[Item, ...],
    values: Values,
    lists: Mapping[str, Sequence[Entry]],
    rows: Mapping[str, Sequence[tuple[str, str]]],
    where: str = "",
) -> list[Shown]:
    """Label and shown text of every answer there is, rows numbered: (Adult 1: Name, Joel Barrett)."""
    shown: list[Shown] = []
    for item in flat(items):
        if isinstance(item, Group):
            for number, (_, answers) in enumerate(_rows(values.get(item.key)), 1):
                shown += to_words(item.items, answers, lists, rows, _place(where, item, number))
        elif isinstance(item, Field) and values.get(item.key) not in (None, "", []):
            label = item.label or item.key.replace("_", " ")
            shown.append((f"{where}: {label}" if where else label, value_words(item, values[item.key], lists, rows)))
    return shown


def _place(where: str, group: Group, number: int) -> str:
    word = group.word or "row"
    if group.fixed and group.repetitions == 1:
        return where
    return f"{where}, {word} {number}" if where else f"{word[:1].upper()}{word[1:]} {number}"


def value_words(
    field: Field,
    value: object,
    lists: Mapping[str, Sequence[Entry]],
    rows: Mapping[str, Sequence[tuple[str, str]]] = NONE,
) -> str:
    """One value as people read it: labels for codes, days and numbers in words."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return dates.when_words(value, year=True)
    if isinstance(value, time):
        return dates.time_words(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    labels = _labels(field, lists, rows)
    if isinstance(value, list | tuple):
        return "; ".join(labels.get(str(code), str(code)) for code in value)
    return labels.get(str(value), str(value))


def _labels(
    field: Field, lists: Mapping[str, Sequence[Entry]], rows: Mapping[str, Sequence[tuple[str, str]]]
) -> dict[str, str]:
    entries = {e.code: e.label for e in lists.get(field.list_name or "", ())}
    return entries | {c.code: c.label for c in field.choices} | dict(rows.get(field.rows_of or "", ()))


NAMED = re.compile(r"\{(\w+)\}")
SAID_NOW = re.compile(r"\{(\w+(?:\.\w+)?)\}")
"""What words that stop name: a question beside them, or one of the rows beside them."""


def done(text: str, items: tuple[Item, ...], values: Values, lists: Mapping[str, Sequence[Entry]]) -> str:
    """`text` with each {key} in words; a sentence that names an empty answer is dropped, the first from its colon."""
    fields = {item.key: item for item in flat(items) if isinstance(item, Field)}
    said = []
    for number, sentence in enumerate(re.split(r"(?<=[.;]) ", text)):
        whole = all(key in fields and values.get(key) not in (None, "", []) for key in NAMED.findall(sentence))
        kept = sentence if whole else sentence.partition(":")[0] if number == 0 else ""
        if kept and not (NAMED.search(kept) and not whole):
            said.append(NAMED.sub(lambda found: _inside(fields[found[1]], values[found[1]], lists), kept))
    return " ".join(said).rstrip(".;")


def _inside(field: Field, value: object, lists: Mapping[str, Sequence[Entry]]) -> str:
    """A value inside a sentence: a choice's label begins small there, unless it is an abbreviation."""
    said = value_words(field, value, lists)
    label = field.kind in (*ONE_OF, *SEVERAL_OF)
    return said[0].lower() + said[1:] if label and said[:1].isupper() and not said[1:2].isupper() else said
