"""What every list shares: the page asked for, the links to the other pages, and what was typed into its filter line.

Used by the inbox, contact, case, people and organisation views.
"""

from typing import Any
from urllib.parse import urlencode

from flask import request
from sqlalchemy import ColumnElement, or_

from webui.filling import plain

PAGE = 50
LONGEST = 100


def page_number() -> int:
    """The page of the address; the first when it names none."""
    text = request.args.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def asked(name: str) -> str:
    """A value of the filter line."""
    return plain(request.args.get(name, ""))[:LONGEST]


def paging(total: int, page: int) -> dict[str, Any] | None:
    """Links to the pages near this one, the first and the last; nothing when all is on one page."""
    last = -(-total // PAGE)
    if last <= 1:
        return None
    near = {1, last, *range(max(1, page - 2), min(last, page + 2) + 1)}
    return {
        "pages": [{"number": n, "href": _to(n), "current": n == page} for n in sorted(near)],
        "previous": _to(page - 1) if page > 1 else None,
        "next": _to(page + 1) if page < last else None,
    }


def _to(page: int) -> str:
    kept = {name: value for name, value in request.args.items() if name != "page"}
    return "?" + urlencode(kept | {"page": page})


def filter_line(*fields: dict[str, Any], button: str = "Filter") -> dict[str, Any]:
    """The line above a list; it is part of the address."""
    return {
        "action": request.path,
        "open": True,
        "button": button,
        "fields": [{"value": asked(f["name"]), **f} for f in fields],
    }


def search_field(label: str = "Name, setting or reference") -> dict[str, Any]:
    """The field in which words are typed."""
    return {"name": "q", "label": label, "kind": "text"}


def choice_field(name: str, label: str, every: str, options: list[tuple[str, str]]) -> dict[str, Any]:
    """A choice of the line; `every` stands for all."""
    listed = [{"code": "", "label": every}, *({"code": code, "label": words} for code, words in options)]
    return {"name": name, "label": label, "kind": "select", "options": listed}


def any_like(columns: tuple[Any, ...], text: str) -> ColumnElement[bool]:
    """The condition that one of these columns contains what was typed, whatever its capitals."""
    return or_(*(column.icontains(text, autoescape=True) for column in columns))
