"""An adult with two jobs has each employer's steps twice: every page says which job a step is about."""

import pytest
from sqlalchemy import select

from engine import db, people
from engine.facts import encode
from engine.models import Authority, Case, Fact
from tests.webui.conftest import Site
from tests.webui.test_whole_case import ANSWERS, CALL

SCHOOL, CLUB = "Brookfield Primary School", "Tarn Lake Sailing Club"
JOBS = {
    "engagements-0-sector": "school_primary", "engagements-0-basis": "permanent", "engagements-0-role": "Teacher",
    "engagements-1-employer": CLUB, "engagements-1-role": "Instructor", "engagements-1-sector": "sports_leisure",
    "engagements-1-basis": "volunteer",
}  # fmt: skip


@pytest.fixture
def two_jobs(site: Site) -> Site:
    site.person("lado").open("/contacts/new").send(**CALL)
    page = site.person("support").step("check_who").post({"add": "engagements"}, act="")
    page.complete(**JOBS)
    site.person("lado").step("decide_threshold").complete(**ANSWERS["decide_threshold"])
    site.person("lado").step("which_employers").complete(**{f"engagements-{n}-tell": "yes" for n in (0, 1)})
    return site


def test_what_is_wrong_in_a_box_is_told_under_the_heading_of_the_box(two_jobs: Site) -> None:
    page = two_jobs.person("lado").step("hold_meeting")
    answers = {"police_will": "investigate", "social_care_decision": "section_17", "suspended": "yes"}
    page.send(**{f"strands-{number}-{key}": value for number in range(4) for key, value in answers.items()})
    boxes = {box.get("data-row"): box for box in page.page.xpath("//fieldset[@data-row]")}
    said = {
        boxes[row].findtext("legend").strip(): words
        for name, words in page.errors.items()
        if (row := name.rpartition("-")[0]) in boxes and row.startswith("strands-")
    }
    assert said and all(words.startswith(f"{heading}: ") for heading, words in said.items()), (said, page.errors)


def test_the_inbox_says_which_job_a_step_is_about(two_jobs: Site) -> None:
    rows = two_jobs.person("lado").open("/inbox").tasks
    words = [row["words"] for row in rows if row["data-step"] == "agree_action"]
    said = sorted([job for job in (f"Teacher, {SCHOOL}", f"Instructor, {CLUB}") if job in line] for line in words)
    assert said == [[f"Instructor, {CLUB}"], [f"Teacher, {SCHOOL}"]], words
    meeting = next(row for row in rows if row["data-step"] == "hold_meeting")
    assert SCHOOL in meeting["words"] and CLUB not in meeting["words"]


def test_done_says_it_too(two_jobs: Site) -> None:
    two_jobs.person("lado").step("agree_action", CLUB).complete(employer_route="no_formal")
    done = two_jobs.person("lado").open("/inbox/archive").tasks
    assert [f"Instructor, {CLUB}" in row["words"] for row in done if row["data-step"] == "agree_action"] == [True]


def told_of(site: Site, employer: str, anew: dict[str, str]) -> str:
    """The employer of a job told again, by the case itself or by another that shares the job; gives the case."""
    with db.writing(site.engine) as session:
        told = session.scalars(select(Fact).where(Fact.key == "employer", Fact.value.contains(employer))).one()
        case = session.scalars(select(Case.id)).one()
        same = {"thing_id": told.thing_id, "key": "employer", "happened": told.happened, "at": told.at}
        for whose, value in anew.items():
            case_id = case if whose == "own" else "0" * 32
            session.add(Fact(case_id=case_id, value=encode(value), salt=case_id[:16], **same))
        session.commit()
    return case


def test_what_the_case_says_of_a_job_wins_over_its_contact_and_no_other_case_speaks(two_jobs: Site) -> None:
    corrected = "Brookfield Church School"
    case = told_of(two_jobs, SCHOOL, {"own": corrected, "another": "Another case’s school"})
    lado = two_jobs.person("lado").open("/inbox")
    task = next(row for row in lado.tasks if row["data-step"] == "agree_action" and CLUB not in row["words"])
    pages = [lado.open(at).main for at in (f"/cases/{case}/deadlines", f"/cases/{case}/record")]
    for words in (task["words"], lado.open(f"/tasks/{task['data-task']}").main, *pages):
        assert f"Teacher, {corrected}" in words, words
        assert f"{corrected}, {SCHOOL}" not in words and "Another case" not in words, words


def test_the_step_and_the_cases_pages_say_it_too(two_jobs: Site) -> None:
    lado = two_jobs.person("lado").open("/inbox")
    task = next(r for r in lado.tasks if r["data-step"] == "agree_action" and CLUB in r["words"])["data-task"]
    assert f"Instructor, {CLUB}" in lado.open(f"/tasks/{task}").main
    case = next(row for row in lado.open("/cases").page.xpath("//tr[@data-case]")).get("data-case")
    for tab in ("deadlines", "record"):
        assert f"Instructor, {CLUB}" in lado.open(f"/cases/{case}/{tab}").main, tab


