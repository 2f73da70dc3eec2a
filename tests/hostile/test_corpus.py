"""Bad files are refused in words, in little time, and nothing in them is run, read or fetched."""

import json
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from engine.diagrams import guarded
from engine.diagrams.check import problems
from tests.hostile import corpus, sound

CORPUS = corpus.files()
MOST_SECONDS, MOST_KILOBYTES = 2, 200_000
ROOT = Path(__file__).parents[2]
_PLAIN_WORDS = ("Traceback", "Error:", "object at 0x", "<class", "lxml", "expat.", "NoneType")


def told(planted: str = "") -> dict[str, dict[str, Any]]:
    """What another process says of each file: seconds, memory, what was tried, the problems."""
    asked = [sys.executable, "-m", "tests.hostile.alone", planted]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True, timeout=100)
    return {line["name"]: line for line in map(json.loads, done.stdout.splitlines())}


@pytest.fixture(scope="module")
def alone() -> dict[str, dict[str, Any]]:
    return told()


def test_the_corpus_is_large():
    assert len(CORPUS) >= 300


@pytest.mark.promise("P30", 20)
def test_every_bad_file_is_refused_in_words(alone: dict[str, dict[str, Any]]):
    assert alone.keys() == CORPUS.keys()
    for name, line in alone.items():
        assert line["said"], f"{name} was taken"
        for said in line["said"]:
            assert said.startswith(f"{name}: "), said
            assert said.rstrip().endswith((".", "?")), said
            assert not any(word in said for word in _PLAIN_WORDS), said


@pytest.mark.promise("P30", 1)
def test_every_bad_file_takes_little_time_and_memory(alone: dict[str, dict[str, Any]]):
    assert {name: line["seconds"] for name, line in alone.items() if line["seconds"] > MOST_SECONDS} == {}
    assert max(line["kilobytes"] for line in alone.values()) < MOST_KILOBYTES


@pytest.mark.promise("P30", 1)
def test_nothing_is_run_or_read_for_a_bad_file(alone: dict[str, dict[str, Any]]):
    assert {name: line["heard"] for name, line in alone.items() if line["heard"]} == {}


@pytest.mark.promise("P30", 8)
@pytest.mark.parametrize("fault", ["reads", "fetches", "runs", "hoards"])
def test_planted_what_a_careless_product_does_is_noticed(fault: str):
    lines = told(fault).values()
    heard = any(line["heard"] for line in lines)
    assert heard if fault != "hoards" else max(line["kilobytes"] for line in lines) > MOST_KILOBYTES


@pytest.mark.promise("P30", 8)
def test_planted_a_parser_that_expands_is_noticed():
    lines = told("expands")
    assert [name for name, line in lines.items() if not line["said"]]


def test_nothing_is_fetched():
    """A file that names an address on this machine is refused without a connection to it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        heard: list[object] = []
        listener = threading.Thread(target=_listen, args=(server, heard))
        listener.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x".encode()
        for name, data in CORPUS.items():
            if b"http://127.0.0.1:9/" in data:
                problems({name: data.replace(b"http://127.0.0.1:9/x", address)})
        listener.join()
    assert heard == []


def _listen(server: socket.socket, heard: list[object]) -> None:
    try:
        heard.append(server.accept())
    except TimeoutError:
        return


def test_the_guarded_check_says_the_same():
    for files in (sound.files(), {"no_lane.bpmn": CORPUS["no_lane.bpmn"]}, {"huge.dmn": CORPUS["huge.dmn"]}):
        assert guarded.problems(files) == problems(files)
