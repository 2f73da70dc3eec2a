"""A version was put into use after a draft was begun: what it changed is told, chosen where needed, brought in."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from engine import catching_up, drafts, versions
from engine.catching_up import BOTH, MINE, ROWS, THEIRS, Difference
from engine.diagrams.files import kind_of
from engine.models import Draft, ProcedureVersion
from webui import draft_frame, drawn
from webui.auth import may
from webui.session import actor, now, reading, writing

pages = Blueprint("draft_catching_up", __name__)


@pages.get("/procedures/drafts/<id:draft_id>/catch-up")
@may("draft_procedure")
def asking(draft_id: str) -> str | AnyResponse:
    """What the version in use has changed, and what is done with each file."""
    draft, files = draft_frame.whole(draft_id)
    if draft.from_version_id == versions.current(reading(), draft.authority_id, now()).id:
        flash("This draft is begun from the version in use: there is nothing to bring in.")
        return redirect(url_for("drafts.compare", draft_id=draft_id), 303)
    return _page(draft, files)


@pages.post("/procedures/drafts/<id:draft_id>/catch-up")
@may("draft_procedure")
def bring_in(draft_id: str) -> AnyResponse | tuple[str, int]:
    """Bring it in as it was shown and chosen."""
    draft, files = draft_frame.whole(draft_id)
    chosen = {path.removeprefix("choose:"): said for path, said in request.form.items() if path.startswith("choose:")}
    session = writing()
    draft = drafts.mine(session, draft_id, actor().id)
    version = versions.current(session, draft.authority_id, now())
    try:
        found, before = catching_up.catch_up(
            session, draft, version, chosen, seen=request.form.get("seen", ""), by=actor().id, now=now()
        )
        session.commit()
    except (catching_up.Undecided, catching_up.ChangedMeanwhile, drafts.TooManyDrafts) as wrong:
        session.rollback()
        status = 409 if isinstance(wrong, catching_up.ChangedMeanwhile) else 422
        return _page(draft_frame.mine(draft_id), files, str(wrong).rstrip(".")), status
    flash(f"From version {version.number}, {_done(found, chosen)}. As it was before, your draft is kept as "
          f"“{before.name}”. Look at what the check says, then play all stories.")  # fmt: skip
    return redirect(url_for("drafts.compare", draft_id=draft_id), 303)


def _done(found: Sequence[Difference], chosen: Mapping[str, str]) -> str:
    """3 files were brought in, 1 of them row by row; 2 of yours were kept"""
    rows = sum(each.how == ROWS for each in found)
    kept = sum(each.how == BOTH and chosen[each.path] == MINE for each in found)
    brought = len(found) - kept
    said = f"{drawn.counted(brought, 'file')} {'was' if brought == 1 else 'were'} brought in"
    said += f", {rows} of them row by row" if rows else ""
    return said + (f"; {kept} of yours {'was' if kept == 1 else 'were'} kept" if kept else "")


def _page(draft: Draft, files: Mapping[str, bytes], problem: str = "") -> str:
    begun = reading().get_one(ProcedureVersion, draft.from_version_id)
    version = versions.current(reading(), draft.authority_id, now())
    base, theirs = versions.files_of(reading(), begun.id), versions.files_of(reading(), version.id)
    found = catching_up.differences(base, files, theirs)
    told, mine = drawn.by_file(base, theirs), drawn.by_file(base, files)
    listed = [_told(each, base, files, theirs) | {"theirs": told.get(each.path, []), "mine": mine.get(each.path, [])}
              for each in found]  # fmt: skip
    first = next((each["path"] for each in listed if each["how"] == BOTH), "")
    notes = [v for v in versions.all_of(reading(), draft.authority_id) if begun.number < v.number and v.published_at]
    return render_template(
        "procedures/catch_up.html", **draft_frame.around(draft, ""), version=version, notes=notes, raw=request.form,
        taken=[each for each in listed if each["how"] == THEIRS], rows=[each for each in listed if each["how"] == ROWS],
        both=[each for each in listed if each["how"] == BOTH], seen=catching_up.marks(base, files, theirs),
        problems=[{"name": f"choose:{first}", "message": problem}] if problem else [],
    )  # fmt: skip


def _told(each: Difference, base: Mapping[str, bytes], files: Mapping[str, bytes],
          theirs: Mapping[str, bytes]) -> dict[str, Any]:  # fmt: skip
    """A file by its name; whether one side has it no more, and what that side calls it now."""
    where = next(side for side in (theirs, files, base) if each.path in side)
    other = files if each.path not in files else theirs
    return {
        "path": each.path, "how": each.how, "name": drawn.called(where, each.path),
        "kind": drawn.CALLED[str(kind_of(each.path))], "gone_there": each.path not in theirs,
        "gone_here": each.path not in files, "new": each.path not in base,
        "renamed": drawn.called(other, each.renamed) if each.renamed else "",
    }  # fmt: skip
