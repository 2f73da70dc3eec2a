"""How much was done in time by the procedure's clocks: the threshold decision, the initial meeting, the first review.

Called by annual. Each measure follows what began in the period: done in time, done late, or late and not done yet. What
still has time is left out, so that a measure does not get worse merely because time is left.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from engine import deadlines, in_hand
from engine.models import Authority
from engine.reports import counts
from engine.reports.counts import Counts
from engine.reports.periods import Period
from engine.reports.tables import Check, Column, Table, share

IN_TIME, LATE, OVERDUE = "in_time", "late", "overdue"


@dataclass(frozen=True)
class Began:
    """Something that a clock runs for: from when, and when it was done, if it was."""

    version_id: str
    start: date | datetime
    done: date | datetime | None


@dataclass
class Timeliness:
    """The three measures of one council, seen from one instant."""

    counts: Counts
    now: datetime

    def __post_init__(self) -> None:
        authority = self.counts.session.get_one(Authority, self.counts.authority_id)
        self.calendar = in_hand.calendar_of(authority.settings)
        ids = [id for id, _, _ in self.counts.published]
        clocks = [procedure.clocks for procedure in self.counts.procedures]
        self.clocks = dict(zip(ids, clocks, strict=True))

    def tables(self, period: Period) -> list[Table]:
        """M1, M3 and M4."""
        return [self._decided(period), self._initial(period), self._reviewed(period)]

    def _decided(self, period: Period) -> Table:
        began = [Began(case.version_id, case.received_at, case.decided_at) for case in self.counts.decided(period)]
        came = self.counts.levels(period).total()
        return self._table(
            "M1", "Threshold decided within {}", "case", "T03", began,
            "One case is one adult. Counted by the day the contact came, up to the first decision by when it was made. "
            "Not enough to decide yet is no decision.",
            Check(f"{came} cases came, counted here or with time left.", came == len(began)),
        )  # fmt: skip

    def _initial(self, period: Period) -> Table:
        held, waiting = self._first("initial"), self.counts.waiting(counts.INITIAL)
        came = self.counts.received(held.keys() | waiting, period)
        began = [Began(version, received, held.get(id)) for id, (version, received) in came.items()]
        done, open_ = len(held.keys() & came.keys()), len((waiting - held.keys()) & came.keys())
        return self._table(
            "M3", "Initial meeting within {}", "meeting", "T04", began,
            "One meeting is a case’s initial one, held or to be held. Counted by the day the contact came, up to the "
            "day of the meeting. R5 counts by the day a meeting was held, so the two may differ.",
            Check(f"{done} held and {open_} to be held, counted here or with time left.", done + open_ == len(began)),
        )  # fmt: skip

    def _reviewed(self, period: Period) -> Table:
        initial = {case: day for case, day in self._first("initial").items() if period.holds(day)}
        reviews = self._first("review")
        due = initial.keys() & (reviews.keys() | self.counts.waiting(counts.REVIEW))
        cases = self.counts.received(due)
        began = [Began(version, initial[id], reviews.get(id)) for id, (version, _) in cases.items()]
        none = len(initial) - len(began)
        return self._table(
            "M4", "First review within {}", "meeting", "T05", began,
            "One meeting is a case’s first review, held or to be held. Counted by the day of the initial meeting, up "
            "to the day of the review.",
            Check(
                f"R5 has {len(initial)} initial meetings of the period: {len(began)} with a review, counted here "
                f"or with time left, and {none} without one to be held.",
                len(due) == len(began),
            ),
        )  # fmt: skip

    def _first(self, kind: str) -> dict[str, date]:
        found: dict[str, date] = {}
        for meeting in self.counts.all_meetings:
            if meeting.kind == kind:
                found.setdefault(meeting.case_id, meeting.day)
        return found

    def _table(
        self, id: str, title: str, unit: str, code: str, began: list[Began], counted: str, check: Check
    ) -> Table:
        found = Counter(self._standing(code, each) for each in began)
        rows = {IN_TIME: "In time", LATE: "Late", OVERDUE: "Late, and not done yet"}
        of = sum(found[standing] for standing in rows)
        left = f"Not counted, for time is left: {found['running']}." if found["running"] else ""
        unknown = f"Not counted, for the procedure had no such clock: {found['no_clock']}." if found["no_clock"] else ""
        return Table(
            id, title.format(self._length(code)), unit, counted,
            (Column("When", "words"), Column("Number"), Column("Of", "of"), Column("%", "percent")),
            tuple((label, found[standing], of, share(found[standing], of)) for standing, label in rows.items()),
            ("All", of, of, share(of, of)),
            check,
            tuple(filter(None, [f"{code}: {self._rule(code)}", left, unknown])),
        )  # fmt: skip

    def _standing(self, code: str, began: Began) -> str:
        clock = self.clocks.get(began.version_id, {}).get(code)
        if clock is None:
            return "no_clock"
        due = deadlines.due(clock, began.start, self.calendar)
        if began.done is None:
            return OVERDUE if due.at < self.now else "running"
        on_time = began.done <= due.at if isinstance(began.done, datetime) else began.done <= due.day
        return IN_TIME if on_time else LATE

    def _clock(self, code: str) -> deadlines.Clock | None:
        """As the newest version has it."""
        return next((clocks[code] for clocks in self._newest() if code in clocks), None)

    def _newest(self) -> Iterable[dict[str, deadlines.Clock]]:
        return (self.clocks[id] for id, *_ in reversed(self.counts.published))

    def _length(self, code: str) -> str:
        clock = self._clock(code)
        return clock.length.lower() if clock else "its time"

    def _rule(self, code: str) -> str:
        clock = self._clock(code)
        if clock is None:
            return "no procedure has this clock."
        late = "; one that comes after 17:00 counts from the next working day" if clock.receipt else ""
        return f"{clock.length} from when {clock.because}{late}. {clock.source}."
