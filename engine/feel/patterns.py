"""Regular expressions as the DMN standard has them (those of XPath), matched by RE2 in time that grows with the text.

Called by `functions_patterns`. What RE2 cannot promise to match in such time, looking back or ahead, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from engine.feel.errors import Refused

MEMORY = 1 << 19
"""For one pattern, ready to be matched; a larger one is refused."""
LONGEST = 500
FLAGS = "smix"
# Classes as XML Schema has them, for inside of brackets; RE2's own know ASCII only.
_CLASSES = {
    "d": r"\p{Nd}", "D": r"\P{Nd}", "w": r"\p{L}\p{M}\p{N}\p{S}", "W": r"\p{P}\p{Z}\p{C}",
    "s": r"\t\n\r ", "S": r"\x00-\x08\x0b\x0c\x0e-\x1f\x21-\x{10FFFF}",
    "i": r"\p{L}_:", "c": r"\p{L}\p{M}\p{Nd}._:\-·",
}  # fmt: skip
_TOKEN = re.compile(
    r"""\\(?P<class>[dDwWsSic]) | \\(?P<property>[pP]\{[A-Z][a-z]?\}) | \\(?P<plain>[^\w\s]|[nrt])
    | (?P<group>\(\?:) | (?P<wrong>\\.? | \(\? ) | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_BLANK_OUTSIDE = re.compile(r"(\[[^\]]*\])|[ \t\n\r]")
_PIECE = re.compile(r"\\([\\$])|\$([0-9]+)|([^\\$]+)|(.)", re.DOTALL)


class NoPattern(Refused):
    """This is no regular expression that can be matched here."""


class TooLarge(NoPattern):
    """This pattern repeats so much that it cannot be matched quickly."""


@dataclass(frozen=True)
class Pattern:
    """Ready to be matched over UTF-8. `weight`: how many parts RE2 may have to try at each character, a class such as
    `\\w` counted as one."""

    regexp: Any
    weight: int

    def search(self, text: bytes, start: int = 0) -> Any:
        """The first place from here on, or None."""
        return self.regexp.search(text, start)


def compiled(pattern: str, flags: str = "") -> Pattern:
    """The pattern of an expression; raises NoPattern."""
    found = _compiled(pattern, flags)
    if isinstance(found, NoPattern):
        raise found
    return found


@lru_cache(maxsize=256)
def _compiled(pattern: str, flags: str) -> Pattern | NoPattern:
    if set(flags) - set(FLAGS):
        return NoPattern(f"the flags of a pattern are {', '.join(FLAGS)}")
    if len(pattern) > LONGEST:
        return TooLarge(f"a pattern has at most {LONGEST} characters")
    try:
        words = list(_translated(pattern, flags))
        light = _ready("".join("a" if word.startswith(("\\p", "\\P")) else word for word in words), flags)
        return Pattern(_ready("".join(words), flags), light.programsize)
    except NoPattern as wrong:
        return wrong


def _ready(text: str, flags: str) -> Any:
    import re2  # Late: few expressions have patterns.

    options = re2.Options()
    options.log_errors, options.max_mem = False, MEMORY
    options.dot_nl, options.case_sensitive = "s" in flags, "i" not in flags
    try:
        return re2.compile(("(?m)" if "m" in flags else "") + text, options=options)
    except re2.error as wrong:
        if "too large" in str(wrong):
            raise TooLarge from None
        raise NoPattern(f'"{text[:60]}" is no regular expression that can be matched here') from None


def _translated(pattern: str, flags: str) -> Iterator[str]:
    """The same in RE2's words, one by one."""
    if "x" in flags:
        pattern = _BLANK_OUTSIDE.sub(r"\1", pattern)
    inside = False
    for found in _TOKEN.finditer(pattern):
        kind, text = str(found.lastgroup), found[str(found.lastgroup)]
        if kind == "wrong" or (inside and (text == "[" or kind == "group")):
            raise NoPattern(_why(found[0], pattern))
        if kind == "other":
            yield r"[^\n\r]" if text == "." and "s" not in flags and not inside else text
            inside = text == "[" or (inside and text != "]")
        elif kind == "class":
            yield from _class(_CLASSES[text], inside=inside)
        else:
            yield found[0]


def _class(said: str, *, inside: bool) -> Iterator[str]:
    yield "" if inside else "["
    yield said
    yield "" if inside else "]"


def _why(part: str, pattern: str) -> str:
    if part[1:].isdigit():
        return f"a pattern cannot look back at what a group matched ({part})"
    if part.startswith("(?"):
        return "a pattern cannot look ahead or behind, nor set flags within: give them as the last value"
    if part == "[":
        return "a class within a class is not taken: list the characters"
    return f'"{part}" means nothing in "{pattern[:60]}"'


def pieces(replacement: str, groups: int) -> list[bytes | int]:
    """A replacement text in pieces: plain texts, and the numbers of groups. Raises NoPattern."""
    found: list[bytes | int] = []
    for escaped, number, plain, wrong in _PIECE.findall(replacement):
        if wrong:
            raise NoPattern(r"in a replacement `$1` stands for a group; write \$ and \\ for the signs themselves")
        if number:
            found += _group(number, groups)
        else:
            found.append((escaped + plain).encode())
    return found


def _group(number: str, groups: int) -> Iterator[bytes | int]:
    """As many digits as name a group; what is left of them is text. A group that is not there is empty."""
    digits = next((number[:n] for n in range(len(number), 1, -1) if int(number[:n]) <= groups), number[:1])
    if int(digits) <= groups:
        yield int(digits)
    if len(digits) < len(number):
        yield number[len(digits) :].encode()
