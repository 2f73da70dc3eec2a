"""form-js schemas to items; what is outside the closed list is noted by name, for the check. Form.read calls it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from engine import dates, feel
from engine.errors import Refused, Unreadable
from engine.forms.items import PLURALS, THINGS, Choice, Field, Group, Item, Limits, Problem, Section, Text
from engine.forms.lists import CODE
from engine.forms.patterns import NAMED

MOST_BYTES, MOST_COMPONENTS, MOST_DEPTH = 2_000_000, 2_000, 30
LONGEST_TEXT, LONGEST_LONG_TEXT = 500, 20_000
FIELD_KINDS = {
    "textfield": "text", "textarea": "long_text", "number": "number", "radio": "radio", "select": "select",
    "checklist": "checklist", "taglist": "tag_list", "checkbox": "checkbox", "filepicker": "file",
    "datetime": "date",
}  # fmt: skip
OTHER_TYPES = ("group", "dynamiclist", "text", "separator", "spacer")
DATE_KINDS = {"date": "date", "time": "time", "datetime": "date_time"}
SINCE_CONTACT = "since_contact"
WHEN = ("past", "not_future", "not_past", "future")
_LAYOUT = {"type", "id", "layout", "properties", "conditional", "label", "description", "verticalAlignment"}
_ATTRIBUTES = {
    "field": _LAYOUT | {
        "key", "validate", "defaultValue", "readonly", "disabled", "values", "valuesKey", "appearance", "subtype",
        "dateLabel", "timeLabel", "timeSerializingFormat", "timeInterval", "use24h", "disallowPassedDates",
        "searchable",
        "decimalDigits", "increment", "serializeToString", "multiple", "accept",
    },
    "group": _LAYOUT | {"components", "path", "showOutline", "key"},
    "dynamiclist": _LAYOUT | {
        "components", "path", "showOutline", "isRepeating", "allowAddRemove", "defaultRepetitions", "disableCollapse",
        "nonCollapsedItems", "key",
    },
    "text": _LAYOUT | {"text"},
    "separator": _LAYOUT,
    "spacer": _LAYOUT | {"height"},
}  # fmt: skip
_RULES = {"required", "minLength", "maxLength", "min", "max", "validationType"}


class BadForm(Refused):
    """This form cannot be read."""


class NotJson(BadForm, Unreadable):
    """This is not JSON."""


@dataclass
class Read:
    """A schema read: its items and what the check will complain about."""

    title: str = ""
    done: str = ""
    items: tuple[Item, ...] = ()
    complaints: list[Problem] = field(default_factory=list)
    components: int = 0


def read(name: str, text: str) -> Read:
    """The schema's items; raises BadForm when it is no form at all."""
    schema = _json(name, text)
    components = schema.get("components")
    if not isinstance(components, list):
        raise BadForm(f"{name} is no form: it has no list of components. Save it again from the form editor.")
    result = Read(title=_string(schema.get("title")))
    result.items = _items(result, components, depth=0)
    first = result.items[0] if result.items else None
    if isinstance(first, Text) and first.level == 1 and not first.hide:
        result.title = result.title or first.text
        result.done = _done(components[0])
        result.items = result.items[1:]
    return result


def _done(heading: object) -> str:
    """What the record says when the page has been completed: the property `done` of its heading."""
    properties = heading.get("properties") if isinstance(heading, dict) else None
    return _string(properties.get("done")) if isinstance(properties, dict) else ""


