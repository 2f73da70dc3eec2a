"""`ladoflow report annual`: the annual report on standard output, from the same count as the page; `cli` lists it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from webui.cli_data import council_named, of_council, opened, settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy.orm import Session

    from engine.reports import Period, Report

FORMATS = ("html", "docx", "csv", "json")


@click.group("report")
def report_group() -> None:
    """Figures for others."""


@report_group.command()
@click.option("--from", "first", required=True, help="The first day, like 2025-04-01 or 1/4/2025.")
@click.option("--to", "last", required=True, help="The last day, which is counted too.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="json", show_default=True)
@of_council
def annual(first: str, last: str, form: str, council: str | None) -> None:
    """The annual report of a period, counted by what happened in it."""
    if form == "docx":
        raise click.UsageError("Word files are not written yet. Ask for html, which a word processor opens.")
    period = _period(first, last)
    with _counting() as (session, now):
        from engine import reports

        authority = council_named(session, council)
        report = reports.annual(session, authority.id, period, now=now)
        click.echo(_written(report, form, authority.name), nl=False)


def _period(first: str, last: str) -> Period:
    from engine import dates
    from engine.errors import Refused
    from engine.reports import Period

    days = {}
    for option, text in (("--from", first), ("--to", last)):
        try:
            days[option] = dates.parse_date(text)
        except Refused as wrong:
            raise click.UsageError(f"{option} {text!r}: {wrong}") from None
    try:
        return Period(days["--from"], days["--to"])
    except Refused as wrong:
        raise click.UsageError(str(wrong)) from None


@contextmanager
def _counting() -> Iterator[tuple[Session, datetime]]:
    from engine import clock, db

    given = settings()
    with opened(given) as engine, db.reading(engine) as session:
        yield session, given.now or clock.now()


def _written(report: Report, form: str, council: str) -> str:
    if form == "json":
        return report.json_text
    if form == "csv":
        return report.csv
    return _document(report, council)


def _document(report: Report, council: str) -> str:
    from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

    from engine import dates

    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    pages = Environment(
        loader=ChoiceLoader([PackageLoader("webui"), components]), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    counted_at = dates.moment_words(report.counted_at, year=True)
    drawn = pages.get_template("reports/document.html")
    return drawn.render(report=report, council=f"{council} Council", counted_at=counted_at) + "\n"
