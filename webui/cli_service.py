"""`ladoflow demo`, `serve`, `worker`, `tick`, `db`, `user`, `council`: what keeps an installation running."""

import logging
import signal
import threading
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import Engine

from engine import clock, councils, db, jobs, playing
from webui import serving
from webui.cli_data import council_named, of_council, opened, settings, user_with
from webui.settings import Settings

log = logging.getLogger(__name__)
LISTENS = 1.0
"""Seconds until the worker sees that stories are to be played: somebody looks on."""


@click.group(name="db")
def database() -> None:
    """The database."""


@database.command()
def upgrade() -> None:
    """Bring the tables to the present shape."""
    with opened() as engine:
        db.upgrade(engine)
    click.echo("The database is up to date.")


@click.command()
@click.option("--port", default=8000, show_default=True)
@click.option("--data", type=click.Path(path_type=Path), default=Path("data"), show_default=True)
@click.option("--fresh", is_flag=True, help="Throw the old demonstration away and make a new one.")
def demo(port: int, data: Path, fresh: bool) -> None:
    """The invented council of Marlshire, with web and worker, on this machine only."""
    from webui import demo as starting

    starting.run(port, data.resolve(), fresh=fresh)


@click.command()
@click.option("--bind", default="127.0.0.1:8000", show_default=True)
@click.option("--threads", default=8, show_default=True)
@click.option("--workers", default=1, show_default=True)
@click.option("--access-log", is_flag=True, help="Say each request in a line.")
def serve(bind: str, threads: int, workers: int, access_log: bool) -> None:
    """The web server for production; any number of them."""
    serving.run(
        settings(serving=True), bind=bind, threads=threads, workers=workers,
        accesslog="-" if access_log else None, access_log_format="%(t)s %(m)s %(U)s %(s)s %(M)sms",
    )  # fmt: skip


@click.command()
@click.option("--every", default=5.0, show_default=True, help="Seconds between two sweeps.")
def worker(every: float) -> None:
    """The background worker: due timers, waiting messages, saved reports whose days are over, stories that a process
    owner wants played; any number of them.
    """
    given = settings()
    stop = threading.Event()
    for signalled in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signalled, lambda *_: stop.set())
    with opened(given) as engine:
        from webui.mail import deliverer

        hand_over = deliverer(given)
        serving.look_for_garbage_rarely()
        player = threading.Thread(target=_play, args=(engine, stop), name="stories")
        player.start()
        while not stop.is_set():
            _sweep(engine, given.now or clock.now(), hand_over)
            stop.wait(every)
        player.join()


def _play(engine: Engine, stop: threading.Event) -> None:
    """Beside the sweeps, which do not wait for it: it listens to the process that plays."""
    while not stop.wait(LISTENS):
        try:
            if playing.is_asked(engine):
                from engine.rehearsal import apart  # Late: the rehearsal loads much, and is seldom needed.

                apart.play_asked(engine, clock.now, stop.is_set)
                apart.rest()
        except db.UNAVAILABLE:
            log.warning("the database cannot be reached; stories are played later")
        except Exception:
            log.exception("stories could not be played")


def _sweep(engine: Engine, at: datetime, hand_over: jobs.Deliver) -> None:
    """One round; a database that cannot be reached now may be reached in the next."""
    try:
        jobs.fire_due(engine, at)
        jobs.deliver(engine, at, hand_over)
        jobs.forget_saved(engine, at)
        jobs.forget_undoable(engine, at)
    except db.UNAVAILABLE:
        log.warning("the database cannot be reached; trying again")


@click.command()
@click.option("--now", "at", help="An instant in ISO form; in demonstrations and tests only.")
def tick(at: str | None) -> None:
    """Let everything that is due happen once."""
    given = settings()
    instant = _instant(at, given)
    with opened(given) as engine:
        from webui.mail import deliverer

        fired = jobs.fire_due(engine, instant)
        sent = jobs.deliver(engine, instant, deliverer(given))
        gone = jobs.forget_saved(engine, instant)
        jobs.forget_undoable(engine, instant)
        if playing.is_asked(engine):
            from engine.rehearsal import apart

            apart.play_asked(engine, clock.now)
    click.echo(f"{fired} timers fired, {sent} messages sent, {gone} saved reports deleted.")


def _instant(text: str | None, given: Settings) -> datetime:
    if text is None:
        return given.now or clock.now()
    if not given.demonstration:
        raise click.UsageError("--now is for demonstrations and tests only. Leave it out.")
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"{text!r} is not an instant. Give it as 2026-03-05T09:20+00:00.") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


@click.group()
def user() -> None:
    """Accounts."""


@user.command()
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--role", "roles", multiple=True, required=True)
@of_council
@click.password_option()
def add(email: str, name: str, roles: tuple[str, ...], council: str | None, password: str) -> None:
    """An account of a council, which has been made before."""
    with opened() as engine, db.writing(engine) as session:
        authority = council_named(session, council)
        councils.add_user(session, authority.id, email, name, list(roles), password=password)
        session.commit()
    click.echo(f"{email} can sign in.")


@user.command()
@click.argument("email")
def disable(email: str) -> None:
    """End an account and every session of it at once."""
    with opened() as engine, db.writing(engine) as session:
        found = user_with(session, email)
        found.active, found.session_number = False, found.session_number + 1
        session.commit()
    click.echo(f"{email} can no longer sign in.")


@user.command()
@click.argument("email")
@click.password_option()
def reset(email: str, password: str) -> None:
    """A new password; every session ends."""
    with opened() as engine, db.writing(engine) as session:
        councils.set_password(user_with(session, email), password)
        session.commit()
    click.echo(f"{email} has a new password.")


@click.group()
def council() -> None:
    """Councils."""


@council.command(name="add")
@click.option("--name", required=True)
def add_council(name: str) -> None:
    """A council with the roles that every council starts with."""
    with opened() as engine, db.writing(engine) as session:
        councils.new_council(session, name)
        session.commit()
    click.echo(f"{name} has been made. Add accounts with: ladoflow user add")
