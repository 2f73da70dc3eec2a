"""The table of functions and the checking of their values; the modules of functions fill it, the tree calls it."""

from __future__ import annotations

import decimal
from collections.abc import Callable

from engine.feel.run import Run
from engine.feel.values import Value, kind, taken

Body = Callable[..., Value]
FUNCTIONS: dict[str, Callable[[Run, list[Value]], Value]] = {}


def function(name: str, *kinds: str) -> Callable[[Body], Body]:
    """Enter a function under its FEEL name; `kinds` are its values' kinds, in order.

    `a|b` takes either kind, `any` every value; a `?` at the end takes null, or that the value is left out, `!` the
    latter only; `*` alone takes one list or any number of values, a last `rest` all further values. Any other kind of
    value makes the call null, with a warning.
    """

    def enter(body: Body) -> Body:
        def call(run: Run, values: list[Value]) -> Value:
            fitted = _fitted(run, name, kinds, values)
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


def _fitted(run: Run, name: str, kinds: tuple[str, ...], values: list[Value]) -> list[Value] | None:
    if kinds[-1:] == ("*",):
        if len(values) == 1:
            values = values[0] if isinstance(values[0], list) else values
        run.tank.burn(len(values))
        return [[taken(value) for value in values]]
    fitted: list[Value] = []
    for at, wanted in enumerate(kinds):
        if wanted == "rest":
            fitted.append(values[at:])
            break
        given = values[at] if at < len(values) else None
        one = fit(given, wanted)
        optional = wanted.endswith("?") or (wanted.endswith("!") and at >= len(values))
        if one is None and (given is not None or not optional):
            run.null(f"{name}() does not take {kind(given)} as value {at + 1}")
            return None
        fitted.append(one)
    return fitted


def fit(value: Value, wanted: str) -> Value:
    """The value if it is of a wanted kind, taken out of, or put into, a list of one where that helps; else None."""
    names = wanted.rstrip("?!").split("|")
    if "any" in names or kind(value) in names:
        return value
    if value is None:
        return None
    if "list" in names:
        return [value]
    if isinstance(value, list) and len(value) == 1 and kind(value[0]) in names:
        return taken(value[0])
    return None
