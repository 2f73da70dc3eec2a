"""Cases that stand together: who came from the same contact, and what changes that: a further adult or child, a name
that is found later, a case that is split off or joins others."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine import access, dates, groups, in_hand, regrouping
from engine.forms import Problem
from engine.in_hand import Matter
from engine.models import Case
from webui import case_words, filling, keeping, steps, words
from webui.auth import may
from webui.session import actor, close, commit, now, reading, writing

pages = Blueprint("group", __name__)
Page = str | tuple[str, int] | Response
TITLES = {
    "adult": "Name a further adult", "child": "Name a further child", "name": "Name the adult",
    "split": "Split this case off", "join": "Join it with another case",
}  # fmt: skip
SAVE = {
    "adult": "Open a case for this adult", "child": "Save this child", "name": "Save the name",
    "split": "Split it off", "join": "Join them",
}  # fmt: skip
LONG = 20_000


@pages.get("/cases/<id:case_id>/group")
@may("see_cases")
def show(case_id: str) -> str:
    """The other cases of the group that the reader may see."""
    case = steps.case_of_adult(case_id)
    matter = in_hand.look_at(reading(), case_id, now=now())
    others = groups.others(reading(), actor(), case)
    page = render_template(
        "cases/group.html", **_around(case), sentence=case_words.group_sentence(case, others),
        rows=[case_words.group_row(other) for other in others],
        acts=_acts(matter, others) if access.may(actor(), "start_event") else [],
    )  # fmt: skip
    return steps.seen(page, case, page="group")


def _acts(matter: Matter, others: Sequence[Case]) -> list[dict[str, str]]:
    """What can be done here: an adult who has a name is not named again, and a case that stands alone cannot leave."""
    able = [
        "adult",
        "child",
        *(["name"] if case_words.nameless(matter) else []),
        *(["split"] if others else []),
        "join",
    ]
    return [{"text": TITLES[act], "href": url_for("group.ask", case_id=matter.id, act=act)} for act in able]


@pages.get("/cases/<id:case_id>/group/<any(adult, child, name, split, join):act>")
@may("start_event")
def ask(case_id: str, act: str) -> Page:
    """One of them, with its reason, or with what was kept of it."""
    case, fresh = steps.case_of_adult(case_id), filling.today_filled(now(), staff=True) | {"cases": [case_id]}
    raw, kept = keeping.found(keeping.about(case, act), fresh)
    if kept["kept"] and request.args.get("anew"):
        return keeping.ask_anew(case, act, raw, kept["kept"])
    raw = filling.one_page(raw)
    if address := filling.address_of(raw):
        return redirect(address, 303)
    return _ask(case, act, raw, [], **kept)


@pages.post("/cases/<id:case_id>/group/<any(adult, child, name, split, join):act>")
@may("start_event")
def change(case_id: str, act: str) -> Page:
    """Do it, or say what is missing."""
    case, raw = steps.case_of_adult(case_id), filling.posted()
    if filling.one(raw, "act") == "keep":
        return keeping.keep(keeping.about(case, act), raw, f"{TITLES[act]}:")
    if filling.one(raw, "act") == "anew":
        return keeping.begin_anew(case, act, raw)
    learned, problems = filling.when_happened(raw, now())
    problems = _missing(case, act, raw) + (problems if act in ("adult", "child") else [])
    if problems:
        return _ask(case, act, raw, problems), 422
    session = writing()
    try:
        to, said = DOES[act](case, raw, learned)
        keeping.forget_saved(keeping.about(case, act), raw)
        commit()
    except (regrouping.SameGroup, regrouping.AloneAlready, regrouping.NamedAlready) as why:
        session.rollback()
        close("writing")
        return _ask(steps.case_of_adult(case_id), act, raw, [Problem("reason", str(why))]), 422
    flash(said)
    return redirect(url_for("cases.show", case_id=to), 303)


# What each does


def _one(raw: filling.Raw, name: str) -> str:
    return filling.one(raw, name)[:300]


def _lines(raw: filling.Raw, name: str) -> str:
    return filling.several_lines((raw.get(name) or [""])[0])


def _why_and_who(raw: filling.Raw) -> dict[str, Any]:
    """What every change is written with: its reason, who makes it when, and the page that it came from."""
    return {"reason": _lines(raw, "reason"), "by": actor().id, "now": now(), "post": filling.post_of(raw)}


def _adult(case: Case, raw: filling.Raw, learned: datetime) -> tuple[str, str]:
    further = regrouping.Further(
        _one(raw, "name"), _one(raw, "employer"), _one(raw, "role"), _lines(raw, "description"),
        raw.get("children", []), _born(raw),
    )  # fmt: skip
    opened = regrouping.add_adult(writing(), case.id, further, learned=learned, **_why_and_who(raw))
    return opened, f"A case was opened for {further.name}. It stands with the one they were named in."


def _child(case: Case, raw: filling.Raw, learned: datetime) -> tuple[str, str]:
    born = _born(raw)
    said = {"name": _one(raw, "name")} | ({"born": born} if born else {})
    chosen = [each for each in _choosable(case) if each["value"] in raw.get("cases", ())]
    regrouping.add_child(
        writing(), [each["value"] for each in chosen], said, learned=learned,
        description=_lines(raw, "description"), **_why_and_who(raw),
    )  # fmt: skip
    return case.id, f"{said['name']} was named in {dates.count_words(len(chosen), 'case', figures=True)}."


def _name(case: Case, raw: filling.Raw, _: datetime) -> tuple[str, str]:
    name = _one(raw, "name")
    regrouping.name_adult(writing(), case.id, name, **_why_and_who(raw))
    return case.id, f"The adult is {name}. What was written before stays as it was."


def _split(case: Case, raw: filling.Raw, _: datetime) -> tuple[str, str]:
    regrouping.split(writing(), case.id, **_why_and_who(raw))
    return case.id, "This case stands alone now, with its own copy of what it shared."


def _join(case: Case, raw: filling.Raw, _: datetime) -> tuple[str, str]:
    other = _named(raw)
    assert other is not None  # noqa: S101 - `_missing` has looked
    regrouping.join(writing(), case.id, other.id, **_why_and_who(raw))
    return case.id, f"This case stands with {other.reference} now. Neither shows more of the other than before."


DOES: dict[str, Callable[[Case, filling.Raw, datetime], tuple[str, str]]] = {
    "adult": _adult, "child": _child, "name": _name, "split": _split, "join": _join,
}  # fmt: skip


def _missing(case: Case, act: str, raw: filling.Raw) -> list[Problem]:
    """What still has to be said, in the order of the page."""
    problems = []
    if act in ("adult", "child", "name") and not _one(raw, "name"):
        problems.append(Problem("name", "Enter a name"))
    if act in ("adult", "child") and _one(raw, "born") and _born(raw) is None:
        problems.append(Problem("born", "Write the date of birth like 5/3/2015, not in the future"))
    if act == "child" and not {each["value"] for each in _choosable(case)} & set(raw.get("cases", ())):
        problems.append(Problem("cases", "Choose at least one case"))
    if act == "join" and (_named(raw) is None or _named(raw) is case):
        problems.append(Problem("reference", "Enter the reference of another case, as it stands on its page"))
    problems += [
        Problem(name, f"What you write must be {LONG:,} characters or fewer")
        for name in ("description", "reason") if len(_lines(raw, name)) > LONG
    ]  # fmt: skip
    if not _lines(raw, "reason"):
        problems.append(Problem("reason", "Enter the reason"))
    return problems


def _born(raw: filling.Raw) -> date | None:
    try:
        day = dates.parse_date(_one(raw, "born")) if _one(raw, "born") else None
    except dates.NotADate:
        return None
    return day if day and day <= dates.local_day(now()) else None


def _named(raw: filling.Raw) -> Case | None:
    rows = access.scoped(actor(), Case).where(Case.reference == _one(raw, "reference").upper())
    found: Case | None = reading().scalar(rows.where(Case.has_adult))
    return found


# Drawing


def _around(case: Case) -> dict[str, Any]:
    head = case_words.head(case)
    return {"case": head, "back": {"text": head["name"], "href": url_for("cases.show", case_id=case.id)}}


def _choosable(case: Case) -> list[dict[str, str]]:
    """This case and those that stand with it."""
    return [
        {"value": each.id, "text": each.adult_name or "Adult not known", "words": words.where(each)}
        for each in [case, *groups.others(reading(), actor(), case)]
    ]


def _ask(case: Case, act: str, raw: filling.Raw, problems: list[Problem], **kept: Any) -> str:
    matter = in_hand.look_at(reading(), case.id, now=now())
    return render_template(
        "cases/regroup.html", **_around(case), act=act, title=TITLES[act], save=SAVE[act], **kept, raw=raw,
        problems=problems, page=filling.page_id(raw), to=url_for("group.change", case_id=case.id, act=act),
        cases=_choosable(case),
        children=[{"value": id, "text": name} for id, name in regrouping.children_of(matter.facts)],
    )  # fmt: skip
