"""Who belongs together changes while cases run: a further adult or child, a name that is found later, a case that is
split off or joins others. Each with its reason; called by the group pages and by rehearsal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from engine import answering, casework, contacts, dates, facts, notes, opening, people, versions, workflow
from engine.errors import LadoflowError
from engine.facts import SITTING, Facts
from engine.in_hand import Matter, NoSuchRow, take_in_hand
from engine.models import Case, Contact, Sees, Thing, new_id
from engine.settling import settle
from engine.statements import Line

CHILD_NAMED = "A further child"
"""The message of what a procedure draws for a child that is named later."""
COPIED = ("child", "allegation", "row", SITTING)
"""Kinds of things of which a case that is split off gets its own."""


class ReasonMissing(LadoflowError):
    """Enter the reason."""


class SameGroup(LadoflowError):
    """These cases stand together already."""


class AloneAlready(LadoflowError):
    """No other case stands with this one."""


class NamedAlready(LadoflowError):
    """This adult has a name. Correct it in the step that asked for it."""


class WithoutAdult(LadoflowError):
    """A request or a review is about no adult of a case, so nobody is named in it and no case stands with it."""


@dataclass(frozen=True)
class Further:
    """An adult who is named when a case runs already."""

    name: str
    employer: str = ""
    role: str = ""
    description: str = ""
    """What is alleged."""
    children: Sequence[str] = ()
    """Ids of children of the running case whom it concerns too."""
    born: date | None = None


# A further adult


def add_adult(
    session: Session, case_id: str, said: Further, *, learned: datetime, reason: str, by: str, now: datetime,
    post: str | None = None,
) -> str:  # fmt: skip
    """A case of their own for an adult who was named later, in the same group; its clocks run from when we learned.

    It sees nothing of the running case but the children chosen, and what the contact said. Returns its id. Raises
    ReasonMissing, InTheFuture, WithoutAdult, NoSuchRow.
    """
    _must_be_sound(session, [case_id], reason, learned, now)
    id, sent = notes.once(session, [case_id], case_id, by=by, post=post)
    if sent:
        return sent.case_id
    matter = take_in_hand(session, case_id, now=now, by=by, happened=learned)
    contact = session.get_one(Contact, matter.row["contact_id"])
    told, adult = _told(contact, said, [id for id in said.children if _is_child(matter.facts, id)])
    contacts.make_persons(session, told, contact.authority_id)
    things = [thing.id for thing in told.born]
    _write(session, told, contact, by=by, happened=learned, now=now)
    opened = _open(session, matter, adult, learned=learned, now=now)
    facts.see(session, opened, [opened, contact.id, *things, *_of_children(matter.facts, said.children)])
    _start(session, opened, reason, id, by=by, learned=learned, now=now)
    notes.write(matter, "further_adult", reason)
    casework.finish(matter)
    return opened


def _must_be_sound(session: Session, case_ids: Sequence[str], reason: str, happened: datetime, now: datetime) -> None:
    """What every change asks: a reason, a time that is not to come, and cases of adults."""
    if not reason.strip():
        raise ReasonMissing
    casework.must_not_be_to_come(happened, now)
    if session.scalar(select(Case.id).where(Case.id.in_(case_ids), ~Case.has_adult).limit(1)):
        raise WithoutAdult


def _is_child(known: Facts, id: str) -> bool:
    return id in known.things and known.things[id].kind == "child"


def _of_children(known: Facts, children: Iterable[str]) -> list[str]:
    """The children chosen, with what hangs on them."""
    return [t.id for t in known.things.values() if t.id in set(children) or t.parent in set(children)]


def _told(contact: Contact, said: Further, children: Sequence[str]) -> tuple[Facts, str]:
    told = Facts("", contact.id, None)
    adult = told.add("adult", "adults", None)
    told.put(adult.id, "name", said.name.strip() or None, shared=True)
    if said.born:
        told.put(adult.id, "born", said.born, shared=True)
    if said.employer.strip():
        job = told.add("engagement", "engagements", adult.id)
        told.put(job.id, "employer", said.employer.strip(), shared=True)
        told.put(job.id, "role", said.role.strip() or None, shared=True)
    if said.description.strip() or children:
        alleged = told.add("allegation", "allegations", None)
        told.put(alleged.id, "description", said.description.strip() or None, shared=True)
        told.put(alleged.id, "about_adults", [adult.id], shared=True)
        told.put(alleged.id, "about_children", list(children) or None, shared=True)
    return told, adult.id


def _write(session: Session, told: Facts, contact: Contact, *, by: str, happened: datetime, now: datetime) -> None:
    """Things and facts of the contact, which its cases read once they see them."""
    session.execute(insert(Thing), [facts._thing_row(thing, told, contact.authority_id, now) for thing in told.born])
    told.born = []
    line = Line(session)
    facts.write(
        line, told, authority_id=contact.authority_id, task_id=None, by=by, happened=happened, now=now, before={}
    )
    line.end()


def _open(session: Session, matter: Matter, adult: str, *, learned: datetime, now: datetime) -> str:
    """The row of a case beside this one, on the procedure that is in use now."""
    row, case_id = matter.row, new_id()
    version = versions.current(session, row["authority_id"], now)
    process = versions.load(session, version.id).definition.processes
    opening.insert_case(
        session, case_id, authority_id=row["authority_id"], contact_id=row["contact_id"], group_id=row["group_id"],
        adult_id=adult, process=row["process"], received_at=learned, opened_at=now,
        version_id=version.id if row["process"] in process else row["version_id"],
    )  # fmt: skip
    return case_id


def _start(
    session: Session, case_id: str, reason: str, note: str, *, by: str, learned: datetime, now: datetime
) -> None:
    """It begins as any case does; what the contact's caller decided was about somebody else."""
    matter = take_in_hand(session, case_id, now=now, by=by, happened=learned)
    matter.facts.put(case_id, "decision", None, anew=True)
    matter.running = workflow.Running.start(matter.procedure.definition, matter.row["process"], matter)
    notes.write(matter, "opened_later", reason, id=note)
    settle(matter, lambda _: None)


