"""The `ladoflow` command: one verb a subcommand; exit 2 means wrong use or a file that cannot be read."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import OperationalError

from engine import clock, councils, db, jobs, versions
from engine.errors import LadoflowError
from engine.models import Authority, User
from engine.procedure import read_folder, write_folder
from webui.settings import Settings, from_environment

log = logging.getLogger(__name__)
ELSEWHERE = {
    "check": "cli_check:check_command",
    "outline": "cli_check:outline_command",
    "diff": "cli_check:diff_command",
    "feel": "cli_feel:feel_command",
    "decide": "cli_feel:decide_command",
    "rehearse": "cli_rehearse:rehearse_command",
    "verify": "cli_rehearse:verify_command",
    "report": "cli_report:report_group",
}
"""Verbs with a module of their own, loaded when they are asked for: most need no database."""


class Words(click.Group):
    """Turns an error of the domain into one line and exit code 1, never a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *ELSEWHERE])

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in ELSEWHERE:
            return super().get_command(ctx, name)
        module, _, command = ELSEWHERE[name].partition(":")
        return getattr(import_module(f"webui.{module}"), command)  # type: ignore[no-any-return]

    def main(self, *args: Any, **named: Any) -> Any:
        try:
            return super().main(*args, **named)
        except LadoflowError as error:
            click.echo(str(error), err=True)
            sys.exit(1)


@click.group(cls=Words)
def main() -> None:
    """Allegations casework for councils: the procedure is the program."""


@main.group(name="db")
def database() -> None:
    """The database."""


@database.command()
def upgrade() -> None:
    """Bring the tables to the present shape."""
    with _opened(from_environment(demonstration=_demonstration())) as engine:
        db.upgrade(engine)
    click.echo("The database is up to date.")


@main.command()
@click.option("--port", default=8000, show_default=True)
@click.option("--data", type=click.Path(path_type=Path), default=Path("data"), show_default=True)
@click.option("--fresh", is_flag=True, help="Throw the old demonstration away and make a new one.")
def demo(port: int, data: Path, fresh: bool) -> None:
    """The invented council of Marlshire, with web and worker, on this machine only."""
    from webui import demo as starting

    starting.run(port, data.resolve(), fresh=fresh)


@main.command()
@click.option("--bind", default="127.0.0.1:8000", show_default=True)
@click.option("--threads", default=8, show_default=True)
@click.option("--workers", default=1, show_default=True)
def serve(bind: str, threads: int, workers: int) -> None:
    """The web server for production; any number of them."""
    settings = from_environment(demonstration=_demonstration())
    with _opened(settings) as engine:
        db.check_safe(engine)
    os.execvp(  # noqa: S606 (our own server in place of this process)
        sys.executable,
        [sys.executable, "-m", "gunicorn", "--bind", bind, "--threads", str(threads), "--workers", str(workers),
         "--access-logfile", "-", "--access-logformat", "%(t)s %(m)s %(U)s %(s)s %(M)sms", "--worker-class", "gthread",
         "webui.serving:application()"],
    )  # fmt: skip


@main.command()
@click.option("--every", default=5.0, show_default=True, help="Seconds between two sweeps.")
def worker(every: float) -> None:
    """The background worker: due timers and waiting messages; any number of them."""
    settings = from_environment(demonstration=_demonstration())
    stop = threading.Event()
    for signalled in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signalled, lambda *_: stop.set())
    with _opened(settings) as engine:
        from webui.mail import deliverer

        hand_over = deliverer(settings)
        while not stop.is_set():
            _sweep(engine, settings.now or clock.now(), hand_over)
            stop.wait(every)


def _sweep(engine: Engine, at: datetime, hand_over: jobs.Deliver) -> None:
    """One round; a database that cannot be reached now may be reached in the next."""
    try:
        jobs.fire_due(engine, at)
        jobs.deliver(engine, at, hand_over)
    except OperationalError:
        log.warning("the database cannot be reached; trying again")


@main.command()
@click.option("--now", "at", help="An instant in ISO form; in demonstrations and tests only.")
def tick(at: str | None) -> None:
    """Let everything that is due happen once."""
    settings = from_environment(demonstration=_demonstration())
    instant = _instant(at, settings)
    with _opened(settings) as engine:
        from webui.mail import deliverer

        fired = jobs.fire_due(engine, instant)
        sent = jobs.deliver(engine, instant, deliverer(settings))
    click.echo(f"{fired} timers fired, {sent} messages sent.")


