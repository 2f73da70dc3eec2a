"""What must be so in a story (Then): inboxes, what the record says, deadlines, messages, refusals."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import casework, chronology, dates, deadlines, history, in_hand, inbox, letters, patterns, task_form
from engine.errors import LadoflowError
from engine.forms import value_words
from engine.models import Authority, Case, HistoryEntry, Message, Task, Timer, User
from engine.rehearsal import acts, answers, counting, standing
from engine.rehearsal.reached import comes_after
from engine.rehearsal.stage import Stage
from engine.rehearsal.story import Line, Unmet
from engine.rehearsal.vocabulary import ABOUT, BEHALF, WAY, behalf, role, says
from engine.rehearsal.words import NOTHING, Who, alike, day, listed, plain

Said = dict[str, str]
NO_ANSWER = "no answer to"
"""How a story says that an answer is not offered there, or not any more."""
BECAUSE = r"(?: because \"(?P<because>[^\"]+)\")?"


# Inboxes


@says(r"(?P<who>.+?) inbox has")
def _inbox_has(stage: Stage, line: Line, said: Said) -> None:
    rows = line.only("task", "for", "due")
    if not rows:
        raise Unmet("The table says nothing. Name at least one task.")
    with stage.looking() as session:
        there = standing.inbox_of(stage, session, role(stage, said))
        left = list(there)
        for wanted in rows:
            found = next((each for each in left if not _differs(stage, session, each, wanted)), None)
            if found is None:
                raise Unmet(_not_there(stage, session, role(stage, said), there, wanted))
            left.remove(found)


def _differs(stage: Stage, session: Session, row: inbox.Row, wanted: dict[str, str]) -> str:
    """What of a row is not as the story says; empty when all is."""
    if not alike(standing.shown_name(row.task), wanted.get("task", "")):
        return "name"
    if wanted.get("for") and not _for(stage, session, row, wanted["for"]):
        return "for"
    if wanted.get("due") and not _due_is(stage, row.task.due_at, wanted["due"]):
        return "due"
    return ""


def _for(stage: Stage, session: Session, row: inbox.Row, name: str) -> bool:
    return alike(str(row.organisation), name) or standing.is_about(stage, session, row.task, row.case, name)


def _due_is(stage: Stage, due_at: datetime | None, words: str) -> bool:
    if words == NOTHING or due_at is None:
        return words == NOTHING and due_at is None
    try:
        return dates.local_day(due_at) == dates.parse_date(words)
    except dates.NotADate:
        return alike(deadlines.distance(due_at, stage.now, stage.calendar())[1], words)


def _not_there(stage: Stage, session: Session, who: Who, there: list[inbox.Row], wanted: dict[str, str]) -> str:
    lines = [_row_words(stage, session, row) for row in there]
    cells = ", ".join(f"{column} {cell}" for column, cell in wanted.items() if cell and column != "task")
    task = f"“{wanted.get('task', '')}”{f' ({cells})' if cells else ''}"
    return f"The {who} inbox does not have {task}. It has: {'; '.join(lines) or 'nothing'}."


def _row_words(_stage: Stage, _session: Session, row: inbox.Row) -> str:
    due = f", due {dates.day_words(dates.local_day(row.task.due_at), year=True)}" if row.task.due_at else ""
    return f"“{standing.shown_name(row.task)}” for {row.case.adult_name}{due}"


@says(r"(?P<who>.+?) inbox has nothing")
def _inbox_has_nothing(stage: Stage, line: Line, said: Said) -> None:
    who = role(stage, said)
    with stage.looking() as session:
        there = standing.inbox_of(stage, session, who)
        for unwanted in line.only("task", "for", "due"):
            if any(not _differs(stage, session, row, unwanted) for row in there):
                raise Unmet(f"The {who} inbox has “{unwanted['task']}”.")
        if there and not line.table:
            rows = "; ".join(_row_words(stage, session, row) for row in there)
            raise Unmet(f"The {who} inbox has: {rows}.")


@says(rf"\"(?P<step>[^\"]+)\"{ABOUT} is (?P<no>not )?offered to (?P<who>.+)")
def _offered(stage: Stage, _line: Line, said: Said) -> None:
    who = role(stage, said)
    with stage.looking() as session:
        offered = _offers(stage, session, said["step"], said.get("about"), who)
    if offered and "no" in said:
        raise Unmet(f"“{said['step']}” is offered to the {who}.")
    if not offered and "no" not in said:
        raise Unmet(f"“{said['step']}” is not offered to the {who}.")


@says(rf"\"(?P<step>[^\"]+)\" was already answered{BECAUSE}")
def _already(stage: Stage, _line: Line, said: Said) -> None:
    standing.step_exists(stage, said["step"])
    with stage.looking() as session:
        rows = session.scalars(select(HistoryEntry).where(HistoryEntry.what == "already_answered"))
        told = [history.already_words(row.detail) for row in rows if alike(row.detail["name"], said["step"])]
    if not any(plain(said.get("because", "")) in plain(words) for words in told):
        raise Unmet(f"“{said['step']}” was not passed over as already answered so. It was: {listed(told)}.")


def _offers(stage: Stage, session: Session, name: str, about: str | None, who: Who) -> bool:
    """Whether a step stands open for a role, or something may be started by it now."""
    triggers = _triggers(stage, session)
    if plain(name) in triggers:
        started = {n for case in standing.cases(stage, session, about) for n in _startable(stage, session, case)}
        return plain(name) in started and stage.roles[who.role].casework
    if plain(name) not in {plain(each) for each in standing.step_names(stage)}:
        raise Unmet(f"The procedure has no step “{name}”.")
    users = {user.id for user in stage.cast(session, who)} if who.organisation or who.person else None
    return any(
        task.role == who.role and (users is None or _reaches(session, task, users))
        for task, _ in standing.open_tasks(stage, session, name, about)
    )


def _reaches(session: Session, task: Task, users: set[str]) -> bool:
    if task.holder_id:
        return task.holder_id in users
    return any(session.get_one(User, id_).organisation_id == task.organisation_id for id_ in users)


def _triggers(stage: Stage, _session: Session) -> set[str]:
    """Everything that may happen at any time, by its message and its name."""
    started = [s for p in stage.procedure.processes.values() for s in p.steps if s.by_event and s.kind == "subProcess"]
    return {plain(name) for s in started for name in (s.name, s.name.rpartition(":")[2])} | {
        plain(each.name) for p in stage.procedure.processes.values() for each in p.steps
        if each.kind == "startEvent" and each.parent in {s.id for s in started}
    }  # fmt: skip


def _startable(stage: Stage, session: Session, case: Case) -> set[str]:
    matter = in_hand.look_at(session, case.id, now=stage.now)
    return {name for trigger in casework.what_can_happen(matter) for name in standing.trigger_names(trigger)}


@says(rf"\"(?P<step>[^\"]+)\"{ABOUT} (?P<shows>shows|does not show) (?P<who>.+)")
def _shows(stage: Stage, line: Line, said: Said) -> None:
    who = role(stage, said)
    with stage.looking() as session:
        named = standing.open_tasks(stage, session, said["step"], said.get("about"))
        named = [(t, c) for t, c in named if t.role == who.role] or named
        if not named:
            raise Unmet(f"“{said['step']}” is not open.")
        shown = _shown(stage, session, named[-1][0], who)
    for row in line.only("says", "what", "because"):
        wanted = row.get("says") or row.get("what") or ""
        there = any(plain(wanted) in words and plain(row.get("because", "")) in why for words, why in shown)
        if there != (said["shows"].lower() == "shows"):
            raise Unmet(f"“{said['step']}” {'does not show' if not there else 'shows'} “{wanted}”.")


def _shown(stage: Stage, session: Session, task: Task, who: Who) -> list[tuple[str, str]]:
    """What a step's page holds for a role, each with its reason: the form, what it discloses; for us what we know."""
    matter = in_hand.look_at(session, task.case_id, now=stage.now)
    form = task_form.of(matter, task)
    shown = [(plain(f"{f.label} {f.key}"), "") for f in form.fields()]
    listed_ = [part.strip() for part in (task.said.get("discloses") or "").split(",") if part.strip()]
    council = stage.roles[who.role].council
    for (thing, key), known in matter.facts.known.items():
        kind = matter.facts.things[thing].kind if thing in matter.facts.things else "case"
        if council or f"{kind}.{key}" in listed_ or f"{kind}.*" in listed_:
            field = stage.procedure.fields.get(key)
            words = value_words(field, known.value, stage.procedure.lists) if field else str(known.value)
            label = f"{field.label} {key}" if field else key
            shown.append((plain(f"{kind} {label}: {words}"), ""))
    if council:
        found = chronology.matches(matter)
        shown += [(plain(f"{m.name} {m.level} {m.employer}"), plain(f"{m.likelihood} {m.why}")) for m in found]
        shown += [(plain(f"{n.adult} {n.level}"), "") for n in patterns.named(matter)]
    return shown


