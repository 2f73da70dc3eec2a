"""The pages and commands of ladoflow; create_app is the one place where things meet."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask, Response

    from webui.settings import Settings

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'; object-src 'none'"
)
STYLED = "style-src-attr 'unsafe-inline'"
"""What the table editor's library needs to place its own parts; its page alone sets g.styled."""
LARGEST = 25_000_000
MOST_FIELDS = 1_000
SECTIONS = (
    "auth", "inbox", "tasks", "ways_in", "contacts", "cases", "case_acts", "people", "organisations", "procedures",
    "drafts", "draft_catching_up", "draft_deleting", "draft_files", "draft_sheets", "draft_stories", "draft_story",
    "drafts_in_words", "reports", "admin", "help", "group", "undo", "who_it_is",
)  # fmt: skip
"""Modules with a blueprint `pages`; imported when an application is made, so that commands start without them."""


def create_app(settings: "Settings") -> "Flask":
    """The web application on one database."""
    from flask import Flask
    from flask_wtf.csrf import CSRFProtect
    from werkzeug.middleware.proxy_fix import ProxyFix

    from engine import db
    from webui import around, auth, errors, session

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
    # Only who asks is taken from proxies: nothing here needs more, and a proxy may pass on what a visitor made up.
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=0, x_host=0)  # type: ignore[method-assign]
    app.url_map.converters["id"] = _id_converter()
    _templates(app)
    CSRFProtect(app)
    auth.init(app)
    errors.init(app)
    for section in SECTIONS:
        app.register_blueprint(import_module(f"webui.{section}").pages)
    app.context_processor(around.frame)
    app.after_request(_headers)
    app.teardown_request(session.close_all)
    return app


def _id_converter() -> Any:
    """Addresses hold our own random ids; anything else is no address."""
    from werkzeug.routing import BaseConverter

    class Id(BaseConverter):
        regex = "[0-9a-f]{32}"

    return Id


def _templates(app: "Flask") -> None:
    """Ours, and GOV.UK's components under the name of their package."""
    from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

    from engine.models import new_id
    from webui.compiled import beside_bytecode

    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_loader = ChoiceLoader([PackageLoader("webui"), components])
    app.jinja_env.bytecode_cache = beside_bytecode()
    app.jinja_env.globals["new_id"] = new_id


def _headers(response: "Response") -> "Response":
    from flask import g, request

    response.headers["Content-Security-Policy"] = f"{POLICY}; {STYLED}" if g.get("styled") else POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Frame-Options"] = "DENY"
    if not request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-store"
    return response
