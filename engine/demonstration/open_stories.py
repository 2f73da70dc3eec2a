"""The stories that are still running, each stopped at the step that its reader is to find; called by stories.

Days are working days back from the day on which the demonstration is made, so that what is due today is due on any day.
"""
# ruff: noqa: E501 (what people say is longer than a line)

from collections.abc import Callable
from datetime import datetime, time

from engine import dates
from engine.demonstration import council
from engine.demonstration.events import days_in, from_now, note, starts, takes
from engine.demonstration.filling import from_today, on
from engine.demonstration.hours import Hours
from engine.demonstration.paces import after, today
from engine.demonstration.story import Allegation, Job, Story
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

BROOKFIELD, TRUST, FERNHILL = "Brookfield Primary School", "Aldermoor Academy Trust", "Fernhill Nursery"
Came = Callable[[int, int, int], datetime]


def open_stories(hours: Hours, now: datetime) -> list[Story]:
    """Every one with the day on which it came."""

    def came(days: int, hour: int, minute: int) -> datetime:
        today = dates.local_day(now)
        at = hours.at(hours.day(today, -days), time(hour, minute))
        return at if at <= now else hours.at(hours.day(today, -days - 1), time(hour, minute))

    return [
        *_new(came),
        *_at_the_threshold(came),
        *_before_the_meeting(came),
        *_strands(came),
        *_held(came),
        *_ending(came),
    ]


def _new(came: Came) -> list[Story]:
    """Just come: to pick up."""
    night = adult("Adult not known, agency night worker", "not_known", 1990, "residential_worker",
                  Job("Kestrel House", "Agency night worker", "residential", "agency"))  # fmt: skip
    stanton = adult(
        "Lee Stanton", "male", 1988, "residential_worker", Job("Kestrel House", "Residential worker", "residential")
    )
    return [
        tale((stanton, night), came(1, 11, 30), "A young person says that two members of staff held him on the floor for longer than was needed.",
             "restraint", ("Jaden Morley", 14), place="Kestrel House, upper landing", stops="decide_threshold"),
        tale(adult("Vince Tranter", "male", 1974, "coach", Job("Tarn Lake Sailing Club", "Sailing instructor", "sports_leisure", "volunteer")),
             came(1, 18, 40), "My daughter says that her instructor keeps sending her photographs of himself and asks her not to tell us.",
             "grooming", ("My daughter", 13), way="report_a_concern", caller="A parent", source="parent",
             says={"source": "parent", "reach_by": "phone", "referrer_phone": council.phone("301"), "safe_time": "After 6 in the evening"}, stops="check_who"),
        tale(adult("Carys Bowden", "female", 1996, "teaching_assistant", Job("Oakfield Special School", "Teaching assistant", "special_school")),
             came(0, 9, 10), "Was heard calling a pupil names in front of the class, and took his communication book away.",
             "emotional", ("Reece Danvers", 10), place="Class 3", stops="check_who"),
        tale(adult("Terry Blunden", "male", 1961, "driver", Job("Swan Taxis", "School contract driver", "taxi", "self_employed")),
             came(0, 8, 55), "Collected a pupil this morning smelling of alcohol and drove on when she asked to get out. She is at school now; he collects her again at three.",
             way="log_a_call", caller="Jean Rafferty", caller_role="Head teacher", agency="Oakfield Special School", source="school",
             says={"immediate_danger": "yes"}, stops="check_who refer_at_once"),
    ]  # fmt: skip


