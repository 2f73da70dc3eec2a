"""Cuts expression text into tokens and refuses by name what the subset leaves out; the grammar reads its tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lark import Token
from lark.lexer import Lexer

from engine.feel.errors import Refused
from engine.feel.signatures import PARAMETERS_WITH_SPACES, SIGNATURES

LONGEST_TEXT = 4_000
MOST_TOKENS = 300
DEEPEST = 40

KEYWORDS = {
    "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "between", "and", "or",
    "true", "false", "null", "function",
}  # fmt: skip
PROPERTIES_WITH_SPACES = ("time offset", "start included", "end included")


def _spaced(names: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    longest_first = sorted((name for name in names if " " in name), key=len, reverse=True)
    return "|".join(r"\s+".join(name.split()) for name in longest_first)


_TOKEN = re.compile(
    rf"""
      (?P<SKIP>    \s+ | //[^\n]* | /\*.*?\*/ )
    | (?P<CALL>    (?: {_spaced(list(SIGNATURES))} | [^\W\d]\w* ) (?=\s*\() )
    | (?P<NAMED>   (?: {_spaced(PARAMETERS_WITH_SPACES)} ) (?=\s*:) )
    | (?P<PROPERTY>(?: {_spaced(PROPERTIES_WITH_SPACES)} ) \b )
    | (?P<NAME>    \? | [^\W\d]\w* )
    | (?P<NUMBER>  (?: \d+ (?: \.\d+ )? | \.\d+ ) (?: [eE][+-]?\d+ )? )
    | (?P<AT>      @"(?: [^"\\\n] | \\. )*" )
    | (?P<STRING>  "(?: [^"\\] | \\. )*" )
    | (?P<EMPTY>   \[\s*\] )
    | (?P<WRONG>   == )
    | (?P<CMP>     <= | >= | != | = | < | > )
    | (?P<POW>     \*\* )
    | (?P<SPAN>    \.\. )
    | (?P<SIGN>    [-+*/.,:()\[\]{{}}] )
    """,
    re.VERBOSE | re.DOTALL,
)
_SIGNS = {
    "-": "MINUS", "+": "PLUS", "*": "STAR", "/": "SLASH", ".": "DOT", ",": "COMMA", ":": "COLON", "(": "OPEN",
    ")": "SHUT", "[": "LEFT", "]": "RIGHT", "{": "BEGIN", "}": "END",
}  # fmt: skip
FUNCTIONS_AS_VALUES = "functions as values; write the expression where it is used"
_LEFT_OUT = {
    "instance": "`instance of`; compare with a value, or ask `is defined(...)`",
    "external": "external functions",
}
_OTHER_LANGUAGES = {
    "==": "write `=` for equal",
    "&&": "write `and`",
    "||": "write `or`",
    "!": "write `not(...)`, or `!=` for different",
    "'": 'write texts in double quotes, as in "referral"',
    "‘": 'write texts in straight double quotes, as in "referral"',
    "’": 'write texts in straight double quotes, as in "referral"',
    "“": 'write texts in straight double quotes, as in "referral"',
    "”": 'write texts in straight double quotes, as in "referral"',
    '"': "this text is not closed; end it with a double quote",
    "/*": "this comment is not closed; end it with */",
    "%": "write `modulo(a, b)`",
    "$": "names have letters, digits and underscores only",
    ";": "write one expression only",
}


def place(text: str, at: int) -> str:
    """Where in the text, as people count."""
    line = text.count("\n", 0, at) + 1
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    return f"at character {column}" if "\n" not in text.strip() else f"at line {line}, character {column}"


def tokens(text: str) -> Iterator[Token]:
    """The tokens of one expression; raises Refused for what no expression may have."""
    if len(text) > LONGEST_TEXT:
        raise Refused(f"The expression is longer than {LONGEST_TEXT} characters: divide it into several facts or rows.")
    at = count = depth = 0
    before = ""
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup in (None, "WRONG"):
            raise _unknown(text, at)
        name, word, start, at = str(found.lastgroup), found.group(), at, found.end()
        if name == "SKIP":
            continue
        count += 1
        name = _named(name, word, before, text, start)
        depth += (name in ("OPEN", "LEFT", "BEGIN")) - (name in ("SHUT", "RIGHT", "END"))
        if count > MOST_TOKENS:
            raise Refused(f"The expression has more than {MOST_TOKENS} words and signs: divide it into several.")
        if depth > DEEPEST:
            raise Refused(f"The brackets {place(text, start)} are nested more than {DEEPEST} deep.")
        before = name
        yield Token(name, word, start_pos=start)


def _named(name: str, word: str, before: str, text: str, at: int) -> str:
    if name == "SIGN":
        return _SIGNS[word]
    if name == "PROPERTY" and before != "DOT":
        raise Refused(f"Names with spaces are not taken ({place(text, at)}): write `{'_'.join(word.split())}`.")
    if name not in ("NAME", "CALL") or before == "DOT":
        return "NAME" if name == "CALL" and before == "DOT" else name
    if word in _LEFT_OUT and (name == "CALL" or re.match(r"\s+of\b", text[at + len(word) :])):
        raise Refused(f"The expression language has no {_LEFT_OUT[word]} ({place(text, at)}).")
    if word in KEYWORDS:
        return word.upper()
    if name == "NAME":
        return name
    return "NOT" if word == "not" else _function(" ".join(word.split()), text, at)


def _function(word: str, text: str, at: int) -> str:
    if word in SIGNATURES:
        return "CALL"
    close = _near(word)
    hint = f": did you mean `{close}`?" if close else "; docs/feel.md lists the functions there are."
    raise Refused(f"There is no function `{word}` ({place(text, at)}){hint}")


def _near(word: str) -> str | None:
    plain = word.replace("_", "").replace("-", "").lower()
    for known in SIGNATURES:
        squeezed = known.replace(" ", "")
        if plain == squeezed or plain == squeezed + "s" or plain + "s" == squeezed:
            return known
    return next((known for known in SIGNATURES if " " in known and known.split()[-1] == plain), None)


def _unknown(text: str, at: int) -> Refused:
    for sign, hint in _OTHER_LANGUAGES.items():
        if text.startswith(sign, at):
            return Refused(f"`{sign}` {place(text, at)} is not understood: {hint}.")
    shown = text[at] if text[at].isprintable() else f"U+{ord(text[at]):04X}"
    return Refused(f"The character {shown} {place(text, at)} has no meaning in an expression: leave it out.")


class Words(Lexer):
    """Lark's door to `tokens`."""

    def __init__(self, lexer_conf: object) -> None:
        pass

    def lex(self, data: str) -> Iterator[Token]:  # type: ignore[override]
        """All tokens of the text, cut before the first is parsed: what is too long is refused early."""
        return iter(list(tokens(data)))
