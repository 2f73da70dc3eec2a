"""Health and administration: whether the service is alive and ready."""

from flask import Blueprint, Response
from sqlalchemy import text

from webui.auth import public
from webui.session import reading

pages = Blueprint("admin", __name__)


@pages.get("/healthz")
@public
def alive() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@pages.get("/readyz")
@public
def ready() -> Response:
    """The database answers too."""
    reading().execute(text("select 1"))
    return Response("ready\n", mimetype="text/plain")
