"""What somebody kept of a call and did not send is found again by whom it is about, beside others that they kept; what
is written into a case beside its steps is kept too.
"""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from engine import councils, db, kept
from engine.models import Kept, User
from tests.webui.conftest import PASSWORD, Site
from tests.webui.person import Person
from tests.webui.test_bad_input import logged
from tests.webui.test_forms_on_pages import first_step_of_the_police
from tests.webui.test_sittings import case_of, report
from tests.webui.test_whole_case import CALL

TYPED = {"referrer_name": "Karen Whitlock", "what_happened": "Took a child by the arm."}
EMPLOYER = "adults-0-engagements-0-employer"
NAMED = {"adults-0-name": "Owen Hartley", EMPLOYER: "Hollin Park School"}
BY_ITSELF = {"X-Requested-With": "ladoflow"}
SAID = {"text": "The union rang.", "name": "Dee Dogwood", "reason": "The head teacher rang again", "reference": "M-1"}


def break_off(person: Person, **typed: str) -> Person:
    """Begin a call, and leave it for later."""
    return person.open("/contacts/new").send("keep", **typed)


def on(person: Person, whom: str) -> Person:
    """Go on with a call that was kept."""
    return person.open("/contacts/new").follow(f"Go on: {whom}")


def test_two_calls_that_are_open_at_once_stay_side_by_side(site: Site) -> None:
    lado = site.person("lado")
    first, second = lado.open("/contacts/new").fields, lado.open("/contacts/new").fields
    lado.post(first | NAMED | {"what_happened": "First"}, act="keep", to="/contacts/new")
    lado.open("/contacts/new").post(second | TYPED, act="keep")
    assert on(lado, "Took a child by the arm.").fields["referrer_name"] == ["Karen Whitlock"]
    page = on(lado, "Owen Hartley, Hollin Park School")
    assert page.fields["what_happened"] == ["First"] and "You kept this today at 10:05" in page.main
    page.send("keep", what_happened="First, and more")
    assert "Kept and not sent (2)" in lado.open("/contacts/new").main, "gone on with, it stays one"


def test_a_call_that_was_kept_makes_room_for_the_next_and_is_in_the_inbox(site: Site) -> None:
    lado = site.person("lado").open("/contacts/new")
    assert "not sent" not in lado.main
    lado.send("keep", **TYPED)
    inbox = site.person("lado").open("/inbox").main
    assert "Log a call: Took a child by the arm. was kept today at 10:05 and has not been sent." in inbox
    assert "Nothing waits for anybody in your role either." in inbox
    fresh = lado.open("/contacts/new")
    assert fresh.fields["referrer_name"] == [""] and "Kept and not sent (1)" in fresh.main
    page = lado.open("/inbox").follow("Log a call: Took a child")
    assert page.fields["referrer_name"] == ["Karen Whitlock"] and "Go on with it here." in page.main
    assert page.follow("Start a new call").fields["referrer_name"] == [""]


@pytest.mark.parametrize(
    ("typed", "whom"),
    [
        ({}, "nothing said yet"),
        ({"referrer_name": "Karen Whitlock"}, "nothing said yet"),
        (NAMED | TYPED, "Owen Hartley, Hollin Park School"),
        ({EMPLOYER: "Hollin Park School"}, "Hollin Park School"),
        (NAMED | {"adults-0-removed": "yes", "adults-1-name": "Dana Wells"}, "Dana Wells"),
        ({"what_happened": "He said\n" + "very " * 60}, "He said very very"),
    ],
)
def test_a_kept_call_is_called_by_whom_it_is_about(site: Site, typed: dict[str, str], whom: str) -> None:
    lado = break_off(site.person("lado"), **typed)
    assert f"Log a call: {whom}" in lado.open("/inbox").main
    assert f"Go on: {whom}" in lado.open("/contacts/new").main and "very " * 15 not in lado.main


def test_one_call_is_forgotten_after_a_question_and_the_others_stay(site: Site) -> None:
    lado = break_off(break_off(site.person("lado"), **TYPED), **NAMED)
    asks = on(lado, "Owen Hartley").follow("Forget it")
    assert asks.heading == "Forget it?" and "Owen Hartley, Hollin Park School" in asks.main and "is lost" in asks.main
    assert asks.follow("Keep it").fields["adults-0-name"] == ["Owen Hartley"]
    asks.open("/contacts/new").follow("Forget it: Owen Hartley").send("anew")
    assert asks.path == "/contacts/new" and asks.fields["adults-0-name"] == [""]
    assert "Owen Hartley" not in asks.main and "Go on: Took a child" in asks.main


