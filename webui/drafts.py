"""A process owner's draft: drawn in the browser and kept by itself, checked, compared, tried out, and put forward.

Nobody but its author sees a draft; for everybody else there is nothing at its address.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from flask import Blueprint, Response, abort, flash, g, make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from engine import access, dates, drafts, folders, kept, versions
from engine.diagrams import list_uses, parse
from engine.diagrams.closed_list import ACTIONS
from engine.diagrams.files import DIAGRAM, FORM, LIST, SCENARIOS, TABLE, kind_of, name_of
from engine.errors import LadoflowError, Unreadable
from engine.models import Draft, DraftFile, ProcedureVersion
from webui import drawn, keeping
from webui.auth import may
from webui.session import actor, now, reading, writing

pages = Blueprint("drafts", __name__)
TABS = (
    ("draw", "Draw"), ("forms", "Forms"), ("tables", "Tables and lists"), ("scenarios", "Scenarios"),
    ("compare", "Compare"), ("publish", "Put into use"),
)  # fmt: skip
TAB_OF = {DIAGRAM: "draw", FORM: "forms", TABLE: "tables", LIST: "tables", SCENARIOS: "scenarios"}
LONGEST_NAME, LONGEST_NOTE = 100, 4_000


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
        files = _sent()
    except LadoflowError as wrong:
        problems.append({"name": "archive", "message": str(wrong).rstrip(".")})
    if problems:
        return _starting("procedures/bring_in.html", problems), 422
    session = writing()
    draft = drafts.start(session, actor().authority_id, name=name, by=actor().id, now=now(), files=files)
    session.commit()
    flash(f"{drawn.counted(len(files), 'file')} brought in. Nothing in a draft reaches anybody.")
    return redirect(url_for("drafts.draw", draft_id=draft.id), 303)


def _sent() -> dict[str, bytes]:
    archive = request.files.get("archive")
    if archive and archive.filename:
        return folders.unpacked(archive.stream.read(folders.MOST_TOGETHER + 1))
    sent = [each for each in request.files.getlist("folder") if each.filename]
    if not sent:
        raise folders.NotAFolder("Choose a zip file or a folder")
    return folders.gathered((str(each.filename), each.stream.read(folders.MOST_BYTES + 1)) for each in sent)


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
    _, files = _mine(draft_id)
    drawings = drawn.parts(files)[DIAGRAM]
    if not drawings:
        return redirect(url_for("drafts.forms", draft_id=draft_id), 303)
    most = max(drawings, key=lambda part: len(files[part.path]))
    first = next((part for part in drawings if part.path == "processes/allegation.bpmn"), most)
    return redirect(url_for("drafts.edit", draft_id=draft_id, path=first.path), 303)


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
    draft, files = _mine(draft_id)
    return render_template(
        "procedures/listing.html", **around(draft, tab), parts=drawn.parts(files), only=kinds, groups=drawn.GROUPS,
        found=_problems(draft, files), problems=list(problems), raw=request.form, adds=tab == "forms",
    )  # fmt: skip


@pages.post("/procedures/drafts/<id:draft_id>/forms")
@may("draft_procedure")
def add_form(draft_id: str) -> AnyResponse | tuple[str, int]:
    """A new form with one heading and one question, to be changed in its editor."""
    draft, files = _mine(draft_id)
    title = " ".join(request.form.get("title", "").split())
    path = f"forms/{drawn.snake(title)}.form"
    problem = None
    if not title or len(title) > LONGEST_NAME or not folders.sound_path(path):
        problem = "Say what the form is called, in plain letters"
    elif path in files:
        problem = "There is a form of this name already. Give it another"
    if problem:
        return _listing(draft_id, "forms", (FORM,), [{"name": "title", "message": problem}]), 422
    session = writing()
    drafts.save(session, drafts.mine(session, draft.id, actor().id), path, drawn.new_form(title), seen=None, now=now())
    session.commit()
    flash(f"The form “{title}” has been added.")
    return redirect(url_for("drafts.edit", draft_id=draft_id, path=path), 303)


@pages.get("/procedures/drafts/<id:draft_id>/file/<path:path>")
@may("draft_procedure")
def edit(draft_id: str, path: str) -> AnyResponse:
    """One file in its editor."""
    return _editor(draft_id, path)


def _editor(draft_id: str, path: str, typed: str | None = None, problem: str = "", status: int = 200) -> AnyResponse:
    draft, files = _mine(draft_id)
    kept = drafts.file(reading(), draft, path)
    kind = str(kind_of(path))
    plain = kind in (LIST, SCENARIOS) or "plain" in request.args or typed is not None or request.method == "POST"
    told = _problems(draft, files) if plain else []
    page = render_template(
        "procedures/plain.html" if plain else "procedures/editor.html", **around(draft, TAB_OF[kind]),
        path=path, name=drawn.called(files, path), kind=kind, number=kept.number, others=drawn.parts(files)[kind],
        text=typed if typed is not None else kept.content.decode("utf-8", "replace"),
        desk={} if plain else _desk(draft, files, kept),
        problems=[{"name": "text", "message": problem}] if problem else [],
        found=[each for each in told if each["file"] == path],
        elsewhere=[each for each in told if each["file"] != path],
        uses=list_uses.told(drawn.known(files), name_of(path)) if kind == LIST else [],
    )  # fmt: skip
    g.styled = kind == TABLE and not plain
    return make_response(page, status)


def _desk(draft: Draft, files: Mapping[str, bytes], kept: DraftFile) -> dict[str, Any]:
    """The attributes that an editor of the desk reads, by name."""
    addresses = _addresses(draft, files)
    raw = url_for("drafts.raw", draft_id=draft.id, path=kept.path)
    kind = kind_of(kept.path)
    said: dict[str, Any] = {
        "desk": {DIAGRAM: "diagram", FORM: "form"}.get(str(kind), "table"), "save-url": raw,
        "version": str(kept.number),
        "file": kept.path, "kept": _time(draft), "checked": dates.time_of(now()),
        "problems": drawn.as_json(_problems(draft, files)), "pages": drawn.as_json(addresses),
        {DIAGRAM: "diagram-url", FORM: "form-url"}.get(str(kind), "table-url"): raw,
    }  # fmt: skip
    if kind == FORM:
        lists = [part.path.rpartition("/")[2].removesuffix(".csv") for part in drawn.parts(files)[LIST]]
        said["lists"] = drawn.as_json([name for name in lists if name != "clocks"])
    if kind == DIAGRAM:
        said |= {name: drawn.as_json(what) for name, what in drawn.offered(files, addresses).items()}
        said["roles"] = drawn.as_json(versions.roles(reading(), draft.authority_id))
        said["topics"] = drawn.as_json(list(ACTIONS))
        said["touches"] = _touches()
    return said


def _touches() -> str:
    running = sum(versions.running_cases(reading(), actor().authority_id).values())
    return f"new cases only. {drawn.counted(running, 'running case')} {'stays' if running == 1 else 'stay'} as before."


def _time(draft: Draft) -> str:
    return dates.time_of(draft.changed_at)


@pages.get("/procedures/drafts/<id:draft_id>/raw/<path:path>")
@may("draft_procedure")
def raw(draft_id: str, path: str) -> Response:
    """The bytes of a draft's file."""
    draft = _draft(draft_id)
    kept = drafts.file(reading(), draft, path)
    mime = "application/xml" if kind_of(path) in (DIAGRAM, TABLE) else "text/plain; charset=utf-8"
    response = Response(kept.content, content_type=mime)
    if "download" in request.args:
        response.headers["Content-Disposition"] = f'attachment; filename="{drawn.stem(path)}"'
    return response


