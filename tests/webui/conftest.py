"""A council with somebody in every role, and persons who work on its pages as a browser without script would."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask

from engine import councils, db, jobs, people
from tests import builders
from tests.webui.person import Person
from webui import create_app
from webui.settings import Settings

THURSDAY = datetime(2026, 3, 5, 10, 5, tzinfo=UTC)
PASSWORD = "a-long-password"
COUNCIL = (
    ("lado", "Helen Ashworth", "LADO"), ("lado2", "Priya Nair", "LADO"), ("manager", "Graham Thorne", "LADO manager"),
    ("support", "Moira Lennox", "LADO business support"), ("owner", "Joanna Pike", "Process owner"),
    ("approver", "Anil Rao", "Process approver"), ("dpo", "Ros Field", "Data protection officer"),
    ("auditor", "Ted Marsh", "Auditor"), ("admin", "Una Cross", "Administrator"),
)  # fmt: skip
PARTNERS = (
    ("police", "DS Martin Okafor", "Police", "Marlshire Police"),
    ("socialcare", "Ruth Calder", "Children's social care", "Marlshire Children's Services"),
    ("head", "Karen Whitlock", "Employer", "Brookfield Primary School"),
    ("nursery", "Tessa Boyle", "Employer", "Fernhill Nursery"),
    ("fostering", "Tom Ellery", "Fostering service", "Marlshire Fostering"),
)
SETTINGS = {"phone": "01632 960100", "out_of_hours": "01632 960199"}


def fill(url: str) -> None:
    """The council, its accounts and the shipped procedure. Its passwords are quick to check: they guard nothing."""
    councils._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    engine = db.make_engine(url)
    with db.writing(engine) as session:
        authority = builders.a_council(session, builders.SHIPPED, THURSDAY - timedelta(days=400))
        authority.name, authority.settings = "Marlshire", SETTINGS
        for name, said, role in COUNCIL:
            councils.add_user(
                session, authority.id, f"{name}@marlshire.example", said, [role], password=PASSWORD, title=role
            )
        for name, said, role, place in PARTNERS:
            known = people.add_organisation(session, authority.id, place, plays=[role], phone="01632 960111")
            councils.add_user(
                session,
                authority.id,
                f"{name}@marlshire.example",
                said,
                [role],
                password=PASSWORD,
                organisation_id=known.id,
            )
        session.commit()
    engine.dispose()


@pytest.fixture(scope="session")
def filled_council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the council in it, to be copied."""
    file = tmp_path_factory.mktemp("council") / "council.sqlite"
    engine = db.make_engine(f"sqlite:///{file}")
    db.upgrade(engine)
    engine.dispose()
    fill(f"sqlite:///{file}")
    return file


class Site:
    """The service on its own database, on Thursday 5 March 2026 at 10:05 until somebody says otherwise."""

    def __init__(self, app: Flask, url: str, folder: Path) -> None:
        self.app = app
        app.extensions["ladoflow.settings"] = settings_of(url, folder)
        app.extensions["ladoflow.engine"] = db.make_engine(url)
        self.people: dict[str, Person] = {}

    @property
    def now(self) -> datetime:
        now = self.app.extensions["ladoflow.settings"].now
        assert isinstance(now, datetime)
        return now

    def at(self, instant: datetime) -> None:
        """Time goes on; what falls due by then happens."""
        settings = self.app.extensions["ladoflow.settings"]
        self.app.extensions["ladoflow.settings"] = replace(settings, now=instant)
        jobs.fire_due(self.engine, instant)

    @property
    def engine(self):  # type: ignore[no-untyped-def]
        return self.app.extensions["ladoflow.engine"]

    def anybody(self) -> Person:
        """Somebody who has not signed in."""
        return Person(self.app)

    def person(self, name: str) -> Person:
        """Somebody with an account, signed in, still at the page they last saw; again after half an hour."""
        if name not in self.people:
            self.people[name] = Person(self.app)
        person = self.people[name]
        if person.open("/inbox").path == "/sign-in":
            person.send(email=f"{name}@marlshire.example", password=PASSWORD)
        return person

    def close(self) -> None:
        self.engine.dispose()


def settings_of(url: str, folder: Path) -> Settings:
    return Settings(url, "k" * 40, folder, demonstration=True, testing=True, now=THURSDAY)


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """One application for all tests, so that its templates are read once; each test gives it a database of its own."""
    folder = tmp_path_factory.mktemp("application")
    app = create_app(settings_of(f"sqlite:///{folder / 'none.sqlite'}", folder))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@pytest.fixture
def site(application: Flask, filled_council: Path, tmp_path: Path) -> Iterator[Site]:
    file = tmp_path / "council.sqlite"
    shutil.copy(filled_council, file)
    site = Site(application, f"sqlite:///{file}", tmp_path)
    yield site
    site.close()
