"""What a case knows, in words: what stands of a person, a job or a child, and what a step discloses.

Called by the case, task and contact views; every label comes from the procedure's own forms.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from engine import answering, dates, late
from engine.facts import KINDS, SITTING, decode
from engine.forms import Field, Form, value_words
from engine.in_hand import Matter
from engine.models import Fact
from webui import words

TITLES = {
    "adult": "Adult", "engagement": "Job or role with children", "child": "Child", "allegation": "Allegation",
    "strand": "Strand", "contact": "Contact", "case": "Case", "deciders": "Decider",
}  # fmt: skip
PLURAL = {
    "adult": "Adults", "engagement": "Jobs or roles with children", "child": "Children", "allegation": "Allegations",
}  # fmt: skip
ALONE = ("case", "contact", "strand")
ONE_BY_ONE = ("meeting", "action")
"""What a step of its own is about one of, with nothing to say of the others."""
SHOWN = {
    "adult": (
        "name", "born", "known_as", "former_names", "work", "profession", "knows", "previous_concerns_details",
    ),
    "engagement": ("employer", "role", "basis", "sector", "started"),
    "child": ("name", "age_told", "age", "born", "school", "placing_authority"),
    "allegation": ("description", "on_date", "when_words", "nature"),
}  # fmt: skip
"""What "What we know" shows of each kind, in this order; the rest is on the People page."""
OF_CONTACT = (
    "referrer_phone", "referrer_email", "what_happened", "immediate_danger", "aware_at", "asked_for",
    "criteria_suggested", "action_so_far", "advice_given", "search_result", "decision",
    "advice_reason", "reason", "criteria", "risk_level", "may_tell_adult", "meeting_on", "next_review_on",
)  # fmt: skip
TOLD_BY = ("referrer_name", "referrer_role", "referrer_agency")
SHORT = {
    "aware_at": "Employer or police knew", "immediate_danger": "Danger now", "asked_for": "Asked for",
    "search_result": "Searched", "criteria": "Criteria", "risk_level": "Risk", "meeting_on": "Last meeting held",
    "next_review_on": "Next review", "knows": "Knows of it", "born": "born",
    "what_happened": "What happened",
    "on_date": "on", "when_words": "when", "previous_concerns_details": "Earlier concerns",
    "criteria_suggested": "They think it may be", "action_so_far": "Done so far",
    "referrer_phone": "Phone", "bodies": "To be notified",
    "hold": "The employer’s interviews and hearing",
    "name": "Name", "age_told": "aged", "age": "aged",
    "outcome": "Outcome", "outcome_on": "Outcome agreed", "agreed_by": "Agreed by", "employer_result_on": "Result on",
    "status": "Strand", "police_state": "Investigation", "social_care_state": "Enquiry",
    "social_care_decision": "Decision",
    "employer_result": "Result", "fostering_result": "Result", "left": "Adult has left",
    "removed": "Removed from work with children", "police_news": "News", "social_care_news": "News",
    "employer_news": "News", "decide_now_reason": "Why decide now", "no_employer_state": "Finished",
    "advice_reason": "Why advice only", "decide_now_agreed_reason": "Why the manager agreed",
    "referrer_name": "Who told us", "referrer_email": "E-mail", "called_at": "Came", "person_asked": "About",
    "person_born": "Born", "request_about": "About", "setting_contacts": "Contacts that named it",
    "setting_since": "Counted from",
}  # fmt: skip
"""Labels of lists, where the question that asks is too long or says something else elsewhere."""
FOUND_IN = MappingProxyType(
    {"bodies": "bodies", "dbs_duty": "dbs_duties", "status": "strand_statuses", "held_as": "meeting_types"}
)
"""The lists of what decision tables find and no question asks."""
BARE = ("name", "employer", "description", "work", "role", "basis", "sector", "nature")
"""Answers that need no label beside them."""
BORN = ("born", "person_born")
"""Days of which nobody asks what weekday they were."""


def rows(matter: Matter) -> dict[str, list[tuple[str, str]]]:
    """The things that a form may name, by kind: pairs of id and words; a strand by its agency and employer."""
    named = answering.rows_of(matter.facts)
    employers = dict(named["engagement"])
    parents = {thing.id: thing.parent for thing in matter.facts.listed("strands")}
    named["strand"] = [
        (id, ", ".join(filter(None, [kind.replace("_", " ").capitalize(), employers.get(parents.get(id) or "")])))
        for id, kind in named["strand"]
    ]
    return named


def value(matter: Matter, key: str, known: Any, asked: Field | None = None) -> str:
    """One fact's value in words: those of the question that it answered, else of the first that any form asks."""
    if known is None or known == "" or known == []:
        return ""
    if isinstance(known, datetime):
        return dates.moment_words(known, year=True)
    if isinstance(known, date):
        return (dates.short_words if key in BORN else dates.day_words)(known, year=True)
    field = asked or matter.procedure.fields.get(key)
    if field is None:
        codes = known if isinstance(known, list) else [known]
        return words.several([_found(matter, key, code) for code in codes], most=12)
    return value_words(field, known, matter.lists, rows(matter) if field.rows_of else {})


