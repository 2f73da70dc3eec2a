"""What is wrong with a form's definition, in words for the process owner; Form.check calls it."""

import re
from collections import Counter
from collections.abc import Iterator

from engine import computed
from engine.forms.items import (
    KINDS,
    ONE_OF,
    PAST,
    PLURALS,
    SEVERAL_OF,
    STOPPING,
    THINGS,
    Field,
    Group,
    Item,
    Problem,
    Section,
    Text,
    everything,
    flat,
)
from engine.forms.reading import is_name
from engine.forms.words import NAMED, SAID_NOW

_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}", re.ASCII)
_OWNERS = ("case", *THINGS)


def complaints(items: tuple[Item, ...]) -> list[Problem]:
    """Keys, choices, conditions and groups that cannot work."""
    found = (
        [Problem("", "The form asks nothing. Add a question.")]
        if not any(isinstance(i, Field) for i in everything(items))
        else []
    )
    return found + list(_says_when(items)) + list(_level(items, "case"))


def _says_when(items: tuple[Item, ...]) -> Iterator[Problem]:
    """The question whose answer is when the step happened: one at most, a day that must be given and has come."""
    told = [item for item in everything(items) if isinstance(item, Field) and "happened" in item.properties]
    once = [item for item in flat(items) if isinstance(item, Field)]
    for field in told:
        if field.properties["happened"] != "yes" or field not in once or field.kind not in ("date", "date_time"):
            yield Problem(field.label, "Only a day that is asked once can say when the step happened.")
        elif not field.required or field.hide or field.limits.when not in PAST:
            yield Problem(
                field.label, "What says when the step happened must be required, never hidden, and not to come."
            )
    if len(told) > 1:
        yield Problem(told[1].label, "Two questions say when the step happened. Take it from one of them.")


def _level(items: tuple[Item, ...], kind: str) -> Iterator[Problem]:
    asked = [item for item in flat(items) if isinstance(item, Field | Group)]
    counts = Counter(item.key for item in asked)
    for key, times in counts.items():
        if times > 1:
            yield Problem(key, f"The key {key} is used {times} times. Give each question a key of its own.")
    inside = {f"{g.key}.{f.key}" for g in asked if isinstance(g, Group) for f in flat(g.items) if isinstance(f, Field)}
    for text, conditional in _texts(items):
        yield from (Problem(text.text[:80], message) for message in _text(text, conditional, set(counts)))
        for name in SAID_NOW.findall(text.text) if text.stops else ():
            if name not in inside | set(counts):
                yield Problem(
                    text.text[:80], f"It names {name[:60]}, which is not asked beside it. Name a question's key."
                )
    for item in asked:
        named = item.label or item.key
        if isinstance(item, Group):
            yield from (Problem(named, message) for message in _group(item))
            yield from _level(item.items, item.kind)
        else:
            yield from (Problem(named, message) for message in (*_key(item.key, kind), *_field(item)))


def _texts(items: tuple[Item, ...], conditional: bool = False) -> Iterator[tuple[Text, bool]]:
    """The words of a level, each with whether anything can hide it."""
    for item in items:
        if isinstance(item, Section):
            yield from _texts(item.items, conditional or item.hide is not None)
        elif isinstance(item, Text):
            yield item, conditional or item.hide is not None


def _text(text: Text, conditional: bool, asked: set[str]) -> Iterator[str]:
    """A text that refuses or warns: when, and beside which question."""
    for word in STOPPING:
        if text.properties.get(word, "yes") != "yes":
            yield f"The property {word} must be yes, or not be there."
    if text.stops and not conditional:
        yield f"It {text.stops} always, because nothing hides it. Say when it is hidden: when the answers are right."
    if text.stops and not text.text:
        yield f"It {text.stops} and says nothing. Say what is wrong, what to do and where that is written."
    if all(text.properties.get(word) == "yes" for word in STOPPING):
        yield "It refuses and warns. Take one of the two out."
    if text.about and not text.stops:
        yield "The property about is for texts that refuse or warn."
    elif text.about and text.about not in asked:
        yield f"The property about names {text.about[:60]}, which is not asked beside it. Name a question's key."


def _key(key: str, kind: str) -> Iterator[str]:
    if not key:
        yield "It has no key. Give it one, such as its question in small letters with _ for blanks."
    elif not _KEY.fullmatch(key):
        yield f"“{key[:60]}” is no plain name. Begin with a small letter, then use small letters, figures and _."
    elif key in computed.RESERVED | set(THINGS) | set(PLURALS.values()) or not is_name(key):
        yield f"The key {key} is reserved. Choose another."
    elif computed.of(kind, key):
        yield f"{key} is worked out, so no form asks it."


def _group(group: Group) -> Iterator[str]:
    if group.kind == "row":
        yield from _key(group.key, "row")
    if not any(isinstance(item, Field | Group) for item in flat(group.items)):
        yield "The rows ask nothing. Add a question, or take the rows out."
    if group.kind == "row" and not group.word:
        return
    if group.kind == "row" and not _KEY.fullmatch(group.word.replace(" ", "_")):
        yield f"The word for a row, “{group.word[:60]}”, is no plain name."


def _field(field: Field) -> Iterator[str]:
    if not field.label:
        yield "It has no label. Write its question."
    if field.kind in (*ONE_OF, *SEVERAL_OF):
        yield from _choices(field)
    if field.required and field.read_only:
        yield "It is required, and nobody can fill it in because it is read only."
    if field.thing and field.thing not in _OWNERS:
        yield f"The property thing must be one of {', '.join(_OWNERS)}, not {field.thing[:40]}."
    yield from _limits(field)


def _choices(field: Field) -> Iterator[str]:
    ways = sum(map(bool, (field.choices, field.list_name, field.rows_of)))
    if ways == 0:
        yield "It has no choices: give values, valuesKey or the property rowsOf. A list is named by valuesKey."
    if ways > 1 and (field.choices or not field.rows_of):
        yield "Its choices come from two places: give values, valuesKey or the property rowsOf."


def _limits(field: Field) -> Iterator[str]:
    limits = field.limits
    if limits.least is not None and limits.most is not None and limits.most < limits.least:
        yield "The greatest number is below the least."
    if limits.min_length is not None and limits.max_length is not None and limits.max_length < limits.min_length:
        yield "The greatest length is below the least."
    if limits.pattern and field.kind not in ("text", "long_text"):
        yield "A pattern is for text fields only."
    if (limits.when or limits.not_before) and field.kind not in ("date", "date_time"):
        yield "when and not_before are for dates only."
    if field.kind not in KINDS:
        yield f"There is no kind {field.kind}."


def unasked(done: str, items: tuple[Item, ...]) -> list[Problem]:
    """Answers that the words for the record name and the form does not ask."""
    asked = {item.key for item in flat(items) if isinstance(item, Field)}
    named = dict.fromkeys(NAMED.findall(done))
    return [
        Problem("", f"The words for the record name “{key}”, which the form does not ask. Name one of its questions.")
        for key in named
        if key not in asked
    ]
