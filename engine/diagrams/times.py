"""Puts due dates into words by the clocks that they name; called by the manual and its tables."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine import dates
from engine.deadlines import Clock
from engine.diagrams.words import Words

_CODE = re.compile(r'"([A-Z]\d{2}[a-z]?)"')
_CALL = re.compile(r"\bclock\s*\(")
_RESULT = re.compile(r"(?:^|\bthen|\belse)(?=\s*\(*\s*([a-z_][\w.]*+)(?![\w(]))")
_WORDS = ("if", "null", "then", "else", "clock")


@dataclass(frozen=True)
class Times:
    """The clocks of a procedure, and what questions are called."""

    clocks: Mapping[str, Clock]
    words: Words

    def due(self, text: str) -> str:
        """“within one working day after the contact came (T03)”; several, where the case decides which holds."""
        ways = self.ways(text)
        if not ways:
            return self.words.expression(text)
        return ways[0] if len(ways) == 1 else f"by what holds in the case: {'; or '.join(ways)}"

    def ways(self, text: str) -> list[str]:
        """Each of the clocks and days by which an expression may come out."""
        text = " ".join(text.split())
        codes = [code for code in dict.fromkeys(_CODE.findall(text)) if code in self.clocks]
        outside = _without_clocks(text)
        days = [key for key in dict.fromkeys(_RESULT.findall(outside)) if key not in _WORDS]
        return [*(f"{after(self.clocks[code])} ({code})" for code in codes), *map(self._day, days)]

    def _day(self, key: str) -> str:
        label = self.words.labels.get(key.rpartition(".")[2])
        return f"on the day answered to “{label}”" if label else f"on the day of {self.words.key(key)}"


def after(clock: Clock) -> str:
    """within one working day after the contact came; on the working day on which it was known."""
    because = re.sub(r" was$", "", clock.because)
    because = because if " " in because else f"it was {because}"
    if not clock.amount:
        return f"on the {'working ' if clock.unit == 'working_days' else ''}day on which {because}"
    years = clock.amount // 12 if clock.unit == "months" and clock.amount % 12 == 0 and clock.amount > 12 else 0
    length = dates.count_words(years, "year") if years else clock.length
    return f"within {length} after {because}{''.join(_rules(clock))}"


def _rules(clock: Clock) -> Iterator[str]:
    if clock.day_one:
        yield ", that day counted"
    if clock.pauses:
        yield ", days under a hold not counted"


def _without_clocks(text: str) -> str:
    """The expression without what its clocks count from."""
    kept, at = [], 0
    while found := _CALL.search(text, at):
        kept.append(text[at : found.start()])
        depth, at = 1, found.end()
        while at < len(text) and depth:
            depth += (text[at] == "(") - (text[at] == ")")
            at += 1
    return "".join([*kept, text[at:]])
