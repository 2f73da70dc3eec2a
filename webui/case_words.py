"""A case's pages in words: timeline, people and agencies, dates with their ledger. Called by the case views."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from flask import url_for
from sqlalchemy import select

from engine import dates, facts, history, late, parties
from engine.facts import Seen
from engine.forms import Form
from engine.in_hand import Matter
from engine.models import Case, Fact, HistoryEntry, Ledger, Note, Organisation, Party, Task, Timer, User
from engine.people import NOT_NAMES
from engine.settling import DEALT_WITH
from webui import fact_words, words
from webui.session import now, reading

TITLES = {
    "contact_received": "Contact received", "case_closed": "Closed", "case_reopened": "Opened again",
    "note_added": "Note added", "case_needs_repair": "Needs repair", "repair_tried": "Repair tried",
    "chronology_opened": "Chronology opened", "row_removed": "A row was removed", "facts_recorded": "Facts recorded",
    "further_adult": "A further adult was named, and has a case of their own",
    "opened_later": "Opened for an adult who was named later", "further_child": "A further child was named",
    "adult_named": "The adult was named", "left_group": "Split off from the cases of its contact",
    "joined_group": "Joined with another case", "shared_corrected": "What was said once for several was put right",
}  # fmt: skip
BEFORE = {
    "task_taken": "Taken", "task_taken_over": "Taken over", "task_put_back": "Put back",
    "table_decided": "Decided by its table",
    "step_corrected": "Corrected", "step_undone": "Undone", "timer_fired": "Date passed",
}  # fmt: skip
OF_RECORDS = {
    "same_adult": "Confirmed the same adult as in", "same_adult_undone": "No longer the same adult as in",
    "different_adult": "Somebody else than the adult of", "perhaps_same_adult": "Not sure whether it is the adult of",
}  # fmt: skip
"""What was said of an adult and of earlier records, before their references."""
MOST_SAID = 4
OWN = "This council’s own procedure"
"""Where a clock comes from that no law or guidance sets."""
NOT_SAID = ("status", "kind", "opened_on", "finished_on", "conflict_of_interest", "lead_authority")


# Timeline


def title(entry: HistoryEntry) -> str:
    """What happened, in the past tense or as the step is called."""
    detail = entry.detail
    match entry.what:
        case "step_completed" | "already_answered" | "early_step_reached":
            return str(detail["name"])
        case "strand_began" | "strand_ended":
            kind = str(detail["kind"]).replace("_", " ").capitalize()
            return f"{kind} strand {'opened' if entry.what == 'strand_began' else 'finished'}"
        case told if told in OF_RECORDS:
            several = ", the likeliest of those found" if detail.get("others") else ""
            where = ", said on the call" if detail.get("on_call") else ""
            return f"{OF_RECORDS[told]} {' and '.join(detail['references']) or 'another case'}{several}{where}"
        case "party_named":
            return f"{detail['role']} named for this case"
        case "something_happened" | "milestone_passed":
            return str(detail["name"])
        case told if told in BEFORE:
            return f"{BEFORE[told]}: {detail['name']}"
        case "case_closed" if detail.get("reason") == DEALT_WITH:
            return "Dealt with"
        case "case_read" | "task_read":
            return f"Read: {str(detail.get('page', 'a step')).replace('_', ' ')}"
    return TITLES.get(entry.what, entry.what.replace("_", " ").capitalize())


def entries(matter: Matter, rows: Sequence[HistoryEntry]) -> list[dict[str, Any]]:
    """Entries as the timeline draws them."""
    names = names_of(rows)
    told = _facts_of(rows)
    played = _parties_of(rows)
    gone = history.taken_back(reading(), matter.id)
    return [_entry(matter, row, names, told) | _named(row, played) | _undone(row, gone) for row in rows]


def _undone(row: HistoryEntry, gone: Collection[int]) -> dict[str, Any]:
    """What was undone says so, and its answers stand nowhere else."""
    return {"words": ["Undone. It does not count."], "link": None} if row.number in gone else {}


def _parties_of(rows: Sequence[HistoryEntry]) -> dict[str, str]:
    """By party, who was named."""
    ids = [row.detail.get("party") for row in rows if row.what == "party_named"]
    if not ids:
        return {}
    found = reading().execute(
        select(Party.id, Organisation.name, User.name, Party.person)
        .outerjoin(Organisation, Organisation.id == Party.organisation_id)
        .outerjoin(User, User.id == Party.user_id)
        .where(Party.id.in_(ids))
    )
    return {id: ", ".join(filter(None, [place, user or person])) for id, place, user, person in found}


def _named(row: HistoryEntry, played: Mapping[str, str]) -> dict[str, str]:
    who = played.get(row.detail.get("party", ""))
    return {"title": f"{title(row)}: {who}"} if who and row.what == "party_named" else {}


def _entry(matter: Matter, row: HistoryEntry, names: dict[str, str], told: dict[int, Fact]) -> dict[str, Any]:
    apart = matter.calendar.between(dates.local_day(row.happened), dates.local_day(row.at)) > 1
    link = None
    if row.what in ("step_completed", "step_corrected") and row.task_id:
        link = {"text": "Open the answers", "href": url_for("tasks.show", task_id=row.task_id)}
    if row.what == "contact_received":
        link = {"text": "Open what was told", "href": url_for("contacts.show", contact_id=matter.facts.contact_id)}
    done = _done(matter, row, told)
    return {
        "id": row.number, "title": done or title(row),
        "byline": _from_whom(matter, row) or byline(row, names), "machine": row.happened.isoformat(),
        "happened": dates.moment_words(row.happened, year=True),
        "recorded": dates.moment_words(row.at, year=True) if apart else None,
        "words": _said(matter, row, told, done), "link": link,
    }  # fmt: skip


def _done(matter: Matter, row: HistoryEntry, told: dict[int, Fact]) -> str:
    """What the step's form says of itself afterwards, with the answers of then: Threshold decided: referral."""
    form = matter.procedure.forms.get(row.detail.get("form", "")) if row.what == "step_completed" else None
    if form is None:
        return ""
    answers = {told[id].key: facts.decode(told[id].value) for id in history.facts_of(row) if id in told}
    return form.done_words(answers, matter.lists)


