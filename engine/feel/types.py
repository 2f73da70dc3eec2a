"""What kind of value an expression comes to, and where kinds do not fit together, before anything is evaluated.

The check of a procedure says what kind each fact has. What cannot be foretold is of unknown kind and fits everything,
so that only true mistakes are named, in words that follow "this expression".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from engine.feel import arithmetic, paths, tree
from engine.feel.calls import PARAMETERS, Wanted
from engine.feel.door import text_of
from engine.feel.results import ELEMENT, RESULTS
from engine.feel.values import LOCAL, Months, Range, Value, kind, order_key


@dataclass(frozen=True)
class Type:
    """The kinds that a value may have, in the words of `values.kind`; none if that is unknown; and of a list's
    elements, or a range's ends."""

    kinds: frozenset[str] = frozenset()
    element: Type | None = None

    @property
    def sure(self) -> frozenset[str]:
        """Its kinds without null, which fits everywhere."""
        return self.kinds - {"null"}


UNKNOWN = Type()
Look = Callable[[str], Type]
Scope = Mapping[str, Type]
_SAMPLES: dict[str, Value] = {
    "number": Decimal(2),
    "text": "a",
    "yes/no": True,
    "date": date(2026, 3, 4),
    "date and time": datetime(2026, 3, 4, 9, tzinfo=LOCAL),
    "time": time(9),
    "duration": timedelta(days=2),
    "years and months duration": Months(2),
    "range": Range(Decimal(1), Decimal(2)),
}
WORDS = {
    "number": "a number",
    "text": "a text or code",
    "yes/no": "true or false",
    "date": "a date",
    "date and time": "a date and time",
    "time": "a time",
    "duration": "a duration",
    "years and months duration": "a duration of years and months",
    "list": "a list",
    "context": "a thing with several answers",
    "range": "a range",
    "null": "nothing",
}
_ORDERED = frozenset(name for name, sample in _SAMPLES.items() if order_key(sample) is not None)


def plain(*kinds: str) -> Type:
    """The type of a value of one of these kinds."""
    return Type(frozenset(kinds))


def listed(element: Type = UNKNOWN) -> Type:
    """The type of a list of such elements."""
    return Type(frozenset({"list"}), element)


_YES_NO, _NUMBER, _NULL, _CONTEXT = plain("yes/no"), plain("number"), plain("null"), plain("context")


def of(root: tree.Node, look: Look, *, asked: Type = UNKNOWN) -> tuple[Type, list[str]]:
    """The type of an expression and what does not fit in it; `look` gives the type of a fact by its name, `asked` is
    the type of `?`."""
    reading = _Reading(look)
    found = reading.of(root, {"?": asked})
    return found, list(dict.fromkeys(reading.wrong))


def in_words(found: Type) -> str:
    """A type as people say it."""
    return " or ".join(WORDS[name] for name in sorted(found.sure, key=list(WORDS).index))


