"""Persons and organisations as contacts name them, and who may be the same, with the reason; nothing merges by itself.

Called by casework when a contact is saved, and by the pages that ask "does anybody match?".
"""

import unicodedata
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from engine.models import Case, Organisation, Person, Thing, new_id

NOT_NAMES = {"", "not given", "not known", "unknown", "adult not known"}
ALIKE = 0.8


def folded(name: str) -> str:
    """A name for comparing: lower case, without accents and punctuation, its words in order of the alphabet."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c if c.isalnum() or c.isspace() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(sorted(letters.split()))


def same_name(one: str, other: str) -> bool:
    """Whether two organisations are written alike but for capitals, accents, spaces and punctuation."""
    return bool(_letters(one)) and _letters(one) == _letters(other)


def _letters(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if c.isalnum())


def alike(one: str, other: str) -> bool:
    """Whether two names may be meant for one: the same, one with words left out, or one with letters mistaken."""
    few, many = folded(one), folded(other)
    return few == many or part_of(few, many) or SequenceMatcher(None, few, many).ratio() >= ALIKE


def add_organisation(session: Session, authority_id: str, name: str, *, plays: list[str], phone: str | None = None,
                     sector: str | None = None) -> Organisation:  # fmt: skip
    """A new organisation that may play a role in cases."""
    made = Organisation(
        id=new_id(), authority_id=authority_id, name=name.strip(), plays=plays, phone=phone, sector=sector
    )
    session.add(made)
    session.flush()
    return made


def organisation_named(session: Session, authority_id: str, name: str) -> Organisation | None:
    """The organisation that is written so (`same_name`)."""
    rows = select(Organisation.id, Organisation.name).where(Organisation.authority_id == authority_id)
    for id, called in session.execute(rows.order_by(Organisation.id)).all():
        if same_name(called, name):
            return session.get_one(Organisation, id)
    return None


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


def matches(
    session: Session, authority_id: str, name: str, *, born: date | None = None, not_case: str | None = None
) -> list[Match]:
    """Adults of earlier cases whose name is the same or alike, likeliest first; at most ten."""
    sound = folded(name)
    if sound in NOT_NAMES:
        return []
    words = [word for word in sound.split() if len(word) > 1]
    rows = session.execute(
        select(Person, Case)
        .join(Thing, Thing.person_id == Person.id)
        .join(Case, Case.adult_id == Thing.id)
        .where(Person.authority_id == authority_id, Person.kind == "adult", Case.id != (not_case or ""))
        .where(or_(*(Person.sound.contains(word[:3]) for word in words)) if words else Person.sound == sound)
        .limit(500)
    )
    found = [match for person, case in rows if (match := _match(person, case, sound, born))]
    order = {"likely": 0, "possible": 1, "unlikely": 2}
    return sorted(found, key=lambda m: (order[m.likelihood], m.name))[:10]


def part_of(one: str, other: str) -> bool:
    """Whether one folded name is the other with words left out or shortened: Hartley, O. Hartley, Owen Hartley."""
    few, many = sorted((one.split(), other.split()), key=len)
    left = list(many)
    for word in sorted(few, key=lambda word: (word not in many, -len(word))):
        meant = next((each for each in left if each == word), None) or next(
            (each for each in left if 1 in (len(word), len(each)) and word[0] == each[0]), None
        )
        if meant is None:
            return False
        left.remove(meant)
    return any(len(word) > 2 and word in many for word in few)


def _match(person: Person, case: Case, sound: str, born: date | None) -> Match | None:
    same, part = person.sound == sound, part_of(person.sound, sound)
    if not same and not part and SequenceMatcher(None, person.sound, sound).ratio() < ALIKE:
        return None
    name = "Same name" if same else "Part of the name" if part else "Name alike"
    if born and person.born:
        agrees = born == person.born
        if not same and not agrees:
            return None
        likelihood = "likely" if same and agrees else "possible" if agrees else "unlikely"
        why = f"{name}, {'same' if agrees else 'another'} date of birth."
    else:
        likelihood = "possible" if same or part else "unlikely"
        why = f"{name}. No date of birth in {'either' if not (born or person.born) else 'one'} record."
    return Match(
        person.id, person.name, person.born, case.id, case.reference, case.level, case.employer_name,
        case.received_at.date(), likelihood, why,
    )  # fmt: skip
