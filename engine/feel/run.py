"""One evaluation under way: its scopes, its fuel, its clock and its warnings; every node of the tree is given it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from engine.feel.errors import OutOfFuel
from engine.feel.values import Value, taken

if TYPE_CHECKING:
    from engine.feel.tree import Node

FUEL = 4_000
LONGEST_RESULT = 20_000
NOWHERE = object()


class Tank:
    """How many steps are left; a decision table shares one between its cells."""

    __slots__ = ("left",)

    def __init__(self, steps: int = FUEL) -> None:
        self.left = steps

    def burn(self, steps: int) -> None:
        """Take steps; raises OutOfFuel when there are none left."""
        self.left -= steps
        if self.left < 0:
            raise OutOfFuel


class Run:
    """What nodes and functions need while they work out a value."""

    __slots__ = ("functions", "now", "scopes", "tank", "warn")

    def __init__(
        self,
        context: Mapping[str, object],
        *,
        now: datetime,
        functions: Mapping[str, Callable[..., object]],
        warn: Callable[[str], None] | None,
        tank: Tank | None,
    ) -> None:
        self.scopes: list[Mapping[str, object]] = [context]
        self.now = now
        self.functions = functions
        self.warn = warn
        self.tank = tank or Tank()

    def of(self, node: Node) -> Value:
        """The value of a node, for one step of fuel."""
        self.tank.burn(1)
        return node.value(self)

    def under(self, scope: Mapping[str, object], node: Node) -> Value:
        """The value of a node with further names in scope."""
        self.scopes.append(scope)
        try:
            return self.of(node)
        finally:
            self.scopes.pop()

    def named(self, name: str) -> Value:
        """What a name stands for, innermost scope first; NOWHERE if nothing."""
        for scope in reversed(self.scopes):
            if name in scope:
                return self.sized(taken(scope[name]))
        return NOWHERE

    def sized(self, value: Value) -> Value:
        """The same value, paid for by its size."""
        if isinstance(value, list | dict):
            self.tank.burn(len(value) // 8)
        elif isinstance(value, str):
            self.tank.burn(len(value) // 256)
        return value

    def made(self, value: Value) -> Value:
        """A value that the expression itself built: as `sized`, and refused when it is far too long."""
        if isinstance(value, str | list) and len(value) > LONGEST_RESULT:
            raise OutOfFuel("This expression builds a text or list that is far too long; make it shorter.")
        return self.sized(value)

    def null(self, why: str) -> Any:
        """The null that a mistake gives, with the warning that says which (Any: it stands for any kind of answer)."""
        if self.warn is not None:
            self.warn(why)
