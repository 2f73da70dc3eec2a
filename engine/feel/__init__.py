"""The expression language of diagrams, tables and forms: a named subset of FEEL, on a fuel budget."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from engine.feel import names, reader, tree
from engine.feel.door import from_json, to_json
from engine.feel.errors import OutOfFuel, Refused
from engine.feel.run import FUEL, Run, Tank
from engine.feel.tree import Node
from engine.feel.values import Months, Range, Value

_NO_FUNCTIONS: Mapping[str, Callable[..., object]] = {}


@dataclass(frozen=True)
class Expression:
    """A parsed expression; the same one serves any number of evaluations, in any thread."""

    text: str
    tree: tree.Node

    def evaluate(
        self,
        context: Mapping[str, object],
        *,
        now: datetime,
        functions: Mapping[str, Callable[..., object]] = _NO_FUNCTIONS,
        value: object = None,
        warn: Callable[[str], None] | None = None,
        tank: Tank | None = None,
    ) -> Value:
        """Its value over these facts; `value` is what a unary test speaks of as `?`.

        A mistake over values (a text less than a number) gives null and a call of `warn`. Raises OutOfFuel.
        """
        run = Run(context, now=now, functions=functions, warn=warn, tank=tank)
        if value is not None or "?" not in context:
            run.scopes.append({"?": value})
        return run.of(self.tree)

    @cached_property
    def readings(self) -> frozenset[tuple[str, ...]]:
        """Each path it reads; where a name in a filter may be the element's or a fact, both, the likelier first."""
        return names.readings(self.tree)

    @cached_property
    def names(self) -> frozenset[str]:
        """The dotted paths it reads, such as `level`, `strands.status`: of each reading the likelier one."""
        return frozenset(reading[0] for reading in self.readings)

    @cached_property
    def mistakes(self) -> tuple[str, ...]:
        """Calls that can only come to null, such as one with too many values."""
        return tuple(node.why for node in self.nodes if isinstance(node, tree.Mistake))

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All that it is made of, nearest first."""
        return tuple(tree.everything(self.tree))


@lru_cache(maxsize=4_096)
def parse(text: str) -> Expression:
    """The expression that a text says; raises Refused, which names the construct and its place."""
    return of_tree(text, reader.read(text))


@lru_cache(maxsize=4_096)
def parse_unary(text: str) -> Expression:
    """The unary tests of a table's cell, such as `< 5`, `"a", "b"`, `not("c")` or `-`; raises Refused."""
    return of_tree(text, reader.read(text, unary=True))


def of_tree(text: str, root: tree.Node) -> Expression:
    """The expression of a tree, also of one put together otherwise, such as a box of a DMN file; raises Refused."""
    if reader.depth(root) > reader.DEEPEST_TREE:
        raise Refused(f"The expression is nested more than {reader.DEEPEST_TREE} deep: divide it.")
    return Expression(text, root)


__all__ = [
    "FUEL",
    "Expression",
    "Months",
    "OutOfFuel",
    "Range",
    "Refused",
    "Tank",
    "Value",
    "from_json",
    "of_tree",
    "parse",
    "parse_unary",
    "to_json",
]
