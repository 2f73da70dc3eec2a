"""Working days, clocks, pauses, and the words that explain a due date; casework, expressions and pages call it."""

import calendar as months_table
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

import holidays

from engine import dates
from engine.errors import Refused

Unit = Literal["working_days", "calendar_days", "months", "hours"]
Standing = Literal["late", "today", "later"]
FIRST_YEAR, LAST_YEAR = 1980, 2100  # of bank holidays
LONGEST = 36_600  # days that one deadline may run
_DAY = timedelta(days=1)


class BeyondCalendar(Refused):
    """This date is further away than the calendar reaches."""


@dataclass(frozen=True)
class Clock:
    """How long something may take, as the authority has set it: a line of forms/lists/clocks.csv."""

    code: str
    label: str
    amount: int
    unit: Unit
    day_one: bool = False  # the day itself counts as day 1
    pauses: bool = False  # a hold stops it
    rolls: Literal["none", "before", "after"] = "none"  # where it goes from a day on which nobody works
    from_: date | None = None
    to: date | None = None
    source: str = ""
    because: str = ""  # the starting event, as it stands after "because"
    receipt: bool = False  # starts with our own receipt: too late in the day counts as the next working day
    others: tuple["Clock", ...] = ()  # the lines of the same code that hold at other times

    def on(self, day: date) -> "Clock | None":
        """The line that holds for what starts on this day; none when the clock did not exist, or not any more."""
        return next((c for c in (self, *self.others) if (c.from_ or day) <= day <= (c.to or day)), None)

    @property
    def length(self) -> str:
        """five working days; 28 days; one month; the same working day."""
        if not self.amount:
            return "the same working day" if self.unit == "working_days" else "the same day"
        nouns = {"working_days": "working day", "calendar_days": "day", "months": "month", "hours": "hour"}
        return dates.count_words(self.amount, nouns[self.unit])


@dataclass(frozen=True)
class Pause:
    """A time in which a clock stands still: a hold, from when it was asked for until it was lifted."""

    start: datetime
    end: datetime | None
    reason: str

    def touches(self, day: date, today: date | None = None) -> bool:
        """Whether it held on any part of this day; what is still open holds until today, at first one day."""
        last = dates.local_day(self.end) if self.end else max(today or date.min, dates.local_day(self.start))
        return dates.local_day(self.start) <= day <= last


@dataclass(frozen=True)
class Due:
    """By when, and why then."""

    at: datetime
    why: str
    code: str
    start: date | datetime
    paused_since: datetime | None = None
    joint: Literal["because", "colon", "stop"] = "because"
    exact: bool = field(default=False)  # counted in hours: the time of day matters

    @property
    def day(self) -> date:
        """The day on London's calendar."""
        return dates.local_day(self.at)

    @property
    def reason(self) -> str:
        """The why as a sentence of its own, as in the inbox."""
        return dates.sentence(self.why)

    def sentence(self, now: datetime) -> str:
        """Due today, Thursday 5 March 2026, by 17:00, because the contact came Wednesday 4 March 16:05, ..."""
        by = f", by {dates.time_words(dates.london(self.at).time())}"
        day = dates.day_words(self.day, year=True)
        today = self.day == dates.local_day(now)
        when = f"today, {day}{by}" if today else f"{day}{by}" if self.exact else day
        comma = "," if today or self.exact else ""
        if self.joint == "because":
            return dates.sentence(f"due {when}{comma} because {self.why}")
        return dates.sentence(f"due {when}{': ' + self.why if self.joint == 'colon' else '. ' + self.reason}")


