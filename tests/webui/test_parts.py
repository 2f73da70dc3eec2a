"""The parts of a long form: where each begins, and how many of its questions are still to be answered."""

from typing import Any
from urllib.parse import unquote

import pytest

from tests.webui.conftest import Site
from tests.webui.person import Person
from tests.webui.test_sittings import _task, _to_the_meeting, group

__all__ = ["group"]


def parts(page: Person) -> dict[str, str]:
    """What the list says of each part, without those under it."""
    lines = page.page.xpath("//*[@data-part]")
    return {line.find("a").text: line.xpath("./strong")[0].text for line in lines}


def said(page: Person) -> str:
    return str(page.page.xpath("//*[@data-parts-all]")[0].text)


def the_meeting(site: Site) -> Person:
    _to_the_meeting(site)
    return site.person("lado").open(f"/tasks/{_task(site, 'Ada Ash', 'hold_meeting')}")


def test_each_part_says_what_a_post_of_it_would_be_refused_for(group: Site) -> None:
    page = the_meeting(group)
    before, told = parts(page), said(page)
    assert before["2. Time, place and chair"] == "3 to answer" == before["3. Who attended"]
    assert before["Closing"] == "Nothing missing", "nobody has agreed that it closes"
    page.send()
    refused = [name for name, words in page.errors.items() if page.page.xpath(f"//form//*[@name='{name}']")]
    assert told == said(page) == f"{len(refused)} questions still to answer"
    page.send(chair="Ms Amin", chaired_by="lado", **{"attendees-0-name": "DC Laing"})
    assert parts(page)["2. Time, place and chair"] == "1 to answer"
    assert parts(page)["3. Who attended"] == "2 to answer"


def test_every_part_and_what_stands_under_it_is_there_to_go_to(group: Site) -> None:
    page = the_meeting(group).page
    links = [a.get("href")[1:] for a in page.xpath("//nav[@data-parts]//a")]
    assert len(links) > 8 and all(page.xpath(f'//form//*[@id="{unquote(link)}"]') for link in links)
    assert len(page.xpath("//form//a[@href='#parts']")) == len(page.xpath("//*[@data-part]"))


@pytest.mark.parametrize("path", ["/contact", "/contacts/new"])
def test_a_short_form_has_no_list_of_parts(site: Site, path: str) -> None:
    assert not site.person("lado").open(path).page.xpath("//*[@data-parts]")


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ({}, "13"),
        ({"adults-0-known_as": "Mr B"}, "18"),
        ({"referrer_name": "Karen Whitlock", "asked_for": "allegation"}, "11"),
        ({"children-0-name": "Mia"}, "13"),
        ({"aware_at": "not a day"}, "12"),
    ],
)
def test_a_row_asks_once_something_is_said_in_it(site: Site, typed: dict[str, Any], left: str) -> None:
    page = site.anybody().open("/contact/refer").send(**typed)
    assert page.status == 422 and said(page) == f"{left} questions still to answer"
