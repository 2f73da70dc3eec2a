"""What the frame of every page shows: whose council, which navigation, who is signed in, which procedure is in use."""

from typing import Any

from flask import g, request
from sqlalchemy import select

from engine import dates, versions
from engine.access import Actor, may
from engine.models import Authority
from webui import session

NAVIGATION = (
    ("Inbox", "/inbox", "sign_in"),
    ("Contacts", "/contacts", "see_cases"),
    ("Cases", "/cases", "see_cases"),
    ("People", "/people", "see_cases"),
    ("Organisations", "/organisations", "keep_organisations"),
    ("Procedure", "/procedures", "see_procedure"),
    ("Reports", "/reports", "see_reports"),
)
PUBLIC_NAMES = (("/contact/refer", "Refer a concern"), ("/contact", "Report a concern"))


def frame() -> dict[str, Any]:
    """For every template; on a page about our own failure nothing that would have to be looked up."""
    if g.get("alone"):
        return {"service": {"name": "Allegations casework", "href": None}, "council": {"name": "Your Council"}}
    actor = session.asking()
    found: dict[str, Any] = {
        "demonstration": session.settings().demonstration,
        "service": {"name": _service(actor), "href": "/inbox" if actor else None},
        "council": {"name": _council(actor)},
        "person": None,
        "navigation": [],
        "footer_links": _footer(actor),
    }
    if actor is not None:
        found |= _signed_in(actor)
    return found


def _signed_in(actor: Actor) -> dict[str, Any]:
    now = session.now()
    found: dict[str, Any] = {
        "person": {"name": actor.name, "role": actor.title if actor.council else None},
        "printed": {"by": actor.name, "at": dates.moment_words(now, year=True)},
    }
    if actor.council:
        found["navigation"] = [
            {"text": text, "href": href, "current": request.path == href or request.path.startswith(href + "/")}
            for text, href, verb in NAVIGATION
            if verb == "sign_in" or may(actor, verb)
        ]
        found["procedure"] = _in_use(actor.authority_id)
        found["keys"] = {"on": not g.account.keys_off, "href": "/keys"}
    return found


def _service(actor: Actor | None) -> str:
    if actor is not None:
        return "Allegations casework" if actor.council else "Your step"
    return next((name for path, name in PUBLIC_NAMES if request.path.startswith(path)), "Allegations casework")


def _footer(actor: Actor | None) -> list[dict[str, str]]:
    first = {"text": "Keys", "href": "/help#keyboard"} if actor and actor.council else None
    second = None if actor and actor.council else {"text": "Privacy", "href": "/privacy"}
    listed = (first, {"text": "Accessibility", "href": "/accessibility"}, second, {"text": "Help", "href": "/help"})
    return [link for link in listed if link]


def _council(actor: Actor | None) -> str:
    rows = select(Authority.name).limit(2)
    if actor:
        rows = rows.where(Authority.id == actor.authority_id)
    names = session.reading().scalars(rows).all()
    return f"{names[0] if len(names) == 1 else 'Your'} Council"


def _in_use(authority_id: str) -> dict[str, Any] | None:
    try:
        version = versions.current(session.reading(), authority_id, session.now())
    except versions.NoProcedure:
        return None
    since = dates.local_day(version.published_at or session.now())
    return {"version": version.number, "since": dates.short_words(since, year=True)}
