"""Cases of one contact, as people find them on the pages."""

import re

from pytest_bdd import given, parsers, scenarios, then, when

from tests.acceptance.steps import *  # noqa: F403
from tests.acceptance.steps import ACCOUNTS, Story
from tests.webui.conftest import application, filled_council, site
from tests.webui.person import Person
from tests.webui.test_sittings import case_of, open_steps, report

__all__ = ["application", "filled_council", "site"]

scenarios("groups.feature")
CHECK, MEET = "Check who it is about", "Hold the initial meeting"


def names_in(text: str) -> list[str]:
    return [name for name in re.split(r", | and ", text) if name]


# What has happened


@given(parsers.re(r"a report about (?P<names>(?!an adult).+?)(?P<checked>, whose names were checked)?"))
def reported(story: Story, names: str, checked: str | None) -> None:
    report(story.site, *names_in(names))
    if checked:
        story.site.person("support").step("check_who").complete()


@given("a report about an adult who is not known")
def not_known(story: Story) -> None:
    story.site.anybody().open("/contact").send(what_happened="Shouted at two children.")


@given(parsers.parse("a referral of {names}"))
def referred(story: Story, names: str) -> None:
    reported(story, names, "yes")
    page = story.site.person("lado").step("decide_threshold")
    count = len(names_in(names))
    page.complete(**ticked(count), **{f"applies_to-{n}-decision": "referral" for n in range(count)})


@given(parsers.parse("a report about {names} with {number:d} children"))
def reported_with_children(story: Story, names: str, number: int) -> None:
    page = story.site.anybody().open("/contact")
    for key in ["adults"] * (len(names_in(names)) - 1) + ["children"] * (number - 1):
        page.post({"add": key}, act="")
    said = {f"adults-{n}-name": name for n, name in enumerate(names_in(names))}
    page.send(
        what_happened="Shouted at children.", **said, **{f"children-{n}-name": f"Child {n}" for n in range(number)}
    )
    story.kept = {"sittings": 1, "names": names_in(names)}


def ticked(number: int) -> dict[str, str]:
    """The criterion on which each decision rests."""
    return {f"applies_to-{n}-criteria": "harmed" for n in range(number)}


# What people do


def sit(story: Story, account: str, step: str, **said: str) -> None:
    """One sitting over a step of everybody."""
    page = story.site.person(account).step(step).complete(**said)
    assert page.status == 200, page.errors
    story.kept["sittings"] += 1


@when("their names are checked on one page")
def checked_on_one_page(story: Story) -> None:
    where = {f"applies_to-{n}-engagements-0-employer": "Hollin Park School" for n in range(len(story.kept["names"]))}
    sit(story, "support", "check_who", **where)


@when(parsers.parse("Helen Ashworth decides the threshold for all of them on one page: {decision}"))
def decides_for_all(story: Story, decision: str) -> None:
    wanted = {"decision": decision, "police_wanted": "yes", "social_care_wanted": "yes", "criteria": "harmed"}
    sit(
        story, "lado", "decide_threshold", **{f"applies_to-{n}-{key}": v for n in range(6) for key, v in wanted.items()}
    )


@when("Helen Ashworth decides on one page which employers to tell")
def decides_employers(story: Story) -> None:
    sit(story, "lado", "which_employers")


@when("Helen Ashworth holds one meeting about all of them")
def meeting_of_all(story: Story) -> None:
    sit(story, "lado", "hold_meeting", chair="Ms Amin")


@when("Moira Lennox opens her list to pick up")
def opens_queue(story: Story) -> None:
    story.turn_to("Moira Lennox").open("/inbox/queue")


@when(parsers.parse('she completes "{step}" for all of them'))
def completes_for_all(story: Story, step: str) -> None:
    story.who.follow(step).complete()


@when(parsers.parse("Helen Ashworth decides on one page: {first} for {one}, {second} for {other}"))
def decides(story: Story, first: str, one: str, second: str, other: str) -> None:
    page = story.turn_to("Helen Ashworth").step("decide_threshold")
    said = {f"{_prefix(page, one)}-decision": first, f"{_prefix(page, other)}-decision": second}
    page.complete(**ticked(2), **said)


def _prefix(page: Person, name: str) -> str:
    """The beginning of the names of the inputs in somebody's part of the page."""
    heading = page.page.xpath(f"//section/h2[normalize-space()='{name}']")[0]
    return str(heading.get("id")).removesuffix("-name")


@given(parsers.parse('Moira Lennox has "{step}" open for both'))
def has_both_open(story: Story, step: str) -> None:
    page = story.turn_to("Moira Lennox").step("check_who")
    story.kept = {"address": page.path, "form": page.fields}


@when(parsers.re(r'(?P<name>Helen Ashworth) completes "(?P<step>.+)" for (?P<adult>.+) alone'))
def completes_alone(story: Story, name: str, step: str, adult: str) -> None:
    page = story.site.person(ACCOUNTS[name]).open(f"/cases/{case_of(story.site, adult)}").follow(step)
    assert page.complete().status == 200


@when("Moira Lennox sends her answers for both")
def sends_both(story: Story) -> None:
    person = story.who
    person._saw(person.client.post(story.kept["address"], data=story.kept["form"] | {"act": "save"}))


@when(parsers.parse("Helen Ashworth holds one meeting about {one} and {other}, chaired by {chair}"))
def one_meeting(story: Story, one: str, other: str, chair: str) -> None:
    chosen = [case_of(story.site, name) for name in (one, other)]
    page = story.turn_to("Helen Ashworth").step("hold_meeting").send(act="choose", applies_to=chosen)
    assert page.complete(chair=chair).status == 200


