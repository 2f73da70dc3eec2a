"""A process that is ready to read untrusted files: for each request it forks a child with limits; `guarded` asks it.

It has loaded what reading needs, so that a child begins at once, and takes nothing over from its children. It reads
itself only what it is given to learn, under limits that end it: then the next one starts, which knows nothing yet. It
ends with the process that started it.
"""

import atexit
import gc
import json
import os
import resource
import signal
import socket
import struct
import subprocess  # Runs our own module, and nothing else.
import sys
import threading
import traceback
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import msgspec

WELL, FAILED, BEYOND = 0, 1, 3
"""How a child ends by itself; BEYOND: it asked for more memory, or went deeper, than it may."""
LATE = -signal.SIGKILL
"""How it ends when its time is over: on a busy machine that may be nobody's fault."""
LIMITS = (BEYOND, LATE, -signal.SIGXCPU, -signal.SIGPROF)
PATIENCE = 60.0
"""Seconds beyond a child's own, for a machine that is busy while the process is made ready."""
_ROOT = Path(__file__).parents[2]
_HEAD = struct.Struct("dq?")
Say = Callable[[dict[str, Any]], None]
Work = Callable[[Any, Say], object]


@dataclass(frozen=True)
class Told:
    """What a child said, line by line, how it ended, and where when that was a mistake of ours."""

    lines: list[dict[str, Any]]
    ended: int
    where: str = ""

    @property
    def too_much(self) -> bool:
        """Whether it needed more time or memory than it might have."""
        return self.ended in LIMITS

    @property
    def answer(self) -> Any:
        """What it answered in the end; None if it did not come to that."""
        return next((line["answer"] for line in reversed(self.lines) if "answer" in line), None)


class Nursery:
    """The parent's side; `module` calls `serve` when it is run. Any thread may ask."""

    def __init__(self, module: str) -> None:
        self.module, self.lock = module, threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.of = 0

    def ask(self, request: object, *, seconds: float, memory: int) -> Told:
        """What a child makes of a request within so many seconds and bytes."""
        asked = msgspec.msgpack.encode(request)
        try:
            # Silence: the process was ended before it could fork. The next one is asked.
            return understood(self._said(asked, seconds, memory) or self._said(asked, seconds, memory))
        except OSError as wrong:
            return Told([], FAILED, f"no child could be started: {wrong}")

    def learn(self, request: object, *, seconds: float, memory: int) -> None:
        """Let the process itself work on a request that a child has answered well: later children know it then.

        Nobody waits for that. If it takes more than so many seconds and bytes, the next child comes of a new process.
        """
        with suppress(OSError):
            self._said(msgspec.msgpack.encode(request), seconds, memory, learning=True)

    def _said(self, asked: bytes, seconds: float, memory: int, *, learning: bool = False) -> bytes:
        with self._line(seconds, memory, learning) as line:
            line.settimeout(seconds + PATIENCE)
            _put(line, asked)
            with suppress(OSError):
                return b"".join(iter(lambda: line.recv(1 << 16), b""))
        return b""

    def heard(self, request: object, *, seconds: float, memory: int, beat: float) -> Generator[dict[str, Any]]:
        """What a child says, as it says it; in silence an empty line at each beat. The last line says how it ended.

        A child whose listener has gone ends at its next word.
        """
        asked = msgspec.msgpack.encode(request)
        for _ in range(2):  # Silence: the process was ended before it could fork. The next one is asked.
            silent = True
            for said in self._hearing(asked, seconds, memory, beat):
                silent = silent and not said
                yield said
            if not silent:
                return

    def _hearing(self, asked: bytes, seconds: float, memory: int, beat: float) -> Iterator[dict[str, Any]]:
        until, rest = monotonic() + seconds + PATIENCE, b""
        with suppress(OSError), self._line(seconds, memory) as line:
            _put(line, asked)
            line.settimeout(beat)
            while monotonic() < until:
                try:
                    got = line.recv(1 << 16)
                except TimeoutError:
                    yield {}
                    continue
                *whole, rest = (rest + got).split(b"\n") if got else (rest, b"")
                yield from understood(b"\n".join(whole)).lines
                if not got:
                    return

    def _line(self, seconds: float, memory: int, learning: bool = False) -> socket.socket:
        head = (seconds, memory, learning)
        with self.lock:
            if self.process is None or self.of != os.getpid() or self.process.poll() is not None:
                self._start()
            try:
                return self._send(head)
            except OSError:
                self._start()
                return self._send(head)

    def _send(self, head: tuple[float, ...]) -> socket.socket:
        mine, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self.line, [_HEAD.pack(*head)], [theirs.fileno()])
            except OSError:
                mine.close()
                raise
        return mine

    def _start(self) -> None:
        self.close()
        self.line, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", self.module, str(theirs.fileno())], pass_fds=[theirs.fileno()], cwd=_ROOT,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                env={"PATH": os.defpath, "PYTHONPATH": str(_ROOT)},
            )  # fmt: skip
        self.of = os.getpid()
        atexit.register(self.close)

    def close(self) -> None:
        """Let it end. What another process started before this one was forked is left to that one."""
        if self.process is not None:
            self.line.close()
            if self.of == os.getpid():
                self.process.terminate()
                self.process.wait()
        self.process = None


