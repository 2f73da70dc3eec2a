"""A list and the clocks as a table on the desk: kept as typed, mistakes at cells, uses told before a code goes."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from engine import casework, db
from engine.models import Authority, Task
from tests import builders
from tests.builders import Drawing, a_form
from tests.webui.desk import LOOK, STORY, Desk, a_desk
from webui import draft_sheets

SEXES, CLOCKS, MOODS = (f"forms/lists/{name}.csv" for name in ("sexes", "clocks", "moods"))
HEAD = "code,label,from,to,report_group,source\n"
CELLS = re.compile(r'<textarea[^>]* name="([a-z_]+-\d+)"[^>]*>\n(.*?)</textarea>', re.DOTALL)
CHOSEN = re.compile(r'<select[^>]* name="([a-z_]+-\d+)".*?<option value="([^"]*)" selected', re.DOTALL)


def procedure() -> dict[str, bytes]:
    """A step that asks how somebody is, from a list, with a gateway that asks whether they are cross."""
    mood = {"type": "select", "key": "mood", "label": "How is it", "valuesKey": "moods", "validate": {"required": True}}
    case = (
        Drawing("case")
        .start("begin", message="Contact received")
        .put("userTask", "look", name="Look at it", camunda__formKey="anything")
        .gateway("exclusive", "how", name="How is it?", default="calm_way")
    )
    case.flow("how", "cross_end", 'mood = "cross"').flow("how", "calm_end", id="calm_way")
    case.put("userTask", "cross_end", after=None, name="Look again", camunda__formKey="anything")
    case.put("endEvent", "over", after="cross_end", name="Over").put("endEvent", "calm_end", after=None, name="Calm")
    story = STORY + (
        b'    When the LADO completes "Look at it"\n      | question | answer |\n      | How is it | Cross |\n'
    )
    listed = HEAD + 'calm,"Calm, or ""so so""",,,calm,me\ncross,Cross,,,cross,me\nsad,Zu Tode betrübt – ½,,,sad,me\n'
    return builders.a_procedure(case, forms={"anything": a_form(mood)}) | {
        "features/procedure/look.feature": story, MOODS: listed.encode(),
    }  # fmt: skip


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[Desk]:
    made = a_desk(database_url, tmp_path, procedure())
    yield made
    made.app.extensions["ladoflow.engine"].dispose()


@pytest.fixture
def client(desk: Desk) -> FlaskClient:
    return desk.as_("owner")


@pytest.fixture
def draft(client: FlaskClient) -> str:
    return str(client.post("/procedures/drafts/new", data={"name": "Lists"}).headers["Location"])


def fields(page: str) -> dict[str, str]:
    """What a browser would send of the page as it stands."""
    ticked = dict.fromkeys(re.findall(r'name="(remove-\d+)" value="yes" checked', page), "yes")
    hidden = dict(re.findall(r'type="hidden" name="(version|rows)" value="(\d+)"', page))
    first = dict(re.findall(r'<select[^>]* name="([a-z_]+-\d+)"[^>]*>\s*<option value="([^"]*)"', page))
    typed = {name: unescape(text).replace("\n", "\r\n") for name, text in CELLS.findall(page)}
    chosen = {name: value for part in page.split("</select>") for name, value in CHOSEN.findall(part)}
    return hidden | typed | first | chosen | ticked


def opened(client: FlaskClient, draft: str, path: str) -> dict[str, str]:
    page = client.get(f"{draft}/file/{path}", follow_redirects=True)
    assert page.status_code == 200 and f"/table/{path}" in page.request.path
    return fields(page.text)


def content(client: FlaskClient, draft: str, path: str) -> str:
    return client.get(f"{draft}/raw/{path}").data.decode()


