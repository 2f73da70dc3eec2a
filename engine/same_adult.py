"""That an adult is somebody we knew, or is not: what was said of each earlier record, and the links that follow.

Called when a call is saved, and when a step is completed or put right, before the case runs on. What is said of a
record is a fact of the case that says it. The links from person to person are its shadow, made anew from what stands,
so that one that is taken back takes nothing else with it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engine import chronology, history, matching
from engine.errors import LadoflowError
from engine.facts import decode
from engine.in_hand import Matter
from engine.models import Case, Fact, HistoryEntry, Person, Thing

SAME, DIFFERENT, NOT_SURE = "yes", "no", "not_sure"
SAID = {SAME: matching.SAME_AS, DIFFERENT: matching.DIFFERENT_FROM, NOT_SURE: "not_sure_of"}
"""Under which fact the references stand of whom each answer was given."""
TOLD = {SAME: "same_adult", DIFFERENT: "different_adult", NOT_SURE: "perhaps_same_adult"}

LINKS = ("same_adult", "same_adult_undone")
"""What history tells of a link that was made, and of one that was taken back."""


class RecordChanged(LadoflowError):
    """An earlier record has changed since it was shown."""

    def __init__(self, linked: Mapping[str, list[str]]) -> None:
        super().__init__()
        self.linked = linked
        """The references of what changed, each with those of everything that is the same adult's now."""


class BothSaid(LadoflowError):
    """Two records of one adult cannot be the same and different."""

    def __init__(self, references: list[str]) -> None:
        super().__init__()
        self.references = references


@dataclass(frozen=True)
class Said:
    """What somebody says of an earlier record, and how it stood when it was shown (`stands`)."""

    answer: str
    seen: str


def stands(session: Session, persons: Iterable[str]) -> dict[str, str]:
    """How each person stands: another text as soon as somebody is linked with them, or no longer."""
    same = matching.same_as(session, persons)
    of = {id: sorted(other for other, root in same.items() if root == same[id]) for id in same}
    return {id: blake2b(repr(of[id]).encode(), digest_size=16).hexdigest() for id in persons if id in of}


def must_stand(session: Session, authority_id: str, said: Mapping[str, Said]) -> None:
    """Raises RecordChanged when a record of which something is said is not as it was shown, and BothSaid."""
    certain = {reference: each for reference, each in said.items() if each.answer != NOT_SURE}
    of = persons(session, authority_id, certain)
    now = stands(session, of.values())
    gone = [each for each in certain if each not in of or now[of[each]] != certain[each].seen]
    if gone:
        linked = matching.linked(session, of.values())
        raise RecordChanged({each: linked.get(of.get(each, ""), []) for each in gone})
    answers: dict[str, dict[str, str]] = {}
    for reference, each in certain.items():
        answers.setdefault(now[of[reference]], {})[reference] = each.answer
    if both := [refs for refs in answers.values() if len(set(refs.values())) > 1]:
        raise BothSaid(list(both[0]))


def say(matter: Matter, said: Mapping[str, Said]) -> None:
    """Record what was said of earlier records as the call was logged, by their references; the links follow."""
    for answer, told in TOLD.items():
        if named := [reference for reference, each in said.items() if each.answer == answer]:
            matter.tell(told, references=named, others=0, on_call=True)
    record(matter, {reference: each.answer for reference, each in said.items()})


def record(matter: Matter, answers: Mapping[str, str]) -> None:
    """What is said of these records stands in place of what was said of them; the links follow."""
    known, was_same = matter.facts, stands_said(matter, SAME)
    for answer, key in SAID.items():
        stood = stands_said(matter, answer)
        named = [reference for reference, each in answers.items() if each == answer]
        if (left := [each for each in stood if each not in answers] + named) != stood:
            known.put(matter.id, key, left or None, anew=True)
    same = stands_said(matter, SAME)
    if same != was_same:
        known.put(matter.id, chronology.CONFIRMED, SAME if same else NOT_SURE)
        _link(matter, same)


def stands_said(matter: Matter, answer: str) -> list[str]:
    """The references of whom a case gives this answer."""
    if answer == SAME and (matter.id, matching.SAME_AS) not in matter.facts.known:
        return _told_before(matter.session, [matter.id]).get(matter.id, [])
    return list(matter.facts.case_value(SAID[answer]) or ())


