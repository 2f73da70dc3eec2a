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
from engine.demonstration.paces import Pace, late
from engine.demonstration.people import ADULTS, CHILDREN
from engine.demonstration.story import Job, Story
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


@dataclass(frozen=True)
class Matter:
    """What somebody told us, and about what kind of work."""

    job: Job
    profession: str
    what: str
    nature: str


def _at(
    employer: str, role: str, sector: str, profession: str, what: str, nature: str, basis: str = "permanent"
) -> Matter:
    return Matter(Job(employer, role, sector, basis), profession, what, nature)


ADVICE = (
    _at(
        "Lark Lane Primary School",
        "Class teacher, Year 5",
        "school_primary",
        "teacher",
        "Raised his voice at the whole class; a parent complained to the head.",
        "conduct",
    ),
    _at(
        "Marl Valley Leisure",
        "Lifeguard",
        "sports_leisure",
        "coach",
        "Spoke sharply to two boys who were running by the pool.",
        "conduct",
        "casual",
    ),
    _at(
        "Brookfield Primary School",
        "Caretaker",
        "school_primary",
        "other",
        "Found smoking behind the bins at the end of the day.",
        "conduct",
    ),
    _at(
        "Little Acorns Pre-school",
        "Practitioner",
        "nursery",
        "early_years_worker",
        "A child came home with a scratch; the accident book explains it.",
        "physical",
    ),
    _at(
        "Fernhill Nursery",
        "Nursery practitioner",
        "nursery",
        "early_years_worker",
        "A parent did not like the tone in which her child was told to wait.",
        "emotional",
    ),
    _at(
        "Marlbridge High School",
        "Teacher of French",
        "school_secondary",
        "teacher",
        "Accepted a pupil’s friend request, told the head the same day and removed it.",
        "online",
    ),
    _at(
        "3rd Marlbridge Scout Group",
        "Helper",
        "youth_organisation",
        "other",
        "Drove two Scouts home after a meeting without telling a leader.",
        "conduct",
        "volunteer",
    ),
    _at(
        "Ridgeway Academy",
        "Teaching assistant",
        "school_secondary",
        "teaching_assistant",
        "Was seen in a pub with former pupils who are over eighteen.",
        "personal_life",
    ),
    _at(
        "Marl Valley Transport",
        "Driver",
        "transport",
        "driver",
        "Was ten minutes late three days running, and a child had to wait in the rain.",
        "conduct",
    ),
    _at(
        "St Anne’s Primary School",
        "Lunchtime supervisor",
        "school_primary",
        "other",
        "Told a child to finish her plate although she felt sick.",
        "emotional",
    ),
    _at(
        "Marlshire General Hospital",
        "Play specialist",
        "health",
        "allied_health",
        "A family asked why a door was closed during play.",
        "conduct",
    ),
    _at(
        "Oakfield Special School",
        "Teaching assistant",
        "special_school",
        "teaching_assistant",
        "Used an agreed hold; the family had not been told that it may be used.",
        "restraint",
    ),
    _at(
        "Marlbrook Juniors FC",
        "Coach",
        "sports_leisure",
        "coach",
        "Left out a player for two matches; the father thinks it is bullying.",
        "emotional",
        "volunteer",
    ),
    _at(
        "Bright Steps Tutors",
        "Tutor of mathematics",
        "tutor",
        "teacher",
        "Taught in a bedroom because the kitchen was full; the parents were at home.",
        "conduct",
        "self_employed",
    ),
)
LOW_LEVEL = (
    _at(
        "Aldermoor Academy Trust",
        "Teacher of drama",
        "school_secondary",
        "teacher",
        "Gives pupils nicknames and has a favourite; the school deals with it under its code of conduct.",
        "conduct",
    ),
    _at(
        "Bluebell Day Nursery",
        "Room leader",
        "nursery",
        "early_years_worker",
        "Took a photograph of the children’s painting with her own telephone; no child is in it.",
        "conduct",
    ),
    _at(
        "Brookfield Primary School",
        "Teaching assistant",
        "school_primary",
        "teaching_assistant",
        "Met a pupil’s family socially and did not say so; now recorded by the school.",
        "conduct",
    ),
)
ELSEWHERE = (
    (
        "redirect_lado",
        _at(
            "Northdale Leisure",
            "Tennis coach",
            "sports_leisure",
            "coach",
            "A coach who works in Northdale only is said to have sworn at a child.",
            "emotional",
        ),
    ),
    (
        "redirect_complaint",
        _at(
            "Lark Lane Primary School",
            "Head teacher",
            "school_primary",
            "teacher",
            "A parent disagrees with how a complaint about homework was answered.",
            "conduct",
        ),
    ),
    (
        "redirect_mash_only",
        _at(
            "Little Acorns Pre-school",
            "Practitioner",
            "nursery",
            "early_years_worker",
            "A child said that an uncle hurts him; no member of staff is concerned.",
            "physical",
        ),
    ),
)
THRESHOLD_MET = (
    _at(
        "St Anne’s Primary School",
        "Class teacher, Year 1",
        "school_primary",
        "teacher",
        "Held a child by both arms and shook him while telling him to listen.",
        "physical",
    ),
    _at(
        "Marlbridge High School",
        "Teacher of English",
        "school_secondary",
        "teacher",
        "Wrote to a pupil at night about her private life.",
        "grooming",
    ),
    _at(
        "Fernhill Nursery",
        "Nursery practitioner",
        "nursery",
        "early_years_worker",
        "Force-fed a child at lunch, seen by two colleagues.",
        "physical",
    ),
    _at(
        "Kestrel House",
        "Residential worker",
        "residential",
        "residential_worker",
        "Slept on a waking night while two young people left the building.",
        "sleeping_on_duty",
    ),
    _at(
        "Fairlea Secure Centre",
        "Custody officer",
        "secure_estate",
        "secure_estate_worker",
        "Struck a young person’s arm away during a search.",
        "restraint",
    ),
    _at(
        "Marlbrook Juniors FC",
        "Under-14 coach",
        "sports_leisure",
        "coach",
        "Kicked a player who had missed a penalty.",
        "physical",
        "volunteer",
    ),
    _at(
        council.FOSTERING,
        "Foster carer",
        "foster_carer",
        "foster_carer",
        "A child says that the carer slapped her when she came home late.",
        "physical",
        "foster_carer",
    ),
    _at(
        "Swan Taxis",
        "School contract driver",
        "taxi",
        "driver",
        "Asked a girl on his school run for her number and offered her a lift at the weekend.",
        "grooming",
        "self_employed",
    ),
    _at(
        "St Mark’s Church",
        "Holiday club helper",
        "faith",
        "other",
        "Was told to leave another church’s club for hitting a child, and did not say so.",
        "failure_to_safeguard",
        "volunteer",
    ),
    _at(
        "Aldermoor Academy Trust",
        "Teacher of computing",
        "school_secondary",
        "teacher",
        "Arrested for images of children on a computer at home.",
        "online",
    ),
    _at(
        "Oakfield Special School",
        "Teaching assistant",
        "special_school",
        "teaching_assistant",
        "Left a pupil in wet clothes for the afternoon as a punishment.",
        "neglect",
    ),
    _at(
        "Marlshire General Hospital",
        "Health care assistant",
        "health",
        "care_worker",
        "Restrained a child in a bed without a plan, leaving a mark.",
        "physical",
    ),
    _at(
        council.NORTHDALE,
        "Cadet leader",
        "police",
        "police_officer",
        "Invited a cadet of sixteen to his house and gave her wine.",
        "conduct",
        "officer_special",
    ),
    _at(
        "Brookfield Primary School",
        "Teaching assistant",
        "school_primary",
        "teaching_assistant",
        "Pinched a child under the table to make him sit still.",
        "physical",
    ),
    _at(
        "Marlshire Army Cadets",
        "Adult instructor",
        "cadets",
        "other",
        "Made cadets stand in the cold without coats until one was sick.",
        "emotional",
        "volunteer",
    ),
    _at(
        "Ridgeway Academy",
        "Supply teacher",
        "school_secondary",
        "supply_teacher",
        "Pushed a pupil against a door on his way out of the room.",
        "physical",
        "agency",
    ),
    _at(
        "Ashdown Lodge",
        "Residential worker",
        "residential",
        "residential_worker",
        "Called a young person names about her weight in front of the others.",
        "emotional",
    ),
)
OUTCOMES = (
    "substantiated",
    "unsubstantiated",
    "substantiated",
    "unfounded",
    "unsubstantiated",
    "substantiated",
    "false",
    "unsubstantiated",
    "unfounded",
    "malicious",
    "substantiated",
)
RESULTS = ("first_warning", "final_warning", "dismissed", "training", "resigned")
POLICE_RESULTS = ("nfa_evidential", "no_crime", "caution", "nfa_public_interest")
YEARS = (
    ("advice advice advice advice low_level elsewhere consultation consultation referral referral"),
    ("advice advice advice advice advice low_level duplicate consultation consultation referral referral"),
    ("advice advice advice advice advice low_level elsewhere consultation consultation referral referral referral"),
)
"""What came in each of the three report years: advice most, then consultations, then referrals."""
THIS_YEAR = "advice advice low_level advice"


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
        steps["police_start"] = {"hold": "hold"}
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