@pytest.mark.parametrize("path", [SEXES, CLOCKS, MOODS])
def test_what_nobody_changed_is_kept_byte_by_byte(client: FlaskClient, draft: str, path: str):
    before = content(client, draft, path)
    said = opened(client, draft, path)
    kept = client.post(f"{draft}/table/{path}", data=said, follow_redirects=True)
    assert "Nothing has been changed" in kept.text and fields(kept.text) == said
    assert content(client, draft, path) == before


def test_a_row_is_changed_added_moved_and_removed(client: FlaskClient, draft: str):
    said = opened(client, draft, MOODS) | {
        "label-2": "Sad, “very”",
        "label-3": "Not, or not yet, known",
        "report_group-3": "x",
    }
    assert client.post(f"{draft}/table/{MOODS}", data=said).status_code == 303
    calm, cross = 'calm,"Calm, or ""so so""",,,calm,me\n', "cross,Cross,,,cross,me\n"
    sad, new = 'sad,"Sad, “very”",,,sad,me\n', 'not_or_not_yet_known,"Not, or not yet, known",,,x,\n'
    assert content(client, draft, MOODS) == HEAD + calm + cross + sad + new
    moved = client.post(f"{draft}/table/{MOODS}", data=opened(client, draft, MOODS) | {"move": "3:2"})
    assert moved.status_code == 303 and moved.headers["Location"].endswith("#row-2")
    assert content(client, draft, MOODS) == HEAD + calm + cross + new + sad
    said = opened(client, draft, MOODS) | {"remove-2": "yes"}
    assert client.post(f"{draft}/table/{MOODS}", data=said).status_code == 303
    assert content(client, draft, MOODS) == HEAD + calm + cross + sad


def test_a_mistake_is_told_at_its_cell_and_nothing_typed_is_lost(client: FlaskClient, draft: str):
    before = content(client, draft, MOODS)
    wrong = {"code-1": "Very cross!", "to-2": "soon", "label-3": "Fine", "remove-0": "yes", "move": "2:1"}
    page = client.post(f"{draft}/table/{MOODS}", data=opened(client, draft, MOODS) | wrong)
    assert page.status_code == 422 and content(client, draft, MOODS) == before
    assert 'href="#code-2">Row 3, Code: A code is small letters' in page.text
    assert 'href="#to-1">Row 2, Last day:' in page.text
    assert 'id="code-2-error"' in page.text and 'aria-describedby="to-1-error"' in page.text
    typed = fields(page.text)
    assert (typed["code-2"], typed["to-1"], typed["label-3"]) == ("Very cross!", "soon", "Fine")
    assert typed["code-3"] == "fine" and typed["remove-0"] == "yes"


def test_a_clock_is_changed_and_a_mistake_in_one_is_told(client: FlaskClient, draft: str):
    said = opened(client, draft, CLOCKS)
    page = client.post(f"{draft}/table/{CLOCKS}", data=said | {"amount-3": "two", "because-4": ""})
    assert page.status_code == 422 and "Row 4, How long: It must be a whole number" in page.text
    assert 'href="#because-4">Row 5, Counted from:' in page.text
    before = content(client, draft, CLOCKS)
    assert client.post(f"{draft}/table/{CLOCKS}", data=said | {"amount-3": "2"}).status_code == 303
    line = "T03,Threshold decision,{},working_days"
    assert content(client, draft, CLOCKS) == before.replace(line.format(1), line.format(2))


def test_every_mistake_of_a_row_is_told(client: FlaskClient, draft: str):
    wrong = {"amount-3": "two", "because-3": "", "from-3": "soon", "to-3": "never", "label-4": "=1+1"}
    page = client.post(f"{draft}/table/{CLOCKS}", data=opened(client, draft, CLOCKS) | wrong)
    told = re.findall(r'<li>\s*<a href="#([a-z_]+-\d)"', page.text)
    assert page.status_code == 422 and told == ["amount-3", "from-3", "to-3", "because-3", "label-4"]
    late = {"from-3": "2026-09-01", "to-3": "2026-08-31", "amount-3": "9999999"}
    page = client.post(f"{draft}/table/{CLOCKS}", data=opened(client, draft, CLOCKS) | late).text
    assert "Row 4, Last day: T03 ends before it begins" in page and 'href="#amount-3"' in page
    wrong = {"code-1": "Very cross!", "label-1": "", "to-1": "soon"}
    page = client.post(f"{draft}/table/{MOODS}", data=opened(client, draft, MOODS) | wrong).text
    assert re.findall(r'<li>\s*<a href="#([a-z_]+-\d)"', page) == ["code-1", "label-1", "to-1"]