def _from_whom(matter: Matter, row: HistoryEntry) -> str:
    """Who told us, for the contact; then who wrote it down, if anybody did."""
    if row.what != "contact_received":
        return ""
    told = ", ".join(
        w for key in fact_words.TOLD_BY if (w := fact_words.value(matter, key, matter.facts.case_value(key)))
    )
    by = reading().scalar(select(User.name).where(User.id == row.by_id)) if row.by_id else None
    return f"{told or 'name not given'}, {f'logged by {by}' if by else 'sent online'}"


def byline(row: HistoryEntry, names: dict[str, str]) -> str:
    """by Helen Ashworth; or Police (DC Laing, by phone), recorded by Helen Ashworth."""
    by = names.get(row.by_id or "", "the service")
    detail = row.detail
    if detail.get("on_behalf_of"):
        return words.on_behalf(detail["on_behalf_of"], str(detail["told_by"]), str(detail.get("told_how", "")), by)
    return f"by {by}"


def names_of(rows: Sequence[HistoryEntry]) -> dict[str, str]:
    """The names of who did these."""
    ids = {row.by_id for row in rows if row.by_id}
    rows_ = reading().execute(select(User.id, User.name).where(User.id.in_(ids)))
    return {row.id: row.name for row in rows_}


def _facts_of(rows: Sequence[HistoryEntry]) -> dict[int, Fact]:
    ids = [id for row in rows if row.what in ("step_completed", "step_corrected") for id in history.facts_of(row)]
    return {fact.id: fact for fact in reading().scalars(select(Fact).where(Fact.id.in_(ids)))}


def _said(matter: Matter, row: HistoryEntry, told: dict[int, Fact], done: str) -> list[str]:
    """What an entry says besides what its title says already, and the warnings in spite of which it was saved."""
    early = ["Recorded before its step was offered."] if row.detail.get("early") else []
    return (
        early
        + _recorded(matter, row, told, done)
        + [f"Saved as it stands, after the warning: {w}" for w in row.detail.get("warned", ())]
    )


def _recorded(matter: Matter, row: HistoryEntry, told: dict[int, Fact], done: str) -> list[str]:
    """What an entry recorded, in words."""
    if row.detail.get("note"):
        note = reading().get(Note, row.detail.get("note", ""))
        return (note.text.splitlines() if note else []) + _corrected(matter, row, told)
    if row.what == "case_closed":
        reason = row.detail.get("reason", "")
        return [] if reason == DEALT_WITH else [matter.procedure.label("closure_reasons", reason)]
    if row.what == "contact_received":
        return str(matter.facts.case_value("what_happened") or "").splitlines()
    if row.what == "already_answered":
        return [history.already_words(row.detail)]
    if row.what == "early_step_reached":
        return ["Reached. It had been recorded before its step was offered."]
    if row.what != "step_completed":
        return []
    form = matter.procedure.forms.get(row.detail.get("form", ""))
    wrote = [told[id] for id in history.facts_of(row) if id in told]
    only = [fact_words.label(matter, fact.key, form).rstrip("?") for fact in wrote if late.for_the_record(fact)]
    said = [f"For the record only: {'; '.join(only)}. What stood then stays."] if only else []
    return said + (_answered(matter, form, wrote, done) if form else [])


