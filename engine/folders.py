"""A procedure as a zip file or a folder sent by a browser: packed for export, unpacked under limits for import.

Called by the process owner's desk. What is unpacked is still untrusted: the check reads it in a process of its own.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime

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


def unpacked(data: bytes) -> dict[str, bytes]:
    """The procedure in a zip; what belongs to none of its four folders is left alone. Raises NotAFolder."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = [info for info in archive.infolist() if not info.is_dir()]
            _limits(len(listed), sum(info.file_size for info in listed))
            return gathered((info.filename, _read(archive, info)) for info in listed)
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


def gathered(named: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """The procedure's files among those sent, by path from its root: any folder around it is taken off.

    Raises NotAFolder when there is none, a name is not plain, or one is there twice.
    """
    found: dict[str, bytes] = {}
    together = 0
    for number, (name, data) in enumerate(named, 1):
        together += len(data)
        _limits(number, together)
        path = _within(name)
        if path is None:
            continue
        if len(data) > MOST_BYTES:
            raise NotAFolder(f"{path} is larger than 2 MB. Split it into several files.")
        if path in found:
            raise NotAFolder(f"{path} is there twice. Bring in one folder at a time.")
        found[path] = data
    if not any(path.endswith(".bpmn") for path in found):
        raise NotAFolder("There is no drawing in it. A procedure has its drawings in a folder called processes.")
    return found


def _within(name: str) -> str | None:
    """The path from the procedure's root, or nothing for a file that is none of its own."""
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or "" in parts[:-1] or any(ord(c) < 32 for c in name):
        raise NotAFolder(f"It holds a file with a name that leads elsewhere: {name[:100]!r}.")
    for at in range(len(parts) - 1):
        path = "/".join(parts[at:])
        if path.rpartition("/")[0] in FOLDERS and not any(part.startswith((".", "__")) for part in parts):
            if sound_path(path):
                return path
            raise NotAFolder(
                f"{path[:100]} is no file of a procedure, or its name has other signs than letters, figures, _ and -."
            )
    return None


def _limits(count: int, together: int) -> None:
    if count > MOST_FILES:
        raise NotAFolder(f"It holds more than {MOST_FILES} files. Bring in the procedure alone.")
    if together > MOST_TOGETHER:
        raise NotAFolder("It is larger than 20 MB unpacked. Bring in the procedure alone.")
