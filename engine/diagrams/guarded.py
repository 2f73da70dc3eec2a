"""Checks untrusted files in a process of its own with limits on time and memory; the command and imports call it.

Run as a module it is that process: a JSON request on standard input, one JSON answer a line on standard output.
"""

import base64
import json
import os
import resource
import subprocess  # Runs this module again, and nothing else.
import sys
from collections.abc import Collection, Mapping
from pathlib import Path

from engine.diagrams.check import problems as unguarded
from engine.diagrams.problem import Problem, of_file

SECONDS = 8.0
SECONDS_A_FURTHER_FILE = 0.5
MOST_SECONDS = 60.0
MEMORY = 450_000_000
TOO_MUCH = "This takes more time or memory to check than any real file needs. Make it smaller or simpler."


def problems(files: Mapping[str, bytes], roles: Collection[str] | None = None, *, whole: bool = False) -> list[Problem]:
    """As check.problems, at most about 8 s and 450 MB for a file; a file that needs more has that as its problem."""
    request = {
        "files": {path: base64.b64encode(data).decode() for path, data in files.items()},
        "roles": None if roles is None else sorted(roles),
        "whole": whole,
    }
    seconds = min(MOST_SECONDS, SECONDS + SECONDS_A_FURTHER_FILE * max(0, len(files) - 1))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "engine.diagrams.guarded", str(seconds)],
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
            cwd=Path(__file__).parents[2],
            env={"PATH": os.defpath, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
        said = done.stdout
    except subprocess.TimeoutExpired as late:
        said = late.stdout or b""
    return understood(said, files)


def understood(said: bytes, files: Mapping[str, bytes]) -> list[Problem]:
    """The child's answer; if it was cut short, the file that it had in hand is to blame."""
    at = min(files, default="")
    for line in said.decode("utf-8", "replace").splitlines():
        try:
            heard = json.loads(line)
        except ValueError:
            break
        if "problems" in heard:
            return [Problem(**fields) for fields in heard["problems"]]
        at = heard.get("began", at)
    return [of_file(at, TOO_MUCH, unreadable=True)]


def _serve(seconds: float) -> None:
    """Check what standard input asks, under limits that the kernel keeps."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    asked = json.load(sys.stdin)
    files = {path: base64.b64decode(data) for path, data in asked["files"].items()}
    found = unguarded(files, asked["roles"], whole=asked["whole"], began=lambda path: _say({"began": path}))
    _say({"problems": [vars(problem) for problem in found]})


def _say(what: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        _serve(float(sys.argv[1]))
    except (MemoryError, RecursionError):
        sys.exit(1)  # The parent sees what was in hand.