def _found(matter: Matter, key: str, code: Any) -> str:
    """One code that no form asks: by its list, else as it is written."""
    first, comma, rest = str(code).partition(", ")  # a kind of meeting with its times
    label = matter.procedure.label(FOUND_IN.get(key, ""), first)
    return (label if label != first else first.replace("_", " ")) + comma + rest


def short(matter: Matter, key: str) -> str:
    """The label of a fact in a list."""
    return SHORT.get(key) or label(matter, key).rstrip("?")


def label(matter: Matter, key: str, form: Form | None = None) -> str:
    """The question that asks for this fact, in this form or else in any, without the number of a numbered page; of what
    no form asks, what the table that finds it calls it."""
    field = (form.field(key) if form else None) or matter.procedure.fields.get(key)
    if field is None:
        return matter.procedure.found.get(key) or key.replace("_", " ").capitalize()
    return field.label.lstrip("0123456789. ")


def known(matter: Matter) -> list[dict[str, Any]]:
    """What we know of a case: who told us what, then its people, jobs and allegations."""
    told = ", ".join(w for key in TOLD_BY if (w := value(matter, key, matter.facts.case_value(key))))
    channel = value(matter, "channel", matter.facts.case_value("channel"))
    received = dates.moment_words(matter.row["received_at"], year=True)
    who = ", ".join(filter(None, [told or "Name not given", channel[:1].lower() + channel[1:], received]))
    rows: list[dict[str, Any]] = [{"label": "Told by", "value": who}]
    if matter.facts.adult_id is None:
        return (rows if matter.facts.contact_id in matter.facts.things else []) + _told_without_adult(matter)
    rows += [row for key in OF_CONTACT if (row := _alone(matter, "case", matter.id, key))]
    for kind in SHOWN:
        rows += _rows_of_kind(matter, kind)
    return rows


def _told_without_adult(matter: Matter) -> list[dict[str, Any]]:
    """What a request says, and what was answered since, in the order in which it was asked."""
    answered = [(known.id, key) for (_, key), known in matter.facts.known.items()]
    keys = dict.fromkeys(key for _, key in sorted(answered) if key not in (*TOLD_BY, "channel"))
    return [row for key in keys if (row := _alone(matter, "case", matter.id, key))]


def _rows_of_kind(matter: Matter, kind: str) -> list[dict[str, Any]]:
    things = matter.facts.listed(KINDS[kind])
    lines = [(number, line) for number, thing in enumerate(things, 1) if (line := one_line(matter, thing.id, kind))]
    return [
        {"label": TITLES[kind] + (f" {number}" if len(things) > 1 else ""), "value": line} for number, line in lines
    ]


