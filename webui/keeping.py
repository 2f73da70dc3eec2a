"""What was typed is kept for later: for the page that saves by itself, for "Finish later", and for somebody without an
account under a code. Called by task, sitting, case, group and contact views.
"""

from typing import Any
from urllib.parse import urlencode

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import dates, kept, saved_reports
from engine.forms import Problem
from engine.models import Authority, Case, Kept, new_id
from engine.procedure import WayIn
from webui import filling, public_words, words
from webui.session import actor, asking, commit, now, reading, settings, writing

ADDRESSES = {"report_a_concern": "concern", "refer": "refer", "log_a_call": "call"}
"""The ways in that have an address of their own, by their process."""
CHANGES = {
    "note": "A note", "adult": "A further adult", "child": "A further child", "name": "The name of the adult",
    "split": "Splitting off", "join": "Joining",
}  # fmt: skip
"""What is written into a case beside its steps, as the list of what was kept calls it."""
STILL_THERE = "What you typed there is still kept, and not sent."
Page = str | tuple[str, int] | Response


def address_of(process: str, **asked: Any) -> str:
    """Where the form of a way in is, and is sent; with `kept` a page of it that was kept."""
    if process in ADDRESSES:
        return url_for(f"ways_in.{ADDRESSES[process]}", **asked)
    return url_for("ways_in.way_in", process=process, **asked)


def by_itself() -> bool:
    """Whether a page saves by itself, and nobody has pressed anything."""
    return request.headers.get("X-Requested-With") == "ladoflow"


def keep(of: str, raw: filling.Raw, said: str) -> Response:
    """Keep what was typed about a task or change: a page that saves by itself hears when, a person `said`. What another
    window has changed meanwhile stays, and this beside it.
    """
    try:
        kept.keep_one(writing(), actor().id, of, filling.typed(raw), now=now())
    except kept.ChangedElsewhere as why:
        if by_itself():
            return _not_kept(why)
        kept.keep_beside(writing(), actor().id, of, filling.typed(raw), now=now())
        said = f"{said} {_both(why)}"
    return _kept(said, {})


def _not_kept(why: kept.ChangedElsewhere) -> Response:
    words = f"Not kept. {changed_at(why)} Press Finish later: both are kept."
    return Response(words, 409, mimetype="text/plain")


def _both(why: kept.ChangedElsewhere) -> str:
    changed = changed_at(why)
    return f"{changed[0].lower()}{changed[1:]} Nothing is lost: both are kept, and what you typed here is"


def changed_at(why: kept.ChangedElsewhere) -> str:
    """That somebody's own text was changed in another window, and when."""
    return f"It was changed in another window {words.today_or_day(why.at, now())}."


def keep_page(way: WayIn, raw: filling.Raw) -> Response:
    """Keep a page of a way in beside the others of this person; it hears where it is found again. What another window
    has changed meanwhile stays, and this beside it. Raises TooMany.
    """
    page, said = filling.page_id(raw), f"{way.name}:"
    try:
        kept.keep_page(writing(), actor().id, way.process, page, filling.typed(raw), now=now())
    except kept.ChangedElsewhere as why:
        if by_itself():
            return _not_kept(why)
        page, fresh = new_id(), filling.typed(filling.with_new_rows(raw))
        kept.keep_page(writing(), actor().id, way.process, page, fresh, now=now())
        said = f"{said} {_both(why)}"
    return _kept(said, {"Content-Location": address_of(way.process, kept=page)})


def _kept(said: str, found_at: dict[str, str]) -> Response:
    commit()
    if by_itself():
        return Response(f"Kept {dates.time_of(now())}", mimetype="text/plain", headers=found_at)
    flash(f"{said} kept for later. Nobody else sees it.")
    return redirect(url_for("inbox.mine"), 303)


def about(case: Case, change: str) -> str:
    """What is kept of a change to a case stands under this."""
    return f"{case.id}/{change}"


