"""Tells clocks and decision tables as the last chapters of the manual."""

import re
from collections.abc import Iterator, Mapping, Sequence

from engine import decisions
from engine.decisions import Decision
from engine.decisions.tables import Rule, Table
from engine.diagrams.files import TABLE, only
from engine.diagrams.times import Times, after
from engine.diagrams.words import COMPUTED, Words
from engine.diagrams.xml import parse
from engine.errors import LadoflowError
from engine.forms import Entry

POLICIES = {
    "U": "Exactly one line fits.", "F": "The first line that fits counts.", "C": "Every line that fits counts.",
    "A": "Lines that fit together say the same.", "P": "The most important line that fits counts.",
    "R": "Every line that fits counts, in order.", "O": "Every line that fits counts, the most important first.",
}  # fmt: skip
Lists = Mapping[str, Sequence[Entry]]
_TEXT = re.compile(r'"([^"]*)"')


def clocks(times: Times) -> list[str]:
    """Every clock: how long, from when, and where that is written."""
    if not times.clocks:
        return []
    rows = [f"| {code} | {clock.label} | {after(clock)} | {clock.source} |" for code, clock in times.clocks.items()]
    return [
        "", "## The clocks", "",
        "How long may be set otherwise by the council, but not where the law says it. A day runs until work ends.", "",
        "| clock | for | how long | by |", "|---|---|---|---|", *rows,
    ]  # fmt: skip


def drawn(files: Mapping[str, bytes]) -> list[Decision]:
    """The decisions of the tables, as drawn; one that cannot be read is left to the check."""
    found: list[Decision] = []
    for path, data in only(files, TABLE).items():
        try:
            found += decisions.read(parse(data, path)).values()
        except LadoflowError:
            continue
    return found


def tables(found: Sequence[Decision], lists: Lists, words: Words) -> list[str]:
    """Every decision table, line by line."""
    told = [line for decision in found for line in _decision(decision, lists, words)]
    return ["", "## The decision tables", *told] if told else []


def _decision(decision: Decision, lists: Lists, words: Words) -> Iterator[str]:
    if isinstance(decision.logic, Table):
        called = _called(decision.logic, lists)
        yield from ("", f"### {decision.name}", "", POLICIES.get(decision.logic.policy, ""), "")
        for number, rule in enumerate(decision.logic.rules, 1):
            yield f"{number}. {_rule(decision.logic, rule, called, words)}"


def _called(table: Table, lists: Lists) -> dict[str, str]:
    """What the results are called: the labels of the shortest list that has all of them."""
    codes = {code for rule in table.rules for result in rule.results for code in _TEXT.findall(result.text)}
    fitting = [entries for _, entries in sorted(lists.items()) if codes <= {entry.code for entry in entries}]
    return {entry.code: entry.label for entry in min(fitting, key=len)} if fitting else {}


def _rule(table: Table, rule: Rule, called: Mapping[str, str], words: Words) -> str:
    asked = zip(table.labels, table.asked, rule.tests, strict=True)
    tests = [
        f"{label or words.key(key.text)} is {_value(test.text, key.text, words)}"
        for label, key, test in asked
        if test.text.strip() not in ("", "-")
    ]
    results = ", ".join(_result(result.text.strip(), called) for result in rule.results)
    where = f"Where {' and '.join(tests)}" if tests else "Always" if len(table.rules) == 1 else "Otherwise"
    return f"{where}: {results}."


def _result(text: str, called: Mapping[str, str]) -> str:
    said = {"null": "nothing", "true": "yes", "false": "no", **COMPUTED}.get(text)
    return said or _TEXT.sub(lambda found: called.get(found[1], found[1].replace("_", " ")), text)


def _value(text: str, key: str, words: Words) -> str:
    said = _TEXT.sub(lambda found: words.code(key, found[1]), text.strip())
    negated = re.fullmatch(r"not\((.*)\)", said)
    return f"not {' or '.join(_parts(negated[1]))}" if negated else " or ".join(_parts(said))


def _parts(said: str) -> list[str]:
    return re.split(r"(?<=”),\s*", said)
