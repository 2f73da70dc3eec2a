"""Untrusted files are read in a child with limits: what becomes of a file that takes too much, or that we fail on."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.diagrams import guarded
from engine.diagrams.child import Nursery
from tests.hostile import corpus, sound
from tests.webui.desk import Desk, a_desk, files
from webui import drawn

TOO_MUCH = ("spins", "hoards", "deepens")
OURS = ("raises", "crashes")


@pytest.fixture
def bad_child(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Children that do to a file what its name says."""
    nursery = Nursery("tests.hostile.failing_child")
    monkeypatch.setattr(guarded, "_nursery", nursery)
    monkeypatch.setattr(guarded, "_tried", {})
    monkeypatch.setattr(guarded, "SECONDS", 1.0)
    yield
    nursery.close()


@pytest.mark.promise("P30", 4)
@pytest.mark.parametrize("fate", [*TOO_MUCH, *OURS])
def test_a_file_that_cannot_be_read_is_told_of_in_words_that_say_whose_mistake_it_is(
    bad_child: None, fate: str, caplog: pytest.LogCaptureFixture
) -> None:
    found = guarded.problems({"well.bpmn": b"a", f"{fate}.bpmn": b"b"})
    assert [(problem.file, problem.unreadable) for problem in found] == [(f"{fate}.bpmn", True)]
    assert found[0].message == (guarded.TOO_MUCH if fate in TOO_MUCH else guarded.FAILED)
    said = [record.getMessage() for record in caplog.records]
    assert bool(said) is (fate in OURS)
    assert fate != "raises" or "KeyError < failing_child.py:" in said[0]
    assert "Owen" not in caplog.text


def test_each_content_is_tried_once_before_it_is_opened(bad_child: None, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {f"{fate}.bpmn": fate.encode() for fate in ("well", "raises", "hoards", "crashes")}
    shut = {"raises.bpmn": guarded.FAILED, "hoards.bpmn": guarded.TOO_MUCH, "crashes.bpmn": guarded.FAILED}
    assert guarded.closed(given) == shut
    monkeypatch.setattr(guarded._nursery, "ask", lambda *_, **__: pytest.fail("asked again"))
    assert guarded.closed(given) == shut


def test_what_took_too_long_is_tried_again(bad_child: None) -> None:
    """The machine may have been busy."""
    assert guarded.closed({"spins.bpmn": b"a"}) == {"spins.bpmn": guarded.TOO_MUCH}
    assert guarded._tried == {}


def test_the_process_that_forks_is_started_anew_when_it_was_ended() -> None:
    given = {"no_lane.bpmn": corpus.files()["no_lane.bpmn"]}
    wanted = guarded.problems(given)
    assert guarded._nursery.process is not None
    os.kill(guarded._nursery.process.pid, signal.SIGKILL)
    assert guarded.problems(given) == wanted


def test_several_ask_at_once() -> None:
    given = [{name: data} for name, data in list(corpus.files().items())[:40:4]]
    answers: dict[int, object] = {}
    threads = [
        threading.Thread(target=lambda n=n: answers.update({n: guarded.problems(given[n])})) for n in range(len(given))
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert answers == {number: guarded.problems(one) for number, one in enumerate(given)}


def test_outline_and_comparison_say_the_same_as_outside_of_a_child() -> None:
    from engine.diagrams import diff, outline

    changed = {path: data.replace(b"Send the report", b"Send it") for path, data in sound.files().items()}
    assert guarded.outline(sound.files()) == outline.lines(sound.files())
    assert guarded.changes(sound.files(), changed) == diff.changes(sound.files(), changed) != []


# The desk


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Desk:
    return a_desk(database_url, tmp_path)


def test_what_a_child_failed_on_is_not_opened_by_the_desk(
    desk: Desk, bad_child: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = desk.as_("owner")
    draft = client.post("/procedures/drafts/new", data={"name": "Bad"}).headers["Location"]
    path = "processes/case.bpmn"
    opened: list[str] = []
    monkeypatch.setattr(guarded, "closed", lambda given: {path: guarded.FAILED} if path in given else {})
    monkeypatch.setattr(drawn, "_KNOWN", {})
    monkeypatch.setattr(drawn, "load", lambda _data, name: opened.append(name))
    for page in (f"/file/{path}?plain", f"/words/{path}", "/forms"):
        answer = client.get(draft + page)
        assert answer.status_code == 200, page
    assert guarded.FAILED.partition(":")[0] in client.get(f"{draft}/words/{path}").text
    kept = client.put(f"{draft}/raw/{path}", data=files()[path], headers={"X-Draft-Version": "1"})
    assert kept.status_code == 422 and guarded.FAILED in kept.get_json()["message"]
    assert opened == []
