"""On paper: what is read stands there, in one piece; what is only pressed or followed does not."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Served
from tests.browser.test_axe import with_a_case
from tests.webui.test_sittings import case_of

pytestmark = pytest.mark.browser


@pytest.fixture
def paper(chromium: Browser) -> Iterator[Page]:
    """A page as wide as a sheet."""
    context = chromium.new_context(viewport={"width": 794, "height": 1123})
    yield context.new_page()
    context.close()


def printed(served: Served, paper: Page, path: str) -> Page:
    """A page as a printer is given it."""
    served.open(paper, path).emulate_media(media="print")
    return paper


def test_a_case_is_printed_with_its_reference_and_without_what_is_pressed(served: Served, paper: Page) -> None:
    with_a_case(served)
    served.sign_in(paper, "lado")
    printed(served, paper, f"/cases/{case_of(served.site, 'Owen Hartley')}")
    reference = paper.locator(".app-case-head .app-reference").inner_text()
    expect(paper.locator(".app-print")).to_contain_text(
        f"Confidential: safeguarding. {reference}. Printed by Helen Ashworth"
    )
    expect(paper.get_by_role("heading", name="Timeline")).to_be_visible()
    for gone in (
        "What can happen at any time",
        "Open the answers",
        "Name a further adult or child, or join cases",
        "Add a note",
    ):
        expect(paper.get_by_text(gone).first).to_be_hidden()
    expect(paper.locator("button:visible, select:visible, nav:visible")).to_have_count(0)


def test_what_is_folded_is_read_on_paper(served: Served, paper: Page) -> None:
    served.sign_in(paper, "owner")
    folded = printed(served, paper, "/procedures/1").locator("details:not([open])", has_text="Forms (")
    inside = folded.get_by_role("link", name="Agree each outcome")
    expect(inside).to_be_visible()
    paper.emulate_media(media="screen")
    expect(inside).to_be_hidden()


def test_a_report_is_printed_with_its_tables_in_one_column_and_no_heading_alone(served: Served, paper: Page) -> None:
    served.sign_in(paper, "lado")
    printed(served, paper, "/reports")
    expect(paper.locator(".app-print")).to_contain_text("Figures, no names. Printed by Helen Ashworth")
    expect(paper.get_by_text("Save as CSV").first).to_be_hidden()
    table, chart = paper.locator(".app-report table").first, paper.locator(".app-report__chart").first
    above, below = table.bounding_box(), chart.bounding_box()
    assert above and below and below["y"] >= above["y"] + above["height"]
    kept = "element => getComputedStyle(element).breakAfter"
    assert {paper.locator(name).first.evaluate(kept) for name in (".app-report__head", "h1", "h2")} == {"avoid"}
