"""Who of our records may be somebody: adults of earlier cases and children in them, each with the reason.

Called by the pages that ask "does anybody match?", by the chronology of an adult and by the search for people. A name
that is typed must find what it is meant for: whoever reads "nobody" lets go.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, false, func, or_, select
from sqlalchemy.orm import Session

from engine import dates, people
from engine.facts import decode
from engine.models import Case, Fact, Person, Sees, Thing, User

TEN = 10
KINDS = ("adult", "child")
LIKELIHOODS = ("unlikely", "possible", "likely")
AT_ONCE = 1000
"""How many spellings are looked up: the nearest ones. Nobody reads so many."""
SAME_AS, DIFFERENT_FROM = "same_as", "different_from"
"""The facts of a case with the references of cases whose adult was said to be the same, or somebody else."""
TOLD: tuple[Any, ...] = (
    Person.id.label("person_id"), Person.kind, Person.name, Person.sound, Person.born, Case.id.label("case_id"),
    Case.reference, Case.level, Case.employer_name, Case.received_at, Case.closed_at, Case.adult_name,
    User.name.label("lead"),
)  # fmt: skip


@dataclass(frozen=True)
class Match:
    """A person of an earlier record who may be the same, and why we think so."""

    person_id: str
    name: str
    born: date | None
    case_id: str
    reference: str
    level: str
    employer: str | None
    received: date
    likelihood: str
    """likely, possible or unlikely."""
    why: str
    adult: str
    """The adult of the case."""
    lead: str | None
    """Who leads the case."""
    closed: datetime | None
    child: bool = False
    """Whether it is a child in the case; else its adult."""
    confirmed: bool = False
    """Whether somebody has said that it is the same adult."""


def matches(
    session: Session, authority_id: str, name: str, *, also: Sequence[object] = (), born: date | None = None,
    employer: str | None = None, not_case: str | None = None,
) -> list[Match]:  # fmt: skip
    """Adults of earlier cases with a name like one of these, likeliest first; of the same setting, likelier.

    `also` is what else the adult is or was called, as it was told.
    """
    asked = _Asked(people.sound_of(name, also), born, "" if people.no_name(employer or "") else str(employer))
    rows = _told(session, Case.authority_id == authority_id, _named(session, authority_id, asked.sound), "adult")
    found = [match for row in rows if row.case_id != not_case and (match := asked.match(row))]
    return _likeliest(found)[:TEN]


def anybody(
    session: Session, authority_id: str, may_see: ColumnElement[bool], name: str, born: date | None = None
) -> list[Match]:
    """Adults, and children in cases, of this name or, without one, of this date of birth; of the cases in `may_see`."""
    asked = _Asked(people.folded(name), born, "")
    if name:
        rows = _told(session, may_see, _named(session, authority_id, asked.sound), *KINDS)
        return _with_same(session, may_see, _likeliest([match for row in rows if (match := asked.match(row))]))
    of_the_day = and_(Person.authority_id == authority_id, Person.born == born)
    return _likeliest(
        [_match(row, "possible", "Same date of birth.") for row in _told(session, may_see, of_the_day, *KINDS)]
    )


def _likeliest(found: list[Match]) -> list[Match]:
    """In order of likelihood; of one name first what is open, then what came last."""
    return sorted(
        found,
        key=lambda m: (-LIKELIHOODS.index(m.likelihood), m.name, bool(m.closed), -m.received.toordinal(), m.reference),
    )


def same_as(session: Session, persons: Iterable[str]) -> dict[str, str]:
    """Everybody who was said to be one of these persons, themselves among them, each with the person that all are."""
    told = select(func.coalesce(Person.same_as_id, Person.id)).where(Person.id.in_(list(persons)))
    of = func.coalesce(Person.same_as_id, Person.id)
    first = set(session.scalars(told))
    rows = session.execute(select(Person.id, of).where(or_(Person.id.in_(first), Person.same_as_id.in_(first))))
    return {row[0]: row[1] for row in rows}


def linked(session: Session, persons: Iterable[str]) -> dict[str, list[str]]:
    """For each of these persons who was said to be the same as others: the references of all their cases."""
    same = same_as(session, persons)
    number = Counter(same.values())
    several = [id for id, one in same.items() if number[one] > 1]
    rows = session.execute(
        select(Thing.person_id, Case.reference).join(Case, Case.adult_id == Thing.id)
        .where(Thing.person_id.in_(several)).order_by(Case.received_at, Case.reference)
    ).all()  # fmt: skip
    return {id: [reference for other, reference in rows if other and same[other] == same[id]] for id in several}


def of_persons(session: Session, authority_id: str, persons: Iterable[str]) -> list[Match]:
    """The cases of these adults, who were said to be the same."""
    rows = _told(session, Case.authority_id == authority_id, Person.id.in_(list(persons)), "adult")
    return _likeliest([replace(_match(row, "likely", "Confirmed the same."), confirmed=True) for row in rows])


def apart(session: Session, own: Mapping[str, str], found: Sequence[Match]) -> set[str]:
    """The cases among those found whose adult was said to be somebody else than the adult of these cases, whichever
    says so, of them or of another record of the same adult; `own` are their references by id."""
    references = {match.case_id: match.reference for match in found}
    rows = session.execute(
        select(Fact.thing_id, Fact.value)
        .where(Fact.thing_id.in_([*own, *references]), Fact.key == DIFFERENT_FROM, Fact.newer.is_(None))
    )  # fmt: skip
    said = [(case, reference) for case, value in rows for reference in decode(value) or ()]
    here = {reference for case, reference in said if case in own}
    there = {case for case, reference in said if case in references and reference in own.values()}
    of_adult = linked(session, [match.person_id for match in found]) if here else {}
    return there | {m.case_id for m in found if not here.isdisjoint([m.reference, *of_adult.get(m.person_id, ())])}


def _with_same(session: Session, may_see: ColumnElement[bool], found: list[Match]) -> list[Match]:
    """Each match, then the cases of adults who were said to be the same, whatever their names."""
    same = same_as(session, [match.person_id for match in found])
    number = Counter(same.values())
    several = [id for id, one in same.items() if number[one] > 1]
    rows = _told(session, may_see, Person.id.in_(several), "adult") if several else []
    listed: dict[tuple[str, str], Match] = {}
    for match in found:
        listed.setdefault((match.case_id, match.person_id), match)
        why = f"Confirmed the same adult as in {match.reference}."
        for row in rows:
            if same[row.person_id] == same[match.person_id] and row.person_id != match.person_id:
                also = replace(_match(row, match.likelihood, why), confirmed=True)
                listed.setdefault((row.case_id, row.person_id), also)
    return list(listed.values())


@dataclass(frozen=True)
class _Asked:
    """Who is sought: the names folded, the date of birth, the setting; what is not known is empty."""

    sound: str
    born: date | None
    employer: str

    def match(self, row: Row[Any]) -> Match | None:
        """How likely it is that this person of our records is meant; nothing when it is somebody else."""
        if (found := people.nearest(self.sound, row.sound)) is None:
            return None
        how, words = found
        if self.born and row.born:
            agrees = self.born == row.born
            if how != people.SAME and not agrees:
                return None
            step = (2 if how == people.SAME else 1) if agrees else 0
            why = f"{words}, {'same' if agrees else 'another'} date of birth."
        else:
            step = 1 if how in (people.SAME, people.PART) else 0
            why = f"{words}. No date of birth in {'one' if self.born or row.born else 'either'} record."
        if self.employer and people.same_name(self.employer, row.employer_name or ""):
            step, why = min(2, step + 1), f"{why} Same setting."
        return _match(row, LIKELIHOODS[step], why)


def _match(row: Row[Any], likelihood: str, why: str) -> Match:
    return Match(
        row.person_id, row.name, row.born, row.case_id, row.reference, row.level, row.employer_name,
        dates.local_day(row.received_at), likelihood, why, row.adult_name or "Adult not known", row.lead, row.closed_at,
        row.kind == "child",
    )  # fmt: skip


def _told(session: Session, may_see: ColumnElement[bool], who: ColumnElement[bool], *kinds: str) -> list[Row[Any]]:
    """Persons with the cases that are about them, or that see them as a child.

    A planner without statistics begins with all cases of an authority when it may; in a coalesce it may not.
    """
    still = and_(Sees.until.is_(None), Thing.withdrawn_at.is_(None))
    rows = (
        select(*TOLD)
        .select_from(Person).join(Thing, Thing.person_id == Person.id)
        .join(Sees, Sees.thing_id == Thing.id).join(Case, Case.id == Sees.case_id)
        .outerjoin(User, User.id == Case.lead_id)
        .where(who, Person.kind.in_(kinds), func.coalesce(may_see, false()))
        .where(or_(Case.adult_id == Thing.id, and_(Person.kind == "child", still)))
    )  # fmt: skip
    return list(session.execute(rows).all())


def _named(session: Session, authority_id: str, sound: str) -> ColumnElement[bool]:
    """Everybody with a name like one of these. All are read as one text: they are many, and nothing is quicker."""
    ours = Person.authority_id == authority_id
    written = session.scalar(select(func.aggregate_strings(Person.sound, " \n ")).where(ours)) or ""
    told = (each for each in sound.split(people.AND_ALSO) if not people.no_name(each))
    may_be = {found for each in told for found in _may_be(each, f" {written} ")}
    like = ((found[0], each) for each in may_be if (found := people.nearest(sound, each)))
    nearest = sorted(like, key=lambda pair: people.LIKENESSES.index(pair[0]))[:AT_ONCE]
    return and_(ours, Person.sound.in_([each for _, each in nearest]))


def _may_be(sound: str, written: str) -> set[str]:
    """The names among those written that have a word in common with this one, but for a slip."""
    words = [word for word in sound.split() if len(word) > 1]
    parts = [part for word in words for part in people.pieces(word)] or [f" {sound} "]
    found, after = set(), 0
    like = re.compile("|".join(parts))
    while at := like.search(written, after):
        start, end = written.rfind("\n", 0, at.start() + 1) + 1, written.find("\n", at.start() + 1)
        end = len(written) if end < 0 else end
        found.add(written[start:end].strip())
        after = end
    return found
