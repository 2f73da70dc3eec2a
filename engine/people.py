"""Persons and organisations as contacts name them, and how like two names are; nothing merges by itself.

Called when a contact is saved or a case runs on, and by what searches our records.
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from engine.facts import Facts, Seen
from engine.models import Organisation, Person, Thing, new_id

NOT_NAMES = {"", "not given", "not known", "unknown", "adult not known"}
ALIKE = 0.8
SAME, PART, SLIP, SOUNDS = LIKENESSES = ("Same name", "Part of the name", "A letter apart", "Name alike")
"""How like two names are, the nearest first."""
OTHER_NAMES = ("known_as", "former_names")
"""Where forms ask what else an adult is or was called."""
NAMING = ("name", "born", *OTHER_NAMES)
"""What tells who somebody is."""
BETWEEN = re.compile(
    r"[,;:/()\n]|\b(?:or|and|also|aka|alias|known as|maiden name|formerly|previously"
    r"|before|then|until|since|n[eé]e(?=\s))\b",
    re.IGNORECASE,
)
"""What stands between several names of one person."""
AND_ALSO = " ; "
"""Between the names of one person, folded: no folded name has it."""
MOST_NAMES = 12
NO_OTHERS = {"none", "no", "na"}
"""What somebody writes who knows of no other name."""
LONG = 5
"""A slip of the finger is told in a word of so many letters: with fewer, every name would be another's."""


