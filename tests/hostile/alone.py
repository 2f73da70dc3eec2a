"""Checks every bad file in a process of its own, and tells what each took and what it tried; test_corpus starts it.

Run as a module: one line of JSON a file on standard output. With a word, a fault is planted that must be noticed.
"""

import json
import socket
import sys
import time
from functools import cache
from pathlib import Path

from lxml import etree

from engine.diagrams import reading, xml
from engine.diagrams.check import problems
from tests.hostile import corpus, sound

TRIED = {
    "open",
    "exec",
    "import",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "subprocess.Popen",
    "pickle.find_class",
}
_heard: list[str] = []


def main(planted: str) -> None:
    """Check each file alone, once everything that a sound procedure needs is loaded."""
    files = {name: data for name, data in corpus.files().items() if not planted or name.startswith("doctype_")}
    for name, data in files.items():  # Codecs and parts of the library are loaded when first needed.
        problems({name: data})
    problems(sound.files())
    _plant(planted)
    sys.addaudithook(_listen)
    for name, data in files.items():
        _heard.clear()
        reading.kept.cache_clear()
        began = time.process_time()
        found = [problem.line for problem in problems({name: data})]
        seconds, heard = time.process_time() - began, list(_heard)
        most = high_water()
        sys.stdout.write(
            json.dumps({"name": name, "seconds": seconds, "kilobytes": most, "heard": heard, "said": found})
        )
        sys.stdout.write("\n")


def high_water() -> int:
    """The most memory that this program has held, in KiB; what rusage says counts the process that started it too."""
    told = Path("/proc/self/status").read_text()
    return int(told.partition("VmHWM:")[2].split()[0])


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if event in TRIED or event.startswith("socket."):
        _heard.append(f"{event} {arguments!r:.200}")


def _plant(fault: str) -> None:
    """Faults that a careless product has."""
    if fault == "reads":
        parse = xml._parse
        xml._parse = lambda data: (Path(__file__).read_bytes(), parse(data))[1]
    if fault == "fetches":
        parse = xml._parse
        xml._parse = lambda data: (socket.socket().close(), parse(data))[1]
    if fault == "runs":
        parse = xml._parse
        xml._parse = lambda data: (eval("1"), exec(""), parse(data))[2]  # noqa: S307, S102
    if fault == "expands":
        xml._refuse_declarations = lambda text: None
        xml._build = _expanding
    if fault == "hoards":
        parse = xml._parse
        xml._parse = lambda data: (_hoard(), parse(data))[1]


@cache
def _hoard() -> int:
    return len(bytearray(b"x") * 300_000_000)


def _expanding(plain: bytes) -> etree._Element:
    try:
        return etree.fromstring(plain, etree.XMLParser(load_dtd=True, resolve_entities=True))
    except etree.XMLSyntaxError:
        raise xml.NotXml from None


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
