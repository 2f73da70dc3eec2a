"""Sound and bad files with bytes changed at random: the check never fails, and never takes long."""

from collections.abc import Callable
from functools import cache
from random import Random

import pytest

from engine.diagrams.check import problems
from tests.builders import SHIPPED
from tests.hostile import corpus, sound
from tests.stopwatch import taken

MOST_SECONDS = 2
SCRAPS = (
    b"", b"<", b">", b"&", b'"', b"'", b"{", b"}", b"[", b"]", b",", b":", b"\0", b"\xff", b"\xed\xa0\x80", b"null",
    b"true", b"-1", b"1e400", b"NaN", b"<!--", b"]]>", b"<![CDATA[", b"<?x ?>", b"&#0;", b"&#x202e;", b"=", b"not(",
    b"..", b'for x in 1..9 return x', b" or ", b"\r", b"\n", b"\t", b"\xe2\x80\x8b", b"0" * 400, b"(" * 300, b"id=",
    b"name=", b'xmlns="x"', b"</bpmn:process>", b"<bpmn:userTask/>", b"default=",
)  # fmt: skip


@cache
def sources() -> dict[str, bytes]:
    """Files to begin from: a sound procedure, the shipped one, and the bad ones that are not large."""
    bad = {name: data for name, data in corpus.files().items() if len(data) < 20_000}
    return {**bad, **{path: data for path, data in SHIPPED.items() if len(data) < 60_000}, **sound.files()}


def mutated(data: bytes, random: Random) -> bytes:
    """A few places changed: a piece gone, doubled, moved or replaced."""
    for _ in range(random.choice((1, 1, 2, 4, 8))):
        at, length = random.randrange(len(data) + 1), random.choice((0, 1, 1, 4, 30, 300))
        piece, rest = data[at : at + length], data[at + length :]
        other = random.randrange(len(data) + 1)
        byte = bytes([random.randrange(256)])
        data = (
            data[:at]
            + random.choice((b"", piece * 2, random.choice(SCRAPS), data[other : other + length], byte))
            + rest
        )
    return data[:2_100_000]


def run(seed: int, count: int, check: Callable[[dict[str, bytes]], object] = problems) -> float:
    """Check so many mutated files from this seed on, every third among its sound neighbours; the longest took so long.

    Raises what the check raises, with the seed.
    """
    files, longest = sources(), 0.0
    names = sorted(files)
    for each in range(seed, seed + count):
        random = Random(each)
        name = random.choice(names)
        beside = sound.files() if each % 3 == 0 else {}
        try:
            with taken() as work:
                check({**beside, name: mutated(files[name], random)})
        except Exception as wrong:
            raise AssertionError(f"{name}, seed {each}: {type(wrong).__name__} {wrong}") from wrong
        longest = max(longest, work.seconds)
    return longest


@pytest.mark.promise("P30", 25)
@pytest.mark.parametrize("seed", [0, 1_000])
def test_a_file_that_was_changed_at_random_is_checked_without_failing(seed: int):
    assert run(seed, 1_000) < MOST_SECONDS


@pytest.mark.promise("P30", 2)
def test_planted_a_check_that_fails_on_some_file_is_noticed():
    def careless(files: dict[str, bytes]) -> object:
        return [data.decode() for data in files.values()]

    with pytest.raises(AssertionError, match="UnicodeDecodeError"):
        run(0, 200, careless)
