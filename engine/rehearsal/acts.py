"""What people do in a story, through the same verbs and pages' rules as people; called by doing and checking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import (
    access,
    answering,
    casework,
    contacts,
    councils,
    dates,
    db,
    early,
    in_hand,
    parties,
    task_form,
    undoing,
)
from engine.errors import LadoflowError
from engine.forms import Parsed
from engine.in_hand import Matter
from engine.models import Case, Organisation, Task, new_id
from engine.procedure import WayIn
from engine.rehearsal.page import Page
from engine.rehearsal.reached import comes_after
from engine.rehearsal.stage import Stage
from engine.rehearsal.standing import (
    called,
    cases,
    is_about,
    names_of,
    open_tasks,
    step_exists,
    the_case,
    trigger_names,
    waiting,
)  # fmt: skip
from engine.rehearsal.story import Unmet
from engine.rehearsal.words import Who, alike, listed, plain

Behalf = tuple[Who, str, str]
"""The party for whom a step is recorded, who told us, and how."""


class Warned(Unmet):
    """The page asks whether this is right as it stands."""


class NotAnAnswer(Unmet):
    """The story names what is not asked, or answers with what is no answer: the page refuses nothing."""


@dataclass(frozen=True)
class Found:
    """A task that a line of the story names, with who does it."""

    task: Task
    case: Case
    actor: access.Actor


def report(stage: Stage, who: Who, way: WayIn, table: Sequence[dict[str, str]]) -> None:
    """Somebody tells the service something through a way in."""
    known = stage.settings()
    with stage.acting() as session:
        stage.sat[who.role] += 1
        actors = [access.actor(session, user) for user in stage.cast(session, who)] if who.role in stage.roles else []
        by = next((a for a in actors if way.role in a.acts_as), None)
        if by is None and way.role != councils.PUBLIC:
            raise Unmet(f"“{way.name}” is not a way in for {who}.")
        page = _page(stage, way.form, {}, context=known, ours=way.role != councils.PUBLIC)
        parsed = answered(stage, page, table)
        receipt = contacts.save_contact(
            session, stage.authority_id, way.process, parsed, post=new_id(), now=stage.now,
            by=by.id if by else None, received_at=take_happened(stage),
        )  # fmt: skip
        stage.case_id = receipt.cases[0] if len(receipt.cases) == 1 else None


def way_in(stage: Stage, said: str, role_: str) -> WayIn:
    """By phone: a way in of a council role; on the public form: the public's; else the professionals'."""
    ways, said = stage.procedure.ways_in, said.lower()
    if said.startswith("through"):
        name = said[len('through "') : -1]
        found = [way for way in ways.values() if alike(way.name, name)]
    elif said == "by phone":
        found = [way for way in ways.values() if way.role in councils.COUNCIL]
        found = [way for way in found if way.process == "log_a_call"] or found
    elif said or role_ == councils.PUBLIC:
        found = [way for way in ways.values() if way.role == councils.PUBLIC and way.process != "refer"]
    else:
        found = [way for way in ways.values() if way.role == role_ or way.role == councils.PUBLIC]
        found = [way for way in found if way.process == "refer"] or found
    if not found:
        raise Unmet("The procedure has no such way in.")
    return found[0]


def report_held_up(stage: Stage, way: WayIn, table: Sequence[dict[str, str]]) -> Unmet | None:
    """What a way in says to these answers instead of taking them. Nothing is changed."""
    filled = list(stage.filled)
    try:
        answered(stage, _page(stage, way.form, {}, context=stage.settings(), ours=way.role != councils.PUBLIC), table)
    except Unmet as held_up:
        return held_up
    finally:
        stage.filled = filled
    return None


def _page(stage: Stage, form: str, raw: dict[str, list[str]], **more: Any) -> Page:
    said: dict[str, Any] = {
        "context": {}, "now": stage.now, "on": dates.local_day(stage.now), "lists": stage.procedure.lists, **more
    }  # fmt: skip
    return Page(stage.procedure.form(form), raw, **said)


def answered(stage: Stage, page: Page, table: Sequence[dict[str, str]]) -> Parsed:
    """What a page gives when it is filled in as a story says. Raises Unmet, Warned, NotAnAnswer."""
    try:
        page.answer(table)
    except Unmet as wrong:
        raise NotAnAnswer(str(wrong)) from wrong
    parsed = page.parse()
    warned = "; ".join(p.message.rstrip(".") for p in parsed.problems if p.asks)
    refused = "; ".join(p.message.rstrip(".") for p in parsed.problems if not p.asks)
    stands = f"warns: {warned}. Answer “This is right as it stands” with yes if it is."
    if refused:
        raise Unmet(f"“{page.form.title}” is refused: {refused}." + (f" It also {stands}" if warned else ""))
    if warned:
        raise Warned(f"“{page.form.title}” {stands}")
    if dropped := page.dropped(parsed):
        raise Unmet(f"“{page.form.title}” does not ask {listed(dropped)} after these answers.")
    stage.filled += page.filled
    return parsed


def take_happened(stage: Stage) -> datetime | None:
    """When the line before said that this happened."""
    at, stage.happened = stage.happened, None
    return at


def complete(stage: Stage, who: Who, step: str, about: str | None, table: Sequence[dict[str, str]], *,
    behalf: Behalf | None = None,
) -> None:  # fmt: skip
    """Somebody completes a step. Raises Unmet, or what casework refuses with."""
    with stage.acting() as session:
        if behalf and (happened := _early(stage, session, step, about, behalf[0])):
            _record_early(stage, session, who, *happened, table, behalf)
        else:
            verb = "record_for" if behalf else "complete"
            found = find(stage, session, who, step, about, verb, behalf and behalf[0])
            _complete(stage, session, found, table, behalf)
        stage.sat[who.role] += 1


def _early(stage: Stage, session: Session, step: str, about: str | None, of: Who) -> tuple[Matter, early.Early] | None:
    """A step of a party that is not offered yet, in an open strand."""
    if open_tasks(stage, session, step, about):
        return None
    for case in sorted(cases(stage, session), key=lambda each: each.id != stage.case_id):
        matter = in_hand.look_at(session, case.id, now=stage.now)
        for each in early.recordable(matter):
            names = called(matter, None) | {plain(n) for n in names_of(matter.facts, each.strand.id)}
            if alike(each.step.name, step) and each.step.lane == of.role and (about is None or plain(about) in names):
                return matter, each
    return None


def _record_early(
    stage: Stage, session: Session, who: Who, matter: Matter, found: early.Early,
    table: Sequence[dict[str, str]], behalf: Behalf,
) -> None:  # fmt: skip
    """We write down what happened before its step was offered, with that step's form."""
    person = next(iter(stage.cast(session, who)), None)
    if person is None or not access.may(access.actor(session, person), "record_for"):
        raise Unmet(f"{who} may not record for {behalf[0]}.")
    form = stage.procedure.form(found.form)
    known = answering.filled(form, matter.facts, task_form.owner_of(matter, found.keys))
    page = _page(stage, found.form, form.raw(known), **knowing(matter, found.keys), ours=False)
    early.record(
        session, matter.id, found.strand.id, found.step.id, answered(stage, page, table), by=person.id,
        now=stage.now, happened=take_happened(stage) or stage.now,
        on_behalf=casework.OnBehalf(behalf[0].role, behalf[1] or str(behalf[0]), behalf[2]),
    )  # fmt: skip
    stage.case_id = matter.id


