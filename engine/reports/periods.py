"""The period of a report and the same days of earlier years, on London's calendar; annual and its pages call it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from engine import dates
from engine.errors import Refused

YEAR_BEGINS = 4
_DAY = timedelta(days=1)


class EndsBeforeItStarts(Refused):
    """The last day must be on or after the first."""


@dataclass(frozen=True)
class Period:
    """From the first moment of one day to the last moment of another. Raises EndsBeforeItStarts."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise EndsBeforeItStarts(
                f"The last day must be on or after the first, {dates.short_words(self.first, year=True)}."
            )

    @property
    def start(self) -> datetime:
        """The first instant in it."""
        return dates.instant(self.first, time(0))

    @property
    def end(self) -> datetime:
        """The first instant after it."""
        return dates.instant(self.last + _DAY, time(0))

    @property
    def title(self) -> str:
        """What a report of it is called: that of a financial year, or of one so far, is the annual report."""
        annual = (self.first.month, self.first.day) == (4, 1) and self.last < date(self.first.year + 1, 4, 1)
        return "Annual report" if annual else "Report"

    def holds(self, when: date | datetime) -> bool:
        """Whether this happened in it."""
        return self.first <= dates.local_day(when) <= self.last

    def before(self, times: int = 1) -> "Period":
        """The same days one year before, or of as many years before as it takes for the two not to overlap."""
        years = 1
        while _years_before(self.last + _DAY, years) > self.first:
            years += 1
        shift = years * times
        return Period(_years_before(self.first, shift), _years_before(self.last + _DAY, shift) - _DAY)

    @property
    def words(self) -> str:
        """1 April 2025 to 31 March 2026, or 1 April to 30 June 2026."""
        first = dates.short_words(self.first, year=self.first.year != self.last.year)
        return f"{first} to {dates.short_words(self.last, year=True)}"

    @property
    def label(self) -> str:
        """At the head of a column: 2025 to 2026 for a report year, else its days."""
        whole_year = (self.first.day, self.first.month) == (1, YEAR_BEGINS) and self.before().last + _DAY == self.first
        return f"{self.first.year} to {self.first.year + 1}" if whole_year else self.words

    @property
    def json(self) -> dict[str, str]:
        return {"from": self.first.isoformat(), "to": self.last.isoformat()}


def year_so_far(now: datetime) -> Period:
    """The report year, which begins in April, up to today."""
    today = dates.local_day(now)
    return Period(date(today.year - (today.month < YEAR_BEGINS), YEAR_BEGINS, 1), today)


def _years_before(day: date, years: int) -> date:
    """The same day of an earlier year; 29 February is 1 March where there is none, so that no day falls out."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)
