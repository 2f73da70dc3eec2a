"""A process owner's draft: drawn in the browser and kept by itself, checked, compared, tried out, and put forward.

Nobody but its author sees a draft; for everybody else there is nothing at its address.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from engine import access, clock, dates, drafts, folders, kept, playing, versions
from engine.diagrams.files import DIAGRAM, FORM, LIST, TABLE
from engine.errors import LadoflowError
from engine.models import Draft, ProcedureVersion
from webui import draft_frame, drawn, keeping
from webui.auth import may
from webui.session import actor, now, reading, writing

pages = Blueprint("drafts", __name__)
LONGEST_NAME, LONGEST_NOTE = 100, 4_000
MOST_NAMED = 8


# Beginning


@pages.get("/procedures/drafts/new")
@may("draft_procedure")
def start() -> str:
    """Ask what the draft is called."""
    return _starting("procedures/start.html")


@pages.post("/procedures/drafts/new")
@may("draft_procedure")
def begin() -> AnyResponse | tuple[str, int]:
    """Copy the version in use, or the one that is named."""
    name, problems = _name()
    if problems:
        return _starting("procedures/start.html", problems), 422
    session = writing()
    draft = drafts.start(session, actor().authority_id, name=name, by=actor().id, now=now(), version=_asked(session))
    session.commit()
    return redirect(url_for("drafts.draw", draft_id=draft.id), 303)


@pages.get("/procedures/drafts/bring-in")
@may("draft_procedure")
def bring_in() -> str:
    """Ask for a zip file or a folder."""
    return _starting("procedures/bring_in.html")


@pages.post("/procedures/drafts/bring-in")
@may("draft_procedure")
def brought_in() -> AnyResponse | tuple[str, int]:
    """A draft of the files that were sent. What is wrong with them is shown in the draft."""
    name, problems = _name()
    try:
        sent = _sent()
    except LadoflowError as wrong:
        problems.append({"name": "archive", "message": str(wrong).rstrip(".")})
    if problems:
        return _starting("procedures/bring_in.html", problems), 422
    session = writing()
    draft = drafts.start(session, actor().authority_id, name=name, by=actor().id, now=now(), files=sent.files)
    session.commit()
    left = [f" Left out, {why}: {_some(names)}." for why, names in sent.left_out.items()]
    flash(f"{drawn.counted(len(sent.files), 'file')} brought in. Nothing in a draft reaches anybody.{''.join(left)}")
    return redirect(url_for("drafts.draw", draft_id=draft.id), 303)


def _some(names: list[str]) -> str:
    """The first of them: a flash is a cookie, and no list."""
    more = [f"{len(names) - MOST_NAMED:,} more"] if len(names) > MOST_NAMED else []
    return ", ".join([*(name[:LONGEST_NAME] for name in names[:MOST_NAMED]), *more])


def _sent() -> folders.Folder:
    archive = request.files.get("archive")
    if archive and archive.filename:
        return folders.unpacked(archive.stream.read(folders.MOST_TOGETHER + 1))
    sent = [each for each in request.files.getlist("folder") if each.filename]
    if not sent:
        raise folders.NotAFolder("Choose a zip file or a folder")
    return folders.gathered((str(each.filename), partial(each.stream.read, folders.MOST_BYTES + 1)) for each in sent)


def _name() -> tuple[str, list[dict[str, str]]]:
    name = " ".join(request.form.get("name", "").split())
    if not name:
        return name, [{"name": "name", "message": "Say what the draft is about"}]
    if len(name) > LONGEST_NAME or not name.isprintable():
        return name, [{"name": "name", "message": f"The name must have at most {LONGEST_NAME} characters"}]
    return name, []


def _starting(template: str, problems: Iterable[Mapping[str, str]] = ()) -> str:
    current = versions.current(reading(), actor().authority_id, now())
    number = (_asked(reading()) or current).number
    return render_template(
        template, number=number, current=current.number, problems=list(problems), raw=request.form
    )  # fmt: skip


def _asked(session: Session) -> ProcedureVersion | None:
    """The version that a draft is to be begun from, when it is named: one that is or was in use."""
    number = request.args.get("version", type=int)
    if number is None:
        return None
    version = versions.numbered(session, actor().authority_id, number)
    if version is None or version.published_at is None:
        abort(404)
    return version


# Drawing, forms, tables, lists


@pages.get("/procedures/drafts/<id:draft_id>")
@may("draft_procedure")
def draw(draft_id: str) -> AnyResponse:
    """The drawing of every case first."""
    _, files = draft_frame.whole(draft_id)
    drawings = drawn.parts(files)[DIAGRAM]
    if not drawings:
        return redirect(url_for("drafts.forms", draft_id=draft_id), 303)
    most = max(drawings, key=lambda part: len(files[part.path]))
    first = next((part for part in drawings if part.path == "processes/allegation.bpmn"), most)
    return redirect(url_for("draft_files.edit", draft_id=draft_id, path=first.path), 303)


@pages.get("/procedures/drafts/<id:draft_id>/forms")
@may("draft_procedure")
def forms(draft_id: str) -> str:
    """Every form, and a way to add one."""
    return _listing(draft_id, "forms", (FORM,))


@pages.get("/procedures/drafts/<id:draft_id>/tables")
@may("draft_procedure")
def tables(draft_id: str) -> str:
    """Every decision table, list and clock."""
    return _listing(draft_id, "tables", (TABLE, LIST))


def _listing(draft_id: str, tab: str, kinds: tuple[str, ...], problems: Iterable[Mapping[str, str]] = ()) -> str:
    draft, files = draft_frame.whole(draft_id)
    return render_template(
        "procedures/listing.html", **draft_frame.around(draft, tab), parts=drawn.parts(files),
        only=kinds, groups=drawn.GROUPS,
        found=draft_frame.problems(draft, files), problems=list(problems), raw=request.form, adds=tab == "forms",
    )  # fmt: skip


@pages.post("/procedures/drafts/<id:draft_id>/forms")
@may("draft_procedure")
def add_form(draft_id: str) -> AnyResponse | tuple[str, int]:
    """A new form with one heading and one question, to be changed in its editor."""
    draft, files = draft_frame.whole(draft_id)
    title = " ".join(request.form.get("title", "").split())
    path = f"forms/{drawn.snake(title)}.form"
    problem = None
    if not title or len(title) > LONGEST_NAME or not folders.sound_path(path):
        problem = "Say what the form is called, in plain letters"
    elif path in files or title.casefold() in {form.title.casefold() for form in drawn.known(files).forms.values()}:
        problem = "There is a form of this name already. Give it another"
    if problem:
        return _listing(draft_id, "forms", (FORM,), [{"name": "title", "message": problem}]), 422
    session = writing()
    drafts.save(session, drafts.mine(session, draft.id, actor().id), path, drawn.new_form(title), seen=None, now=now())
    session.commit()
    flash(f"The form “{title}” has been added.")
    return redirect(url_for("draft_files.edit", draft_id=draft_id, path=path), 303)


# Comparing, putting into use


@pages.get("/procedures/drafts/<id:draft_id>/compare")
@may("draft_procedure")
def compare(draft_id: str) -> str:
    """What the draft changes, in words, against the version in use or another."""
    draft, files = draft_frame.whole(draft_id)
    listed = [v for v in versions.all_of(reading(), draft.authority_id) if v.published_at]
    asked = request.args.get("with", type=int)
    other = next((v for v in listed if v.number == asked), listed[0])
    return render_template(
        "procedures/compare.html", **draft_frame.around(draft, "compare"), number=other.number, problems=[],
        numbers=[v.number for v in listed],
        compared=drawn.compared(versions.files_of(reading(), other.id), files),
    )  # fmt: skip


@pages.get("/procedures/drafts/<id:draft_id>/publish")
@may("draft_procedure")
def publish(draft_id: str) -> str:
    """The four gates, and the note."""
    return _publishing(draft_id)


def _publishing(draft_id: str, problems: Iterable[Mapping[str, str]] = ()) -> str:
    draft, files = draft_frame.whole(draft_id)
    current = versions.current(reading(), draft.authority_id, now())
    content = versions.digest(files)
    in_use = versions.files_of(reading(), current.id)
    trial = drafts.trial_of(reading(), draft, content)
    came = drafts.came_of(reading(), draft)
    return render_template(
        "procedures/publish.html", **draft_frame.around(draft, "publish"), number=current.number,
        found=draft_frame.problems(draft, files),
        foreseen=draft_frame.unplayable(draft, files), going=_is_going(draft, content),
        trial=trial, tried=dates.moment_words(trial.at, year=True) if trial else "",
        content=f"{content[:4]}-{content[4:8]}".upper(), same=versions.digest(in_use) == content,
        count=drawn.compared(in_use, files)["count"], stories=drawn.stories(in_use, files, current.number),
        waiting=next((v for v in came if v.published_at is None and v.declined_at is None), None),
        sent_back=_sent_back(came), problems=list(problems), raw=request.form, kept=_kept_note(draft_id),
        approvers=access.holders(reading(), draft.authority_id, "approve_procedure", but=actor().id),
        running=sum(versions.running_cases(reading(), draft.authority_id).values()),
    )  # fmt: skip


def _is_going(draft: Draft, content: str) -> bool:
    """Whether the stories are being played on this content."""
    kept = playing.of(reading(), draft)
    return kept is not None and kept.digest == content and playing.is_alive(kept, clock.now())


def _approval(draft_id: str) -> str:
    """The note of a draft that could not be put forward yet is kept under this."""
    return f"{draft_id}/approval"


def _kept_note(draft_id: str) -> str:
    """The note as it was last typed, so that nobody writes it again after trying out."""
    said, _ = keeping.found(_approval(draft_id), {"note": [""]})
    return said["note"][0]


def _sent_back(came: list[ProcedureVersion]) -> dict[str, Any] | None:
    last = came[0] if came else None
    if last is None or last.declined_at is None or last.approver_id is None:
        return None
    return {"number": last.number, "reason": drafts.why_declined(reading(), last)}


@pages.post("/procedures/drafts/<id:draft_id>/publish")
@may("draft_procedure")
def put_forward(draft_id: str) -> AnyResponse | tuple[str, int]:
    """Ask a second person; refused while a gate is not met."""
    note = request.form.get("note", "")
    draft = draft_frame.mine(draft_id)
    if len(note) > LONGEST_NOTE:
        problem = f"The note must have at most {LONGEST_NOTE:,} characters"
        return _publishing(draft_id, [{"name": "note", "message": problem}]), 422
    session = writing()
    try:
        version = drafts.put_forward(
            session, drafts.mine(session, draft.id, actor().id), note=note, by=actor().id, now=now()
        )
        keeping.forget(_approval(draft_id))
        session.commit()
    except (drafts.NoNote, drafts.NothingChanged, drafts.NotTriedOut, versions.ProcedureHasProblems) as wrong:
        session.rollback()
        kept.keep(session, actor().id, _approval(draft_id), {"note": [note.replace("\0", "")]}, now=now())
        session.commit()
        where = "note" if isinstance(wrong, drafts.NoNote) else "gates"
        refusal = {"name": where, "message": str(wrong).rstrip(".")}
        if isinstance(wrong, drafts.NotTriedOut):
            refusal["href"] = url_for("draft_stories.scenarios", draft_id=draft_id)
        return _publishing(draft_id, [refusal]), 422
    flash(f"Version {version.number} waits for a second person. Until it is confirmed nothing changes.")
    return redirect(url_for("procedures.index"), 303)


@pages.post("/procedures/<int:number>/take-back")
@may("draft_procedure")
def take_back(number: int) -> AnyResponse:
    """Its author takes a version back that waits."""
    session = writing()
    version = versions.numbered(session, actor().authority_id, number)
    if version is None or version.author_id != actor().id:
        abort(404)
    versions.withdraw(session, version, by=actor().id, now=now())
    session.commit()
    flash(f"Version {number} has been taken back. Your draft is still there.")
    return redirect(url_for("procedures.index"), 303)


@pages.get("/procedures/drafts/<id:draft_id>/throw-away")
@may("draft_procedure")
def throwing(draft_id: str) -> str:
    """Ask before a draft is thrown away."""
    draft = draft_frame.mine(draft_id)
    return render_template("procedures/throw_away.html", **draft_frame.around(draft, ""), problems=[])


@pages.post("/procedures/drafts/<id:draft_id>/throw-away")
@may("draft_procedure")
def throw_away(draft_id: str) -> AnyResponse:
    """Throw a draft away."""
    session = writing()
    drafts.throw_away(session, drafts.mine(session, draft_id, actor().id), now=now())
    keeping.forget(_approval(draft_id))
    session.commit()
    flash("The draft has been thrown away.")
    return redirect(url_for("procedures.index"), 303)


@pages.get("/procedures/drafts/<id:draft_id>/folder.zip")
@may("draft_procedure")
def export(draft_id: str) -> Response:
    """The whole draft as a folder."""
    draft, files = draft_frame.whole(draft_id)
    packed = folders.packed(files, draft.changed_at)
    name = 'attachment; filename="procedure-draft.zip"'
    return Response(packed, mimetype="application/zip", headers={"Content-Disposition": name})
