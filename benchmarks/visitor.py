"""People at the pages: lean keep-alive connections and signed-in persons who post steps; called by over_http."""

import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks.reference import SEEN, Council, Journey, procedure
from engine import councils, db
from engine.models import User
from engine.procedure import Procedure

PASSWORD = "a-long-password"  # noqa: S105 (of invented people)
TOKEN = re.compile(rb'name="csrf_token" value="([^"]+)"')
FORMS = {"decide": "threshold", "review": "review"}


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    cookie: str | None
    body: bytes


class Line:
    """A connection that stays open. It does little, because the service is measured on the same cores."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._reader = self._socket.makefile("rb")

    def send(self, request: bytes) -> Answer:
        """Send a request; its whole answer."""
        self._socket.sendall(request)
        status, length, cookie = int(self._reader.readline()[9:12]), 0, None
        while line := self._reader.readline().strip():
            name, _, value = line.partition(b": ")
            if name == b"Content-Length":
                length = int(value)
            elif name == b"Set-Cookie":
                cookie = value.partition(b";")[0].decode()
        return Answer(status, cookie, self._reader.read(length))

    def close(self) -> None:
        """Hang up."""
        self._reader.close()
        self._socket.close()


def getting(path: str, cookie: str | None = None) -> bytes:
    """The bytes of a request for a page."""
    return _head("GET", path, cookie) + b"\r\n"


def posting(path: str, fields: Mapping[str, list[str]], cookie: str | None = None) -> bytes:
    """The bytes of a form that is sent."""
    body = urlencode(fields, doseq=True).encode()
    kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    return _head("POST", path, cookie) + kind.encode() + body


def _head(verb: str, path: str, cookie: str | None) -> bytes:
    told = f"{verb} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    return (told + (f"Cookie: {cookie}\r\n" if cookie else "")).encode()


class Office:
    """Everybody of a council, signed in at a service; each goes on with the cookie of their sign-in."""

    def __init__(self, council: Council, port: int) -> None:
        self._forms = Procedure(procedure()).forms
        emails = _let_in(council)
        line = Line(port)
        self._people = {role: _sign_in(line, email) for role, email in emails.items()}
        line.close()

    def post_of(self, journey: Journey, task: str, step: str, role: str) -> bytes:
        """The bytes with which a person completes a step."""
        cookie, token = self._people[role]
        told = self._forms[FORMS.get(step, "anything")].raw(journey.answers(step))
        return posting(f"/tasks/{task}", {"csrf_token": [token], "version": [SEEN], **told}, cookie)

    def page_of(self, path: str, role: str) -> bytes:
        """The bytes with which a person asks for a page."""
        return getting(path, self._people[role][0])


def _let_in(council: Council) -> dict[str, str]:
    """The address with which each role's person signs in."""
    with db.writing(council.engine) as session:
        people = {role: session.get_one(User, id) for role, id in council.people.items()}
        hashed = councils._hasher.hash(PASSWORD)
        for user in people.values():
            user.password_hash = hashed
        session.commit()
        return {role: user.email for role, user in people.items()}


def _sign_in(line: Line, email: str) -> tuple[str, str]:
    """The cookie and the token of somebody who has just signed in."""
    first = line.send(getting("/sign-in"))
    fields = {"csrf_token": [_token(first)], "email": [email], "password": [PASSWORD]}
    answer = line.send(posting("/sign-in", fields, first.cookie))
    assert answer.status == 303, answer.body
    cookie = str(answer.cookie)
    help_page = line.send(getting("/sign-in", cookie))
    return str(help_page.cookie or cookie), _token(help_page)


def _token(page: Answer) -> str:
    found = TOKEN.search(page.body)
    assert found, page.body
    return found[1].decode()
