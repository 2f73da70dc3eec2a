"""One step for several adults of one contact on one page: what is the same for all is asked once, the rest of each;
saved for every one of them or for none. Called by the task view."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Any

from flask import flash, redirect, render_template, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from engine import answering, casework, dates, forms, groups, in_hand, inbox, kept, task_form
from engine.forms import Form, Parsed, Problem
from engine.forms.items import AS_IT_STANDS
from engine.in_hand import Matter
from engine.models import Case, Task
from webui import comparing, fact_words, filling, keeping, late, steps, words
from webui.auth import NotYours
from webui.hiding import Hiding
from webui.session import actor, close, commit, now, reading, writing

Page = str | tuple[str, int] | Response
FOR = "applies_to"
ROW = re.compile(rf"{FOR}-([0-9]{{1,3}})-id", re.ASCII)


@dataclass
class One:
    """One adult's part of the page."""

    row: inbox.Row
    matter: Matter
    number: int
    raw: filling.Raw = field(default_factory=dict)
    chosen: bool = True

    @property
    def name(self) -> str:
        return self.row.case.adult_name or "Adult not known"

    @property
    def prefix(self) -> str:
        return f"{FOR}-{self.number}-"


@dataclass
class Sitting:
    """The page as it stands: everybody whom the step may be about, and what is said once for all."""

    ones: list[One]
    for_all: Form
    own: Form
    raw: filling.Raw

    @property
    def chosen(self) -> list[One]:
        return [one for one in self.ones if one.chosen]

    @property
    def lead(self) -> One:
        return (self.chosen or self.ones)[0]

    def posted(self) -> filling.Raw:
        """Everything that stands on the page, under the names of its inputs."""
        everything = dict(self.raw)
        for one in self.ones:
            everything |= {one.prefix + name: values for name, values in one.raw.items()}
        return everything


def show(row: inbox.Row) -> Page:
    """The step for everybody of the group who waits for it."""
    task_id = row.task.id
    if row.task.state != "open" or len(steps.may_be_about(row)) < 2:
        return redirect(url_for("tasks.show", task_id=task_id), 303)
    typed, begun = keeping.found(task_id, {})
    sitting = _gather(row, typed if FOR in typed else {})
    page = _draw(row, sitting, [], **(begun if FOR in typed else {}))
    return steps.seen(page, *(one.row.task for one in sitting.chosen))


def save(row: inbox.Row, raw: filling.Raw) -> Page:
    """Complete the step for all who are chosen, or draw the page again."""
    act = filling.one(raw, "act")
    if act == "keep":
        return keeping.keep(row.task.id, raw, f"{row.task.name}:")
    sitting = _gather(row, raw)
    for one in sitting.chosen:
        if steps.barred(one.row.task):
            raise casework.Conflicted
        if one.row.task.state == "open" and not steps.may_answer(one.row.task):
            raise NotYours(f"“{one.row.task.name}” for {one.name} is not yours to answer.")
    if focus := _rows_changed(sitting, raw):
        return _draw(row, sitting, [], focus=focus)
    if act == "choose":
        return _draw(row, sitting, [])
    return _complete(row, sitting)


# What stands on the page


def _gather(row: inbox.Row, raw: filling.Raw) -> Sitting:
    """Everybody whom the step may be about, with what was typed of each; who is new on the page starts filled in."""
    matter = in_hand.look_at(reading(), row.task.case_id, now=now())
    for_all, own = groups.parts(task_form.of(matter, row.task))
    numbers = {filling.one(raw, name): int(found[1]) for name in raw if (found := ROW.fullmatch(name))}
    pairs = steps.may_be_about(row) + _done_meanwhile(row, list(numbers))
    if row.task.id not in {task.id for task, _ in pairs}:
        pairs.append((row.task, row.case))
    free = (number for number in count() if number not in numbers.values())
    ones = [_one(task, case, numbers.get(task.id), free, raw) for task, case in pairs]
    own_part = next(one for one in ones if one.row.task.id == row.task.id)
    if not numbers and raw:
        _move_in(own_part, own, raw)
    top = {name: values for name, values in raw.items() if not name.startswith(FOR)}
    top = top or _fresh_for_all(own_part, for_all)
    _choose(ones, raw, own_part if not numbers else None)
    return Sitting(ones, for_all, own, filling.with_rows(for_all, top))


