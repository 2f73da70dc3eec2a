"""What is still to be answered on a long form, for the list of its parts. Called by the views of steps and ways in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.forms import Field, Form, Group, Parsed
from engine.forms.items import Item
from webui.filling import PARTS, Raw

ROW = "#"
"""Stands for the number of a row."""


@dataclass(frozen=True)
class ToAnswer:
    """The inputs that must still be answered as the form stands, and which ever must, for the browser to count anew."""

    open: list[str]
    needed: list[str]


def to_answer(form: Form, parsed: Parsed, raw: Raw) -> ToAnswer:
    """What was read of a form tells what is missing in it; what was answered wrongly is not missing."""
    needed = list(dict.fromkeys(_needed(form.items, "")))
    wanted = {problem.name: _path(problem.name) for problem in parsed.problems}
    return ToAnswer([name for name, path in wanted.items() if path in needed and not _said(name, raw)], needed)


def _needed(items: Iterable[Item], prefix: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, Field):
            yield from [f"{prefix}{item.key}"] if item.required and not item.read_only else []
        elif isinstance(item, Group):
            yield from _needed(item.items, f"{prefix}{item.key}-{ROW}-")
        else:
            yield from _needed(getattr(item, "items", ()), prefix)


def _path(name: str) -> str:
    """An input's name without the numbers of its rows."""
    pieces = name.split("-")
    numbered = [ROW if each.isdigit() else each for each in pieces]
    return "-".join(numbered[:-1] if numbered[-1] in PARTS else numbered)


def _said(name: str, raw: Raw) -> bool:
    """Whether anything stands in an input, or in a part of it that is a day."""
    return any(any(raw.get(each, ())) for each in (name, *(f"{name}-{part}" for part in PARTS)))
