"""Two carers of one household: what the fostering service rings with is written for both on one page."""

from sqlalchemy import select

from engine import db
from engine.models import Case, Task
from tests.webui.conftest import Site
from tests.webui.test_sittings import report

CARERS = ("Neil Foss", "Ruth Foss")
JOB = {
    "engagements-0-employer": "Marlshire Fostering", "engagements-0-role": "Foster carer",
    "engagements-0-sector": "foster_carer", "engagements-0-basis": "foster_carer",
}  # fmt: skip
DECIDED = {
    "decision": "referral", "works_with_children": "yes", "criteria": "harmed", "harmed_shows": "Seen by two",
    "police_wanted": "no", "social_care_wanted": "no", "may_tell_adult": "yes",
}  # fmt: skip


def waiting(site: Site, step: str) -> list[str]:
    """The adults for whom a step is open."""
    rows = select(Case.adult_name).join(Task, Task.case_id == Case.id).where(Task.step == step, Task.state == "open")
    with db.reading(site.engine) as session:
        return sorted(str(name) for name in session.scalars(rows))


def test_what_the_service_tells_is_written_once_for_both_carers(site: Site) -> None:
    report(site, *CARERS)
    for name in CARERS:
        for who, step, said in (
            ("support", "check_who", {"search_result": "nobody", **JOB}), ("lado", "decide_threshold", DECIDED),
            ("lado", "which_employers", {"engagements-0-tell": "yes"}),
        ):  # fmt: skip
            task = next(row for row in open_tasks(site) if row[:2] == (name, step))[2]
            page = site.person(who).open(f"/tasks/{task}").complete(**said)
            assert page.status == 200, (step, page.errors)
    assert waiting(site, "protect_children") == list(CARERS)
    for _ in CARERS:
        naming = site.person("support").step("Name who plays")
        naming.send(organisation=naming.page.xpath("//input[@name='organisation']")[0].get("value"), answers="signs_in")
    own = site.person("fostering").step("protect_children")
    assert sum(name in own.main for name in CARERS) == 1, "a partner's page is about one adult"
    task = next(row[2] for row in open_tasks(site) if row[1] == "protect_children")
    page = site.person("lado").open(f"/tasks/{task}/together")
    assert all(name in page.main for name in CARERS)
    page.complete(told_by="Colin Meyer", told_how="phone", **{"placements-0-child_name": "Kayla Rowe"})
    assert page.status == 200 and waiting(site, "protect_children") == []


def open_tasks(site: Site) -> list[tuple[str, str, str]]:
    """Adult, step and id of every open task."""
    rows = select(Case.adult_name, Task.step, Task.id).join(Case, Case.id == Task.case_id).where(Task.state == "open")
    with db.reading(site.engine) as session:
        return [(str(name), step, task) for name, step, task in session.execute(rows)]
