"""Finds the Chromium that the browser tests drive, and the flags with which it runs without a network, also as root."""

import os
import shutil
import sys
from pathlib import Path

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def executable() -> str:
    """For Playwright: `chromium.launch(executable_path=executable(), args=FLAGS)`."""
    unpacked = Path(sys.prefix) / "chromium" / "start"
    named = [os.environ.get("LADOFLOW_CHROMIUM"), *map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))]
    for path in [*named, str(unpacked)]:
        if path and Path(path).exists():
            return path
    raise RuntimeError("Chromium is missing: run `make test`, which brings it, or set LADOFLOW_CHROMIUM")
