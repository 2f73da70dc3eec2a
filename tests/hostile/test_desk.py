"""Bad files on the process owner's desk: brought in, shown, compared and checked without a failing or slow page."""

import io
import re
import threading
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from statistics import median

import pytest
from flask.testing import FlaskClient

from engine.diagrams import guarded
from tests.hostile import corpus, sound
from tests.stopwatch import taken
from tests.webui.desk import Desk, a_desk, files

FOLDERS = {"bpmn": "processes", "dmn": "processes", "form": "forms", "csv": "forms/lists"}
PAGES = ("", "/forms", "/tables", "/scenarios", "/compare", "/publish")
TOGETHER = 45
MOST_SECONDS = 4
"""For a page that shows 45 bad files at once, on a machine that does other things."""


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Desk:
    return a_desk(database_url, tmp_path)


def placed() -> dict[str, bytes]:
    """The corpus as a folder would hold it; what no folder takes is left out."""
    found = {}
    for name, data in corpus.files().items():
        stem, _, ending = name.rpartition(".")
        if ending in FOLDERS and len(data) < 2_000_000 and name != "clocks.csv":
            found[f"{FOLDERS[ending]}/bad_{re.sub('[^A-Za-z0-9_-]', '_', stem)}.{ending}"] = data
    return found


def zipped(content: Mapping[str, bytes]) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in content.items():
            archive.writestr(path, data)
    out.seek(0)
    return out


def asked(client: FlaskClient, address: str) -> None:
    with taken() as work:
        answer = client.get(address, follow_redirects=True)
    assert answer.status_code in (200, 404), (address, answer.status_code)
    assert work.seconds < MOST_SECONDS, address


def portions() -> Iterator[dict[str, bytes]]:
    bad = list(placed().items())
    for at in range(0, len(bad), TOGETHER):
        yield dict(bad[at : at + TOGETHER])


@pytest.mark.promise("P30", 15)
@pytest.mark.parametrize("bad", list(portions()), ids=lambda bad: min(bad))
def test_bad_files_that_were_brought_in_break_no_page_of_the_desk(desk: Desk, bad: dict[str, bytes]):
    client = desk.as_("owner")
    archive = zipped({**files(), **bad})
    brought = client.post("/procedures/drafts/bring-in", data={"name": "Bad", "archive": (archive, "a.zip")})
    assert brought.status_code == 303
    draft = brought.headers["Location"]
    for page in PAGES:
        asked(client, draft + page)
    for path in list(bad)[::3]:
        asked(client, f"{draft}/file/{path}")
        asked(client, f"{draft}/words/{path}")


@pytest.mark.promise("P30", 3)
def test_damaged_archives_are_refused_in_words(desk: Desk):
    client, random = desk.as_("owner"), Random(5)
    whole = zipped(files()).getvalue()
    refused = 0
    for number in range(150):
        damaged = bytearray(whole)
        for _ in range(1 + number % 5):
            damaged[random.randrange(len(damaged))] = random.randrange(256)
        given = {"name": "Bad", "archive": (io.BytesIO(bytes(damaged)), "a.zip")}
        answer = client.post("/procedures/drafts/bring-in", data=given)
        assert answer.status_code in (303, 422), answer.text
        refused += answer.status_code == 422 and "zip file" in answer.text
    assert refused > 50


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_an_archive_that_is_packed_in_an_unusual_way_is_refused_in_words(desk: Desk, method: int):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("processes/a.bpmn", b"a" * 1_000)
    given = {"name": "Bad", "archive": (io.BytesIO(out.getvalue()), "a.zip")}
    answer = desk.as_("owner").post("/procedures/drafts/bring-in", data=given)
    assert answer.status_code == 422 and "unusual way" in answer.text


@pytest.mark.promise("P30", 20)
def test_the_service_stays_quick_while_bad_files_are_checked(desk: Desk):
    client = desk.as_("owner")
    ways = [f"s{n}" for n in range(400)]
    fork = '<bpmn:inclusiveGateway id="f" name="F"/>' + "".join(sound.flow("f", way, "x") for way in ways)
    steps = "".join(f'<bpmn:endEvent id="{way}"/>' for way in ways)
    slow = {f"{n}.bpmn": sound.diagram(f"p{n}", f'<bpmn:startEvent id="s"/>{fork}{steps}') for n in range(20)}
    checking = threading.Thread(target=guarded.problems, args=(slow,))
    client.get("/inbox")
    idle = [_seconds(client) for _ in range(20)]
    checking.start()
    busy = []
    while checking.is_alive() and len(busy) < 20:
        busy.append(_seconds(client))
    checking.join()
    assert len(busy) >= 10, "the check was over too soon to say anything"
    assert median(busy) < 3 * median(idle) + 0.05


def _seconds(client: FlaskClient) -> float:
    began = time.perf_counter()
    assert client.get("/inbox").status_code == 200
    return time.perf_counter() - began