def knowing(matter: Matter, keys: dict[str, str]) -> dict[str, Any]:
    """What a page of a case knows besides its form."""
    return {
        "context": matter.facts.context(keys), "on": dates.local_day(matter.row["received_at"]),
        "rows": answering.rows_of(matter.facts), "lists": matter.lists,
        "names": {id_: names_of(matter.facts, id_) for id_ in matter.facts.things},
    }  # fmt: skip


def _complete(
    stage: Stage, session: Session, found: Found, table: Sequence[dict[str, str]], behalf: Behalf | None
) -> None:
    parsed, seen = _sitting(stage, session, found, table)
    on_behalf = casework.OnBehalf(behalf[0].role, behalf[1] or str(behalf[0]), behalf[2]) if behalf else None
    stage.case_id = casework.complete_task(
        session, found.task.id, parsed, seen=seen, by=found.actor.id, now=stage.now,
        happened=take_happened(stage), on_behalf=on_behalf, undoable=found.actor.casework,
    )  # fmt: skip


def undo(stage: Stage, who: Who, step: str, about: str | None) -> None:
    """Somebody undoes the step of this name that they completed last. Raises Unmet, or what undoing is refused with."""
    step_exists(stage, step)
    with stage.acting() as session:
        for user in stage.cast(session, who):
            rows = select(Task, Case).join(Case, Case.id == Task.case_id).where(Task.done_by_id == user.id)
            for task, case in session.execute(rows.order_by(Task.done_at.desc(), Task.id)).all():
                if alike(task.name, step) and (about is None or is_about(stage, session, task, case, about)):
                    stage.case_id = undoing.undo(session, task.id, by=user.id, now=stage.now)
                    return
        raise Unmet(f"{who} has not completed “{step}”.")


def _sitting(stage: Stage, session: Session, found: Found, table: Sequence[dict[str, str]]) -> tuple[Parsed, str]:
    """The page of a step, filled in as its person fills it in."""
    matter = in_hand.look_at(session, found.case.id, now=stage.now)
    form = task_form.of(matter, found.task)
    known = task_form.fresh(matter, found.task)
    ours = stage.roles[found.task.role].council
    page = _page(stage, found.task.form, form.raw(known), **knowing(matter, found.task.keys), ours=ours)
    seen = task_form.page_version(matter, found.task)
    return answered(stage, page, table), seen


