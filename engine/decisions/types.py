"""What a `typeRef` of a DMN file asks of a value; `decisions` calls it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from engine.feel import literals
from engine.feel.values import kind, taken

_KINDS = {
    "string": ("text", None),
    "number": ("number", None),
    "integer": ("number", None),
    "long": ("number", None),
    "double": ("number", None),
    "boolean": ("yes/no", None),
    "date": ("date", literals.read_date),
    "time": ("time", literals.read_time),
    "dateTime": ("date and time", literals.read_moment),
    "date and time": ("date and time", literals.read_moment),
    "dayTimeDuration": ("duration", literals.read_duration),
    "days and time duration": ("duration", literals.read_duration),
    "yearMonthDuration": ("years and months duration", literals.read_duration),
    "years and months duration": ("years and months duration", literals.read_duration),
}


@dataclass(frozen=True)
class Type:
    """A type as far as it is looked at: its kind, how a text is read as one, whether it is a list, its entries."""

    kind: str | None = None
    read: Callable[[str], object] | None = None
    many: bool = False
    entries: tuple[tuple[str, Type], ...] = ()

    def coerce(self, value: object) -> object:
        """The value with its texts read as this type's dates, times and durations; others as they are."""
        if isinstance(value, list):
            return [self.coerce(one) for one in value]
        if isinstance(value, Mapping):
            return {**value, **{name: each.coerce(value[name]) for name, each in self.entries if name in value}}
        if isinstance(value, str) and self.read is not None:
            read = self.read(value)
            return value if read is None else read
        return value

    def conform(self, value: object, warn: Callable[[str], None] | None) -> object:
        """The value if it is of this type, taken out of or put into a list of one where that helps; else null."""
        if value is None or not (self.kind or self.entries):
            return value
        values = value if isinstance(value, list) else [value]
        if all(self._fits(taken(one)) for one in values):
            if self.many:
                return values
            if not isinstance(value, list):
                return value
            if len(value) == 1:
                return value[0]
        if warn is not None:
            warn(f"the result is {kind(taken(value))}, not {self.kind or 'a context with all its entries'}")
        return None

    def _fits(self, value: object) -> bool:
        if value is None or (self.many and isinstance(value, list)):
            return True
        if not self.entries:
            return self.kind in (None, kind(value))
        return isinstance(value, dict) and all(
            name in value and each._fits(taken(value[name])) for name, each in self.entries
        )


class Types:
    """The types of one file, by name."""

    def __init__(self, definitions: Sequence[etree._Element]) -> None:
        self.definitions = {str(one.get("name")): one for one in definitions}

    def of(self, name: str | None, deep: int = 0) -> Type:
        """The type of a `typeRef`; one that is not known asks nothing."""
        plain = (name or "").strip().rpartition(":")[2] if name else ""
        if plain in self.definitions and deep < 20:
            return self._defined(self.definitions[plain], deep + 1)
        found = _KINDS.get(plain)
        return Type(*found) if found else Type()

    def _defined(self, element: etree._Element, deep: int) -> Type:
        parts = {etree.QName(child).localname: child for child in element if isinstance(child.tag, str)}
        base = Type()
        if "typeRef" in parts:
            base = self.of(parts["typeRef"].text, deep)
        elif "itemComponent" in parts and deep < 20:
            components = [one for one in element if isinstance(one.tag, str) and one is not None]
            named = [one for one in components if etree.QName(one).localname == "itemComponent"]
            base = Type(entries=tuple((str(one.get("name")), self._defined(one, deep + 1)) for one in named))
        many = element.get("isCollection") == "true"
        return Type(base.kind, base.read, many or base.many, base.entries)
