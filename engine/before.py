"""How a case stood before a person's step, kept beside it for ten minutes; `undoing` puts it back.

Called by casework as the step begins, and by settling as what it did is written, in one statement with it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from engine.statements import LISTED

if TYPE_CHECKING:
    from engine.in_hand import Matter

FOR = timedelta(minutes=10)
"""So long a step can be undone."""


class TaskStood(msgspec.Struct, array_like=True, frozen=True):
    """A task that was there before the step and was changed by it."""

    id: str
    state: str
    holder_id: str | None
    naming: bool
    due_at: datetime | None
    due_why: str | None


class TimerStood(msgspec.Struct, array_like=True, frozen=True):
    """A timer that waited before the step and was changed by it."""

    id: str
    due_at: datetime | None
    due_why: str | None


class Stood(msgspec.Struct, array_like=True, frozen=True):
    """How a case stood, and what the step made that was not there."""

    state: bytes
    number: int
    """The case's after the step."""
    entries: tuple[int, int]
    """The first and the last number of what history tells of the step."""
    row: dict[str, tuple[Any, Any]]
    """What the step changed in the case's row: before and after. Its number and its chain go on."""
    tasks: list[TaskStood]
    timers: list[TimerStood]
    opened: list[str]
    started: list[str]
    """The tasks and timers that began with the step."""
    early: dict[str, str]
    """The engine's ids of tasks that were recorded before their step was offered, which the case has reached."""
    born: list[str]
    gone: list[str]
    named: list[str]
    """The things that it added, that it removed, and that became persons."""


read = msgspec.msgpack.Decoder(Stood).decode
_tell = msgspec.msgpack.Encoder().encode


class Before:
    """How a case in hand stands as a step begins."""

    def __init__(self, matter: "Matter") -> None:
        self.row, self.things, self.early = dict(matter.row), dict(matter.facts.things), list(matter.waits.early)
        self.kept = False

    def keep(self, matter: "Matter", entries: Sequence[Mapping[str, Any]]) -> None:
        """Write it with what the step did, unless that is more than the case's own."""
        if not self.row["state"] or not entries or _wrote_of_others(matter):
            return
        stood = _tell(self._stood(matter, entries))
        row = {"id": matter.id, "task_id": matter.task_id, "by_id": matter.by, "at": matter.now, "before": stood}
        matter.line.write("undoable", row)
        self.kept = True

    def _stood(self, matter: "Matter", entries: Sequence[Mapping[str, Any]]) -> Stood:
        line, waits, was, row, things = matter.line, matter.waits, self.row, matter.row, matter.facts.things
        tasks, opened = _apart(line.told("tasks"), (waits.task, *waits.tasks.values()))
        timers, started = _apart(line.told("timers"), waits.timers.values())
        reached = {each["id"] for each in line.told("reached")}
        named = [id for id, thing in self.things.items() if not thing.person and id in things and things[id].person]
        return Stood(
            was["state"], row["number"], (entries[0]["number"], entries[-1]["number"]),
            {name: (was[name], row[name]) for name in LISTED if was[name] != row[name]},
            [TaskStood(t.id, t.state, t.holder_id, bool(t.naming), t.due_at, t.due_why) for t in tasks],
            [TimerStood(t.id, t.due_at, t.due_why) for t in timers],
            opened, started, {early.id: early.engine_id for early in self.early if early.id in reached},
            [id for id in things if id not in self.things],
            [each["detail"]["thing"] for each in entries if each["what"] == "row_removed"],
            named,
        )  # fmt: skip


def _apart(written: Sequence[Mapping[str, Any]], read: Iterable[Any]) -> tuple[list[Any], list[str]]:
    """Of the rows that a step writes: how those stood that were there, and the ids of those that were not."""
    if not written:
        return [], []
    ids = {each["id"] for each in written}
    there = [row for row in read if row.id in ids]
    return there, [*ids.difference(row.id for row in there)]


def _wrote_of_others(matter: "Matter") -> bool:
    """Whether the step wrote what other cases see, or stands before what was said once for several."""
    facts, case = matter.line.told("facts"), matter.id
    if lent := matter.facts.lent:
        several = {*lent, *lent.values()}
        if any(row["thing_id"] in several for row in facts):
            return True
    return any(row["case_id"] is None and row["thing_id"] != case for row in facts)
