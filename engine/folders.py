"""A procedure as a zip file or a folder sent by a browser: packed for export, unpacked under limits for import.

Called by the process owner's desk. What is unpacked is still untrusted: the check reads it in a process of its own.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from engine.errors import LadoflowError, Refused
from engine.procedure import FOLDERS

MOST_FILES = 500
MOST_BYTES = 2_000_000
MOST_TOGETHER = 20_000_000
ENDINGS = {
    "processes": (".bpmn", ".dmn"),
    "forms": (".form", ".json"),
    "forms/lists": (".csv",),
    "features/procedure": (".feature",),
}
NOISE = {"thumbs.db", "desktop.ini"}
"""What Windows leaves in folders; macOS leaves names that begin with a dot or with __."""
ELSEWHERE = "in none of the folders processes, forms, forms/lists and features/procedure"
OTHER = "no drawing, table, form, list or story, by the ending of its name"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}(\.[a-z]{2,10})", re.ASCII)


class NotAFolder(Refused):
    """This is not a procedure's folder. Choose a zip file, or a folder, with processes and forms in it."""


def sound_path(path: str) -> bool:
    """Whether a file of a procedure may be called so: in one of its four folders, a plain name, a known ending."""
    folder, _, name = path.rpartition("/")
    found = NAME.fullmatch(name)
    return folder in FOLDERS and found is not None and found[1] in ENDINGS[folder]


def packed(files: Mapping[str, bytes], at: datetime) -> bytes:
    """The files as a zip; the same files and instant give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            archive.writestr(zipfile.ZipInfo(path, at.timetuple()[:6]), files[path], zipfile.ZIP_DEFLATED)
    return out.getvalue()


@dataclass
class Folder:
    """The files of a procedure by path, and what was beside them and is left out: names by the reason, in words."""

    files: dict[str, bytes] = field(default_factory=dict)
    left_out: dict[str, list[str]] = field(default_factory=dict)


def unpacked(data: bytes) -> Folder:
    """The procedure in a zip. Raises NotAFolder."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = [info for info in archive.infolist() if not info.is_dir()]
            _limits(len(listed), sum(info.file_size for info in listed))
            return gathered((info.filename, partial(_read, archive, info)) for info in listed)
    except LadoflowError:
        raise
    except Exception as e:  # A damaged archive raises whatever its parts do.
        raise NotAFolder("This zip file cannot be read. Pack the folder again, without a password.") from e


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """One member, never more than its limit, whatever its head says."""
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotAFolder("This zip file is packed in an unusual way. Pack the folder again as an ordinary zip file.")
    with archive.open(info) as member:
        data = member.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise NotAFolder(f"{info.filename[:100]} is larger than 2 MB. Split it into several files.")
    return data


def gathered(named: Iterable[tuple[str, Callable[[], bytes]]]) -> Folder:
    """The procedure's files among those sent, by path from its root: any folder around it is taken off.

    Only what belongs to a procedure is read. Raises NotAFolder when there is none, a name is not plain, or one is there
    twice.
    """
    found = Folder()
    together = 0
    for number, (name, read) in enumerate(named, 1):
        _limits(number, together)
        parts = _parts(name)
        if any(part.startswith((".", "__")) or part.lower() in NOISE for part in parts):
            continue
        path = _within(parts)
        if path is None or not path.endswith(ENDINGS[path.rpartition("/")[0]]):
            found.left_out.setdefault(OTHER if path else ELSEWHERE, []).append("/".join(parts))
            continue
        if not sound_path(path):
            raise NotAFolder(f"{path[:100]} has other signs in its name than letters, figures, _ and -.")
        data = read()
        together += len(data)
        if len(data) > MOST_BYTES:
            raise NotAFolder(f"{path} is larger than 2 MB. Split it into several files.")
        if path in found.files:
            raise NotAFolder(f"{path} is there twice. Bring in one folder at a time.")
        found.files[path] = data
    _limits(0, together)
    if not any(path.endswith(".bpmn") for path in found.files):
        raise NotAFolder("There is no drawing in it. A procedure has its drawings in a folder called processes.")
    return found


def _parts(name: str) -> list[str]:
    """The folders around a file, and its name. Raises NotAFolder for one that leads elsewhere."""
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or "" in parts[:-1] or any(ord(c) < 32 for c in name):
        raise NotAFolder(f"It holds a file with a name that leads elsewhere: {name[:100]!r}.")
    return parts


def _within(parts: list[str]) -> str | None:
    """The path from the procedure's root, or nothing for a file that is in none of its folders."""
    paths = ("/".join(parts[at:]) for at in range(len(parts) - 1))
    return next((path for path in paths if path.rpartition("/")[0] in FOLDERS), None)


def _limits(count: int, together: int) -> None:
    if count > MOST_FILES:
        raise NotAFolder(f"It holds more than {MOST_FILES} files. Bring in the procedure alone.")
    if together > MOST_TOGETHER:
        raise NotAFolder("It is larger than 20 MB unpacked. Bring in the procedure alone.")
