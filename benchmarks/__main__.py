"""`python -m benchmarks [--quick] [T3 ...]`: one JSON line an id, the worse database.

Every round of every database stands in words on standard error.
"""

import argparse
import json
import sys
from collections.abc import Callable
from functools import cache
from statistics import median, quantiles

from sqlalchemy import Engine

from benchmarks import measures, over_http, stored
from benchmarks.grounds import grounds
from webui.serving import look_for_garbage_rarely

Engines = dict[str, Engine]
Figures = dict[str, float]
DEFINED = {"T1": ("postgresql",), "T1b": ("postgresql",)}
"""The targets that speak of one database; how the other does is said in words alone."""
ALLOWED = {"T3": {"postgresql": 3.0, "sqlite": 4.0}}
"""Where the databases' targets differ, the worse is the one that uses more of its own."""


def main() -> None:
    """Measure what was asked for, everything when nothing was."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks")
    reader.add_argument("ids", nargs="*", choices=[[], *MEASURES], help=" ".join(MEASURES))
    reader.add_argument("--quick", action="store_true", help="fewer cases, and 100 reviews instead of 1,000")
    reader.add_argument("--rounds", type=int, default=3)
    asked = reader.parse_args()
    look_for_garbage_rarely()  # as the service's processes do
    with grounds() as engines:
        for id in asked.ids or MEASURES:
            MEASURES[id](id, engines, asked.rounds, asked.quick)


def t1(id: str, engines: Engines, rounds: int, quick: bool) -> None:
    """A step over HTTP against the floor."""
    found: dict[str, list[float]] = {name: [] for name in engines}
    for name, engine in engines.items():
        for sample in _posts(engine, rounds, quick):
            taken, floor = median(sample.product), median(sample.webcore)
            found[name].append(_told(id, name, taken, floor))
    say(id, "ratio", max, {name: median(each) for name, each in found.items()}, rounds)


def t1b(id: str, engines: Engines, rounds: int, quick: bool) -> None:
    """The slow ones among the same steps against their median."""
    tails: dict[str, tuple[float, float]] = {}
    for name, engine in engines.items():
        found = []
        for sample in _posts(engine, rounds, quick):
            cut, middle = quantiles(sample.product, n=100), median(sample.product)
            found.append((cut[94] / middle, cut[98] / middle))
            note(f"{id} {name}: of {len(sample.product)} steps p95 {found[-1][0]:.2f}x, p99 {found[-1][1]:.2f}x")
        tails[name] = median(p95 for p95, _ in found), median(p99 for _, p99 in found)
    say(id, "ratio", max, {name: p95 for name, (p95, _) in tails.items()}, rounds,
        {name: {"p99": round(p99, 2)} for name, (_, p99) in tails.items()})  # fmt: skip


@cache
def _posts(engine: Engine, rounds: int, quick: bool) -> list[over_http.Sample]:
    """T1 and T1b look at the same steps."""
    return over_http.posts(engine, rounds, 2 if quick else 8)


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


def t6(id: str, engines: Engines, rounds: int, quick: bool) -> None:  # noqa: ARG001
    """What a finished case takes against what was typed: it does not differ from round to round."""
    cases = 10 if quick else 40
    say(id, "ratio", max, _ratios(id, engines, 1, lambda e: stored.stored_against_typed(e, cases), "KB"), 1)


def t7(id: str, engines: Engines, rounds: int, quick: bool) -> None:
    """Completions a second, two workers; the worse database is the slower."""
    found: dict[str, list[float]] = {name: [] for name in engines}
    for name, engine in engines.items():
        for ours, floor in over_http.rates(engine, rounds, 1 if quick else 4):
            found[name].append(ours.a_second)
            note(f"{id} {name}: {ours.a_second:.0f} a second, of which the clients use {ours.own:.0%} of a core; "
                 f"the floor {floor.a_second:.0f}, its clients {floor.own:.0%}")  # fmt: skip
    say(id, "value", min, {name: median(each) for name, each in found.items()}, rounds)


def t8(id: str, engines: Engines, rounds: int, quick: bool) -> None:
    """Long forms against short ones, over HTTP."""
    found: dict[str, list[float]] = {name: [] for name in engines}
    for name, engine in engines.items():
        for long, short in over_http.long_against_short(engine, rounds, 1 if quick else 6):
            found[name].append(_told(id, name, long, short))
    say(id, "ratio", max, {name: median(each) for name, each in found.items()}, rounds)


def t9(id: str, engines: Engines, rounds: int, quick: bool) -> None:
    """Memory of a worker in megabytes, and seconds from the command to the first answer."""
    found, rounds = {}, 1 if quick else rounds
    for name, engine in engines.items():
        told = [over_http.memory_and_start(engine) for _ in range(rounds)]
        for memory, first in told:
            note(f"{id} {name}: {memory:.0f} MB, first answer after {first:.2f} s")
        found[name] = median(memory for memory, _ in told), median(first for _, first in told)
    say(id, "value", max, {name: memory for name, (memory, _) in found.items()}, rounds,
        {name: {"seconds": round(first, 2)} for name, (_, first) in found.items()})  # fmt: skip


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


def _ratios(
    id: str, engines: Engines, rounds: int, measure: Callable[[Engine], tuple[float, float]], unit: str = "ms"
) -> Figures:
    """The median over the rounds of what something takes against its floor, the databases in turns."""
    found: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(rounds):
        for name, engine in engines.items():
            found[name].append(_told(id, name, *measure(engine), unit))
    return {name: median(each) for name, each in found.items()}


def _told(id: str, name: str, taken: float, floor: float, unit: str = "ms") -> float:
    """A ratio, once it was said in words."""
    scale = 1e3 if unit == "ms" else 1e-3
    note(f"{id} {name}: {taken * scale:.2f} {unit}, floor {floor * scale:.2f} {unit}, {taken / floor:.2f}x")
    return taken / floor


def say(
    id: str, what: str, worse: Callable[..., str], figures: Figures, rounds: int,
    more: dict[str, Figures] | None = None,
) -> None:  # fmt: skip
    """The line of one id; `more` is said beside it of each database."""
    allowed = ALLOWED.get(id, {})
    name = worse(DEFINED.get(id, figures), key=lambda each: figures[each] / allowed.get(each, 1.0))
    said = {"id": id, what: round(figures[name], 2), **(more[name] if more else {})}
    print(json.dumps({**said, "database": name, "rounds": rounds}), flush=True)


def note(words: str) -> None:
    """What happens, for whoever waits."""
    print(words, file=sys.stderr, flush=True)


MEASURES: dict[str, Callable[[str, Engines, int, bool], None]] = {
    "T1": t1, "T1b": t1b, "T3": t3, "T4": t4, "T6": t6, "T7": t7, "T8": t8, "T9": t9, "T10": t10, "T11": t11,
}  # fmt: skip

if __name__ == "__main__":
    main()
