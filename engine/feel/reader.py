"""Expression text to a tree of nodes, or a refusal that says what, where, and what would be right."""

from __future__ import annotations

import re
import sys
from decimal import Decimal
from functools import lru_cache
from importlib.util import cache_from_source
from pathlib import Path

from lark import Lark, Token, Transformer, UnexpectedInput
from lark.exceptions import VisitError

from engine.feel import literals, tree
from engine.feel.errors import Refused
from engine.feel.grammar import GRAMMAR
from engine.feel.signatures import SIGNATURES
from engine.feel.tree import Node
from engine.feel.values import number
from engine.feel.words import FUNCTIONS_AS_VALUES, Words, place

DEEPEST_TREE = 100
_OPERATOR = re.compile(r"([-+*/<>=]|\bin|\bbetween)\s*$")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\", "/": "/"}


def read(text: str, *, unary: bool = False) -> Node:
    """The tree of one expression (or of unary tests); raises Refused."""
    if not isinstance(text, str) or not text.strip():
        raise Refused('There is no expression: write one, such as `level = "referral"`.')
    try:
        return _grammar().parse(text, start="unary" if unary else "expression")  # type: ignore[return-value]
    except UnexpectedInput as wrong:
        raise _refusal(text, wrong) from None
    except VisitError as wrong:
        raise wrong.orig_exc from None


def _refusal(text: str, wrong: UnexpectedInput) -> Refused:
    token = getattr(wrong, "token", None)
    if token is None or token.type == "$END":
        return Refused("The expression ends too early: something is missing after its last word or sign.")
    where = place(text, token.start_pos or 0)
    before = re.search(r"(\w+)\s*$", text[: token.start_pos or 0])
    if token.type in ("NAME", "NUMBER") and before and not before[1].isdigit():
        name = f"{before[1]}_{token}"
        return Refused(f"`{before[1]} {token}` {where}: names have no spaces; write `{name}`, or `and`/`or` between.")
    if token.type in ("IF", "FOR", "SOME", "EVERY") and _OPERATOR.search(text[: token.start_pos or 0]):
        return Refused(
            f"`{token}` {where} has no end of its own: put it into brackets, as in `1 + (if a then 1 else 2)`."
        )
    if token.type == "FUNCTION":
        return Refused(f"The expression language has no {FUNCTIONS_AS_VALUES} ({where}); only `sort` takes one.")
    if token.type == "OPEN":
        return Refused(f"`(` {where}: only the functions of docs/feel.md can be called; values are not functions.")
    return Refused(f"`{token}` {where} does not fit here: look at what stands before it.")


