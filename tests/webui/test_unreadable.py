"""A case whose stored workflow cannot be read shows what is known of it, and says that it needs repair."""

import pytest
from sqlalchemy import select, update

from engine import casework, db, verify, workflow
from engine.models import Case, HistoryEntry, Task
from tests.webui.conftest import Site
from tests.webui.test_bad_input import logged
from tests.webui.test_whole_case import ANSWERS

TABS = ("", "/diagram", "/people", "/meetings", "/documents", "/deadlines", "/history", "/notes", "/record", "/group")
"""The pages of a case."""


def state_of(site: Site) -> bytes:
    with db.reading(site.engine) as session:
        return session.scalars(select(Case.state)).one()


def spoil(site: Site, state: bytes) -> None:
    with db.writing(site.engine) as session:
        session.execute(update(Case).values(state=state))
        session.commit()


def in_need(site: Site) -> str | None:
    with db.reading(site.engine) as session:
        return session.scalar(select(Case.repair))


def cut(state: bytes) -> bytes:
    return state[: len(state) // 2]


def of_another_drawing(state: bytes) -> bytes:
    return state.replace(b"check_who", b"check_why")


@pytest.mark.parametrize("spoilt", [lambda _: b"nonsense", cut, of_another_drawing], ids=["nonsense", "cut", "other"])
def test_every_page_of_the_case_is_there_and_says_that_it_needs_repair(site: Site, spoilt) -> None:  # type: ignore[no-untyped-def]
    task = logged(site)
    assert b"check_who" in state_of(site)
    spoil(site, spoilt(state_of(site)))
    lado = site.person("lado").open("/cases?q=Hartley").follow("Owen Hartley")
    case = lado.path
    assert "This contact needs repair" in lado.main and "Took a child by the arm." in lado.main
    assert "cannot be read" in lado.main and "Whoever runs the service" in lado.main
    for tab in TABS:
        assert lado.open(case + tab).status == 200, tab
    assert lado.open(f"/tasks/{task}").status == 200 and "needs repair" in lado.main
    assert "Owen Hartley" in lado.open("/cases?state=repair").main
    with db.reading(site.engine) as session:
        asked = select(HistoryEntry.id).where(HistoryEntry.what == "case_needs_repair")
        assert len(session.scalars(asked).all()) == 1, "it is written down once"
        assert any("cannot be read" in fault for fault in verify.faults(session))


def test_what_is_answered_before_anybody_noticed_is_kept_and_counts_once_it_can_be_read(site: Site) -> None:
    task, sound = logged(site), state_of(site)
    spoil(site, b"nonsense")
    page = site.person("support").open(f"/tasks/{task}").complete()
    assert page.status == 200 and "This contact needs repair. Nothing was lost." in page.banner
    assert "cannot be read" in str(in_need(site)) and state_of(site) == b"nonsense"
    case = site.person("lado").open("/cases?q=Hartley").follow("Owen Hartley")
    case.send(to=f"{case.path}/repair")
    assert "still needs repair. Nothing was lost." in case.banner
    spoil(site, sound)
    case.send(to=f"{case.path}/repair")
    assert "runs again" in case.banner and in_need(site) is None
    assert site.person("lado").step("decide_threshold").complete(**ANSWERS["decide_threshold"]).status == 200


def test_what_may_happen_at_any_time_waits_for_the_repair(site: Site) -> None:
    logged(site)
    spoil(site, b"nonsense")
    with db.writing(site.engine) as session, pytest.raises(casework.NeedsRepair):
        casework.happen(session, str(session.scalar(select(Case.id))), "new_information", by=None, now=site.now)
    with db.reading(site.engine) as session:
        assert session.scalars(select(Task.state)).all() == ["open"]


def test_planted_a_state_that_is_read_without_care_is_caught(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    logged(site)
    spoil(site, b"nonsense")

    class Other(Exception):
        pass

    monkeypatch.setattr(workflow, "Unreadable", Other)
    assert site.person("lado").open("/cases?q=Hartley").follow("Owen Hartley").status != 200