def _at_the_threshold(came: Came) -> list[Story]:
    """Waiting for the decision, or for what it takes to decide."""
    return [
        tale(adult("Dawn Pritchard", "female", 1994, "early_years_worker", Job(FERNHILL, "Nursery practitioner", "nursery")),
             came(1, 16, 5), "Pulled a child by the wrist across the room at tidy-up time. A student on placement saw it.",
             "physical", ("Maisie Trent", 3), place="Toddler room", stops="decide_threshold", pace={"check_who": after(0.04)},
             says={"search_result": "same", "search_notes": "An earlier contact about the same practitioner, two years ago: advice about tone of voice"},
             events=(takes(days_in(0.12), "decide_threshold"),)),
        tale(adult("Adrian Pell", "male", 1980, "teacher", Job("Marlbridge High School", "Teacher of physical education", "school_secondary")),
             came(3, 10, 20), "Two pupils say that he comments on how they look in the changing room.", "conduct", ("Amelia Stone", 13), ("Jodie Parr", 13),
             place="Sports hall", lado="lado2", stops="decide_threshold step_in_threshold", events=(takes(days_in(0.5), "decide_threshold"),)),
        tale(adult("Moses Adekunle", "male", 1971, "minister", Job("St Mark’s Church", "Youth worker", "faith", "volunteer")),
             came(2, 13, 15), "A parent says that the youth worker took her son home alone, and that he came back upset. She does not know the date.",
             "conduct", ("Nathan Osgood", 15), says={"risk_level": "not_known"}, stops="get_missing",
             steps={"decide_threshold": {"decision": "insufficient_info", "missing_due": from_today(1)}}),
        tale(adult("Shauna Keel", "female", 1989, "early_years_worker", Job("Little Acorns Pre-school", "Room leader", "nursery")),
             came(1, 10, 5), "Lives in Northdale and is said to have slapped a neighbour’s child there on Sunday.", "personal_life", ("Child of a neighbour", 6),
             lado="lado2", says={"lead_authority": "transfer"}, steps={"decide_threshold": {"decision": "redirect_lado"}}, stops="send_elsewhere"),
    ]  # fmt: skip


def _before_the_meeting(came: Came) -> list[Story]:
    """The threshold is met: who is told, who takes part, and the meeting."""
    return [
        tale(adult("Neil Foss", "male", 1979, "foster_carer", Job(council.FOSTERING, "Foster carer", "foster_carer", "foster_carer")),
             came(4, 14, 25), "A child says that the carer locked him in his room as a punishment, more than once.", "emotional", ("Tyler Bates", 9),
             place="The carers’ home", says={**WITH_SOCIAL_CARE, "may_tell_adult": "no"}, stops="hold_meeting social_care_start fostering_update fostering_review"),
        tale(adult("Bethany Crewe", "female", 1999, "early_years_worker", Job(FERNHILL, "Apprentice", "nursery", "fixed_term")),
             came(5, 9, 50), "Left a child strapped in a high chair for most of the morning, crying. Seen on the room’s camera.", "neglect", ("Oscar Lyle", 1),
             place="Baby room", lado="lado2", says=REFERRAL, stops="hold_meeting step_in_meeting interim_measures send_notices tell_adult agree_action"),
        tale(adult("Gareth Munn", "male", 1977, "teacher", Job("Birch Hill Sixth Form College", "Lecturer in photography", "further_education")),
             came(2, 11, 40), "A student of 17 says that he offered better marks for photographs.", "sexual", ("Lily Sandford", 17),
             says=WITH_POLICE, stops="name_party@Police hold_meeting interim_measures tell_adult agree_action"),
        tale(adult("Colin Strand", "male", 1966, "coach", Job("Marlbrook Juniors FC", "Under-12 manager", "sports_leisure", "volunteer")),
             came(2, 15, 35), "Grabbed a player by the collar and pushed him against the fence after a match last week.", "physical", ("Kian Doyle", 11),
             place="Recreation ground", says=REFERRAL, aware_days=6, stops="raise_late_report which_employers hold_meeting"),
        tale(adult("PC Simon Harte", "male", 1984, "police_officer", Job(council.NORTHDALE, "Schools liaison officer", "police", "officer_special")),
             came(8, 13, 20), "Arrested at home after an argument in which his partner was hurt; their two children were in the house.", "personal_life", ("Ewan Harte", 7),
             lado="lado2", says={**BOTH, "criteria": ["suitability"], "measure": "other_work"}, stops="tell_adult agree_action employer_update police_update social_care_update"),
        tale(adult("Joel Barrett", "male", 1990, "teacher", Job(TRUST, "Teacher of music", "school_secondary")),
             came(7, 12, 10), "Met a pupil alone at the weekend and bought her a telephone.", "grooming", ("Freya Lomas", 14),
             says={**WITH_POLICE, "measure": "suspended", "suspended": "yes"}, stops="confirm_suspension chase_confirmation employer_update agree_action police_update tell_adult"),
    ]  # fmt: skip


