"""What was typed is kept for later: for the page that saves by itself, for "Finish later", and for somebody without an
account under a code. Called by task, sitting and contact views.
"""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import dates, kept, saved_reports
from engine.models import Authority
from webui import filling, public_words
from webui.session import actor, commit, now, settings, writing


def keep(about: str, raw: filling.Raw, said: str) -> Response:
    """Keep what was typed about a task or way in; a page that saves by itself hears when, a person what `said` says."""
    kept.keep(writing(), actor().id, about, filling.typed(raw), now=now())
    commit()
    if request.headers.get("X-Requested-With") == "ladoflow":
        return Response(f"Kept {dates.time_words(dates.london(now()).time())}", mimetype="text/plain")
    flash(f"{said} kept for later. Nobody else sees it.")
    return redirect(url_for("inbox.mine"), 303)


def code_of(raw: filling.Raw) -> str:
    """The code that the page carries, or one for a new page."""
    try:
        return saved_reports.code_typed(filling.one(raw, filling.SAVED_UNDER))
    except saved_reports.NotACode:
        return saved_reports.new_code()


def keep_under_code(authority: Authority, way_in: str, raw: filling.Raw) -> str:
    """Keep it, and the page that gives the code: without a redirect, as an address or a cookie would tell it. Sent
    again, it is the same code. Raises TooLong.
    """
    code = code_of(raw)
    until = saved_reports.keep(writing(), authority.id, code, way_in, filling.typed(raw), now=now())
    commit()
    return render_template(
        "contacts/saved.html",
        code=code,
        days=saved_reports.DAYS,
        until=dates.day_words(until, year=True),
        address=f"{settings().base_url}{url_for('contacts.saved')}",
        emergency=public_words.emergency(authority.settings, now()),
    )


def forget_code(authority_id: str, raw: filling.Raw) -> None:
    """What was kept under the code of this page has been sent."""
    if filling.SAVED_UNDER in raw:
        saved_reports.forget(writing(), authority_id, code_of(raw))
