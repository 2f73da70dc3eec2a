"""Fixtures for every test: a fresh database, also on PostgreSQL for tests marked `database`; times of promises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from engine import db
from tests import databases

KINDS = [pytest.param("sqlite"), pytest.param("postgresql", marks=pytest.mark.postgresql)]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.definition.get_closest_marker("database"):
        metafunc.parametrize("database_kind", KINDS, indirect=True)


@pytest.fixture(autouse=True)
def database_kind(request: pytest.FixtureRequest) -> str:
    """sqlite; a test marked `database` runs a second time with postgresql."""
    return getattr(request, "param", "sqlite")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[databases.Server]:
    """One server for each process that runs tests; mark a test that asks for it itself `postgresql`."""
    with databases.server() as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> databases.Template:
    return databases.Template(upgraded, tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_template(
    postgresql_server: databases.Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[databases.Template]:
    template = databases.Template(upgraded, tmp_path_factory.mktemp("postgresql"), postgresql_server)
    yield template
    postgresql_server.drop(template.name)


def upgraded(url: str) -> None:
    engine = db.make_engine(url)
    db.upgrade(engine)
    engine.dispose()


@pytest.fixture
def database_url(request: pytest.FixtureRequest, database_kind: str) -> Iterator[str]:
    """The address of a fresh database with all its tables and nothing in them."""
    template: databases.Template = request.getfixturevalue(f"{database_kind}_template")
    with template.copy() as url:
        yield url


@pytest.fixture
def empty_database_url(request: pytest.FixtureRequest, database_kind: str, tmp_path: Path) -> Iterator[str]:
    """The address of a database without a table."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
        return
    server: databases.Server = request.getfixturevalue("postgresql_server")
    name = f"{tmp_path.name.lower()[:20]}_empty"
    yield server.create(name)
    server.drop(name)


@pytest.fixture
def engine_db(database_url: str) -> Iterator[Engine]:
    """An engine on a fresh database."""
    engine = db.make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine_db: Engine) -> Iterator[Session]:
    """A writing session; what the test did not commit is gone afterwards."""
    with db.writing(engine_db) as session:
        yield session
        session.rollback()


# --- the promises' time against their budgets


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    promise = item.get_closest_marker("promise")
    if promise:
        report.user_properties.append(("promise", promise.args))
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    spent: dict[str, float] = defaultdict(float)
    budgets: dict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, promise in getattr(report, "user_properties", ()):
                if name == "promise":
                    spent[promise[0]] += report.duration
                    budgets[promise[0]] += promise[1] if report.when == "call" else 0
    if spent:
        terminalreporter.write_sep("-", "promises: seconds spent of budget")
    for name in sorted(spent):
        over = "  OVER" if spent[name] > budgets[name] else ""
        terminalreporter.write_line(f"{name:6} {spent[name]:8.1f} of {budgets[name]:6.0f}{over}")
