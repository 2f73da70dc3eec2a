"""The phrases that a story may use: each pattern with the function that plays it. Filled by doing and checking."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from engine.rehearsal.stage import Stage
from engine.rehearsal.story import Line, Unmet
from engine.rehearsal.words import Who, told, who

Play = Callable[[Stage, Line, dict[str, str]], None]
_KNOWN: list[tuple[re.Pattern[str], Play]] = []
ABOUT = r"(?: (?:for|of) (?P<about>.+?))?"
WAY = r"(?: (?P<way>by phone|on the public form|through \"[^\"]+\"))?"
BEHALF = r"(?: on behalf of (?P<behalf>.+?), told (?P<told>.+?))?"


@dataclass(frozen=True)
class Part:
    """A line that was understood, and what plays it."""

    line: Line
    play: Play
    said: dict[str, str]


def says(pattern: str) -> Callable[[Play], Play]:
    """Registers a phrase; `(?P<who>...)` and `(?P<behalf>...)` are roles that then exist in the story."""

    def register(play: Play) -> Play:
        _KNOWN.append((re.compile(pattern, re.IGNORECASE), play))
        return play

    return register


def understand(line: Line) -> Part:
    """What a line asks for. Raises Unmet."""
    for pattern, play in _KNOWN:
        if found := pattern.fullmatch(line.text.replace("“", '"').replace("”", '"')):
            return Part(line, play, {name: text for name, text in found.groupdict().items() if text is not None})
    raise Unmet(f"This line is not understood: “{line.text}”. “What a line may say” has them all.")


def role(stage: Stage, said: dict[str, str], name: str = "who") -> Who:
    """The role that a phrase names. Raises Unmet."""
    return who(said[name], [*stage.roles, "Public"])


def behalf(stage: Stage, said: dict[str, str]) -> tuple[Who, str, str] | None:
    """For whom a step is recorded, who told us, and how."""
    if "behalf" not in said:
        return None
    return (role(stage, said, "behalf"), *told(said["told"]))


def introduce(stage: Stage, part: Part) -> None:
    """Every organisation and person that a line names exists from the start of the story."""
    for name in ("who", "behalf"):
        if name in part.said:
            stage.introduce(role(stage, part.said, name))