@lru_cache(maxsize=512)
def bank_holidays(year: int) -> frozenset[date]:
    """England's bank holidays, substitute and one-off days included; none outside the years in which they are known."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return frozenset()
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


@dataclass(frozen=True)
class Calendar:
    """The authority's working days: Monday to Friday, less bank holidays and closures, plus days it works after all."""

    closures: frozenset[date] = frozenset()
    day_ends: time = time(17)
    extra_working: frozenset[date] = frozenset()
    lengths: Mapping[str, tuple[int, Unit]] = field(default_factory=dict, hash=False)  # the authority's own, by code

    def own(self, clock: Clock) -> Clock:
        """The clock with the authority's own length, where it has set one; nobody but Parliament moves a legal one."""
        if clock.source.startswith("Law"):
            return clock
        own = self.lengths.get(clock.code)
        return replace(clock, amount=own[0], unit=own[1]) if own else clock

    def is_working(self, day: date) -> bool:
        """Whether somebody is at work on this day."""
        if day in self.extra_working:
            return True
        return day.weekday() < 5 and day not in self.closures and day not in bank_holidays(day.year)

    def add(self, day: date, number: int) -> date:
        """The number-th working day after this one (before it, if negative); 0 is the day itself."""
        step = 1 if number > 0 else -1
        for _ in range(abs(number)):
            day = self._neighbour(day, step)
        return day

    def between(self, first: date, last: date) -> int:
        """How many working days come after the first and up to the last; negative when it is earlier."""
        if last < first:
            return -self.between(last, first)
        weeks, rest = divmod((last - first).days, 7)
        plain = weeks * 5 + sum((last - _DAY * n).weekday() < 5 for n in range(rest))
        off = {
            d for year in range(max(first.year, FIRST_YEAR), min(last.year, LAST_YEAR) + 1) for d in bank_holidays(year)
        } | self.closures
        off -= self.extra_working
        lost = sum(first < d <= last and d.weekday() < 5 for d in off)
        return plain - lost + sum(first < d <= last and d.weekday() >= 5 for d in self.extra_working)

    def next_working(self, day: date) -> date:
        """The next working day after this one."""
        return self._neighbour(day, 1)

    def previous_working(self, day: date) -> date:
        """The last working day before this one."""
        return self._neighbour(day, -1)

    def counts_as(self, at: datetime) -> date:
        """The day on which something that reached us then counts as received (procedure section 3)."""
        local = dates.london(at)
        on_time = self.is_working(local.date()) and local.time() <= self.day_ends
        return local.date() if on_time else self.next_working(local.date())

    def end_of(self, day: date) -> datetime:
        """The instant by which what is due on this day is due."""
        return dates.instant(day, self.day_ends)

    def _neighbour(self, day: date, step: int) -> date:
        try:
            day += _DAY * step
            while not self.is_working(day):
                day += _DAY * step
        except OverflowError:
            raise BeyondCalendar from None
        return day


def due(
    clock: Clock,
    start: date | datetime,
    calendar: Calendar,
    pauses: Iterable[Pause] = (),
    *,
    now: datetime | None = None,
) -> Due:
    """By when, and why.

    An open pause is counted up to `now`; without it, as if it were lifted on its first day. Its beginning is then
    `paused_since`, as long as the clock would otherwise still run. Counts by the clock's line that holds on the day of
    the start and by the authority's own length. Raises BeyondCalendar.
    """
    clock = calendar.own(clock.on(dates.local_day(start)) or clock)
    if clock.unit == "hours":
        return _due_in_hours(clock, start)
    first = calendar.counts_as(start) if clock.receipt and isinstance(start, datetime) else dates.local_day(start)
    if clock.receipt and not isinstance(start, datetime) and not calendar.is_working(start):
        first = calendar.next_working(start)
    holds = sorted(pauses, key=lambda p: p.start) if clock.pauses else []
    last, held = _count(clock, first, calendar, holds, dates.local_day(now) if now else None)
    last = _roll(clock, last, calendar)
    open_since = [p.start for p in holds if p.end is None and dates.local_day(p.start) <= last]
    return Due(
        at=calendar.end_of(last),
        why=_why(clock, start, first, calendar, held),
        code=clock.code,
        start=start,
        paused_since=min(open_since, default=None),
        joint=_joint(clock, bool(held)),
    )


_COUNTED = 366
"""Days ahead, a year, of which the working days are counted: nobody plans by more, and no list of holidays has them."""


def distance(due_at: datetime, now: datetime, calendar: Calendar) -> tuple[Standing, str]:
    """Late, today or later, and in words: 2 working days late, Today, 6 working days left, More than 2 years left."""
    day, today = dates.local_day(due_at), dates.local_day(now)
    count = calendar.between(today, day)
    if now > due_at:
        return "late", _lateness(due_at, today, -count)
    if day == today:
        return "today", "Today"
    if (day - today).days > _COUNTED:
        return "later", f"More than {dates.count_words((day - today).days // _COUNTED, 'year', figures=True)} left"
    if count == 0:  # a weekend is ahead, and a law that does not care
        return "later", f"{dates.count_words((day - today).days, 'day', figures=True)} left"
    return "later", f"{dates.count_words(count, 'working day', figures=True)} left"


