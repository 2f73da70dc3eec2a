"""Writes expressions by a seeded grammar, some of them wrong on purpose, for what must hold of every expression."""

from __future__ import annotations

import re
from random import Random

FACTS: dict[str, object] = {
    "level": "referral",
    "police_interest": "yes",
    "age": 12,
    "closed": False,
    "nothing": None,
    "n": 7,
    "t": "b",
    "ages": [12, 7, 15, 7],
    "codes": ["a", "b", "c"],
    "adult": {"name": "Sam Poole", "age": 41, "roles": ["teacher", "coach"]},
    "strands": [
        {"name": "police", "status": "finished", "hold": "no", "days": 3},
        {"name": "employer", "status": "open", "hold": "hold", "days": 12},
    ],
}

# What an expression of each kind may look like; `{number}` stands for any expression of that kind. The loops' names
# n, t and s are facts of those kinds too, so that they mean something wherever they stand.
ATOMS: dict[str, list[str]] = {
    "number": ["0", "1", "2", "3", "10", "0.5", "2.25", "age", "n", "adult.age", "null", "ages[2]"],
    "text": ['""', '"a"', '"abc"', '"referral"', '"añb"', "level", "t", "adult.name", "null"],
    "boolean": ["true", "false", "closed", "null", 'level = "referral"'],
    "date": ['@"2026-03-04"', 'date("2024-02-29")', "date(2025, 12, 31)", '@"2026-01-31"'],
    "moment": ['@"2026-03-04T16:05:00"', 'date and time("2025-12-31T09:30:15")', '@"2026-03-04T00:00:00"'],
    "time": ['@"16:05:00"', 'time("09:30:00")', "time(23, 15, 30)"],
    "span": ['@"P1D"', '@"PT2H30M"', 'duration("-P2DT3H")', 'duration("PT90S")', '@"P10D"'],
    "months": ['@"P1Y2M"', '@"-P3M"', 'duration("P2Y")', '@"P1M"'],
    "numbers": ["[]", "[1, 2, 3]", "[3, 1, 2, 1]", "ages", "strands.days", "[1, null]"],
    "texts": ["[]", '["a", "b"]', "codes", "strands.status", '["b", "a", "b"]'],
    "rows": ["strands", 'strands[hold = "hold"]', '[{name: "a", days: 1}, {name: "b", days: 2}]'],
    "context": ["adult", '{a: 1, b: "x"}', "strands[1]", "{}", '{a: {b: [1, 2]}, "c d": null}'],
    "range": ["[1..5]", "(1..5)", "]2..8[", "(5..9]", '["a".."c"]'],
}
WAYS: dict[str, list[str]] = {
    "number": [
        "{number} + {number}",
        "{number} - {number}",
        "{number} * {number}",
        "{number} / {number}",
        "({number}) ** 2",
        "-({number})",
        "string length({text})",
        "count({list})",
        "sum({numbers})",
        "min({numbers})",
        "max({number}, {number})",
        "mean({numbers})",
        "median({numbers})",
        "product({numbers})",
        "abs({number})",
        "floor({number})",
        "ceiling({number})",
        "modulo({number}, {number})",
        "decimal({number}, 1)",
        "round up({number}, 1)",
        "round down({number}, 0)",
        "round half up({number}, 1)",
        "round half down({number}, 1)",
        "{numbers}[{number}]",
        "({rows})[1].days",
        "({date}).year",
        "({date}).month",
        "({moment}).hour",
        "({span}).days",
        "({months}).years",
        "day of year({date})",
        "week of year({date})",
        "number({text})",
        "({range}).start",
        "if {boolean} then {number} else {number}",
        "({number})",
    ],
    "text": [
        "{text} + {text}",
        "upper case({text})",
        "lower case({text})",
        "substring({text}, {number})",
        "substring({text}, 1, 2)",
        "substring before({text}, {text})",
        "substring after({text}, {text})",
        "trim({text})",
        'string join({texts}, "-")',
        "string({number})",
        "string({date})",
        "string({boolean})",
        "day of week({date})",
        "month of year({date})",
        "{texts}[{number}]",
        "({rows})[1].name",
        'get value({context}, "a")',
        "if {boolean} then {text} else {text}",
    ],
    "boolean": [
        "{number} = {number}",
        "{number} < {number}",
        "{number} >= {number}",
        "{text} = {text}",
        "{text} != {text}",
        "{text} < {text}",
        "{date} < {date}",
        "{date} = {date}",
        "{moment} <= {moment}",
        "{span} > {span}",
        "{months} = {months}",
        "{boolean} and {boolean}",
        "{boolean} or {boolean}",
        "not({boolean})",
        "{number} in {range}",
        "{number} in ({number}, {number})",
        "{number} in [{number}..{number}]",
        "{number} in (< {number}, > {number})",
        "{text} in {texts}",
        "{number} between {number} and {number}",
        "{date} between {date} and {date}",
        "some n in {numbers} satisfies {boolean}",
        "{boolean} and some n in {numbers} satisfies {boolean}",
        "every n in {numbers} satisfies n > {number}",
        'every s in {rows} satisfies s.status = "finished"',
        "contains({text}, {text})",
        "starts with({text}, {text})",
        "ends with({text}, {text})",
        "list contains({numbers}, {number})",
        "list contains({texts}, {text})",
        "all([{boolean}, {boolean}])",
        "any([{boolean}, {boolean}])",
        "odd({number})",
        "even({number})",
        "before({range}, {range})",
        "overlaps({range}, {range})",
        "includes({range}, {number})",
        "{numbers} = {numbers}",
        "{context} = {context}",
        "{number} = null",
        "if {boolean} then {boolean} else {boolean}",
    ],
    "date": [
        "{date} + {span}",
        "{date} + {months}",
        "{date} - {span}",
        "{date} - {months}",
        "date({moment})",
        "if {boolean} then {date} else {date}",
        "[{date}, {date}][{number}]",
    ],
    "moment": ["{moment} + {span}", "{moment} - {months}", "date and time({date}, {time})"],
    "time": ["{time} + {span}", "time({moment})"],
    "span": [
        "{date} - {date}",
        "{moment} - {moment}",
        "{span} + {span}",
        "{span} - {span}",
        "duration(string({span}))",
        "{span} * {number}",
    ],
    "months": [
        "years and months duration({date}, {date})",
        "{months} + {months}",
        "{months} / {number}",
    ],
    "numbers": [
        "[{number}, {number}]",
        "for n in {numbers} return {number}",
        "for n in 1..3 return {number}",
        "for s in {rows} return s.days",
        "{numbers}[item > {number}]",
        "({rows})[days > {number}].days",
        "append({numbers}, {number})",
        "concatenate({numbers}, {numbers})",
        "reverse({numbers})",
        "distinct values({numbers})",
        "duplicate values({numbers})",
        "flatten([{numbers}, {numbers}])",
        "union({numbers}, {numbers})",
        "index of({texts}, {text})",
        "sublist({numbers}, 1, {number})",
        "insert before({numbers}, 1, {number})",
        "remove({numbers}, {number})",
        "list replace({numbers}, 1, {number})",
        "mode({numbers})",
        "if {boolean} then {numbers} else {numbers}",
    ],
    "texts": [
        "[{text}, {text}]",
        "for t in {texts} return {text}",
        "{texts}[item = {text}]",
        "({rows}).name",
        "append({texts}, {text})",
        "reverse({texts})",
        "distinct values({texts})",
    ],
    "rows": ["({rows})[name = {text}]", "({rows})[{boolean}]", "[{context}, {context}]", "reverse({rows})"],
    "context": [
        "{{a: {number}, b: {text} }}",
        "{{a: {number}, b: a}}",
        "({rows})[{number}]",
        'context put({context}, "a", {number})',
        "context merge([{context}, {context}])",
        'context([{{key: "a", value: {text} }}])',
    ],
    "range": ["[{number}..{number}]", "({number}..{number}]", "[{date}..{date}]"],
}
GROUPS = {
    "list": ["numbers", "texts", "rows"],
    "any": sorted(ATOMS),
}
_SLOT = re.compile(r"\{(\w+)\}")
_WORDS = re.compile(r'@?"[^"]*"|\w+|\s+|\*\*|\.\.|[<>!]=|.', re.DOTALL)
_ODD = [
    "(", ")", "[", "]", "{", "}", ",", ".", "..", ":", "?", "@", '"', "'", "\\", "-", "**", "=", "==", "!=", "//", "/*",
    "*/", "and", "or", "not(", "in", "for", "some", "satisfies", "return", "then", "else", "between", "function(",
    "instance of", "item", "partial", "null", "1e400", "9" * 40, "0.0000001", '@"9999-12-31"', '@"P999999999D"',
    '@"2026-02-30"', '"\\u0000"', "\ud800", "\u202e", "🐎", "é", ".__class__", "__import__(", ".__globals__",
    'get value(adult, "__class__")', 'open("/etc/passwd")', "exec(", "eval(", "string(", "partition(ages, 0)", "xs",
    '@"2026-03-04T16:05:00@Europe/London"', '@"10:00:00@../../etc/passwd"', "10 ** 6000", "exp(10000)",
]  # fmt: skip
_WRAPPED = [
    "for a in 1..1000 return {}",
    "for a in [1, 2, 3], b in a..9 return [{}, a, b]",
    "for i in 1..50 return [partial, {}]",
    "some a in 1..900, b in 1..900 satisfies {}",
    "concatenate([{0}], [{0}], [{0}])",
    "string([{0}, {0}, {0}, {0}])",
    "not({})",
    "({})[{}]",
    "{{a: {}, b: [a, a], c: [b, b], d: [c, c]}}",
    "-" * 30 + "({})",
    "flatten([[[{}]]])",
    "({}).__class__",
    "({}).format.__globals__",
    "distinct values(for a in 1..40 return {})",
]  # fmt: skip


