"""One file of stories of a draft: written with help beside it, kept, and played at once."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from engine import drafts, versions
from engine.diagrams.files import SCENARIOS
from engine.errors import LadoflowError
from engine.models import Draft
from webui import draft_frame, drawn, guides
from webui.auth import may
from webui.session import reading

if TYPE_CHECKING:
    from engine.rehearsal import Result

pages = Blueprint("draft_story", __name__)
ROOM = 20
"""Empty lines below a story, so that it may grow without a bar to scroll."""


@pages.get("/procedures/drafts/<id:draft_id>/story/<path:path>")
@may("draft_procedure")
def edit(draft_id: str, path: str) -> str:
    """A story's text; with `play` also how it goes on the draft as it stands."""
    draft, files = draft_frame.with_file(draft_id, path, SCENARIOS)
    return _page(draft, files, path, files[path].decode("utf-8", "replace"), played="play" in request.args)


@pages.post("/procedures/drafts/<id:draft_id>/story/<path:path>")
@may("draft_procedure")
def keep(draft_id: str, path: str) -> AnyResponse | tuple[str, int]:
    """Keep what was typed, and play it when that was pressed."""
    draft, files = draft_frame.with_file(draft_id, path, SCENARIOS)
    typed = request.form.get("text", "").replace("\r\n", "\n")
    try:
        draft_frame.save(draft_id, path, typed.encode(), request.form.get("version", ""))
    except drafts.ChangedElsewhere as wrong:
        words = f"{wrong} What you typed is still here. Keep it again to replace that"
        return _page(draft, files, path, typed, words), 409
    except drafts.NoSuchDraft:
        raise
    except LadoflowError as wrong:
        return _page(draft, files, path, typed, str(wrong)), 422
    if "play" not in request.form:
        flash("Kept.")
    play = "" if "play" in request.form else None
    return redirect(url_for("draft_story.edit", draft_id=draft_id, path=path, play=play), 303)


def _page(
    draft: Draft, files: Mapping[str, bytes], path: str, text: str, problem: str = "", *, played: bool = False
) -> str:
    from engine.rehearsal import telling  # Late: the rehearsal loads all of casework.

    found = draft_frame.problems(draft, files)
    results, unplayed = _played(files, path, found) if played else ([], "")
    if results:
        passed = sum(each.passed for each in results)
        stories = "story passes" if passed == len(results) == 1 else "stories pass"
        flash(f"{passed} of {len(results)} {stories}.",
              "message" if passed == len(results) else "refused")  # fmt: skip
    slips = telling.slips(text, draft_frame.names(draft, files))
    failures = [] if played else _failures(draft, files, path, text)
    wrong = {line for line, _ in slips} | {each["line"] for each in failures}
    return render_template(
        "procedures/story.html", **draft_frame.around(draft, "scenarios"), path=path, name=drawn.called(files, path),
        number=drafts.file(reading(), draft, path).number, text=text, length=text.count("\n") + 1 + ROOM,
        slips=slips, failures=failures, results=results, unplayed=unplayed, found=found,
        marked=wrong | {each.line for each in results if not each.passed}, lines=guides.lines_of_a_story(),
        problems=[{"name": "text", "message": problem}] if problem else [],
    )  # fmt: skip


def _played(files: Mapping[str, bytes], path: str, found: Sequence[object]) -> tuple[list["Result"], str]:
    """How the stories of a file go on the draft, or why they cannot be played."""
    if found:
        return [], "It has not been played: the check finds problems in this draft. Solve them first."
    try:
        return drafts.play(files, path), ""
    except LadoflowError as wrong:
        return [], f"It has not been played: {wrong}"


def _failures(draft: Draft, files: Mapping[str, bytes], path: str, text: str) -> list[dict[str, Any]]:
    """Where it failed when all stories were last tried out, if nothing has been changed since."""
    last = drafts.last_trial(reading(), draft)
    if last is None or last.digest != versions.digest(files) or text.encode() != files[path]:
        return []
    return [{**each, "place": n} for n, each in enumerate(last.failures, start=1) if each["file"] == path]
