"""What is saved without an account: codes, days, councils; on both databases."""

import threading
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from engine import dates, db, jobs, saved_reports
from engine.models import Authority, SavedReport
from tests.builders import MONDAY

TYPED = {"what_happened": ["He shouted \x00 at her 😀."], "children-0-age": ["eight"], "version": ["f" * 32]}
LAST_DAY = datetime(2026, 3, 16, 23, 59, 59, tzinfo=dates.LONDON)
OVER = datetime(2026, 3, 17, tzinfo=dates.LONDON)


@pytest.fixture
def councils(engine_db: Engine) -> tuple[str, str]:
    with db.writing(engine_db) as session:
        session.add_all([Authority(id="a" * 32, name="Marlshire"), Authority(id="b" * 32, name="Newshire")])
        session.commit()
    return "a" * 32, "b" * 32


def save(engine: Engine, council: str, code: str, now: datetime = MONDAY, **more: list[str]) -> None:
    with db.writing(engine) as session:
        saved_reports.keep(session, council, code, "refer", TYPED | more, now=now)
        session.commit()


def opens(engine: Engine, council: str, code: str, now: datetime = MONDAY) -> dict[str, list[str]] | None:
    with db.reading(engine) as session:
        try:
            return saved_reports.take_up(session, council, code, now=now).answers
        except saved_reports.NoSuchReport:
            return None


def number(engine: Engine) -> int | None:
    with db.reading(engine) as session:
        return session.scalar(select(func.count()).select_from(SavedReport))


def test_a_code_can_be_written_down_and_read_out_and_never_comes_twice() -> None:
    codes = {saved_reports.new_code() for _ in range(1000)}
    assert len(codes) == 1000
    for code in codes:
        assert [len(group) for group in code.split("-")] == [4] * 5
        assert not set(code) & set("01ILOU")
    assert len(saved_reports.LETTERS) ** 20 > 2**80


@pytest.mark.parametrize(
    "typed",
    ["h4km92tx7pqr3wdvk8cn", " H4KM 92TX 7PQR 3WDV K8CN. ", "H4KM–92TX—7PQR_3WDV-k8cn", "H4km-92tx\t7pqr 3wdvk8cn"],
)
def test_a_code_is_taken_however_it_is_written(typed: str) -> None:
    assert saved_reports.code_typed(typed) == "H4KM-92TX-7PQR-3WDV-K8CN"


@pytest.mark.parametrize(
    "typed", ["", "H4KM", "H4KM-92TX-7PQR-3WDV-K8CN-2222", "0OIL-92TX-7PQR-3WDV-K8CN", "é" * 20, "\x00"]
)
def test_what_is_no_code_is_told_from_one(typed: str) -> None:
    with pytest.raises(saved_reports.NotACode, match="20 letters and numbers"):
        saved_reports.code_typed(typed)


@pytest.mark.database
def test_what_was_saved_comes_back_as_it_was_typed_by_its_code_and_council_alone(
    engine_db: Engine, councils: tuple[str, str]
) -> None:
    ours, theirs = councils
    code, other = saved_reports.new_code(), saved_reports.new_code()
    save(engine_db, ours, code)
    assert opens(engine_db, ours, code) == TYPED
    assert opens(engine_db, ours, other) is None and opens(engine_db, theirs, code) is None
    save(engine_db, ours, code, what_happened=["More."])
    assert opens(engine_db, ours, code) == TYPED | {"what_happened": ["More."]} and number(engine_db) == 1
    with db.writing(engine_db) as session:
        saved_reports.forget(session, theirs, code)
        saved_reports.forget(session, ours, other)
        session.commit()
        assert number(engine_db) == 1
    with db.writing(engine_db) as session:
        saved_reports.forget(session, ours, code)
        session.commit()
    assert number(engine_db) == 0 and opens(engine_db, ours, code) is None


@pytest.mark.database
def test_the_code_itself_is_not_in_the_database(engine_db: Engine, councils: tuple[str, str]) -> None:
    code = saved_reports.new_code()
    save(engine_db, councils[0], code)
    assert told_of(engine_db, code) == []


def told_of(engine: Engine, code: str) -> list[str]:
    """The columns that say the code."""
    with db.reading(engine) as session:
        row = session.scalars(select(SavedReport)).one()
        said = {column.name: str(getattr(row, column.name)) for column in SavedReport.__table__.columns}
    return [name for name, value in said.items() if code in value or code.replace("-", "") in value]


def test_planted_a_code_that_is_stored_is_noticed(
    engine_db: Engine, councils: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved_reports, "_digest", lambda council, code: code)
    code = saved_reports.new_code()
    save(engine_db, councils[0], code)
    assert told_of(engine_db, code) == ["digest"]


@pytest.mark.database
def test_it_is_kept_for_fourteen_whole_days_and_then_deleted(engine_db: Engine, councils: tuple[str, str]) -> None:
    assert kept_too_long(engine_db, councils[0]) == []


def kept_too_long(engine: Engine, council: str) -> list[str]:
    """What is wrong with how long it is kept, whether the sweep comes in time or not."""
    code, later = saved_reports.new_code(), saved_reports.new_code()
    save(engine, council, code)
    save(engine, council, later, now=MONDAY + timedelta(days=1))
    wrong = [] if opens(engine, council, code, LAST_DAY) else ["gone on its last day"]
    wrong += ["deleted on its last day"] if jobs.forget_saved(engine, LAST_DAY) else []
    wrong += ["opens when its days are over"] if opens(engine, council, code, OVER) else []
    wrong += [] if jobs.forget_saved(engine, OVER) == 1 else ["not deleted when its days are over"]
    wrong += [] if opens(engine, council, later, OVER) else ["one saved later went with it"]
    return wrong + ([] if jobs.forget_saved(engine, OVER) == 0 else ["deleted twice"])


def test_planted_days_that_nobody_heeds_are_noticed(
    engine_db: Engine, councils: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved_reports, "_over", lambda now: SavedReport.until.is_(None))
    assert kept_too_long(engine_db, councils[0]) == [
        "opens when its days are over", "not deleted when its days are over",
    ]  # fmt: skip


def test_saving_it_again_begins_its_days_anew(engine_db: Engine, councils: tuple[str, str]) -> None:
    code = saved_reports.new_code()
    save(engine_db, councils[0], code)
    save(engine_db, councils[0], code, now=MONDAY + timedelta(days=10))
    assert opens(engine_db, councils[0], code, OVER)


@pytest.mark.database
def test_save_pressed_twice_at_once_keeps_it_once(engine_db: Engine, councils: tuple[str, str]) -> None:
    code = saved_reports.new_code()
    failed: list[Exception] = []

    def press() -> None:
        try:
            save(engine_db, councils[0], code)
        except Exception as failure:  # noqa: BLE001 (the test says what it was)
            failed.append(failure)

    pressed = [threading.Thread(target=press) for _ in range(4)]
    for each in pressed:
        each.start()
    for each in pressed:
        each.join()
    assert failed == [] and number(engine_db) == 1


def test_more_than_can_be_kept_is_refused_in_words(session: Session) -> None:
    with pytest.raises(saved_reports.TooLong, match="Shorten it, or send it now"):
        saved_reports.keep(session, "a" * 32, saved_reports.new_code(), "refer", {"x": ["y" * 200_001]}, now=MONDAY)
