"""Reads a feature file into scenarios of plain lines and tables; the rehearsal plays them."""

from dataclasses import dataclass
from typing import Any

from gherkin.errors import CompositeParserException, ParserError, ParserException
from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler

from engine.errors import LadoflowError, Unreadable

MOST_LINES = 20_000
"""Of one file: forty times what the longest of ours has."""


class BadStory(Unreadable):
    """This file cannot be read as a feature."""

    file, line = "", 1
    """Where."""


class Unmet(LadoflowError):
    """A line of the story does not hold, or cannot be understood."""


@dataclass(frozen=True)
class Line:
    """One line of a story with its table: rows by column."""

    text: str
    number: int
    table: tuple[dict[str, str], ...] = ()

    def only(self, *columns: str) -> tuple[dict[str, str], ...]:
        """The table, when it has no other columns than these; Unmet names one that nobody reads."""
        for row in self.table:
            if other := [column for column in row if column not in columns]:
                raise Unmet(f"The column {other[0]} is not known here. It takes: {', '.join(columns)}.")
        return self.table


@dataclass(frozen=True)
class Scenario:
    """One story."""

    feature: str
    name: str
    number: int
    lines: tuple[Line, ...]


def read(text: str, file: str = "") -> list[Scenario]:
    """The scenarios of a feature file, backgrounds and outlines spelt out. Raises BadStory, which names the line."""
    if text.count("\n") > MOST_LINES:
        raise BadStory(f"{file}: it has more than {MOST_LINES:,} lines. Divide it.".lstrip(": "))
    try:
        document: Any = Parser().parse(text)
    except CompositeParserException as errors:
        raise _bad(file, errors.errors[0]) from None
    except ParserError as error:
        raise _bad(file, error) from None
    if not document.get("feature"):
        raise BadStory(f"{file}: there is no feature in this file.".lstrip(": "))
    if (lines := _spelt_out(document["feature"])) > MOST_LINES:
        raise BadStory(
            f"{file}: its scenarios have {lines:,} lines, examples spelt out; the most is {MOST_LINES:,}. "
            "Divide it.".lstrip(": ")
        )
    places = _places(document)
    document["uri"] = file
    feature = str(document["feature"]["name"])
    return [_scenario(pickle, feature, places) for pickle in Compiler().compile(document)]


def _spelt_out(node: Any, behind: int = 0) -> int:
    """How many lines the scenarios of a feature or rule have, each of its outlines once for every row of examples."""
    parts = node["children"]
    behind += sum(len(part["background"]["steps"]) for part in parts if "background" in part)
    scenarios = [part["scenario"] for part in parts if "scenario" in part]
    rules = sum(_spelt_out(part["rule"], behind) for part in parts if "rule" in part)
    return rules + sum((len(each["steps"]) + behind + 1) * _times(each) for each in scenarios)


def _times(scenario: Any) -> int:
    rows = sum(len(examples.get("tableBody", ())) for examples in scenario["examples"])
    return rows if scenario["examples"] else 1


def _bad(file: str, error: Exception) -> BadStory:
    wrong = BadStory(f"{file}: line {_line(error)}: {_words(error)}".lstrip(": "))
    wrong.file, wrong.line = file, max(_line(error), 1)
    return wrong


def _line(error: Exception) -> int:
    return int(error.location["line"]) if isinstance(error, ParserException) else 0


def _words(error: Exception) -> str:
    words = " ".join(str(error).split("): ", 1)[-1].split())
    return f"this does not belong here: {words.partition(', got ')[2]}" if ", got '" in words else words


def _places(node: Any) -> dict[str, int]:
    """The line of everything that has an id."""
    found: dict[str, int] = {}
    if isinstance(node, dict):
        if "id" in node and "location" in node:
            found[str(node["id"])] = int(node["location"]["line"])
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            found |= _places(each)
    return found


def _scenario(pickle: Any, feature: str, places: dict[str, int]) -> Scenario:
    lines = tuple(Line(" ".join(s["text"].split()), places[s["astNodeIds"][0]], _table(s)) for s in pickle["steps"])
    return Scenario(feature, pickle["name"], places[pickle["astNodeIds"][-1]], lines)


def _table(step: Any) -> tuple[dict[str, str], ...]:
    """Rows by column; a table whose head is no column's name (a list) has the column `says`."""
    rows = [[cell["value"].strip() for cell in row["cells"]] for row in _rows(step)]
    if not rows:
        return ()
    if len(rows[0]) == 1 and rows[0][0].lower() not in COLUMNS:
        return tuple({"says": row[0]} for row in rows)
    head = [cell.lower() for cell in rows[0]]
    return tuple(dict(zip(head, row, strict=True)) for row in rows[1:])


COLUMNS = (
    "question", "answer", "task", "for", "due", "of", "mark", "because", "what", "unit", "number", "says", "adult",
    "born", "received", "decision", "outcome", "times",
)  # fmt: skip


def _rows(step: Any) -> list[Any]:
    return list(step.get("argument", {}).get("dataTable", {}).get("rows", []))
