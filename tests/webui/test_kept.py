"""What somebody kept of a call and did not send is found again, and stands in no other call's way; what is written
into a case beside its steps is kept too.
"""

from datetime import timedelta

import pytest
from sqlalchemy import select

from engine import councils, db
from engine.models import User
from tests.webui.conftest import PASSWORD, Site
from tests.webui.test_bad_input import logged
from tests.webui.test_forms_on_pages import first_step_of_the_police
from tests.webui.test_sittings import case_of
from tests.webui.test_whole_case import CALL

TYPED = {"referrer_name": "Karen Whitlock", "what_happened": "Took a child by the arm."}
SAID = {"text": "The union rang.", "name": "Dee Dogwood", "reason": "The head teacher rang again", "reference": "M-1"}


def test_a_call_that_was_kept_is_in_the_inbox_says_so_and_makes_room_for_the_next(site: Site) -> None:
    lado = site.person("lado").open("/contacts/new")
    assert "did not send it" not in lado.main
    lado.send("keep", **TYPED)
    inbox = site.person("lado").open("/inbox").main
    assert "Log a call was kept today at 10:05 and has not been sent." in inbox
    assert "Nothing waits for anybody in your role either." in inbox
    page = lado.open("/contacts/new")
    assert "You kept this today at 10:05 and did not send it." in page.main
    assert page.fields["referrer_name"] == ["Karen Whitlock"]
    page.follow("Start a new call")
    assert page.heading == "Start a new call?" and "is lost" in page.main
    assert page.follow("Keep it").fields["referrer_name"] == ["Karen Whitlock"]
    page.follow("Start a new call").send("anew")
    assert page.path == "/contacts/new" and page.fields["referrer_name"] == [""]
    assert "did not send it" not in page.main
    assert "not been sent" not in page.open("/inbox").main


def test_what_was_kept_once_more_of_a_call_that_was_sent_is_gone_when_it_is_sent_again(site: Site) -> None:
    page = site.person("lado").open("/contacts/new")
    call = page.fields | CALL
    page.post(call)
    page.open("/contacts/new").post(call, act="keep")
    assert "not been sent" in page.open("/inbox").main
    page.open("/contacts/new").post(call)
    assert "not been sent" not in page.open("/inbox").main


def test_a_referral_that_was_kept_says_so_too(site: Site) -> None:
    head = site.person("head").open("/contact/refer")
    head.send("keep", referrer_name="Karen Whitlock")
    assert "not been sent" in head.open("/inbox").main
    page = head.open("/contact/refer")
    assert "did not send it" in page.main
    page.follow("Start a new report")
    assert page.heading == "Start a new report?" and "did not send it" in page.main
    page.send("anew")
    assert page.path == "/contact/refer" and page.fields["referrer_name"] == [""]


def test_no_press_on_the_form_itself_forgets_what_was_typed(site: Site) -> None:
    lado = site.person("lado").open("/contacts/new")
    lado.send("keep", **TYPED, **{"adults-0-name": "Owen Hartley"})
    page = lado.open("/contacts/new")
    assert not page.page.xpath("//main//button[@value='anew']")
    assert "It is about Owen Hartley." in page.follow("Start a new call").main
    assert page.open("/contacts/new").fields["referrer_name"] == ["Karen Whitlock"]
    assert site.person("lado2").open("/contacts/new?anew=1").heading == "Log a call", "nothing of theirs is kept"


@pytest.mark.parametrize("page", ["notes", "group/adult", "group/child", "group/split", "group/join"])
def test_what_is_written_into_a_case_is_kept_until_it_is_saved(site: Site, page: str) -> None:
    logged(site)
    address = f"/cases/{case_of(site, 'Owen Hartley')}/{page}"
    asked = site.person("lado").open(address)
    typed = {name: words for name, words in SAID.items() if name in asked.fields}
    asked.send("keep", **typed)
    assert asked.path == "/inbox" and "kept for later. Nobody else sees it." in asked.banner
    assert "Owen Hartley was kept today at 10:05 and has not been sent." in asked.main
    assert "not been sent" not in site.person("lado2").open("/inbox").main
    again = site.person("lado").open(address)
    assert "Kept Thursday 5 March 10:05" in again.main
    assert {name: again.fields[name] for name in typed} == {name: [words] for name, words in typed.items()}
    assert site.person("lado2").open(address).fields.get("reason") in (None, [""]), "nobody else sees it"


