"""What the record of a case says to a question, also where the answer is computed. Used by checking."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import dates, in_hand
from engine.computed import BY_KEY
from engine.facts import KINDS
from engine.forms import Field, value_words
from engine.in_hand import Matter
from engine.models import Case, Note, Task, User
from engine.rehearsal import marks, standing
from engine.rehearsal.stage import Stage
from engine.rehearsal.story import Unmet
from engine.rehearsal.words import NOTHING, alike, begins, listed, plain

COMPUTED = ("level", "closed", "received at", "opened at", "closed at", "late", "lead")
OTHERWISE = {"strand status": "status", "duty": "dbs_duty", "strand kind": "kind"}
"""What stories call what the engine or a table writes."""


def check(stage: Stage, session: Session, row: dict[str, str]) -> None:
    """One line of the table: of whom, which question, what the answer is. Raises Unmet."""
    question, wanted, of = row.get("question", ""), row.get("answer", ""), row.get("of") or None
    case = _case(stage, session, of)
    matter = in_hand.look_at(session, case.id, now=stage.now)
    about = None if of is None or _is_adult(matter, of) else of
    shown: list[tuple[int | None, set[str]]]
    if plain(question) in COMPUTED and about is None:
        shown = [(None, _computed(session, matter, case, plain(question), stage.now))]
    elif plain(question) == "note":
        shown = [(None, {text}) for text in session.scalars(select(Note.text).where(Note.case_id == case.id))]
    else:
        shown = list(_known(stage, matter, question, about))
    if wanted == NOTHING:
        if shown:
            raise Unmet(f"The record says of “{question}”: {listed(sorted(shown[0][1]))}.")
        return
    right = [fact for fact, words in shown if _same(words, wanted)]
    if not right:
        said = listed(dict.fromkeys(_longest(words) for _, words in shown))
        raise Unmet(f"The record says of “{question}”{f' of {of}' if of else ''}: {said}, not “{wanted}”.")
    if row.get("mark"):
        _check_mark(session, [fact for fact in right if fact is not None], row["mark"])


def _check_mark(session: Session, facts: list[int], wanted: str) -> None:
    found = {mark for fact in facts for mark in marks.of_fact(session, fact)}
    if not any(plain(wanted) in plain(mark) for mark in found):
        raise Unmet(f"The answer is not marked “{wanted}”. Its marks: {listed(sorted(found))}.")


def _case(stage: Stage, session: Session, of: str | None) -> Case:
    """The case that the thing is in: the one spoken of last where it is there."""
    if of is None:
        return standing.the_case(stage, session)
    adults = [case for case in standing.cases(stage, session) if alike(str(case.adult_name), of)]
    if adults:
        return adults[-1]
    for case in sorted(standing.cases(stage, session), key=lambda c: c.id != stage.case_id):
        if _things(in_hand.look_at(session, case.id, now=stage.now), of):
            return case
    raise Unmet(f"The record knows nothing that is called “{of}”.")


def _is_adult(matter: Matter, of: str) -> bool:
    return alike(str(matter.row["adult_name"]), of)


def _things(matter: Matter, of: str) -> list[str]:
    """The ids of what is called so: a name, or a kind with its number."""
    known = matter.facts
    called = {id_: {plain(name) for name in standing.names_of(known, id_)} for id_ in known.things}
    found = [id_ for id_, names in called.items() if plain(of) in names]
    found = found or [id_ for id_, names in called.items() if plain(of).removeprefix("children's ") in names]
    if found:
        return found
    word, _, number = plain(of).rpartition(" ")
    for kind, plural in KINDS.items():
        if number.isdigit() and word in (kind, "job" if kind == "engagement" else kind):
            listed_ = known.listed(plural)
            return [thing.id for thing in listed_[int(number) - 1 : int(number)]]
    return []


def _known(stage: Stage, matter: Matter, question: str, of: str | None) -> Iterator[tuple[int | None, set[str]]]:
    """Every present answer to a question, of the case itself and of anything in it: its fact's id, and its wordings."""
    fields, keys = _fields(stage, question), _keys(stage, matter, question)
    for thing, key, value in _values(matter, keys, of):
        if value not in (None, "", []):
            known = matter.facts.known.get((thing, key))
            asked = [f for f in fields if f.key == key] or _fields(stage, key)
            yield known.id if known else None, _wordings(stage, matter, asked, thing, value)