def one_line(matter: Matter, thing: str, kind: str) -> str:
    """A thing of the case in one line."""
    newer = {"knows": _knows(matter)} if thing == matter.facts.adult_id else {}
    return _in_one_line(matter, thing, SHOWN[kind], newer)


def _knows(matter: Matter) -> str:
    """Whether the adult knows, where something newer than the referral says so: a step that told, or a meeting."""
    told = [day for strand in matter.facts.listed("strands") if (day := matter.facts.get(strand.id, "adult_told_on"))]
    if told:
        return f"Yes, told on {dates.day_words(dates.local_day(min(told)), year=True)}"
    return value(matter, "adult_knows", matter.facts.case_value("adult_knows"))


def _in_one_line(matter: Matter, thing: str, keys: Sequence[str], newer: Mapping[str, str] = words.NOTHING) -> str:
    parts = []
    for key in keys:
        if words := newer.get(key) or value(matter, key, matter.facts.get(thing, key)):
            named = words if key in BARE else f"{_lower(short(matter, key))}{_between(key)}{words}"
            parts.append(named.rstrip("."))
    return ", ".join(part for place, part in enumerate(parts) if not _said_again(part, parts[place + 1 :]))


def _said_again(part: str, later: Sequence[str]) -> bool:
    """Whether what follows says the same, or more: Foster carer, Foster carer, local authority."""
    return any(each.startswith(part) for each in later)


def disclosed(matter: Matter, discloses: str, keys: dict[str, str]) -> list[dict[str, Any]]:
    """What a step shows to an outside role: its list and nothing else, a row for each kind of thing."""
    rows = []
    for kind, names in _wanted(discloses).items():
        lines = [line for thing in _things(matter, kind, keys) if (line := _line(matter, kind, thing, names))]
        if kind in ALONE:
            rows += [
                row
                for name in names
                for thing in _things(matter, kind, keys)
                if (row := _alone(matter, kind, thing, name))
            ]
        elif lines:
            numbered = [f"{n}. {line}" for n, line in enumerate(lines, 1)] if len(lines) > 1 else lines
            rows.append(
                {"label": PLURAL.get(kind, kind) if len(lines) > 1 else TITLES.get(kind, kind), "lines": numbered}
            )
    return rows


def _wanted(discloses: str) -> dict[str, list[str]]:
    """The questions that a step's list names, by kind of thing."""
    wanted: dict[str, list[str]] = {}
    for part in (each.strip() for each in (discloses or "").split(",")):
        kind, _, key = part.partition(".")
        if key:
            wanted.setdefault(kind, []).append(key)
    return wanted


def with_disclosed(matter: Matter, discloses: str, keys: Mapping[str, str] = words.NOTHING) -> list[dict[str, Any]]:
    """What we know, and what a step of ours discloses: of the case in rows, of the rest in lines under whose.

    Of meetings and actions it is the one that the step is about, if it is about one.
    """
    told, own = known(matter), {kind: keys[kind] for kind in ONE_BY_ONE if kind in keys}
    for kind, names in _wanted(discloses).items():
        for title, thing in _titled(matter, kind, own):
            line = SHOWN.get(kind, ()) if any(row["label"] == title for row in told) else ()
            found = [row for name in names if name not in line and (row := _alone(matter, kind, thing, name))]
            if kind in ("case", "contact"):
                told += [row for row in found if row not in told]
            elif found:
                _put_under(told, title, [f"{row['label']}: {row['value']}" for row in found])
    return told


def _put_under(told: list[dict[str, Any]], title: str, lines: list[str]) -> None:
    """Further lines of the thing that a row is about; a row of its own where there is none."""
    row = next((row for row in told if row["label"] == title), None)
    if row is None:
        told.append({"label": title, "lines": lines})
    else:
        row["lines"] = [*(row.get("lines") or [row.pop("value")]), *lines]


