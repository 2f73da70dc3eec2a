"""Same or different: whether the adults of two cases are one, said or put right, with a reason."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from engine import access, dates, in_hand, same_adult, who_it_is
from engine.forms import Problem
from engine.models import Case
from webui import case_frame, filling, steps, words
from webui.auth import may
from webui.session import actor, commit, now, reading, writing

pages = Blueprint("who_it_is", __name__)
Page = str | tuple[str, int] | Response
SAID = {
    same_adult.SAME: "{} and {} are said to be one adult’s.",
    same_adult.DIFFERENT: "{} and {} are said to be of two adults.",
    same_adult.NOT_SURE: "Nobody is sure whether {} and {} are one adult’s.",
}


@pages.get("/cases/<id:case_id>/chronology/<reference>")
@may("log_contact")
def show(case_id: str, reference: str) -> Page:
    """What stands of the two, and what may be said."""
    case, other = _two(case_id, reference)
    raw = filling.one_page({})
    if address := filling.address_of(raw):
        return redirect(address, 303)
    return steps.seen(_page(case, other, raw, []), case, other, page="chronology")


@pages.post("/cases/<id:case_id>/chronology/<reference>")
@may("log_contact")
def say(case_id: str, reference: str) -> Page:
    """Say it; a record that changed since is shown again."""
    case, other = _two(case_id, reference)
    raw = filling.posted()
    answer, why = filling.one(raw, "answer"), filling.several_lines((raw.get("why") or [""])[0])
    problems = [] if answer in SAID else [Problem("answer", "Choose whether it is the same adult")]
    if not why or len(why) > 20_000:
        problems.append(Problem("why", "Enter what shows it, in 20,000 characters or fewer"))
    if problems:
        return _page(case, other, raw, problems), 422
    said = same_adult.Said(answer, filling.one(raw, "seen"))
    try:
        who_it_is.say(writing(), case, other, said, why=why, by=actor().id, now=now(), post=filling.post_of(raw))
    except (same_adult.RecordChanged, who_it_is.StillOne) as refused:
        writing().rollback()
        case, other = _two(case_id, reference)
        return _page(case, other, raw, [Problem("answer", _why_not(refused, reference))]), 409
    commit()
    flash(SAID[answer].format(case.reference, other.reference))
    return redirect(url_for("cases.chronology", case_id=case_id), 303)


def _why_not(refused: same_adult.RecordChanged | who_it_is.StillOne, reference: str) -> str:
    if isinstance(refused, who_it_is.StillOne):
        others = words.several(refused.references)
        return f"They are one adult’s by what was said of {others}. Take that back first"
    return f"{reference} has changed while you were typing. Look at it again, and choose"


def _two(case_id: str, reference: str) -> tuple[Case, Case]:
    """The two cases, each of an adult. Raises NoSuchRow."""
    case = steps.case_of_adult(case_id)
    asked = access.scoped(actor(), Case).where(Case.reference == reference, Case.has_adult, Case.id != case_id)
    other = reading().scalar(asked)
    if other is None:
        raise in_hand.NoSuchRow
    return case, other


def _page(case: Case, other: Case, raw: filling.Raw, problems: list[Problem]) -> str:
    looked = case_frame.look_at(case, "")
    pair = who_it_is.of_pair(reading(), case, other, now=now())
    of = same_adult.persons(reading(), case.authority_id, [other.reference])
    seen = same_adult.stands(reading(), of.values()).get(of.get(other.reference, ""), "")
    return render_template(
        "cases/who_it_is.html", **looked.around, other=_told(other), problems=problems, page=filling.page_id(raw),
        answer=filling.one(raw, "answer") or pair.answer, why=(raw.get("why") or [""])[0], seen=seen,
        back={"text": "Chronology", "href": url_for("cases.chronology", case_id=case.id)},
    )  # fmt: skip


def _told(case: Case) -> dict[str, Any]:
    return {
        "name": case.adult_name or "Adult not known", "reference": case.reference, "where": words.where(case),
        "href": url_for("cases.show", case_id=case.id), "level": words.LEVELS.get(case.level, case.level),
        "received": dates.day_words(dates.local_day(case.received_at), year=True),
    }  # fmt: skip