def refusal(stage: Stage, who: Who, step: str, about: str | None, table: Sequence[dict[str, str]],
    behalf: Behalf | None = None,
) -> LadoflowError | None:  # fmt: skip
    """What completing a step like this is refused or held up with; None when it is not. Nothing is changed."""
    filled, happened, case = list(stage.filled), stage.happened, stage.case_id
    with db.writing(stage.engine) as session:
        try:
            step_exists(stage, step)
            found = find(stage, session, who, step, about, "record_for" if behalf else "complete", None)
            _complete(stage, session, found, table, behalf)
        except LadoflowError as refused:
            return refused
        finally:
            session.rollback()
            stage.filled, stage.happened, stage.case_id = filled, happened, case
    return None


def find(stage: Stage, session: Session, who: Who, step: str, about: str | None, verb: str, of: Who | None
) -> Found:  # fmt: skip
    """The open step of this name that these people may do. Raises Unmet, which says what is open."""
    people = [access.actor(session, user) for user in stage.cast(session, who)]
    if not people:
        raise Unmet(f"Nobody plays {who} in this story yet.")
    named = open_tasks(stage, session, step, about)
    if not named:
        step_exists(stage, step)
        open_ = sorted({f"{t.name} ({t.role})" for t, _ in open_tasks(stage, session)})
        for_ = f" for {about}" if about else ""
        before = comes_after(stage.procedure, step)
        after = f" It comes after {listed(before)}." if before else ""
        days = waiting(session, cases(stage, session, about))
        after += "".join(f" “{name}” waits for {days[name]}." for name in before if name in days)
        raise Unmet(f"“{step}”{for_} is not open.{after} Open now: {', '.join(open_) or 'nothing'}.")
    if of is not None:
        named = [(t, c) for t, c in named if t.role == of.role and _party_is(session, t, of)]
    found = [Found(t, c, person) for t, c in named for person in people if _may(person, verb, t)]
    if not found:
        roles = sorted({t.role for t, _ in named})
        raise Unmet(f"“{step}” waits for {' and '.join(roles) or 'somebody else'}; {who} may not do it.")
    return _the_one(stage, found, step)


def _the_one(stage: Stage, found: list[Found], step: str) -> Found:
    if len({each.task.id for each in found}) > 1:
        found = [each for each in found if each.case.id == stage.case_id] or found
    if len({each.task.id for each in found}) > 1:
        names = sorted({str(each.case.adult_name) for each in found})
        raise Unmet(f"“{step}” is open more than once ({', '.join(names)}). Say for whom.")
    held = [each for each in found if each.task.holder_id == each.actor.id]
    return (held or found)[0]


def _party_is(session: Session, task: Task, who: Who) -> bool:
    if who.organisation is None or task.organisation_id is None:
        return True
    return plain(session.get_one(Organisation, task.organisation_id).name) == plain(who.organisation)


def happen(stage: Stage, what: str, who: Who | None, about: str | None, table: Sequence[dict[str, str]]) -> None:
    """Something happens that may happen at any time."""
    with stage.acting() as session:
        case = the_case(stage, session, about)
        person = _who_starts(stage, session, who, case)
        matter = in_hand.look_at(session, case.id, now=stage.now)
        offered = casework.what_can_happen(matter)
        trigger = next((t for t in offered if plain(what) in trigger_names(t)), None)
        if trigger is None:
            words = listed(t.message for t in offered)
            raise Unmet(f"“{what}” cannot be started in this case now. What can: {words}.")
        opened = casework.happen(session, case.id, trigger.id, by=person.id, now=stage.now)
        stage.case_id = case.id
        if table:
            if opened is None:
                raise Unmet(f"“{what}” asks nothing.")
            task = session.get_one(Task, opened)
            stage.sat[task.role] += 1
            session.refresh(case)
            _complete(stage, session, Found(task, case, person), table, None)


def _who_starts(stage: Stage, session: Session, who: Who | None, case: Case) -> access.Actor:
    """Whoever says so when it is a council role; what a party tells is started by the case's LADO."""
    wanted = who if who and stage.roles[who.role].council else Who(parties.RECORDER)
    people = stage.cast(session, wanted)
    lead = next((user for user in people if user.id == case.lead_id), None)
    if not people:
        raise Unmet(f"Nobody plays {wanted} in this story.")
    person = access.actor(session, lead or people[0])
    if not access.may(person, "start_event", case):
        raise Unmet(f"{wanted} may not start this.")
    return person


def _may(person: access.Actor, verb: str, task: Task) -> bool:
    """As on the pages: a step of a party, or one that still needs its party, may be recorded by us."""
    if verb == "complete" and not task.naming:
        return access.may(person, "complete", task)
    return access.may(person, "record_for", task)
