"""The stories of a draft: how they went when they were played on it, and where one fails."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from engine import dates, drafts, versions
from engine.errors import LadoflowError
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
        return redirect(url_for("draft_stories.scenarios", draft_id=draft_id), 303)
    session = writing()
    drafts.remember_trial(session, drafts.mine(session, draft_id, actor().id), trial, by=actor().id)
    session.commit()
    flash(f"Tried out: {trial.passed} of {trial.count} scenarios pass.", "message" if trial.sound else "refused")
    return redirect(url_for("draft_stories.scenarios", draft_id=draft_id), 303)