def _strands(came: Came) -> list[Story]:
    """Police, social care and employers at work."""
    hartley = adult(
        "Owen Hartley", "male", 1991, "teaching_assistant", Job(BROOKFIELD, "Teaching assistant", "school_primary")
    )
    club = Job("Marlbrook Juniors FC", "Football coach", "sports_leisure", "volunteer").answers()
    two = (Allegation("Took a pupil by the arm and pulled him out of the lunch queue.", "physical", "Dining hall"),
           Allegation("Shouted at a pupil, close to her face. January; the day is not known.", "emotional", "Year 4 classroom"))  # fmt: skip
    return [
        tale(hartley, came(18, 15, 20), two, "", ("Ellis Warren", 8), ("Isla Bryce", 8), says=BOTH,
             steps={"police_start": {"hold": "hold", "next_update_on": from_today(1)},
                    "record_employer": {"engagements": [club], "learned_from": "Karen Whitlock, by telephone"}},
             stops="police_update hold_review interim_measures@Marlbrook Juniors FC",
             events=(starts(days_in(14), "further_employer"), note(days_in(6), "Both families were told on the day by the head teacher. Isla’s mother would like to hear from us after the meeting."))),
        tale(adult("Callum Reid", "male", 1995, "coach", Job("Marl Valley Leisure", "Swimming teacher", "sports_leisure")),
             came(24, 10, 45), "Several children say that he holds them under the water as a joke.", "physical", ("Ava Thornley", 9), ("Ben Thornley", 7),
             place="Training pool", says=WITH_POLICE, parties={"Police": council.NORTHDALE}, steps={"police_start": {"next_update_on": from_today(0)}}, stops="police_update hold_review"),
        tale(adult("Ian Fairbrother", "male", 1968, "teacher", Job(TRUST, "Teacher of design and technology", "school_secondary")),
             came(12, 9, 35), "Threw a piece of wood that hit a pupil on the hand.", "physical", ("Dylan Marsh", 13), place="Workshop",
             lado="lado2", says=REFERRAL, steps={"interim_measures": {"next_update_on": from_today(4)}}, stops="investigate employer_update"),
        tale(adult("Rhian Colley", "female", 1987, "teacher", Job(BROOKFIELD, "Class teacher, Year 2", "school_primary")),
             came(10, 14, 0), "Sends children to stand in the corridor alone for long times; three parents have complained.", "emotional", ("Poppy Ince", 6),
             says={**CONSULTATION, "next_review_on": on(18)}, steps={"interim_measures": {"next_update_on": from_today(0), "measure": "supervision"}}, stops="employer_update agree_action"),
        tale(adult("Craig Dunmore", "male", 1982, "secure_estate_worker", Job("Fairlea Secure Centre", "Custody officer", "secure_estate")),
             came(16, 16, 20), "A young person says that his arm was bent behind his back after he had stopped resisting. The camera shows part of it.", "restraint", ("D. R.", 16),
             lado="lado2", says=WITH_SOCIAL_CARE, steps={"social_care_start": {"next_update_on": from_today(0)}}, stops="social_care_update investigate"),
        tale(adult("Hazel Norris", "female", 1973, "nurse_midwife", Job("Marlshire General Hospital", "Children’s nurse", "health")),
             came(31, 10, 15), "Spoke roughly to a child before a procedure and held her down without calling a colleague.", "physical", ("Evie Marlow", 5),
             place="Children’s ward", says={**CONSULTATION, "next_review_on": on(25), "employer_route": "hearing"},
             pace={"agree_action": after(23)}, stops="hold_hearing employer_update#3"),
        tale(adult("Alec Thurlow", "male", 1958, "other", Job("3rd Marlbridge Scout Group", "Assistant leader", "youth_organisation", "volunteer")),
             came(22, 19, 5), "Shares a tent with the youngest on camps although he was told not to.", "conduct", ("Harvey Pratt", 8), way="refer",
             lado="lado2", says={**CONSULTATION, "next_review_on": on(19), "employer_route": "no_formal", "measure": "stood_down"}, pace={"agree_action": after(16)}, stops="employer_result employer_update#2"),
        tale(adult("Pauline Dray", "female", 1964, "foster_carer", Job(council.FOSTERING, "Foster carer", "foster_carer", "foster_carer")),
             came(27, 11, 10), "A child has told her teacher that she is given less to eat than the carer’s own children.", "neglect", ("Summer Wells", 10),
             says=WITH_SOCIAL_CARE, pace={"fostering_review": after(14)}, stops="fostering_result fostering_update#3"),
        tale(adult("Grace Adeyemi", "female", 1992, "supply_teacher", Job("Penhurst Supply", "Supply teacher", "agency_supply", "agency"),
                   Job("Lark Lane Primary School", "Supply teacher, Year 5", "school_primary", "agency")),
             came(44, 15, 50), "Hit a pupil on the back of the head with a book. Two other adults were in the room.", "physical", ("Zain Malik", 10), place="Year 5 classroom",
             caller="Yasmin Akhtar", caller_role="Head teacher", agency="Lark Lane Primary School", source="school", says=REFERRAL,
             steps={"employer_result@Penhurst Supply": {**DISMISSED, "left_how": "contract_ended", "end_state": "No longer offered work"},
                    "employer_result@Lark Lane Primary School": {"employer_result": "nfa", "end_state": "No longer used by the school"},
                    "dbs_test": {**MUST_REFER, "removal_ground": "contract_ended", "dbs_reason": "Two adults saw it, and it was not the first time"}},
             stops="refer_to_dbs"),
    ]  # fmt: skip


