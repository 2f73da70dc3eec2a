"""P4: PostgreSQL restarted or lost under 20 users: nothing lost, nothing doubled, and nobody has to act."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import databases
from tests.conftest import upgraded
from tests.faults import lost_server


@pytest.fixture
def cluster() -> Iterator[databases.Cluster]:
    """A server of this test's own."""
    with databases.scratch_folder() as folder:
        own = databases.Cluster(folder)
        own.start()
        yield own
        own.stop()


@pytest.mark.postgresql
@pytest.mark.promise("P4", 60)
@pytest.mark.timeout(300)
def test_promise_p04_ten_restarts_under_twenty_people(cluster: databases.Cluster, tmp_path: Path) -> None:
    url = cluster.server.create("council")
    upgraded(url)
    assert lost_server.restarts(cluster, url, tmp_path, 10) == []


@pytest.mark.postgresql
@pytest.mark.timeout(300)
def test_planted_a_commit_that_is_not_awaited_is_lost(cluster: databases.Cluster, tmp_path: Path) -> None:
    url = cluster.server.create("council")
    upgraded(url)
    found = lost_server.restarts(cluster, url, tmp_path, 2, served="unawaited")
    assert any(fault.startswith("lost: ") for fault in found)
