"""A few journeys, whole, as people make them: by keyboard, with and without script, two people at one step."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served
from tests.webui.test_bad_input import logged
from tests.webui.test_forms_on_pages import first_step_of_the_police
from tests.webui.test_sittings import case_of
from tests.webui.test_whole_case import CALL

pytestmark = pytest.mark.browser


def test_an_advice_call_is_logged_by_keyboard_in_under_two_minutes_and_leaves_nothing_to_do(
    served: Served, page: Page
) -> None:
    served.sign_in(page, "lado")
    page.keyboard.press("l")
    expect(page.get_by_role("heading", name="Log a call", level=1)).to_be_visible()
    begun = time.monotonic()
    type_into(page, "1. Who called", "Imran Sheikh, Ridgeway Academy")
    choose(page, "2. How", "Phone")
    type_into(page, "3. About whom", "Joel Barrett")
    type_into(page, "4. Setting", "Ridgeway Academy")
    type_into(page, "5. What was said", "Gave two pupils a lift home in the rain.")
    type_into(page, "6. Advice given", "Low-level concern for the school's own record.")
    press_radio(page, "Advice and information")
    press_radio(page, "Practice issue")
    expect(page.locator("[data-matches]")).to_contain_text("Nobody of this name in our records.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("saved and closed. There is nothing to do afterwards.")).to_be_visible()
    assert time.monotonic() - begun < 120
    expect(page.locator(".govuk-notification-banner:focus")).to_be_visible()
    served.open(page, "/inbox")
    expect(page.get_by_text("Nothing waits for you").first).to_be_visible()
    served.open(page, "/inbox/queue")
    expect(page.get_by_text("Nothing waits for anybody in your role.")).to_be_visible()
    served.open(page, "/contacts/matches?name=Joel%20Barrett")
    expect(page.locator("body")).to_contain_text("Same name")


def test_the_public_names_two_adults_and_two_children_without_script(served: Served, page_without_script: Page) -> None:
    page = served.open(page_without_script, "/contact")
    report_two(page)
    expect(page.get_by_text("A decision is made by the end of Friday 6 March.")).to_be_visible()
    two_cases(served, page)


def test_the_public_names_two_adults_with_script_by_keyboard(served: Served, page: Page) -> None:
    served.open(page, "/contact")
    report_two(page)
    two_cases(served, page)


def test_a_report_is_saved_and_taken_up_by_keyboard(served: Served, page: Page) -> None:
    save_and_come_back(served, page)
    expect(page.locator(".govuk-notification-banner:focus")).to_be_visible()


def test_a_report_is_saved_and_taken_up_without_script(served: Served, page_without_script: Page) -> None:
    page = save_and_come_back(served, page_without_script)
    press(page, "Save and get a code to come back")
    expect(page.get_by_text("Write it down or print this page.")).to_be_visible()
    expect(page.get_by_role("link", name="Print this page")).to_be_hidden()  # it would lead away from the code


def save_and_come_back(served: Served, page: Page) -> Page:
    """By keyboard alone: save it, go on from the page with the code, save it again, come back with a code as spoken."""
    type_into(served.open(page, "/contact"), "What happened?", "Shouted at two children.")
    press(page, "Save and get a code to come back")
    code = page.locator(".app-code").inner_text()
    press(page, "Go on with it now")
    type_into(page, "Your name", "Carla Dee")
    press(page, "Save and get a code to come back")
    expect(page.locator(".app-code")).to_have_text(code)
    served.open(page, "/contact").get_by_role("link", name="Continue a report that you saved").focus()
    page.keyboard.press("Enter")
    type_into(page, "Your code", code.lower().replace("-", " "))
    page.keyboard.press("Enter")
    expect(page.get_by_label("What happened?")).to_have_value("Shouted at two children.")
    expect(page.get_by_label("Your name")).to_have_value("Carla Dee")
    return page


def test_two_people_at_one_step_lose_nothing(served: Served, page: Page, chromium) -> None:  # type: ignore[no-untyped-def]
    served.site.person("lado").open("/contacts/new").send(**CALL)
    served.sign_in(page, "support")
    served.open(page, "/inbox/queue")
    page.get_by_role("link", name="Check who it is about").click()
    page.locator("textarea[name=search_notes]").fill("What I had typed meanwhile")
    task = page.url.removeprefix(served.address).partition("?")[0]
    served.site.person("lado").open(task).complete()
    page.locator("[data-save]").click()
    expect(page.get_by_role("heading", name="Somebody has already completed this", level=1)).to_be_visible()
    expect(page.get_by_text("Helen Ashworth completed it today at 10:05, while you were typing.")).to_be_visible()
    expect(page.get_by_text("What I had typed meanwhile")).to_be_visible()
    page.get_by_role("button", name="Correct it with my answers").click()
    expect(page.locator("h1")).to_have_text(re.compile("Correct: Check who it is about|Check who it is about"))


def test_what_is_typed_is_kept_while_it_is_typed(served: Served, page: Page) -> None:
    served.sign_in(page, "lado")
    served.open(page, "/contacts/new")
    page.get_by_label("5. What was said").fill("Half a sentence")
    expect(page.locator("[data-kept]").first).to_have_text(re.compile(r"^Kept \d\d:\d\d$"), timeout=15_000)
    page.wait_for_url("**/contacts/new?kept=*")
    page.reload()
    expect(page.get_by_label("5. What was said")).to_have_value("Half a sentence")


def test_what_was_typed_last_is_kept_too_when_the_page_is_left_at_once(served: Served, page: Page) -> None:
    served.sign_in(page, "lado")
    served.open(page, "/contacts/new")
    page.get_by_label("5. What was said").fill("Half a sentence")
    page.get_by_role("link", name="Cases").click()
    expect(page.get_by_role("heading", name="Cases", level=1)).to_be_visible()
    assert stands(page, "/contacts/new", "Half a sentence")
    served.open(page, "/contacts/new").get_by_role("link", name="Go on: Half a sentence").click()
    expect(page.get_by_label("5. What was said")).to_have_value("Half a sentence")


def test_a_note_is_kept_too_when_the_page_is_left_at_once(served: Served, page: Page) -> None:
    logged(served.site)
    note = f"/cases/{case_of(served.site, 'Owen Hartley')}/notes"
    served.sign_in(page, "lado")
    served.open(page, note).get_by_label("What do you want to keep?").fill("Half a sentence")
    page.get_by_role("link", name="Cases").click()
    expect(page.get_by_role("heading", name="Cases", level=1)).to_be_visible()
    assert stands(page, note, "Half a sentence")


def test_whoever_goes_back_from_a_saved_note_finds_it_saved(served: Served, page: Page) -> None:
    logged(served.site)
    served.sign_in(page, "lado")
    served.open(page, f"/cases/{case_of(served.site, 'Owen Hartley')}/notes")
    page.get_by_label("What do you want to keep?").fill("The union rang.")
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_text("Note added.")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="This note is saved", level=1)).to_be_visible()
    expect(page.get_by_text("The union rang.")).to_be_visible()


def test_a_further_adult_who_is_saved_again_after_going_back_is_there_once(served: Served, page: Page) -> None:
    logged(served.site)
    served.sign_in(page, "lado")
    served.open(page, f"/cases/{case_of(served.site, 'Owen Hartley')}/group/adult")
    for _ in range(2):
        page.get_by_label("Name of the adult").fill("Dee Dogwood")
        page.get_by_label("Reason").fill("The head rang again.")
        page.get_by_role("button", name="Open a case for this adult").click()
        expect(page.get_by_text("A case was opened for Dee Dogwood.")).to_be_visible()
        page.go_back()
        expect(page.get_by_role("button", name="Open a case for this adult")).to_be_visible()
    served.open(page, "/cases?q=Dogwood")
    expect(page.locator("tr[data-case]")).to_have_count(1)


def test_a_partner_finds_what_was_typed_last_and_their_steps_say_that_it_was_begun(served: Served, page: Page) -> None:
    address = first_step_of_the_police(served.site)
    served.sign_in(page, "police")
    served.open(page, address)
    page.get_by_role("textbox", name="Officer").first.fill("DC Laing")
    page.get_by_role("link", name="Your steps").click()
    assert stands(page, "/inbox", "Begun today at 10:05")
    served.open(page, address)
    expect(page.get_by_role("textbox", name="Officer").first).to_have_value("DC Laing")
    expect(page.locator("[data-kept]")).to_have_text("Kept Thursday 5 March 10:05")


def stands(page: Page, address: str, words: str) -> bool:
    """Whether a page soon says this: what is kept as a page is left arrives a little after the next page was asked."""
    script = """async ([address, words]) => {
        for (let tries = 0; tries < 100; tries += 1)
            if ((await (await fetch(address)).text()).includes(words)) return true;
        return false;
    }"""
    return bool(page.evaluate(script, [address, words]))


@pytest.mark.parametrize("width", [390, 1280])
def test_what_another_window_has_changed_is_seen_where_somebody_types(served: Served, page: Page, width: int) -> None:
    address = first_step_of_the_police(served.site)
    page.set_viewport_size({"width": width, "height": 700})
    served.sign_in(page, "police")
    served.open(page, address)
    served.site.person("police").open(address).send("keep", officer="DC First")
    officer = page.get_by_role("textbox", name="Officer").first
    officer.scroll_into_view_if_needed()
    officer.press_sequentially("DC Second")
    told = page.locator("p.app-not-kept").filter(has=page.get_by_role("link", name="Go to the buttons"))
    expect(told).to_contain_text("It was changed in another window today at 10:05.", timeout=15_000)
    expect(told).to_be_in_viewport(ratio=1)
    expect(officer).to_be_focused()
    box, message = officer.bounding_box(), told.bounding_box()
    assert box and message and message["y"] >= box["y"] + box["height"], "below it, not over it"
    assert box["y"] >= 0
    expect(page.get_by_role("status").filter(has_text="Press Finish later: both are kept.")).to_have_count(1)
    told.get_by_role("link").press("Enter")
    expect(page.get_by_role("button", name="Finish later")).to_be_in_viewport()
    page.get_by_role("button", name="Finish later").click()
    expect(page.get_by_text("Nothing is lost: both are kept")).to_be_visible()


def test_on_a_phone_the_questions_are_one_press_away_and_what_we_know_stays_open(served: Served, page: Page) -> None:
    task = logged(served.site)
    served.sign_in(page, "support")
    past = served.open(page, f"/tasks/{task}").get_by_role("link", name="Go to the questions")
    expect(past).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".govuk-summary-list").first).to_be_visible()
    expect(page.locator("[data-step-form]")).not_to_be_in_viewport()
    past.press("Enter")
    expect(page.locator("[data-step-form]")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.form?.id") == "your-answers"


def test_on_a_phone_all_parts_of_a_long_form_are_seen_at_once_and_count_what_is_left(
    served: Served, page: Page
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    served.open(page, "/contact/refer#parts")
    parts = page.get_by_role("navigation", name="Parts")
    for line in parts.locator("[data-part]").all():
        expect(line).to_be_in_viewport(ratio=1)
    told = page.request.get(f"{served.address}/contact/refer").text()
    assert parts.locator("[data-parts-all]").inner_text() in told, "as the server counts"
    about_you = parts.locator("[data-part]").filter(has_text="About you")
    expect(about_you).to_contain_text("5 to answer")
    parts.get_by_role("link", name="About you").press("Enter")
    expect(page.get_by_role("heading", name="About you")).to_be_in_viewport()
    page.get_by_label("Your name").fill("Karen Whitlock")
    expect(about_you).to_contain_text("4 to answer")
    alleged = parts.locator("[data-part]").filter(has_text="Adults it is about")
    page.locator("[name='adults-0-known_as']").fill("Mr B")
    expect(alleged).to_contain_text("6 to answer")
    page.locator("[name='adults-0-known_as']").fill("")
    expect(alleged).to_contain_text("1 to answer")
    page.get_by_role("link", name="Back to the parts").first.press("Enter")
    expect(parts).to_be_in_viewport()


def test_beside_a_wide_page_the_parts_of_a_long_form_stay_in_sight(served: Served, page: Page) -> None:
    address = first_step_of_the_police(served.site)
    served.site.person("police").open(address).complete(police_will="investigate", hold="proceed")
    served.sign_in(page, "lado")
    task = next(row for row in served.site.person("lado").waiting if row["data-step"] == "police_update")
    served.open(page, f"/tasks/{task['data-task']}?record=1")
    page.locator("[data-save]").scroll_into_view_if_needed()
    parts = page.get_by_role("navigation", name="Parts")
    page.get_by_label("Crime reference").scroll_into_view_if_needed()
    expect(parts.get_by_role("link", name="3. News")).to_be_in_viewport()


def test_a_refused_page_puts_the_focus_on_what_is_wrong(served: Served, page: Page) -> None:
    served.open(page, "/contact")
    page.get_by_role("button", name="Send").last.press("Enter")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What happened?")).to_be_focused()


def report_two(page: Page) -> None:
    """The form names one adult and one child until more are asked for."""
    page.get_by_label("What happened?").fill("Two helpers shouted at two children.")
    page.get_by_role("button", name="Add another adult").press("Enter")
    page.get_by_role("button", name="Add another child").press("Enter")
    for number, name in enumerate(("Dana Wells", "A tall man with a cap")):
        page.locator(f"[name='adults-{number}-name']").fill(name)
        page.locator(f"[name='children-{number}-name']").fill(f"Child {number}")
    page.get_by_role("button", name="Send").last.press("Enter")
    expect(page.get_by_role("heading", name="We have your report", level=1)).to_be_visible()


def two_cases(served: Served, page: Page) -> None:
    rows = served.site.person("support").open("/inbox/queue").tasks
    assert {row["data-step"] for row in rows} == {"check_who"}
    assert sum(len(row["data-case"].split()) for row in rows) == 2
    words = " ".join(row["words"] for row in rows)
    assert "Dana Wells" in words
    assert "A tall man with a cap" in words


def type_into(page: Page, label: str, words: str) -> None:
    """Tab until the field has the focus, then type."""
    tab_to(page, page.get_by_label(label))
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def press(page: Page, name: str) -> None:
    """Tab until the button has the focus, then press it."""
    tab_to(page, page.get_by_role("button", name=name))
    page.keyboard.press("Enter")


def choose(page: Page, label: str, words: str) -> None:
    tab_to(page, page.get_by_label(label))
    page.keyboard.type(words)


def press_radio(page: Page, label: str) -> None:
    wanted = page.get_by_role("radio", name=label)
    group = wanted.get_attribute("name")
    tab_to(page, page.locator(f"[name='{group}']").first)
    page.keyboard.press("Space")
    for _ in range(12):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{label} cannot be chosen with the arrow keys")


def tab_to(page: Page, field) -> None:  # type: ignore[no-untyped-def]
    for _ in range(60):
        if field.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the Tab key does not come there")


@pytest.mark.parametrize("width", [390, 1280])
def test_whether_a_match_is_the_same_adult_stands_with_the_adult_above_save(
    served: Served, page: Page, width: int
) -> None:
    served.site.person("lado").open("/contacts/new").send(**CALL)
    page.set_viewport_size({"width": width, "height": 800})
    served.sign_in(page, "lado")
    served.open(page, "/contacts/new").get_by_label("3. About whom").fill("Owen Hartley")
    choices, said = page.locator(".app-match").get_by_role("radio"), page.get_by_label("5. What was said")
    expect(choices).to_have_count(3)
    box, below = page.locator(".app-matches").bounding_box(), said.bounding_box()
    assert box and below
    if width == 390:
        assert box["y"] + box["height"] <= below["y"], "the person, who it may be, and only then what was said"
    else:
        assert box["x"] >= below["x"] + below["width"] and box["y"] < below["y"], "beside, seen while it is typed"
    choices.last.focus()
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.tagName") == "A":
        page.keyboard.press("Tab")
    expect(said).to_be_focused()