def test_an_unticked_case_stays_unticked_and_what_was_saved_is_not_kept(site: Site) -> None:
    logged(site)
    case = case_of(site, "Owen Hartley")
    child = site.person("lado").open(f"/cases/{case}/group/child")
    child.send("keep", name="Mia K.", cases=None)
    child.open(f"/cases/{case}/group/child")
    assert "cases" not in child.fields
    child.send(cases=case, reason="The head rang again")
    assert child.status == 200 and child.open(f"/cases/{case}/group/child").fields["name"] == [""]
    note = child.open(f"/cases/{case}/notes").send("keep", text="The union rang.")
    note.open(f"/cases/{case}/notes").send(text="The union rang again.")
    assert note.open(f"/cases/{case}/notes").fields["text"] == [""]
    assert "not been sent" not in note.open("/inbox").main


def test_what_was_kept_of_a_note_is_there_after_half_an_hour_away(site: Site) -> None:
    logged(site)
    address = f"/cases/{case_of(site, 'Owen Hartley')}/notes"
    site.person("lado").open(address).send("keep", text="Half a sentence")
    site.at(site.now + timedelta(minutes=31))
    away = site.people["lado"].open(address)
    assert away.path == "/sign-in"
    back = away.send(email="lado@marlshire.example", password=PASSWORD)
    assert back.path == address and back.fields["text"] == ["Half a sentence"]


@pytest.mark.parametrize("page", ["notes", "group/adult", "group/join"])
def test_what_was_kept_beside_the_steps_can_be_forgotten_after_a_question(site: Site, page: str) -> None:
    logged(site)
    address = f"/cases/{case_of(site, 'Owen Hartley')}/{page}"
    lado = site.person("lado").open(address)
    assert "start anew" not in lado.main
    lado.send("keep", reason=SAID["reason"], text=SAID["text"])
    asks = lado.open(address).follow("Forget it and start anew")
    assert asks.heading == "Start anew?" and "It is about Owen Hartley." in asks.main
    assert "start anew" in asks.follow("Keep it").main
    asks.open(f"{address}?anew=1").send("anew")
    assert asks.path == address and "start anew" not in asks.main
    assert "not been sent" not in asks.open("/inbox").main


def test_what_a_partner_types_is_kept_and_their_steps_say_that_it_was_begun(site: Site) -> None:
    address = first_step_of_the_police(site)
    police = site.person("police").open(address)
    assert police.form.get("data-keep") == address and police.form.xpath(".//*[@data-kept]")
    assert "Begun" not in police.open("/inbox").main
    by_itself = {"X-Requested-With": "ladoflow"}
    typed = police.open(address).fields | {"officer": "DC Laing", "act": "keep"}
    assert police.client.post(address, data=typed, headers=by_itself).text == "Kept 10:05"
    (row,) = police.open("/inbox").tasks
    assert "Begun today at 10:05, not sent" in row["words"]
    again = police.open(address)
    assert again.fields["officer"] == ["DC Laing"] and "Kept Thursday 5 March 10:05" in again.main
    again.complete(police_will="investigate", hold="proceed")
    assert "Begun" not in police.open("/inbox").main


def test_what_a_partner_keeps_is_theirs_alone(site: Site) -> None:
    address = first_step_of_the_police(site)
    with db.writing(site.engine) as session:
        first = session.scalars(select(User).where(User.email == "police@marlshire.example")).one()
        councils.add_user(
            session, first.authority_id, "police2@marlshire.example", "DC Ann Laing", ["Police"], password=PASSWORD,
            organisation_id=first.organisation_id,
        )  # fmt: skip
        session.commit()
    site.person("police").open(address).send("keep", officer="DC Half-typed")
    for name in ("police2", "lado"):
        other = site.person(name)
        for page in ("/inbox", address):
            assert other.open(page).status == 200
            assert "Half-typed" not in other.text and "Begun" not in other.main and "Kept" not in other.main
