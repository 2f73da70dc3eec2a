"""Cases and steps in words: what we know, what a step discloses, when it is due and why, who did it.

Used by the inbox, task, contact and case views; every label comes from the procedure's own forms.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from engine import answering, dates, feel
from engine.deadlines import Calendar
from engine.deadlines import distance as distance_to
from engine.facts import KINDS, SITTING, decode
from engine.forms import Field, Form, value_words
from engine.in_hand import Matter
from engine.models import Case, Fact, Sees, Task, Thing, Timer, User

PRIVACY_NOTICE = "November 2026"
"""The edition of the privacy notice that the public's pages show; a changed text gets another."""
LEVELS = {
    "not_decided": "Not decided", "advice": "Advice", "low_level": "Low level", "consultation": "Consultation",
    "referral": "Referral", "sent_elsewhere": "Sent elsewhere",
}  # fmt: skip
WAYS = (
    ("phone", "By phone"), ("meeting", "At a meeting"), ("secure_email", "By secure e-mail"), ("letter", "By letter"),
    ("their_system", "In their system"),
)  # fmt: skip
TITLES = {
    "adult": "Adult", "engagement": "Job or role with children", "child": "Child", "allegation": "Allegation",
    "strand": "Strand", "contact": "Contact", "case": "Case",
}  # fmt: skip
PLURAL = {
    "adult": "Adults", "engagement": "Jobs or roles with children", "child": "Children", "allegation": "Allegations",
}  # fmt: skip
ALONE = ("case", "contact", "strand")
SHOWN = {
    "adult": (
        "name", "born", "known_as", "former_names", "work", "profession", "knows", "previous_concerns_details",
    ),
    "engagement": ("employer", "role", "basis", "sector", "started"),
    "child": ("name", "age", "born", "school", "placing_authority"),
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
    "search_result": "Searched", "criteria": "Criteria", "risk_level": "Risk", "meeting_on": "Meeting held",
    "next_review_on": "Next review", "knows": "Knows of it", "born": "born",
    "what_happened": "What happened",
    "on_date": "on", "when_words": "when", "previous_concerns_details": "Earlier concerns",
    "criteria_suggested": "They think it may be", "action_so_far": "Done so far",
    "referrer_phone": "Phone", "bodies": "To be notified",
    "hold": "The employer’s interviews and hearing",
    "name": "Name", "age": "aged",
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
FOUND_IN = MappingProxyType({"bodies": "bodies", "dbs_duty": "dbs_duties", "status": "strand_statuses"})
"""The lists of what decision tables find and no question asks."""
BARE = ("name", "employer", "description", "work", "role", "basis", "sector", "nature")
"""Answers that need no label beside them."""
BORN = ("born", "person_born")
"""Days of which nobody asks what weekday they were."""
NOTHING: Mapping[str, str] = MappingProxyType({})
AGREED = "the date was set at an earlier step"
"""What the engine says of a date that no clock counted."""
JOB = ("role", "employer")
Jobs = Mapping[tuple[str, str], str]
"""By case and engagement: Instructor, Tarn Lake Sailing Club. What a case says goes before what its contact said."""
NO_CLOCK = "This step has no clock of its own."


# Facts


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
        return several([_found(matter, key, code) for code in (known if isinstance(known, list) else [known])], most=12)
    return value_words(field, known, matter.lists, rows(matter) if field.rows_of else {})


def _found(matter: Matter, key: str, code: Any) -> str:
    """One code that no form asks: by its list, else as it is written."""
    label = matter.procedure.label(FOUND_IN.get(key, ""), str(code))
    return label if label != str(code) else label.replace("_", " ")


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
    return _in_one_line(matter, thing, SHOWN[kind])


def _in_one_line(matter: Matter, thing: str, keys: Sequence[str]) -> str:
    parts = []
    for key in keys:
        if words := value(matter, key, matter.facts.get(thing, key)):
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


def with_disclosed(matter: Matter, discloses: str) -> list[dict[str, Any]]:
    """What we know, and what a step of ours discloses: of the case in rows, of the rest in lines under whose."""
    told = known(matter)
    for kind, names in _wanted(discloses).items():
        for title, thing in _titled(matter, kind):
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


def _titled(matter: Matter, kind: str) -> list[tuple[str, str]]:
    """The things of a kind, each with what the page calls it: Allegation 2; Employer, Brookfield Primary School."""
    things, named = _things(matter, kind, {}), dict(rows(matter).get(kind, ()))
    title = TITLES.get(kind, kind.replace("_", " ").capitalize())
    called = [named.get(thing) or title if kind == "strand" else title for thing in things]
    return [
        (each + (f" {called[: at + 1].count(each)}" if called.count(each) > 1 else ""), thing)
        for at, (each, thing) in enumerate(zip(called, things, strict=True))
    ]


def _alone(matter: Matter, kind: str, thing: str, key: str) -> dict[str, Any] | None:
    """A row of its own for a fact of the case, the contact or the strand."""
    answer = matter.facts.case_value(key) if kind in ("case", "contact") else matter.facts.get(thing, key)
    words = value(matter, key, answer)
    named = short(matter, key)
    return {"label": named[:1].upper() + named[1:], "value": words} if words else None


def _line(matter: Matter, kind: str, thing: str, keys: Sequence[str]) -> str:
    return "" if kind in ALONE else _in_one_line(matter, thing, keys)


def _between(key: str) -> str:
    return " " if key in ("age", "born", "on_date") else ": "


def _lower(text: str) -> str:
    return text if text.startswith("DBS") else text[:1].lower() + text[1:]


def _things(matter: Matter, kind: str, keys: dict[str, str]) -> list[str]:
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
    for fact in (row for row in told if row.key in asked):
        thing = matter.facts.things.get(fact.thing_id)
        whose = ""
        if thing and thing.kind not in ("case", "contact", SITTING) and thing.id not in keys.values():
            named = dict(rows(matter).get(thing.kind, ())).get(thing.id)
            whose = f"{named or thing.word.replace('_', ' ').capitalize()}: "
        said = value(matter, fact.key, decode(fact.value), form.field(fact.key)) or "Left empty"
        listed.append({"label": whose + label(matter, fact.key, form), "value": said})
    return listed


# Steps


def due_lines(task: Task, now: datetime, ends: time, given: Mapping[str, str] = NOTHING) -> dict[str, str]:
    """The due sentence in two parts, the first of which is strong; the time is said where it is not the day's end."""
    if task.due_at is None:
        return {"strong": NO_CLOCK, "text": ""}
    why = given.get(task.id) or task.due_why or ""
    local = dates.london(task.due_at)
    today, at_end = local.date() == dates.local_day(now), local.time() == ends
    day = dates.day_words(local.date(), year=True)
    by = f", by {dates.time_words(local.time())}" if today or not at_end else ""
    begin = "Due today, " if today else "Was due " if task.due_at < now else "Due "
    when = f"{begin}{day}{by}"
    if "paused " in why:
        return {"strong": f"{when}:", "text": f"{why}."}
    if why.endswith("counts as day 1"):
        return {"strong": f"{when}.", "text": dates.sentence(why)}
    return {"strong": f"{when}{',' if by else ''}", "text": f"because {why}."}


def due_tag(due_at: datetime, why: str | None, now: datetime, calendar: Calendar) -> dict[str, str]:
    """How far away a due date is, as a tag; a clock that a hold has stopped is paused until its date has passed."""
    state, distance = distance_to(due_at, now, calendar)
    if state != "late" and "paused since" in (why or ""):
        return {"state": "paused", "words": "Paused"}
    return {"state": state, "words": distance}


def because(task: Task, given: Mapping[str, str] = NOTHING) -> str:
    """Why then, as a sentence of its own."""
    return dates.sentence(given.get(task.id) or task.due_why or "") if task.due_at else NO_CLOCK


def given(
    session: Session, waits: Sequence[Task | Timer], me: str | None = None, drawn: Mapping[str, str] | None = None
) -> dict[str, str]:
    """For due dates that somebody gave: who, and when, by task or timer. `me` is told "you". With what is `drawn` of
    each step's timer it is said in which step, too, which is for those who may read the whole case.
    """
    tasks, drawn_ = [t for t in waits if t.due_at and t.due_why == AGREED], drawn or {}
    asked = {
        t.id: _keys_of(t.said.get("dueDate", "") if isinstance(t, Task) else drawn_.get(t.step, "")) for t in tasks
    }
    if not asked:
        return {}
    wanted = {key for keys in asked.values() for key in keys}
    about = {t.id: {t.case_id, *t.keys.values()} for t in tasks}
    for case_id, sitting in _sittings(session, [t.case_id for t in tasks]):
        for each in (t for t in tasks if t.case_id == case_id):
            about[each.id].add(sitting)
    things = {thing for each in about.values() for thing in each}
    rows = session.execute(
        select(Fact, Task.told_by, Task.done_by_id, User.name, Task.name)
        .outerjoin(Task, Task.id == Fact.task_id)
        .outerjoin(User, User.id == Fact.by_id)
        .where(Fact.thing_id.in_(things), Fact.key.in_(wanted))
        .order_by(Fact.id)
    ).all()
    found = {}
    for task in tasks:
        for fact, told_by, done_by, name, step in rows:
            if fact.thing_id in about[task.id] and fact.key in asked[task.id] and _is_day(fact, task):
                told = told_by if fact.by_id == done_by else None  # Corrected since by somebody else.
                who = told or ("you" if fact.by_id == me else name) or "somebody"
                place = f", in “{step}”" if step and drawn else ""
                found[task.id] = f"{who} gave this date on {day(fact.happened, task.due_at or fact.happened)}{place}"
    return found


def _sittings(session: Session, cases: Sequence[str]) -> list[tuple[str, str]]:
    """Where answers were written once for several cases: pairs of case and sitting."""
    rows = select(Sees.case_id, Thing.id).join(Thing, Thing.id == Sees.thing_id)
    return [(case, id) for case, id in session.execute(rows.where(Sees.case_id.in_(cases), Thing.kind == SITTING))]


def _is_day(fact: Fact, task: Task | Timer) -> bool:
    value = decode(fact.value)
    return (
        isinstance(value, date) and task.due_at is not None and dates.local_day(value) == dates.local_day(task.due_at)
    )


def _keys_of(expression: str) -> set[str]:
    try:
        return {name.rpartition(".")[2] for name in feel.parse(expression).names}
    except feel.Refused:
        return set()


def asks(task: Task) -> str:
    """What a step asks of whom it stands with: what it is called, or who plays its role."""
    return f"Name who plays {task.role} here" if task.naming else task.name


def the(role: str) -> str:
    """A role within a sentence: the police, the LADO, children's social care."""
    named = role if role[1:2].isupper() else role[:1].lower() + role[1:]
    return named if role.startswith(("Children", "LADO business")) else f"the {named}"


def phone(number: str) -> str:
    """A number that no line break parts."""
    return number.replace(" ", "\u00a0")


def several(names: Sequence[str], most: int = 4) -> str:
    """Ada Ash, Ben Birch and 4 others."""
    if len(names) > most:
        return f"{', '.join(names[:2])} and {len(names) - 2} others"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def told_how(code: str | None) -> str:
    """phone is "by phone"."""
    words = dict(WAYS).get(code or "", "")
    return words[:1].lower() + words[1:]


def on_behalf(role: str, by: str, how: str | None, recorder: str) -> str:
    """Police (DC Laing, by phone), recorded by Helen Ashworth."""
    return f"{role} ({', '.join(filter(None, [by, told_how(how)]))}), recorded by {recorder}"


def day(at: datetime, now: datetime) -> str:
    """Wednesday 4 March; with its year when that is another one."""
    return dates.day_seen_from(dates.local_day(at), dates.local_day(now))


def today_or_day(at: datetime, now: datetime) -> str:
    """today at 11:52, or Wednesday 4 March at 11:52."""
    local = dates.london(at)
    day = dates.local_day(now)
    words = "today" if local.date() == day else dates.day_seen_from(local.date(), day)
    return f"{words} at {dates.time_words(local.time())}"


# Cases


def state_of(case: Case) -> str:
    """open, closed or repair, as the page's mark says."""
    return "repair" if case.repair else "closed" if case.closed_at else "open"


def state_tag(case: Case) -> dict[str, str]:
    """The state as a tag."""
    state = state_of(case)
    return {"state": state, "text": {"repair": "Needs repair", "closed": "Closed", "open": "Open"}[state]}


def noun(case: Case) -> str:
    """What it is within a sentence: a case, a contact until the threshold makes it one, or what the drawing of a small
    process is called."""
    name = case.job or "request"
    return noun_of(case.level) if case.has_adult else name[:1].lower() + name[1:]


def noun_of(level: str) -> str:
    """A case once the threshold is met, a contact before and where it is not."""
    return "case" if level in ("consultation", "referral") else "contact"


def where(case: Case) -> str:
    """Teaching assistant, Brookfield Primary School."""
    return ", ".join(filter(None, [case.job, case.employer_name]))


def jobs(session: Session, tasks: Iterable[Task]) -> Jobs:
    """The jobs that steps of several cases are about: an adult may have several, each with its own steps."""
    about = {(task.case_id, task.keys["engagement"]) for task in tasks if task.keys.get("engagement")}
    if not about:
        return {}
    cases, things = zip(*about, strict=True)
    rows = session.execute(
        select(Fact.case_id, Fact.thing_id, Fact.key, Fact.value).where(
            Fact.thing_id.in_(things), Fact.key.in_(JOB), Fact.newer.is_(None),
            or_(Fact.case_id.is_(None), Fact.case_id.in_(cases)),
        )
    )  # fmt: skip
    said = {(row.case_id, row.thing_id, row.key): decode(row.value) for row in rows}
    return {
        (case, thing): _job(said.get((case, thing, key), said.get((None, thing, key))) for key in JOB)
        for case, thing in about
    }


def jobs_of(matter: Matter) -> Jobs:
    """The jobs of one case, as it knows them."""
    known = matter.facts
    return {(matter.id, each.id): _job(known.get(each.id, key) for key in JOB) for each in known.listed("engagements")}


def _job(said: Iterable[Any]) -> str:
    return ", ".join(str(each) for each in said if each)


def job_of(waits: Task | Timer, known: Jobs) -> str:
    """The job that a step or date is about, where it is about one."""
    return known.get((waits.case_id, waits.keys.get("engagement", "")), "")


def job(task: Task, case: Case, known: Jobs) -> str:
    """The job that a step is about, else the adult's first."""
    return job_of(task, known) or where(case)