def test_a_call_that_is_saved_leaves_the_others_kept(site: Site) -> None:
    lado = break_off(break_off(site.person("lado"), **TYPED), **NAMED)
    assert "A case was opened" in on(lado, "Owen Hartley").send(**CALL).banner
    inbox = lado.open("/inbox").main
    assert "Owen Hartley, Hollin" not in inbox and "Took a child by the arm. was kept" in inbox


def test_a_call_of_somebody_else_or_one_that_is_gone_is_a_new_form(site: Site) -> None:
    page = on(break_off(site.person("lado"), **TYPED), "Took a child")
    other = site.person("lado2")
    for address in (
        f"/contacts/new?kept={page.fields['version'][0]}",
        "/contacts/new?kept=%00'\u2603",
        "/contact?kept=x",
    ):
        for more in ("", "&anew=1"):
            assert "no longer kept" in other.open(address + more).banner and other.status == 200
            assert other.fields["referrer_name"] == [""]
    other.open("/contacts/new").send("anew", version=page.fields["version"][0])
    assert on(page, "Took a child").fields["referrer_name"] == ["Karen Whitlock"], "nobody else forgets it"
    assert "no longer kept" not in site.anybody().open("/contact?kept=x").text


def test_a_call_is_come_back_to_after_half_an_hour_away(site: Site) -> None:
    break_off(site.person("lado"), **TYPED)
    address = f"/contacts/new?kept={kept_id(site)}"
    site.at(site.now + timedelta(minutes=31))
    away = site.people["lado"].open(address)
    assert away.path == "/sign-in"
    back = away.send(email="lado@marlshire.example", password=PASSWORD)
    assert back.fields["what_happened"] == [TYPED["what_happened"]]


def kept_id(site: Site) -> str:
    """The id of the one page of a call that is kept."""
    with db.reading(site.engine) as session:
        return session.scalars(select(Kept.about)).one().removeprefix("log_a_call/")


def test_a_page_that_saves_by_itself_hears_when_and_where_it_is_found_again(site: Site) -> None:
    page = site.person("lado").open("/contacts/new")
    sent = page.client.post("/contacts/new", data=page.fields | TYPED | {"act": "keep"}, headers=BY_ITSELF)
    assert (sent.status_code, sent.text) == (200, "Kept 10:05")
    assert page.open(sent.headers["Content-Location"]).fields["referrer_name"] == ["Karen Whitlock"]


def test_when_as_many_are_kept_as_can_be_the_oldest_is_named_and_nothing_is_dropped(site: Site) -> None:
    lado = break_off(site.person("lado"), **NAMED)
    site.at(site.now + timedelta(minutes=5))
    for _ in range(kept.MOST - 1):
        break_off(lado)
    asks = "Finish or forget one: the oldest is Owen Hartley, Hollin Park School, kept today at 10:05."
    page = lado.open("/contacts/new")
    assert asks in page.main and "you can save it" in page.main
    refused = page.client.post("/contacts/new", data=page.fields | TYPED | {"act": "keep"}, headers=BY_ITSELF)
    assert refused.status_code == 422 and refused.text.startswith("Not kept.") and asks in refused.text
    page.send("keep", **TYPED)
    assert page.status == 422 and page.errors["kept"].endswith(asks)
    assert page.fields["referrer_name"] == ["Karen Whitlock"] and number(site) == kept.MOST
    links = page.page.xpath("//*[@id='kept']//a")
    assert len(links) == 2 * kept.MOST and {a.get("target") for a in links} == {"_blank"}, "what is typed here stays"
    site.person("lado").open("/contacts/new").follow("Go on: Owen").send("keep", **TYPED)
    assert number(site) == kept.MOST, "one that is kept is kept again"
    site.person("lado").open("/contacts/new").follow("Go on: Owen").follow("Forget it").send("anew")
    assert page.send("keep").path == "/inbox" and number(site) == kept.MOST


