"""What the pages with a form share: raw input, rows that are added or taken away, and when it happened.

Used by the task, contact and case views; it knows forms and nothing of cases.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import blake2b
from urllib.parse import urlencode

from flask import request

from engine import dates
from engine.forms import Form, Group, Parsed, Problem, flat
from engine.forms.items import AS_IT_STANDS, Item
from engine.kept import BESIDE, NUMBER, WINDOW
from engine.models import new_id

Raw = dict[str, list[str]]
SAVED_UNDER = "saved-under"
"""The hidden input with the code under which a form of the public is kept, if it is saved: drawn with the page, so that
Save pressed twice keeps it once."""
NOT_ANSWERS = ("csrf_token", "act", "add", "remove", SAVED_UNDER)
PAGES_OWN = ("version", "id", WINDOW, NUMBER, BESIDE)
"""What every page has anew, whatever is typed: its number, the ids of its rows, its window. No form may ask under these
names."""
COUNTS_NOW, ASKED_LATE = "counts_now", "asked_late"
"""How a page sends whether what is told late counts now, and about which answers it was asked."""
PAGE = "page"
"""Where the address of a form says which page this is."""
PARTS = ("day", "month", "year")
CODE = re.compile(r"[a-z]+(_[a-z0-9]+)*|[0-9a-f]{32}")
"""How a choice or an id is sent; a word alone, in small letters, looks the same."""
LONGEST = 300
BEFORE_CONTACT = "said_happened_before"
"""What a page sends to say that something did happen before anybody told us."""


def posted() -> Raw:
    """Everything that was typed, by input name."""
    return request.form.to_dict(flat=False)


def typed(raw: Raw) -> Raw:
    """The same without what only the page needs: what is kept for later."""
    return {name: values for name, values in raw.items() if name not in NOT_ANSWERS}


def readable(raw: Raw) -> list[str]:
    """What somebody typed, to be copied, where the form is not to be told: words and figures, a day in one piece, and
    no code of a choice or a row."""
    told: dict[str, list[str]] = {}
    for name, values in typed(raw).items():
        if _asked(name) not in (*PAGES_OWN, "removed", "password"):
            stem, _, part = name.rpartition("-")
            told.setdefault(stem if part in PARTS and f"{stem}-year" in raw else name, []).extend(values)
    days = {stem for stem in told if f"{stem}-year" in raw}
    lines = [["/".join(filter(None, values))] if name in days else values for name, values in told.items()]
    return [value for values in lines for value in values if value.strip() and not CODE.fullmatch(value)]


def page_id(raw: Raw) -> str:
    """The random id of the page that was sent, or one for a new page: sent twice, it is done once."""
    return one(raw, "version")[:32] or new_id()


def one_page(raw: Raw) -> Raw:
    """The same with the random id of its page, which what was kept has, or else its address: whoever goes back to a
    page that was sent has that page again, and not a new one with the same words."""
    return raw | {"version": [one(raw, "version")[:32] or plain(request.args.get(PAGE, ""))[:32] or new_id()]}


def address_of(raw: Raw) -> str | None:
    """The address with the page's id in it; nothing when that is where we are."""
    id = one(raw, "version")
    if request.args.get(PAGE) == id:
        return None
    return f"{request.path}?{urlencode({**request.args.to_dict(), PAGE: id})}"


def post_of(raw: Raw) -> str:
    """What tells one page, as it was filled in, from every other: sent again with other words it is another post."""
    return blake2b((page_id(raw) + said(raw)).encode(errors="replace"), digest_size=16).hexdigest()


def said(raw: Raw) -> str:
    """What tells these words from any others, on whatever page they were typed."""
    told = sorted((name, values) for name, values in typed(raw).items() if _asked(name) not in PAGES_OWN)
    return blake2b(repr(told).encode(errors="replace"), digest_size=16).hexdigest()


def with_new_rows(raw: Raw) -> Raw:
    """The same words with new ids for its rows, wherever the old ones are named."""
    fresh = {id: new_id() for name, ids in raw.items() if _asked(name) == "id" for id in ids}
    return {name: [fresh.get(value, value) for value in values] for name, values in raw.items()}


def _asked(name: str) -> str:
    """What an input asks, without the row that it stands in."""
    return name.rpartition("-")[2]


def plain(text: str) -> str:
    """A line without control characters, which nobody types and no database takes."""
    return "".join(c if c.isprintable() else " " for c in text).strip()


