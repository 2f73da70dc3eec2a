"""Which file of a procedure is what, told by its name; called by check, outline, diff and publication."""

from collections.abc import Mapping
from pathlib import PurePosixPath

DIAGRAM, TABLE, FORM, LIST, SCENARIOS = "diagram", "table", "form", "list", "scenarios"
_ENDINGS = {".bpmn": DIAGRAM, ".dmn": TABLE, ".form": FORM, ".json": FORM, ".csv": LIST, ".feature": SCENARIOS}
CLOCKS = "clocks"


def kind_of(path: str) -> str | None:
    """diagram, table, form, list or scenarios; None for a file that no procedure has."""
    return _ENDINGS.get(PurePosixPath(path).suffix.lower())


def name_of(path: str) -> str:
    """The name by which diagrams and forms speak of a form or list: `forms/lists/sectors.csv` is `sectors`."""
    return PurePosixPath(path).stem


def only(files: Mapping[str, bytes], kind: str) -> dict[str, bytes]:
    """The files of one kind, in order of their paths."""
    return {path: files[path] for path in sorted(files) if kind_of(path) == kind}
