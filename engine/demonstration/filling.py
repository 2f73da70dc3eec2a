"""Fills a form as an invented person would: what the story says, else what is known, else something sensible.

Called by the teller.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from engine.deadlines import Calendar
from engine.errors import LadoflowError
from engine.forms import Entry, Field, Form, Group, Item, Row, flat
from engine.forms.items import AS_IT_STANDS
from engine.models import new_id

Values = dict[str, Any]
KEPT_AS_THEY_STAND = ("officer", "unit", "crime_reference", "case_manager", "social_worker", "named_contact")
"""Texts that nobody rewrites at each update."""


class CannotFill(LadoflowError):
    """The demonstration cannot answer this form."""


@dataclass
class Scene:
    """One sitting: who answers, about whom, when."""

    at: datetime
    day: date
    today: date
    calendar: Calendar
    rng: Random
    names: Mapping[str, str]
    """What may stand in braces in a text: adult, child, employer, manager, lado, officer."""
    lists: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    received: date = date.min

    def working(self, number: int) -> date:
        """So many working days from the day of this sitting."""
        start = self.day if self.calendar.is_working(self.day) else self.calendar.previous_working(self.day)
        return self.calendar.add(start, number)

    def days(self, number: int) -> date:
        """So many days on, or the last working day before that."""
        day = self.day + timedelta(days=number)
        return day if self.calendar.is_working(day) else self.calendar.previous_working(day)

    def one_of(self, texts: tuple[Any, ...]) -> Any:
        """One of several, the same on every start of one day."""
        return self.rng.choice(texts)


Answer = Any
"""A value, or a function of the scene that gives one; several texts to draw from as a tuple."""


@dataclass
class Filling:
    """Where answers come from, the first that has one."""

    scene: Scene
    told: Mapping[str, Answer]
    bank: Mapping[str, Answer]
    known: Mapping[str, Any]

    def values(self, form: Form) -> Values:
        """Answers to every question that a person would answer."""
        return self._values(form.items, self.told, self.known, "")

    def _values(
        self, items: tuple[Item, ...], told: Mapping[str, Answer], known: Mapping[str, Any], prefix: str
    ) -> Values:
        values: Values = {}
        for item in flat(items):
            if isinstance(item, Field) and not item.read_only:
                values[item.key] = self._answer(item, told, known, prefix)
            elif isinstance(item, Group):
                values[item.key] = self._rows(item, told, known)
        return values

    def _answer(self, item: Field, told: Mapping[str, Answer], known: Mapping[str, Any], prefix: str) -> Any:
        if item.key in told:
            return self._say(told[item.key])
        before = known.get(item.key)
        stays = item.kind not in ("text", "long_text", "date", "date_time") or item.key in KEPT_AS_THEY_STAND or prefix
        if before not in (None, "") and stays:
            return before
        for name in (f"{prefix}{item.key}", item.key):
            if name in self.bank:
                return self._say(self.bank[name])
        return self._sensible(item) if item.required else before

    def _say(self, answer: Answer) -> Any:
        if callable(answer):
            answer = answer(self.scene)
        if isinstance(answer, tuple):
            answer = self.scene.one_of(answer)
        if not isinstance(answer, str):
            return answer
        try:
            return answer.format(**self.scene.names)
        except KeyError:
            return None  # it names somebody whom nobody knows yet

    def _sensible(self, item: Field) -> Any:
        """For a question that no story and no bank knows: No, the first choice, the day, a short text."""
        match item.kind:
            case "radio" | "select" | "checklist" | "tag_list":
                codes = [choice.code for choice in item.options(self.scene.lists, self.scene.received)]
                code = "no" if "no" in codes else codes[0] if codes else None
                return [code] if item.kind in ("checklist", "tag_list") and code else code
            case "date":
                return self.scene.days(14) if item.limits.when == "future" else self.scene.day
            case "date_time":
                return self.scene.at
            case "number":
                return 1
            case "checkbox":
                return True
        return "As discussed by telephone"

    def _rows(self, group: Group, told: Mapping[str, Answer], known: Mapping[str, Any]) -> list[Row]:
        before: list[Row] = [row for row in known.get(group.key) or [] if isinstance(row, Row)]
        said = self._say(told.get(group.key, []))
        if before:
            return self._known_rows(group, before, said) + self._further_rows(group, said, before)
        if not said and not group.fixed:
            said = self._say(self.bank.get(f"{group.key}[]", list)) if f"{group.key}[]" in self.bank else []
        if not said and group.fixed and group.repetitions:
            said = [{}] * group.repetitions
        return [self._row(group, new, {}, None) for new in said]

    def _known_rows(self, group: Group, before: list[Row], said: Any) -> list[Row]:
        rows = []
        for number, row in enumerate(before):
            rows.append(self._row(group, _about(row, said, number), row.answers, row.id))
        return rows

    def _further_rows(self, group: Group, said: Any, before: list[Row]) -> list[Row]:
        """What the story adds to the rows that there are."""
        named = {_name(row.answers) for row in before}
        return [self._row(group, new, {}, None) for new in said if _name(new) is not None and _name(new) not in named]

    def _row(self, group: Group, told: Mapping[str, Answer], known: Mapping[str, Any], id: str | None) -> Row:
        values = self._values(group.items, told, known, f"{group.key}.")
        return Row(id or str(told.get("id") or new_id()), False, values)


def _name(answers: Mapping[str, Any]) -> Any:
    return answers.get("employer") or answers.get("name")


def _about(row: Row, said: Any, number: int) -> Mapping[str, Answer]:
    """What the story says of a row: by the name that it has, by its kind, else the one that stands for all."""
    for new in said:
        if _name(new) is not None and _name(new) == _name(row.answers):
            return dict(new)
        if new.get("kind") is not None and new.get("kind") == row.answers.get("kind"):
            return dict(new)
    everyone = [new for new in said if _name(new) is None and "kind" not in new]
    return dict(everyone[min(number, len(everyone) - 1)]) if everyone else {}


def parse(form: Form, values: Values, **asked: Any) -> Any:
    """The answers as the page would post them; what a page asks back is right as it stands.

    Raises CannotFill with the form's own messages.
    """
    raw = form.raw(values)
    parsed = form.parse(raw, **asked)
    if parsed.problems and all(problem.asks for problem in parsed.problems):
        parsed = form.parse(raw | {AS_IT_STANDS: [str(problem.asks) for problem in parsed.problems]}, **asked)
    if parsed.problems:
        told = "; ".join(f"{problem.name}: {problem.message}" for problem in parsed.problems[:5])
        raise CannotFill(f"The demonstration cannot answer the form {form.name}: {told}")
    return parsed


def on(number: int) -> Callable[[Scene], date]:
    """So many working days from the day of the sitting."""
    return lambda scene: scene.working(number)


def from_today(number: int) -> Callable[[Scene], date]:
    """So many working days from the day on which the demonstration is made; never out of order for the form."""

    def day(scene: Scene) -> date:
        start = scene.today if scene.calendar.is_working(scene.today) else scene.calendar.previous_working(scene.today)
        return max(scene.calendar.add(start, number), scene.working(1))

    return day