def answer(desk: Desk, mood: str) -> None:
    """A running case in which somebody's mood was said."""
    with db.writing(desk.app.extensions["ladoflow.engine"]) as session:
        authority = session.get_one(Authority, desk.authority_id)
        builders.a_contact(session, authority, "Joel Barrett")
        task = session.scalars(select(Task).where(Task.name == "Look at it")).one()
        lado = desk.people["lado"]
        casework.complete_task(
            session, task.id, builders.answers(mood=mood), seen=None, by=lado, now=builders.MONDAY + timedelta(hours=1)
        )
        session.commit()


def test_who_uses_a_code_is_told_before_it_goes(desk: Desk, client: FlaskClient, draft: str):
    answer(desk, "cross")
    renamed = client.post(f"{draft}/table/{MOODS}", data=opened(client, draft, MOODS) | {"code-1": "angry"})
    assert renamed.status_code == 422 and "with it:" not in renamed.text  # Stories say what people read.
    said = opened(client, draft, MOODS) | {"code-1": "angry", "label-1": "Angry"}
    page = client.post(f"{draft}/table/{MOODS}", data=said)
    assert page.status_code == 422 and "cross,Cross" in content(client, draft, MOODS)
    told = unescape(page.text)
    assert "1 running case has the answer “Cross” (cross)" in told
    assert "1 story answers with it: “A call is looked at”." in told
    assert 'compares "mood" with "cross", which is none of its answers' in told
    assert f'href="{draft}/file/{LOOK}#' in page.text
    assert fields(page.text)["code-1"] == "angry"
    assert client.post(f"{draft}/table/{MOODS}", data=said | {"sure": "calm"}).status_code == 422
    assert client.post(f"{draft}/table/{MOODS}", data=said | {"sure": "cross"}).status_code == 303
    assert "angry" in content(client, draft, MOODS)


def test_what_nothing_uses_goes_without_being_asked(client: FlaskClient, draft: str):
    said = opened(client, draft, MOODS) | {"remove-2": "yes"}
    assert client.post(f"{draft}/table/{MOODS}", data=said).status_code == 303
    assert "sad" not in content(client, draft, MOODS)


def test_two_windows_and_what_was_typed(client: FlaskClient, draft: str):
    said = opened(client, draft, MOODS)
    assert client.post(f"{draft}/table/{MOODS}", data=said | {"label-0": "Quiet"}).status_code == 303
    late = client.post(f"{draft}/table/{MOODS}", data=said | {"label-1": "Wild"})
    assert late.status_code == 409 and fields(late.text)["label-1"] == "Wild" and fields(late.text)["version"] == "2"


def test_what_is_no_table_is_edited_as_text(desk: Desk, client: FlaskClient, draft: str):
    text = f"{draft}/file/{MOODS}"
    assert client.post(text, data={"version": "1", "text": "a,b\n1,2,3\n"}).status_code == 303
    page = client.get(text, follow_redirects=True)
    assert page.status_code == 200 and "cannot be shown as a table" in page.text and "1,2,3" in page.text
    assert client.post(f"{draft}/table/{MOODS}", data={"rows": "1"}).status_code < 500
    assert client.get(f"{draft}/table/{LOOK}").status_code == 404
    assert desk.as_("other").get(f"{draft}/table/{SEXES}").status_code == 404
    assert desk.as_("other").post(f"{draft}/table/{SEXES}", data={}).status_code == 404


