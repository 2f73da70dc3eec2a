"""The process owner's desk in Chromium: a step drawn, put into use, met by new cases; by keyboard; without script."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from engine import clock, councils, db, versions
from engine.models import Authority, Case, DraftFile, ProcedureVersion, User
from tests import builders
from tests.browser.serving import serving
from webui import cli_service, create_app
from webui.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PASSWORD = "marlshire-demo"
ARROW = "chase_confirmation_to_confirmation_chased"
STRAND = "processes/employer_strand.bpmn"
STEP = "Ask the head’s manager why"


@dataclass
class Council:
    """Where it is served, and how to begin a case."""

    address: str
    url: str

    def begin(self, name: str) -> str:
        """A contact about somebody; the id of the case."""
        engine = db.make_engine(self.url)
        try:
            with db.writing(engine) as session:
                authority = session.scalars(select(Authority)).one()
                builders.a_contact(session, authority, name, now=clock.now())
                session.commit()
                return str(session.scalars(select(Case.id).where(Case.adult_name == name)).one())
        finally:
            engine.dispose()


@pytest.fixture
def council(database_url: str, tmp_path: Path) -> Iterator[Council]:
    engine = db.make_engine(database_url)
    stories = ("features/procedure/advice_call.feature",)
    files = {p: d for p, d in builders.SHIPPED.items() if not p.startswith("features/") or p in stories}
    with db.writing(engine) as session:
        authority = builders.a_council(session, files)
        people = {"owner": "Process owner", "approver": "Process approver", "lado": "LADO"}
        for who, role in people.items():
            councils.add_user(session, authority.id, f"{who}@marlshire.example", role, [role], password=PASSWORD)
        session.commit()
    engine.dispose()
    app = create_app(Settings(database_url, "k" * 40, tmp_path, testing=True))
    stop = threading.Event()
    worker = threading.Thread(target=cli_service._play, args=(app.extensions["ladoflow.engine"], stop))
    worker.start()
    with serving(app) as address:
        yield Council(address, database_url)
    stop.set()
    worker.join()
    app.extensions["ladoflow.engine"].dispose()


def until_played(page: Page) -> None:
    """Without script somebody looks again until all stories have been played."""
    while page.get_by_role("link", name="Look again").count():
        page.get_by_role("link", name="Look again").click()


@contextmanager
def as_(chromium: Browser, council: Council, who: str, **options: Any) -> Iterator[Page]:
    """A window in which somebody has signed in; anything that goes wrong in it fails the test."""
    context = chromium.new_context(
        **{"viewport": {"width": 1280, "height": 900}, "base_url": council.address, **options}
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda said: wrong.append(said.text) if said.type == "error" and not re.search("409|422", said.text) else None,
    )
    page.goto("/sign-in")
    page.fill("#email", f"{who}@marlshire.example")
    page.fill("#password", PASSWORD)
    page.locator("main button").click()
    expect(page.locator(".app-header__person")).to_be_visible()
    yield page
    context.close()
    assert wrong == []


def a_draft(page: Page) -> str:
    page.goto("/procedures/drafts/new")
    page.fill("#name", "Employer strand, 2026 edition")
    page.click("text=Start the draft")
    page.wait_for_url("**/file/**")
    return page.url.split("/file/")[0]


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector('#desk[data-ready="yes"]')


def sound(page: Page, where: str) -> None:
    """Axe finds nothing, and nothing stands beside the page."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(f"{AXE.read_text('utf-8')}; true")
    found = page.evaluate("axe.run().then(({violations}) => violations.map(({id, nodes}) => [id, nodes[0].html]))")
    assert found == [], where
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{where} is too wide"


def test_a_drawn_step_is_met_by_new_cases_and_not_by_running_ones(chromium: Browser, council: Council):
    running = council.begin("Joel Barrett")
    with as_(chromium, council, "owner") as page:
        draft = a_draft(page)
        opened(page, f"{draft}/file/{STRAND}#{ARROW}")
        page.click('.djs-context-pad .entry[data-action="insert-step"]')
        page.fill("#desk-name", STEP)
        page.press("#desk-name", "Tab")
        expect(page.locator(".desk__panel-title")).to_have_text(STEP)
        page.select_option("#desk-form", "chase")
        expect(page.locator(".desk__problems-title")).to_have_text("The check finds nothing", timeout=60_000)
        expect(page.locator(".desk__kept")).to_contain_text("Kept")
        page.goto(f"{draft}/compare")
        expect(page.locator(".desk-change--added").first).to_contain_text(STEP)
        page.goto(f"{draft}/scenarios")
        page.get_by_role("button", name="Play all stories").click()
        expect(page.locator("main")).to_contain_text(re.compile(r"\b(\d+) of \1 pass"))
        page.goto(f"{draft}/publish")
        page.fill("#note", "A late letter is asked about, 2026 edition")
        page.click("text=Ask for approval")
        expect(page.locator("main")).to_contain_text("waits for a second person")
    with as_(chromium, council, "approver") as page:
        page.goto("/procedures")
        page.click("text=Read and decide")
        expect(page.locator("main")).to_contain_text("A late letter is asked about, 2026 edition")
        expect(page.locator(".desk-change--added").first).to_contain_text(STEP)
        sound(page, "deciding")
        page.click("text=Put into use")
        expect(page.locator("main")).to_contain_text("Version 2 is in use")
    fresh = council.begin("Ana Lopes")
    with as_(chromium, council, "lado") as page:
        page.goto(f"/cases/{fresh}/diagram?process=employer_strand")
        expect(page.locator("main")).to_contain_text(STEP)
        page.goto(f"/cases/{running}/diagram?process=employer_strand")
        expect(page.locator("main")).to_contain_text("Decide interim measures")
        expect(page.locator("main")).not_to_contain_text(STEP)