def _json(name: str, text: str) -> dict[str, object]:
    if len(text) > MOST_BYTES:
        raise BadForm(f"{name} is larger than 2 MB.")
    try:
        schema = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_once, parse_constant=_no_constant)
    except RecursionError:
        raise BadForm(f"{name} is nested too deeply. Save it again from the form editor.") from None
    except ValueError as error:
        raise NotJson(f"{name} is not JSON: {error}. Save it again from the form editor.") from None
    try:
        json.dumps(schema, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise BadForm(f"{name} has half a character in it. Type that text again.") from None
    if not isinstance(schema, dict):
        raise BadForm(f"{name} is no form: it is not a JSON object. Save it again from the form editor.")
    return schema


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise BadForm(f"“{twice[:60]}” is said twice in one place. Take one of them out.")
    return dict(pairs)


def _no_constant(word: str) -> object:
    raise BadForm(f"{word} is no number. Write figures.")


def _items(result: Read, components: object, depth: int) -> tuple[Item, ...]:
    if depth > MOST_DEPTH:
        raise BadForm("The form's groups are nested too deeply. Take some apart.")
    items = []
    for component in components if isinstance(components, list) else ():
        result.components += 1
        if result.components > MOST_COMPONENTS:
            raise BadForm(f"The form has more than {MOST_COMPONENTS} components. Divide it.")
        item = _item(_Component(result, component), depth)
        if item:
            items.append(item)
        if isinstance(item, Field) and item.limits.since_contact:
            items.append(_early(item))  # beside it, so that it is known which question is meant
    return tuple(items)


def _early(asked: Field) -> Text:
    """What asks whether a day before the contact is right: it may be, but mostly a figure is wrong."""
    return Text(
        f"{asked.label.rstrip('?')}: that day is before the contact came. Correct it, or say that it is right",
        hide=feel.parse(f"{asked.key} = null or received_at = null or {asked.key} >= date(received_at)"),
        properties={"warns": "yes", "about": asked.key},
    )


class _Component:
    """One component of the schema, read attribute by attribute; what does not fit is complained about, never fatal."""

    def __init__(self, result: Read, raw: object) -> None:
        self.result = result
        self.raw: Mapping[str, object] = raw if isinstance(raw, dict) else {}
        self.type = _string(self.raw.get("type"))
        self.key = _string(self.raw.get("key"))
        self.label = _string(self.raw.get("label"))
        self.named = self.label or self.key or _string(self.raw.get("id")) or self.type
        self.properties = {k: _string(v) for k, v in self.part("properties").items()}

    def complain(self, message: str) -> None:
        self.result.complaints.append(Problem(self.named, message))

    def part(self, name: str) -> dict[str, object]:
        value = self.raw.get(name)
        if value is not None and not isinstance(value, dict):
            self.complain(f"{name} must be an object.")
        return value if isinstance(value, dict) else {}

    def known(self, group: str) -> None:
        for name in sorted(set(self.raw) - _ATTRIBUTES[group]):
            self.complain(f"ladoflow does not know the attribute {name[:60]} of a {self.type}. Take it out.")

    def flag(self, part: Mapping[str, object], name: str) -> bool:
        value = part.get(name, False)
        if not isinstance(value, bool):
            self.complain(f"{name} must be true or false, not an expression.")
        return value is True

    def whole(self, part: Mapping[str, object], name: str) -> int | None:
        value = self.number(part, name)
        if value is not None and (value != int(value) or not 0 <= value <= 1_000_000):
            self.complain(f"{name} must be a whole number.")
            return None
        return None if value is None else int(value)

    def number(self, part: Mapping[str, object], name: str) -> Decimal | None:
        value = part.get(name)
        if value is None or value == "":
            return None
        try:
            number = Decimal(str(value)) if not isinstance(value, bool) else Decimal("nan")
        except InvalidOperation:
            number = Decimal("nan")
        if not number.is_finite() or abs(number.adjusted()) > 20:
            self.complain(f"{name} must be a number, not an expression.")
            return None
        return number

    @property
    def hide(self) -> feel.Expression | None:
        conditional = self.part("conditional")
        for other in sorted(set(conditional) - {"hide"}):
            self.complain(f"ladoflow does not know the condition {other[:60]}: only hide. Take it out.")
        return self.expression("Hidden when", _string(conditional.get("hide")))

    def expression(self, what: str, text: str) -> feel.Expression | None:
        """One that can be read; nothing where there is none."""
        text = text.strip().removeprefix("=").strip()
        try:
            return feel.parse(text) if text else None
        except Refused as error:
            self.complain(f"{what} “{text[:80]}”: {error}")
            return None


def _string(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value)


def _item(raw: _Component, depth: int) -> Item | None:
    if raw.type in FIELD_KINDS:
        return _field(raw)
    if raw.type not in OTHER_TYPES:
        raw.complain(
            f"ladoflow does not know the component type {raw.type[:60] or '(none)'}. Use another, or take it out."
        )
        return None
    raw.known(raw.type)
    if raw.type in ("group", "dynamiclist"):
        return _group(raw, depth)
    return _text(raw) if raw.type == "text" else Text("", rule=True, hide=raw.hide) if raw.type == "separator" else None


def _text(raw: _Component) -> Text:
    text = _string(raw.raw.get("text")).strip()
    heading = re.fullmatch(r"(#{1,4}) +([^\n]+)", text)
    if "{{" in text or text.startswith("="):
        raw.complain("A text cannot have an expression in it.")
    level, words = (len(heading[1]), heading[2].strip()) if heading else (0, text)
    return Text(words, level, hide=raw.hide, properties=raw.properties)


def _group(raw: _Component, depth: int) -> Group | Section:
    items = _items(raw.result, raw.raw.get("components"), depth + 1)
    path = _string(raw.raw.get("path"))
    if raw.type == "group":
        if path:
            raw.complain("A group is a heading and has no path; rows are a dynamic list.")
        return Section(raw.label, items, raw.hide, raw.properties)
    word = raw.properties.get("rows", "")
    if not word:
        raw.complain("A dynamic list needs the property rows: the word for one row, like allegation.")
    kind = word if word in THINGS else "row"
    if kind != "row" and path != PLURALS[kind]:
        raw.complain(f"The path of a list of rows {word} must be {PLURALS[kind]}.")
    return Group(
        key=path,
        label=raw.label,
        kind=kind,
        word=word.replace("_", " "),
        items=items,
        repetitions=_repetitions(raw),
        fixed=raw.raw.get("allowAddRemove") is False,
        hide=raw.hide,
        at_least=raw.whole(raw.properties, "at_least") or 0,
        help=_string(raw.raw.get("description")),
        guidance=raw.properties.get("guidance", ""),
        properties=raw.properties,
    )


def _repetitions(raw: _Component) -> int:
    number = raw.whole(raw.raw, "defaultRepetitions")
    if number is not None and number > 50:
        raw.complain("defaultRepetitions must be 50 or less.")
    return 1 if number is None else min(number, 50)


def _field(raw: _Component) -> Field:
    raw.known("field")
    layout, rules = raw.part("layout"), raw.part("validate")
    for rule in sorted(set(rules) - _RULES):
        raw.complain(_unknown_rule(rule))
    kind = _kind(raw)
    return Field(
        key=raw.key,
        label=raw.label or (_string(raw.raw.get("dateLabel")) or _string(raw.raw.get("timeLabel"))),
        kind=kind,
        required=raw.flag(rules, "required"),
        help=_string(raw.raw.get("description")),
        choices=_choices(raw),
        list_name=_string(raw.raw.get("valuesKey")) or None,
        hide=raw.hide,
        read_only=raw.flag(raw.raw, "readonly") or raw.flag(raw.raw, "disabled"),
        limits=_limits(raw, kind, rules),
        rows_of=raw.properties.get("rowsOf") or None,
        guidance=raw.properties.get("guidance", ""),
        row=_string(layout.get("row")),
        columns=raw.whole(layout, "columns") or 16,
        properties=raw.properties,
        id=_string(raw.raw.get("id")),
        default=raw.raw.get("defaultValue"),
        starts=raw.expression("Starts as", raw.properties.get("starts", "")),
    )


def _unknown_rule(rule: str) -> str:
    if rule == "pattern":
        return f"A pattern of one's own (validate.pattern) is not taken. Named ones are: {', '.join(sorted(NAMED))}."
    return f"ladoflow does not know the rule {rule[:60]}. Take it out."


def _kind(raw: _Component) -> str:
    kind = FIELD_KINDS[raw.type]
    if raw.type != "datetime":
        return kind
    subtype = _string(raw.raw.get("subtype")) or "date"
    if subtype not in DATE_KINDS:
        raw.complain(f"The subtype of a datetime is date, time or datetime, not {subtype[:40]}.")
    return DATE_KINDS.get(subtype, "date")


def _choices(raw: _Component) -> tuple[Choice, ...]:
    values = raw.raw.get("values") or []
    if not isinstance(values, list):
        raw.complain("values must be a list.")
        return ()
    choices = [_choice(value) for value in values if isinstance(value, dict)]
    for choice in choices:
        if not CODE.fullmatch(choice.code):
            raw.complain(f"The value “{choice.code[:40]}” is no code: small letters, figures and _.")
    if len({choice.code for choice in choices}) < len(choices):
        raw.complain("Two choices have the same value.")
    return tuple(choices)


def _choice(value: Mapping[str, object]) -> Choice:
    code = _string(value.get("value"))
    return Choice(code, _string(value.get("label")) or code, _string(value.get("description")))


def _limits(raw: _Component, kind: str, rules: Mapping[str, object]) -> Limits:
    longest = {"text": LONGEST_TEXT, "long_text": LONGEST_LONG_TEXT}.get(kind)
    return Limits(
        min_length=raw.whole(rules, "minLength"),
        max_length=raw.whole(rules, "maxLength") or longest,
        least=raw.number(rules, "min"),
        most=raw.number(rules, "max"),
        decimals=raw.whole(raw.raw, "decimalDigits"),
        pattern=_pattern(raw, rules),
        when=_when(raw),
        not_before=raw.properties.get("not_before", ""),
        since_contact=_since_contact(raw, kind),
        earliest=_day(raw, "earliest"),
        latest=_day(raw, "latest"),
        time_optional=raw.properties.get("time") == "optional",
        files=20 if raw.flag(raw.raw, "multiple") else 1,
    )


def _pattern(raw: _Component, rules: Mapping[str, object]) -> str:
    name = raw.properties.get("pattern") or _string(rules.get("validationType")).replace("custom", "")
    if name and name not in NAMED:
        raw.complain(f"There is no pattern named {name[:60]}. Named ones are: {', '.join(sorted(NAMED))}.")
        return ""
    return name


def _when(raw: _Component) -> str:
    when = raw.properties.get("when", "")
    if when and when not in WHEN:
        raw.complain(f"when must be one of {', '.join(WHEN)}, not {when[:40]}.")
        return ""
    return when or ("not_past" if raw.flag(raw.raw, "disallowPassedDates") else "")


def _since_contact(raw: _Component, kind: str) -> bool:
    expected = raw.properties.get("expected", "")
    if expected and (expected != SINCE_CONTACT or kind != "date" or not is_name(raw.key)):
        raw.complain(f"expected is for dates, and must be {SINCE_CONTACT}, not {expected[:40]}.")
        return False
    return bool(expected)


def is_name(key: str) -> bool:
    """Whether expressions read the key as a name, not as a word of their own."""
    try:
        return feel.parse(key).names == {key}
    except Refused:
        return False


def _day(raw: _Component, name: str) -> date | None:
    text = raw.properties.get(name, "")
    try:
        return dates.parse_date(text) if text else None
    except dates.NotADate as error:
        raw.complain(f"{name}: {error}")
        return None
