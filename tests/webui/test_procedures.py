"""The desk's pages: who may see what, keeping a draft, editing in words, folders, gates, the second person."""

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.builders import Drawing, a_form
from tests.webui.desk import LOOK, STORY, Desk, a_desk, files, play
from webui import drafts_in_words

FORM = "forms/anything.form"


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[Desk]:
    made = a_desk(database_url, tmp_path)
    yield made
    made.app.extensions["ladoflow.engine"].dispose()


def a_draft(client: FlaskClient, name: str = "Look twice") -> str:
    """The address of a new draft."""
    answer = client.post("/procedures/drafts/new", data={"name": name})
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def number_of(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found
    return found[1]


def add_step(client: FlaskClient, draft: str, name: str = "Ask the trade union", **more: str) -> int:
    address = f"{draft}/step/{LOOK}?step=look"
    page = client.get(address).text
    after = re.search(r'name="after" type="radio" value="([^"]+)"', page)
    assert after
    said = {"version": number_of(page), "after": after[1], "new-name": name, "new-kind": "userTask",
            "new-role": "LADO", "new-form": "anything", **more}  # fmt: skip
    return client.post(f"{draft}/add/{LOOK}?step=look", data=said).status_code


def proposed(client: FlaskClient, note: str = "The union is asked, 2026 edition") -> str:
    """A draft with one more step, tried out and put forward."""
    draft = a_draft(client)
    assert add_step(client, draft) == 303
    play(client, draft)
    assert client.post(f"{draft}/publish", data={"note": note}).status_code == 303
    return draft


# Who may see what


@pytest.mark.parametrize("who", ["owner", "approver"])
def test_owner_and_approver_see_the_procedure(desk: Desk, who: str):
    page = desk.as_(who).get("/procedures")
    assert page.status_code == 200 and "Version 1" in page.text
    assert desk.as_(who).get("/cases").status_code == 403


def test_casework_does_not_see_the_desk(desk: Desk):
    assert desk.as_("lado").get("/procedures").status_code == 403
    assert desk.as_("approver").get("/procedures/drafts/new").status_code == 403
    assert desk.app.test_client().get("/procedures").status_code == 303


def test_every_file_of_a_version_can_be_read_and_taken_away(desk: Desk):
    client = desk.as_("approver")
    for path, data in files().items():
        assert client.get(f"/procedures/1/{path}").status_code == 200, path
        assert client.get(f"/procedures/1/raw/{path}").data == data
    assert client.get("/procedures/1/processes/none.bpmn").status_code == 404
    assert client.get("/procedures/2").status_code == 404
    with zipfile.ZipFile(io.BytesIO(client.get("/procedures/1/folder.zip").data)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files()


def test_a_draft_is_its_authors_alone(desk: Desk):
    draft = a_draft(desk.as_("owner"))
    other = desk.as_("other")
    pages = ["", "/forms", "/tables", "/scenarios", "/compare", "/publish", "/throw-away", "/folder.zip",
             f"/file/{LOOK}", f"/raw/{LOOK}", f"/words/{LOOK}", f"/step/{LOOK}?step=look"]  # fmt: skip
    for page in pages:
        assert other.get(draft + page).status_code == 404, page
        assert desk.as_("owner").get(draft + page).status_code in (200, 303), page
    for act in ("/forms", "/scenarios", "/publish", "/throw-away", f"/file/{LOOK}", f"/add/{LOOK}?step=look"):
        assert other.post(draft + act, data={"note": "x", "title": "x", "text": "x"}).status_code == 404, act
    assert other.put(f"{draft}/raw/{LOOK}", data=b"<a/>", headers={"X-Draft-Version": "1"}).status_code == 404
    assert desk.as_("lado").get(draft).status_code == 403
    assert draft.rpartition("/")[2] not in other.get("/procedures").text


def test_every_post_needs_its_token(desk: Desk):
    client = desk.as_("owner")
    desk.app.config["WTF_CSRF_ENABLED"] = True
    assert client.post("/procedures/drafts/new", data={"name": "x"}).status_code == 400
    assert client.put(f"/procedures/drafts/{'0' * 32}/raw/{LOOK}", data=b"").status_code == 400
    assert desk.as_("approver").post("/procedures/1/confirm").status_code == 400


def test_only_the_table_editor_may_style_elements(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    table = b'<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="x"/>'
    archive = zipped({**files(), "processes/duty.dmn": table})
    brought = client.post("/procedures/drafts/bring-in", data={"name": "With a table", "archive": (archive, "a.zip")})
    page = client.get(f"{brought.headers['Location']}/file/processes/duty.dmn")
    assert "style-src-attr 'unsafe-inline'" in page.headers["Content-Security-Policy"]
    for other in (f"/file/{LOOK}", f"/file/{FORM}", "/compare"):
        assert "unsafe-inline" not in client.get(draft + other).headers["Content-Security-Policy"]


# Keeping a draft


def test_a_file_is_kept_against_the_copy_that_was_seen(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    changed = files()[LOOK].replace(b"Look at it", b"Look twice")

    def put(data: bytes, version: str, path: str = LOOK) -> tuple[int, dict[str, object]]:
        answer = client.put(f"{draft}/raw/{path}", data=data, headers={"X-Draft-Version": version})
        return answer.status_code, answer.get_json(silent=True) or {}

    assert put(changed, "1")[1] | {"kept": ""} == {
        "version": 2, "kept": "", "problems": [], "touches": "new cases only. 0 running cases stay as before.",
    }  # fmt: skip
    assert client.get(f"{draft}/raw/{LOOK}").data == changed
    status, said = put(files()[LOOK], "1")
    assert (status, said["version"]) == (409, 2)
    assert put(files()[LOOK], "2")[0] == 200
    assert put(b"no XML at all", "3")[0] == 422
    assert put(b"<!DOCTYPE x><x/>", "3")[0] == 422
    assert put(b"x" * 2_000_001, "3")[0] == 422
    assert put(b"[]", "1", FORM)[0] == 422
    assert put(b"{" * 100_000, "1", FORM)[0] == 422
    assert put(changed, "")[0] == 422
    assert put(changed, "1", "processes/none.bpmn")[0] == 404
    assert client.get(f"{draft}/raw/{LOOK}").data == files()[LOOK]


def test_problems_of_the_whole_draft_come_back_with_the_way_to_each(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    broken = files()[LOOK].replace(b'formKey="anything"', b'formKey="missing"')
    answer = client.put(f"{draft}/raw/{LOOK}", data=broken, headers={"X-Draft-Version": "1"}).get_json()
    [problem] = [each for each in answer["problems"] if each["element_id"] == "look"]
    assert "missing" in problem["message"] and problem["url"] == f"{draft}/file/{LOOK}"
    assert "not met" in client.get(f"{draft}/publish").text


def test_a_list_is_kept_as_text_and_what_was_typed_is_not_lost(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    path = f"{draft}/file/forms/lists/sexes.csv"
    typed = client.get(f"{draft}/raw/forms/lists/sexes.csv").text + "zz,Another,,,,\n"
    assert client.post(path, data={"version": "1", "text": typed.replace("\n", "\r\n")}).status_code == 303
    assert client.get(f"{draft}/raw/forms/lists/sexes.csv").text == typed
    lost = client.post(path, data={"version": "1", "text": typed + "yy,Mine,,,,\n"})
    assert lost.status_code == 409 and "yy,Mine" in lost.text and number_of(lost.text) == "2"
    assert client.post(path, data={"version": "2", "text": "a\0b"}).status_code == 422


def test_a_form_is_added(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    assert client.post(f"{draft}/forms", data={"title": "Ask the union"}).status_code == 303
    assert client.get(f"{draft}/file/forms/ask_the_union.form").status_code == 200
    for title in ("", "Ask the union", "!!!", "x" * 200):
        assert client.post(f"{draft}/forms", data={"title": title}).status_code == 422


def test_a_form_that_nothing_uses_is_deleted_after_a_question(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    client.post(f"{draft}/forms", data={"title": "Ask the union"})
    address = f"{draft}/delete/forms/ask_the_union.form"
    assert f'href="{address}">Delete</a>' in client.get(f"{draft}/file/forms/ask_the_union.form").text
    asked = client.get(address).text
    assert "Delete the form “Ask the union” from this draft?" in asked and "Delete it" in asked
    assert desk.as_("other").post(address).status_code == 404
    gone = client.post(address, follow_redirects=True)
    assert "“Ask the union” has been deleted" in gone.text and gone.request.path == f"{draft}/forms"
    assert client.get(address).status_code == 404 == client.post(address).status_code
    assert "No form" not in gone.text and "Nothing is different" in client.get(f"{draft}/compare").text


@pytest.mark.parametrize(
    ("path", "who"),
    [
        (FORM, "“Look at it” in “case” asks it."),
        (LOOK, "opens a case on it."),
        ("forms/lists/clocks.csv", "Pages and reports read it by its name."),
    ],
)
def test_what_is_used_is_not_deleted_and_who_uses_it_is_told(desk: Desk, path: str, who: str):
    client = desk.as_("owner")
    draft = a_draft(client)
    for answer in (client.get(f"{draft}/delete/{path}"), client.post(f"{draft}/delete/{path}")):
        assert who in answer.text and "cannot be deleted" in answer.text and "Delete it" not in answer.text
    assert client.get(f"{draft}/raw/{path}").status_code == 200


def test_a_way_in_is_deleted_only_by_whom_was_told_what_it_is(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    asked = client.get(f"{draft}/delete/processes/log_a_call.bpmn").text
    assert "People begin with it: “log_a_call” (LADO business support)" in asked and "Delete it" in asked


def test_a_form_of_the_same_name_is_refused(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    client.post(f"{draft}/forms", data={"title": "Ask the union"})
    assert "There is a form of this name" in client.post(f"{draft}/forms", data={"title": "ask the Union"}).text
    assert "There is a form of this name" in client.post(f"{draft}/forms", data={"title": "Ask, the union"}).text


# Editing in words


def test_a_gateway_without_a_name_is_told_by_what_comes_after_it():
    """The shipped drawing brings ways together in two places before it waits; no page shows their ids."""
    path = "processes/meeting_and_reviews.bpmn"
    drawing = {path: (Path(__file__).parents[2] / path).read_bytes()}
    left = [called for process in drafts_in_words._listed(drawing, path) for _, called in process["rest"]]
    assert left and all(called.startswith("Where ways come together before “") for called in left)


def test_a_step_is_changed_added_and_taken_away_in_words(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    assert "Look at it" in client.get(f"{draft}/words/{LOOK}").text
    said = {"version": "1", "name": "Look closely", "role": "LADO", "form": "anything", "due": "",
            "shows": "adult.name", "guidance": "Paragraph 4", "beside": "Look closely."}  # fmt: skip
    assert client.post(f"{draft}/step/{LOOK}?step=look", data=said).status_code == 303
    page = client.get(f"{draft}/step/{LOOK}?step=look").text
    assert all(words in page for words in ("Look closely", "adult.name", "Paragraph 4"))
    assert add_step(client, draft) == 303
    assert "Ask the trade union" in client.get(f"{draft}/compare").text
    removed = client.post(f"{draft}/remove/{LOOK}?step=ask_the_trade_union", data={"version": "3"})
    assert removed.status_code == 303
    assert "has been taken away" in client.get(f"{draft}/forms").text
    assert "Ask the trade union" not in client.get(f"{draft}/compare").text


def test_a_step_is_given_only_to_a_role_that_answers_steps(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    address = f"{draft}/step/{LOOK}?step=look"
    page = client.get(address).text
    assert 'value="LADO manager"' in page and 'value="Administrator"' not in page and 'value="Public"' not in page
    said = {"version": "1", "name": "Look at it", "role": "Administrator", "form": "anything"}
    assert client.post(address, data=said).status_code == 303
    assert "nobody&#39;s inbox: give it to a role that answers steps" in client.get(address).text


def test_words_that_cannot_be_kept_are_refused_with_what_was_typed(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    address = f"{draft}/step/{LOOK}?step=look"
    for said in ({"name": ""}, {"name": "x" * 5_000}, {"name": "a\x00b"}, {"name": "Look", "due": "x" * 1_000_000}):
        answer = client.post(address, data={"version": "1", "guidance": "Paragraph 4", **said})
        assert answer.status_code == 422 and "Paragraph 4" in answer.text
    lost = client.post(address, data={"version": "7", "name": "Mine"})
    assert lost.status_code == 409 and "Mine" in lost.text
    assert client.get(f"{draft}/step/{LOOK}?step=nothing").status_code == 404
    assert client.get(f"{draft}/step/{FORM}?step=look").status_code == 404
    assert add_step(client, draft, name="") == 422
    assert add_step(client, draft, after="nothing") == 422
    assert client.post(f"{draft}/remove/{LOOK}?step=done", data={"version": "1"}).status_code == 422


def test_every_button_of_a_step_keeps_all_that_was_typed(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    both = {"name": "Look closely", "role": "LADO", "form": "anything", "due": 'clock("T05", received_at)'}
    page = client.get(f"{draft}/step/{LOOK}?step=look").text
    [after] = re.findall(r'name="after" type="radio" value="([^"]+)"', page)
    typed = {"version": "1", **both, "new-name": "Ask the trade union", "new-form": "anything", "after": after}
    assert client.post(f"{draft}/add/{LOOK}?step=look", data=typed).status_code == 303
    page = client.get(f"{draft}/step/{LOOK}?step=look").text
    assert 'value="Look closely"' in page and "clock(&#34;T05&#34;, received_at)" in page
    said = "“Look closely” has been changed. “Ask the trade union” has been added."
    assert said in page
    [after] = re.findall(r'name="after" type="radio" value="([^"]+)"', page)
    typed = {"version": "2", **both, "guidance": "Paragraph 4", "new-name": "Ring", "after": after}
    answer = client.post(f"{draft}/step/{LOOK}?step=look", data=typed)
    assert answer.headers["Location"].endswith("step=ring")
    assert "Paragraph 4" in client.get(f"{draft}/step/{LOOK}?step=look").text
    nameless = client.post(f"{draft}/step/{LOOK}?step=look", data={**typed, "new-name": "", "new-form": "anything"})
    assert nameless.status_code == 422 and "Give the step a name" in nameless.text and "Paragraph 4" in nameless.text


def test_what_cannot_be_kept_of_a_step_is_never_said_to_be(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    address = f"{draft}/step/{LOOK}?step=look"
    said = {"version": "1", "name": "Look at it", "role": "", "form": "anything", "guidance": "Paragraph 4"}
    refused = client.post(address, data=said)
    assert refused.status_code == 422 and "Choose a role" in refused.text and "Paragraph 4" in refused.text
    same = {"version": "1", "name": "Look at it", "role": "LADO", "form": "anything"}
    assert client.post(address, data=same).status_code == 303
    page = client.get(address).text
    assert "Nothing has been changed" in page and number_of(page) == "1"


def test_a_condition_that_cannot_be_read_is_told_at_its_gateway_and_leads_there(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    assert add_step(client, draft, name="Is it urgent?", **{"new-kind": "exclusiveGateway"}) == 303
    address = f"{draft}/step/{LOOK}?step=is_it_urgent"
    said = {"version": "2", "name": "Is it urgent?", "to": "done", "to-name": "no", "to-condition": "urgent == no"}
    assert client.post(address, data=said).status_code == 303
    assert "cannot be read" in client.get(address).text
    words = client.get(f"{draft}/words/{LOOK}").text
    ways = re.findall(r'href="([^"]+)">Open it', words)
    assert ways and all(client.get(way).status_code == 200 for way in ways)
    elsewhere = client.get(f"{draft}/step/{LOOK}?step=look").text
    assert "problems elsewhere in the draft</a>" in elsewhere and "cannot be read" not in elsewhere


def test_a_page_without_a_problem_says_how_many_are_elsewhere(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    clocked = files()[LOOK].replace(b'formKey="anything"', b'formKey="missing"')
    assert client.put(f"{draft}/raw/{LOOK}", data=clocked, headers={"X-Draft-Version": "1"}).status_code == 200
    page = client.get(f"{draft}/table/forms/lists/sexes.csv").text
    assert "1 problem elsewhere in the draft" in page and f'href="{draft}/file/{LOOK}#look"' in page


def test_a_list_says_what_a_change_to_it_changes(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    for page in (f"{draft}/table/forms/lists/sexes.csv", "/procedures/1/forms/lists/sexes.csv"):
        assert "No question takes its answers from this list: a change here changes only" in client.get(page).text


# Folders in


def zipped(content: dict[str, bytes], around: str = "") -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in content.items():
            archive.writestr(around + path, data)
    out.seek(0)
    return out


def bring(client: FlaskClient, archive: io.BytesIO) -> tuple[int, str]:
    answer = client.post("/procedures/drafts/bring-in", data={"name": "Brought in", "archive": (archive, "a.zip")})
    return answer.status_code, answer.headers.get("Location", "") if answer.status_code == 303 else answer.text


@pytest.mark.parametrize("around", ["", "our procedure/"])
def test_a_folder_comes_in_as_it_went_out(desk: Desk, around: str):
    client = desk.as_("owner")
    status, draft = bring(client, zipped({**files(), "README.md": b"not ours"}, around))
    assert status == 303
    assert all(client.get(f"{draft}/raw/{path}").data == data for path, data in files().items())
    assert "Nothing is different" in client.get(f"{draft}/compare").text


def test_a_folder_sent_file_by_file_comes_in(desk: Desk):
    sent = [(io.BytesIO(data), f"procedure/{path}") for path, data in files().items()]
    answer = desk.as_("owner").post("/procedures/drafts/bring-in", data={"name": "A folder", "folder": sent})
    assert answer.status_code == 303


@pytest.mark.parametrize("around", ["", "outer/our procedure/"])
def test_what_is_left_out_is_told_with_the_reason_and_noise_is_not(desk: Desk, around: str):
    beside = {"README.md": b"x", "docs/old.bpmn": b"x", "processes/minutes.docx": b"x" * 3_000_000}
    noise = {"__MACOSX/processes/._case.bpmn": b"x", ".DS_Store": b"x", "processes/.DS_Store": b"x", "Thumbs.db": b"x"}
    client = desk.as_("owner")
    status, draft = bring(client, zipped({**files(), **beside, **noise}, around))
    assert status == 303
    page = client.get(f"{draft}/forms").text
    assert f"{len(files())} files brought in." in page
    assert f"in none of the folders processes, forms, forms/lists and features/procedure: {around}README.md, " in page
    assert f"by the ending of its name: {around}processes/minutes.docx." in page
    assert "MACOSX" not in page and "DS_Store" not in page and "Thumbs" not in page


def test_of_many_files_left_out_the_first_are_named(desk: Desk):
    client = desk.as_("owner")
    _, draft = bring(client, zipped({**files(), **{f"notes/{n}.txt": b"x" for n in range(40)}}))
    assert "notes/7.txt, 32 more." in client.get(f"{draft}/forms").text


HOSTILE = {
    "no zip": lambda: io.BytesIO(b"PK\x03\x04 and then nothing"),
    "empty": lambda: io.BytesIO(b""),
    "leads up": lambda: zipped({"../processes/a.bpmn": b"x", **files()}),
    "leads up inside": lambda: zipped({"processes/../../a.bpmn": b"x", **files()}),
    "absolute": lambda: zipped({"/processes/a.bpmn": b"x", **files()}),
    "other sign": lambda: zipped({"processes/a b;c.bpmn": b"x"}),
    "other ending": lambda: zipped({"processes/a.html": b"<script>"}),
    "twice": lambda: zipped({"processes/a.bpmn": b"x", "other/processes/a.bpmn": b"y"}),
    "no drawing": lambda: zipped({"forms/a.form": b"{}"}),
    "bomb": lambda: zipped({"processes/a.bpmn": b"\0" * 30_000_000}),
    "one large": lambda: zipped({"processes/a.bpmn": b"\0" * 3_000_000}),
    "many": lambda: zipped({f"processes/a{n}.bpmn": b"x" for n in range(600)}),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_folder_is_refused_in_words(desk: Desk, kind: str):
    status, page = bring(desk.as_("owner"), HOSTILE[kind]())
    assert status == 422 and "There is a problem" in page and "Brought in" in page


def test_a_broken_drawing_comes_in_and_is_told_as_a_problem(desk: Desk):
    client = desk.as_("owner")
    status, draft = bring(client, zipped({**files(), "processes/bad.bpmn": b"this is no drawing"}))
    assert status == 303
    for page in (
        "/forms",
        "/compare",
        "/publish",
        "/scenarios",
        "/file/processes/bad.bpmn",
        "/words/processes/bad.bpmn",
    ):
        assert client.get(draft + page).status_code == 200, page
    assert "This is not sound XML" in client.get(f"{draft}/forms").text


def test_a_file_that_no_editor_can_open_says_why_and_stands_there_as_text(desk: Desk):
    client = desk.as_("owner")
    _, draft = bring(client, zipped({**files(), "processes/bad.bpmn": b"<oops", "forms/bad.form": b"{"}))
    for path, why in (("processes/bad.bpmn", "This is not sound XML"), ("forms/bad.form", "cannot be read as text")):
        page = client.get(f"{draft}/file/{path}").text
        assert "No editor can open this file" in page and why in page and 'name="text"' in page
    assert "No editor can open" not in client.get(f"{draft}/file/{LOOK}").text


def test_what_a_condition_of_a_form_may_name_stands_above_its_editor(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    mood = {"type": "radio", "key": "mood", "label": "How is it", "values": [{"value": "cross", "label": "Cross"}]}
    seen = {"type": "checklist", "key": "seen", "label": "Who saw it", "values": [{"value": "head", "label": "Head"}]}
    client.put(f"{draft}/raw/{FORM}", data=a_form(seen, mood), headers={"X-Draft-Version": "1"})
    page = unescape(client.get(f"{draft}/file/{FORM}").text)
    assert 'mood = null or mood != "cross"' in page and 'seen = null or not("head" in seen)' in page
    assert "<td>How is it</td><td><code>mood</code></td>" in page


# Putting into use


def test_all_four_gates_must_be_met(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    assert "says the same as the version in use" in client.post(f"{draft}/publish", data={"note": "x"}).text
    assert add_step(client, draft) == 303
    assert "Write a note" in client.post(f"{draft}/publish", data={"note": " "}).text
    assert "Not all scenarios have passed" in client.post(f"{draft}/publish", data={"note": "x"}).text
    play(client, draft)
    assert "1 of 1 pass" in client.get(f"{draft}/scenarios").text
    assert client.post(f"{draft}/publish", data={"note": "The union"}).status_code == 303
    assert client.get("/procedures").text.count("waits to be confirmed") == 1


def test_the_gate_of_the_note_is_met_by_a_note_alone(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    assert add_step(client, draft) == 303
    gate = "3. The changes are compared, and a note says why"
    assert ": not met" in client.get(f"{draft}/publish").text.partition(gate)[2][:80]
    page = client.post(f"{draft}/publish", data={"note": "The union"}).text  # Refused: nothing has been tried out.
    assert ": met" in page.partition(gate)[2][:80]


def test_a_note_that_was_refused_is_there_again_after_trying_out(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    assert add_step(client, draft) == 303
    assert client.post(f"{draft}/publish", data={"note": "The union is asked"}).status_code == 422
    play(client, draft)
    assert "The union is asked</textarea>" in client.get(f"{draft}/publish").text
    assert client.post(f"{draft}/publish", data={"note": "The union is asked"}).status_code == 303
    assert client.post("/procedures/2/take-back").status_code == 303
    assert "The union is asked" not in client.get(f"{draft}/publish").text


def test_a_change_after_the_scenarios_asks_for_them_again(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    add_step(client, draft)
    play(client, draft)
    add_step(client, draft, name="One more")
    assert "before your last change" in client.get(f"{draft}/scenarios").text
    refused = client.post(f"{draft}/publish", data={"note": "A note to keep"})
    assert refused.status_code == 422 and "A note to keep" in refused.text


def test_a_failing_story_stops_it_and_leads_to_its_line(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    path = f"{draft}/story/features/procedure/look.feature"
    client.post(path, data={"version": "1", "text": STORY.decode().replace("Look at it", "Look away")})
    play(client, draft)
    page = client.get(f"{draft}/scenarios").text
    assert "0 of 1 pass" in page and "Look away" in page and "Line 8 expects: the LADO inbox has" in page
    assert f'href="{draft}/scenarios/1">A call is looked at</a>' in page
    refused = client.post(f"{draft}/publish", data={"note": "x"})
    assert refused.status_code == 422 and "Try it out first" not in refused.text
    assert f'<a href="{draft}/scenarios">1 story fails for exactly this content.' in refused.text
    assert "0 of 1 pass, 1 fails, in" in refused.text and "See which fail" in refused.text
    client.post(path, data={"version": "2", "text": "Feature: Nothing"})
    play(client, draft)
    assert "This draft has no stories" in client.post(f"{draft}/publish", data={"note": "x"}).text


def test_a_failing_story_says_what_it_expected_what_was_so_and_what_to_do(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    path = f"{draft}/story/features/procedure/look.feature"
    told = STORY.decode() + '    And the LADO inbox has nothing\n    When the LADO completes "Look at it"\n'
    client.post(path, data={"version": "1", "text": told})
    play(client, draft)
    page = unescape(client.get(f"{draft}/scenarios/1").text)
    expected, instead = page.partition("What happened instead")[::2]
    assert "Line 11: <strong>And the LADO inbox has nothing</strong>" in expected
    assert "The LADO inbox has: “Look at it” for Joel Barrett" in instead
    assert f'href="{path}#line-11">open it at line 11' in page and f'href="{draft}/compare">what this draft' in page
    assert page.count('class="desk-told--held"') == 3 and page.count('class="desk-told--failed"') == 1
    assert "<td>Joel Barrett</td>" in page and "1 more line was not played" in page
    editor = client.get(path).text
    assert '<span id="line-11" class="desk-numbered__wrong">11</span>' in editor and 'id="line-10">10<' in editor
    assert f'href="{draft}/scenarios/1">What to do' in editor and 'href="#line-11">Line 11' in editor
    client.post(path, data={"version": "2", "text": told.replace("A call is", "It is")})
    assert "before your last change" in client.get(f"{draft}/scenarios/1").text
    assert "desk-numbered__wrong" not in client.get(path).text
    for gone in ("/scenarios/0", "/scenarios/2"):
        assert client.get(draft + gone).status_code == 404
    assert desk.as_("other").get(f"{draft}/scenarios/1").status_code == 404


def test_a_step_that_a_failing_line_names_is_one_press_away(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    told = STORY.decode() + '    And "Look at it" is not offered to the LADO\n'
    client.post(f"{draft}/story/features/procedure/look.feature", data={"version": "1", "text": told})
    play(client, draft)
    page = client.get(f"{draft}/scenarios/1").text
    assert f'href="{draft}/step/{LOOK}?step=look">change it in words' in page
    assert f'href="{draft}/file/{LOOK}#look">in the drawing' in page


def test_a_line_that_nobody_understands_is_told_in_the_editor_and_after_trying_out(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    path = f"{draft}/story/features/procedure/look.feature"
    client.post(path, data={"version": "1", "text": STORY.decode() + "    And the moon is full\n"})
    editor = client.get(path).text
    assert "Lines that cannot be played" in editor and 'href="#line-11">Line 11' in editor
    play(client, draft)
    assert "Line 11 is not understood: the moon is full" in client.get(f"{draft}/scenarios").text
    page = client.get(f"{draft}/scenarios/1").text
    assert "Nothing of this story was played" in page and 'class="desk-told--held"' not in page
    assert f'href="{path}#line-11">Change line 11' in page


def test_stories_that_are_gone_are_told_at_the_gate_and_to_the_second_person(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    path = f"{draft}/story/features/procedure/look.feature"
    other = STORY.decode().replace("A call is looked at", "Another call is looked at")
    assert client.post(path, data={"version": "1", "text": other}).status_code == 303
    play(client, draft)
    gone = "1 story of version 1 is gone: “A call is looked at”; 1 story is new."
    assert gone in client.get(f"{draft}/scenarios").text
    gate = client.get(f"{draft}/publish").text
    assert "1 of 1 pass, in" in gate and gone in gate
    assert "The story “A call is looked at” is gone" in client.get(f"{draft}/compare").text
    assert client.post(f"{draft}/publish", data={"note": "Other stories"}).status_code == 303
    page = desk.as_("approver").get("/procedures/2").text
    assert gone in page and "The story “A call is looked at” is gone" in page


def test_a_story_that_is_no_story_is_told(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    path = f"{draft}/story/features/procedure/look.feature"
    client.post(path, data={"version": "1", "text": "nothing like a story"})
    play(client, draft)
    stopped = client.get(f"{draft}/scenarios").text
    assert "The stories could not be played." in stopped and f'href="{path}">Open the story' in stopped
    page = client.get(path).text
    assert "cannot be played" in page and 'class="desk-numbered__wrong">1<' in page
    assert client.post(f"{draft}/publish", data={"note": "x"}).status_code == 422


def test_the_second_person_confirms(desk: Desk):
    proposed(desk.as_("owner"))
    client = desk.as_("approver")
    waits = client.get("/inbox").text
    assert 'href="/procedures/2"' in waits and "Nothing waits" not in waits
    assert 'href="/procedures/2"' not in desk.as_("owner").get("/inbox").text
    page = client.get("/procedures/2").text
    assert "The union is asked, 2026 edition" in page and "Ask the trade union" in page and "1 of 1 scenarios" in page
    assert desk.as_("owner").post("/procedures/2/confirm").status_code == 403
    assert client.post("/procedures/2/confirm").status_code == 303
    assert "Nothing waits" in client.get("/inbox").text
    assert "Version 2" in client.get("/procedures").text
    assert client.post("/procedures/2/confirm").status_code == 409
    assert "Go on drawing" not in desk.as_("owner").get("/procedures").text


def test_the_author_cannot_confirm_even_with_the_role(desk: Desk):
    client = desk.as_("both")
    proposed(client)
    assert client.post("/procedures/2/confirm").status_code == 403
    assert client.post("/procedures/2/decline", data={"reason": "x"}).status_code == 403
    assert "<strong>Version 1</strong>" in client.get("/procedures").text


def test_the_second_person_sends_it_back_with_a_reason(desk: Desk):
    draft = proposed(desk.as_("owner"))
    client = desk.as_("approver")
    assert client.post("/procedures/2/decline", data={"reason": " "}).status_code == 422
    assert client.post("/procedures/2/decline", data={"reason": "Name the union"}).status_code == 303
    assert "Name the union" in desk.as_("owner").get(f"{draft}/publish").text
    assert client.post("/procedures/2/confirm").status_code == 409


def test_asking_again_replaces_what_waits_and_an_overtaken_version_cannot_be_confirmed(desk: Desk):
    owner, other, approver = desk.as_("owner"), desk.as_("other"), desk.as_("approver")
    draft = proposed(owner)
    add_step(owner, draft, name="One more")
    play(owner, draft)
    assert owner.post(f"{draft}/publish", data={"note": "Again"}).status_code == 303
    assert approver.post("/procedures/2/confirm").status_code == 409
    proposed(other, "The other's")
    assert approver.post("/procedures/4/confirm").status_code == 303
    assert approver.post("/procedures/3/confirm").status_code == 409


def test_a_draft_is_begun_from_an_older_version(desk: Desk):
    owner = desk.as_("owner")
    proposed(owner)
    assert "Start a draft from this version" not in owner.get("/procedures/2").text
    assert owner.get("/procedures/drafts/new?version=2").status_code == 404
    assert desk.as_("approver").post("/procedures/2/confirm").status_code == 303
    page = owner.get("/procedures/1").text
    [address] = re.findall(r'href="([^"]+)">Start a draft from this version', page)
    assert "Start a draft from" not in desk.as_("approver").get("/procedures/1").text
    asked = owner.get(address).text
    assert "A private copy of version 1" in asked and "Version 2 is in use, not version 1" in asked
    assert owner.post(address, data={"name": ""}).status_code == 422
    draft = owner.post(address, data={"name": "As it was"}).headers["Location"]
    assert owner.get(f"{draft}/raw/{LOOK}").data == files()[LOOK]
    assert "This draft was begun from version 1, and version 2 is in use now" in owner.get(f"{draft}/forms").text
    assert owner.post("/procedures/drafts/new?version=9", data={"name": "None"}).status_code == 404


def test_its_author_takes_it_back(desk: Desk):
    client = desk.as_("owner")
    proposed(client)
    assert desk.as_("other").post("/procedures/2/take-back").status_code == 404
    assert client.post("/procedures/2/take-back").status_code == 303
    assert desk.as_("approver").post("/procedures/2/confirm").status_code == 409


def test_a_draft_is_thrown_away(desk: Desk):
    client = desk.as_("owner")
    draft = a_draft(client)
    assert client.post(f"{draft}/throw-away").status_code == 303
    assert client.get(draft).status_code == 404


def test_a_drawing_without_a_way_out_is_edited_in_words(desk: Desk):
    client = desk.as_("owner")
    lone = Drawing("lone").start("begin_lone", message="Other").xml()
    status, draft = bring(client, zipped({**files(), "processes/lone.bpmn": lone}))
    assert status == 303
    assert client.get(f"{draft}/words/processes/lone.bpmn").status_code == 200
    assert client.get(f"{draft}/step/processes/lone.bpmn?step=begin_lone").status_code == 200
