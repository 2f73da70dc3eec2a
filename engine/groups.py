"""Cases that came from one contact, or were joined: who else is in the group, and one step done for several of them in
one transaction. Called by the task, case and inbox views and by rehearsal.

What a form marks `applies_to: all` is asked once and written once, as facts of a *sitting* that each chosen case sees;
every other question is each case's own. A sitting names no case, so no case learns of another's matters by it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session

from engine import answering, casework, facts, in_hand, late, task_form
from engine.access import Actor, visible
from engine.errors import LadoflowError
from engine.facts import SITTING
from engine.forms import Field, Form, Group, Item, Parsed, Section, Text, flat
from engine.in_hand import INNERMOST, Matter
from engine.models import Case, Fact, HistoryEntry, Sees, Task, Thing

FOR_ALL = ("applies_to", "all")
SHARED_ROWS = ("row", "action")
"""Rows that a sitting may hold for all; those of an adult, a strand, an allegation are each case's own."""


class NotAllDone(LadoflowError):
    """This could not be saved for all of them, so it was saved for nobody."""

    def __init__(self, refused: dict[str, LadoflowError]) -> None:
        super().__init__()
        self.refused = refused
        """What stood against it, by task."""


@dataclass(frozen=True)
class Part:
    """One case's part of a sitting: its task, its own answers, and the version of it that the page showed."""

    task_id: str
    parsed: Parsed
    seen: str | None


# Who belongs together


def others(session: Session, actor: Actor, case: Case) -> list[Case]:
    """The other cases of a case's group that somebody may see, by name."""
    rows = select(Case).where(visible(actor, Case), Case.group_id == case.group_id, Case.id != case.id)
    return list(session.scalars(rows.order_by(Case.adult_name, Case.id)))


def siblings(session: Session, actor: Actor, task: Task) -> list[tuple[Task, Case]]:
    """This and the other open tasks of the same step in its group, one a case, that somebody may see, by name.

    A step about one employer stands alone, but for one of a household; so does one that still asks who plays its role,
    and a partner's: the page for several is the council's own.
    """
    case = session.get_one(Case, task.case_id)
    alone = [(task, case)]
    if not actor.casework or _stands_alone(task):
        return alone
    rows = session.execute(
        select(Task, Case).join(Case, Case.id == Task.case_id)
        .where(
            visible(actor, Task), Case.group_id == case.group_id, Case.id != case.id, Case.repair.is_(None),
            Case.version_id == case.version_id,
            Task.step == task.step, Task.process == task.process, Task.form == task.form, Task.role == task.role,
            Task.state == "open", Task.naming.is_(False),
        )
        .order_by(Task.opened_at, Task.id)
    )  # fmt: skip
    one_a_case: dict[str, tuple[Task, Case]] = {}
    for other, its_case in rows:
        if together(task, other):
            one_a_case.setdefault(its_case.id, (other, its_case))
    return sorted(alone + list(one_a_case.values()), key=lambda pair: (str(pair[1].adult_name), pair[1].id))


def together(one: Task, other: Task) -> bool:
    """Whether two tasks of one group may be done in one sitting: one step, one party, one action if any."""
    same_step = (one.process, one.step, one.form, one.role) == (other.process, other.step, other.form, other.role)
    alone = any(_stands_alone(task) for task in (one, other))
    same_party = one.organisation_id == other.organisation_id
    return same_step and same_party and not alone and one.keys.get("action") == other.keys.get("action")


def _stands_alone(task: Task) -> bool:
    """A step of a household is about two carers of one service, each in a case of their own."""
    return task.naming or ("engagement" in task.keys and task.said.get("household") != "yes")


# One form for several


def parts(form: Form) -> tuple[Form, Form]:
    """The questions of a form that are asked once for all, and those that are each case's own."""
    for_all = tuple(_kept(form.items, for_all=True))
    own = tuple(_kept(form.items, for_all=False))
    return replace(form, items=for_all), replace(form, items=own)


def asks_for_all(form: Form) -> bool:
    """Whether a form has any question that may be answered once for several cases."""
    return bool(parts(form)[0].fields())


def _kept(items: Iterable[Item], *, for_all: bool, within: bool = False) -> Iterable[Item]:
    for item in items:
        marked = within or (not isinstance(item, Text) and item.properties.get(FOR_ALL[0]) == FOR_ALL[1])
        if isinstance(item, Section):
            inner = tuple(_kept(item.items, for_all=for_all, within=marked))
            if any(not isinstance(each, Text) for each in inner):
                yield replace(item, items=inner)
        elif for_all == (marked and _may_be_shared(item)):
            yield item


