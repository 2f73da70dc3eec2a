"""A story as it is written, line by line, for the page that says where it failed; what is known of it unplayed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.diagrams.files import SCENARIOS, only
from engine.diagrams.problem import Problem
from engine.errors import LadoflowError
from engine.rehearsal.foreseen import Missing, Names
from engine.rehearsal.story import BadStory, Scenario, read
from engine.rehearsal.vocabulary import understand

HELD, FAILED, LATER = "held", "failed", "later"
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Told:
    """A line of a story: its number in the file, its words, the table below it, and how it went."""

    number: int
    words: str
    rows: Rows
    state: str


def told(text: str, failure: Mapping[str, object]) -> list[Told]:
    """The lines of the story that failed, as far as it is still in the file."""
    scenario = next((each for each in _read(text) if _is(each, failure)), None)
    if scenario is None:
        return []
    source = text.splitlines()
    numbers = [line.number for line in scenario.lines]
    failed, held = numbers.index(int(str(failure["line"]))), int(str(failure.get("held", 0)))
    return [
        Told(
            line.number,
            f"{_keyword(source[line.number - 1])} {line.text}",
            _rows(source, line.number),
            FAILED if n == failed else HELD if n < held else LATER,
        )
        for n, line in enumerate(scenario.lines)
    ]


def _is(scenario: Scenario, failure: Mapping[str, object]) -> bool:
    return (
        scenario.name == failure["scenario"]
        and scenario.number == failure.get("at", scenario.number)
        and failure["line"] in [line.number for line in scenario.lines]
    )


def _keyword(line: str) -> str:
    return line.split(maxsplit=1)[0]


def _rows(source: Sequence[str], number: int) -> Rows:
    """The table that stands below a line."""
    rows = []
    for line in source[number:]:
        if not line.lstrip().startswith("|"):
            break
        rows.append(tuple(cell.strip() for cell in line.strip().strip("|").split("|")))
    return tuple(rows)


def _read(text: str) -> list[Scenario]:
    try:
        return read(text)
    except BadStory:
        return []


def slips(text: str, names: Names | None = None) -> list[tuple[int, str]]:
    """What can be said of a file before it is played: the lines, by number, that nobody would understand, and with
    the `names` of a procedure those that name what it does not have."""
    try:
        return sorted((line, " ".join(m.words for m in missing)) for line, missing in _missing(text, names).items())
    except BadStory as wrong:
        return [(wrong.line, str(wrong))]


def problems(files: Mapping[str, bytes], names: Names) -> list[Problem]:
    """The same of every story among these files, as the check tells it."""
    return [
        Problem(path, f"line {line}", words, f"line-{line}")
        for path, data in only(files, SCENARIOS).items()
        for line, words in slips(data.decode("utf-8", "replace"), names)
    ]


def _missing(text: str, names: Names | None) -> dict[int, list[Missing]]:
    """By line what it names that is not there; of one that is not understood its own words. Raises BadStory."""
    found: dict[int, list[Missing]] = {}
    for line in (line for scenario in read(text) for line in scenario.lines if line.number not in found):
        try:
            part = understand(line)
        except LadoflowError as wrong:
            found[line.number] = [Missing("", str(wrong))]
            continue
        if names and (missing := names.missing(part)):
            found[line.number] = missing
    return found


# What is called otherwise now


@dataclass(frozen=True)
class Gone:
    """A name that stories use and the procedure does not have: why, and in which lines of which files, or in the
    tables below them."""

    name: str
    words: str
    places: tuple[tuple[str, int, bool], ...]

    @property
    def lines(self) -> list[tuple[str, int]]:
        """The lines, each once."""
        return list(dict.fromkeys((path, number) for path, number, _ in self.places))


def gone(files: Mapping[str, bytes], names: Names) -> list[Gone]:
    """What the stories name in vain, each name once; a line that is not understood stands for itself."""
    found: dict[tuple[str, str], list[tuple[str, int, bool]]] = {}
    for path, data in only(files, SCENARIOS).items():
        text = data.decode("utf-8", "replace")
        try:
            lines = _missing(text, names)
        except BadStory as wrong:
            lines = {wrong.line: [Missing("", str(wrong))]}
        for number, missing in sorted(lines.items()):
            for each in missing:
                found.setdefault((each.name, each.words), []).append((path, number, each.table))
    return [Gone(name, words, tuple(places)) for (name, words), places in found.items()]


def renamed(text: str, old: str, new: str, places: Iterable[tuple[int, bool]]) -> str:
    """A file in which these lines, or the tables below them, say `new` where they said `old`."""
    source = text.split("\n")
    for number, table in places:
        if not table:
            source[number - 1] = _said_anew(source[number - 1], old, new)
        for at in range(number, len(source) if table else number):
            if not source[at].lstrip().startswith("|"):
                break
            source[at] = "|".join(_cell(cell, old, new) for cell in source[at].split("|"))
    return "\n".join(source)


def _said_anew(line: str, old: str, new: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: new, line)


def _cell(cell: str, old: str, new: str) -> str:
    """A cell that is the name, ends with it after the name of a row, or has it among several choices."""
    if cell.strip() != old and not cell.strip().endswith(f": {old}"):
        parts = [new if part.strip() == old else part.strip() for part in cell.split(",")]
        return f" {', '.join(parts)} " if new in parts else cell
    return cell.replace(old, new).ljust(len(cell))
