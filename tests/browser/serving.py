"""The application on loopback, for tests that drive a browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, cast

from werkzeug.serving import make_server
from werkzeug.wsgi import ClosingIterator

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


@contextmanager
def serving(application: WSGIApplication) -> Iterator[str]:
    """Its address, `http://127.0.0.1:PORT`, until the block ends."""
    server = make_server("127.0.0.1", 0, in_one_piece(application), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def in_one_piece(application: WSGIApplication) -> WSGIApplication:
    """The application with every answer read and closed before it is sent.

    This server does not close a file that it sends to a browser which has gone; a production server does.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        with closing(cast(ClosingIterator, application(environ, start_response))) as pieces:
            return [b"".join(pieces)]

    return answer