def _held(came: Came) -> list[Story]:
    """Long ones: a live police investigation, reviews, new information, a case that came back."""
    return [
        tale(adult("Sandra Wickes", "female", 1969, "driver", Job("Marl Valley Transport", "Passenger assistant", "transport")),
             came(74, 10, 10), "Left a child’s wheelchair unstrapped on the minibus, and swore at him when he said so.", "neglect", ("Callan Frost", 11), place="School transport, route 14",
             says={**WITH_POLICE, "police_result": "nfa_evidential"}, steps={"police_start": {"hold": "hold"}, "after_police": {"hold": "proceed"}}, pace={"hold_review": [None, today(-21)]}, stops="hold_review#3 step_in_review"),
        tale(adult("Dean Rusk", "male", 1986, "residential_worker", Job("Ashdown Lodge", "Senior residential worker", "residential")),
             came(73, 9, 25), "A young person who has left the home says that he hit her in the kitchen last winter.", "physical", ("Chloe Banner", 16),
             lado="lado2", says={**BOTH, "police_result": "charged"}, steps={"police_start": {"hold": "hold"},
                "police_update": [{}, {}, {"police_state": "finished", "police_result": "charged", "police_result_reason": "Charged with assault; the first hearing is in two months"}, {"police_state": "open", "police_stage": "court"}],
                "hold_review": [{}, {}, {"decide_now": "yes"}]}, stops="agree_decide_now"),
        tale(adult("Philip Denholm", "male", 1970, "other", Job("St Mark’s Church", "Choir leader", "faith", "volunteer")),
             came(29, 17, 20), "A former member of the choir says that he was touched on the leg in lessons when he was twelve.", "sexual", ("A former choir member", 12),
             says={**WITH_POLICE, "non_recent": "yes", "adult_contact_now": "yes", "measure": "stood_down"}, steps={"police_start": {"hold": "hold", "next_update_on": from_today(2)}}, stops="police_update consider_information",
             events=(starts(from_now(-1), "new_information"), note(from_now(-1, time(10, 45)), "Revd Bray rang: a second man has written to the parish. He will send us the letter today."))),
        tale(adult("Tanya Wragg", "female", 1983, "teaching_assistant", Job("St Anne’s Primary School", "Lunchtime supervisor", "school_primary")),
             came(76, 12, 45), "Dragged a child off a climbing frame by the hood.", "physical", ("Mohammed Iqbal", 5), place="Playground",
             says={**CONSULTATION, "next_review_on": on(19), "employer_route": "no_formal", "employer_result": "training", "outcome": "unsubstantiated"},
             steps={"record_reopening": {"reopen_from": "Paul Greaves"}}, events=(starts(from_now(-4), "reopen"),), stops="hold_review#2"),
    ]  # fmt: skip


