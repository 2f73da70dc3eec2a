"""The live diagram marks what a case has passed, also where its tokens are long forgotten, and nothing else."""

import pytest

from engine.diagrams import load
from tests.builders import Drawing
from tests.webui.conftest import Site
from tests.webui.test_whole_case import CALL, _work
from webui import drawn_passed


def drawn(drawing: Drawing) -> drawn_passed.Drawing:
    return drawn_passed.Drawing(load(drawing.xml(), "processes/one.bpmn").processes[0])


def test_only_what_is_on_every_way_has_been_passed() -> None:
    ways = Drawing("case").start("came").gateway("exclusive", "which")
    ways.task("one", after="which").task("two", after="which")
    ways.gateway("exclusive", "met", after="one").flow("two", "met").task("last").end("over")
    assert drawn(ways).passed({"last"}, set(), {"last"}) == {"came", "which", "met"}
    assert drawn(ways).passed({"last"}, {"last"}, set()) == {"came", "which", "met", "over"}


def test_of_two_steps_that_call_one_diagram_the_farthest_that_can_have_been_reached_did() -> None:
    twice = Drawing("case").start("came").gateway("exclusive", "which").call("early", "closing")
    twice.end("soon").task("decide", after="which").call("late", "closing").end("then")
    assert drawn(twice).calls({"decide"}, {"closing"}) == {"late"}
    assert drawn(twice).calls(set(), {"closing"}) == {"early"}


def marks(site: Site, process: str) -> dict[str, set[str]]:
    lado = site.person("lado").open("/cases?q=Hartley").follow("Owen Hartley").follow("Diagram")
    lado.open(f"{lado.path}?process={process}")
    drawing = lado.page.xpath("//*[@data-diagram]")[0]
    return {state: set(drawing.get(f"data-{state}").split()) for state in ("done", "active", "waiting")}


@pytest.fixture
def at_the_meeting(site: Site) -> Site:
    site.person("lado").open("/contacts/new").send(**CALL)
    for name in ("support", "lado"):
        _work(site, name, {"steps": [], "recorded": ["all"], "tables": []})
    return site


def test_a_called_diagram_that_has_ended_is_done_with_all_on_the_way_to_it(at_the_meeting: Site) -> None:
    found = marks(at_the_meeting, "case_route")
    assert {"route_begin", "threshold", "is_it_met", "threshold_met"} <= found["done"]
    assert {"meetings", "beside", "employers"} <= found["active"]
    within = marks(at_the_meeting, "meeting_and_reviews")
    assert "is_a_meeting_needed" in within["done"] and "hold_meeting" in within["active"]


def test_what_the_case_did_not_take_is_still_to_come(at_the_meeting: Site) -> None:
    found = marks(at_the_meeting, "case_route")
    told = set().union(*found.values())
    assert not {"close_at_threshold", "refer_at_once", "outcome", "closure", "record_kept"} & told
    assert not found["done"] & found["active"]
    inside = marks(at_the_meeting, "contact_and_threshold")
    assert {"check_who", "may_be_a_conflict", "decide_threshold"} <= inside["done"]
    assert not {"say_who_decides", "get_missing", "threshold_late"} & inside["done"]


def test_other_drawings_are_those_in_which_somebody_had_a_step(at_the_meeting: Site) -> None:
    page = at_the_meeting.person("lado").open("/cases?q=Hartley").follow("Owen Hartley").follow("Diagram")
    (others,) = page.page.xpath("//p[contains(., 'Other drawings of this case')]")
    names = [link.text_content() for link in others.iter("a")]
    assert "Contact and threshold" in names and "From contact to closure, in hand now" in names
    assert "Transfer to another LADO" not in " ".join(names), names
    assert "At any time: At any time" not in page.main


def test_what_waits_for_its_condition_is_not_in_hand(at_the_meeting: Site) -> None:
    found = marks(at_the_meeting, "allegation")
    assert "restriction_needed" not in set().union(*found.values())
    assert found["active"] == {"route"}


def test_where_the_whole_case_is_names_the_steps_that_are_asked_now(at_the_meeting: Site) -> None:
    page = at_the_meeting.person("lado").open("/cases?q=Hartley").follow("Owen Hartley").follow("Diagram").main
    said = page.partition("Where this case is")[2].partition("The drawing needs")[0]
    assert "In hand: " in said and "Hold the initial meeting" in said and "Case ends" not in said, said
