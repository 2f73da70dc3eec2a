"""A step that is sent costs the database little: the sender is asked for once, the case is read once."""

from typing import Any

import pytest

from benchmarks.measures import told
from tests.webui.conftest import Site
from tests.webui.person import Person
from tests.webui.test_bad_input import logged
from tests.webui.test_whole_case import ANSWERS


def asked_while_sending(site: Site, person: Person, patch: pytest.MonkeyPatch) -> list[list[str]]:
    """What the database is asked at each post from now on, without the page that follows."""
    asked: list[list[str]] = []
    post = person.client.post

    def send(address: str, **named: Any) -> Any:
        with told(site.engine) as said:
            answer = post(address, **{**named, "follow_redirects": False})
        asked.append([" ".join(text.split()) for text in said if text.startswith("SELECT")])
        return answer

    patch.setattr(person.client, "post", send)
    return asked


def test_a_step_that_is_sent_reads_its_sender_and_its_case_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.person("support").open(f"/tasks/{logged(site)}").complete()
    lado = site.person("lado")
    lado.step("decide_threshold")
    asked = asked_while_sending(site, lado, monkeypatch)
    assert lado.complete(**ANSWERS["decide_threshold"]).status == 303
    *_, taken = asked
    assert sum("session_number" in text for text in taken) == 1
    assert sum("FROM sees JOIN thing" in text for text in taken) == 1
    assert len(taken) <= 10, "\n".join(taken)


@pytest.mark.parametrize("tab", ["timeline", "people", "record", "group", "deadlines"])
def test_a_page_of_a_case_asks_once_which_case_it_is_and_what_waits_in_it(site: Site, tab: str) -> None:
    logged(site)
    lado = site.person("lado").open("/cases")
    case = lado.page.xpath("//tr[@data-case]")[0].get("data-case")
    with told(site.engine) as said:
        assert lado.open(f"/cases/{case}/{tab}").status == 200
    asked = [" ".join(text.split()) for text in said if text.startswith("SELECT")]
    which = [text for text in asked if 'FROM "case" WHERE' in text and '"case".id = ' in text and ".level" in text]
    waits = [text for text in asked if 'FROM task JOIN "case"' in text and "task.case_id = " in text]
    assert (len(which), len(waits)) == (1, 0 if tab == "group" else 1), "\n".join(which + waits)
