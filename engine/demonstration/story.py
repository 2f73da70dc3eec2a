"""What a story of the demonstration is: people, what was said, when; data for the teller."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy.orm import Session

from engine.demonstration.council import answers_at
from engine.demonstration.filling import Scene
from engine.demonstration.hours import Hours
from engine.demonstration.paces import Pace
from engine.models import new_id


class Teller(Protocol):
    """What an event may use of whoever tells its story."""

    case_id: str

    @property
    def session(self) -> Session:
        """The session in which everything is told."""

    def user(self, account: str) -> str:
        """The id of an account's user; `lado` is the LADO of this story."""


ON_THE_CALL = ("advice_nfa", "low_level", "consultation", "referral")
"""The decisions that the call's form offers."""


@dataclass(frozen=True)
class Job:
    """What an adult does at an employer."""

    employer: str
    role: str
    sector: str
    basis: str = "permanent"
    tell: str = "yes"

    def answers(self) -> dict[str, Any]:
        """As a row of a form."""
        known = {"employer": self.employer, "role": self.role, "sector": self.sector, "basis": self.basis,
                 "working_there": "yes", "tell": self.tell}  # fmt: skip
        person, _ = answers_at(self.employer)
        return known | ({"employer_contact": person} if person else {})


@dataclass(frozen=True)
class Adult:
    """The adult it is about."""

    name: str
    profession: str = "other"
    jobs: tuple[Job, ...] = ()
    born: date | None = None
    sex: str = "not_known"

    @property
    def sector(self) -> str:
        """Of the first job."""
        return self.jobs[0].sector if self.jobs else ""

    def answers(self) -> dict[str, Any]:
        """As a row of a way in, with an id by which an allegation can name it."""
        known: dict[str, Any] = {"id": new_id(), "name": self.name, "profession": self.profession, "sex": self.sex,
                                 "engagements": [job.answers() for job in self.jobs]}  # fmt: skip
        if self.jobs:
            known["work"] = f"{self.jobs[0].role}, {self.jobs[0].employer}"
        return known | ({"born": self.born} if self.born else {})


@dataclass(frozen=True)
class Child:
    """A child whom it concerns."""

    name: str
    age: int

    def answers(self) -> dict[str, Any]:
        """As a row of a way in."""
        return {"id": new_id(), "name": self.name, "age_told": str(self.age), "parents_informed": "yes"}


@dataclass(frozen=True)
class Allegation:
    """One thing alleged."""

    description: str
    nature: str
    place: str = ""

    def answers(self) -> dict[str, Any]:
        """As a row of a way in."""
        return {"description": self.description, "nature": self.nature, **({"place": self.place} if self.place else {})}


@dataclass(frozen=True)
class Event:
    """Something that happens beside the steps: a note, new information, a further employer."""

    when: Callable[[Hours, "Story", datetime], datetime]
    do: Callable[[Teller, datetime], None]


@dataclass(frozen=True)
class Story:
    """One contact and what became of it."""

    adults: tuple[Adult, ...]
    received: datetime
    allegations: tuple[Allegation, ...]
    children: tuple[Child, ...] = ()
    way: str = "refer"
    caller: str = ""
    caller_role: str = ""
    agency: str = ""
    source: str = "school"
    aware: date | None = None
    lado: str = "lado"
    says: Mapping[str, Any] = field(default_factory=dict)
    """Answers for whatever step asks them."""
    of: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """The same for one employer."""
    steps: Mapping[str, Any] = field(default_factory=dict)
    """Answers for one step, by its id (`step@employer` for one employer's): a list is one set for each time."""
    pace: Mapping[str, Pace | list[Pace | None]] = field(default_factory=dict)
    stops: frozenset[str] = frozenset()
    """Steps that nobody has done yet; `step@employer` for one employer's, `step#3` for the third time."""
    parties: Mapping[str, str] = field(default_factory=dict)
    """Who plays a role, where it is not the usual organisation."""
    events: tuple[Event, ...] = ()
    seed: str = ""

    @property
    def child(self) -> str:
        """What the first child is called."""
        return self.children[0].name if self.children else "the child"

    def contact(self, scene: Scene) -> dict[str, Any]:
        """What the way in's form is told."""
        adults = [adult.answers() for adult in self.adults]
        children = [child.answers() for child in self.children]
        told: dict[str, Any] = {
            "adults": adults, "children": children, "child_named": "yes" if children else "none",
            "allegations": self._alleged(adults, children),
            "what_happened": " ".join(each.description for each in self.allegations),
            "referrer_name": self.caller, "referrer_role": self.caller_role, "referrer_agency": self.agency,
            "source": self.source, "aware_at": self.aware or scene.day, "called_at": self.received,
        }  # fmt: skip
        told["criteria_suggested"] = self.says.get("criteria") or ["harmed"]
        told |= {key: value for key, value in self.says.items() if key != "decision"}
        if self.way == "log_a_call":
            decided = self.says.get("decision")
            told["channel"] = "phone"
            told["decision"] = decided if decided in ON_THE_CALL else "insufficient_info"
        return told | dict(self.steps.get("contact", {}))

    def _alleged(self, adults: list[dict[str, Any]], children: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Each with the adults and the children; where there are as many children as allegations, each has its own."""
        about = {"about_adults": [each["id"] for each in adults]}
        everybody = [each["id"] for each in children]
        several = len(self.allegations) == len(children) > 1
        return [
            each.answers() | about | {"about_children": [everybody[number]] if several else everybody}
            for number, each in enumerate(self.allegations)
        ]
