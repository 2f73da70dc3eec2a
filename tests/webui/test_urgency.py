"""What stands first in an inbox: what is late, what has no clock and has waited, what is due; of equals the hastier."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from engine import db
from engine.models import Case, Task
from tests.webui.conftest import THURSDAY, Site
from tests.webui.test_sittings import report

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NAMES = ("Ada Ash", "Ben Birch", "Cy Cedar", "Dee Dogwood")


@pytest.fixture
def four(site: Site) -> Site:
    """Four steps in one queue, of four contacts."""
    for name in NAMES:
        report(site, name)
    return site


def timed(site: Site, name: str, opened: timedelta, due: timedelta | None) -> None:
    """The step of somebody opened and due so long from now."""
    with db.writing(site.engine) as session:
        rows = select(Task).join(Case, Case.id == Task.case_id).where(Case.adult_name == name, Task.state == "open")
        task = session.scalars(rows).one()
        task.opened_at, task.due_at = THURSDAY + opened, THURSDAY + due if due is not None else None
        session.commit()


def order(site: Site) -> list[str]:
    rows = site.person("support").open("/inbox/queue").tasks
    return [name for row in rows for name in NAMES if name in row["words"]]


def test_a_chase_without_a_clock_stands_where_it_came(four: Site) -> None:
    timed(four, "Ada Ash", -9 * DAY, 7 * HOUR)
    timed(four, "Ben Birch", -3 * DAY, None)
    timed(four, "Cy Cedar", -9 * DAY, -5 * DAY)
    timed(four, "Dee Dogwood", -9 * DAY, -DAY)
    assert order(four) == ["Cy Cedar", "Ben Birch", "Dee Dogwood", "Ada Ash"]


def test_of_two_that_are_due_at_once_the_one_that_was_given_less_time_is_first(four: Site) -> None:
    for name, opened in zip(NAMES, (-9, -1, -3, 0), strict=True):
        timed(four, name, opened * DAY, 7 * HOUR)
    assert order(four) == ["Dee Dogwood", "Ben Birch", "Cy Cedar", "Ada Ash"]


def test_in_my_inbox_it_stands_first_of_what_is_not_late(four: Site) -> None:
    for name, due in zip(NAMES, (2 * DAY, None, 3 * DAY, -DAY), strict=True):
        timed(four, name, -3 * DAY, due)
    page = four.person("support")
    for _ in NAMES:
        page.open("/inbox/queue")
        page.send(act="take", to=page.page.xpath("//tr[@data-task]//form")[0].get("action"))
    rows = page.open("/inbox").page.xpath("//section[@id='later']//tr[@data-task]")
    assert [name for row in rows for name in NAMES if name in row.text_content()] == [
        "Ben Birch",
        "Ada Ash",
        "Cy Cedar",
    ]
