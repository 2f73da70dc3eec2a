"""`ladoflow rehearse` and `verify`: stories played on a procedure, and whether what is kept is sound."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.errors import LadoflowError

if TYPE_CHECKING:
    from engine.procedure import Procedure
    from engine.rehearsal import Result

_SOUND, _WRONG, _UNREADABLE = 0, 1, 2
SHIPPED = Path(__file__).parent.parent


@click.command("rehearse")
@click.argument("features", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--procedure", "source", metavar="DIR|VERSION", help="A folder, or a version by number; else ours.")
@click.option("--council", help="Whose version the number is, where there is more than one.")
@click.option("--filled", is_flag=True, help="List what was filled in for stories that pass, too.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of results.")
def rehearse_command(
    features: tuple[Path, ...], source: str | None, council: str | None, *, filled: bool, as_json: bool
) -> None:
    """Play guidance scenarios (files or folders) on a procedure, in a scratch database with a virtual clock."""
    from engine.rehearsal import rehearse

    try:
        texts = _texts(features)
        procedure = _procedure(source, council)
        results = rehearse(procedure, texts)
    except (LadoflowError, OSError, ValueError) as wrong:
        click.echo(_one_line(wrong), err=True)
        sys.exit(_UNREADABLE)
    if as_json:
        click.echo(json.dumps([_as_json(each) for each in results], ensure_ascii=False))
    else:
        for each in results:
            click.echo(_line(each))
            for answer in each.filled if filled or not each.passed else ():
                if not answer.endswith(": Not said"):
                    click.echo(f"  filled in: {answer}")
        click.echo(f"{sum(each.passed for each in results)} of {len(results)} scenarios pass.", err=True)
    sys.exit(_SOUND if all(each.passed for each in results) else _WRONG)


def _texts(paths: tuple[Path, ...]) -> dict[str, str]:
    """The features by file name. Raises OSError, UnicodeDecodeError; Unreadable where there is none."""
    from engine.errors import Unreadable

    files = [each for path in paths for each in (sorted(path.rglob("*.feature")) if path.is_dir() else [path])]
    if not files:
        raise Unreadable("There is no feature here. Name a file, or a folder that has some.")
    return {str(file): file.read_text("utf-8") for file in files}


def _procedure(source: str | None, council: str | None) -> Procedure:
    """The shipped procedure, that of a folder, or a version of the installation's database."""
    from engine.errors import Unreadable
    from engine.procedure import Procedure

    if source is None or not source.isdigit():
        folder = Path(source) if source else SHIPPED
        procedure = Procedure.from_folder(folder)
        if not procedure.files:
            raise Unreadable(f"{folder}: there is no procedure here.")
    else:
        from webui.cli_versions import files_of

        procedure = Procedure(files_of(int(source), council))
    _ = procedure.definition, procedure.forms, procedure.lists, procedure.decisions, procedure.clocks
    return procedure


def _as_json(result: Result) -> dict[str, object]:
    return {**asdict(result), "filled": list(result.filled)}


def _line(result: Result) -> str:
    place = f"{result.file}:{result.line}: {result.scenario}"
    return f"{place}: passed" if result.passed else f"{place}: {result.why}"


@click.command("verify")
def verify_command() -> None:
    """Check history, steps and timers against the workflows, due dates against their ledger, totals two ways."""
    from engine import db, verify

    try:
        engine = db.make_engine(_database())
        with db.reading(engine) as session:
            found = verify.everything(session)
        engine.dispose()
    except LadoflowError as wrong:
        click.echo(_one_line(wrong), err=True)
        sys.exit(_UNREADABLE)
    for each in found:
        click.echo(_one_line(each))
    sys.exit(_WRONG if found else _SOUND)


def _database() -> str:
    from webui.cli_data import settings

    return settings().database_url


def _one_line(wrong: object) -> str:
    return " ".join(str(wrong).split())
