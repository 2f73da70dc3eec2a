"""A file is deleted from a draft: who uses it is told first, and what nothing uses is asked about."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from engine import drafts, versions
from engine.diagrams import file_uses
from engine.diagrams.files import FORM, LIST, SCENARIOS, TABLE, kind_of
from engine.models import Draft
from webui import draft_frame, drawn
from webui.auth import may
from webui.session import actor, now, reading, writing

pages = Blueprint("draft_deleting", __name__)
BACK = {FORM: "drafts.forms", LIST: "drafts.tables", TABLE: "drafts.tables", SCENARIOS: "draft_stories.scenarios"}


@pages.get("/procedures/drafts/<id:draft_id>/delete/<path:path>")
@may("draft_procedure")
def asking(draft_id: str, path: str) -> str:
    """Ask before a file is deleted; say who uses it when it cannot be."""
    draft, files = _mine(draft_id, path)
    return _page(draft, files, path)


@pages.post("/procedures/drafts/<id:draft_id>/delete/<path:path>")
@may("draft_procedure")
def delete(draft_id: str, path: str) -> AnyResponse | tuple[str, int]:
    """Delete a file that nothing uses."""
    draft, files = _mine(draft_id, path)
    if _uses(draft, files, path):
        return _page(draft, files, path), 422
    session = writing()
    drafts.delete(session, drafts.mine(session, draft_id, actor().id), path, now=now())
    session.commit()
    flash(f"“{drawn.called(files, path)}” has been deleted from this draft. The versions that have it keep it.")
    return redirect(url_for(BACK.get(str(kind_of(path)), "drafts.draw"), draft_id=draft_id), 303)


def _mine(draft_id: str, path: str) -> tuple[Draft, dict[str, bytes]]:
    draft, files = draft_frame.whole(draft_id)
    if path not in files or kind_of(path) is None:
        raise drafts.NoSuchDraft
    return draft, files


def _uses(draft: Draft, files: Mapping[str, bytes], path: str) -> list[dict[str, Any]]:
    """Who needs a file; what these words do not know of, the check of the draft without it does."""
    if found := file_uses.told(drawn.known(files), path):
        return [{"words": words} for words in found]
    without = {other: data for other, data in files.items() if other != path}
    before = versions.problems(reading(), draft.authority_id, files)
    after = versions.problems(reading(), draft.authority_id, without)
    return [{"words": problem.message} for problem in after if problem not in before]


def _page(draft: Draft, files: Mapping[str, bytes], path: str) -> str:
    kind = str(kind_of(path))
    return render_template(
        "procedures/delete.html", **draft_frame.around(draft, draft_frame.TAB_OF[kind]), problems=[], path=path,
        name=drawn.called(files, path), kind=drawn.CALLED[kind], uses=_uses(draft, files, path),
        ways_in=file_uses.ways_in(drawn.known(files), path), parts=drawn.parts(files)[kind],
    )  # fmt: skip
