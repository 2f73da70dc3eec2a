"""The stories of a draft: what they name that is not there, how they went when played, where one fails, a new one."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from engine import clock, dates, drafts, folders, playing, versions
from engine.diagrams.files import SCENARIOS, kind_of
from engine.errors import LadoflowError
from engine.models import Draft, Playing
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
    current = versions.current(reading(), draft.authority_id, now())
    return render_template(
        "procedures/scenarios.html", **draft_frame.around(draft, "scenarios"), problems=list(problems),
        raw=request.form, parts=drawn.parts(files), groups=drawn.GROUPS, found=draft_frame.problems(draft, files),
        foreseen=_foreseen(draft, files), unplayable=draft_frame.unplayable(draft, files),
        **_how_far(draft, files),
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
def play(draft_id: str) -> AnyResponse:
    """Ask for every story to be played on the draft as it stands; the result counts for exactly this content."""
    draft, files = draft_frame.whole(draft_id)
    if draft_frame.problems(draft, files):
        flash("The check finds problems. Solve them first: then the stories can be played.", "refused")
    else:
        session = writing()
        playing.ask(session, drafts.mine(session, draft_id, actor().id), by=actor().id, now=clock.now())
        session.commit()
    return redirect(url_for("draft_stories.scenarios", draft_id=draft_id), 303)


@pages.get("/procedures/drafts/<id:draft_id>/scenarios/playing")
@may("draft_procedure")
def how_far(draft_id: str) -> str:
    """The part of the page that tells how far it is; asked again and again by browser/again.js while it goes on."""
    draft, files = draft_frame.whole(draft_id)
    return render_template("procedures/played.html", draft={"id": draft.id}, found=draft_frame.problems(draft, files),
                           **_how_far(draft, files))  # fmt: skip


def _how_far(draft: Draft, files: Mapping[str, bytes]) -> dict[str, Any]:
    """What was asked and is not done, and how it went when all stories were last played."""
    last, digest = drafts.last_trial(reading(), draft), versions.digest(files)
    kept = playing.of(reading(), draft)
    return {
        "trial": last, "when": dates.moment_words(last.at, year=True) if last else "",
        "same": last is not None and last.digest == digest,
        "failures": [{**each, "url": url_for("draft_stories.failed", draft_id=draft.id, place=place)}
                     for place, each in enumerate(last.failures if last else (), start=1)],
        "playing": None if kept is None else _playing(draft, files, kept, last) | {"same": kept.digest == digest},
    }  # fmt: skip


def _playing(draft: Draft, files: Mapping[str, bytes], kept: Playing, last: drafts.Trial | None) -> dict[str, Any]:
    at = clock.now()  # The worker's clock: a demonstration's may stand still.
    alive, ready = playing.is_alive(kept, at), playing.ready_at(kept, at)
    if ready is None and last is not None and kept.begun_at is not None:
        ready = kept.begun_at + timedelta(seconds=last.seconds)
    return {
        "state": kept.state if alive else playing.STOPPED, "why": kept.why, "count": kept.count,
        "played": kept.passed + kept.failed, "failed": kept.failed, "asked": dates.time_of(kept.asked_at),
        "behind": alive and playing.is_another(reading(), kept, at),
        "unheard": kept.state == playing.ASKED and at - kept.asked_at > playing.LOST,
        "ready": dates.time_of(ready) if ready else "",
        "file": draft_frame.address(draft, kept.file) if kept.file in files else "",
        "failures": [{**each, "url": f"{draft_frame.address(draft, each['file'])}#line-{each['line']}"}
                     for each in kept.failures if each["file"] in files],
    }  # fmt: skip


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