def reach(page: Page, words: str) -> None:
    """Press Tab until what has these words, or this label, has the focus."""
    says = "(e => [e.innerText, e.ariaLabel, ...[...(e.labels || [])].map(l => l.innerText)].join(' | '))"
    for _ in range(200):
        page.keyboard.press("Tab")
        if words in page.evaluate(f"{says}(document.activeElement)"):
            return
    raise AssertionError(f"Tab never comes to {words}")


def test_a_step_is_added_by_keyboard_alone(chromium: Browser, council: Council):
    with as_(chromium, council, "owner") as page:
        draft = a_draft(page)
        opened(page, f"{draft}/file/{STRAND}")
        for words in ("Edit in words instead", "Decide interim measures"):
            reach(page, words)
            with page.expect_navigation():
                page.keyboard.press("Enter")
        reach(page, "Due")
        page.keyboard.type('clock("T03", received_at)')
        reach(page, "Keep the changes")
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_contain_text("has been changed")
        reach(page, "Keep the changes")
        reach(page, "Name")
        page.keyboard.type(STEP)
        reach(page, "Form")
        page.keyboard.type("Chase")
        reach(page, "Add the step")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text(STEP)
        expect(page.locator("main")).to_contain_text("has been added")
        expect(page.locator("#form")).to_have_value("chase")
        opened(page, f"{draft}/file/{STRAND}")
        expect(page.locator('[data-element-id="ask_the_heads_manager_why"]').first).to_be_attached()


def test_everything_important_works_without_script(chromium: Browser, council: Council):
    with as_(chromium, council, "owner", java_script_enabled=False) as page:
        draft = a_draft(page)
        page.goto(f"{draft}/file/{STRAND}")
        page.click("#desk >> text=Edit in words instead")
        page.click("text=LADO: Chase the written confirmation")
        page.fill("#new-name", STEP)
        page.select_option("#new-form", "chase")
        page.click("text=Add the step")
        expect(page.locator("h1")).to_have_text(STEP)
        page.goto(f"{draft}/file/forms/lists/clocks.csv")
        page.fill("#amount-3", "2")
        page.get_by_role("button", name="Keep", exact=True).click()
        expect(page.locator("main")).to_contain_text("Kept: “Threshold decision”.")
        page.click("text=Edit as text")
        clocks = builders.SHIPPED["forms/lists/clocks.csv"].decode()
        expect(page.locator("#text")).to_have_value(clocks.replace("Threshold decision,1,", "Threshold decision,2,"))
        page.goto(f"/procedures/1/{STRAND}")
        expect(page.locator("main")).to_contain_text("Decide interim measures")


def test_two_windows_do_not_overwrite_each_other(chromium: Browser, council: Council):
    with as_(chromium, council, "owner") as page:
        draft = a_draft(page)
        opened(page, f"{draft}/file/{STRAND}#interim_measures")
        other = page.context.new_page()
        opened(other, f"{draft}/file/{STRAND}#interim_measures")
        other.fill("#desk-name", "Decide")
        other.press("#desk-name", "Tab")
        expect(other.locator(".desk__kept--kept")).to_be_visible(timeout=30_000)
        page.fill("#desk-name", "Measures")
        page.press("#desk-name", "Tab")
        expect(page.locator(".desk__alert")).to_contain_text("You changed this file in another window", timeout=30_000)
        page.click("text=Keep mine")
        expect(page.locator(".desk__kept--kept")).to_be_visible(timeout=30_000)


CUT_OFF = """[...document.querySelectorAll(".fjs-properties-container, .fjs-form-field-label")]
    .filter(e => e.getBoundingClientRect().right > document.querySelector("#desk").getBoundingClientRect().right
        || (e.clientWidth && e.scrollWidth > e.clientWidth + 1)).map(e => e.className + ": " + e.innerText)"""


def test_nothing_of_a_large_form_is_cut_off_in_its_editor(chromium: Browser, council: Council):
    with as_(chromium, council, "owner") as page:
        opened(page, f"{a_draft(page)}/file/forms/threshold.form")
        expect(page.locator(".fjs-form-field-label").first).to_be_visible()
        assert page.evaluate(CUT_OFF) == []


