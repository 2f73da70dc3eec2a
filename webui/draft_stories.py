"""The stories of a draft: what they name that is not there, how they went when played, where one fails, a new one."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from engine import dates, drafts, folders, versions
from engine.diagrams.files import SCENARIOS, kind_of
from engine.errors import LadoflowError
from engine.models import Draft
from webui import draft_frame, drawn, guides
from webui.auth import may
from webui.session import actor, now, reading, writing

pages = Blueprint("draft_stories", __name__)
LONGEST_NAME = 100


@pages.get("/procedures/drafts/<id:draft_id>/scenarios")
@may("draft_procedure")
def scenarios(draft_id: str) -> str:
    """How the guidance scenarios went, and their texts."""
    return _page(draft_id)


def _page(draft_id: str, problems: Sequence[Mapping[str, str]] = ()) -> str:
    draft, files = draft_frame.whole(draft_id)
    last, current = drafts.last_trial(reading(), draft), versions.current(reading(), draft.authority_id, now())
    return render_template(
        "procedures/scenarios.html", **draft_frame.around(draft, "scenarios"), problems=list(problems),
        raw=request.form, parts=drawn.parts(files), groups=drawn.GROUPS, found=draft_frame.problems(draft, files),
        foreseen=_foreseen(draft, files), unplayable=draft_frame.unplayable(draft, files),
        trial=last, when=dates.moment_words(last.at, year=True) if last else "",
        same=last is not None and last.digest == versions.digest(files),
        stories=drawn.stories(versions.files_of(reading(), current.id), files, current.number),
    )  # fmt: skip


@pages.post("/procedures/drafts/<id:draft_id>/scenarios/add")
@may("draft_procedure")
def add(draft_id: str) -> AnyResponse | tuple[str, int]:
    """A new file of one story: as short as one can be, or a copy of another, to be changed."""
    draft, files = draft_frame.whole(draft_id)
    title, like = " ".join(request.form.get("title", "").split()), request.form.get("like", "")
    path = f"features/procedure/{drawn.snake(title)}.feature"
    problem = ""
    if not title or len(title) > LONGEST_NAME or not folders.sound_path(path):
        problem = "Say what the story is about, in plain letters"
    elif path in files:
        problem = "There is a story of this name already. Give it another"
    if problem:
        return _page(draft_id, [{"name": "title", "message": problem}]), 422
    text = files[like] if like in files and kind_of(like) == SCENARIOS else None
    session = writing()
    drafts.save(session, drafts.mine(session, draft.id, actor().id), path, drawn.new_story(title, files, text),
                seen=None, now=now())  # fmt: skip
    session.commit()
    flash(f"The story “{title}” has been added. Write what happens, then play it.")
    return redirect(url_for("draft_story.edit", draft_id=draft_id, path=path), 303)


def _foreseen(draft: Draft, files: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """What stories name in vain, with the way to each line."""
    return [
        {"name": each.name, "words": each.words, "count": len(each.lines),
         "lines": [{"words": f"{drawn.called(files, path)}, line {line}",
                    "url": f"{draft_frame.address(draft, path)}#line-{line}"} for path, line in each.lines]}
        for each in draft_frame.foreseen(draft, files)
    ]  # fmt: skip


@pages.post("/procedures/drafts/<id:draft_id>/scenarios/rename")
@may("draft_procedure")
def rename(draft_id: str) -> AnyResponse | tuple[str, int]:
    """Say a name anew in every line that uses it in vain."""
    from engine.rehearsal import telling

    draft, files = draft_frame.whole(draft_id)
    old, new = request.form.get("old", ""), " ".join(request.form.get("new", "").split())
    found = [each for each in draft_frame.foreseen(draft, files) if each.name == old and old]
    if not found:
        flash("Nothing names this any more.")
        return redirect(url_for("draft_stories.scenarios", draft_id=draft_id), 303)
    if not new or len(new) > LONGEST_NAME or '"' in new or "|" in new or not new.isprintable():
        return _page(draft_id, [{"name": "new", "message": "Say what it is called now, in plain letters"}]), 422
    places = sorted({place for each in found for place in each.places})
    for path in dict.fromkeys(path for path, _, _ in places):
        here = [(number, table) for home, number, table in places if home == path]
        text = telling.renamed(files[path].decode(), old, new, here)
        draft_frame.save(draft_id, path, text.encode(), str(drafts.file(reading(), draft, path).number))
    flash(f"“{old}” is called “{new}” in {drawn.counted(len({place[:2] for place in places}), 'line')} now.")
    return redirect(url_for("draft_stories.scenarios", draft_id=draft_id), 303)


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
            return redirect(draft_frame.address(draft, bad), 303)
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
        edit=draft_frame.address(draft, failure["file"]), place=place, count=len(last.failures),
        when=dates.moment_words(last.at, year=True),
        steps=_steps(draft, files, [str(failure.get("said", "")), str(failure["why"]), *cells]),
    )  # fmt: skip


@pages.get("/procedures/drafts/<id:draft_id>/manual")
@may("draft_procedure")
def manual(draft_id: str) -> str | AnyResponse:
    """The draft step by step: what a story may name."""
    draft, files = draft_frame.whole(draft_id)
    try:
        told = guides.manual(files)
    except LadoflowError as wrong:
        flash(f"The steps cannot be told: {wrong}", "refused")
        return redirect(url_for("draft_stories.scenarios", draft_id=draft_id), 303)
    return render_template("procedures/manual.html", **draft_frame.around(draft, "scenarios"), problems=[], told=told)


def _steps(draft: Draft, files: Mapping[str, bytes], said: Iterable[str]) -> list[dict[str, Any]]:
    """The drawn steps that a line names, with the way to each in its drawing and in words."""
    named = {name.casefold() for words in said for name in (words, *re.findall(r"[\"“]([^\"”]+)[\"”]", words))}
    return [
        {
            "name": step.name, "drawing": process.label,
            "draw": f"{draft_frame.address(draft, path)}#{step.id}",
            "words": url_for("drafts_in_words.step", draft_id=draft.id, path=path, step=step.id),
        }
        for path, diagram in drawn.known(files).diagrams.items()
        for process in diagram.processes
        for step in process.steps
        if step.name and step.name.casefold() in named
    ]  # fmt: skip
