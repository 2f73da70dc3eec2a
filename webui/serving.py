"""What the web server loads: the application with the settings of the environment."""

import os
import signal

from flask import Flask

from webui import create_app
from webui.settings import from_environment


def application() -> Flask:
    """The application, once a server process.

    Ctrl-C reaches every process of a terminal at once. The server's first process ends the others; one that is told a
    second time while it is ending waits for itself for ever, and keeps the port.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return create_app(from_environment(demonstration=os.environ.get("LADOFLOW_DEMONSTRATION") == "1"))
