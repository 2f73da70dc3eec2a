"""What the environment says: where data is, keys and addresses. Read by commands; what is unsafe stops the start."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from engine.errors import LadoflowError

SHORTEST_KEY = 32
READY = "demonstration.ready"
"""This file in the data folder says that the invented council has been made there."""


class BadSetting(LadoflowError):
    """A setting is missing or unsafe."""


@dataclass(frozen=True)
class Settings:
    """Everything that create_app needs to know of the world around it."""

    database_url: str
    secret_key: str
    data: Path
    base_url: str = "http://127.0.0.1:8000"
    mail_url: str | None = None
    proxies: int = 0
    """How many proxies stand in front, each of which adds to X-Forwarded-For whom it was asked by."""
    demonstration: bool = False
    testing: bool = False
    now: datetime | None = None
    """A fixed instant instead of the clock; in demonstrations and tests only."""

    @property
    def https(self) -> bool:
        return self.base_url.startswith("https://")


def from_environment(*, demonstration: bool = False, data: Path | None = None, serving: bool = True) -> Settings:
    """Settings from LADOFLOW_* variables; only what serves pages needs a key. Raises BadSetting with what to set."""
    given = os.environ
    folder = data or Path(given.get("LADOFLOW_DATA", "data"))
    folder.mkdir(parents=True, exist_ok=True)
    url = given.get("LADOFLOW_DATABASE_URL") or f"sqlite:///{(folder / 'ladoflow.sqlite').resolve()}"
    return Settings(
        database_url=url,
        secret_key=_key(given, folder, demonstration) if serving else "",
        data=folder,
        base_url=given.get("LADOFLOW_BASE_URL", "http://127.0.0.1:8000"),
        mail_url=given.get("LADOFLOW_MAIL_URL"),
        proxies=_proxies(given.get("LADOFLOW_PROXIES") or "0"),
        demonstration=demonstration,
        now=_now(given, demonstration),
    )


def _key(given: Mapping[str, str], folder: Path, demonstration: bool) -> str:
    key = given.get("LADOFLOW_SECRET_KEY", "")
    if key and len(key) < SHORTEST_KEY:
        raise BadSetting(f"LADOFLOW_SECRET_KEY is too short. Set it to at least {SHORTEST_KEY} random characters.")
    if key:
        return key
    if not demonstration:
        raise BadSetting(
            "LADOFLOW_SECRET_KEY is missing. Set it to at least 32 random characters, the same on every machine."
        )
    kept = folder / "demonstration.key"
    if not kept.exists():
        kept.write_text(secrets.token_hex(32))
        kept.chmod(0o600)
    return kept.read_text()


def _proxies(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 1):
        raise BadSetting(f"LADOFLOW_PROXIES is {text!r}. Set it to how many proxies stand in front, 0 to 9.")
    return int(text)


def _now(given: Mapping[str, str], demonstration: bool) -> datetime | None:
    text = given.get("LADOFLOW_NOW")
    if not text:
        return None
    if not demonstration:
        raise BadSetting("LADOFLOW_NOW is for demonstrations and tests only. Unset it.")
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise BadSetting(f"LADOFLOW_NOW is {text!r}. Set it to an instant such as 2026-03-05T09:20+00:00.") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
