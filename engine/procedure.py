"""One procedure as values: its diagrams, tables, forms, lists and clocks, read once from a version's files.

Called by versions (which keeps the files), casework, rehearsal and pages. Immutable; cached by version id.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from engine import workflow
from engine.clock_table import read_clocks
from engine.deadlines import Clock
from engine.decisions import Decision, Table
from engine.decisions import read as read_decisions
from engine.diagrams import Diagram, Process, load, parse
from engine.errors import LadoflowError
from engine.forms import Entry, Form, read_list

FOLDERS = ("processes", "forms", "forms/lists", "features/procedure")


class NoSuchForm(LadoflowError):
    """This step has no form in this version of the procedure."""


@dataclass(frozen=True)
class WayIn:
    """A small process through which contacts come: its start form is its page, its lane says who may use it."""

    process: str
    name: str
    role: str
    form: str


@dataclass(frozen=True)
class Procedure:
    """A set of files, keyed by path from the procedure's root (`processes/allegation.bpmn`)."""

    files: Mapping[str, bytes]

    @classmethod
    def from_folder(cls, folder: Path) -> "Procedure":
        """The procedure in a folder; what belongs to none of its four folders is left alone."""
        return cls(read_folder(folder))

    @cached_property
    def diagrams(self) -> dict[str, Diagram]:
        """The drawings by path."""
        return {path: load(data, path) for path, data in self._ending(".bpmn")}

    @cached_property
    def definition(self) -> workflow.Definition:
        """The specs that running cases share."""
        return workflow.parse({path: parse(data, path) for path, data in self._ending(".bpmn")})

    @cached_property
    def decisions(self) -> dict[str, Decision]:
        """The decision tables by id."""
        found: dict[str, Decision] = {}
        for path, data in self._ending(".dmn"):
            found |= read_decisions(parse(data, path))
        return found

    @cached_property
    def found(self) -> dict[str, str]:
        """What the tables call each fact that they find: the heading of its column."""
        tables = [each.logic for each in self.decisions.values() if isinstance(each.logic, Table)]
        return {key: said for table in tables for key, said in zip(table.outputs, table.headings, strict=True)}

    @cached_property
    def forms(self) -> dict[str, Form]:
        """The forms by name, which is the file's without its ending."""
        read = [
            (PurePosixPath(path).stem, data)
            for path, data in self._ending(".form", ".json")
            if path.startswith("forms/")
        ]
        return {name: Form.read(name, data.decode()) for name, data in read}

    @cached_property
    def lists(self) -> dict[str, tuple[Entry, ...]]:
        """The code lists by name, every entry whatever its dates."""
        return {
            PurePosixPath(path).stem: read_list(data.decode())
            for path, data in self._ending(".csv")
            if path.startswith("forms/lists/") and not path.endswith("/clocks.csv")
        }

    @cached_property
    def clocks(self) -> dict[str, Clock]:
        """The clocks' defaults by code."""
        data = self.files.get("forms/lists/clocks.csv")
        return read_clocks(data.decode()) if data else {}

    @cached_property
    def processes(self) -> dict[str, Process]:
        """Every drawn process by id."""
        return {process.id: process for diagram in self.diagrams.values() for process in diagram.processes}

    @cached_property
    def ways_in(self) -> dict[str, WayIn]:
        """The ways in by process id."""
        found = {}
        for process in self.processes.values():
            start = process.way_in
            if start is not None:
                found[process.id] = WayIn(process.id, process.name or process.id, start.lane or "", start.form or "")
        return found

    def form(self, name: str) -> Form:
        """Raises NoSuchForm."""
        try:
            return self.forms[name]
        except KeyError:
            raise NoSuchForm from None

    def label(self, list_name: str, code: str) -> str:
        """The words for a code of a list; the code itself when the list has no such entry."""
        return next((entry.label for entry in self.lists.get(list_name, ()) if entry.code == code), code)

    def group_of(self, list_name: str, code: str) -> str:
        """The report group of a code."""
        return next((e.report_group or e.code for e in self.lists.get(list_name, ()) if e.code == code), code)

    @cached_property
    def fields(self) -> dict[str, Any]:
        """For each key that any form asks, its first field with the choices and the list of all: by it a fact is put
        into words.
        """
        found: dict[str, Any] = {}
        for form in self.forms.values():
            for field in form.fields():
                first = found.setdefault(field.key, field)
                known = {choice.code for choice in first.choices}
                more = tuple(choice for choice in field.choices if choice.code not in known)
                if more or (field.list_name and not first.list_name):
                    list_name = first.list_name or field.list_name
                    found[field.key] = replace(first, choices=first.choices + more, list_name=list_name)
        return found

    def _ending(self, *endings: str) -> list[tuple[str, bytes]]:
        return [(path, data) for path, data in sorted(self.files.items()) if path.endswith(endings)]


def read_folder(folder: Path) -> dict[str, bytes]:
    """The files of a procedure in a folder, by path."""
    endings = (".bpmn", ".dmn", ".form", ".json", ".csv", ".feature")
    return {
        f"{part}/{file.name}": file.read_bytes()
        for part in FOLDERS
        for file in sorted((folder / part).glob("*"))
        if file.is_file() and file.suffix in endings
    }


def write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Write a procedure's files below a folder."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
