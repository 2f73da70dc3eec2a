"""The process that checks files, with a fault planted: a file that has changed is taken for what it was."""

import sys
from functools import cache

from engine.diagrams import check, guarded, reading
from engine.diagrams.child import serve

_first: dict[str, bytes] = {}


@cache
def _stale(path: str) -> object:
    return reading.alone(path, _first[path])


def _kept(path: str, data: bytes) -> object:
    reading.kept(path, data)  # So that it is counted as read.
    _first.setdefault(path, data)
    return _stale(path)


if __name__ == "__main__":
    check.kept = _kept  # type: ignore[assignment]
    serve(int(sys.argv[1]), guarded._work)
