"""What is known already, for the hide-ifs of a page: of the case and of each row. Called by the views that draw a form.

The browser knows only what stands on the page. A condition over other facts is settled here, before the page is drawn;
one over both gets what is known put in, so that the browser can go on with it.
"""

import json
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from engine import forms
from engine.forms.items import PLURALS, Item


@dataclass(frozen=True)
class Hiding:
    """What the conditions of one page are asked over."""

    context: Mapping[str, Any]
    now: datetime

    @cached_property
    def _rows(self) -> dict[str, tuple[str, Mapping[str, Any]]]:
        """Every thing that is known, by id: its kind and its facts."""
        return {
            str(row["id"]): (thing, row)
            for thing, plural in PLURALS.items()
            for row in self.context.get(plural) or ()
            if isinstance(row, Mapping) and "id" in row
        }

    def away(self, item: Item, row: str) -> bool:
        """Whether this item stays away, seen the facts of the case and of the row that it stands in."""
        thing, known = self._rows.get(row, ("", {}))
        inside = {**self.context, **known, thing: known} if thing else self.context
        return forms.hidden(item, inside, self.now)

    def settled(self, condition: str, row: str, asked: Container[str]) -> str:
        """A condition with what is known of its row in place of its name: `strand.kind` that the page does not ask."""
        thing, known = self._rows.get(row, ("", {}))
        if not thing:
            return condition

        def put(found: re.Match[str]) -> str:
            return found[0] if found[1] in asked else _literal(known.get(found[1]))

        return re.sub(rf"\b{thing}\.(\w+)", put, condition)


def _literal(value: Any) -> str:
    """A fact as a condition writes it; a date as text, for the browser only asks whether there is one."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)
    return json.dumps(value if value is None or isinstance(value, bool | str) else str(value), ensure_ascii=False)
