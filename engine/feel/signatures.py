"""The functions that an expression may call, by name, with the names of their parameters; the reader checks calls."""

from __future__ import annotations

from typing import NamedTuple


class Signature(NamedTuple):
    """How a function may be called: one tuple of parameter names a form; `rest` takes any number of values."""

    forms: tuple[tuple[str, ...], ...]
    required: int
    rest: bool = False


def _takes(*forms: str, required: int | None = None, rest: bool = False) -> Signature:
    split = tuple(tuple(part.strip() for part in form.split(",") if part.strip()) for form in forms)
    least = min(len(form) for form in split) if required is None else required
    return Signature(split, least, rest)


SIGNATURES: dict[str, Signature] = {
    # conversions
    "string": _takes("from"),
    "number": _takes("from, grouping separator, decimal separator", required=1),
    "date": _takes("from", "year, month, day"),
    "time": _takes("from", "hour, minute, second, offset", required=1),
    "date and time": _takes("from", "date, time"),
    "duration": _takes("from"),
    "years and months duration": _takes("from, to"),
    # yes and no
    "is defined": _takes("value"),
    "is": _takes("value1, value2", required=1),
    # texts
    "substring": _takes("string, start position, length", required=2),
    "string length": _takes("string"),
    "upper case": _takes("string"),
    "lower case": _takes("string"),
    "substring before": _takes("string, match"),
    "substring after": _takes("string, match"),
    "contains": _takes("string, match"),
    "starts with": _takes("string, match"),
    "ends with": _takes("string, match"),
    "string join": _takes("list, delimiter", required=1),
    "trim": _takes("string"),
    "matches": _takes("input, pattern, flags", required=2),
    "replace": _takes("input, pattern, replacement, flags", required=3),
    "split": _takes("string, delimiter"),
    # lists
    "list contains": _takes("list, element"),
    "count": _takes("list"),
    "min": _takes("list", rest=True),
    "max": _takes("list", rest=True),
    "sum": _takes("list", rest=True),
    "mean": _takes("list", rest=True),
    "product": _takes("list", rest=True),
    "median": _takes("list", rest=True),
    "stddev": _takes("list", rest=True),
    "mode": _takes("list", rest=True),
    "all": _takes("list", rest=True),
    "any": _takes("list", rest=True),
    "sublist": _takes("list, start position, length", required=2),
    "append": _takes("list, item", required=1, rest=True),
    "concatenate": _takes("list", rest=True),
    "insert before": _takes("list, position, newItem"),
    "remove": _takes("list, position"),
    "list replace": _takes("list, position, newItem"),
    "reverse": _takes("list"),
    "index of": _takes("list, match"),
    "union": _takes("list", rest=True),
    "distinct values": _takes("list"),
    "duplicate values": _takes("list"),
    "flatten": _takes("list"),
    "partition": _takes("list, size"),
    "sort": _takes("list, precedes"),
    # numbers
    "decimal": _takes("n, scale"),
    "floor": _takes("n, scale", required=1),
    "ceiling": _takes("n, scale", required=1),
    "round": _takes("n, scale", required=1),
    "round up": _takes("n, scale"),
    "round down": _takes("n, scale"),
    "round half up": _takes("n, scale"),
    "round half down": _takes("n, scale"),
    "abs": _takes("n"),
    "modulo": _takes("dividend, divisor"),
    "sqrt": _takes("number"),
    "log": _takes("number"),
    "exp": _takes("number"),
    "odd": _takes("number"),
    "even": _takes("number"),
    # dates
    "now": _takes(""),
    "today": _takes(""),
    "day of year": _takes("date"),
    "day of week": _takes("date"),
    "month of year": _takes("date"),
    "week of year": _takes("date"),
    # contexts
    "get value": _takes("m, key"),
    "get entries": _takes("m"),
    "context": _takes("entries"),
    "context put": _takes("context, key, value", "context, keys, value"),
    "context merge": _takes("contexts"),
    # ranges
    "range": _takes("from"),
    "before": _takes("a, b"),
    "after": _takes("a, b"),
    "meets": _takes("range1, range2"),
    "met by": _takes("range1, range2"),
    "overlaps": _takes("range1, range2"),
    "overlaps before": _takes("range1, range2"),
    "overlaps after": _takes("range1, range2"),
    "finishes": _takes("a, range", "point, range", "range1, range2"),
    "finished by": _takes("range, b", "range, point", "range1, range2"),
    "includes": _takes("range, b", "range, point", "range1, range2"),
    "during": _takes("a, range", "point, range", "range1, range2"),
    "starts": _takes("a, range", "point, range", "range1, range2"),
    "started by": _takes("range, b", "range, point", "range1, range2"),
    "coincides": _takes("a, b", "point1, point2", "range1, range2"),
    # ours
    "working days": _takes("from, to"),
    "clock": _takes("code, from"),
}
OURS = ("working days", "clock")
PARAMETERS_WITH_SPACES = sorted({
    name for signature in SIGNATURES.values() for form in signature.forms for name in form if " " in name
})  # fmt: skip
