"""The annual report: what is counted, in which period, and that a second count finds what is wrong."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engine import casework, contacts, councils, groups, reports
from engine.forms import Parsed, Row
from engine.models import Authority, Case, Contact, Fact, Task, new_id
from engine.reports import EndsBeforeItStarts, Period, Report, Table
from tests.builders import Drawing, a_council, a_form, a_procedure, answers

pytestmark = pytest.mark.database

YEAR = Period(date(2025, 4, 1), date(2026, 3, 31))
LATER = datetime(2026, 6, 1, 12, tzinfo=UTC)


def radio(key: str, list_name: str) -> dict[str, Any]:
    return {"type": "radio", "key": key, "label": key, "valuesKey": list_name}


def rows(path: str, kind: str, *fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "dynamiclist", "path": path, "label": path, "properties": {"rows": kind}, "components": list(fields),
    }  # fmt: skip


TEXT = {"type": "textfield", "key": "description", "label": "What"}
DAY = {"type": "datetime", "subtype": "date", "key": "meeting_on", "dateLabel": "When",
       "properties": {"applies_to": "all"}}  # fmt: skip
NAMES = {
    "type": "checklist", "key": "about_adults", "label": "About", "properties": {"rowsOf": "adult"},
}  # fmt: skip
FORMS = {
    "call": a_form(
        {"type": "textfield", "key": "what_happened", "label": "What happened"},
        radio("decision", "threshold_decisions"),
        rows("adults", "adult", {"type": "textfield", "key": "name", "label": "Name"},
             rows("engagements", "engagement", {"type": "textfield", "key": "employer", "label": "Employer"},
                  radio("sector", "sectors"))),
        rows("allegations", "allegation", TEXT, radio("nature", "natures"), NAMES),
        name="call",
    ),
    "threshold": a_form(radio("decision", "threshold_decisions"), name="threshold"),
    "meeting": a_form(DAY, name="meeting"),
    "review": a_form(DAY, name="review"),
    "outcome": a_form(rows("allegations", "allegation", TEXT, radio("outcome", "outcomes")), name="outcome"),
}  # fmt: skip
ALLEGATION = (
    Drawing("allegation")
    .start("begin", message="Contact received")
    .task("decide", form="threshold")
    .task("meet", form="meeting")
    .task("review", form="review")
    .task("meet_again", form="meeting")
    .task("agree", form="outcome")
    .end()
)


@pytest.fixture
def council(session: Session) -> Authority:
    return a_council(session, a_procedure(ALLEGATION, forms=FORMS), now=datetime(2022, 4, 1, tzinfo=UTC))


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def told(
    session: Session, council: Authority, received: date, *adults: str, sector: str | None = "school_primary",
    natures: tuple[str, ...] = (), recorded: date | None = None, hour: int = 9, decision: str | None = None,
) -> list[str]:  # fmt: skip
    """A contact that came on a day; the ids of the cases it opened, in the order of the adults."""
    ids = [new_id() for _ in adults or ("Joel Barrett",)]
    jobs = [Row(new_id(), False, {"employer": "Brookfield School", "sector": sector}) for _ in ids]
    named = [
        Row(id, False, {"name": name, "engagements": [job]})
        for id, name, job in zip(ids, adults or ("Joel Barrett",), jobs, strict=True)
    ]
    alleged = [Row(new_id(), False, {"description": "Something", "nature": n, "about_adults": []}) for n in natures]
    said: dict[str, Any] = {"what_happened": "Something"} | ({"decision": decision} if decision else {})
    receipt = contacts.save_contact(
        session, council.id, "log_a_call", Parsed(said, {"adults": named, "allegations": alleged}, []),
        post=new_id(), now=at(recorded or received, hour), received_at=at(received, hour),
    )  # fmt: skip
    return list(receipt.cases)


def do(
    session: Session, case_id: str, step: str, now: datetime, parsed: Parsed, happened: datetime | None = None
) -> None:
    task = session.scalars(select(Task).where(Task.case_id == case_id, Task.step == step, Task.state == "open")).one()
    casework.complete_task(session, task.id, parsed, seen=None, by=None, now=now, happened=happened)


def decide(session: Session, case_id: str, decision: str, on: date, *, happened: date | None = None) -> None:
    then = at(happened, 10) if happened else None
    do(session, case_id, "decide", at(on, 10), answers(decision=decision), then)


def hold(session: Session, case_id: str, step: str, held: date, recorded: date | None = None) -> None:
    do(session, case_id, step, at(recorded or held, 15), answers(meeting_on=held))


def agree(session: Session, case_id: str, on: date, **outcomes: str) -> None:
    """Give the allegations of a case their outcomes, in the order of their nature."""
    natures = session.execute(select(Fact.value, Fact.thing_id).where(Fact.key == "nature")).all()
    by_nature = {value.strip('"'): thing for value, thing in natures}
    given = [Row(by_nature[nature], False, {"outcome": outcome}) for nature, outcome in outcomes.items()]
    do(session, case_id, "agree", at(on), Parsed({}, {"allegations": given}, []))


def to_the_end(session: Session, case_id: str, month: int) -> None:
    for number, step in enumerate(("meet", "review", "meet_again")):
        hold(session, case_id, step, date(2025, month + number, 20))


def count(session: Session, council: Authority, period: Period = YEAR, now: datetime = LATER) -> Report:
    return reports.annual(session, council.id, period, now=now)


def table(report: Report, id: str) -> Table:
    found = report.table(id)
    assert found is not None
    return found


def total(report: Report, id: str) -> Any:
    """The figure of the period itself."""
    found = table(report, id)
    return found.total[found.numbers[-1]]


def row(report: Report, id: str, label: str) -> tuple[Any, ...]:
    return next(each for each in table(report, id).rows if each[0] == label)


# Periods


def test_the_report_year_begins_in_april() -> None:
    assert reports.year_so_far(datetime(2026, 3, 31, 22, 30, tzinfo=UTC)) == YEAR
    assert reports.year_so_far(datetime(2026, 3, 31, 23, 30, tzinfo=UTC)).first == date(2026, 4, 1)


def test_a_period_ends_after_it_starts() -> None:
    with pytest.raises(EndsBeforeItStarts, match="1 April 2025"):
        Period(date(2025, 4, 1), date(2025, 3, 31))


def test_years_before_neither_overlap_nor_leave_a_day_out() -> None:
    assert YEAR.before() == Period(date(2024, 4, 1), date(2025, 3, 31))
    to_leap_day = Period(date(2023, 3, 1), date(2024, 2, 29))
    assert to_leap_day.before() == Period(date(2022, 3, 1), date(2023, 2, 28))
    three_years = Period(date(2023, 4, 1), date(2026, 3, 31))
    assert three_years.before() == Period(date(2020, 4, 1), date(2023, 3, 31))


def test_a_period_is_named_by_its_years_or_its_days() -> None:
    assert YEAR.label == "2025 to 2026"
    assert Period(date(2025, 4, 1), date(2025, 6, 30)).label == "1 April to 30 June 2025"


# Contacts and levels


def test_a_contact_about_two_adults_is_one_contact_and_two_cases(session: Session, council: Authority) -> None:
    for case in told(session, council, date(2025, 5, 6), "Joel Barrett", "Dawn Pritchard"):
        decide(session, case, "referral", date(2025, 5, 6))
    report = count(session, council)
    assert (total(report, "R1"), total(report, "R4")) == (1, 2)
    assert "1 contacts opened 2 cases" in table(report, "R1").notes[0]


def test_contacts_count_by_when_they_came_and_not_by_when_they_were_recorded(
    session: Session, council: Authority
) -> None:
    told(session, council, date(2025, 3, 31), recorded=date(2025, 4, 2))
    told(session, council, date(2026, 3, 31), recorded=date(2026, 4, 1))
    report = count(session, council)
    assert row(report, "R1", "All contacts")[1:3] == (1, 1)


def test_a_day_is_london_s_day(session: Session, council: Authority) -> None:
    """23:30 in UTC on 31 March is already April in British Summer Time."""
    told(session, council, date(2026, 3, 31), hour=22)
    told(session, council, date(2026, 3, 31), hour=23)
    assert total(count(session, council), "R1") == 1


def test_change_against_the_same_days_a_year_before(session: Session, council: Authority) -> None:
    for day in (date(2024, 5, 1), date(2025, 5, 1), date(2025, 5, 2), date(2025, 5, 3)):
        decide(session, told(session, council, day)[0], "consultation", day)
    report = count(session, council)
    assert row(report, "R1", "All contacts") == ("All contacts", 1, 3, 2, 200.0)
    assert row(report, "R3", "Consultations") == ("Consultations", 1, 3, 2, 200.0)
    assert row(report, "R4", "Referrals") == ("Referrals", 0, 0, 0, None)


def test_advice_on_the_call_needs_no_further_step(session: Session, council: Authority) -> None:
    told(session, council, date(2025, 5, 6), decision="advice_nfa")
    told(session, council, date(2025, 5, 6), decision="referral")
    told(session, council, date(2025, 5, 6), decision="low_level")
    report = count(session, council)
    assert [total(report, id) for id in ("R1", "R2", "R3", "R4")] == [3, 1, 0, 0]
    assert table(report, "R2").notes == ("In none of R2, R3 and R4: 1 low-level concern, 1 not decided yet.",)


# Settings


def test_settings_of_three_years(session: Session, council: Authority) -> None:
    for year, sector in ((2023, "taxi"), (2024, "transport"), (2025, "taxi"), (2025, "nursery"), (2025, None)):
        day = date(year, 5, 1)
        decide(session, told(session, council, day, sector=sector)[0], "consultation", day)
    told(session, council, date(2025, 5, 1), sector="nursery", decision="advice_nfa")
    report = count(session, council)
    assert row(report, "R6", "Transport")[1:5] == (1, 1, 1, 0)
    assert row(report, "R6", "Nursery or early years")[1:5] == (0, 0, 1, 1)
    assert row(report, "R6", "Not recorded yet")[1:4] == (0, 0, 1)
    assert len(table(report, "R6").rows) == 18
    assert table(report, "R6").total[1:4] == (1, 1, 3)


def test_the_seventeen_settings_are_always_there(session: Session, council: Authority) -> None:
    assert len(table(count(session, council), "R6").rows) == 17
    assert set(reports.annual(session, council.id, YEAR, now=LATER).json) == {"period", "version", "tables"}


# Meetings


def test_meetings_count_on_the_day_they_were_held(session: Session, council: Authority) -> None:
    case = told(session, council, date(2026, 3, 2))[0]
    decide(session, case, "referral", date(2026, 3, 2))
    hold(session, case, "meet", date(2026, 3, 31), recorded=date(2026, 4, 9))
    hold(session, case, "review", date(2026, 4, 9))
    report = count(session, council)
    assert (row(report, "R5", "Initial")[2], row(report, "R5", "Review")[2]) == (1, 0)
    next_year = Period(date(2026, 4, 1), date(2027, 3, 31))
    assert row(count(session, council, next_year), "R5", "Review")[2] == 1


def test_two_meetings_of_one_day_are_two(session: Session, council: Authority) -> None:
    """The second one's day is written only once, because it did not change."""
    case = told(session, council, date(2025, 5, 1))[0]
    decide(session, case, "referral", date(2025, 5, 1))
    hold(session, case, "meet", date(2025, 5, 7), recorded=date(2025, 5, 8))
    hold(session, case, "review", date(2025, 5, 7), recorded=date(2025, 5, 9))
    hold(session, case, "meet_again", date(2025, 5, 20))
    report = count(session, council)
    assert [row(report, "R5", label)[2] for label in ("Initial", "Review", "Other, on new information")] == [1, 1, 1]
    assert total(count(session, council, Period(date(2025, 5, 7), date(2025, 5, 7))), "R5") == 2


