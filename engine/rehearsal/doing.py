"""What happens in a story: the lines that say what is so at its start (Given) and what people do (When)."""

import re
from datetime import datetime, time, timedelta

from engine import chronology, dates, in_hand, notes, parties
from engine.clock_table import BadClock, read_length
from engine.models import Authority, Case
from engine.rehearsal import acts, earlier, standing, together
from engine.rehearsal.stage import Stage
from engine.rehearsal.story import Line, Unmet
from engine.rehearsal.vocabulary import ABOUT, BEHALF, WAY, behalf, role, says
from engine.rehearsal.words import Who, alike, clock_time, day, listed, when

NINE, NOON = time(9), time(12)
SETTINGS = {
    "phone": "phone", "out of hours": "out_of_hours", "working day ends": "day_ends",
    "contacts that make a pattern": "pattern_contacts", "days in which they make one": "pattern_days",
    "names of advice": "names_of_advice",
}  # fmt: skip
"""What stories call the authority's settings, beside closed days and the lengths of clocks."""
Said = dict[str, str]


@says(r"today is (?P<when>.+)")
def _today(stage: Stage, _line: Line, said: Said) -> None:
    at = when(said["when"], NINE)
    with stage.looking() as session:
        begun = session.query(Case).first() is not None
    if begun:
        stage.pass_to(at)
    else:
        stage.now = at


@says(r"it is (?P<when>.+)")
def _time_is(stage: Stage, _line: Line, said: Said) -> None:
    stage.pass_to(when(said["when"], stage.clock_time))


@says(r"(?P<number>[0-9]+|an?|one) (?P<unit>working day|day|week|month|year|hour|minute)s? pass(?:es)?")
def _time_passes(stage: Stage, _line: Line, said: Said) -> None:
    number = int(said["number"]) if said["number"].isdigit() else 1
    stage.pass_to(_later(stage, number, said["unit"].lower()))


def _later(stage: Stage, number: int, unit: str) -> datetime:
    local = dates.london(stage.now)
    today = local.date()
    match unit:
        case "hour" | "minute":
            return stage.now + (timedelta(hours=number) if unit == "hour" else timedelta(minutes=number))
        case "working day":
            then = stage.calendar().add(today, number)
        case "month" | "year":
            months = today.month - 1 + number * (12 if unit == "year" else 1)
            year, month = today.year + months // 12, months % 12 + 1
            last = next(d for d in range(today.day, 0, -1) if _is_day(year, month, d))
            then = today.replace(year=year, month=month, day=last)
        case _:
            then = today + timedelta(days=number * (7 if unit == "week" else 1))
    return dates.instant(then, local.time().replace(tzinfo=None))


def _is_day(year: int, month: int, number: int) -> bool:
    try:
        datetime(year, month, number)  # noqa: DTZ001 - only whether the calendar has it
    except ValueError:
        return False
    return True


@says(r"we are (?P<name>.+)")
def _we_are(stage: Stage, _line: Line, said: Said) -> None:
    def rename(authority: Authority) -> None:
        authority.name = said["name"]

    stage.set_authority(rename)


@says(r"the authority's setting \"(?P<name>[^\"]+)\" is \"(?P<value>[^\"]*)\"")
def _setting(stage: Stage, _line: Line, said: Said) -> None:
    name, value = said["name"], said["value"]
    key = next((key for words_, key in SETTINGS.items() if alike(name, words_)), None)
    if alike(name, "closed days"):
        days = [day(text.strip()).isoformat() for text in re.split(r",| and ", value) if text.strip()]
        stage.set_authority(lambda authority: _put(authority, "closures", [*_closures(authority), *days]))
    elif clock := _clock(stage, name):
        _own_length(stage, clock, value)
    elif key:
        told = clock_time(value).isoformat("minutes") if key == "day_ends" else value
        stage.set_authority(lambda authority: _put(authority, key, told))
    else:
        known = ["closed days", *SETTINGS, *stage.procedure.clocks]
        raise Unmet(f"There is no setting “{name}”. There are: {', '.join(known)}.")


def _put(authority: Authority, key: str, value: object) -> None:
    authority.settings = {**authority.settings, key: value}


def _closures(authority: Authority) -> list[str]:
    return list(authority.settings.get("closures", ()))


