"""What somebody kept of a call and did not send is found again, and stands in no other call's way."""

from tests.webui.conftest import Site
from tests.webui.test_whole_case import CALL

TYPED = {"referrer_name": "Karen Whitlock", "what_happened": "Took a child by the arm."}


def test_a_call_that_was_kept_is_in_the_inbox_says_so_and_makes_room_for_the_next(site: Site) -> None:
    lado = site.person("lado").open("/contacts/new")
    assert "did not send it" not in lado.main
    lado.send("keep", **TYPED)
    inbox = site.person("lado").open("/inbox").main
    assert "Log a call was kept today at 10:05 and has not been sent." in inbox
    assert "Nothing waits for anybody in your role either." in inbox
    page = lado.open("/contacts/new")
    assert "You kept this today at 10:05 and did not send it." in page.main
    assert page.fields["referrer_name"] == ["Karen Whitlock"]
    page.follow("Start a new call")
    assert page.heading == "Start a new call?" and "is lost" in page.main
    assert page.follow("Keep it").fields["referrer_name"] == ["Karen Whitlock"]
    page.follow("Start a new call").send("anew")
    assert page.path == "/contacts/new" and page.fields["referrer_name"] == [""]
    assert "did not send it" not in page.main
    assert "not been sent" not in page.open("/inbox").main


def test_what_was_kept_once_more_of_a_call_that_was_sent_is_gone_when_it_is_sent_again(site: Site) -> None:
    page = site.person("lado").open("/contacts/new")
    call = page.fields | CALL
    page.post(call)
    page.open("/contacts/new").post(call, act="keep")
    assert "not been sent" in page.open("/inbox").main
    page.open("/contacts/new").post(call)
    assert "not been sent" not in page.open("/inbox").main


def test_a_referral_that_was_kept_says_so_too(site: Site) -> None:
    head = site.person("head").open("/contact/refer")
    head.send("keep", referrer_name="Karen Whitlock")
    assert "not been sent" in head.open("/inbox").main
    page = head.open("/contact/refer")
    assert "did not send it" in page.main
    page.follow("Start a new report")
    assert page.heading == "Start a new report?" and "did not send it" in page.main
    page.send("anew")
    assert page.path == "/contact/refer" and page.fields["referrer_name"] == [""]


def test_no_press_on_the_form_itself_forgets_what_was_typed(site: Site) -> None:
    lado = site.person("lado").open("/contacts/new")
    lado.send("keep", **TYPED, **{"adults-0-name": "Owen Hartley"})
    page = lado.open("/contacts/new")
    assert not page.page.xpath("//main//button[@value='anew']")
    assert "It is about Owen Hartley." in page.follow("Start a new call").main
    assert page.open("/contacts/new").fields["referrer_name"] == ["Karen Whitlock"]
    assert site.person("lado2").open("/contacts/new?anew=1").heading == "Log a call", "nothing of theirs is kept"
