"""A form of the public that is saved and taken up by its code: nothing lost, sent once, and nobody else's to read."""

import json
import logging
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask, abort, redirect
from sqlalchemy import Engine, func, select, text

from engine import db, jobs, saved_reports
from engine.models import Authority, Base, Contact, Kept, SavedReport
from tests.builders import MONDAY
from tests.webui.conftest import COUNCIL, PARTNERS, Site, settings_of
from tests.webui.person import Person
from webui import auth, cli_service, create_app, keeping, ways_in
from webui.cli import main
from webui.settings import READY

HALF = {
    "what_happened": "Canary-told pushed",
    "children-0-age_told": "canary-eight",
    "adults-0-name": "Canary-named Wells",
}
CANARIES = ("Canary-told", "canary-eight", "Canary-named")
UNKNOWN = "ABCD-EFGH-JKMN-PQRS-TVWX"


def save(page: Person, **answers: Any) -> str:
    assert page.send("keep", **(answers or HALF)).status == 200, page.main
    return page.code


def come_back(site: Site, code: str) -> Person:
    return site.anybody().open("/contact/saved").send(code=code)


def number(site: Site, table: type[Base]) -> int:
    with db.reading(site.engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def typed(page: Person) -> dict[str, list[str]]:
    return {name: values for name, values in page.fields.items() if name != "csrf_token"}


def test_what_is_half_typed_and_wrong_comes_back_as_it_was_with_its_rows(site: Site) -> None:
    page = site.anybody().open("/contact/refer")
    page.post({"add": "adults"}, act="").post({"add": "adults-1-engagements"}, act="")
    wrong = {
        "adults-0-name": "", "adults-1-name": "Dana Wells", "adults-1-born-day": "31", "adults-1-born-month": "février",
        "adults-1-engagements-1-employer": "Swan\u00a0Taxis", "referrer_email": "no address", "other_work": "nonsense",
        "what_else": "No form asks this.", "action_so_far": "Line\r\n\r\n  two <b>\u202e \x07",
    }  # fmt: skip
    code = save(page.post(wrong, act=""), **wrong)
    assert page.heading == "Your report is saved. It has not been sent."
    assert "until the end of Thursday 19 March 2026" in page.main and "call 999" in page.main
    assert "http://127.0.0.1:8000/contact/saved" in page.main
    back = come_back(site, code)
    assert "This is what you saved on Thursday 5 March 2026 at 10:05am. It has not been sent." in back.banner
    assert back.heading == "Refer an adult who works or volunteers with children"
    fields = typed(back)
    for name, value in wrong.items():
        if name not in ("other_work", "what_else"):
            assert fields[name] == [value.replace("\r\n", "\n")], name
    assert {"adults-1-id", "adults-1-engagements-1-id"} <= set(fields) and "adults-2-id" not in fields
    assert "Continue a report that you saved" not in back.main


def test_the_hidden_ids_of_the_page_and_its_rows_come_back(site: Site) -> None:
    page = site.anybody().open("/contact")
    before = {name: values for name, values in page.fields.items() if name.endswith(("version", "0-id"))}
    assert len(before) == 3 and all(map(all, before.values()))
    after = typed(come_back(site, save(page)))
    assert {name: after[name] for name in before} == before


def test_saving_again_keeps_the_code_and_only_the_last_words(site: Site) -> None:
    code = save(site.anybody().open("/contact"))
    back = come_back(site, f" {code.lower().replace('-', ' ')} ")
    site.at(site.now + timedelta(days=3))
    assert save(back, what_happened="More of it.") == code
    assert "until the end of Sunday 22 March 2026" in back.main
    assert come_back(site, code).fields["what_happened"] == ["More of it."]
    assert number(site, SavedReport) == 1


def test_save_sent_again_by_reload_is_the_same_code(site: Site) -> None:
    page = site.anybody().open("/contact")
    form = page.fields | {"what_happened": ["Once"], "act": ["keep"]}
    codes = set()
    for _ in range(2):
        codes.add(page._saw(page.client.post("/contact", data=form)).code)
    assert len(codes) == 1 and number(site, SavedReport) == 1


def test_it_goes_on_from_the_page_with_the_code(site: Site) -> None:
    page = site.anybody().open("/contact")
    save(page)
    assert page.send().fields["adults-0-name"] == [HALF["adults-0-name"]]


def test_a_refused_send_of_what_was_taken_up_keeps_its_code(site: Site) -> None:
    code = save(site.anybody().open("/contact"))
    back = come_back(site, code).send(what_happened="")
    assert back.status == 422 and back.fields["saved-under"] == [code]
    assert come_back(site, code).fields["what_happened"] == [HALF["what_happened"]]


def left_after_sending(site: Site) -> list[str]:
    """What is wrong once it was sent, twice, from two browsers that took it up."""
    code = save(site.anybody().open("/contact"), what_happened="He shouted.")
    first, second = come_back(site, code), come_back(site, code)
    receipts = {first.send().main, second.send().main}
    wrong = [] if all("We have your report" in each for each in receipts) else ["no receipt"]
    wrong += [] if number(site, Contact) == 1 else [f"{number(site, Contact)} contacts"]
    wrong += ["still kept"] if number(site, SavedReport) else []
    return wrong + (["still opens"] if come_back(site, code).status == 200 else [])


def test_it_is_sent_once_and_then_it_is_gone(site: Site) -> None:
    assert left_after_sending(site) == []


def test_planted_what_is_not_deleted_when_sent_is_noticed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "sent", lambda *_: None)
    assert left_after_sending(site) == ["still kept", "still opens"]


