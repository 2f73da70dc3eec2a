"""One file of a draft in its editor: a drawing, a form, a table, a story; kept as it is changed, or typed as text."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, flash, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from engine import dates, drafts, versions
from engine.diagrams import list_uses, parse
from engine.diagrams.closed_list import ACTIONS
from engine.diagrams.files import DIAGRAM, FORM, LIST, SCENARIOS, TABLE, kind_of, name_of
from engine.errors import LadoflowError, Unreadable
from engine.models import Draft, DraftFile
from webui import draft_frame, drawn
from webui.auth import may
from webui.session import actor, now, reading, writing

pages = Blueprint("draft_files", __name__)


@pages.get("/procedures/drafts/<id:draft_id>/file/<path:path>")
@may("draft_procedure")
def edit(draft_id: str, path: str) -> AnyResponse:
    """One file in its editor; a list has a page of its own."""
    if kind_of(path) == LIST and "plain" not in request.args:
        return redirect(url_for("draft_sheets.sheet", draft_id=draft_id, path=path), 303)
    return _editor(draft_id, path)


def _editor(draft_id: str, path: str, typed: str | None = None, problem: str = "", status: int = 200) -> AnyResponse:
    draft, files = draft_frame.whole(draft_id)
    kept = drafts.file(reading(), draft, path)
    kind = str(kind_of(path))
    plain = kind in (LIST, SCENARIOS) or "plain" in request.args or typed is not None or request.method == "POST"
    told = draft_frame.problems(draft, files) if plain else []
    page = render_template(
        "procedures/plain.html" if plain else "procedures/editor.html",
        **draft_frame.around(draft, draft_frame.TAB_OF[kind]),
        path=path, name=drawn.called(files, path), kind=kind, number=kept.number, others=drawn.parts(files)[kind],
        text=typed if typed is not None else kept.content.decode("utf-8", "replace"),
        desk={} if plain else _desk(draft, files, kept),
        problems=[{"name": "text", "message": problem}] if problem else [],
        found=[each for each in told if each["file"] == path],
        elsewhere=[each for each in told if each["file"] != path],
        uses=list_uses.told(drawn.known(files), name_of(path)) if kind == LIST else [],
        **(_story(draft, files, path, typed) if kind == SCENARIOS else {}),
    )  # fmt: skip
    g.styled = kind == TABLE and not plain
    return make_response(page, status)


def _story(draft: Draft, files: Mapping[str, bytes], path: str, typed: str | None) -> dict[str, Any]:
    """What stands beside a story's text: its numbers, lines nobody understands, and where it failed as it stands."""
    from engine.rehearsal import telling  # Late: the rehearsal loads all of casework.

    text = typed if typed is not None else files[path].decode("utf-8", "replace")
    last = drafts.last_trial(reading(), draft)
    failed = [
        {**each, "place": place}
        for place, each in enumerate(last.failures if last and last.digest == versions.digest(files) else (), start=1)
        if each["file"] == path and typed is None
    ]
    slips = telling.slips(text)
    return {
        "length": text.count("\n") + 1, "slips": slips, "failures": failed,
        "marked": {line for line, _ in slips} | {each["line"] for each in failed},
    }  # fmt: skip


def _desk(draft: Draft, files: Mapping[str, bytes], kept: DraftFile) -> dict[str, Any]:
    """The attributes that an editor of the desk reads, by name."""
    addresses = draft_frame.addresses(draft, files)
    raw = url_for("draft_files.raw", draft_id=draft.id, path=kept.path)
    kind = kind_of(kept.path)
    said: dict[str, Any] = {
        "desk": {DIAGRAM: "diagram", FORM: "form"}.get(str(kind), "table"), "save-url": raw,
        "version": str(kept.number),
        "file": kept.path, "kept": _time(draft), "checked": dates.time_of(now()),
        "problems": drawn.as_json(draft_frame.problems(draft, files)), "pages": drawn.as_json(addresses),
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
    draft = draft_frame.mine(draft_id)
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
    draft = draft_frame.mine(draft_id)
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
    draft, files = draft_frame.whole(draft_id)
    return _answer(200, version=number, kept=dates.time_of(now()),
                   problems=draft_frame.problems(draft, files), touches=_touches())  # fmt: skip


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
    draft = draft_frame.mine(draft_id)
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
    return redirect(url_for("draft_files.edit", draft_id=draft_id, path=path, plain=""), 303)
