"""Hands messages over to people: an e-mail without a name or a case word, by SMTP or else into the data folder."""

import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from engine import letters
from engine.models import Message, User
from webui.settings import BadSetting, Settings


def written(message: Message, user: User, council: str, settings: Settings) -> EmailMessage:
    """The e-mail of a message; its id is the message's, so that handing over twice can be seen."""
    mail = EmailMessage()
    mail["Subject"] = letters.subject(message.kind, council)
    host = urlsplit(settings.base_url).hostname
    mail["From"], mail["To"] = f"no-reply@{host}", user.email
    mail["Message-ID"] = f"<{message.id}@{host}>"
    mail["Date"] = format_datetime(message.at)
    mail.set_content(letters.text(message.kind, user.name, f"{settings.base_url}/inbox"))
    return mail


def deliverer(settings: Settings) -> Callable[[Message, User, str], None]:
    """How messages leave: by SMTP when an address is set, else into the data folder. Raises BadSetting."""
    if settings.mail_url:
        return _by_smtp(settings)
    folder = settings.data / "mail"

    def put(message: Message, user: User, council: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        Path(folder / f"{message.id}.eml").write_bytes(bytes(written(message, user, council, settings)))

    return put


def _by_smtp(settings: Settings) -> Callable[[Message, User, str], None]:
    parts = urlsplit(settings.mail_url or "")
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise BadSetting("LADOFLOW_MAIL_URL must look like smtp://user:password@host:587 or smtps://host.")
    host, port = parts.hostname, parts.port or (465 if parts.scheme == "smtps" else 587)
    signs_in, trusted = account(parts), ssl.create_default_context()

    def connected() -> smtplib.SMTP:
        if parts.scheme == "smtps":
            return smtplib.SMTP_SSL(host, port, timeout=30, context=trusted)
        return smtplib.SMTP(host, port, timeout=30)

    def send(message: Message, user: User, council: str) -> None:
        with connected() as server:
            if signs_in:
                if parts.scheme == "smtp":
                    server.starttls(context=trusted)
                server.login(*signs_in)
            server.send_message(written(message, user, council, settings))

    return send


def account(address: SplitResult) -> tuple[str, str] | None:
    """User and password, as the server knows them: an address has to write special characters percent-encoded."""
    user, password = unquote(address.username or ""), unquote(address.password or "")
    return (user, password) if user and password else None