def test_what_was_sent_and_saved_again_after_going_back_is_deleted_when_sent_again(site: Site) -> None:
    page = site.anybody().open("/contact")
    form = page.fields | {"what_happened": ["Once"]}
    for act in ("save", "keep", "save"):
        page.client.post("/contact", data=form | {"act": [act]})
    assert (number(site, Contact), number(site, SavedReport)) == (1, 0)


def test_unknown_used_and_old_codes_get_one_answer_and_stay_in_the_field(site: Site) -> None:
    old = save(site.anybody().open("/contact"))
    site.at(site.now + timedelta(days=14))
    used = save(site.anybody().open("/contact"), what_happened="He shouted.")
    come_back(site, used).send()
    assert come_back(site, old).status == 200
    site.at(site.now + timedelta(hours=14))
    answers = set()
    for code in (UNKNOWN, used, old):
        page = come_back(site, code)
        assert page.status == 422 and page.title.startswith("Error: ")
        assert page.fields["code"] == [code]
        assert page.errors["code"].startswith("Nothing is kept under this code. Check each letter.")
        token = page.fields["csrf_token"][0]
        answers.add(page.text.replace(code, "CODE").replace(token, "TOKEN"))
    assert len(answers) == 1
    assert jobs.forget_saved(site.engine, site.now) == 1 and number(site, SavedReport) == 0


@pytest.mark.parametrize(
    "wrong", ["", "H4KM", "0OIL-92TX-7PQR-3WDV-K8CN", "\x00<script>", "x" * 100_000, "' or 1=1 --"]
)
def test_what_is_no_code_is_refused_in_words(site: Site, wrong: str) -> None:
    page = come_back(site, wrong)
    assert page.status == 422
    assert ("20 letters and numbers" in page.errors["code"]) if wrong else page.errors == {"code": "Enter your code"}


@pytest.mark.parametrize("wrong", ["", "short", "<b>", "\x00" * 20, ["a", "b"]])
def test_a_page_whose_hidden_code_was_changed_gets_a_good_one(site: Site, wrong: Any) -> None:
    code = save(site.anybody().open("/contact"), what_happened="Said.", **{"saved-under": wrong})
    assert come_back(site, code).fields["what_happened"] == ["Said."]


def test_more_than_can_be_kept_is_refused_and_stays_on_the_page(site: Site) -> None:
    page = site.anybody().open("/contact").send("keep", what_happened="x" * 200_001)
    assert page.status == 422 and "Shorten it, or send it now" in page.errors["what_happened"]
    assert len(page.fields["what_happened"][0]) == 200_001 and number(site, SavedReport) == 0


