"""What was alleged in the stories that have ended, by how far it went, and how the years before were made up; used by closed_stories."""
# ruff: noqa: E501 (what people say is longer than a line)
# fmt: off

from dataclasses import dataclass

from engine.demonstration import council
from engine.demonstration.story import Job


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
    _at("Lark Lane Primary School", "Class teacher, Year 5", "school_primary", "teacher", "Raised his voice at the whole class; a parent complained to the head.", "conduct"),
    _at("Marl Valley Leisure", "Lifeguard", "sports_leisure", "coach", "Spoke sharply to two boys who were running by the pool.", "conduct", "casual"),
    _at("Brookfield Primary School", "Caretaker", "school_primary", "other", "Found smoking behind the bins at the end of the day.", "conduct"),
    _at("Little Acorns Pre-school", "Practitioner", "nursery", "early_years_worker", "A child came home with a scratch; the accident book explains it.", "physical"),
    _at("Fernhill Nursery", "Nursery practitioner", "nursery", "early_years_worker", "A parent did not like the tone in which her child was told to wait.", "emotional"),
    _at("Marlbridge High School", "Teacher of French", "school_secondary", "teacher", "Accepted a pupil’s friend request, told the head the same day and removed it.", "online"),
    _at("3rd Marlbridge Scout Group", "Helper", "youth_organisation", "other", "Drove two Scouts home after a meeting without telling a leader.", "conduct", "volunteer"),
    _at("Ridgeway Academy", "Teaching assistant", "school_secondary", "teaching_assistant", "Was seen in a pub with former pupils who are over eighteen.", "personal_life"),
    _at("Marl Valley Transport", "Driver", "transport", "driver", "Was ten minutes late three days running, and a child had to wait in the rain.", "conduct"),
    _at("St Anne’s Primary School", "Lunchtime supervisor", "school_primary", "other", "Told a child to finish her plate although she felt sick.", "emotional"),
    _at("Marlshire General Hospital", "Play specialist", "health", "allied_health", "A family asked why a door was closed during play.", "conduct"),
    _at("Oakfield Special School", "Teaching assistant", "special_school", "teaching_assistant", "Used an agreed hold; the family had not been told that it may be used.", "restraint"),
    _at("Marlbrook Juniors FC", "Coach", "sports_leisure", "coach", "Left out a player for two matches; the father thinks it is bullying.", "emotional", "volunteer"),
    _at("Bright Steps Tutors", "Tutor of mathematics", "tutor", "teacher", "Taught in a bedroom because the kitchen was full; the parents were at home.", "conduct", "self_employed"),
)
LOW_LEVEL = (
    _at("Aldermoor Academy Trust", "Teacher of drama", "school_secondary", "teacher", "Gives pupils nicknames and has a favourite; the school deals with it under its code of conduct.", "conduct"),
    _at("Bluebell Day Nursery", "Room leader", "nursery", "early_years_worker", "Took a photograph of the children’s painting with her own telephone; no child is in it.", "conduct"),
    _at("Brookfield Primary School", "Teaching assistant", "school_primary", "teaching_assistant", "Met a pupil’s family socially and did not say so; now recorded by the school.", "conduct"),
)
ELSEWHERE = (
    (
        "redirect_lado",
        _at("Northdale Leisure", "Tennis coach", "sports_leisure", "coach", "A coach who works in Northdale only is said to have sworn at a child.", "emotional"),
    ),
    (
        "redirect_complaint",
        _at("Lark Lane Primary School", "Head teacher", "school_primary", "teacher", "A parent disagrees with how a complaint about homework was answered.", "conduct"),
    ),
    (
        "redirect_mash_only",
        _at("Little Acorns Pre-school", "Practitioner", "nursery", "early_years_worker", "A child said that an uncle hurts him; no member of staff is concerned.", "physical"),
    ),
)
THRESHOLD_MET = (
    _at("St Anne’s Primary School", "Class teacher, Year 1", "school_primary", "teacher", "Held a child by both arms and shook him while telling him to listen.", "physical"),
    _at("Marlbridge High School", "Teacher of English", "school_secondary", "teacher", "Wrote to a pupil at night about her private life.", "grooming"),
    _at("Fernhill Nursery", "Nursery practitioner", "nursery", "early_years_worker", "Force-fed a child at lunch, seen by two colleagues.", "physical"),
    _at("Kestrel House", "Residential worker", "residential", "residential_worker", "Slept on a waking night while two young people left the building.", "sleeping_on_duty"),
    _at("Fairlea Secure Centre", "Custody officer", "secure_estate", "secure_estate_worker", "Struck a young person’s arm away during a search.", "restraint"),
    _at("Marlbrook Juniors FC", "Under-14 coach", "sports_leisure", "coach", "Kicked a player who had missed a penalty.", "physical", "volunteer"),
    _at(council.FOSTERING, "Foster carer", "foster_carer", "foster_carer", "A child says that the carer slapped her when she came home late.", "physical", "foster_carer"),
    _at("Swan Taxis", "School contract driver", "taxi", "driver", "Asked a girl on his school run for her number and offered her a lift at the weekend.", "grooming", "self_employed"),
    _at("St Mark’s Church", "Holiday club helper", "faith", "other", "Was told to leave another church’s club for hitting a child, and did not say so.", "failure_to_safeguard", "volunteer"),
    _at("Aldermoor Academy Trust", "Teacher of computing", "school_secondary", "teacher", "Arrested for images of children on a computer at home.", "online"),
    _at("Oakfield Special School", "Teaching assistant", "special_school", "teaching_assistant", "Left a pupil in wet clothes for the afternoon as a punishment.", "neglect"),
    _at("Marlshire General Hospital", "Health care assistant", "health", "care_worker", "Restrained a child in a bed without a plan, leaving a mark.", "physical"),
    _at(council.NORTHDALE, "Cadet leader", "police", "police_officer", "Invited a cadet of sixteen to his house and gave her wine.", "conduct", "officer_special"),
    _at("Brookfield Primary School", "Teaching assistant", "school_primary", "teaching_assistant", "Pinched a child under the table to make him sit still.", "physical"),
    _at("Marlshire Army Cadets", "Adult instructor", "cadets", "other", "Made cadets stand in the cold without coats until one was sick.", "emotional", "volunteer"),
    _at("Ridgeway Academy", "Supply teacher", "school_secondary", "supply_teacher", "Pushed a pupil against a door on his way out of the room.", "physical", "agency"),
    _at("Ashdown Lodge", "Residential worker", "residential", "residential_worker", "Called a young person names about her weight in front of the others.", "emotional"),
)
QUESTIONS = (
    "Asked which training a new deputy safeguarding lead needs, and how often it is repeated.",
    "Asked for our leaflet on low-level concerns, to give out at a governors’ meeting.",
    "Asked whether a parent who helps on one trip needs a certificate.",
)
"""Calls that open no case."""
OUTCOMES = (
    "substantiated", "unsubstantiated", "substantiated", "unfounded", "unsubstantiated", "substantiated", "false", "unsubstantiated", "unfounded", "malicious", "substantiated",
)
RESULTS = ("first_warning", "final_warning", "dismissed", "training", "resigned")
POLICE_RESULTS = ("nfa_evidential", "no_crime", "caution", "nfa_public_interest")
YEARS = (
    "advice advice advice advice advice low_level elsewhere consultation referral",
    "advice advice advice advice advice low_level duplicate question consultation consultation referral",
    "advice advice advice advice advice advice low_level elsewhere question consultation consultation referral referral",
)
"""What came in each of the three report years: advice most, then consultations, then referrals."""
THIS_YEAR = "advice question low_level advice"
