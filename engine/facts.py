"""What a case knows: the newest answers about the things it sees, read in one query and written append-only.

Called by casework for every step and by pages that show a case.
"""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from engine.driver import instant
from engine.models import new_id
from engine.statements import Line

KINDS = {
    "adult": "adults",
    "child": "children",
    "allegation": "allegations",
    "engagement": "engagements",
    "strand": "strands",
    "meeting": "meetings",
    "action": "actions",
}
"""The kinds of things an instance may be, with the name of their list in expressions."""

SITTING = "sitting"
"""The kind of a thing that holds what was written once for several cases: a meeting about two adults."""

DATED = frozenset({"hold"})
"""Keys whose every answer counts by when it happened, not only the newest."""

Value = Any
_json = msgspec.json.Decoder().decode


def encode(value: Value) -> str:
    """A fact's value as text: JSON, in which dates, times and instants say what they are."""
    return msgspec.json.encode(value if isinstance(value, str) else _tell(value)).decode()


def decode(text: str) -> Value:
    """The value that `encode` told."""
    return _understand(_json(text))


def _tell(value: object) -> object:
    match value:
        case None | bool() | int() | str():
            return value
        case datetime():
            return {"at": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case time():
            return {"time": value.isoformat(timespec="minutes")}
        case Decimal():
            return int(value) if value == value.to_integral_value() else {"number": str(value)}
        case list() | tuple():
            return [_tell(each) for each in value]
        case dict():
            return {key: _tell(each) for key, each in value.items()}
    raise TypeError(f"{type(value).__name__} is not a fact's value")


_SAYING: dict[str, Callable[[str], Value]] = {
    "at": datetime.fromisoformat, "date": date.fromisoformat, "time": time.fromisoformat, "number": Decimal,
}  # fmt: skip


def _understand(told: Any) -> Value:
    if type(told) is list:
        return [_understand(each) for each in told]
    if type(told) is not dict:
        return told
    if len(told) == 1:
        ((name, text),) = told.items()
        if name in _SAYING and type(text) is str:
            return _SAYING[name](text)
    return {key: _understand(each) for key, each in told.items()}


class Seen(msgspec.Struct, frozen=True, array_like=True):
    """A thing that a case sees, as the database tells it."""

    id: str
    kind: str
    word: str
    parent: str | None
    organisation: str | None = None
    person: str | None = None
    made_at: int | str = 0


class Known(msgspec.Struct, frozen=True):
    """A fact as it stands: its row and its value."""

    id: int
    value: Value
    own: bool


@dataclass
class Facts:
    """The facts of one case as they stand now, with what has been written since they were read."""

    case_id: str
    contact_id: str
    adult_id: str | None
    things: dict[str, Seen] = field(default_factory=dict)
    known: dict[tuple[str, str], Known] = field(default_factory=dict)
    computed: dict[str, Value] = field(default_factory=dict)
    pending: list[tuple[str, str | None, str, Value]] = field(default_factory=list)
    noted: list[tuple[str, str | None, str, Value, int]] = field(default_factory=list)
    """Answers for the record only, each with the row of the present answer."""
    born: list[Seen] = field(default_factory=list)
    lent: dict[str, str] = field(default_factory=dict)
    """Sittings for several cases that this case sees, each with the thing here that its answers are about."""
    _context: dict[str, Value] | None = None
    _of_thing: dict[str, dict[str, Value]] = field(default_factory=dict)

    def get(self, thing: str, key: str) -> Value:
        """The value of a key of a thing, None when never answered."""
        found = self.known.get((thing, key))
        return found.value if found else None

    def of(self, thing: str) -> dict[str, Value]:
        """Everything known of a thing, by key."""
        return {key: known.value for (id, key), known in self.known.items() if id == thing}

    def case_value(self, key: str) -> Value:
        """A fact of the case itself, or of its contact when the case has none of its own."""
        found = self.known.get((self.case_id, key)) or self.known.get((self.contact_id, key))
        return found.value if found else None

    def listed(self, word: str, parent: str | None = None) -> list[Seen]:
        """The things of a kind or group, in the order in which they were made."""
        return [t for t in self.things.values() if word in (t.word, KINDS.get(t.kind)) and (parent in (None, t.parent))]

    def put(self, thing: str, key: str, value: Value, *, shared: bool = False, anew: bool = False) -> bool:
        """Record an answer; a value left as it was writes nothing, but `anew`.

        `shared` writes it where the contact's other cases see it.
        """
        present = self.known.get((thing, key))
        if (present.value if present else None) == value and not anew:
            return False
        own = not shared and thing != self.case_id and not self._of_several(thing)
        self.pending.append((thing, self.case_id if own else None, key, value))
        self.known[thing, key] = Known(0, value, own)
        if thing in self.lent:
            self.known[self.lent[thing], key] = Known(0, value, True)
        self._forget()
        return True

    def lend(self) -> None:
        """Answers of sittings for several cases stand where they are about, unless something was said there since."""
        for sitting in self.lent:
            about = self.lent[sitting] = self.get(sitting, "about") or self.case_id
            for (thing, key), known in list(self.known.items()):
                present = self.known.get((about, key))
                if thing == sitting and key != "about" and (present is None or known.id > present.id):
                    self.known[about, key] = Known(known.id, known.value, True)

    def _of_several(self, thing: str) -> bool:
        """Whether a thing is a sitting for several cases, or a row that was written in one."""
        seen = self.things.get(thing) if self.lent else None
        return seen is not None and (thing in self.lent or seen.parent in self.lent)

    def note(self, thing: str, key: str, value: Value) -> None:
        """Record an answer that happened before the present one, which goes on counting: for the record only."""
        present = self.known.get((thing, key)) or self.known[self.contact_id, key]
        self.noted.append((thing, self.case_id if present.own else None, key, value, present.id))

    def told(self) -> set[str]:
        """The keys of what is still to be written."""
        return {each[2] for each in self.pending} | {each[2] for each in self.noted}

    def add(self, kind: str, word: str, parent: str | None, *, id: str | None = None) -> Seen:
        """A new thing of this case."""
        thing = Seen(id or new_id(), kind, word, parent)
        self.things[thing.id] = thing
        self.born.append(thing)
        self._forget()
        return thing

    def say_of(self, thing: Seen, **more: str | None) -> None:
        """Whose person or organisation a thing is that is not written yet."""
        said = self.things[thing.id] = msgspec.structs.replace(thing, **more)
        self.born = [said if each.id == thing.id else each for each in self.born]

    def context(self, keys: Mapping[str, str]) -> dict[str, Value]:
        """The names that an expression may read, inside the instances that `keys` name."""
        if self._context is None:
            self._context = self._build()
        inside = {kind: self._of_thing[id] for kind, id in keys.items() if id in self._of_thing}
        return {**self._context, **inside} if inside else self._context

    def _forget(self) -> None:
        self._context = None

    def _build(self) -> dict[str, Value]:
        of: dict[str, dict[str, Value]] = {id: {"id": id} for id in self.things}
        for (id, key), known in self.known.items():
            if id in of:
                of[id][key] = known.value
        for thing in self.things.values():
            if thing.kind == "strand" and thing.parent in of:
                of[thing.parent]["strand"] = of[thing.id].get("status")
                of[thing.id]["engagement"] = thing.parent
        context: dict[str, Value] = {**of.get(self.contact_id, {}), **of.get(self.case_id, {}), **self.computed}
        context.pop("id", None)
        for plural in KINDS.values():
            context[plural] = []
        for thing in self.things.values():
            if thing.kind in KINDS:
                context[KINDS[thing.kind]].append(of[thing.id])
            elif thing.kind == "row":
                top = thing.parent in (None, self.case_id, self.contact_id) or thing.parent in self.lent
                at = context if top else of.get(thing.parent or "")
                if at is not None:
                    at.setdefault(thing.word, []).append(of[thing.id])
        context["adult"] = of.get(self.adult_id or "")
        self._of_thing = of
        return context


class _Fact(msgspec.Struct, array_like=True):
    """A fact as the database tells it."""

    thing: str
    id: int
    key: str
    value: Any
    own: bool | int


_things, _facts = msgspec.json.Decoder(list[Seen]).decode, msgspec.json.Decoder(list[_Fact]).decode


def _made(thing: Seen) -> tuple[datetime, str]:
    return instant(thing.made_at), thing.id


def read(things: str | None, known: str | None, case_id: str, contact_id: str, adult_id: str | None) -> Facts:
    """The facts of a case from what `statements.KNOWN` tells; the case's own win over the contact's."""
    facts = Facts(case_id, contact_id, adult_id)
    for each in sorted(_things(things or "[]"), key=_made):
        facts.things[each.id] = each
        if each.kind == SITTING:
            facts.lent[each.id] = case_id
    for fact in _facts(known or "[]"):
        name, own = (fact.thing, fact.key), bool(fact.own)
        if fact.thing in facts.things and (own or name not in facts.known):
            facts.known[name] = Known(fact.id, _understand(fact.value), own)
    if facts.lent:
        facts.lend()
    return facts


def write(
    line: Line,
    facts: Facts,
    *,
    authority_id: str,
    task_id: str | None,
    by: str | None,
    happened: datetime,
    now: datetime,
    before: Mapping[tuple[str, str], Known],
) -> list[tuple[int, str, str]]:
    """Write what was put since the last write: (fact id, salt, value) of each row, for the history's digests.

    `before` are the facts as they were read: rows that are replaced are marked with their successor.
    """
    if facts.born:
        line.write("things", *(_thing_row(thing, facts, authority_id, now) for thing in facts.born))
        line.write("sees", *({"case_id": facts.case_id, "thing_id": thing.id} for thing in facts.born))
    last = {(thing, key): (thing, case, key, value) for thing, case, key, value in facts.pending}
    told = [(*each, None) for each in last.values()] + facts.noted
    if not told:
        facts.born = []
        return []
    ids = line.fact_ids(len(told))
    rows: list[dict[str, Any]] = [
        {
            "id": id, "thing_id": thing, "case_id": case, "key": key, "value": encode(value),
            "salt": secrets.token_urlsafe(8), "task_id": task_id, "by_id": by, "happened": happened, "at": now,
            "newer": newer,
        }
        for id, (thing, case, key, value, newer) in zip(ids, told, strict=True)
    ]  # fmt: skip
    line.write("facts", *rows)
    written = dict(zip(last, ids, strict=False))
    if facts.lent:
        before = {name: before[name] for name in written if name in before and not _is_lent(facts, before, name)}
    _mark_replaced(line, written, last, before)
    for (thing, case, key, value), id in zip(last.values(), ids, strict=False):
        facts.known[thing, key] = Known(id, value, case is not None)
    facts.pending, facts.noted, facts.born = [], [], []
    return [(id, row["salt"], row["value"]) for id, row in zip(ids, rows, strict=True)]


def _is_lent(facts: Facts, before: Mapping[tuple[str, str], Known], name: tuple[str, str]) -> bool:
    """Whether what stands there was said once for several cases: the others go on reading it."""
    said = (before.get((sitting, name[1])) for sitting in facts.lent if sitting != name[0])
    return before[name].id in [known.id for known in said if known]


def _mark_replaced(
    line: Line,
    ids: Mapping[tuple[str, str], int],
    last: Mapping[tuple[str, str], tuple[str, str | None, str, Value]],
    before: Mapping[tuple[str, str], Known],
) -> None:
    """An own answer replaces an own one, a shared one a shared one; own beside shared replaces nothing."""
    pairs = [
        {"id": before[name].id, "newer": id}
        for name, id in ids.items()
        if name in before and before[name].id and before[name].own == (last[name][1] is not None)
    ]
    line.write("replaced", *pairs)


def _thing_row(thing: Seen, facts: Facts, authority_id: str, now: datetime) -> dict[str, Any]:
    """The row of a thing; those made together keep their order by a microsecond each."""
    place = timedelta(microseconds=list(facts.things).index(thing.id))
    return {
        "id": thing.id, "authority_id": authority_id, "contact_id": facts.contact_id, "parent_id": thing.parent,
        "kind": thing.kind, "word": thing.word, "made_at": now + place,
        "person_id": thing.person, "organisation_id": thing.organisation,
    }  # fmt: skip


def see(session: Session, case_id: str, things: Iterable[str]) -> None:
    """Let a case see things."""
    line = Line(session)
    line.write("sees", *({"case_id": case_id, "thing_id": thing} for thing in dict.fromkeys(things)))
    line.end()


def own_row(thing: str, case: Any, key: str, value: Value) -> dict[str, Any]:
    """The row of a fact that only one case reads, about a thing that several see."""
    return {
        "thing_id": thing, "case_id": case.id, "key": key, "value": encode(value), "salt": secrets.token_urlsafe(8),
        "happened": case.opened_at, "at": case.opened_at,
    }  # fmt: skip