def test_somebody_with_an_account_finishes_later_as_everywhere(site: Site) -> None:
    head = site.person("head").open("/contact/refer")
    assert "Finish later" in head.main and "get a code" not in head.main
    head.send("keep", action_so_far="Separated them.")
    assert head.path == "/inbox" and "kept for later" in head.banner
    assert (number(site, Kept), number(site, SavedReport)) == (1, 0)
    assert head.open("/contact/refer").follow("Go on").fields["action_so_far"] == ["Separated them."]


def test_no_account_sees_what_was_saved(site: Site) -> None:
    code = save(site.anybody().open("/contact"))
    for name, *_ in (*COUNCIL, *PARTNERS):
        person = site.person(name)
        for address in (
            "/inbox",
            "/inbox/queue",
            "/contacts?q=Canary",
            "/cases?q=Canary",
            "/people?q=Canary",
            "/reports",
        ):
            words = person.open(address).main.replace("Canary”", "")
            assert not [each for each in (*CANARIES, code) if each in words], (name, address)


def test_other_ways_in_are_kept_for_nobody_without_an_account(site: Site) -> None:
    page = site.anybody().open("/contact")
    answer = page.client.post("/contacts/new/log_a_call", data=page.fields | {"act": ["keep"]})
    assert answer.status_code == 404 and number(site, SavedReport) == 0


# Its end


def test_every_page_says_the_same_days(site: Site) -> None:
    days = f"{saved_reports.DAYS} days"
    for address in ("/help", "/privacy"):
        assert days in site.anybody().open(address).main
    assert days in come_back(site, UNKNOWN).main
    save(page := site.anybody().open("/contact"))
    assert days in page.main


