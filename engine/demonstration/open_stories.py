"""The stories that are still running, each stopped at the step that its reader is to find; called by stories."""

from datetime import date, datetime, time

from engine import dates
from engine.demonstration.filling import from_today
from engine.demonstration.hours import Hours
from engine.demonstration.paces import after, late, today  # noqa: F401
from engine.demonstration.story import Adult, Allegation, Child, Job, Story

BROOKFIELD, TRUST, FERNHILL = "Brookfield Primary School", "Aldermoor Academy Trust", "Fernhill Nursery"
REFERRAL = {"decision": "referral", "criteria": ["harmed"]}
BOTH = {**REFERRAL, "police_wanted": "yes", "social_care_wanted": "yes", "criteria": ["harmed", "offence"]}
WITH_POLICE = {**REFERRAL, "police_wanted": "yes", "criteria": ["harmed", "offence"]}
CONSULTATION = {"decision": "consultation", "criteria": ["risk"]}


def open_stories(hours: Hours, now: datetime) -> list[Story]:
    """Every one with the day on which it came, counted back in working days from now."""

    def came(days: int, hour: int, minute: int) -> datetime:
        at = hours.at(hours.day(dates.local_day(now), -days), time(hour, minute))
        return at if at <= now else hours.at(hours.day(dates.local_day(now), -days - 1), time(hour, minute))

    return [*_new(came), *_early(came), *_running(came), *_ending(came)]


def _new(came) -> list[Story]:  # type: ignore[no-untyped-def]
    """Just come: to pick up."""
    return [
        Story(
            (Adult("Lee Stanton", "residential_worker", (Job("Kestrel House", "Residential worker", "residential"),),
                   date(1988, 4, 17), "male"), Adult("Adult not known: an agency worker on the night shift", "residential_worker",
                   (Job("Kestrel House", "Agency night worker", "residential", "agency"),))),
            came(1, 11, 30), (Allegation("A young person says that two members of staff held him on the floor for longer than was needed", "restraint", "Kestrel House, upper landing"),),
            (Child("Jaden Morley", 14),), caller="Dominic Hale", caller_role="Registered manager", agency="Kestrel House",
            source="residential", stops=frozenset({"decide_threshold"}),
        ),
        Story(
            (Adult("Dawn Pritchard", "early_years_worker", (Job(FERNHILL, "Nursery practitioner", "nursery"),), date(1994, 9, 2), "female"),),
            came(1, 16, 5), (Allegation("Pulled a child by the wrist across the room at tidy-up time", "physical", "Toddler room"),),
            (Child("Maisie Trent", 3),), caller="Tessa Boyle", caller_role="Nursery manager", agency=FERNHILL,
            source="early_years", says={"search_result": "same"}, stops=frozenset({"decide_threshold"}),
        ),
    ]  # fmt: skip


def _early(came) -> list[Story]:  # type: ignore[no-untyped-def]
    return [
        Story(
            (Adult("Neil Foss", "foster_carer", (Job("Marlshire Fostering", "Foster carer", "foster_carer", "foster_carer"),), date(1979, 1, 23), "male"),),
            came(4, 14, 25), (Allegation("A child says that the carer locked him in his room as a punishment", "emotional", "Carers’ home"),),
            (Child("Tyler Bates", 9),), caller="Tom Ellery", caller_role="Fostering team manager", agency="Marlshire Fostering", source="fostering",
            says={**REFERRAL, "social_care_wanted": "yes", "may_tell_adult": "no"}, stops=frozenset({"hold_meeting", "social_care_start"}),
        ),
    ]  # fmt: skip


def _running(came) -> list[Story]:  # type: ignore[no-untyped-def]
    return [
        Story(
            (Adult("Owen Hartley", "teaching_assistant", (Job(BROOKFIELD, "Teaching assistant", "school_primary"),), date(1991, 6, 14), "male"),),
            came(18, 15, 20), (Allegation("Took a pupil by the arm and pulled him out of the lunch queue", "physical", "Dining hall"),
                Allegation("Shouted at a pupil, close to her face", "emotional", "Year 4 classroom")),
            (Child("Ellis Warren", 8), Child("Isla Bryce", 8)), caller="Karen Whitlock", caller_role="Head teacher", agency=BROOKFIELD,
            says=BOTH, steps={"police_start": {"hold": "hold", "next_update_on": from_today(1)}}, stops=frozenset({"police_update", "hold_review"}),
        ),
        Story(
            (Adult("Sandra Wickes", "driver", (Job("Marl Valley Transport", "Passenger assistant", "transport"),), date(1969, 11, 30), "female"),),
            came(78, 10, 10), (Allegation("Left a child with a wheelchair unstrapped on the minibus, and swore at him", "neglect", "School transport, route 14"),),
            (Child("Callan Frost", 11),), caller="Keith Lomax", caller_role="Contracts manager", agency="Marl Valley Transport", source="other",
            says={**WITH_POLICE, "police_result": "nfa_evidential"}, steps={"police_update": [{}, {}, {}, {}, {"police_state": "finished"}]}, stops=frozenset({"employer_result"}),
        ),
    ]  # fmt: skip


def _ending(came) -> list[Story]:  # type: ignore[no-untyped-def]
    return [
        Story(
            (Adult("Marcus Hollis", "teacher", (Job("Ridgeway Academy", "Teacher of history", "school_secondary"),), date(1985, 5, 9), "male"),),
            came(60, 9, 45), (Allegation("Sent private messages to a pupil late at night", "grooming", "Online"),),
            (Child("Kayla Rowe", 15),), caller="Nina Forsyth", caller_role="Head teacher", agency="Ridgeway Academy",
            says={**WITH_POLICE, "police_result": "no_crime", "employer_result": "final_warning", "outcome": "substantiated", "overall_outcome": "substantiated"},
            steps={"police_update": [{}, {"police_state": "finished"}]}, stops=frozenset({"agree_outcome"}),
        ),
    ]  # fmt: skip
