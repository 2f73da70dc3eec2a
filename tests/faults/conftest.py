"""The pages on the small council in which everything can go wrong, on either database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.faults.ground import Ground
from tests.webui.conftest import Site, settings_of
from webui import create_app


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """One application for all tests; each gives it a database of its own."""
    folder = tmp_path_factory.mktemp("application")
    app = create_app(settings_of(f"sqlite:///{folder / 'none.sqlite'}", folder))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@pytest.fixture
def site(application: Flask, database_url: str, tmp_path: Path) -> Iterator[Site]:
    site = Site(application, database_url, tmp_path)
    yield site
    site.close()


@pytest.fixture
def ground(site: Site) -> Ground:
    """The council whose pages the site shows."""
    return Ground(site.engine)
