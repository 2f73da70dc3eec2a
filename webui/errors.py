"""Errors become pages here, in one table: the engine knows no status codes."""

import logging

from flask import Flask, g, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, TooManyRequests

from engine import casework, councils, db, drafts, early, in_hand, task_form, versions
from engine.errors import LadoflowError
from webui import auth
from webui.auth import NotYours
from webui.filling import posted, readable
from webui.session import asking, saved

PAGES: dict[type[LadoflowError], int] = {
    in_hand.NoSuchRow: 404,
    in_hand.NeedsRepair: 409,
    drafts.NoSuchDraft: 404,
    task_form.TaskAlreadyDone: 409,
    task_form.TaskWithdrawn: 409,
    casework.TaskTaken: 409,
    task_form.SomethingChanged: 409,
    casework.NamedAlready: 409,
    casework.NotOffered: 409,
    casework.Conflicted: 403,
    early.NotEarly: 409,
    drafts.ChangedElsewhere: 409,
    versions.NotTheLatest: 409,
    versions.NotProposed: 409,
    versions.SamePerson: 403,
    versions.NoProcedure: 503,
    councils.NotToldWhich: 503,
    db.UnsafeDatabase: 503,
    NotYours: 403,
}
HEADINGS: dict[type[LadoflowError], str] = {
    task_form.TaskAlreadyDone: "Somebody has already completed this",
    task_form.TaskWithdrawn: "This is no longer needed",
    casework.TaskTaken: "Somebody else has taken this",
    casework.NotOffered: "This cannot be started now",
    in_hand.NeedsRepair: "This needs repair first",
    casework.Conflicted: "Somebody else decides this",
    early.NotEarly: "This step has been offered",
}
DRAWN = {400, 403, 404, 405, 409, 413, 422, 429, 500, 503}
TOO_OLD = (
    "We could not be sure that you sent this page: it was open too long, or you have signed in again since. "
    "Open it again, and send it once more."
)
UNAVAILABLE = {
    "no": "This was not saved. Try again in a few minutes.",
    "perhaps": "We cannot tell whether this was saved. Try again in a few minutes, and look whether it is there before "
    "you send it once more.",
    "yes": "What you sent was saved. Only the page that should come next cannot be shown now.",
}
"""What somebody who sent something is told, by whether it was saved."""
log = logging.getLogger(__name__)


def _page(status: int, words: str | None = None, heading: str | None = None) -> tuple[str, int]:
    g.alone = status >= 500  # what failed may fail again while the page about it is drawn
    drawn = status if status in DRAWN else 400 if status < 500 else 500
    return render_template(f"errors/{drawn}.html", words=words, heading=heading), status


def _of_domain(error: LadoflowError) -> tuple[str, int]:
    status = next((status for kind, status in PAGES.items() if isinstance(error, kind)), 422)
    return _page(status, None if status == 404 else str(error), HEADINGS.get(type(error)))


def _of_http(error: HTTPException) -> tuple[str, int]:
    if isinstance(error, RequestEntityTooLarge):
        return _page(413)
    if isinstance(error, TooManyRequests):
        return render_template("errors/429.html", typed=readable(posted())), 429
    return _page(error.code or 500)


def _of_csrf(_error: CSRFError) -> tuple[str, int]:
    """Refused before anybody asked who sent it: whoever is not signed in is told so, and where to go on."""
    auth.load_actor()
    if auth.needs_sign_in() and asking() is None:
        return auth.signed_out()
    return render_template("errors/400.html", words=TOO_OLD, typed=readable(posted()), address=auth.here()), 400


def _of_database(error: Exception) -> tuple[str, int]:
    """It is away, full or failing. What was sent is shown, to be copied, and whether it can have been saved."""
    log.error("the database failed: %s", str(error).splitlines()[0])
    g.alone = True
    if request.method not in ("POST", "PUT", "DELETE"):
        return render_template("errors/503.html"), 503
    lost = [] if saved() == "yes" else readable(posted())
    return render_template("errors/503.html", words=UNAVAILABLE[saved()], typed=lost), 503


def init(app: Flask) -> None:
    """Register the table."""
    app.register_error_handler(CSRFError, _of_csrf)
    app.register_error_handler(LadoflowError, _of_domain)
    app.register_error_handler(HTTPException, _of_http)
    for kind in db.UNAVAILABLE:
        app.register_error_handler(kind, _of_database)
