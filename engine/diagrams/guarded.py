"""Untrusted files, read in a child process with limits on time and memory: checked, told in words, compared, tried.

The desk, imports and commands call it. What it has tried and found readable within limits may be opened elsewhere.
"""

import logging
import signal
import sys
from collections.abc import Callable, Collection, Mapping
from hashlib import blake2b
from typing import Any

from engine.diagrams.check import problems as unguarded
from engine.diagrams.child import LATE, WELL, Nursery, Say, Told, serve
from engine.diagrams.diff import Change
from engine.diagrams.diff import changes as unguarded_changes
from engine.diagrams.files import DIAGRAM, kind_of
from engine.diagrams.manual import lines as unguarded_manual
from engine.diagrams.outline import lines as unguarded_lines
from engine.diagrams.problem import Problem, of_file
from engine.diagrams.reading import kept, read
from engine.errors import LadoflowError, Refused, Unreadable

SECONDS = 8.0
SECONDS_A_FURTHER_FILE = 0.5
MOST_SECONDS = 60.0
MEMORY = 450_000_000
SECONDS_TO_OPEN = 2.0
"""What this process may spend on a file that it opens itself."""
FEW = 5
"""Files; a check that had to read more of them anew is learnt, so that the next one reads only what has changed."""
SECONDS_TO_LEARN, MEMORY_TO_LEARN = SECONDS, 200_000_000
TOO_MUCH = "This takes more time or memory to check than any real file needs. Make it smaller or simpler."
FAILED = "Ladoflow itself failed while it read this. The mistake is ours: tell whoever runs it, with this file."
_MOST_TRIED = 4_000
_tried: dict[bytes, str | None] = {}
_nursery = Nursery("engine.diagrams.guarded")
log = logging.getLogger(__name__)


def problems(files: Mapping[str, bytes], roles: Collection[str] | None = None, *, whole: bool = False) -> list[Problem]:
    """As check.problems, at most about 8 s and 450 MB for a file; a file that needs more has that as its problem."""
    told = _ask("check", files, roles=None if roles is None else sorted(roles), whole=whole)
    return understood(told, files)


def understood(told: Told, files: Mapping[str, bytes]) -> list[Problem]:
    """The child's answer; if it did not come to one, the file that it had in hand is to blame."""
    if told.ended == WELL:
        return [Problem(**fields) for fields in told.answer]
    return [of_file(_in_hand(told, files), _why(told), unreadable=True)]


def outline(files: Mapping[str, bytes]) -> list[str]:
    """As outline.lines. Raises Refused and Unreadable, in words."""
    return list(_answer(_ask("outline", files)))


def manual(files: Mapping[str, bytes]) -> list[str]:
    """As manual.lines. Raises Refused and Unreadable, in words."""
    return list(_answer(_ask("manual", files)))


def changes(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> list[Change]:
    """As diff.changes. Raises Refused when that takes too much."""
    told = _ask("diff", old, new)
    return [Change(**fields) for fields in _answer(told)]


def unread(files: Mapping[str, bytes]) -> list[Problem]:
    """Why nothing could be read from some files: a comparison would say that all of them are gone."""
    return understood(_ask("unread", files), files)


def closed(files: Mapping[str, bytes]) -> dict[str, str]:
    """The files that must not be opened outside of a child, with the reason in words; the others may be.

    Each content is tried once: whether it can be read within limits, not whether it is right.
    """
    marks = {path: _mark(path, data) for path, data in files.items()}
    left = {path: data for path, data in files.items() if marks[path] not in _tried}
    while left:
        told = _ask("try", left)
        read_ = [line["read"] for line in told.lines if "read" in line]
        for path in read_:
            _remember(marks[path], None)
            left.pop(path, None)
        if left and (told.ended == LATE or not any("began" in line for line in told.lines)):
            break  # Nothing is wrong with the files themselves, as far as that can be said: they are tried again.
        if left:
            stopped = _in_hand(told, left)
            _remember(marks[stopped], _why(told))
            left.pop(stopped)
    bad = {path: why for path, mark in marks.items() if (why := _tried.get(mark))}
    return bad | dict.fromkeys(left, TOO_MUCH)


def _mark(path: str, data: bytes) -> bytes:
    return blake2b(data, digest_size=20, person=str(kind_of(path))[:16].encode()).digest()


def _remember(mark: bytes, why: str | None) -> None:
    while len(_tried) >= _MOST_TRIED:
        _tried.pop(next(iter(_tried)), None)
    _tried[mark] = why


def _ask(do: str, *sets: Mapping[str, bytes], **more: object) -> Told:
    count = sum(len(files) for files in sets)
    seconds = min(MOST_SECONDS, SECONDS + SECONDS_A_FURTHER_FILE * max(0, count - 1))
    request = {"do": do, "files": sets, **more}
    told = _nursery.ask(request, seconds=seconds, memory=MEMORY)
    if told.ended != WELL and not told.too_much:
        log.error("reading untrusted files failed: %s: %s", do, told.where)
    if told.ended == WELL and any(line.get("anew", 0) > FEW for line in told.lines):
        _nursery.learn(request, seconds=SECONDS_TO_LEARN, memory=MEMORY_TO_LEARN)
    return told


def _in_hand(told: Told, files: Mapping[str, bytes]) -> str:
    return next((line["began"] for line in reversed(told.lines) if "began" in line), min(files, default=""))


def _why(told: Told) -> str:
    return TOO_MUCH if told.too_much else FAILED


def _answer(told: Told) -> Any:
    if told.ended != WELL:
        raise Refused(_why(told))
    if refused := isinstance(told.answer, dict) and told.answer.get("refused"):
        raise (Unreadable if told.answer["unreadable"] else Refused)(refused)
    return told.answer


# In the child


Files = dict[str, bytes]


def _work(asked: dict[str, Any], say: Say) -> object:
    try:
        return _WORK[asked["do"]](*asked["files"], asked=asked, say=say)
    except LadoflowError as wrong:
        return {"refused": str(wrong), "unreadable": isinstance(wrong, Unreadable)}


def _check(files: Files, *, asked: Mapping[str, Any], say: Say) -> object:
    before = kept.cache_info().misses
    found = unguarded(files, asked["roles"], whole=asked["whole"], began=lambda path: say({"began": path}))
    say({"anew": kept.cache_info().misses - before})
    return [vars(problem) for problem in found]


def _outline(files: Files, **_more: object) -> object:
    return unguarded_lines(files)


def _manual(files: Files, **_more: object) -> object:
    return unguarded_manual(files)


def _diff(old: Files, new: Files, **_more: object) -> object:
    return [vars(change) for change in unguarded_changes(old, new)]


def _unread(files: Files, *, say: Say, **_more: object) -> object:
    procedure, found = read(files, lambda path: say({"began": path}))
    return [vars(problem) for problem in found if problem.file in procedure.unread]


def _try(files: Files, *, say: Say, **_more: object) -> object:
    """Read each file by itself, and tell a drawing in words; a signal ends what takes too long."""
    for path, data in files.items():
        say({"began": path})
        signal.setitimer(signal.ITIMER_PROF, SECONDS_TO_OPEN)
        procedure, _ = read({path: data})
        if kind_of(path) == DIAGRAM and path in procedure.diagrams:
            unguarded_lines({path: data})
        say({"read": path})
    return None


_WORK: dict[str, Callable[..., object]] = {
    "check": _check,
    "outline": _outline,
    "manual": _manual,
    "diff": _diff,
    "unread": _unread,
    "try": _try,
}


if __name__ == "__main__":
    serve(int(sys.argv[1]), _work)