def _put(line: socket.socket, asked: bytes) -> None:
    with suppress(OSError):  # A child that is gone has said how far it came.
        line.sendall(asked)
        line.shutdown(socket.SHUT_WR)


def understood(said: bytes) -> Told:
    """What came over the line: one JSON object a line, the last of them how the child ended."""
    lines: list[dict[str, Any]] = []
    for line in said.splitlines():
        with suppress(ValueError):  # One that was cut short.
            lines.append(json.loads(line))
    ended = next((line["ended"] for line in reversed(lines) if "ended" in line), FAILED)
    where = next((line["failed"] for line in lines if "failed" in line), f"it ended with {ended}")
    return Told(lines, ended, where)


# In the process that is ready


def serve(number: int, work: Work) -> None:
    """Fork a child for each request that comes over the line, until whoever started this has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(fileno=number) as line:
        while True:
            head, given, _, _ = socket.recv_fds(line, _HEAD.size, 1)
            if not given:
                return
            seconds, memory, learning = _HEAD.unpack(head)
            if learning:
                _learn(given[0], seconds, memory, work)
            elif os.fork() == 0:
                try:
                    line.close()
                    _guard(given[0], seconds, memory, work)
                finally:
                    os._exit(0)
            else:
                os.close(given[0])


def _learn(number: int, seconds: float, memory: int, work: Work) -> None:
    """Work on a request here, so that what is kept of it is there in every child from now on."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
        with socket.socket(fileno=number) as line:
            asked = _asked(line)
        work(asked, lambda _what: None)
    except Exception:  # noqa: BLE001 - a child has done it: whatever is wrong, the next process may do better
        os._exit(FAILED)
    signal.setitimer(signal.ITIMER_PROF, 0)
    gc.collect()
    gc.freeze()  # What children never look through they need no copy of.


def _asked(line: socket.socket) -> Any:
    return msgspec.msgpack.decode(b"".join(iter(lambda: line.recv(1 << 16), b"")))


def _guard(number: int, seconds: float, memory: int, work: Work) -> None:
    """Beside the child, so that somebody can say how it ended; and ends it when its time is over."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with socket.socket(fileno=number) as line:
        child = os.fork()
        if child == 0:
            ended = FAILED
            try:
                ended = _work(line, seconds, memory, work)
            finally:
                os._exit(ended)
        signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
        signal.setitimer(signal.ITIMER_REAL, seconds)
        _, status = os.waitpid(child, 0)
        with suppress(OSError):  # Nobody listens any more.
            line.sendall(f'\n{{"ended": {os.waitstatus_to_exitcode(status)}}}'.encode())


def _work(line: socket.socket, seconds: float, memory: int, work: Work) -> int:
    """In the child: read the request and answer it, under limits that the kernel keeps."""
    limits = {
        resource.RLIMIT_AS: memory, resource.RLIMIT_CPU: int(seconds) + 1, resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }  # fmt: skip
    for what, most in limits.items():
        resource.setrlimit(what, (most, most))

    def say(what: dict[str, Any]) -> None:
        line.sendall(json.dumps(what).encode() + b"\n")

    try:
        say({"answer": work(_asked(line), say)})
    except (MemoryError, RecursionError):
        return BEYOND
    except Exception as wrong:  # noqa: BLE001 - whatever it is, it is a mistake of ours and is told as one
        say({"failed": " < ".join(_where(wrong))})
        return FAILED
    return WELL


def _where(wrong: BaseException) -> Iterator[str]:
    """The kind of error and the lines that led to it, without any value: what a file says belongs in no log."""
    yield type(wrong).__name__
    for frame in reversed(traceback.extract_tb(wrong.__traceback__)[-5:]):
        yield f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
