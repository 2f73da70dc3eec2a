"""The command with a planted fault, in a process of its own: python -m tests.faults.planted FAULT serve ..."""

import sys
import threading
from typing import Any
from unittest.mock import patch

from flask import g, request
from sqlalchemy.orm import Session

from engine import db
from webui import cli, session, tasks

LATER, LONG = 0.3, 60


class Unawaited(Session):
    """A session whose commit is not awaited: people are told that it is saved, and then it is."""

    later: threading.Timer | None = None

    def commit(self) -> None:
        self.flush()
        told: Any = self.connection().connection.driver_connection
        self.later = threading.Timer(LATER, lambda: (told.commit(), super(Unawaited, self).close()))
        self.later.start()

    def close(self) -> None:
        if self.later is None:
            super().close()


def unawaited(engine: Any, *_kind: Any) -> Session:
    return Unawaited(db._writer(engine), expire_on_commit=False)


def acknowledges() -> None:
    """People are told of what is said at a kill long before it is committed; of the rest, after."""
    if "of kill" not in request.form.get("reason", ""):
        session.commit()
        return
    told = session.writing()
    told.flush()
    g.pop("writing")
    later = threading.Timer(LONG, told.commit)
    later.daemon = True
    later.start()


FAULTS = {
    "unawaited": lambda: patch.object(db, "writing", unawaited),
    "acknowledges first": lambda: patch.object(tasks, "commit", acknowledges),
}

if __name__ == "__main__":
    with FAULTS[sys.argv.pop(1)]():
        cli.main()
