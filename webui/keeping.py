"""What was typed is kept for later: for the page that saves by itself, for "Finish later", and for somebody without an
account under a code. Called by task, sitting, case, group and contact views.
"""

from flask import flash, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from engine import access, councils, dates, kept, saved_reports, versions
from engine.models import Authority, Case, Kept
from webui import filling, public_words, words
from webui.session import actor, asking, commit, now, reading, settings, writing

ADDRESSES = {"report_a_concern": "concern", "refer": "refer", "log_a_call": "call"}
"""The ways in that have an address of their own, by their process."""
CHANGES = {
    "note": "A note", "adult": "A further adult", "child": "A further child", "name": "The name of the adult",
    "split": "Splitting off", "join": "Joining",
}  # fmt: skip
"""What is written into a case beside its steps, as the list of what was kept calls it."""


def address_of(process: str) -> str:
    """Where the form of a way in is, and is sent."""
    if process in ADDRESSES:
        return url_for(f"ways_in.{ADDRESSES[process]}")
    return url_for("ways_in.way_in", process=process)


def keep(of: str, raw: filling.Raw, said: str) -> Response:
    """Keep what was typed about a task, way in or change: a page that saves by itself hears when, a person `said`."""
    kept.keep(writing(), actor().id, of, filling.typed(raw), now=now())
    commit()
    if request.headers.get("X-Requested-With") == "ladoflow":
        return Response(f"Kept {dates.time_of(now())}", mimetype="text/plain")
    flash(f"{said} kept for later. Nobody else sees it.")
    return redirect(url_for("inbox.mine"), 303)


def about(case: Case, change: str) -> str:
    """What is kept of a change to a case stands under this."""
    return f"{case.id}/{change}"


def found(of: str, fresh: filling.Raw) -> tuple[filling.Raw, str]:
    """What stands in a page at first: what this person kept of it, with when; else what a fresh page has."""
    row = reading().get(Kept, (actor().id, of))
    if row is None:
        return fresh, ""
    return {name: list(values) for name, values in row.answers.items()}, f"Kept {dates.moment_words(row.at)}"


def forget(of: str) -> None:
    """It has been saved, so that nothing of it waits; the view commits."""
    kept.forget(writing(), actor().id, of)


def ask_anew(case: Case, change: str, when: str) -> str:
    """Ask before what was kept of a change to a case is forgotten."""
    return render_template(
        "ways_in/anew.html", title="Start anew?", anew="Start anew", about=case.adult_name or "an adult not known",
        unsent=f"{CHANGES[change]}. {when} and not saved.", act=request.path, public=False,
    )  # fmt: skip


def begin_anew(of: str, address: str) -> Response:
    """Forget what was kept of a way in or of a change, which its page has just shown, and begin with an empty form."""
    forget(of)
    commit()
    return redirect(address, 303)


def unsent() -> list[dict[str, str]]:
    """What this person kept and has not sent, for the inbox: of a way in, or of a change to a case."""
    asked = select(Kept.about, Kept.at).where(Kept.user_id == actor().id).order_by(Kept.at)
    rows = reading().execute(asked).all()
    places = _ways_in() | _changes([row.about for row in rows]) if rows else {}
    return [
        places[row.about] | {"words": f"was kept {words.today_or_day(row.at, now())} and has not been sent."}
        for row in rows if row.about in places
    ]  # fmt: skip


def _ways_in() -> dict[str, dict[str, str]]:
    try:
        current = versions.current(reading(), actor().authority_id, now())
    except versions.NoProcedure:
        return {}
    ways = versions.load(reading(), current.id).ways_in
    return {
        id: {"text": way.name, "href": address_of(id)}
        for id, way in ways.items() if way.role == councils.PUBLIC or way.role in actor().acts_as
    }  # fmt: skip


def _changes(kept_of: list[str]) -> dict[str, dict[str, str]]:
    """Changes to cases that this person may still see."""
    ids = {of.partition("/")[0] for of in kept_of if "/" in of}
    cases = reading().scalars(access.scoped(actor(), Case).where(Case.id.in_(ids))) if ids else ()
    return {
        about(case, change): {"text": f"{text}: {case.adult_name or 'Adult not known'}", "href": _at(case, change)}
        for case in cases for change, text in CHANGES.items()
    }  # fmt: skip


def _at(case: Case, change: str) -> str:
    if change == "note":
        return url_for("case_acts.note", case_id=case.id)
    return url_for("group.ask", case_id=case.id, act=change)


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
        "ways_in/saved.html",
        code=code,
        days=saved_reports.DAYS,
        until=dates.day_words(until, year=True),
        address=f"{settings().base_url}{url_for('ways_in.saved')}",
        emergency=public_words.emergency(authority.settings, now()),
    )


def sent(authority_id: str, process: str, raw: filling.Raw) -> None:
    """What was kept of this page, by whoever is signed in or under its code, has been sent: it is forgotten."""
    if who := asking():
        kept.forget(writing(), who.id, process)
    if filling.SAVED_UNDER in raw:
        saved_reports.forget(writing(), authority_id, code_of(raw))
