"""What differs between the forms, lists, clocks and tables of two procedures, in words; called by diff."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from engine.dates import day_words
from engine.deadlines import Clock
from engine.decisions import Decision
from engine.diagrams.diff import ADDED, CHANGED, REMOVED, Change
from engine.diagrams.files import LIST, name_of, only
from engine.diagrams.problem import WHOLE, named
from engine.forms import Choice, Entry, Field, Form, Group, Item, Text, everything, flat

if TYPE_CHECKING:
    from engine.diagrams.diff import Side

Asked = Mapping[tuple[str, ...], Field | Group]


def changes(before: Side, after: Side) -> Iterator[Change]:
    """Differences in what is asked, offered, counted and decided."""
    yield from _forms(before, after)
    yield from _lists(before, after)
    yield from _clocks(before, after)
    yield from _tables(before, after)


def _forms(before: Side, after: Side) -> Iterator[Change]:
    old, new = before.procedure.forms, after.procedure.forms
    for name in sorted(old.keys() - new.keys() - after.procedure.broken):
        yield Change(REMOVED, before.procedure.places[name], WHOLE, f"The form “{_title(old[name])}” is gone.")
    for name in sorted(new.keys() - old.keys() - before.procedure.broken):
        questions = len(new[name].fields())
        text = f"The form “{_title(new[name])}” is new: {questions} question{'' if questions == 1 else 's'}."
        yield Change(ADDED, after.procedure.places[name], WHOLE, text)
    for name in sorted(old.keys() & new.keys()):
        yield from _form(after.procedure.places[name], old[name], new[name])


def _form(file: str, old: Form, new: Form) -> Iterator[Change]:
    if old.title != new.title:
        yield _changed(file, WHOLE, "The form is called", old.title, new.title, wording=True)
    was, now = dict(_asked(old.items)), dict(_asked(new.items))
    for path, item in now.items():
        if path not in was:
            yield Change(
                ADDED, file, _label(item), f"{_question(item)} in “{_title(new)}” is new{_about(item)}.", path[-1]
            )
        else:
            yield from _item(file, was[path], item)
    for path, item in was.items():
        if path not in now:
            text = f"{_question(item)} in “{_title(new)}” is gone. Answers already given stay in the record."
            yield Change(REMOVED, file, _label(item), text, path[-1])
    yield from _stops(file, old, new)
    if [path for path in was if path in now] != [path for path in now if path in was]:
        yield Change(CHANGED, file, WHOLE, f"The questions of “{_title(new)}” stand in another order.", wording=True)


def _stops(file: str, old: Form, new: Form) -> Iterator[Change]:
    """Answers that are refused or asked about, by the words that say so."""
    was, now = ({text.text: text for text in everything(form.items) if isinstance(text, Text) and text.stops}
                for form in (old, new))  # fmt: skip
    for words in now.keys() - was.keys():
        yield Change(ADDED, file, WHOLE, f"“{_title(new)}” {now[words].stops}: {named(words)}", after=words)
    for words in was.keys() - now.keys():
        text = f"“{_title(new)}” no longer {was[words].stops}: {named(words)}"
        yield Change(REMOVED, file, WHOLE, text, before=words)
    for words in sorted(was.keys() & now.keys()):
        before, after = (
            f"{each.stops} unless {each.hide.text if each.hide else ''}" for each in (was[words], now[words])
        )
        if before != after:
            yield _changed(file, WHOLE, f"“{named(words)}”", before, after)


def _asked(items: tuple[Item, ...], within: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Field | Group]]:
    for item in flat(items):
        if isinstance(item, Group):
            yield (*within, item.key), item
            yield from _asked(item.items, (*within, item.key))
        elif isinstance(item, Field):
            yield (*within, item.key), item


def _item(file: str, was: Field | Group, now: Field | Group) -> Iterator[Change]:
    label = _label(now)
    if isinstance(was, Field) and isinstance(now, Field):
        yield from _field(file, label, was, now)
    elif isinstance(was, Group) and isinstance(now, Group):
        for verb, before, after in (
            ("has rows of", was.kind, now.kind),
            ("asks for at least this many rows:", str(was.at_least), str(now.at_least)),
            ("is hidden when", was.hide.text if was.hide else "", now.hide.text if now.hide else ""),
        ):
            if before != after:
                yield _changed(file, label, f"“{label}” {verb}", before, after)
        if was.label != now.label:
            yield _changed(file, label, "The rows are called", was.label, now.label, wording=True)
    else:
        yield Change(CHANGED, file, label, f"“{label}” was a {_kind(was)} and is a {_kind(now)}.")


def _field(file: str, label: str, was: Field, now: Field) -> Iterator[Change]:
    for verb, before, after in (
        ("is answered with a", was.kind.replace("_", " "), now.kind.replace("_", " ")),
        ("takes its answers from the list", was.list_name or "", now.list_name or ""),
        ("is hidden when", was.hide.text if was.hide else "", now.hide.text if now.hide else ""),
        ("is a fact of the", was.thing, now.thing),
        ("names rows of", was.rows_of or "", now.rows_of or ""),
    ):
        if before != after:
            yield _changed(file, label, f"“{label}” {verb}", before, after)
    if was.required != now.required:
        yield _changed(file, label, f"“{label}”", _must(was), _must(now))
    if was.read_only != now.read_only:
        yield _changed(file, label, f"“{label}”", _may(was), _may(now))
    if was.limits != now.limits:
        yield Change(CHANGED, file, label, f"“{label}” has other rules for its length, size or date.", now.key)
    yield from _choices(file, label, was.choices, now.choices)
    for verb, before, after in (("asks", was.label, now.label), ("helps with", was.help, now.help)):
        if before != after:
            yield _changed(file, label, f"“{label}” {verb}", before, after, wording=True)


def _choices(file: str, label: str, was: tuple[Choice, ...], now: tuple[Choice, ...]) -> Iterator[Change]:
    old, new = {choice.code: choice.label for choice in was}, {choice.code: choice.label for choice in now}
    for code in new.keys() - old.keys():
        yield Change(ADDED, file, label, f"“{label}” can be answered “{new[code]}”.", after=new[code])
    for code in old.keys() - new.keys():
        yield Change(REMOVED, file, label, f"“{label}” can no longer be answered “{old[code]}”.", before=old[code])
    for code in old.keys() & new.keys():
        if old[code] != new[code]:
            yield _changed(file, label, f"An answer to “{label}” reads", old[code], new[code], wording=True)


def _lists(before: Side, after: Side) -> Iterator[Change]:
    places = {name_of(path): path for side in (before, after) for path in only(side.files, LIST)}
    old, new = before.procedure.lists, after.procedure.lists
    for name in sorted(old.keys() & new.keys()):
        was, now = _entries(old[name]), _entries(new[name])
        for key in now.keys() - was.keys():
            yield Change(
                ADDED, places[name], now[key].label, f"“{now[key].label}” is new in the list “{name}”.", key[0]
            )
        for key in was.keys() - now.keys():
            yield Change(
                REMOVED, places[name], was[key].label, f"“{was[key].label}” is gone from the list “{name}”.", key[0]
            )
        for key in sorted(was.keys() & now.keys()):
            yield from _entry(places[name], was[key], now[key])


def _entries(entries: tuple[Entry, ...]) -> dict[tuple[str, str], Entry]:
    return {(entry.code, str(entry.from_ or "")): entry for entry in entries}


def _entry(file: str, was: Entry, now: Entry) -> Iterator[Change]:
    label = now.label
    if was.label != now.label:
        yield _changed(file, label, f"The code {now.code} reads", was.label, now.label, wording=True)
    if was.to != now.to:
        yield _changed(
            file, label, f"“{label}” is offered until", str(was.to or "further notice"), str(now.to or "further notice")
        )
    if was.report_group != now.report_group:
        yield _changed(file, label, f"“{label}” is counted under", was.report_group, now.report_group)
    if was.help != now.help:
        yield _changed(file, label, f"Below “{label}” stands", was.help, now.help, wording=True)
    if was.source != now.source:
        yield _changed(file, label, f"“{label}” has the source", was.source, now.source, wording=True)


def _clocks(before: Side, after: Side) -> Iterator[Change]:
    old, new = before.procedure.clocks or {}, after.procedure.clocks or {}
    file = next((path for side in (after, before) for path in only(side.files, LIST) if name_of(path) == "clocks"), "")
    if before.procedure.clocks is None or after.procedure.clocks is None:
        return
    for code in sorted(new.keys() - old.keys()):
        yield Change(ADDED, file, code, f"The clock {code} is new: {new[code].label}, {new[code].length}.", code)
    for code in sorted(old.keys() - new.keys()):
        yield Change(REMOVED, file, code, f"The clock {code} is gone: {old[code].label}.", code)
    for code in sorted(old.keys() & new.keys()):
        yield from _clock(file, old[code], new[code])


def _clock(file: str, was: Clock, now: Clock) -> Iterator[Change]:
    """A clock line by line: it may have several, each for what starts in its own time."""
    old, new = ({line.from_: line for line in (clock, *clock.others)} for clock in (was, now))
    for begins in sorted(new.keys() - old.keys(), key=str):
        words = f"The clock {now.code} runs {new[begins].length}{_from(begins)}: this is new."
        yield Change(ADDED, file, now.code, words, now.code)
    for begins in sorted(old.keys() - new.keys(), key=str):
        words = f"The clock {now.code} ran {old[begins].length}{_from(begins)}: this is gone."
        yield Change(REMOVED, file, now.code, words, now.code)
    for begins in sorted(old.keys() & new.keys(), key=str):
        since = _from(begins) if len(new) > 1 else ""
        before = _rules(old[begins])
        for says, said in _rules(new[begins]).items():
            if said != before[says]:
                label = "" if says == _CALLED else f" ({new[begins].label})"
                words = f"The clock {now.code}{label}{since} {says}"
                yield _changed(file, now.code, words, before[says], said, wording=says in _CLOCK_WORDING)


def _from(begins: date | None) -> str:
    return f" for what starts from {day_words(begins, year=True)} on" if begins else " for what starts earlier"


_CALLED = "is called"
_CLOCK_WORDING = (_CALLED, "is counted from:", "cites")


def _rules(clock: Clock) -> dict[str, str]:
    """What is said of a clock, in words, by what begins the sentence."""
    yes_no, until = {True: "yes", False: "no"}, day_words(clock.to, year=True) if clock.to else "further notice"
    return {
        _CALLED: clock.label,
        "runs": clock.length,
        "counts its first day:": yes_no[clock.day_one],
        "stands still under a hold:": yes_no[clock.pauses],
        "on a day off:": _ROLLS[clock.rolls],
        "starts with our own receipt:": yes_no[clock.receipt],
        "holds until": until,
        "is counted from:": clock.because,
        "cites": clock.source,
    }


_ROLLS = {"none": "it stays there", "before": "the working day before", "after": "the working day after"}


def _tables(before: Side, after: Side) -> Iterator[Change]:
    old, new = before.procedure.decisions, after.procedure.decisions
    for name in sorted(old.keys() - new.keys()):
        yield Change(
            REMOVED, before.procedure.places[name], _name(old[name]), f"The table “{_name(old[name])}” is gone.", name
        )
    for name in sorted(new.keys() - old.keys()):
        yield Change(
            ADDED, after.procedure.places[name], _name(new[name]), f"The table “{_name(new[name])}” is new.", name
        )
    for name in sorted(old.keys() & new.keys()):
        yield from _table(after.procedure.places[name], old[name], new[name])


def _table(file: str, was: Decision, now: Decision) -> Iterator[Change]:
    label = _name(now)
    old, new = _rows(was), _rows(now)
    for row in new:
        if row not in old:
            yield Change(ADDED, file, label, f"“{label}” has a new row: {row}.", now.id, after=row)
    for row in old:
        if row not in new:
            yield Change(REMOVED, file, label, f"“{label}” has lost a row: {row}.", now.id, before=row)
    if sorted(old) == sorted(new) and old != new:
        yield Change(CHANGED, file, label, f"The rows of “{label}” stand in another order.", now.id)
    policies = ["".join(table.policy for table in each.tables()) for each in (was, now)]
    if policies[0] != policies[1]:
        yield _changed(file, label, f"“{label}” has the hit policy", *policies)
    if not new and [each.text for each in was.expressions()] != [each.text for each in now.expressions()]:
        yield Change(CHANGED, file, label, f"“{label}” is worked out differently.", now.id)


def _rows(decision: Decision) -> list[str]:
    """Each row as one text: its tests, an arrow, its results."""
    return [
        f"{', '.join(cell.text for cell in rule.tests)} → {', '.join(cell.text for cell in rule.results)}"
        for table in decision.tables()
        for rule in table.rules
    ]


def _changed(file: str, label: str, says: str, was: str, now: str, *, wording: bool = False) -> Change:
    words = f"{says} {now or 'nothing'}. It was: {was or 'nothing'}."
    return Change(CHANGED, file, label, words, "", was, now, wording)


def _name(decision: Decision) -> str:
    return named(decision.name, decision.id)


def _title(form: Form) -> str:
    return named(form.title, form.name)


def _label(item: Field | Group) -> str:
    return named(item.label, item.key)


def _question(item: Field | Group) -> str:
    return f"{'Question' if isinstance(item, Field) else 'Group'} “{_label(item)}”"


def _about(item: Field | Group) -> str:
    if isinstance(item, Group):
        return ""
    answers = f": {', '.join(choice.label for choice in item.choices)}" if item.choices else ""
    return f"{answers}. It {_must(item)}"


def _kind(item: Field | Group) -> str:
    return "question" if isinstance(item, Field) else "group of rows"


def _must(item: Field) -> str:
    return "must be answered" if item.required else "may be left empty"


def _may(item: Field) -> str:
    return "can only be read" if item.read_only else "can be filled in"
