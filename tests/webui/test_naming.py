"""Who plays a role is one look and one press: what is known of the answer is there already, and nothing is decided
without the press."""

from itertools import pairwise
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import event, select

from engine import db, people
from engine.models import Authority, HistoryEntry, Organisation, Party
from tests.webui.conftest import Site
from tests.webui.person import Person
from tests.webui.test_whole_case import ANSWERS, CALL
from webui import naming

EMPLOYER = "adults-0-engagements-0-employer"
SCHOOL, NURSERY, CLUB = "Brookfield Primary School", "Fernhill Nursery", "Tarn Lake Sailing Club"


def asked(site: Site, role: str, *, contact: str = "Karen Whitlock, head teacher", **call: str) -> Person:
    """The page that asks who plays a role in a new case, as it opens for business support."""
    said = CALL | call
    about = said["adults-0-name"]
    site.person("lado").open("/contacts/new").send(**said)
    site.person("support").step("check_who", about).complete()
    site.person("lado").step("decide_threshold", about).complete(**ANSWERS["decide_threshold"])
    if role == "Employer":
        told = {"engagements-0-tell": "yes", "engagements-0-employer_contact": contact}
        site.person("lado").step("which_employers", about).complete(**told)
    return site.person("support").step(f"Name who plays {role} here", about)


def standing(page: Person) -> dict[str, str]:
    """What the form would send as it stands, organisations by their label."""
    labels = page.page.xpath("//input[@name='organisation' and @checked]/following-sibling::label[1]")
    said = {name: values[0] for name, values in page.fields.items() if values[0]}
    return said | {"organisation": labels[0].text_content().strip() if labels else ""}


def named(site: Site) -> list[tuple[str | None, str | None, str | None, str]]:
    """The parties: organisation, person, phone, how they answer."""
    with db.reading(site.engine) as session:
        rows = session.execute(
            select(Organisation.name, Party.person, Party.phone, Party.answers)
            .join(Organisation, Organisation.id == Party.organisation_id)
            .order_by(Party.at)
        )
        return [(name, person, phone, answers) for name, person, phone, answers in rows]


def add(site: Site, name: str, *plays: str) -> None:
    with db.writing(site.engine) as session:
        people.add_organisation(session, session.scalars(select(Authority.id)).one(), name, plays=list(plays))
        session.commit()


def test_the_only_organisation_that_can_play_the_role_is_chosen_and_nothing_is_done_before_the_press(
    site: Site,
) -> None:
    page = asked(site, "Police")
    there = standing(page)
    assert (there["organisation"], there["answers"]) == ("Marlshire Police", "signs_in")
    assert "person" not in there and "phone" not in there and named(site) == []
    assert "Police: named for this case." in page.send().banner
    assert named(site) == [("Marlshire Police", None, None, "signs_in")]


def test_a_button_pressed_twice_names_the_party_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    page, reads = asked(site, "Police"), naming.Question.read
    typed, pressed = page.fields, []

    def press() -> None:
        pressed.append(page.client.post(f"{page.path}/party", data=typed).status_code)

    def while_another_is_read(self: naming.Question, raw: Any) -> Any:
        monkeypatch.undo()
        again = Thread(target=press)
        again.start()
        again.join()
        return reads(self, raw)

    monkeypatch.setattr(naming.Question, "read", while_another_is_read)
    assert "Who plays Police here has been said already." in page.send().banner
    assert pressed == [303] and named(site) == [("Marlshire Police", None, None, "signs_in")]
    with db.reading(site.engine) as session:
        assert session.scalars(select(Party.until)).all() == [None]


def test_of_two_none_is_chosen(site: Site) -> None:
    add(site, "Northdale Police", "Police")
    page = asked(site, "Police")
    assert standing(page)["organisation"] == "" and "answers" not in standing(page)
    assert set(page.send().errors) == {"organisation", "answers"} and named(site) == []


def test_after_the_one_the_next_to_be_named_is_offered(site: Site) -> None:
    banner = asked(site, "Police").send().banner
    assert "Next for you in this case: Name who plays Children's social care here" in banner


def test_they_answer_as_they_did_last_time(site: Site) -> None:
    asked(site, "Police").send(answers="we_record")
    page = asked(site, "Police", **{"adults-0-name": "Dana Wells"})
    assert (standing(page)["organisation"], standing(page)["answers"]) == ("Marlshire Police", "we_record")


@pytest.mark.parametrize("told", [SCHOOL, "brookfield  PRIMARY-school.", "Brook Field Primary School"])
def test_the_employer_that_the_case_names_is_chosen_with_the_person_whom_the_lado_named(site: Site, told: str) -> None:
    there = standing(asked(site, "Employer", contact="Karen Whitlock, head, 01632 960 131", **{EMPLOYER: told}))
    assert there["organisation"] == f"{SCHOOL}: Karen Whitlock" and there["answers"] == "signs_in"
    assert (there["person"], there["phone"]) == ("Karen Whitlock, head", "01632 960 131")


def test_somebody_there_who_has_no_account_is_named_and_the_head_is_not_asked(site: Site) -> None:
    page = asked(site, "Employer", contact="Tom Brice, deputy")
    there = standing(page)
    assert there["organisation"] == f"{SCHOOL}: somebody else there" and there["answers"] == "we_record"
    page.send()
    assert named(site) == [(SCHOOL, "Tom Brice, deputy", None, "we_record")]
    assert not [row for row in site.person("head").open("/inbox").tasks if row["data-role"] == "Employer"]


