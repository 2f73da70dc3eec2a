"""Whether the adults of two cases are one, said or put right after the call and beside any step, with a reason.

Called by the page that asks it.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from engine import matching, notes, same_adult
from engine.errors import LadoflowError
from engine.in_hand import look_at, take_in_hand
from engine.models import Case
from engine.settling import settle


class WhyMissing(LadoflowError):
    """Enter what shows that it is the same adult, or is not."""


class StillOne(LadoflowError):
    """These are one adult by what was said of another record. Take that back first."""

    def __init__(self, references: list[str]) -> None:
        super().__init__()
        self.references = references


@dataclass(frozen=True)
class Pair:
    """What stands of the adults of two cases: which of the two says it, and what; nothing when neither does."""

    says: str
    of: str
    answer: str


def of_pair(session: Session, case: Case, other: Case, *, now: datetime) -> Pair:
    """What was said last of these two, by whichever case says it; else the first is to say it."""
    for one, two in ((case, other), (other, case)):
        matter = look_at(session, one.id, now=now)
        for answer in same_adult.SAID:
            if two.reference in same_adult.stands_said(matter, answer):
                return Pair(one.id, two.reference, answer)
    return Pair(case.id, other.reference, "")


def say(
    session: Session, case: Case, other: Case, said: same_adult.Said, *, why: str, by: str, now: datetime,
    post: str | None = None,
) -> None:  # fmt: skip
    """Say whether the adults of two cases are one; what was said of the pair before is put right where it was said.

    Sent twice, it is said once. Raises WhyMissing, NoSuchRow, same_adult.RecordChanged, StillOne: then roll back.
    """
    if not why.strip():
        raise WhyMissing
    id, sent = notes.once(session, [case.id, other.id], f"{case.id} {other.id}", by=by, post=post)
    if sent:
        return
    same_adult.must_stand(session, case.authority_id, {other.reference: said})
    pair = of_pair(session, case, other, now=now)
    matter = take_in_hand(session, pair.says, now=now, by=by)
    if pair.answer == said.answer:
        return
    notes.write(matter, same_adult.TOLD[said.answer], why, id=id, references=[pair.of], others=0)
    same_adult.record(matter, {pair.of: said.answer})
    if said.answer != same_adult.SAME:
        _must_be_apart(session, case, other)
    settle(matter, lambda _running: None)


def _must_be_apart(session: Session, case: Case, other: Case) -> None:
    of = same_adult.persons(session, case.authority_id, [case.reference, other.reference])
    one = matching.linked(session, of.values()).get(of.get(case.reference, ""), [])
    if other.reference in one:
        raise StillOne([each for each in one if each not in (case.reference, other.reference)])
