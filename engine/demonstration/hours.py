"""Office hours: when an invented person gets round to something; called by the teller and the stories."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from engine import dates
from engine.deadlines import Calendar

OPENS, CLOSES = time(9, 5), time(16, 35)
LENGTH = 450
"""Minutes of a working day."""


@dataclass(frozen=True)
class Hours:
    """A calendar with a working day's hours."""

    calendar: Calendar

    def at(self, day: date, clock_time: time) -> datetime:
        """An instant of a day in London."""
        return dates.instant(day, clock_time)

    def within(self, at: datetime) -> datetime:
        """The instant itself in office hours, else when the office next opens."""
        local = dates.london(at)
        if not self.calendar.is_working(local.date()) or local.time() > CLOSES:
            return self.at(self.calendar.next_working(local.date()), OPENS)
        return max(at, self.at(local.date(), OPENS))

    def after(self, at: datetime, days: float) -> datetime:
        """So many working days of office hours later."""
        at, minutes = self.within(at), round(days * LENGTH)
        while True:
            left = int((self.at(dates.local_day(at), CLOSES) - at).total_seconds() // 60)
            if minutes <= left:
                return at + timedelta(minutes=minutes)
            minutes -= left
            at = self.at(self.calendar.next_working(dates.local_day(at)), OPENS)

    def before(self, at: datetime) -> datetime:
        """The last instant in office hours up to this one."""
        local = dates.london(at)
        if self.calendar.is_working(local.date()) and local.time() >= OPENS:
            return min(at, self.at(local.date(), CLOSES))
        return self.at(self.calendar.previous_working(local.date()), time(16, 10))

    def share(self, start: datetime, end: datetime, share: float) -> datetime:
        """A share of the way from start to end, in office hours where that fits."""
        at = start + (end - start) * share
        return max(self.before(at), self.within(start))

    def day(self, start: date, number: int) -> date:
        """So many working days after a day, before it if negative; 0 is the day itself or the last working one."""
        if not self.calendar.is_working(start):
            start = self.calendar.previous_working(start)
        return self.calendar.add(start, number)
