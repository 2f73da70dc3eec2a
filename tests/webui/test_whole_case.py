"""One referral, from the call to closure, as everybody whose step it is, on the pages alone."""

import re
from datetime import timedelta

import pytest

from tests.webui.conftest import Site

CALL = {
    "referrer_name": "Karen Whitlock, head teacher", "channel": "phone", "adults-0-name": "Owen Hartley",
    "adults-0-engagements-0-employer": "Brookfield Primary School", "what_happened": "Took a child by the arm.",
    "advice_given": "Keep them apart.", "decision": "referral",
}  # fmt: skip
ANSWERS = {
    "decide_threshold": {
        "decision": "referral",
        "works_with_children": "yes",
        "criteria": "harmed",
        "harmed_shows": "Two people saw it",
        "police_wanted": "yes",
        "social_care_wanted": "yes",
        "may_tell_adult": "yes",
    },
    "hold_meeting": {"police_wanted": "yes", "social_care_wanted": "yes", "may_tell_adult": "yes"},
    "which_employers": {"engagements-0-tell": "yes"},
    "police_start": {"police_will": "investigate", "hold": "proceed"},
    "police_update": {"police_state": "finished", "hold": "proceed", "embargo": "no"},
    "social_care_update": {"social_care_state": "finished", "hold": "proceed", "embargo": "no"},
    "social_care_start": {"social_care_decision": "section_17", "hold": "proceed"},
    "interim_measures": {"suspended": "no"},
    "agree_action": {"employer_route": "no_formal"},
    "close_the_case": {"closure_reason": "no_longer_works_with_children", "learning": "Two adults at tidying-up time"},
    "check_closure": {"closure_agreed": "yes"},
}
BLIND = ("agree_outcome", "check_duties", "tell_people", "close_the_case", "check_closure")
"""Decisions on what others have answered: their pages show it."""
PEOPLE = ("support", "lado", "police", "socialcare", "head", "manager")


@pytest.mark.timeout(240)
def test_a_referral_goes_from_the_call_to_closure_with_one_step_recorded_for_the_police(site: Site) -> None:
    lado = site.person("lado").open("/contacts/new").send(**CALL)
    assert "A case was opened" in lado.banner
    done = walk_to_closure(site)
    assert done["recorded"] == ["police_update"]
    assert {"decide_threshold", "hold_meeting", "police_start", "social_care_start", "interim_measures"} <= set(
        done["steps"]
    )
    assert any(re.match(r"check_duties: .* row \d", told, re.DOTALL) for told in done["tables"]), done["tables"]
    outcome, duties, telling, closing, closure = done["known"]
    for words in ("Overall outcome Substantiated", "Outcome: Substantiated"):
        assert words in duties and words in telling, (words, duties, telling)
    assert "DBS duty Must refer" in duties and "take it off the personnel file" not in telling
    assert "Decider Name:" in closing and "Deciders" not in closing, closing
    for words in ("Investigation: Finished", "Decision: Section 17", "Enquiry: Finished", "What does the adult say"):
        assert words in outcome, (words, outcome)
    for words in ("Final summary", "Why does it close", "How long is it kept", "Two adults at tidying-up time",
                  "Overall outcome", "Outcome: Substantiated", "Investigation: Finished"):  # fmt: skip
        assert words in closure, (words, closure)
    for words in ("Outcome: Substantiated", "DBS duty: Must refer", "Overall outcome"):
        assert words in closing, (words, closing)
    said = " ".join(done["tables"])
    assert "How long is it kept: Until the adult is 100. How long is the record kept: row" in said, said
    assert "DBS duty: Must refer. DBS duty at the outcome: row 1." in said, said
    assert not re.search(r"\['|\bDbs\b|\?:", said), said
    case = site.person("lado").open("/cases?state=all&q=Hartley").follow("Owen Hartley")
    assert case.page.xpath("//*[@data-case]")[0].get("data-state") == "closed"
    assert "This case was closed on" in case.main
    assert "Police (DC Laing, by phone), recorded by Helen Ashworth" in case.main
    for tab in ("Diagram", "People", "Meetings", "Documents", "Deadlines", "History"):
        tabs = {link.text: link.get("href") for link in case.page.xpath("//nav[@aria-label='Pages of this case']//a")}
        assert case.open(tabs[tab]).status == 200


