"""A procedure as the desk's pages show it: its parts, one file in words, what two of them do differently.

Used by the views of versions and of drafts; it knows files and nothing of people.
"""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from engine import dates, settling
from engine.decisions import Table
from engine.decisions import read as read_decisions
from engine.diagrams import diff, guarded, list_uses, load, outline, parse
from engine.diagrams.files import CLOCKS, DIAGRAM, FORM, LIST, SCENARIOS, TABLE, kind_of, name_of
from engine.diagrams.problem import WHOLE, Problem
from engine.diagrams.reading import read
from engine.diagrams.vocabulary import Procedure as Known
from engine.errors import LadoflowError, Refused
from engine.forms import Form
from webui import filling

ORDER = (DIAGRAM, TABLE, FORM, LIST, SCENARIOS)
GROUPS = {
    DIAGRAM: "Drawings", TABLE: "Decision tables", FORM: "Forms", LIST: "Lists and clocks", SCENARIOS: "Scenarios",
}  # fmt: skip
CALLED = {DIAGRAM: "drawing", FORM: "form", LIST: "list", TABLE: "table", SCENARIOS: "file of stories"}
TITLES = {diff.ADDED: "Added", diff.REMOVED: "Removed", diff.CHANGED: "Changed"}
WORDING, STORIES = "Wording only", "Stories"
SAID = {WORDING: "in wording only", STORIES: "in stories"}
"""How a comparison counts them in its one sentence."""
CALL = "log_a_call"
OPENED = date(2026, 3, 2)
"""The form of a call, and the day on which a new story begins."""
CACHED = 4
MOST_NAMED = 12
_KNOWN: dict[int, Known] = {}
_CHANGES: dict[int, list[diff.Change]] = {}
_MANUALS: dict[int, list[str]] = {}


@dataclass(frozen=True)
class Part:
    """One file of a procedure: what it is called and how much is in it, in words."""

    path: str
    kind: str
    name: str
    words: str


def known(files: Mapping[str, bytes]) -> Known:
    """What could be read of the files, whatever is wrong with the rest; remembered for the last few.

    They are somebody's input: what a child with limits could not read is not opened here.
    """
    key = hash(frozenset(files.items()))
    if key not in _KNOWN:
        while len(_KNOWN) >= CACHED:
            _KNOWN.pop(next(iter(_KNOWN)), None)
        shut = guarded.closed(files)
        _KNOWN[key] = read({path: data for path, data in files.items() if path not in shut})[0]
    return _KNOWN[key]


def parts(files: Mapping[str, bytes]) -> dict[str, list[Part]]:
    """The files by kind, each kind in a fixed order."""
    what = known(files)
    listed = [_part(path, files[path], what) for path in files if kind_of(path)]
    return {
        kind: sorted((part for part in listed if part.kind == kind), key=lambda part: part.name.lower())
        for kind in ORDER
    }


def _part(path: str, data: bytes, what: Known) -> Part:
    kind = str(kind_of(path))
    name = name_of(path)
    label = name.replace("_", " ").capitalize()
    if kind == DIAGRAM and path in what.diagrams:
        processes = what.diagrams[path].processes
        steps = [step for process in processes for step in process.steps]
        people = sum(step.for_a_person for step in steps)
        forms = sum(step.kind == "startEvent" and bool(step.form) for step in steps)
        return Part(
            path,
            kind,
            processes[0].label if processes else label,
            counted(forms, "form to fill in", "forms to fill in")
            if forms and not people
            else counted(people, "step for people", "steps for people"),
        )
    if kind == FORM and name in what.forms:
        form = what.forms[name]
        return Part(path, kind, form.title or label, counted(len(form.fields()), "question"))
    if kind == TABLE:
        tables = [each for key, each in what.decisions.items() if what.places.get(key) == path]
        rows = sum(len(table.rules) for each in tables for table in each.tables())
        return Part(path, kind, tables[0].name if tables else label, counted(rows, "row"))
    if kind == LIST:
        entries = len(what.clocks or {}) if name == "clocks" else len(what.lists.get(name, ()))
        return Part(
            path,
            kind,
            label,
            counted(entries, "clock" if name == "clocks" else "entry", None if name == "clocks" else "entries"),
        )
    stories = sum(line.lstrip().startswith((b"Scenario:", b"Example:")) for line in data.splitlines())
    return Part(path, kind, label, counted(stories, "scenario"))


