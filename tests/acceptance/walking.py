"""Everybody does what their own inbox offers until a case is closed, on the pages alone; used by the map's test."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from tests.webui.conftest import Site
from tests.webui.person import Person

COUNCIL = {"support": "LADO business support", "lado": "LADO", "manager": "LADO manager"}
PARTNERS = {
    "police": ("Police", "Marlshire Police"),
    "socialcare": ("Children's social care", "Marlshire Children's Services"),
    "fostering": ("Fostering service", "Marlshire Fostering: Tom Ellery"),
    "head": ("Employer", "Brookfield Primary School: Karen Whitlock"),
    "nursery": ("Employer", "Fernhill Nursery: Tessa Boyle"),
    "hr": ("Employer", "Aldermoor Academy Trust: Imran Sheikh"),
    "psd": ("Employer", "Northdale Police: Caroline Voss"),
}
_PARTS = ("police", "socialcare", "fostering")
EMPLOYERS = tuple(account for account in PARTNERS if account not in _PARTS)
NOBODY = ("lado2", "owner", "approver", "dpo", "auditor", "admin")
"""Who has no part in what is walked, and so must have nothing in their inbox."""
LISTS = ("/inbox", "/inbox/queue")
"""Where steps wait: for oneself, and for anybody in one's roles."""
Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """A line of somebody's inbox."""

    task: str
    step: str
    role: str
    case: str
    words: str

    @property
    def naming(self) -> bool:
        return self.words.startswith("Name who plays")


@dataclass
class Walk:
    """A way through the map: who plays which part, what each step is answered with, and what was done by whom."""

    site: Site
    answers: Mapping[str, Answers | Sequence[Answers]] = field(default_factory=dict)
    employer: str = "head"
    done: list[tuple[str, str]] = field(default_factory=list)
    named: Counter[tuple[str, str]] = field(default_factory=Counter)
    turns: Counter[tuple[str, str]] = field(default_factory=Counter)

    def to_closure(self, name: str) -> Walk:
        """Until every case of this name is closed and nobody has anything left to do."""
        for _ in range(40):
            if sum(self._work(account) for account in ("support", *_PARTS, self.employer, "lado", "manager")):
                continue
            if self._closed(name):
                self._nobody_else_is_asked()
                return self
            self.site.at(self.site.now + timedelta(days=7))
        raise AssertionError(f"the case does not close; done so far: {self.done}")

    def steps_of(self, account: str) -> list[str]:
        return [step for who, step in self.done if who == account]

    # One person's round

    def _work(self, account: str) -> int:
        moved = 0
        for row in self._rows(account):
            self._is_theirs(account, row)
            moved += self._do(account, row)
        return moved

    def _rows(self, account: str) -> Iterator[Row]:
        person = self.site.person(account)  # Has opened the inbox.
        for page in LISTS if account in COUNCIL else LISTS[:1]:
            assert person.path == page or person.open(page).status == 200, (account, page, person.status)
            for line in person.page.xpath("//tr[@data-task][not(ancestor::section[@id='others'])]"):
                words = " ".join(line.text_content().split())
                marks = (line.get(f"data-{name}") for name in ("step", "role", "case"))
                yield Row(line.get("data-task"), *marks, words)

    def _is_theirs(self, account: str, row: Row) -> None:
        role = COUNCIL.get(account) or PARTNERS[account][0]
        assert account == "support" if row.naming else row.role == role, f"{row.words} came to {account}"

    def _do(self, account: str, row: Row) -> bool:
        person = self.site.people[account]
        first, *others = row.task.split()
        person.open(f"/tasks/{first}/together" if others else f"/tasks/{first}")
        assert person.status == 200, (account, row.step, person.status)
        if not person.page.xpath("//main//form[@method='post']//*[@data-save]"):
            return False  # What was done a moment ago in this round has answered it, or it is no longer needed.
        if person.heading.startswith("Name who plays"):
            self.named[row.case, row.role] += 1
            assert self.named[row.case, row.role] == 1, f"{row.role} was named already, and is asked for at {row.step}"
            self._name(person, row)
        else:
            given = self._answer(row)
            each = {f"applies_to-{n}-{key}": said for n in range(len(others) + 1) for key, said in given.items()}
            person.complete(**given, **(each if others else {}))
            self.done.append((account, row.step))
        assert person.status == 200, (account, row.step, person.status, person.heading, person.errors)
        return True

    def _name(self, person: Person, row: Row) -> None:
        account = next(a for a, (role, _) in PARTNERS.items() if role == row.role and a in (*_PARTS, self.employer))
        label = PARTNERS[account][1]
        codes = {
            " ".join(found.text_content().split()): found.getprevious().get("value")
            for found in person.page.xpath("//label[contains(@class, 'radios__label')]")
        }
        assert label in codes, (label, codes)
        person.send(organisation=codes[label], answers="signs_in")

    def _answer(self, row: Row) -> Answers:
        said = self.answers.get(row.step, {})
        if isinstance(said, Mapping):
            return said
        turn = self.turns[row.case, row.step]
        self.turns[row.case, row.step] += 1
        return said[min(turn, len(said) - 1)]

    # The end

    def _closed(self, name: str) -> bool:
        page = self.site.person("lado").open(f"/cases?state=all&q={name}")
        cases = [line.get("data-case") for line in page.page.xpath("//tr[@data-case]")]
        assert cases, f"no case of {name}"
        states = [page.open(f"/cases/{case}").page.xpath("//@data-state")[0] for case in cases]
        assert "repair" not in states
        return all(state == "closed" for state in states)

    def _nobody_else_is_asked(self) -> None:
        for account in (*NOBODY, *(each for each in EMPLOYERS if each != self.employer)):
            person = self.site.person(account)
            found = [row for page in LISTS for row in person.open(page).tasks]
            assert not found, f"{account} has no part in it, and is asked {found}"
