"""The ways in: the public form, the professional one, the logged call; their receipts; and the list of contacts."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, session as cookie, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from engine import access, casework, councils, dates, deadlines, people, versions
from engine.forms import Form, Problem
from engine.models import Authority, Case, Contact, Kept, User, new_id
from engine.procedure import Procedure, WayIn
from webui import filling
from webui.auth import limiter, may, public
from webui.session import actor, asking, now, reading, writing

pages = Blueprint("contacts", __name__)
PAGE = 50
Page = str | tuple[str, int] | Response


@pages.get("/contact")
@public
def concern() -> Page:
    """Report a concern: anybody."""
    return _show("report_a_concern")


@pages.post("/contact")
@public
@limiter.limit("30 per hour")
def concern_post() -> Page:
    """Anybody's report."""
    return _save("report_a_concern")


@pages.get("/contact/refer")
@public
def refer() -> Page:
    """The professionals' form."""
    return _show("refer")


@pages.post("/contact/refer")
@public
@limiter.limit("60 per hour")
def refer_post() -> Page:
    """A professional's referral."""
    return _save("refer")


@pages.get("/contacts/new")
@may("log_contact")
def call() -> Page:
    """Log a call."""
    return _show("log_a_call")


@pages.post("/contacts/new")
@may("log_contact")
def call_post() -> Page:
    """A logged call: one save."""
    return _save("log_a_call")


@pages.get("/contacts/new/<process>")
@public
def way_in(process: str) -> Page:
    """Any other way in that the procedure draws."""
    return _show(process)


@pages.post("/contacts/new/<process>")
@public
@limiter.limit("60 per hour")
def way_in_post(process: str) -> Page:
    """A post of any other way in."""
    return _save(process)


@pages.get("/contact/receipt")
@public
def receipt() -> Page:
    """What the reporter is told, once more on reload; known to this browser only."""
    given = cookie.get("receipt")
    if not given:
        raise casework.NoSuchRow
    contact = reading().get(Contact, given)
    if contact is None:
        raise casework.NoSuchRow
    return render_template("contacts/receipt.html", **_receipt_words(contact))


@pages.get("/contacts")
@may("see_cases")
def index() -> str:
    """Everything that people told us, the last first."""
    text = request.args.get("search", "").strip()
    rows = (
        access.scoped(actor(), Contact).add_columns(Case, User.name)
        .outerjoin(Case, Case.contact_id == Contact.id)
        .outerjoin(User, User.id == Contact.by_id)
        .order_by(Contact.received_at.desc(), Contact.id)
    )  # fmt: skip
    if text:
        like = f"%{text}%"
        rows = rows.where(Case.adult_name.ilike(like) | Case.employer_name.ilike(like) | Contact.reference.ilike(like))
    found = reading().execute(rows.limit(PAGE)).all()
    return render_template(
        "contacts/list.html",
        title="Contacts", search=text, may_log_a_call=access.may(actor(), "log_contact"),
        rows=[_contact_row(contact, case, by) for contact, case, by in found],
    )  # fmt: skip


def _contact_row(contact: Contact, case: Case | None, by: str | None) -> dict[str, Any]:
    return {
        "reference": contact.reference,
        "href": url_for("cases.show", case_id=case.id) if case else None,
        "received": dates.moment_words(contact.received_at, year=True),
        "about": case.adult_name if case else "No case was opened",
        "where": ", ".join(filter(None, [case.job, case.employer_name])) if case else "",
        "way_in": contact.way_in.replace("_", " ").capitalize(),
        "by": by or "sent online",
        "level": case.level.replace("_", " ").capitalize() if case else "",
        "state": "closed" if case and case.closed_at else "open" if case else "",
    }


# One way in


def _show(process: str) -> Page:
    procedure, way = _way(process)
    form = procedure.form(way.form)
    raw: filling.Raw = {}
    kept = None
    if who := asking():
        kept = reading().get(Kept, (who.id, process))
        raw = {key: list(values) for key, values in kept.answers.items()} if kept else _started(form)
    return _page(procedure, way, form, raw, [], kept=kept)


def _started(form: Form) -> filling.Raw:
    """A logged call begins now."""
    field = form.field("called_at")
    return form.raw({"called_at": now()}) if field else {}


def _save(process: str) -> Page:
    procedure, way = _way(process)
    form = procedure.form(way.form)
    raw = filling.posted()
    if changed := filling.rows_changed(form, raw):
        return _page(procedure, way, form, changed[0], [], focus=changed[1])
    if request.form.get("act") == "keep" and asking():
        return _keep(way, raw)
    parsed = form.parse(raw, lists=procedure.lists, context={}, now=now())
    problems = [*parsed.problems, *_not_future(parsed.answers)]
    if problems:
        return _page(procedure, way, form, raw, problems), 422
    session = writing()
    by = actor().id if asking() else None
    post = request.form.get("version") or new_id()
    saved = casework.save_contact(session, _authority().id, process, parsed, post=post[:32], now=now(), by=by)
    session.commit()
    if not asking():
        cookie["receipt"] = saved.contact_id
        return redirect(url_for("contacts.receipt"), 303)  # type: ignore[return-value]
    return _after_call(saved)


def _not_future(answers: dict[str, Any]) -> list[Problem]:
    at = answers.get("called_at")
    if at is not None and at > now():
        return [Problem("called_at", "When they called must be now or earlier")]
    return []


