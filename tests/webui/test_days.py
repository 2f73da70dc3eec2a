"""Days on the pages: with their year where it is another one, and with their capitals."""

import re
from datetime import timedelta

from sqlalchemy import update

from engine import db
from engine.models import Ledger, Task
from tests.webui.conftest import THURSDAY, Site
from tests.webui.desk import Desk
from tests.webui.test_bad_input import logged
from tests.webui.test_procedures import desk, proposed
from tests.webui.test_whole_case import CALL

__all__ = ["desk"]


def due(site: Site, task: str, days: int) -> None:
    with db.writing(site.engine) as session:
        session.execute(update(Task).where(Task.id == task).values(due_at=THURSDAY + timedelta(days=days)))
        session.execute(update(Ledger).where(Ledger.waits_id == task).values(due_at=THURSDAY + timedelta(days=days)))
        session.commit()


def test_a_day_far_ahead_has_its_year_and_no_count_of_working_days(site: Site) -> None:
    due(site, logged(site), 36_000)
    lado = site.person("lado").open("/cases")
    for page in (lado.main, lado.follow("Owen Hartley").main, lado.follow("Deadlines").main):
        assert "2124" in page and "ore than 98 years left" in page, page
        assert "working days left" not in page.partition("Who it is about")[0], page


def test_a_clock_that_a_hold_has_stopped_is_paused_on_every_list(site: Site) -> None:
    task, why = logged(site), "15 working days from 5 March, paused since 6 March, a hold for the police"
    due(site, task, 9)
    with db.writing(site.engine) as session:
        session.execute(update(Task).where(Task.id == task).values(due_why=why))
        session.execute(update(Ledger).where(Ledger.waits_id == task).values(why=why))
        session.commit()
    lado = site.person("lado")
    assert "Paused" in site.person("support").open("/inbox/queue").main and "Paused" in lado.open("/cases").main
    assert "Paused" in lado.follow("Owen Hartley").follow("Deadlines").main


def test_a_weekday_that_a_date_has_passed_keeps_its_capital(site: Site) -> None:
    due(site, logged(site), 1)
    site.at(THURSDAY + timedelta(days=2))
    assert "late since Friday" in site.person("lado").open("/cases").follow("Owen Hartley").main


def test_a_version_says_its_days_with_their_capitals(desk: Desk) -> None:
    proposed(desk.as_("owner"))
    page = desk.as_("approver").get("/procedures/2").text
    assert re.search(r"Asked [A-Z]\w+day \d+ [A-Z]\w+ \d{4}\.", page)


def test_late_cases_are_found_and_the_longest_due_stands_first(site: Site) -> None:
    for name, days in (("Ada Ash", -2), ("Ben Birch", -9), ("Cy Cole", 9)):
        site.person("lado").open("/contacts/new").send(**(CALL | {"adults-0-name": name}))
        queue = site.person("support").open("/inbox/queue").tasks
        due(site, next(row["data-task"] for row in queue if name in row["words"]), days)
    page = site.person("lado").open("/cases?state=late")
    listed = [row.text_content() for row in page.page.xpath("//main//tbody/tr")]
    assert [name for row in listed for name in ("Ada Ash", "Ben Birch", "Cy Cole") if name in row] == [
        "Ben Birch",
        "Ada Ash",
    ]
    assert "working days late" in listed[0]
    assert page.page.xpath("//option[@value='late' and @selected]")
