"""Working days and clocks: 3,000 cases against a count of our own, and the words of the pages."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from engine import dates, deadlines
from engine.clock_table import BadClock, read_clocks, read_length
from engine.deadlines import Calendar, Clock, Pause, distance, due

CLOCKS = read_clocks(Path("forms/lists/clocks.csv").read_text(encoding="utf-8"))
CALENDAR = Calendar()
DAY = timedelta(days=1)


def london(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=dates.LONDON).astimezone(UTC)  # type: ignore[arg-type, misc]


NOW = london(2026, 3, 5, 9, 20)

# England's bank holidays as published, month and day; what was not published when this was written follows the rules.
PUBLISHED = {
    2020: "1-1 4-10 4-13 5-8 5-25 8-31 12-25 12-28",
    2021: "1-1 4-2 4-5 5-3 5-31 8-30 12-27 12-28",
    2022: "1-3 4-15 4-18 5-2 6-2 6-3 8-29 9-19 12-26 12-27",
    2023: "1-2 4-7 4-10 5-1 5-8 5-29 8-28 12-25 12-26",
    2024: "1-1 3-29 4-1 5-6 5-27 8-26 12-25 12-26",
    2025: "1-1 4-18 4-21 5-5 5-26 8-25 12-25 12-26",
    2026: "1-1 4-3 4-6 5-4 5-25 8-31 12-25 12-28",
    2027: "1-1 3-26 3-29 5-3 5-31 8-30 12-27 12-28",
}
EASTER = {
    2028: (4, 16), 2029: (4, 1), 2030: (4, 21), 2031: (4, 13), 2032: (3, 28), 2033: (4, 17), 2034: (4, 9),
    2035: (3, 25), 2036: (4, 13), 2037: (4, 5),
}  # fmt: skip


def by_the_rules(year: int) -> set[date]:
    """The eight usual days of a year, each on a weekday: what falls on a weekend moves to the next free weekday."""

    def monday(day: date, step: int) -> date:
        while day.weekday():
            day += DAY * step
        return day

    easter = date(year, *EASTER[year])
    days = {easter - 2 * DAY, easter + DAY}
    days |= {monday(date(year, 5, 1), 1), monday(date(year, 5, 31), -1), monday(date(year, 8, 31), -1)}
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        free = (fixed + DAY * n for n in range(5))
        days.add(next(day for day in free if day.weekday() < 5 and day not in days))
    return days


HOLIDAYS = {
    date(year, *map(int, day.split("-")))  # type: ignore[arg-type]
    for year, days in PUBLISHED.items()
    for day in days.split()
} | {day for year in EASTER for day in by_the_rules(year)}
ONE_OFF = {date(2020, 5, 8), date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)}
SUBSTITUTES = {date(2021, 12, 28), date(2027, 12, 28)}
LEAP = {date(year, 2, 29) for year in range(2020, 2036, 4)}


def clocks_change(year: int) -> set[date]:
    last = [
        max(date(year, month, n) for n in range(25, 32) if date(year, month, n).weekday() == 6) for month in (3, 10)
    ]
    return set(last)


CHANGES = {day for year in range(2020, 2036) for day in clocks_change(year)}
NOTABLE = sorted({day for day in HOLIDAYS if day.year < 2036} | LEAP | CHANGES)


@dataclass(frozen=True)
class Case:
    """One line of the table."""

    clock: Clock
    start: date | datetime
    calendar: Calendar
    pauses: tuple[Pause, ...]


def table(number: int, seed: int = 8) -> list[Case]:
    """Cases near every notable day first, then anywhere from 2020 to 2035; the same every time."""
    dice = random.Random(seed)
    return [_case(dice, NOTABLE[n % len(NOTABLE)] if n < 2 * number // 3 else None) for n in range(number)]


def _case(dice: random.Random, near: date | None) -> Case:
    day = near + DAY * dice.randint(-9, 3) if near else date(2020, 1, 1) + DAY * dice.randrange(5_800)
    day = max(day, date(2020, 1, 1))
    moment = time(dice.choice([0, 8, 12, 16, 17, 17, 18, 23]), dice.choice([0, 0, 1, 30, 59]))
    start = dates.instant(day, moment) if dice.random() < 0.8 else day
    unit = dice.choice(["working_days", "working_days", "calendar_days", "months"])
    amounts = {
        "working_days": [0, 1, 1, 2, 3, 5, 10, 15, 20, 45],
        "calendar_days": [0, 1, 7, 14, 28],
        "months": [1, 3, 12],
    }
    clock = Clock(
        "T99", "A clock", dice.choice(amounts.get(unit, [1, 3, 12])), unit,  # type: ignore[arg-type]
        day_one=dice.random() < 0.2, pauses=dice.random() < 0.4, rolls=dice.choice(["none", "before", "after"]),  # type: ignore[arg-type]
        because="it began", receipt=dice.random() < 0.4,
    )  # fmt: skip
    closures = frozenset(day + DAY * dice.randint(0, 20) for _ in range(dice.choice([0, 0, 3])))
    extra = frozenset(day + DAY * dice.randint(0, 20) for _ in range(dice.choice([0, 0, 1])))
    pauses = tuple(_pause(dice, day) for _ in range(dice.choice([0, 0, 1, 2])))
    return Case(clock, start, Calendar(closures, extra_working=extra), pauses)


def _pause(dice: random.Random, day: date) -> Pause:
    first = day + DAY * dice.randint(-3, 12)
    begun = dates.instant(first, time(dice.randint(0, 22), 30))
    return Pause(begun, dates.instant(first + DAY * dice.randint(0, 14), time(23, 30)), "police hold")


class ByHand:
    """The due day by walking one day after the other; shares nothing with the code it checks."""

    def __init__(self, case: Case) -> None:
        self.clock, self.calendar, self.start = case.clock, case.calendar, case.start
        self.held = {
            day
            for pause in case.pauses
            if case.clock.pauses
            for day in self.days_of(pause.start, pause.end or pause.start)
        }

    def works(self, day: date) -> bool:
        if day in self.calendar.extra_working:
            return True
        return day.strftime("%a") not in ("Sat", "Sun") and day not in HOLIDAYS and day not in self.calendar.closures

    def days_of(self, begun: datetime, ended: datetime) -> list[date]:
        first, last = wall(begun).date(), wall(ended).date()
        return [first + DAY * n for n in range((last - first).days + 1)]

    def received(self) -> date:
        late = isinstance(self.start, datetime) and wall(self.start).strftime("%H%M") > "1700"
        day = wall(self.start).date() if isinstance(self.start, datetime) else self.start
        if self.clock.receipt and (late or not self.works(day)):
            day += DAY
            while not self.works(day):
                day += DAY
        return day

    def counted(self, day: date) -> date:
        counts = self.works if self.clock.unit == "working_days" else lambda _day: True
        left = self.clock.amount
        if self.clock.day_one and left and counts(day):
            left -= 1
        while left:
            day += DAY
            left -= counts(day) and day not in self.held
        return day

    def months_later(self, day: date) -> date:
        month = day.month - 1 + self.clock.amount
        for last in (day.day, 30, 29, 28):
            try:
                return date(day.year + month // 12, month % 12 + 1, min(last, day.day))
            except ValueError:
                continue
        raise AssertionError

    def due(self) -> datetime:
        first = self.received()
        day = self.months_later(first) if self.clock.unit == "months" else self.counted(first)
        while self.clock.rolls != "none" and not self.works(day):
            day += DAY if self.clock.rolls == "after" else -DAY
        at = datetime(day.year, day.month, day.day, 17, tzinfo=UTC)
        return at - timedelta(hours=1) if summer(at) else at


def summer(at: datetime) -> bool:
    """From 01:00 UTC on March's last Sunday to 01:00 UTC on October's."""
    spring, autumn = (datetime(d.year, d.month, d.day, 1, tzinfo=UTC) for d in sorted(clocks_change(at.year)))
    return spring <= at < autumn


def wall(at: datetime) -> datetime:
    return at + timedelta(hours=1) if summer(at) else at


def disagreements(cases: list[Case]) -> list[Case]:
    """The cases whose due date is not the one counted by hand."""
    return [case for case in cases if due(case.clock, case.start, case.calendar, case.pauses).at != ByHand(case).due()]


@pytest.mark.promise("P8", 30)
def test_promise_p08_three_thousand_due_dates_are_those_counted_by_hand():
    cases = table(3_000)
    starts = {dates.local_day(case.start) for case in cases}
    assert starts & LEAP, "the table has no leap day"
    assert len(starts & ONE_OFF) >= 3, "the table has too few of the one-off days"
    assert disagreements(cases) == []


FAULTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "a one-off bank holiday is forgotten": lambda m: _holidays(m, lambda days: days - ONE_OFF),
    "a substitute day is forgotten": lambda m: _holidays(m, lambda days: days - SUBSTITUTES),
    "the usual day is kept beside the one it moved to": lambda m: _holidays(m, lambda days: days | {date(2020, 5, 4)}),
    "days are counted in UTC": lambda m: m.setattr(dates, "london", dates.utc),
    "17:00 is too late": lambda m: m.setattr(Calendar, "counts_as", _strict_counts_as),
    "a hold's last day counts": lambda m: m.setattr(Pause, "touches", _half_open),
    "the day itself never counts": lambda m: _clocks(m, day_one=False),
    "nothing rolls": lambda m: _clocks(m, rolls="none"),
    "every clock pauses": lambda m: _clocks(m, pauses=True),
    "closures are forgotten": lambda m: m.setattr(Calendar, "is_working", lambda _self, day: _usual(CALENDAR, day)),
}
_usual = Calendar.is_working


def _holidays(patch: pytest.MonkeyPatch, change: Callable[[frozenset[date]], frozenset[date]]) -> None:
    true = deadlines.bank_holidays
    patch.setattr(deadlines, "bank_holidays", lambda year: frozenset(change(true(year))))


def _clocks(patch: pytest.MonkeyPatch, **changes: object) -> None:
    true = deadlines.due
    patch.setitem(globals(), "due", lambda clock, *rest: true(replace(clock, **changes), *rest))  # type: ignore[arg-type]


def _strict_counts_as(self: Calendar, at: datetime) -> date:
    local = dates.london(at)
    on_time = self.is_working(local.date()) and local.time() < self.day_ends
    return local.date() if on_time else self.next_working(local.date())


def _half_open(self: Pause, day: date, today: date | None = None) -> bool:
    return self.end is not None and dates.local_day(self.start) <= day < dates.local_day(self.end)


@pytest.mark.promise("P8", 4)
@pytest.mark.parametrize("fault", FAULTS)
def test_promise_p08_a_planted_fault_is_found(fault, monkeypatch):
    cases = table(3_000)
    FAULTS[fault](monkeypatch)
    assert disagreements(cases), fault


def test_the_bank_holidays_are_the_published_ones():
    for year in range(2020, 2036):
        weekdays = {day for day in deadlines.bank_holidays(year) if day.weekday() < 5}
        assert weekdays == {day for day in HOLIDAYS if day.year == year}


def test_between_undoes_add_and_agrees_with_walking():
    dice = random.Random(3)
    for _ in range(500):
        first = date(2020, 1, 1) + DAY * dice.randrange(5_000)
        calendar = Calendar(frozenset({first + 4 * DAY}), extra_working=frozenset({first + 9 * DAY}))
        last = first + DAY * dice.randrange(90)
        walked = sum(calendar.is_working(first + DAY * n) for n in range(1, (last - first).days + 1))
        assert calendar.between(first, last) == walked == -calendar.between(last, first)
        assert calendar.between(first, calendar.add(first, 7)) == 7
        assert calendar.add(first, 0) == first


@pytest.mark.promise("P8", 20)
def test_promise_p08_pauses_recorded_in_any_order_give_the_same_due_date_and_words():
    dice = random.Random(21)
    for case in table(1_000):
        clock = replace(case.clock, pauses=True)
        pauses = [*case.pauses, _pause(dice, dates.local_day(case.start))]
        found = due(clock, case.start, case.calendar, pauses)
        dice.shuffle(pauses)
        assert due(clock, case.start, case.calendar, pauses) == found


@pytest.mark.parametrize(
    ("code", "start", "day", "why"),
    [
        ("T03", london(2026, 3, 4, 16, 5), (3, 5), "the contact came Wednesday 4 March 16:05, one working day"),
        ("T03", london(2026, 3, 4, 17, 0), (3, 5), "the contact came Wednesday 4 March 17:00, one working day"),
        (
            "T03", london(2026, 3, 4, 17, 1), (3, 6),
            ("the contact came Wednesday 4 March 17:01, after 17:00, so it counts as received on Thursday 5 March, "
            "one working day"),
        ),
        (
            "T03", london(2026, 4, 4, 10, 0), (4, 8),
            ("the contact came Saturday 4 April 10:00, not a working day, so it counts as received on Tuesday 7 April, "
            "one working day"),
        ),
        ("T02", london(2026, 3, 4, 20, 0), (3, 5), "they learned Wednesday 4 March 20:00, one working day"),
        ("T04", london(2026, 3, 2, 14, 25), (3, 9), "the contact came Monday 2 March 14:25, five working days"),
        ("T05", london(2026, 2, 13, 10, 0), (3, 13), "the initial meeting was held Friday 13 February, 28 days"),
        ("T05", date(2026, 3, 6), (4, 2), "the initial meeting was held Friday 6 March, 28 days"),
        ("T07", date(2026, 2, 4), (3, 4), "you last looked Wednesday 4 February, one month"),
        ("T07", date(2026, 1, 31), (2, 27), "you last looked Saturday 31 January, one month"),
        ("T17", date(2026, 3, 3), (3, 16), "known Tuesday 3 March: 14 days, and the day itself counts as day 1"),
        ("T17", date(2026, 3, 8), (3, 21), "known Sunday 8 March: 14 days, and the day itself counts as day 1"),
        ("T42", date(2026, 2, 19), (3, 5), "the last update was Thursday 19 February, 14 days"),
        ("T43", london(2026, 2, 26, 9, 40), (3, 3), "the request came Thursday 26 February 09:40, three working days"),
        ("T40", london(2026, 3, 7, 9, 40), (3, 9), "it was known Saturday 7 March 09:40, without delay"),
        ("T24", london(2026, 3, 3, 10, 15), (3, 4),
         "it was decided to ask social care Tuesday 3 March 10:15, one working day"),
    ],
)  # fmt: skip
def test_the_clocks_of_the_procedure_and_their_words(code, start, day, why):
    found = due(CLOCKS[code], start, CALENDAR)
    assert (found.day, found.why) == (date(2026, *day), why)
    assert dates.london(found.at).time() == time(17)


HOLD = Pause(london(2026, 2, 16, 9), london(2026, 2, 24, 15, 45), "police hold")


def test_a_hold_stops_the_clocks_of_a_hearing_and_no_other():
    report = due(CLOCKS["T13"], date(2026, 2, 13), CALENDAR, [HOLD])
    assert report.day == date(2026, 3, 10)
    assert report.reason == (
        "Ten working days from Friday 13 February, paused 7 working days from 16 to 24 February, police hold."
    )
    hearing = due(CLOCKS["T12"], date(2026, 3, 5), CALENDAR, [
        Pause(london(2026, 3, 9, 9), london(2026, 3, 11, 9), "police hold")
    ])  # fmt: skip
    assert hearing.sentence(NOW) == (
        "Due Tuesday 31 March 2026: 15 working days from Thursday 5 March, "
        "paused 3 working days from 9 to 11 March, police hold."
    )
    assert {code for code, clock in CLOCKS.items() if clock.pauses} == {"T12", "T13", "T14", "T15"}
    assert due(CLOCKS["T05"], date(2026, 2, 13), CALENDAR, [HOLD]).day == date(2026, 3, 13)


def test_an_open_hold_says_since_when_and_moves_the_date_day_by_day():
    hold = Pause(london(2026, 3, 2, 9), None, "police hold")
    found = due(CLOCKS["T13"], date(2026, 2, 27), CALENDAR, [hold], now=NOW)
    assert found.paused_since == hold.start
    assert found.why == "ten working days from Friday 27 February, paused since Monday 2 March, police hold"
    assert found.day == date(2026, 3, 19)
    assert due(CLOCKS["T13"], date(2026, 2, 27), CALENDAR, [hold], now=NOW + DAY).day == date(2026, 3, 20)


def test_a_hold_that_begins_after_the_date_changes_nothing():
    hold = Pause(london(2026, 6, 1, 9), None, "police hold")
    found = due(CLOCKS["T13"], date(2026, 2, 13), CALENDAR, [hold], now=london(2026, 7, 1, 9))
    assert (found.day, found.paused_since) == (date(2026, 2, 27), None)


def test_two_holds_that_overlap_take_each_day_once():
    later = Pause(london(2026, 2, 24, 9), london(2026, 2, 25, 9), "social care hold")
    found = due(CLOCKS["T13"], date(2026, 2, 13), CALENDAR, [later, HOLD])
    assert found.day == date(2026, 3, 11)
    assert found.why.endswith(
        "paused 7 working days from 16 to 24 February, police hold, and 1 working day on 25 February, social care hold"
    )


def test_the_sentence_on_a_task():
    assert due(CLOCKS["T03"], london(2026, 3, 4, 16, 5), CALENDAR).sentence(NOW) == (
        "Due today, Thursday 5 March 2026, by 17:00, because the contact came Wednesday 4 March 16:05, one working day."
    )
    assert due(CLOCKS["T03"], london(2026, 3, 2, 16, 40), CALENDAR).sentence(NOW) == (
        "Due Tuesday 3 March 2026 because the contact came Monday 2 March 16:40, one working day."
    )
    assert due(CLOCKS["T17"], date(2026, 3, 3), CALENDAR).sentence(NOW) == (
        "Due Monday 16 March 2026. Known Tuesday 3 March: 14 days, and the day itself counts as day 1."
    )


def test_hours_run_through_nights_and_the_change_of_the_clocks():
    found = due(CLOCKS["T02a"], london(2026, 3, 28, 12, 0), CALENDAR)
    assert dates.london(found.at).isoformat() == "2026-03-29T13:00:00+01:00"
    assert (
        found.sentence(NOW)
        == "Due Sunday 29 March 2026, by 13:00, because they learned Saturday 28 March 12:00, 24 hours."
    )


@pytest.mark.parametrize(
    ("due_at", "standing", "words"),
    [
        (london(2026, 3, 3, 17), "late", "2 working days late"),
        (london(2026, 3, 4, 17), "late", "1 working day late"),
        (london(2026, 3, 5, 9), "late", "Late since 09:00"),
        (london(2026, 3, 5, 17), "today", "Today"),
        (london(2026, 3, 6, 17), "later", "1 working day left"),
        (london(2026, 3, 9, 17), "later", "2 working days left"),
        (london(2026, 3, 13, 17), "later", "6 working days left"),
        (london(2027, 3, 15, 17), "later", "More than 1 year left"),
        (london(2124, 11, 22, 17), "later", "More than 98 years left"),
    ],
)
def test_how_far_a_date_is_away(due_at, standing, words):
    assert distance(due_at, NOW, CALENDAR) == (standing, words)


def test_how_far_a_date_is_away_at_a_weekend():
    saturday = london(2026, 3, 7, 10)
    assert distance(london(2026, 3, 6, 17), saturday, CALENDAR) == ("late", "Late since Friday")
    assert distance(london(2026, 3, 8, 17), saturday, CALENDAR) == ("later", "1 day left")
    assert distance(london(2026, 3, 7, 17), saturday, CALENDAR) == ("today", "Today")


def test_an_authority_closes_and_opens_on_days_of_its_own():
    calendar = Calendar(
        frozenset({date(2026, 3, 5)}), extra_working=frozenset({date(2026, 3, 7)}), day_ends=time(16, 30)
    )
    assert calendar.add(date(2026, 3, 4), 2) == date(2026, 3, 7)
    found = due(CLOCKS["T03"], london(2026, 3, 4, 16, 45), calendar)
    assert found.day == date(2026, 3, 7)
    assert "after 16:30, so it counts as received on Friday 6 March" in found.why
    assert dates.london(found.at).time() == time(16, 30)


def test_every_clock_of_section_3_is_in_the_table():
    wanted = {f"T{n:02d}" for n in range(2, 44)} | {"T02a", "T03a", "T04a"}
    assert wanted <= set(CLOCKS)
    assert {code for code, clock in CLOCKS.items() if clock.rolls == "before"} == {"T05", "T06", "T07"}
    assert [code for code, clock in CLOCKS.items() if clock.day_one] == ["T17"]
    assert not CLOCKS["T02"].receipt


def test_an_authority_has_lengths_of_its_own_and_cannot_move_the_law():
    own = Calendar(lengths={"T05": read_length("20 working days"), "T17": read_length("30 days")})
    assert due(CLOCKS["T05"], date(2026, 3, 2), CALENDAR).day == date(2026, 3, 30)
    assert due(CLOCKS["T05"], date(2026, 3, 2), own).day == date(2026, 3, 30)
    assert due(CLOCKS["T05"], date(2026, 3, 16), own).day == date(2026, 4, 15)  # over Easter
    assert "20 working days" in due(CLOCKS["T05"], date(2026, 3, 16), own).why
    assert due(CLOCKS["T17"], date(2026, 3, 2), own).day == date(2026, 3, 15)
    for unreadable in ("soon", "0.5 days", "5 weeks", "99999 days"):
        with pytest.raises(BadClock, match="no length of a clock"):
            read_length(unreadable)


def test_a_clock_counts_by_the_line_that_holds_on_the_day_it_starts():
    lines = ["T4,New,5,working_days,no,no,none,1/9/2026,,s,b,no", "T4,Old,3,calendar_days,no,no,none,,31/8/2026,s,b,no"]
    for order in (lines, lines[::-1]):
        clock = read_clocks(HEAD + "\n".join(order) + "\n")["T4"]
        assert clock.label == "New"
        assert due(clock, date(2026, 8, 31), CALENDAR).day == date(2026, 9, 3)
        assert due(clock, date(2026, 9, 1), CALENDAR).day == date(2026, 9, 8)
    ended = read_clocks(HEAD + "T9,Once,7,calendar_days,no,no,none,,31/8/2021,s,b,no\n")["T9"]
    assert ended.on(date(2021, 8, 31)) is ended
    assert ended.on(date(2026, 3, 2)) is None
    with pytest.raises(BadClock, match="there twice for the same days"):
        read_clocks(HEAD + "\n".join(lines).replace("1/9/2026", "31/8/2026") + "\n")


HEAD = "code,label,amount,unit,day_one,pauses,rolls,from,to,source,because,receipt\n"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("T1,A,x,hours,no,no,none,,,s,b,no", "Line 2, amount: It must be a whole number"),
        ("T1,A,99999,hours,no,no,none,,,s,b,no", "Line 2, amount: It must be 12,000 or less"),
        ("T1,A,1,weeks,no,no,none,,,s,b,no", "Line 2, unit: It must be one of"),
        ("T1,A,1,hours,maybe,no,none,,,s,b,no", "Line 2, day_one: It must be one of yes, no"),
        ("T1,A,1,hours,no,no,up,,,s,b,no", "Line 2, rolls: It must be one of"),
        ("T1,A,1,hours,no,no,none,,,s,,no", "Line 2, because: A clock needs code, label and because"),
        ("T1,A,1,hours,no,no,none,31/2/2026,,s,b,no", "Line 2, from: There is no 31 February 2026"),
        ("T1,A,1,hours,no,no,none,,,s,b,no\nT1,A,1,hours,no,no,none,,,s,b,no", "Line 3: the clock T1 is there twice"),
    ],
)
def test_a_table_of_clocks_that_cannot_be_used_says_where(line, says):
    with pytest.raises(BadClock, match=says):
        read_clocks(HEAD + line + "\n")
    with pytest.raises(BadClock, match="no column receipt"):
        read_clocks("code,label,amount,unit,day_one,pauses,rolls,from,to,source,because\n")


def test_the_end_of_the_calendar_is_refused_not_run_into():
    with pytest.raises(deadlines.BeyondCalendar):
        due(CLOCKS["T04"], date.max, CALENDAR)
    with pytest.raises(deadlines.BeyondCalendar):
        due(CLOCKS["T08"], date.max, CALENDAR)
