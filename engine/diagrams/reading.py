"""Reads each file of a procedure through its own door and notes what cannot be read; for check, outline and diff."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from lxml import etree

from engine import clock_table, decisions, sheets
from engine.decisions import Decision
from engine.diagrams import check_elements, model
from engine.diagrams.check_calls import same_names
from engine.diagrams.files import CLOCKS, DIAGRAM, FORM, LIST, SCENARIOS, TABLE, kind_of, name_of, only
from engine.diagrams.problem import WHOLE, Problem, named, of_file
from engine.diagrams.vocabulary import Procedure
from engine.diagrams.xml import MOST_BYTES, TooMuch, parse
from engine.errors import LadoflowError, Refused, Unreadable
from engine.forms import Form, read_list

MOST_ROWS, MOST_CELLS = 300, 2_000
MOST_GAPS = 5
MOST_KEPT = 1_000
"""How many files' readings are kept: several procedures of the size of ours."""
Began = Callable[[str], None]
Door = Callable[[str, bytes], tuple[Procedure, tuple[Problem, ...]]]


def alone(path: str, data: bytes) -> tuple[Procedure, tuple[Problem, ...]]:
    """What one file says by itself, whatever the others say."""
    reader = _Reader(Procedure(), [])
    reader.file(path, data)
    return reader.procedure, tuple(reader.problems)


kept = lru_cache(maxsize=MOST_KEPT)(alone)
"""The same, read once as long as path and bytes are the same: for a process that may hold so much, with its limits."""


def read(
    files: Mapping[str, bytes], began: Began = lambda _path: None, each: Door = alone
) -> tuple[Procedure, list[Problem]]:
    """The procedure and what is wrong with its files one by one; `began` is told of each file before it is read."""
    whole = Procedure()
    problems: list[Problem] = []
    for path in sorted(files):
        began(path)
        part, found = each(path, files[path])
        problems += [*found, *_twice(whole, part)]
        whole.add(part)
    return whole, [*problems, *_same_names(files), *_same_titles(whole)]


def _twice(whole: Procedure, part: Procedure) -> Iterator[Problem]:
    for decision_id in part.decisions.keys() & whole.decisions.keys():
        message = f'The decision "{named(decision_id)}" is there twice. Give one of them another id.'
        label = named(part.decisions[decision_id].name, decision_id)
        yield Problem(part.places[decision_id], label, message, decision_id)


class _Reader:
    def __init__(self, procedure: Procedure, problems: list[Problem]) -> None:
        self.procedure = procedure
        self.problems = problems

    def file(self, path: str, data: bytes) -> None:
        kind = kind_of(path)
        try:
            if kind is None:
                self.problems.append(of_file(path, "This is no file of a procedure. Leave it out."))
            else:
                _DOORS[kind](self, path, data)
        except Unreadable as wrong:
            self._broken(path, kind, of_file(path, str(wrong), unreadable=True))
        except LadoflowError as wrong:
            self._broken(path, kind, of_file(path, _sentence(str(wrong))))
        except RecursionError:
            self._broken(path, kind, of_file(path, "This is nested too deep. Make it flatter."))

    def _broken(self, path: str, kind: str | None, problem: Problem) -> None:
        self.problems.append(problem)
        self.procedure.unread.add(path)
        if kind in (FORM, LIST):
            self.procedure.broken.add(name_of(path))
        if kind == TABLE:
            self.procedure.tables_broken = True

    def diagram(self, path: str, data: bytes) -> None:
        root = parse(data, path)
        self.procedure.diagrams[path] = model.read(root, path)
        self.problems += check_elements.problems(path, root)

    def table(self, path: str, data: bytes) -> None:
        root = parse(data, path)
        _limits(root)
        found = decisions.read(root)
        if not found:
            self.problems.append(of_file(path, "There is no decision in this file. Draw one, or leave the file out."))
        for decision_id, decision in found.items():
            self.procedure.decisions[decision_id] = decision
            self.procedure.places[decision_id] = path
            self.problems += _table(path, decision)

    def form(self, path: str, data: bytes) -> None:
        name = name_of(path)
        form = Form.read(name, _text(data))
        self.procedure.forms[name], self.procedure.places[name] = form, path
        for wrong in form.check():
            self.problems.append(Problem(path, named(wrong.name, WHOLE), _sentence(wrong.message)))

    def list(self, path: str, data: bytes) -> None:
        name, text = name_of(path), _text(data)
        self.problems += _formulas(path, text)
        if name == CLOCKS:
            self.procedure.clocks = clock_table.read_clocks(text)
        else:
            self.procedure.lists[name] = read_list(text)

    def scenarios(self, _path: str, data: bytes) -> None:
        _text(data)


