"""What differs between the guidance stories of two procedures: which are gone, new or told differently; called by diff.

A story is known by its name, wherever it stands: moved to another file it is the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gherkin.errors import CompositeParserException, ParserError
from gherkin.parser import Parser

from engine.diagrams.diff import ADDED, CHANGED, REMOVED, Change
from engine.diagrams.files import SCENARIOS, name_of, only
from engine.diagrams.problem import WHOLE, named

if TYPE_CHECKING:
    from engine.diagrams.diff import Side

_LONGEST = 300


@dataclass(frozen=True)
class _Story:
    file: str
    lines: tuple[str, ...]


def changes(before: Side, after: Side) -> Iterator[Change]:
    """Stories that are gone, new or told differently; files that say the same are not read."""
    old, new = only(before.files, SCENARIOS), only(after.files, SCENARIOS)
    differ = [path for path in sorted(old.keys() | new.keys()) if old.get(path) != new.get(path)]
    yield from _unread(differ, old, new)
    was, now = _stories(differ, old), _stories(differ, new)
    for name, story in now.items():
        if name not in was:
            yield Change(ADDED, story.file, named(name), f"The story “{named(name)}” is new.")
        elif was[name].lines != story.lines:
            yield _told(name, was[name], story)
    for name, story in was.items():
        if name not in now:
            yield Change(
                REMOVED, story.file, named(name), f"The story “{named(name)}” is gone: it is no longer played."
            )


def _unread(paths: list[str], old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[Change]:
    for path in paths:
        if path in new and _feature(new[path]) is None and (path not in old or _feature(old[path]) is not None):
            text = f"The stories of “{name_of(path)}” cannot be read, so none of them can be played."
            yield Change(CHANGED if path in old else ADDED, path, WHOLE, text)


def _told(name: str, was: _Story, now: _Story) -> Change:
    less, more = Counter(was.lines) - Counter(now.lines), Counter(now.lines) - Counter(was.lines)
    before, after = _shown(less), _shown(more)
    if not before and not after:
        return Change(CHANGED, now.file, named(name), f"The lines of the story “{named(name)}” stand in another order.")
    said = " and ".join(filter(None, (_counted(less, "gone"), _counted(more, "new"))))
    words = f"The story “{named(name)}” is told differently: {said}."
    words += f" It says: {after}." if after else ""
    words += f" It was: {before}." if before else ""
    return Change(CHANGED, now.file, named(name), words, "", before, after)


def _counted(lines: Counter[str], what: str) -> str:
    number = lines.total()
    return f"{number} {'line is' if number == 1 else 'lines are'} {what}" if number else ""


def _shown(lines: Counter[str]) -> str:
    text = "; ".join(" ".join(line.split()) for line in lines.elements())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _stories(paths: list[str], files: Mapping[str, bytes]) -> dict[str, _Story]:
    found: dict[str, _Story] = {}
    for path in paths:
        for name, lines in _told_in(_feature(files[path]) or {}, ()) if path in files else ():
            number = 1
            while (key := name if number == 1 else f"{name} ({number})") in found:
                number += 1
            found[key] = _Story(path, lines)
    return found


def _feature(data: bytes) -> dict[str, Any] | None:
    """The feature of a file, taken apart; None if there is none to read."""
    try:
        document: Any = Parser().parse(data.decode())
    except (UnicodeDecodeError, CompositeParserException, ParserError):
        return None
    return document.get("feature") or None


def _told_in(node: Mapping[str, Any], behind: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The stories of a feature or rule by name, each with what stands before all of them."""
    for part in node.get("children", ()):
        if "background" in part:
            behind += tuple(_lines(part["background"]["steps"]))
        elif "rule" in part:
            yield from _told_in(part["rule"], behind)
        else:
            story = part["scenario"]
            yield str(story["name"]), (*behind, *_lines(story["steps"]), *_examples(story["examples"]))


def _lines(steps: list[Any]) -> Iterator[str]:
    for step in steps:
        yield str(step["text"])
        yield from _rows(step.get("dataTable", {}).get("rows", ()))
        if "docString" in step:
            yield str(step["docString"]["content"])


def _examples(examples: list[Any]) -> Iterator[str]:
    for each in examples:
        yield from _rows([each["tableHeader"], *each["tableBody"]] if "tableHeader" in each else ())


def _rows(rows: Any) -> Iterator[str]:
    for row in rows:
        yield " | ".join(str(cell["value"]) for cell in row["cells"])
