"""What stands first in an inbox: what is late, or came because something was; what is due; of equals the hastier."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from engine import db
from engine.models import Case, Task, Timer, new_id
from tests.webui.conftest import THURSDAY, Site
from tests.webui.test_forms_on_pages import first_step_of_the_police
from tests.webui.test_sittings import report

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NAMES = ("Ada Ash", "Ben Birch", "Cy Cedar", "Dee Dogwood")


@pytest.fixture
def four(site: Site) -> Site:
    """Four steps in one queue, of four contacts."""
    for name in NAMES:
        report(site, name)
    return site


def timed(site: Site, name: str, opened: timedelta, due: timedelta | None, *, chases: bool = False) -> None:
    """The step of somebody opened and due so long from now; a chase came as a date had passed."""
    with db.writing(site.engine) as session:
        rows = select(Task).join(Case, Case.id == Task.case_id).where(Case.adult_name == name, Task.state == "open")
        task = session.scalars(rows).one()
        task.opened_at, task.due_at = THURSDAY + opened, THURSDAY + due if due is not None else None
        if chases:
            session.add(Timer(
                authority_id=task.authority_id, case_id=task.case_id, engine_id=new_id(), step="late", name="Late",
                state="fired", fired_at=task.opened_at,
            ))  # fmt: skip
        session.commit()


def order(site: Site) -> list[str]:
    rows = site.person("support").open("/inbox/queue").tasks
    return [name for row in rows for name in NAMES if name in row["words"]]


def test_a_chase_without_a_clock_stands_where_it_came_and_other_steps_below(four: Site) -> None:
    timed(four, "Ada Ash", -9 * DAY, None)
    timed(four, "Ben Birch", -3 * DAY, None, chases=True)
    timed(four, "Cy Cedar", -9 * DAY, -5 * DAY)
    timed(four, "Dee Dogwood", -9 * DAY, 7 * HOUR)
    assert order(four) == ["Cy Cedar", "Ben Birch", "Dee Dogwood", "Ada Ash"]


def test_of_steps_without_a_day_the_oldest_is_first(four: Site) -> None:
    for name, opened in zip(NAMES, (-2, -9, -1, -5), strict=True):
        timed(four, name, opened * DAY, None)
    assert order(four) == ["Ben Birch", "Dee Dogwood", "Ada Ash", "Cy Cedar"]


def test_a_chase_with_a_clock_of_its_own_keeps_it(four: Site) -> None:
    for name, due in zip(NAMES, (3 * DAY, 9 * DAY, 2 * DAY, 4 * DAY), strict=True):
        timed(four, name, -DAY, due, chases=name == "Ben Birch")
    assert order(four) == ["Cy Cedar", "Ada Ash", "Dee Dogwood", "Ben Birch"]


def test_of_two_that_are_due_at_once_the_one_that_was_given_less_time_is_first(four: Site) -> None:
    for name, opened in zip(NAMES, (-9, -1, -3, 0), strict=True):
        timed(four, name, opened * DAY, 7 * HOUR)
    assert order(four) == ["Dee Dogwood", "Ben Birch", "Cy Cedar", "Ada Ash"]


def test_in_my_inbox_it_stands_first_of_what_is_not_late(four: Site) -> None:
    for name, due in zip(NAMES, (2 * DAY, None, 3 * DAY, -DAY), strict=True):
        timed(four, name, -3 * DAY, due, chases=due is None)
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


def test_a_late_answer_of_the_police_is_chased_before_what_is_due_later(site: Site) -> None:
    """By the drawing itself: a day passes, and the chase comes without a clock of its own."""
    first_step_of_the_police(site)
    site.at(site.now + 15 * DAY)
    report(site, "Eve Elder")
    site.person("support").step("check_who", "Eve Elder").complete()
    lado = site.person("lado").open("/inbox/queue")
    lado.send(act="take", to=lado.page.xpath("//tr[@data-step='decide_threshold']//form")[0].get("action"))
    due = {row["data-step"]: row["data-due"] for row in lado.open("/inbox").tasks}
    assert due["chase_police"] == "" and due["decide_threshold"] > site.now.isoformat()
    assert list(due).index("chase_police") < list(due).index("decide_threshold"), due
