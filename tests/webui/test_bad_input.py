"""Whatever is sent, the answer is a clear page, 422, 409, 404 or 403, and nothing typed is lost."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from engine import db, in_hand, settling, versions
from engine.models import Authority, Case, Contact, Kept, ProcedureVersion, Task
from engine.procedure import Procedure
from tests import builders
from tests.webui.conftest import PASSWORD, THURSDAY, Site
from tests.webui.test_whole_case import CALL

ADVICE = CALL | {"decision": "advice_nfa", "advice_reason": "practice_issue"}
EVIL = "<script>alert('x')</script>"


def logged(site: Site, **more: str) -> str:
    """A call about Owen Hartley that opens a case; gives the id of its first task."""
    site.person("lado").open("/contacts/new").send(**(CALL | more))
    row = next(task for task in site.person("support").open("/inbox/queue").tasks if task["data-step"] == "check_who")
    return row["data-task"]


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("referrer_name", "", "Enter who called"),
        ("channel", "smoke_signals", "2. How"),
        ("decision", "nonsense", "7. Decision"),
        ("called_at", "31/2/2026", "There is no 31 February 2026"),
        ("called_at", "5/3/2126", "now or earlier"),
        ("what_happened", "x" * 1_000_000, "20,000"),
        ("adults-0-name", "", "Enter a name"),
    ],
)
def test_a_call_that_cannot_be_taken_says_why_and_keeps_what_was_typed(
    site: Site, field: str, typed: str, says: str
) -> None:
    lado = site.person("lado").open("/contacts/new").send(**(CALL | {field: typed}))
    assert lado.status == 422
    assert lado.title.startswith("Error: ")
    assert any(says in message or field in name for name, message in lado.errors.items()), lado.errors
    assert all(lado.page.xpath(f"//*[@id='{name}']") for name in lado.errors)
    assert lado.fields["adults-0-engagements-0-employer"] == ["Brookfield Primary School"]
    assert len(lado.fields["what_happened"][0]) == len({"what_happened": typed}.get(field, CALL["what_happened"]))


@pytest.mark.parametrize("day", [3, 5])
def test_a_call_of_which_only_the_day_is_known_came_as_the_office_opened(site: Site, day: int) -> None:
    typed = {"called_at": f"{day}/3/2026", "called_at-time": ""}
    assert site.person("lado").open("/contacts/new").send(**(ADVICE | typed)).status == 200
    with db.reading(site.engine) as session:
        assert session.scalars(select(Contact.received_at)).all() == [THURSDAY.replace(day=day, hour=9, minute=0)]


@pytest.mark.parametrize(
    "typed", ["bell \x07 and nought \x00 here", "line\u2028separator", "right \u202e to left", "😀" * 50]
)
def test_control_characters_are_taken_or_refused_but_never_break_a_page(site: Site, typed: str) -> None:
    lado = site.person("lado").open("/contacts/new").send(**(ADVICE | {"what_happened": typed, "referrer_name": typed}))
    assert lado.status in (200, 422)
    for address in ("/cases?q=", "/contacts?q=", "/people?q=", "/inbox?q=", "/contacts/matches?name="):
        assert lado.open(address + typed.replace("\x00", "%00")).status == 200


def test_a_file_or_an_answer_that_no_form_asks_is_left_alone(site: Site) -> None:
    lado = (
        site.person("lado")
        .open("/contacts/new")
        .send(**(ADVICE | {"level": "referral", "adults-9999-name": "x", "closed": "yes"}))
    )
    assert lado.status == 200


def test_what_is_sent_twice_is_one_contact(site: Site) -> None:
    lado = site.person("lado").open("/contacts/new")
    first, form = lado.fields, lado.fields | {name: [value] for name, value in ADVICE.items()}
    assert first["version"]
    for _ in range(2):
        assert lado.client.post("/contacts/new", data=form | {"act": "save"}).status_code == 303
    assert len(lado.open("/contacts").page.xpath("//tr[@data-case]")) == 1


def test_other_words_on_the_page_that_was_sent_are_another_contact(site: Site) -> None:
    """A browser that goes back may show the page with the id that it was sent with: the next call is typed over it."""
    lado = site.person("lado").open("/contacts/new")
    form = lado.fields | {name: [value] for name, value in ADVICE.items()}
    for name in ("Joel Barrett", "Dana Wells"):
        data = form | {"act": "save", "adults-0-name": name}
        assert lado.client.post("/contacts/new", data=data).status_code == 303
    assert len(lado.open("/contacts").page.xpath("//tr[@data-case]")) == 2


def test_a_report_that_is_sent_again_after_going_back_is_one_contact(site: Site) -> None:
    browser = site.anybody()
    for _ in range(2):
        browser.open("/contact").send(what_happened="A coach shouted.")
        assert browser.heading == "We have your report"
    browser.open("/contact").send(what_happened="He shouted again today.")
    assert len(site.person("lado").open("/contacts").page.xpath("//tr[@data-case]")) == 2


def test_the_public_are_told_whom_to_ring_now(site: Site) -> None:
    page = site.anybody()
    assert "Worried about a child today? Ring us on 01632 960100, until 5pm" in _plain(page.open("/contact").main)
    site.at(site.now.replace(hour=19))
    assert "child tonight? Ring the emergency duty team on 01632 960199." in _plain(page.open("/contact").main)
    site.at(site.now.replace(day=8, hour=11))
    assert "child today? Ring the emergency duty team on 01632 960199." in _plain(page.open("/contact").main)


def test_the_day_ends_for_the_public_when_the_council_says(site: Site) -> None:
    with db.writing(site.engine) as session:
        council = session.scalars(select(Authority)).one()
        council.settings = {**council.settings, "day_ends": "16:30"}
        session.commit()
    due = site.person("support").open(f"/tasks/{logged(site)}").main
    assert "Due Friday 6 March 2026 because" in due, "a day's end is not said as a time of its own"
    page = site.anybody()
    assert "01632 960100, until 4:30pm" in _plain(page.open("/contact").main)
    page.send(what_happened="A coach shouted.")
    assert "01632 960100, until 4:30pm" in _plain(page.main)
    site.at(site.now.replace(hour=16, minute=40))
    assert "Ring the emergency duty team" in _plain(page.open("/contact").main)
    page.send(what_happened="He shouted again.")
    assert "Your report came after 4:30pm" in _plain(page.main) and "960100" not in _plain(page.main)


def _plain(words: str) -> str:
    return words.replace("\u00a0", " ")


def test_two_windows_of_one_person_are_told_as_such(site: Site) -> None:
    first = site.person("support").open(f"/tasks/{logged(site)}")
    fields, address = dict(first.fields), first.path
    first.complete()
    first._saw(first.client.post(address, data=fields | {"act": "save"}))
    assert first.status == 409 and first.heading == "You have already completed this"
    assert "You completed it today at 10:05, in another window." in first.main


def test_an_empty_step_says_each_thing_that_is_missing(site: Site) -> None:
    support = site.person("support").open(f"/tasks/{logged(site)}").send()
    assert support.status == 422 and support.errors
    assert all("equired" not in message for message in support.errors.values())


def test_a_step_in_the_future_is_refused_and_one_of_last_week_is_taken(site: Site) -> None:
    task = logged(site)
    support = site.person("support").open(f"/tasks/{task}")
    support.post({"happened": "4/3/2027"})
    assert "When it happened must be today, Thursday 5 March 2026, or earlier" in support.errors.values()
    assert support.fields["happened"] == ["4/3/2027"]
    right = "said_happened_before"  # before the contact came: asked about, and so it was
    assert support.complete(happened="25/2/2026", as_it_stands=right).status == 200


def test_a_step_completed_by_somebody_else_meanwhile_is_a_conflict_with_both_answers(site: Site) -> None:
    task = logged(site)
    mine = site.person("support").open(f"/tasks/{task}")
    form = mine.fields | {"notes": ["mine"]}
    lado = site.person("lado").open(f"/tasks/{task}").complete()
    assert lado.status == 200
    answer = mine.client.post(f"/tasks/{task}", data=form | {"act": "save"})
    assert answer.status_code == 409
    mine._saw(answer)
    assert mine.heading == "Somebody has already completed this"
    assert "Helen Ashworth completed it today at 10:05, while you were typing." in mine.main
    assert "Nothing you typed has been saved or lost." in mine.main
    assert mine.open(f"/tasks/{task}").main.count("Helen Ashworth completed this") == 1


def test_a_fact_that_changed_meanwhile_is_shown_before_it_is_saved(site: Site) -> None:
    lado = site.person("lado").open(f"/tasks/{logged(site)}").send(version="1.0", to=None)
    if lado.status == 422:
        lado.complete(version="7.7")
    assert lado.status == 409
    assert lado.heading == "Something here has changed"
    assert "I have seen it, save" in lado.main


def test_somebody_elses_step_is_refused_and_a_partner_finds_nothing_there(site: Site) -> None:
    task = logged(site)
    manager_form = site.person("support").open(f"/tasks/{task}").fields
    for name in ("police", "head", "owner", "auditor"):
        stranger = site.person(name)
        assert stranger.open(f"/tasks/{task}").status == 404, name
        token = stranger.open("/inbox").page.xpath("//input[@name='csrf_token']")[0].get("value")
        sent = stranger.client.post(f"/tasks/{task}", data=manager_form | {"csrf_token": token, "act": "save"})
        assert sent.status_code == 404, name


def test_a_taken_step_can_be_read_and_not_answered_by_others_of_the_role(site: Site) -> None:
    site.person("support").open(f"/tasks/{logged(site)}").complete()
    site.person("lado").open("/inbox/queue")
    task = next(t["data-task"] for t in site.person("lado").tasks or site.person("lado").open("/inbox/queue").tasks)
    lado = site.person("lado").open(f"/tasks/{task}")
    form = site.person("lado2").open(f"/tasks/{task}").fields
    token = lado.page.xpath("//input[@name='csrf_token']")[0].get("value")
    assert lado.client.post(f"/tasks/{task}/holder", data={"csrf_token": token, "act": "take"}).status_code == 303
    other = site.person("lado2").open(f"/tasks/{task}")
    assert "Taken by Helen Ashworth. You can read it." in other.main
    refused = other.client.post(f"/tasks/{task}", data=form | {"act": "save"})
    assert refused.status_code == 403
    other._saw(refused)
    assert other.heading == "You may not do this" and "Nothing has been changed." in other.main


def test_markup_in_names_stays_text_on_every_page(site: Site) -> None:
    logged(site, **{"adults-0-name": EVIL, "referrer_name": EVIL, "adults-0-engagements-0-employer": EVIL})
    lado = site.person("lado")
    row = lado.open("/cases").page.xpath("//tr[@data-case]")[0].get("data-case")
    pages = ["/cases", "/contacts", "/inbox/queue", "/people?q=" + EVIL, "/contacts/matches?name=script alert x"]
    pages += [
        f"/cases/{row}{tab}" for tab in ("", "/people", "/history", "/diagram", "/deadlines", "/notes", "/record")
    ]
    for address in pages:
        assert EVIL not in lado.open(address).text, address
        assert lado.status == 200, address


def test_a_note_needs_words_and_may_be_written_in_a_closed_case(site: Site) -> None:
    lado = site.person("lado").open("/contacts/new").send(**ADVICE)
    assert "saved and closed. There is nothing to do afterwards." in lado.banner
    case = lado.open("/contacts").follow("Owen Hartley")
    assert case.page.xpath("//*[@data-case]")[0].get("data-state") == "closed"
    assert case.follow("Add a note").send(text="  ").errors == {"text": "Write down what you want to keep"}
    assert "Rang back." in case.send(text="Rang back.").main
    assert "Note added." in case.banner


def test_the_session_ends_after_half_an_hour_and_what_was_typed_is_shown(site: Site) -> None:
    support = site.person("support").open(f"/tasks/{logged(site)}")
    form = support.fields | {"notes": ["Half a page of notes"]}
    site.at(THURSDAY + timedelta(minutes=31))
    answer = support.client.post(support.path, data=form | {"act": "save"})
    assert answer.status_code == 403
    assert "You have been signed out" in answer.text and "Half a page of notes" in answer.text
    assert support.client.get("/inbox").status_code == 303


HALF_TYPED = {"search_notes": ["Half a page of notes"], "by": ["phone"], "hold": ["not_known"], "on-day": ["22"],
              "on-month": ["11"], "on-year": ["2026"], "children-0-id": ["a" * 32]}  # fmt: skip


def test_whoever_was_signed_out_elsewhere_signs_in_and_is_back_at_the_step(site: Site) -> None:
    address = f"/tasks/{logged(site)}"
    support = site.person("support").open(address)
    form = support.fields | HALF_TYPED | {"act": "save"}
    support.client.post("/sign-out", data={"csrf_token": form["csrf_token"]})
    support._saw(support.client.post(address, data=form))
    assert support.status == 403 and support.heading == "You have been signed out"
    shown = [each.text for each in support.page.find_class("app-typed")]
    assert "Half a page of notes" in shown and "22/11/2026" in shown
    assert not {"phone", "not_known", "22", "11", "2026", "a" * 32} & set(shown)
    back = support.follow("Sign in").send(email="support@marlshire.example", password=PASSWORD)
    assert back.path == address and back.status == 200


def test_a_page_that_saves_by_itself_is_refused_and_so_is_what_is_sent_after_it(site: Site) -> None:
    address = f"/tasks/{logged(site)}"
    support = site.person("support").open(address)
    form = support.fields | HALF_TYPED
    support.client.post(address, data=form | {"act": "keep"}, headers={"X-Requested-With": "ladoflow"})
    site.at(THURSDAY + timedelta(minutes=31))
    for act in ("keep", "save"):
        answer = support.client.post(address, data=form | {"act": act})
        assert answer.status_code == 403 and "You have been signed out" in answer.text
    back = support.open(address).send(email="support@marlshire.example", password=PASSWORD)
    assert back.path == address and "Half a page of notes" in back.text


def test_a_page_of_an_earlier_session_is_refused_and_says_where_it_is_open_again(site: Site) -> None:
    address = f"/tasks/{logged(site)}"
    support = site.person("support").open(address)
    form = support.fields | HALF_TYPED | {"act": "save"}
    support.client.post("/sign-out", data={"csrf_token": form["csrf_token"]})
    site.person("support")
    support._saw(support.client.post(address, data=form))
    assert support.status == 400 and "Half a page of notes" in support.main
    assert support.follow("Open the page again").path == address


def test_nobody_is_told_more_of_a_step_than_they_sent(site: Site) -> None:
    for address in (f"/tasks/{logged(site)}", f"/tasks/{'0' * 32}"):
        answer = site.anybody().client.post(address, data={"notes": "Mine"})
        assert answer.status_code == 403 and "Mine" in answer.text
        assert "Check who" not in answer.text and "Hartley" not in answer.text


def test_a_message_names_a_row_by_the_number_that_it_has_on_the_page(site: Site) -> None:
    page = site.anybody().open("/contact")
    page.post({"add": "adults"}, act="").send(what_happened="Shouting.", **{"adults-1-name": "x" * 400})
    assert page.errors == {
        "adults-1-name": "Adult 2: name, or how you would describe them must be 300 characters or fewer"
    }


def test_rows_of_a_step_are_called_by_their_names(site: Site) -> None:
    from tests.webui.test_whole_case import ANSWERS

    site.person("support").open(f"/tasks/{logged(site)}").complete()
    lado = site.person("lado")
    lado.step("decide_threshold").complete(**ANSWERS["decide_threshold"])
    legends = [legend.text.strip() for legend in lado.step("hold_meeting").page.iter("legend")]
    assert {"Police", "Social care"} <= set(legends)


def test_a_page_that_was_open_too_long_keeps_what_was_typed(site: Site) -> None:
    lado = site.person("lado").open("/contacts/new")
    sent = lado.client.post("/contacts/new", data={"csrf_token": "wrong", "what_happened": "Said on <Saturday>"})
    assert sent.status_code == 400
    assert "Said on &lt;Saturday&gt;" in sent.text


def test_a_step_of_a_case_in_repair_is_read_only_and_what_is_sent_is_kept(site: Site) -> None:
    support = site.person("support").open(f"/tasks/{logged(site)}")
    fields = support.fields
    with db.writing(site.engine) as session:
        session.execute(update(Case).values(repair="It goes round"))
        session.commit()
    for path in (support.path, f"{support.path}/together"):
        assert support.client.post(path, data=fields | {"act": "save"}).status_code == 303
    assert "This contact needs repair. Nothing was lost" in support.open("/inbox").banner
    assert "can be answered when it runs again" in support.open(support_path(site)).main
    with db.reading(site.engine) as session:
        assert session.scalars(select(Task.state).where(Task.step == "check_who")).all() == ["open"]
        assert session.scalar(select(func.count()).select_from(Kept)) == 1


def test_who_has_a_conflict_of_interest_is_not_offered_to_correct_a_decision(site: Site) -> None:
    from tests.webui.test_whole_case import ANSWERS

    site.person("support").open(f"/tasks/{logged(site)}").complete()
    lado = site.person("lado")
    lado.step("decide_threshold").complete(**ANSWERS["decide_threshold"])
    with db.reading(site.engine) as session:
        task = session.scalars(select(Task).where(Task.step == "decide_threshold")).one()
    page = f"/tasks/{task.id}"
    assert lado.open(page).page.xpath(f"//a[@href='{page}/correct']")
    with db.writing(site.engine) as session:
        matter = in_hand.take_in_hand(session, task.case_id, now=THURSDAY)
        matter.facts.put(task.case_id, "conflicted", [task.done_by_id])
        settling.settle(matter, lambda _: None)
        session.commit()
    assert not lado.open(page).page.xpath(f"//a[@href='{page}/correct']")
    assert lado.open(f"{page}/correct").status == 403
    assert "conflict of interest" in lado.main


def support_path(site: Site) -> str:
    """The page of the one step that waits for business support."""
    with db.reading(site.engine) as session:
        return f"/tasks/{session.scalars(select(Task.id).where(Task.step == 'check_who')).one()}"


GROWN = {"children-0-id": "a" * 32, "children-0-name": "Kay", "children-0-age_told": "21"}


@pytest.mark.parametrize("age", ["seven and a half", "about 7", "7 or 8", "7"])
def test_an_age_is_taken_as_people_write_it(site: Site, age: str) -> None:
    child = {"children-0-name": "Kayla", "children-0-age_told": age}
    anybody = site.anybody().open("/contact").send(what_happened="Shouting.", **child)
    assert anybody.status == 200, anybody.errors
    lado = site.person("lado").open("/cases?state=all").follow("Adult not known")
    assert f"Kayla, {age}" in lado.open(f"{lado.path}/people").main
    assert lado.open("/contacts/new").send(**(CALL | GROWN | {"children-0-age_told": age})).status == 200


def test_what_may_be_right_is_asked_about_once_and_the_record_says_so(site: Site) -> None:
    lado = site.person("lado").open("/contacts/new").send(**(CALL | GROWN))
    assert lado.status == 422
    (message,) = lado.errors.values()
    assert message.startswith("Child 1: a child is younger than 18"), message
    (place,) = lado.errors
    assert lado.page.xpath(f"//*[@id='{place}']")
    (box,) = lado.page.xpath("//input[@name='as_it_stands']")
    assert box.get("checked") is None
    lado.send()
    assert lado.status == 422, "saving again without an answer asks again"
    lado.send(as_it_stands=box.get("value"), referrer_name="")
    assert lado.status == 422 and list(lado.errors) == ["referrer_name"]
    assert lado.page.xpath("//input[@name='as_it_stands'][@checked]"), "what was said is not asked again"
    lado.send(referrer_name="Karen Whitlock")
    assert "A case was opened" in lado.banner
    case = lado.open("/cases?state=all&q=Hartley").follow("Owen Hartley")
    assert "Saved as it stands, after the warning: Child 1: a child is younger than 18" in case.main


def test_answers_that_contradict_each_other_are_refused_on_the_page(site: Site, refusing: None) -> None:
    lado = (
        site.person("lado")
        .open("/contacts/new")
        .send(**(CALL | {"decision": "low_level", "advice_reason": "practice_issue"}))
    )
    assert lado.status == 422
    assert lado.errors == {"decision": "A low-level concern is for the employer (KCSIE part four)"}
    assert not lado.page.xpath("//input[@name='as_it_stands']")


@pytest.fixture
def refusing(site: Site) -> Iterator[None]:
    """The version in use has a form for a call that refuses a decision."""
    path = "forms/log_a_call.form"
    said = {"type": "text", "id": "never", "text": "A low-level concern is for the employer (KCSIE part four)",
            "properties": {"refuses": "yes", "about": "decision"},
            "conditional": {"hide": '=decision != "low_level"'}}  # fmt: skip
    form = json.loads(builders.SHIPPED[path])
    form["components"].append(said)
    with db.reading(site.engine) as session:
        (version,) = session.scalars(select(ProcedureVersion.id))
    versions.keep(version, Procedure({**builders.SHIPPED, path: json.dumps(form).encode()}))
    yield
    versions.keep(version, Procedure(builders.SHIPPED))
