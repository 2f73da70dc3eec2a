"""What somebody tells late is asked about before it is saved: does it count now, or stand in the record only?

Called by the views of a step, of a step for several, and of what is recorded early.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from engine import correcting, dates, late, task_form
from engine.forms import Parsed, Problem
from engine.in_hand import Matter
from webui import fact_words
from webui.filling import ASKED_LATE, COUNTS_NOW, Raw, one
from webui.session import reading

ANSWERS = ("now", "record")
ASKS = "What you wrote happened before what stands now. Say whether it counts now"


@dataclass(frozen=True)
class StandsLater(Problem):
    """The question whether it counts now, with the answers that it is about."""

    lines: tuple[dict[str, str], ...] = ()
    """question, said, said_on, stands, stands_on."""
    mark: str = ""
    """What tells this question from one about other answers."""


def asked(matter: Matter, task: Any, parsed: Parsed, happened: datetime, raw: Raw) -> list[Problem]:
    """The question, unless nothing is overtaken or it has been answered."""
    return _ask(_lines(matter, task, parsed, happened), raw)


def asked_of_several(parts: Iterable[tuple[str, Matter, Any, Parsed]], happened: datetime, raw: Raw) -> list[Problem]:
    """The same of a step for several adults: one question, whose lines say whom they are about, if it has a name."""
    lines = [
        line | {"question": f"{name}: {line['question']}" if name else line["question"]}
        for name, matter, task, parsed in parts
        for line in _lines(matter, task, parsed, happened)
    ]
    return _ask(lines, raw)


def for_the_record(raw: Raw) -> bool:
    """Whether what is overtaken stands in the record only."""
    return one(raw, COUNTS_NOW) == ANSWERS[1]


def _ask(lines: list[dict[str, str]], raw: Raw) -> list[Problem]:
    mark = blake2b(repr(lines).encode(errors="replace"), digest_size=16).hexdigest()
    if not lines or (one(raw, ASKED_LATE) == mark and one(raw, COUNTS_NOW) in ANSWERS):
        return []
    return [StandsLater(COUNTS_NOW, ASKS, lines=tuple(lines), mark=mark)]


def _lines(matter: Matter, task: Any, parsed: Parsed, happened: datetime) -> list[dict[str, str]]:
    return [_line(matter, task, each, happened) for each in _found(matter, task, parsed, happened)]


def _found(matter: Matter, task: Any, parsed: Parsed, happened: datetime) -> list[late.Late]:
    """A step that is done already is put right: only what is changed is asked about, and what it said itself gives
    way."""
    form, owner = task_form.of(matter, task), task_form.owner_of(matter, task.keys)
    if task.state != "done":
        return late.found(matter, form, owner, parsed, happened)
    changed, own = correcting.changes(matter, task, parsed), correcting.own_rows(reading(), task)
    return late.found(matter, form, correcting.owner_of(matter, task), changed, happened, own)


def _line(matter: Matter, task: Any, each: late.Late, happened: datetime) -> dict[str, str]:
    whose = fact_words.whose(matter, each.thing, task.keys)
    return {
        "question": whose + fact_words.label(matter, each.field.key, task_form.of(matter, task)),
        "said": _words(matter, each, each.said), "said_on": _day(happened),
        "stands": _words(matter, each, each.stands), "stands_on": _day(each.since),
    }  # fmt: skip


def _words(matter: Matter, each: late.Late, answer: Any) -> str:
    return fact_words.value(matter, each.field.key, answer, each.field) or "Left empty"


def _day(when: datetime) -> str:
    return dates.day_words(dates.local_day(when), year=True)
