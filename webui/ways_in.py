"""The ways in: the public form, the professional one, the logged call, requests; their receipts."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask import session as cookie
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from engine import access, contacts, councils, dates, in_hand, inbox, kept, same_adult, saved_reports, versions
from engine.forms import Field, Form, Group, Parsed, Problem, everything
from engine.models import Authority, Case, Contact, Organisation
from engine.procedure import Procedure, WayIn
from webui import filling, keeping, lists, matching, parts, public_words, steps, unsent, words
from webui.auth import NotYours, guessing, limiter, may, public
from webui.hiding import Hiding
from webui.session import actor, asking, commit, now, reading, writing

pages = Blueprint("ways_in", __name__)
Page = str | tuple[str, int] | Response
RUNS_ON = "Saving counts it as a contact, opens no case of an adult, and asks for the first step."


def signed_in() -> bool:
    """Whose page saves itself while it is typed, so that no limit counts its posts."""
    return asking() is not None


@pages.get("/contact")
@public
def concern() -> Page:
    """Report a concern: anybody."""
    return _show("report_a_concern")


@pages.post("/contact")
@public
@limiter.limit("30 per hour", exempt_when=signed_in)
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
@limiter.limit("60 per hour", exempt_when=signed_in)
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
@limiter.limit("60 per hour", exempt_when=signed_in)
def way_in_post(process: str) -> Page:
    """A post of any other way in."""
    return _save(process)


@pages.get("/contact/receipt")
@public
def receipt() -> Page:
    """What the reporter is told, once more on reload; known to this browser only."""
    given = cookie.get("receipt")
    contact = reading().get(Contact, given) if given else None
    if contact is None:
        raise in_hand.NoSuchRow
    return render_template("ways_in/receipt.html", **public_words.receipt(contact))


@pages.get("/contact/saved")
@public
def saved() -> Page:
    """Where somebody comes back with the code under which we kept what they had typed."""
    return _ask_for_code("")


@pages.post("/contact/saved")
@public
@guessing
def take_up() -> Page:
    """The form as it was when it was saved; a code that never was, was used or is too old gets one answer."""
    typed = filling.one(filling.posted(), "code")[: lists.LONGEST]
    try:
        code = saved_reports.code_typed(typed)
        found = saved_reports.take_up(reading(), _authority().id, code, now=now())
    except (saved_reports.NotACode, saved_reports.NoSuchReport) as wrong:
        return _ask_for_code(typed, str(wrong) if typed else "Enter your code"), 422
    procedure, way = _way(found.way_in)
    flash(f"This is what you saved on {public_words.moment(found.at)}. It has not been sent.")
    raw = found.answers | {filling.SAVED_UNDER: [code]}
    return _page(procedure, way, procedure.form(way.form), raw, [])


def _ask_for_code(typed: str, wrong: str = "") -> str:
    problems = [Problem("code", wrong)] if wrong else []
    emergency = public_words.emergency(_authority().settings, now())
    return render_template("ways_in/come_back.html", typed=typed, problems=problems, emergency=emergency)


# One way in


def _show(process: str) -> Page:
    procedure, way = _way(process)
    form = procedure.form(way.form)
    if asking() is None:
        return _page(procedure, way, form, {}, [])
    page = request.args.get("kept", "")
    if row := unsent.page(process, page):
        if request.args.get("anew"):
            return unsent.ask_anew(way, row)
        return _page(procedure, way, form, unsent.answers(row), [], before=unsent.gone_on_with(process, row))
    raw = filling.one_page(_started(form) | {"version": [page]})
    if page:
        flash("What you typed there is no longer kept: it was sent, or forgotten. This is a new form.")
    elif address := filling.address_of(raw):
        return redirect(address, 303)
    return _page(procedure, way, form, raw, [], before=unsent.beside(way))


def _another(way: WayIn, form: Form) -> str:
    """What leaving a kept page for a fresh one is called."""
    if way.role == councils.PUBLIC:
        return "Start a new report"
    return "Start a new call" if form.has_rows("adult") else "Start another"


def _started(form: Form) -> filling.Raw:
    """A logged call begins now."""
    return form.raw({"called_at": now()}) if form.field("called_at") else {}


def _save(process: str) -> Page:
    procedure, way = _way(process)
    form = procedure.form(way.form)
    raw = filling.posted()
    if changed := filling.rows_changed(form, raw):
        return _page(procedure, way, form, changed[0], [], focus=changed[1])
    if filling.one(raw, "act") == "anew":
        return _forget(way, raw)
    if filling.one(raw, "act") == "keep":
        return _keep(procedure, way, form, raw)
    if filling.one(raw, "act") == "search":
        return _page(procedure, way, form, raw, [])
    ours = way.role != councils.PUBLIC
    parsed = _parse(procedure, way, form, raw)
    if problems := [*parsed.problems, *_not_future(parsed.answers), *_of_records(procedure, way, form, parsed, raw)]:
        return _page(procedure, way, form, raw, problems), 422

    def read_anew() -> Parsed:
        fresh = filling.with_new_rows(raw)
        return _parse(procedure, way, form, fresh)

    if ours:
        try:
            return _after_call(_save_once(process, parsed, raw, read_anew))
        except (same_adult.RecordChanged, same_adult.BothSaid) as refused:
            writing().rollback()
            return _page(procedure, way, form, raw, matching.changed(refused)), 409
    if cookie.get("sent") != (said := filling.said(raw)):
        cookie["receipt"] = _save_once(process, parsed, raw, read_anew).contact_id
        cookie["sent"] = said
    else:  # It was sent before; somebody went back, saved it perhaps, and pressed Send again.
        keeping.sent(_authority().id, process, raw)
        commit()
    return redirect(url_for("ways_in.receipt"), 303)


def _parse(procedure: Procedure, way: WayIn, form: Form, raw: filling.Raw) -> Parsed:
    ours = way.role != councils.PUBLIC
    return form.parse(raw, lists=procedure.lists, context=_settings(), now=now(), ours=ours)


def _forget(way: WayIn, raw: filling.Raw) -> Page:
    """Drop a page as it was shown; what another window has changed since is asked about again."""
    try:
        keeping.forget_page(way.process, raw)
    except kept.ChangedElsewhere as why:
        if row := unsent.page(way.process, filling.page_id(raw)):
            return unsent.ask_anew(way, row, keeping.changed_at(why)), 409
    commit()
    return redirect(keeping.address_of(way.process), 303)


def _of_records(procedure: Procedure, way: WayIn, form: Form, parsed: Parsed, raw: filling.Raw) -> list[Problem]:
    """What a call of ours about somebody must say of earlier records."""
    if way.role == councils.PUBLIC or not form.has_rows("adult"):
        return []
    return matching.of_its_own(parsed, procedure, raw) + matching.not_shown(partial(_typed, raw), raw)


def _keep(procedure: Procedure, way: WayIn, form: Form, raw: filling.Raw) -> Page:
    """What was typed, whatever is missing in it: for whoever is signed in, else under a code to come back with."""
    try:
        return keeping.keep_page(way, raw) if asking() else keeping.keep_under_code(_authority(), way.process, raw)
    except kept.TooMany:
        before = unsent.beside(way)
        if keeping.by_itself():
            return Response(f"Not kept. {before['full']}", 422, mimetype="text/plain")
        return _page(procedure, way, form, raw, [Problem("kept", before["full"])], before=before), 422
    except saved_reports.TooLong as refused:
        longest = max(filling.typed(raw).items(), key=lambda field: sum(map(len, field[1])))[0]
        return _page(procedure, way, form, raw, [Problem(longest, str(refused))]), 422


def _save_once(process: str, parsed: Parsed, raw: filling.Raw, read_anew: Callable[[], Parsed]) -> contacts.Receipt:
    """Sent twice, even at the same instant, the second gets the first's receipt; other words on a page that was sent
    before, as a browser shows it that goes back, are another contact with rows of its own."""
    try:
        return _saved(process, parsed, raw)
    except (IntegrityError, same_adult.RecordChanged) as late:
        session = writing()
        session.rollback()
        first = session.scalar(select(Contact).where(Contact.post == filling.post_of(raw)))
        if first is None and isinstance(late, same_adult.RecordChanged):
            raise
        if first is None:
            return _saved(process, read_anew(), raw)
        keeping.sent(first.authority_id, process, raw)
        commit()
        opened = session.scalars(select(Case.id).where(Case.contact_id == first.id))
        return contacts.Receipt(first.id, first.reference, first.received_at, tuple(opened), again=True)


def _saved(process: str, parsed: Parsed, raw: filling.Raw) -> contacts.Receipt:
    who = asking()
    by = who.id if who else None
    public_ = _way(process)[1].role == councils.PUBLIC
    authority_id = _authority().id
    receipt = contacts.save_contact(
        writing(), authority_id, process, parsed, post=filling.post_of(raw), now=now(), by=by,
        notice=words.PRIVACY_NOTICE if public_ else "", said={} if public_ else matching.said(raw),
    )  # fmt: skip
    keeping.sent(authority_id, process, raw)
    commit()
    return receipt


def _not_future(answers: dict[str, Any]) -> list[Problem]:
    at = answers.get("called_at")
    if isinstance(at, datetime) and at > now():
        return [Problem("called_at", "When they called must be now or earlier")]
    return []


def _after_call(saved: contacts.Receipt) -> Response:
    """A banner with what it opened and what is next; then the case, or the list of contacts."""
    session = reading()
    opened = session.scalars(select(Case).where(Case.id.in_(saved.cases)).order_by(Case.id)).all()
    cases = [case for case in opened if case.has_adult] or opened
    said: dict[str, Any] = {"text": f"Contact {saved.reference} saved. No case was opened."}
    if cases and not cases[0].has_adult:
        said |= {"text": f"Contact {saved.reference} saved: {cases[0].job}."} | _next_step(cases[0])
    elif cases and all(case.closed_at for case in cases):
        said["text"] = f"Contact {saved.reference} saved and closed. There is nothing to do afterwards."
    elif cases:
        number = "A case was opened" if len(cases) == 1 else f"{len(cases)} cases were opened"
        said |= {"text": f"Contact {saved.reference} saved. {number}."} | _next_step(cases[0])
    flash(said)  # type: ignore[arg-type]
    return redirect(url_for("contacts.index"), 303)


def _next_step(case: Case) -> dict[str, Any]:
    """What is next in it for whoever has saved it, or the way to it."""
    following = inbox.next_in_case(reading(), actor(), case.id)
    if following is None:
        return {"link": {"text": f"Open the {words.noun(case)}", "href": url_for("cases.show", case_id=case.id)}}
    return {"next": steps.following(following)}


def _page(
    procedure: Procedure, way: WayIn, form: Form, raw: filling.Raw, problems: list[Problem], *,
    focus: str | None = None, before: dict[str, Any] | None = None,
) -> str:  # fmt: skip
    raw, context = filling.with_rows(form, raw), _settings()
    said: dict[str, Any] = {
        "title": form.title or way.name, "form": form, "raw": raw, "problems": problems,
        "lists": procedure.lists, "rows": _rows_typed(form, raw), "on": dates.local_day(now()), "focus": focus,
        "hidden": Hiding(context, now()), "version": filling.page_id(raw), "act": keeping.address_of(way.process),
        "another": _another(way, form), "todo": parts.to_answer(form, _parse(procedure, way, form, raw), raw),
    } | (before or {})  # fmt: skip
    if asking():
        said = {"started": f"Started today {dates.time_of(now())}. Kept as you type.", "keep": said["act"]} | said
    if way.role == councils.PUBLIC:
        notice = {"text": f"privacy notice, {words.PRIVACY_NOTICE}", "href": url_for("help.privacy")}
        return render_template(
            "ways_in/concern.html", **said, privacy=notice, saved_under=keeping.code_of(raw),
            taken_up=filling.SAVED_UNDER in raw, emergency=public_words.emergency(_authority().settings, now()),
        )  # fmt: skip
    if not form.has_rows("adult"):
        return render_template("ways_in/call.html", **said, save="Save", after=RUNS_ON)
    return render_template(
        "ways_in/call.html", **said, organisations=_organisations(),
        after="One save writes the contact, the search, the decision and the closure.",
        search=url_for("ways_in.matches"), **matching.found(partial(_typed, raw), raw, problems),
    )  # fmt: skip


def _settings() -> dict[str, str]:
    """What a way in knows before anything is typed."""
    return in_hand.told_by_settings(_authority().settings)


def _rows_typed(form: Form, raw: filling.Raw) -> dict[str, list[tuple[str, str]]]:
    """The rows of this page that other rows may name, by kind: Adult 2, Peter Rowe."""
    items = list(everything(form.items))
    asked = {item.rows_of for item in items if isinstance(item, Field) and item.rows_of}
    found: dict[str, list[tuple[str, str]]] = {}
    for group in (item for item in items if isinstance(item, Group) and item.kind in asked):
        found[group.kind] = []
        for name in filling.rows_there(group.key, raw):
            words = f"{group.word.capitalize()} {len(found[group.kind]) + 1}"
            called = filling.one(raw, f"{name}-name")
            found[group.kind].append((filling.one(raw, f"{name}-id"), f"{words}, {called}" if called else words))
    return found


def _organisations() -> list[str]:
    """Names that are offered as the setting is typed."""
    rows = access.scoped(actor(), Organisation).order_by(Organisation.name).limit(500)
    return [organisation.name for organisation in reading().scalars(rows)]


def _typed(raw: filling.Raw, key: str) -> str:
    """What is typed so far of the first adult: the name, other names, the date of birth, the setting."""
    names = sorted(name for name in raw if name.startswith("adults-") and name.endswith(f"-{key}"))
    return next((text for name in names if (text := filling.one(raw, name))), "")[: lists.LONGEST]


def _way(process: str) -> tuple[Procedure, WayIn]:
    """A way in that whoever asks may use; else as if there were none."""
    version = versions.current(reading(), _authority().id, now())
    procedure = versions.load(reading(), version.id)
    way = procedure.ways_in.get(process)
    if way is None:
        raise in_hand.NoSuchRow
    if way.role != councils.PUBLIC:
        who = asking()
        if who is None:
            raise in_hand.NoSuchRow
        if way.role not in who.acts_as:
            raise NotYours(f"“{way.name}” is for {way.role}.")
    return procedure, way


def _authority() -> Authority:
    """The council that this page belongs to: that of who is asking, else the only one. Raises councils.NotToldWhich."""
    who = asking()
    rows = select(Authority).limit(2)
    if who:
        rows = rows.where(Authority.id == who.authority_id)
    found = reading().scalars(rows).all()
    if not found:
        raise versions.NoProcedure
    if len(found) > 1:
        raise councils.NotToldWhich
    return found[0]


@pages.get("/contacts/matches")
@may("log_contact")
def matches() -> str:
    """Who may be the adult that is being typed, and what we know of the setting: a part of a page."""
    return render_template("ways_in/matches.html", **matching.found(lists.asked, request.args.to_dict(flat=False)))