def _one(task: Task, case: Case, number: int | None, free: Any, raw: filling.Raw) -> One:
    matter = in_hand.look_at(reading(), task.case_id, now=now())
    row = inbox.Row(task, case, None, None)
    one = One(row, matter, next(free) if number is None else number)
    own = groups.parts(task_form.of(matter, task))[1]
    if number is None:
        keys = {item.key for item in forms.flat(own.items) if not isinstance(item, forms.Text)}
        fresh = steps.fresh(matter, task)
        one.raw = {name: values for name, values in fresh.items() if name.partition("-")[0] in keys}
        one.raw |= {"version": [task_form.page_version(matter, task)]}
    else:
        one.raw = {name[len(one.prefix) :]: raw[name] for name in raw if name.startswith(one.prefix)}
    one.raw["id"] = [task.id]
    one.raw = filling.with_rows(own, one.raw)
    return one


def _move_in(one: One, own: Form, raw: filling.Raw) -> None:
    """What was typed on the step's own page goes on in this adult's part."""
    keys = {item.key for item in forms.flat(own.items) if not isinstance(item, forms.Text)}
    typed = {name: values for name, values in raw.items() if name.partition("-")[0] in keys}
    asked = {name.partition("-")[0] for name in typed}
    left = {name: values for name, values in one.raw.items() if name.partition("-")[0] not in asked}
    one.raw = left | typed | ({"version": raw["version"]} if "version" in raw else {})


def _done_meanwhile(row: inbox.Row, posted: Sequence[str]) -> list[tuple[Task, Case]]:
    """Tasks that stood on the page and do not wait any more: of the same step in the same group, none other."""
    rows = reading().execute(
        select(Task, Case).join(Case, Case.id == Task.case_id)
        .where(Task.id.in_(posted), Case.group_id == row.case.group_id, Task.state != "open")
    )  # fmt: skip
    there = [(task, case) for task, case in rows if groups.together(task, row.task)]
    return [pair for pair in there if pair[0].id != row.task.id]


def _choose(ones: list[One], raw: filling.Raw, own_part: One | None) -> None:
    """Who is ticked; on a fresh page everybody, and the step's own adult when its own page named others."""
    if FOR not in raw and (own_part or not raw):
        return
    ticked = set(raw.get(FOR, ()))
    for one in ones:
        one.chosen = one.row.case.id in ticked or one is own_part


def _fresh_for_all(lead: One, for_all: Form) -> filling.Raw:
    """Questions for all as the first one's step would start, without rows: those are that case's own."""
    keys = {field.key for field in forms.flat(for_all.items) if isinstance(field, forms.Field)}
    fresh = steps.fresh(lead.matter, lead.row.task)
    said = {name: values for name, values in fresh.items() if name.partition("-")[0] in keys}
    return said | filling.today_filled(now(), staff=True)


def _rows_changed(sitting: Sitting, raw: filling.Raw) -> str | None:
    """When Add or Remove was pressed: does it, and says where the focus goes."""
    for name in ("add", "remove"):
        pressed = filling.one(raw, name)
        if not pressed:
            continue
        for one in sitting.ones:
            if pressed.startswith(one.prefix):
                asked = one.raw | {name: [pressed[len(one.prefix) :]]}
                changed = filling.rows_changed(sitting.own, asked)
                one.raw = {key: v for key, v in changed[0].items() if key != name} if changed else one.raw
                return one.prefix + changed[1] if changed else None
        changed = filling.rows_changed(sitting.for_all, sitting.raw)
        if changed:
            sitting.raw = changed[0]
            return changed[1]
    return None


# Saving


def _complete(row: inbox.Row, sitting: Sitting) -> Page:
    if gone := {one.row.task.id for one in sitting.chosen if one.row.task.state != "open"}:
        return _conflict(row, sitting, gone)
    read = _read(sitting)
    if read.problems:
        return _draw(row, sitting, read.problems), 422
    said = [groups.Part(one.row.task.id, part, filling.one(one.raw, "version"))
            for one, part in zip(sitting.chosen, read.own, strict=True)]  # fmt: skip
    try:
        keeping.must_be_only(row.task.id, sitting.raw)
    except kept.ChangedElsewhere as why:
        return _kept_elsewhere(row, sitting, why)
    done = [_done_words(one, read.for_all, part) for one, part in zip(sitting.chosen, read.own, strict=True)]
    session = writing()
    try:
        groups.complete_together(
            session, said, by=actor().id, now=now(), for_all=read.for_all, happened=read.happened,
            on_behalf=read.behalf, for_the_record=late.for_the_record(sitting.raw),
        )  # fmt: skip
        kept.forget_all(session, row.task.id)
        commit()
    except groups.NotAllDone as why:
        session.rollback()
        close("writing")
        return _conflict(row, sitting, set(why.refused))
    return _saved(sitting, done)