@pytest.fixture
def saved_on_monday(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """One report in an installation that the commands find."""
    monkeypatch.setenv("LADOFLOW_DATABASE_URL", database_url)
    monkeypatch.setenv("LADOFLOW_DATA", str(tmp_path))
    (tmp_path / READY).write_text("ready")
    engine = db.make_engine(database_url)
    with db.writing(engine) as session:
        session.add(Authority(id="a" * 32, name="Marlshire"))
        saved_reports.keep(session, "a" * 32, UNKNOWN, "refer", {"name": ["Dana"]}, now=MONDAY)
        session.commit()
    yield engine
    engine.dispose()


def test_tick_deletes_it_when_its_days_are_over(saved_on_monday: Engine) -> None:
    for days, deleted in ((14, 0), (15, 1), (15, 0)):
        told = CliRunner().invoke(main, ["tick", "--now", (MONDAY + timedelta(days=days)).isoformat()])
        assert f"{deleted} saved reports deleted" in told.output


def test_the_worker_deletes_it_too(saved_on_monday: Engine) -> None:
    for days, kept in ((14, 1), (15, 0)):
        cli_service._sweep(saved_on_monday, MONDAY + timedelta(days=days), lambda *_: None)
        with db.reading(saved_on_monday) as session:
            assert len(session.scalars(select(SavedReport)).all()) == kept


# Nothing of it, and not the code, outside its place


def told_elsewhere(site: Site, caplog: pytest.LogCaptureFixture) -> list[str]:
    """Where the code or what was typed is told beside the pages themselves and the one column that keeps it."""
    browser = site.anybody().open("/contact")
    said: dict[str, str] = {}
    _listen(browser, said)
    with caplog.at_level(logging.DEBUG):
        code = save(browser)
        come_back(site, UNKNOWN)
        back = site.anybody().open("/contact/saved")
        _listen(back, said)
        back.send(code=code)
        save(back)
        said["title"] = f"{browser.title} {back.title}"
        said["database"] = _database(site)
        back.send().send()
    said["log"] = caplog.text
    said["history"] = _history(site)
    canaries = (*CANARIES, code, code.replace("-", ""), code.lower())
    return sorted({place for place, words in said.items() for canary in canaries if canary in words})


def _listen(person: Person, said: dict[str, str]) -> None:
    """Addresses, headers and the cookie of everything that this browser is answered."""
    plain = person._saw

    def heard(response: Any) -> Person:
        for each in (*response.history, response):
            said["address"] = f"{said.get('address', '')} {each.request.url} {each.headers.get('Location', '')}"
            said["headers"] = f"{said.get('headers', '')} {each.headers}"
        with person.client.session_transaction() as cookie:
            said["cookie"] = said.get("cookie", "") + json.dumps(dict(cookie), default=str)
        return plain(response)

    person._saw = heard  # type: ignore[method-assign]


def _database(site: Site) -> str:
    """Everything in it but the answers that are kept."""
    kept = {"saved_report": ["digest", "way_in"]}
    with db.reading(site.engine) as session:
        rows = [
            str(session.execute(text(f'select {", ".join(kept.get(name, ["*"]))} from "{name}"')).all())  # noqa: S608
            for name in Base.metadata.tables
            if name != "procedure_file"
        ]
    return " ".join(rows)


def _history(site: Site) -> str:
    with db.reading(site.engine) as session:
        return str(session.execute(text("select what, detail, facts from history_entry")).all())


@pytest.mark.promise("P16", 5)
def test_promise_p16_neither_the_code_nor_what_was_typed_is_told_elsewhere(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    assert told_elsewhere(site, caplog) == []


@pytest.mark.parametrize("place", ["address", "cookie", "database", "log"])
def test_planted_a_code_that_is_told_elsewhere_is_noticed(
    site: Site, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    _plant(place, monkeypatch)
    assert place in told_elsewhere(site, caplog)


def _plant(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = ways_in.saved_reports.take_up

    def telling(session: Any, authority_id: str, code: str, **now: Any) -> SavedReport:
        if place == "address":
            abort(redirect(f"/contact?code={code}", 303))
        if place == "cookie":
            ways_in.cookie["code"] = code
        if place == "log":
            logging.getLogger("webui").info("taken up: %s", code)
        return plain(session, authority_id, code, **now)

    monkeypatch.setattr(saved_reports, "take_up", telling)
    if place == "database":
        monkeypatch.setattr(saved_reports, "_digest", lambda _council, code: code)


# Guessing


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application with the limits of the service, which are off in the tests' own."""
    folder = tmp_path_factory.mktemp("limited")
    yield create_app(replace(settings_of(f"sqlite:///{folder / 'none.sqlite'}", folder), testing=False))
    auth.limiter.enabled = False


@pytest.fixture
def throttled(limited: Flask, filled_council: Path, tmp_path: Path) -> Iterator[Site]:
    file = tmp_path / "council.sqlite"
    shutil.copy(filled_council, file)
    site = Site(limited, f"sqlite:///{file}", tmp_path)
    auth.limiter.reset()
    yield site
    site.close()


def test_guessing_is_limited_and_wrong_passwords_count_too(throttled: Site) -> None:
    code = save(throttled.anybody().open("/contact"))
    guesser = throttled.anybody()
    for _ in range(9):
        assert guesser.open("/contact/saved").send(code=UNKNOWN).status == 422
    assert guesser.open("/sign-in").send(email="lado@marlshire.example", password="wrong").status == 422
    assert guesser.open("/contact/saved").send(code=code).status == 429
    assert "Too many tries" in guesser.main


def test_a_right_code_never_counts_as_a_guess(throttled: Site) -> None:
    code = save(throttled.anybody().open("/contact"))
    assert {come_back(throttled, code).status for _ in range(12)} == {200}


@pytest.mark.parametrize(
    ("who", "address", "field"),
    [
        ("lado", "/contacts/new/information_request", "person_asked"),
        ("head", "/contact/refer", "referrer_name"),
        ("head", "/contact", "what_happened"),
    ],
)
def test_what_somebody_with_an_account_types_is_kept_however_often(
    throttled: Site, who: str, address: str, field: str
) -> None:
    page = throttled.person(who).open(address)
    form = page.fields | {field: ["Dana Wells"], "act": ["keep"]}
    assert {page.client.post(page.path, data=form).status_code for _ in range(61)} == {303}


def test_who_saves_too_often_keeps_what_was_typed(throttled: Site) -> None:
    page = throttled.anybody().open("/contact")
    form = page.fields | {"what_happened": ["He shouted at her."], "act": ["keep"]}
    answers = [page.client.post("/contact", data=form) for _ in range(31)]
    assert answers[-2].status_code == 200 and answers[-1].status_code == 429
    assert "He shouted at her." in answers[-1].text