@pages.put("/procedures/drafts/<id:draft_id>/raw/<path:path>")
@may("draft_procedure")
def keep(draft_id: str, path: str) -> AnyResponse:
    """Keep a file as an editor sends it; the answers are those of browser/desk_keep.js."""
    draft = _draft(draft_id)
    drafts.file(reading(), draft, path)
    seen = request.headers.get("X-Draft-Version", "")
    content = request.get_data(cache=False)
    try:
        if not seen.isdigit():
            raise Unreadable("This page is too old. Load it again.")
        readable(path, content)
        session = writing()
        kept = drafts.save(
            session, drafts.mine(session, draft_id, actor().id), path, content, seen=int(seen), now=now()
        )
        session.commit()
    except drafts.ChangedElsewhere as wrong:
        return _answer(409, version=wrong.number, message=str(wrong))
    except drafts.NoSuchDraft:
        raise
    except LadoflowError as wrong:
        return _answer(422, message=str(wrong))
    number = kept.number
    draft, files = _mine(draft_id)
    return _answer(200, version=number, kept=dates.time_of(now()),
                   problems=_problems(draft, files), touches=_touches())  # fmt: skip


def _answer(status: int, **said: Any) -> Response:
    return Response(json.dumps(said), status, mimetype="application/json")


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


