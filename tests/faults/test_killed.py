"""P1: kill -9 at any instant of a step: nothing acknowledged lost, nothing half done, nothing doubled."""

import os
import signal
import statistics
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from engine import settling
from tests.faults import killed, processes

linux = pytest.mark.skipif(sys.platform != "linux", reason="finds the server's processes where Linux tells of them")


@pytest.mark.database
@pytest.mark.promise("P1", 90)
@pytest.mark.timeout(400)
def test_promise_p01_a_forked_process_is_killed_450_times(engine_db: Engine) -> None:
    assert killed.forked(engine_db, 450, seed=1) == []


@linux
@pytest.mark.database
@pytest.mark.promise("P1", 90)
@pytest.mark.timeout(400)
def test_promise_p01_the_real_command_is_killed_50_times(engine_db: Engine, tmp_path: Path) -> None:
    found, seconds = killed.real(engine_db, tmp_path, 50, seed=1)
    assert found == []
    assert statistics.median(seconds) < 5


# Planted faults


@pytest.mark.database
def test_planted_a_commit_that_is_not_awaited_is_lost(engine_db: Engine) -> None:
    def unawaited() -> None:
        Session.commit = Session.close = lambda self: None  # type: ignore[method-assign]  # in the child alone

    assert any("acknowledged and lost" in fault for fault in killed.Kills(engine_db, 0, unawaited).kill(1, at=999))


@pytest.mark.database
def test_planted_a_step_in_two_transactions_is_half_done(engine_db: Engine) -> None:
    def in_two() -> None:
        settling.write_case = die_between  # type: ignore[assignment]  # in the child alone

    def die_between(matter: Any) -> None:
        matter.line.end()
        matter.session.commit()
        os.kill(os.getpid(), signal.SIGKILL)

    assert any("half done" in fault for fault in killed.Kills(engine_db, 0, in_two).kill(3, at=999))


@linux
@pytest.mark.database
def test_planted_a_service_that_acknowledges_before_it_commits_is_found_out(engine_db: Engine, tmp_path: Path) -> None:
    found, _ = killed.real(engine_db, tmp_path, 1, served="acknowledges first")
    assert any("acknowledged and lost" in fault for fault in found)


def test_a_process_that_fails_says_so(tmp_path: Path) -> None:
    failing = processes.Process(f"sqlite:///{tmp_path / 'none'}", lambda engine, say: 1 / 0)
    assert failing.ended()[1] == 1