def two_windows(site: Site) -> tuple[Person, dict[str, list[str]]]:
    """A kept call is open in two windows, and the first has been kept again; the second as it stands."""
    lado = break_off(site.person("lado"), **NAMED)
    second = on(lado, "Owen Hartley").fields
    on(lado, "Owen Hartley").send("keep", what_happened="Said in the first window")
    return lado, second | {"what_happened": ["Said in the second window"]}


def said(person: Person) -> list[list[str]]:
    """What happened, as each kept call has it."""
    links = [
        a.get("href") for a in person.open("/contacts/new").page.xpath("//*[@id='kept']//a[starts-with(., 'Go on')]")
    ]
    return sorted(person.open(href).fields["what_happened"] for href in links)


def test_a_call_that_another_window_has_changed_is_kept_beside_it_and_nothing_is_lost(site: Site) -> None:
    lado, second = two_windows(site)
    lado.open("/contacts/new").post(second, act="keep", to="/contacts/new")
    assert "it was changed in another window today at 10:05. Nothing is lost: both are kept" in lado.banner
    assert said(lado) == [["Said in the first window"], ["Said in the second window"]]


def test_a_page_that_saves_by_itself_hears_that_another_window_has_changed_it(site: Site) -> None:
    lado, second = two_windows(site)
    for _ in range(2):
        sent = lado.client.post("/contacts/new", data=second | {"act": "keep"}, headers=BY_ITSELF)
        assert sent.status_code == 409 and "Not kept. It was changed in another window today at 10:05." in sent.text
    assert said(lado) == [["Said in the first window"]]


def test_a_window_keeps_its_own_text_again_and_again(site: Site) -> None:
    page = site.person("lado").open("/contacts/new")
    for words in ("One", "Two", "Three"):
        told = page.fields | TYPED | {"what_happened": words, "act": "keep"}
        assert page.client.post("/contacts/new", data=told, headers=BY_ITSELF).status_code == 200
    assert said(page) == [["Three"]]


def test_a_call_that_is_sent_leaves_what_another_window_has_kept_of_it(site: Site) -> None:
    lado, second = two_windows(site)
    lado.open("/contacts/new").post(second | CALL, to="/contacts/new")
    assert "A case was opened" in lado.banner and "What you typed there is still kept" in lado.banner
    assert said(lado) == [["Said in the first window"]]
    on(lado, "Owen Hartley").send("keep")
    page = on(lado, "Owen Hartley").send(**CALL | {"what_happened": "A second call"})
    assert "saved" in page.banner and number(site) == 0


def number(site: Site) -> int:
    with db.reading(site.engine) as session:
        return session.scalar(select(func.count()).select_from(Kept)) or 0


@pytest.mark.parametrize("version", [{"version": ["a" * 32]}, {}])
def test_what_was_kept_when_there_was_only_one_call_is_found_kept_and_sent(site: Site, version: dict[str, Any]) -> None:
    with db.writing(site.engine) as session:
        (lado,) = session.scalars(select(User.id).where(User.email == "lado@marlshire.example"))
        answers = {name: [words] for name, words in NAMED.items()} | version
        session.add(Kept(user_id=lado, about="log_a_call", answers=answers, at=site.now))
        session.commit()
    page = site.person("lado").open("/inbox").follow("Log a call: Owen Hartley")
    page.send("keep", **TYPED)
    assert on(page, "Owen Hartley").fields["referrer_name"] == ["Karen Whitlock"] and number(site) == 1
    page.send(**CALL)
    assert number(site) == 0


def test_two_requests_of_one_kind_stand_side_by_side_too(site: Site) -> None:
    lado = site.person("lado")
    for person in ("Dee Dogwood", "Eve Elder"):
        lado.open("/contacts/new/information_request").send("keep", person_asked=person)
    assert "Log an information request: Dee Dogwood was kept" in lado.open("/inbox").main
    page = lado.open("/contacts/new/information_request").follow("Go on: Dee Dogwood")
    assert page.fields["person_asked"] == ["Dee Dogwood"] and "Go on: Dee" not in lado.open("/contacts/new").main


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
    page = head.open("/contact/refer").follow("Go on: nothing said yet")
    assert "did not send it" in page.main and page.fields["referrer_name"] == ["Karen Whitlock"]
    assert page.follow("Start a new report").fields["referrer_name"] == [""]
    page.follow("Forget it").send("anew")
    assert page.path == "/contact/refer" and page.fields["referrer_name"] == [""]


