"""Finding an adult or a child that we knew before, on the page People and while a call is logged."""

from datetime import date, timedelta

import pytest
from sqlalchemy import insert, select, update

from engine import councils, db, in_hand
from engine.models import Case, Contact, HistoryEntry, Person, Sees, Thing, User, new_id
from engine.settling import settle
from tests.webui import person
from tests.webui.conftest import Site
from tests.webui.test_whole_case import CALL


def found(page: person.Person) -> list[str]:
    return ["".join(row.itertext()) for row in page.page.xpath("//main//tr[@data-case]")]


def call(site: Site, **answers: str) -> None:
    site.person("lado").open("/contacts/new").complete(**CALL | answers)


def test_a_surname_with_a_letter_wrong_finds_the_adult(site: Site) -> None:
    call(site)
    for asked in ("Hartly", "Hartly Owen", "hartley", "O Hartly"):
        (row,) = found(site.person("support").open(f"/people?q={asked}"))
        assert "Owen Hartley" in row
    assert "Nobody of this name" in site.person("support").open("/people?q=Pritchard").main


def child_of(site: Site) -> None:
    call(site, **{"children-0-name": "Kayla Rowe", "children-0-born": "3/4/2015", "children-0-id": "c" * 32})


@pytest.mark.parametrize("asked", ["Kayla Rowe", "Kayla", "Kaylla Rowe", "3/4/2015", "3 April 2015", "2015-04-03",
                                   "Kayla Rowe 3/4/2015", "Rowe, 3 April 2015"])  # fmt: skip
def test_a_child_is_found_by_name_and_by_date_of_birth_as_people_type_it(site: Site, asked: str) -> None:
    child_of(site)
    page = site.person("lado").open(f"/people?q={asked}")
    (row,) = found(page)
    assert "Kayla Rowe" in row and "Child in the case of Owen Hartley" in row and "Born 3 April 2015" in row
    assert "led by Helen Ashworth" in row
    assert page.follow("Kayla Rowe").heading == "Owen Hartley"


def test_another_council_and_whoever_sees_no_cases_find_no_child(site: Site) -> None:
    child_of(site)
    assert site.person("dpo").open("/people?q=Kayla").status == 403
    with db.writing(site.engine) as session:
        session.execute(update(Case).values(authority_id=other_council(session)))
        session.commit()
    for asked in ("Kayla Rowe", "3/4/2015", "Owen Hartley"):
        assert found(site.person("lado").open(f"/people?q={asked}")) == []


def other_council(session) -> str:  # type: ignore[no-untyped-def]
    return str(councils.new_council(session, "Othershire").id)


@pytest.mark.parametrize(
    ("asked", "said"),
    [("31/2/2015", "There is no 31 February"), ("3/4/15", "four figures"), ("2015", "Write a date")],
)  # fmt: skip
def test_a_date_that_is_none_is_said_so(site: Site, asked: str, said: str) -> None:
    page = site.person("lado").open(f"/people?q={asked}")
    assert said in page.main and "Nobody of this name" not in page.main


def test_a_name_with_a_number_in_it_is_still_searched(site: Site) -> None:
    call(site, **{"adults-0-name": "Adult 2"})
    assert len(found(site.person("lado").open("/people?q=Adult 2"))) == 1


def test_more_than_a_page_of_people_is_said(site: Site) -> None:
    call(site)
    with db.writing(site.engine) as session:
        case = session.scalars(select(Case)).one()
        for number in range(60):
            who = Person(
                authority_id=case.authority_id, kind="child", name=f"Kim Lowe {number}", sound=f"kim lowe {number}"
            )
            session.add(who)
            session.flush()
            thing = new_id()
            session.execute(
                insert(Thing),
                [
                    {
                        "id": thing,
                        "authority_id": case.authority_id,
                        "contact_id": case.contact_id,
                        "kind": "child",
                        "word": "children",
                        "person_id": who.id,
                        "made_at": site.now,
                    }
                ],
            )
            session.execute(insert(Sees), [{"case_id": case.id, "thing_id": thing}])
        session.commit()
    page = site.person("lado").open("/people?q=Lowe")
    assert len(found(page)) == 50 and "10 more. Type more of the name" in page.main


