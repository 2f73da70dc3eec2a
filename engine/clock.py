"""The only reader of the machine's clock; called by views, workers and commands, never below them."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)
