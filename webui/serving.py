"""What the web server loads, and how: the application with the settings of the environment, once for all processes."""

import os
import signal
import sys
from typing import TYPE_CHECKING

from webui.settings import from_environment

if TYPE_CHECKING:
    from flask import Flask

GUNICORN = (
    sys.executable, "-m", "gunicorn", "--config", "python:webui.serving", "--worker-class", "gthread",
    "--graceful-timeout", "5",
)  # fmt: skip
SERVED = "webui.serving:application()"
preload_app = True
"""A process that dies is replaced at once: the next one is forked with everything loaded."""


def application() -> "Flask":
    """The application. Raises UnsafeDatabase; a database that does not answer yet may answer later."""
    from contextlib import suppress

    from engine import db
    from webui import create_app

    app = create_app(from_environment(demonstration=os.environ.get("LADOFLOW_DEMONSTRATION") == "1"))
    engine = app.extensions["ladoflow.engine"]
    with suppress(db.Unreachable):
        db.check_safe(engine)
    engine.dispose()  # no process may inherit a connection
    return app


def post_worker_init(_worker: object) -> None:
    """Ctrl-C reaches every process of a terminal at once. The server's first process ends the others; one that is told
    a second time while it is ending waits for itself for ever, and keeps the port.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
