"""That an adult is somebody we knew: a link from person to person, made and undone by what the LADO answers.

Called when a step is completed or put right, before the case runs on. Facts hang on the case's own adult, so that a
link that is undone loses nothing.
"""

from sqlalchemy import select, update

from engine import chronology, matching
from engine.in_hand import Matter
from engine.models import Person, Thing


def follow(matter: Matter) -> None:
    """Link the adult to the likeliest match of those shown once somebody confirms it; undo that when it is taken back.

    The record says whose adult it is said to be.
    """
    if not any(key == chronology.CONFIRMED for _, _, key, _ in matter.facts.pending):
        return
    of = select(Person).join(Thing, Thing.person_id == Person.id).where(Thing.id == matter.facts.adult_id)
    person = matter.session.scalar(of)
    if person is None:
        return
    same = matter.facts.case_value(chronology.CONFIRMED) == "yes"
    if same and person.same_as_id is None:
        _link(matter, person)
    elif not same and person.same_as_id is not None:
        matter.tell("same_adult_undone", references=_references(matter, person.same_as_id))
        _write(matter, person, None)


def _link(matter: Matter, person: Person) -> None:
    found = chronology.matches(matter)
    same = matching.same_as(matter.session, [person.id])
    if not found or found[0].person_id in same:
        return
    known = matter.session.get_one(Person, found[0].person_id)
    matter.tell("same_adult", references=[found[0].reference], others=len(found) - 1)
    _write(matter, person, known.same_as_id or known.id)


def _references(matter: Matter, person_id: str) -> list[str]:
    told = matching.of_persons(matter.session, matter.row["authority_id"], [person_id])
    return [match.reference for match in told if match.case_id != matter.id]


def _write(matter: Matter, person: Person, same_as: str | None) -> None:
    """Whoever was said to be this person is that person too."""
    session = matter.session
    session.execute(update(Person).where(Person.id == person.id).values(same_as_id=same_as))
    if same_as:
        session.execute(update(Person).where(Person.same_as_id == person.id).values(same_as_id=same_as))
