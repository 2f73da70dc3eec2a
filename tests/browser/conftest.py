"""A real Chromium at a real server: the council of the web tests, served on loopback for one test module."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.chromium import FLAGS, executable
from tests.browser.serving import serving
from tests.webui.conftest import PASSWORD, Site, application, filled_council

__all__ = ["application", "filled_council"]
expect.set_options(timeout=30_000)  # a busy machine is slow, and waiting costs nothing when it is not


@dataclass
class Served:
    """The service at an address."""

    address: str
    site: Site

    def open(self, page: Page, path: str) -> Page:
        page.goto(self.address + path)
        return page

    def sign_in(self, page: Page, name: str) -> Page:
        self.open(page, "/sign-in")
        page.get_by_label("Work e-mail").fill(f"{name}@marlshire.example")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(re.compile("/(inbox|procedures|reports)"), wait_until="load")
        return page


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def built() -> None:
    """The scripts and styles of the pages, which `make` builds."""
    if not (Path(__file__).parents[2] / "webui" / "static" / "built" / "pages.js").exists():
        pytest.fail("The browser parts are not built: run `make setup`")


@pytest.fixture
def served(application, filled_council: Path, tmp_path: Path, built: None) -> Iterator[Served]:  # type: ignore[no-untyped-def]
    """The council on a server of its own."""
    file = tmp_path / "council.sqlite"
    shutil.copy(filled_council, file)
    site = Site(application, f"sqlite:///{file}", tmp_path)
    with serving(application) as address:
        yield Served(address, site)
    site.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def page_without_script(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()
