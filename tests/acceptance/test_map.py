"""Each way through the procedure's map, from the contact to closure, by the accounts of the roles on the pages alone.

Each role does only what its own inbox offers. A step with the wrong people, a party asked for twice, an error page, or
a case that does not close fails.
"""

from typing import Any

import pytest

from engine import councils, db, parties, people
from engine.models import Authority
from tests.acceptance.walking import Walk
from tests.webui.conftest import PASSWORD, Site, application, filled_council, site

__all__ = ["application", "filled_council", "site"]
pytestmark = [pytest.mark.timeout(240), pytest.mark.promise("map", 8)]

CALL = {
    "referrer_name": "Karen Whitlock, head teacher", "channel": "phone", "adults-0-name": "Owen Hartley",
    "adults-0-engagements-0-employer": "Brookfield Primary School", "what_happened": "Took a child by the arm.",
    "advice_given": "Keep them apart.", "decision": "referral",
}  # fmt: skip
SEARCHED = {"searches": "lado_index", "search_result": "nobody", "conflict_seen": "no", "source": "school"}
REFERRAL = {
    "decision": "referral", "works_with_children": "yes", "criteria": "harmed", "harmed_shows": "Two people saw it",
    "risk_level": "medium", "lead_authority": "ours", "conflict_of_interest": "no", "employer_agrees": "yes",
    "police_wanted": "yes", "social_care_wanted": "yes", "may_tell_adult": "yes",
}  # fmt: skip
CONSULTATION = REFERRAL | {"decision": "consultation", "police_wanted": "no", "social_care_wanted": "no"}
NOT_MET = {"works_with_children": "yes", "criteria": None, "risk_level": "low", "lead_authority": "ours",
           "conflict_of_interest": "no", "employer_agrees": "yes"}  # fmt: skip
ENDS: dict[str, Any] = {
    "check_who": SEARCHED,
    "decide_threshold": REFERRAL,
    "hold_meeting": {"police_wanted": "yes", "social_care_wanted": "yes", "may_tell_adult": "yes"},
    "find_employer": {"employer_found": "not_found"},
    "which_employers": {"engagements-0-tell": "yes"},
    "police_start": {"police_will": "investigate", "hold": "proceed"},
    "police_update": [{"police_state": "open", "hold": "proceed", "embargo": "no"},
                      {"police_state": "finished", "hold": "proceed", "embargo": "no"}],
    "social_care_start": {"social_care_decision": "section_17", "hold": "proceed"},
    "social_care_update": {"social_care_state": "finished", "hold": "proceed", "embargo": "no"},
    "interim_measures": {"suspended": "no"},
    "agree_action": {"employer_route": "no_formal"},
    "close_the_case": {"closure_reason": "no_longer_works_with_children", "retention_class": "until_100",
                       "learning": "Two adults at tidying-up time"},
    "check_closure": {"closure_agreed": "yes"},
}  # fmt: skip


@pytest.fixture
def council(site: Site) -> Site:
    """The council, a force whose own officers may be meant, and a trust with people of its own."""
    with db.writing(site.engine) as session:
        authority = session.query(Authority).one()
        for name, said, place in (
            ("psd", "Caroline Voss", "Northdale Police"),
            ("hr", "Imran Sheikh", "Aldermoor Academy Trust"),
        ):
            known = people.add_organisation(session, authority.id, place, plays=["Employer"], phone="01632 960111")
            councils.add_user(session, authority.id, f"{name}@marlshire.example", said, ["Employer"], password=PASSWORD,
                              organisation_id=known.id)  # fmt: skip
        session.commit()
    return site


def called(site: Site, **said: Any) -> None:
    """The LADO writes down a call, and decides on it."""
    page = site.person("lado").open("/contacts/new").send(**CALL | said)
    assert page.status == 200 and page.path != "/contacts/new", (page.status, page.errors)


def reported(site: Site, adults: int, children: int) -> None:
    """Somebody of the public reports several people."""
    page = site.anybody().open("/contact")
    for kind, number in (("adults", adults), ("children", children)):
        for _ in range(number - 1):
            page.post({"add": kind}, act="")
    given = {f"adults-{each}-name": f"Hartley {each}" for each in range(adults)}
    given |= {f"children-{each}-name": f"Child {each}" for each in range(children)}
    page.send(what_happened="Shouted at the children.", **given)
    assert page.heading == "We have your report", (page.status, page.errors)


def test_advice_is_one_page_and_leaves_nothing_to_do(council: Site) -> None:
    called(council, decision="advice_nfa", advice_reason="practice_issue")
    assert Walk(council).to_closure("Hartley").done == []


def test_a_low_level_concern_goes_back_to_the_employer(council: Site) -> None:
    called(council, decision="low_level", advice_reason="practice_issue")
    assert Walk(council).to_closure("Hartley").done == []


@pytest.mark.parametrize("decision", ["lado", "pipot", "mash_only", "police_only", "complaint"])
def test_what_belongs_elsewhere_is_sent_there_and_closes_when_it_is_accepted(council: Site, decision: str) -> None:
    reported(council, 1, 1)
    elsewhere = NOT_MET | {"decision": f"redirect_{decision}"}
    sent = {"sent_accepted": "not_yet"}, {"sent_accepted": "yes"}
    walk = Walk(council, {"check_who": SEARCHED, "decide_threshold": elsewhere, "send_elsewhere": sent[0],
                          "ask_acceptance": sent[1]}).to_closure("Hartley")  # fmt: skip
    assert walk.steps_of("lado") == ["decide_threshold", "send_elsewhere", "ask_acceptance"], walk.done