def folded(name: str) -> str:
    """A name for comparing: lower case, without accents and punctuation, its words in order of the alphabet."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c if c.isalnum() or c.isspace() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(sorted(letters.split()))


_NO_NAMES = {folded(each) for each in NOT_NAMES}


def names_in(name: str, told: str) -> list[str]:
    """The other names that are told of whoever is called this: a word alone stands for the first word or the last, as
    who was Brown before she married was not called Brown alone."""
    found: list[str] = []
    first, *rest = name.split() or [""]
    for part in BETWEEN.split(told):
        words = [word for word in part.split() if _names(word)]
        if not any(len(word) > 1 for word in words):
            continue
        if len(words) > 1 or not rest:
            found.append(" ".join(words))
        else:
            found += [" ".join([first, *rest[:-1], *words]), " ".join([*words, *rest])]
    return [each for each in found if folded(each) not in _NO_NAMES]


def _names(word: str) -> bool:
    """Whether a word can be part of a name: no year, no dash, no "none"."""
    return word[0].isalpha() and not any(map(str.isdigit, word)) and word.casefold() not in NO_OTHERS


def sound_of(name: str, told: Iterable[object] = ()) -> str:
    """What a search compares: the names of a person folded, each once, the present one first."""
    others = [each for text in told if text for each in names_in(name, str(text))]
    return AND_ALSO.join(list(dict.fromkeys(filter(None, map(folded, [name, *others]))))[:MOST_NAMES])


def no_name(name: str) -> bool:
    """Whether somebody wrote that there is no name, or that nobody knows it; folded or not."""
    return folded(name) in _NO_NAMES


def same_name(one: str, other: str) -> bool:
    """Whether two organisations are written alike but for capitals, accents, spaces and punctuation."""
    return bool(_letters(one)) and _letters(one) == _letters(other)


def _letters(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if c.isalnum())


def alike(one: str, other: str) -> bool:
    """Whether two names may be meant for one: the same, one with words left out, or one with letters mistaken."""
    few, many = folded(one), folded(other)
    return few == many or part_of(few, many) or SequenceMatcher(None, few, many).ratio() >= ALIKE


def keep_named(session: Session, known: Facts, authority_id: str) -> None:
    """Persons are called, and were born, as what is being recorded says: a search finds who is named now.

    A child that is named at a step, and an adult who was not known, become persons.
    """
    for thing in say_who(session, known, {thing for thing, _, key, _ in known.pending if key in NAMING}):
        id = new_id()
        session.execute(
            insert(Person).values(id=id, authority_id=authority_id, kind=thing.kind, **_said_of(known, thing))
        )
        session.execute(update(Thing).where(Thing.id == thing.id).values(person_id=id))
        known.say_of(thing, person=id)


def say_who(session: Session, known: Facts, named: Iterable[str]) -> list[Seen]:
    """The persons among these things are called what is known of them; answers those who are no persons yet."""
    nobody = []
    for thing in (known.things[id] for id in named if id in known.things):
        if thing.kind not in ("adult", "child") or not known.get(thing.id, "name"):
            continue
        if thing.person:
            session.execute(update(Person).where(Person.id == thing.person).values(**_said_of(known, thing)))
        else:
            nobody.append(thing)
    return nobody


def _said_of(known: Facts, thing: Seen) -> dict[str, Any]:
    return {"name": known.get(thing.id, "name"), "sound": sound_in(known, thing.id),
            "born": known.get(thing.id, "born")}  # fmt: skip


def sound_in(known: Facts, thing: str) -> str:
    """What a search for an adult or a child compares, as it is told of them."""
    return sound_of(str(known.get(thing, "name") or ""), (known.get(thing, key) for key in OTHER_NAMES))


def add_organisation(session: Session, authority_id: str, name: str, *, plays: list[str], phone: str | None = None,
                     sector: str | None = None) -> Organisation:  # fmt: skip
    """A new organisation that may play a role in cases."""
    made = Organisation(
        id=new_id(), authority_id=authority_id, name=name.strip(), plays=plays, phone=phone, sector=sector
    )
    session.add(made)
    session.flush()
    return made


def organisation_named(session: Session, authority_id: str, name: str) -> Organisation | None:
    """The organisation that is written so (`same_name`)."""
    rows = select(Organisation.id, Organisation.name).where(Organisation.authority_id == authority_id)
    for id, called in session.execute(rows.order_by(Organisation.id)).all():
        if same_name(called, name):
            return session.get_one(Organisation, id)
    return None


def part_of(one: str, other: str) -> bool:
    """Whether one folded name is the other with words left out or shortened: Hartley, O. Hartley, Owen Hartley."""
    few, many = sorted((one.split(), other.split()), key=len)
    left = list(many)
    for word in sorted(few, key=lambda word: (word not in many, -len(word))):
        meant = next((each for each in left if each == word), None) or next(
            (each for each in left if 1 in (len(word), len(each)) and word[0] == each[0]), None
        )
        if meant is None:
            return False
        left.remove(meant)
    return any(len(word) > 2 and word in many for word in few)


def likeness(one: str, other: str) -> str | None:
    """How like two folded names are; nothing when they are two names."""
    if one == other:
        return SAME
    mine, theirs = one.split(), other.split()
    if not set(mine).isdisjoint(theirs) and part_of(one, other):
        return PART
    if _word_by_word(mine, theirs):
        return SLIP
    return SOUNDS if _sounds(one, other) else None


def nearest(ours: str, theirs: str) -> tuple[str, str] | None:
    """How like two persons are called, seen all their names, and in words; nothing when no two names are alike."""
    found = [
        (how, how if not (i or j) else f"{how}, another or former one")
        for i, one in enumerate(ours.split(AND_ALSO)) for j, other in enumerate(theirs.split(AND_ALSO))
        if _NO_NAMES.isdisjoint((one, other)) and (how := likeness(one, other))
    ]  # fmt: skip
    return min(found, key=lambda each: LIKENESSES.index(each[0]), default=None)


def _sounds(one: str, other: str) -> bool:
    """Whether most letters agree; first whether they can, as names are many and comparing is slow."""
    enough = ALIKE * (len(one) + len(other)) / 2
    few, many = sorted((one, other), key=len)
    if len(few) < enough or sum(map(many.__contains__, few)) < enough:
        return False
    if SequenceMatcher(None, one, other).quick_ratio() < ALIKE:
        return False
    return any(SequenceMatcher(None, *pair).ratio() >= ALIKE for pair in ((one, other), (other, one)))


def _word_by_word(one: list[str], other: list[str]) -> bool:
    """Whether every word of the shorter name is a word of the other, its initial, or one a slip away."""
    few, left = (one, list(other)) if len(one) <= len(other) else (other, list(one))
    whole = False
    for word in sorted(few, key=lambda word: (word not in left, -len(word))):
        meant = next((each for each in left if each == word or one_slip(word, each)), None)
        whole = whole or (meant is not None and len(word) > 2)
        meant = meant or next((e for e in left if 1 in (len(word), len(e)) and word[0] == e[0]), None)
        if meant is None:
            return False
        left.remove(meant)
    return whole


def one_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter that is wrong, missing or too many, or by two that changed places."""
    if abs(len(one) - len(other)) > 1 or max(len(one), len(other)) < LONG:
        return False
    if one[0] != other[0] and one[-1] != other[-1]:
        return False  # Most pairs of words, at once: one slip changes one end of a long word.
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    mine, theirs = one[at:], other[at:]
    swapped = mine[:2] == theirs[1::-1] and mine[2:] == theirs[2:]
    return swapped or mine[1:] == theirs[1:] or mine[1:] == theirs or mine == theirs[1:]


def pieces(word: str) -> list[str]:
    """Patterns, one of which is found in every name with a word that is this one or a slip away, with spaces around it.

    One slip leaves the first half of a word alone or the second, unless two letters changed places where they meet.
    """
    half = len(word) // 2
    if half < 2:
        return [f" {word}"]
    if len(word) < LONG:
        return [f" {word[:-1]}", f"{word[1:]} ", f" {word[:half]}.{word[half:]} "]
    met = word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]
    return [f" {word[:half]}", f"{word[half:]} ", f" {met} "]
