"""A form as somebody in a story fills it in: a table becomes the inputs of a page, and what is left open is filled.

Used by the stage for every way in and every step.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from engine import dates
from engine.forms import Entry, Field, Form, Group, Parsed, flat
from engine.forms.items import AS_IT_STANDS, ONE_OF, SEVERAL_OF, Item
from engine.models import new_id
from engine.rehearsal.story import Unmet
from engine.rehearsal.words import NOTHING, alike, begins, listed, nearest, plain

JOB = ("job", "role", "setting", "other employment", "employment")
"""What stories call an engagement."""
NAMING = ("name", "employer", "description", "kind", "text")
PARTS = ("-day", "-month", "-year", "-time")
STANDS = "this is right as it stands"
YES_OR_NO = {"yes", "no", "not_known"}
FURTHER = {
    "adult": " A further one is said by “names a further adult”.",
    "engagement": " Say a further one at a later step, as “Another job: employer”.",
}
"""How a story adds a row that a page has no room for."""
ROUNDS = 30


@dataclass(frozen=True)
class Place:
    """A question on the page: its field, the name of its input, and how the story calls it."""

    field: Field
    name: str
    said: str
    others: tuple[Field, ...] = ()
    """Questions beside it that are called the same."""
    words: str = ""
    """What the story answers."""


@dataclass
class Page:
    """One page while it is filled in."""

    form: Form
    raw: dict[str, list[str]]
    lists: Mapping[str, Sequence[Entry]]
    context: Mapping[str, object]
    now: datetime
    on: date
    ours: bool = True
    """Whether it is a step of the council's own."""
    rows: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    names: Mapping[str, Iterable[str]] = field(default_factory=dict)
    """What the rows that are there already are called."""
    stands: bool = False
    """The story says that its answers are right in spite of a warning."""
    another: dict[str, int] = field(default_factory=dict)
    """The rows that the story adds without a number, by group."""
    told: list[Place] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)

    def answer(self, table: Sequence[Mapping[str, str]]) -> None:
        """Fill in what the story says. Raises Unmet for a question or an answer that the page does not have."""
        self.stands = any(plain(row["question"]) == STANDS and plain(row["answer"]) == "yes" for row in table)
        asked = [row for row in table if plain(row["question"]) != STANDS]
        found = [(self._find(row["question"]), row) for row in asked]
        if wrong := [row["question"] for place, row in found if place is None]:
            near, all_ = nearest(wrong, self.questions()), listed(self.questions())
            raise Unmet(f"The form “{self.form.title}” does not ask {listed(wrong)}.{near} It asks {all_}.")
        said = [replace(place, said=row["question"], words=row["answer"]) for place, row in found if place]
        if twice := [name for name, times in Counter(place.name for place in said).items() if times > 1]:
            again = dict.fromkeys(place.said for place in said if place.name in twice)
            raise Unmet(f"{listed(again)} is answered twice. Answer it once; of two questions called so name the key.")
        self.told = sorted(said, key=lambda place: place.field.rows_of is not None)
        for place in self.told:
            self._put(place)

    @classmethod
    def asks(cls, form: Form, question: str, *, short: bool = False) -> bool:
        """Whether a form asks this, in itself or in a row; `short`: what the words begin will do."""
        page = cls(form, {}, {}, {}, datetime.min.replace(tzinfo=UTC), date.min)
        return page._look(form.items, "", question, short=short) is not None

    def asking(self, question: str) -> list[Field]:
        """The questions that a story would mean by this, before anything is filled in."""
        try:
            place = self._find(question)
        except Unmet:
            return []
        return [place.field, *place.others] if place else []

    def chooses(self, field: Field) -> bool:
        """Whether a question is answered with one of some choices, which no case adds to."""
        return field.kind in (*ONE_OF, *SEVERAL_OF) and not field.rows_of and bool(field.options(self.lists, self.on))

    def refusal(self, field: Field, words: str) -> str:
        """Why these words are no answer to a question; nothing when they are."""
        try:
            self._inputs(field, words)
        except Unmet as wrong:
            return str(wrong)
        return ""

    def parse(self) -> Parsed:
        """What the page gives when it is sent, after required questions that the story leaves open are filled."""
        for _ in range(ROUNDS):
            parsed = self._send()
            open_ = [place for p in parsed.problems if not p.asks and (place := self._left_open(p.name))]
            if not open_ and self._stand_by(parsed):
                continue
            if not open_ and self._elsewhere(parsed):
                continue
            if not open_:
                break
            for place in open_:
                self._fill(place)
        return parsed

    def _elsewhere(self, parsed: Parsed) -> bool:
        """Give an answer that the page did not take to the next question called the same; whether there was one."""
        for at, place in enumerate(self.told):
            if place.others and not self._taken(parsed, place):
                self._put(replace(place, words=NOTHING))
                following, *others = place.others
                name = place.name.removesuffix(place.field.key) + following.key
                self.told[at] = replace(place, field=following, name=name, others=tuple(others))
                self._put(self.told[at])
                return True
        return False

    def _stand_by(self, parsed: Parsed) -> bool:
        """Answer the warnings as the story does; whether there was one to answer."""
        asks = [p.asks for p in parsed.problems if p.asks]
        if self.stands and asks:
            self.raw[AS_IT_STANDS] = [*self.raw.get(AS_IT_STANDS, ()), *asks]
        return self.stands and bool(asks)

    def dropped(self, parsed: Parsed) -> list[str]:
        """What the story answers and the page did not take, because it does not ask it."""
        return [place.said for place in self.told if not self._taken(parsed, place)]

    def _send(self) -> Parsed:
        return self.form.parse(
            self.raw, lists=self.lists, context=self.context, now=self.now, rows=self.rows, on=self.on, ours=self.ours
        )

    # Finding a question

    def questions(self) -> Iterator[str]:
        """Every question as a story may call it, with the first row of each group."""
        return _questions(self.form.items, "")

    def _find(self, question: str) -> Place | None:
        """The question of these words, else the only one that begins with them."""
        items = self.form.items
        return self._look(items, "", question) or self._look(items, "", question, short=True)

    def _look(self, items: tuple[Item, ...], prefix: str, question: str, *, short: bool = False) -> Place | None:
        level = list(flat(items))
        fields = [item for item in level if isinstance(item, Field)]
        groups = [item for item in level if isinstance(item, Group)]
        hits = [f for f in fields if f.key == question] or [f for f in fields if f.label and alike(f.label, question)]
        begun = [f for f in fields if begins(question, f.label)] if short and not hits else []
        hits += begun if len(begun) == 1 else []
        if hits:
            return Place(hits[0], prefix + hits[0].key, question, tuple(hits[1:]))
        head, colon, rest = question.partition(": ")
        for group in groups if colon else ():
            index = self._row(group, f"{prefix}{group.key}", head)
            if index is not None and (
                found := self._look(group.items, f"{prefix}{group.key}-{index}-", rest, short=short)
            ):
                return found
        for group in groups:
            if group.fixed and group.repetitions == 1:
                self._row_numbered(group, f"{prefix}{group.key}", 1)
                if found := self._look(group.items, f"{prefix}{group.key}-0-", question, short=short):
                    return found
        return None

    def _row(self, group: Group, name: str, head: str) -> int | None:
        """The number of the row that a heading such as `Adult 1` or `Fernhill Nursery` names."""
        called = {plain(word) for word in (group.word, group.kind, group.label, group.key, group.key.rstrip("s"))}
        called |= set(JOB) if group.kind == "engagement" else set()
        if (found := re.fullmatch(r"(.+?) ([0-9]{1,2})", plain(head))) and found[1] in called:
            return self._row_numbered(group, name, int(found[2]))
        if plain(head).removeprefix("another ") in called and plain(head).startswith("another ") and not group.fixed:
            if name not in self.another:
                self.another[name] = self._row_numbered(group, name, len(self._indices(name)) + 1)
            return self.another[name]
        words = next((plain(head)[len(w) + 1 :] for w in called if plain(head).startswith(f"{w} ")), plain(head))
        return next((index for index in self._indices(name) if words in self._called(name, index)), None)

    def _row_numbered(self, group: Group, name: str, number: int) -> int:
        indices = self._indices(name)
        while len(indices) < number:
            if group.fixed and len(indices) >= group.repetitions:
                row = _row_word(group)
                later = FURTHER.get(group.kind, "")
                raise Unmet(f"“{self.form.title}” has no “{row} {number}”: it asks of {len(indices)} only.{later}")
            index = max(indices, default=-1) + 1
            self.raw[f"{name}-{index}-id"] = [new_id()]
            indices.append(index)
        return indices[number - 1]

    def _indices(self, name: str) -> list[int]:
        pattern = re.compile(rf"{re.escape(name)}-([0-9]+)-")
        return sorted({int(found[1]) for key in self.raw if (found := pattern.match(key))})

    def _called(self, name: str, index: int) -> set[str]:
        typed = [text for key in NAMING for text in self.raw.get(f"{name}-{index}-{key}", ())]
        id_ = next(iter(self.raw.get(f"{name}-{index}-id", ())), "")
        return {plain(text) for text in [*typed, *self.names.get(id_, ())]}

    # Answering

    def _put(self, place: Place) -> None:
        for key in (place.name, *(place.name + part for part in PARTS)):
            self.raw.pop(key, None)
        if place.words != NOTHING:
            for part, values in self._inputs(place.field, place.words).items():
                self.raw[place.name + part] = values

    def _inputs(self, field: Field, words: str) -> dict[str, list[str]]:
        match field.kind:
            case "date":
                return {"": [_typed(words)]}
            case "date_time":
                day, _, at = words.partition(" at ") if " at " in words else words.rpartition(" ")
                return {"": [_typed(day)], "-time": [at]} if day and at and ":" in at else {"": [_typed(words)]}
            case "time":
                return {"-time": [words]}
            case "checkbox":
                return {"": ["yes"]} if plain(words) in ("yes", "ticked", "true") else {}
            case "file":
                return {"": [re.sub(r"[^A-Za-z0-9_-]", "-", name.strip())[:64] for name in words.split(",")]}
        if field.kind in ONE_OF:
            return {"": [self._code(field, words)]}
        if field.kind in SEVERAL_OF:
            return {"": self._several(field, words)}
        return {"": [words]}

    def _options(self, field: Field) -> list[tuple[str, str]]:
        options = [(choice.code, choice.label) for choice in field.options(self.lists, self.on)]
        return options + (self._named(field.rows_of) if field.rows_of else [])

    def _named(self, kind: str) -> list[tuple[str, str]]:
        """Ids and names of the rows of a kind, on this page and there already."""
        known = [(id_, name) for id_, label in self.rows.get(kind, ()) for name in {label, *self.names.get(id_, ())}]
        for group in self.form.groups():
            if group.kind == kind:
                pattern = re.compile(rf"((?:.+-[0-9]+-)?{group.key}-[0-9]+-)({'|'.join(NAMING)})")
                for key, values in self.raw.items():
                    if (found := pattern.fullmatch(key)) and f"{found[1]}id" in self.raw:
                        known += [(self.raw[f"{found[1]}id"][0], value) for value in values]
        return known

    def _code(self, field: Field, words: str) -> str:
        options = self._options(field)
        for code, label in options:
            if words == code or alike(words, label):
                return code
        begun = {code for code, label in options if begins(words, label)}
        if len(begun) == 1:
            return begun.pop()
        several = "one or more of" if field.kind in SEVERAL_OF else "one of"
        labels = listed(dict.fromkeys(label for _, label in options))
        raise Unmet(f"“{words}” is no answer to “{field.label or field.key}”. It takes {several} {labels}.")

    def _several(self, field: Field, words: str) -> list[str]:
        """The codes of several choices; a label may hold a comma itself."""
        parts, codes = [part.strip() for part in words.split(",")], []
        known = {plain(word) for option in self._options(field) for word in option}
        while parts:
            taken = next((n for n in range(len(parts), 0, -1) if plain(", ".join(parts[:n])) in known), 1)
            codes.append(self._code(field, ", ".join(parts[:taken])))
            parts = parts[taken:]
        return codes

    # What the story leaves open

    def _left_open(self, name: str) -> Place | None:
        place = self._located(self.form.items, "", name)
        if place is None or not place.field.required or any(place.name == told.name for told in self.told):
            return None
        typed = [
            v for key in (place.name, *(place.name + p for p in PARTS)) for v in self.raw.get(key, ()) if v.strip()
        ]
        return None if typed else place

    def _located(self, items: tuple[Item, ...], prefix: str, name: str) -> Place | None:
        for item in flat(items):
            if isinstance(item, Field) and name in {prefix + item.key + part for part in ("", *PARTS)}:
                return Place(item, prefix + item.key, item.label or item.key)
            if isinstance(item, Group) and (found := re.match(rf"{re.escape(prefix + item.key)}-[0-9]+-", name)):
                return self._located(item.items, found[0], name)
        return None

    def _fill(self, place: Place) -> None:
        inputs, words = self._usual(place.field)
        for part, values in inputs.items():
            self.raw[place.name + part] = values
        self.filled.append(f"{self.form.title}: {place.said}: {words}")

    def _usual(self, field: Field) -> tuple[dict[str, list[str]], str]:
        local = dates.london(self.now)
        off = {"future": timedelta(days=1), "past": timedelta(days=-1)}.get(field.limits.when, timedelta())
        today, at = dates.typed_words(local.date() + off), dates.time_words(local.time())
        if field.kind in (*ONE_OF, *SEVERAL_OF):
            options = self._options(field)
            if not options:
                raise Unmet(f"“{field.label or field.key}” has no answer to choose from.")
            plain_ones = options if {code for code, _ in options} <= YES_OR_NO else ()
            code, label = next((each for each in plain_ones if each[0] == "no"), options[0])
            return {"": [code]}, label
        match field.kind:
            case "date":
                return {"": [today]}, today
            case "date_time":
                return {"": [today], "-time": [at]}, f"{today} {at}"
            case "time":
                return {"-time": [at]}, at
            case "checkbox":
                return {"": ["yes"]}, "Yes"
            case "number":
                least = str(field.limits.least if field.limits.least is not None else 0)
                return {"": [least]}, least
            case "file":
                return {"": ["not-said"]}, "not-said"
        return {"": ["Not said"]}, "Not said"

    def _taken(self, parsed: Parsed, place: Place) -> bool:
        """Whether the answer is among those that the page gave."""
        answers: Mapping[str, Any] = {**parsed.answers, **parsed.groups}
        prefix, rest = "", place.name
        while found := re.match(r"([a-z0-9_]+)-([0-9]+)-", rest):
            prefix += found[0]
            rest = rest[len(found[0]) :]
            id_ = next(iter(self.raw.get(f"{prefix}id", ())), "")
            rows = answers.get(found[1]) or []
            row = next((row for row in rows if row.id == id_), None)
            if row is None:
                return not any(self.raw.get(place.name + part) for part in ("", *PARTS))
            answers = row.answers
        return place.field.key in answers


def _questions(items: tuple[Item, ...], prefix: str) -> Iterator[str]:
    for item in flat(items):
        if isinstance(item, Field):
            yield prefix + (item.label or item.key)
        elif isinstance(item, Group):
            row = f"{_row_word(item)} 1: "
            yield from _questions(item.items, prefix if item.fixed and item.repetitions == 1 else prefix + row)


def _row_word(group: Group) -> str:
    """How a story calls the rows of a group."""
    return "Job" if group.kind == "engagement" else (group.word or group.label or group.key).capitalize()


def _typed(words: str) -> str:
    try:
        return dates.typed_words(dates.parse_date(words))
    except dates.NotADate:
        return words  # the form says what is wrong with it
