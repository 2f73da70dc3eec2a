"""What the sentences of the page features do: people of the council open pages, fill them in, and read.

Imported by each test module of those features; the pages are those of the web tests, without script.
"""

from datetime import datetime
from typing import Any

import pytest
from pytest_bdd import given, parsers, then, when

from engine import dates
from tests.webui import test_told_late as told_late
from tests.webui.conftest import Site
from tests.webui.person import Person
from tests.webui.test_review_anew import HELD
from tests.webui.test_whole_case import ANSWERS

ACCOUNTS = {
    "Helen Ashworth": "lado", "Moira Lennox": "support", "DS Martin Okafor": "police", "Joanna Pike": "owner",
    "Karen Whitlock": "head", "Graham Thorne": "manager",
}  # fmt: skip
EMPLOYER = "adults-0-engagements-0-employer"
CALL = {
    "referrer_name": "Karen Whitlock, head teacher", "channel": "phone", "what_happened": "Took a child by the arm.",
    "advice_given": "Advice to the employer.", EMPLOYER: "Brookfield Primary School",
}  # fmt: skip
REFERRAL = {
    "decision": "referral", "criteria": "harmed", "police_wanted": "yes", "social_care_wanted": "no",
    "may_tell_adult": "no",
}  # fmt: skip


class Story:
    """Who is at the page now, and what is open before them."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.who: Person = site.anybody()
        self.kept: dict[str, Any] = {}

    def turn_to(self, name: str) -> Person:
        self.who = self.site.person(ACCOUNTS[name])
        return self.who

    def task(self, name: str, account: str) -> str:
        """The address of an open step that this person sees."""
        person = self.site.person(account)
        rows = person.waiting
        found = [row for row in rows if name in row["words"]]
        assert found, f"{account} does not see {name}; only {[row['words'] for row in rows]}"
        return "/tasks/" + found[0]["data-task"].split()[0]


@pytest.fixture
def story(site: Site) -> Story:
    return Story(site)


PERSON = r"(?P<name>Helen Ashworth|Moira Lennox|DS Martin Okafor|Joanna Pike|Karen Whitlock|Graham Thorne)"
THEY = r"(?:[Ss]he|[Hh]e|[Tt]hey)"


# Who, and when


@given("somebody who has not signed in")
def somebody(story: Story) -> None:
    story.who = story.site.anybody()


@given(parsers.re(PERSON + r" is signed in as .+"))
def signed_in(story: Story, name: str) -> None:
    assert story.turn_to(name).status == 200


@given(parsers.parse("it is {moment}"))
@when(parsers.parse("it is {moment}"))
def it_is(story: Story, moment: str) -> None:
    day, _, clock = moment.rpartition(", ")
    local = datetime.combine(dates.parse_date(day), dates.parse_time(clock), dates.LONDON)
    story.site.at(local)


# What has happened


def log(story: Story, account: str, name: str, **more: str) -> Person:
    return story.site.person(account).open("/contacts/new").complete(**(CALL | {"adults-0-name": name} | more))


@given(parsers.parse("business support has logged a referral about {name}"))
def referral_logged(story: Story, name: str) -> None:
    assert "A case was opened" in log(story, "support", name, decision="referral").banner


@given(parsers.parse("an advice call about {name} has been logged"))
def advice_logged(story: Story, name: str) -> None:
    log(story, "support", name, decision="advice_nfa")


@given(parsers.parse("the threshold for {name} is decided: referral"))
def threshold_decided(story: Story, name: str) -> None:
    referral_logged(story, name)
    story.site.person("support").open(story.task("Check who it is about", "support")).complete()
    story.site.person("lado").open(story.task("Decide the threshold", "lado")).complete(**REFERRAL)


@given("business support names Marlshire Police")
def police_named(story: Story) -> None:
    page = story.site.person("support").open(story.task("Name who plays Police here", "support"))
    first = page.page.xpath("//input[@name='organisation']")[0].get("value")
    assert "Police: named for this case." in page.send(organisation=first, answers="signs_in").banner


@given("Helen Ashworth decides that Brookfield Primary School is told through Karen Whitlock")
def school_told(story: Story) -> None:
    page = story.site.person("lado").open(story.task("Decide which employers to tell", "lado"))
    told = {"tell": "yes", "employer_contact": "Karen Whitlock, head teacher"}
    page.complete(**{f"engagements-0-{key}": value for key, value in told.items()})


@given("Helen Ashworth decides the threshold: advice, which she did not mean")
def wrong_answer(story: Story) -> None:
    story.site.person("support").open(story.task("Check who it is about", "support")).complete()
    page = story.turn_to("Helen Ashworth").open(story.task("Decide the threshold", "lado"))
    page.complete(decision="advice_nfa", advice_given="Said in haste.")


@when(parsers.re(THEY + " undoes it"))
def undoes_it(story: Story) -> None:
    story.who.press("Undo")


@when(parsers.re(PERSON + r' undoes "(?P<step>.+)"'))
def undoes(story: Story, name: str, step: str) -> None:
    story.turn_to(name).open("/inbox/archive").follow(step).press("Undo")


@when(parsers.re(THEY + " answers again: referral"))
def answers_again(story: Story) -> None:
    story.who.step("Decide the threshold").complete(**REFERRAL)


# What people do


@when(parsers.re(THEY + r" logs a call about (?P<about>[^,]+) and gives advice"))
def gives_advice(story: Story, about: str) -> None:
    story.who = log(story, "lado", about, decision="advice_nfa")


@when(parsers.re(THEY + r" breaks off a call about (?P<about>.+)"))
def breaks_off(story: Story, about: str) -> None:
    half = {"referrer_name": "Karen Whitlock", "adults-0-name": about}
    story.who.open("/contacts/new").send("keep", **half, **{EMPLOYER: CALL[EMPLOYER]})


@when(
    parsers.re(
        THEY + r" logs a call about (?P<about>.+), who is (?P<who>the same adult|somebody else), and gives advice"
    )
)
def says_who_it_is(story: Story, about: str, who: str) -> None:
    told = CALL | {"adults-0-name": about, "decision": "advice_nfa", "advice_reason": "practice_issue"}
    page = story.turn_to("Helen Ashworth").open("/contacts/new").send("search", **told)
    (choice,) = {name for name in page.page.xpath("//input[@type='radio']/@name") if name.startswith("match-")}
    story.kept["first"] = choice.removeprefix("match-")
    page.send(**{choice: "yes" if who == "the same adult" else "no"})


@then(parsers.re(r'the history of the new record says "(?P<what>.+)" the first, "(?P<where>.+)"'))
def history_says(story: Story, what: str, where: str) -> None:
    first = story.kept["first"]
    cases = story.who.open("/cases?state=all").page.xpath("//tr[@data-case]")
    (new,) = [row.get("data-case") for row in cases if first not in row.text_content()]
    assert f"{what} {first}, {where}" in story.who.open(f"/cases/{new}/history").main


@when(parsers.re(THEY + r" begins a call about (?P<about>.+), formerly (?P<former>.+)"))
def begins_a_call(story: Story, about: str, former: str) -> None:
    story.who.open("/contacts/new").send("search", **{"adults-0-name": about, "adults-0-former_names": former})


@when(parsers.re(THEY + r" goes on with the call about (?P<about>.+) and gives advice"))
def goes_on_with(story: Story, about: str) -> None:
    page = story.who.open("/contacts/new").follow(f"Go on: {about}")
    assert page.fields["adults-0-name"] == [about]
    page.complete(**(CALL | {"decision": "advice_nfa"}))


@when(parsers.re(THEY + r" report a concern about (?P<first>.+?)(?: and about (?P<second>.+))?$"))
def report(story: Story, first: str, second: str | None) -> None:
    page = story.who.open("/contact")
    if second:
        page.post({"add": "adults"}, act="")
    named = {"adults-0-name": first} | ({"adults-1-name": second} if second else {})
    page.send(what_happened="Shouted at two children.", **named)


@when(parsers.re(THEY + r" save a report about (?P<name>.+) to come back to it"))
def save_report(story: Story, name: str) -> None:
    story.who.open("/contact").send("keep", what_happened="Shouted at two children.", **{"adults-0-name": name})
    story.kept["code"] = story.who.code


@when(parsers.re(THEY + " come back with the code and send what they saved"))
def come_back(story: Story) -> None:
    story.who = story.site.anybody().open("/contact").follow("Continue a report that you saved")
    story.who.send(code=story.kept["code"]).send()


@when(parsers.re(PERSON + r" opens (?:her|his) inbox"))
def opens_inbox(story: Story, name: str) -> None:
    story.turn_to(name).open("/inbox")


@given(parsers.re(PERSON + r' takes "(?P<step>.+)"'))
@when(parsers.re(PERSON + r' takes "(?P<step>.+)"'))
def takes(story: Story, name: str, step: str) -> None:
    address = story.task(step, ACCOUNTS[name])
    story.turn_to(name).open(address).send(act="take", to=f"{address}/holder")
    assert "it is in your inbox now" in story.who.banner


@when(parsers.re(PERSON + r' takes over "(?P<step>.+)"'))
def takes_over(story: Story, name: str, step: str) -> None:
    story.turn_to(name).open("/contacts").follow("Owen Hartley").follow(step)
    story.who.send(act="take_over", to=f"{story.who.path}/holder")
    assert "it is in your inbox now" in story.who.banner


@when(parsers.re(THEY + " puts it back"))
def puts_back(story: Story) -> None:
    address = story.task("", "support")
    story.who.open(address).send(act="put_back", to=f"{address}/holder")


@when(parsers.re(PERSON + r' opens (?:his|her) step "(?P<step>.+)"'))
def opens_step(story: Story, name: str, step: str) -> None:
    story.turn_to(name).open(story.task(step, ACCOUNTS[name]))


@given(parsers.re(PERSON + r' has "(?P<step>.+)" open'))
def has_open(story: Story, name: str, step: str) -> None:
    opens_step(story, name, step)
    story.kept = {"address": story.who.path, "form": story.who.fields}


@when(parsers.re(PERSON + " completes it"))
def completes(story: Story, name: str) -> None:
    assert story.site.person(ACCOUNTS[name]).open(story.kept["address"]).complete().status == 200


@when(parsers.re(PERSON + " sends her answers"))
def sends(story: Story, name: str) -> None:
    person = story.who
    person._saw(person.client.post(story.kept["address"], data=story.kept["form"] | {"act": "save"}))


@when(parsers.re(PERSON + r' records for (?P<role>.+) "(?P<step>.+)", told by (?P<by>.+) by phone'))
def records(story: Story, name: str, role: str, step: str, by: str) -> None:
    story.turn_to(name).open(story.task(step, ACCOUNTS[name]) + "?record=1")
    assert f"You are recording for {role}" in story.who.main
    assert story.who.complete(told_by=by, told_how="phone").status == 200


@given("the police said on 9 March that the employer need not wait")
def police_said(story: Story) -> None:
    told_late.police_said(story.site)


@when(parsers.re(PERSON + " writes down that on 6 March they had said to wait"))
def told_to_wait(story: Story, name: str) -> None:
    page = story.turn_to(name).open("/cases").follow("Owen Hartley").follow("Record for an agency")
    page.follow("Give a police update").send(happened="6/3/2026", **told_late.MUST_WAIT, **told_late.POLICE)


@when(parsers.re(THEY + " answers that it is for the record only"))
def for_the_record(story: Story) -> None:
    story.who.send(counts_now="record")


@then("the employer need not wait")
def need_not_wait(story: Story) -> None:
    assert told_late.hold(story.site) == "proceed"


@when(parsers.re(PERSON + r' corrects "(?P<step>.+)" because "(?P<reason>.+)"'))
def corrects(story: Story, name: str, step: str, reason: str) -> None:
    story.turn_to(name).open("/inbox/archive").follow(step).follow("Correct")
    story.who.complete(correction_reason=reason, risk_level="high")


@when(parsers.re(PERSON + " writes down the meeting of 4 March"))
def writes_down_the_meeting(story: Story, name: str) -> None:
    answers = ANSWERS["hold_meeting"] | HELD | {"meeting_on": "4/3/2026", "as_it_stands": "said_happened_before"}
    page = story.turn_to(name).step("hold_meeting")
    story.kept["page"] = page.main
    page.complete(**answers)


@then(parsers.re(THEY + " is asked for its day once"))
def asked_once(story: Story) -> None:
    page = story.kept["page"]
    assert "The day of the meeting" in page and "When did this happen?" not in page


@then("the case says that it was held on 4 March")
def held_on(story: Story) -> None:
    case = story.who.open("/cases").follow("Owen Hartley").follow("Meetings")
    assert "Wednesday 4 March 2026" in case.main


@when(parsers.re(PERSON + " opens the work by LADO"))
def opens_work(story: Story, name: str) -> None:
    story.turn_to(name).open("/reports").follow("Work by LADO")


@when(parsers.re(PERSON + " opens the case of (?P<adult>.+)"))
def opens_case(story: Story, name: str, adult: str) -> None:
    story.turn_to(name).open("/contacts").follow(adult)


@when(parsers.re(THEY + r" opens the case of (?P<adult>.+) again"))
def opens_case_again(story: Story, adult: str) -> None:
    story.who.open("/contacts").follow(adult)


@when(parsers.re(THEY + r' opens "(?P<tab>.+)"'))
def opens_tab(story: Story, tab: str) -> None:
    assert story.who.follow(tab).status == 200


@when(parsers.re(THEY + r' adds the note "(?P<words>.+)"'))
def adds_note(story: Story, words: str) -> None:
    story.kept["note"] = words
    story.who.follow("Add a note").send(text=words)


@when(parsers.re(THEY + r" goes back and saves the note (?:again|as \"(?P<words>.+)\")"))
def saves_note_again(story: Story, words: str | None) -> None:
    story.who.back().send(text=words or story.kept["note"])


@then(parsers.re(r'the timeline says "(?P<words>.+)" (?P<times>once|not at all)'))
def timeline_says(story: Story, words: str, times: str) -> None:
    (case,) = {each.get("data-case") for each in story.who.page.xpath("//*[@data-case]")}
    said = story.site.person("lado2").open(f"/cases/{case}").main
    assert said.count(words) == {"once": 1, "not at all": 0}[times]


@when(parsers.re(THEY + r' hears of "(?P<event>.+)"'))
def hears(story: Story, event: str) -> None:
    button = next(b for b in story.who.page.iter("button") if event in "".join(b.itertext()))
    token = story.who.page.xpath("//input[@name='csrf_token']")[0].get("value")
    data = {"csrf_token": token, "trigger": button.get("value")}
    address = button.xpath("ancestor::form")[0].get("action")
    story.who._saw(story.who.client.post(address, data=data, follow_redirects=True))


@when("a head teacher opens the form for professionals")
def opens_form_for_professionals(story: Story) -> None:
    story.who.open("/contact/refer")


@when(parsers.parse('they send it with the name "{name}"'))
def sends_form_with_name(story: Story, name: str) -> None:
    assert story.who.send(referrer_name=name).status == 422


@then(parsers.parse('the part "{part}" says "{words}"'))
def part_says(story: Story, part: str, words: str) -> None:
    (line,) = [
        " ".join(li.text_content().split())
        for li in story.who.page.xpath("//*[@data-part]")
        if part in li.text_content()
    ]
    assert line == f"{part} {words}"


@when(parsers.re(THEY + " sign in with a wrong password"))
def wrong_password(story: Story) -> None:
    story.who.open("/sign-in").send(email="lado@marlshire.example", password="not this one")
    known = story.who.main.replace("lado@marlshire.example", "")
    story.who.open("/sign-in").send(email="nobody@marlshire.example", password="not this one")
    assert story.who.main.replace("nobody@marlshire.example", "") == known


# What they find


@then(parsers.re(THEY + r' reads? "(?P<words>.+)"'))
def reads(story: Story, words: str) -> None:
    assert words in story.who.main, story.who.main[:1500]


@then(parsers.re(THEY + r' does not read "(?P<words>.+)"'))
def does_not_read(story: Story, words: str) -> None:
    assert words not in story.who.text


@then("they get a reference")
def reference(story: Story) -> None:
    assert story.who.heading == "We have your report" and "Your reference" in story.who.main


@then("their code opens nothing any more")
def opens_nothing(story: Story) -> None:
    page = story.site.anybody().open("/contact/saved").send(code=story.kept["code"])
    assert page.status == 422 and "Nothing is kept under this code" in page.main


@then(parsers.parse("business support has to check who {adult} is"))
def to_check(story: Story, adult: str) -> None:
    rows = story.site.person("support").open("/inbox/queue").tasks
    assert any(adult in row["words"] and "Check who it is about" in row["words"] for row in rows)


@then("nobody has anything to do")
def nothing_to_do(story: Story) -> None:
    for account in ("lado", "support", "manager"):
        assert story.site.person(account).open("/inbox").tasks == []
        assert story.site.person(account).open("/inbox/queue").tasks == []


@then(parsers.parse("the search finds {name}"))
def found(story: Story, name: str) -> None:
    assert "Same name" in story.site.person("lado").open(f"/people?q={name}").main


@then(parsers.re(r'"(?P<step>.+)" is in her inbox, due because "(?P<why>.+)"'))
def in_inbox(story: Story, step: str, why: str) -> None:
    rows = story.who.open("/inbox").tasks
    assert any(step in row["words"] and why in row["words"] for row in rows), rows


@then("her inbox is empty")
def empty(story: Story) -> None:
    assert "Nothing waits for you" in story.who.open("/inbox").main


@then(parsers.re(r'"(?P<step>.+)" is overdue in her inbox: "(?P<late>.+)"'))
def overdue(story: Story, step: str, late: str) -> None:
    section = story.site.person("support").open("/inbox").page.get_element_by_id("overdue")
    words = " ".join(section.text_content().split())
    assert words.startswith("Overdue (1)") and step in words and late in words


@then(parsers.re(r'(?P<who>.+) stand under "Waiting on others"'))
def waiting(story: Story, who: str) -> None:
    section = story.who.page.get_element_by_id("others").text_content()
    assert who in section and "Record the answer" in section


@then(parsers.re(THEY + " finds no list of cases"))
def no_cases(story: Story) -> None:
    address = story.who.path
    assert story.who.open("/cases").status == 403
    story.who.open(address)


@then(parsers.re(r'the case says "(?P<words>.+)"'))
def case_says(story: Story, words: str) -> None:
    assert words in story.site.person("lado").open("/contacts").follow("Owen Hartley").main


@then(parsers.re('"(?P<whom>.+)" is chosen already, and that they sign in'))
def chosen_already(story: Story, whom: str) -> None:
    chosen = story.who.page.xpath("//input[@type='radio' and @checked]/following-sibling::label[1]")
    assert [each.text_content().strip() for each in chosen] == [whom, "They sign in here"]


@when(parsers.re(THEY + " saves it as it stands"))
def saves_as_it_stands(story: Story) -> None:
    assert "named for this case" in story.who.send().banner


@then(parsers.re(PERSON + r' is asked "(?P<step>.+)"'))
def is_asked(story: Story, name: str, step: str) -> None:
    assert any(step in row["words"] for row in story.turn_to(name).open("/inbox").tasks)


@then(parsers.re(PERSON + r' is not asked "(?P<step>.+)" any more'))
def not_asked(story: Story, name: str, step: str) -> None:
    assert not any(step in row["words"] for row in story.turn_to(name).open("/inbox").tasks)


@then(parsers.re(r'her step is "(?P<step>.+)"'))
def her_step(story: Story, step: str) -> None:
    assert story.who.heading == step and story.who.status == 200


@then(parsers.re(THEY + " may not open the case of (?P<adult>.+)"))
def may_not(story: Story, adult: str) -> None:
    address = story.site.person("lado").open("/contacts").page.xpath(f"//a[text()='{adult}']")[0].get("href")
    assert story.who.open(address).status == 403


@then(parsers.re(THEY + " has to sign in again"))
def signs_in_again(story: Story) -> None:
    assert story.who.open("/inbox").heading == "Sign in"
