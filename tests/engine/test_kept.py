"""Half-typed pages of one way in stand side by side; on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from engine import db, kept
from engine.models import Authority, Kept, User
from tests.builders import MONDAY

pytestmark = pytest.mark.database
LADO, OTHER = "c" * 32, "d" * 32


@pytest.fixture
def people(engine_db: Engine) -> Engine:
    with db.writing(engine_db) as session:
        session.add(Authority(id="a" * 32, name="Marlshire"))
        session.flush()
        session.add_all(
            User(id=id, authority_id="a" * 32, email=f"{id}@marlshire.example", name=id, password_hash="")
            for id in (LADO, OTHER)
        )
        session.commit()
    return engine_db


def begin(session: Session, page: str, user: str = LADO, process: str = "log_a_call", minutes: int = 0) -> None:
    kept.keep_page(session, user, process, page, {"said": [page]}, now=MONDAY + timedelta(minutes=minutes))


def test_each_page_is_found_and_forgotten_by_itself(people: Engine) -> None:
    with db.writing(people) as session:
        begin(session, "first", minutes=3)
        begin(session, "a/b%_", minutes=1)
        begin(session, "first", user=OTHER)
        begin(session, "other", process="logXaXcall")
        session.commit()
    with db.writing(people) as session:
        assert list(kept.pages(session, LADO, "log_a_call")) == ["a/b%_", "first"], "the oldest first, of this way in"
        kept.forget_page(session, LADO, "log_a_call", "first", {})
        kept.forget_page(session, LADO, "log_a_call", "other", {})
        session.commit()
    with db.reading(people) as session:
        assert list(kept.pages(session, LADO, "log_a_call")) == ["a/b%_"]
        assert list(kept.pages(session, OTHER, "log_a_call")) == ["first"]
        assert list(kept.pages(session, LADO, "logXaXcall")) == ["other"]


def test_one_too_many_is_refused_and_those_that_are_there_are_kept_again(people: Engine) -> None:
    with db.writing(people) as session:
        for number in range(kept.MOST):
            begin(session, str(number))
        with pytest.raises(kept.TooMany):
            begin(session, "more")
        begin(session, "0", minutes=1)
        begin(session, "more", process="refer")
        session.commit()
        assert len(kept.pages(session, LADO, "log_a_call")) == kept.MOST


def test_what_stands_under_the_process_alone_is_a_page_too(people: Engine) -> None:
    with db.writing(people) as session:
        session.add(Kept(user_id=LADO, about="log_a_call", answers={"version": ["e" * 32]}, at=MONDAY))
        begin(session, "e" * 32)
        session.commit()
        (row,) = kept.pages(session, LADO, "log_a_call").values()
        assert row.answers == {"said": ["e" * 32], kept.NUMBER: ["1"]}
        kept.forget_page(session, LADO, "log_a_call", "e" * 32, {kept.NUMBER: ["1"]})
        assert not kept.pages(session, LADO, "log_a_call")


def test_one_window_keeps_again_and_another_only_what_it_has_seen(people: Engine) -> None:
    def told(window: str, number: str) -> dict[str, list[str]]:
        return {kept.WINDOW: [window], kept.NUMBER: [number]}

    with db.writing(people) as session:
        for drawn in ("", "", "2"):  # The second has opened it as the first had kept it twice.
            kept.keep_page(session, LADO, "log_a_call", "page", told("two" if drawn else "one", drawn), now=MONDAY)
        with pytest.raises(kept.ChangedElsewhere):
            kept.keep_page(session, LADO, "log_a_call", "page", told("one", ""), now=MONDAY)
        with pytest.raises(kept.ChangedElsewhere):
            kept.forget_page(session, LADO, "log_a_call", "page", told("one", ""))
        kept.forget_page(session, LADO, "log_a_call", "page", told("two", "2"))
        session.flush()
        assert not kept.pages(session, LADO, "log_a_call")
