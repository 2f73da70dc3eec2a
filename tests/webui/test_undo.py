"""Undoing at the pages: who may, what the banner says, what stands in the form again, and why it is refused."""

from datetime import timedelta

from sqlalchemy import select

from engine import db, verify
from engine.models import HistoryEntry, Task
from tests.webui.conftest import THURSDAY, Site
from tests.webui.person import Person
from tests.webui.test_bad_input import logged
from tests.webui.test_whole_case import ANSWERS


def decided(site: Site, **answers: str) -> Person:
    """The LADO, who has just decided the threshold and reads the banner."""
    site.person("support").open(f"/tasks/{logged(site)}").complete()
    return site.person("lado").step("decide_threshold").complete(**(ANSWERS["decide_threshold"] | answers))


def test_what_had_been_answered_stands_in_the_form_again_and_nothing_else_does(site: Site) -> None:
    lado = decided(site, harmed_shows="Two people saw it")
    assert "You can undo it for 10 minutes." in lado.banner
    lado.press("Undo")
    assert lado.status == 200 and "undone. Everything is as it was before." in lado.banner
    assert "Undone" in lado.banner and "Saved" not in lado.banner
    assert lado.heading == "Decide the threshold"
    assert (lado.fields["decision"], lado.fields["harmed_shows"]) == (["referral"], ["Two people saw it"])
    assert [row["data-step"] for row in site.person("support").waiting] == []
    with db.reading(site.engine) as session:
        assert verify.everything(session) == []
    lado = site.person("lado").step("decide_threshold")
    assert "saved" in lado.complete(decision="consultation").banner or "decided" in lado.banner


def test_the_record_says_what_was_done_and_that_it_was_undone(site: Site) -> None:
    lado = decided(site)
    lado.press("Undo")
    timeline = lado.open("/cases").follow("Owen Hartley")
    assert "Undone: Decide the threshold" in timeline.main and "Undone. It does not count." in timeline.main
    assert "Undone: Decide the threshold" in lado.follow("History").main


def test_it_can_be_undone_from_what_i_have_done_until_ten_minutes_have_passed(site: Site) -> None:
    lado = decided(site)
    assert "until 10:15" in lado.open("/inbox/archive").main
    site.at(THURSDAY + timedelta(minutes=11))
    late = lado.open("/inbox/archive")
    assert "until 10:15" not in late.main and "Undo" not in late.main


def test_pressed_too_late_it_says_so_and_offers_to_correct(site: Site) -> None:
    lado = decided(site)
    site.at(THURSDAY + timedelta(minutes=11))
    lado.press("Undo")
    assert "was not undone. A step can be undone for 10 minutes, and they have passed." in lado.banner
    assert lado.follow("Correct it instead").status == 200


def test_pressed_twice_it_is_undone_once(site: Site) -> None:
    lado = decided(site)
    (form,) = (f for f in lado.page.xpath("//form") if (f.get("action") or "").endswith("/undo"))
    for _ in range(2):
        page = lado.client.post(form.get("action"), data=dict(form.form_values()), follow_redirects=True)
        assert page.status_code == 200
    assert "This has been undone already." in page.text
    with db.reading(site.engine) as session:
        assert len(session.scalars(select(HistoryEntry).where(HistoryEntry.what == "step_undone")).all()) == 1


def test_a_colleague_reads_that_only_who_did_it_can_undo_it(site: Site) -> None:
    lado = decided(site)
    (address,) = [f.get("action") for f in lado.page.xpath("//form") if (f.get("action") or "").endswith("/undo")]
    other = site.person("lado2").open("/cases").follow("Owen Hartley")
    token = other.page.xpath("//input[@name='csrf_token']")[0].get("value")
    told = other.client.post(address, data={"csrf_token": token}, follow_redirects=True)
    assert "Only who did a step can undo it." in told.text and "Correct it instead" not in told.text
    police = site.person("police")
    token = police.page.xpath("//input[@name='csrf_token']")[0].get("value")
    assert police.client.post(address, data={"csrf_token": token}).status_code == 404


def test_a_partner_who_answers_is_offered_no_undo(site: Site) -> None:
    decided(site)
    support = site.person("support")
    first = support.step("Name who plays Police here").page.xpath("//input[@name='organisation']")[0].get("value")
    support.send(organisation=first, answers="signs_in")
    police = site.person("police").step("police_start").complete(**ANSWERS["police_start"])
    assert "We have your answer." in police.banner and "undo" not in police.text.casefold()


def test_a_meeting_that_was_undone_is_in_no_count(site: Site) -> None:
    decided(site)
    lado = site.person("lado").step("hold_meeting").complete(**ANSWERS["hold_meeting"])
    lado.open("/inbox/archive").press("Undo")
    assert lado.heading == "Hold the initial meeting", lado.banner
    with db.reading(site.engine) as session:
        assert verify.everything(session) == []
        held = session.scalars(select(Task).where(Task.step == "hold_meeting", Task.state == "done")).all()
    assert held == []


def test_what_an_outside_party_has_read_has_left_and_is_not_undone(site: Site) -> None:
    decided(site)
    support = site.person("support")
    first = support.step("Name who plays Police here").page.xpath("//input[@name='organisation']")[0].get("value")
    support.send(organisation=first, answers="signs_in")
    lado = site.person("lado").step("hold_meeting").complete(**ANSWERS["hold_meeting"])
    assert "You can undo it for 10 minutes." in lado.banner
    site.person("police").step("police_start")
    lado.press("Undo")
    assert "DS Martin Okafor has read the case, today at 10:05." in lado.banner, lado.banner
