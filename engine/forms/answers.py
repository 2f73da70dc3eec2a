"""A post to answers, rows and problems; Form.parse calls it, casework and the ways in use what it gives."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from engine import feel
from engine.forms.items import NONE, Entry, Field, Group, Item, Parsed, Problem, Row, Section, Text
from engine.forms.kinds import ID, Raw, Taken, take
from engine.forms.messages import in_row, missing
from engine.forms.rules import broken
from engine.forms.words import SAID_NOW, value_words

MOST_FIELDS, MOST_ROWS = 1_000, 100
_ROUNDS = 10  # a question that hides one that shows it again is settled after so many looks
Context = Mapping[str, object]
Hides = tuple[feel.Expression, ...]
Places = tuple[tuple[str, int], ...]
_LONGEST_NAME = 80
"""Characters of a row's name that a message may begin with."""


@dataclass
class _Answer:
    field: Field
    name: str
    hides: Hides
    taken: Taken
    hidden: bool = False


@dataclass
class _Rows:
    group: Group
    name: str
    hides: Hides
    rows: list["_Level"]
    hidden: bool = False
    too_many: bool = False


@dataclass
class _Said:
    """Words that stop answers which contradict each other, while they are shown."""

    text: Text
    name: str
    hides: Hides
    hidden: bool = False


@dataclass
class _Level:
    """The form itself, or one row of a group."""

    parts: list["_Answer | _Rows | _Said"] = field(default_factory=list)  # in the order of the form
    id: str = ""
    removed: bool = False
    known: bool = False
    index: int = 0
    number: int = 0  # as the page counts it: spare rows too, removed ones not

    @property
    def answers(self) -> list[_Answer]:
        """The questions of this level."""
        return [part for part in self.parts if isinstance(part, _Answer)]

    @property
    def groups(self) -> list[_Rows]:
        """The groups of rows in this level."""
        return [part for part in self.parts if isinstance(part, _Rows)]

    @property
    def blank(self) -> bool:
        """Whether nothing at all was typed."""
        return all(a.taken.blank for a in self.answers) and all(row.blank for g in self.groups for row in g.rows)


@dataclass(frozen=True)
class Asked:
    """What a post is read with: the lists, what is known, the time, the rows there are already."""

    lists: Mapping[str, Sequence[Entry]]
    context: Context
    now: datetime
    on: date  # the day whose list entries count: when the case was received
    rows: Mapping[str, Sequence[tuple[str, str]]]
    functions: Mapping[str, Callable[..., object]]
    ours: bool = True  # a decision of ours; of what others did nothing is refused, it is only asked about
    as_it_stands: frozenset[str] = frozenset()  # the warnings that somebody has read


def parse(items: tuple[Item, ...], raw: Raw, asked: Asked) -> Parsed:
    """Answers of what was shown, problems in the order of the form."""
    if len(raw) > MOST_FIELDS or sum(map(len, raw.values())) > 2 * MOST_FIELDS:
        return Parsed(problems=[Problem("", f"This page takes at most {MOST_FIELDS:,} answers")])
    level = _level(items, "", raw, asked, asked.context)
    for _ in range(_ROUNDS):
        if not _hide(level, dict(asked.context), asked):
            break
    ids = _posted_ids(level, {})
    parsed = Parsed()
    parsed.answers, parsed.groups = _collect(level, dict(asked.context), asked, ids, parsed, ())
    return parsed


def hidden(item: Item, context: Context, now: datetime, functions: Mapping[str, Callable[..., object]] = NONE) -> bool:
    """Whether this item stays away, seen the facts; for the pages."""
    return item.hide is not None and _holds(item.hide, context, now, functions)


def _holds(
    expression: feel.Expression, context: Context, now: datetime, functions: Mapping[str, Callable[..., object]]
) -> bool:
    try:
        return expression.evaluate(context, now=now, functions=functions) is True
    except feel.OutOfFuel:
        return False  # shown rather than lost


def _opened(items: tuple[Item, ...], hides: Hides = ()) -> Iterator[tuple[Field | Group | Text, Hides]]:
    """Fields, groups and words that stop, of a level, each with every condition that hides it."""
    for item in items:
        own = (*hides, item.hide) if item.hide else hides
        if isinstance(item, Section):
            yield from _opened(item.items, own)
        elif isinstance(item, Field | Group) or item.stops:
            yield item, own


def _level(items: tuple[Item, ...], prefix: str, raw: Raw, asked: Asked, facts: Context) -> _Level:
    level = _Level()
    for item, hides in _opened(items):
        if isinstance(item, Text):
            level.parts.append(_Said(item, f"{prefix}{item.mark}", hides))
            continue
        name = f"{prefix}{item.key}"
        if isinstance(item, Group):
            level.parts.append(_rows(item, name, hides, raw, asked, facts))
        elif not item.read_only:
            level.parts.append(_Answer(item, name, hides, take(item, name, raw)))
    return level


