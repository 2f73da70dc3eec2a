"""Where the rows of a decision table overlap and what none of them covers; the check asks, through the table.

Each input is cut into pieces at the values that its tests name; a test covers a whole piece or none of it, so one value
of a piece stands for all. A test that looks at anything but its own input cannot be foretold: it is never called an
overlap, nor a gap. Pieces and rows are sets kept as the bits of a number: they are met hundreds of thousands of times.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import combinations

from engine.feel import Expression, OutOfFuel, Refused
from engine.feel.door import text_of
from engine.feel.run import Tank
from engine.feel.tree import Asks, Call, Literal, Name, Negative, Node, children, everything
from engine.feel.values import Months, compare, kind

MOST_GAPS = 20
MOST_STEPS = 100_000
"""How long gaps are looked for."""
FUEL = 150_000
"""How many steps of FEEL holding the tests against the values that they name may take; about half a second."""
_THEN = datetime(2000, 1, 1, tzinfo=UTC)
_OTHER = "\ue000"  # Stands for every text that no test names.


@dataclass(frozen=True)
class _Piece:
    """A part of an input's values that no test divides: one value of it, and how people call it."""

    value: object
    words: str


class Coverage:
    """The rows' tests over their inputs' pieces. Raises Refused."""

    def __init__(
        self,
        types: Sequence[str | None],
        allowed: Sequence[Expression | None],
        rows: Sequence[Sequence[Expression]],
    ) -> None:
        tank, columns = Tank(FUEL), [[row[at] for row in rows] for at in range(len(types))]
        try:
            self.pieces = [_pieces(*column, tank) for column in zip(types, allowed, columns, strict=True)]
            self.covered = [_covered(*column, tank) for column in zip(columns, self.pieces, strict=True)]
            """For each input and row the pieces that its test covers; None where that cannot be foretold."""
        except OutOfFuel:
            raise Refused("Its tests name too many values to be held against each other. Split the table.") from None
        self.count = len(rows)

    def overlaps(self) -> list[tuple[int, int]]:
        """Pairs of rows, from 1, that some inputs match both."""
        return [
            (one + 1, two + 1)
            for one, two in combinations(range(self.count), 2)
            if all((column[one] or 0) & (column[two] or 0) for column in self.covered)
        ]

    def gaps(self) -> list[tuple[str, ...]]:
        """Inputs that no row matches, in words; `-` where any value of that input will do. At most 20."""
        search = _Search(self.pieces, self.covered)
        search.look(0, (1 << self.count) - 1, ())
        return search.found


class _Search:
    def __init__(self, pieces: list[list[_Piece]], covered: list[list[int | None]]) -> None:
        self.pieces = pieces
        self.rows = [
            [_bits(row is None or row >> number & 1 for row in column) for number in range(len(each))]
            for column, each in zip(covered, pieces, strict=True)
        ]
        """For each input and piece of it the rows that cover it."""
        self.found: list[tuple[str, ...]] = []
        self.full: set[tuple[int, int]] = set()
        self.steps = 0

    def look(self, at: int, rows: int, so_far: tuple[str, ...]) -> bool:
        """Whether these rows leave a gap from this input on."""
        self.steps += 1
        if self.steps > MOST_STEPS or len(self.found) >= MOST_GAPS or (at, rows) in self.full:
            return False
        if not rows:
            self.found.append((*so_far, *("-" for _ in self.pieces[at:])))
            return True
        if at == len(self.pieces):
            return False
        gap = False
        for piece, covering in zip(self.pieces[at], self.rows[at], strict=True):
            gap = self.look(at + 1, rows & covering, (*so_far, piece.words)) or gap
        if not gap:
            self.full.add((at, rows))
        return gap


def _bits(told: Iterable[object]) -> int:
    return sum(1 << at for at, each in enumerate(told) if each)


def _covered(tests: list[Expression], pieces: list[_Piece], tank: Tank) -> list[int | None]:
    """The pieces that each test of one input covers; equal tests are worked out once."""
    known: dict[str, int | None] = {}
    for test in tests:
        if test.text not in known:
            each = (test.evaluate({}, now=_THEN, value=piece.value, tank=tank) is True for piece in pieces)
            known[test.text] = _bits(each) if _foretold(test) else None
    return [known[test.text] for test in tests]


