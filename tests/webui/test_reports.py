"""The report's pages, downloads and command: one count, drawn four ways; wrong dates are said and kept."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from click.testing import CliRunner, Result
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import Engine

from engine import contacts, db
from engine.forms import Parsed, Row
from engine.models import Authority, new_id
from engine.reports import IDS
from tests.builders import PASSWORD, Drawing, a_council, a_form, a_procedure, a_user
from webui import create_app
from webui.cli import main
from webui.settings import Settings

NOW = datetime(2026, 3, 5, 9, 20, tzinfo=UTC)
CAME = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
READERS = {"manager": "LADO manager", "auditor": "Auditor", "owner": "Process owner", "police": "Police"}
QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
YEAR = "from=1/4/2025&to=31/3/2026"

FORMS = {
    "call": a_form(
        {"type": "radio", "key": "decision", "label": "Decision", "valuesKey": "threshold_decisions"},
        {"type": "dynamiclist", "path": "adults", "label": "Adults", "properties": {"rows": "adult"},
         "components": [{"type": "textfield", "key": "name", "label": "Name"}]},
        name="call",
    ),
}  # fmt: skip
FILES = a_procedure(Drawing("allegation").start("begin", message="Contact received").task("decide").end(), forms=FORMS)


def a_call(name: str, decision: str) -> Parsed:
    return Parsed({"decision": decision}, {"adults": [Row(new_id(), False, {"name": name})]}, [])


@pytest.fixture
def council(engine_db: Engine) -> str:
    """A council with two calls that ended in advice and one that waits for a decision."""
    with db.writing(engine_db) as session:
        authority = a_council(session, FILES, now=datetime(2022, 4, 1, tzinfo=UTC))
        for name, role in READERS.items():
            user = a_user(session, authority, role)
            user.email, user.password_hash = f"{name}@test.example", QUICK
        for name, decision in (("Joel Barrett", "advice_nfa"), ("Dawn Pritchard", "advice_nfa"), ("Ed", "referral")):
            contacts.save_contact(
                session, authority.id, "log_a_call", a_call(name, decision), post=new_id(), now=CAME, received_at=CAME
            )
        session.commit()
        return authority.id


@pytest.fixture
def client(database_url: str, council: str, tmp_path: Path) -> Iterator[FlaskClient]:
    app = create_app(Settings(database_url, "k" * 40, tmp_path, demonstration=True, now=NOW, testing=True))
    yield app.test_client()
    app.extensions["ladoflow.engine"].dispose()


def sign_in(client: FlaskClient, name: str) -> None:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/sign-in").text)
    assert found
    said = {"csrf_token": found[1], "email": f"{name}@test.example", "password": PASSWORD}
    assert client.post("/sign-in", data=said).status_code == 303


@pytest.fixture
def manager(client: FlaskClient) -> FlaskClient:
    sign_in(client, "manager")
    return client


def page(client: FlaskClient, address: str, status: int = 200) -> Any:
    answer = client.get(address)
    assert answer.status_code == status, answer.text[:2000]
    return html.fromstring(answer.text)


def texts(found: Any) -> list[str]:
    return [" ".join(each.text_content().split()) for each in found]


def test_every_table_is_there_with_unit_check_and_chart(manager: FlaskClient) -> None:
    drawn = page(manager, f"/reports?{YEAR}")
    sections = drawn.xpath("//section[@data-table]")
    assert [each.get("data-table") for each in sections] == list(IDS)
    for each in sections:
        words = each.text_content()
        assert "What is counted:" in words and "Checked two ways:" in words and "Does not add up" not in words
        assert len(each.xpath(".//table")) == len(each.xpath(".//*[local-name()='svg'][@role='img'][@aria-label]")) == 1


def test_the_figures_are_the_council_s(manager: FlaskClient) -> None:
    drawn = page(manager, f"/reports?{YEAR}&table=R2")
    assert texts(drawn.xpath("//h1")) == ["Advice and information"]
    figures = drawn.xpath("//tr[contains(@class, 'app-report__total')]//strong")
    assert texts(figures) == ["0", "2", "+2"]


def test_this_year_so_far_is_shown_first(manager: FlaskClient) -> None:
    drawn = page(manager, "/reports")
    assert [each.get("value") for each in drawn.xpath("//input[@name='from' or @name='to']")] == [
        "1/4/2025",
        "5/3/2026",
    ]


def test_nothing_in_the_page_needs_a_style_attribute_or_a_script_of_its_own(manager: FlaskClient) -> None:
    drawn = page(manager, "/reports")
    assert not drawn.xpath("//*[@style] | //style | //script[not(@src)] | //*[@*[starts-with(name(), 'on')]]")


def test_bars_are_told_apart_without_colour(manager: FlaskClient) -> None:
    drawn = page(manager, "/reports?table=R6")
    fills = {each.get("fill") for each in drawn.xpath("//*[local-name()='svg']/*[local-name()='rect']")}
    assert fills == {"url(#hatched-R6)", "#7fa8a3", "#0f4c4a"}
    assert drawn.xpath("//*[@id='hatched-R6']")


def test_no_name_is_on_the_page(manager: FlaskClient) -> None:
    text = manager.get("/reports").text
    assert not any(name in text for name in ("Joel", "Pritchard"))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("from=31/2/2025&to=31/3/2026", "There is no 31 February 2025."),
        ("from=soon&to=31/3/2026", "Write a date like 5/3/2026."),
        ("from=1/4/2025&to=", "Enter the day of “To”, like 1/4/2026"),
        ("from=1/4/2026&to=31/3/2025", "The last day must be on or after the first, 1 April 2026."),
    ],
)
@pytest.mark.parametrize("address", ["/reports", "/reports.csv", "/reports.json"])
def test_wrong_dates_are_said_and_kept(manager: FlaskClient, address: str, typed: str, words: str) -> None:
    drawn = page(manager, f"{address}?{typed}&table=R6", 422)
    assert words in texts(drawn.xpath("//div[contains(@class, 'govuk-error-summary')]//a"))
    for link in drawn.xpath("//div[contains(@class, 'govuk-error-summary')]//a"):
        field = drawn.get_element_by_id(link.get("href")[1:])
        assert words in texts(drawn.xpath(f"//*[@id='{field.get('aria-describedby')}']"))[0]
    for part in typed.split("&"):
        name, _, value = part.partition("=")
        assert drawn.xpath(f"//input[@name='{name}']")[0].get("value") == value
    assert drawn.xpath("//title")[0].text.startswith("Error: ")


def test_a_table_that_there_is_not_is_not_found(manager: FlaskClient) -> None:
    page(manager, "/reports?table=R7", 404)
    page(manager, "/reports.csv?table=../etc", 404)


@pytest.mark.parametrize(("name", "status"), [("auditor", 200), ("owner", 403), ("police", 403)])
def test_who_may_see_reports(client: FlaskClient, name: str, status: int) -> None:
    sign_in(client, name)
    for address in ("/reports", "/reports.csv", "/reports.json"):
        assert client.get(address).status_code == status


def test_nobody_sees_them_without_signing_in(client: FlaskClient) -> None:
    for address in ("/reports", "/reports.csv?table=R6", "/reports.json"):
        assert client.get(address).status_code == 303


def test_page_csv_and_json_say_the_same(manager: FlaskClient) -> None:
    report = json.loads(manager.get(f"/reports.json?{YEAR}").text)
    for table in report["tables"]:
        answer = manager.get(f"/reports.csv?{YEAR}&table={table['id']}")
        assert answer.content_type == "text/csv; charset=utf-8"
        lines = list(csv.reader(io.StringIO(answer.text)))
        assert lines[0] == table["columns"]
        told = [["" if cell is None else str(cell) for cell in row] for row in [*table["rows"], table["total"]]]
        assert lines[1:] == told
        drawn = page(manager, f"/reports?{YEAR}&table={table['id']}")
        assert len(drawn.xpath("//tbody/tr")) == len(told)
        assert drawn.xpath("//tbody/tr[last()]//strong")[1].text.strip() == f"{table['total'][2]:,}"


def test_all_tables_in_one_file(manager: FlaskClient) -> None:
    text = manager.get(f"/reports.csv?{YEAR}").text
    heads = [line for line in csv.reader(io.StringIO(text)) if len(line) == 3 and line[2].startswith("Unit: ")]
    assert [head[0] for head in heads] == list(IDS)


# The command


@pytest.fixture
def ladoflow(database_url: str, council: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("LADOFLOW_DATABASE_URL", database_url)
    monkeypatch.setenv("LADOFLOW_DATA", str(tmp_path))
    monkeypatch.setenv("LADOFLOW_SECRET_KEY", "k" * 40)
    monkeypatch.setenv("LADOFLOW_DEMONSTRATION", "1")
    monkeypatch.setenv("LADOFLOW_NOW", NOW.isoformat())

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, ["report", "annual", *words])

    return run


def test_the_command_prints_json(ladoflow: Any) -> None:
    done = ladoflow("--from", "2025-04-01", "--to", "2026-03-31", "--format", "json")
    assert done.exit_code == 0, done.output
    report = json.loads(done.stdout)
    assert list(report) == ["period", "version", "tables"] and report["version"] == [1]
    figures = {table["id"]: table["total"][2] for table in report["tables"]}
    assert (figures["R1"], figures["R2"], figures["R4"]) == (3, 2, 0)


def test_the_command_prints_csv_and_a_page_of_its_own(ladoflow: Any) -> None:
    period = ("--from", "1/4/2025", "--to", "31 March 2026")
    assert ladoflow(*period, "--format", "csv").stdout.startswith("R1,All contacts,Unit: contact")
    drawn = html.fromstring(ladoflow(*period, "--format", "html").stdout)
    assert [each.get("id") for each in drawn.xpath("//section")] == list(IDS)
    assert not drawn.xpath("//@src | //link | //script")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "2025-04-01"), "Missing option '--to'"),
        (("--from", "2025-02-30", "--to", "2026-03-31"), "There is no 30 February 2025."),
        (("--from", "2026-04-01", "--to", "2026-03-31"), "on or after the first"),
        (("--from", "2025-04-01", "--to", "2026-03-31", "--format", "docx"), "Word files are not written yet."),
        (("--from", "2025-04-01", "--to", "2026-03-31", "--format", "pdf"), "'pdf' is not one of"),
        (("--from", "2025-04-01", "--to", "2026-03-31", "--council", "Nowhere"), "no council called Nowhere"),
    ],
)
def test_wrong_use_is_said_with_exit_2(ladoflow: Any, words: tuple[str, ...], said: str) -> None:
    done = ladoflow(*words)
    assert done.exit_code == 2 and said in done.stderr and done.stdout == ""


def test_more_than_one_council_is_named(ladoflow: Any, engine_db: Engine) -> None:
    with db.writing(engine_db) as session:
        session.add(Authority(id=new_id(), name="Elsewhere", settings={}))
        session.commit()
    period = ("--from", "2025-04-01", "--to", str(date(2026, 3, 31)))
    assert "Elsewhere, Testshire" in ladoflow(*period).stderr
    assert json.loads(ladoflow(*period, "--council", "Elsewhere").stdout)["tables"][0]["total"][2] == 0


@pytest.mark.parametrize(
    ("first", "last", "title"),
    [("1/4/2025", "31/3/2026", "Annual report"), ("1/4/2025", "30/9/2025", "Annual report"),
     ("1/7/2025", "30/9/2025", "Report"), ("1/4/2024", "31/3/2026", "Report")],
)  # fmt: skip
def test_only_the_report_of_a_financial_year_or_of_one_so_far_is_the_annual_one(
    manager: FlaskClient, first: str, last: str, title: str
) -> None:
    assert texts(page(manager, f"/reports?from={first}&to={last}").xpath("//h1")) == [title]