def _clock(stage: Stage, name: str) -> str | None:
    """The clock that a name means: its code, or its words."""
    clocks = stage.procedure.clocks
    return next((code for code, clock in clocks.items() if alike(name, code) or alike(name, clock.label)), None)


def _own_length(stage: Stage, code: str, length: str) -> None:
    try:
        read_length(length)
    except BadClock as error:
        raise Unmet(str(error)) from None

    stage.set_authority(
        lambda authority: _put(authority, "clocks", {**authority.settings.get("clocks", {}), code: length})
    )


@says(r"nobody plays (?P<nobody>.+)")
def _nobody(stage: Stage, _line: Line, said: Said) -> None:
    stage.nobody.add(role(stage, said, "nobody").role)


@says(r"earlier records")
def _earlier(stage: Stage, line: Line, _said: Said) -> None:
    for row in line.only(*earlier.COLUMNS):
        earlier.record(stage, row)


@says(rf"(?P<who>.+?) reports{WAY}")
def _reports(stage: Stage, line: Line, said: Said) -> None:
    who = role(stage, said)
    acts.report(stage, who, acts.way_in(stage, said.get("way", ""), who.role), line.only("question", "answer"))


@says(rf"(?P<who>.+?) completes \"(?P<step>[^\"]+)\"{ABOUT}{BEHALF}")
def _completes(stage: Stage, line: Line, said: Said) -> None:
    table = line.only("question", "answer")
    names = together.named(stage, said["step"], said.get("about"))
    if names:
        together.complete(stage, role(stage, said), said["step"], names, table, behalf(stage, said))
    else:
        acts.complete(stage, role(stage, said), said["step"], said.get("about"), table, behalf=behalf(stage, said))


@says(rf"(?P<who>.+?) undoes \"(?P<step>[^\"]+)\"{ABOUT}")
def _undoes(stage: Stage, _line: Line, said: Said) -> None:
    acts.undo(stage, role(stage, said), said["step"], said.get("about"))


@says(r"it happened (?:on )?(?P<when>.+)")
def _happened(stage: Stage, _line: Line, said: Said) -> None:
    stage.happened = _at_last(stage, said["when"])


def _at_last(stage: Stage, said: str) -> datetime:
    """When something happened; on a day that is told without a time at noon, today at the latest now."""
    at = when(said, NOON)
    return min(at, stage.now) if dates.local_day(at) == dates.local_day(stage.now) and " at " not in said else at


@says(rf"\"(?P<what>[^\"]+)\" happens{ABOUT}(?:, told by (?P<who>.+?))?")
def _happens(stage: Stage, line: Line, said: Said) -> None:
    who = role(stage, said) if "who" in said else None
    acts.happen(stage, said["what"], who, said.get("about"), line.only("question", "answer"))


@says(rf"(?P<who>.+?) adds \"(?P<text>[^\"]+)\"{ABOUT}(?:, written (?:on )?(?P<when>.+))?")
def _adds(stage: Stage, _line: Line, said: Said) -> None:
    who = role(stage, said)
    written = _at_last(stage, said["when"]) if "when" in said else stage.happened
    with stage.acting() as session:
        ours = stage.roles[who.role].casework
        people = stage.cast(session, who if ours else Who(parties.RECORDER))
        case = standing.the_case(stage, session, said.get("about"))
        if not people:
            raise Unmet(f"{who} cannot add a note to a case.")
        text = said["text"] if ours else f"{who}: {said['text']}"
        notes.add(session, [case.id], text, by=people[0].id, now=stage.now, happened=written)
        stage.case_id, stage.happened = case.id, None


@says(r"(?P<who>.+?) opens the chronology of (?P<name>.+)")
def _chronology(stage: Stage, line: Line, said: Said) -> None:
    who = role(stage, said)
    with stage.acting() as session:
        people = stage.cast(session, who)
        if not people or not stage.roles[who.role].casework:
            raise Unmet(f"{who} may not open a chronology.")
        case = standing.the_case(stage, session, said["name"])
        there = [record.name for record in chronology.records(in_hand.look_at(session, case.id, now=stage.now))]
        if missing := [row["says"] for row in line.only("says") if not any(alike(row["says"], n) for n in there)]:
            raise Unmet(f"The chronology does not have {listed(missing)}. It has: {listed(there)}.")
        chronology.opened(session, case.id, by=people[0].id, now=stage.now)
        stage.case_id = case.id
