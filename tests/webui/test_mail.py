"""Messages leave as e-mails that say nothing, by a real SMTP server, once, and never to somebody who is gone."""

import socket
import ssl
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.message import Message as Received
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import Engine, select, update

from engine import casework, db, jobs, letters, parties, people
from engine.models import Message, Task, User
from tests import builders
from tests.builders import MONDAY, Drawing, a_contact
from webui.mail import account, deliverer
from webui.settings import BadSetting, Settings


class Postbox:
    """Keeps what a server receives."""

    def __init__(self) -> None:
        self.received: list[Received] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802 (aiosmtpd's)
        self.received.append(message_from_bytes(envelope.content))  # type: ignore[attr-defined]
        return "250 OK"


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, str]]:
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    yield box, f"smtp://127.0.0.1:{server.port}"
    server.stop()


@pytest.fixture
def stranger() -> Iterator[tuple[Postbox, str]]:
    """A server that shows a certificate which nobody has signed but itself."""
    box, shows = Postbox(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shows.load_cert_chain(Path(__file__).with_name("untrusted.pem"))
    server = Controller(box, hostname="127.0.0.1", port=free_port(), ssl_context=shows)
    server.loop.set_exception_handler(lambda *_: None)  # It is hung up on.
    server.start()
    yield box, f"smtps://127.0.0.1:{server.port}"
    server.stop()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def settings(tmp_path: Path, mail_url: str | None) -> Settings:
    return Settings("sqlite://", "k" * 40, tmp_path, mail_url=mail_url)


@pytest.fixture
def told(engine_db: Engine) -> Engine:
    """A council in which the police have been asked and told so."""
    case = Drawing("allegation", "Police").start("came", message="Contact received").task("say").end()
    with db.writing(engine_db) as session:
        authority = builders.a_council(session, builders.a_procedure(case))
        force = people.add_organisation(session, authority.id, "Police", plays=["Police"])
        builders.a_user(session, authority, "Police", organisation=force.id)
        a_contact(session, authority, "Joel Barrett")
        task = session.scalars(select(Task.id)).one()
        casework.name_party(session, task, organisation_id=force.id, answers=parties.SIGNS_IN, by=None, now=MONDAY)
        session.commit()
    return engine_db


def test_a_partner_is_told_that_something_waits_and_nothing_else(
    told: Engine, postbox: tuple[Postbox, str], tmp_path: Path
) -> None:
    box, address = postbox
    hand_over = deliverer(settings(tmp_path, address))
    assert jobs.deliver(told, MONDAY, hand_over) == 1
    assert jobs.deliver(told, MONDAY, hand_over) == 0
    (mail,) = box.received
    assert mail["Subject"] == "Testshire Council: something waits for your answer"
    whole = mail.as_string().lower()
    assert not any(word in whole for word in ("joel", "barrett", "lado", "allegation", "safeguarding"))


def test_who_was_told_is_told_that_it_was_undone_and_nothing_else(
    told: Engine, postbox: tuple[Postbox, str], tmp_path: Path
) -> None:
    box, address = postbox
    with db.writing(told) as session:
        session.execute(update(Message).values(kind=letters.WITHDRAWN))
        session.execute(update(Task).values(state="withdrawn"))
        session.commit()
    assert jobs.deliver(told, MONDAY, deliverer(settings(tmp_path, address))) == 1
    (mail,) = box.received
    assert mail["Subject"] == "Testshire Council: an earlier e-mail no longer counts"
    assert "You need not do anything." in mail.get_payload().replace("\n", " ")
    whole = mail.as_string().lower()
    assert not any(word in whole for word in ("joel", "barrett", "lado", "allegation", "safeguarding"))


def test_nobody_who_is_gone_is_told(told: Engine, tmp_path: Path) -> None:
    with db.writing(told) as session:
        for user in session.scalars(select(User)):
            user.active = False
        session.commit()
    assert jobs.deliver(told, MONDAY, deliverer(settings(tmp_path, None))) == 0
    with db.reading(told) as session:
        assert session.scalars(select(Message.state)).all() == ["dropped"]


def test_a_message_that_could_not_be_handed_over_is_tried_again_with_the_same_id(told: Engine, tmp_path: Path) -> None:
    def dies(*_: object) -> None:
        raise ConnectionError

    assert jobs.deliver(told, MONDAY, dies) == 0
    hand_over = deliverer(settings(tmp_path, None))
    assert jobs.deliver(told, MONDAY + timedelta(minutes=1), hand_over) == 0
    assert jobs.deliver(told, MONDAY + timedelta(minutes=6), hand_over) == 1
    with db.reading(told) as session:
        id = session.scalars(select(Message.id)).one()
    assert [file.stem for file in (tmp_path / "mail").iterdir()] == [id]


def test_an_address_that_is_none_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="LADOFLOW_MAIL_URL"):
        deliverer(settings(tmp_path, "http://example"))


@pytest.mark.parametrize("planted", [False, True])
def test_a_server_that_nobody_vouches_for_is_told_nothing(
    told: Engine, stranger: tuple[Postbox, str], tmp_path: Path, planted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    box, address = stranger
    if planted:
        monkeypatch.setattr(ssl, "create_default_context", ssl._create_unverified_context)
    assert jobs.deliver(told, MONDAY, deliverer(settings(tmp_path, address))) == planted
    assert len(box.received) == planted


def test_a_password_may_have_any_character() -> None:
    assert account(urlsplit("smtp://post%40marlshire.example:a%3Ab%2Fc%40d%25+%C3%A9@mail:587")) == (
        "post@marlshire.example",
        "a:b/c@d%+é",
    )
    assert account(urlsplit("smtps://mail")) is None


def test_what_has_been_done_meanwhile_is_not_asked_for(told: Engine, tmp_path: Path) -> None:
    with db.writing(told) as session:
        task = session.scalars(select(Task.id)).one()
        casework.complete_task(session, task, builders.answers(note="x"), seen=None, by=None, now=MONDAY)
        session.commit()
    assert jobs.deliver(told, MONDAY, deliverer(settings(tmp_path, None))) == 0