def _after_call(saved: casework.Receipt) -> Response:
    session = reading()
    cases = session.scalars(select(Case).where(Case.id.in_(saved.cases))).all()
    if not cases:
        flash(f"Contact {saved.reference} saved. No case was opened.")
    elif all(case.closed_at for case in cases):
        flash(f"Contact {saved.reference} saved and closed. There is nothing to do afterwards.")
    else:
        flash(f"Contact {saved.reference} saved. {len(cases)} case{'s' if len(cases) > 1 else ''} opened.")
    return redirect(url_for("contacts.index"), 303)  # type: ignore[return-value]


def _keep(way: WayIn, raw: filling.Raw) -> Response:
    left = {name: values for name, values in raw.items() if name not in ("csrf_token", "act", "add", "remove")}
    session = writing()
    casework.keep(session, actor().id, way.process, left, now=now())
    session.commit()
    if request.headers.get("X-Requested-With") == "ladoflow":
        return Response(f"Kept {dates.time_words(dates.london(now()).time())}", mimetype="text/plain")  # type: ignore
    flash(f"{way.name}: kept for later. Nobody else sees it.")
    return redirect(url_for("inbox.mine"), 303)  # type: ignore[return-value]


def _page(
    procedure: Procedure, way: WayIn, form: Form, raw: filling.Raw, problems: list[Problem], *,
    focus: str | None = None, kept: Kept | None = None,
) -> str:  # fmt: skip
    outside = way.role == councils.PUBLIC
    template = {"report_a_concern": "concern", "refer": "refer"}.get(way.process, "concern" if outside else "call")
    return render_template(
        f"contacts/{template}.html",
        title=form.title or way.name, form=form, raw=filling.with_rows(form, raw), problems=problems,
        lists=procedure.valid_lists(dates.local_day(now())), rows={}, on=dates.local_day(now()), focus=focus,
        hidden=lambda item: False, version=(raw.get("version") or [new_id()])[0], act=request.path,
        started=f"Started today {_time()}", kept=f"Kept {dates.moment_words(kept.at)}" if kept else None,
        keep=request.path, back={"text": "Inbox", "href": url_for("inbox.mine")} if not outside else None,
        numbers=_numbers(), boxes=_matches(raw) if not outside else None,
    )  # fmt: skip


def _way(process: str) -> tuple[Procedure, WayIn]:
    """A way in that whoever asks may use; else as if there were none."""
    version = versions.current(reading(), _authority().id, now())
    procedure = versions.load(reading(), version.id)
    way = procedure.ways_in.get(process)
    if way is None:
        raise casework.NoSuchRow
    if way.role != councils.PUBLIC:
        who = asking()
        if who is None:
            raise casework.NoSuchRow
        if way.role not in who.acts_as:
            abort(403)
    return procedure, way


def _authority() -> Authority:
    """The council that this page belongs to: that of who is asking, else the only one."""
    who = asking()
    rows = select(Authority).order_by(Authority.name).limit(1)
    if who:
        rows = rows.where(Authority.id == who.authority_id)
    found = reading().scalar(rows)
    if found is None:
        raise versions.NoProcedure
    return found


def _matches(raw: filling.Raw) -> list[dict[str, Any]]:
    """Who in our records may be the adult that was typed."""
    name = next((v[0] for k, v in raw.items() if k.startswith("adults-") and k.endswith("-name") and v), "").strip()
    if not name:
        return []
    found = people.matches(reading(), actor().authority_id, name)
    return [{"name": m.name, "likelihood": m.likelihood, "why": f"{m.why} {m.employer or ''}",
             "href": url_for("cases.show", case_id=m.case_id)} for m in found]  # fmt: skip


@pages.get("/contacts/matches")
@may("log_contact")
def matches() -> str:
    """Who may be the adult that is being typed: a part of a page."""
    return render_template("contacts/matches.html", matches=_matches({"adults-0-name": [request.args.get("name", "")]}))


def _numbers() -> list[dict[str, str]]:
    """The telephone numbers that are answered at this hour."""
    settings = _authority().settings
    calendar = casework.calendar_of(settings)
    local = dates.london(now())
    open_ = calendar.is_working(local.date()) and 9 <= local.hour < calendar.day_ends.hour
    listed = [{"name": "If a child is in danger now", "number": "999"}]
    if open_ and settings.get("phone"):
        listed.append({"name": "Us, until 5pm today", "number": settings["phone"]})
    if settings.get("out_of_hours"):
        listed.append({"name": "Emergency duty team, at any hour", "number": settings["out_of_hours"]})
    return [*listed, {"name": "Police, when it is not urgent", "number": "101"}]


def _receipt_words(contact: Contact) -> dict[str, Any]:
    """The reference and the true time of the reply."""
    version = contact.version_id
    procedure = versions.load(reading(), version)
    authority = reading().get_one(Authority, contact.authority_id)
    calendar = casework.calendar_of(authority.settings)
    due = deadlines.due(procedure.clocks["T03"], contact.received_at, calendar)
    received = dates.london(contact.received_at)
    counts = calendar.counts_as(contact.received_at)
    late = counts != received.date()
    return {
        "reference": contact.reference,
        "received": dates.moment_words(contact.received_at, year=True, public=True),
        "decided_by": dates.day_words(due.day, year=False),
        "counts_as": dates.day_words(counts, year=False) if late else None,
        "after_hours": late,
        "numbers": _numbers(),
        "safe_address": None,
    }


def _time() -> str:
    return dates.time_words(dates.london(now()).time())
