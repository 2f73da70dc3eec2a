"""What a form says when an answer is missing or cannot be taken; answers.py and rules.py call it."""

import re

from engine.forms.items import ONE_OF, SEVERAL_OF, Field

_OPENERS = {"who", "what", "where", "when", "how", "why", "which", "whether"}
_POINTERS = {"the", "a", "an", "your", "their", "his", "her", "its", "this", "that", "any", "each", "all", "other"}
_AUXILIARIES = {"is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "may", "must", "can", "will"}
_GIVEN = re.compile(r"When (?:is|will you (?:give|hold|send)) the ([a-z ]+)", re.IGNORECASE)
_WITH_A = {"reason", "summary", "decision"}


def missing(field: Field) -> str:
    """Enter a reason for your decision; the form's own words come first."""
    if field.missing:
        return field.missing
    if field.kind == "checkbox":
        return f"Tick “{_plain(field)}” to go on"
    if field.kind == "file":
        return f"Add a file: {_plain(field)}"
    if field.kind in SEVERAL_OF:
        return f"Choose at least one answer to “{field.label or field.key}”"
    verb = "Choose" if field.kind in ONE_OF else "Enter"
    phrase = _phrase(field)
    if phrase is None:
        noun = {"date": "a date", "date_time": "a date and time", "time": "a time"}.get(field.kind, "an answer")
        return f"{verb} {noun} {'to' if noun == 'an answer' else 'for'} “{field.label}”"
    return f"{verb} {phrase}"


def subject(field: Field) -> str:
    """What a rule is about: the label, when it is no question, or the form's own word (property subject)."""
    if field.properties.get("subject"):
        return field.properties["subject"]
    if not _is_question(field):
        return _plain(field)
    given = _GIVEN.fullmatch(_plain(field))
    if given:
        return f"The {given[1]}"
    nouns = {"date": "The date", "date_time": "The date", "time": "The time", "number": "The number"}
    return nouns.get(field.kind, f"Your answer to “{field.label}”")


CALLED = {"engagement": "job or role"}
"""What a row is called on pages, where the forms' own word is not the reader's."""


def in_row(message: str, places: tuple[tuple[str, int], ...]) -> str:
    """Adult 2, job or role 1: enter the role. A place without a number is a name."""
    if not places:
        return message
    where = ", ".join(f"{CALLED.get(word, word)} {number}" if number else word for word, number in places)
    return f"{where[:1].upper()}{where[1:]}: {_lowered(message)}"


def _plain(field: Field) -> str:
    label = re.sub(r"^[0-9]+[.)] +", "", field.label or field.key.replace("_", " "))  # pages number some questions
    return label.strip().rstrip("?:").strip()


def _words(field: Field) -> list[str]:
    return _plain(field).split()


def _is_question(field: Field) -> bool:
    openers = _OPENERS | _AUXILIARIES if field.kind in ("date", "date_time", "time") else _AUXILIARIES
    return field.label.rstrip().endswith("?") or (_words(field) or [""])[0].lower() in openers


def _phrase(field: Field) -> str | None:
    """The label behind a verb: who called; the setting; a reason; nothing where a question would not read well."""
    words = _words(field)
    first, second = (words[0].lower() if words else ""), (words[1].lower() if len(words) > 1 else "")
    if first in _AUXILIARIES or (first in _OPENERS and second in _AUXILIARIES and not _tells(words)):
        return None
    if first == "when" and field.kind not in ("date", "date_time", "time"):
        return None
    if first in _OPENERS | _POINTERS:
        return _lowered(" ".join(words))
    if field.kind in ("date", "date_time") and "date" not in _plain(field).lower():
        return None
    return f"{'a' if first in _WITH_A else 'the'} {_lowered(' '.join(words))}"


def _tells(words: list[str]) -> bool:
    """What happened, what was said, what has happened: the question word is its own subject, so the order stays."""
    third = words[2].lower() if len(words) > 2 else ""
    return words[0].lower() in ("what", "who") and third.endswith(
        ("ed", "said", "done", "told", "seen", "been", "made")
    )


def _lowered(text: str) -> str:
    """A small first letter, unless the word is a name in capitals (LADO, DBS)."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"
