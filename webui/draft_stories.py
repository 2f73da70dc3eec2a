"""The stories of a draft: how they went when they were played on it, and where one fails."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from engine import dates, drafts, versions
from engine.errors import LadoflowError
from engine.models import Draft
from webui import draft_frame, drawn
from webui.auth import may
from webui.session import actor, now, reading, writing

pages = Blueprint("draft_stories", __name__)


@pages.get("/procedures/drafts/<id:draft_id>/scenarios")
@may("draft_procedure")
def scenarios(draft_id: str) -> str:
    """How the guidance scenarios went, and their texts."""
    draft, files = draft_frame.whole(draft_id)
    last, current = drafts.last_trial(reading(), draft), versions.current(reading(), draft.authority_id, now())
    return render_template(
        "procedures/scenarios.html", **draft_frame.around(draft, "scenarios"), problems=[],
        parts=drawn.parts(files), groups=drawn.GROUPS, found=draft_frame.problems(draft, files),
        trial=last, when=dates.moment_words(last.at, year=True) if last else "",
        same=last is not None and last.digest == versions.digest(files),
        stories=drawn.stories(versions.files_of(reading(), current.id), files, current.number),
    )  # fmt: skip


@pages.post("/procedures/drafts/<id:draft_id>/scenarios")
@may("draft_procedure")
def try_out(draft_id: str) -> AnyResponse:
    """Play every scenario on the draft as it stands; the result counts for exactly this content."""
    draft, files = draft_frame.whole(draft_id)
    if draft_frame.problems(draft, files):
        flash("The check finds problems. Solve them first: then the stories can be played.", "refused")
        return redirect(url_for("draft_stories.scenarios", draft_id=draft_id), 303)
    try:
        trial = drafts.try_out(files, now=now())
    except LadoflowError as wrong:
        flash(f"The stories cannot be played: {wrong}", "refused")
        if (bad := getattr(wrong, "file", "")) in files:
            return redirect(url_for("draft_files.edit", draft_id=draft_id, path=bad), 303)
        return redirect(url_for("draft_stories.scenarios", draft_id=draft_id), 303)
    session = writing()
    drafts.remember_trial(session, drafts.mine(session, draft_id, actor().id), trial, by=actor().id)
    session.commit()
    flash(f"Tried out: {trial.passed} of {trial.count} scenarios pass.", "message" if trial.sound else "refused")
    return redirect(url_for("draft_stories.scenarios", draft_id=draft_id), 303)


@pages.get("/procedures/drafts/<id:draft_id>/scenarios/<int:place>")
@may("draft_procedure")
def failed(draft_id: str, place: int) -> str:
    """One story that failed: its lines up to the one that did, what was expected, what was so, and what to do."""
    from engine.rehearsal import telling  # Late: the rehearsal loads all of casework.

    draft, files = draft_frame.whole(draft_id)
    last = drafts.last_trial(reading(), draft)
    if last is None or not 0 < place <= len(last.failures):
        abort(404)
    failure = last.failures[place - 1]
    text = files.get(failure["file"], b"").decode("utf-8", "replace")
    lines = telling.told(text, failure)
    line = next((each for each in lines if each.state == telling.FAILED), None)
    cells = [cell for row in (line.rows if line else ()) for cell in row]
    return render_template(
        "procedures/failed.html", **draft_frame.around(draft, "scenarios"), problems=[], failure=failure, line=line,
        lines=[each for each in lines if each.state != telling.LATER], there=failure["file"] in files,
        later=sum(each.state == telling.LATER for each in lines), same=last.digest == versions.digest(files),
        place=place, count=len(last.failures), when=dates.moment_words(last.at, year=True),
        steps=_steps(draft, files, [str(failure.get("said", "")), str(failure["why"]), *cells]),
    )  # fmt: skip


def _steps(draft: Draft, files: Mapping[str, bytes], said: Iterable[str]) -> list[dict[str, Any]]:
    """The drawn steps that a line names, with the way to each in its drawing and in words."""
    named = {name.casefold() for words in said for name in (words, *re.findall(r"[\"“]([^\"”]+)[\"”]", words))}
    return [
        {
            "name": step.name, "drawing": process.label,
            "draw": f"{url_for('draft_files.edit', draft_id=draft.id, path=path)}#{step.id}",
            "words": url_for("drafts_in_words.step", draft_id=draft.id, path=path, step=step.id),
        }
        for path, diagram in drawn.known(files).diagrams.items()
        for process in diagram.processes
        for step in process.steps
        if step.name and step.name.casefold() in named
    ]  # fmt: skip
