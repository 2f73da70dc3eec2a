"""How a story's words are compared and read: names, roles, dates and times. Used by every module of the rehearsal."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from functools import lru_cache

from engine import dates
from engine.rehearsal.story import Unmet

NOTHING = "(nothing)"
HOW = {
    "phone": "phone", "by phone": "phone", "at a meeting": "meeting", "in a meeting": "meeting", "meeting": "meeting",
    "by secure e-mail": "secure_email", "secure e-mail": "secure_email", "by letter": "letter", "letter": "letter",
    "in their system": "their_system", "their system": "their_system",
}  # fmt: skip
_NUMBERED = re.compile(r"^[0-9]+[.)] +")


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """Words for comparing: small letters, straight quotes, no number in front and no mark at the end."""
    text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').replace("_", " ")
    return _NUMBERED.sub("", " ".join(text.split()).casefold()).rstrip("?:. ")


def alike(one: str, other: str) -> bool:
    """Whether two wordings mean the same."""
    return plain(one) == plain(other)


def begins(words: str, label: str) -> bool:
    """Whether a label begins with these words, up to a comma or the like: “Hearing, no more investigation”."""
    return bool(words) and re.match(rf"{re.escape(plain(words))} ?[,:;(]", plain(label)) is not None


@dataclass(frozen=True)
class Who:
    """A role of a story, perhaps of an organisation, perhaps a named person."""

    role: str
    organisation: str | None = None
    person: str | None = None

    def __str__(self) -> str:
        return f"{self.role} of {self.organisation}" if self.organisation else self.role


def who(text: str, roles: Iterable[str]) -> Who:
    """The role that a phrase names: `the Employer of Ridgeway Academy (Imran Sheikh)`. Raises Unmet."""
    said = re.sub(r"^the ", "", text.strip(), flags=re.IGNORECASE)
    person = None
    if found := re.fullmatch(r"(.+?) \(([^()]+)\)", said):
        said, person = found[1], found[2]
    for role in sorted(roles, key=len, reverse=True):
        if alike(said, role):
            return Who(role, None, person)
        start = plain(role) + " of "
        if plain(said).startswith(start):
            return Who(role, said[len(start) :], person)
    raise Unmet(f"There is no role {said}. There are: {', '.join(sorted(roles))}.")


def when(text: str, usual: time) -> datetime:
    """`Monday 2 March 2026 at 09:15`, an aware instant; `usual` is the time of a day that is told without one."""
    day_text, _, time_text = text.partition(" at ")
    return dates.instant(day(day_text), clock_time(time_text) if time_text else usual)


def day(text: str) -> date:
    """A day in words or figures. Raises Unmet, also when the weekday is another one."""
    try:
        return dates.parse_date(text)
    except dates.NotADate as wrong:
        raise Unmet(f"“{text}”: {wrong}") from None


def clock_time(text: str) -> time:
    """A time in words or figures. Raises Unmet."""
    try:
        return dates.parse_time(text)
    except dates.NotATime as wrong:
        raise Unmet(f"“{text}”: {wrong}") from None


def told(text: str) -> tuple[str, str]:
    """Who told us and how, of `DC Laing by phone`, `by phone` or `phone`. Raises Unmet."""
    for words, code in sorted(HOW.items(), key=lambda each: -len(each[0])):
        if plain(text) == words:
            return "", code
        if plain(text).endswith(f" {words}"):
            return text[: -len(words) - 1].removesuffix(",").strip().removeprefix("by "), code
    raise Unmet(f"“told {text}”: say how: by phone, at a meeting, by secure e-mail, by letter or in their system.")


def nearest(said: Iterable[str], names: Iterable[str]) -> str:
    """For a message about words that nothing is called: what is called nearly so, two for each at most."""
    called = {plain(name): name for name in names}
    near = [
        called[each]
        for words in map(plain, said)
        for each in [*(name for name in called if words in name), *get_close_matches(words, called)][:2]
    ]
    return f" Nearest to it: {listed(dict.fromkeys(near))}." if near else ""


def listed(rows: Iterable[str]) -> str:
    """Words for a list in a message."""
    return ", ".join(f"“{row}”" for row in rows) or "nothing"
