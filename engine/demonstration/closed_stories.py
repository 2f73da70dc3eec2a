"""The stories that have ended: three full report years of them, and a few of this year; drawn with the seed of the day.

Called by stories. What was alleged, where, and how it ended are lists here; who and when are drawn.
"""
# ruff: noqa: E501 (what people say is longer than a line)

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from engine import dates
from engine.demonstration import council
from engine.demonstration.events import days_in, note
from engine.demonstration.hours import Hours
from engine.demonstration.matters import (
    ADVICE,
    ELSEWHERE,
    LOW_LEVEL,
    OUTCOMES,
    POLICE_RESULTS,
    QUESTIONS,
    RESULTS,
    THIS_YEAR,
    THRESHOLD_MET,
    YEARS,
    Matter,
)  # fmt: skip
from engine.demonstration.paces import Pace, late
from engine.demonstration.people import ADULTS, CHILDREN
from engine.demonstration.story import Adult, Job, Story
from engine.demonstration.tales import (
    BOTH,
    CONSULTATION,
    DISMISSED,
    FINISHED,
    MUST_REFER,
    REFERRAL,
    SUBSTANTIATED,
    WITH_POLICE,
    WITH_SOCIAL_CARE,
    adult,
    tale,
)  # fmt: skip


@dataclass
class Drawing:
    """Draws who, where and when."""

    hours: Hours
    now: datetime
    rng: Random

    def __post_init__(self) -> None:
        self.adults = self._shuffled(ADULTS)
        self.children = self._shuffled(CHILDREN)
        self.matters = {"advice": self._shuffled(ADVICE), "low_level": self._shuffled(LOW_LEVEL), "met": self._shuffled(THRESHOLD_MET),
                        "elsewhere": self._shuffled(ELSEWHERE)}  # fmt: skip
        self.outcomes, self.results, self.police = list(OUTCOMES), list(RESULTS), list(POLICE_RESULTS)

    def _shuffled(self, of: tuple[Any, ...]) -> list[Any]:
        return self.rng.sample(of, len(of))

    def next(self, of: list[Any]) -> Any:
        """The next of a list that goes round."""
        of.append(first := of.pop(0))
        return first

    def received(self, first: date, last: date) -> datetime:
        """A time of a working day between two days."""
        day = first + timedelta(days=self.rng.randrange((last - first).days + 1))
        if not self.hours.calendar.is_working(day):
            day = self.hours.calendar.next_working(day)
        return self.hours.at(day, time(self.rng.randrange(8, 17), self.rng.randrange(0, 60, 5)))


def closed_stories(hours: Hours, now: datetime) -> list[Story]:
    """All of them; the rest of this year's are open."""
    today = dates.local_day(now)
    drawing = Drawing(hours, now, Random(f"Marlshire {today.isoformat()}"))  # noqa: S311 (a story, no secret)
    year = today.year if today >= date(today.year, 4, 1) else today.year - 1
    told = []
    for back, kinds in zip((3, 2, 1), YEARS, strict=True):
        told += [_ended(drawing, kind, date(year - back, 4, 1), date(year - back + 1, 3, 31)) for kind in kinds.split()]
    lately = today - timedelta(days=110)
    told += [_ended(drawing, kind, lately, today - timedelta(days=6)) for kind in THIS_YEAR.split()]
    return [*told, _earlier_about_a_known_adult(drawing, today)]


def _ended(drawing: Drawing, kind: str, first: date, last: date) -> Story:
    today = dates.local_day(drawing.now)
    if kind in ("consultation", "referral"):
        last = max(first, min(last, today - timedelta(days=240 if kind == "referral" else 150)))
    received = drawing.received(first, last)
    match kind:
        case "advice":
            return _advice(drawing, received)
        case "low_level":
            return _told(
                drawing,
                received,
                drawing.next(drawing.matters["low_level"]),
                {"decision": "low_level", "advice_reason": "practice_issue"},
            )
        case "question":
            return _question(drawing, received)
        case "elsewhere":
            decision, matter = drawing.next(drawing.matters["elsewhere"])
            return _told(drawing, received, matter, {"decision": decision})
        case "duplicate":
            return _told(
                drawing,
                received,
                drawing.next(drawing.matters["met"]),
                {
                    "decision": "duplicate",
                    "search_result": "same",
                    "reason": "The police told us of the same matter the day before; it is joined to that record",
                },
            )
        case "consultation":
            return _consultation(drawing, received)
    return _referral(drawing, received)


def _advice(drawing: Drawing, received: datetime) -> Story:
    said = {
        "decision": "advice_nfa",
        "advice_reason": drawing.rng.choice(
            ("practice_issue", "no_safeguarding_concern", "practice_issue", "demonstrably_unfounded")
        ),
    }
    way = drawing.rng.choice(("log_a_call", "refer", "refer"))
    return _told(drawing, received, drawing.next(drawing.matters["advice"]), said, way=way)