TOLD = "/file/features/procedure/advice_call.feature"


def test_a_story_that_fails_leads_to_its_line(chromium: Browser, council: Council):
    with as_(chromium, council, "owner", java_script_enabled=False) as page:
        draft = a_draft(page)
        page.goto(draft + TOLD)
        text = page.input_value("#text").rstrip()
        page.fill("#text", f"{text}\n    Then the LADO inbox has\n      | task |\n      | Hold the hearing |\n")
        page.get_by_role("button", name="Keep", exact=True).click()
        page.goto(f"{draft}/scenarios")
        page.get_by_role("button", name="Play all stories").click()
        until_played(page)
        page.locator(".desk-problems a").first.click()
        expect(page.locator(".desk-told--failed")).to_contain_text("Hold the hearing")
        assert page.locator(".desk-told--held").count() > 2
        failing = page.url.removeprefix(council.address)
        page.click("text=open it at line")
        number = len(text.splitlines()) + 1
        expect(page.locator(f"#line-{number}")).to_have_class("desk-numbered__wrong")
        assert page.locator(f"#line-{number}").evaluate("e => Math.abs(e.getBoundingClientRect().top) < 900")
        top = "e => e.getBoundingClientRect().top"
        beside = page.locator("#line-1").evaluate(top) - page.locator("#text").evaluate(top)
        assert 0 <= beside <= 10, "the numbers stand beside their lines"
    for width in (1280, 390):
        with as_(chromium, council, "owner", viewport={"width": width, "height": 844}) as page:
            for address in (failing, failing.rpartition("/")[0], f"{draft.removeprefix(council.address)}{TOLD}"):
                page.goto(address)
                sound(page, address)


VERSION = ("", f"/{STRAND}", "/processes/dbs_duty.dmn", "/forms/threshold.form", "/forms/lists/clocks.csv",
           "/features/procedure/advice_call.feature")  # fmt: skip
DRAFT = ("/story/features/procedure/advice_call.feature?play=", "/manual",
         "/forms", "/tables", "/scenarios", "/compare", "/publish", "/throw-away", f"/file/{STRAND}",
         "/file/forms/threshold.form", "/file/processes/dbs_duty.dmn", "/file/forms/lists/clocks.csv",
         "/file/forms/lists/professions.csv", "/file/forms/lists/professions.csv?plain=",
         "/delete/forms/threshold.form", "/delete/processes/log_a_call.bpmn",
         f"/words/{STRAND}", f"/step/{STRAND}?step=is_the_adult_suspended")  # fmt: skip


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_any_page_of_the_desk(chromium: Browser, council: Council, width: int):
    with as_(chromium, council, "owner", viewport={"width": width, "height": 844}) as page:
        draft = a_draft(page).removeprefix(council.address)
        pages = ["/procedures", "/procedures/drafts/new", "/procedures/drafts/bring-in", "/procedures/stories"]
        pages += [f"/procedures/1{part}" for part in VERSION] + [draft + part for part in DRAFT]
        for address in pages:
            page.goto(address)
            if page.locator("#desk").count():
                page.wait_for_selector('#desk[data-ready="yes"]')
            sound(page, address)


FORM, CLOCKS = "forms/threshold.form", "forms/lists/clocks.csv"


def another_version(council: Council, draft: str) -> None:
    """Version 2 and the draft have both changed a form; version 2 alone has another clock."""
    engine = db.make_engine(council.url)
    with db.writing(engine) as session:
        first = session.scalars(select(ProcedureVersion)).one()
        files = versions.files_of(session, first.id)
        changed = {CLOCKS: files[CLOCKS].replace(b"Monthly look", b"Look every month"), FORM: files[FORM] + b"\n"}
        assert changed[CLOCKS] != files[CLOCKS]
        version = versions.propose(session, first.authority_id, files | changed, note="New", by=None, now=clock.now())
        approver = session.scalars(select(User.id).where(User.email.startswith("approver"))).one()
        versions.approve(session, version, by=approver, now=clock.now())
        session.get_one(DraftFile, (draft, FORM)).content = files[FORM] + b" "
        session.commit()
    engine.dispose()


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_where_a_later_version_is_brought_in(chromium: Browser, council: Council, width: int):
    with as_(chromium, council, "owner", viewport={"width": width, "height": 844}) as page:
        draft = a_draft(page).removeprefix(council.address)
        another_version(council, draft.rpartition("/")[2])
        page.goto(f"{draft}/catch-up")
        sound(page, "asking")
        page.get_by_role("button", name="Bring them in").click()
        expect(page.locator(".govuk-error-summary")).to_be_visible()
        sound(page, "not chosen")
        page.get_by_label("Keep mine").check()
        page.get_by_role("button", name="Bring them in").click()
        expect(page.locator(".govuk-notification-banner")).to_contain_text("1 file was brought in; 1 of yours was kept")
        sound(page, "brought in")
