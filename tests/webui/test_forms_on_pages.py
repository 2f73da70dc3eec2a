"""Long forms on their pages: in sections, kept half done, dates in the reader's way of writing, nothing said twice."""

from collections import Counter

import pytest
from sqlalchemy import select

from engine import db
from engine.models import HistoryEntry
from tests.webui.conftest import Site
from tests.webui.person import Person
from tests.webui.test_bad_input import logged
from tests.webui.test_early import with_the_police
from tests.webui.test_sittings import _task, _to_the_meeting, group
from tests.webui.test_whole_case import ANSWERS
from webui import words

__all__ = ["group"]


def first_step_of_the_police(site: Site) -> str:
    """The address of their step, once the LADO has said who plays the police."""
    with_the_police(site)
    naming = site.person("support").step("police_start")
    address = naming.path
    naming.send(organisation=naming.page.xpath("//input[@name='organisation']")[0].get("value"), answers="signs_in")
    return address


def after_it_happened(site: Site, what: str, step: str, who: str) -> Person:
    """The page of the step that follows when something happens that may happen at any time."""
    site.person("support").open(f"/tasks/{logged(site)}").complete()
    case = site.person("lado").open("/cases?q=Hartley").follow("Owen Hartley")
    (button,) = [each for each in case.page.xpath("//button[@name='trigger']") if each.text_content().strip() == what]
    (token,) = button.xpath("ancestor::form//input[@name='csrf_token']/@value")
    address = button.xpath("ancestor::form/@action")[0]
    case.client.post(address, data={"csrf_token": token, "trigger": button.get("value")})
    return site.person(who).step(step)


def test_a_partner_finishes_a_long_form_later(site: Site) -> None:
    address = first_step_of_the_police(site)
    police = site.person("police")
    police.open(address).send(act="keep", officer="DC Laing", hold_reason="Asked by the officer")
    assert "kept for later. Nobody else sees it." in police.banner
    again = site.person("police").open(address)
    assert again.heading == "Say what police will do"
    assert (again.fields["officer"], again.fields["hold_reason"]) == (["DC Laing"], ["Asked by the officer"])
    assert "Asked by the officer" not in site.person("lado").open(address).main


def test_staff_are_shown_a_date_as_they_type_it_and_partners_in_three_parts(site: Site) -> None:
    address = first_step_of_the_police(site)
    assert "For example, 20 3 2026" in site.person("police").open(address).main
    told = site.person("lado").open(f"{address}?record=1").main
    assert "For example, 20/3/2026" in told
    assert "20 3 2026" not in told


@pytest.mark.parametrize("who", [None, "lado"])
def test_no_heading_of_the_help_page_stands_there_twice(site: Site, who: str | None) -> None:
    page = (site.person(who) if who else site.anybody()).open("/help").page
    headings = Counter(" ".join(each.text_content().split()) for each in page.xpath("//h1 | //h2"))
    ids = Counter(page.xpath("//@id"))
    assert [words for words, number in (headings + ids).items() if number > 1] == []


def test_a_table_of_the_procedure_is_called_once_on_its_page(site: Site) -> None:
    page = site.person("owner").open("/procedures/1/processes/closure_reason.dmn")
    assert page.heading == "Closure reason without an outcome"
    assert page.page.xpath("//h2[contains(., 'Closure reason')]") == []
    two = site.person("owner").open("/procedures/1/processes/dbs_duty.dmn").page
    assert len(two.xpath("//h2[starts-with(., 'DBS duty')]")) == 2


def test_a_complaint_says_of_each_date_what_is_missing(site: Site) -> None:
    page = after_it_happened(site, "Complaint or challenge", "acknowledge_complaint", "support")
    messages = list(page.send().errors.values())
    assert {"Enter when the complaint came", "Enter when you acknowledged it"} <= set(messages)
    assert max(Counter(messages).values()) == 1


def test_what_is_away_takes_its_rule_with_it(site: Site) -> None:
    lado = after_it_happened(site, "The case cannot go on", "say_why_it_ends", "lado")
    (rows,) = lado.page.xpath("//*[@data-group='allegations']")
    (question,) = rows.xpath("ancestor::*[contains(@class, 'app-question') and @data-hide]")
    assert question.get("data-hide") == rows.get("data-hide")
    empty = [each for each in lado.page.xpath("//div[@class='app-question__body']") if not each.text_content().strip()]
    assert empty == []


def test_a_step_on_a_day_before_the_contact_is_asked_about_once(site: Site) -> None:
    support = site.person("support").open(f"/tasks/{logged(site)}")
    support.send(happened="1/3/2026")
    assert support.status == 422
    assert support.errors["happened"].startswith("It would have happened before the contact came, Thursday 5 March")
    (box,) = support.page.xpath("//input[@name='as_it_stands']")
    support.send(as_it_stands=box.get("value"))
    assert support.status == 422 and "happened" not in support.errors
    assert support.page.xpath("//input[@name='as_it_stands'][@checked]"), "what was said is not asked again"
    assert support.complete().status == 200
    case = site.person("lado").open("/cases?q=Hartley").follow("Owen Hartley")
    assert "after the warning: It would have happened before the contact came" in case.main


def test_the_public_is_shown_the_privacy_notice_and_its_edition_is_kept(site: Site) -> None:
    page = site.anybody().open("/contact")
    assert f"How we use what you tell us: privacy notice, {words.PRIVACY_NOTICE}." in page.main
    page.send(what_happened="Shouted at two children.")
    with db.reading(site.engine) as session:
        details = session.scalars(select(HistoryEntry.detail).where(HistoryEntry.what == "contact_received")).all()
    assert {detail["privacy_notice"] for detail in details} == {words.PRIVACY_NOTICE}
    assert words.PRIVACY_NOTICE in page.open("/privacy").main


def test_an_answer_stands_under_the_question_that_its_own_step_asked(site: Site) -> None:
    site.person("support").open(f"/tasks/{logged(site)}").complete()
    lado = site.person("lado").step("decide_threshold")
    address = lado.path
    lado.complete(**ANSWERS["decide_threshold"])
    answers = {term.text_content().strip() for term in lado.open(address).page.xpath("//main//dt")}
    assert "What do you decide?" in answers


def test_a_first_step_is_due_because_police_were_asked_and_speaks_of_no_update(site: Site) -> None:
    address = first_step_of_the_police(site)
    said = site.person("police").open(address).main
    assert "because the police strand began Thursday 5 March 10:05, three working days" in said
    assert "last update" not in said


@pytest.mark.parametrize(("child", "asked"), [("Kayla Rowe", True), ("", False)])
def test_which_children_is_asked_only_where_a_child_is_known(site: Site, child: str, asked: bool) -> None:
    site.person("support").open(f"/tasks/{logged(site, **{'children-0-name': child})}").complete()
    lado = site.person("lado").step("decide_threshold")
    assert ("Which children does it concern?" in lado.main) == asked


def test_the_rows_of_a_step_that_is_done_are_told_apart_by_their_number(group: Site) -> None:
    _to_the_meeting(group)
    page = group.person("lado").open(f"/tasks/{_task(group, 'Ada Ash', 'hold_meeting')}")
    rows = {f"attendees-1-{key}": said for key, said in (("name", "DC Laing"), ("agency", "police"), ("came", "came"))}
    address = page.path
    page.complete(**{"attendees-0-name": "Ms Amin"}, **rows)
    done = page.open(address).main
    assert "Attendee 1: Name Ms Amin" in done and "Attendee 2: Name DC Laing" in done, done[-2000:]