def _rows(group: Group, name: str, hides: Hides, raw: Raw, asked: Asked, facts: Context) -> _Rows:
    indices = _indices(name, raw)
    if group.fixed and not indices:
        indices = list(range(group.repetitions))
    known = _known_rows(group, facts)
    ids = set(known) | {id_ for id_, _ in asked.rows.get(group.kind, ())}
    result = _Rows(group, name, hides, [], too_many=len(indices) > MOST_ROWS)
    seen: set[str] = set()
    shown = 0
    for place, index in enumerate(indices[:MOST_ROWS]):
        row = _row(group, f"{name}-{index}-", raw, asked, known)
        row.index = index
        shown += not row.removed
        row.number = shown
        row.id = "" if row.id in seen else row.id
        row.known = row.id in ids
        seen.add(row.id)
        if _stays(row, group, place):
            result.rows.append(row)
    for index in _wanted(result, indices) if not group.fixed else ():
        row = _row(group, f"{name}-{index}-", raw, asked, known)
        shown += index not in indices
        row.number = sum(1 for each in indices if each <= index) if index in indices else shown
        result.rows.append(row)
    return result


def _wanted(rows: _Rows, indices: list[int]) -> list[int]:
    """The numbers of the rows that the form demands and the post leaves blank: spare rows first, then new ones."""
    there = [row for row in rows.rows if not row.removed]
    spare = [index for index in indices if index not in {row.index for row in rows.rows}]
    spare += range(max(indices, default=-1) + 1, max(indices, default=-1) + 1 + rows.group.at_least)
    return spare[: max(0, rows.group.at_least - len(there))]


def _stays(row: _Level, group: Group, place: int) -> bool:
    """Empty rows that nobody knows are spare rows of the page; a fixed group takes no further ones."""
    if group.fixed:
        return row.known or place < group.repetitions
    return row.known or not (row.blank or row.removed)


def _row(group: Group, prefix: str, raw: Raw, asked: Asked, known: Mapping[str, Context]) -> _Level:
    id_ = next(iter(raw.get(f"{prefix}id", ())), "")
    row = _level(group.items, prefix, raw, asked, known.get(id_, {}))
    row.id = id_ if ID.fullmatch(id_) else ""
    row.removed = not group.fixed and any(text not in ("", "no") for text in raw.get(f"{prefix}removed", ()))
    return row


def _indices(name: str, raw: Raw) -> list[int]:
    pattern = re.compile(rf"{re.escape(name)}-([0-9]{{1,4}})-", re.ASCII)
    return sorted({int(found[1]) for key in raw if (found := pattern.match(key)) and found[1] == str(int(found[1]))})


def _known_rows(group: Group, facts: Context) -> dict[str, Context]:
    """The rows that there are already, by id, with their facts."""
    rows = facts.get(group.key)
    return (
        {str(row["id"]): row for row in rows if isinstance(row, Mapping) and "id" in row}
        if isinstance(rows, list)
        else {}
    )


def _posted_ids(level: _Level, ids: dict[str, set[str]]) -> dict[str, set[str]]:
    for rows in level.groups:
        for row in rows.rows:
            if row.id and not row.removed and not rows.hidden:
                ids.setdefault(rows.group.kind, set()).add(row.id)
                ids.setdefault(rows.group.word, set()).add(row.id)
            _posted_ids(row, ids)
    return ids


def _seen(level: _Level, outer: Context) -> dict[str, object]:
    """What an expression at this level sees: what is known, with what is typed laid over it."""
    typed = {a.field.key: None if a.hidden or a.taken.message else a.taken.value for a in level.answers}
    seen = {**outer, **typed}
    for rows in level.groups:
        known = _known_rows(rows.group, outer)
        seen[rows.group.key] = [
            {**known.get(row.id, {}), **_seen(row, {}), "id": row.id}
            for row in rows.rows
            if not (row.removed or rows.hidden)
        ]
    return seen


def _inside(rows: _Rows, row: _Level, seen: Mapping[str, object]) -> dict[str, object]:
    """What an expression inside a row sees: all that, the row's own facts, and the row under its kind's name."""
    own = {**_known_rows(rows.group, seen).get(row.id, {}), "id": row.id}
    inner = {**own, **_seen(row, {})}
    named = {rows.group.kind: inner} if rows.group.kind != "row" else {}
    return {**seen, **own, **named}


def _hide(level: _Level, outer: dict[str, object], asked: Asked) -> bool:
    """Look at every condition once; whether anything changed."""
    seen, changed = _seen(level, outer), False
    for item in level.parts:
        if item.hides:
            now_hidden = any(_holds(hide, seen, asked.now, asked.functions) for hide in item.hides)
            changed |= now_hidden != item.hidden
            item.hidden = now_hidden
    for rows in level.groups:
        for row in rows.rows:
            changed |= not row.removed and _hide(row, _inside(rows, row, seen), asked)
    return changed