def counted(number: int, one: str, many: str | None = None) -> str:
    """1 row, 2 rows."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def called(files: Mapping[str, bytes], path: str) -> str:
    """What a file is called on a page."""
    return _part(path, files[path], known(files)).name


def uses(files: Mapping[str, bytes], path: str) -> list[str]:
    """What takes answers from a list, a sentence each; of the clocks those that nothing counts by."""
    if name_of(path) != CLOCKS:
        return list_uses.told(known(files), name_of(path))
    idle = list_uses.idle_clocks(files, known(files).clocks or ())
    return [idle] if idle else []


def shown(files: Mapping[str, bytes], path: str, day: date) -> dict[str, Any]:
    """One file for reading: `kind`, and what its page draws; `unread` when it cannot be read."""
    kind = kind_of(path)
    try:
        may_open(files, path)
        return {"kind": kind, **_SHOWN[str(kind)](files, path, day)}
    except (LadoflowError, UnicodeDecodeError, csv.Error) as wrong:
        return {"kind": kind, "unread": str(wrong), "text": files[path].decode("utf-8", "replace")}


def may_open(files: Mapping[str, bytes], path: str) -> None:
    """Raises Refused, in words, for a file that is not opened outside of a child."""
    if why := guarded.closed({path: files[path]}):
        raise Refused(why[path])


def _diagram(files: Mapping[str, bytes], path: str, _day: date) -> dict[str, Any]:
    return {"steps": steps(files, path), "calls": _calls(files, path)}


def steps(files: Mapping[str, bytes], path: str) -> list[outline.OutlineItem]:
    """The outline of one drawing, in the procedure's own words."""
    return outline.items(load(files[path], path), known(files).words())


def _calls(files: Mapping[str, bytes], path: str) -> dict[str, str]:
    """The file of the drawing that each call activity leads to."""
    what = known(files).diagrams
    homes = {process.id: home for home, drawn in what.items() for process in drawn.processes}
    return {
        step.id: homes[step.called]
        for process in what[path].processes
        for step in process.steps
        if step.called in homes
    }


def _table(files: Mapping[str, bytes], path: str, _day: date) -> dict[str, Any]:
    found = read_decisions(parse(files[path], path))
    return {"tables": [_drawn_table(each.name, each.logic) for each in found.values()]}


POLICIES = {
    "U": "Exactly one row is true.", "F": "The first row that is true counts.", "C": "Every row that is true counts.",
    "A": "Rows that are true together say the same.", "P": "The most important row that is true counts.",
    "R": "Every row that is true counts, in order.", "O": "Every row that is true counts, the most important first.",
}  # fmt: skip


def _drawn_table(name: str, logic: Any) -> dict[str, Any]:
    if not isinstance(logic, Table):
        return {"name": name, "text": str(getattr(logic, "text", "Worked out from other tables."))}
    asked = [label or expression.text for label, expression in zip(logic.labels, logic.asked, strict=True)]
    rows = [
        ([cell.text for cell in rule.tests], [cell.text for cell in rule.results]) for rule in logic.rules
    ]  # fmt: skip
    return {"name": name, "policy": POLICIES.get(logic.policy, ""), "asked": asked,
            "outputs": [output or name for output in logic.outputs], "rows": rows}  # fmt: skip


def _form(files: Mapping[str, bytes], path: str, day: date) -> dict[str, Any]:
    form = Form.read(name_of(path), files[path].decode())
    lists = {
        name: tuple(e for e in entries if (e.from_ is None or e.from_ <= day) and (e.to is None or day <= e.to))
        for name, entries in known(files).lists.items()
    }
    return {"form": form, "lists": lists, "raw": filling.with_rows(form, {}), "asked_by": _asked_by(files, form.name)}


def _asked_by(files: Mapping[str, bytes], form: str) -> list[dict[str, str]]:
    """The steps that have this form."""
    return [
        {"step": step.label, "id": step.id, "path": path, "role": step.lane or "", "drawing": process.label}
        for path, drawn in known(files).diagrams.items()
        for process in drawn.processes
        for step in process.steps
        if step.form == form
    ]


def _list(files: Mapping[str, bytes], path: str, _day: date) -> dict[str, Any]:
    rows = list(csv.reader(io.StringIO(files[path].decode("utf-8-sig"), newline=""), strict=True))
    return {"head": rows[0] if rows else [], "rows": rows[1:]}


def _stories(files: Mapping[str, bytes], path: str, _day: date) -> dict[str, Any]:
    return {"text": files[path].decode()}