def _keys(stage: Stage, matter: Matter, question: str) -> set[str]:
    """The keys that a question may mean. Raises Unmet for one that nothing asks and nothing computes."""
    keys = {field.key for field in _fields(stage, question)} | {OTHERWISE[q] for q in OTHERWISE if plain(question) == q}
    if not keys and any(key == question for _, key in matter.facts.known):
        keys = {question}
    if not keys and question not in _results(stage) | BY_KEY.keys():
        raise Unmet(f"No form asks “{question}”, and nothing computes it.")
    return keys or {question}


def _values(matter: Matter, keys: set[str], of: str | None) -> Iterator[tuple[str, str, Any]]:
    known = matter.facts
    if of is not None:
        ids = set(_things(matter, of))
        ids |= {t.id for t in known.things.values() if t.kind == "strand" and t.parent in ids}
        yield from ((thing, key, k.value) for (thing, key), k in known.known.items() if thing in ids and key in keys)
        return
    yield from ((known.case_id, key, value) for key in keys if (value := known.case_value(key)) is not None)
    yield from ((thing, key, k.value) for (thing, key), k in known.known.items() if key in keys)


def _fields(stage: Stage, question: str) -> list[Field]:
    """Every question of every form that has this key, or else these words."""
    fields = [field for form in stage.procedure.forms.values() for field in form.fields()]
    return [f for f in fields if f.key == question] or [f for f in fields if f.label and alike(f.label, question)]


def _results(stage: Stage) -> set[str]:
    """The keys that tables write."""
    return {step.result for process in stage.procedure.processes.values() for step in process.steps if step.result}


def _wordings(stage: Stage, matter: Matter, fields: list[Field], _thing: str, value: Any) -> set[str]:
    lists = stage.procedure.lists
    rows = {
        kind: [(t.id, next(iter(standing.names_of(matter.facts, t.id)), t.id)) for t in matter.facts.listed(plural)]
        for kind, plural in KINDS.items()
    }
    words = {value_words(field, value, lists, rows) for field in fields}
    return words | _plain_words(value)


def _plain_words(value: Any) -> set[str]:
    if isinstance(value, bool):
        return {"yes" if value else "no"}
    if isinstance(value, datetime):
        return {dates.moment_words(value, year=True), dates.day_words(dates.local_day(value), year=True)}
    if isinstance(value, date):
        return {dates.day_words(value, year=True)}
    if isinstance(value, list):
        return {", ".join(str(each) for each in value)}
    return {str(value)}


def _computed(session: Session, matter: Matter, case: Case, question: str, now: datetime) -> set[str]:
    match question:
        case "late":
            late = select(Task.id).where(Task.case_id == case.id, Task.state == "open", Task.due_at < now)
            return {"yes" if session.scalar(late.limit(1)) else "no"}
        case "lead":
            lead = session.get(User, case.lead_id) if case.lead_id else None
            return {lead.name} if lead else set()
    return _plain_words(matter.facts.computed[question.replace(" ", "_")])


def _same(words: set[str], wanted: str) -> bool:
    """Whether an answer is as the story says: its label or code, a date however written, choices in any order."""
    if any(alike(each, wanted) or begins(wanted, each) for each in words):
        return True
    try:
        return dates.day_words(dates.parse_date(wanted), year=True) in words
    except dates.NotADate:
        return any(_parts(each) == _parts(wanted) for each in words)


def _parts(words: str) -> list[str]:
    return sorted(plain(part) for part in words.replace(";", ",").split(","))


def _longest(words: set[str]) -> str:
    return max(words, key=lambda each: (len(each), each[:1].isupper()), default="nothing")