def test_the_number_of_who_told_us_is_theirs_when_they_are_whom_to_ask(site: Site) -> None:
    told = {"referrer_name": "Karen Whitlock", "referrer_agency": SCHOOL, "referrer_phone": "01632 960 131"}
    assert standing(asked(site, "Employer", contact="Karen Whitlock, head", **told))["phone"] == "01632 960 131"
    other = asked(site, "Employer", contact="Tom Brice", **told | {"adults-0-name": "Dana Wells"})
    assert "phone" not in standing(other)


def test_who_rang_from_the_police_is_whom_to_ask_there(site: Site) -> None:
    told = {"referrer_name": "DC Laing", "referrer_agency": "Marlshire police", "referrer_phone": "01632 960 114"}
    there = standing(asked(site, "Police", **told))
    assert (there["person"], there["phone"]) == ("DC Laing", "01632 960 114")


def test_an_employer_who_is_not_among_the_organisations_is_added_with_the_name_that_was_told(site: Site) -> None:
    page = asked(site, "Employer", contact="Hugh Merritt", **{EMPLOYER: CLUB})
    assert f"The case names {CLUB}. It is not among the organisations yet." in page.main
    there = standing(page)
    assert there["organisation"] == "An organisation that is not listed yet" and there["new_name"] == CLUB
    assert (there["person"], there["answers"]) == ("Hugh Merritt", "we_record")
    page.send()
    assert named(site) == [(CLUB, "Hugh Merritt", None, "we_record")]
    assert CLUB in site.person("support").open("/organisations").main


def test_of_a_name_that_may_be_meant_for_another_nothing_is_chosen(site: Site) -> None:
    page = asked(site, "Employer", **{EMPLOYER: "Brookfield Primary"})
    assert standing(page)["organisation"] == "" and standing(page)["new_name"] == "Brookfield Primary"
    first = page.page.xpath("//input[@name='organisation']/following-sibling::label")[0].text_content()
    assert SCHOOL in first


def test_an_organisation_that_is_known_for_another_role_is_not_added_twice(site: Site) -> None:
    page = asked(site, "Employer", **{EMPLOYER: "Marlshire Police"})
    page.send(organisation="new", new_name="marlshire police", answers="we_record")
    assert [name for name, *_ in named(site)] == ["Marlshire Police"]
    with db.reading(site.engine) as session:
        plays = session.scalars(select(Organisation.plays).where(Organisation.name.ilike("marlshire police"))).all()
    assert plays == [["Police", "Employer"]]


def test_when_one_is_chosen_many_others_are_folded_away_and_can_be_chosen_still(site: Site) -> None:
    for number in range(8):
        add(site, f"School {number}", "Employer")
    page = asked(site, "Employer")
    folded = page.page.xpath("//details//input[@name='organisation']")
    assert len(folded) == 10 and not [each for each in folded if each.get("checked") is not None]
    last = folded[-1].get("value")
    page.send(organisation=last, answers="")
    chosen = page.page.xpath("//input[@name='organisation' and @checked]")
    assert [each.get("value") for each in chosen] == [last] and not chosen[0].xpath("ancestor::details")
    page.send(answers="we_record", person="Ann Ash")
    assert named(site) == [("School 7", "Ann Ash", None, "we_record")]


def test_what_was_typed_stays_when_it_is_refused(site: Site) -> None:
    page = asked(site, "Employer")
    page.send(organisation="new", new_name="", person="Ann Ash", phone="01632 960 999")
    assert page.status == 422 and page.errors == {
        "new_name": "Enter the name of the organisation",
        "answers": "Nobody there can sign in yet. Choose that we record for them",
    }
    assert (standing(page)["person"], standing(page)["phone"]) == ("Ann Ash", "01632 960 999")


def test_many_organisations_ask_the_database_no_more_often(site: Site) -> None:
    for number in range(3):
        add(site, f"School {number}", "Employer")
    page = asked(site, "Employer", **{EMPLOYER: CLUB})
    few = statements(site, page.path)
    for number in range(3, 30):
        add(site, f"School {number}", "Employer")
    assert statements(site, page.path) == few


def statements(site: Site, path: str) -> int:
    said: list[str] = []

    def note(*each: Any) -> None:
        said.append(str(each[2]))

    event.listen(site.engine, "before_cursor_execute", note)
    site.person("support").open(path)
    event.remove(site.engine, "before_cursor_execute", note)
    return len(said)


def test_who_looked_at_a_case_to_name_a_party_stands_in_its_record(site: Site) -> None:
    page = asked(site, "Police")
    step, case = page.path, page.page.xpath("//a[contains(@href, '/cases/')]/@href")[0].split("/")[2]
    support = site.person("support")
    reads = [who_read(site, case)]
    for path in (step, f"/cases/{case}/notes", f"/cases/{case}/record"):
        support.open(path)
        reads.append(who_read(site, case))
    assert [after - before for before, after in pairwise(reads)] == [1, 1, 1]


def who_read(site: Site, case: str) -> int:
    with db.reading(site.engine) as session:
        told = select(HistoryEntry).where(HistoryEntry.chain == case, HistoryEntry.what.in_(["case_read", "task_read"]))
        return len(session.scalars(told).all())


def test_a_role_that_an_organisation_plays_from_now_on_stands_in_the_history(site: Site) -> None:
    page = asked(site, "Police")
    page.send(organisation="new", new_name=NURSERY.upper(), answers="we_record", person="x" * 301)
    assert page.status == 422 and page.errors == {"person": "Who it is there must be 300 characters or fewer"}
    page.send(person="DC Laing")
    with db.reading(site.engine) as session:
        (entry,) = session.scalars(select(HistoryEntry).where(HistoryEntry.what == "organisation_changed"))
    assert (entry.detail["changed"], entry.detail["was"]) == (["plays"], {"plays": ["Employer"]})
    assert named(site) == [(NURSERY, "DC Laing", None, "we_record")]
