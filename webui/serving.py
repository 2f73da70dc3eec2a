"""What the web server loads: the application with the settings of the environment."""

import os

from flask import Flask

from webui import create_app
from webui.settings import from_environment


def application() -> Flask:
    """The application, once a server process."""
    return create_app(from_environment(demonstration=os.environ.get("LADOFLOW_DEMONSTRATION") == "1"))
