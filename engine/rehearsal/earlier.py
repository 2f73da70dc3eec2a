"""Earlier records of a story: closed cases that the council already had, as they would be found in a search."""

from datetime import datetime, time

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from engine import dates, facts, opening, people
from engine.models import Contact, Person, ProcedureVersion, Thing, new_id
from engine.procedure import Procedure
from engine.references import new_reference
from engine.rehearsal.stage import Stage
from engine.rehearsal.story import Unmet
from engine.rehearsal.words import alike, begins, day, listed
from engine.statements import Line

PROCESS = "earlier"
"""What an earlier record says in place of a process: it never ran."""
COLUMNS = ("adult", "born", "of", "received", "decision", "outcome", "times")


def record(stage: Stage, row: dict[str, str]) -> None:
    """One line of the table: as many records as `times` says."""
    if "adult" not in row:
        raise Unmet("Earlier records need the column adult.")
    for _ in range(int(row.get("times") or 1)):
        with stage.acting() as session:
            _add(stage, session, row)


def _add(stage: Stage, session: Session, row: dict[str, str]) -> None:
    received = dates.instant(day(row["received"]), time(9)) if row.get("received") else stage.now
    born = day(row["born"]) if row.get("born") else None
    version = session.scalars(select(ProcedureVersion)).one()
    contact = Contact(
        id=new_id(), authority_id=stage.authority_id, post=new_id(), reference=new_reference("C"), way_in="earlier",
        version_id=version.id, received_at=received, recorded_at=received,
    )  # fmt: skip
    name = row["adult"]
    person = Person(
        id=new_id(), authority_id=stage.authority_id, kind="adult", name=name, sound=people.folded(name), born=born,
    )  # fmt: skip
    session.add_all([contact, person])
    session.flush()
    told = facts.Facts(new_id(), contact.id, new_id())
    decision = _code(stage.procedure, "threshold_decisions", row.get("decision"))
    _case(stage, session, told, contact, person, row, decision)
    _know(session, stage, told, person, received, {**row, "decision": decision or ""})


def _case(
    stage: Stage, session: Session, told: facts.Facts, contact: Contact, person: Person, row: dict[str, str],
    decision: str | None,
) -> None:  # fmt: skip
    things = [("contact", contact.id, None), ("adult", told.adult_id or "", person.id)]
    opening.insert_case(
        session, told.case_id, authority_id=stage.authority_id, contact_id=contact.id, group_id=contact.id,
        adult_id=told.adult_id, version_id=contact.version_id, process=PROCESS, received_at=contact.received_at,
        opened_at=contact.received_at, decided_at=contact.received_at, closed_at=contact.received_at,
        closed_reason="not_said", adult_name=row["adult"], employer_name=row.get("of") or None,
        level=stage.procedure.group_of("threshold_decisions", decision) if decision else "not_decided",
    )  # fmt: skip
    rows = [
        {"id": id_, "authority_id": stage.authority_id, "contact_id": contact.id, "kind": kind, "word": kind,
         "made_at": contact.received_at, "person_id": who}
        for kind, id_, who in things
    ]  # fmt: skip
    session.execute(insert(Thing), rows)
    facts.see(session, told.case_id, [told.case_id, *(id_ for _, id_, _ in things)])


def _know(
    session: Session, stage: Stage, told: facts.Facts, person: Person, received: datetime, row: dict[str, str]
) -> None:
    adult = told.adult_id or ""
    told.put(adult, "name", person.name)
    if person.born:
        told.put(adult, "born", person.born)
    if row.get("of"):
        told.put(told.add("engagement", "engagements", told.adult_id).id, "employer", row["of"])
    if row["decision"]:
        told.put(told.case_id, "decision", row["decision"])
    if outcome := _code(stage.procedure, "outcomes", row.get("outcome")):
        told.put(told.add("allegation", "allegations", None).id, "outcome", outcome)
    line = Line(session)
    facts.write(
        line,
        told,
        authority_id=stage.authority_id,
        task_id=None,
        by=None,
        happened=received,
        now=received,
        before={},
    )
    line.end()


def _code(procedure: Procedure, list_name: str, words: str | None) -> str | None:
    """The code that a cell names by label or code. Raises Unmet."""
    if not words:
        return None
    entries = procedure.lists.get(list_name, ())
    found = next((e.code for e in entries if words == e.code or alike(words, e.label) or begins(words, e.label)), None)
    if found is None:
        labels = listed(entry.label for entry in entries)
        raise Unmet(f"“{words}” is no {list_name.removesuffix('s').replace('_', ' ')}. There are: {labels}.")
    return found
