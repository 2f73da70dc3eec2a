"""Bad files are refused in words, in little time, and nothing in them is run, read or fetched."""

import resource
import socket
import threading
import time

import pytest

from engine.diagrams import guarded
from engine.diagrams.check import problems
from tests.hostile import corpus, sound

CORPUS = corpus.files()
_PLAIN_WORDS = ("Traceback", "Error:", "object at 0x", "<class", "lxml", "expat.", "NoneType")


def test_the_corpus_is_large():
    assert len(CORPUS) >= 200


@pytest.mark.promise("p30", 2)
@pytest.mark.parametrize("name", CORPUS)
def test_a_bad_file_is_refused_in_words(name: str):
    began = time.monotonic()
    found = problems({name: CORPUS[name]})
    assert time.monotonic() - began < 2
    assert found, "taken"
    for problem in found:
        assert problem.file == name
        assert problem.step
        assert problem.message.rstrip().endswith((".", "?"))
        assert "\n" not in problem.line
        assert not any(word in problem.line for word in _PLAIN_WORDS)


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


def test_the_guarded_check_keeps_to_its_memory():
    guarded.problems({"huge.form": CORPUS["huge.form"], "deep.bpmn": CORPUS["deep.bpmn"]})
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 200_000


def test_a_check_that_is_cut_short_blames_the_file_in_hand():
    said = b'{"began": "a.bpmn"}\n{"began": "b.bpmn"}\n'
    found = guarded.understood(said, {"a.bpmn": b"", "b.bpmn": b""})
    assert [(problem.file, problem.unreadable) for problem in found] == [("b.bpmn", True)]