# A further child


def add_child(
    session: Session,
    case_ids: Sequence[str],
    answers: dict[str, Any],
    *,
    learned: datetime,
    reason: str,
    by: str,
    now: datetime,
    description: str = "",
    post: str | None = None,
) -> list[str]:
    """A child who is named later, written once and seen by each case chosen, which must decide about it.

    Returns the ids of the steps that ask for the decision, where the procedure draws one. Raises ReasonMissing,
    InTheFuture, WithoutAdult, NeedsRepair, NoSuchRow.
    """
    _must_be_sound(session, case_ids, reason, learned, now)
    first = session.get(Case, case_ids[0]) if case_ids else None
    if first is None:
        raise NoSuchRow
    id, sent = notes.once(session, case_ids, first.id, by=by, post=post)
    if sent:
        return []
    contact = session.get_one(Contact, first.contact_id)
    told = Facts("", contact.id, None)
    child = told.add("child", "children", None)
    for key, value in answers.items():
        told.put(child.id, key, value, shared=True)
    contacts.make_persons(session, told, contact.authority_id)
    _write(session, told, contact, by=by, happened=learned, now=now)
    opened = [
        _child_in(
            session,
            case,
            child.id,
            reason,
            description,
            id if case == first.id else new_id(),
            by=by,
            learned=learned,
            now=now,
        )
        for case in sorted(case_ids)
    ]
    return [task for task in opened if task]


def _child_in(
    session: Session, case_id: str, child: str, reason: str, description: str, note: str, *, by: str,
    learned: datetime, now: datetime,
) -> str | None:  # fmt: skip
    """One case sees the child, has its own allegation about it, and begins to decide."""
    facts.see(session, case_id, [child])
    matter = take_in_hand(session, case_id, now=now, by=by, happened=learned)
    if description.strip():
        alleged = matter.facts.add("allegation", "allegations", None)
        matter.facts.put(alleged.id, "description", description.strip())
        matter.facts.put(alleged.id, "about_adults", [matter.facts.adult_id])
        matter.facts.put(alleged.id, "about_children", [child])
    matter.facts.put(case_id, "further_child_on", dates.local_day(learned))
    notes.write(matter, "further_child", reason, id=note)
    settle(matter, lambda _: None)
    matter = take_in_hand(session, case_id, now=now, by=by, happened=learned)
    casework.must_run(matter)  # Nobody would be asked to decide about the child.
    drawn = next((t for t in casework.what_can_happen(matter) if t.message == CHILD_NAMED), None)
    return casework.happen(session, case_id, drawn.id, by=by, now=now) if drawn else None


# A name that is found later


