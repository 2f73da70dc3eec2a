"""Starts the demonstration: database and council when they are missing, then web and worker; called by the command."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import click

from engine import clock, db
from webui.cli_data import opened
from webui.serving import GUNICORN, SERVED
from webui.settings import READY, BadSetting, Settings, from_environment

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "marlshire-demo"  # noqa: S105 (everybody may know it: the council is invented)
ACCOUNTS = (
    ("lado", "LADO"), ("lado2", "LADO"), ("manager", "LADO manager"), ("support", "LADO business support"),
    ("police", "Police"), ("psd", "Employer: professional standards of a police force"),
    ("socialcare", "Children's social care"), ("fostering", "Fostering service"), ("head", "Employer: a school"),
    ("hr", "Employer: an academy trust"), ("nursery", "Employer: a nursery"), ("owner", "Process owner"),
    ("approver", "Process approver"), ("dpo", "Data protection officer"), ("auditor", "Auditor"),
    ("admin", "Administrator"),
)  # fmt: skip


def run(port: int, data: Path, *, fresh: bool) -> None:
    """Until Ctrl-C; then everything that was started has ended."""
    data.mkdir(parents=True, exist_ok=True)
    settings = from_environment(demonstration=True, data=data)
    _only_ours(settings)
    if fresh or not (data / READY).exists():
        _throw_away(settings, data)
        _make(settings, data)
    with opened(settings) as engine:
        db.upgrade(engine)  # It may have been made by an earlier version of the service.
        db.check_safe(engine)
    environment = os.environ | {
        "LADOFLOW_DEMONSTRATION": "1",
        "LADOFLOW_DATABASE_URL": settings.database_url,
        "LADOFLOW_SECRET_KEY": settings.secret_key,
        "LADOFLOW_DATA": str(data),
        "LADOFLOW_BASE_URL": f"http://127.0.0.1:{port}",
    }
    command = [sys.executable, "-m", "webui.cli"]
    worker = subprocess.Popen([*command, "worker"], env=environment)
    web = subprocess.Popen(
        [*GUNICORN, "--bind", f"127.0.0.1:{port}", "--threads", "8", "--log-level", "warning", SERVED],
        env=environment,
    )  # fmt: skip
    _greet(port)
    _until_one_ends([web, worker])


def _only_ours(settings: Settings) -> None:
    """Nothing is thrown away, made or served where a council does its work."""
    from engine import demonstration

    with opened(settings) as engine:
        if found := demonstration.others(engine):
            raise BadSetting(
                f"The database holds a council that is not the demonstration's: {', '.join(found)}. Nothing was "
                "changed. Unset LADOFLOW_DATABASE_URL and name another folder with --data (DATA= for make)."
            )


def _throw_away(settings: Settings, data: Path) -> None:
    (data / READY).unlink(missing_ok=True)
    if settings.database_url.startswith("sqlite:///"):
        for ending in ("", "-wal", "-shm"):
            Path(settings.database_url.removeprefix("sqlite:///") + ending).unlink(missing_ok=True)


def _make(settings: Settings, data: Path) -> None:
    from engine import demonstration

    click.echo("Making the council of Marlshire. This takes up to a minute.", err=True)
    engine = db.make_engine(settings.database_url)
    db.upgrade(engine)
    demonstration.build(engine, ROOT, settings.now or clock.now(), progress=lambda words: click.echo(words, err=True))
    engine.dispose()
    (data / READY).write_text("ready\n")


def _greet(port: int) -> None:
    click.echo(f"\nladoflow is at http://127.0.0.1:{port}")
    click.echo(f"Anybody can report a concern at http://127.0.0.1:{port}/contact")
    click.echo(f"The password of every account is {PASSWORD}:")
    for name, role in ACCOUNTS:
        click.echo(f"  {name + '@marlshire.example':32} {role}")
    click.echo("Ctrl-C stops everything.\n")


def _until_one_ends(started: list[subprocess.Popen[bytes]]) -> None:
    stop = threading.Event()
    for signalled in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signalled, lambda *_: stop.set())
    while not stop.wait(0.5) and all(process.poll() is None for process in started):
        pass
    for process in started:
        if process.poll() is None:
            process.terminate()
    for process in started:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
    if not stop.is_set():
        click.echo("A part of ladoflow has stopped, so all of it was stopped. What it said stands above.", err=True)
        sys.exit(1)
