"""A list or the table of clocks of a draft, typed as a table: a row a line, a mistake at its cell, uses told first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from engine import answered, drafts, sheets, versions
from engine.diagrams import list_uses
from engine.diagrams.files import CLOCKS, LIST, name_of
from engine.errors import LadoflowError
from engine.models import Draft
from engine.sheets import Cells, Sheet
from webui import draft_frame, drawn, sheet_columns
from webui.auth import may
from webui.session import actor, now, reading, writing

pages = Blueprint("draft_sheets", __name__)
MOST_TOLD = 12


@dataclass(frozen=True)
class Typed:
    """What stands on the page: the rows with their places there, which of them go, and what was pressed."""

    rows: tuple[Cells, ...]
    removed: frozenset[int] = frozenset()

    @property
    def left(self) -> list[int]:
        """The places of the rows that stay: an empty one is no row."""
        return [n for n, row in enumerate(self.rows) if n not in self.removed and any(row)]


@pages.get("/procedures/drafts/<id:draft_id>/table/<path:path>")
@may("draft_procedure")
def sheet(draft_id: str, path: str) -> str | AnyResponse:
    """The rows, and an empty one to add another."""
    draft, files = draft_frame.with_file(draft_id, path, LIST)
    try:
        drawn.may_open(files, path)
        read = _read(path, files[path])
    except LadoflowError as wrong:
        flash(str(wrong), "refused")
        return redirect(url_for("draft_files.edit", draft_id=draft_id, path=path, plain=""), 303)
    return _page(draft, files, path, Typed(read.rows))


@pages.post("/procedures/drafts/<id:draft_id>/table/<path:path>")
@may("draft_procedure")
def keep(draft_id: str, path: str) -> AnyResponse | tuple[str, int]:
    """Keep the rows as they were typed; what something else uses is taken out only when that is meant."""
    draft, files = draft_frame.with_file(draft_id, path, LIST)
    drawn.may_open(files, path)
    read = _read(path, files[path])
    typed = _moved(_with_codes(_typed(read), read, path))
    rows = [typed.rows[n] for n in typed.left]
    if found := sheets.mistakes(read.columns, rows, clocks=_clocks(path)):
        problems = [_told(wrong, typed.left[wrong.row], path) for wrong in found]
        return _page(draft, files, path, typed, problems), 422
    content = read.written(rows).encode()
    gone = sheets.gone(read, rows)
    uses = _uses(draft, files, path, content, gone) if gone and request.form.get("sure") != _named(gone) else []
    if uses:
        words = f"Something uses what goes: {_labels(gone)}. Look below, then keep it all the same or put it back"
        return _page(draft, files, path, typed, [{"name": "uses", "message": words}], uses, _named(gone)), 422
    seen = request.form.get("version", "")
    session = writing()
    try:
        drafts.save(session, drafts.mine(session, draft_id, actor().id), path, content,
                    seen=int(seen) if seen.isdigit() else -1, now=now())  # fmt: skip
        session.commit()
    except drafts.ChangedElsewhere as wrong:
        session.rollback()
        message = f"{wrong} What you typed is still here. Keep it again to replace that"
        return _page(draft, files, path, typed, [{"name": "rows", "message": message}]), 409
    flash(_kept(draft, read, rows, path) if content != files[path] else
          "Nothing has been changed: the rows say this already.")  # fmt: skip
    here = f"row-{place}" if (place := request.form.get("move", "").partition(":")[2]) else None
    return redirect(url_for("draft_sheets.sheet", draft_id=draft_id, path=path, _anchor=here), 303)


def _kept(draft: Draft, read: Sheet, rows: Sequence[Cells], path: str) -> str:
    """What has been kept; of clocks also whose due dates count by them."""
    code, label = read.columns.index("code"), read.columns.index("label")
    fresh = [row for row in rows if row not in read.rows]
    named = ", ".join(f"“{row[label]}”" for row in fresh[:MOST_TOLD])
    said = [f"Kept: {named}." if fresh else "Kept."]
    known = drawn.known(drafts.files(reading(), draft.id)) if fresh and _clocks(path) else None
    steps = sorted({step for row in fresh for step in list_uses.counting(known, row[code])}) if known else []
    if steps:
        listed = ", ".join(f"“{step}”" for step in steps[:MOST_TOLD])
        said.append(f"By it {'counts' if len(steps) == 1 else 'count'}: {listed}.")
    return " ".join(said)


def _clocks(path: str) -> bool:
    return name_of(path) == CLOCKS


def _read(path: str, data: bytes) -> Sheet:
    try:
        return sheets.read(data.decode(), sheet_columns.needed(clocks=_clocks(path)))
    except UnicodeDecodeError:
        raise sheets.NoSheet from None


# What was typed


def _typed(read: Sheet) -> Typed:
    """The rows of the page in their order there; cells of a new row that are chosen say nothing by themselves."""
    places = range(min(request.form.get("rows", 0, type=int), sheets.MOST_ROWS + 1))
    rows = [tuple(request.form.get(f"{name}-{n}", "").strip() for name in read.columns) for n in places]
    known = {tuple(" ".join(c.split()) for c in row): row for row in read.rows}
    rows = [known.get(tuple(" ".join(c.split()) for c in row), row) for row in rows]
    if rows and not any(request.form.get(f"{name}-{len(rows) - 1}", "").strip() for name in _free(read)):
        rows.pop()
    return Typed(tuple(rows), frozenset(n for n in range(len(rows)) if f"remove-{n}" in request.form))


def _free(read: Sheet) -> list[str]:
    """The columns whose cells are typed, not chosen."""
    clocks = "unit" in read.columns
    return [column.name for column in sheet_columns.shown(read.columns, clocks=clocks) if not column.options]


def _with_codes(typed: Typed, read: Sheet, path: str) -> Typed:
    """Who never programmed need not find a code: a new entry without one gets it from its words."""
    if _clocks(path):
        return typed
    code, label = read.columns.index("code"), read.columns.index("label")
    rows = [
        (*row[:code], drawn.snake(row[label]), *row[code + 1 :]) if row[label] and not row[code] else row
        for row in typed.rows
    ]
    return Typed(tuple(rows), typed.removed)


def _moved(typed: Typed) -> Typed:
    """With the row whose button was pressed in its new place: `3:2` is the fourth, which becomes the third."""
    here, _, there = request.form.get("move", "").partition(":")
    if not (here.isdigit() and there.isdigit() and max(int(here), int(there)) < len(typed.rows)):
        return typed
    order = list(range(len(typed.rows)))
    order.insert(int(there), order.pop(int(here)))
    removed = frozenset(place for place, n in enumerate(order) if n in typed.removed)
    return Typed(tuple(typed.rows[n] for n in order), removed)


# What is wrong, and what uses a code


def _told(wrong: sheets.Wrong, place: int, path: str) -> dict[str, str]:
    heads = {column.name: column.label for column in sheet_columns.shown((), clocks=_clocks(path))}
    words = wrong.words[:1].upper() + wrong.words[1:]
    return {
        "name": f"{wrong.column}-{place}", "row": str(place), "cell": words,
        "message": f"Row {place + 1}, {heads.get(wrong.column, wrong.column)}: {words}".rstrip("."),
    }  # fmt: skip


def _named(gone: Mapping[str, str]) -> str:
    return ", ".join(gone)


def _labels(gone: Mapping[str, str]) -> str:
    return ", ".join(f"“{label}” ({code})" for code, label in gone.items())


def _answers(gone: Mapping[str, str], path: str, content: bytes) -> list[str]:
    """The words by which a story would answer with what goes: not those that another row still has."""
    read = _read(path, content)
    left = {row[read.columns.index("label")].strip().casefold() for row in read.rows}
    return [words for words in (*gone, *gone.values()) if words.casefold() not in left]


def _uses(
    draft: Draft, files: Mapping[str, bytes], path: str, content: bytes, gone: Mapping[str, str]
) -> list[dict[str, Any]]:
    """What would break in the draft, which stories answer it, and how many running cases hold it."""
    asked = list_uses.asked_for(drawn.known(files), name_of(path))
    held = answered.running(reading(), draft.authority_id, {field.key for field in asked}, gone) if asked else {}
    told: list[dict[str, Any]] = [
        {"words": f"{drawn.counted(number, 'running case')} {'has' if number == 1 else 'have'} the answer "
                  f"“{gone[code]}” ({code}). They keep it, and stay on the version they began with."}
        for code, number in sorted(held.items())
    ]  # fmt: skip
    if stories := list_uses.stories(files, asked, _answers(gone, path, content)):
        names = ", ".join(f"“{name}”" for name in stories[:MOST_TOLD])
        more = f" and {len(stories) - MOST_TOLD} more" if len(stories) > MOST_TOLD else ""
        what = "it" if len(gone) == 1 else "one of them"
        verb = "answers" if len(stories) == 1 else "answer"
        told.append({"words": f"{drawn.counted(len(stories), 'story', 'stories')} {verb} with {what}: {names}{more}."})
    before = versions.problems(reading(), draft.authority_id, files)
    after = versions.problems(reading(), draft.authority_id, {**files, path: content})
    fresh = [problem for problem in after if problem not in before]
    told += [
        {"words": each["message"], "url": f"{each['url']}#{each['element_id']}" if each["url"] else ""}
        for each in drawn.told(fresh, draft_frame.addresses(draft, files))[:MOST_TOLD]
    ]
    rest = len(fresh) - MOST_TOLD
    return [*told, {"words": f"{drawn.counted(rest, 'more place')} in the draft."}] if rest > 0 else told


# The page


def _page(
    draft: Draft, files: Mapping[str, bytes], path: str, typed: Typed, problems: Sequence[Mapping[str, str]] = (),
    uses: Sequence[Mapping[str, Any]] = (), sure: str = "",
) -> str:  # fmt: skip
    read = _read(path, files[path])
    columns = sheet_columns.shown(read.columns, clocks=_clocks(path))
    at = {name: n for n, name in enumerate(read.columns)}
    rows = [{column.name: row[at[column.name]] for column in columns} for row in typed.rows]
    found = draft_frame.problems(draft, files)
    return render_template(
        "procedures/sheet.html", **draft_frame.around(draft, "tables"), path=path, name=drawn.called(files, path),
        columns=columns, rows=[*rows, {}], removed=typed.removed, number=drafts.file(reading(), draft, path).number,
        problems=list(problems), wrong={each["name"]: each.get("cell", "") for each in problems}, uses=uses, sure=sure,
        told=drawn.uses(files, path), found=[each for each in found if each["file"] == path],
        elsewhere=[each for each in found if each["file"] != path], clocks=_clocks(path),
    )  # fmt: skip