def found(of: str, fresh: filling.Raw) -> tuple[filling.Raw, dict[str, Any]]:
    """What stands in a page at first: what this person kept of it, with when, and what else another window has kept;
    else what a fresh page has.
    """
    asked = {kept.BESIDE: [request.args.get("kept", "")]}
    row = reading().get(Kept, (actor().id, kept.one_of(of, asked)))
    said = {"kept": f"Kept {dates.moment_words(row.at)}" if row else "", "versions": others(of, asked)}
    return in_a_new_window(row) if row else fresh, said


def others(of: str, answers: filling.Raw) -> list[dict[str, str]]:
    """What this person has kept in other windows than that of these answers, the newest first."""
    rows = kept.all_of(reading(), actor().id, of)
    return [_version(of, row) for row in reversed(rows) if row.about != kept.one_of(of, answers)]


def in_a_new_window(row: Kept) -> filling.Raw:
    """What was typed, in a window of its own."""
    return {name: list(values) for name, values in row.answers.items() if name != kept.WINDOW}


def _version(of: str, row: Kept) -> dict[str, str]:
    beside = row.about.removeprefix(of).lstrip("/")
    return {"when": words.today_or_day(row.at, now()), "href": f"{request.path}?{urlencode({'kept': beside})}"}


def forget(of: str) -> None:
    """It has been saved, so that nothing of it waits; the view commits."""
    kept.forget(writing(), actor().id, of)


def forget_saved(of: str, raw: filling.Raw) -> None:
    """The same of a change; what another window has kept of it stays, and its reader is told. The view commits."""
    try:
        kept.forget_one(writing(), actor().id, of, raw)
    except kept.ChangedElsewhere as why:
        flash(f"{changed_at(why)} {STILL_THERE}")


def must_be_only(of: str, raw: filling.Raw) -> None:
    """Raises ChangedElsewhere when another window has kept other answers to a step since these were drawn."""
    row = writing().get(Kept, (actor().id, kept.one_of(of, raw)))
    if row and kept.changed_elsewhere(row, raw):
        raise kept.ChangedElsewhere(row)


def aside(of: str, raw: filling.Raw) -> filling.Raw:
    """Keep this beside what another window has changed, and this as it is kept there."""
    told = kept.keep_beside(writing(), actor().id, of, filling.typed(raw), now=now())
    commit()
    return raw | told


def asks_first(why: kept.ChangedElsewhere) -> Problem:
    """What is asked of whoever is about to save one of two answers to a step."""
    return Problem("kept", f"{changed_at(why)} Look at what you typed there, or save this in its place")


def forget_page(process: str, raw: filling.Raw) -> None:
    """What somebody with an account kept of this page of a way in; the view commits. Raises ChangedElsewhere."""
    if who := asking():
        kept.forget_page(writing(), who.id, process, filling.page_id(raw), raw)


def _forget_sent(process: str, raw: filling.Raw) -> None:
    """The same of a page that was sent; what another window has kept of it since stays, and its reader is told."""
    try:
        forget_page(process, raw)
    except kept.ChangedElsewhere as why:
        flash(f"{changed_at(why)} {STILL_THERE}")


def ask_anew(case: Case, change: str, raw: filling.Raw, when: str, changed: str = "") -> str:
    """Ask before what was kept of a change to a case is forgotten."""
    return render_template(
        "ways_in/anew.html", about=case.adult_name or "Adult not known", act=request.path, raw=raw, changed=changed,
        unsent=f"{CHANGES[change]}. {when} and not saved.",
        back=f"{request.path}?{urlencode({'kept': filling.one(raw, kept.BESIDE)})}",
    )  # fmt: skip


def begin_anew(case: Case, change: str, raw: filling.Raw) -> Page:
    """Forget what was kept of a change, which its page has just shown, and begin with an empty form; what another
    window has changed since is asked about again.
    """
    of = about(case, change)
    try:
        kept.forget_one(writing(), actor().id, of, raw)
    except kept.ChangedElsewhere as why:
        shown = raw | {kept.NUMBER: [why.number]}
        return ask_anew(case, change, shown, f"Kept {dates.moment_words(why.at)}", changed_at(why)), 409
    commit()
    return redirect(request.path, 303)


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
    _forget_sent(process, raw)
    if filling.SAVED_UNDER in raw:
        saved_reports.forget(writing(), authority_id, code_of(raw))
