"""Web servers as they run in service, each a process of its own on a free port; called by over_http."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from benchmarks.visitor import Line, getting

ROOT = Path(__file__).parents[1]
PATIENCE = 30


@dataclass(frozen=True)
class Service:
    """A server that answers: its port, its first process, and the seconds until its first answer."""

    port: int
    pid: int
    seconds: float

    def processes(self) -> list[int]:
        """The first process and its workers."""
        told = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [self.pid, *map(int, told.split())]


@contextmanager
def product(engine: Engine, workers: int = 1) -> Iterator[Service]:
    """`ladoflow serve`."""
    command = ["-m", "webui.cli", "serve", "--workers", str(workers), "--bind"]
    with _started(engine, command, [], "/sign-in") as service:
        yield service


@contextmanager
def webcore(engine: Engine, workers: int = 1) -> Iterator[Service]:
    """The floor, on the same server with the same settings."""
    command = ["-m", "gunicorn", "--config", "python:webui.serving", "--threads", "8"]
    command += ["--workers", str(workers), "--bind"]
    with _started(engine, command, ["benchmarks.webcore:application()"], "/") as service:
        yield service


@contextmanager
def _started(engine: Engine, command: Sequence[str], more: Sequence[str], first: str) -> Iterator[Service]:
    port = _free_port()
    said = {
        "LADOFLOW_DATABASE_URL": engine.url.render_as_string(hide_password=False),
        "LADOFLOW_SECRET_KEY": "k" * 40,
        "LADOFLOW_DATA": os.environ.get("TMPDIR", "/tmp"),  # noqa: S108 (nothing is written there)
    }
    installed = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command, f"127.0.0.1:{port}", *more], cwd=ROOT, env=installed | said,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(port, first, process)
        yield Service(port, process.pid, time.perf_counter() - began)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=PATIENCE)


def _wait(port: int, first: str, process: "subprocess.Popen[bytes]") -> None:
    """Until the first page is answered."""
    late = time.perf_counter() + PATIENCE
    while time.perf_counter() < late and process.poll() is None:
        try:
            line = Line(port)
        except ConnectionRefusedError:
            time.sleep(0.01)
            continue
        answer = line.send(getting(first))
        line.close()
        assert answer.status == 200, answer.body
        return
    raise RuntimeError(f"The server did not start: {process.args}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
