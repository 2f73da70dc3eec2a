"""While a call is logged: whether its adult is one whom we know, is somebody else, or nobody is sure."""

import pytest
from sqlalchemy import select

from engine import db, in_hand, same_adult
from engine.models import Case, Person, Thing
from engine.settling import settle
from tests.webui import person
from tests.webui.conftest import Site
from tests.webui.test_people import ADVICE, call, contacts, found, reference
from tests.webui.test_whole_case import CALL


def choice(page: person.Person, reference: str) -> list[str]:
    """What is chosen of a match; its radios must be there."""
    radios = page.page.xpath(f"//input[@type='radio' and @name='match-{reference}']")
    assert [radio.get("value") for radio in radios] == ["yes", "no", "not_sure"], page.main
    return [radio.get("value") for radio in radios if radio.get("checked") is not None]


def searched(site: Site, who: str = "lado", **typed: str) -> person.Person:
    """A call that is half typed, and searched without script."""
    return site.person(who).open("/contacts/new").send("search", **CALL | typed)


def links(site: Site) -> list[str]:
    with db.reading(site.engine) as session:
        return list(session.scalars(select(Person.name).where(Person.same_as_id.is_not(None))))


def references(site: Site) -> list[str]:
    with db.reading(site.engine) as session:
        return list(session.scalars(select(Case.reference).where(Case.has_adult).order_by(Case.opened_at)))


def case_of(site: Site, reference: str) -> str:
    with db.reading(site.engine) as session:
        return str(session.scalar(select(Case.id).where(Case.reference == reference)))


def new_beside(site: Site, *known: str) -> str:
    (new,) = set(references(site)) - set(known)
    return new


def test_each_match_asks_whether_it_is_the_same_adult_and_nothing_is_chosen(site: Site) -> None:
    call(site)
    lado = searched(site)
    assert choice(lado, reference(site)) == [] and "No answer is “not sure”." in lado.main
    assert f"Is it Owen Hartley, {reference(site)}?" in lado.main


def test_same_links_the_adults_at_once_and_says_that_it_was_said_on_the_call(site: Site) -> None:
    call(site)
    old = reference(site)
    lado = searched(site, "lado2", **{"adults-0-name": "Owen Hartly"}).send(**{f"match-{old}": "yes"})
    assert lado.status == 200 and len(links(site)) == 1
    new = new_beside(site, old)
    case = f"/cases/{case_of(site, new)}"
    assert f"Confirmed the same adult as in {old}, said on the call" in lado.open(f"{case}/history").main
    assert "Confirmed the same by Priya Nair" in lado.open(f"{case}/chronology").main
    assert "Confirmed the same by Priya Nair" in lado.open(f"/cases/{case_of(site, old)}/chronology").main
    support = site.person("support").step("check_who", "Hartly")
    assert support.fields["search_result"] == ["same"] and "1 record confirmed the same." in support.main
    assert support.fields["match_reason"] == [f"Said on the call to be the same adult as in {old}"]
    support.complete()
    threshold = site.person("lado2").step("decide_threshold", "Hartly")
    assert threshold.fields["match_confirmed"] == ["yes"]
    threshold.complete(match_confirmed="no", criteria="harmed", harmed_shows="Seen", decision="referral")
    assert links(site) == [] and f"No longer the same adult as in {old}" in threshold.open(f"{case}/history").main


def test_advice_about_somebody_whom_we_know_is_decided_at_the_threshold_after_the_history_is_read(site: Site) -> None:
    call(site, **ADVICE)
    lado = searched(site, **ADVICE).send(**{f"match-{reference(site)}": "yes"})
    assert "A case was opened" in lado.banner and "nothing to do afterwards" not in lado.banner
    site.person("support").step("check_who", "Hartley").complete()
    threshold = site.person("lado").step("decide_threshold", "Hartley")
    threshold.send(match_confirmed="yes", works_with_children="yes", risk_level="low", reason="Small", **ADVICE)
    assert threshold.status == 422 and any("Open the chronology" in said for said in threshold.errors.values())