@dataclass
class _Reading:
    look: Look
    wrong: list[str] = field(default_factory=list)

    def of(self, node: tree.Node, scope: Scope) -> Type:
        read = _READERS.get(type(node))
        if read is not None:
            return read(self, node, scope)
        for child in tree.children(node):
            self.of(child, scope)
        return UNKNOWN

    # names, literals, lists and contexts

    def literal(self, node: tree.Literal, scope: Scope) -> Type:
        return plain(kind(node.fixed))

    def name(self, node: tree.Name, scope: Scope) -> Type:
        return scope[node.name] if node.name in scope else self.look(node.name)

    def path(self, node: tree.Path, scope: Scope) -> Type:
        whole = self.of(node.whole, scope)
        if "list" in whole.sure:
            return listed(self._part(node, whole.element or UNKNOWN))
        return self._part(node, whole)

    def _part(self, node: tree.Path, whole: Type) -> Type:
        if not whole.sure or "context" in whole.sure:
            return self.look(node.part)
        found = [paths.PARTS[name, node.part] for name in whole.sure if (name, node.part) in paths.PARTS]
        if not found:
            self.wrong.append(f'asks for "{node.part}" of {_named(node.whole)}, which is {in_words(whole)}')
            return UNKNOWN
        samples = [_SAMPLES[name] for name in whole.sure if (name, node.part) in paths.PARTS]
        return plain(*(kind(read(sample)) for read, sample in zip(found, samples, strict=True)))

    def listed(self, node: tree.Listed, scope: Scope) -> Type:
        return listed(either([self.of(element, scope) for element in node.elements]))

    def context(self, node: tree.Context, scope: Scope) -> Type:
        inside = dict(scope)
        for key, entry in node.entries:
            inside[key] = self.of(entry, inside)
        return _CONTEXT

    def filtered(self, node: tree.Filter, scope: Scope) -> Type:
        source = self.of(node.source, scope)
        element = source.element or UNKNOWN if "list" in source.sure else source
        condition = self.of(node.condition, {**scope, "item": element})
        if condition.sure == {"yes/no"}:
            return listed(element)
        position = condition.sure == {"number"} and isinstance(node.condition, tree.Literal | tree.Negative)
        return element if position else UNKNOWN

    # yes and no

    def yes_no(self, node: tree.Node, scope: Scope) -> Type:
        for part in tree.children(node):
            self._asked(part, scope)
        return _YES_NO

    def _asked(self, node: tree.Node, scope: Scope) -> None:
        found = self.of(node, scope)
        if found.sure and "yes/no" not in found.sure:
            self.wrong.append(
                f"takes {_named(node)}, which is {in_words(found)}, for yes or no. Compare it with an answer"
            )

    def inner(self, node: tree.Boxed | tree.YesNo, scope: Scope) -> Type:
        return self.of(node.node, scope)

    def chosen(self, node: tree.If, scope: Scope) -> Type:
        self._asked(node.condition, scope)
        return either([self.of(node.then, scope), self.of(node.otherwise, scope)])

    def compared(self, node: tree.Compared, scope: Scope) -> Type:
        self._fit(node.left, self.of(node.left, scope), node.sign, node.right, self.of(node.right, scope))
        return _YES_NO

    def between(self, node: tree.Between, scope: Scope) -> Type:
        value = self.of(node.node, scope)
        for limit, sign in ((node.low, ">="), (node.high, "<=")):
            self._fit(node.node, value, sign, limit, self.of(limit, scope))
        return _YES_NO

    def _fit(self, left: tree.Node, mine: Type, sign: str, right: tree.Node, yours: Type) -> None:
        if not mine.sure or not yours.sure:
            return
        if not mine.sure & yours.sure:
            said = (
                f"compares {_named(left)}, which is {in_words(mine)}, with {_named(right)}, which is {in_words(yours)}"
            )
            self.wrong.append(f"{said}. {_advice(mine, yours)}")
        elif sign not in ("=", "!=") and not mine.sure & yours.sure & _ORDERED:
            self.wrong.append(
                f"asks whether {_named(left)} is {sign} {_named(right)}, but {in_words(mine)} has no order"
            )

    def within(self, node: tree.Within, scope: Scope) -> Type:
        self._met(node.node, self.of(node.node, scope), node.test, scope)
        return _YES_NO

    def unary(self, node: tree.UnaryTests, scope: Scope) -> Type:
        for test in node.tests:
            self._met(tree.Name("?"), scope["?"], test, scope)
        return _YES_NO

    def _met(self, node: tree.Node, value: Type, test: tree.Node, scope: Scope) -> None:
        if isinstance(test, tree.Tests):
            for one in test.tests:
                self._met(node, value, one, scope)
            return
        if isinstance(test, tree.OneSided):
            self._fit(node, value, test.sign, test.limit, self.of(test.limit, scope))
            return
        wanted = self.of(test, scope)
        if isinstance(test, tree.Asks):
            return
        if isinstance(test, tree.Listed):
            for one in test.elements:
                self._met(node, value, one, scope)
        elif "list" not in value.sure:
            inner = wanted.element or UNKNOWN if wanted.sure & {"list", "range"} else wanted
            self._fit(node, value, "=", test, inner if "range" not in inner.sure else UNKNOWN)

    # loops

    def loop(self, node: tree.For, scope: Scope) -> Type:
        return listed(self.of(node.result, self._turns(node.loops, {**scope, "partial": listed()})))

    def sorted(self, node: tree.Sorted, scope: Scope) -> Type:
        source = self.of(node.source, scope)
        element = (source.element or UNKNOWN) if "list" in source.sure else source
        self._asked(node.precedes, {**scope, **dict.fromkeys(node.names, element)})
        return listed(element)

    def quantified(self, node: tree.Quantified, scope: Scope) -> Type:
        self._asked(node.condition, self._turns(node.loops, scope))
        return _YES_NO

    def _turns(self, loops: tuple[tree.Turns, ...], scope: Scope) -> Scope:
        for turn in loops:
            start = self.of(turn.start, scope)
            if turn.end is not None:
                self.of(turn.end, scope)
            of_list = turn.end is None and bool(start.sure & {"list", "range"})
            scope = {**scope, turn.name: (start.element or UNKNOWN) if of_list else start}
        return scope

    # working out

    def arithmetic(self, node: tree.Arithmetic, scope: Scope) -> Type:
        result, before = self.of(node.first, scope), node.first
        for sign, right in node.rest:
            other = self.of(right, scope)
            if not result.sure or not other.sure:
                result = UNKNOWN
                continue
            fitting = {
                kind(made)
                for one in result.sure
                for two in other.sure
                if (made := arithmetic.calculate(sign, _SAMPLES.get(one), _SAMPLES.get(two))) is not None
            }
            if not fitting:
                self.wrong.append(
                    f"works out {_named(before)} {sign} {_named(right)}, but {in_words(result)} and {in_words(other)} "
                    f"have no {_OUTCOMES[sign]}"
                )
            result, before = Type(frozenset(fitting)), node
        return result

    def negative(self, node: tree.Negative, scope: Scope) -> Type:
        found = self.of(node.node, scope)
        signed = {name for name in found.sure if arithmetic.negate(_SAMPLES.get(name)) is not None}
        if found.sure and not signed:
            self.wrong.append(f"puts a minus before {_named(node.node)}, which is {in_words(found)}")
        return Type(frozenset(signed))

    def interval(self, node: tree.Interval, scope: Scope) -> Type:
        start, end = self.of(node.start, scope), self.of(node.end, scope)
        self._fit(node.start, start, "<=", node.end, end)
        return Type(frozenset({"range"}), either([start, end]))

    def one_sided(self, node: tree.OneSided, scope: Scope) -> Type:
        return Type(frozenset({"range"}), self.of(node.limit, scope))

    def call(self, node: tree.Call, scope: Scope) -> Type:
        given = [self.of(argument, scope) for argument in node.arguments]
        for at, (found, wanted) in enumerate(zip(given, PARAMETERS[node.name], strict=False)):
            if wanted.said in ("*", "rest"):
                break
            if not _taken(found, wanted):
                given_it = f"{node.name}() {_named(node.arguments[at])}, which is {in_words(found)}"
                self.wrong.append(f"gives {given_it}, where it takes {in_words(Type(wanted.names))}")
        result = RESULTS.get(node.name)
        if result == ELEMENT:
            return (given[0].element or UNKNOWN) if len(given) == 1 and "list" in given[0].sure else either(given)
        return plain(result) if result else UNKNOWN


