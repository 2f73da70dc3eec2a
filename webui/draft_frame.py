"""What every page of a process owner's draft shares: whose it is, its files, head and tabs, what is wrong, keeping."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from flask import url_for

from engine import drafts, versions
from engine.diagrams import parse
from engine.diagrams.files import DIAGRAM, FORM, LIST, SCENARIOS, TABLE, kind_of
from engine.errors import Unreadable
from engine.models import Draft, DraftFile, ProcedureVersion
from webui import drawn
from webui.session import actor, now, reading, writing

if TYPE_CHECKING:
    from engine.rehearsal.foreseen import Names
    from engine.rehearsal.telling import Gone

_FORESEEN: dict[int, list["Gone"]] = {}

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


def with_file(draft_id: str, path: str, kind: str) -> tuple[Draft, dict[str, bytes]]:
    """The same, when it has this file and the file is of this kind; raises NoSuchDraft."""
    draft, files = whole(draft_id)
    if path not in files or kind_of(path) != kind:
        raise drafts.NoSuchDraft
    return draft, files


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
    return {path: address(draft, path) for path in files if kind_of(path)}


def address(draft: Draft, path: str) -> str:
    """The page on which a file is changed: a list and a story have one of their own."""
    page = {LIST: "draft_sheets.sheet", SCENARIOS: "draft_story.edit"}.get(str(kind_of(path)), "draft_files.edit")
    return url_for(page, draft_id=draft.id, path=path)


def problems(draft: Draft, files: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """What the check finds in a draft, each with the way to it."""
    return drawn.told(versions.problems(reading(), draft.authority_id, files), addresses(draft, files))


def names(draft: Draft, files: Mapping[str, bytes]) -> "Names":
    """What the stories of a draft may name."""
    from engine.rehearsal.foreseen import Names  # Late: the rehearsal loads all of casework.

    return Names(drawn.known(files), frozenset(versions.roles(reading(), draft.authority_id)))


def foreseen(draft: Draft, files: Mapping[str, bytes]) -> list["Gone"]:
    """What the stories of a draft name that it does not have; remembered for the last few."""
    from engine.rehearsal import telling

    key = hash(frozenset(files.items()))
    if key not in _FORESEEN:
        while len(_FORESEEN) >= drawn.CACHED:
            _FORESEEN.pop(next(iter(_FORESEEN)), None)
        _FORESEEN[key] = telling.gone(files, names(draft, files))
    return _FORESEEN[key]


def unplayable(draft: Draft, files: Mapping[str, bytes]) -> int:
    """How many lines of a draft's stories cannot be played on it."""
    return len({line for each in foreseen(draft, files) for line in each.lines})


# Keeping


def save(draft_id: str, path: str, content: bytes, seen: str) -> DraftFile:
    """Keep a file that somebody typed or drew, against the number of the copy that they saw. Raises LadoflowError."""
    readable(path, content)
    session = writing()
    kept = drafts.save(session, drafts.mine(session, draft_id, actor().id), path, content,
                       seen=int(seen) if seen.isdigit() else -1, now=now())  # fmt: skip
    session.commit()
    return kept


def readable(path: str, content: bytes) -> None:
    """Whether an editor could open this again. What it means is the check's to say. Raises in words."""
    if len(content) > drafts.MOST_BYTES:
        raise drafts.TooLarge
    kind = kind_of(path)
    drawn.may_open({path: content}, path)
    if kind in (DIAGRAM, TABLE):
        parse(content, path)
        return
    try:
        text = content.decode("utf-8")
        if kind == FORM and not isinstance(json.loads(text), dict):
            raise Unreadable("This is not a form. Nothing has been changed.")
    except (ValueError, RecursionError):
        raise Unreadable("This cannot be read as text. Nothing has been changed.") from None
    if "\0" in text:
        raise Unreadable("This has characters that no text has. Nothing has been changed.")