def test_one_meeting_about_two_adults_counts_on_its_day_in_each_case(session: Session, council: Authority) -> None:
    first, second = told(session, council, date(2025, 5, 1), "Adult A", "Adult B")
    for case in (first, second):
        decide(session, case, "referral", date(2025, 5, 1))
    waiting = select(Task).where(Task.case_id.in_((first, second)), Task.step == "meet", Task.state == "open")
    said = [groups.Part(task.id, Parsed(), None) for task in session.scalars(waiting)]
    day = answers(meeting_on=date(2025, 5, 7))
    groups.complete_together(session, said, for_all=day, by=None, now=at(date(2025, 5, 20)))
    assert total(count(session, council, Period(date(2025, 5, 7), date(2025, 5, 7))), "R5") == 2


# Allegations


def test_outcomes_and_categories_are_of_allegations(session: Session, council: Authority) -> None:
    day = date(2025, 5, 1)
    case = told(session, council, day, natures=("physical", "restraint", "online"))[0]
    decide(session, case, "referral", day)
    to_the_end(session, case, 5)
    agree(session, case, date(2025, 9, 1), physical="substantiated", restraint="false", online="not_concluded")
    told(session, council, day, natures=("neglect",), decision="advice_nfa")
    report = count(session, council)
    assert [row(report, "R8", each)[2] for each in ("Substantiated", "False", "Not yet known")] == [1, 1, 1]
    assert [row(report, "R9", each)[2] for each in ("Physical", "Sexual", "Neglect")] == [2, 1, 0]
    assert total(report, "R8") == total(report, "R9") == 3