def test_whom_nobody_has_named_is_not_next_for_the_lado(two_jobs: Site) -> None:
    lado = two_jobs.person("lado").open("/cases").follow("Owen Hartley")
    boxes = [" ".join(box.text_content().split()) for box in lado.page.xpath("//*[contains(@class, 'app-next')]/*")]
    assert boxes, "no boxes"
    assert not [box for box in boxes if box.startswith("Next for you") and "olice will do" in box], boxes
    assert any("Waiting on others" in box and "Name who plays" in box for box in boxes), boxes


def test_who_was_named_stands_in_the_timeline(two_jobs: Site) -> None:
    page = two_jobs.person("support").step("police_start")
    page.send(organisation=page.page.xpath("//input[@name='organisation']")[0].get("value"), answers="signs_in")
    case = two_jobs.person("lado").open("/cases").follow("Owen Hartley")
    assert "Police named for this case: Marlshire Police" in case.main


def test_the_employer_that_the_case_names_stands_first_of_those_who_may_be_named(two_jobs: Site) -> None:
    with db.writing(two_jobs.engine) as session:
        people.add_organisation(session, session.scalars(select(Authority.id)).one(), CLUB, plays=["Employer"])
        session.commit()
    told_of(two_jobs, SCHOOL, {"another": "Another case’s school"})
    rows = two_jobs.person("support").open("/inbox/queue").tasks
    first = {}
    for task in (row["data-task"].split()[0] for row in rows if "Name who plays Employer here" in row["words"]):
        page = two_jobs.person("support").open(f"/tasks/{task}")
        label = page.page.xpath("//input[@name='organisation']/following-sibling::label")[0].text_content()
        first[label.strip().partition(":")[0]] = page.main
    assert set(first) == {SCHOOL, CLUB}
    assert all(f"The case names {name}." in said for name, said in first.items())


def test_who_plays_a_role_is_asked_once_for_each_job_whatever_waits_for_it(two_jobs: Site) -> None:
    support = two_jobs.person("support").open("/inbox/queue")
    asked = [row for row in support.tasks if "Name who plays Employer here" in row["words"]]
    assert [job for row in asked for job in (SCHOOL, CLUB) if job in row["words"]] in ([SCHOOL, CLUB], [CLUB, SCHOOL])
    steps = [len(row["data-task"].split()) for row in asked]
    assert min(steps) > 1, steps
    page = support.open(f"/tasks/{asked[0]['data-task'].split()[0]}")
    assert "“Decide interim measures”" in page.main and "wait until somebody is named" in page.main
    address = page.path
    page.send(organisation=page.page.xpath("//input[@name='organisation']")[0].get("value"), answers="we_record")
    left = [row for row in page.open("/inbox/queue").tasks if "Name who plays Employer here" in row["words"]]
    assert [row["words"] for row in left] == [asked[1]["words"]], "the other job is still asked about, and it alone"
    assert support.open(address).heading != "Name who plays Employer here"


def test_the_people_of_a_case_name_each_employer_whom_nobody_plays(two_jobs: Site) -> None:
    case = two_jobs.person("lado").open("/cases").follow("Owen Hartley")
    listed = case.open(f"{case.path}/people").page.xpath("//ul[@class='app-box__list']/li")
    asked = [said for said in (line.text_content() for line in listed) if "Name who plays Employer here" in said]
    assert sorted(job for said in asked for job in (SCHOOL, CLUB) if job in said) == sorted([SCHOOL, CLUB])


def test_an_employers_step_says_to_ring_that_employer_and_no_other(two_jobs: Site) -> None:
    with db.writing(two_jobs.engine) as session:
        people.add_organisation(session, session.scalars(select(Authority.id)).one(), CLUB, plays=["Employer"])
        session.commit()
    persons = {SCHOOL: "Ada Quill", CLUB: "Nell Farrow"}
    for employer, person in persons.items():
        page = two_jobs.person("support").step("Name who plays Employer here", employer)
        offered = {
            label.text_content().strip().partition(":")[0]: label.getprevious().get("value")
            for label in page.page.xpath("//input[@name='organisation']/following-sibling::label[1]")
        }
        page.send(organisation=offered[employer], answers="we_record", person=person, phone="01632 960131")
    for employer, other in ((SCHOOL, CLUB), (CLUB, SCHOOL)):
        page = two_jobs.person("lado").step("Decide interim measures", employer)
        assert f"You may record what {employer} told you. Ring {persons[employer]}, 01632 960131." in page.main
        assert persons[other] not in page.main, page.main
