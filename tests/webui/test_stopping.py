"""Ctrl-C stops everything: it reaches every process of a terminal at once, and no port stays taken."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

from engine import db
from webui.settings import READY

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def waited_for(port: int, started: "subprocess.Popen[bytes]") -> int:
    """The port, as soon as somebody answers there."""
    for _ in range(300):
        if answers(port):
            break
        with suppress(subprocess.TimeoutExpired):
            raise AssertionError(f"It ended with {started.wait(timeout=0.1)}.")
    return port


def gone(group: int) -> bool:
    """Whether nothing of a group of processes is left, once each has had the time to end."""
    for _ in range(300):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_ctrl_c_of_a_terminal_stops_every_process_and_frees_the_port(tmp_path: Path) -> None:
    made = db.make_engine(f"sqlite:///{tmp_path / 'ladoflow.sqlite'}")
    db.upgrade(made)
    made.dispose()
    (tmp_path / READY).write_text("ready\n")
    port = free_port()
    command = [sys.executable, "-m", "webui.cli", "demo", "--port", str(port), "--data", str(tmp_path)]
    started = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL)
    try:
        urlopen(f"http://127.0.0.1:{waited_for(port, started)}/healthz", timeout=60).close()
        os.killpg(started.pid, signal.SIGINT)
        started.wait(timeout=60)
        assert not answers(port)
        assert gone(started.pid)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
