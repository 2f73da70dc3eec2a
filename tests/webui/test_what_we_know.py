"""“What we know” on a step's page: every fact has its row, whatever else is called the same."""

from datetime import date

from sqlalchemy import select

from engine import db, in_hand
from engine.models import Case
from tests.webui import person
from tests.webui.conftest import Site
from tests.webui.test_naming import asked
from tests.webui.test_whole_case import ANSWERS, CALL
from webui import fact_words


def test_reasons_of_several_decisions_stand_beside_each_other(site: Site) -> None:
    site.person("lado").open("/contacts/new").send(**CALL)
    with db.reading(site.engine) as session:
        matter = in_hand.look_at(session, str(session.scalar(select(Case.id))), now=site.now)
        for key, told in (("advice_reason", "practice_issue"), ("reason", "Two saw it")):
            matter.facts.put(matter.id, key, told)
        matter.facts.put(matter.id, "decide_now_agreed_reason", "The court is months away")
        told = fact_words.with_disclosed(matter, "case.decide_now_agreed_reason, case.reason")
    said = {row["label"]: row["value"] for row in told if "value" in row}
    assert said["Reason"] == "Two saw it" and said["Why advice only"]
    assert said["Why the manager agreed"] == "The court is months away"
    assert [row["label"] for row in told].count("Reason") == 1


def test_two_strands_of_one_name_are_told_apart(site: Site) -> None:
    site.person("lado").open("/contacts/new").send(**CALL)
    site.person("support").step("check_who").complete()
    site.person("lado").step("decide_threshold").complete(**ANSWERS["decide_threshold"])
    with db.reading(site.engine) as session:
        matter = in_hand.look_at(session, str(session.scalar(select(Case.id))), now=site.now)
        for _ in range(2):
            strand = matter.facts.add("strand", "strands", matter.facts.listed("engagements")[0].id)
            matter.facts.put(strand.id, "kind", "employer")
            matter.facts.put(strand.id, "status", "open")
        told = fact_words.with_disclosed(matter, "strand.status")
    called = [row["label"] for row in told if row["label"].startswith("Employer")]
    assert called == ["Employer, Brookfield Primary School 1", "Employer, Brookfield Primary School 2"]


def test_what_a_row_tells_already_is_not_told_again_below_it(site: Site) -> None:
    site.person("lado").open("/contacts/new").send(**CALL)
    with db.reading(site.engine) as session:
        matter = in_hand.look_at(session, str(session.scalar(select(Case.id))), now=site.now)
        adult, job = matter.facts.adult_id or "", matter.facts.listed("engagements")[0].id
        matter.facts.put(adult, "born", date(1991, 6, 14))
        matter.facts.put(job, "tell", "yes")
        told = fact_words.with_disclosed(matter, "adult.name, adult.born, engagement.employer, engagement.tell")
    said = {row["label"]: row.get("value") or row.get("lines") for row in told}
    assert said["Adult"] == "Owen Hartley, born 14 June 1991"
    assert said["Job or role with children"] == ["Brookfield Primary School", "Is this employer told: Tell"]


def test_the_timeline_does_not_repeat_what_a_title_says(site: Site) -> None:
    site.person("lado").open("/contacts/new").send(**CALL)
    site.person("support").step("check_who").complete()
    site.person("lado").step("decide_threshold").complete(**ANSWERS["decide_threshold"])
    site.person("lado").step("hold_meeting").complete(meeting_on="5/3/2026")
    case = site.person("lado").open("/cases").follow("Owen Hartley")
    held = next(
        item
        for item in case.page.xpath("//li[contains(@class, 'moj-timeline__item')]")
        if "held" in item.text_content()
    )
    title, lines = held.xpath(".//h3")[0].text_content(), [line.text_content() for line in held.xpath(".//p")[1:]]
    assert "Thursday 5 March 2026" in title
    assert not [line for line in lines if "5 March 2026" in line], lines
    assert "Was the outcome agreed: No" in lines


def entry(case: person.Person, title: str) -> list[str]:
    """What an entry of the timeline says below its title and its day."""
    items = case.page.xpath("//li[contains(@class, 'moj-timeline__item')]")
    found = next(item for item in items if title in item.xpath(".//h3")[0].text_content())
    return [" ".join(line.text_content().split()) for line in found.xpath(".//p")[1:] if not line.xpath(".//a")]


def test_the_timeline_tells_what_a_form_marks_for_it_in_its_order(site: Site) -> None:
    site.person("lado").open("/contacts/new").send(**CALL)
    site.person("support").step("check_who").complete()
    told = ANSWERS["decide_threshold"] | {"reason": "Two people saw it, and one told her.", "risk_level": "high"}
    site.person("lado").step("decide_threshold").complete(**told)
    case = site.person("lado").open("/cases").follow("Owen Hartley")
    assert entry(case, "Threshold decided: referral") == [
        "Which criteria may be met: Behaved in a way that harmed or may have harmed a child", "Risk now: High",
        "Reason: Two people saw it, and one told her.",
    ]  # fmt: skip


def test_a_form_that_marks_nothing_tells_first_what_had_to_be_answered(site: Site) -> None:
    site.person("lado").open("/contacts/new").send(**CALL)
    told = {"former_names": "Owen Harley", "search_result": "nobody", "searches": "lado_index", "child_known": "yes"}
    site.person("support").step("check_who").complete(source="school", conflict_seen="no", non_recent="no", **told)
    case = site.person("lado").open("/cases").follow("Owen Hartley")
    lines = entry(case, "Checked who it is about")
    assert len(lines) == 4 and lines[0] == "Where have you searched: Our own LADO records", lines
    assert not any("Other names" in line or "social care" in line for line in lines), lines


def test_an_answer_stands_in_the_words_of_the_question_that_it_answered(site: Site) -> None:
    asked(site, "Police").send()
    page = site.person("police").step("police_start").complete(hold="hold", hold_reason="A witness is to be heard")
    assert "Must the employer wait? Yes, wait" in page.main
    case = site.person("lado").open("/cases").follow("Owen Hartley")
    assert "Must the employer wait: Yes, wait" in case.main


def test_who_has_steps_of_their_own_is_led_back_to_them_from_a_page_that_is_not_theirs(site: Site) -> None:
    page = site.person("police").open("/cases")
    assert page.status == 403 and page.follow("Your steps").path == "/inbox"
    assert site.person("lado").open("/tasks/" + "0" * 32).follow("Inbox").path == "/inbox"


def test_what_is_said_twice_of_a_job_stands_once(site: Site) -> None:
    site.person("lado").open("/contacts/new").send(**CALL)
    with db.reading(site.engine) as session:
        matter = in_hand.look_at(session, str(session.scalar(select(Case.id))), now=site.now)
        (job,) = matter.facts.listed("engagements")
        for key, told in (("role", "Foster carer"), ("basis", "foster_carer"), ("sector", "foster_carer")):
            matter.facts.put(job.id, key, told)
        said = fact_words.one_line(matter, job.id, "engagement")
    assert said.count("Foster carer") == 1
    assert said.endswith("Foster carer, local authority")