ODD = [{}, {"rows": "x"}, {"rows": "-1"}, {"rows": "99999999"}, {"rows": "3", "move": "9:9"},
       {"rows": "3", "move": "a"}, {"rows": "1", "label-0": "a\0b", "code-0": "x"}]  # fmt: skip


@pytest.mark.parametrize("said", ODD)
def test_odd_posts_break_nothing(client: FlaskClient, draft: str, said: dict[str, str]):
    assert client.post(f"{draft}/table/{SEXES}", data=said).status_code < 500
    assert "\0" not in content(client, draft, SEXES)


def test_a_clock_that_very_many_steps_count_by_is_told_with_how_many_more(client: FlaskClient, draft: str):
    number = draft_sheets.MOST_TOLD + 3
    case = Drawing("case").start("begin", message="Contact received")
    for n in range(number):
        case.put("userTask", f"step_{n}", name=f"Step {n}", camunda__formKey="anything",
                 camunda__dueDate='clock("T41", received_at)')  # fmt: skip
    data = case.put("endEvent", "done", name="Done").xml()
    client.put(f"{draft}/raw/{LOOK}", data=data, headers={"X-Draft-Version": "1"})
    said = opened(client, draft, CLOCKS)
    [row] = [name.partition("-")[2] for name, value in said.items() if value == "T41"]
    page = client.post(f"{draft}/table/{CLOCKS}", data=said | {f"remove-{row}": "yes"})
    assert page.status_code == 422 and "3 more places in the draft." in page.text
    assert page.text.count("names the clock &#34;T41&#34;") >= draft_sheets.MOST_TOLD


def test_the_clocks_that_nothing_counts_by_are_named(client: FlaskClient, draft: str):
    assert "No step counts by T01, T02," in client.get(f"{draft}/table/{CLOCKS}").text


def test_a_clock_that_was_changed_is_named_with_the_steps_that_count_by_it(client: FlaskClient, draft: str):
    address = f"{draft}/step/{LOOK}?step=look"
    said = {
        "version": "1",
        "name": "Look at it",
        "role": "LADO",
        "form": "anything",
        "due": 'clock("T16", received_at)',
    }
    assert client.post(address, data=said).status_code == 303
    given = opened(client, draft, CLOCKS)
    [code] = [name for name, value in given.items() if name.startswith("code-") and value == "T16"]
    sent = given | {f"amount-{code.partition('-')[2]}": "2"}
    kept = client.post(f"{draft}/table/{CLOCKS}", data=sent, follow_redirects=True)
    assert "Kept: “Suspension confirmed in writing”. By it counts: “Look at it”." in kept.text


def test_an_arrow_is_taken_after_an_answer_that_is_chosen(client: FlaskClient, draft: str):
    address = f"{draft}/step/{LOOK}?step=how"
    page = unescape(client.get(address).text)
    assert '<optgroup label="How is it">' in page and '<option value="mood = "sad"">Zu Tode betrübt – ½' in page
    [arrow] = re.findall(r'name="answer-(?!calm_way)([^"]+)"', page)
    typed = {"version": "1", "name": "How is it?", f"name-{arrow}": "sad", f"condition-{arrow}": 'mood = "cross"',
             f"answer-{arrow}": 'mood = "sad"', "name-calm_way": "", "default": "calm_way"}  # fmt: skip
    assert client.post(address, data=typed).status_code == 303
    assert 'mood = "sad"</textarea>' in unescape(client.get(address).text)
    drawn = {"version": "2", "to": "calm_end", "to-name": "calm", "to-answer": 'mood = "calm"'}
    assert client.post(f"{draft}/arrow/{LOOK}?step=how", data=drawn).status_code == 303
    assert unescape(client.get(address).text).count('mood = "calm"</textarea>') == 1