def _collect(
    level: _Level,
    outer: dict[str, object],
    asked: Asked,
    ids: Mapping[str, set[str]],
    parsed: Parsed,
    places: Places,
) -> tuple[dict[str, object], dict[str, list[Row]]]:
    seen = _seen(level, outer)
    answers: dict[str, object] = {}
    groups: dict[str, list[Row]] = {}
    for part in level.parts:
        if part.hidden:
            continue
        if isinstance(part, _Rows):
            groups[part.group.key] = _gathered(part, seen, asked, ids, parsed, places)
        elif isinstance(part, _Said):
            _stop(part, level, _unsaid(level, seen, asked, ids), asked, parsed, places)
        elif message := _problem(part, seen, asked, ids):
            parsed.problems.append(Problem(part.taken.input, in_row(message, places)))
        else:
            answers[part.field.key] = _ordered(part, asked)
    return answers, groups


def _unsaid(level: _Level, seen: Context, asked: Asked, ids: Mapping[str, set[str]]) -> set[str]:
    """The questions of a level whose answer is missing or cannot be taken: nothing contradicts them yet."""
    return {a.field.key for a in level.answers if not a.hidden and _problem(a, seen, asked, ids)}


def _stop(said: _Said, level: _Level, unsaid: set[str], asked: Asked, parsed: Parsed, places: Places) -> None:
    """Refuse what contradicts itself; ask about what may be right, unless somebody has said that it is."""
    if any(name.partition(".")[0] in unsaid for hide in said.hides for name in hide.names):
        return
    words = in_row(_worded(said.text.text, level, asked), places)
    if said.text.stops == "refuses" and asked.ours:
        parsed.problems.append(Problem(_beside(said, level), words))
    elif said.name in asked.as_it_stands:
        parsed.warned.append(words)
    else:
        parsed.problems.append(Problem(_beside(said, level), words, said.name))


def _worded(text: str, level: _Level, asked: Asked) -> str:
    """Its words with the answers that they name: {outcome} beside it, {allegations.outcome} of all rows."""
    given: dict[str, list[str]] = {}
    rows = [(f"{each.group.key}.", row) for each in level.groups for row in each.rows if not row.removed]
    for before, part in (("", level), *rows):
        for a in part.answers:
            if not (a.hidden or a.taken.blank or a.taken.message):
                label = value_words(a.field, a.taken.value, asked.lists).partition(":")[0]
                given.setdefault(before + a.field.key, []).append(label)
    return SAID_NOW.sub(lambda found: ", ".join(dict.fromkeys(given.get(found[1], ["not answered"]))), text)


def _beside(said: _Said, level: _Level) -> str:
    """The input of the question that it is about, while that is asked; else the place of the words themselves."""
    inputs = {a.field.key: a.taken.input for a in level.answers if not a.hidden}
    inputs |= {rows.group.key: rows.name for rows in level.groups if not rows.hidden}
    return inputs.get(said.text.about, said.name)


def _place(group: Group, row: _Level, asked: Asked) -> tuple[str, int]:
    """What the page heads a row with: the name of one that nobody can add, else its word and number."""
    name = dict(asked.rows.get(group.kind, ())).get(row.id, "") if group.fixed else ""
    return (name, 0) if 0 < len(name) <= _LONGEST_NAME else (group.word or "row", row.number)


def _gathered(
    rows: _Rows,
    seen: dict[str, object],
    asked: Asked,
    ids: Mapping[str, set[str]],
    parsed: Parsed,
    places: Places,
) -> list[Row]:
    if rows.too_many:
        message = f"{rows.group.label or rows.group.word}: at most {MOST_ROWS} rows"
        parsed.problems.append(Problem(rows.name, message))
    single = rows.group.fixed and rows.group.repetitions == 1
    result = []
    for row in rows.rows:
        if row.removed:
            result.append(Row(row.id, True, {}))
            continue
        inner = places if single else (*places, _place(rows.group, row, asked))
        answers, groups = _collect(row, _inside(rows, row, seen), asked, ids, parsed, inner)
        result.append(Row(row.id, False, {**answers, **groups}))
    return result


def _problem(answer: _Answer, seen: Context, asked: Asked, ids: Mapping[str, set[str]]) -> str | None:
    taken = answer.taken
    if taken.message:
        return taken.message
    if taken.blank:
        return missing(answer.field) if answer.field.required else None
    codes = _codes(answer.field, asked, ids)
    return broken(answer.field, taken.value, codes=codes, context=seen, now=asked.now)


def _codes(asks: Field, asked: Asked, ids: Mapping[str, set[str]]) -> list[str]:
    choices = [choice.code for choice in asks.options(asked.lists, asked.on)]
    if asks.rows_of:
        choices += [id_ for id_, _ in asked.rows.get(asks.rows_of, ())]
        choices += sorted(ids.get(asks.rows_of, ()))
    return choices


def _ordered(answer: _Answer, asked: Asked) -> object:
    """Several codes in the order of the form, so that the same answer is the same value."""
    value = answer.taken.value
    if not isinstance(value, list) or answer.field.kind == "file" or answer.field.rows_of:
        return value
    order = _codes(answer.field, asked, {})
    return sorted(value, key=order.index)