class _Builder(Transformer[Token, Node]):
    """One method a rule; lark calls it with the parts already built."""

    def expression(self, parts: list[Node]) -> Node:
        return _plain(parts[0])

    def unary_any(self, parts: list[Node]) -> Node:
        return tree.Anything()

    def unary_tests(self, parts: list[Node]) -> Node:
        tests = [part for part in parts if isinstance(part, Node)]
        if len(tests) == 1 and isinstance(tests[0], _Negation) and not _asks(tests[0]):
            return tree.UnaryTests(tuple(_unary(test) for test in tests[0].tests), negated=True)
        return tree.UnaryTests(tuple(_unary(test) for test in tests))

    def conditional(self, parts: list[Node]) -> Node:
        return tree.If(*_nodes(parts))

    def over_list(self, parts: list[Token | Node]) -> Node:
        return _Turn(str(parts[0]), _nodes(parts)[0], None)

    def over_span(self, parts: list[Token | Node]) -> Node:
        start, end = _nodes(parts)
        return _Turn(str(parts[0]), start, end)

    def loop(self, parts: list[Node]) -> Node:
        *turns, result = _nodes(parts)
        return tree.looped(_turns(turns), result)

    def quantified(self, parts: list[Token | Node]) -> Node:
        *turns, condition = _nodes(parts)
        return tree.Quantified(_is(parts[0], "SOME"), _turns(turns), condition)

    def either(self, parts: list[Node]) -> Node:
        return tree.Either(_chained(tree.Either, parts))

    def both(self, parts: list[Node]) -> Node:
        return tree.Both(_chained(tree.Both, parts))

    def compared(self, parts: list[Token | Node]) -> Node:
        left, right = _nodes(parts)
        return tree.Compared(left, str(parts[1]), right)

    def between(self, parts: list[Node]) -> Node:
        return tree.Between(*_nodes(parts))

    def within(self, parts: list[Node]) -> Node:
        value, test = parts[0], parts[2]
        tests = tree.Tests(tuple(_plain(one) for one in test.tests)) if isinstance(test, tree.Tests) else _plain(test)
        return tree.Within(_plain(value), tests)

    def one_sided(self, parts: list[Token | Node]) -> Node:
        return tree.OneSided(str(parts[0]), _nodes(parts)[0])

    def sum(self, parts: list[Token | Node]) -> Node:
        first, *rest = parts
        pairs = tuple((str(sign), _plain(node)) for sign, node in zip(rest[::2], rest[1::2], strict=True))
        return tree.Arithmetic(_plain(first), pairs)

    product = power = last = last_product = last_power = sum

    def negative(self, parts: list[Node]) -> Node:
        return tree.Negative(_nodes(parts)[0])

    def path(self, parts: list[Token | Node]) -> Node:
        return tree.Path(_plain(parts[0]), " ".join(str(parts[2]).split()))

    def filtered(self, parts: list[Node]) -> Node:
        source, condition = _nodes(parts)
        return tree.Filter(source, condition)

    def number(self, parts: list[Token]) -> Node:
        value = number(parts[0])
        if value is None:
            raise Refused(f"The number {parts[0][:20]} is too large.")
        return tree.Literal(value)

    def text(self, parts: list[Token]) -> Node:
        return tree.Literal(_text(parts[0]))

    def at(self, parts: list[Token]) -> Node:
        text = _text(parts[0][1:])
        _within_years(text)
        value = literals.read_any(text)
        if value is None:
            return tree.Mistake(f'@"{text}" is no date, time or duration')
        return tree.Literal(value)

    def true(self, parts: list[Token]) -> Node:
        return tree.Literal(True)

    def false(self, parts: list[Token]) -> Node:
        return tree.Literal(False)

    def null(self, parts: list[Token]) -> Node:
        return tree.Literal(None)

    def name(self, parts: list[Token]) -> Node:
        return tree.Name(str(parts[0]))

    def empty(self, parts: list[Token]) -> Node:
        return tree.Listed(())

    def listed(self, parts: list[Node]) -> Node:
        return tree.Listed(tuple(_nodes(parts)))

    def bracketed(self, parts: list[Token | Node]) -> Node:
        tests = tuple(part for part in parts if isinstance(part, Node))
        return _Bracketed(tests) if len(tests) == 1 else tree.Tests(tests)

    def negation(self, parts: list[Token | Node]) -> Node:
        return _Negation(tuple(part for part in parts if isinstance(part, Node)))

    def interval(self, parts: list[Token | Node]) -> Node:
        start, end = _nodes(parts)
        return tree.Interval(start, end, _is(parts[0], "LEFT"), _is(parts[-1], "RIGHT"))

    def context(self, parts: list[Token | Node]) -> Node:
        return tree.Context(tuple((entry.key, entry.node) for entry in parts if isinstance(entry, _Entry)))

    def entry(self, parts: list[Token | Node]) -> Node:
        key = parts[0]
        return _Entry(_text(key) if _is(key, "STRING") else " ".join(str(key).split()), _nodes(parts)[0])

    argument = entry

    def ordering(self, parts: list[Token | Node]) -> Node:
        names = [part.key for part in parts if isinstance(part, _Parameter)]
        return _Ordering(tuple(names), _nodes(parts)[-1])

    def parameter(self, parts: list[Token]) -> Node:
        return _Parameter(str(parts[0]))

    def call(self, parts: list[Token | Node]) -> Node:
        name = " ".join(str(parts[0]).split())
        arguments = _nodes(parts)
        if name == "sort":
            return _sorted(arguments)
        _no_ordering(name, arguments)
        signature = SIGNATURES[name]
        most = max(len(form) for form in signature.forms)
        if len(arguments) < signature.required or (len(arguments) > most and not signature.rest):
            return tree.Mistake(f"{name}() does not take {len(arguments)} values")
        _check_years(name, arguments)
        return tree.Call(name, tuple(arguments))

    def call_named(self, parts: list[Token | Node]) -> Node:
        name = " ".join(str(parts[0]).split())
        given = {entry.key: entry.node for entry in parts if isinstance(entry, _Entry)}
        if name == "sort":
            return _sorted([given[key] for key in ("list", "precedes") if key in given])
        _no_ordering(name, list(given.values()))
        for form in SIGNATURES[name].forms:
            if set(given) <= set(form) and all(key in given for key in form[: SIGNATURES[name].required]):
                filled = [given.get(key, tree.Literal(None)) for key in form]
                while filled and form[len(filled) - 1] not in given:
                    filled.pop()
                _check_years(name, filled)
                return tree.Call(name, tuple(filled))
        return tree.Mistake(f"{name}() has no values named {', '.join(given)}")


class _Entry(Node):
    __slots__ = ("key", "node")

    def __init__(self, key: str, node: Node) -> None:
        self.key, self.node = key, node


class _Turn(Node):
    __slots__ = ("end", "name", "start")

    def __init__(self, name: str, start: Node, end: Node | None) -> None:
        self.name, self.start, self.end = name, start, end


class _Parameter(Node):
    __slots__ = ("key",)

    def __init__(self, key: str) -> None:
        self.key = key


class _Ordering(Node):
    """`function(x, y) x < y`, which stands in a call of `sort` alone."""

    __slots__ = ("body", "names")

    def __init__(self, names: tuple[str, ...], body: Node) -> None:
        self.names, self.body = names, body


