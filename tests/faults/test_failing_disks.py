"""P3: disk full, I/O error: no false "saved", a plain page, recovery without hands."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import event

from engine import db
from tests.faults import disks
from tests.faults.failing import Brittle
from tests.faults.ground import Ground
from tests.faults.operations import OPERATIONS, Operation, Sending
from tests.webui.conftest import Site
from webui import errors, tasks
from webui import session as webui_session


@pytest.fixture
def brittle(site: Site) -> Brittle:
    return Brittle(site.engine)


@pytest.fixture
def ground(site: Site, brittle: Brittle) -> Ground:
    return Ground(site.engine)


@pytest.mark.database
@pytest.mark.promise("P3", 5)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_promise_p03_every_failing_call_of_an_operation(
    site: Site, ground: Ground, brittle: Brittle, operation: Operation
) -> None:
    assert disks.every_failing_call(site, ground, brittle, operation) == []
    assert ground.faults() == []


# A disk that is really full: SQLite may not take another page, or may not make a file larger


@contextmanager
def pages(site: Site, more: int) -> Iterator[None]:
    """So many pages more than it has, and then the database is full."""

    def limit(connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {connection.execute('PRAGMA page_count').fetchone()[0] + more}")

    event.listen(site.engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(site.engine, "connect", limit)


@contextmanager
def file_size(site: Site, more: int) -> Iterator[None]:
    """No write may make any file longer than so many frames of SQLite's log."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (more * 2 * 4120, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.promise("P3", 4)
@pytest.mark.parametrize("short_of", [pages, file_size])
@pytest.mark.parametrize("operation", OPERATIONS[:2], ids=lambda operation: operation.name)
def test_promise_p03_a_disk_that_is_full_and_then_has_room(
    site: Site, ground: Ground, brittle: Brittle, operation: Operation, short_of: Any
) -> None:
    wanted, _ = disks._as_it_should_be(site, ground, brittle, operation)
    sending, refused = Sending(site, ground, operation), 0
    for more in range(200):
        site.engine.dispose()
        with short_of(site, more):
            answer = sending.send()
            site.engine.dispose()
        assert disks.judged(sending, answer, wanted) == []
        if answer.status_code == 303:
            break
        refused += 1
        assert sending.written() == {}
    assert (sending.written(), ground.faults()) == (wanted, [])
    assert refused


# Planted faults


@pytest.mark.database
def test_planted_a_commit_whose_failure_nobody_heeds_is_a_false_saved(
    site: Site, ground: Ground, brittle: Brittle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unheeded() -> None:
        with suppress(*db.UNAVAILABLE):
            webui_session.commit()
        webui_session.close("writing")

    monkeypatch.setattr(tasks, "commit", unheeded)
    found = disks.every_failing_call(site, ground, brittle, OPERATIONS[0])
    assert any("a false 'saved'" in fault for fault in found)


def test_planted_a_lock_that_a_failed_commit_leaves_is_found_out(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "_nothing_left_open", lambda *_: None)
    leaky = db.make_engine(str(site.engine.url))
    site.app.extensions["ladoflow.engine"] = leaky
    brittle = Brittle(leaky)
    with pytest.raises(db.UNAVAILABLE, match="within a transaction"):
        disks.every_failing_call(site, Ground(leaky), brittle, OPERATIONS[0])


@pytest.mark.database
def test_planted_a_page_about_a_failure_that_asks_the_database_again_fails_too(
    site: Site, ground: Ground, brittle: Brittle, monkeypatch: pytest.MonkeyPatch
) -> None:
    sending = Sending(site, ground, OPERATIONS[0])
    monkeypatch.setattr(errors, "g", SimpleNamespace())
    with brittle.failing(5, disks.BROKEN, on=True), pytest.raises(db.UNAVAILABLE):
        sending.send()