_SHOWN = {DIAGRAM: _diagram, TABLE: _table, FORM: _form, LIST: _list, SCENARIOS: _stories}


# What two procedures do differently


def compared(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> dict[str, Any]:
    """The comparison in words: `count` in one sentence and `groups` of changes, wording apart."""
    try:
        found = _changes(old, new)
    except LadoflowError as wrong:
        return {"count": str(wrong), "groups": [], "none": False}
    told = [change for change in found if kind_of(change.file) == SCENARIOS]
    rest = [change for change in found if kind_of(change.file) != SCENARIOS]
    sorts = [(title, kind, [c for c in rest if c.kind == kind and not c.wording]) for kind, title in TITLES.items()]
    sorts += [(WORDING, "wording", [c for c in rest if c.wording]), (STORIES, "wording", told)]
    groups = [
        {"title": title, "kind": kind, "changes": [_change(c, new) for c in changes], "folded": title == STORIES}
        for title, kind, changes in sorts
        if changes
    ]
    words = [f"{len(changes)} {SAID.get(title, title.lower())}" for title, _, changes in sorts if changes]
    return {"count": ", ".join(words), "groups": groups, "none": not found}


def by_file(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> dict[str, list[dict[str, Any]]]:
    """The same changes by the path of their file."""
    found: dict[str, list[dict[str, Any]]] = {}
    try:
        changes = _changes(old, new)
    except LadoflowError as wrong:
        differ = [path for path in {*old, *new} if old.get(path) != new.get(path)]
        return {path: [{"step": "It cannot be compared", "where": "", "said": [("", str(wrong))]}] for path in differ}
    for change in changes:
        found.setdefault(change.file, []).append(_change(change, new))
    return found


def stories(old: Mapping[str, bytes], new: Mapping[str, bytes], number: int) -> str:
    """Which guidance stories of a version (its number) are gone or told differently, in words; "" for none."""
    try:
        found = [change for change in _changes(old, new) if kind_of(change.file) == SCENARIOS and change.step != WHOLE]
    except LadoflowError as wrong:
        return str(wrong)
    gone = [change.step for change in found if change.kind == diff.REMOVED]
    other = [change.step for change in found if change.kind == diff.CHANGED]
    fresh = [change.step for change in found if change.kind == diff.ADDED]
    of = f"of version {number}"
    said = [
        f"{counted(len(gone), 'story', 'stories')} {of} {_are(gone)} gone: {_few(gone)}" if gone else "",
        f"{counted(len(other), 'story', 'stories')} {of} {_are(other)} told differently: {_few(other)}"
        if other
        else "",
        f"{counted(len(fresh), 'story', 'stories')} {_are(fresh)} new" if fresh else "",
    ]
    return "; ".join(filter(None, said))


def _are(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _few(names: Sequence[str]) -> str:
    more = [f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else []
    return ", ".join([*(f"“{name}”" for name in names[:MOST_NAMED]), *more])


def manual(files: Mapping[str, bytes]) -> list[str]:
    """The files told step by step, with every question and its answers; remembered for the last few."""
    key = hash(frozenset(files.items()))
    if key not in _MANUALS:
        while len(_MANUALS) >= CACHED:
            _MANUALS.pop(next(iter(_MANUALS)), None)
        _MANUALS[key] = guarded.manual(files)
    return _MANUALS[key]


def _changes(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> list[diff.Change]:
    """Every difference; remembered for the last few."""
    key = hash((frozenset(old.items()), frozenset(new.items())))
    if key not in _CHANGES:
        while len(_CHANGES) >= CACHED:
            _CHANGES.pop(next(iter(_CHANGES)), None)
        _CHANGES[key] = guarded.changes(old, new)
    return _CHANGES[key]


def _change(change: diff.Change, new: Mapping[str, bytes]) -> dict[str, Any]:
    where = called(new, change.file) if change.file in new else name_of(change.file).replace("_", " ")
    whole = change.step.startswith("(")
    return {"step": where if whole else change.step, "where": "" if whole else where, "said": marked(change)}


def marked(change: diff.Change) -> list[tuple[str, str]]:
    """The sentence in pieces, each plain, `ins` or `del`."""
    text, pieces = change.words, []
    for mark, part, lead in (("ins", change.after, ""), ("del", change.before, "It was: ")):
        at = text.find(f"{lead}{part}") if part else -1
        if at >= 0:
            at += len(lead)
            pieces += [("", text[:at]), (mark, part)]
            text = text[at + len(part) :]
    return [piece for piece in (*pieces, ("", text)) if piece[1]]


# What is wrong


def told(problems: Sequence[Problem], addresses: Mapping[str, str]) -> list[dict[str, Any]]:
    """The check's problems as pages and editors take them."""
    return [
        {"file": p.file, "step": p.step, "message": p.message, "element_id": p.element_id, "url": addresses.get(p.file)}
        for p in problems
    ]


def as_json(what: object) -> str:
    """For a data attribute of the page."""
    return json.dumps(what, ensure_ascii=False)


def offered(files: Mapping[str, bytes], addresses: Mapping[str, str]) -> dict[str, Any]:
    """What a drawing's editor offers to choose from: forms, drawings, tables, what can be shown, clocks."""
    what = known(files)
    vocabulary = what.vocabulary()
    words = what.words()
    forms = [
        {
            "key": name,
            "title": form.title or name,
            "questions": len(form.fields()),
            "url": addresses.get(what.places[name]),
        }
        for name, form in sorted(what.forms.items(), key=lambda each: (each[1].title or each[0]).lower())
    ]
    shows = sorted({f"{fact.whose}.{key}" for key, facts in vocabulary.facts.items() for fact in facts})
    return {
        "forms": forms,
        "processes": [
            {"id": process.id, "name": process.label, "url": addresses.get(path)}
            for path, drawn in what.diagrams.items() for process in drawn.processes
        ],
        "decisions": [
            {"id": key, "name": each.name or key, "url": addresses.get(what.places.get(key, ""))}
            for key, each in what.decisions.items()
        ],
        "shows": [{"value": value, "label": words.disclosed(value).capitalize()} for value in shows],
        "clocks": [{"code": code, "words": clock.length} for code, clock in (what.clocks or {}).items()],
    }  # fmt: skip


def stem(path: str) -> str:
    """The last part of a path, for a download."""
    return PurePosixPath(path).name


def snake(words: str) -> str:
    """A name as ids and files are called."""
    return re.sub(r"[^a-z0-9]+", "_", words.lower().replace("’", "").replace("'", "")).strip("_")[:60]


def new_form(title: str) -> bytes:
    """A form with a heading and one question."""
    components = [
        {"type": "text", "id": "heading", "text": f"# {title}"},
        {"type": "textarea", "id": "notes", "key": f"{snake(title)}_notes", "label": "What is there to say?"},
    ]
    form = {"type": "default", "id": snake(title), "schemaVersion": 18, "components": components}
    return (json.dumps(form, indent=2, ensure_ascii=False) + "\n").encode()


def new_story(title: str, files: Mapping[str, bytes], like: bytes | None = None) -> bytes:
    """A story under this title: the shortest that can be played, or another one's text."""
    if like is not None:
        head = re.compile(rb"^\s*Feature:.*$", re.MULTILINE)
        return head.sub(lambda _: f"Feature: {title}".encode(), like, count=1)
    procedure = known(files)
    lanes = {step.form: step.lane for drawing in procedure.diagrams.values() for process in drawing.processes
             for step in process.steps if step.kind == "startEvent"}  # fmt: skip
    rows = [("question", "answer"), ("Adult 1: name", "Joel Barrett"), *_opens(procedure)]
    wide, narrow = (max(len(row[at]) for row in rows) for at in (0, 1))
    table = "\n".join(f"      | {question:{wide}} | {answer:{narrow}} |" for question, answer in rows)
    return f"""Feature: {title}
  Say here in a sentence or two what the story shows.

  Scenario: {title}
    Given today is {dates.day_words(OPENED, year=True)} at 09:15
    When the {lanes.get(CALL) or "LADO"} reports by phone
{table}
    Then the case is open
""".encode()


def _opens(procedure: Known) -> list[tuple[str, str]]:
    """The decision by which a call opens a case, where the call is asked for one: what a story leaves out is filled in
    by the first choice, and that may be advice, which closes it.
    """
    levels = {entry.code: entry.report_group or entry.code for entry in procedure.lists.get(settling.LEVELS, ())}
    form = procedure.forms.get(CALL)
    if form is None or (asked := form.field("decision")) is None:
        return []
    final, choices = settling.FINAL_ON_THE_CALL, asked.options(procedure.lists, OPENED)
    question = asked.label.lstrip("0123456789. ")
    return [(question, choice.label) for choice in choices if levels.get(choice.code) not in final][:1]
