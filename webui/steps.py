"""What the pages of a case, of one step and of one step for several share: which case, whose step, what stands in its
form at first, what is known of the adult, and the trace that a reader leaves. Called by their views.
"""

from typing import Any

from flask import g, url_for

from engine import access, casework, chronology, dates, deadlines, groups, history, in_hand, inbox, patterns, task_form
from engine.forms import Form, Problem
from engine.in_hand import Matter
from engine.models import Authority, Case, Task
from webui import filling, words
from webui.session import actor, commit, now, reading, writing

MEETINGS = ("meeting", "review")


def row_of(task_id: str) -> inbox.Row:
    """The task with its case. Raises NoSuchRow for what the reader may not know of."""
    row = inbox.task(reading(), actor(), task_id)
    if row is None:
        raise in_hand.NoSuchRow
    return row


def case_of(case_id: str) -> Case:
    """A case, or a request that is none. Raises NoSuchRow for what the reader may not know of."""
    found: Case | None = reading().scalar(access.scoped(actor(), Case).where(Case.id == case_id))
    if found is None:
        raise in_hand.NoSuchRow
    return found


def case_of_adult(case_id: str) -> Case:
    """The case of an adult: for pages that a request does not have. Raises NoSuchRow."""
    case = case_of(case_id)
    if not case.has_adult:
        raise in_hand.NoSuchRow
    return case


def may_answer(task: Task) -> bool:
    """Whose it is: the holder, whoever stands in, anybody of the role while nobody has taken it; and who records."""
    if may_record(task):
        return True
    if not access.may(actor(), "complete", task):
        return False
    return task.holder_id in (None, actor().id) or task.audience not in actor().roles


def may_record(task: Task) -> bool:
    """Whether this person may write down what the step's party said."""
    return access.may(actor(), "record_for", task) and recording(task)


def recording(task: Task) -> bool:
    """Whether we write down what a party said: always when its role is an outside one and a council role answers."""
    return actor().casework and not ours(task)


def behalf(task: Task, raw: filling.Raw) -> tuple[casework.OnBehalf | None, list[Problem]]:
    """Who told us what we write down for the step's party, and what is missing of that; nobody for a step of ours."""
    if not recording(task):
        return None, []
    told_by, how = filling.one(raw, "told_by")[:300], filling.one(raw, "told_how")
    problems = [] if told_by else [Problem("told_by", "Enter who told you")]
    if how not in dict(words.WAYS):
        problems.append(Problem("told_how", "Choose how you were told"))
    return casework.OnBehalf(task.role, told_by, how), problems


def ours(task: Task) -> bool:
    """Whether it is for a role of the council's, so that what contradicts itself can be refused."""
    return task.role in actor().council_roles


def fresh(matter: Matter, task: Task) -> filling.Raw:
    """The present answers, and today. What is told anew starts empty: dates that must be given, the last update."""
    known = task_form.fresh(matter, task)
    return task_form.of(matter, task).raw(known) | filling.today_filled(now(), staff=actor().council)


def earlier(matter: Matter) -> list[dict[str, Any]]:
    """Earlier records of somebody with the name of the adult, or of the person that a request asks about."""
    if not chronology.sought(matter)[0]:
        return []
    found, apart = chronology.told_apart(matter)
    others = [f"Said to be somebody else: {match.name}, {match.reference}." for match in apart]
    title = "Earlier history of this adult" if matter.facts.adult_id else "Records of this person"
    if not found:
        nobody = f"Nobody {'else ' if apart else ''}of this name in our other records."
        return [{"title": title, "tint": False, "lines": [nobody, *others]}]
    entries = [
        {
            "title": f"{match.name}, {dates.day_words(match.received, year=True)}",
            "lines": [". ".join(filter(None, [words.LEVELS.get(match.level), match.employer])), match.why],
            "link": {"text": "Open the record", "href": url_for("cases.show", case_id=match.case_id)},
        }
        for match in found
    ]
    same = sum(match.confirmed for match in found)
    told = [f"{dates.count_words(same, 'record', figures=True)} confirmed the same."] if same else []
    if more := len(found) - same:
        told.append(f"{dates.count_words(more, 'earlier record', figures=True)} may be the same person.")
    link = {"text": "Open the chronology", "href": url_for("cases.chronology", case_id=matter.id)}
    links = [link] if matter.facts.adult_id else []
    return [{"title": title, "tint": True, "lines": told + others, "entries": entries, "links": links}]