def _answered(matter: Matter, form: Form, answers: Sequence[Fact], done: str) -> list[str]:
    """What a step's form says of its answers: those that it marks for the timeline, in its order; of a form that marks
    none the first few, those that must be answered before the others."""
    said = []
    place = {field.key: at for at, field in reversed(list(enumerate(form.fields())))}
    for fact in sorted((each for each in answers if each.key in place), key=lambda each: place[each.key]):
        field = form.fields()[place[fact.key]]
        text = fact_words.value(matter, fact.key, facts.decode(fact.value), field)
        if text and fact.key not in NOT_SAID and not _in_title(text, done):
            said.append((field, f"{fact_words.label(matter, fact.key, form)}: {text}".replace("?:", ":")))
    if any(field.on_timeline for field in form.fields()):
        return [line for field, line in said if field.on_timeline]
    return [line for _, line in sorted(said, key=lambda each: not each[0].required)][:MOST_SAID]


def _corrected(matter: Matter, row: HistoryEntry, told: dict[int, Fact]) -> list[str]:
    """What a correction changed, each answer with what it was."""
    ids = history.facts_of(row) if row.what == "step_corrected" else []
    was = {fact.newer: fact for fact in reading().scalars(select(Fact).where(Fact.newer.in_(ids), Fact.id < Fact.newer))
           } if ids else {}  # fmt: skip
    form = matter.procedure.forms.get(row.detail.get("form", ""))
    lines = []
    for id in ids:
        now_, before = told[id], was.get(id)
        text = _answer(matter, now_, form) or "no answer"
        old = f". It was: {(before and _answer(matter, before, form)) or 'no answer'}."
        new = ", for the record only." if late.for_the_record(now_) else old
        lines.append(f"{fact_words.label(matter, now_.key, form)}: {text}{new}".replace("?:", ":"))
    if day := row.detail.get("happened_was"):
        words_ = dates.day_words(date.fromisoformat(day), year=True)
        lines.append(f"When it happened is corrected, too. It was: {words_}.")
    return lines


def _answer(matter: Matter, fact: Fact, form: Form | None) -> str:
    """What a fact says, as the form tells it that asked for it."""
    return fact_words.value(matter, fact.key, facts.decode(fact.value), form.field(fact.key) if form else None)


def _in_title(answer: str, done: str) -> bool:
    """Whether the title of an entry tells an answer: a day, or the words of a choice; a bare yes may be of anything."""
    return len(answer) > len("Not known") and answer.casefold() in done.casefold()


def head(case: Case) -> dict[str, Any]:
    """Whose pages these are, for their head: an adult's case or contact, or a request and what it is called."""
    name, where, noun = case.adult_name or "Adult not known", words.where(case), words.noun(case)
    kind = ". ".join(filter(None, [where, noun.capitalize()])) if case.has_adult else where or "Request"
    return {
        "id": case.id, "name": name, "words": where, "reference": case.reference, "noun": noun, "kind": kind,
        "caption": ", ".join(filter(None, [name, where])),
    }  # fmt: skip


# Cases of one contact


def group_sentence(case: Case, others: Sequence[Case]) -> str:
    """Five other cases came from this contact; one that was joined came from elsewhere."""
    if not others:
        return "No other case stands with this one."
    counted = dates.count_words(len(others), "other case")
    joined = any(other.contact_id != case.contact_id for other in others)
    stands = "stands" if len(others) == 1 else "stand"
    return f"{counted[:1].upper()}{counted[1:]} {f'{stands} with this one' if joined else 'came from this contact'}."


def group_row(case: Case) -> dict[str, Any]:
    """Another case of the group, without anything that was said in it."""
    return {
        "case": case.id, "href": url_for("cases.show", case_id=case.id), "name": case.adult_name or "Adult not known",
        "words": words.where(case), "reference": case.reference, "level": words.LEVELS.get(case.level, case.level),
        "state": words.state_tag(case),
    }  # fmt: skip


def nameless(matter: Matter) -> bool:
    """Whether the adult is not known yet."""
    name = matter.facts.get(matter.facts.adult_id, "name") if matter.facts.adult_id else None
    return matter.facts.adult_id is not None and str(name or "").strip().lower() in NOT_NAMES