def _may_be_shared(item: Item) -> bool:
    """A question that says whose fact it is, and one that counts by its case's own times, stays each case's own."""
    if isinstance(item, Field):
        return not item.thing and item.key not in facts.DATED
    return isinstance(item, Text) or (isinstance(item, Group) and item.kind in SHARED_ROWS)


# One sitting


def lock(session: Session, cases: Iterable[str]) -> None:
    """Lock several cases in the order of their ids, so that two sittings never wait for each other."""
    ids = sorted(set(cases))
    session.execute(select(Case.id).where(Case.id.in_(ids)).order_by(Case.id).with_for_update())


def complete_together(
    session: Session,
    said: Sequence[Part],
    *,
    by: str | None,
    now: datetime,
    for_all: Parsed | None = None,
    happened: datetime | None = None,
    on_behalf: casework.OnBehalf | None = None,
    for_the_record: bool = False,
) -> list[str]:
    """Do one step for several cases: every one of them, or none. Returns the cases' ids, in their order.

    `for_all` are the answers that were given once. `for_the_record` keeps what stands of a later day.
    Raises NotAllDone, which says what stands against each task, and InTheFuture, NoSuchRow.
    """
    cases = dict(
        session.execute(select(Task.id, Task.case_id).where(Task.id.in_([each.task_id for each in said]))).all()
    )
    if len(cases) != len(said) or len(set(cases.values())) != len(said):
        raise in_hand.NoSuchRow
    lock(session, cases.values())
    form = _must_all_be_open(session, said, now)
    happened = (form.when(for_all.answers, now) if form and for_all else None) or happened
    if for_all and happened and for_the_record:
        for_all, said = _told_apart(session, for_all, said, happened, now)
    sitting = _Sitting(session, for_all) if for_all and (for_all.answers or for_all.groups) else None
    ordered = sorted(said, key=lambda each: cases[each.task_id])
    for part in ordered:
        part.parsed.warned.extend(for_all.warned if for_all else ())
        if sitting:
            sitting.let_see(cases[part.task_id], session.get_one(Task, part.task_id))
        casework.complete_task(
            session, part.task_id, part.parsed, seen=None, by=by, now=now, happened=happened, on_behalf=on_behalf,
            for_the_record=for_the_record, beside=sitting.record if sitting else None,
        )  # fmt: skip
        if sitting:
            sitting.keep(cases[part.task_id])
    return [cases[part.task_id] for part in ordered]


def _must_all_be_open(session: Session, said: Sequence[Part], now: datetime) -> Form | None:
    """Their form; nothing when there are none."""
    form, refused = None, dict[str, LadoflowError]()
    for part in said:
        matter = in_hand.take_in_hand(session, None, task_id=part.task_id, now=now)
        form = task_form.of(matter, matter.waits.task)
        try:
            task_form.must_be_as_seen(matter, matter.waits.task, part.seen)
        except (task_form.TaskAlreadyDone, task_form.TaskWithdrawn, task_form.SomethingChanged) as why:
            refused[part.task_id] = why
    if refused:
        raise NotAllDone(refused)
    return form


def _told_apart(
    session: Session, for_all: Parsed, said: Sequence[Part], happened: datetime, now: datetime
) -> tuple[Parsed, list[Part]]:
    """What was said once and is overtaken in one of the cases becomes each case's own: it may count in the others."""
    overtaken: dict[str, object] = {}
    for part in said:
        matter = in_hand.take_in_hand(session, None, task_id=part.task_id, now=now)
        task = matter.waits.task
        owner = task_form.owner_of(matter, task.keys)
        found = late.found(matter, task_form.of(matter, task), owner, for_all, happened)
        keys = {each.field.key for each in found} & for_all.answers.keys()
        overtaken |= {key: for_all.answers[key] for key in keys}
    left = {key: value for key, value in for_all.answers.items() if key not in overtaken}
    own = [replace(each, parsed=replace(each.parsed, answers=each.parsed.answers | overtaken)) for each in said]
    return replace(for_all, answers=left), own