def test_a_referral_of_somebody_with_an_account_keeps_itself_while_it_is_typed(site: Site) -> None:
    head = site.person("head").open("/contact/refer")
    assert head.form.get("data-keep") == "/contact/refer" and "Kept as you type." in head.main
    typed = head.fields | {"referrer_name": "Karen Whitlock", "act": "keep"}
    answer = head.client.post("/contact/refer", data=typed, headers=BY_ITSELF)
    assert answer.text == "Kept 10:05"
    assert head.open(answer.headers["Content-Location"]).fields["referrer_name"] == ["Karen Whitlock"]
    assert not site.anybody().open("/contact/refer").form.get("data-keep"), "nothing is kept of who is not known"


def test_no_press_on_the_form_itself_forgets_what_was_typed(site: Site) -> None:
    page = on(break_off(site.person("lado"), **TYPED), "Took a child")
    assert not page.page.xpath("//main//button[@value='anew']")


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
    assert asks.heading == "Forget it?" and "Owen Hartley" in asks.main
    assert "start anew" in asks.follow("Keep it").main
    asks.open(f"{address}?anew=1").send("anew")
    assert asks.path == address and "start anew" not in asks.main
    assert "not been sent" not in asks.open("/inbox").main


def test_what_a_partner_types_is_kept_and_their_steps_say_that_it_was_begun(site: Site) -> None:
    address = first_step_of_the_police(site)
    police = site.person("police").open(address)
    assert police.form.get("data-keep") == address and police.form.xpath(".//*[@data-kept]")
    assert "Begun" not in police.open("/inbox").main
    typed = police.open(address).fields | {"officer": "DC Laing", "act": "keep"}
    assert police.client.post(address, data=typed, headers=BY_ITSELF).text == "Kept 10:05"
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


def test_forgetting_a_call_asks_again_when_another_window_has_changed_it_meanwhile(site: Site) -> None:
    lado = break_off(site.person("lado"), **NAMED)
    asks = on(lado, "Owen Hartley").follow("Forget it").fields
    on(lado, "Owen Hartley").send("keep", what_happened="Said in the other window")
    lado.open("/contacts/new").post(asks, act="anew")
    assert (lado.status, lado.heading) == (409, "Forget it?") and number(site) == 1
    assert "It was changed in another window today at 10:05. Nothing has been forgotten yet." in lado.main
    assert lado.follow("Keep it").fields["what_happened"] == ["Said in the other window"]
    lado.follow("Forget it").send("anew")
    assert lado.path == "/contacts/new" and number(site) == 0, "whoever has been told may forget it"


@pytest.mark.parametrize("page", ["notes", "group/adult"])
def test_what_two_windows_write_into_a_case_is_kept_side_by_side(site: Site, page: str) -> None:
    logged(site)
    address, field = f"/cases/{case_of(site, 'Owen Hartley')}/{page}", "text" if page == "notes" else "reason"
    lado = site.person("lado")
    first, second = lado.open(address).fields, lado.open(address).fields
    lado.post(first | {field: ["First"]}, act="keep", to=address)
    refused = lado.client.post(address, data=second | {field: "Second", "act": "keep"}, headers=BY_ITSELF)
    assert refused.status_code == 409 and "in another window today at 10:05. Press Finish later" in refused.text
    lado.open(address).post(second | {field: ["Second"]}, act="keep", to=address)
    assert "Nothing is lost: both are kept" in lado.banner and number(site) == 2
    assert lado.open(address).fields[field] == ["First"]
    assert lado.follow("Go on with that").fields[field] == ["Second"]
    lado.follow("Forget it and start anew").send("anew")
    assert number(site) == 1 and lado.open(address).fields[field] == ["First"]


def test_forgetting_a_note_asks_again_and_saving_one_leaves_the_other(site: Site) -> None:
    logged(site)
    address = f"/cases/{case_of(site, 'Owen Hartley')}/notes"
    lado = site.person("lado").open(address).send("keep", text="First")
    asks, written = lado.open(f"{address}?anew=1").fields, lado.open(address).fields
    lado.open(address).send("keep", text="Second")
    lado.post(asks, act="anew", to=address)
    assert (lado.status, lado.heading) == (409, "Forget it?") and "in another window" in lado.main
    lado.open(address).post(written | {"text": ["A note of its own"]}, to=address)
    assert "Note added" in lado.banner and "still kept, and not sent" in lado.banner
    assert lado.open(address).fields["text"] == ["Second"]


