"""A setting that is missing or unsafe stops the start and says what to set."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from webui.settings import BadSetting, from_environment


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "SECRET_KEY", "MAIL_URL", "BASE_URL", "DATA", "NOW", "PROXIES"):
        monkeypatch.delenv(f"LADOFLOW_{name}", raising=False)


def test_production_needs_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadSetting, match="LADOFLOW_SECRET_KEY is missing"):
        from_environment(data=tmp_path)
    monkeypatch.setenv("LADOFLOW_SECRET_KEY", "short")
    with pytest.raises(BadSetting, match="too short"):
        from_environment(data=tmp_path)


def test_a_demonstration_makes_its_own_key_and_keeps_it(tmp_path: Path) -> None:
    first = from_environment(demonstration=True, data=tmp_path)
    assert len(first.secret_key) >= 32
    assert from_environment(demonstration=True, data=tmp_path).secret_key == first.secret_key


def test_the_clock_can_be_set_in_demonstrations_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LADOFLOW_SECRET_KEY", "k" * 40)
    monkeypatch.setenv("LADOFLOW_NOW", "2026-03-05T09:20")
    with pytest.raises(BadSetting, match="LADOFLOW_NOW"):
        from_environment(data=tmp_path)
    assert from_environment(demonstration=True, data=tmp_path).now == datetime(2026, 3, 5, 9, 20, tzinfo=UTC)
    monkeypatch.setenv("LADOFLOW_NOW", "tomorrow")
    with pytest.raises(BadSetting, match="2026-03-05T09:20"):
        from_environment(demonstration=True, data=tmp_path)


def test_the_number_of_proxies_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert from_environment(demonstration=True, data=tmp_path).proxies == 0
    monkeypatch.setenv("LADOFLOW_PROXIES", "2")
    assert from_environment(demonstration=True, data=tmp_path).proxies == 2
    for wrong in ("yes", "-1", "\u0662", "10"):
        monkeypatch.setenv("LADOFLOW_PROXIES", wrong)
        with pytest.raises(BadSetting, match="LADOFLOW_PROXIES"):
            from_environment(demonstration=True, data=tmp_path)
