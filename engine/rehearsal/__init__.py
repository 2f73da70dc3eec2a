"""Runs guidance scenarios on a procedure, each on a stage of its own with a virtual clock.

Called by the tests, by `ladoflow rehearse` and by the process owner's desk before a draft is put into use.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from engine import verify
from engine.errors import LadoflowError
from engine.procedure import Procedure
from engine.rehearsal import checking, doing, regroup
from engine.rehearsal.courses import Counting, Course
from engine.rehearsal.stage import Stage, open_stage
from engine.rehearsal.story import BadStory, Line, Scenario, Unmet, read
from engine.rehearsal.vocabulary import Part, introduce, understand

__all__ = [
    "BadStory",
    "Counting",
    "Course",
    "Line",
    "Result",
    "Scenario",
    "Unmet",
    "of_files",
    "play",
    "read",
    "rehearse",
    "stories_of",
    "understand",
]
_PHRASES = (doing, checking, regroup)
"""Imported so that they register their phrases."""
MOST_STORIES = 2_000
"""Played at a time: ten times as many as ours are."""


@dataclass(frozen=True)
class Result:
    """How one scenario went."""

    feature: str
    scenario: str
    passed: bool
    line: int
    """Of the file: where it failed, else where the scenario starts."""
    why: str = ""
    filled: tuple[str, ...] = ()
    """Required questions that the story leaves open, with what was answered."""
    file: str = ""
    at: int = 0
    """The line of the file where the scenario starts."""
    said: str = ""
    """The words of the line that failed."""
    held: int = 0
    """How many lines held before it."""
    understood: bool = True
    """Whether every line was understood: nothing is played of a story in which one is not."""


@dataclass(frozen=True)
class _End:
    """Where a story ended, and why; no words when it went well."""

    line: Line
    why: str = ""
    held: int = 0
    understood: bool = True


def rehearse(procedure: Procedure, features: Mapping[str, str]) -> list[Result]:
    """Play every scenario of these features (texts by file name). Raises BadStory for a file that is no feature."""
    return [play(procedure, scenario, file) for file, scenario in _stories(features)]


def _stories(features: Mapping[str, str]) -> list[tuple[str, Scenario]]:
    stories = [(file, scenario) for file, text in features.items() for scenario in read(text, file)]
    if len(stories) > MOST_STORIES:
        raise BadStory(f"There are {len(stories):,} scenarios; the most is {MOST_STORIES:,}. Play fewer at a time.")
    return stories


def of_files(files: Mapping[str, bytes], only: str = "") -> list[Result]:
    """Play the scenarios that a procedure brings with it, all or `only` those of a file, on itself. Raises BadStory."""
    procedure = Procedure(files)
    return [play(procedure, scenario, file) for file, scenario in stories_of(files, only)]


def stories_of(files: Mapping[str, bytes], only: str = "") -> list[tuple[str, Scenario]]:
    """The scenarios of a procedure's own files, each with its file, all or `only` those of one. Raises BadStory."""
    told = {path: data for path, data in sorted(files.items()) if path.endswith(".feature") and only in ("", path)}
    return _stories({path: _text(path, data) for path, data in told.items()})


def _text(path: str, data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise BadStory(f"{path} is not written in UTF-8.") from None


def play(procedure: Procedure, scenario: Scenario, file: str = "", counting: Counting | None = None) -> Result:
    """Play one scenario on a fresh stage; `counting` looks on."""
    with open_stage(procedure) as stage:
        end = _played(stage, scenario, counting)
        why = end.why
        if not why:
            with stage.looking() as session:
                why = "; ".join(verify.faults(session))
        if counting and not why:
            counting.end(stage)
    return Result(
        scenario.feature, scenario.name, not why, end.line.number if why else scenario.number, why,
        tuple(stage.filled), file, scenario.number, end.line.text if why else "", end.held, end.understood,
    )  # fmt: skip


def _played(stage: Stage, scenario: Scenario, counting: Counting | None) -> _End:
    parts: list[Part] = []
    here = Line(scenario.name, scenario.number)
    try:
        for here in scenario.lines:
            parts.append(understand(here))
            introduce(stage, parts[-1])
    except LadoflowError as wrong:
        return _End(here, " ".join(str(wrong).split()), understood=False)
    held = 0
    try:
        for part in parts:
            here = part.line
            _play_part(stage, part)
            if counting:
                counting.look(stage)
            held += 1
        if stage.between:
            raise Unmet("“from ... to ...” needs a line after it that says what holds on those days.")
    except LadoflowError as wrong:
        return _End(here, " ".join(str(wrong).split()), held)
    return _End(here, held=held)


def _play_part(stage: Stage, part: Part) -> None:
    """Play a line; after `from ... to ...` on every one of those days."""
    days, stage.between = stage.between, []
    for day in days:
        stage.pass_to_day(day)
        try:
            part.play(stage, part.line, part.said)
        except Unmet as wrong:
            raise Unmet(f"On {day.isoformat()}: {wrong}") from None
    if not days:
        part.play(stage, part.line, part.said)
