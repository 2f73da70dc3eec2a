"""What is told late is asked about before it is saved: it counts now, or stands in the record only."""

from datetime import timedelta

from sqlalchemy import select

from benchmarks.measures import told as told_to_the_database
from engine import db, in_hand
from engine.models import Case
from engine.settling import settle
from tests.webui.conftest import Site
from tests.webui.person import Person
from tests.webui.test_bad_input import logged
from tests.webui.test_sittings import report
from tests.webui.test_whole_case import ANSWERS

POLICE = {"told_by": "DC Laing", "told_how": "phone"}
ASKS = "Does what you wrote count now?"
MUST_WAIT = {
    "police_state": "open", "hold": "hold", "hold_reason": "Witnesses first", "embargo": "no",
    "next_update_on": "24/3/2026", "police_news": "Two witnesses heard.",
}  # fmt: skip


def police_said(site: Site) -> Person:
    """On Tuesday 10 March, when the police have said on Monday that the employer need not wait; their next step."""
    site.person("support").open(f"/tasks/{logged(site)}").complete()
    site.person("lado").step("decide_threshold").complete(**ANSWERS["decide_threshold"])
    site.at(site.now + timedelta(days=5))
    lado = site.person("lado").open("/cases?q=Hartley").follow("Owen Hartley").follow("Record for an agency")
    lado.follow("Say what police will do")
    said = ANSWERS["police_start"] | POLICE | {"next_update_on": "24/3/2026"}
    assert lado.complete(happened="9/3/2026", **said).status == 200, lado.errors
    return lado.open("/cases?q=Hartley").follow("Owen Hartley").follow("Record")


def hold(site: Site) -> str:
    with db.reading(site.engine) as session:
        matter = in_hand.look_at(session, str(session.scalar(select(Case.id))), now=site.now)
        (police,) = (each for each in matter.facts.listed("strands") if matter.facts.get(each.id, "kind") == "police")
        return str(matter.facts.get(police.id, "hold"))


def told_late(site: Site, day: str = "6/3/2026", **more: str) -> Person:
    """The LADO sends what the police told of another day."""
    page = police_said(site).follow("Give a police update")
    return page.send(happened=day, **MUST_WAIT, **POLICE, **more)


def asked(page: Person, **given: str) -> Person:
    """The page once it asks whether what was written counts now; what it asks before is answered somehow."""
    for _ in range(5):
        page.post(given)
        if "counts_now" in page.errors:
            return page
        for name in page.errors:
            given |= page._plain_answer(name, given)
    raise AssertionError(page.errors)


def test_what_happened_before_what_stands_is_asked_about_and_nothing_is_saved_yet(site: Site) -> None:
    page = told_late(site)
    assert page.status == 422 and ASKS in page.main, page.main
    assert "Say whether it counts now" in page.errors["counts_now"]
    asked = page.main.partition("What you wrote, and what stands now")[2].partition(ASKS)[0]
    for words in ("Must the employer wait?", "Friday 6 March 2026", "Monday 9 March 2026"):
        assert words in asked, asked
    assert "What has happened since" not in asked, "what nobody has answered yet is not asked about"
    assert page.fields["police_news"] == [MUST_WAIT["police_news"]] and page.fields["told_by"] == ["DC Laing"]
    assert page.fields["happened"] == ["6/3/2026"]
    assert hold(site) == "proceed"


def test_what_is_for_the_record_only_leaves_what_stands(site: Site) -> None:
    page = told_late(site).send(counts_now="record")
    assert page.status == 200 and "recorded for Police" in page.banner, page.errors
    assert hold(site) == "proceed"
    case = page.open("/cases?q=Hartley").follow("Owen Hartley")
    entry = case.main.partition("Police update given")[2].partition("Open the answers")[0]
    assert "For the record only: Must the employer wait" in entry and "What stood then stays." in entry, case.main
    assert "What has happened" not in entry.partition("For the record only:")[2].partition("What stood")[0]
    step = case.open("/inbox/archive").follow("Give a police update")
    assert step.main.count("(for the record only)") == 1, step.main


def test_what_is_so_now_counts(site: Site) -> None:
    page = told_late(site).send(counts_now="now")
    assert page.status == 200 and hold(site) == "hold", page.errors
    assert "for the record only" not in page.open("/cases?q=Hartley").follow("Owen Hartley").main.lower()


def test_what_is_answered_about_other_answers_is_asked_again(site: Site) -> None:
    page = told_late(site).send(counts_now="record", hold="limited")
    assert page.status == 422 and ASKS in page.main
    assert not page.page.xpath("//input[@name='counts_now' and @checked]")
    assert page.send(counts_now="now").status == 200
    assert hold(site) == "limited"


