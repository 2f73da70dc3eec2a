"""What a running workflow asks of the case around it; casework implements it, tests use a small one."""

from collections.abc import Mapping
from typing import Protocol

Keys = Mapping[str, str]
"""The ids of the enclosing instances by kind, e.g. {"engagement": "9f...", "strand": "51..."}: all a token carries."""


class World(Protocol):
    """The case as its workflow sees it: expressions, tables and built-in work read and write facts, never tokens."""

    def evaluate(self, expression: str, keys: Keys) -> object:
        """The value of a FEEL expression over the facts that this instance sees now."""

    def instances(self, expression: str, keys: Keys) -> list[str]:
        """The ids of the things that a collection expression names, in order."""

    def decide(self, decision: str, result: str, keys: Keys) -> None:
        """Evaluate a decision table and write its result as the fact `result` of the innermost instance."""

    def act(self, topic: str, step: str, keys: Keys) -> None:
        """Do the built-in work that a service task names."""

    def begin(self, thing: str, kind: str | None, keys: Keys) -> str:
        """A strand of this kind, or another thing such as a meeting, which has none, begins: make it, return its id."""

    def end(self, thing: str) -> None:
        """The strand, or whatever began, with this id has run to its end."""

    def answered(self, id: str, step: str, name: str, condition: str | None, keys: Keys) -> bool:
        """Whether a person's step that is reached was answered before, so that nobody is asked."""

    def passed(self, step: str, name: str, keys: Keys) -> None:
        """A milestone or a gateway answer worth a history entry was passed."""