def several_lines(text: str) -> str:
    """Lines without any other control character."""
    return "\n".join(plain(line) for line in text.splitlines()).strip()


def one(raw: Raw, name: str) -> str:
    """The first value of an input, as a line; nothing when it is not there."""
    return plain((raw.get(name) or [""])[0])


def with_rows(form: Form, raw: Raw) -> Raw:
    """The input with the rows that a fresh page starts with, each with an id minted now."""
    full = dict(raw)
    _start_rows(form.items, "", full)
    return full


def _start_rows(items: tuple[Item, ...], prefix: str, raw: Raw) -> None:
    for item in flat(items):
        if not isinstance(item, Group):
            continue
        name = f"{prefix}{item.key}"
        numbers = _numbers(name, raw)
        for number in numbers or range(item.repetitions):
            raw.setdefault(f"{name}-{number}-id", [new_id()])
            _start_rows(item.items, f"{name}-{number}-", raw)


def _numbers(name: str, raw: Mapping[str, list[str]]) -> list[int]:
    start = f"{name}-"
    tails = (key[len(start) :].split("-", 1)[0] for key in raw if key.startswith(start))
    return sorted({int(tail) for tail in tails if tail.isascii() and tail.isdigit() and len(tail) < 5})


def rows_there(name: str, raw: Raw) -> list[str]:
    """The input names of a group's rows that were not removed."""
    rows = [f"{name}-{number}" for number in _numbers(name, raw)]
    return [row for row in rows if one(raw, f"{row}-removed") in ("", "no", "false")]


def rows_changed(form: Form, raw: Raw) -> tuple[Raw, str] | None:
    """When Add or Remove was pressed: the input with that done, and where the focus goes; else nothing."""
    if name := one(raw, "add"):
        numbers = _numbers(name, raw)
        number = numbers[-1] + 1 if numbers else 0
        return with_rows(form, raw | {f"{name}-{number}-id": [new_id()]}), f"{name}-{number}"
    if name := one(raw, "remove"):
        return raw | {f"{name}-removed": ["yes"]}, name.rpartition("-")[0]
    return None


def when_happened(raw: Raw, now: datetime) -> tuple[datetime, list[Problem]]:
    """The instant that the page says it happened; now when it says nothing."""
    today = dates.local_day(now)
    try:
        day = _day(raw)
        text = one(raw, "happened-time")
        at = _instant(day or today, text, now) if day or text else now
    except dates.NotADate as wrong:
        return now, [Problem("happened", str(wrong))]
    except dates.NotATime as wrong:
        return now, [Problem("happened-time", str(wrong))]
    if at > now:
        words = dates.day_words(today, year=True)
        return now, [Problem("happened", f"When it happened must be today, {words}, or earlier")]
    return at, []


def asked_of_the_day(
    form: Form, raw: Raw, received_at: datetime, parsed: Parsed, now: datetime
) -> tuple[datetime, list[Problem]]:
    """When a step happened, as its own question or else the page says, and what is wrong with it. A day before the
    contact is asked about; once somebody has said that it is right, the record says that it was asked."""
    said = form.says_when()
    at, wrong = (form.when(parsed.answers, now) or now, []) if said else when_happened(raw, now)
    came = dates.local_day(received_at)
    if wrong or dates.local_day(at) >= came:
        return at, wrong
    words = dates.day_words(came, year=True)
    asks = f"It would have happened before the contact came, {words}. Correct the day, or say that it is right"
    if BEFORE_CONTACT in raw.get(AS_IT_STANDS, ()):
        parsed.warned.append(asks)
        return at, []
    return at, [Problem(said.key if said else "happened", asks, BEFORE_CONTACT)]


def _instant(day: date, text: str, now: datetime) -> datetime:
    return dates.instant(day, dates.parse_time(text)).astimezone(UTC) if text else dates.on_day(day, now)


def _day(raw: Raw) -> date | None:
    if words := one(raw, "happened"):
        return dates.parse_date(words)
    parts = [one(raw, f"happened-{part}") for part in ("day", "month", "year")]
    if not any(parts):
        return None
    if not all(parts):
        raise dates.NotADate("When it happened must have a day, a month and a year")
    return dates.parse_date("/".join(parts))


def today_filled(now: datetime, *, staff: bool) -> Raw:
    """The date of today, as the page has it filled in."""
    day = dates.local_day(now)
    if staff:
        return {"happened": [dates.typed_words(day)]}
    return {"happened-day": [str(day.day)], "happened-month": [str(day.month)], "happened-year": [str(day.year)]}
