"""The few things that reading a DMN file asks of its XML, whichever version of DMN it is; `decisions` calls them."""

from __future__ import annotations

from lxml import etree


def local(element: etree._Element) -> str:
    """Its name without the namespace."""
    return etree.QName(element).localname


def children(element: etree._Element, name: str) -> list[etree._Element]:
    """The children of a name, whichever DMN version's namespace they are in."""
    return [one for one in element if isinstance(one.tag, str) and local(one) == name]


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child of a name."""
    return next(iter(children(element, name)), None)


def text(element: etree._Element) -> str:
    """What its `text` child says."""
    said = child(element, "text")
    return (said.text or "").strip() if said is not None else ""


def reference(element: etree._Element, name: str) -> str:
    """The id that a child of a name points to."""
    found = child(element, name)
    return str(found.get("href") or "").removeprefix("#") if found is not None else ""
