"""P33: whatever is written as an expression comes to a value or is refused within 10 ms, and does nothing else."""

from __future__ import annotations

import gc
import json
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import FrameType

import pytest

from engine import feel
from engine.feel import calls, paths
from engine.feel.values import kind
from tests.engine.feel_grammar import FACTS, Writer

NOW = datetime(2026, 3, 4, 16, 5, tzinfo=UTC)
KNOWN = {**FACTS, "xs": list(range(1_000)), "long": "a" * 15_000}
LONGEST = 0.010
_YARDSTICK = 'level = "referral" and police_interest = "yes"'
ALONE = 0.000_15  # Seconds of reading the yardstick on a quiet machine of the kind that the promise is made for.
DEEPER = 7
"""Calls that each further try begins below the last. Where a loop begins just at the end of a piece of Python's stack,
every turn asks the system for another piece and gives it back: several times as long, by nothing of its own.
"""
HANGS = 0.5  # Seconds of work after which an expression is stopped: it hangs.


class _Hangs(BaseException):
    """Raised into an expression that is still at work."""


@pytest.mark.timeout(300)
@pytest.mark.promise("P33", 40)
def test_every_generated_expression_comes_to_a_value_or_is_refused_in_time() -> None:
    found, fates = looked_at(20_000, seed=33)
    assert found == []
    assert all(fates[fate] > 1_000 for fate in ("a value", "null", "refused")), fates
    assert fates["too much work"] > 100, fates


def _no_fuel(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(feel.Tank.__init__, "__defaults__", (10**9,))


def _python_parts(patch: pytest.MonkeyPatch) -> None:
    plain = paths.part
    patch.setattr(paths, "part", lambda run, whole, name: getattr(whole, name, None) or plain(run, whole, name))


def _uncaught(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(calls.FUNCTIONS, "count", lambda run, values: len(values[0]))


def _reads_a_file(patch: pytest.MonkeyPatch) -> None:
    def opened(run: object, values: object) -> object:
        with open(__file__, encoding="utf-8") as file:  # noqa: PTH123
            return file.readline()

    patch.setitem(calls.FUNCTIONS, "trim", opened)


@pytest.mark.promise("P33", 10)
@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (_no_fuel, "ms"),
        (_python_parts, "unknown kind"),
        (_uncaught, "TypeError"),
        (_reads_a_file, "open"),
    ],
)
def test_a_planted_fault_is_found(
    fault: Callable[[pytest.MonkeyPatch], None], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(monkeypatch)
    found, _ = looked_at(4_000, seed=36, enough=words)
    assert any(words in wrong for wrong in found)


def looked_at(number: int, *, seed: int, enough: str | None = None) -> tuple[list[str], Counter[str]]:
    """What is wrong with so many expressions, up to the first with the words `enough`; and how they ended."""
    writer, fates, found = Writer(seed), Counter[str](), list[str]()
    feel.parse("1")  # The grammar itself is built once for all.
    for turn in range(number):
        unary = turn % 10 == 0
        text = writer.cell() if unary else writer.broken()
        fate, wrong = _fate(text, unary=unary)
        fates[fate] += 1
        if wrong:
            found.append(f"{wrong}: {text}")
            if enough and enough in wrong:
                break
    return found, fates


def _fate(text: str, *, unary: bool) -> tuple[str, str]:
    """How an expression ended, and what is wrong with that."""
    with _watched() as done:
        fate, wrong, took = _timed(text, unary=unary)
        for turn in range(1, 9):  # A machine that is busy makes a quick one slow now and then, not a slow one quick.
            if took < LONGEST or wrong:
                break
            took = min(took, _deeper(turn * DEEPER, text, unary=unary)[2] / _slowness())
    if not wrong and took >= LONGEST:
        wrong = f"took {took * 1000:.0f} ms"
    return fate, wrong or ", ".join(done)


def _deeper(frames: int, text: str, *, unary: bool) -> tuple[str, str, float]:
    """The same so many calls further down."""
    return _deeper(frames - 1, text, unary=unary) if frames else _timed(text, unary=unary)


def _slowness() -> float:
    """How much slower than alone on its machine this process is just now, by a piece of work always the same."""
    began = time.thread_time()
    for _ in range(10):
        feel.parse.__wrapped__(_YARDSTICK)
    return max(1.0, (time.thread_time() - began) / (10 * ALONE))


def _timed(text: str, *, unary: bool) -> tuple[str, str, float]:
    """How an expression ended, what is wrong with that, and how long reading and working it out took."""
    read, value = (feel.parse_unary, "b") if unary else (feel.parse, None)
    began = time.thread_time()
    try:
        with _stopped_when_it_hangs():
            result = read.__wrapped__(text).evaluate(KNOWN, now=NOW, value=value)
        took = time.thread_time() - began
        return *_looks(result), took
    except _Hangs:
        fate, wrong = "hangs", f"more than {HANGS * 1000:.0f} ms"
    except feel.OutOfFuel:
        fate, wrong = "too much work", ""
    except feel.Refused as refused:
        said = str(refused)
        fate, wrong = "refused", "" if said.endswith((".", "?")) and "\n" not in said else f"no sentence ({said})"
    except Exception as other:  # noqa: BLE001 - that nothing else is raised is what is promised
        fate, wrong = "broken", f"{type(other).__name__} {other}"
    return fate, wrong, time.thread_time() - began


def _looks(result: object) -> tuple[str, str]:
    """Whether a value is one of the language's, and can be shown."""
    shown = json.dumps(feel.to_json(result), allow_nan=False)
    if kind(result) == "unknown":
        return "broken", f"a value of an unknown kind, {type(result).__name__}"
    return "null" if result is None else "a value", "" if len(shown) < 200_000 else "a result far too long"


@contextmanager
def _stopped_when_it_hangs() -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise _Hangs

    before = signal.signal(signal.SIGVTALRM, stop)
    gc.disable()  # What other tests have left is not collected on an expression's time, nor stopped half way.
    signal.setitimer(signal.ITIMER_VIRTUAL, HANGS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        gc.enable()
        signal.signal(signal.SIGVTALRM, before)


_HARMLESS = ("zoneinfo", "tzdata")  # A time zone is looked up by its name, in the list of the machine.
_watching: list[list[str]] = []


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    touches = event.startswith(("open", "exec", "compile", "import", "os.", "socket.", "subprocess.", "ctypes."))
    if _watching and touches and not any(word in str(arguments) for word in _HARMLESS):
        _watching[-1].append(f"{event} {arguments!r:.80}")


@contextmanager
def _watched() -> Iterator[list[str]]:
    """What Python's audit events say was done meanwhile to files, programs, modules and the network."""
    if _audit not in _hooked:
        sys.addaudithook(_audit)
        _hooked.append(_audit)
    done: list[str] = []
    _watching.append(done)
    try:
        yield done
    finally:
        _watching.pop()


_hooked: list[object] = []