def name_adult(
    session: Session, case_id: str, name: str, *, reason: str, by: str, now: datetime, post: str | None = None
) -> None:
    """An adult who was not known gets a name: the record keeps all that was written before.

    Raises ReasonMissing, WithoutAdult, NamedAlready, NoSuchRow.
    """
    _must_be_sound(session, [case_id], reason, now, now)
    id, sent = notes.once(session, [case_id], case_id, by=by, post=post)
    if sent:
        return
    matter = take_in_hand(session, case_id, now=now, by=by)
    adult = matter.facts.adult_id
    known = str(matter.facts.get(adult, "name") or "").strip().lower() if adult else ""
    if adult is None or known not in people.NOT_NAMES:
        raise NamedAlready
    matter.facts.put(adult, "name", name.strip(), shared=True)
    notes.write(matter, "adult_named", reason, id=id)
    settle(matter, lambda _: None)


# Apart and together


def split(session: Session, case_id: str, *, reason: str, by: str, now: datetime, post: str | None = None) -> None:
    """A case leaves its group, with its own copies of what it shared: what is put right there touches it no more.

    Raises ReasonMissing, WithoutAdult, AloneAlready, NoSuchRow.
    """
    _must_be_sound(session, [case_id], reason, now, now)
    group = _group(session, case_id)
    id, sent = notes.once(session, group, case_id, by=by, post=post)
    if sent:
        return
    if len(group) < 2:
        raise AloneAlready
    matter = take_in_hand(session, case_id, now=now, by=by)
    shared = _shared(session, matter)
    _copy(matter, shared)
    session.execute(
        update(Sees).where(Sees.case_id == case_id, Sees.thing_id.in_(shared)).values(until=now, reason="split")
    )
    session.execute(update(Case).where(Case.id == case_id).values(group_id=new_id()))
    notes.write(matter, "left_group", reason, id=id)
    settle(matter, lambda _: None)


def _group(session: Session, case_id: str) -> list[str]:
    group = select(Case.group_id).where(Case.id == case_id).scalar_subquery()
    return list(session.scalars(select(Case.id).where(Case.group_id == group)))


def _shared(session: Session, matter: Matter) -> list[str]:
    """Things that other cases see too, but those that a step of this case is about."""
    used = {id for row in [*matter.waits.tasks.values(), *matter.waits.timers.values()] for id in row.keys.values()}
    there = [t.id for t in matter.facts.things.values() if t.kind in COPIED and t.id not in used]
    rows = select(Sees.thing_id).where(Sees.thing_id.in_(there), Sees.case_id != matter.id, Sees.until.is_(None))
    shared = set(session.scalars(rows))
    return [id for id in there if id in shared]


def _copy(matter: Matter, shared: Sequence[str]) -> None:
    """Things of its own with the answers as they stand, which name each other as the first ones did."""
    known, new = matter.facts, {}
    said = {id: known.of(id) for id in shared}
    for id in shared:
        thing = known.things.pop(id)
        if thing.kind == SITTING:
            new[id] = known.lent.pop(id)
            said[id] = {key: value for key, value in said[id].items() if known.get(new[id], key) == value}
        else:
            made = known.add(thing.kind, thing.word, new.get(thing.parent or "", thing.parent))
            known.say_of(made, person=thing.person, organisation=thing.organisation)
            new[id] = made.id
    for id, answers in said.items():
        for key, value in answers.items():
            known.put(new[id], key, _renamed(value, new), anew=True)


def _renamed(value: Any, new: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_renamed(each, new) for each in value]
    return new.get(value, value) if isinstance(value, str) else value


def join(
    session: Session, case_id: str, other_id: str, *, reason: str, by: str, now: datetime, post: str | None = None
) -> None:
    """A case stands with another's group from now on; neither sees more of the other's adult than before.

    Raises ReasonMissing, WithoutAdult, SameGroup, NoSuchRow.
    """
    _must_be_sound(session, [case_id, other_id], reason, now, now)
    id, sent = notes.once(session, [case_id, other_id], case_id, by=by, post=post)
    if sent:
        return
    rows = session.execute(select(Case.id, Case.group_id, Case.authority_id).where(Case.id.in_([case_id, other_id])))
    found = {row.id: row for row in rows}
    if len(found) < 2 or len({row.authority_id for row in found.values()}) > 1:
        raise NoSuchRow
    if found[case_id].group_id == found[other_id].group_id:
        raise SameGroup
    session.execute(update(Case).where(Case.id == case_id).values(group_id=found[other_id].group_id))
    for each in sorted(found):
        matter = take_in_hand(session, each, now=now, by=by)
        notes.write(matter, "joined_group", reason, id=id if each == case_id else None)
        casework.finish(matter)


def children_of(known: Facts) -> list[tuple[str, str]]:
    """The children of a case, as pairs of id and name."""
    return answering.rows_of(known)["child"]