@pages.post("/procedures/drafts/<id:draft_id>/file/<path:path>")
@may("draft_procedure")
def save_plain(draft_id: str, path: str) -> AnyResponse:
    """Keep a file typed as plain text."""
    draft = _draft(draft_id)
    drafts.file(reading(), draft, path)
    typed = request.form.get("text", "").replace("\r\n", "\n")
    seen = request.form.get("version", "")
    try:
        readable(path, typed.encode())
        session = writing()
        drafts.save(session, drafts.mine(session, draft_id, actor().id), path, typed.encode(),
                    seen=int(seen) if seen.isdigit() else -1, now=now())  # fmt: skip
        session.commit()
    except drafts.ChangedElsewhere as wrong:
        return _editor(
            draft_id, path, typed, f"{wrong} What you typed is still here. Keep it again to replace that", 409
        )
    except drafts.NoSuchDraft:
        raise
    except LadoflowError as wrong:
        return _editor(draft_id, path, typed, str(wrong), 422)
    flash("Kept.")
    return redirect(url_for("drafts.edit", draft_id=draft_id, path=path, plain=""), 303)


# Trying out, comparing, putting into use


@pages.get("/procedures/drafts/<id:draft_id>/scenarios")
@may("draft_procedure")
def scenarios(draft_id: str) -> str:
    """How the guidance scenarios went, and their texts."""
    draft, files = _mine(draft_id)
    last, current = drafts.last_trial(reading(), draft), versions.current(reading(), draft.authority_id, now())
    return render_template(
        "procedures/scenarios.html", **around(draft, "scenarios"), parts=drawn.parts(files), groups=drawn.GROUPS,
        trial=last, when=dates.moment_words(last.at, year=True) if last else "",
        same=last is not None and last.digest == versions.digest(files), found=_problems(draft, files), problems=[],
        stories=drawn.stories(versions.files_of(reading(), current.id), files, current.number),
    )  # fmt: skip


@pages.post("/procedures/drafts/<id:draft_id>/scenarios")
@may("draft_procedure")
def try_out(draft_id: str) -> AnyResponse:
    """Play every scenario on the draft as it stands; the result counts for exactly this content."""
    draft, files = _mine(draft_id)
    if _problems(draft, files):
        flash("The check finds problems. Solve them first: then the stories can be played.", "refused")
        return redirect(url_for("drafts.scenarios", draft_id=draft_id), 303)
    try:
        trial = drafts.try_out(files, now=now())
    except LadoflowError as wrong:
        flash(f"The stories cannot be played: {wrong}", "refused")
        return redirect(url_for("drafts.scenarios", draft_id=draft_id), 303)
    session = writing()
    drafts.remember_trial(session, drafts.mine(session, draft_id, actor().id), trial, by=actor().id)
    session.commit()
    flash(f"Tried out: {trial.passed} of {trial.count} scenarios pass.", "message" if trial.sound else "refused")
    return redirect(url_for("drafts.scenarios", draft_id=draft_id), 303)