# People


def about(matter: Matter, thing: str) -> list[dict[str, Any]]:
    """Everything known of a thing, as lines of a summary list, its name first."""
    return [
        {"label": fact_words.label(matter, key), "value": text}
        for key, answer in sorted(matter.facts.of(thing).items(), key=lambda fact: fact[0] != "name")
        if (text := fact_words.value(matter, key, answer))
    ]


def people_box(matter: Matter) -> list[dict[str, Any]]:
    """The adult, the children and who answers for agencies, for the box beside the timeline."""
    known = matter.facts
    jobs = len(known.listed("engagements", known.adult_id))
    listed = []
    if known.adult_id:
        name = known.get(known.adult_id, "name") or "Adult not known"
        told = f"{jobs or 'No'} job or role" if jobs < 2 else f"{jobs} jobs or roles"
        listed.append({"name": name, "words": f"The adult. {told} with children"})
    for number, child in enumerate(known.listed("children"), 1):
        listed.append(
            {"name": known.get(child.id, "name") or f"Child {number}", "age": age(matter, child), "words": "Child"}
        )
    return listed + [
        {"name": party["person"] or party["name"], "words": f"{party['role']}. {party['words']}"}
        for party in agencies(matter)
    ]


def age(matter: Matter, child: Seen) -> str:
    """A child's age as told, or worked out from the date of birth."""
    if told := matter.facts.get(child.id, "age_told") or matter.facts.get(child.id, "age"):
        return str(told)
    born = matter.facts.get(child.id, "born")
    if born is None:
        return ""
    today = dates.local_day(now())
    return str(today.year - born.year - ((today.month, today.day) < (born.month, born.day)))


def children(matter: Matter) -> list[dict[str, Any]]:
    """Each child with what is alleged about it."""
    listed = []
    allegations = matter.facts.listed("allegations")
    for number, child in enumerate(matter.facts.listed("children"), 1):
        said = []
        for place, allegation in enumerate(allegations, 1):
            named = matter.facts.get(allegation.id, "about_children") or []
            if child.id in named:
                said.append(f"{place}: {fact_words.one_line(matter, allegation.id, 'allegation')}")
        name = matter.facts.get(child.id, "name") or f"Child {number}, name not known"
        listed.append(
            {"name": name, "age": age(matter, child), "allegation": ". ".join(said), "seen": _seen(matter, child)}
        )
    return listed


def _seen(matter: Matter, child: Seen) -> str:
    keys = ("seen_on", "parents_told", "parents_told_on", "wishes", "school")
    told = [
        f"{fact_words.label(matter, k).rstrip('?')}: {w}"
        for k in keys
        if (w := fact_words.value(matter, k, matter.facts.get(child.id, k)))
    ]
    return ". ".join(told)


def jobs(matter: Matter) -> list[dict[str, Any]]:
    """The adult's jobs and roles with children, and whether each employer is told."""
    listed = []
    for engagement in matter.facts.listed("engagements"):
        known = matter.facts.of(engagement.id)
        role = [fact_words.value(matter, key, known.get(key)) for key in ("role", "basis", "started")]
        why = [fact_words.value(matter, key, known.get(key)) for key in ("tell_reason", "employer_contact")]
        listed.append({
            "where": known.get("employer") or "Not known",
            "body": fact_words.value(matter, "sector", known.get("sector")),
            "role": ", ".join(filter(None, role)) or "Not known",
            "told": _told(known.get("tell")),
            "words": ", ".join(filter(None, why)),
        })  # fmt: skip
    return listed


def _told(tell: Any) -> dict[str, str]:
    match tell:
        case "yes":
            return {"text": "Told", "state": "told"}
        case "no":
            return {"text": "Not told", "state": "closed"}
    return {"text": "Not decided", "state": "not_decided"}


def agencies(matter: Matter) -> list[dict[str, Any]]:
    """Who plays each outside role in this case, and how they answer."""
    rows = reading().execute(
        select(Party, Organisation, User)
        .outerjoin(Organisation, Organisation.id == Party.organisation_id)
        .outerjoin(User, User.id == Party.user_id)
        .where(Party.case_id == matter.id, Party.until.is_(None))
        .order_by(Party.at)
    )
    found = []
    for party, organisation, user in rows:
        phone = party.phone or (user.phone if user else None) or (organisation.phone if organisation else None)
        person = user.name if user else party.person
        how = "Signs in" if party.answers == parties.SIGNS_IN else "We record for them"
        name = organisation.name if organisation else None
        found.append({
            "role": party.role, "name": name or party.role, "person": person,
            "words": ". ".join(filter(None, [how, phone])), "who": ", ".join(filter(None, [person, name])),
        })  # fmt: skip
    return found


