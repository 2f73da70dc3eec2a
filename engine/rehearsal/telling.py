"""A story as it is written, line by line, for the page that says where it failed; what is known of it unplayed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.diagrams.files import SCENARIOS, only
from engine.diagrams.problem import Problem
from engine.errors import LadoflowError
from engine.rehearsal.foreseen import Names
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
        scenarios = read(text)
    except BadStory as wrong:
        return [(wrong.line, str(wrong))]
    found: dict[int, str] = {}
    for line in (line for scenario in scenarios for line in scenario.lines if line.number not in found):
        try:
            part = understand(line)
        except LadoflowError as wrong:
            found[line.number] = str(wrong)
            continue
        if names and (words := names.missing(part)):
            found[line.number] = " ".join(words)
    return sorted(found.items())


def problems(files: Mapping[str, bytes], names: Names) -> list[Problem]:
    """The same of every story among these files, as the check tells it."""
    return [
        Problem(path, f"line {line}", words, f"line-{line}")
        for path, data in only(files, SCENARIOS).items()
        for line, words in slips(data.decode("utf-8", "replace"), names)
    ]
