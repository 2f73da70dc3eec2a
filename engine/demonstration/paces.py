"""How long people take over a step: the usual ranges in working days, and what a story may say instead.

Used by the teller and the stories.
"""

from collections.abc import Callable
from datetime import datetime, time

from engine import dates
from engine.demonstration.hours import Hours

Pace = Callable[[Hours, datetime, datetime | None, datetime], datetime | None]
"""From the hours, when the step was offered, when it is due and now: when it is done, None for never."""

PACES: dict[str, tuple[float, float]] = {
    "check_who": (0.04, 0.25),
    "decide_threshold": (0.08, 0.55),
    "refer_at_once": (0.02, 0.1),
    "get_missing": (0.8, 2.5),
    "send_elsewhere": (0.05, 0.4),
    "raise_late_report": (0.5, 2.0),
    "which_employers": (0.05, 0.4),
    "police_start": (0.3, 1.4),
    "social_care_start": (0.2, 0.8),
    "interim_measures": (0.1, 0.8),
    "agree_action": (4.6, 6.5),
    "decide_hearing": (0.5, 1.6),
    "employer_result": (1.0, 4.0),
    "tell_adult": (0.5, 2.5),
    "tell_carers": (0.5, 2.5),
    "send_notices": (0.3, 1.2),
    "schedule_7": (0.2, 0.8),
    "protect_children": (0.2, 0.9),
    "fostering_review": (10.0, 16.0),
    "fostering_result": (3.0, 8.0),
    "after_police": (0.3, 2.0),
    "dbs_test": (1.0, 4.0),
    "fostering_dbs_test": (1.0, 4.0),
    "refer_to_dbs": (1.0, 6.0),
    "fostering_refer_to_dbs": (1.0, 6.0),
    "agree_outcome": (2.0, 7.0),
    "check_duties": (0.2, 2.0),
    "agree_exception": (0.3, 1.5),
    "tell_people": (1.0, 6.0),
    "close_the_case": (0.5, 4.0),
    "check_closure": (0.3, 2.0),
    "chase_police": (0.2, 1.0),
    "chase_employer": (0.2, 1.0),
    "chase_social_care": (0.2, 1.0),
    "chase_fostering": (0.2, 1.0),
    "chase_confirmation": (0.2, 0.8),
}
"""By step; a step that is not here takes a share of the time until it is due."""

SHARES: dict[str, tuple[float, float]] = {
    "hold_meeting": (0.6, 0.97),
    "hold_review": (0.7, 0.98),
    "police_update": (0.86, 1.0),
    "social_care_update": (0.8, 1.0),
    "employer_update": (0.85, 1.0),
    "fostering_update": (0.85, 1.0),
    "investigate": (0.7, 1.0),
    "hold_hearing": (0.7, 1.0),
    "confirm_suspension": (0.3, 0.9),
}


def after(days: float) -> Pace:
    """So many working days after it was offered."""
    return lambda hours, offered, _due, _now: hours.after(offered, days)


def late(days: float) -> Pace:
    """So many working days after it was due."""
    return lambda hours, offered, due, _now: hours.after(due or offered, days)


def today(number: int, clock_time: time = time(9, 40)) -> Pace:
    """So many working days from the day on which the demonstration is made, not before it was offered."""

    def done(hours: Hours, offered: datetime, _due: datetime | None, now: datetime) -> datetime:
        day = hours.day(dates.local_day(now), number)
        return max(hours.at(day, clock_time), hours.after(offered, 0.05))

    return done