def _kept_elsewhere(row: inbox.Row, sitting: Sitting, why: kept.ChangedElsewhere) -> Page:
    """The page again, kept beside what stands in another window: whoever saves it now has been told."""
    close("writing")
    told = keeping.aside(row.task.id, sitting.posted() | {FOR: [one.row.case.id for one in sitting.chosen]})
    sitting.raw |= {name: told[name] for name in (kept.BESIDE, kept.NUMBER)}
    versions = keeping.others(row.task.id, told)
    return _draw(row, sitting, [keeping.asks_first(why)], versions=versions), 409


@dataclass
class _Read:
    own: list[Parsed]
    for_all: Parsed
    happened: Any
    behalf: casework.OnBehalf | None
    problems: list[Problem]


def _read(sitting: Sitting) -> _Read:
    """Everything that was typed; a message about one adult says whom it concerns."""
    if not sitting.chosen:
        nobody = [Problem(FOR, "Choose whom this is about")]
        return _Read([], Parsed(), now(), None, nobody)
    lead = sitting.lead
    behalf, told = steps.behalf(lead.row.task, sitting.raw)
    for_all = _parse(sitting.for_all, sitting.raw, lead, {}, _rows_of_all(sitting))
    own, problems = [], [*told, *for_all.problems]
    for one in sitting.chosen:
        stands = [each.removeprefix(one.prefix) for each in sitting.raw.get(AS_IT_STANDS, ())]
        parsed = _parse(
            sitting.own, one.raw | {AS_IT_STANDS: stands}, one, for_all.answers, fact_words.rows(one.matter)
        )
        problems += [_of(one, each) for each in parsed.problems]
        own.append(parsed)
    received = lead.matter.row["received_at"]
    happened, wrong = filling.asked_of_the_day(sitting.for_all, sitting.raw, received, for_all, now())
    problems += wrong or problems or _late(sitting, own, for_all, happened)
    return _Read(own, for_all, happened, behalf, problems)


def _late(sitting: Sitting, own: list[Parsed], for_all: Parsed, happened: datetime) -> list[Problem]:
    """Whether what happened before what stands of one of them counts now."""
    both = [replace(part, answers={**for_all.answers, **part.answers}) for part in own]
    asked = [(one.name, one.matter, one.row.task, said) for one, said in zip(sitting.chosen, both, strict=True)]
    return late.asked_of_several(asked, happened, sitting.raw)


def _of(one: One, problem: Problem) -> Problem:
    """A message about one adult, which says whom it concerns."""
    asks = one.prefix + problem.asks if problem.asks else ""
    return Problem(one.prefix + problem.name, f"{one.name}: {problem.message}", asks)


def _parse(form: Form, raw: filling.Raw, one: One, laid_over: dict[str, object], rows: Any) -> Parsed:
    return form.parse(
        raw, lists=one.matter.lists, now=now(), rows=rows,
        context={**one.matter.facts.context(one.row.task.keys), **laid_over},
        on=dates.local_day(one.matter.row["received_at"]), ours=steps.ours(one.row.task),
    )  # fmt: skip


def _rows_of_all(sitting: Sitting) -> dict[str, list[tuple[str, str]]]:
    """What a question for all may name: only what every one of them sees."""
    seen = [set(one.matter.facts.things) for one in sitting.chosen or sitting.ones]
    shared = set.intersection(*seen)
    return {kind: [pair for pair in pairs if pair[0] in shared]
            for kind, pairs in answering.rows_of(sitting.lead.matter.facts).items()}  # fmt: skip


def _done_words(one: One, for_all: Parsed, own: Parsed) -> str:
    form = task_form.of(one.matter, one.row.task)
    return form.done_words({**for_all.answers, **own.answers}, one.matter.lists)


def _saved(sitting: Sitting, done: list[str]) -> Response:
    """A banner that says what was saved for whom, and what is next for them."""
    task = sitting.lead.row.task
    by_words: dict[str, list[str]] = {}
    for one, text in zip(sitting.chosen, done, strict=True):
        by_words.setdefault(text or f"{task.name}: saved", []).append(one.name)
    said: dict[str, Any] = {
        "text": " ".join(f"{text}, for {words.several(names)}." for text, names in by_words.items())
    }
    following = inbox.next_in_case(reading(), actor(), task.case_id)
    if following:
        several = len(steps.may_be_about(following)) > 1
        said["next"] = steps.following(following, "tasks.together" if several else "tasks.show")
    flash(said)  # type: ignore[arg-type]
    return redirect(url_for("inbox.mine"), 303)


