"""One evaluation under way: its scopes, its fuel, its clock and its warnings; every node of the tree is given it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from engine.feel.errors import OutOfFuel
from engine.feel.values import Value, taken

if TYPE_CHECKING:
    from engine.feel.tree import Node

FUEL = 3_500
LONGEST_RESULT = 20_000
HEAVIEST_RESULT = 5_000
DEEPEST_RESULT = 40
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

    __slots__ = ("functions", "now", "scopes", "tank", "warn", "weights")

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
        # By identity; the value is kept beside, so that no other can take its place in memory.
        self.weights: dict[int, tuple[int, int, Value]] = {}

    def of(self, node: Node) -> Value:
        """The value of a node, for one step of fuel."""
        tank = self.tank
        tank.left -= 1  # As `burn` does: this is the one line that every construct goes through.
        if tank.left < 0:
            raise OutOfFuel
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
        of = value.__class__
        if of is str:
            if len(value) > 255:  # type: ignore[arg-type]
                self.tank.burn(len(value) // 256)  # type: ignore[arg-type]
        elif of is list or of is dict:
            self.tank.burn(self.weigh(value)[0] // 4)  # type: ignore[arg-type]
        return value

    def looked_through(self, value: Value) -> None:
        """Pay for looking at everything in a value, as `=` and the functions may."""
        if isinstance(value, str):
            self.tank.burn(len(value) // 256)
        elif isinstance(value, list | dict):
            self.tank.burn(self.weigh(value)[0])

    def made(self, value: Value) -> Value:
        """A value that the expression itself built: as `sized`, and refused when it is far too long or deep."""
        if isinstance(value, str):
            if len(value) > LONGEST_RESULT:
                raise OutOfFuel("This expression builds a text that is far too long; make it shorter.")
        elif isinstance(value, list | dict):
            self.tank.burn(3)
            weight, deep = 1, 0
            for element in value.values() if isinstance(value, dict) else value:
                if isinstance(element, list | dict):
                    inner = self.weigh(element)
                    weight, deep = weight + inner[0], max(deep, inner[1])
                else:
                    weight += 1 + (len(element) // 64 if isinstance(element, str) else 0)
            if weight > HEAVIEST_RESULT or deep > DEEPEST_RESULT:
                raise OutOfFuel("This expression builds a list that is far too long or deep; make it smaller.")
            self.weights[id(value)] = (weight, deep + 1, value)
        return self.sized(value)

    def weigh(self, value: list[Value] | dict[str, Value]) -> tuple[int, int]:
        """How many values it holds, all levels together, and how deep; of facts only the first level is counted."""
        known = self.weights.get(id(value))
        return (len(value) + 1, 1) if known is None else known[:2]

    def null(self, why: str) -> Any:
        """The null that a mistake gives, with the warning that says which (Any: it stands for any kind of answer)."""
        self.tank.burn(2)  # The words cost more than most steps.
        if self.warn is not None:
            self.warn(why)
