"""What the lines of a story name, held against a procedure without playing: steps, roles, questions and answers.

Called by telling, for `ladoflow check` and the process owner's desk. What only playing can tell is not said here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property

from engine import councils
from engine.computed import BY_KEY
from engine.diagrams.model import Step
from engine.diagrams.vocabulary import Procedure
from engine.forms import Entry, Field
from engine.rehearsal.answers import COMPUTED, OTHERWISE
from engine.rehearsal.page import STANDS, Page
from engine.rehearsal.story import Unmet
from engine.rehearsal.vocabulary import Part
from engine.rehearsal.words import NOTHING, begins, nearest, plain, who

ROLES, STEPS = ("who", "behalf", "nobody"), ("step", "deadline")
"""The parts of a phrase that name a role or a step."""
REPORTS = re.compile(r".+ reports\b|reporting by ", re.IGNORECASE)
FURTHER = "names a further adult"
RECORD = "the record says"


@dataclass(frozen=True)
class Missing:
    """What a line names that is not there: the name as the story says it, and a sentence."""

    name: str
    words: str
    table: bool = False
    """Whether it stands in the table below the line, not in the line."""


@dataclass(frozen=True)
class Names:
    """What a procedure has that a story may name. `authority`: the roles that are there though no lane is called so."""

    procedure: Procedure
    authority: frozenset[str] = frozenset({*councils.COUNCIL, *councils.OUTSIDE})
    _known: dict[tuple[str, str], list[Field]] = field(default_factory=dict, repr=False, compare=False)
    """The questions that were looked up, by form and words: stories ask the same ones again and again."""

    def missing(self, part: Part) -> list[Missing]:
        """What a line names that is not there; of what was not given nothing is said."""
        if not self._steps:
            return []
        found = [*self._no_role(part), *self._no_step(part)]
        if not self.procedure.broken:
            found += self._no_answer(part)
        return list(dict.fromkeys(found))

    @cached_property
    def _steps(self) -> list[Step]:
        processes = (p for drawn in self.procedure.diagrams.values() for p in drawn.processes)
        return [step for process in processes for step in process.steps]

    @cached_property
    def _roles(self) -> set[str]:
        return {*self.authority, *(step.lane for step in self._steps if step.lane), councils.PUBLIC}

    @cached_property
    def _called(self) -> dict[str, str]:
        """What steps are called, by their words for comparing."""
        return {plain(step.name or step.id): step.name or step.id for step in self._steps}

    @cached_property
    def _lists(self) -> dict[str, tuple[Entry, ...]]:
        """With every entry, whatever its days: a story may be of any year."""
        lists = self.procedure.lists
        return {name: tuple(replace(each, from_=None, to=None) for each in lists[name]) for name in lists}

    @cached_property
    def _recorded(self) -> set[str]:
        """What the record answers though no form asks."""
        results = (step.result for step in self._steps if step.result)
        return {plain(each) for each in (*COMPUTED, *OTHERWISE, *results, *BY_KEY, "note")}

    def _no_role(self, part: Part) -> Iterator[Missing]:
        for name in ROLES:
            if name in part.said:
                try:
                    who(part.said[name], self._roles)
                except Unmet as wrong:
                    yield Missing(part.said[name], str(wrong))

    def _no_step(self, part: Part) -> Iterator[Missing]:
        naming = {plain(f"Name who plays {role} here") for role in self._roles}
        tasks = [row["task"] for row in part.line.table if row.get("task")]
        named = [(part.said[name], False) for name in STEPS if name in part.said] + [(task, True) for task in tasks]
        for step, table in named:
            if plain(step) not in self._called and plain(step) not in naming:
                near = nearest([step], self._called.values())
                yield Missing(step, f"The procedure has no step “{step}”.{near}", table)

    # Questions and answers

    def _no_answer(self, part: Part) -> Iterator[Missing]:
        pages = [] if FURTHER in part.line.text else self._pages(part)
        recorded = part.line.text.casefold() == RECORD
        for row in part.line.table if pages else ():
            question = row.get("question", STANDS)
            if plain(question) != STANDS and not (recorded and plain(question) in self._recorded):
                yield from self._refused(pages, question, row.get("answer", NOTHING), anywhere=recorded)

    def _pages(self, part: Part) -> list[Page]:
        """The forms that the table of a line may be about."""
        if REPORTS.match(part.line.text):
            return self._asking.get("", [])
        if "step" in part.said:
            return self._asking.get(plain(part.said["step"]), [])
        return list(self._every.values())

    @cached_property
    def _asking(self) -> dict[str, list[Page]]:
        """The forms of each step by what it is called; those of the ways in under no name."""
        found: dict[str, list[Page]] = {}
        for step in self._steps:
            if page := self._every.get(step.form or ""):
                found.setdefault("" if step.kind == "startEvent" else plain(step.name), []).append(page)
        return found

    @cached_property
    def _every(self) -> dict[str, Page]:
        then = datetime.min.replace(tzinfo=UTC)
        return {n: Page(form, {}, self._lists, {}, then, then.date()) for n, form in self.procedure.forms.items()}

    @cached_property
    def _fields(self) -> dict[str, list[tuple[Page, Field]]]:
        """The questions by what they are called: their key, or their words for comparing."""
        found: dict[str, list[tuple[Page, Field]]] = {}
        for page in self._every.values():
            for asked in page.form.fields():
                for called in {asked.key, plain(asked.label)}:
                    found.setdefault(called, []).append((page, asked))
        return found

    def _asked(self, pages: list[Page], question: str, *, anywhere: bool) -> list[tuple[Page, Field]]:
        """The questions so called; what stands before a colon may be the name of a row that only the case knows."""
        found = [] if anywhere else [(page, asked) for page in pages for asked in self._on(page, question)]
        if found:
            return found
        rest = question if anywhere else question.rpartition(": ")[2] if ": " in question else ""
        named = self._fields.get(rest) or self._fields.get(plain(rest)) or []
        named = named or [each for each in self._in(pages) if begins(rest, each[1].label)]
        return [(page, asked) for page, asked in named if any(page is each for each in pages)]

    def _on(self, page: Page, question: str) -> list[Field]:
        key = page.form.name, question
        if key not in self._known:
            self._known[key] = page.asking(question)
        return self._known[key]

    def _in(self, pages: list[Page]) -> Iterator[tuple[Page, Field]]:
        return ((page, asked) for page in pages for asked in page.form.fields())

    def _refused(self, pages: list[Page], question: str, answer: str, *, anywhere: bool) -> Iterator[Missing]:
        """Why none of these forms takes the answer; nothing where only the case knows which answers there are."""
        asked = self._asked(pages, question, anywhere=anywhere)
        if not asked:
            near = nearest([question], (words for page in pages for words in page.questions()))
            yield Missing(question, f"{_titles(pages)} not ask “{question}”.{near}", table=True)
        elif answer != NOTHING and all(page.chooses(each) for page, each in asked):
            refusals = [page.refusal(each, answer) for page, each in asked]
            if all(refusals):
                yield Missing(answer, refusals[0], table=True)


def _titles(pages: list[Page]) -> str:
    return f"The form “{pages[0].form.title or pages[0].form.name}” does" if len(pages) == 1 else "These forms do"
