"""A small council with a process owner, another, and an approver; used by the tests of the desk's pages."""

import time
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from engine import clock, db
from engine.models import User
from engine.rehearsal import apart
from tests import builders
from tests.builders import Drawing
from webui import create_app
from webui.settings import Settings

LOOK = "processes/case.bpmn"
STORY = b"""Feature: Looking
  Scenario: A call is looked at
    Given today is Monday 2 March 2026 at 09:15
    When the LADO business support reports by phone
      | question      | answer       |
      | What happened | A push       |
      | Adult 1: Name | Joel Barrett |
    Then the LADO inbox has
      | task       |
      | Look at it |
"""


def files() -> dict[str, bytes]:
    """A sound procedure of one step, with its story."""
    case = (
        Drawing("case")
        .start("begin", message="Contact received")
        .put("userTask", "look", name="Look at it", camunda__formKey="anything")
        .put("endEvent", "done", name="Looked at")
    )
    return builders.a_procedure(case) | {"features/procedure/look.feature": STORY}


@dataclass
class Desk:
    """The application and who can sign in, by a short name."""

    app: Flask
    people: dict[str, str]
    authority_id: str

    def as_(self, who: str) -> FlaskClient:
        """A browser in which somebody has signed in."""
        client = self.app.test_client()
        instant = time.time()
        with client.session_transaction() as kept:
            kept.update(user=self.people[who], number=0, since=instant, seen=instant)
        return client


def a_desk(database_url: str, folder: Path, procedure: dict[str, bytes] | None = None) -> Desk:
    """A council with a procedure in use."""
    engine = db.make_engine(database_url)
    with db.writing(engine) as session:
        authority = builders.a_council(session, procedure or files())
        roles = {"owner": "Process owner", "other": "Process owner", "approver": "Process approver", "lado": "LADO",
                 "support": "LADO business support"}  # fmt: skip
        people = {who: builders.a_user(session, authority, role).id for who, role in roles.items()}
        both = builders.a_user(session, authority, "Process owner", "Process approver").id
        for user_id in (*people.values(), both):
            session.get_one(User, user_id).session_number = 0
        session.commit()
        desk_of = {**people, "both": both}
        authority_id = authority.id
    engine.dispose()
    app = create_app(Settings(database_url, "k" * 40, folder, testing=True))
    app.config["WTF_CSRF_ENABLED"] = False
    return Desk(app, desk_of, authority_id)


def play(client: FlaskClient, draft: str) -> None:
    """All stories of a draft are asked for and played, as the worker does it."""
    assert client.post(f"{draft}/scenarios").status_code == 303
    apart.play_asked(client.application.extensions["ladoflow.engine"], clock.now)
