"""A correction says from what to what, by whom and when; the day on which a step happened is put right with it."""

from datetime import timedelta

from sqlalchemy import select

from engine import db
from engine.models import Task
from tests.webui.conftest import Site
from tests.webui.person import Person
from tests.webui.test_bad_input import logged
from tests.webui.test_review_anew import HELD
from tests.webui.test_whole_case import ANSWERS


def corrected(site: Site, step: str, **answers: str) -> Person:
    """The case's page after the LADO has put a step right."""
    page = site.person("lado").open("/inbox/archive").follow(step).follow("Correct")
    page.complete(correction_reason="It was misheard", **answers)
    assert "corrected" in page.banner, page.errors
    return page.open("/cases?q=Hartley").follow("Owen Hartley")


def threshold(site: Site) -> None:
    site.person("support").open(f"/tasks/{logged(site)}").complete()
    site.person("lado").step("decide_threshold").complete(**ANSWERS["decide_threshold"] | {"risk_level": "medium"})


def test_a_correction_says_what_it_was_and_stands_where_it_was_made(site: Site) -> None:
    threshold(site)
    site.at(site.now + timedelta(days=2))
    timeline = corrected(site, "Decide the threshold", risk_level="high").main
    entry = timeline.partition("Corrected: Decide the threshold")[2].partition("Threshold decided")[0]
    assert "Saturday 7 March 2026" in entry and "It was misheard" in entry, timeline
    assert "High. It was: Medium." in entry, timeline


def test_a_meeting_whose_day_is_corrected_was_held_on_that_day(site: Site) -> None:
    threshold(site)
    site.at(site.now + timedelta(days=4))
    site.person("lado").step("hold_meeting").complete(**ANSWERS["hold_meeting"], **HELD, meeting_on="9/3/2026")
    case = corrected(site, "Hold the initial meeting", meeting_on="6/3/2026")
    assert "It was: Monday 9 March 2026" in case.main
    assert "HeldFriday 6 March 2026" in case.follow("Meetings").main
    assert "Done Friday 6 March" in case.open("/cases?q=Hartley").follow("Owen Hartley").follow("Deadlines").main


def test_a_correction_that_changes_nothing_is_refused_and_keeps_what_was_typed(site: Site) -> None:
    threshold(site)
    site.at(site.now + timedelta(days=2))
    page = site.person("lado").open("/inbox/archive").follow("Decide the threshold").follow("Correct")
    page.send(correction_reason="It was misheard")
    assert page.status == 422 and "Nothing is changed here" in page.errors["your-answers"]
    assert page.fields["correction_reason"] == ["It was misheard"] and page.fields["risk_level"] == ["medium"]
    page.send(happened="4/3/2026", as_it_stands="said_happened_before")
    assert "corrected" in page.banner, page.errors
    assert "It was: Thursday 5 March 2026." in page.open("/cases?q=Hartley").follow("Owen Hartley").main


def test_a_correction_that_is_sent_twice_is_recorded_once_and_not_refused(site: Site) -> None:
    threshold(site)
    page = site.person("lado").open("/inbox/archive").follow("Decide the threshold").follow("Correct")
    address, said = page.path, page.fields | {"act": "save", "risk_level": "high", "correction_reason": "Misheard"}
    for _ in range(2):
        assert page.client.post(address, data=said).status_code == 303
    assert page.open("/cases?q=Hartley").follow("Owen Hartley").main.count("Corrected: Decide the threshold") == 1


def test_the_time_of_day_stays_where_only_an_answer_is_corrected(site: Site) -> None:
    threshold(site)
    site.at(site.now + timedelta(days=2))
    with db.reading(site.engine) as session:
        before = session.scalar(select(Task.happened).where(Task.step == "decide_threshold"))
    corrected(site, "Decide the threshold", risk_level="high")
    with db.reading(site.engine) as session:
        assert session.scalar(select(Task.happened).where(Task.step == "decide_threshold")) == before