def _titled(matter: Matter, kind: str, own: Mapping[str, str]) -> list[tuple[str, str]]:
    """The things of a kind, each with what the page calls it: Allegation 2; Employer, Brookfield Primary School."""
    things, named = _things(matter, kind, own), dict(rows(matter).get(kind, ()))
    title = TITLES.get(kind, kind.replace("_", " ").capitalize())
    called = [named.get(thing) or title if kind == "strand" else title for thing in things]
    return [
        (each + (f" {called[: at + 1].count(each)}" if called.count(each) > 1 else ""), thing)
        for at, (each, thing) in enumerate(zip(called, things, strict=True))
    ]


def _alone(matter: Matter, kind: str, thing: str, key: str) -> dict[str, Any] | None:
    """A row of its own for a fact of the case, the contact or the strand."""
    answer = matter.facts.case_value(key) if kind in ("case", "contact") else matter.facts.get(thing, key)
    said, named = value(matter, key, answer), short(matter, key)
    return {"label": named[:1].upper() + named[1:], "value": said} if said else None


def _line(matter: Matter, kind: str, thing: str, keys: Sequence[str]) -> str:
    return "" if kind in ALONE else _in_one_line(matter, thing, keys)


def _between(key: str) -> str:
    return " " if key in ("age_told", "age", "born", "on_date") else ": "


def _lower(text: str) -> str:
    return text if text.startswith("DBS") else text[:1].lower() + text[1:]


def _things(matter: Matter, kind: str, keys: Mapping[str, str]) -> list[str]:
    if kind in ("case", "contact"):
        return [matter.id]
    if kind == "adult":
        return [matter.facts.adult_id] if matter.facts.adult_id else []
    if kind in keys:
        return [keys[kind]]
    return [thing.id for thing in matter.facts.listed(KINDS.get(kind, kind))]


def answers(matter: Matter, form: Form, keys: Mapping[str, str], told: Sequence[Fact]) -> list[dict[str, Any]]:
    """The answers of a completed step inside the instances of `keys`: [{label, value}]; rows say whose they are.

    Of the facts that it wrote only those that its form asks: what tables and strands made of them is not its answer.
    """
    listed = []
    asked = {field.key for field in form.fields()}
    numbered = _rows_by_number(matter, form, told)
    for fact in (row for row in told if row.key in asked):
        owner = numbered.get(fact.thing_id) or whose(matter, fact.thing_id, keys)
        question = owner + label(matter, fact.key, form)
        said = value(matter, fact.key, decode(fact.value), form.field(fact.key)) or "Left empty"
        only = " (for the record only)" if late.for_the_record(fact) else ""
        listed.append({"label": question, "value": said + only})
    return listed


def _rows_by_number(matter: Matter, form: Form, told: Sequence[Fact]) -> dict[str, str]:
    """What stands before the questions of rows that nothing names: Attendee 1, Attendee 2."""
    words_ = {group.key: group.word for group in form.groups() if group.kind == "row"}
    seen = dict.fromkeys(fact.thing_id for fact in told)
    rows_ = [thing for id in seen if (thing := matter.facts.things.get(id)) and thing.word in words_]
    counted: dict[str, list[str]] = {}
    for row in rows_:
        counted.setdefault(row.word, []).append(row.id)
    return {
        id: f"{words_[word].replace('_', ' ').capitalize()} {number}: "
        for word, ids in counted.items() for number, id in enumerate(ids, 1)
    }  # fmt: skip


def whose(matter: Matter, thing: str, keys: Mapping[str, str]) -> str:
    """Whose answer it is, before its question; nothing for the case's own and what the step is about."""
    seen = matter.facts.things.get(thing)
    if seen is None or seen.kind in ("case", "contact", SITTING) or thing in keys.values():
        return ""
    return f"{dict(rows(matter).get(seen.kind, ())).get(thing) or seen.word.replace('_', ' ').capitalize()}: "