def _taken(found: Type, wanted: Wanted) -> bool:
    """Whether a parameter takes it; a list may be of one element, and a value may stand for a list."""
    if not found.sure or wanted.names & {"any", "list"} or found.sure & wanted.names:
        return True
    return "list" in found.sure and _taken(found.element or UNKNOWN, wanted)


def either(found: list[Type]) -> Type:
    """The type of what is one of these; unknown if one of them is."""
    if not found or any(not one.kinds for one in found):
        return UNKNOWN
    elements = [one.element or UNKNOWN for one in found if one.sure & {"list", "range"}]
    return Type(frozenset().union(*(one.kinds for one in found)), either(elements) if elements else None)


def _named(node: tree.Node) -> str:
    """A part of an expression, in a sentence."""
    match node:
        case tree.Name("?"):
            return "this column"
        case tree.Name(name):
            return f'"{name}"'
        case tree.Path(_, part):
            return f'"{part}"'
        case tree.Literal(fixed):
            return text_of([fixed])[1:-1]
        case tree.Call(name, _):
            return f"{name}()"
    return "what is worked out"


def _advice(mine: Type, yours: Type) -> str:
    both = mine.sure | yours.sure
    if "list" in both:
        return 'Ask with "in" whether it is in the list'
    if both <= {"date", "date and time"}:
        return "Write date(...) around the date and time"
    if "yes/no" in both:
        return 'A yes or no question is answered with a code, such as "yes"; only a box to tick is true or false'
    if both & {"date", "date and time"} and "text" in both:
        return 'Write a date as @"2026-03-04"'
    return "Compare like with like"


_OUTCOMES = {"+": "sum", "-": "difference", "*": "product", "/": "quotient", "**": "power"}
_READERS: dict[type, Callable[..., Type]] = {
    tree.Literal: _Reading.literal,
    tree.Name: _Reading.name,
    tree.Path: _Reading.path,
    tree.Listed: _Reading.listed,
    tree.Context: _Reading.context,
    tree.Filter: _Reading.filtered,
    tree.Both: _Reading.yes_no,
    tree.Either: _Reading.yes_no,
    tree.Not: _Reading.yes_no,
    tree.Asks: _Reading.yes_no,
    tree.If: _Reading.chosen,
    tree.Compared: _Reading.compared,
    tree.Between: _Reading.between,
    tree.Within: _Reading.within,
    tree.UnaryTests: _Reading.unary,
    tree.Boxed: _Reading.inner,
    tree.YesNo: _Reading.inner,
    tree.For: _Reading.loop,
    tree.Quantified: _Reading.quantified,
    tree.Sorted: _Reading.sorted,
    tree.Arithmetic: _Reading.arithmetic,
    tree.Negative: _Reading.negative,
    tree.Interval: _Reading.interval,
    tree.OneSided: _Reading.one_sided,
    tree.Call: _Reading.call,
}