@pages.get("/procedures/drafts/<id:draft_id>/compare")
@may("draft_procedure")
def compare(draft_id: str) -> str:
    """What the draft changes, in words, against the version in use or another."""
    draft, files = _mine(draft_id)
    listed = [v for v in versions.all_of(reading(), draft.authority_id) if v.published_at]
    asked = request.args.get("with", type=int)
    other = next((v for v in listed if v.number == asked), listed[0])
    return render_template(
        "procedures/compare.html", **around(draft, "compare"), number=other.number, problems=[],
        numbers=[v.number for v in listed],
        compared=drawn.compared(versions.files_of(reading(), other.id), files),
    )  # fmt: skip


@pages.get("/procedures/drafts/<id:draft_id>/publish")
@may("draft_procedure")
def publish(draft_id: str) -> str:
    """The four gates, and the note."""
    return _publishing(draft_id)


def _publishing(draft_id: str, problems: Iterable[Mapping[str, str]] = ()) -> str:
    draft, files = _mine(draft_id)
    current = versions.current(reading(), draft.authority_id, now())
    content = versions.digest(files)
    in_use = versions.files_of(reading(), current.id)
    trial = drafts.trial_of(reading(), draft, content)
    came = drafts.came_of(reading(), draft)
    return render_template(
        "procedures/publish.html", **around(draft, "publish"), number=current.number, found=_problems(draft, files),
        trial=trial, tried=dates.moment_words(trial.at, year=True) if trial else "",
        content=f"{content[:4]}-{content[4:8]}".upper(), same=versions.digest(in_use) == content,
        count=drawn.compared(in_use, files)["count"], stories=drawn.stories(in_use, files, current.number),
        waiting=next((v for v in came if v.published_at is None and v.declined_at is None), None),
        sent_back=_sent_back(came), problems=list(problems), raw=request.form, kept=_kept_note(draft_id),
        approvers=access.holders(reading(), draft.authority_id, "approve_procedure", but=actor().id),
        running=sum(versions.running_cases(reading(), draft.authority_id).values()),
    )  # fmt: skip


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
    draft = _draft(draft_id)
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
            refusal["href"] = url_for("drafts.scenarios", draft_id=draft_id)
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
    draft = _draft(draft_id)
    return render_template("procedures/throw_away.html", **around(draft, ""), problems=[])


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
    draft, files = _mine(draft_id)
    packed = folders.packed(files, draft.changed_at)
    name = 'attachment; filename="procedure-draft.zip"'
    return Response(packed, mimetype="application/zip", headers={"Content-Disposition": name})


# What every page of a draft shares


def _draft(draft_id: str) -> Draft:
    return drafts.mine(reading(), draft_id, actor().id)


def _mine(draft_id: str) -> tuple[Draft, dict[str, bytes]]:
    draft = _draft(draft_id)
    return draft, drafts.files(reading(), draft.id)


def around(draft: Draft, here: str) -> dict[str, Any]:
    """Head and tabs of a draft's pages."""
    begun = reading().get_one(ProcedureVersion, draft.from_version_id)
    current = versions.current(reading(), draft.authority_id, now())
    return {
        "draft": {"id": draft.id, "name": draft.name, "from": begun.number, "behind": begun.number < current.number,
                  "current": current.number},
        "tabs": [
            {"text": text, "href": url_for(f"drafts.{name}", draft_id=draft.id), "current": name == here}
            for name, text in TABS
        ],
    }  # fmt: skip


def _addresses(draft: Draft, files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: url_for("drafts.edit", draft_id=draft.id, path=path) for path in files if kind_of(path)}


def _problems(draft: Draft, files: Mapping[str, bytes]) -> list[dict[str, Any]]:
    return drawn.told(versions.problems(reading(), draft.authority_id, files), _addresses(draft, files))
