"""Everything we know of an adult, oldest first: this case and earlier records that are, or may be, of the same person.

Called by the case page and by rehearsal. That somebody opened it is a fact of the case, `chronology_opened_at`, so that
a form can refuse advice that nobody based on it (procedure, R07).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import dates, matching, people
from engine.facts import decode
from engine.in_hand import Matter, take_in_hand
from engine.models import Case, Fact, Thing, User
from engine.settling import settle

OPENED = "chronology_opened_at"
CONFIRMED = "match_confirmed"
"""What the LADO answers: whether the adult is the one of an earlier record."""


@dataclass(frozen=True)
class Record:
    """One contact or case of the adult."""

    case_id: str
    reference: str
    name: str
    received: date
    level: str
    employer: str | None
    closed: date | None
    reason: str
    """Why it was closed."""
    why: str
    """Why it may be the same person; empty for the case itself."""


def sought(matter: Matter) -> tuple[str, list[object], date | None]:
    """Whom a search of our records is for, with other names and the date of birth: the adult, or the person that a
    request names."""
    known, adult = matter.facts, matter.facts.adult_id
    if adult:
        also = [known.get(adult, key) for key in people.OTHER_NAMES]
        return str(known.get(adult, "name") or ""), also, known.get(adult, "born")
    return str(known.case_value("person_asked") or ""), [], known.case_value("person_born")


def matches(matter: Matter) -> list[matching.Match]:
    """The adults of other cases who may be the person sought, first those who were said to be the same."""
    return told_apart(matter)[0]


def told_apart(matter: Matter) -> tuple[list[matching.Match], list[matching.Match]]:
    """The adults of other cases with a name like this, and those of them who were said to be somebody else."""
    name, also, born = sought(matter)
    same = _confirmed(matter)
    there = {match.case_id for match in same}
    found = [
        match for match in matching.matches(
            matter.session, matter.row["authority_id"], name, also=also, born=born, not_case=matter.id,
            employer=matter.row["employer_name"] if matter.facts.adult_id else None,
        ) if match.case_id not in there
    ]  # fmt: skip
    own = {matter.id: matter.row["reference"]} | {match.case_id: match.reference for match in same}
    apart = matching.apart(matter.session, own, found)
    left = [match for match in found if match.case_id not in apart]
    return [*same, *left], [match for match in found if match.case_id in apart]


def _confirmed(matter: Matter) -> list[matching.Match]:
    """The other cases of adults who were said to be this one, with who said so and when."""
    adult = matter.facts.adult_id
    own = matter.session.scalar(select(Thing.person_id).where(Thing.id == adult)) if adult else None
    others = matching.same_as(matter.session, [own] if own else []).keys() - {own}
    found = matching.of_persons(matter.session, matter.row["authority_id"], others) if others else []
    said = _said(matter, [matter.id, *(match.case_id for match in found)])
    return [
        replace(each, why=_who(_who_said(said, matter, each)))
        for each in found if each.case_id != matter.id
    ]  # fmt: skip


@dataclass(frozen=True)
class _Said:
    """Whom a case says its adult to be, by references; who said so, and when."""

    references: list[str]
    by: str | None
    at: datetime


def _said(matter: Matter, cases: list[str]) -> dict[str, _Said]:
    """What these cases say, by their ids."""
    rows = (
        select(Fact.thing_id, Fact.value, User.name, Fact.at).outerjoin(User, User.id == Fact.by_id)
        .where(Fact.thing_id.in_(cases), Fact.key == matching.SAME_AS, Fact.newer.is_(None))
    )  # fmt: skip
    found = {case: _Said(decode(value) or [], by, at) for case, value, by, at in matter.session.execute(rows)}
    return {case: said for case, said in found.items() if said.references}


def _who_said(said: dict[str, _Said], matter: Matter, match: matching.Match) -> _Said | None:
    """Which of the two said so of the other; else whoever said so of the other, and of whom the other says it."""
    of_them = [said[matter.id]] if matter.id in said else []
    of_them += [each for case, each in said.items() if case != match.case_id]
    theirs = said.get(match.case_id)
    if theirs and matter.row["reference"] in theirs.references:
        return theirs
    return next((each for each in of_them if match.reference in each.references), theirs)


def _who(said: _Said | None) -> str:
    if said is None:
        return "Confirmed the same."
    return f"Confirmed the same by {said.by or 'the service'}, {dates.day_words(dates.local_day(said.at), year=True)}."


def records(matter: Matter) -> list[Record]:
    """This case and every record that may be of the same adult, the oldest first."""
    why = {match.case_id: match.why for match in matches(matter)} | {matter.id: ""}
    cases = matter.session.scalars(select(Case).where(Case.id.in_(why)))
    return sorted((_record(matter, case, why[case.id]) for case in cases), key=lambda each: each.received)


def _record(matter: Matter, case: Case, why: str) -> Record:
    return Record(
        case.id, case.reference, case.adult_name or "Adult not known", dates.local_day(case.received_at), case.level,
        case.employer_name, dates.local_day(case.closed_at) if case.closed_at else None,
        matter.procedure.label("closure_reasons", case.closed_reason or "not_said") if case.closed_at else "", why,
    )  # fmt: skip


def opened(session: Session, case_id: str, *, by: str, now: datetime) -> None:
    """Somebody has opened the chronology of a case's adult; the first time is the fact. Raises NoSuchRow."""
    matter = take_in_hand(session, case_id, now=now, by=by)
    matter.tell("chronology_opened", records=len(records(matter)))
    if matter.facts.case_value(OPENED) is None:
        matter.facts.put(matter.id, OPENED, matter.now)
    settle(matter, lambda _running: None)
