"""Cases and steps in words: what they are called, when a step is due and why, who did it.

Called by the inbox, task, contact and case views.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from engine import dates, feel
from engine.deadlines import Calendar
from engine.deadlines import distance as distance_to
from engine.facts import SITTING, decode
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
NOTHING: Mapping[str, str] = MappingProxyType({})
SAID = (Fact.id, Fact.thing_id, Fact.key, Fact.value, Fact.at, Fact.happened, Fact.task_id, Fact.by_id)
"""What it takes of a fact to say who gave a date."""
AGREED = "the date was set at an earlier step"
"""What the engine says of a date that no clock counted."""
JOB = ("role", "employer")
Jobs = Mapping[tuple[str, str], str]
"""By case and engagement: Instructor, Tarn Lake Sailing Club. What a case says goes before what its contact said."""
NO_CLOCK = "This step has no clock of its own."


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
        select(*SAID, Task.told_by, Task.done_by_id, User.name, Task.name.label("step"))
        .outerjoin(Task, Task.id == Fact.task_id)
        .outerjoin(User, User.id == Fact.by_id)
        .where(Fact.thing_id.in_(things), Fact.key.in_(wanted))
    ).all()
    of: dict[str, list[Any]] = {}
    for row in rows:
        of.setdefault(row.thing_id, []).append(row)
    found = {}
    for task in tasks:
        theirs = [row for thing in about[task.id] for row in of.get(thing, ())]
        for fact in sorted(theirs, key=lambda row: row.id):
            if fact.key in asked[task.id] and _was_said(fact, task) and _is_day(fact, task):
                told = fact.told_by if fact.by_id == fact.done_by_id else None  # Corrected since by somebody else.
                who = told or ("you" if fact.by_id == me else fact.name) or "somebody"
                place = f", in “{fact.step}”" if fact.step and drawn else ""
                found[task.id] = f"{who} gave this date on {day(fact.happened, task.due_at or fact.happened)}{place}"
    return found


def _sittings(session: Session, cases: Sequence[str]) -> list[tuple[str, str]]:
    """Where answers were written once for several cases: pairs of case and sitting."""
    rows = select(Sees.case_id, Thing.id).join(Thing, Thing.id == Sees.thing_id)
    return [(case, id) for case, id in session.execute(rows.where(Sees.case_id.in_(cases), Thing.kind == SITTING))]


def _was_said(fact: Any, waits: Task | Timer) -> bool:
    """Whether it was said by somebody else's step, before what waited for it was over."""
    over = waits.done_at if isinstance(waits, Task) else waits.fired_at
    return fact.task_id != waits.id and (over is None or fact.at <= over)


def _is_day(fact: Any, task: Task | Timer) -> bool:
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