def test_the_same_setting_makes_it_likelier_while_a_call_is_logged(site: Site) -> None:
    call(site)
    lado = site.person("lado")

    def panel(setting: str) -> str:
        return lado.open(f"/contacts/matches?name=Owen Hartly&employer={setting}").text

    assert "Unlikely" in panel("Larch House")
    assert "Possible" in panel("brookfield primary school") and "Same setting." in panel("Brookfield Primary School")


def test_each_match_says_whether_its_case_is_open_and_who_leads_it(site: Site) -> None:
    call(site)
    lado = site.person("lado")

    def said() -> list[str]:
        return [
            lado.open("/contacts/matches?name=Owen Hartley&employer=").text,
            lado.open("/people?q=Owen Hartley").main,
        ]

    assert all("Open contact, not decided yet, led by Helen Ashworth" in page for page in said())
    with db.writing(site.engine) as session:
        session.execute(update(Case).values(lead_id=None))
        session.commit()
    assert all("Open contact, not decided yet, led by nobody yet" in page for page in said())
    with db.writing(site.engine) as session:
        helen = session.scalars(select(User).where(User.name == "Helen Ashworth")).one()
        session.execute(update(Case).values(level="referral", lead_id=helen.id))
        session.commit()
    assert all("Open referral, led by Helen Ashworth" in page for page in said())
    with db.writing(site.engine) as session:
        session.execute(update(Case).values(closed_at=site.now - timedelta(days=500)))
        session.commit()
    assert all("Closed in 2024" in page and "led by" not in page for page in said())


ADVICE = {"decision": "advice_nfa", "advice_reason": "practice_issue"}


def reference(site: Site) -> str:
    with db.reading(site.engine) as session:
        return str(session.scalars(select(Case.reference).order_by(Case.opened_at)).first())


def contacts(site: Site) -> int:
    with db.reading(site.engine) as session:
        return len(session.scalars(select(Contact)).all())


@pytest.mark.parametrize("decision", ["advice_nfa", "low_level"])
def test_a_call_closed_as_it_is_saved_asks_first_when_the_adult_has_an_open_case(site: Site, decision: str) -> None:
    call(site)
    lado = site.person("lado2").open("/contacts/new")
    told = CALL | ADVICE | {"decision": decision, "what_happened": "Shouted at a child in the corridor."}
    lado.send(**told)
    asked = f"Owen Hartley may be the adult of the open contact {reference(site)}, led by Helen Ashworth."
    assert lado.status == 422 and lado.errors["own_call"].startswith(asked)
    assert contacts(site) == 1 and lado.fields["what_happened"] == ["Shouted at a child in the corridor."]
    assert lado.page.xpath("//a[contains(., 'Add a note to it')]/@href")
    assert "This is a call of its own" in lado.main
    (stands,) = lado.page.xpath("//input[@name='as_it_stands']/@value")
    lado.send(as_it_stands=stands, what_happened=None)
    assert lado.status == 422 and "own_call" not in lado.errors and "This is a call of its own" in lado.main
    assert lado.fields["as_it_stands"] == [stands]
    lado.send(what_happened="Shouted.")
    assert "saved and closed" in lado.banner and contacts(site) == 2
    with db.reading(site.engine) as session:
        told = session.scalars(select(HistoryEntry.detail)).all()
    warned = [each["warned"] for each in told if "warned" in each]
    assert warned and all(asked in said for (said,) in warned)


@pytest.mark.parametrize(
    "answers",
    [{"decision": "referral"}, {"adults-0-name": "not known"}, {"adults-0-name": "Peter Rowe"},
     {"adults-0-name": "Owen Hartly", "adults-0-engagements-0-employer": "Larch House"}],
)  # fmt: skip
def test_what_opens_a_case_or_is_of_somebody_else_is_not_asked(site: Site, answers: dict[str, str]) -> None:
    call(site)
    lado = site.person("lado2").open("/contacts/new").send(**CALL | ADVICE | answers)
    assert lado.status == 200 and contacts(site) == 2


def test_a_closed_case_is_not_asked_about(site: Site) -> None:
    call(site)
    with db.writing(site.engine) as session:
        session.execute(update(Case).values(closed_at=site.now))
        session.commit()
    assert "saved and closed" in site.person("lado2").open("/contacts/new").send(**CALL | ADVICE).banner