def test_somebody_else_is_not_asked_about_again_anywhere(site: Site) -> None:
    call(site)
    old = reference(site)
    lado = searched(site, "lado2", **ADVICE)
    lado.send()
    assert "own_call" in lado.errors and lado.status == 422
    lado.send(**{f"match-{old}": "no"})
    assert "saved and closed" in lado.banner and links(site) == []
    new = new_beside(site, old)
    for one, other in ((old, new), (new, old)):
        page = lado.open(f"/cases/{case_of(site, one)}/chronology")
        assert len(page.page.xpath("//tbody/tr")) == 1 and other in page.main.partition("Said to be somebody else")[2]
    check = site.person("support").step("check_who", "Hartley")
    assert "Nobody else of this name in our other records." in check.main
    assert f"Said to be somebody else: Owen Hartley, {new}." in check.main
    history = lado.open(f"/cases/{case_of(site, new)}/history").main
    assert f"Somebody else than the adult of {old}, said on the call" in history


def test_not_sure_is_where_the_check_of_who_it_is_begins_and_no_answer_says_nothing(site: Site) -> None:
    call(site)
    old = reference(site)
    searched(site).send(**{f"match-{old}": "not_sure", "adults-0-name": "Owen Hartly"})
    check = site.person("support").step("check_who", "Hartly")
    assert check.fields["search_result"] == ["possible"] and links(site) == []
    assert check.fields["match_reason"] == [f"Perhaps the same adult as in {old}, not sure on the call"]
    searched(site, **{"adults-0-name": "O Hartley"}).send()
    assert "search_result" not in site.person("support").step("check_who", "O Hartley").fields


def test_what_was_chosen_stays_when_the_search_is_made_again_and_with_a_call_that_is_kept(site: Site) -> None:
    call(site)
    old = reference(site)
    lado = searched(site, "lado2")
    lado.send("search", **{f"match-{old}": "no", "what_happened": "More was said."})
    assert choice(lado, old) == ["no"]
    seen = lado.fields[f"match-{old}-seen"][0]
    part = lado.open(f"/contacts/matches?name=Owen Hartley&match-{old}=yes&match-{old}-seen={seen}")
    assert choice(part, old) == ["yes"]
    lado = searched(site, "lado2")
    lado.send("keep", **{f"match-{old}": "yes"})
    lado.open("/contacts/new").follow("Go on: Owen Hartley")
    assert choice(lado, old) == ["yes"]
    lado.send()
    assert len(links(site)) == 1


def test_a_record_that_was_linked_meanwhile_is_shown_again_before_anything_is_saved(site: Site) -> None:
    call(site)
    old = reference(site)
    lado = searched(site, "lado2").send("search", **{f"match-{old}": "yes"})
    assert choice(lado, old) == ["yes"]
    waiting = dict(lado.fields)
    searched(site, "lado", **{"adults-0-name": "Owen Hartly"}).send(**{f"match-{old}": "yes"})
    other = new_beside(site, old)
    before = contacts(site)
    lado.post(waiting, to="/contacts/new")
    said = f"{old} has changed since it was shown: it is now said to be the same adult as in {other}."
    assert lado.status == 409 and lado.errors[f"match-{old}"].startswith(said) and contacts(site) == before
    assert choice(lado, old) == [] and lado.fields["what_happened"] == [CALL["what_happened"]]
    assert f"Confirmed the same adult as in {other}." in lado.main
    lado.send(**{f"match-{old}": "yes", f"match-{other}": "no"})
    assert lado.status == 409 and "are of one adult. Say the same of both" in lado.errors[f"match-{old}"]
    lado.send(**{f"match-{other}": "yes"})
    assert lado.status == 200 and contacts(site) == before + 1 and len(links(site)) == 2


def test_a_record_that_is_no_longer_of_that_name_is_told(site: Site) -> None:
    call(site)
    old = reference(site)
    lado = searched(site, "lado2").send("search", **{f"match-{old}": "yes"})
    with db.writing(site.engine) as session:
        matter = in_hand.take_in_hand(session, session.scalars(select(Case.id)).one(), now=site.now)
        matter.facts.put(str(matter.facts.adult_id), "name", "Robyn Dale")
        settle(matter, lambda _running: None)
        session.commit()
    lado.send()
    said = f"{old} does not match Owen Hartley any more, and you said who it is"
    assert lado.status == 422 and lado.errors["adults-0-name"].startswith(said)
    lado.send()
    assert lado.status == 200 and links(site) == []


def test_a_record_whose_adult_was_withdrawn_is_told(site: Site) -> None:
    call(site)
    old = reference(site)
    with db.writing(site.engine) as session:
        council = session.scalars(select(Case.authority_id)).one()
        thing = session.scalars(select(Thing).join(Case, Case.adult_id == Thing.id)).one()
        stood = same_adult.stands(session, [str(thing.person_id)])[str(thing.person_id)]
        said = {old: same_adult.Said("no", stood)}
        same_adult.must_stand(session, council, said)
        thing.withdrawn_at = site.now
        session.flush()
        with pytest.raises(same_adult.RecordChanged):
            same_adult.must_stand(session, council, said)


