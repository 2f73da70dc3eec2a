"""The annual report as pages, CSV and JSON: one report is counted, and each of them draws it; and the work by LADO."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for

from engine import access, dates, reports
from engine.dates import NotADate
from engine.reports import EndsBeforeItStarts, Period, Report, Table, Work
from webui.auth import may
from webui.session import actor, now, reading

pages = Blueprint("reports", __name__)
ENDS = (("from", "From"), ("to", "To"))
Problems = list[dict[str, str]]


@pages.get("/reports")
@may("see_reports")
def index() -> str | tuple[str, int]:
    """Every table of a period, or one of them."""
    typed, period, problems = _asked()
    if period is None:
        return render_template("reports/index.html", **_around(typed), problems=problems), 422
    report, id = _counted(period), request.args.get("table", "")
    table = report.table(id) if id else None
    if id and table is None:
        abort(404)
    return render_template(
        "reports/index.html", **_around(typed), problems=[], report=report, one=table,
        tables=[table] if table else report.tables, links=_links(typed, report), counted_at=_instant(report),
    )  # fmt: skip


@pages.get("/reports.csv")
@may("see_reports")
def as_csv() -> Response | tuple[str, int]:
    """One table, or all of them below each other, each under its title."""
    typed, period, problems = _asked()
    if period is None:
        return render_template("reports/index.html", **_around(typed), problems=problems), 422
    report, id = _counted(period), request.args.get("table", "")
    table = report.table(id) if id else None
    if id and table is None:
        abort(404)
    return _download(table.csv if table else report.csv, "text/csv", f"{table.id if table else 'report'}.csv")


@pages.get("/reports.json")
@may("see_reports")
def as_json() -> Response | tuple[str, int]:
    """The whole report for another program."""
    typed, period, problems = _asked()
    if period is None:
        return render_template("reports/index.html", **_around(typed), problems=problems), 422
    return _download(_counted(period).json_text, "application/json", "report.json")


@pages.get("/reports/work")
@may("see_reports")
def work() -> str | tuple[str, int]:
    """What each LADO leads: open, late, due and overdue now, and closed in the period."""
    typed, period, problems = _asked()
    around = _around(typed) | {"action": url_for("reports.work"), "reports": url_for("reports.index")}
    around |= {"printed": around["printed"] | {"mark": "Names of colleagues: for managers"}}
    if period is None:
        return render_template("reports/work.html", **around, problems=problems), 422
    rows, table = _work(period)
    return render_template(
        "reports/work.html", **around, problems=[], table=table, period=period, hrefs=[_lists(row) for row in rows],
        csv=url_for("reports.work_as_csv", **dict[str, Any](typed)), counted_at=dates.moment_words(now(), year=True),
    )  # fmt: skip


@pages.get("/reports/work.csv")
@may("see_reports")
def work_as_csv() -> Response | tuple[str, int]:
    """The same for a spreadsheet."""
    typed, period, problems = _asked()
    if period is None:
        return render_template("reports/work.html", **_around(typed), problems=problems), 422
    return _download(_work(period)[1].csv, "text/csv", "work.csv")


def _work(period: Period) -> tuple[list[Work], Table]:
    session, of = reading(), actor().authority_id
    rows = reports.work(session, of, period, now=now())
    return rows, reports.work_table(session, of, rows, period)


def _lists(row: Work) -> dict[int, str]:
    """The lists behind the figures of a row, by the place of its column, for whoever sees cases."""
    if row.lead is None or not access.may(actor(), "see_cases"):
        return {}
    return {1: url_for("cases.index", lead=row.lead), 2: url_for("cases.index", lead=row.lead, state="late")}


def _asked() -> tuple[dict[str, str], Period | None, Problems]:
    """What was typed, the period it says or nothing, and what is wrong with it. Nothing typed is this year so far."""
    usual = reports.year_so_far(now())
    typed = {"from": request.args.get("from", ""), "to": request.args.get("to", "")}
    if not any(text.strip() for text in typed.values()):
        typed = {"from": dates.typed_words(usual.first), "to": dates.typed_words(usual.last)}
    days, problems = {}, []
    for name, label in ENDS:
        try:
            days[name] = _day(typed[name], label)
        except NotADate as wrong:
            problems.append({"name": name, "message": str(wrong)})
    if problems:
        return typed, None, problems
    try:
        return typed, Period(days["from"], days["to"]), []
    except EndsBeforeItStarts as wrong:
        return typed, None, [{"name": "to", "message": str(wrong)}]


def _day(text: str, label: str) -> date:
    if not text.strip():
        raise NotADate(f"Enter the day of “{label}”, like 1/4/2026")
    return dates.parse_date(text)


def _counted(period: Period) -> Report:
    return reports.annual(reading(), actor().authority_id, period, now=now())


def _around(typed: dict[str, str]) -> dict[str, Any]:
    return {
        "typed": typed, "ends": ENDS, "asked_table": request.args.get("table", ""),
        "action": url_for("reports.index"), "work": url_for("reports.work"),
        "printed": {"by": actor().name, "at": dates.moment_words(now(), year=True), "mark": "Figures, no names"},
    }  # fmt: skip


def _links(typed: dict[str, str], report: Report) -> dict[str, Any]:
    def of(view: str, table: str | None = None) -> str:
        asked: dict[str, Any] = {"table": table, "from": typed["from"], "to": typed["to"]}
        return url_for(view, **asked)

    ids = [table.id for table in report.tables]
    return {
        "csv": {id: of("reports.as_csv", id) for id in ids} | {"all": of("reports.as_csv")},
        "json": of("reports.as_json"),
        "table": {id: of("reports.index", id) for id in ids} | {"all": of("reports.index")},
    }


def _instant(report: Report) -> str:
    return dates.moment_words(report.counted_at, year=True)


def _download(text: str, kind: str, name: str) -> Response:
    answer = Response(text, content_type=f"{kind}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
