"""Facts of a case in words, as pages show them: what we know, what a step discloses, and who told us.

Used by the task, contact and case views; every label comes from the procedure's own forms.
"""

from typing import Any

from engine import dates
from engine.facts import KINDS
from engine.forms import value_words
from engine.settling import Matter

SHOWN = {
    "adult": ("name", "born", "known_as", "profession", "knows"),
    "engagement": ("employer", "role", "basis", "sector", "started"),
    "child": ("name", "age", "born", "school", "placing_authority"),
    "allegation": ("description", "on_date", "nature"),
}
"""What "What we know" shows of each kind, in this order; the rest is on the People page."""
OF_CONTACT = (
    "referrer_name", "referrer_role", "referrer_agency", "channel", "aware_at", "what_happened", "immediate_danger",
    "advice_given", "risk", "decision", "reason", "criteria",
)  # fmt: skip
TITLES = {"adult": "Adult", "engagement": "Job or role with children", "child": "Child", "allegation": "Allegation"}


def value(matter: Matter, key: str, known: Any) -> str:
    """One fact's value in words."""
    if known is None or known == "" or known == []:
        return ""
    field = matter.procedure.fields.get(key)
    if field is None:
        return str(known).replace("_", " ")
    return value_words(field, known, matter.procedure.lists, _rows(matter))


def label(matter: Matter, key: str) -> str:
    """The question that asks for this fact, short: without the number of a numbered page."""
    field = matter.procedure.fields.get(key)
    return field.label.lstrip("0123456789. ") if field else key.replace("_", " ").capitalize()


def _rows(matter: Matter) -> dict[str, list[tuple[str, str]]]:
    from engine.answering import rows_of

    return rows_of(matter.facts)


def known(matter: Matter) -> list[dict[str, Any]]:
    """What we know of a case: what was told, then its people, jobs and allegations."""
    received = dates.moment_words(matter.row["received_at"], year=True)
    rows = [{"label": "Received", "value": received}]
    for key in OF_CONTACT:
        if words := value(matter, key, matter.facts.case_value(key)):
            rows.append({"label": label(matter, key), "value": words})
    for kind, keys in SHOWN.items():
        things = matter.facts.listed(KINDS[kind])
        for number, thing in enumerate(things, 1):
            lines = [w for key in keys if (w := value(matter, key, matter.facts.get(thing.id, key)))]
            if lines:
                title = TITLES[kind] + (f" {number}" if len(things) > 1 else "")
                rows.append({"label": title, "lines": lines})
    return rows


def disclosed(matter: Matter, discloses: str, keys: dict[str, str]) -> list[dict[str, Any]]:
    """What a step shows to an outside role: its list and nothing else."""
    rows: list[dict[str, Any]] = []
    for part in (each.strip() for each in discloses.split(",")):
        kind, _, key = part.partition(".")
        if not key:
            continue
        for thing in _things(matter, kind, keys):
            for name in [key] if key != "*" else sorted(matter.facts.of(thing)):
                answer = matter.facts.case_value(name) if kind in ("case", "contact") else matter.facts.get(thing, name)
                if words := value(matter, name, answer):
                    rows.append({"label": f"{TITLES.get(kind, '')} {label(matter, name)}".strip(), "value": words})
    return rows


def _things(matter: Matter, kind: str, keys: dict[str, str]) -> list[str]:
    if kind in ("case", "contact"):
        return [matter.id]
    if kind == "adult":
        return [matter.facts.adult_id] if matter.facts.adult_id else []
    if kind in keys:
        return [keys[kind]]
    return [thing.id for thing in matter.facts.listed(KINDS.get(kind, kind))]


def answers(matter: Matter, task_id: str, rows: list[Any]) -> list[dict[str, Any]]:
    """The answers of a completed step, from the facts that it wrote: [{label, value}]."""
    return [
        {"label": label(matter, fact.key), "value": value(matter, fact.key, _decoded(fact)) or "Left empty"}
        for fact in rows
        if fact.task_id == task_id
    ]


def _decoded(fact: Any) -> Any:
    from engine.facts import decode

    return decode(fact.value)