# Refusals


@says(rf"completing \"(?P<step>[^\"]+)\"{ABOUT} by (?P<who>.+?){BEHALF} is refused{BECAUSE}")
def _refused(stage: Stage, line: Line, said: Said) -> None:
    table = line.only("question", "answer")
    refusal = acts.refusal(stage, role(stage, said), said["step"], said.get("about"), table, behalf(stage, said))
    if refusal is None or isinstance(refusal, acts.Warned):
        raise Unmet(f"“{said['step']}” is not refused.{f' {refusal}' if refusal else ''}")
    _must_be_the_page(refusal, said)
    if plain(said.get("because", "")) not in plain(str(refusal)):
        raise Unmet(f"“{said['step']}” is refused, but because: {refusal}")


@says(rf"completing \"(?P<step>[^\"]+)\"{ABOUT} by (?P<who>.+?){BEHALF} warns{BECAUSE}")
def _warns(stage: Stage, line: Line, said: Said) -> None:
    table = line.only("question", "answer")
    warned = acts.refusal(stage, role(stage, said), said["step"], said.get("about"), table, behalf(stage, said))
    if not isinstance(warned, acts.Warned):
        raise Unmet(f"“{said['step']}” does not warn: {warned or 'it is saved'}")
    if plain(said.get("because", "")) not in plain(str(warned)):
        raise Unmet(f"“{said['step']}” warns, but because: {warned}")


