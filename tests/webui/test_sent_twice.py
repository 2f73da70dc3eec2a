"""What changes a case and is no step is done once, however often its page is sent: a double click, a lost answer."""

from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import func, select

from engine import db, notes
from engine.models import Case, HistoryEntry, Note, Task, new_id
from tests.webui.conftest import Site
from tests.webui.person import Person
from tests.webui.test_bad_input import logged
from tests.webui.test_sittings import case_of, report

ACTS = ("adult", "child", "name", "split", "join")
NAMED = {"adult": "Dee Dogwood", "child": "The brother of Mia", "name": "Ada Ash"}


@dataclass
class Filled:
    """A page that somebody has filled in and sends, once or again."""

    site: Site
    person: Person
    address: str
    typed: dict[str, Any]

    def send(self) -> tuple[str, dict[str, int]]:
        """Where it leads, and what there is afterwards."""
        answer = self.person.client.post(self.address, data=self.typed)
        assert answer.status_code == 303, answer.text[:300]
        return answer.headers["Location"], kept(self.site)


def kept(site: Site) -> dict[str, int]:
    count = select(func.count())
    wanted = {
        "cases": count.select_from(Case), "notes": count.select_from(Note), "tasks": count.select_from(Task),
        "entries": count.select_from(HistoryEntry).where(HistoryEntry.what.not_like("%read")),
    }  # fmt: skip
    with db.reading(site.engine) as session:
        return {name: session.scalar(rows) or 0 for name, rows in wanted.items()}


def change(site: Site, act: str) -> Filled:
    """The page of a change of who stands together."""
    about = "not known" if act == "name" else "Ada Ash"
    report(site, about, "Ben Birch")
    report(site, "Cy Cedar")
    with db.reading(site.engine) as session:
        other = session.scalar(select(Case.reference).where(Case.adult_name == "Cy Cedar"))
    page = site.person("lado").open(f"/cases/{case_of(site, about)}/group/{act}")
    said = {"reason": "The head teacher rang again", "name": NAMED.get(act), "reference": other}
    return Filled(site, page, page.path, page.fields | {name: value for name, value in said.items() if value})


@pytest.mark.parametrize("act", ACTS)
def test_who_stands_together_is_changed_once(site: Site, act: str) -> None:
    page = change(site, act)
    before = kept(site)
    assert before != page.send()[1]
    assert page.send() == page.send(), "and each time it leads to the same page"
    assert kept(site)["notes"] == before["notes"] + (2 if act in ("adult", "join") else 1)


def test_other_words_on_the_same_page_are_another_change(site: Site) -> None:
    page = change(site, "adult")
    _, once = page.send()
    page.typed["name"] = "Eve Elder"
    assert page.send()[1]["cases"] == once["cases"] + 1


def test_what_may_happen_at_any_time_happens_once_until_it_is_answered(site: Site) -> None:
    site.person("support").open(f"/tasks/{logged(site)}").complete()
    lado = site.person("lado").open("/cases?q=Hartley").follow("Owen Hartley")
    buttons = lado.page.xpath("//button[@name='trigger']")
    button = next(each for each in buttons if each.text_content().strip() == "New information")
    (form,) = button.xpath("ancestor::form")
    page = Filled(site, lado, form.get("action"), {**dict(form.form_values()), "trigger": button.get("value")})
    first = page.send()
    assert page.send() == first
    lado.step("consider_information").complete()
    assert page.send()[0] != first[0], "on the old page, once that is answered, something else was heard"


def a_note(site: Site, **typed: Any) -> Filled:
    """A note about Ada Ash, filled in."""
    report(site, "Ada Ash", "Ben Birch")
    page = site.person("lado").open(f"/cases/{case_of(site, 'Ada Ash')}/notes")
    return Filled(site, page, page.path, page.fields | {"text": ["The head rang."]} | typed)


def test_whoever_goes_back_to_a_saved_note_finds_it_saved_and_the_way_to_another(site: Site) -> None:
    note = a_note(site)
    address = f"{note.address}?page={note.typed['version'][0]}"
    _, once = note.send()
    page = note.person.open(address)
    assert page.heading == "This note is saved" and "The head rang." in page.main
    assert "data-step-form" not in page.text
    another = page.follow("Add another note")
    assert another.heading == "Add a note" and another.fields["version"] != note.typed["version"]
    assert note.send()[1] == once
    assert "already saved, today at 10:05. Nothing was written again." in another.open("/inbox").banner


@pytest.mark.parametrize("other", ["text", "happened", "applies_to"])
def test_what_is_not_what_was_saved_is_asked_about_and_stays_typed(site: Site, other: str) -> None:
    note = a_note(site)
    _, once = note.send()
    said = {
        "text": ["The head rang, and the union."],
        "happened": ["2/3/2026"],
        "applies_to": [case_of(site, "Ben Birch")],
    }
    note.typed[other] = said[other]
    answer = note.person.post(note.typed, to=note.address)
    assert answer.status == 409 and kept(site) == once
    assert "was saved from this page today at 10:05" in answer.errors["text"] and "The head rang." in answer.main
    assert {name: answer.fields[name] for name in (other, "text")} == {
        name: note.typed[name] for name in (other, "text")
    }
    second = Filled(site, answer, note.address, answer.fields)
    assert second.send()[1]["notes"] == once["notes"] + 1
    assert second.send()[1]["notes"] == once["notes"] + 1, "asked once, written once"


def test_what_is_kept_of_a_second_note_stands_under_the_first(site: Site) -> None:
    note = a_note(site)
    note.send()
    note.person.post(note.typed | {"text": ["Half a sec"]}, act="keep", to=note.address)
    page = note.person.open(note.address)
    assert page.fields["text"] == ["Half a sec"] and "Saved today at 10:05: The head rang." in page.main


@pytest.mark.parametrize("page", ["/contacts/new", "notes", "group/adult"])
def test_a_page_keeps_its_id_when_somebody_goes_back_to_it(site: Site, page: str) -> None:
    report(site, "Ada Ash")
    path = page if page.startswith("/") else f"/cases/{case_of(site, 'Ada Ash')}/{page}"
    lado = site.person("lado")
    address = lado.client.get(path).headers["Location"]
    first = lado.open(address).fields["version"]
    assert lado.open(address).fields["version"] == first != lado.open(path).fields["version"]
    assert lado.open(f"{path}?page=%00'+{'x' * 99}\u2603").status == 200


def test_planted_a_page_whose_id_nobody_heeds_opens_two_cases(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes, "of_post", lambda *_: new_id())
    page = change(site, "adult")
    assert page.send() != page.send()
