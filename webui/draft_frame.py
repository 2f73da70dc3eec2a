"""What every page of a process owner's draft shares: whose it is, its files, head and tabs, what the check finds."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from engine import drafts, versions
from engine.diagrams.files import DIAGRAM, FORM, LIST, SCENARIOS, TABLE, kind_of
from engine.models import Draft, ProcedureVersion
from webui import drawn
from webui.session import actor, now, reading

TABS = (
    ("drafts.draw", "Draw"), ("drafts.forms", "Forms"), ("drafts.tables", "Tables and lists"),
    ("draft_stories.scenarios", "Scenarios"), ("drafts.compare", "Compare"), ("drafts.publish", "Put into use"),
)  # fmt: skip
TAB_OF = {DIAGRAM: "draw", FORM: "forms", TABLE: "tables", LIST: "tables", SCENARIOS: "scenarios"}


def mine(draft_id: str) -> Draft:
    """An open draft of whoever asks. Raises NoSuchDraft."""
    return drafts.mine(reading(), draft_id, actor().id)


def whole(draft_id: str) -> tuple[Draft, dict[str, bytes]]:
    """The same with its files."""
    draft = mine(draft_id)
    return draft, drafts.files(reading(), draft.id)


def around(draft: Draft, here: str) -> dict[str, Any]:
    """Head and tabs of a draft's pages."""
    begun = reading().get_one(ProcedureVersion, draft.from_version_id)
    current = versions.current(reading(), draft.authority_id, now())
    return {
        "draft": {"id": draft.id, "name": draft.name, "from": begun.number, "behind": begun.number < current.number,
                  "current": current.number},
        "tabs": [
            {"text": text, "href": url_for(page, draft_id=draft.id), "current": page.partition(".")[2] == here}
            for page, text in TABS
        ],
    }  # fmt: skip


def addresses(draft: Draft, files: Mapping[str, bytes]) -> dict[str, str]:
    """The page of each file, by path."""
    return {path: url_for("draft_files.edit", draft_id=draft.id, path=path) for path in files if kind_of(path)}


def problems(draft: Draft, files: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """What the check finds in a draft, each with the way to it."""
    return drawn.told(versions.problems(reading(), draft.authority_id, files), addresses(draft, files))