@says(rf"reporting by (?P<who>.+?){WAY} (?P<how>is refused|warns){BECAUSE}")
def _report_held_up(stage: Stage, line: Line, said: Said) -> None:
    who = role(stage, said)
    way = acts.way_in(stage, said.get("way", ""), who.role)
    held_up = acts.report_held_up(stage, way, line.only("question", "answer"))
    warns = said["how"].lower() == "warns"
    if held_up is None or isinstance(held_up, acts.Warned) != warns:
        raise Unmet(f"“{way.name}” {'does not warn' if warns else 'is not refused'}: {held_up or 'it is saved'}")
    _must_be_the_page(held_up, said)
    if plain(said.get("because", "")) not in plain(str(held_up)):
        raise Unmet(f"“{way.name}” {said['how']}, but because: {held_up}")


def _must_be_the_page(refusal: LadoflowError, said: Said) -> None:
    """A slip of the story is no refusal, unless the story says that something is no answer there. Raises the slip."""
    if isinstance(refusal, acts.NotAnAnswer) and NO_ANSWER not in plain(said.get("because", "")):
        raise refusal


# Cases and the record


@says(r"(?:the )?case(?: (?:for|of) (?P<about>.+?))? is open")
def _is_open(stage: Stage, _line: Line, said: Said) -> None:
    with stage.looking() as session:
        case = standing.the_case(stage, session, said.get("about"))
    if case.closed_at is not None:
        raise Unmet(f"The case of {case.adult_name} is closed: {_closed_words(stage, case)}.")


@says(rf"(?:the )?case(?: (?:for|of) (?P<about>.+?))? is closed{BECAUSE}")
def _is_closed(stage: Stage, _line: Line, said: Said) -> None:
    with stage.looking() as session:
        case = standing.the_case(stage, session, said.get("about"))
        open_ = sorted(f"{t.name} ({t.role})" for t, c in standing.open_tasks(stage, session) if c.id == case.id)
    if case.closed_at is None:
        raise Unmet(f"The case of {case.adult_name} is open. It waits for: {', '.join(open_) or 'nobody'}.")
    reason = _closed_words(stage, case)
    if plain(said.get("because", "")) not in plain(reason):
        raise Unmet(f"The case of {case.adult_name} is closed because: {reason}.")