def _instant(text: str | None, settings: Settings) -> datetime:
    if text is None:
        return settings.now or clock.now()
    if not settings.demonstration:
        raise click.UsageError("--now is for demonstrations and tests only. Leave it out.")
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"{text!r} is not an instant. Give it as 2026-03-05T09:20+00:00.") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--by", required=True, help="E-mail address of the author.")
@click.option("--note", required=True, help="What changes, and why.")
@click.option("--approver", help="E-mail address of the person who confirms it.")
def publish(folder: Path, by: str, note: str, approver: str | None) -> None:
    """Put a procedure into use: the same door as the process owner's desk."""
    settings = from_environment(demonstration=_demonstration())
    with _opened(settings) as engine, db.writing(engine) as session:
        author = _user(session, by)
        at = settings.now or clock.now()
        files = read_folder(folder)
        _must_pass(session, author.authority_id, files)
        version = versions.propose(session, author.authority_id, files, note=note, by=author.id, now=at)
        if approver and version.published_at is None:
            versions.approve(session, version, by=_user(session, approver).id, now=at)
        session.commit()
        state = "is in use" if version.published_at else "waits for a second person to confirm it"
        click.echo(f"Version {version.number} {state}.")


def _must_pass(session: Any, authority_id: str, files: dict[str, bytes]) -> None:
    from engine import rehearsal

    found = versions.problems(session, authority_id, files)
    for problem in found:
        click.echo(f"{problem.file}: {problem.step}: {problem.message}")
    failed = [] if found else [r for r in rehearsal.of_files(files) if not r.passed]
    for result in failed:
        click.echo(f"{result.feature}: {result.scenario}: {result.why}")
    if found or failed:
        raise click.exceptions.Exit(1)


@main.command()
@click.argument("number", type=int)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export(number: int, folder: Path) -> None:
    """Write a version's files into a folder."""
    with _opened(from_environment(demonstration=_demonstration())) as engine, db.reading(engine) as session:
        authority = session.scalars(select(Authority)).first()
        version = versions.numbered(session, authority.id, number) if authority else None
        if version is None:
            raise click.UsageError(f"There is no version {number}.")
        files = versions.files_of(session, version.id)
        write_folder(files, folder)
    click.echo(f"{len(files)} files of version {number} written to {folder}.")


@main.group()
def user() -> None:
    """Accounts."""


@user.command()
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--role", "roles", multiple=True, required=True)
@click.password_option()
def add(email: str, name: str, roles: tuple[str, ...], password: str) -> None:
    """An account; the first one of an installation also makes its council."""
    with _opened(from_environment(demonstration=_demonstration())) as engine, db.writing(engine) as session:
        authority = session.scalars(select(Authority)).first()
        if authority is None:
            raise click.UsageError("There is no council yet. Make one with: ladoflow council add --name NAME")
        councils.add_user(session, authority.id, email, name, list(roles), password=password)
        session.commit()
    click.echo(f"{email} can sign in.")


@user.command()
@click.argument("email")
def disable(email: str) -> None:
    """End an account and every session of it at once."""
    with _opened(from_environment(demonstration=_demonstration())) as engine, db.writing(engine) as session:
        found = _user(session, email)
        found.active, found.session_number = False, found.session_number + 1
        session.commit()
    click.echo(f"{email} can no longer sign in.")


@user.command()
@click.argument("email")
@click.password_option()
def reset(email: str, password: str) -> None:
    """A new password; every session ends."""
    with _opened(from_environment(demonstration=_demonstration())) as engine, db.writing(engine) as session:
        councils.set_password(_user(session, email), password)
        session.commit()
    click.echo(f"{email} has a new password.")


@main.group()
def council() -> None:
    """Councils."""


@council.command(name="add")
@click.option("--name", required=True)
def add_council(name: str) -> None:
    """A council with the roles that every council starts with."""
    with _opened(from_environment(demonstration=_demonstration())) as engine, db.writing(engine) as session:
        councils.new_council(session, name)
        session.commit()
    click.echo(f"{name} has been made. Add accounts with: ladoflow user add")


@contextmanager
def _opened(settings: Settings) -> Iterator[Engine]:
    engine = db.make_engine(settings.database_url)
    try:
        yield engine
    finally:
        engine.dispose()


def _user(session: Any, email: str) -> User:
    found = session.scalar(select(User).where(func.lower(User.email) == email.lower()))
    if found is None:
        raise click.UsageError(f"Nobody has the address {email}.")
    return found  # type: ignore[no-any-return]


def _demonstration() -> bool:
    """Commands of a demonstration say so, so that they share its key and its clock."""
    return os.environ.get("LADOFLOW_DEMONSTRATION") == "1"


if __name__ == "__main__":
    main()
