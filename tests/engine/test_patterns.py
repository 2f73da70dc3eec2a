"""Settings that are named often: what counts, what a review has seen, and whom the review is about."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from engine import db, in_hand, patterns, verify
from engine.models import Authority, Case
from tests import builders
from tests.builders import MONDAY, Drawing, a_contact

pytestmark = pytest.mark.database

CASE = Drawing("allegation").start("came", message="Contact received").task("look").end("over")
REVIEW = Drawing("pattern", "LADO manager").start("often", message=patterns.NAMED_OFTEN).task("read_them").end("seen")


class Office(builders.Stage):
    """A council that draws a review, and contacts about its settings."""

    def __init__(self, engine: Engine, *drawings: Drawing) -> None:
        self.engine = engine
        with db.writing(engine) as session:
            self.council = builders.a_council(session, builders.a_procedure(*drawings)).id
            session.commit()

    def contact(self, *names: str, days: int = 0, **employers: str) -> None:
        self.change(lambda s: a_contact(s, s.get_one(Authority, self.council), *names, now=at(days), **employers))

    @property
    def reviews(self) -> list[Case]:
        rows = select(Case).where(Case.process == "pattern").order_by(Case.opened_at)
        return list(self.ask(lambda s: s.scalars(rows).all()))


def at(days: int) -> datetime:
    return MONDAY + timedelta(days=days)


@pytest.fixture
def office(engine_db: Engine) -> Office:
    return Office(engine_db, CASE, REVIEW)


def test_the_third_contact_brings_a_review_however_many_adults_each_names(office: Office) -> None:
    office.contact("Ada Ash", "Ben Birch", "Cy Cedar", employer="Larch House")
    office.contact("not given", employer="LARCH HOUSE", days=10)
    assert office.reviews == []
    office.contact("Dee Dogwood", employer="Larch House", days=20)
    (review,) = office.reviews
    assert (review.adult_id, review.adult_name, review.closed_at) == (None, "Larch House", None)
    found = office.ask(lambda s: patterns.named(in_hand.look_at(s, review.id, now=at(20))))
    assert {each.adult for each in found} == {"Ada Ash", "Ben Birch", "Cy Cedar", "Dee Dogwood", "not given"}
    assert [found[0].adult, found[1].adult] == ["Dee Dogwood", "not given"]
    assert office.ask(verify.everything) == []


def test_every_job_of_an_adult_counts(office: Office) -> None:
    office.contact("Ada Ash", employer="Larch House")
    for days, name in enumerate(("Ben Birch", "Cy Cedar"), 1):
        office.contact(name, employer="Brookfield School", also="Larch House", days=days)
    (larch,) = (review for review in office.reviews if review.adult_name == "Larch House")
    found = office.ask(lambda s: patterns.named(in_hand.look_at(s, larch.id, now=at(2))))
    assert [each.adult for each in found] == ["Cy Cedar", "Ben Birch", "Ada Ash"]


def test_other_settings_other_years_and_no_setting_do_not_count(office: Office) -> None:
    for days in (0, 300, 366):
        office.contact("Ada Ash", employer="Larch House", days=days)
    for days in (0, 1, 2):
        office.contact("Ben Birch", employer="not known", days=days)
        office.contact("Cy Cedar", employer=f"Larch House {days}", days=days)
    assert office.reviews == []
    office.contact("Dee Dogwood", employer="Larch House", days=367)
    assert len(office.reviews) == 1


def test_what_a_review_has_seen_is_not_counted_again(office: Office) -> None:
    for days in range(5):
        office.contact("Ada Ash", employer="Larch House", days=days)
    assert len(office.reviews) == 1
    office.contact("Ada Ash", employer="Larch House", days=6)
    assert len(office.reviews) == 2


def test_a_council_sets_how_many_and_how_long(office: Office) -> None:
    def set_two(session: object) -> None:
        session.get_one(Authority, office.council).settings = {"pattern_contacts": "2", "pattern_days": 30}  # type: ignore[attr-defined]

    office.change(set_two)
    office.contact("Ada Ash", employer="Larch House")
    office.contact("Ada Ash", employer="Larch House", days=31)
    assert office.reviews == []
    office.contact("Ada Ash", employer="Larch House", days=32)
    assert len(office.reviews) == 1


def test_a_procedure_that_draws_no_review_opens_none(engine_db: Engine) -> None:
    office = Office(engine_db, CASE)
    for days in range(4):
        office.contact("Ada Ash", employer="Larch House", days=days)
    assert office.ask(lambda s: s.scalars(select(Case).where(~Case.has_adult)).all()) == []