def _closed_words(stage: Stage, case: Case) -> str:
    return stage.procedure.label("closure_reasons", case.closed_reason or "not_said")


@says(r"(?:no case|nothing) is open(?:ed)?")
def _none_open(stage: Stage, _line: Line, _said: Said) -> None:
    with stage.looking() as session:
        if open_ := [c for c in standing.cases(stage, session) if c.closed_at is None and c.has_adult]:
            raise Unmet(f"There is an open case of {open_[0].adult_name}.")


@says(r"(?:the )?case(?: (?:for|of) (?P<about>.+?))? is linked to the case of (?P<name>.+?)(?: as \"(?P<as>[^\"]+)\")?")
def _is_linked(stage: Stage, _line: Line, said: Said) -> None:
    with stage.looking() as session:
        case = standing.the_case(stage, session, said.get("about"))
        others = [other for other in standing.cases(stage, session, said["name"]) if other.id != case.id]
        links = {link for other in others for link in standing.links(session, case, other)}
    wanted = said.get("as", "")
    if not any(plain(wanted) in plain(link) for link in links):
        raise Unmet(f"The case of {case.adult_name} is linked to that of {said['name']} as: {listed(sorted(links))}.")


@says(r"the record says")
def _record_says(stage: Stage, line: Line, _said: Said) -> None:
    rows = line.only("of", "question", "answer", "mark")
    if not rows:
        raise Unmet("The table says nothing. Name at least one question.")
    with stage.looking() as session:
        for row in rows:
            answers.check(stage, session, row)


@says(r"it took (?:(?P<who>.+?) )?at most (?P<number>[0-9]+) sittings?")
def _sittings(stage: Stage, _line: Line, said: Said) -> None:
    who = role(stage, said) if "who" in said else None
    sat = stage.sat[who.role] if who else stage.sittings
    if sat > int(said["number"]):
        raise Unmet(f"It took {f'the {who} ' if who else ''}{sat} sittings.")


@says(r"the lead is (?P<name>.+)")
def _lead(stage: Stage, _line: Line, said: Said) -> None:
    with stage.looking() as session:
        lead = standing.lead_of(stage, session, standing.the_case(stage, session))
    if not alike(lead, said["name"]) and not alike(lead, f"{said['name']} Council"):
        raise Unmet(f"The lead is {lead}.")


@says(r"the report for (?P<first>.+?) to (?P<last>.+?) counts")
def _report(stage: Stage, line: Line, said: Said) -> None:
    counting.check(stage, line, said["first"], said["last"])


# Deadlines


@says(rf"the deadline \"(?P<deadline>[^\"]+)\"{ABOUT} is (?P<when>.+?)(?:, (?P<state>met|missed|paused))?{BECAUSE}")
def _deadline(stage: Stage, _line: Line, said: Said) -> None:
    with stage.looking() as session:
        row = _waits(stage, session, said["deadline"], said.get("about"))
        if row.due_at is None:
            raise Unmet(f"“{said['deadline']}” has no deadline.")
        if dates.local_day(row.due_at) != day(said["when"]):
            words = dates.day_words(dates.local_day(row.due_at), year=True)
            raise Unmet(f"The deadline “{said['deadline']}” is {words} because {row.due_why}.")
        if plain(said.get("because", "")) not in plain(row.due_why or ""):
            raise Unmet(f"The deadline “{said['deadline']}” is because: {row.due_why}.")
        if "state" in said and said["state"].lower() not in _states(stage, session, row):
            raise Unmet(f"The deadline “{said['deadline']}” is not {said['state']}.")


def _waits(stage: Stage, session: Session, name: str, about: str | None) -> Any:
    """The step or timer of this name that was offered last. Raises Unmet."""
    ids = [case.id for case in standing.cases(stage, session, None)]
    rows = session.scalars(select(Task).where(Task.case_id.in_(ids), Task.state != "withdrawn"))
    found: list[tuple[bool, datetime, Any, Case]] = [
        (task.state == "open", task.opened_at, task, session.get_one(Case, task.case_id))
        for task in rows
        if alike(task.name, name)
    ]
    if about:
        found = [each for each in found if standing.is_about(stage, session, each[2], each[3], about)]
    if not found:
        timers = session.scalars(select(Timer).where(Timer.case_id.in_(ids), Timer.state != "withdrawn")).all()
        cases = {case.id for case in standing.cases(stage, session, about)}
        named = [t for t in timers if alike(t.name, name) and t.case_id in cases]
        if named:
            return max(named, key=lambda t: (t.state == "waiting", t.due_at or stage.now))
        raise _not_offered(stage, name, [t for t in timers if t.state == "waiting"])
    return max(found, key=lambda each: (each[3].id == stage.case_id, each[0], each[1]))[2]


