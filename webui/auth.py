"""Signing in and out, and the decorator by which every view says who may use it.

Default no: a route without `may` or `public` fails a test.
"""

from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from secrets import token_bytes
from typing import Any, TypeVar
from urllib.parse import urlsplit

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from argon2.low_level import ARGON2_VERSION
from flask import Blueprint, Flask, abort, current_app, flash, g, redirect, render_template, request, session, url_for
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from sqlalchemy import func, select
from werkzeug.wrappers import Response

from engine import access, history
from engine.errors import LadoflowError
from engine.models import User
from webui.filling import plain, posted, readable
from webui.session import asking, now, reading, writing


class NotYours(LadoflowError):
    """You may not do this."""


View = TypeVar("View", bound=Callable[..., Any])
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)

pages = Blueprint("auth", __name__)
limiter = Limiter(get_remote_address, storage_uri="memory://")
guessing = limiter.shared_limit(
    "10 per minute; 60 per hour", scope="guessing", deduct_when=lambda response: response.status_code == 422
)
"""For views that open something to whoever knows a secret: what was guessed wrong at one counts at all of them."""
_hasher = PasswordHasher()
_NOBODY = "$argon2id$v={}$m={},t={},p={}${}${}".format(
    ARGON2_VERSION, _hasher.memory_cost, _hasher.time_cost, _hasher.parallelism,
    *(b64encode(token_bytes(size)).decode().rstrip("=") for size in (_hasher.salt_len, _hasher.hash_len)),
)  # fmt: skip
"""The hash of no password: checked when no account has the address, so that both answers take as long."""


def public(view: View) -> View:
    """Nobody has to sign in for this view."""
    view.guard = "public"  # type: ignore[attr-defined]
    return view


def may(verb: str) -> Callable[[View], View]:
    """Only for somebody who may do this in general; what it is done to is asked again in the view."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **named: Any) -> Any:
            actor = asking()
            if actor is None:
                return _first_sign_in()
            if verb != "sign_in" and not access.may(actor, verb):
                abort(403)
            return view(*args, **named)

        guarded.guard = verb  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return guard


def _first_sign_in() -> Response | tuple[str, int]:
    """To the sign-in page and back here; what was sent by somebody whose session had ended is not thrown away."""
    if request.method == "POST":
        return signed_out()
    return redirect(url_for("auth.sign_in", next=request.full_path.rstrip("?")), 303)


def signed_out() -> tuple[str, int]:
    """What somebody typed, once they are no longer signed in, and where to sign in and go on. It says nothing that they
    did not send: nobody knows yet who they are."""
    return render_template("errors/signed_out.html", typed=readable(posted()), address=here()), 403


def needs_sign_in() -> bool:
    """Whether what was asked for is only for somebody who has signed in."""
    return getattr(current_app.view_functions.get(request.endpoint or ""), "guard", "public") != "public"


def here() -> str:
    """The page from which this was sent, as far as its address tells; nothing when it has none."""
    pages_of = current_app.create_url_adapter(request)
    above = request.path.rpartition("/")[0]
    return next((path for path in (request.path, above) if path and pages_of and pages_of.test(path, "GET")), "")


signed_in = may("sign_in")
"""For views that filter what they show by who is asking."""


def load_actor() -> None:
    """Before each request: who is asking, as long as their session lives and nobody has ended it."""
    g.pop("actor", None)
    if not (user_id := session.get("user")):
        return
    instant = now().timestamp()
    found = access.account(reading(), user_id)
    fresh = instant - session.get("seen", 0) <= IDLE.total_seconds()
    young = instant - session.get("since", 0) <= LONGEST.total_seconds()
    if found is None or not found.active or session.get("number") != found.session_number or not (fresh and young):
        session.clear()
        return
    session["seen"] = instant
    g.account, g.actor = found, found.actor


@pages.get("/sign-in")
@public
def sign_in() -> str:
    """The form."""
    return render_template("sign_in.html", next=_local(request.args.get("next")), raw={}, problems=[])


@pages.post("/sign-in")
@public
@guessing
def sign_in_post() -> Response | tuple[str, int]:
    """Known and unknown addresses get the same answer, in the same time; nobody who writes waits for a guess."""
    email, password = plain(request.form.get("email", ""))[:254], request.form.get("password", "")[:1024]
    user = reading().scalar(select(User).where(func.lower(User.email) == email.lower(), User.active))
    if not _right(user, password) or user is None:
        problems = [{"name": "email", "message": "The e-mail address or the password is not right. Check both."}]
        page = render_template(
            "sign_in.html", next=_local(request.form.get("next")), raw={"email": [email]}, problems=problems
        )
        return page, 422
    db = writing()
    authority = history.locked(db, user.authority_id)
    history.append(db, authority, "signed_in", now=now(), by=user.id)
    db.commit()
    _begin(user)
    return redirect(_local(request.form.get("next")) or url_for("inbox.home"), 303)


def _right(user: User | None, password: str) -> bool:
    try:
        return _hasher.verify(user.password_hash if user else _NOBODY, password) and user is not None
    except VerificationError:
        return False


def _begin(user: User) -> None:
    instant = now().timestamp()
    session.clear()
    session.update(user=user.id, number=user.session_number, since=instant, seen=instant)


@pages.post("/sign-out")
@public
def sign_out() -> Response:
    """End this session."""
    session.clear()
    flash("You have signed out.")
    return redirect(url_for("auth.sign_in"), 303)


def _local(address: str | None) -> str:
    """An address of ours to go on to, or nothing: never another site's."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return ""
    parts = urlsplit(address)
    return address if not parts.netloc and not parts.scheme else ""


def init(app: Flask) -> None:
    """Wire sessions and throttling into the application."""
    app.before_request(load_actor)
    limiter.init_app(app)