def working_days(first: date | datetime, last: date | datetime, calendar: Calendar) -> int:
    """`working days(from, to)` of expressions: after the first day, up to the last."""
    return calendar.between(dates.local_day(first), dates.local_day(last))


def _lateness(due_at: datetime, today: date, count: int) -> str:
    if count > 0:
        return f"{dates.count_words(count, 'working day', figures=True)} late"
    due_day = dates.local_day(due_at)
    if due_day == today:
        return f"Late since {dates.time_words(dates.london(due_at).time())}"
    return f"Late since {dates.WEEKDAYS[due_day.weekday()]}"


def _due_in_hours(clock: Clock, start: date | datetime) -> Due:
    # A day without a time starts at its midnight: the strictest reading.
    begun = dates.utc(start) if isinstance(start, datetime) else dates.instant(start, time(0))
    try:
        at = begun + timedelta(hours=clock.amount)
    except OverflowError:
        raise BeyondCalendar from None
    why = f"{clock.because} {dates.when_words(start)}, {clock.length}"
    return Due(at=at, why=why, code=clock.code, start=start, exact=True)


def _count(
    clock: Clock, first: date, calendar: Calendar, holds: list[Pause], today: date | None
) -> tuple[date, list[tuple[Pause, list[date]]]]:
    """The last day, and the days that each hold took."""
    if clock.unit == "months":
        return _add_months(first, clock.amount), []
    working = clock.unit == "working_days"
    counted, day, lost = 0, first, {id(hold): list[date]() for hold in holds}
    if clock.day_one and (not working or calendar.is_working(first)):
        counted = 1
    while counted < clock.amount:
        day = calendar.next_working(day) if working else _tomorrow(day)
        if (day - first).days > LONGEST:
            raise BeyondCalendar
        hold = next((h for h in holds if h.touches(day, today)), None)
        if hold:
            lost[id(hold)].append(day)
        else:
            counted += 1
    return day, [(hold, lost[id(hold)]) for hold in holds if lost[id(hold)]]


def _tomorrow(day: date) -> date:
    try:
        return day + _DAY
    except OverflowError:
        raise BeyondCalendar from None


def _add_months(day: date, number: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    if year > date.max.year:
        raise BeyondCalendar
    return date(year, month + 1, min(day.day, months_table.monthrange(year, month + 1)[1]))


def _roll(clock: Clock, day: date, calendar: Calendar) -> date:
    if clock.rolls == "none" or calendar.is_working(day):
        return day
    return calendar.previous_working(day) if clock.rolls == "before" else calendar.next_working(day)


def _joint(clock: Clock, paused: bool) -> Literal["because", "colon", "stop"]:
    if paused:
        return "colon"
    return "stop" if clock.day_one else "because"


def _why(
    clock: Clock, start: date | datetime, first: date, calendar: Calendar, held: list[tuple[Pause, list[date]]]
) -> str:
    if held:
        return f"{clock.length} from {dates.day_words(first, year=False)}, {_paused(clock, held)}"
    shown = start if clock.unit == "working_days" else dates.local_day(start)
    said = f"{clock.because} {dates.when_words(shown)}{_moved(clock, start, first, calendar)}"
    if clock.day_one:
        return f"{said}: {clock.length}, and the day itself counts as day 1"
    return f"{said}, {clock.length}" if clock.amount else f"{said}, without delay"


def _moved(clock: Clock, start: date | datetime, first: date, calendar: Calendar) -> str:
    """Why a receipt counts as a later day, in words; nothing when it counts as it was."""
    day = dates.local_day(start)
    if not clock.receipt or day == first:
        return ""
    cause = f"after {dates.time_words(calendar.day_ends)}" if calendar.is_working(day) else "not a working day"
    return f", {cause}, so it counts as received on {dates.day_words(first, year=False)}"


def _paused(clock: Clock, held: list[tuple[Pause, list[date]]]) -> str:
    noun = "working day" if clock.unit == "working_days" else "day"
    parts = [
        f"since {dates.day_words(dates.local_day(pause.start), year=False)}, {pause.reason}"
        if pause.end is None
        else f"{dates.count_words(len(days), noun, figures=True)} {dates.span_words(days[0], days[-1])}, {pause.reason}"
        for pause, days in held
    ]
    return "paused " + ", and ".join(parts)
