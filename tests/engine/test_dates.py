"""Dates in words and from words."""

from datetime import UTC, date, datetime, time

import pytest

from engine import dates

THURSDAY = date(2026, 3, 5)


def test_a_day_is_written_with_its_weekday_and_the_year_only_when_asked_for():
    assert dates.day_words(THURSDAY, year=True) == "Thursday 5 March 2026"
    assert dates.day_words(THURSDAY, year=False) == "Thursday 5 March"
    assert dates.day_seen_from(THURSDAY, date(2027, 1, 1)) == "Thursday 5 March 2026"


@pytest.mark.parametrize(
    ("clock", "staff", "public"),
    [
        (time(16, 5), "16:05", "4:05pm"),
        (time(17), "17:00", "5pm"),
        (time(0), "00:00", "midnight"),
        (time(12), "12:00", "midday"),
        (time(0, 30), "00:30", "12:30am"),
        (time(9, 5), "09:05", "9:05am"),
    ],
)
def test_times_for_staff_and_for_the_public(clock, staff, public):
    assert (dates.time_words(clock), dates.time_words(clock, public=True)) == (staff, public)
    assert dates.parse_time(staff) == dates.parse_time(public) == clock


def test_an_instant_is_told_as_london_tells_it_in_summer_and_in_winter():
    assert dates.moment_words(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "Thursday 2 July 00:30"
    assert dates.moment_words(datetime(2026, 1, 1, 23, 30, tzinfo=UTC)) == "Thursday 1 January 23:30"
    assert dates.instant(date(2026, 3, 29), time(17)) == datetime(2026, 3, 29, 16, tzinfo=UTC)
    assert dates.instant(date(2026, 3, 28), time(17)) == datetime(2026, 3, 28, 17, tzinfo=UTC)


def test_an_instant_without_its_offset_is_a_fault():
    with pytest.raises(ValueError, match="offset"):
        dates.london(datetime(2026, 3, 5))  # noqa: DTZ001 - that it is naive is the point


@pytest.mark.parametrize(
    "text",
    ["5/3/2026", "05/03/2026", "5.3.2026", "5-3-2026", "5 3 2026", "2026-03-05", "5 March 2026", "5 mar 2026",
     "5th March 2026", "Thursday 5 March 2026", "thu 5 March 2026", " 5/3/2026 "],
)  # fmt: skip
def test_people_write_a_date_in_many_ways(text):
    assert dates.parse_date(text) == THURSDAY


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("31/2/2026", "There is no 31 February 2026."),
        ("29/2/2027", "There is no 29 February 2027."),
        ("0/1/2026", "There is no 0 January 2026."),
        ("1/13/2026", "There is no month 13."),
        ("5/3/26", "Write the year with four figures, like 2026."),
        ("5/3/1226", "The year must be between 1900 and 2199."),
        ("Friday 5 March 2026", "5 March 2026 is a Thursday, not a Friday."),
        ("5 Juno 2026", "There is no month called Juno."),
        ("5 Ma 2026", "There is no month called Ma."),
        ("yesterday", "Write a date like 5/3/2026."),
        ("٥/٣/٢٠٢٦", "Write a date like 5/3/2026."),
        ("5/3/2026\x00", "Write a date like 5/3/2026."),
        ("9" * 10_000, "Write a date like 5/3/2026."),
    ],
)
def test_what_is_no_date_says_why(text, says):
    with pytest.raises(dates.NotADate) as refusal:
        dates.parse_date(text)
    assert str(refusal.value) == says


def test_the_leap_day_exists_when_it_does():
    assert dates.parse_date("29/2/2028") == date(2028, 2, 29)


@pytest.mark.parametrize("text", ["", "5", "25:00", "16:60", "13pm", "0am", "noonish", "1:5", "²2:00"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(dates.NotATime):
        dates.parse_time(text)


@pytest.mark.parametrize(
    ("text", "hour", "minute"), [("1605", 16, 5), ("16.05", 16, 5), ("4:05 PM", 16, 5), ("noon", 12, 0)]
)
def test_people_write_a_time_in_many_ways(text, hour, minute):
    assert dates.parse_time(text) == time(hour, minute)


def test_numbers_and_spans_in_words():
    assert dates.count_words(1, "working day") == "one working day"
    assert dates.count_words(11, "working day") == "11 working days"
    assert dates.count_words(1, "working day", figures=True) == "1 working day"
    assert dates.span_words(date(2026, 3, 9), date(2026, 3, 11)) == "from 9 to 11 March"
    assert dates.span_words(date(2026, 2, 27), date(2026, 3, 3)) == "from 27 February to 3 March"
    assert dates.span_words(date(2025, 12, 30), date(2026, 1, 2)) == "from 30 December 2025 to 2 January 2026"
    assert dates.span_words(date(2026, 3, 9), date(2026, 3, 9)) == "on 9 March"
