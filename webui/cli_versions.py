"""`ladoflow publish` and `export`: a procedure goes from a folder into use, and a version back into a folder."""

from pathlib import Path

import click
from sqlalchemy.orm import Session

from engine import clock, db, versions
from engine.procedure import read_folder, write_folder
from webui.cli_data import council_named, of_council, opened, settings, user_with

MOST = 1_000_000  # Numbers beyond it would not fit a column.


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--by", required=True, help="E-mail address of the author.")
@click.option("--note", required=True, help="What changes, and why.")
@click.option("--approver", help="E-mail address of the person who confirms it.")
def publish(folder: Path, by: str, note: str, approver: str | None) -> None:
    """Put a procedure into use: the same door as the process owner's desk."""
    given = settings()
    with opened(given) as engine, db.writing(engine) as session:
        author = user_with(session, by)
        at = given.now or clock.now()
        files = read_folder(folder)
        _must_pass(session, author.authority_id, files)
        version = versions.propose(session, author.authority_id, files, note=note, by=author.id, now=at)
        if approver and version.published_at is None:
            versions.approve(session, version, by=user_with(session, approver).id, now=at)
        session.commit()
        state = "is in use" if version.published_at else "waits for a second person to confirm it"
        click.echo(f"Version {version.number} {state}.")


def _must_pass(session: Session, authority_id: str, files: dict[str, bytes]) -> None:
    from engine import rehearsal

    found = versions.problems(session, authority_id, files)
    for problem in found:
        click.echo(f"{problem.file}: {problem.step}: {problem.message}")
    failed = [] if found else [r for r in rehearsal.of_files(files) if not r.passed]
    for result in failed:
        click.echo(f"{result.feature}: {result.scenario}: {result.why}")
    if found or failed:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("number", type=int)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@of_council
def export(number: int, folder: Path, council: str | None) -> None:
    """Write a version's files into a folder."""
    files = files_of(number, council)
    write_folder(files, folder)
    click.echo(f"{len(files)} files of version {number} written to {folder}.")


def files_of(number: int, council: str | None) -> dict[str, bytes]:
    """The files of a version of a council's procedure, by path."""
    with opened() as engine, db.reading(engine) as session:
        authority = council_named(session, council)
        version = versions.numbered(session, authority.id, number) if number < MOST else None
        if version is None:
            raise click.UsageError(f"There is no version {number}.")
        return dict(versions.files_of(session, version.id))
