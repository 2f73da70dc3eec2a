"""The record of a meeting asks of each strand what belongs to it: the browser is given what only the service knows."""

import pytest

from engine import forms
from tests.webui.conftest import Site
from tests.webui.person import Person
from tests.webui.test_whole_case import ANSWERS, CALL
from webui.hiding import Hiding

OF_EACH = ("police_will", "social_care_decision", "measure")


def the_meeting(site: Site) -> Person:
    site.person("lado").open("/contacts/new").send(**CALL)
    for name, each in (("support", "check_who"), ("lado", "decide_threshold"), ("lado", "which_employers")):
        site.person(name).step(each).complete(**ANSWERS.get(each, {}))
    return site.person("lado").step("hold_meeting")


def asked_of(page: Person) -> dict[str, set[str]]:
    """The rows of strands that each of these questions stands in."""
    names = [str(name) for name in page.page.xpath("//main//form//@name") if name.startswith("strands-")]
    return {key: {name.split("-")[1] for name in names if name.endswith(f"-{key}")} for key in OF_EACH}


def test_each_strand_is_asked_what_belongs_to_it(site: Site) -> None:
    page = the_meeting(site)
    asked = asked_of(page)
    assert [len(rows) for rows in asked.values()] == [1, 1, 1], asked
    assert len(set.union(*asked.values())) == 3, "police, social care and the employer are three rows"
    conditions = page.page.xpath("//*[@data-row]//@data-hide")
    assert conditions and not [each for each in conditions if "strand." in each or "engagement." in each]


def test_planted_without_the_facts_of_the_row_nothing_is_asked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Hiding, "away", lambda self, item, _row: forms.hidden(item, self.context, self.now))
    assert asked_of(the_meeting(site)) == {key: set() for key in OF_EACH}


def test_what_is_known_is_put_in_as_a_condition_writes_it(site: Site) -> None:
    known = {"id": "s1", "kind": "police", "hold": "hold", "told": None, "days": 3}
    hiding = Hiding({"strands": [known]}, site.now)
    said = hiding.settled('strand.kind != "police" or strand.told = null or strand.hold = "x"', "s1", {"hold"})
    assert said == '"police" != "police" or null = null or strand.hold = "x"'
    assert hiding.settled("strand.days > 2", "s1", ()) == "3 > 2"
    assert hiding.settled("strand.days > 2", "", ()) == "strand.days > 2"


ADVICE = {"immediate_danger": "no", "asked_for": "advice", "referrer_name": "Imran Sheikh",
          "referrer_agency": "Ridgeway Academy", "referrer_phone": "01632 960111",
          "what_happened": "A teacher drove two pupils home. Must I refer him?"}  # fmt: skip
OF_A_REFERRAL = {"referrer_role", "source", "aware_at-day", "child_named", "criteria_suggested"}


def test_who_asks_for_advice_answers_what_advice_needs_and_no_referral(site: Site) -> None:
    head = site.person("head").open("/contact/refer").send(**ADVICE, child_named="nonsense")
    assert head.status == 200 and "reference" in head.main, head.errors
    assert "Must I refer him?" in site.person("support").step("check_who").main


def test_who_refers_is_asked_all_of_it_and_nothing_of_advice(site: Site) -> None:
    head = site.person("head").open("/contact/refer").send(**(ADVICE | {"asked_for": "referral"}))
    assert head.status == 422 and set(head.errors) >= OF_A_REFERRAL and "what_happened" not in head.errors
    around = head.page.xpath("//textarea[@name='what_happened']/ancestor::*[@data-hide]")
    assert around and all("asked_for" in each.get("data-hide") for each in around)
