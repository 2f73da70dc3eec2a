"""Where a case stands in its drawings: the state of each element for the live diagram, and the same in words.

Called by the case's page "Diagram". The states come from its tasks, its timers and its running workflow.
"""

import json
from collections.abc import Iterable
from functools import cached_property, partial
from typing import Any

from flask import url_for
from sqlalchemy import select

from engine import history, in_hand
from engine.diagrams import outline
from engine.in_hand import Matter
from engine.models import HistoryEntry, Task, Timer, User
from webui import words
from webui.drawn_passed import Drawing
from webui.session import now, reading

STATE_WORDS = {
    "overdue": "overdue", "active": "in hand now", "waiting": "waiting for a date or a condition", "done": "done",
    "not-needed": "not needed this time", "to-come": "still to come",
}  # fmt: skip
BELOW = ("answer", "edge")
"""Lines of the outline that say where a step leads to."""


class Stands:
    """The states of one process of a case, for one strand when one is chosen."""

    def __init__(self, matter: Matter, process: str, strand: str) -> None:
        self.matter, self.process, self.strand = matter, process, strand
        tasks = select(Task).where(Task.case_id == matter.id).order_by(Task.opened_at, Task.id)
        self.every = reading().scalars(tasks).all()
        self.tasks = [t for t in self.every if t.process == process and self._here(t.keys)]
        timers = select(Timer).where(Timer.case_id == matter.id, Timer.state.in_(("waiting", "fired")))
        self.drawn = matter.procedure.processes[process]
        here = [t for t in reading().scalars(timers) if self._here(t.keys) and t.step in self.drawn.by_id]
        self.timers = [t for t in here if t.state == "waiting"]
        self.fired = {t.step for t in here if t.state == "fired"}
        self.states = self._states()

    def _here(self, keys: dict[str, str]) -> bool:
        return not self.strand or keys.get("strand") == self.strand

    def _states(self) -> dict[str, set[str]]:
        marked = self.matter.running.marks(self.process, self.strand or None) if self.matter.running else {}
        open_ = {t.step for t in self.tasks if t.state == "open"}
        overdue = {t.step for t in self.tasks if t.state == "open" and t.due_at and t.due_at < now()}
        active = (open_ | set(marked.get("active", ()))) - overdue
        waiting = ({t.step for t in self.timers} | set(marked.get("waiting", ()))) - active - overdue
        done = (
            {t.step for t in self.tasks if t.state == "done"}
            | set(marked.get("done", ()))
            | self.fired
            | set(self.answered)
        )
        done = self._passed(done, active | overdue | waiting)
        gone = {t.step for t in self.tasks if t.state == "withdrawn"}
        done -= active | overdue | waiting
        return {
            "overdue": overdue, "active": active, "waiting": waiting, "done": done,
            "not-needed": gone - active - overdue - waiting - done,
        }  # fmt: skip

    def _passed(self, done: set[str], now_: set[str]) -> set[str]:
        """What is done, with what must have been passed on the way: the service forgets finished tokens."""
        drawing = Drawing(self.drawn)
        done = done | drawing.calls(done | now_, self._ended())
        return done | drawing.passed(done | now_, done - now_, now_)

    def _ended(self) -> set[str]:
        """The called processes in which something was done, by themselves or by what they call."""
        begun = {t.process for t in self.every if t.state == "done" and self._here(t.keys)}
        processes = self.matter.procedure.processes

        def calls(process: str, seen: frozenset[str]) -> set[str]:
            fresh = {s.called for s in processes[process].steps if s.called in processes and s.called not in seen}
            return {process} | {id for each in fresh for id in calls(str(each), seen | {process})}

        called = {step.called for step in self.drawn.steps if step.called in processes}
        return {str(each) for each in called if calls(str(each), frozenset({self.process})) & begun}

    def of(self, element: str) -> str:
        """The state of one element."""
        return next((state for state, ids in self.states.items() if element in ids), "to-come")

    @property
    def links(self) -> dict[str, str]:
        """Where each step leads: its newest task."""
        return {t.step: url_for("tasks.show", task_id=t.id) for t in self.tasks if t.state != "withdrawn"}

    @property
    def calls(self) -> dict[str, str]:
        """Where each call activity leads; what a strand calls belongs to that strand."""
        processes = self.matter.procedure.processes
        return {
            step.id: url_for(
                "cases.diagram",
                case_id=self.matter.id,
                process=step.called,
                strand=self.strand if self.strand and processes[step.called].thing is None else None,
            )
            for step in processes[self.process].steps
            if step.called and step.called in processes
        }

    def diagram(self) -> dict[str, Any]:
        """What the drawing's element on the page says."""

        def ids(state: str) -> str:
            return " ".join(sorted(self.states[state]))

        return {
            "url": url_for("cases.drawing", case_id=self.matter.id, process=self.process),
            "name": self.matter.procedure.processes[self.process].label,
            "done": ids("done"), "overdue": ids("overdue"), "waiting": ids("waiting"), "not_needed": ids("not-needed"),
            "active": " ".join(sorted(self.states["active"] | self.states["overdue"])),
            "links": json.dumps(self.links), "subdiagrams": json.dumps(self.calls),
        }  # fmt: skip

    def steps(self) -> list[dict[str, Any]]:
        """The outline with the states in words, equal to the drawing."""
        files = self.matter.procedure
        path = next(path for path, d in files.diagrams.items() if any(p.id == self.process for p in d.processes))
        told: list[dict[str, Any]] = []
        for item in outline.items({path: files.files[path]}, plain=True):
            if item.process not in ("", self.process):
                continue
            if item.number or item.kind in ("start", "section"):
                told.append(self._line(item))
            elif item.kind in BELOW and told:
                told[-1]["below"].append(item.text)
        return told

    def _line(self, item: outline.OutlineItem) -> dict[str, Any]:
        state = self.of(item.element_id)
        return {
            "text": item.text, "number": item.number,
            "href": self.links.get(item.element_id) or self.calls.get(item.element_id),
            "state": state, "state_words": STATE_WORDS[state], "words": self._when(item.element_id), "below": [],
            "section": item.kind == "section",
        }  # fmt: skip

    @cached_property
    def answered(self) -> dict[str, str]:
        """Where each step that nobody was asked was answered: Decided at the meeting of 4 March 2026."""
        rows = reading().scalars(
            select(HistoryEntry)
            .where(HistoryEntry.chain == self.matter.id, HistoryEntry.what == "already_answered")
            .order_by(HistoryEntry.number)
        )
        gone = history.taken_back(reading(), self.matter.id)
        told = [row.detail for row in rows if row.number not in gone]
        here = [detail for detail in told if detail["step"] in self.drawn.by_id and self._here(detail)]
        return {detail["step"]: history.already_words(detail) for detail in here}

    def _when(self, element: str) -> str:
        task = next((t for t in reversed(self.tasks) if t.step == element and t.state != "withdrawn"), None)
        if task is not None and task.state == "done":
            by = reading().get(User, task.done_by_id) if task.done_by_id else None
            happened = task.happened or task.done_at or now()
            return f"{task.on_behalf_of or (by.name if by else 'The service')}, {_day(happened)}"
        if task is None and element in self.answered:
            return self.answered[element]
        waits = task or next((t for t in self.timers if t.step == element), None)
        return f"Due {_day(waits.due_at)}" if waits is not None and waits.due_at else ""

    def others(self) -> list[dict[str, Any]]:
        """The other drawings of this case: the whole case, then those in which somebody had a step, as they began."""
        matter, whole = self.matter, str(self.matter.row["process"])
        begun: dict[tuple[str, str], bool] = {(whole, ""): False}
        for task in self.every:
            here = (task.process, task.keys.get("strand", ""))
            for drawn in (here, *((above, "") for above in _above(matter, task.process))):
                begun[drawn] = begun.get(drawn, False) or task.state == "open"
        address = partial(url_for, "cases.diagram", case_id=matter.id)
        return [
            {"text": _drawing_words(matter, id, of) + (", in hand now" if goes_on else ""),
             "href": address(process=id if id != whole else None, strand=of or None)}
            for (id, of), goes_on in begun.items()
            if (id, of) != (self.process, self.strand) and id in matter.procedure.processes
        ]  # fmt: skip

    def sentence(self, version: int) -> str:
        """Allegation, procedure version 14. Overdue: ... In hand: ...; what it waits for when nobody is asked.

        Of the whole case the steps of all its drawings.
        """
        said = f"{self.drawn.label}, procedure version {version}."
        whole = self.process == self.matter.row["process"]
        asked = [task for task in (self.every if whole else self.tasks) if task.state == "open"]
        late = [task for task in asked if task.due_at and task.due_at < now()]
        for title, tasks in (("Overdue", late), ("In hand", [task for task in asked if task not in late])):
            said += f" {title}: {_listed(task.name for task in tasks)}." if tasks else ""
        names = {step.id: step.label for step in self.drawn.steps}
        waits = [names[id] for id in self.states["waiting"] if names.get(id)]
        return said + (f" Waiting: {_listed(waits)}." if waits and not asked else "")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(set(names)))


def _day(at: Any) -> str:
    return words.day(at, now())


def _above(matter: Matter, process: str) -> list[str]:
    """The drawings through which this one is reached, but for the whole case and what runs once for each of several."""
    processes, found = matter.procedure.processes, [process]
    callers = {step.called: each.id for each in processes.values() for step in each.steps if step.called}
    while (above := callers.get(found[-1])) and above not in found:
        found.append(above)
    repeated = {s.called for p in processes.values() for s in p.steps if s.repeat}
    return [id for id in found[1:] if id not in repeated and id != matter.row["process"]]


def _drawing_words(matter: Matter, process: str, strand: str) -> str:
    """A drawing's name; of a strand with its employer."""
    if process == matter.row["process"]:
        return "The whole case"
    name = matter.procedure.processes[process].label
    thing = matter.facts.things.get(strand)
    employer = matter.facts.get(thing.parent, "employer") if thing and thing.parent else None
    return f"{name}, {employer}" if employer else name


def must_be_drawn(matter: Matter, process: str) -> None:
    """Raises NoSuchRow when this version draws no such process."""
    if process not in matter.procedure.processes:
        raise in_hand.NoSuchRow
