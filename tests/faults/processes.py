"""A process forked from this loaded one, that does one thing on a database of its own connection, and may be killed."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable

from sqlalchemy import Engine

from engine import db

Say = Callable[[bytes], object]
"""How a process tells the one that started it how far it is."""


class Process:
    """Forked; `work` gets an engine of its own and a way to say how far it is. Nothing of ours runs at its end."""

    def __init__(self, url: str, work: Callable[[Engine, Say], object]) -> None:
        self.hear, say = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        with warnings.catch_warnings():  # later Pythons warn when another thread is there; none of ours is
            warnings.simplefilter("ignore", DeprecationWarning)
            self.pid = os.fork()
        if self.pid:
            os.close(say)
            return
        status = 1
        try:
            work(db.make_engine(url), lambda said: os.write(say, said))
            status = 0
        except BaseException:  # noqa: BLE001 - whatever it is, it must not go on as a second run of the tests
            traceback.print_exc()
        finally:
            os._exit(status)

    def said(self, within: float) -> bytes:
        """What it says next, once it says something; nothing when it says nothing in so many seconds, or has ended."""
        ready, _, _ = select.select([self.hear], [], [], within)
        return os.read(self.hear, 4096) if ready else b""

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def ended(self) -> tuple[bytes, int]:
        """Wait for its end: the rest of what it said, and its status; killed is minus nine."""
        told = b""
        while more := os.read(self.hear, 4096):
            told += more
        os.close(self.hear)
        _, status = os.waitpid(self.pid, 0)
        return told, os.waitstatus_to_exitcode(status)


def killed_after(process: Process, seconds: float) -> None:
    """Kill it so many seconds from now, or when it has ended."""
    deadline = time.perf_counter() + seconds
    while (left := deadline - time.perf_counter()) > 0 and select.select([process.hear], [], [], left)[0]:
        if not os.read(process.hear, 4096):
            break
    process.kill()
