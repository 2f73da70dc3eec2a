"""What another draft has put into use meanwhile is brought into a draft: told, chosen where both changed, kept."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from engine import clock, db, drafts, versions
from engine.models import Draft
from tests import builders
from tests.webui.desk import LOOK, Desk, a_desk, files

FORM, BASES = "forms/anything.form", "forms/lists/legal_bases.csv"
OTHER = "forms/other.form"


def a_form(label: str) -> bytes:
    return builders.a_form({"type": "textfield", "key": "asked", "label": label})


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[Desk]:
    made = a_desk(database_url, tmp_path, files() | {OTHER: a_form("Once")})
    yield made
    made.app.extensions["ladoflow.engine"].dispose()


def mine(desk: Desk, **said: bytes | None) -> str:
    """A draft of version 1 in which files were changed or deleted; its address."""
    client = desk.as_("owner")
    address = str(client.post("/procedures/drafts/new", data={"name": "Mine"}).headers["Location"])
    with db.writing(desk.app.extensions["ladoflow.engine"]) as session:
        draft = session.get_one(Draft, address.rpartition("/")[2])
        for path, content in said.items():
            if content is None:
                drafts.delete(session, draft, path, now=clock.now())
            else:
                seen = 1 if path in drafts.files(session, draft.id) else None
                drafts.save(session, draft, path, content, seen=seen, now=clock.now())
        session.commit()
    return address


def in_use(desk: Desk, content: dict[str, bytes]) -> None:
    """Another version, put into use by others."""
    with db.writing(desk.app.extensions["ladoflow.engine"]) as session:
        version = versions.propose(
            session, desk.authority_id, content, note="Their reason", by=desk.people["other"], now=clock.now()
        )
        versions.approve(session, version, by=desk.people["approver"], now=clock.now())
        session.commit()


def of_draft(desk: Desk, name: str) -> dict[str, bytes]:
    with db.reading(desk.app.extensions["ladoflow.engine"]) as session:
        draft = session.scalars(select(Draft).where(Draft.name == name)).one()
        return drafts.files(session, draft.id)


def page_of(client: FlaskClient, draft: str) -> tuple[str, str]:
    """The page, and what it posts back to say what was seen."""
    page = unescape(client.get(f"{draft}/catch-up").text)
    return page, page.partition('name="seen" value="')[2].partition('"')[0]


BASE = files() | {OTHER: a_form("Once")}


def test_what_both_changed_is_told_and_chosen(desk: Desk):
    client = desk.as_("owner")
    draft = mine(desk, **{FORM: a_form("My question"), LOOK: files()[LOOK].replace(b"Looked at", b"Seen")})
    in_use(desk, BASE | {FORM: a_form("Their question"), OTHER: a_form("Twice")})
    assert f'href="{draft}/catch-up">Bring in what version 2 changed' in client.get(f"{draft}/forms").text
    page, seen = page_of(client, draft)
    assert "Version 2: Their reason" in page and "Their question" in page and "My question" in page
    chosen, taken = page.split("Changed by version 2 alone: taken (1)")
    assert "Twice" in taken and "Twice" not in chosen and "Looked at" not in page
    undecided = client.post(f"{draft}/catch-up", data={"seen": seen})
    assert undecided.status_code == 422 and f'href="#choose:{FORM}"' in undecided.text
    assert f'id="choose:{FORM}"' in undecided.text
    done = client.post(f"{draft}/catch-up", data={"seen": seen, f"choose:{FORM}": "mine"}, follow_redirects=True)
    assert "From version 2, 1 file was brought in; 1 of yours was kept." in done.text
    assert "“Mine, before version 2”" in done.text and "Draft from version 2" in done.text
    now = of_draft(desk, "Mine")
    assert (now[FORM], now[OTHER]) == (a_form("My question"), a_form("Twice")) and b"Seen" in now[LOOK]
    before = of_draft(desk, "Mine, before version 2")
    assert (before[FORM], before[OTHER]) == (a_form("My question"), a_form("Once")) and b"Seen" in before[LOOK]
    assert "nothing to bring in" in client.get(f"{draft}/catch-up", follow_redirects=True).text


@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_a_file_deleted_on_one_side_and_changed_on_the_other_is_told(desk: Desk, side: str):
    client = desk.as_("owner")
    without = {path: data for path, data in BASE.items() if path != OTHER}
    if side == "mine":
        draft = mine(desk, **{OTHER: None})
        in_use(desk, BASE | {OTHER: a_form("Twice")})
        words, left = "You: have deleted it.", a_form("Twice")
    else:
        draft = mine(desk, **{OTHER: a_form("Twice")})
        in_use(desk, without)
        words, left = "Version 2: has deleted it.", None
    page, seen = page_of(client, draft)
    assert words in " ".join(page.replace("<strong>", "").replace("</strong>", "").split())
    assert client.post(f"{draft}/catch-up", data={"seen": seen, f"choose:{OTHER}": "theirs"}).status_code == 303
    assert of_draft(desk, "Mine").get(OTHER) == left


def test_a_file_renamed_there_and_changed_here_is_told(desk: Desk):
    draft = mine(desk, **{OTHER: a_form("Twice")})
    theirs = {path: data for path, data in BASE.items() if path != OTHER} | {"forms/anew.form": BASE[OTHER]}
    in_use(desk, theirs)
    page, seen = page_of(desk.as_("owner"), draft)
    assert "has the same as “" in page and "it was renamed there" in page
    assert desk.as_("owner").post(
        f"{draft}/catch-up", data={"seen": seen, f"choose:{OTHER}": "mine"}
    ).status_code == 303  # fmt: skip
    assert {OTHER, "forms/anew.form"} <= set(of_draft(desk, "Mine"))


def test_what_changed_since_the_page_was_shown_is_shown_first(desk: Desk):
    client = desk.as_("owner")
    draft = mine(desk, **{FORM: a_form("My question")})
    in_use(desk, BASE | {FORM: a_form("Their question")})
    _, seen = page_of(client, draft)
    in_use(desk, BASE | {FORM: a_form("Another question")})
    late = client.post(f"{draft}/catch-up", data={"seen": seen, f"choose:{FORM}": "mine"})
    assert late.status_code == 409 and "Another question" in late.text and 'value="mine" checked' in late.text
    assert of_draft(desk, "Mine")[FORM] == a_form("My question")


def test_nobody_else_brings_anything_into_it(desk: Desk):
    draft = mine(desk, **{FORM: a_form("My question")})
    in_use(desk, BASE | {FORM: a_form("Their question")})
    for who, status in (("other", 404), ("approver", 403), ("lado", 403)):
        assert desk.as_(who).get(f"{draft}/catch-up").status_code == status
        assert desk.as_(who).post(f"{draft}/catch-up").status_code == status
