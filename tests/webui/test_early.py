"""What happened before its step was offered, on the pages: found on the case, recorded once, not asked again."""

from tests.webui.conftest import Site
from tests.webui.person import Person
from tests.webui.test_bad_input import logged
from tests.webui.test_whole_case import ANSWERS


def with_the_police(site: Site) -> Person:
    """A case whose police strand has just been opened; the LADO is on the page for recording."""
    support = site.person("support").open(f"/tasks/{logged(site)}")
    support.complete()
    lado = site.person("lado")
    lado.step("decide_threshold").complete(**ANSWERS["decide_threshold"])
    return lado.open("/cases?q=Hartley").follow("Owen Hartley").follow("Record something that already happened")


def test_what_happened_before_its_step_is_found_on_the_case_and_recorded_once(site: Site) -> None:
    lado = with_the_police(site)
    lado.follow("Give a police update")
    assert "Record for Police: Give a police update" in lado.heading
    assert "This step has not been offered yet." in lado.main
    address = lado.path
    assert lado.send().status == 422
    assert "Enter who told you" in lado.errors.values()
    lado.complete(**ANSWERS["police_update"], told_by="DC Laing", told_how="phone")
    assert lado.status == 200 and "before its step was offered" in lado.banner
    assert "Recorded before its step was offered." in lado.main
    assert lado.open(address).status == 409
    agencies = lado.open("/cases?q=Hartley").follow("Owen Hartley").follow("Record for an agency")
    assert "Give a police update" not in agencies.main
    told = {"told_by": "DC Laing", "told_how": "phone"}
    assert agencies.follow("Say what police will do").complete(**ANSWERS["police_start"], **told).status == 200
    case = lado.open("/cases?q=Hartley").follow("Owen Hartley")
    assert "It had been recorded before its step was offered." in case.main
    assert "Give a police update" not in case.follow("Record for an agency").main


def test_what_somebody_may_not_record_is_not_there_for_them(site: Site) -> None:
    address = with_the_police(site).follow("Give a police update").path
    assert site.person("police").open(address).status in (403, 404)
    assert site.person("lado").open(address.replace("police_update", "no_such_step")).status == 409
    assert site.person("lado").open("/cases/" + "0" * 32 + "/early/" + "0" * 32 + "/x").status == 404


def test_the_chronology_is_opened_from_the_step_and_the_record_says_who_did(site: Site) -> None:
    logged(site)
    support = site.person("support").open(f"/tasks/{logged(site)}")
    support.follow("Open the chronology")
    assert support.heading.startswith("Chronology: Owen Hartley")
    assert len(support.page.xpath("//main//tbody/tr")) == 2
    assert len(support.page.xpath("//a[@class='govuk-back-link']")) == 1
    case = support.path.removesuffix("/chronology")
    assert "Opened first Thursday 5 March 2026" in support.open(f"{case}/people").main
    assert "Chronology opened" in support.open(case).main
