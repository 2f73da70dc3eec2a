"""A due date stays in the ledger of its case also where its step was answered elsewhere."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from engine import db
from engine.models import Task
from tests.webui.conftest import Site
from tests.webui.test_naming import asked
from tests.webui.test_whole_case import ANSWERS, CALL

STEP = "Decide interim measures"


@pytest.mark.parametrize(("days", "result"), [(0, "Met"), (1, "Missed")])
def test_a_step_that_the_meeting_answered_is_met_or_missed_on_the_day_of_that(
    site: Site, days: int, result: str
) -> None:
    site.person("lado").open("/contacts/new").send(**CALL)
    site.person("support").step("check_who").complete()
    site.person("lado").step("decide_threshold").complete(**ANSWERS["decide_threshold"])
    site.person("lado").step("which_employers").complete(**ANSWERS["which_employers"])
    site.at(site.now + timedelta(days=days))
    page = site.person("lado").step("hold_meeting")
    strand = next(name.rpartition("-")[0] for name in page.fields if name.endswith("-measure"))
    talked = {"measure": "supervision", "suspended": "no", "measure_decided_on": "5/3/2026",
              "measure_decided_by": "Head", "measure_reason": "Never alone"}  # fmt: skip
    page.complete(**ANSWERS["hold_meeting"], **{f"{strand}-{key}": value for key, value in talked.items()})
    page = site.person("lado").open("/cases?q=Hartley").follow("Owen Hartley").follow("Deadlines")
    rows = [" ".join(row.text_content().split()) for row in page.page.xpath("//tr") if STEP in row.text_content()]
    assert len(rows) == 1 and f"{result} Decided at the meeting of" in rows[0], rows


def test_who_gave_a_date_and_in_which_step_stands_beside_what_waits_for_it(site: Site) -> None:
    asked(site, "Police").send()
    site.person("police").step("police_start").complete(**ANSWERS["police_start"])
    page = site.person("lado").open("/cases?q=Hartley").follow("Owen Hartley").follow("Deadlines")
    assert "DS Martin Okafor gave this date on Thursday 5 March, in “" in page.main, page.main
    assert "set at an earlier step" not in page.main


def test_who_gave_a_date_stays_so_when_somebody_gives_the_same_date_again(site: Site) -> None:
    asked(site, "Police").send()
    given = {"next_update_on-month": "3", "next_update_on-year": "2026"}
    site.person("police").step("police_start").complete(
        **ANSWERS["police_start"], **given, **{"next_update_on-day": "20"}
    )
    for day in ("23", "20"):
        site.at(site.now + timedelta(days=1))
        update = site.person("police").step("police_update")
        update.complete(police_state="open", **given, **{"next_update_on-day": day})
    page = site.person("lado").open("/cases?q=Hartley").follow("Owen Hartley").follow("Deadlines")
    rows = [" ".join(row.text_content().split()) for row in page.page.xpath("//tr")]
    (first,) = [row for row in rows if row.startswith("Give a police update Was dueFriday 20 March")]
    assert "on Thursday 5 March, in “Say what police will do”" in first, first
    (open_,) = [row for row in rows if row.startswith("Give a police update Due")]
    assert "on Saturday 7 March, in “Give a police update”" in open_, open_


def test_a_case_that_waits_for_nobody_says_when_it_goes_on(site: Site) -> None:
    site.person("lado").open("/contacts/new").send(**CALL)
    site.person("support").step("check_who").complete()
    site.person("lado").step("decide_threshold").complete(**ANSWERS["decide_threshold"])
    page = site.person("lado").open("/cases?q=Hartley").follow("Owen Hartley")
    assert "nothing waits for anybody" not in page.main and "Next for you" in page.main
    with db.writing(site.engine) as session:
        session.execute(update(Task).where(Task.state == "open").values(state="withdrawn"))
        session.commit()
    page = site.person("lado").open("/cases?q=Hartley").follow("Owen Hartley")
    assert "The service" in page.main and "Until then nothing waits for anybody." in page.main, page.main