def _not_offered(stage: Stage, name: str, timers: list[Timer]) -> Unmet:
    standing.step_exists(stage, name)
    days = [f"“{t.name}” ({dates.day_words(dates.local_day(t.due_at), year=True)})" for t in timers if t.due_at]
    before = listed(comes_after(stage.procedure, name))
    waits = ", ".join(days) or "nothing"
    return Unmet(f"“{name}” has not been offered yet. It comes after {before}. What waits for its day: {waits}.")


def _states(stage: Stage, session: Session, row: Any) -> set[str]:
    states = set()
    if isinstance(row, Task):
        done = row.state == "done"
        at = row.happened or row.done_at or stage.now if done else stage.now
        late = row.due_at is not None and at > row.due_at
        states |= {"missed"} if late else {"met"} if done else set()
        expression = row.said.get("dueDate")
        matter = in_hand.look_at(session, row.case_id, now=stage.now)
        if expression and not done:
            matter.due(expression, row.keys)
            states |= {"paused"} if any(due.paused_since for due in matter.dues) else set()
    elif row.due_at < stage.now:
        states.add("missed")
    return states


# Messages


@says(r"(?P<who>.+?) was (?P<no>not )?sent \"(?P<what>[^\"]+)\"(?: on (?P<when>.+))?")
def _sent(stage: Stage, line: Line, said: Said) -> None:
    who = role(stage, said)
    with stage.looking() as session:
        sent = _messages(stage, session, who)
        if line.table:
            _says(stage, session, who, line, said)
            return
    on = day(said["when"]) if "when" in said else None
    there = any(plain(said["what"]) in plain(words) and on in (None, at) for words, at in sent)
    if there == ("no" in said):
        words = listed(f"{words} on {dates.day_words(at, year=True)}" for words, at in sent)
        raise Unmet(f"The {who} was sent: {words}.")


def _says(stage: Stage, session: Session, who: Who, line: Line, said: Said) -> None:
    """What the mail about a step says, or does not say."""
    named = [name for name, _ in _messages(stage, session, who) if plain(said["what"]) in plain(name)]
    if not named:
        raise Unmet(f"The {who} was not sent “{said['what']}”.")
    council, kind = session.get_one(Authority, stage.authority_id).name, "task_offered"
    mail = plain(letters.subject(kind, council) + "\n" + letters.text(kind, stage.cast(session, who)[0].name, "..."))
    for row in line.only("says"):
        if (plain(row["says"]) in mail) == ("no" in said):
            raise Unmet(f"The mail {'says' if 'no' in said else 'does not say'} “{row['says']}”. It says: {mail}")


@says(r"(?P<who>.+?) was sent nothing")
def _sent_nothing(stage: Stage, _line: Line, said: Said) -> None:
    with stage.looking() as session:
        if sent := _messages(stage, session, role(stage, said)):
            raise Unmet(f"The {role(stage, said)} was sent: {listed(words for words, _ in sent)}.")


def _messages(stage: Stage, session: Session, who: Who) -> list[tuple[str, date]]:
    """The steps of which these people were told, each with the day."""
    ids = [user.id for user in stage.cast(session, who)]
    rows = session.execute(
        select(Task.name, Message.at).join(Task, Task.id == Message.task_id)
        .where(Message.user_id.in_(ids), Message.state != "dropped").order_by(Message.at)
    )  # fmt: skip
    return [(name, dates.local_day(at)) for name, at in rows]


# Between days: rehearsal itself plays the line that follows on every day


@says(r"from (?P<first>.+?) to (?P<last>.+)")
def _from_to(stage: Stage, _line: Line, said: Said) -> None:
    first, last = day(said["first"]), day(said["last"])
    if last < first:
        raise Unmet("The second day is before the first.")
    stage.between = [first + timedelta(days=n) for n in range((last - first).days + 1)]
