"""How many running cases hold an answer of a list; the desk says it before an entry is taken out."""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from engine import facts
from engine.models import Case, Fact, Sees


def running(session: Session, authority_id: str, keys: Collection[str], codes: Collection[str]) -> Counter[str]:
    """Open cases by the codes among these that now answer one of these questions."""
    held = (
        select(Sees.case_id, Fact.value)
        .distinct()
        .join(Fact, Fact.thing_id == Sees.thing_id)
        .join(Case, Case.id == Sees.case_id)
        .where(Case.authority_id == authority_id, Case.closed_at.is_(None), Sees.until.is_(None))
        .where(Fact.key.in_(keys), Fact.newer.is_(None), or_(Fact.case_id.is_(None), Fact.case_id == Sees.case_id))
        .where(or_(*(Fact.value.contains(f'"{code}"', autoescape=True) for code in codes)))
    )
    found = {(case, code) for case, value in session.execute(held) for code in _codes(facts.decode(value))}
    return Counter(code for _, code in found if code in codes)


def _codes(value: object) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]
