"""Requests that are no case: logged from the list of contacts, answered step by step, in no list of cases."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from engine import db
from engine.models import Authority, Case, Contact
from tests.webui.conftest import Site
from tests.webui.person import Person
from tests.webui.test_whole_case import CALL

ASKED = {
    "referrer_name": "Sunita Rao", "referrer_agency": "Northdale Council", "channel": "secure_email",
    "asker_checked": "official_address", "person_asked": "Jonas Weir", "request_purpose": "He applied to foster.",
    "concern_told": "no",
}  # fmt: skip
OWN_DATA = {
    "request_kind": "subject_access", "referrer_name": "Peter Rowe", "referrer_email": "peter@post.example",
    "channel": "letter", "person_asked": "Peter Rowe", "request_words": "Everything you hold on me.",
}  # fmt: skip


def log(site: Site, way: str, answers: dict[str, str]) -> Person:
    return site.person("support").open("/contacts").follow(way).send(**answers)


def test_the_list_of_contacts_leads_to_each_way_in_and_no_further(site: Site) -> None:
    page = site.person("support").open("/contacts")
    links = {link.text_content().strip() for link in page.page.xpath("//main//a")}
    assert {"Log an information request", "Log a request for records", "Report a data breach", "Log a call"} <= links
    assert site.person("dpo").open("/contacts").status == 403


def test_a_request_is_counted_as_a_contact_and_is_in_no_list_of_cases(site: Site) -> None:
    page = log(site, "Log an information request", ASKED)
    assert "saved: Information request." in page.banner
    assert "Next for you in this information request: Search for the person" in page.banner
    assert "Jonas Weir" in page.main and "Information request" in page.main
    assert "Jonas Weir" not in page.open("/cases?state=all").main
    assert "0 cases" in page.main


def test_the_way_in_searches_nobody_and_says_what_follows(site: Site) -> None:
    page = site.person("support").open("/contacts").follow("Log an information request")
    assert "Does anybody match?" not in page.main and "opens no case of an adult" in page.main


def test_its_own_page_shows_what_was_asked_and_its_answer(site: Site) -> None:
    log(site, "Log an information request", ASKED)
    search = site.person("support").step("Search for the person")
    assert "He applied to foster." in search.main and "Open the information request" in search.main
    search.complete(searches="lado_index", search_result="nobody")
    answered = site.person("lado").step("Answer the information request").complete(request_answer="not_known")
    assert "Next for you in this" not in answered.banner
    assert "answered: not known to us" in answered.banner and "The case is closed" not in answered.banner
    page = site.person("lado").open("/contacts").follow("Jonas Weir")
    assert "This was dealt with on 5 Mar" in page.main and "Level" not in page.main
    assert "Information request M-" in page.main and "dealt_with" not in page.main
    address = page.path
    tabs = [page.open(f"{address}/{tab}").main for tab in ("timeline", "people", "diagram", "history", "notes")]
    assert "Who has read this information request" in tabs[1] and "Where this information request is" in tabs[2]
    assert "This information request is about Jonas Weir. It is no case of an adult." in tabs[1]
    spoken = [re.findall(r"(?:this|the|Open) case|Case (?:M-|closed)|The adult|Children|No child", tab) for tab in tabs]
    assert not any(spoken), spoken
    assert all(page.open(f"{address}/{tab}").status == 200 for tab in ("people", "deadlines", "history", "diagram"))


def test_the_data_protection_officer_sees_what_a_step_discloses_and_no_case(site: Site) -> None:
    log(site, "Log a request for records", OWN_DATA)
    page = site.person("dpo").step("Check the subject access request")
    assert "Everything you hold on me." in page.main and "Peter Rowe" in page.main
    assert "Subject access request" in page.main and "Records of this person" not in page.main
    assert page.open("/cases").status == 403


def test_a_council_that_leaves_names_of_advice_out_says_so_and_takes_none(site: Site) -> None:
    call = {
        "referrer_name": "Tessa Boyle", "channel": "phone", "adults-0-name": "Dawn Pritchard",
        "adults-0-engagements-0-employer": "Fernhill Nursery", "what_happened": "Shouted.", "advice_given": "Speak.",
        "decision": "advice_nfa", "advice_reason": "practice_issue",
    }  # fmt: skip
    page = site.person("lado").open("/contacts/new")
    assert "recorded without the adult’s name" not in page.main
    with db.writing(site.engine) as session:
        council = session.scalars(select(Authority)).one()
        council.settings = {**council.settings, "names_of_advice": "left_out"}
        session.commit()
    page.open("/contacts/new")
    assert "recorded without the adult’s name" in page.main
    page.send(**call)
    assert page.status == 422 and "enter “not given”" in page.errors["adults-0-name"]
    page.send(**call | {"adults-0-name": "not given"})
    assert "saved and closed" in page.banner


def test_what_a_contact_told_is_called_as_its_own_page_asked_it(site: Site) -> None:
    log(site, "Log an information request", ASKED)
    with db.reading(site.engine) as session:
        contact = session.scalars(select(Contact.id)).one()
    page = site.person("support").open(f"/contacts/{contact}")
    assert "Who asks" in page.main and "Whom do they ask about?" in page.main


def test_a_setting_named_often_is_reviewed_beside_its_cases(site: Site) -> None:
    lado = site.person("lado")
    for name in ("not given", "Owen Pratt", "Lena Fisk"):
        lado.open("/contacts/new").complete(
            **{"adults-0-name": name, "adults-0-engagements-0-employer": "Larch House", "decision": "advice_nfa"}
        )
    page = site.person("manager").step("Review the pattern at the setting")
    assert "3 contacts had named it when this began." in page.main and "Told by" not in page.main
    assert all(name in page.main for name in ("not given", "Owen Pratt", "Lena Fisk"))


def test_a_setting_is_reviewed_when_somebody_asks_for_it(site: Site) -> None:
    lado = site.person("lado")
    call = {"adults-0-name": "not given", "adults-0-engagements-0-employer": "Larch House", "decision": "advice_nfa"}
    lado.open("/contacts/new").complete(**call)
    lado.open("/contacts").follow("Review a setting").send(
        request_about="Larch House", setting_since="1/1/2026", referrer_name="Nia Cole", setting_review_reason="Ofsted"
    )
    page = site.person("manager").step("Review the pattern at the setting")
    assert "not given" in page.main and "had named it when this began" not in page.main


def test_the_manager_stands_in_for_the_data_protection_officer(site: Site) -> None:
    log(site, "Log a request for records", OWN_DATA)
    step_name = "Check the subject access request"
    lado = site.person("lado").open("/contacts").follow("Peter Rowe").follow(step_name)
    assert "This step waits for the data protection officer" in lado.main
    manager = site.person("manager").open("/contacts").follow("Peter Rowe").follow(step_name)
    manager.complete(more_time="no")
    assert "Subject access request checked" in manager.banner


@pytest.mark.parametrize(("days", "there"), [(2, False), (5, True)])
def test_a_late_answer_reaches_the_manager(site: Site, days: int, there: bool) -> None:
    log(site, "Log an information request", ASKED)
    site.at(site.now + timedelta(days=days, hours=8))
    names = [row["words"] for row in site.person("manager").open("/inbox/queue").tasks]
    assert any("Step in on a late answer to a request" in words for words in names) is there


@pytest.fixture
def request_page(site: Site) -> Person:
    """A subject access request beside the case of an adult, as the LADO looks at it."""
    site.person("lado").open("/contacts/new").send(**CALL)
    log(site, "Log a request for records", OWN_DATA)
    return site.person("lado").open("/contacts").follow("Peter Rowe")


def test_nobody_is_named_in_a_request_and_it_stands_with_no_case(site: Site, request_page: Person) -> None:
    address, token = request_page.path, site.person("lado").open("/contacts/new").fields["csrf_token"]
    before, said = groups_of(site), {"name": "Jan Moor", "reason": "Said so", "reference": reference_of(site, "Owen")}
    for act in ("adult", "child", "name", "split", "join"):
        post = {"csrf_token": token, **said, "cases": address.split("/")[-1]}
        assert request_page.client.post(f"{address}/group/{act}", data=post).status_code == 404, act
        assert request_page.open(f"{address}/group/{act}").status == 404, act
    assert request_page.open(f"{address}/group").status == 404
    assert groups_of(site) == before
    assert "Jan Moor" not in site.person("dpo").open("/inbox/queue").main


def test_a_case_does_not_join_a_request(site: Site, request_page: Person) -> None:
    before, lado = groups_of(site), request_page.open("/cases").follow("Owen Hartley")
    lado.open(f"{lado.path}/group/join").send(reference=reference_of(site, "Peter"), reason="Same person")
    assert lado.status == 422 and "reference of another case" in lado.errors["reference"]
    assert groups_of(site) == before


def test_a_request_has_no_chronology_and_no_agencies(request_page: Person) -> None:
    address = request_page.path
    assert "Record for an agency" not in request_page.main
    assert "Chronology" not in request_page.open(f"{address}/people").main
    for page in ("chronology", "record"):
        assert request_page.open(f"{address}/{page}").status == 404, page
    assert "Chronology opened" not in request_page.open(f"{address}/history").main


def reference_of(site: Site, name: str) -> str:
    with db.reading(site.engine) as session:
        return str(session.scalar(select(Case.reference).where(Case.adult_name.startswith(name))))


def groups_of(site: Site) -> dict[str, str]:
    """Every case by its group."""
    with db.reading(site.engine) as session:
        return dict(session.execute(select(Case.id, Case.group_id)).all())
