"""P6: of people at one step exactly one completes it; people in different strands never meet."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html
from sqlalchemy import Engine, bindparam, select

from engine import notes, statements, task_form
from engine.models import new_id
from tests.faults import people_at_once
from tests.faults.ground import Ground
from tests.faults.operations import MORE, OPERATIONS, Operation, Sending
from tests.faults.people_at_once import at_once
from tests.webui.conftest import Site
from tests.webui.person import Person

RACES = 10
"""On the pages, of each kind and on each database; the others of the 500 are the engine's alone."""
Pair = tuple[Person, Person]


@pytest.mark.database
@pytest.mark.promise("P6", 8)
def test_promise_p06_of_two_people_at_one_step_exactly_one_completes(engine_db: Engine) -> None:
    assert people_at_once.one_step(engine_db, 250 - 4 * RACES) == []


@pytest.mark.database
@pytest.mark.promise("P6", 15)
def test_promise_p06_people_in_different_strands_of_one_case_never_conflict(engine_db: Engine) -> None:
    assert people_at_once.different_strands(engine_db, 250) == []


def two_people(site: Site) -> Pair:
    return site.person("lado"), site.person("lado2")


def two_tabs(site: Site) -> Pair:
    first = site.person("lado")
    second = Person(site.app)
    second.client.set_cookie("session", first.client.get_cookie("session").value)  # type: ignore[union-attr]
    return first, second


def send(person: Person, words: str) -> None:
    person.send(decision="referral", reason=words)


def double_click(site: Site, task: str) -> Pair:
    """One page, sent twice: the second browser stands for the second click."""
    first, second = two_tabs(site)
    first.open(f"/tasks/{task}")
    second.status, second.path, second.page = first.status, first.path, first.page
    at_once(lambda: send(first, "First words"), lambda: send(second, "Second words"))
    return first, second


def both_open_it(who: Callable[[Site], Pair]) -> Callable[[Site, str], Pair]:
    def race(site: Site, task: str) -> Pair:
        first, second = who(site)
        first.open(f"/tasks/{task}")
        second.open(f"/tasks/{task}")
        at_once(lambda: send(first, "First words"), lambda: send(second, "Second words"))
        return first, second

    return race


def back_button(site: Site, task: str) -> Pair:
    """Sent, gone back to, and sent again."""
    first, second = two_tabs(site)
    first.open(f"/tasks/{task}")
    second.status, second.path, second.page = first.status, first.path, first.page
    send(first, "First words")
    send(second, "Second words")
    return first, second


@pytest.mark.database
@pytest.mark.promise("P6", 2)
@pytest.mark.parametrize(
    "race", [both_open_it(two_people), both_open_it(two_tabs), double_click, back_button],
    ids=["two people", "two tabs", "double click", "back button"],
)  # fmt: skip
def test_promise_p06_the_other_is_told_who_and_when_and_keeps_the_text(
    site: Site, ground: Ground, race: Callable[[Site, str], Pair]
) -> None:
    for _ in range(RACES):
        ground.case = ground.open()
        winner, other = sorted(race(site, ground.task("decide")), key=lambda person: person.status)
        assert (winner.status, other.status) == (200, 409)
        who = "You have" if "You completed it" in other.main else "Somebody has"
        assert other.heading == f"{who} already completed this"
        assert "completed it today at 10:05" in other.main
        assert "First words" in other.main and "Second words" in other.main
    assert ground.faults() == []


# What is not a step has no number that two could compete for: a page that is sent twice is done once

NOTES = {"write a note": 1, "correct a step": 1, "name a further adult": 2}
"""How many notes each writes: a further adult's own case says why it was opened, too."""
TWICE = {operation.name: operation for operation in (*OPERATIONS, *MORE) if operation.name in NOTES}


def twice(site: Site, ground: Ground, operation: Operation, *, at_the_same_moment: bool) -> tuple[list[str], Sending]:
    """One page, sent by two clicks: where each is led to, and the page as it was filled in."""
    sending = Sending(site, ground, operation)
    _, second = two_tabs(site)
    led = ["", ""]

    def click(number: int, client: Any) -> None:
        led[number] = client.post(sending.address, data=sending.typed).headers.get("Location", "nowhere")

    clicks = (lambda: click(0, sending.person.client), lambda: click(1, second.client))
    if at_the_same_moment:
        assert at_once(*clicks) == ["done", "done"]
    else:
        for each in clicks:
            each()
    return led, sending


@pytest.mark.database
@pytest.mark.promise("P6", 3)
@pytest.mark.parametrize("at_the_same_moment", [True, False], ids=["double click", "back button"])
@pytest.mark.parametrize("name", TWICE)
def test_promise_p06_what_is_no_step_and_is_sent_twice_is_written_once(
    site: Site, ground: Ground, name: str, at_the_same_moment: bool
) -> None:
    wanted = None
    for _ in range(3 if at_the_same_moment else 1):
        led, sending = twice(site, ground, TWICE[name], at_the_same_moment=at_the_same_moment)
        assert led[0] == led[1] != "nowhere"
        wanted = wanted or sending.written()
        assert sending.written() == wanted
        assert wanted["note"] == NOTES[name] <= wanted["history_entry"]
    assert ground.faults() == []


@pytest.mark.database
@pytest.mark.parametrize("name", TWICE)
def test_other_words_on_the_same_page_are_not_lost(site: Site, ground: Ground, name: str) -> None:
    sending = Sending(site, ground, TWICE[name])
    word = next(each for each in ("text", "reason") if each in sending.typed)
    for words in ("The first words", "Other words, after going back"):
        sending.typed[word] = words
        answer = sending.send()
        if answer.status_code == 409 and name == "write a note":  # Asked whether it is a second note, with the words.
            assert words in answer.text
            sending.typed["version"] = html.fromstring(answer.text).xpath("//input[@name='version']")[0].get("value")
            answer = sending.send()
        assert answer.status_code == 303
    assert sending.written()["note"] == 2 * NOTES[name]


# Planted faults


@pytest.mark.database
@pytest.mark.parametrize("name", TWICE)
def test_planted_a_page_whose_id_nobody_heeds_is_written_twice_or_refused(
    site: Site, ground: Ground, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notes, "of_post", lambda *_: new_id())
    led, sending = twice(site, ground, TWICE[name], at_the_same_moment=False)
    refused = led[0] != led[1]  # A correction of what has just been corrected changes nothing.
    assert refused if name == "correct a step" else sending.written()["note"] == 2 * NOTES[name]


@pytest.mark.database
def test_planted_without_the_look_at_the_state_a_race_is_found_out(
    engine_db: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(task_form, "must_be_open", lambda task: None)
    assert people_at_once.one_step(engine_db, 2) != []


@pytest.mark.postgresql
@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_planted_without_the_lock_a_race_is_found_out(engine_db: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    which = statements.TASK.c.id == bindparam("task")
    unlocked = statements._case.where(statements.CASE.c.id.in_(select(statements.TASK.c.case_id).where(which)))
    monkeypatch.setitem(statements.LOCKED, "task", unlocked)
    assert people_at_once.one_step(engine_db, 10) != []


@pytest.mark.database
def test_planted_with_the_whole_case_compared_strands_conflict(
    engine_db: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(task_form, "compared", lambda matter, task, form: dict(matter.facts.known))
    assert people_at_once.different_strands(engine_db, 2) != []