def _question(drawing: Drawing, received: datetime) -> Story:
    """About training or policy: no adult, and no case."""
    employer = drawing.rng.choice(("Lark Lane Primary School", "Marlbridge High School", "Tarn Lake Sailing Club"))
    nobody = Adult("Nobody named", jobs=(Job(employer, "", "other"),))
    what = drawing.next(drawing.matters.setdefault("questions", list(QUESTIONS)))
    return tale(nobody, received, what, way="log_a_call", says={"contact_type": "training_or_policy"})


def _told(drawing: Drawing, received: datetime, matter: Matter, says: dict[str, Any], **more: Any) -> Story:
    name, sex, year = drawing.next(drawing.adults)
    child = drawing.next(drawing.children)
    more.setdefault("lado", drawing.rng.choice(("lado", "lado", "lado2")))
    if drawing.rng.random() < 0.1:
        more["pace"] = {"decide_threshold": late(drawing.rng.uniform(0.3, 1.6)), **more.get("pace", {})}
    if not council.answers_at(matter.job.employer)[0]:
        more |= {"caller": "Sonia Tait", "caller_role": "Parent", "agency": "", "source": "parent"}
        more.setdefault("way", "log_a_call")
        if more["way"] == "refer":
            more["agency"] = "None"
    return tale(
        adult(name, sex, year, matter.profession, matter.job),
        received,
        matter.what,
        matter.nature,
        child,
        says=says,
        **more,
    )


def _consultation(drawing: Drawing, received: datetime) -> Story:
    matter = drawing.next(drawing.matters["met"])
    says, steps, pace = _end(drawing, CONSULTATION, matter)
    says |= {
        "next_review_on": lambda scene: scene.working(18),
        "employer_route": drawing.rng.choice(("no_formal", "investigation")),
    }
    return _told(drawing, received, matter, says, steps=steps, pace=pace)


def _referral(drawing: Drawing, received: datetime) -> Story:
    matter = drawing.next(drawing.matters["met"])
    start = drawing.next(
        drawing.matters.setdefault("starts", [BOTH, WITH_POLICE, REFERRAL, WITH_SOCIAL_CARE, WITH_POLICE, BOTH])
    )
    says, steps, pace = _end(drawing, start, matter)
    rounds = drawing.rng.choice((1, 2, 2, 3))
    steps |= {"police_update": [{}] * rounds + [FINISHED]}
    if drawing.rng.random() < 0.5:
        steps |= {"police_start": {"hold": "hold"}, "after_police": {"hold": "proceed"}}
    says["police_result"] = drawing.next(drawing.police)
    more: dict[str, Any] = {}
    if drawing.rng.random() < 0.25:
        more["aware_days"] = drawing.rng.choice((4, 6, 9))
    if drawing.rng.random() < 0.5:
        more["events"] = (
            note(
                days_in(7),
                "The parents rang to ask what happens next; told that the school will write to them this week.",
            ),
        )
    return _told(drawing, received, matter, says, steps=steps, pace=pace, **more)


def _end(
    drawing: Drawing, start: dict[str, Any], matter: Matter
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Pace | list[Pace | None]]]:
    """How it comes out, and what the employer or the fostering service does."""
    outcome = drawing.next(drawing.outcomes)
    says: dict[str, Any] = {**start, "outcome": outcome, "overall_outcome": outcome, "employer_finding": outcome}
    if outcome in ("false", "malicious"):
        says["file_instruction"] = "yes"
    steps: dict[str, Any] = {}
    result = drawing.next(drawing.results) if outcome == "substantiated" else "nfa"
    steps["employer_result"] = {"employer_result": result}
    if matter.job.basis == "foster_carer":
        steps["fostering_result"] = {
            "fostering_result": "terms_changed" if outcome == "substantiated" else "approval_continues"
        }
    if result in ("dismissed", "resigned"):
        steps["employer_result"] = {
            **DISMISSED,
            "employer_result": result,
            "left_how": result,
            "end_state": "No longer employed",
        }
        steps["dbs_test"] = {**MUST_REFER, "removal_ground": result}
        says |= {"belief": "endangerment", "risk_remains": "yes"}
    elif outcome == "substantiated":
        says |= SUBSTANTIATED
    pace: dict[str, Pace | list[Pace | None]] = {}
    if drawing.rng.random() < 0.3:
        pace["hold_meeting"] = late(drawing.rng.uniform(0.5, 2.5))
    if drawing.rng.random() < 0.3:
        pace["employer_update"] = [late(1.5), None]
    return says, steps, pace


def _earlier_about_a_known_adult(drawing: Drawing, today: date) -> Story:
    """Two years before a contact that is open now."""
    received = drawing.received(today - timedelta(days=740), today - timedelta(days=720))
    job = Job("Fernhill Nursery", "Nursery practitioner", "nursery")
    return tale(
        adult("Dawn Pritchard", "female", 1994, "early_years_worker", job), received,
        "A parent complained about the tone in which her child was told to tidy up.", "emotional", ("Alfie Burrows", 4),
        says={"decision": "advice_nfa", "advice_reason": "practice_issue"},
    )  # fmt: skip
