"""A story on the desk: begun, written with help beside it, played at once; what it names that is not there."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from engine import rehearsal
from engine.procedure import Procedure, read_folder
from tests.webui.desk import LOOK, STORY, Desk, a_desk, files
from webui import drawn, guides, marked

ROOT = Path(__file__).parents[2]
LOOKING = "features/procedure/look.feature"


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[Desk]:
    made = a_desk(database_url, tmp_path)
    yield made
    made.app.extensions["ladoflow.engine"].dispose()


@pytest.fixture
def client(desk: Desk) -> FlaskClient:
    return desk.as_("owner")


@pytest.fixture
def draft(client: FlaskClient) -> str:
    return str(client.post("/procedures/drafts/new", data={"name": "Stories"}).headers["Location"])


def text_of(page: str) -> str:
    found = re.search(r'<textarea[^>]* name="text"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert found
    return unescape(found[1])


def number_of(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found
    return found[1]


def kept(client: FlaskClient, draft: str, path: str, text: str, **pressed: str):  # type: ignore[no-untyped-def]
    address = f"{draft}/story/{path}"
    said = {"version": number_of(client.get(address).text), "text": text, **pressed}
    return client.post(address, data=said, follow_redirects=True)


def test_a_story_is_added_and_can_be_played_as_it_begins(client: FlaskClient, draft: str):
    added = client.post(f"{draft}/scenarios/add", data={"title": "A call at night"}, follow_redirects=True)
    assert "Scenario: A call at night" in text_of(added.text)
    path = "features/procedure/a_call_at_night.feature"
    played = kept(client, draft, path, text_of(added.text), play="yes").text
    assert "1 of 1 story passes." in played and "Fails" not in played and "Line 4<" in played
    assert "A call at night" in client.get(f"{draft}/scenarios").text


def test_a_new_story_passes_on_the_shipped_procedure_as_it_begins():
    files = read_folder(ROOT)
    story = drawn.new_story("A call at night", files).decode()
    [result] = rehearsal.rehearse(Procedure(files), {"features/procedure/a_call_at_night.feature": story})
    assert result.passed, f"{result.line}: {result.why}"


def test_a_story_is_begun_as_a_copy_of_another(client: FlaskClient, draft: str):
    said = {"title": "Looking again", "like": LOOKING}
    added = client.post(f"{draft}/scenarios/add", data=said, follow_redirects=True)
    assert text_of(added.text) == STORY.decode().replace("Feature: Looking", "Feature: Looking again")


@pytest.mark.parametrize(
    ("title", "why"), [("", "Say what the story is about"), ("Look", "There is a story of this name already")]
)
def test_a_story_without_a_name_of_its_own_is_refused(client: FlaskClient, draft: str, title: str, why: str):
    page = client.post(f"{draft}/scenarios/add", data={"title": title, "like": LOOKING})
    assert page.status_code == 422 and why in page.text
    assert f'value="{LOOKING}" selected' in page.text


def test_a_story_that_fails_is_told_at_its_line_at_once(client: FlaskClient, draft: str):
    wrong = STORY.decode().replace("| Look at it |", "| Look        |").replace("Look        |", "Looked at |")
    played = kept(client, draft, LOOKING, wrong, play="yes").text
    assert (
        "0 of 1 stories pass." in played
        and "Fails" in played
        and "Expects: the LADO inbox has" in played
        and "“Look at it”" in unescape(played)
    )
    assert '<span id="line-8" class="desk-numbered__wrong">' in played


def test_a_line_that_cannot_be_played_is_told_without_playing(client: FlaskClient, draft: str):
    page = kept(client, draft, LOOKING, STORY.decode() + '    And the LADO completes "Look at that"\n').text
    assert "has no step “Look at that”. Nearest to it: “Look at it”" in page
    assert "Passes" not in page and 'href="#line-11">Line 11' in page


def test_a_step_called_otherwise_is_told_for_every_story_before_they_are_played(client: FlaskClient, draft: str):
    before = client.get(f"{draft}/scenarios").text
    assert "cannot be played" not in before
    drawing = files()[LOOK].replace(b"Look at it", b"Read it")
    client.put(f"{draft}/raw/{LOOK}", data=drawing, headers={"X-Draft-Version": "1"})
    for page in (client.get(f"{draft}/scenarios").text, client.get(f"{draft}/publish").text):
        assert "1 line of the stories cannot be played" in page
    page = client.get(f"{draft}/scenarios").text
    assert "has no step “Look at it”" in page and f'href="{draft}/story/{LOOKING}#line-8"' in page


def test_what_is_called_otherwise_now_is_changed_in_all_its_lines(client: FlaskClient, draft: str):
    second = (
        STORY.decode()
        + '    When the LADO completes "Look at it"\n      | question | answer |\n      | Note | Seen |\n'
    )
    assert kept(client, draft, LOOKING, second).status_code == 200
    drawing = files()[LOOK].replace(b"Look at it", b"Read it")
    client.put(f"{draft}/raw/{LOOK}", data=drawing, headers={"X-Draft-Version": "1"})
    page = client.get(f"{draft}/scenarios").text
    assert "Look, line 8</a>" in page and "Look, line 11</a>" in page and "Change it in 2 lines" in page
    empty = client.post(f"{draft}/scenarios/rename", data={"old": "Look at it", "new": " "})
    assert empty.status_code == 422 and 'href="#new">Say what it is called now' in empty.text
    said = {"old": "Look at it", "new": "Read it"}
    done = client.post(f"{draft}/scenarios/rename", data=said, follow_redirects=True).text
    assert "“Look at it” is called “Read it” in 2 lines now." in done and "cannot be played" not in done
    text = client.get(f"{draft}/raw/{LOOKING}").data.decode()
    assert text == second.replace("| Look at it |", "| Read it    |").replace('"Look at it"', '"Read it"')
    assert "Nothing names this" in client.post(f"{draft}/scenarios/rename", data=said, follow_redirects=True).text


def test_a_story_of_a_draft_with_problems_is_kept_and_not_played(client: FlaskClient, draft: str):
    drawing = files()[LOOK].replace(b'camunda:formKey="anything"', b"")
    client.put(f"{draft}/raw/{LOOK}", data=drawing, headers={"X-Draft-Version": "1"})
    page = kept(client, draft, LOOKING, STORY.decode(), play="yes").text
    assert "has not been played: the check finds problems" in page and "Passes" not in page


def test_what_was_typed_is_not_lost(client: FlaskClient, draft: str):
    address = f"{draft}/story/{LOOKING}"
    assert kept(client, draft, LOOKING, "Feature: Mine\n").status_code == 200
    late = client.post(address, data={"version": "1", "text": "Feature: Yours\n"})
    assert late.status_code == 409 and text_of(late.text) == "Feature: Yours\n" and "another window" in late.text
    odd = client.post(address, data={"version": "2", "text": "Feature: \0\n"})
    assert odd.status_code == 422 and "characters that no text has" in odd.text


def test_what_a_line_may_say_stands_beside_the_story_and_in_the_guide(desk: Desk, client: FlaskClient, draft: str):
    source = guides.STORIES.read_text("utf-8")
    rows = [line for line in marked.chapter(source, guides.LINES).splitlines() if line.startswith("| `")]
    assert len(rows) > 30
    pages = [client.get(f"{draft}/story/{LOOKING}").text, desk.as_("approver").get("/procedures/stories").text]
    for page in pages:
        assert page.count("<tr><td>") >= len(rows)
        assert all(f"<code>{marked.escape(row.split('`')[1])}</code>" in page for row in rows)
    assert desk.as_("lado").get("/procedures/stories").status_code == 403


def test_steps_questions_and_answers_of_a_draft_stand_on_a_page(client: FlaskClient, draft: str):
    page = client.get(f"{draft}/manual")
    assert page.status_code == 200 and "Look at it" in page.text and "Note" in page.text


def test_a_guide_keeps_its_words_and_no_markup_of_others():
    told = marked.html(
        "# Title\n\n## One & two\n\nSay **this**, *that* and `<b>`:\n- first, see [a page](x.md)\n"
        "  goes on\n- Role *\n\n"
        "```\n<i>code</i>\n\n```\n| a | b |\n|---|---|\n| `x` | 1 |\n"
    )
    assert "Title" not in told and '<h2 class="govuk-heading-m" id="one-two">One &amp; two</h2>' in told
    assert "<strong>this</strong>, <em>that</em> and <code>&lt;b&gt;</code>:" in told
    assert "first, see a page goes on</li>" in told and "Role *</li>" in told
    assert "&lt;i&gt;code&lt;/i&gt;" in told and "<td><code>x</code></td><td>1</td>" in told


def test_what_changes_in_stories_is_told_after_what_changes_in_the_procedure(client: FlaskClient, draft: str):
    drawing = files()[LOOK].replace(b"Look at it", b"Read it")
    client.put(f"{draft}/raw/{LOOK}", data=drawing, headers={"X-Draft-Version": "1"})
    client.post(f"{draft}/scenarios/rename", data={"old": "Look at it", "new": "Read it"})
    page = client.get(f"{draft}/compare").text
    assert "1 in wording only, 1 in stories." in page
    assert page.index("Wording only (1)") < page.index("Stories (1)") < page.index("is told differently")