def _ending(came: Came) -> list[Story]:
    """Outcome, duties, telling people, closing."""
    quick = {"police_update": [{}, FINISHED]}
    return [
        tale(adult("Marcus Hollis", "male", 1985, "teacher", Job("Ridgeway Academy", "Teacher of history", "school_secondary")),
             came(56, 9, 45), "Sent private messages to a pupil late at night.", "grooming", ("Kayla Rowe", 15), place="Online", lado="lado2",
             says={**WITH_POLICE, "police_result": "no_crime", **SUBSTANTIATED}, steps={**quick, "employer_result": {"employer_result": "final_warning", "employer_finding": "substantiated"}}, stops="agree_outcome"),
        tale(adult("Leanne Cobb", "female", 1990, "early_years_worker", Job("Bluebell Day Nursery", "Deputy manager", "nursery")),
             came(62, 11, 55), "Smacked a child’s hand twice at the snack table.", "physical", ("Noah Petrie", 2), place="Snack area",
             says={**REFERRAL, **SUBSTANTIATED, "belief": "endangerment", "risk_remains": "yes"}, steps={"employer_result": DISMISSED, "dbs_test": MUST_REFER}, stops="check_duties"),
        tale(adult("Howard Lisle", "male", 1963, "teacher", Job("Marlbridge High School", "Teacher of science", "school_secondary")),
             came(58, 14, 30), "A pupil says that he pushed her out of the laboratory.", "physical", ("Erin Foyle", 14), lado="lado2",
             says={**REFERRAL, "outcome": "unfounded", "overall_outcome": "unfounded"}, steps={"employer_result": {"employer_result": "nfa", "employer_finding": "unfounded"}}, stops="tell_people"),
        tale(adult("Nicola Brand", "female", 1978, "other", Job("Marlshire Islamic Centre", "Weekend school teacher", "faith", "volunteer")),
             came(38, 10, 30), "Pulled a child’s ear during a lesson.", "physical", ("Hana Yusuf", 8),
             says={**CONSULTATION, "next_review_on": on(19), "employer_route": "no_formal", **SUBSTANTIATED}, steps={"employer_result": {"employer_result": "training", "employer_finding": "substantiated"}}, stops="close_the_case"),
        tale(adult("Robert Askew", "male", 1975, "teaching_assistant", Job(BROOKFIELD, "Sports coach", "school_primary", "contractor")),
             came(75, 13, 40), "Two pupils say that he kicked a ball at them on purpose, and laughed.", "physical", ("Logan Spiers", 9), ("Mia Cartwright", 9),
             says={**WITH_SOCIAL_CARE, "outcome": "unsubstantiated"}, steps={"employer_result": {"employer_result": "counselling", "employer_finding": "unsubstantiated"}}, stops="check_closure"),
    ]  # fmt: skip
