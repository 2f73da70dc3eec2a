"""Where we and feelin differ, and the clause of DMN 1.5 that decides; test_feel_agreement.py takes no other difference.

`form` is how the smallest expression that differs looks, `ours` and `theirs` what it comes to, each as a pattern over
its whole text (values as JSON). Each entry has an example, which shows that it still is so.
"""

from typing import NamedTuple


class Difference(NamedTuple):
    """One difference: its example, how all of its like look, and why ours stands."""

    example: str
    form: str
    ours: str
    theirs: str
    clause: str
    why: str


DIFFERENCES = [
    Difference(
        '@"PT2H30M" * 3', r".+ [*/] .+", r'"-?P.*"', "null",
        "10.3.2.15, semantic mappings: multiplication and division",
        "a duration times or by a number is a duration",
    ),
    Difference(
        'years and months duration(@"2026-01-31", @"2026-03-04")', r"years and months duration\(.*\)",
        r'"-?P(\d+[YM])+"', r'"-?P.*(D|M|Y|S)"',
        "10.3.4.1, conversion functions",
        "the result is a duration of years and months, without days",
    ),
    Difference(
        '@"2026-01-31" + @"PT2H30M"', r".+ [-+] .+", r'"[-\d]{10}"', r'"[-\d]{10}T[:\d]{8}Z"',
        "10.3.2.15, semantic mappings: addition and subtraction",
        "a date plus a duration of days and time is a date",
    ),
    Difference(
        "duplicate values([3, 1, 2, 1])", r"duplicate values\(.*\)", r"\[.*\]", "null",
        "10.3.4.4, list functions",
        "the standard has the function, feelin 8.2 calls it with a condition that never holds",
    ),
    Difference(
        'trim("a")', r"trim\(.*\)", r'".*"', "null",
        "10.3.4.3, string functions",
        "the function is of DMN 1.6 and this library leaves it out; ours does what 1.6 says",
    ),
    Difference(
        "sublist([1, null], 1, 3)", r"sublist\(.*\)", r"null|\[.*\]", r"\[.*\]",
        "10.3.4.4, list functions",
        "a length beyond the end of the list is outside the function's domain: null; a length of null is none",
    ),
    Difference(
        'substring("a", 3)', r"substring\(.*\)", 'null|".*"', '".*"',
        "10.3.4.3, string functions",
        "a start position beyond the text, or zero, is outside the function's domain: null; a part of one is cut off",
    ),
    Difference(
        "remove([1, null], 3)", r"(remove|list replace|insert before)\(.*\)", r"null|\[.*\]", r"null|\[.*\]",
        "10.3.4.4, list functions",
        "a position that the list does not have is outside the function's domain: null",
    ),
    Difference(
        "age between adult.age and age", r".+ between .+ and .+", "false", "true|null",
        "10.3.2.15, semantic mappings: between",
        "it is two comparisons joined by and: false if the ends are the wrong way round, or if one of them fails",
    ),
    Difference(
        "0 in [1..0]", r".+ in .+|(includes|overlaps)\(.*\)", "false", "true|null",
        "10.3.2.7, ranges",
        "a range whose end lies before its start has nothing in it",
    ),
    Difference(
        'n in ["a".."c"]', r"(?!some|every|for).+ in .+|(includes|before|overlaps)\(.*\)", "null", "true|false",
        "10.3.2.7, ranges",
        "values of another type than the range's ends, and null, cannot be compared with it",
    ),
    Difference(
        "strands[null]", r".+\[.+\]", r"\[\]", "null",
        "10.3.2.5, lists and filters",
        "a filter keeps what the condition is true of; null is not true, so that nothing is kept",
    ),
    Difference(
        "[null, 1][item = null]", r".+\[.+\]", r"\[.*\]", r"\[.*\]",
        "10.3.2.5, lists and filters",
        "each element is looked at, null too, and kept if the condition is true of it, not if it is null",
    ),
    Difference(
        "median([12, 7, 15, 7])", r"median\(.*\)", r"[-\d.]+", r"[-\d.]+|null",
        "10.3.4.4, list functions",
        "the middle of the numbers in their order: of 7, 7, 12 and 15 it is 9.5",
    ),
    Difference(
        "mode([3, 1, 0.5])", r"mode\(.*\)", r"\[.*\]", r"\[.*\]",
        "10.3.4.4, list functions",
        "several most frequent elements are given in ascending order",
    ),
    Difference(
        'number("")', r"number\(.*\)", "null", "0",
        "10.3.4.1, conversion functions",
        "a text without a digit is no number",
    ),
    Difference(
        "[1, 2] = [1]", r".+ (!=|=) .+", "false|true", "null",
        "10.3.2.2, equality",
        "lists of different lengths are different; a list of one element is a list",
    ),
    Difference(
        '{a: 1} <= @"2026-03-04T16:05:00"', r"(?!some|every|for|if).+ (<|<=|>|>=) .+", "null", "true|false",
        "10.3.2.15, semantic mappings: comparison",
        "what is not of one ordered type cannot be compared: null",
    ),
    Difference(
        "every n in [1, null] satisfies n > 0", r"(some|every) .+", "null", "true|false",
        "10.3.2.15, semantic mappings: quantified expressions",
        "they are the conjunction and the disjunction of the answers, so that null counts as it does there",
    ),
    Difference(
        "[1..null]", r"[(\[].+\.\..+[)\]]", r'"[(\[].*null.*[)\]]"|null', r'"[(\[].*null.*[)\]]"',
        "10.3.2.7, ranges",
        "an end keeps the bracket that it is written with; a range without any end is none",
    ),
    Difference(
        'if "abc" then 2 else 3', r"if .+ then .+ else .+", r".*", r".*",
        "10.3.2.15, semantic mappings: if",
        "what is not true takes the part after else",
    ),
    Difference(
        "for s in adult return s.age", r"for .+ in .+ return .+|(union|concatenate)\(.*\)", r"\[.*\]", "null",
        "10.3.2.9.4, type conversions: to a list of one",
        "a value that stands where a list is wanted is a list of one",
    ),
    Difference(
        '@"P2Y" + @"23:15:30"', r".+ [-+] .+", "null", r'"[-\dPTDHMS:]+"',
        "10.3.2.15, semantic mappings: addition and subtraction",
        "a time takes durations of days and time, and another time, only",
    ),
    Difference(
        '-(@"P1D")', r"-.+", r'"-?P.*"', "null",
        "10.3.2.15, semantic mappings: arithmetic negation",
        "a duration has a negative",
    ),
    Difference(
        "string((5..9])", r"string\(.*\)", r'".*\.\..*"', '"<range>"',
        "10.3.4.1, conversion functions",
        "a range as a text is written as in an expression",
    ),
]  # fmt: skip