_DOORS: Mapping[str, Callable[[_Reader, str, bytes], None]] = {
    DIAGRAM: _Reader.diagram,
    TABLE: _Reader.table,
    FORM: _Reader.form,
    LIST: _Reader.list,
    SCENARIOS: _Reader.scenarios,
}


def _limits(root: etree._Element) -> None:
    """Tables are read whole, row against row: a table that nobody could read is not worth the time."""
    rules = sum(1 for _ in root.iter("{*}rule"))
    cells = sum(1 for _ in root.iter("{*}inputEntry", "{*}outputEntry"))
    if rules > MOST_ROWS or cells > MOST_CELLS:
        raise Refused(
            f"The tables have {rules:,} rows; the most is {MOST_ROWS}, with {MOST_CELLS:,} cells. Split them."
        )


def _text(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise TooMuch("This file is larger than 2 MB. Split it into several files.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("This file is not written in UTF-8. Save it as UTF-8.") from None
    if "\x00" in text:
        raise Unreadable("This file has characters that no text has. Save it again as UTF-8.")
    return text


def _formulas(path: str, text: str) -> Iterator[Problem]:
    """Cells that a spreadsheet would run."""
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        for row in rows:
            if any(map(sheets.formula, row)):
                yield of_file(path, f"Line {rows.line_num} has a cell that begins like a formula. Change it.")
    except csv.Error:
        return  # The list's own reader says what is wrong with it.


def _table(path: str, decision: Decision) -> Iterator[Problem]:
    """Rows that contradict each other, and answers that no row covers."""
    label = named(decision.name, decision.id)
    try:
        for message in _rows(label, decision):
            yield Problem(path, label, message, decision.id)
    except Refused as wrong:
        yield Problem(path, label, str(wrong), decision.id)


def _rows(label: str, decision: Decision) -> Iterator[str]:
    for table in decision.tables():
        for one, other in table.contradictions()[:MOST_GAPS]:
            apart = ", with different results" if table.policy == "A" else ""
            yield f'Rows {one} and {other} of "{label}" can be true together{apart}. Change one, or the hit policy.'
        for gap in table.gaps()[:MOST_GAPS] if table.policy in "UAFP" and not any(table.defaults) else ():
            answers = ", ".join(f"{named(asked)} {words}" for asked, words in zip(table.labels, gap, strict=True))
            yield f'No row of "{label}" is true for {answers}. Add a row for it, or a default.'


def _same_names(files: Mapping[str, bytes]) -> Iterator[Problem]:
    for kind in (FORM, LIST):
        paths: dict[str, list[str]] = {}
        for path in only(files, kind):
            paths.setdefault(name_of(path), []).append(path)
        yield from same_names(paths, kind)


def _same_titles(procedure: Procedure) -> Iterator[Problem]:
    """Forms that people could not tell apart, for their titles are the same."""
    seen: dict[str, str] = {}
    for name, form in procedure.forms.items():
        path, title = procedure.places[name], " ".join(form.title.split())
        other = seen.setdefault(title.casefold(), path) if title else path
        if other != path:
            message = f'There is another form called "{named(title)}" in {other}. Give one of them another title.'
            yield of_file(path, message)


def _sentence(text: str) -> str:
    return text if text.rstrip().endswith((".", "?", "!")) else f"{text.rstrip()}."