# Dates


def deadline_rows(matter: Matter) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Every date of a case with its ledger: those that run, and those that were met or missed."""
    lines = reading().scalars(select(Ledger).where(Ledger.case_id == matter.id).order_by(Ledger.at, Ledger.id)).all()
    waits: dict[str, Task | Timer] = {
        each.id: each for each in reading().scalars(select(Task).where(Task.case_id == matter.id))
    }
    waits |= {each.id: each for each in reading().scalars(select(Timer).where(Timer.case_id == matter.id))}
    by_wait: dict[str, list[Ledger]] = {}
    for line in lines:
        by_wait.setdefault(line.waits_id, []).append(line)
    running, past = [], []
    tasks = [each for each in waits.values() if isinstance(each, Task)]
    given = words.given(reading(), list(waits.values()), drawn=_timers_drawn(matter))
    jobs = words.jobs_of(matter)
    steps_due = {each.due_at for each in tasks if each.state == "open"}
    for id, own in by_wait.items():
        each = waits[id]
        own.sort(key=lambda line, due=each.due_at: (line.at, line.due_at == due))  # type: ignore[misc]
        if each.state in ("open", "waiting"):
            if each.due_at is None:
                continue  # The answer that its date rests on was undone.
            if isinstance(each, Timer) and own[-1].due_at in steps_due:
                continue  # The clock of a step that stands here itself.
            running.append((own[-1].due_at, _running(matter, each, own, given) | {"job": words.job_of(each, jobs)}))
        elif isinstance(each, Task) and (each.state != "withdrawn" or _answered_elsewhere(each)):
            past.append((own[-1].due_at, _past(each, own[-1], matter, given) | {"job": words.job_of(each, jobs)}))
    return [row for _, row in sorted(running, key=lambda p: p[0])], [row for _, row in sorted(past, key=lambda p: p[0])]


def _timers_drawn(matter: Matter) -> dict[str, str]:
    """What is drawn of each timer's date, by its step."""
    return {
        step.id: step.event.text
        for diagram in matter.procedure.diagrams.values() for process in diagram.processes for step in process.steps
        if step.event and step.event.kind == "timer"
    }  # fmt: skip


def _running(matter: Matter, waits: Task | Timer, lines: list[Ledger], given: Mapping[str, str]) -> dict[str, Any]:
    last = lines[-1]
    who = waits.role if isinstance(waits, Task) else "The service"
    return {
        "what": waits.name,
        "due": words.due_tag(last.due_at, last.why, now(), matter.calendar) | {"day": words.day(last.due_at, now())},
        "because": dates.sentence(given.get(waits.id, last.why)),
        "ledger": [_ledger_line(line) for line in lines] if len(lines) > 1 else [],
        "who": who, "source": source(matter, last.clock),
    }  # fmt: skip


def _ledger_line(line: Ledger) -> str:
    day = words.day(line.due_at, now())
    why = "An agreed date." if line.why == words.AGREED else dates.sentence(line.why)
    return f"{dates.moment_words(line.at)}: due {day}. {why}"


def _answered_elsewhere(task: Task) -> bool:
    """Whether a step was passed over because a meeting or another step had answered it, and when is known."""
    return task.state == "withdrawn" and task.happened is not None


def _past(task: Task, last: Ledger, matter: Matter, given: Mapping[str, str]) -> dict[str, Any]:
    happened = task.happened or task.done_at or now()
    late = happened > last.due_at
    recorded = ""
    if task.done_at and dates.local_day(task.done_at) != dates.local_day(happened):
        recorded = f", recorded {dates.moment_words(task.done_at)}"
    done = f"Done {dates.moment_words(happened)}{recorded}"
    if _answered_elsewhere(task):
        done = str(task.withdrawn_why)
    return {
        "what": task.name, "was_due": words.day(last.due_at, now()),
        "result": {"text": "Missed" if late else "Met", "state": "missed" if late else "met"},
        "words": f"{done}. {dates.sentence(given.get(task.id, last.why))}",
        "source": source(matter, last.clock),
    }  # fmt: skip


def source(matter: Matter, code: str) -> str:
    """Local procedure: Sefton 2021. May pause."""
    clock = matter.procedure.clocks.get(code)
    if clock is None:
        return "Agreed date"
    where = OWN if clock.source.startswith("Design") else clock.source
    return where + (". May pause" if clock.pauses else "")