@when(parsers.parse('Helen Ashworth adds the note "{text}" about {one} and {other}'))
def one_note(story: Story, text: str, one: str, other: str) -> None:
    page = story.turn_to("Helen Ashworth").open(f"/cases/{case_of(story.site, one)}").follow("Add a note")
    assert "Note added to 2 cases." in page.send(text=text, applies_to=[case_of(story.site, other)]).banner


def regroup(story: Story, adult: str, act: str, **said: object) -> Person:
    page = story.turn_to("Helen Ashworth").open(f"/cases/{case_of(story.site, adult)}")
    page.follow("Name a further adult or child" if "No other case" in page.main else "Cases of this contact").follow(
        act
    )
    return page.send(**({"reason": "We learned it by phone."} | said))


@when(parsers.parse("Helen Ashworth names a further adult in the case of {adult}: {name}"))
def further_adult(story: Story, adult: str, name: str) -> None:
    said = {"name": name, "employer": "Hollin Scouts", "description": "Saw it"}
    asked = regroup(story, adult, "Name a further adult", born="31/6/1979", **said)
    assert asked.status == 422 and "date of birth" in asked.main, asked.status
    page = regroup(story, adult, "Name a further adult", born="30/6/1979", **said)
    assert f"A case was opened for {name}." in page.banner


@when(parsers.parse("Helen Ashworth names a further child in the cases of {one} and {other}: {name}"))
def further_child(story: Story, one: str, other: str, name: str) -> None:
    cases = [case_of(story.site, one), case_of(story.site, other)]
    page = regroup(story, one, "Name a further child", name=name, cases=cases, description="Pushed")
    assert f"{name} was named in 2 cases." in page.banner


@when(parsers.parse("Helen Ashworth learns that the adult is {name}"))
def learns_name(story: Story, name: str) -> None:
    assert f"The adult is {name}." in regroup(story, "Adult not known", "Name the adult", name=name).banner


@when(parsers.parse("Helen Ashworth splits the case of {adult} off"))
def splits(story: Story, adult: str) -> None:
    assert "stands alone now" in regroup(story, adult, "Split this case off").banner


@when(parsers.parse("Helen Ashworth joins the case of {adult} with that of {other}"))
def joins(story: Story, adult: str, other: str) -> None:
    page = story.site.person("lado").open(f"/cases/{case_of(story.site, other)}")
    reference = page.page.xpath("//*[@class='app-reference']")[0].text
    assert "Neither shows more" in regroup(story, adult, "Join it with another case", reference=reference).banner


# What they find


@then(parsers.re(r'one line stands for (?P<number>\d+) adults: "(?P<step>.+)"'))
def one_line(story: Story, number: str, step: str) -> None:
    rows = [row for row in story.who.tasks if step in row["words"]]
    assert [len(row["data-task"].split()) for row in rows] == [int(number)]


@then(parsers.re(r'the case of (?P<adult>.+?) says "(?P<words>.+)"'))
def says(story: Story, adult: str, words: str) -> None:
    assert words in _case(story, adult), _case(story, adult)


@then(parsers.re(r'the case of (?P<adult>.+?) does not say "(?P<words>.+)"'))
def says_not(story: Story, adult: str, words: str) -> None:
    assert words not in _case(story, adult)


def _case(story: Story, adult: str) -> str:
    """The timeline and the people of a case, without the box that names the others."""
    reader, address = story.site.person("lado"), f"/cases/{case_of(story.site, adult)}"
    page = reader.open(address)
    for others in page.page.xpath("//section[h2='From the same contact']//ul"):
        others.getparent().remove(others)
    return page.main + reader.open(f"{address}/people").main


@then(parsers.parse('the meeting of {adult} says "{words}" and nothing of {other}'))
def meeting_says(story: Story, adult: str, words: str, other: str) -> None:
    page = story.site.person("lado").open(f"/cases/{case_of(story.site, adult)}/meetings").follow(MEET)
    assert words in page.main and other not in page.main


@then(parsers.parse('"{step}" waits for {one} and {other} on one page, due in one working day'))
def waits_on_one_page(story: Story, step: str, one: str, other: str) -> None:
    line = next(row for row in story.site.person("lado").waiting if step in row["words"])
    assert len(line["data-task"].split()) == 2 and line["data-due"].startswith("2026-03-06")
    page = story.site.person("lado").step(line["data-step"])
    assert page.fields["applies_to-0-further_child_on"] == ["5/3/2026"] and one in page.main and other in page.main
    assert page.complete().status == 200


@then(parsers.parse('"{step}" still waits for {adult}'))
def still_waits(story: Story, step: str, adult: str) -> None:
    assert [name for name, each in open_steps(story.site) if each == "hold_meeting"] == [adult]


@then(parsers.parse("it took at most {number:d} sittings until the strands run"))
def few_sittings(story: Story, number: int) -> None:
    assert story.kept["sittings"] <= number
    assert not [step for _, step in open_steps(story.site) if step in ("check_who", "decide_threshold", "hold_meeting")]


@then(parsers.parse("each of the {number:d} cases has its strands, and names no other adult"))
def strands_of_each(story: Story, number: int) -> None:
    names = story.kept["names"]
    assert len(names) == number
    for name in names:
        words = _case(story, name)
        assert "Police strand opened" in words and not [other for other in names if other != name and other in words]
