"""Behind a proxy each visitor has limits of their own; and nobody gets new ones by what their browser says."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.webui.conftest import Site, settings_of
from webui import auth, create_app

Behind = Callable[[int], Site]
PROXY = {"REMOTE_ADDR": "10.0.0.1"}


@pytest.fixture
def behind(filled_council: Path, tmp_path: Path) -> Iterator[Behind]:
    """The service with its limits, which are off in the tests' own, behind so many proxies."""
    file = tmp_path / "council.sqlite"
    shutil.copy(filled_council, file)
    with ExitStack() as started:

        def start(proxies: int) -> Site:
            settings = replace(settings_of(f"sqlite:///{file}", tmp_path), testing=False, proxies=proxies)
            site = Site(create_app(settings), settings.database_url, tmp_path)
            auth.limiter.reset()
            return started.enter_context(closing(site))

        yield start
    auth.limiter.enabled = False


def guess(site: Site, forwarded_for: str) -> int:
    """Somebody who comes through the proxy, which adds where they come from, signs in with a wrong password."""
    page = site.anybody().open("/sign-in")
    said = page.fields | {"email": ["lado@marlshire.example"], "password": ["wrong"]}
    answer = page.client.post(
        "/sign-in", data=said, headers={"X-Forwarded-For": forwarded_for}, environ_overrides=PROXY
    )
    return answer.status_code


def until_refused(site: Site, forwarded_for: str) -> None:
    assert [guess(site, forwarded_for) for _ in range(11)] == [422] * 10 + [429]


def test_who_guesses_behind_the_proxy_locks_out_nobody_else(behind: Behind) -> None:
    site = behind(1)
    until_refused(site, "198.51.100.1")
    assert guess(site, "198.51.100.2") == 422


def test_an_address_that_a_visitor_made_up_is_not_believed(behind: Behind) -> None:
    site = behind(1)
    until_refused(site, "198.51.100.1")
    assert guess(site, "203.0.113.9, 198.51.100.1") == 429
    site = behind(2)
    until_refused(site, "198.51.100.1, 10.0.0.2")
    assert guess(site, "203.0.113.9, 198.51.100.1, 10.0.0.2") == 429
    assert guess(site, "198.51.100.2, 10.0.0.2") == 422


def test_without_a_proxy_nothing_of_the_kind_is_believed(behind: Behind) -> None:
    site = behind(0)
    until_refused(site, "198.51.100.1")
    assert guess(site, "198.51.100.2") == 429


def test_nothing_else_that_a_proxy_may_say_is_believed(behind: Behind) -> None:
    headers = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Prefix": "/evil", "X-Forwarded-Proto": "https"}
    client = behind(1).anybody().client
    answer = client.get("/inbox", headers=headers, environ_overrides=PROXY)
    assert answer.headers["Location"].startswith("/sign-in") and "evil" not in answer.text
    assert answer.request.host == "localhost"