def _foretold(test: Expression) -> bool:
    """Whether a test compares its own input with fixed values and does nothing else."""
    nodes = everything(test.tree)
    return not any(isinstance(node, Name) and node.name != "?" for node in nodes) and not any(
        isinstance(node, Asks) for node in nodes
    )


def _pieces(type_name: str | None, allowed: Expression | None, tests: list[Expression], tank: Tank) -> list[_Piece]:
    values = [value for test in tests if _foretold(test) for value in _values(test, tank)]
    kinds = {kind(value) for value in values if value is not None}
    plain = (type_name or "").rpartition(":")[2]
    if plain == "boolean" or kinds == {"yes/no"}:
        pieces = [_Piece(True, "true"), _Piece(False, "false")]
    elif kinds == {"text"}:
        pieces = _texts(values, allowed, tank)
    elif len(kinds) == 1:
        pieces = _ordered(values, whole=plain in ("integer", "long"))
    else:
        pieces = [_Piece(_OTHER, "-")]
    return _permitted(pieces, allowed, tank)


def _values(test: Expression, tank: Tank) -> list[object]:
    """The fixed values that a test names."""
    return [Expression("", node).evaluate({}, now=_THEN, tank=tank) for node in _fixed(test.tree)]


def _fixed(node: Node) -> list[Node]:
    if isinstance(node, Literal | Negative | Call):
        return [node]
    return [one for child in children(node) for one in _fixed(child)]


def _texts(values: list[object], allowed: Expression | None, tank: Tank) -> list[_Piece]:
    permitted = _values(allowed, tank) if allowed is not None else []
    named = sorted({str(value) for value in (*values, *permitted) if isinstance(value, str)})
    others = [] if permitted else [_Piece(_OTHER, "any other")]
    return [_Piece(name, text_of([name])[1:-1]) for name in named] + others


def _permitted(pieces: list[_Piece], allowed: Expression | None, tank: Tank) -> list[_Piece]:
    if allowed is None or not _foretold(allowed):
        return pieces
    kept = [piece for piece in pieces if allowed.evaluate({}, now=_THEN, value=piece.value, tank=tank) is True]
    return kept or pieces


def _ordered(values: list[object], *, whole: bool) -> list[_Piece]:
    """Below the first value, each value, between two values, above the last."""
    points: list[object] = []
    for value in sorted((value for value in values if value is not None), key=_Order):
        if not points or compare(points[-1], value) != 0:
            points.append(value)
    pieces = []
    for at, point in enumerate(points):
        before = _between(points[at - 1], point, whole=whole) if at else _shifted(point, -1)
        if before is not None:
            words = f"({text_of(points[at - 1])}..{text_of(point)})" if at else f"< {text_of(point)}"
            pieces.append(_Piece(before, words))
        pieces.append(_Piece(point, text_of(point)))
    last = _shifted(points[-1], 1) if points else None
    return pieces + ([_Piece(last, f"> {text_of(points[-1])}")] if last is not None else [])


class _Order:
    """Lets `sorted` use FEEL's order."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __lt__(self, other: _Order) -> bool:
        return compare(self.value, other.value) == -1


def _shifted(point: object, sign: int) -> object:
    """A value just outside; None where there is none."""
    try:
        if isinstance(point, Decimal):
            return point + sign
        if isinstance(point, Months):
            return Months(point.total + sign)
        if isinstance(point, datetime | timedelta):
            return point + timedelta(microseconds=sign)
        if isinstance(point, time):
            moment = datetime.combine(date(2000, 1, 1), point) + timedelta(microseconds=sign)
            return moment.timetz() if moment.date() == date(2000, 1, 1) else None
        return point + timedelta(days=sign) if isinstance(point, date) else None
    except OverflowError:
        return None


def _between(low: object, high: object, *, whole: bool) -> object:
    """A value strictly between two; None where the next one follows at once."""
    if isinstance(low, Decimal) and isinstance(high, Decimal) and not whole:
        return (low + high) / 2
    nearest = _shifted(low, 1)
    return nearest if nearest is not None and compare(nearest, high) == -1 else None