def two_windows_of_a_step(site: Site) -> tuple[str, Person, dict[str, list[str]]]:
    """A step is open in two windows; what was typed in the first is kept, the second as it stands."""
    address = first_step_of_the_police(site)
    police = site.person("police").open(address)
    first, second = police.fields, police.open(address).fields
    police.post(first | {"officer": ["DC First"]}, act="keep", to=address)
    return address, police, second | {"officer": ["DC Second"]}


def window(fields: dict[str, list[str]]) -> dict[str, list[str]]:
    """What a page that was drawn earlier sends of its window."""
    return {name: fields[name] for name in (kept.WINDOW, kept.NUMBER)}


def test_two_windows_of_a_step_keep_both_answers(site: Site) -> None:
    address, police, second = two_windows_of_a_step(site)
    refused = police.client.post(address, data=second | {"act": "keep"}, headers=BY_ITSELF)
    assert refused.status_code == 409
    assert refused.text == (
        "Not kept. It was changed in another window today at 10:05. Press Finish later: both are kept."
    )
    police.open(address).post(second, act="keep", to=address)
    assert "it was changed in another window today at 10:05. Nothing is lost: both are kept" in police.banner
    assert police.open(address).fields["officer"] == ["DC First"]
    assert "What you typed in another window was kept today at 10:05" in police.main
    assert police.follow("Go on with that").fields["officer"] == ["DC Second"]
    police.send("keep", officer="DC Second Again")
    assert number(site) == 2, "gone on with, it stays the second"
    police.open(address).complete(police_will="investigate", hold="proceed")
    assert "We have your answer" in police.banner and number(site) == 0


def test_a_step_is_saved_over_what_another_window_kept_only_when_its_reader_has_been_told(site: Site) -> None:
    address, police, second = two_windows_of_a_step(site)
    police.open(address).complete(**window(second), officer="DC Second", police_will="investigate", hold="proceed")
    assert police.status == 409 and "Look at what you typed there, or save this in its place" in police.errors["kept"]
    assert police.fields["officer"] == ["DC Second"] and number(site) == 2
    link = police.page.xpath("//*[@id='kept']//a")[0]
    assert link.get("target") == "_blank"
    told = police.fields
    other = police.open(link.get("href"))
    assert other.fields["officer"] == ["DC First"] and "What you typed in another window" in other.main
    police.post(told, to=address)
    assert "We have your answer" in police.banner and number(site) == 0


def test_two_windows_of_one_step_for_several_keep_both_answers(site: Site) -> None:
    report(site, "Ada Ash", "Ben Birch")
    support = site.person("support").step("check_who")
    address = support.path
    first, second = support.fields, support.open(address).fields
    notes = next(name for name in first if name.endswith("search_notes"))
    support.post(first | {notes: ["First"]}, act="keep", to=address)
    support.open(address).complete(**window(second), **{notes: "Second"})
    assert support.status == 409 and "in another window today at 10:05" in support.errors["kept"]
    assert support.fields[notes] == ["Second"] and number(site) == 2
    assert support.open(address).fields[notes] == ["First"]
    assert support.follow("Go on with that").fields[notes] == ["Second"]
    support.complete()
    assert "for Ada Ash and Ben Birch" in support.banner and number(site) == 0


def unfolded(person: Person) -> list[bool]:
    """Of each folded part of the form, in order, whether it stands open."""
    return [each.get("open") is not None for each in person.form.iter("details")]


def test_what_is_folded_opens_where_something_is_wrong_or_was_said_in_it_and_stays_shut_else(site: Site) -> None:
    lado = site.person("lado").open("/contacts/new")
    assert unfolded(lado) == [False, False]
    assert unfolded(lado.send()) == [False, False] and lado.status == 422, "what is wrong stands elsewhere"
    assert unfolded(lado.send(**{"adults-0-born": "31/2/1980"})) == [True, False]
    assert unfolded(lado.send(**{"adults-0-born": "3/2/1980", "informed": "police"})) == [True, True]
    lado.send("keep", **{"adults-0-born": "", "adults-0-former_names": "", "adults-0-name": "Owen Hartley"})
    assert unfolded(on(lado, "Owen Hartley")) == [False, True]