def _sorted(arguments: list[Node]) -> Node:
    if len(arguments) != 2 or isinstance(arguments[0], _Ordering):
        return tree.Mistake(f"sort() takes a list and an order, and not {len(arguments)} values")
    order = arguments[1]
    if not isinstance(order, _Ordering):
        raise Refused(f"The expression language has no {FUNCTIONS_AS_VALUES}: `sort(list, function(x, y) x < y)`.")
    if len(set(order.names)) != 2:
        return tree.Mistake("the function that sort() takes has two names")
    return tree.Sorted(arguments[0], order.names, order.body)


def _no_ordering(name: str, arguments: list[Node]) -> None:
    if any(isinstance(argument, _Ordering) for argument in arguments):
        raise Refused(f"The expression language has no {FUNCTIONS_AS_VALUES}: {name}() takes none, only `sort` does.")


class _Bracketed(Node):
    """One expression in brackets, or one test, which is a range as a value."""

    __slots__ = ("tests",)

    def __init__(self, tests: tuple[Node, ...]) -> None:
        self.tests = tests


class _Negation(_Bracketed):
    """`not(...)` before it is known whether it negates a yes/no or unary tests."""

    __slots__ = ()


def _plain(part: object) -> Node:
    """The node as a value; raises Refused where several tests stand in brackets."""
    if isinstance(part, tree.Tests):
        raise Refused("Several values in round brackets fit after `in` only: write a list, as in [1, 2].")
    if isinstance(part, _Negation):
        if len(part.tests) > 1:
            raise Refused("not(...) takes one value here: write `not(a or b)`.")
        return tree.Not(_plain(part.tests[0]))
    if isinstance(part, _Bracketed):
        return _plain(part.tests[0])
    assert isinstance(part, Node)
    return part


def _nodes(parts: list[Node] | list[Token | Node]) -> list[Node]:
    return [
        part if isinstance(part, _Turn | _Entry | _Ordering) else _plain(part)
        for part in parts
        if isinstance(part, Node)
    ]


def _chained(kind: type[tree.Either | tree.Both], parts: list[Node]) -> tuple[Node, ...]:
    """The operands of a chain that is read from the left: one list of them, whatever its length."""
    before = parts[0].parts if isinstance(parts[0], kind) else ()
    return (*before, *_nodes(parts[1:] if before else parts))


def _is(part: object, kind: str) -> bool:
    return isinstance(part, Token) and part.type == kind


def _turns(parts: list[Node]) -> tuple[tree.Turns, ...]:
    return tuple(tree.Turns(turn.name, turn.start, turn.end) for turn in parts if isinstance(turn, _Turn))


def _unary(test: Node) -> Node:
    if isinstance(test, tree.Tests):
        return tree.Tests(tuple(_unary(one) for one in test.tests))
    node = _plain(test)
    return tree.Asks(node) if not isinstance(node, tree.OneSided) and tree.asks_input(node) else node


def _asks(negation: _Negation) -> bool:
    return (
        len(negation.tests) == 1
        and not isinstance(negation.tests[0], tree.OneSided | tree.Tests)
        and (tree.asks_input(_plain(negation.tests[0])))
    )


def _text(token: object) -> str:
    """The text between the quotes of a token, its escapes resolved."""
    text = re.sub(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6}|.)", _escape, str(token)[1:-1], flags=re.DOTALL)
    return literals.whole(text)


def _escape(found: re.Match[str]) -> str:
    code = found[1]
    if len(code) > 1:
        point = int(code[1:], 16)
        return chr(point) if point <= 0x10FFFF else "\ufffd"
    return _ESCAPES.get(code, "\\" + code)


def _check_years(name: str, arguments: list[Node]) -> None:
    if name == "date" and len(arguments) == 3:
        negative = isinstance(arguments[0], tree.Negative)
        year = arguments[0].node if isinstance(arguments[0], tree.Negative) else arguments[0]
        if isinstance(year, tree.Literal) and isinstance(year.fixed, Decimal) and (negative or year.fixed > 9999):
            raise Refused(f"The year {'-' * negative}{year.fixed} is outside 1 to 9999: years beyond are not taken.")
    if name in ("date", "date and time"):
        for argument in arguments:
            if isinstance(argument, tree.Literal) and isinstance(argument.fixed, str):
                _within_years(argument.fixed)


def _within_years(text: str) -> None:
    if literals.beyond_years(text):
        raise Refused(f'The year of "{text[:30]}" is outside 1 to 9999: years beyond are not taken.')


@lru_cache(maxsize=1)
def _grammar() -> Lark:
    return Lark(
        GRAMMAR,
        parser="lalr",
        lexer=Words,
        start=["expression", "unary"],
        transformer=_Builder(),
        maybe_placeholders=False,
        cache=_kept(),
    )


def _kept() -> bool | str:
    """Where the grammar's tables lie, which take long to make: beside Python's own bytecode, and trusted like it."""
    if sys.dont_write_bytecode:
        return False
    return str(Path(cache_from_source(__file__)).with_suffix(".tables"))


def depth(node: Node) -> int:
    """How deep the tree is, counted without recursion."""
    deepest, level = 0, [node]
    while level:
        deepest += 1
        level = [child for parent in level for child in tree.children(parent)]
    return deepest