def test_the_public_says_nothing_of_our_records(site: Site) -> None:
    call(site)
    page = site.anybody().open("/contact")
    page.send(what_happened="Shouted.", **{"adults-0-name": "Owen Hartley", f"match-{reference(site)}": "yes"})
    assert page.status == 200 and "match-" not in page.text and links(site) == []


def test_another_council_s_record_cannot_be_named(site: Site) -> None:
    call(site)
    lado = searched(site, **{"adults-0-name": "Peter Rowe"})
    lado.send(**{"match-M-0000-00": "yes", "match-M-0000-00-seen": "x"})
    assert lado.status == 422 and "M-0000-00 does not match Peter Rowe any more" in lado.errors["adults-0-name"]


def test_people_shows_what_was_said_to_be_one_adult_together(site: Site) -> None:
    call(site)
    old = reference(site)
    searched(site, **{"adults-0-name": "Owen Hartly"}).send(**{f"match-{old}": "yes"})
    _, second = found(site.person("lado").open("/people?q=Owen Hartley"))
    assert f"Confirmed the same adult as in {old}." in second


def two(site: Site, answer: str) -> tuple[str, str]:
    """An open case and one of a second call, of which this was said on the call."""
    call(site)
    old = reference(site)
    searched(site).send(**{f"match-{old}": answer})
    return old, new_beside(site, old)


def chronology(site: Site, reference: str, who: str = "lado2") -> person.Person:
    return site.person(who).open(f"/cases/{case_of(site, reference)}/chronology")


def test_different_is_put_right_from_either_record_with_a_reason(site: Site) -> None:
    old, new = two(site, "no")
    page = chronology(site, old).follow("Same or different?")
    assert page.heading == "Is it the same adult?" and page.fields["answer"] == ["no"]
    page.send(answer="yes")
    assert page.status == 422 and "what shows it" in page.errors["why"] and links(site) == []
    page.send(answer="yes", why="The same date of birth, says the school.")
    assert f"{old} and {new} are said to be one adult’s." in page.banner and len(links(site)) == 1
    assert "Confirmed the same by Priya Nair" in page.main and "Said to be somebody else" not in page.main
    case = page.open(f"/cases/{case_of(site, new)}")
    assert f"Confirmed the same adult as in {old}" in case.main
    assert "The same date of birth, says the school." in case.main
    back = chronology(site, new).follow("Same or different?")
    back.send(answer="not_sure", why="Two of that name work there.")
    assert links(site) == [] and "Same name." in back.main and "Not sure whether" not in back.main


def test_records_that_are_one_through_a_third_are_not_said_to_be_two(site: Site) -> None:
    old, new = two(site, "yes")
    searched(site).send(**{f"match-{new}": "yes"})
    third = new_beside(site, old, new)
    page = site.person("lado2").open(f"/cases/{case_of(site, third)}/chronology/{old}")
    page.send(answer="no", why="Another date of birth")
    assert page.status == 409 and f"by what was said of {new}" in page.errors["answer"] and len(links(site)) == 2
    assert page.fields["why"] == ["Another date of birth"]


def test_a_pair_that_changed_meanwhile_is_shown_again(site: Site) -> None:
    old, new = two(site, "no")
    page = chronology(site, new).follow("Same or different?")
    waiting = dict(page.fields) | {"answer": "yes", "why": "Seen"}
    call(site, **{"adults-0-name": "Owen Hartly"})
    third = new_beside(site, old, new)
    other = site.person("lado").open(f"/cases/{case_of(site, third)}/chronology/{old}")
    other.send(answer="yes", why="The same address")
    page.post(waiting)
    assert page.status == 409 and "has changed while you were typing" in page.errors["answer"]
    assert len(links(site)) == 1


def test_only_records_of_adults_that_somebody_may_see_are_compared(site: Site) -> None:
    old, new = two(site, "no")
    case = case_of(site, new)
    for address in (f"/cases/{case}/chronology/M-0000-00", f"/cases/{case}/chronology/{new}"):
        assert site.person("lado").open(address).status == 404
    assert site.person("auditor").open(f"/cases/{case}/chronology/{old}").status == 403
