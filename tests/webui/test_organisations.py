"""The organisations that play a role in cases, in the words of the procedure."""

import pytest
from sqlalchemy import select

from engine import db, people
from engine.models import Authority, HistoryEntry, User
from tests.webui.conftest import Site
from tests.webui.person import Person
from tests.webui.test_naming import asked


def test_the_kind_of_setting_stands_in_words(site: Site) -> None:
    with db.writing(site.engine) as session:
        council = session.scalars(select(Authority.id)).one()
        people.add_organisation(session, council, "Beacon Agency", plays=["Employer"], sector="ifa_foster_carer")
        session.commit()
    page = site.person("support").open("/organisations?q=Beacon")
    assert "Foster carer, independent agency" in page.main and "ifa" not in page.main


def test_whoever_answers_for_an_organisation_is_told_so(site: Site) -> None:
    asked(site, "Employer").send()
    page = site.person("head").step("interim_measures")
    assert "You are asked because you answer for Brookfield Primary School in this matter." in page.main


def opened(site: Site, name: str) -> Person:
    return site.person(name).open("/organisations?q=Fernhill").follow("Fernhill Nursery")


def changes(site: Site, what: str = "organisation_changed") -> list[HistoryEntry]:
    with db.reading(site.engine) as session:
        return list(session.scalars(select(HistoryEntry).where(HistoryEntry.what == what)))


@pytest.mark.parametrize("name", ["support", "admin"])
def test_what_we_know_of_an_organisation_is_put_right_and_history_says_what_was_changed(site: Site, name: str) -> None:
    page = opened(site, name)
    assert page.heading == "Fernhill Nursery" and page.fields["plays"] == ["Employer"]
    page.send(
        name="Fernhill Day Nursery", phone="01632 960222", sector="ifa_foster_carer", plays=["Employer", "Police"]
    )
    assert page.path == "/organisations" and "Fernhill Day Nursery: saved." in page.banner
    for words in ("Fernhill Day Nursery", "01632 960222", "Foster carer, independent agency", "Employer, Police"):
        assert words in page.main
    (entry,) = changes(site)
    assert entry.detail["changed"] == ["name", "phone", "sector", "plays"]
    assert entry.detail["was"]["name"] == "Fernhill Nursery" and "01632" not in str(entry.detail)
    with db.reading(site.engine) as session:
        assert session.get_one(User, entry.by_id).email == f"{name}@marlshire.example"


def test_a_change_of_an_organisation_that_cannot_be_keeps_what_was_typed(site: Site) -> None:
    page = opened(site, "support")
    page.send(name=" ", phone="01632 960222")
    assert page.status == 422 and page.errors == {"name": "Enter the name of the organisation"}
    assert page.fields["phone"] == ["01632 960222"]
    page.send(name="brookfield primary SCHOOL")
    assert page.status == 422 and "is called Brookfield Primary School already" in page.errors["name"]
    page.send(name="N" * 301, phone="1" * 101, sector="nothing_known")
    assert page.status == 422 and list(page.errors) == ["name", "phone", "sector"]
    assert page.fields["name"] == ["N" * 301] and changes(site) == []


def test_who_is_slower_with_an_organisation_sees_both_and_a_page_sent_twice_changes_it_once(site: Site) -> None:
    slow, quick = opened(site, "lado"), opened(site, "support")
    page = quick.fields | {"phone": "01632 960222"}
    quick.post(page)
    quick.open(slow.path).post(page)
    assert "nothing was changed" in quick.banner and len(changes(site)) == 1
    slow.send(phone="01632 960333")
    assert slow.status == 409 and "01632 960222" in slow.main and slow.fields["phone"] == ["01632 960333"]
    slow.send()
    assert "01632 960333" in opened(site, "support").fields["phone"] and len(changes(site)) == 2


@pytest.mark.parametrize("name", ["head", "owner", "auditor"])
def test_nobody_else_opens_or_adds_an_organisation(site: Site, name: str) -> None:
    for address in (opened(site, "support").path, "/organisations/new"):
        assert site.person(name).open(address).status == 403


def adding(site: Site, name: str) -> Person:
    return site.person(name).open("/organisations").follow("Add an organisation")


@pytest.mark.parametrize("name", ["support", "admin"])
def test_an_organisation_is_added_before_a_case_needs_it_and_history_says_who_added_it(site: Site, name: str) -> None:
    page = adding(site, name)
    assert page.heading == "Add an organisation"
    sent = page.fields | {"name": "Marlshire Harriers", "phone": "01632 960333", "sector": "", "plays": ["Employer"]}
    page.post(sent)
    assert page.path == "/organisations" and "Marlshire Harriers: added." in page.banner
    assert "01632 960333" in page.main
    adding(site, name).post(sent)
    assert "Marlshire Harriers: it is there already." in page.banner
    (entry,) = changes(site, "organisation_added")
    known = site.person("lado").open("/organisations?q=Harriers").follow("Marlshire Harriers").path.split("/")[-1]
    assert entry.detail == {"organisation": known}
    assert "Marlshire Harriers" in asked(site, "Employer").main


def test_an_organisation_that_is_there_is_not_added_again_and_nothing_typed_is_lost(site: Site) -> None:
    page = adding(site, "support").send(name="fernhill NURSERY", phone="01632 960444")
    assert page.status == 422 and "is called Fernhill Nursery already" in page.errors["name"]
    assert page.fields["phone"] == ["01632 960444"] and changes(site, "organisation_added") == []
    page.send(name=" ")
    assert page.errors == {"name": "Enter the name of the organisation"}
