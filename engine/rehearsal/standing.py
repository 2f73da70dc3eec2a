"""What stands open in a story's world, and the names by which a line may speak of it. Used by acts and checking."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import access, dates, facts, in_hand, inbox
from engine.in_hand import Matter
from engine.models import Authority, Case, Person, Task, Thing, Timer
from engine.rehearsal.stage import Stage
from engine.rehearsal.story import Unmet
from engine.rehearsal.words import Who, listed, nearest, plain

LEADS = {"other_authority": "transfer_accepted", "sent_to": "sent_accepted"}
"""The questions that name another authority, each with the one that says whether it has accepted."""
CALLED = ("name", "known_as", "employer", "description", "text", "recommendation")
"""The answers by which a row may be called."""


def open_tasks(
    stage: Stage, session: Session, step: str | None = None, about: str | None = None
) -> list[tuple[Task, Case]]:
    """Open steps with their cases, of a name, about somebody."""
    rows = select(Task, Case).join(Case, Case.id == Task.case_id).where(Task.state == "open")
    found = [(t, c) for t, c in session.execute(rows.order_by(Task.opened_at, Task.id))]
    return [
        (t, c) for t, c in found
        if (step is None or plain(t.name) == plain(step)) and (about is None or is_about(stage, session, t, c, about))
    ]  # fmt: skip


def is_about(stage: Stage, session: Session, task: Task, case: Case, name: str) -> bool:
    """Whether a step is for this adult, child, employer or body."""
    matter = in_hand.look_at(session, case.id, now=stage.now)
    return plain(name) in called(matter, task)


def called(matter: Matter, task: Task | None) -> set[str]:
    """The names under which a story may speak of a case, or of one step in it."""
    known = matter.facts
    ids = {known.adult_id} | {thing.id for thing in known.listed("children")}
    if task is None or not task.keys.keys() & {"engagement", "meeting"}:
        ids |= {thing.id for thing in known.listed("engagements")} if task is None else set()
    else:
        ids |= set(task.keys.values())
    names = {name for id_ in ids if id_ for name in names_of(known, id_)}
    return {plain(name) for name in {*names, str(matter.row["adult_name"]), str(matter.row["reference"])}}


def step_exists(stage: Stage, step: str) -> None:
    """Raises Unmet for a name that nothing drawn has: a slip in a story must not make a line hold."""
    if plain(step) not in {plain(name) for name in step_names(stage)}:
        raise Unmet(f"The procedure has no step “{step}”.{nearest([step], step_names(stage))}")


def waiting(session: Session, about: Sequence[Case]) -> dict[str, str]:
    """What waits for its day in these cases, each with the moment at which it happens."""
    rows = select(Timer).where(Timer.case_id.in_([case.id for case in about]), Timer.state == "waiting")
    found = session.scalars(rows.order_by(Timer.due_at)).all()
    return {t.name: dates.moment_words(t.due_at, year=True) for t in found if t.due_at}


def step_names(stage: Stage) -> set[str]:
    """Everything drawn that may stand in an inbox or be waited for."""
    return {step.name or step.id for process in stage.procedure.processes.values() for step in process.steps}


def cases(stage: Stage, session: Session, about: str | None = None) -> list[Case]:
    """The cases of a story, the first opened first."""
    rows = list(session.scalars(select(Case).where(Case.state != b"").order_by(Case.opened_at, Case.id)))
    if about is None:
        return rows
    return [c for c in rows if plain(about) in called(in_hand.look_at(session, c.id, now=stage.now), None)]


def the_case(stage: Stage, session: Session, about: str | None = None) -> Case:
    """The case that a line speaks of: named, else the one that the story spoke of last. Raises Unmet.

    Of several cases of one adult it is the one that the story spoke of last, else the last that was opened.
    """
    found = cases(stage, session, about)
    spoken_of = [case for case in found if case.id == stage.case_id]
    if about is None:
        found = spoken_of or [case for case in found if case.has_adult] or found
    elif all(plain(str(case.adult_name)) == plain(about) for case in found):
        found = spoken_of or found[-1:]
    if not found:
        there = listed(dict.fromkeys(str(case.adult_name) for case in cases(stage, session)))
        raise Unmet(f"There is no case of {about}. There is one of: {there}." if about else "No case has been opened.")
    if len(found) > 1:
        raise Unmet(f"There are {len(found)} cases ({', '.join(str(c.adult_name) for c in found)}). Say whose.")
    return found[0]


def links(session: Session, case: Case, other: Case) -> set[str]:
    """How two cases belong together."""
    found = {"same contact"} if case.contact_id == other.contact_id else set()
    if case.group_id == other.group_id and not found:
        found.add("joined")
    ours, theirs = (_person(session, each) for each in (case, other))
    return found | ({"same adult"} if ours and ours == theirs else set())


def _person(session: Session, case: Case) -> str | None:
    """The person that a case is about; of one who was said to be somebody else, that somebody."""
    thing = session.get(Thing, case.adult_id) if case.adult_id else None
    person = session.get(Person, thing.person_id) if thing and thing.person_id else None
    return (person.same_as_id or person.id) if person else None


def lead_of(stage: Stage, session: Session, case: Case) -> str:
    """The authority that leads: ours until another has accepted the case."""
    matter = in_hand.look_at(session, case.id, now=stage.now)
    for key, accepted in LEADS.items():
        if matter.facts.case_value(accepted) == "yes" and (other := matter.facts.case_value(key)):
            return str(other)
    return session.get_one(Authority, stage.authority_id).name


def inbox_of(stage: Stage, session: Session, who: Who) -> list[inbox.Row]:
    """What stands in the inbox and in the queue of these people."""
    rows: dict[str, inbox.Row] = {}
    for user in stage.cast(session, who):
        actor = access.actor(session, user)
        for row in [*inbox.mine(session, actor), *inbox.queue(session, actor)]:
            rows[row.task.id] = row
    return list(rows.values())


def shown_name(task: Task) -> str:
    """How a task is called in an inbox."""
    return f"Name who plays {task.role} here" if task.naming else task.name


def trigger_names(trigger: Any) -> set[str]:
    """The words by which a story may call what can happen at any time."""
    return {plain(trigger.message), plain(trigger.name), plain(trigger.name.rpartition(":")[2])}


def names_of(known: facts.Facts, id_: str) -> set[str]:
    """What a thing is called: by its name, its employer's, its words; a strand also by its kind and its employer."""
    names = {str(value) for key in CALLED if (value := known.get(id_, key))}
    thing = known.things.get(id_)
    if thing and thing.kind == "strand":
        kind = str(known.get(id_, "kind") or "")
        names |= {kind, f"{kind} strand", *(names_of(known, thing.parent) if thing.parent else ())}
    if held := known.get(id_, "held_on"):
        named = f"the meeting of {dates.short_words(held, year=True)}"
        _, _, times = str(known.get(id_, "held_as") or "").partition(", ")
        names |= {named, f"{named}, {times}"} if times else {named}
    return names