def test_a_letter_apart_at_the_same_setting_is_asked_about(site: Site) -> None:
    call(site)
    lado = site.person("lado2").open("/contacts/new").send(**CALL | ADVICE | {"adults-0-name": "Owen Hartly"})
    assert lado.status == 422 and "own_call" in lado.errors


def test_the_lado_confirms_the_same_adult_and_every_page_says_so_until_it_is_put_right(site: Site) -> None:
    call(site)
    old = reference(site)
    call(site, **{"adults-0-name": "Owen Hartly"})
    site.person("support").step("check_who", "Hartly").complete(search_result="same")
    lado = site.person("lado").step("decide_threshold", "Hartly")
    assert "1 earlier record may be the same person." in lado.main and "Confirmed the same" not in lado.main
    task = lado.path
    said = {"works_with_children": "yes", "criteria": "harmed", "harmed_shows": "Seen", "decision": "referral"}
    lado.complete(match_confirmed="yes", **said)
    who = "Confirmed the same by Helen Ashworth, Thursday 5 March 2026."
    case = lado.open("/cases?state=all&q=Hartly").follow("Owen Hartly").path
    history = lado.open(f"{case}/history").main
    assert f"Confirmed the same adult as in {old}" in history
    assert who in lado.open(f"{case}/chronology").main
    assert who in lado.open("/cases?state=all&q=Hartley").follow("Owen Hartley").open(f"{lado.path}/chronology").main
    first, second = found(lado.open("/people?q=Owen Hartley"))
    assert old in first and "Owen Hartly" in second and f"Confirmed the same adult as in {old}." in second
    later = lado.step("hold_meeting", "Hartly")
    assert "1 record confirmed the same." in later.main and who in later.main
    lado.open(f"{task}/correct").complete(match_confirmed="no", reason="Another date of birth")
    assert f"No longer the same adult as in {old}" in lado.open(f"{case}/history").main
    assert "Confirmed the same" not in lado.open(f"{case}/chronology").main


def test_a_former_name_told_at_the_check_of_who_it_is_finds_the_adult_from_then_on(site: Site) -> None:
    call(site, **{"adults-0-name": "Rachel Brown"})
    call(site, **{"adults-0-name": "Rachel Okoye", "adults-0-engagements-0-employer": "Larch House"})
    support = site.person("support")
    assert "Nobody of this name" in support.step("check_who", "Okoye").main
    check = support.path
    support.complete(former_names="née Brown", search_result="possible")
    assert "Same name, another or former one." in support.open(check).main
    first, second = found(support.open("/people?q=Rachel Brown"))
    assert "Rachel Brown" in first and "Rachel Okoye" in second and "another or former one" in second
    panel = support.open("/contacts/matches?name=Rae Hill&former_names=Rachel Okoye, Bo Reed&born=3/4/1980").text
    assert "Rachel Okoye" in panel and "No date of birth in one record" in panel


def test_who_is_renamed_or_named_at_a_step_is_found_by_the_name_of_now(site: Site) -> None:
    call(site, **{"adults-0-name": "Rowan Vale"})
    lado = site.person("lado")

    def told(**more: object) -> None:
        with db.writing(site.engine) as session:
            case = session.scalars(select(Case)).one()
            matter = in_hand.take_in_hand(session, case.id, now=site.now)
            child = next(iter(matter.facts.listed("children")), None) or matter.facts.add("child", "children", None)
            matter.facts.put(child.id, "name", more.pop("child"))
            for key, value in more.items():
                matter.facts.put(str(case.adult_id), key, value)
            settle(matter, lambda _running: None)
            session.commit()

    told(name="Robyn Dale", born=date(1980, 4, 3), child="Kim Lowe")
    for asked in ("Robyn Dale", "3/4/1980"):
        (row,) = found(lado.open(f"/people?q={asked}"))
        assert "Robyn Dale" in row and "Born 3 April 1980" in row
    (child,) = found(lado.open("/people?q=Kim Lowe"))
    assert "Child in the case of Robyn Dale" in child
    assert found(lado.open("/people?q=Rowan Vale")) == []
    told(child="Kay Birch")
    assert len(found(lado.open("/people?q=Kay Birch"))) == 1 and found(lado.open("/people?q=Kim Lowe")) == []
