"""What is told late: answers of an earlier day than the present ones. They count now, as what is told last does, or
stand in the record only. Called by the verbs that record answers and by the pages that ask which.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from engine import dates, statements
from engine.facts import Facts, Known
from engine.forms import Field, Form, Group, Parsed, Row
from engine.forms.items import flat
from engine.in_hand import Matter
from engine.models import Fact

Name = tuple[str, str]
"""A thing and a key."""
Owner = Callable[[Field], str]


@dataclass(frozen=True)
class Late:
    """An answer to a question whose present, different answer is of a later day."""

    thing: str
    field: Field
    said: Any
    stands: Any
    fact: int
    """The row of the present answer."""
    since: datetime
    """When that happened."""


def present(facts: Facts, thing: str, key: str) -> Known | None:
    """What stands of a question: of what was said once for several where it is about, of a case also its contact's."""
    thing = facts.lent.get(thing, thing)
    found = facts.known.get((thing, key))
    return found or (facts.known.get((facts.contact_id, key)) if thing == facts.case_id else None)


def found(
    matter: Matter, form: Form, owner: Owner, parsed: Parsed, happened: datetime, besides: Collection[int] = ()
) -> list[Late]:
    """The answers that would replace a different one of a later day; `besides` are rows that may be replaced."""
    if dates.local_day(happened) >= dates.local_day(matter.now):
        return []
    replacing = [
        (thing, field, value, known)
        for thing, field, value in _said(form, owner, parsed)
        if (known := present(matter.facts, thing, field.key)) and known.value != value and known.id not in besides
    ]
    since = _later_days(matter, happened, [known.id for *_, known in replacing])
    return [Late(thing, field, value, known.value, known.id, since[known.id])
            for thing, field, value, known in replacing if known.id in since]  # fmt: skip


def _said(form: Form, owner: Owner, parsed: Parsed) -> Iterator[tuple[str, Field, Any]]:
    """Whose, which question, and the answer; also of rows."""
    for item in flat(form.items):
        if isinstance(item, Field) and item.key in parsed.answers:
            yield owner(item), item, parsed.answers[item.key]
        elif isinstance(item, Group):
            yield from _said_in(item, parsed.groups.get(item.key, ()))


def _said_in(group: Group, rows: Iterable[Row]) -> Iterator[tuple[str, Field, Any]]:
    for row in rows:
        for item in flat(group.items) if not row.removed else ():
            answer = row.answers.get(getattr(item, "key", ""))
            if isinstance(item, Group):
                yield from _said_in(item, answer if isinstance(answer, list) else ())
            elif isinstance(item, Field) and item.key in row.answers:
                yield row.id, item, answer


def later(matter: Matter, besides: Collection[int] = ()) -> Mapping[Name, Any]:
    """The present answers of later days than what is being recorded, by thing and key."""
    facts, happened = matter.facts, matter.happened
    if dates.local_day(happened) >= dates.local_day(matter.now):
        return {}
    ids = [known.id for known in facts.known.values() if known.id not in besides]
    since = _later_days(matter, happened, ids)
    standing = {name: known.value for name, known in facts.known.items() if known.id in since}
    of_contact = {(facts.case_id, key): value for (thing, key), value in standing.items() if thing == facts.contact_id}
    of_several = {
        (sitting, key): value
        for sitting, about in facts.lent.items()
        for (thing, key), value in standing.items()
        if thing == about and (sitting, key) in facts.known
    }
    return {name: value for name, value in of_contact.items() if name not in facts.known} | of_several | standing


def _later_days(matter: Matter, happened: datetime, ids: list[int]) -> dict[int, datetime]:
    """Which of these facts are of a later day than something, and when they happened."""
    if not ids:
        return {}
    next_day = dates.instant(dates.local_day(happened) + timedelta(days=1), time())
    asked = {"ids": ids, "happened": next_day - timedelta(microseconds=1)}
    return dict(matter.session.execute(statements.LATER, asked).all())


def for_the_record(fact: Fact) -> bool:
    """Whether an answer was recorded beside one of a later day, which went on counting: that one is the older row."""
    return fact.newer is not None and fact.newer < fact.id
