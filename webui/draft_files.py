"""One file of a draft in its editor: a drawing, a form, a table; kept as it is changed, or typed as text."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, flash, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from engine import dates, drafts, versions
from engine.diagrams.closed_list import ACTIONS
from engine.diagrams.files import DIAGRAM, FORM, LIST, SCENARIOS, TABLE, kind_of, name_of
from engine.errors import LadoflowError, Unreadable
from engine.forms.items import SEVERAL_OF
from engine.models import Draft, DraftFile
from webui import draft_frame, drawn
from webui.auth import may
from webui.session import actor, now, reading

pages = Blueprint("draft_files", __name__)


@pages.get("/procedures/drafts/<id:draft_id>/file/<path:path>")
@may("draft_procedure")
def edit(draft_id: str, path: str) -> AnyResponse:
    """One file in its editor; a list and a story have pages of their own."""
    if kind_of(path) == SCENARIOS or (kind_of(path) == LIST and "plain" not in request.args):
        return redirect(draft_frame.address(draft_frame.mine(draft_id), path), 303)
    return _editor(draft_id, path)


def _editor(draft_id: str, path: str, typed: str | None = None, problem: str = "", status: int = 200) -> AnyResponse:
    draft, files = draft_frame.whole(draft_id)
    kept = drafts.file(reading(), draft, path)
    kind = str(kind_of(path))
    unread = _unread(path, kept.content)
    plain = bool(unread) or kind == LIST or "plain" in request.args or typed is not None or request.method == "POST"
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
        uses=drawn.uses(files, path) if kind == LIST else [], unread=unread,
        questions=_questions(files, path) if kind == FORM and not plain else [],
    )  # fmt: skip
    g.styled = kind == TABLE and not plain
    return make_response(page, status)


def _unread(path: str, content: bytes) -> str:
    """Why no editor could open a file; nothing when one can."""
    try:
        draft_frame.readable(path, content)
    except LadoflowError as wrong:
        return str(wrong)
    return ""


def _questions(files: Mapping[str, bytes], path: str) -> list[dict[str, Any]]:
    """What a condition of a form may name: each question's key and words, the codes of its answers, whether several."""
    known = drawn.known(files)
    form = known.forms.get(name_of(path))
    on = dates.local_day(now())
    return [
        {"key": field.key, "label": field.label or field.key, "several": field.kind in SEVERAL_OF,
         "codes": [choice.code for choice in field.options(known.lists, on)]}
        for field in (form.fields() if form else ())
    ]  # fmt: skip


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
        kept = draft_frame.save(draft_id, path, content, seen)
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


@pages.post("/procedures/drafts/<id:draft_id>/file/<path:path>")
@may("draft_procedure")
def save_plain(draft_id: str, path: str) -> AnyResponse:
    """Keep a file typed as plain text."""
    draft = draft_frame.mine(draft_id)
    drafts.file(reading(), draft, path)
    typed = request.form.get("text", "").replace("\r\n", "\n")
    try:
        draft_frame.save(draft_id, path, typed.encode(), request.form.get("version", ""))
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
