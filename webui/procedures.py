"""The procedure as it is and was: overview, versions, each file in words and as drawn, confirming, export.

The process owner draws and the approver confirms; both see drawings and numbers, never a person's case.
"""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as AnyResponse

from engine import access, dates, drafts, folders, versions
from engine.diagrams.files import DIAGRAM, LIST
from engine.models import Draft, ProcedureVersion, User
from webui import drawn, guides
from webui.auth import may
from webui.session import actor, now, reading, writing

pages = Blueprint("procedures", __name__)


@pages.get("/procedures")
@may("see_procedure")
def index() -> str:
    """The version in use, what it is made of, my drafts, what waits for a second person, and every version."""
    listed = versions.all_of(reading(), actor().authority_id)
    current = _current()
    files = versions.files_of(reading(), current.id) if current else {}
    running = versions.running_cases(reading(), actor().authority_id)
    numbers = {version.id: version.number for version in listed}
    return render_template(
        "procedures/index.html",
        current=current, since=_day(current), may=_may(),
        running=sum(running.values()), running_words=_running_words(running, numbers),
        parts=drawn.parts(files), groups=drawn.GROUPS,
        drafts=[_draft(draft, numbers) for draft in drafts.of(reading(), actor().id)],
        waiting=[_version(v, listed, running) for v in versions.waiting(reading(), actor().authority_id)],
        versions=[_version(v, listed, running) for v in listed],
    )  # fmt: skip


@pages.get("/procedures/stories")
@may("see_procedure")
def guide() -> str:
    """How a story of the procedure is written."""
    return render_template("procedures/guide.html", told=guides.of_stories())


def _running_words(running: Mapping[str, int], numbers: Mapping[str, int]) -> str:
    each = sorted(((numbers.get(key, 0), count) for key, count in running.items()), reverse=True)
    return ", ".join(f"{count} on version {number}" for number, count in each) or "None yet"


def _draft(draft: Draft, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "id": draft.id, "name": draft.name, "from": numbers.get(draft.from_version_id),
        "begun": dates.day_words(dates.local_day(draft.created_at), year=True),
        "changed": dates.moment_words(draft.changed_at, year=True),
        "proposed": next((v.number for v in drafts.came_of(reading(), draft)
                          if v.published_at is None and v.declined_at is None), None),
    }  # fmt: skip


def _version(version: ProcedureVersion, listed: list[ProcedureVersion], running: Mapping[str, int]) -> dict[str, Any]:
    return {
        "number": version.number, "note": version.note, "running": running.get(version.id, 0),
        "state": _state(version), "when": _when(version, listed), "by": _by(version),
        "mine": version.author_id == actor().id,
    }  # fmt: skip


def _state(version: ProcedureVersion) -> str:
    if version.published_at is None:
        return "sent_back" if version.declined_at else "waiting"
    current = _current()
    return "in_use" if current and current.id == version.id else "replaced"


def _when(version: ProcedureVersion, listed: list[ProcedureVersion]) -> str:
    if version.declined_at:
        verb = "sent back" if version.approver_id else "taken back"
        return f"{verb} {dates.day_words(dates.local_day(version.declined_at), year=True)}"
    if version.published_at is None:
        return f"asked {dates.day_words(dates.local_day(version.proposed_at), year=True)}"
    first = dates.local_day(version.published_at)
    later = [dates.local_day(v.published_at) for v in listed if v.number > version.number and v.published_at]
    words = dates.day_words(first, year=True)
    return f"{words} to {dates.day_words(min(later), year=True)}" if later else f"since {words}"


def _by(version: ProcedureVersion) -> str:
    names = dict(
        reading().execute(select(User.id, User.name).where(User.id.in_([version.author_id, version.approver_id]))).all()
    )
    author = names.get(version.author_id or "", "The installation")
    if version.approver_id is None:
        return author
    verb = "sent back" if version.declined_at else "confirmed"
    return f"{author}, {verb} by {names.get(version.approver_id, 'nobody')}"


@pages.get("/procedures/<int:number>")
@may("see_procedure")
def show(number: int) -> str:
    """One version: what it is made of, why, and what it changed; for the approver the two buttons."""
    version, files = _found(number)
    listed = versions.all_of(reading(), actor().authority_id)
    before = _before(version, listed)
    return render_template(
        "procedures/version.html",
        version=_version(version, listed, versions.running_cases(reading(), actor().authority_id)),
        parts=drawn.parts(files), groups=drawn.GROUPS, **_compared(before, files),
        may=_may(), reason=drafts.why_declined(reading(), version) if version.declined_at else "",
        raw={}, problems=[], trial=_trial(version),
    )  # fmt: skip


def _compared(before: ProcedureVersion | None, files: Mapping[str, bytes]) -> dict[str, Any]:
    """What a version changes, and which stories are no longer those of the version before."""
    if before is None:
        return {"before": None, "compared": None, "stories": ""}
    old = versions.files_of(reading(), before.id)
    compared, stories = drawn.compared(old, files), drawn.stories(old, files, before.number)
    return {"before": before.number, "compared": compared, "stories": stories}


