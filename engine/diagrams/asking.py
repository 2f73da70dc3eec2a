"""Tells what a form asks, a line for each of its parts; called by the manual."""

from collections.abc import Iterator

from engine.forms import Field, Form, Group, Item, Section
from engine.forms.messages import CALLED

MOST_CHOICES = 12


def asked(form: Form) -> Iterator[str]:
    """The questions of a form in their order, parted where the form has parts and rows."""
    yield from _part(form.items, "Asked", ())


def _part(items: tuple[Item, ...], head: str, rows: tuple[str, ...]) -> Iterator[str]:
    """One line of questions, then the parts and rows that stand in it; `rows` are the words of those around, inmost
    first."""
    always = [_question(item) for item in items if isinstance(item, Field) and item.hide is None]
    sometimes = [_question(item) for item in items if isinstance(item, Field) and item.hide is not None]
    told = "; ".join(always)
    if sometimes:
        told += f"{'; i' if told else 'I'}f it applies: {'; '.join(sometimes)}"
    if told:
        yield f"{head}: {told}"
    for item in items:
        if isinstance(item, Section):
            yield from _part(item.items, f"Asked under “{item.label}”" if item.label else head, rows)
        elif isinstance(item, Group):
            inner = (CALLED.get(item.word, item.word), *rows)
            yield from _part(item.items, f"Asked of each {' of each '.join(inner)}", inner)


def _question(field: Field) -> str:
    label = (field.label or field.key.replace("_", " ")).rstrip(":")
    codes = [choice.label for choice in field.choices]
    choices = f" ({' / '.join(codes)})" if 0 < len(codes) <= MOST_CHOICES and codes != ["Yes", "No"] else ""
    return f"{label}{' *' if field.required else ''}{choices}"