def test_what_is_missing_is_asked_for_until_the_threshold_can_be_decided(council: Site) -> None:
    reported(council, 1, 1)
    missing = NOT_MET | {"decision": "insufficient_info", "information_missing": "The name of the club"}
    advice = NOT_MET | {"decision": "advice_nfa", "advice_reason": "practice_issue"}
    walk = Walk(council, {"check_who": SEARCHED, "decide_threshold": [missing, missing, advice]}).to_closure("Hartley")
    assert walk.steps_of("lado") == ["decide_threshold"] * 3
    assert walk.steps_of("support") == ["check_who", "get_missing", "get_missing"], walk.done


def test_a_consultation_is_the_employers_alone(council: Site) -> None:
    called(council, decision="consultation")
    walk = Walk(council, ENDS | {"decide_threshold": CONSULTATION}).to_closure("Hartley")
    assert {role for _, role in walk.named} == {"Employer"}
    assert not walk.steps_of("police") + walk.steps_of("socialcare")
    assert "hold_meeting" not in walk.steps_of("lado")


def job(sector: str, basis: str, employer: str) -> dict[str, str]:
    return {"engagements-0-sector": sector, "engagements-0-basis": basis, "engagements-0-employer": employer}


def test_a_foster_carers_service_reviews_instead_of_an_employer(council: Site) -> None:
    called(council)
    checked = SEARCHED | job("foster_carer", "foster_carer", "Marlshire Fostering")
    walk = Walk(council, ENDS | {"check_who": checked}).to_closure("Hartley")
    assert {role for _, role in walk.named} == {"Police", "Children's social care", "Fostering service"}
    assert "fostering_review" in walk.steps_of("fostering"), walk.done


def test_the_councils_own_worker_has_another_who_decides(council: Site) -> None:
    called(council)
    own = {"check_who": SEARCHED | {"conflict_seen": "yes"}, "conflict": {"conflict_handling": "separation"}}
    walk = Walk(council, ENDS | own | {"decide_threshold": CONSULTATION}).to_closure("Hartley")
    assert walk.steps_of("manager")[0] == "say_who_decides", walk.done


def test_a_police_officers_employer_is_professional_standards(council: Site) -> None:
    called(council)
    checked = SEARCHED | job("police", "officer_special", "Northdale Police")
    officer = {"suspended": "no", "standards_officer": "Caroline Voss"}
    walk = Walk(council, ENDS | {"check_who": checked, "interim_measures": officer}, employer="psd").to_closure(
        "Hartley"
    )
    assert walk.steps_of("psd") and not walk.steps_of("head")


def test_who_has_done_something_in_private_life_may_tell_the_employer_first(council: Site) -> None:
    called(council)
    first = {"engagements-0-tell": "adult_first", "engagements-0-adult_tells_by": "9/3/2026"}
    told = {"engagements-0-tell": "yes", "engagements-0-adult_tells_by": None}
    private = CONSULTATION | {
        "criteria": "suitability",
        "suitability_shows": "Arrested at home",
        "special_routes": "private_life",
    }
    walk = Walk(
        council, ENDS | {"which_employers": first, "check_employer_knows": told, "decide_threshold": private}
    ).to_closure("Hartley")
    assert walk.steps_of("head"), walk.done


def test_two_adults_whom_the_public_reports_go_their_own_ways(council: Site) -> None:
    reported(council, 2, 1)
    walk = Walk(council, ENDS).to_closure("Hartley")
    assert set(walk.named.values()) == {1}


def test_six_of_staff_and_four_children_are_one_matter(council: Site) -> None:
    reported(council, 6, 4)
    low = NOT_MET | {"decision": "low_level", "advice_reason": "practice_issue"}
    walk = Walk(council, {"check_who": SEARCHED, "decide_threshold": low}).to_closure("Hartley")
    assert walk.done == [("support", "check_who"), ("lado", "decide_threshold")]


def test_three_strands_come_to_one_outcome(council: Site) -> None:
    called(council)
    walk = Walk(council, ENDS).to_closure("Hartley")
    assert walk.steps_of("police").count("police_update") == 2
    assert set(walk.named.values()) == {1}
    assert {role for _, role in walk.named} == {"Police", "Children's social care", "Employer"}


def test_a_party_that_is_forgotten_is_asked_for_again_and_that_fails(
    council: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: settling sees the roles of a case, and none of its parties."""
    seen = parties.playing
    monkeypatch.setattr(parties, "playing", lambda roles, named: seen(roles, None))
    called(council)
    with pytest.raises(AssertionError, match="named already, and is asked for"):
        Walk(council, ENDS).to_closure("Hartley")


def test_a_step_that_nobody_with_a_part_in_it_was_asked_is_noticed_in_its_queue(council: Site) -> None:
    """The planted fault: a request for records, which waits for anybody who is a data protection officer."""
    called(council, decision="advice_nfa", advice_reason="practice_issue")
    council.person("support").open("/contacts").follow("Log a request for records").complete()
    with pytest.raises(AssertionError, match="dpo has no part in it"):
        Walk(council).to_closure("Hartley")
