"""A due date stays in the ledger of its case also where its step was answered elsewhere."""

from datetime import timedelta

import pytest

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
