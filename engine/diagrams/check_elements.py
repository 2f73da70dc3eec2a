"""Refuses by name whatever stands in a BPMN file and not in the closed list; called by check, on the XML itself."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from engine.diagrams import closed_list as may
from engine.diagrams.problem import Problem, named, of_file

_B, _C = f"{{{may.BPMN}}}", f"{{{may.CAMUNDA}}}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_XSI = f"{{{may.XSI}}}"
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LONGEST_NAME = 300
_ID = re.compile(r"[^\W\d][\w.-]{0,199}")

_STEP_PARENTS = frozenset({"process", "subProcess"})
_PARENTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(may.STEPS, _STEP_PARENTS),
    "sequenceFlow": _STEP_PARENTS,
    "laneSet": frozenset({"process"}),
    "lane": frozenset({"laneSet"}),
    "flowNodeRef": frozenset({"lane"}),
    "participant": frozenset({"collaboration"}),
    **dict.fromkeys(("process", "collaboration", "message"), frozenset({"definitions"})),
    **dict.fromkeys(("messageEventDefinition", "timerEventDefinition", "conditionalEventDefinition"), may.EVENTS),
    "conditionExpression": frozenset({"sequenceFlow"}),
    "timeDate": frozenset({"timerEventDefinition"}),
    "condition": frozenset({"conditionalEventDefinition"}),
    "multiInstanceLoopCharacteristics": may.ACTIVITIES,
}


def problems(file: str, root: etree._Element) -> Iterator[Problem]:
    """Every element, attribute and property outside the list, and every id that is there twice."""
    yield from _same_ids(file, root)
    waiting = [root]
    while waiting:
        element = waiting.pop()
        wrong = _element(element)
        if wrong:
            yield _at(file, element, wrong)
            continue  # What stands inside something refused need not be named as well.
        yield from (_at(file, element, message) for message in _attributes(element))
        yield from (_at(file, element, message) for message in _contents(element))
        waiting += reversed(list(element.iterchildren(tag=etree.Element)))


def _element(element: etree._Element) -> str | None:
    space, local = _split(str(element.tag))
    if space in may.DRAWING:
        return None
    if space == may.CAMUNDA:
        return (
            None if local in may.CAMUNDA_ELEMENTS else f'{{}} has "camunda:{local}", which is not taken. Take it out.'
        )
    if space != may.BPMN:
        return f'{{}} has "{named(local)}" of another product, which is not taken. Take it out.'
    if local not in may.ELEMENTS:
        hint = may.REFUSED.get(local, "Take it out, or draw it with what the list of steps has")
        return f"{{}} is a {_words(local)}, which is not taken. {hint}."
    return _place(element, local)


def _place(element: etree._Element, local: str) -> str | None:
    parent = element.getparent()
    allowed = _PARENTS.get(local)
    if parent is None or allowed is None or _local(parent) in allowed:
        return None
    return f"{{}} stands inside a {_words(_local(parent))}, where it means nothing. Draw it again."


def _attributes(element: etree._Element) -> Iterator[str]:
    space, local = _split(str(element.tag))
    if space != may.BPMN:
        return
    plain = may.ATTRIBUTES.get(local, frozenset({"id", "name"}))
    for attribute, value in ((str(name), str(value)) for name, value in element.attrib.items()):
        of, short = _split(attribute)
        if attribute in plain and short not in may.HARMLESS:
            continue
        if of == may.CAMUNDA and short in may.CAMUNDA_ATTRIBUTES.get(local, ()):
            continue
        if may.HARMLESS.get(short) == value or _kept(attribute, local, value):
            continue
        prefix = "camunda:" if of == may.CAMUNDA else ""
        yield f'{{}} has "{prefix}{named(short)}" = "{named(value)}", which is not taken. Take it out.'


def _kept(attribute: str, local: str, value: str) -> bool:
    """Attributes that editors write and that mean nothing: of other products on the whole file, schema locations."""
    if attribute == f"{_XSI}type":
        return value.rpartition(":")[2] == "tFormalExpression"
    if attribute in (f"{_XSI}schemaLocation", f"{_XML}space", f"{_XML}lang"):
        return True
    return local == "definitions" and attribute.startswith("{") and not attribute.startswith(_C)


def _contents(element: etree._Element) -> Iterator[str]:
    local = _local(element)
    language = element.get("language")
    if language and local in ("conditionExpression", "condition", "timeDate") and language not in may.LANGUAGES:
        yield f'{{}} has an expression in "{named(language)}". Write it in FEEL.'
    if element.tag == f"{_C}property":
        yield from _property(element)
    name = element.get("name") or ""
    if len(name) > LONGEST_NAME:
        yield f"{{}} has a name of {len(name):,} characters. Shorten it to {LONGEST_NAME}."
    if _DIRECTIONS & set(name):
        yield "{} has a hidden character in its name that turns the text round. Type the name again."


def _property(element: etree._Element) -> Iterator[str]:
    name = element.get("name") or ""
    owner = _owner(element)
    if name not in may.PROPERTIES:
        there_are = ", ".join(sorted(may.PROPERTIES))
        yield f'{{}} has the property "{named(name)}", which is not known. Take it out; there are: {there_are}.'
    elif _local(owner) not in may.PROPERTIES[name]:
        where = " or ".join(sorted(_words(kind) for kind in may.PROPERTIES[name]))
        yield f'{{}} has the property "{name}", which only a {where} has. Take it out.'


def _owner(element: etree._Element) -> etree._Element:
    """The step, arrow or process that an element of ours belongs to."""
    here = element
    while _split(str(here.tag))[0] != may.BPMN or _local(here) == "extensionElements":
        parent = here.getparent()
        if parent is None:
            return here
        here = parent
    return here


def _same_ids(file: str, root: etree._Element) -> Iterator[Problem]:
    seen = Counter(str(e.get("id")) for e in root.iter(etree.Element) if e.get("id") is not None)
    for element_id, times in seen.items():
        if times > 1:
            message = f'The id "{named(element_id)}" is there {times} times. Give each element an id of its own.'
            yield Problem(file, named(element_id, "(no id)"), message, element_id)
    for element in root.iter(*(f"{_B}{kind}" for kind in [*may.STEPS, "sequenceFlow", "process", "message"])):
        element_id = (element.get("id") or "").strip()
        if not element_id:
            yield _at(file, element, "{} has no id. Draw it again in the editor.")
        elif not _ID.fullmatch(element_id):
            message = f'{{}} has the id "{named(element_id)}". Use letters, figures, _, - and points, a letter first.'
            yield _at(file, element, message)


def _at(file: str, element: etree._Element, message: str) -> Problem:
    here = element
    while not here.get("name") or here.tag == f"{_C}property":
        parent = here.getparent()
        if here.get("id") or parent is None:
            break
        here = parent
    element_id = here.get("id") or ""
    label = named(here.get("name") or "") or named(element_id)
    if here.getparent() is None:
        return of_file(file, message.replace("{}", "The file", 1))
    label = label or f"a {_words(_local(here))}"
    return Problem(file, label, message.replace("{}", f'"{label}"', 1), element_id)


def _words(local: str) -> str:
    """An element's name with blanks: scriptTask is "script task"."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in local).strip() if local else "something"


def _split(tag: str) -> tuple[str, str]:
    space, _, local = tag.rpartition("}")
    return space.removeprefix("{"), local


def _local(element: etree._Element) -> str:
    return _split(str(element.tag))[1]