def test_the_answer_is_kept_while_something_else_is_put_right(site: Site) -> None:
    page = told_late(site).send(counts_now="record", told_by="")
    assert set(page.errors) == {"told_by"}
    assert page.send(told_by="DC Laing").status == 200
    assert hold(site) == "proceed"


def test_the_same_day_and_later_days_are_not_asked_about(site: Site) -> None:
    assert told_late(site, "9/3/2026").status == 200
    assert hold(site) == "hold"


def test_a_step_of_today_asks_the_database_nothing_more(site: Site) -> None:
    page = police_said(site).follow("Give a police update")
    with told_to_the_database(site.engine) as said:
        assert page.send(happened="10/3/2026", **MUST_WAIT, **POLICE).status == 200
    assert not [text for text in said if "fact.happened >" in text]


def test_a_correction_of_an_earlier_day_is_asked_about(site: Site) -> None:
    assert told_late(site, "10/3/2026").status == 200
    page = site.person("lado").open("/inbox/archive").follow("Say what police will do").follow("Correct")
    page.send(hold="limited", hold_reason="Witnesses", correction_reason="Misheard", **POLICE)
    assert page.status == 422 and ASKS in page.main, page.main
    assert page.send(counts_now="record").status == 200
    assert hold(site) == "hold"
    case = page.open("/cases?q=Hartley").follow("Owen Hartley")
    entry = case.main.partition("Corrected: Say what police will do")[2].partition("Open the answers")[0]
    assert "Must the employer wait: May go on, within limits, for the record only." in entry, entry
    assert "It was: no answer" not in entry, entry


def test_what_is_recorded_before_its_step_is_asked_about(site: Site) -> None:
    page = police_said(site)
    with db.writing(site.engine) as session:
        case = str(session.scalar(select(Case.id)))
        matter = in_hand.take_in_hand(session, case, now=site.now, happened=site.now - timedelta(days=1))
        (care,) = (each for each in matter.facts.listed("strands")
                   if matter.facts.get(each.id, "kind") == "social_care")  # fmt: skip
        matter.facts.put(care.id, "hold", "proceed")
        settle(matter, lambda _: None)
        session.commit()
    page.follow("Give a social care update")
    said = ANSWERS["social_care_update"] | {"hold": "hold", "hold_reason": "A child is heard first"} | POLICE
    asked(page, **said, happened="6/3/2026").send(counts_now="record")
    assert page.status == 200 and "before its step was offered" in page.banner, page.errors
    with db.reading(site.engine) as session:
        assert in_hand.look_at(session, case, now=site.now).facts.get(care.id, "hold") == "proceed"


def test_the_police_themselves_are_asked(site: Site) -> None:
    support = police_said(site) and site.person("support").step("Name who plays Police here")
    first = support.page.xpath("//input[@name='organisation']")[0].get("value")
    support.send(organisation=first, answers="signs_in")
    page = site.person("police").step("police_update")
    day = {"happened-day": "6", "happened-month": "3", "happened-year": "2026"}
    due = {"next_update_on-day": "24", "next_update_on-month": "3", "next_update_on-year": "2026"}
    said = {key: value for key, value in MUST_WAIT.items() if key != "next_update_on"}
    page.send(**said, **day, **due)
    assert page.status == 422 and ASKS in page.main, page.errors
    assert page.send(counts_now="record").status == 200
    assert hold(site) == "proceed"


def test_a_step_for_several_says_of_whom_it_asks(site: Site) -> None:
    report(site, "Ada Ash", "Ben Birch")
    site.at(site.now + timedelta(days=5))
    page = site.person("support").step("check_who")
    later = site.now - timedelta(days=1)
    with db.writing(site.engine) as session:
        case = str(session.scalar(select(Case.id).where(Case.adult_name == "Ben Birch")))
        matter = in_hand.take_in_hand(session, case, now=site.now, happened=later)
        matter.facts.put(case, "search_result", "same")
        settle(matter, lambda _: None)
        session.commit()
    page = site.person("support").step("check_who")
    said = {f"applies_to-{n}-search_result": "nobody" for n in range(2)}
    assert "Ben Birch: " in asked(page, **said, happened="6/3/2026").main
    assert "Ada Ash: " not in page.main.partition("what stands now")[2]
    assert page.send(counts_now="record").status == 200, page.errors
    with db.reading(site.engine) as session:
        assert in_hand.look_at(session, case, now=site.now).facts.case_value("search_result") == "same"