def follow(matter: Matter) -> None:
    """Link the adult to the likeliest match of those shown once somebody confirms it, unless it was said which; undo
    that when it is taken back. The record says whose adult it is said to be.
    """
    if not any(key == chronology.CONFIRMED for _, _, key, _ in matter.facts.pending):
        return
    said = stands_said(matter, SAME)
    if matter.facts.case_value(chronology.CONFIRMED) != SAME:
        if said:
            matter.facts.put(matter.id, matching.SAME_AS, None, anew=True)
            matter.tell("same_adult_undone", references=said)
            _link(matter, [])
    elif not said and (found := [each for each in chronology.matches(matter) if not each.confirmed]):
        perhaps = matter.facts.case_value(SAID[NOT_SURE]) or ()
        likeliest = next((each for each in found if each.reference in perhaps), found[0])
        matter.tell("same_adult", references=[likeliest.reference], others=len(found) - 1)
        record(matter, {likeliest.reference: SAME})


def follow_again(matter: Matter) -> None:
    """Make the links anew once a step was undone that had made or taken back one."""
    _link(matter, stands_said(matter, SAME))


def persons(session: Session, authority_id: str, references: Iterable[str]) -> dict[str, str]:
    """The adults of these cases, as far as they are still theirs."""
    rows = (
        select(Case.reference, Thing.person_id).join(Thing, Thing.id == Case.adult_id)
        .where(Case.authority_id == authority_id, Case.reference.in_(list(references)))
        .where(Thing.withdrawn_at.is_(None), Thing.person_id.is_not(None))
    )  # fmt: skip
    return {reference: person for reference, person in session.execute(rows) if person}


def _link(matter: Matter, said: list[str]) -> None:
    """Make the links of the adult, and of everybody who is or was linked with them, from what is said of them now; who
    was known first is the one that the others are said to be."""
    session, authority = matter.session, matter.row["authority_id"]
    own = persons(session, authority, [matter.row["reference"]])
    linked = matching.same_as(session, [*own.values(), *persons(session, authority, said).values()])
    rows = session.execute(
        select(Person.id, Case.id, Case.reference).join(Thing, Thing.person_id == Person.id)
        .join(Case, Case.adult_id == Thing.id).where(Person.id.in_(linked)).order_by(Case.received_at, Case.id)
    ).all()  # fmt: skip
    of = {row.reference: row[0] for row in rows}
    named = _said_by(session, [row[1] for row in rows]) | {matter.id: said}
    near: dict[str, set[str]] = {person: set() for person in of.values()}
    for person, case, _ in rows:
        for other in (of[each] for each in named.get(case, ()) if each in of):
            near[person].add(other)
            near[other].add(person)
    while near:
        first = next(iter(near))
        for person in _reached(first, near):
            same_as = None if person == first else first
            session.execute(update(Person).where(Person.id == person).values(same_as_id=same_as))
            del near[person]


def _said_by(session: Session, cases: list[str]) -> dict[str, list[str]]:
    """Of whom each case says that its adult is the same."""
    rows = select(Fact.thing_id, Fact.value).where(
        Fact.thing_id.in_(cases), Fact.key == matching.SAME_AS, Fact.newer.is_(None)
    )
    said = {case: decode(value) or [] for case, value in session.execute(rows)}
    return _told_before(session, [case for case in cases if case not in said]) | said


def _told_before(session: Session, cases: Sequence[str]) -> dict[str, list[str]]:
    """The same of cases that say it in no fact: before there was one, their history alone told of whom."""
    rows = select(HistoryEntry.chain, HistoryEntry.number, HistoryEntry.what, HistoryEntry.detail).where(
        HistoryEntry.chain.in_(cases), HistoryEntry.what.in_(LINKS)
    )
    told = session.execute(rows.order_by(HistoryEntry.number)).all()
    gone = {case: history.taken_back(session, case) for case in {case for case, *_ in told}}
    last = {case: (what, detail) for case, number, what, detail in told if number not in gone[case]}
    return {case: detail["references"] for case, (what, detail) in last.items() if what == "same_adult"}


def _reached(first: str, near: Mapping[str, set[str]]) -> set[str]:
    """Everybody who is the same as this one, by what was said of one after another."""
    found, waiting = {first}, [first]
    while waiting:
        fresh = near[waiting.pop()] - found
        found |= fresh
        waiting += fresh
    return found
