"""`python -m benchmarks [--quick] [T3 ...]`: one JSON line an id, the worse database.

Every round of every database stands in words on standard error.
"""

import argparse
import json
import sys
from collections.abc import Callable
from statistics import median

from sqlalchemy import Engine

from benchmarks import measures
from benchmarks.grounds import grounds

Engines = dict[str, Engine]
Figures = dict[str, float]
ALLOWED = {"T3": {"postgresql": 3.0, "sqlite": 4.0}}
"""Where the databases' targets differ, the worse is the one that uses more of its own."""


def main() -> None:
    """Measure what was asked for, everything when nothing was."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks")
    reader.add_argument("ids", nargs="*", choices=[[], *MEASURES], help="T3 T4 T10 T11")
    reader.add_argument("--quick", action="store_true", help="fewer turns: 100 reviews instead of 1,000")
    reader.add_argument("--rounds", type=int, default=3)
    asked = reader.parse_args()
    with grounds() as engines:
        for id in asked.ids or MEASURES:
            MEASURES[id](id, engines, asked.rounds, asked.quick)


def t3(id: str, engines: Engines, rounds: int, quick: bool) -> None:
    """A step in process against the floor."""
    say(
        id,
        "ratio",
        max,
        _ratios(id, engines, rounds, lambda e: measures.step_against_row(e, 2 if quick else 6)),
        rounds,
    )


def t4(id: str, engines: Engines, rounds: int, quick: bool) -> None:
    """A late review against an early one; one old case a database, reviewed further in each round."""
    old = {engine: measures.Reviews(engine, 100 if quick else 1000) for engine in engines.values()}
    say(id, "ratio", max, _ratios(id, engines, rounds, lambda engine: old[engine].late_against_early()), rounds)


def t10(id: str, engines: Engines, rounds: int, quick: bool) -> None:  # noqa: ARG001
    """Statements of the longest completion: they do not differ from round to round."""
    counts = {name: measures.statements(engine) for name, engine in engines.items()}
    for name, each in counts.items():
        note(f"{id} {name}: median {median(each)}, most {max(each)}")
    say(id, "value", max, {name: max(each) for name, each in counts.items()}, 1)


def t11(id: str, engines: Engines, rounds: int, quick: bool) -> None:
    """Timers a second; the worse database is the slower."""
    found: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(rounds):
        for name, engine in engines.items():
            found[name].append(measures.timers_a_second(engine, 30 if quick else 100))
    say(id, "value", min, {name: median(each) for name, each in found.items()}, rounds)


def _ratios(id: str, engines: Engines, rounds: int, measure: Callable[[Engine], tuple[float, float]]) -> Figures:
    """The median over the rounds of what something takes against its floor, the databases in turns."""
    found: dict[str, list[float]] = {name: [] for name in engines}
    for number in range(rounds):
        for name, engine in engines.items():
            taken, floor = measure(engine)
            found[name].append(taken / floor)
            times = f"{taken * 1e3:.2f} ms, floor {floor * 1e3:.2f} ms, {taken / floor:.2f}x"
            note(f"{id} {name} round {number + 1}: {times}")
    return {name: median(each) for name, each in found.items()}


def say(id: str, what: str, worse: Callable[..., str], figures: Figures, rounds: int) -> None:
    """The line of one id."""
    allowed = ALLOWED.get(id, {})
    name = worse(figures, key=lambda each: figures[each] / allowed.get(each, 1.0))
    figure = round(figures[name], 2)
    print(json.dumps({"id": id, what: figure, "database": name, "rounds": rounds}), flush=True)


def note(words: str) -> None:
    """What happens, for whoever waits."""
    print(words, file=sys.stderr, flush=True)


MEASURES: dict[str, Callable[[str, Engines, int, bool], None]] = {"T3": t3, "T4": t4, "T10": t10, "T11": t11}

if __name__ == "__main__":
    main()