def test_an_allegation_without_an_outcome_is_not_yet_known(session: Session, council: Authority) -> None:
    case = told(session, council, date(2025, 5, 1), natures=("physical",))[0]
    decide(session, case, "consultation", date(2025, 5, 1))
    assert row(count(session, council), "R8", "Not yet known")[2] == 1


def test_an_allegation_against_two_adults_counts_in_each_case(session: Session, council: Authority) -> None:
    cases = told(session, council, date(2025, 5, 1), "Joel Barrett", "Dawn Pritchard", natures=("physical",))
    decide(session, cases[0], "referral", date(2025, 5, 1))
    assert total(count(session, council), "R9") == 1
    decide(session, cases[1], "referral", date(2025, 5, 1))
    assert total(count(session, council), "R9") == 2


def test_a_referral_without_an_allegation_is_said(session: Session, council: Authority) -> None:
    decide(session, told(session, council, date(2025, 5, 1))[0], "referral", date(2025, 5, 1))
    assert any("1 of 1 consultations and referrals" in note for note in table(count(session, council), "R9").notes)


# Timeliness


def in_time(report: Report, id: str) -> tuple[Any, ...]:
    """In time, late, late and not done yet."""
    return tuple(each[1] for each in table(report, id).rows)


def test_decided_within_one_working_day_by_when_it_happened(session: Session, council: Authority) -> None:
    friday = date(2025, 5, 2)  # followed by a bank holiday on Monday
    cases = [told(session, council, friday)[0] for _ in range(4)]
    decide(session, cases[0], "referral", date(2025, 5, 6))
    decide(session, cases[1], "referral", date(2025, 5, 7))
    decide(session, cases[2], "referral", date(2025, 5, 9), happened=date(2025, 5, 6))
    report = count(session, council)
    assert in_time(report, "M1") == (2, 1, 1)
    assert table(report, "M1").rows[0][1:] == (2, 4, 50.0)


