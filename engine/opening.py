"""What a contact opens: a case for each adult, or one small process of the service itself. Called by contacts,
patterns and regrouping.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from engine import facts, parties, same_adult, workflow
from engine.in_hand import Matter, take_in_hand
from engine.models import Case, Contact, Thing, new_id
from engine.procedure import Procedure
from engine.references import new_reference
from engine.settling import settle

NOTHING_SAID: Mapping[str, same_adult.Said] = MappingProxyType({})


def open_cases(
    session: Session, contact: Contact, procedure: Procedure, message: str, told: facts.Facts, detail: dict[str, Any],
    *, by: str | None, now: datetime, said: Mapping[str, same_adult.Said] = NOTHING_SAID,
) -> list[str]:  # fmt: skip
    """The cases that a way in's message opens; their ids. `said` is what was said of earlier records of the first
    adult."""
    process = procedure.definition.opened_by(message)
    adults: list[facts.Seen | None] = [*told.listed("adults")] or [None]
    return [
        _open_case(session, contact, process, told, adult, detail, by=by, now=now, said=NOTHING_SAID if place else said)
        for place, adult in enumerate(adults)
    ]


def open_without_adult(
    session: Session, contact: Contact, process: str, what: str, known: Mapping[str, Any], *, now: datetime
) -> str:
    """A small process of the service itself that a contact gave rise to: it knows this and nothing of the contact."""
    case_id = _insert(session, contact, process, None, now)
    facts.see(session, case_id, [case_id])
    matter = take_in_hand(session, case_id, now=now)
    for key, value in known.items():
        matter.facts.put(case_id, key, value)
    _begin(matter, process, what, {"contact": contact.id})
    return case_id


def _open_case(
    session: Session, contact: Contact, process: str, told: facts.Facts, adult: facts.Seen | None,
    detail: dict[str, Any], *, by: str | None, now: datetime, said: Mapping[str, same_adult.Said],
) -> str:  # fmt: skip
    """One adult's case: it sees its own adult, what is linked to that adult, and what is linked to no adult.

    Without an adult it is a small process of the service itself and sees all of its contact.
    """
    case_id = _insert(session, contact, process, adult, now)
    facts.see(session, case_id, [case_id, contact.id, *_seen_by(told, adult)])
    matter = take_in_hand(session, case_id, now=now, by=by, happened=contact.received_at)
    if by and parties.holds(session, by, parties.RECORDER):
        matter.row["lead_id"] = by  # The LADO who took the call goes on with what it opens.
    _begin(matter, process, "contact_received", detail, said)
    return case_id


def _insert(session: Session, contact: Contact, process: str, adult: facts.Seen | None, now: datetime) -> str:
    """The case of a contact; without an adult it stands in a group of its own."""
    case_id = new_id()
    insert_case(
        session, case_id, authority_id=contact.authority_id, contact_id=contact.id,
        group_id=contact.id if adult else case_id, adult_id=adult.id if adult else None, process=process,
        version_id=contact.version_id, received_at=contact.received_at, opened_at=now,
    )  # fmt: skip
    return case_id


def insert_case(session: Session, case_id: str, **told: Any) -> None:
    """The row of a case of which nothing has happened yet, by columns, and the thing that it is itself."""
    fresh = {"reference": new_reference("M"), "state": b"", "number": 0, "level": "not_decided", "chain_number": 0,
             "chain_hash": ""}  # fmt: skip
    session.execute(insert(Case).values(fresh | told | {"id": case_id}))
    own = {"id": case_id, "authority_id": told["authority_id"], "contact_id": told["contact_id"], "kind": "case",
           "word": "case", "made_at": told["opened_at"]}  # fmt: skip
    session.execute(insert(Thing), [own])


def _begin(
    matter: Matter, process: str, what: str, detail: dict[str, Any], said: Mapping[str, same_adult.Said] = NOTHING_SAID
) -> None:
    matter.running = workflow.Running.start(matter.procedure.definition, process, matter)
    matter.tell(what, **detail)
    same_adult.say(matter, said)
    settle(matter, lambda _: None)


def _seen_by(told: facts.Facts, adult: facts.Seen | None) -> list[str]:
    """The ids of the contact's things that this adult's case sees; a case without adult sees them all."""
    if adult is None:
        return list(told.things)
    links = {t.id: _links(told, t.id) for t in told.things.values()}
    allegations = [
        t.id for t in told.listed("allegations") if not links[t.id]["adult"] or adult.id in links[t.id]["adult"]
    ]
    linked = {child for id in links for child in links[id]["child"]}
    children = [
        t.id for t in told.listed("children")
        if t.id not in linked or any(t.id in links[a]["child"] for a in allegations)
    ]  # fmt: skip
    seen = {adult.id, *allegations, *children}
    seen |= {t.id for t in told.things.values() if t.kind == "row" and t.parent == told.contact_id}
    while more := {t.id for t in told.things.values() if t.parent in seen} - seen:
        seen |= more
    return [id for id in told.things if id in seen]


def _links(told: facts.Facts, id: str) -> dict[str, set[str]]:
    """The adults and children that a thing's answers name."""
    named: dict[str, set[str]] = {"adult": set(), "child": set()}
    for value in told.of(id).values():
        for each in value if isinstance(value, list) else [value]:
            thing = told.things.get(each) if isinstance(each, str) else None
            if thing and thing.kind in named:
                named[thing.kind].add(thing.id)
    return named
