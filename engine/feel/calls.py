"""The table of functions and the checking of their values; the modules of functions fill it, the tree calls it."""

from __future__ import annotations

import decimal
from collections.abc import Callable
from typing import NamedTuple

from engine.feel.run import Run
from engine.feel.values import Value, kind, taken


class Wanted(NamedTuple):
    """What a parameter takes: the names of its kinds, and how `function` was told."""

    names: frozenset[str]
    said: str


Body = Callable[..., Value]
FUNCTIONS: dict[str, Callable[[Run, list[Value]], Value]] = {}
PARAMETERS: dict[str, tuple[Wanted, ...]] = {}


def function(name: str, *kinds: str) -> Callable[[Body], Body]:
    """Enter a function under its FEEL name; `kinds` are its values' kinds, in order.

    `a|b` takes either kind, `any` every value; a `?` at the end takes null, or that the value is left out, `!` the
    latter only; `*` alone takes one list or any number of values, a last `rest` all further values. Any other kind of
    value makes the call null, with a warning.
    """

    wanted = PARAMETERS[name] = tuple(Wanted(frozenset(one.rstrip("?!").split("|")), one) for one in kinds)

    def enter(body: Body) -> Body:
        def call(run: Run, values: list[Value]) -> Value:
            fitted = _fitted(run, name, wanted, values)
            if fitted is None:
                return None
            try:
                return body(run, *fitted)
            except (decimal.DecimalException, OverflowError, ValueError):
                return run.null(f"{name}() has no result for these values")

        FUNCTIONS[name] = call
        return body

    return enter


def pure(name: str, *kinds: str) -> Callable[[Body], Body]:
    """As `function`, for a body that needs its values only."""

    def enter(body: Body) -> Body:
        function(name, *kinds)(lambda _run, *values: body(*values))
        return body

    return enter


def _fitted(run: Run, name: str, kinds: tuple[Wanted, ...], values: list[Value]) -> list[Value] | None:
    if kinds and kinds[-1].said == "*":
        if len(values) == 1:
            values = values[0] if isinstance(values[0], list) else values
        run.tank.burn(len(values))
        return [[taken(value) for value in values]]
    fitted: list[Value] = []
    for at, wanted in enumerate(kinds):
        if wanted.said == "rest":
            fitted.append(values[at:])
            break
        given = values[at] if at < len(values) else None
        one = _fit(given, wanted.names)
        if one is None and (given is not None or not _optional(wanted.said, at >= len(values))):
            run.null(f"{name}() does not take {kind(given)} as value {at + 1}")
            return None
        fitted.append(one)
    return fitted


def _optional(said: str, left_out: bool) -> bool:
    return said.endswith("?") or (left_out and said.endswith("!"))


def _fit(value: Value, names: frozenset[str]) -> Value:
    """The value if it is of a wanted kind, taken out of, or put into, a list of one where that helps; else None."""
    if value is None or "any" in names or kind(value) in names:
        return value
    if "list" in names:
        return [value]
    if isinstance(value, list) and len(value) == 1 and kind(value[0]) in names:
        return taken(value[0])
    return None