def of_setting(matter: Matter) -> list[dict[str, Any]]:
    """What the review of a setting is about: every case of the contacts that named it."""
    found = patterns.named(matter)
    if not found:
        return []
    entries = [
        {
            "title": f"{each.adult}, {dates.day_words(dates.local_day(each.received), year=True)}",
            "lines": [f"{words.LEVELS.get(each.level, each.level)}. {'Open' if each.open else 'Closed'}."],
            "link": {"text": f"Open {each.reference}", "href": url_for("cases.show", case_id=each.case_id)},
        }
        for each in found
    ]
    number = matter.facts.case_value("setting_contacts")
    line = f"{dates.count_words(number, 'contact', figures=True)} had named it when this began." if number else ""
    return [{"title": matter.row["adult_name"], "tint": True, "lines": [line] if line else [], "entries": entries}]


def calendar() -> deadlines.Calendar:
    """The working calendar of the authority of who is asking; read once a request."""
    if "calendar" not in g:
        g.calendar = in_hand.calendar_of(reading().get_one(Authority, actor().authority_id).settings)
    return g.calendar  # type: ignore[no-any-return]


def due(task: Task) -> dict[str, str]:
    """The tag and day of a due date, or nothing for a step without a clock."""
    if task.due_at is None:
        return {}
    tag = words.due_tag(task.due_at, task.due_why, now(), calendar())
    time = f"by {dates.time_of(task.due_at)}"
    return tag | {"day": time if tag["state"] == "today" else words.day(task.due_at, now())}


def following(row: inbox.Row, page: str = "tasks.show") -> dict[str, Any]:
    """What is next for who is asking, as a banner names it: by what the step asks of them, with the way to it."""
    due_at = row.task.due_at
    return {
        "text": words.asks(row.task), "href": url_for(page, task_id=row.task.id), "noun": words.noun(row.case),
        "words": f"due {words.day(due_at, now())}" if due_at else None,
    }  # fmt: skip


def due_lines(task: Task) -> dict[str, str]:
    """When it is due and why, for who is asking."""
    return words.due_lines(task, now(), calendar().day_ends, words.given(reading(), [task], actor().id))


def seen(drawn: str, /, *read: Case | Task, page: str = "") -> str:
    """What was drawn, before it is sent: each case or step that it shows keeps a row of who has read it."""
    for each in sorted(read, key=_chain):  # Chains are locked in one order, whoever reads.
        what, read_ = ("task_read", {"task_id": each.id}) if isinstance(each, Task) else ("case_read", {"page": page})
        history.append_read(writing(), _chain(each), what, by=actor().id, now=now(), **read_)
    if read:
        commit()
    return drawn


def _chain(read: Case | Task) -> str:
    return read.case_id if isinstance(read, Task) else read.id


def caption(row: inbox.Row, matter: Matter | None = None) -> str:
    """Whose step it is: the adult, the job and where; for anybody else the reference alone, or what kind of request."""
    if not actor().casework:
        return row.case.reference if row.case.has_adult else row.case.job or ""
    job = words.job(row.task, row.case, words.jobs_of(matter) if matter else words.jobs(reading(), [row.task]))
    return ", ".join(filter(None, [row.case.adult_name, job]))


def may_be_about(row: inbox.Row) -> list[tuple[Task, Case]]:
    """Everybody of the group who waits for this step and for whom this person may answer it, by name."""
    pairs = groups.siblings(reading(), actor(), row.task)
    if len(pairs) < 2:
        return pairs
    return [(task, case) for task, case in pairs if may_answer(task) and not barred(task)]


def also(row: inbox.Row, form: Form) -> dict[str, Any] | None:
    """The group's other adults who wait for the same step: this may be about them too."""
    pairs = may_be_about(row)
    if len(pairs) < 2:
        return None
    what = "meeting" if form.name in MEETINGS else "update" if form.name.endswith("_update") else "step"
    return {
        "title": f"This {what} was also about", "ask": groups.asks_for_all(form),
        "text": f"{len(pairs) - 1} other{'s' if len(pairs) > 2 else ''} of the same contact "
                f"wait{'' if len(pairs) > 2 else 's'} for this step too.",
        "link": f"Answer for all {len(pairs)} on one page",
        "others": [{"value": case.id, "text": case.adult_name or "Adult not known", "words": words.where(case)}
                   for task, case in pairs if task.id != row.task.id],
        "href": url_for("tasks.together", task_id=row.task.id),
    }  # fmt: skip


def barred(task: Task) -> bool:
    """Whether a conflict of interest keeps this person from deciding; asked of steps that decide alone."""
    if task.said.get("decides") != "yes":
        return False
    return casework.barred(in_hand.look_at(reading(), task.case_id, now=now()), task, actor().id)