_CELLS = [
    "-", "< {number}", ">= {date}, null", "{text}, {text}", "not({text}, {text})", "[{number}..{number}]", "{texts}",
    "string length(?) > {number}", "? in {numbers}", "not(< {number}, [{date}..{date}])", "{any}", "({any}, {any})",
]  # fmt: skip


class Writer:
    """The same expressions for the same seed; `wrong` is how often a part is of another kind than it should be."""

    def __init__(self, seed: int, *, wrong: float = 0.04) -> None:
        self.random = Random(seed)
        self.wrong = wrong
        self.parts: dict[str, list[str]] = {}
        """What each expression was put together of."""

    def expression(self, kind: str = "any", deep: int = 3) -> str:
        """An expression of a kind, at most so deep."""
        if self.random.random() < self.wrong:
            kind = "any"
        kind = self.random.choice(GROUPS.get(kind, [kind]))
        if deep == 0 or self.random.random() < 0.2:
            return self.random.choice(ATOMS[kind])
        way = self.random.choice(WAYS[kind])
        plain = way.replace("{{", "\x01").replace("}}", "\x02")
        parts: list[str] = []
        filled = _SLOT.sub(lambda slot: self._part(slot[1], deep - 1, parts), plain)
        text = filled.replace("\x01", "{").replace("\x02", "}")
        self.parts[text] = parts
        return text

    def _part(self, kind: str, deep: int, parts: list[str]) -> str:
        inner = self.expression(kind, deep)
        parts.append(inner)
        return inner if re.fullmatch(r'@?"[^"]*"|[\w.]+', inner) else f"({inner})"

    def broken(self) -> str:
        """An expression, half of the time changed in a few places, wrapped in a heavy one or spliced with another."""
        text = self.expression(deep=self.random.choice([1, 2, 2, 3]))
        for _ in range(self.random.choice([0, 0, 1, 2, 3])):
            text = self.random.choice([self._without, self._with_odd, self._spliced, self._heavy, self._heavy])(text)
        return text

    def cell(self) -> str:
        """The tests of a table's cell, half of the time changed."""
        way = self.random.choice(_CELLS)
        text = _SLOT.sub(lambda slot: self._part(slot[1], 1, []), way)
        return text if self.random.random() < 0.5 else self.random.choice([self._without, self._with_odd])(text)

    def _without(self, text: str) -> str:
        words = _WORDS.findall(text)
        at = self.random.randrange(len(words))
        return "".join([*words[:at], *words[at + self.random.choice([1, 2, 3]) :]]) or "null"

    def _with_odd(self, text: str) -> str:
        words = _WORDS.findall(text)
        odd = self.random.choice([*_ODD, chr(self.random.choice([self.random.randrange(0x250), 0x202E, 0x1F40E]))])
        words.insert(self.random.randrange(len(words) + 1), f" {odd} ")
        return "".join(words)

    def _spliced(self, text: str) -> str:
        words, other = _WORDS.findall(text), _WORDS.findall(self.expression(deep=3))
        return "".join(words[: self.random.randrange(len(words)) + 1] + other[self.random.randrange(len(other)) :])

    def _heavy(self, text: str) -> str:
        way = self.random.choice(_WRAPPED)
        return way.format(*[text] * 4)
