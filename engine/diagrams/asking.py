"""Tells what a form asks, a line for each of its parts, and the answers of long lists; called by the manual."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from engine.forms import Entry, Field, Form, Group, Item, Section
from engine.forms.items import SEVERAL_OF
from engine.forms.messages import CALLED

MOST_CHOICES = 12
"""Longer lists of answers stand in a chapter of their own."""
Lists = Mapping[str, Sequence[Entry]]


def asked(form: Form, lists: Lists) -> Iterator[str]:
    """The questions of a form in their order, parted where the form has parts and rows."""
    yield from _part(form.items, "Asked", (), lists)


def long_lists(forms: Iterable[Form], lists: Lists) -> list[str]:
    """The lists that are too long to stand with the questions that take their answers from them."""
    used = {field.list_name for form in forms for field in form.fields() if field.list_name}
    long = [name for name in sorted(used) if len(_answers(name, lists)) > MOST_CHOICES]
    rows = [line for name in long for line in ("", f"**{_called(name)}**: {' / '.join(_answers(name, lists))}")]
    return ["", "## Lists of answers", *rows] if rows else []


def _answers(name: str, lists: Lists) -> list[str]:
    """What a list offers as it now stands."""
    return [entry.label for entry in lists.get(name, ()) if entry.to is None]


def _called(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _part(items: tuple[Item, ...], head: str, rows: tuple[str, ...], lists: Lists) -> Iterator[str]:
    """One line of questions, then the parts and rows that stand in it; `rows` are the words of those around, inmost
    first."""
    always = [_question(item, lists) for item in items if isinstance(item, Field) and item.hide is None]
    sometimes = [_question(item, lists) for item in items if isinstance(item, Field) and item.hide is not None]
    told = "; ".join(always)
    if sometimes:
        told += f"{'; i' if told else 'I'}f it applies: {'; '.join(sometimes)}"
    if told:
        yield f"{head}: {told}"
    for item in items:
        if isinstance(item, Section):
            under = f"Asked under “{item.label}”" if item.label else head
            yield from _part(item.items, f"{under}{_when(item)}", rows, lists)
        elif isinstance(item, Group):
            which = "one" if item.fixed and item.repetitions == 1 else "each"
            inner = (f"{which} {CALLED.get(item.word, item.word)}", *rows)
            yield from _part(item.items, f"Asked of {' of '.join(inner)}{_when(item)}", inner, lists)


def _when(part: Section | Group) -> str:
    """Whether a part of a form is asked at all depends on what is answered before it."""
    return "" if part.hide is None else ", if it applies"


def _question(field: Field, lists: Lists) -> str:
    label = (field.label or field.key.replace("_", " ")).rstrip(":")
    answers = _answers(field.list_name, lists) if field.list_name else [choice.label for choice in field.choices]
    several = "one or more: " if field.kind in SEVERAL_OF else ""
    told = f" ({several}{' / '.join(answers)})" if answers and answers != ["Yes", "No"] else ""
    if field.list_name and len(answers) > MOST_CHOICES:
        told = f" ({several}list: {_called(field.list_name)})"
    return f"{label}{' *' if field.required else ''}{told}"
