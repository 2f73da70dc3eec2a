"""What was typed is kept for later: for the page that saves by itself, and for "Finish later". Called by task, sitting
and contact views.
"""

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from engine import dates, kept
from webui import filling
from webui.session import actor, commit, now, writing


def keep(about: str, raw: filling.Raw, said: str) -> Response:
    """Keep what was typed about a task or way in; a page that saves by itself hears when, a person what `said` says."""
    kept.keep(writing(), actor().id, about, filling.typed(raw), now=now())
    commit()
    if request.headers.get("X-Requested-With") == "ladoflow":
        return Response(f"Kept {dates.time_words(dates.london(now()).time())}", mimetype="text/plain")
    flash(f"{said} kept for later. Nobody else sees it.")
    return redirect(url_for("inbox.mine"), 303)
