"""axe finds nothing on any page in any state, wide and narrow, and no page is wider than a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Served
from tests.webui.test_requests import ASKED, log
from tests.webui.test_sittings import _to_the_meeting, case_of, report
from tests.webui.test_told_late import MUST_WAIT, POLICE, police_said
from tests.webui.test_whole_case import CALL, _work

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
FIND = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(
    (found) => found.id + ": " + found.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | "))"""
PHONE = 390


@pytest.fixture
def looked(chromium: Browser):  # type: ignore[no-untyped-def]
    """A page whose content policy lets axe in."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    yield context.new_page()
    context.close()


def faults(page: Page, name: str) -> list[str]:
    found = []
    page.wait_for_load_state()
    page.locator("main h1").wait_for()
    for width in (1280, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(AXE.read_text())
        found += [f"{name} at {width}: {fault}" for fault in page.evaluate(FIND)]
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    return found + ([f"{name} is {wide} wide on a phone"] if wide > PHONE else [])


def test_pages_of_the_public(served: Served, looked: Page) -> None:
    found = []
    for path in ("/contact", "/contact/refer", "/sign-in", "/help", "/accessibility", "/privacy", "/nothing"):
        found += faults(served.open(looked, path), path)
    served.open(looked, "/contact").get_by_role("button", name="Send").last.click()
    found += faults(looked, "a refused report")
    looked.get_by_label("What happened?").fill("Something.")
    looked.get_by_role("button", name="Send").last.click()
    found += faults(looked, "a receipt")
    served.open(looked, "/sign-in").get_by_role("button", name="Sign in").click()
    assert found + faults(looked, "a refused sign-in") == []


@pytest.mark.parametrize("path", ["/contact", "/contact/refer"])
def test_pages_of_what_the_public_saves(served: Served, looked: Page, path: str) -> None:
    served.open(looked, path).get_by_role("button", name="Save and get a code to come back").click()
    found = faults(looked, "a saved report")
    code = looked.locator(".app-code").inner_text()
    served.open(looked, path).get_by_role("link", name="Continue a report that you saved").click()
    found += faults(looked, "where the code is asked for")
    looked.get_by_role("button", name="Continue").click()
    found += faults(looked, "a refused code")
    looked.get_by_label("Your code").fill(code)
    looked.get_by_role("button", name="Continue").click()
    assert found + faults(looked, "a report that is taken up") == []


def test_pages_of_the_council(served: Served, looked: Page) -> None:
    with_a_case(served)
    served.sign_in(looked, "lado")
    found = []
    for path in ("/inbox", "/inbox/queue", "/inbox/archive", "/cases", "/contacts", "/contacts/new", "/people?q=Owen",
                 "/organisations", "/inbox?q=zzz", "/help", "/reports/work"):  # fmt: skip
        found += faults(served.open(looked, path), path)
    served.site.person("lado").open("/contacts/new").send("keep", **{"adults-0-name": "Dana Wells"})
    for link in ("Go on: Dana Wells", "Forget it"):
        found += faults(served.open(looked, "/contacts/new"), "a call, with another one kept")
        looked.get_by_role("link", name=link).first.click()
        found += faults(looked, link)
    served.open(looked, "/organisations").get_by_role("link", name="Fernhill Nursery").click()
    looked.get_by_label("Name").fill("")
    looked.get_by_role("button", name="Save").click()
    found += faults(looked, "an organisation, refused")
    case = served.open(looked, "/cases").locator("tr[data-case]").first.get_attribute("data-case")
    for tab in ("", "/diagram", "/people", "/meetings", "/documents", "/deadlines", "/history", "/notes", "/record"):
        found += faults(served.open(looked, f"/cases/{case}{tab}"), tab)
    assert found == []


def test_who_somebody_is_is_asked_on_the_call_and_beside_the_chronology(served: Served, looked: Page) -> None:
    """The choice of a match without and with an answer, refused, and put right; what is chosen outlives a search."""
    with_a_case(served)
    served.sign_in(looked, "lado")
    served.open(looked, "/contacts/new").get_by_label("3. About whom").fill("Owen Hartley")
    same = looked.get_by_role("radio", name="Same")
    same.first.wait_for()
    found = faults(looked, "a call with a match")
    looked.get_by_role("radio", name="Different").first.check()
    with looked.expect_response(lambda answer: "/contacts/matches?" in answer.url):
        looked.get_by_label("4. Setting").fill("Larch House")
    same.first.wait_for()
    assert looked.get_by_role("radio", name="Different").first.is_checked()
    looked.get_by_text("Other or former names").click()
    looked.get_by_role("button", name="Save and close").last.click()
    found += faults(looked, "a refused call with a match")
    served.site.person("lado").open("/contacts/new").complete(**CALL)
    case = served.open(looked, "/cases").locator("tr[data-case]").first.get_attribute("data-case")
    found += faults(served.open(looked, f"/cases/{case}/chronology"), "a chronology")
    looked.get_by_role("link", name="Same or different?").first.click()
    looked.get_by_role("button", name="Save").last.click()
    assert found + faults(looked, "same or different, refused") == []


def test_steps_in_every_state(served: Served, looked: Page) -> None:
    with_a_case(served)
    served.sign_in(looked, "lado")
    found, seen = [], set()
    rows = [*served.site.person("lado").open("/inbox").tasks, *served.site.person("support").open("/inbox/queue").tasks]
    for row in rows:
        if row["data-step"] in seen:
            continue
        seen.add(row["data-step"])
        address = f"/tasks/{row['data-task'].split()[0]}"
        found += faults(served.open(looked, address), row["data-step"])
        looked.locator("[data-save]").last.click()
        found += faults(looked, f"{row['data-step']} refused")
        found += faults(served.open(looked, f"{address}?record=1"), f"{row['data-step']} recorded for")
    done = served.site.person("lado").open("/inbox/archive").tasks[0]["data-task"]
    found += faults(served.open(looked, f"/tasks/{done}"), "a step that is done")
    assert found + faults(served.open(looked, f"/tasks/{done}/correct"), "a step that is corrected") == []


def test_what_is_undone_and_what_is_not(served: Served, looked: Page) -> None:
    with_a_case(served)
    served.sign_in(looked, "lado")
    found = faults(served.open(looked, "/inbox/archive"), "what was done, to be undone")
    looked.get_by_role("button", name="Undo").first.click()
    found += faults(looked, "a step that was undone")
    looked.locator("[data-save]").last.click()
    looked.get_by_text("You can undo it for 10 minutes.").wait_for()
    found += faults(looked, "what was saved, to be undone")
    case = served.site.person("lado2").open("/cases").page.xpath("//tr[@data-case]/@data-case")[0]
    served.site.person("lado2").open(f"/cases/{case}/chronology")
    looked.get_by_role("button", name="Undo").click()
    looked.get_by_role("link", name="Correct it instead").wait_for()
    assert found + faults(looked, "what cannot be undone any more") == []


def test_pages_of_a_partner(served: Served, looked: Page) -> None:
    with_a_case(served)
    for row in served.site.person("support").open("/inbox/queue").tasks:
        _work(served.site, "support", {"steps": [], "recorded": [row["data-step"]], "tables": []})
    served.sign_in(looked, "police")
    found = faults(looked, "a partner's inbox")
    looked.locator("tr[data-task] a").first.click()
    found += faults(looked, "a partner's step")
    looked.locator("[data-save]").click()
    found += faults(looked, "a partner's refused step")
    step = served.site.person("police").waiting[0]["data-task"]
    served.site.person("police").open(f"/tasks/{step}").send("keep", officer="DC on the phone")
    served.open(looked, f"/tasks/{step}").locator("[name=kept_number]").evaluate("each => each.value = ''")
    looked.get_by_role("button", name="Finish later").click()
    looked.get_by_text("Nothing is lost: both are kept").wait_for()
    found += faults(served.open(looked, f"/tasks/{step}"), "a step that two windows have kept")
    looked.get_by_role("link", name="Go on with that").wait_for()
    assert found + faults(served.open(looked, "/cases"), "a refusal") == []


def test_what_is_told_late(served: Served, looked: Page) -> None:
    page = police_said(served.site).follow("Give a police update")
    served.sign_in(looked, "lado")
    served.open(looked, f"{page.path}?record=1")
    for name, said in (MUST_WAIT | POLICE | {"happened": "6/3/2026"}).items():
        field = looked.locator(f"[name={name}]").first
        if field.get_attribute("type") == "radio":
            looked.locator(f"[name={name}][value={said}]").check()
        elif field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(said)
        else:
            field.fill(said)
    looked.locator("[data-save]").click()
    looked.locator("#counts_now").wait_for()
    assert faults(looked, "what is told late") == []


def test_pages_for_several_adults(served: Served, looked: Page) -> None:
    report(served.site, "Ada Ash", "Ben Birch", "Cy Cedar")
    served.sign_in(looked, "support")
    found = faults(served.open(looked, "/inbox/queue"), "a queue with a line for several")
    row = looked.locator("tr[data-task]").first
    address = f"/tasks/{str(row.get_attribute('data-task')).split()[0]}"
    found += faults(served.open(looked, address), "a step that others wait for too")
    found += faults(served.open(looked, f"{address}/together"), "a step for several")
    served.site.person("lado").open(address).complete()
    looked.locator("[data-save]").last.click()
    found += faults(looked, "a step for several, with one done meanwhile")
    looked.get_by_role("button", name="Go back to my answers").click()
    looked.locator("[data-save]").last.click()
    assert found + faults(looked, "a refused step for several") == []


def test_what_was_said_once_is_put_right(served: Served, looked: Page) -> None:
    report(served.site, "Ada Ash", "Ben Birch")
    _to_the_meeting(served.site, 2)
    served.site.person("lado").step("hold_meeting").complete(chair="Ms Amin")
    served.sign_in(looked, "lado")
    task = served.site.person("lado").open("/inbox/archive").follow("Hold the initial meeting").path
    served.open(looked, f"{task}/correct").get_by_role("group", name="Is it also wrong for the others?").wait_for()
    found = faults(looked, "a correction that is asked of several")
    looked.locator("[data-save]").last.click()
    looked.get_by_text("There is a problem").wait_for()
    assert found + faults(looked, "a refused correction") == []


def test_pages_of_cases_that_stand_together(served: Served, looked: Page) -> None:
    report(served.site, "Ada Ash", "Ben Birch")
    served.sign_in(looked, "lado")
    case = f"/cases/{case_of(served.site, 'Ada Ash')}"
    found = faults(served.open(looked, case), "a case of a group") + faults(
        served.open(looked, f"{case}/group"), "group"
    )
    for act in ("adult", "child", "split", "join"):
        found += faults(served.open(looked, f"{case}/group/{act}"), act)
        looked.locator("[data-save]").last.click()
        found += faults(looked, f"{act} refused")
    assert found + faults(served.open(looked, f"{case}/notes"), "a note about several") == []


def with_a_case(served: Served) -> None:
    """A referral whose threshold is decided."""
    served.site.person("lado").open("/contacts/new").send(**CALL)
    done: dict[str, list[str]] = {"steps": [], "recorded": ["all"]}
    for name in ("support", "lado", "lado"):
        _work(served.site, name, done)


def test_pages_of_requests(served: Served, looked: Page) -> None:
    served.sign_in(looked, "support")
    found = []
    for process in ("information_request", "records_request", "report_data_breach"):
        found += faults(served.open(looked, f"/contacts/new/{process}"), process)
        looked.get_by_role("button", name="Save").last.click()
        found += faults(looked, f"a refused {process}")
    log(served.site, "Log an information request", ASKED)
    found += faults(served.open(looked, "/contacts"), "a request among contacts")
    served.open(looked, "/inbox/queue").get_by_role("link", name="Search for the person").click()
    found += faults(looked, "a step of a request")
    served.open(looked, "/contacts").get_by_role("link", name="Jonas Weir").click()
    assert found + faults(looked, "a request's own page") == []
