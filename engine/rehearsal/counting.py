"""What the annual report counts in a story. Called by checking."""

from collections.abc import Iterator

from engine import reports
from engine.rehearsal.stage import Stage
from engine.rehearsal.story import Line, Unmet
from engine.rehearsal.words import day, listed, plain


def check(stage: Stage, line: Line, first: str, last: str) -> None:
    """Every line of the table: a table of the report by title or id, or one of its rows; its unit; its number."""
    rows = line.only("what", "unit", "number")
    if not rows:
        raise Unmet("The table says nothing. Name at least one number.")
    with stage.looking() as session:
        report = reports.annual(session, stage.authority_id, reports.Period(day(first), day(last)), now=stage.now)
    for row in rows:
        _check_row(report, row)


def _check_row(report: reports.Report, row: dict[str, str]) -> None:
    wanted, unit = row.get("what", ""), row.get("unit", "")
    found = [(place, cells, table) for table in report.tables for place, cells in _places(table, wanted)]
    if not found:
        raise Unmet(f"The report does not count “{wanted}”. It has: {listed(table.title for table in report.tables)}.")
    found = [each for each in found if not unit or plain(unit).rstrip("s") == plain(each[2].unit).rstrip("s")]
    if not found:
        raise Unmet(f"The report does not count “{wanted}” in {unit}.")
    if len({place for place, _, _ in found}) > 1:
        raise Unmet(
            f"“{wanted}” is counted more than once: {listed(sorted(place for place, _, _ in found))}. Say which."
        )
    place, cells, table = found[0]
    counted = cells[table.numbers[-1]]
    if str(counted) != row.get("number", "").strip():
        raise Unmet(f"The report counts {counted} of “{place}”, not {row.get('number')}.")


def _places(table: reports.Table, wanted: str) -> Iterator[tuple[str, tuple[reports.tables.Cell, ...]]]:
    """The total of a table that is called so, or the row: `Outcomes: Malicious`, or `Malicious` alone."""
    names = {plain(table.title), plain(table.id)}
    if plain(wanted) in names:
        yield table.title, table.total
        return
    for cells in table.rows:
        label = plain(str(cells[0]))
        if plain(wanted) in {label, *(f"{name}: {label}" for name in names)}:
            yield f"{table.title}: {cells[0]}", cells
