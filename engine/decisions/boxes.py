"""Boxed expressions of DMN files (lists, relations, choices, filters, loops) as expressions; `decisions` calls it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml import etree

from engine import feel
from engine.decisions import xml
from engine.errors import Refused
from engine.feel import Expression, tree

DEEPEST = 30


def read(element: etree._Element, where: str, deep: int = 0) -> Expression:
    """The expression that a box says; raises Refused, which names the box that it stands in."""
    if deep > DEEPEST:
        raise Refused(f"{where} has boxes in boxes more than {DEEPEST} deep: divide it into several decisions.")
    kind = xml.local(element)
    if kind == "literalExpression":
        return literal(element, where)
    if kind not in _BOXES:
        raise Refused(f"{where} has a {kind} in a box, which is not taken there: write an expression.")
    return _BOXES[kind](element, where, deep + 1)


def parsed(text: str, where: str) -> Expression:
    """An expression of a file; a refusal says where it stands."""
    return _of(feel.parse, text, where)


def unary(text: str, where: str) -> Expression:
    """The tests of a cell; a refusal says where they stand."""
    return _of(feel.parse_unary, text, where)


def plain_name(key: str, where: str) -> str:
    """A name as expressions can say it; raises Refused for any other."""
    if not re.fullmatch(r"[^\W\d]\w*", key):
        plain = re.sub(r"\W+", "_", key).strip("_")
        raise Refused(f"{where} `{key}`: names have letters, digits and underscores only; write `{plain}`.")
    return key


def _of(read_text: Callable[[str], Expression], text: str, where: str) -> Expression:
    try:
        return read_text(text)
    except feel.Refused as wrong:
        raise feel.Refused(f"{where}: {wrong}") from None


def literal(element: etree._Element, where: str) -> Expression:
    """What a cell or a box that holds text says."""
    language = element.get("expressionLanguage") or ""
    if language and "feel" not in language.lower():
        raise Refused(f"{where} is written in {language[:60]}: write it in FEEL.")
    return parsed(xml.text(element), where)


def _inner(elements: list[etree._Element], where: str, deep: int) -> list[Expression]:
    """The boxes directly inside; an empty one is null."""
    boxes = [one for one in elements if isinstance(one.tag, str) and xml.local(one) in (*_BOXES, *_OTHERS)]
    return [read(box, where, deep) if _filled(box) else feel.parse("null") for box in boxes]


def _filled(box: etree._Element) -> bool:
    return xml.local(box) != "literalExpression" or bool(xml.text(box))


def _part(element: etree._Element, name: str, where: str, deep: int) -> Expression:
    part = xml.child(element, name)
    found = _inner(list(part), where, deep) if part is not None else []
    if len(found) != 1:
        raise Refused(f"{where} has a {xml.local(element)} without its `{name}`: fill it in.")
    return found[0]


def _listed(element: etree._Element, where: str, deep: int) -> Expression:
    found = _inner(list(element), where, deep)
    return feel.of_tree(f"[{', '.join(one.text for one in found)}]", tree.Listed(tuple(one.tree for one in found)))


def _relation(element: etree._Element, where: str, deep: int) -> Expression:
    columns = [plain_name(str(one.get("name")), where) for one in xml.children(element, "column")]
    rows = []
    for at, row in enumerate(xml.children(element, "row"), 1):
        cells = _inner(list(row), where, deep)
        if len(cells) != len(columns):
            raise Refused(f"{where}, row {at} of its relation has not one cell a column: fill it in.")
        pairs = tuple(zip(columns, (cell.tree for cell in cells), strict=True))
        rows.append(tree.Context(pairs))
    return feel.of_tree(f"relation of {', '.join(columns)}", tree.Listed(tuple(rows)))


def _conditional(element: etree._Element, where: str, deep: int) -> Expression:
    condition, then, otherwise = (_part(element, name, where, deep) for name in ("if", "then", "else"))
    text = f"if {condition.text} then {then.text} else {otherwise.text}"
    return feel.of_tree(text, tree.Boxed(tree.If(tree.YesNo(condition.tree), then.tree, otherwise.tree)))


def _filter(element: etree._Element, where: str, deep: int) -> Expression:
    source, condition = (_part(element, name, where, deep) for name in ("in", "match"))
    node = tree.Boxed(tree.Filter(source.tree, tree.YesNo(condition.tree)))
    return feel.of_tree(f"({source.text})[{condition.text}]", node)


def _loop(element: etree._Element, where: str, deep: int) -> Expression:
    kind = xml.local(element)
    name = plain_name(str(element.get("iteratorVariable")), where)
    ending = "return" if kind == "for" else "satisfies"
    source, body = (_part(element, part, where, deep) for part in ("in", ending))
    turns = (tree.Turns(name, source.tree),)
    asked = tree.Boxed(tree.Quantified(kind == "some", turns, tree.YesNo(body.tree)))
    node = tree.looped(turns, body.tree) if kind == "for" else asked
    return feel.of_tree(f"{kind} {name} in {source.text} {ending} {body.text}", node)


_BOXES: Mapping[str, Callable[[etree._Element, str, int], Expression]] = {
    "literalExpression": lambda element, where, _deep: literal(element, where),
    "list": _listed,
    "relation": _relation,
    "conditional": _conditional,
    "filter": _filter,
    "for": _loop,
    "some": _loop,
    "every": _loop,
}
_OTHERS = ("decisionTable", "context", "invocation", "functionDefinition")
KINDS = frozenset(_BOXES)
