"""The organisations that play a role in cases, in the words of the procedure."""

from sqlalchemy import select

from engine import db, people
from engine.models import Authority
from tests.webui.conftest import Site
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