# Drawing


def _draw(row: inbox.Row, sitting: Sitting, problems: list[Problem], *, focus: str | None = None, **begun: Any) -> str:
    task = row.task
    address = url_for("tasks.together_post", task_id=task.id)
    recorded_for = {"role": task.role, "person": actor().name, "ways": words.WAYS} if steps.recording(task) else None
    lead = sitting.lead
    return render_template(
        "tasks/together.html",
        task={"id": task.id, "title": task.name, "role": task.role}, caption=_caption(sitting),
        act=address, keep=address, left_out=_left_out(sitting),
        back={"text": "Inbox", "href": url_for("inbox.mine")}, why=_why(sitting), problems=problems, focus=focus,
        everybody=[_whom(one) for one in sitting.ones if one.row.task.state == "open"],
        parts=[_part(sitting, one) for one in sitting.chosen], raw=sitting.raw, recording=recorded_for,
        for_all=sitting.for_all if sitting.for_all.fields() else None, lists=lead.matter.lists,
        rows=_rows_of_all(sitting), on=dates.local_day(lead.matter.row["received_at"]),
        hidden=_hider(lead), guidance=task.said.get("guidance"),
        **begun,
    )  # fmt: skip


def _left_out(sitting: Sitting) -> dict[str, list[str]]:
    """What was typed of somebody who is not chosen now stays on the page, out of sight."""
    posted = [one for one in sitting.ones if not one.chosen]
    return {one.prefix + name: values for one in posted for name, values in one.raw.items()}


def _hider(one: One) -> Any:
    context = one.matter.facts.context(one.row.task.keys)
    return Hiding(context, now())


def _caption(sitting: Sitting) -> str:
    return f"{dates.count_words(len(sitting.ones), 'adult', figures=True)} from one contact"


def _why(sitting: Sitting) -> list[dict[str, Any]]:
    first = min((one.row.task for one in sitting.ones), key=lambda task: (task.due_at is None, task.due_at))
    why = steps.due_lines(first)
    text = "It is saved for everybody chosen here, or for nobody. Nothing said of one adult is shown with another."
    return [why, {"strong": "", "text": text}]


def _whom(one: One) -> dict[str, Any]:
    return {
        "case": one.row.case.id, "name": one.name, "words": words.where(one.row.case), "chosen": one.chosen,
        "reference": one.row.case.reference,
    }  # fmt: skip


def _part(sitting: Sitting, one: One) -> dict[str, Any]:
    return {
        "name": one.name, "prefix": one.prefix, "task": one.row.task.id, "version": filling.one(one.raw, "version"),
        "raw": {one.prefix + name: values for name, values in one.raw.items()}
        | {AS_IT_STANDS: sitting.raw.get(AS_IT_STANDS, [])},
        "form": sitting.own,
        "rows": fact_words.rows(one.matter), "hidden": _hider(one), "words": words.where(one.row.case),
        "facts": fact_words.with_disclosed(one.matter, one.row.task.said.get("discloses", ""), one.row.task.keys),
        "boxes": steps.earlier(one.matter),
        "href": url_for("cases.show", case_id=one.row.case.id), "reference": one.row.case.reference,
        "noun": words.noun(one.row.case),
        "asks": bool(sitting.own.fields()),
    }  # fmt: skip


def _conflict(row: inbox.Row, sitting: Sitting, refused: set[str]) -> tuple[str, int]:
    """409: whom it concerns, who was quicker, both answers; everything typed goes on to the next try."""
    concerned = []
    for one in (each for each in sitting.chosen if each.row.task.id in refused):
        fresh = steps.row_of(one.row.task.id)
        told = comparing.told(fresh, sitting.raw | one.raw)
        href = url_for("tasks.show", task_id=one.row.task.id)
        concerned.append({"name": one.name, "href": href, "step": fresh.task.name, **told})
        if told["kind"] == "changed":
            one.raw["version"] = [told["version"]]
        else:
            one.chosen = False
    left = [one.row.case.id for one in sitting.chosen]
    page = render_template(
        "tasks/together_conflict.html",
        concerned=concerned, left=[one.name for one in sitting.chosen],
        act=url_for("tasks.together_post", task_id=row.task.id),
        typed=filling.typed(sitting.posted()) | {FOR: left}, back=url_for("inbox.mine"),
        changed=any(each["kind"] == "changed" for each in concerned),
    )  # fmt: skip
    return page, 409
