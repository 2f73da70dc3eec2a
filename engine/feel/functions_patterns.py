"""The functions that look for patterns in texts: matches, replace and split; entered in the table of `calls`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.feel import patterns
from engine.feel.calls import function
from engine.feel.run import LONGEST_RESULT, Run
from engine.feel.values import Value

STEP = 140
"""What RE2 does, at its slowest, in the time of one step of fuel: characters looked at, times parts of the pattern."""
READY = 4
"""The parts of a pattern that are made ready in the time of one step."""
TOO_LARGE = 3_000
"""Steps after which it is clear that a pattern is too large."""


def _looked_for(run: Run, pattern: str, flags: str | None) -> Any:
    """The pattern, ready to be matched; null, with a warning, for what is none."""
    run.tank.burn(1 + len(pattern) // 4)
    try:
        wanted = patterns.compiled(pattern, flags or "")
    except patterns.NoPattern as wrong:
        run.tank.burn(TOO_LARGE if isinstance(wrong, patterns.TooLarge) else 0)
        return run.null(str(wrong))
    run.tank.burn(wanted.regexp.programsize // READY)
    return wanted


def _look(run: Run, wanted: Any, text: bytes, start: int) -> Any:
    """The next place from here on; paid for as if RE2 had to try every part of the pattern at every character."""
    run.tank.burn(1 + (len(text) - start) * wanted.weight // STEP)
    return wanted.search(text, start)


def _places(run: Run, wanted: Any, text: bytes) -> Iterator[Any]:
    start = 0
    while (found := _look(run, wanted, text, start)) is not None:
        yield found
        start = found.end()


@function("matches", "text", "text", "text?")
def _matches(run: Run, text: str, pattern: str, flags: str | None) -> Value:
    wanted = _looked_for(run, pattern, flags)
    return None if wanted is None else _look(run, wanted, text.encode(), 0) is not None


@function("replace", "text", "text", "text", "text?")
def _replace(run: Run, text: str, pattern: str, replacement: str, flags: str | None) -> Value:
    wanted = _looked_for(run, pattern, flags)
    if wanted is None:
        return None
    if _look(run, wanted, b"", 0) is not None:
        return run.null("replace() takes no pattern that matches nothing at all")
    try:
        pieces = patterns.pieces(replacement, wanted.regexp.groups)
    except patterns.NoPattern as wrong:
        return run.null(str(wrong))
    data, at, size, result = text.encode(), 0, 0, list[bytes]()
    for found in _places(run, wanted, data):
        new = [data[at : found.start()], *(p if isinstance(p, bytes) else found.group(p) or b"" for p in pieces)]
        at, size = found.end(), size + sum(map(len, new))
        if size > 4 * LONGEST_RESULT:
            break  # Too long already, whatever follows; `made` says so.
        result += new
    return b"".join([*result, data[at:]]).decode()


@function("split", "text", "text")
def _split(run: Run, text: str, pattern: str) -> Value:
    wanted = _looked_for(run, pattern, None)
    if wanted is None:
        return None
    if _look(run, wanted, b"", 0) is not None:
        return run.null("split() takes no pattern that matches nothing at all")
    data, at, result = text.encode(), 0, list[Value]()
    for found in _places(run, wanted, data):
        result.append(data[at : found.start()].decode())
        at = found.end()
    return [*result, data[at:].decode()]