def test_what_still_has_time_is_not_late(session: Session, council: Authority) -> None:
    told(session, council, date(2025, 5, 2))
    report = count(session, council, now=at(date(2025, 5, 6)))
    assert in_time(report, "M1") == (0, 0, 0)
    assert "Not counted, for time is left: 1." in table(report, "M1").notes


def test_the_first_decision_is_measured_and_not_the_last(session: Session, council: Authority) -> None:
    case = told(session, council, date(2025, 5, 6))[0]
    decide(session, case, "consultation", date(2025, 5, 6))
    session.add(
        Fact(thing_id=case, key="decision", value='"referral"', salt="", happened=LATER, at=LATER)
    )  # fmt: skip
    session.flush()
    assert in_time(count(session, council), "M1") == (1, 0, 0)


def test_not_enough_to_decide_yet_is_no_decision(session: Session, council: Authority) -> None:
    decide(session, told(session, council, date(2025, 5, 6))[0], "insufficient_info", date(2025, 5, 6))
    assert in_time(count(session, council), "M1") == (0, 0, 1)


def test_the_initial_meeting_within_five_working_days_of_receipt(session: Session, council: Authority) -> None:
    for day in (date(2025, 5, 13), date(2025, 5, 14), None):
        case = told(session, council, date(2025, 5, 6))[0]
        decide(session, case, "referral", date(2025, 5, 6))
        if day:
            hold(session, case, "meet", day, recorded=date(2025, 5, 20))
    assert in_time(count(session, council), "M3") == (1, 1, 1)


def test_the_first_review_within_28_days_of_the_meeting(session: Session, council: Authority) -> None:
    for day in (date(2025, 6, 5), date(2025, 6, 6), None):
        case = told(session, council, date(2025, 5, 6))[0]
        decide(session, case, "referral", date(2025, 5, 6))
        hold(session, case, "meet", date(2025, 5, 8))
        if day:
            hold(session, case, "review", day)
    assert in_time(count(session, council), "M4") == (1, 1, 1)


# The whole


