"""The standard's functions on ranges and points (before, meets, overlaps ...); entered in the table of `calls`."""

from __future__ import annotations

from collections.abc import Callable

from engine.feel.calls import function
from engine.feel.errors import Refused
from engine.feel.nodes import Literal, Name, Node, children
from engine.feel.run import Run
from engine.feel.values import Range, Value, compare, kind

_READING = 300  # Steps of fuel for reading a text as an expression.
_POINT = "number|text|date|time|date and time|duration|years and months duration|range"


@function("range", "text")
def _range(run: Run, text: str) -> Value:
    """The range that a text says; its ends are written values, not facts."""
    from engine.feel import reader, tree  # They know the functions: only when one is called may it know them.

    run.tank.burn(_READING + len(text))
    try:
        node = reader.read(text)
    except Refused:
        node = None
    ends = tree.children(node) if isinstance(node, tree.Interval) else ()
    if not isinstance(node, tree.Interval) or not all(_written(end) for end in ends):
        return run.null("range() takes a text such as [1..5], with values as its ends")
    made = run.of(node)
    return made if isinstance(made, Range) and compare(made.start, made.end) in (-1, 0) else None


def _written(end: Node) -> bool:
    """Whether an end is a value, or a negative one, or a date, time or duration of a written text."""
    return not isinstance(end, Name) and all(isinstance(one, Literal) for one in children(end))


class _NoAnswer(Exception):
    """Two ends cannot be compared."""


def _order(one: Value, two: Value) -> int:
    order = compare(one, two)
    if order is None:
        raise _NoAnswer
    return order


def _as_range(value: Value) -> Range:
    return value if isinstance(value, Range) else Range(value, value)


def relation(name: str, one_kind: str, two_kind: str) -> Callable[[Callable[[Range, Range], bool]], None]:
    """Enter a relation of two ranges; a point counts as a range of one value."""

    def enter(holds: Callable[[Range, Range], bool]) -> None:
        @function(name, one_kind, two_kind)
        def _call(run: Run, one: Value, two: Value) -> Value:
            try:
                return holds(_as_range(one), _as_range(two))
            except _NoAnswer:
                return run.null(f"{name}() cannot compare {kind(one)} and {kind(two)}")

    return enter


@relation("before", _POINT, _POINT)
def _before(one: Range, two: Range) -> bool:
    order = _order(one.end, two.start)
    return order < 0 or (order == 0 and not (one.end_included and two.start_included))


@relation("after", _POINT, _POINT)
def _after(one: Range, two: Range) -> bool:
    order = _order(one.start, two.end)
    return order > 0 or (order == 0 and not (one.start_included and two.end_included))


@relation("meets", "range", "range")
def _meets(one: Range, two: Range) -> bool:
    return one.end_included and two.start_included and _order(one.end, two.start) == 0


@relation("met by", "range", "range")
def _met_by(one: Range, two: Range) -> bool:
    return one.start_included and two.end_included and _order(one.start, two.end) == 0


def _starts_no_later(one: Range, two: Range) -> bool:
    order = _order(one.start, two.start)
    return order < 0 or (order == 0 and (one.start_included or not two.start_included))


def _ends_no_earlier(one: Range, two: Range) -> bool:
    order = _order(one.end, two.end)
    return order > 0 or (order == 0 and (one.end_included or not two.end_included))


def _touch(one: Range, two: Range) -> bool:
    """One starts before or where two ends, and two before or where one ends."""
    first, second = _order(one.start, two.end), _order(two.start, one.end)
    return (first < 0 or (first == 0 and one.start_included and two.end_included)) and (
        second < 0 or (second == 0 and two.start_included and one.end_included)
    )


@relation("overlaps", "range", "range")
def _overlaps(one: Range, two: Range) -> bool:
    return _touch(one, two)


@relation("overlaps before", "range", "range")
def _overlaps_before(one: Range, two: Range) -> bool:
    return _touch(one, two) and not _starts_no_later(two, one) and _ends_no_earlier(two, one)


@relation("overlaps after", "range", "range")
def _overlaps_after(one: Range, two: Range) -> bool:
    return _touch(one, two) and not _starts_no_later(one, two) and _ends_no_earlier(one, two)


@relation("includes", "range", _POINT)
def _includes(one: Range, two: Range) -> bool:
    return _starts_no_later(one, two) and _ends_no_earlier(one, two)


@relation("during", _POINT, "range")
def _during(one: Range, two: Range) -> bool:
    return _starts_no_later(two, one) and _ends_no_earlier(two, one)


def _same_start(one: Range, two: Range) -> bool:
    return one.start_included == two.start_included and _order(one.start, two.start) == 0


def _same_end(one: Range, two: Range) -> bool:
    return one.end_included == two.end_included and _order(one.end, two.end) == 0


@relation("finishes", _POINT, "range")
def _finishes(one: Range, two: Range) -> bool:
    return _same_end(one, two) and _starts_no_later(two, one)


@relation("finished by", "range", _POINT)
def _finished_by(one: Range, two: Range) -> bool:
    return _same_end(one, two) and _starts_no_later(one, two)


@relation("starts", _POINT, "range")
def _starts(one: Range, two: Range) -> bool:
    return _same_start(one, two) and _ends_no_earlier(two, one)


@relation("started by", "range", _POINT)
def _started_by(one: Range, two: Range) -> bool:
    return _same_start(one, two) and _ends_no_earlier(one, two)


@relation("coincides", _POINT, _POINT)
def _coincides(one: Range, two: Range) -> bool:
    return _same_start(one, two) and _same_end(one, two)
