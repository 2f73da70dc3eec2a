"""What a person has typed and not sent, told by whom it is about: above a fresh form of a way in, and in the inbox."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, url_for
from sqlalchemy import select

from engine import access, councils, dates, kept, versions
from engine.models import Case, Kept
from engine.procedure import WayIn
from webui import filling, keeping, words
from webui.session import actor, now, reading

BEGINNING = 60
SAYS = ("person_asked", "request_about", "what_happened")
"""What says whom or what a way in is about when it names no adult, the best first."""


def whom(raw: filling.Raw) -> str:
    """Whom something half-typed is about: the first adult and their setting, else what it says, as far as it goes."""
    said = _first_adult(raw) or next((text for key in SAYS if (text := filling.one(raw, key))), "nothing said yet")
    return said if len(said) <= BEGINNING else f"{said[:BEGINNING].rstrip()}…"


def _first_adult(raw: filling.Raw) -> str:
    for adult in filling.rows_there("adults", raw):
        jobs = filling.rows_there(f"{adult}-engagements", raw)
        settings = [text for job in jobs if (text := filling.one(raw, f"{job}-employer"))]
        if told := [text for text in (filling.one(raw, f"{adult}-name"), *settings[:1]) if text]:
            return ", ".join(told)
    return ""


def page(process: str, id: str) -> Kept | None:
    """A page of a way in that this person kept; nothing when it is gone, or somebody else's."""
    return kept.pages(reading(), actor().id, process).get(id)


def answers(row: Kept) -> filling.Raw:
    """What was typed into a page, which stays the same page, in a window of its own."""
    return keeping.in_a_new_window(row) | {"version": [kept.page_of(row)]}


def gone_on_with(process: str, row: Kept) -> dict[str, Any]:
    """What stands above a page that somebody goes on with."""
    forget = keeping.address_of(process, kept=kept.page_of(row), anew="1")
    return {"going_on": {"words": _words(row), "forget": forget}, "started": f"Kept {dates.moment_words(row.at)}"}


def beside(way: WayIn) -> dict[str, Any]:
    """What stands above a fresh page: the kept ones, the newest first, and whether there is room for another."""
    rows = list(kept.pages(reading(), actor().id, way.process).values())
    said = {"waiting": [_line(way.process, row) for row in reversed(rows)], "full": _full(way, rows)}
    return said | {"started": "Not kept as you type: see above."} if said["full"] else said


def _line(process: str, row: Kept) -> dict[str, str]:
    id = kept.page_of(row)
    return {
        "about": whom(row.answers),
        "kept": words.today_or_day(row.at, now()),
        "href": keeping.address_of(process, kept=id),
        "forget": keeping.address_of(process, kept=id, anew="1"),
    }


def _full(way: WayIn, rows: list[Kept]) -> str:
    if len(rows) < kept.MOST:
        return ""
    oldest = f"{whom(rows[0].answers)}, kept {words.today_or_day(rows[0].at, now())}"
    return f"“{way.name}” is kept {len(rows)} times, and no more fit. Finish or forget one: the oldest is {oldest}."


def _words(row: Kept) -> str:
    return f"You kept this {words.today_or_day(row.at, now())} and did not send it."


def ask_anew(way: WayIn, row: Kept, changed: str = "") -> str:
    """Ask before a page that somebody kept is forgotten."""
    id = kept.page_of(row)
    return render_template(
        "ways_in/anew.html", about=whom(row.answers), unsent=_words(row), version=id, raw=answers(row),
        changed=changed,
        act=keeping.address_of(way.process), back=keeping.address_of(way.process, kept=id),
        public=way.role == councils.PUBLIC,
    )  # fmt: skip


# In the inbox


def mine() -> list[dict[str, str]]:
    """What this person kept and has not sent: pages of ways in, and changes to cases."""
    rows = reading().scalars(select(Kept).where(Kept.user_id == actor().id).order_by(Kept.at, Kept.about)).all()
    places = _pages(rows) | _changes([row.about for row in rows]) if rows else {}
    return [
        places[row.about] | {"words": f"was kept {words.today_or_day(row.at, now())} and has not been sent."}
        for row in rows if row.about in places
    ]  # fmt: skip


def _pages(rows: Sequence[Kept]) -> dict[str, dict[str, str]]:
    """Pages of the ways in that this person may use."""
    try:
        current = versions.current(reading(), actor().authority_id, now())
    except versions.NoProcedure:
        return {}
    ways = versions.load(reading(), current.id).ways_in
    found = ((row, ways.get(row.about.partition("/")[0])) for row in rows)
    return {
        row.about: {
            "text": f"{way.name}: {whom(row.answers)}",
            "href": keeping.address_of(way.process, kept=kept.page_of(row)),
        }
        for row, way in found if way and (way.role == councils.PUBLIC or way.role in actor().acts_as)
    }  # fmt: skip


def _changes(kept_of: list[str]) -> dict[str, dict[str, str]]:
    """Changes to cases that this person may still see."""
    ids = {of.partition("/")[0] for of in kept_of if "/" in of}
    cases = reading().scalars(access.scoped(actor(), Case).where(Case.id.in_(ids))) if ids else ()
    return {
        keeping.about(case, change): {
            "text": f"{text}: {case.adult_name or 'Adult not known'}", "href": _at(case, change)
        }
        for case in cases for change, text in keeping.CHANGES.items()
    }  # fmt: skip


def _at(case: Case, change: str) -> str:
    if change == "note":
        return url_for("case_acts.note", case_id=case.id)
    return url_for("group.ask", case_id=case.id, act=change)
