"""The pages on the small council in which everything can go wrong, on either database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.faults.ground import Ground
from tests.webui.conftest import Site, application

__all__ = ["application"]


@pytest.fixture
def site(application: Flask, database_url: str, tmp_path: Path) -> Iterator[Site]:
    site = Site(application, database_url, tmp_path)
    yield site
    site.close()


@pytest.fixture
def ground(site: Site) -> Ground:
    """The council whose pages the site shows."""
    return Ground(site.engine)
