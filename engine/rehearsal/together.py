"""One step that a story completes for several adults of one contact; called by acts, through the pages' own rules."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from engine import answering, casework, groups, in_hand, task_form
from engine.forms import Form, Parsed
from engine.in_hand import Matter
from engine.rehearsal import acts
from engine.rehearsal.page import Page
from engine.rehearsal.stage import Stage
from engine.rehearsal.standing import open_tasks
from engine.rehearsal.story import Unmet
from engine.rehearsal.words import Who, plain

Table = Sequence[dict[str, str]]


def named(stage: Stage, step: str, about: str | None) -> list[str]:
    """The adults that `A, B and C` names; nothing when it names one, whatever stands in the name."""
    parts = [part.strip() for each in (about or "").split(",") for part in each.split(" and ") if part.strip()]
    if len(parts) < 2:
        return []
    with stage.looking() as session:
        return [] if open_tasks(stage, session, step, about) else parts


def complete(stage: Stage, who: Who, step: str, names: Sequence[str], table: Table, behalf: acts.Behalf | None) -> None:
    """What the table says of one adult (`Ada Ash: Risk now`) is that adult's, the rest everybody's. Raises Unmet."""
    with stage.acting() as session:
        _complete(stage, session, who, step, names, table, behalf)
        stage.sat[who.role] += 1


def _complete(stage: Stage, session: Session, who: Who, step: str, names: Sequence[str], table: Table,
    behalf: acts.Behalf | None,
) -> None:  # fmt: skip
    verb = "record_for" if behalf else "complete"
    found = [acts.find(stage, session, who, step, name, verb, behalf and behalf[0]) for name in names]
    _must_stand_together(session, found, step)
    matters = [in_hand.look_at(session, each.case.id, now=stage.now) for each in found]
    for_all, own = groups.parts(task_form.of(matters[0], found[0].task))
    lines = [row for row in table if not _of_one(row, names) and _asked_once(for_all, own, row["question"])]
    once = acts.answered(stage, _page(stage, for_all, matters[0], found[0], {}), lines)
    parts = []
    for name, one, matter in zip(names, found, matters, strict=True):
        theirs = [_without(row) for row in table if _of_one(row, [name])]
        said = {plain(row["question"]) for row in theirs}
        shared = [row for row in table if row not in lines and not _of_one(row, names)]
        page = _page(stage, own, matter, one, once.answers)
        parsed = acts.answered(stage, page, [row for row in shared if plain(row["question"]) not in said] + theirs)
        parts.append(groups.Part(one.task.id, parsed, task_form.page_version(matter, one.task)))
    stage.case_id = _save(stage, session, found[0], parts, once, behalf)


def _save(
    stage: Stage, session: Session, first: acts.Found, parts: list[groups.Part], once: Parsed,
    behalf: acts.Behalf | None,
) -> str:  # fmt: skip
    on_behalf = casework.OnBehalf(behalf[0].role, behalf[1] or str(behalf[0]), behalf[2]) if behalf else None
    cases = groups.complete_together(
        session, parts, by=first.actor.id, now=stage.now, for_all=once, happened=acts.take_happened(stage),
        on_behalf=on_behalf,
    )  # fmt: skip
    return cases[0]


def _must_stand_together(session: Session, found: Sequence[acts.Found], step: str) -> None:
    first = found[0]
    there = {task.id for task, _ in groups.siblings(session, first.actor, first.task)}
    if apart := [str(each.case.adult_name) for each in found if each.task.id not in there]:
        raise Unmet(
            f"“{step}” for {' and '.join(apart)} does not stand on one page with that for the others: a partner’s "
            "step, or one about one employer, is each adult’s own. Write a line for each adult."
        )


def _asked_once(for_all: Form, own: Form, question: str) -> bool:
    """Whether a question is one that is answered once for all; a whole name goes before the beginning of another."""
    return Page.asks(for_all, question) or (not Page.asks(own, question) and Page.asks(for_all, question, short=True))


def _of_one(row: dict[str, str], names: Sequence[str]) -> bool:
    head, colon, _ = row["question"].partition(": ")
    return bool(colon) and plain(head) in {plain(name) for name in names}


def _without(row: dict[str, str]) -> dict[str, str]:
    """An adult's own answer as their part of the page asks it."""
    return {**row, "question": row["question"].partition(": ")[2]}


def _page(stage: Stage, form: Form, matter: Matter, found: acts.Found, laid_over: dict[str, Any]) -> Page:
    knowing = acts.knowing(matter, found.task.keys)
    filled = form.raw(answering.filled(form, matter.facts, task_form.owner_of(matter, found.task.keys)))
    alone = tuple(f"{group.key}-" for group in form.groups() if groups.asks_for_all(form))
    raw = {name: values for name, values in filled.items() if not (alone and name.startswith(alone))}
    knowing["context"] = {**knowing["context"], **laid_over}
    return Page(form, raw, now=stage.now, ours=stage.roles[found.task.role].council, **knowing)
