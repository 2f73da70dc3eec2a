"""A child that reads files as a bad one would: each file's name says what happens to it. `test_guarded` asks it."""

import os
import signal
import sys
from typing import Any

from engine.diagrams.child import Say, serve


def work(asked: dict[str, Any], say: Say) -> object:
    for path in asked["files"][0]:
        say({"began": path})
        FATES[path.partition(".")[0]](path)
        say({"read": path})
    return []


def _raises(path: str) -> None:
    raise KeyError(f"what {path} says of Owen Hartley")


def _spins(_path: str) -> None:
    while True:
        pass


def _deepens(path: str) -> None:
    _deepens(path)


FATES = {
    "well": lambda path: None,
    "raises": _raises,
    "crashes": lambda path: os.kill(os.getpid(), signal.SIGSEGV),
    "spins": _spins,
    "hoards": lambda path: bytearray(1_000_000_000),
    "deepens": _deepens,
}


if __name__ == "__main__":
    serve(int(sys.argv[1]), work)
