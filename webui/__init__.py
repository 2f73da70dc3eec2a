"""The pages and commands of ladoflow; create_app is the one place where things meet."""

from typing import Any

from flask import Flask, Response, g, request
from flask_wtf.csrf import CSRFProtect
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from sqlalchemy import select

from engine import dates, db, versions
from engine.models import Authority
from webui import (
    admin,
    auth,
    cases,
    contacts,
    errors,
    inbox,
    organisations,
    people,
    procedures,
    reports,
    session,
    tasks,
)
from webui.settings import Settings

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'; object-src 'none'"
)
LARGEST = 25_000_000
MOST_FIELDS = 1_000
SECTIONS = (auth, inbox, tasks, contacts, cases, people, organisations, procedures, reports, admin)


def create_app(settings: Settings) -> Flask:
    """The web application on one database."""
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        MAX_CONTENT_LENGTH=LARGEST,
        MAX_FORM_MEMORY_SIZE=LARGEST,
        MAX_FORM_PARTS=MOST_FIELDS * 4,
        WTF_CSRF_TIME_LIMIT=None,
        TESTING=settings.testing,
        RATELIMIT_ENABLED=not settings.testing,
    )
    app.extensions["ladoflow.settings"] = settings
    app.extensions["ladoflow.engine"] = db.make_engine(settings.database_url)
    _templates(app)
    CSRFProtect(app)
    auth.init(app)
    errors.init(app)
    for section in SECTIONS:
        app.register_blueprint(section.pages)
    app.context_processor(_around)
    app.after_request(_headers)
    app.teardown_request(session.close_all)
    return app


def _templates(app: Flask) -> None:
    """Ours, and GOV.UK's components under the name of their package."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_loader = ChoiceLoader([PackageLoader("webui"), components])


NAVIGATION = (
    ("Inbox", "/inbox", "sign_in"),
    ("Contacts", "/contacts", "see_cases"),
    ("Cases", "/cases", "see_cases"),
    ("People", "/people", "see_cases"),
    ("Organisations", "/organisations", "see_organisations"),
    ("Procedure", "/procedures", "see_procedure"),
    ("Reports", "/reports", "see_reports"),
)


def _around() -> dict[str, Any]:
    """What the frame of every page shows."""
    from engine.access import may

    actor = session.asking()
    found = {
        "demonstration": session.settings().demonstration,
        "service": {"name": "Allegations casework", "href": "/inbox" if actor else "/"},
        "council": {"name": _council(actor.authority_id if actor else None)},
        "person": None,
        "navigation": [],
    }
    if actor is None:
        return found
    staff = actor.council
    found["person"] = {"name": actor.name, "role": actor.title}
    if staff:
        found["navigation"] = [
            {"text": text, "href": href, "current": request.path == href or request.path.startswith(href + "/")}
            for text, href, verb in NAVIGATION
            if verb == "sign_in" or may(actor, verb)
        ]
        found["procedure"] = _in_use(actor.authority_id)
        found["keys"] = {"on": not g.user.keys_off, "href": "/keys"}
    return found


def _council(authority_id: str | None) -> str:
    rows = select(Authority.name).order_by(Authority.name).limit(1)
    if authority_id:
        rows = rows.where(Authority.id == authority_id)
    return f"{session.reading().scalar(rows) or 'Your'} Council"


def _in_use(authority_id: str) -> dict[str, Any] | None:
    try:
        version = versions.current(session.reading(), authority_id, session.now())
    except versions.NoProcedure:
        return None
    since = dates.local_day(version.published_at or session.now())
    return {"version": version.number, "since": dates.day_words(since, year=True).split(" ", 1)[1]}


def _headers(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Frame-Options"] = "DENY"
    if not request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-store"
    return response
