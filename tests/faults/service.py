"""The real command `ladoflow serve` on a database, and somebody with a browser who meets it over HTTP."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from lxml import html

from tests import databases
from tests.builders import PASSWORD, ROOT
from tests.webui.person import Person
from tests.webui.test_stopping import free_port

NOW = "2026-03-05T10:05+00:00"
GONE = (OSError, http.client.HTTPException)
"""What a browser meets whose server has died."""


class Service:
    """The command in a process group of its own, on loopback."""

    def __init__(self, url: str, folder: Path, *more: str, served: str | None = None) -> None:
        self.port, self.folder, self.more = free_port(), folder, more
        ours = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self.environment = ours | {  # It keeps what it has compiled, as a service does.
            "LADOFLOW_DATABASE_URL": url, "LADOFLOW_DATA": str(folder), "LADOFLOW_SECRET_KEY": "k" * 40,
            "LADOFLOW_DEMONSTRATION": "1", "LADOFLOW_NOW": NOW,
        }  # fmt: skip
        self.served = served

    def start(self) -> None:
        command = ["-m", "webui.cli", "serve", "--bind", f"127.0.0.1:{self.port}", *self.more]
        if self.served:
            command = ["-m", "tests.faults.planted", self.served, *command[2:]]
        with (self.folder / "service.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *command], cwd=ROOT, env=self.environment, stdout=log, stderr=log,
                start_new_session=True, preexec_fn=databases._ends_with_us,  # noqa: PLW1509 - nothing else runs yet
            )  # fmt: skip

    def answers(self, within: float = 60) -> float:
        """The seconds until it is ready for people."""
        began = time.perf_counter()
        while time.perf_counter() - began < within:
            if self.process.poll() is not None:
                break
            with suppress(*GONE):
                if Wire(self.port).get("/readyz").status_code == 200:
                    return time.perf_counter() - began
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=0.02)
        raise AssertionError(f"it does not serve: {(self.folder / 'service.log').read_text()[-2000:]}")

    def workers(self) -> list[int]:
        """The processes that answer people."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(child) for child in children.read_text().split()]

    def kill_workers(self) -> None:
        for child in self.workers():
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)

    def kill(self) -> None:
        """Every process of it, as when the machine loses power."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Wire:
    """What Person needs of a client, over HTTP."""

    def __init__(self, port: int) -> None:
        self.port, self.cookie = port, ""
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str, follow_redirects: bool = False) -> Any:
        return self._follow(self._ask("GET", path), follow_redirects)

    def post(self, path: str, data: Any, follow_redirects: bool = False) -> Any:
        return self._follow(self._ask("POST", path, urlencode(data, doseq=True)), follow_redirects)

    def _follow(self, answer: Any, follow: bool) -> Any:
        while follow and answer.status_code in (302, 303):
            answer = self._ask("GET", answer.location)
        return answer

    def begin(self, method: str, path: str, body: str | None = None) -> None:
        """Send a request, and do not wait for its answer."""
        headers = {"Cookie": self.cookie, "Connection": "close"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.close()
        self.connection.request(method, path, body, headers)

    def _ask(self, method: str, path: str, body: str | None = None) -> Any:
        self.begin(method, path, body)
        return self.answer(path)

    def heard(self) -> http.client.HTTPResponse:
        """How the answer to the request that was begun begins; the rest of it may never come."""
        told = self.connection.getresponse()
        for given in told.headers.get_all("Set-Cookie") or []:
            self.cookie = given.partition(";")[0]
        return told

    def answer(self, path: str) -> Any:
        """What comes back for the request that was begun."""
        told = self.heard()
        text = told.read().decode()
        self.connection.close()
        return SimpleNamespace(
            status_code=told.status, text=text, location=told.headers.get("Location", ""),
            content_type=told.headers.get("Content-Type"), request=SimpleNamespace(path=path),
        )  # fmt: skip


class Visitor(Person):
    """Somebody with a browser."""

    def __init__(self, port: int, name: str) -> None:
        self.client: Any = Wire(port)
        self.name, self.status, self.path, self.text = name, 0, "", ""
        self.page = html.fromstring("<html></html>")

    def sign_in(self) -> None:
        self.open("/sign-in").send(email=f"{self.name}@marlshire.example", password=PASSWORD)
        assert self.path == "/inbox", self.text[:500]
