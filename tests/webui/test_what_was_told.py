"""Everything that a professional wrote is read by the LADO: from the timeline, and at the threshold."""

from tests.webui.conftest import Site

WROTE = {
    "referrer_name": "Imran Sheikh", "referrer_phone": "01632 960177", "referrer_email": "i.sheikh@ridgeway.example",
    "adults-0-name": "Owen Hartley", "adults-0-previous_concerns": "yes",
    "adults-0-previous_concerns_details": "A written warning in 2024", "adults-0-knows": "no",
    "allegations-0-description": "Took a pupil by the arm", "allegations-0-when_words": "After half term",
    "action_so_far": "Two pupils were kept apart from him.", "immediate_danger": "no",
}  # fmt: skip
AT_THE_THRESHOLD = (
    "01632 960177", "i.sheikh@ridgeway.example", "A written warning in 2024", "After half term",
    "Two pupils were kept apart from him.", "Behaved in a way that",
)  # fmt: skip


def test_what_a_professional_wrote_is_read_at_the_threshold_and_from_the_timeline(site: Site) -> None:
    site.person("head").open("/contact/refer").complete(**WROTE)
    site.person("support").step("check_who").complete()
    page = site.person("lado").step("decide_threshold")
    known = page.main.partition("What we know")[2].partition(" Save ")[0]
    assert all(said in known for said in AT_THE_THRESHOLD), known
    case = page.open("/cases?q=Hartley").follow("Owen Hartley")
    told = case.follow("Open what was told")
    assert all(said in told.main for said in AT_THE_THRESHOLD), told.main
    assert "Read: contact" in told.open(f"{case_of(site)}?show=all").main


def case_of(site: Site) -> str:
    return site.person("lado").open("/cases?q=Hartley").follow("Owen Hartley").path