class _Sitting:
    """What was said once: written in the first case, seen by the others."""

    def __init__(self, session: Session, said: Parsed) -> None:
        self.session, self.said = session, said
        self.id = ""
        self.things: list[str] = []
        self.facts: list[Fact] = []

    def let_see(self, case_id: str, task: Task) -> None:
        """A further case sees the sitting, and knows what of its own the answers are about."""
        if not self.id:
            return
        facts.see(self.session, case_id, self.things)
        self._is_about(case_id, task.keys)

    def record(self, matter: Matter, task: Any) -> None:
        """In the first case the answers are written; in each the history names them."""
        if self.id:
            written = [(fact.id, fact.salt, fact.value) for fact in self.facts]
            matter.entries[0]["facts"] = [*matter.entries[0].get("facts", ()), *written]
        else:
            self._write(matter, task)
        matter.entries[0]["detail"]["sitting"] = self.id

    def _write(self, matter: Matter, task: Any) -> None:
        before = len(matter.facts.born)
        sitting = matter.facts.add(SITTING, SITTING, None)
        self.id = sitting.id
        matter.facts.lent[sitting.id] = matter.about(task.keys)
        form = parts(task_form.of(matter, task))[0]
        answering.Answering(matter.facts, lambda _: sitting.id, under=sitting.id).take(form, self.said)
        self.things = [thing.id for thing in matter.facts.born[before:]]

    def keep(self, case_id: str) -> None:
        """Once the first case has written them, its own earlier answers give way, as do those of the others."""
        if not self.facts:
            rows = select(Fact).where(Fact.thing_id.in_(self.things), Fact.case_id.is_(None), Fact.newer.is_(None))
            self.facts = list(self.session.scalars(rows.order_by(Fact.id)))
            task = self.session.get_one(Task, self.facts[0].task_id) if self.facts else None
            self._is_about(case_id, task.keys if task else {})
        _give_way(self.session, self.id, self.facts, case_id)

    def _is_about(self, case_id: str, keys: Mapping[str, str]) -> None:
        thing = next((keys[kind] for kind in INNERMOST if kind in keys), None)
        if thing is None:
            return
        case = self.session.get_one(Case, case_id)
        said = facts.own_row(self.id, case, "about", thing)
        self.session.execute(insert(Fact), [said])


def _give_way(session: Session, sitting: str, said: Iterable[Fact], case_id: str) -> None:
    """What a case had said itself is replaced by what was said later, once for several."""
    thing = about(session, sitting, case_id)
    own = Fact.case_id.is_(None) if thing == case_id else Fact.case_id == case_id
    for fact in (each for each in said if each.thing_id == sitting):
        earlier = (Fact.thing_id == thing, Fact.key == fact.key, own, Fact.newer.is_(None), Fact.id < fact.id)
        session.execute(update(Fact).where(*earlier).values(newer=fact.id))


def about(session: Session, sitting: str, case_id: str) -> str:
    """The thing of a case that a sitting's answers are about there: a strand, or the case itself."""
    found = session.scalar(
        select(Fact.value).where(
            Fact.thing_id == sitting, Fact.case_id == case_id, Fact.key == "about", Fact.newer.is_(None)
        )
    )
    return str(facts.decode(found)) if found else case_id


# Afterwards


def sitting_of(session: Session, task: Task) -> str | None:
    """The sitting in which a task was done with others, if it was."""
    entry = session.scalar(
        select(HistoryEntry.detail).where(
            HistoryEntry.chain == task.case_id, HistoryEntry.task_id == task.id, HistoryEntry.what == "step_completed"
        ).order_by(HistoryEntry.number.desc()).limit(1)
    )  # fmt: skip
    return entry.get("sitting") if entry else None


def put_right_for_all(session: Session, sitting: str, cases: Iterable[str]) -> None:
    """What was said once has been put right: it counts in each of these, also where one was put right alone before."""
    rows = select(Fact).where(Fact.thing_id == sitting, Fact.case_id.is_(None), Fact.newer.is_(None))
    said = list(session.scalars(rows))
    for case_id in cases:
        _give_way(session, sitting, said, case_id)


def seen_by(session: Session, thing: str) -> list[str]:
    """The cases that see a thing now."""
    rows = select(Sees.case_id).where(Sees.thing_id == thing, Sees.until.is_(None)).order_by(Sees.case_id)
    return list(session.scalars(rows))


def recorded(session: Session, task: Task) -> list[Fact]:
    """Everything that a step recorded, with what was said once for several; what was put right stands last.

    What it had recorded before it was undone is not in it.
    """
    counts = or_(Fact.newer.is_(None), Fact.newer != Fact.id)
    rows = list(session.scalars(select(Fact).where(Fact.task_id == task.id, counts).order_by(Fact.id)))
    if sitting := sitting_of(session, task):
        inside = select(Thing.id).where((Thing.id == sitting) | (Thing.parent_id == sitting))
        shared = select(Fact).where(Fact.thing_id.in_(inside), Fact.case_id.is_(None), Fact.task_id != task.id)
        rows = sorted([*rows, *session.scalars(shared)], key=lambda fact: fact.id)
    return rows


def owner_in(sitting: str | None, form: Form, owner: Callable[[Field], str]) -> Callable[[Field], str]:
    """Whose fact an answer is when a step that was done in a sitting is put right."""
    if sitting is None:
        return owner
    shared = {item.key for item in flat(parts(form)[0].items) if isinstance(item, Field)}
    return lambda field: sitting if field.key in shared else owner(field)