def _trial(version: ProcedureVersion) -> drafts.Trial | None:
    draft = reading().get(Draft, version.draft_id) if version.draft_id else None
    return (
        drafts.trial_of(reading(), draft, versions.digest(versions.files_of(reading(), version.id))) if draft else None
    )


def _before(version: ProcedureVersion, listed: list[ProcedureVersion]) -> ProcedureVersion | None:
    """What a version is compared with: for one that waits the version in use, else the one in use before it."""
    asked = request.args.get("with", type=int)
    if asked is not None:
        return next((v for v in listed if v.number == asked and v.published_at), None)
    return next((v for v in listed if v.number < version.number and v.published_at), None)


@pages.get("/procedures/<int:number>/<path:path>")
@may("see_procedure")
def file(number: int, path: str) -> str:
    """One file of a version, for reading: the drawing with its outline, a table, a form as drawn, a list, stories."""
    version, files = _found(number)
    if path not in files:
        abort(404)
    seen = drawn.shown(files, path, dates.local_day(now()))
    links = {step: url_for("procedures.file", number=number, path=home) for step, home in seen.get("calls", {}).items()}
    return render_template(
        "procedures/file.html",
        number=version.number, path=path, name=drawn.called(files, path), shown=seen, links=drawn.as_json(links),
        step_links=links, others=drawn.parts(files)[seen["kind"]], group=drawn.GROUPS[seen["kind"]],
        drawing=seen["kind"] == DIAGRAM and "unread" not in seen,
        uses=drawn.uses(files, path) if seen["kind"] == LIST else [],
    )  # fmt: skip


@pages.get("/procedures/<int:number>/raw/<path:path>")
@may("see_procedure")
def raw(number: int, path: str) -> Response:
    """The bytes of a file."""
    _, files = _found(number)
    if path not in files:
        abort(404)
    return sent(files[path], path, download="download" in request.args)


def sent(data: bytes, path: str, *, download: bool) -> Response:
    """A file as plain bytes that no browser runs."""
    kind = "application/xml" if path.endswith((".bpmn", ".dmn")) else "text/plain; charset=utf-8"
    response = Response(data, content_type=kind)
    if download:
        response.headers["Content-Disposition"] = f'attachment; filename="{drawn.stem(path)}"'
    return response


@pages.get("/procedures/<int:number>/folder.zip")
@may("see_procedure")
def export(number: int) -> Response:
    """The whole version as a folder."""
    version, files = _found(number)
    packed = folders.packed(files, version.proposed_at)
    name = f"procedure-version-{number}.zip"
    return Response(
        packed, mimetype="application/zip", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@pages.post("/procedures/<int:number>/confirm")
@may("approve_procedure")
def confirm(number: int) -> AnyResponse:
    """Put a version into use that somebody else has drawn."""
    _found(number)
    session = writing()
    version = _numbered(session, number)
    versions.approve(session, version, by=actor().id, now=now())
    session.commit()
    flash(f"Version {number} is in use. New cases run on it. Running cases keep theirs.")
    return redirect(url_for("procedures.index"), 303)


@pages.post("/procedures/<int:number>/decline")
@may("approve_procedure")
def decline(number: int) -> AnyResponse | tuple[str, int]:
    """Send a version back to its author, with the reason."""
    _found(number)
    reason = request.form.get("reason", "").strip()
    if not reason or len(reason) > 2_000:
        problems = [{"name": "reason", "message": "Say why you send it back, in at most 2,000 characters"}]
        return _refused(number, problems), 422
    session = writing()
    versions.decline(session, _numbered(session, number), by=actor().id, now=now(), reason=reason)
    session.commit()
    flash(f"Version {number} has been sent back. Its author sees your reason.")
    return redirect(url_for("procedures.index"), 303)


def _refused(number: int, problems: list[dict[str, str]]) -> str:
    version, files = _found(number)
    listed = versions.all_of(reading(), actor().authority_id)
    before = _before(version, listed)
    return render_template(
        "procedures/version.html", version=_version(version, listed, {}), parts=drawn.parts(files),
        groups=drawn.GROUPS, trial=_trial(version), **_compared(before, files),
        may=_may(), reason="", raw=request.form, problems=problems,
    )  # fmt: skip


def _current() -> ProcedureVersion | None:
    try:
        return versions.current(reading(), actor().authority_id, now())
    except versions.NoProcedure:
        return None


def _day(version: ProcedureVersion | None) -> str:
    return dates.day_words(dates.local_day(version.published_at), year=True) if version and version.published_at else ""


def _may() -> dict[str, bool]:
    return {"draft": access.may(actor(), "draft_procedure"), "approve": access.may(actor(), "approve_procedure")}


def _numbered(session: Any, number: int) -> ProcedureVersion:
    found = versions.numbered(session, actor().authority_id, number)
    if found is None:
        abort(404)
    return found


def _found(number: int) -> tuple[ProcedureVersion, dict[str, bytes]]:
    version = _numbered(reading(), number)
    return version, versions.files_of(reading(), version.id)
