"""A short way to write a story down: one adult, one job, one allegation; used by the open and the closed stories."""

from datetime import date, datetime, timedelta
from typing import Any

from engine.demonstration.council import answers_at
from engine.demonstration.story import Adult, Allegation, Child, Job, Story

SOURCES = {
    "nursery": "early_years", "childminder": "early_years", "residential": "residential", "foster_carer": "fostering",
    "ifa_foster_carer": "fostering", "health": "health", "secure_estate": "secure_estate", "agency_supply": "agency",
    "sports_leisure": "voluntary_faith_sport", "youth_organisation": "voluntary_faith_sport",
    "cadets": "voluntary_faith_sport", "faith": "voluntary_faith_sport", "transport": "other", "taxi": "other",
    "police": "police", "csc_yot": "social_care", "tutor": "other",
}  # fmt: skip
"""The kind of caller that usually comes from a sector; else a school."""
REFERRAL = {"decision": "referral", "criteria": ["harmed"]}
BOTH = {**REFERRAL, "police_wanted": "yes", "social_care_wanted": "yes", "criteria": ["harmed", "offence"]}
WITH_POLICE = {**REFERRAL, "police_wanted": "yes", "criteria": ["harmed", "offence"]}
WITH_SOCIAL_CARE = {**REFERRAL, "social_care_wanted": "yes"}
CONSULTATION = {"decision": "consultation", "criteria": ["risk"]}
FINISHED = {"police_state": "finished"}
DISMISSED = {
    "employer_result": "dismissed", "removed": "yes", "left": "yes", "left_how": "dismissed",
    "would_have_been_removed": "yes", "employer_finding": "substantiated", "end_state": "Dismissed",
    "reference_wording": "That the allegation was substantiated, as a fact",
}  # fmt: skip
MUST_REFER = {"removal_ground": "dismissed", "belief": "endangerment", "would_have_been_removed": "yes"}
SUBSTANTIATED = {"outcome": "substantiated", "overall_outcome": "substantiated"}


def adult(name: str, sex: str, year: int, profession: str, *jobs: Job) -> Adult:
    """An adult; the birthday follows from the name, so that it is the same on every start."""
    number = sum(map(ord, name))
    return Adult(name, profession, jobs, date(year, number % 12 + 1, number % 28 + 1), sex)


def tale(
    who: Adult | tuple[Adult, ...],
    received: datetime,
    what: str | tuple[Allegation, ...],
    nature: str = "",
    *children: tuple[str, int],
    place: str = "",
    **more: Any,
) -> Story:
    """A story; the caller is whoever answers for the first employer, unless it says another."""
    adults = who if isinstance(who, tuple) else (who,)
    first = adults[0].jobs[0] if adults[0].jobs else None
    person, post = answers_at(first.employer) if first else ("", "")
    said: dict[str, Any] = {
        "caller": person, "caller_role": post, "agency": first.employer if first else "",
        "source": SOURCES.get(first.sector, "school") if first else "public",
    }  # fmt: skip
    if "stops" in more:
        more["stops"] = frozenset(more["stops"].split())
    if days := more.pop("aware_days", 0):
        more["aware"] = received.date() - timedelta(days=days)
    alleged = (Allegation(what, nature, place),) if isinstance(what, str) else what
    return Story(adults, received, alleged, tuple(Child(*each) for each in children), **(said | more))
