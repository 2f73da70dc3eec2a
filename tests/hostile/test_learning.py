"""A check reads only what has changed since the last: it says the same as one that has never read anything."""

import signal
from collections.abc import Iterator

import pytest

from engine.diagrams import guarded, reading
from engine.diagrams.check import problems
from engine.diagrams.child import WELL, Nursery
from engine.diagrams.problem import Problem
from tests.builders import SHIPPED
from tests.hostile import corpus, sound

CORPUS = sorted((name, data) for name, data in corpus.files().items() if len(data) < 20_000)
AT_ONCE = 100


@pytest.fixture
def nursery(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Nursery]:
    """A process that has learnt nothing yet."""
    started = Nursery(getattr(request, "param", "engine.diagrams.guarded"))
    monkeypatch.setattr(guarded, "_nursery", started)
    yield started
    started.close()


def plain(files: dict[str, bytes]) -> list[Problem]:
    """What the check says that has read nothing before."""
    reading.kept.cache_clear()
    return problems(files, whole=True)


def learnt(files: dict[str, bytes]) -> list[Problem]:
    return guarded.problems(files, whole=True)


def anew(files: dict[str, bytes]) -> int:
    """How many files a check has to read."""
    told = guarded._ask("check", files, roles=None, whole=True)
    return sum(line.get("anew", 0) for line in told.lines)


def test_only_the_file_that_has_changed_is_read_again(nursery: Nursery) -> None:
    files = sound.files()
    assert anew(files) == len(files)
    assert anew(files) == 0
    assert anew(files | {"forms/report.form": files["forms/reminder.form"]}) == 1
    assert anew(files | {"processes/other.bpmn": files["processes/call.bpmn"]}) == 1


@pytest.mark.promise("P30", 10)
def test_bad_files_are_told_of_as_if_nothing_had_been_learnt(nursery: Nursery) -> None:
    """Each path has had another bad file's content before, among files that are sound."""
    for first in range(0, len(CORPUS), AT_ONCE):
        batch = CORPUS[first : first + AT_ONCE]
        names, contents = [name for name, _ in batch], [data for _, data in batch]
        learnt(sound.files() | dict(zip(names, contents[1:] + contents[:1], strict=True)))
        files = sound.files() | dict(batch)
        assert learnt(files) == plain(files) != []


EDITS = (
    ("processes/allegation.bpmn", b'camunda:formKey="', b'camunda:formKey="no_'),
    ("forms/threshold.form", b'"key": "decision"', b'"key": "decided"'),
    ("forms/lists/clocks.csv", b"\nT03,", b"\nT03x,"),
    ("processes/dbs_duty.dmn", b"<text>", b"<text>not_asked = "),
)


@pytest.mark.promise("P30", 10)
def test_edits_of_the_shipped_procedure_are_told_of_as_if_nothing_had_been_learnt(nursery: Nursery) -> None:
    assert learnt(SHIPPED) == []
    for path, old, new in EDITS:
        files = SHIPPED | {path: SHIPPED[path].replace(old, new)}
        assert learnt(files) == plain(files) != []
    assert learnt(SHIPPED) == []


@pytest.mark.promise("P30", 5)
@pytest.mark.parametrize("nursery", ["tests.hostile.forgetful_nursery"], indirect=True)
def test_planted_a_stale_reading_is_noticed(nursery: Nursery) -> None:
    files = sound.files()
    cut = files | {"processes/call.bpmn": files["processes/call.bpmn"][:-20]}
    assert learnt(files) == plain(files)
    assert learnt(cut) != plain(cut)


@pytest.mark.parametrize("nursery", ["tests.hostile.failing_child"], indirect=True)
@pytest.mark.parametrize("fate", ["spins", "hoards", "deepens", "raises", "crashes"])
def test_what_goes_wrong_while_learning_costs_the_next_check_a_new_process(nursery: Nursery, fate: str) -> None:
    well = {"files": [{"well.bpmn": b"a"}]}
    assert nursery.ask(well, seconds=1, memory=guarded.MEMORY).ended == WELL
    before = nursery.process
    nursery.learn({"files": [{f"{fate}.bpmn": b"b"}]}, seconds=0.2, memory=guarded.MEMORY_TO_LEARN)
    assert nursery.ask(well, seconds=1, memory=guarded.MEMORY).ended == WELL
    assert before is not None and before is not nursery.process
    assert before.wait() == {"spins": -signal.SIGPROF, "crashes": -signal.SIGSEGV}.get(fate, 1)


def test_what_is_learnt_takes_little_of_the_memory_that_a_child_may_have() -> None:
    assert 2 * guarded.MEMORY_TO_LEARN < guarded.MEMORY
