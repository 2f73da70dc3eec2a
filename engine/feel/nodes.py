"""What every construct of an expression is: a node that works out its value; the modules of the tree build on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.feel.run import NOWHERE, Run
from engine.feel.values import Value


class Node:
    """One construct of an expression."""

    __slots__ = ()

    def value(self, run: Run) -> Value:
        """What it comes to."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A value that is written down."""

    fixed: Value

    def value(self, run: Run) -> Value:
        return self.fixed


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A fact, or a variable of a loop."""

    name: str

    def value(self, run: Run) -> Value:
        found = run.named(self.name)
        return run.null(f"`{self.name}` is not known here") if found is NOWHERE else found


def asks_input(node: Node) -> bool:
    """Whether `?` occurs in it."""
    return any(isinstance(one, Name) and one.name == "?" for one in everything(node))


def everything(node: Node) -> list[Node]:
    """A node and all below it, without recursion, nearest first."""
    found, at = [node], 0
    while at < len(found):
        found += children(found[at])
        at += 1
    return found


def children(node: Node) -> Iterator[Node]:
    """The nodes directly inside a node."""
    for field in getattr(node, "__dataclass_fields__", ()):
        yield from _nodes(getattr(node, field))


def _nodes(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _nodes(part)
