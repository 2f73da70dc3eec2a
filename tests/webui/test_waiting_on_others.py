"""What the LADO waits for in the cases that they lead, whoever owes it."""

from tests.webui.conftest import Site
from tests.webui.test_whole_case import CALL


def test_after_a_call_the_lado_sees_who_has_its_next_step_and_the_way_to_the_case(site: Site) -> None:
    page = site.person("lado").open("/contacts/new").send(**CALL)
    assert "Open the contact" in page.banner
    page = page.open("/inbox")
    (row,) = [row for row in page.tasks if row["data-step"] == "check_who"]
    assert "LADO business support" in row["words"] and "Check who it is about" in row["words"]
    assert "Record the answer" not in row["words"]


def test_whom_nobody_has_named_yet_is_waited_for_too(site: Site) -> None:
    site.person("lado").open("/contacts/new").send(**CALL)
    site.person("support").step("check_who").complete()
    site.person("lado").step("decide_threshold").complete(decision="referral", criteria="risk", police_wanted="yes")
    (row,) = [row for row in site.person("lado").open("/inbox").tasks if row["data-step"] == "police_start"]
    assert "LADO business support" in row["words"] and "Name who plays Police here" in row["words"]
    assert "Record the answer" not in row["words"]
