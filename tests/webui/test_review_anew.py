"""A review's record starts with the texts and the people of the last meeting, and with nothing of how that was held."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from engine import db, in_hand
from engine.forms import Form
from engine.in_hand import Matter
from engine.models import Case
from tests.webui.conftest import Site
from tests.webui.person import Person
from tests.webui.test_bad_input import logged
from tests.webui.test_whole_case import ANSWERS, CALL
from webui import fact_words
from webui.hiding import Hiding

SHIPPED = Path(__file__).parents[2] / "forms" / "review.form"
HELD = {
    "meeting_type": "initial", "meeting_times": "14:00 to 15:10", "confidentiality_read": "yes", "dissent": "Nobody",
    "setting_history": "Two calls for advice", "points_left_out": "support", "points_left_out_why": "Too early",
    "next_review_on": "24/3/2026", "attendees-0-name": "Ruth Calder", "attendees-0-agency": "Social care",
    "attendees-0-came": "came", "child_views": "Wants to sit elsewhere", "other_agencies": "The school nurse knows her",
    "police_information": "No record", "actions-0-text": "Send the rota", "actions-0-owner": "Jo Reed",
    "actions-0-due": "20/3/2026", "actions-0-done": "no", "adult_knows": "no",
}  # fmt: skip
ANEW = ("meeting_type", "meeting_times", "confidentiality_read", "dissent", "points_left_out", "points_left_out_why",
        "child_views", "other_agencies", "police_information", "attendees-0-came")  # fmt: skip


def review(site: Site) -> Person:
    """The page of the first review, two weeks after a meeting."""
    site.person("support").open(f"/tasks/{logged(site)}").complete()
    lado = site.person("lado")
    lado.step("decide_threshold").complete(**ANSWERS["decide_threshold"])
    held = lado.step("hold_meeting").complete(**ANSWERS["hold_meeting"], **HELD)
    assert held.status == 200, held.errors
    site.at(site.now + timedelta(days=14))
    return site.person("lado").step("hold_review")


def stands(page: Person, name: str) -> str:
    """What stands in a question of the page; nothing for a choice without one."""
    chosen = page.page.xpath(
        f"//*[@name='{name}' and (@checked or (@type='text' or not(@type)) and @value)]/@value"
        f"|//select[@name='{name}']/option[@selected]/@value|//textarea[@name='{name}']/text()"
    )
    return "".join(chosen).strip()


def test_a_review_asks_anew_who_came_and_how_it_was_held_and_keeps_what_was_said(site: Site) -> None:
    page = review(site)
    assert {name: stands(page, name) for name in ANEW} == dict.fromkeys(ANEW, "")
    assert stands(page, "setting_history") == "Two calls for advice"
    assert stands(page, "attendees-0-name") == "Ruth Calder"


@pytest.mark.parametrize("key", [name.rpartition("-")[2] for name in ANEW])
def test_each_of_them_is_marked_in_the_form(key: str) -> None:
    form = Form.read("review", SHIPPED.read_text(encoding="utf-8"))
    field = form.field(key)
    assert field is not None and field.told_anew == "yes"


def test_a_second_review_keeps_what_the_first_one_said(site: Site) -> None:
    page = review(site).complete(meeting_on="19/3/2026", setting_history="Three calls for advice", **{
        "meeting_type": "review", "attendees-0-came": "apology", "next_review_on": "8/4/2026",
    })  # fmt: skip
    assert page.status == 200, page.errors
    site.at(site.now + timedelta(days=14))
    again = site.person("lado").step("hold_review")
    assert stands(again, "setting_history") == "Three calls for advice"
    assert stands(again, "attendees-0-came") == "" == stands(again, "meeting_type")


def test_a_review_without_anybody_who_came_is_not_taken(site: Site) -> None:
    refused = review(site).send(**{"attendees-0-removed": "yes"})
    said = [words for name, words in refused.errors.items() if name.startswith("attendees")]
    assert refused.status == 422 and said, refused.errors


def test_a_meeting_is_held_on_its_day_and_not_when_its_record_is_written(site: Site) -> None:
    site.at(site.now + timedelta(days=1))
    page = review(site)
    assert "When did this happen?" not in page.main and "happened" not in page.fields
    page.complete(meeting_on="12/3/2026", **{
        "meeting_type": "review", "attendees-0-came": "apology", "next_review_on": "8/4/2026",
    })  # fmt: skip
    case = page.open("/cases").follow("Owen Hartley")
    assert "Thursday 12 March 2026" in case.follow("Meetings").main
    due = case.follow("Deadlines").main
    assert "Met Done Thursday 12 March" in due.replace("\xa0", "").replace("  ", " "), due


def test_a_meeting_before_the_contact_is_asked_about(site: Site) -> None:
    told = {"meeting_on": "1/3/2026", "meeting_type": "review", "attendees-0-came": "apology"}
    page = review(site).send(**told)
    assert page.status == 422 and "before the contact came, Thursday 5 March 2026" in page.errors["meeting_on"]
    page.complete(**told, next_review_on="8/4/2026", as_it_stands="said_happened_before")
    assert page.status == 200, page.errors


def test_a_review_knows_what_became_of_an_action_and_asks_nothing_of_it(site: Site) -> None:
    review(site)
    before = site.person("lado").step("hold_review")
    assert stands(before, "actions-0-done") == "no" and "What became of it" not in shown(before)
    site.person("support").step("others_action").complete(became="done", done_on="17/3/2026")
    after = site.person("lado").step("hold_review")
    assert "actions-0-done" not in after.fields and "What became of it" in shown(after)


def test_a_review_does_not_ask_whether_an_adult_knows_who_was_told_at_a_step(site: Site) -> None:
    site.person("lado").open("/contacts/new").send(**CALL)
    asked = Form.read("review", SHIPPED.read_text(encoding="utf-8")).field("adult_knows")
    assert asked is not None
    with db.reading(site.engine) as session:
        matter = in_hand.look_at(session, str(session.scalar(select(Case.id))), now=site.now)
        matter.facts.put(matter.facts.adult_id or "", "knows", "not_known")
        matter.facts.put(matter.id, "adult_knows", "no")
        assert adult_of(matter).endswith("knows of it: No")
        assert not Hiding(matter.facts.context({}), site.now).away(asked, "")
        strand = matter.facts.add("strand", "strands", matter.facts.listed("engagements")[0].id)
        matter.facts.put(strand.id, "adult_told_on", date(2026, 3, 4))
        assert adult_of(matter).endswith("knows of it: Yes, told on Wednesday 4 March 2026")
        assert Hiding(matter.facts.context({}), site.now).away(asked, "")


def adult_of(matter: Matter) -> str:
    return next(str(row["value"]) for row in fact_words.known(matter) if row["label"] == "Adult")


def test_the_minutes_of_each_meeting_name_their_own_day_and_kind(site: Site) -> None:
    held = review(site).complete(meeting_type="review", meeting_on="19/3/2026", **{
        "attendees-0-came": "came", "next_review_on": "8/4/2026",
    })  # fmt: skip
    assert held.status == 200, held.errors
    first, second = minutes(site)
    assert "Initial managing allegations meeting, 14:00 to 15:10" in first and "Review meeting" in second
    assert "Held on: Thursday 19 March 2026" in second and "Held on: Thursday 19 March 2026" not in first
    for page in (first, second):
        assert page.count("Held as") == 1 and not re.search(r"row \d", page)


def minutes(site: Site) -> list[str]:
    """What the two steps that send minutes show, the first meeting's first."""
    support = site.person("support")
    tasks = [task for task in support.open("/inbox/queue").tasks if task["data-step"] == "send_minutes"]
    tasks += [task for task in support.open("/inbox").tasks if task["data-step"] == "send_minutes"]
    pages = [support.open(f"/tasks/{task['data-task'].split()[0]}").main for task in tasks]
    return sorted(pages, key=lambda page: "Review meeting" in page)


def shown(page: Person) -> str:
    """What a page shows, without what the browser hides until it is asked."""
    return " ".join(page.page.xpath("//main//text()[not(ancestor::*[@hidden])]"))
