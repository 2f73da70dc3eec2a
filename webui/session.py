"""What every view has at hand: database sessions of this request, the present instant, and who is asking.

A view that changes something takes `writing()`, calls one verb, then `commit` once, and redirects; nothing else does.
"""

from datetime import datetime
from typing import cast

from flask import current_app, g
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from engine import clock, db
from engine.access import Actor
from webui.settings import Settings


class Writing(Session):
    """A request's session for writing, which says whether it has kept what was written (`saved`)."""


@event.listens_for(Writing, "before_commit")
def _perhaps_saved(_session: Session) -> None:
    g.saved = "perhaps"


@event.listens_for(Writing, "after_commit")
def _saved(_session: Session) -> None:
    g.saved = "yes"


def settings() -> Settings:
    """The settings that this application was made with."""
    return cast(Settings, current_app.extensions["ladoflow.settings"])


def engine() -> Engine:
    """The database engine of this application."""
    return cast(Engine, current_app.extensions["ladoflow.engine"])


def now() -> datetime:
    """The instant of this request: read once."""
    if "now" not in g:
        g.now = settings().now or clock.now()
    return cast(datetime, g.now)


def reading() -> Session:
    """This request's session for reading."""
    if "reading" not in g:
        g.reading = db.reading(engine())
    return cast(Session, g.reading)


def writing() -> Session:
    """This request's session for writing. What is read before is read again in it, under its lock."""
    if "writing" not in g:
        close("reading")
        g.writing = db.writing(engine(), Writing)
    return cast(Session, g.writing)


def commit() -> None:
    """Keep what was written. What is read afterwards is read anew, and without the lock."""
    writing().commit()
    close("writing")
    close("reading")


def saved() -> str:
    """Whether this request has kept what it writes: `no`, `yes`, or `perhaps` while the database has not answered."""
    return cast(str, g.get("saved", "no"))


def close(name: str) -> None:
    """Give a session back; what was not committed is gone, also when the database is gone and cannot be told so."""
    kept = g.pop(name, None)
    if kept is not None:
        try:
            kept.close()
        except db.UNAVAILABLE:
            kept.invalidate()


def close_all(_failure: BaseException | None = None) -> None:
    """At the end of each request."""
    close("reading")
    close("writing")


def actor() -> Actor:
    """Who is asking; only in views for which somebody has signed in."""
    return cast(Actor, g.actor)


def asking() -> Actor | None:
    """Who is asking, or nobody."""
    return cast(Actor | None, g.get("actor"))
