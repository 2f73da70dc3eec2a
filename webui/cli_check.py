"""`ladoflow check`, `outline` and `diff`: procedures at the command line; `cli` lists them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.errors import LadoflowError, Unreadable

if TYPE_CHECKING:
    from engine.diagrams.problem import Problem

MOST_BYTES = 2_000_000
SERVICE = "features"
"""The folder whose own scenarios are of the service, not of a procedure."""
_SOUND, _WRONG, _UNREADABLE = 0, 1, 2


@click.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of problems.")
def check_command(paths: tuple[Path, ...], *, as_json: bool) -> None:
    """Say what is wrong with diagrams, tables, forms, lists and stories; all PATHs together are one procedure."""
    from engine.diagrams import guarded
    from engine.diagrams.problem import of_file

    files, missing = _read(paths)
    found = [of_file(path, message, unreadable=True) for path, message in missing.items()]
    if files:
        found += [*guarded.problems(files), *_stories(files)]
    _say_problems(sorted(found), as_json=as_json)
    sys.exit(_UNREADABLE if any(each.unreadable for each in found) else _WRONG if found else _SOUND)


def _stories(files: dict[str, bytes]) -> list[Problem]:
    """What the stories among the files name that the drawings and forms beside them do not have."""
    from engine.diagrams.files import SCENARIOS, only

    told = {path: data for path, data in only(files, SCENARIOS).items() if Path(path).parent.name != SERVICE}
    if not told:
        return []
    from engine.rehearsal import telling
    from engine.rehearsal.foreseen import Names
    from webui import drawn

    return telling.problems(told, Names(drawn.known(files)))


@click.command("outline")
@click.argument("path", type=click.Path(path_type=Path))
def outline_command(path: Path) -> None:
    """Tell a diagram in words, or a folder as a manual, with the forms, lists and tables that stand beside it."""
    from engine.diagrams import guarded

    files = _all_or_stop(path)
    forms = (path if path.is_dir() else path.parent).resolve().parent / "forms"
    if forms.is_dir() and not any(name.endswith(".form") for name in files):
        files |= {f"forms/{name}": data for name, data in _all_or_stop(forms).items()}
    if not any(name.endswith(".bpmn") for name in files):
        click.echo(f"{path}: (whole file): There is no diagram here. Name a .bpmn file, or a folder that has one.")
        sys.exit(_UNREADABLE)
    try:
        for line in (guarded.manual if path.is_dir() else guarded.outline)(files):
            click.echo(line)
    except LadoflowError as wrong:
        click.echo(f"{path}: (whole file): {_one_line(wrong)}")
        sys.exit(_UNREADABLE if isinstance(wrong, Unreadable) else _WRONG)


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of changes.")
@click.option("--council", help="Whose versions the numbers are, where there is more than one.")
def diff_command(old: Path, new: Path, *, as_json: bool, council: str | None) -> None:
    """Say what differs between two procedures, in words."""
    from engine.diagrams import guarded

    before, after = _alike(_side(old, council), _side(new, council))
    try:
        found = guarded.changes(before, after)
    except LadoflowError as wrong:
        click.echo(f"{new}: (whole file): {_one_line(wrong)}")
        sys.exit(_UNREADABLE)
    if as_json:
        click.echo(json.dumps([vars(change) for change in found], ensure_ascii=False))
    else:
        for change in found:
            click.echo(f"{change.kind}: {change.line}")
    sys.exit(_WRONG if found else _SOUND)


def _side(path: Path, council: str | None) -> dict[str, bytes]:
    """A folder, a file, or the number of a version where there is no file so called; stops where one is refused."""
    if path.name.isdecimal() and str(path) == path.name and not path.exists():
        from webui.cli_versions import files_of

        return files_of(int(path.name), council)
    files = _all_or_stop(path)
    from engine.diagrams import guarded

    if broken := guarded.unread(files):
        _say_problems(broken, as_json=False)
        sys.exit(_UNREADABLE)
    return files


def _say_problems(found: list[Problem], *, as_json: bool) -> None:
    if as_json:
        fields = ("file", "step", "message", "element_id")
        click.echo(json.dumps([{name: getattr(each, name) for name in fields} for each in found], ensure_ascii=False))
        return
    for each in found:
        click.echo(each.line)


def _all_or_stop(path: Path) -> dict[str, bytes]:
    """The files of one path, by their names below it; stops with exit 2 where one cannot be read."""
    files, missing = _read((path,))
    for name, message in missing.items():
        click.echo(f"{name}: (whole file): {message}")
        sys.exit(_UNREADABLE)
    if not path.is_dir():
        return {path.name: files[str(path)]}
    return {Path(name).relative_to(path).as_posix(): data for name, data in files.items()}


def _alike(old: dict[str, bytes], new: dict[str, bytes]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Two single files of one kind are two states of one file, whatever they are called."""
    if len(old) == len(new) == 1 and Path(min(old)).suffix == Path(min(new)).suffix:
        return {min(new): old[min(old)]}, new
    return old, new


def _read(paths: tuple[Path, ...]) -> tuple[dict[str, bytes], dict[str, str]]:
    """Contents by path, and what is wrong with those that cannot be read."""
    files: dict[str, bytes] = {}
    missing: dict[str, str] = {}
    for path in paths:
        try:
            for each in _below(path):
                with each.open("rb") as opened:
                    files[str(each)] = opened.read(MOST_BYTES + 1)
        except (OSError, ValueError):
            missing[str(path)] = "This cannot be read. Look whether it is there and may be opened."
    if not files and not missing:
        missing[str(paths[0])] = "There is no file of a procedure here. Name a file, or a folder that has some."
    return files, missing


def _below(path: Path) -> list[Path]:
    """The file itself, or the files of a procedure in a folder; other files there are left alone."""
    from engine.diagrams.files import kind_of

    if not path.is_dir():
        if not path.is_file():
            raise ValueError(path)
        return [path]
    return sorted(each for each in path.rglob("*") if each.is_file() and _taken(each, path) and kind_of(each.name))


def _taken(each: Path, folder: Path) -> bool:
    return not any(part.startswith(".") or part == "node_modules" for part in each.relative_to(folder).parts)


def _one_line(wrong: Exception) -> str:
    return " ".join(str(wrong).split())