def test_the_json_has_its_fixed_shape(session: Session, council: Authority) -> None:
    told(session, council, date(2025, 5, 6), natures=("physical",))
    told_as = count(session, council).json
    assert told_as["period"] == {"from": "2025-04-01", "to": "2026-03-31"}
    assert told_as["version"] == [1]
    assert [each["id"] for each in told_as["tables"]] == list(reports.IDS)
    for each in told_as["tables"]:
        assert list(each) == ["id", "title", "unit", "columns", "rows", "total", "notes"]
        assert each["unit"] in ("contact", "case", "meeting", "allegation")
        assert {len(each["columns"])} == {len(cells) for cells in [*each["rows"], each["total"]]}
        assert all("Does not add up" not in note for note in each["notes"])


def test_every_total_is_the_sum_of_its_rows(session: Session, council: Authority) -> None:
    for day in (date(2024, 6, 3), date(2025, 6, 3)):
        case = told(session, council, day, natures=("physical", "sexual"))[0]
        decide(session, case, "referral", day)
    for each in count(session, council).tables:
        for place in each.numbers:
            assert each.total[place] == sum(int(cells[place] or 0) for cells in each.rows), each.id


def test_another_council_s_cases_are_in_no_table(session: Session, council: Authority) -> None:
    told(session, council, date(2025, 5, 6), natures=("physical",), decision="advice_nfa")
    other = councils.new_council(session, "Elsewhere")
    report = count(session, other)
    assert all(value in (0, None) for each in report.tables for value in each.total[1:])
    assert report.versions == ()


def test_versions_are_those_in_use_and_those_cases_run_on(session: Session, council: Authority) -> None:
    before = Period(date(2020, 4, 1), date(2021, 3, 31))
    assert count(session, council, before).versions == ()
    assert count(session, council).versions == (1,)


def test_no_name_is_in_the_report(session: Session, council: Authority) -> None:
    decide(session, told(session, council, date(2025, 5, 6))[0], "referral", date(2025, 5, 6))
    report = count(session, council)
    for name in ("Joel", "Barrett", "Brookfield"):
        assert name not in report.json_text and name not in report.csv


def test_words_that_look_like_a_formula_stay_words(session: Session, council: Authority) -> None:
    made = table(count(session, council), "R1")
    changed = Table(**(vars(made) | {"rows": (("=1+1", 1, 2, -1, None),)}))
    assert "'=1+1,1,2,-1," in changed.csv


# Counted two ways


@pytest.fixture
def counted(session: Session, council: Authority) -> Authority:
    """A council with a case of every kind, in which everything adds up."""
    case = told(session, council, date(2025, 5, 6), natures=("physical", "sexual"))[0]
    decide(session, case, "referral", date(2025, 5, 7))
    to_the_end(session, case, 5)
    agree(session, case, date(2025, 9, 1), physical="unfounded", sexual="malicious")
    told(session, council, date(2025, 5, 6), decision="advice_nfa")
    assert reports.faults(session, council.id) == []
    return council


def test_a_level_that_the_decisions_do_not_give_is_found(session: Session, counted: Authority) -> None:
    session.execute(update(Case).where(Case.level == "advice").values(level="consultation"))
    found = "\n".join(reports.faults(session, counted.id))
    assert "R2 Advice and information: Does not add up" in found and "R3" in found


def test_a_contact_that_history_does_not_know_is_found(session: Session, counted: Authority) -> None:
    session.add(
        Contact(
            id=new_id(), authority_id=counted.id, post=new_id(), reference="C-X", way_in="log_a_call",
            version_id=session.scalars(select(Case.version_id)).first(), received_at=LATER, recorded_at=LATER,
        )
    )  # fmt: skip
    session.flush()
    assert any(each.startswith("R1") for each in reports.faults(session, counted.id))


def test_a_case_that_counts_by_another_day_than_its_contact_is_found(session: Session, counted: Authority) -> None:
    case = session.scalars(select(Case).where(Case.level == "referral")).one()
    session.execute(update(Case).where(Case.id == case.id).values(received_at=LATER))
    assert any("another day" in each for each in reports.faults(session, counted.id))


def test_a_meeting_that_history_does_not_know_is_found(session: Session, counted: Authority) -> None:
    task = session.scalars(select(Task).where(Task.form == "outcome")).one()
    session.execute(update(Task).where(Task.id == task.id).values(form="meeting"))
    assert any(each.startswith("R5") for each in reports.faults(session, counted.id))


def test_a_case_decided_on_no_day_is_found(session: Session, counted: Authority) -> None:
    session.execute(update(Case).where(Case.level == "referral").values(decided_at=None))
    assert any("no day on which it was decided" in each for each in reports.faults(session, counted.id))