def walk_to_closure(site: Site) -> dict[str, list[str]]:
    """Everybody does what is in their inbox until nothing is left, days passing between."""
    done: dict[str, list[str]] = {"steps": [], "recorded": [], "tables": [], "known": []}
    for _ in range(25):
        moved = sum(_work(site, name, done) for name in PEOPLE)
        case = site.person("lado").open("/cases?state=all&q=Hartley").follow("Owen Hartley")
        if case.page.xpath("//*[@data-case]")[0].get("data-state") == "closed":
            return done
        if not moved:
            site.at(site.now + timedelta(days=7))
    raise AssertionError(f"the case does not close: {case.main[:400]}; done so far {done['steps']}")


def _work(site: Site, name: str, done: dict[str, list[str]]) -> bool:
    person = site.person(name)
    waiting = person.open("/inbox").tasks + (
        person.open("/inbox/queue").tasks if name in ("support", "lado", "manager") else []
    )
    moved = False
    for task in waiting:
        moved |= _do(person, task, name, done)
    return moved


def _do(person, task, name, done) -> bool:  # type: ignore[no-untyped-def]
    step = task["data-step"]
    owed = name == "lado" and task["data-role"] in ("Police", "Children's social care", "Employer")
    if owed and (step != "police_update" or done["recorded"]):
        return False
    if name == "police" and step == "police_update" and not done["recorded"]:
        return False
    person.open(f"/tasks/{task['data-task'].split()[0]}" + ("?record=1" if owed else ""))
    if person.status == 404 or not person.page.xpath("//main//form[@method='post']"):
        return False
    if person.heading.startswith("Name who plays"):
        first = person.page.xpath("//input[@name='organisation']")[0].get("value")
        person.send(organisation=first, answers="signs_in")
    else:
        if "Found by decision tables" in person.main:
            done["tables"].append(f"{step}: {person.main.partition('Found by decision tables')[2][:200]}")
        if step in BLIND:
            done["known"].append(person.main.partition("What we know")[2].partition(" Save ")[0])
        told = {"told_by": "DC Laing", "told_how": "phone"} if owed else {}
        person.complete(**ANSWERS.get(step, {}), **told)
        done["steps"].append(step)
        if owed:
            done["recorded"].append(step)
    assert person.status == 200, (step, person.status, person.heading, person.main[:300])
    return True


def test_the_manager_reads_why_to_decide_now_and_which_strand_is_open(site: Site) -> None:
    site.person("lado").open("/contacts/new").send(**CALL)
    done: dict[str, list[str]] = {"steps": [], "recorded": ["police_update"], "tables": [], "known": []}
    for name in ("support", "lado", "police", "lado", "lado"):
        _work(site, name, done)
    site.at(site.now + timedelta(days=14))
    site.person("lado").step("hold_review").complete(
        meeting_on="19/3/2026", decide_now="yes", decide_now_reason="The court lists it for next year."
    )
    manager = site.person("manager").step("agree_decide_now").main.partition("What we know")[2]
    assert "Why decide now The court lists it for next year." in manager
    assert "Police Strand: Open" in manager, manager
    assert "2026-03" not in manager and "Since when" not in manager


def test_until_the_threshold_is_met_it_is_a_contact(site: Site) -> None:
    site.person("lado").open("/contacts/new").send(**CALL)
    lado = site.person("lado").open("/cases?q=Hartley")
    assert "1 case or contact." in lado.main
    assert "Brookfield Primary School. Contact M-" in lado.follow("Owen Hartley").main
    assert lado.page.xpath("//nav[@aria-label='Pages of this contact']")
    site.person("support").step("check_who").complete()
    assert "Open the contact" in lado.step("decide_threshold").main
    lado.complete(**ANSWERS["decide_threshold"])
    assert "Brookfield Primary School. Case M-" in lado.open("/cases?q=Hartley").follow("Owen Hartley").main
