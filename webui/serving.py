"""What the web server loads, and how: the application with the settings of the environment, once for all processes."""

import gc
import os
import signal
import sys
from typing import TYPE_CHECKING

from webui.settings import Settings, from_environment

if TYPE_CHECKING:
    from flask import Flask

GUNICORN = (sys.executable, "-m", "gunicorn", "--config", "python:webui.serving")
OURS = ("worker_class", "graceful_timeout", "preload_app", "control_socket_disable", "post_worker_init")
SERVED = "webui.serving:application()"
GARBAGE = 10_000
"""New objects after which Python looks for unused ones: a request makes more than its usual 700, some times over."""

worker_class = "gthread"
graceful_timeout = 5
preload_app = True
"""A process that dies is replaced at once: the next one is forked with everything loaded."""
control_socket_disable = True
"""Nobody administers it through a file in a home folder."""


def application(settings: Settings | None = None) -> "Flask":
    """The application. Raises UnsafeDatabase; a database that does not answer yet may answer later."""
    from contextlib import suppress

    from engine import db
    from webui import create_app

    demonstration = os.environ.get("LADOFLOW_DEMONSTRATION") == "1"
    app = create_app(settings or from_environment(demonstration=demonstration))
    engine = app.extensions["ladoflow.engine"]
    with suppress(db.Unreachable):
        db.check_safe(engine)
    engine.dispose()  # no process may inherit a connection
    look_for_garbage_rarely()
    return app


def look_for_garbage_rarely() -> None:
    """What a process has loaded is neither looked through again nor, once it is forked, copied for that."""
    gc.freeze()
    gc.set_threshold(GARBAGE)


def post_worker_init(_worker: object) -> None:
    """Ctrl-C reaches every process of a terminal at once. The server's first process ends the others; one that is told
    a second time while it is ending waits for itself for ever, and keeps the port.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def run(settings: Settings, **said: object) -> None:
    """Serve until told to end, with gunicorn's settings above and these; this process becomes the server's first."""
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name in OURS:
                self.cfg.set(name, globals()[name])
            for name, value in said.items():
                self.cfg.set(name, value)

        def load(self) -> "Flask":
            return application(settings)

    Server().run()
