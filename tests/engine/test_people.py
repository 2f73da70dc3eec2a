"""Who may be the same: a name in full, in part, with an initial, or alike; never silently nobody."""

import pytest
from sqlalchemy import Engine

from engine import db, people
from tests import builders


@pytest.mark.parametrize(
    ("one", "other", "is_part"),
    [
        ("Hartley", "Owen Hartley", True), ("Owen", "Owen Hartley", True), ("O Hartley", "Owen Hartley", True),
        ("Owen Hartley", "Hartley", True), ("Owen James Hartley", "Owen Hartley", True),
        ("Hart", "Owen Hartley", False), ("O", "Owen Hartley", False), ("Jo Hartley", "Owen Hartley", False),
        ("Owen Ash", "Owen Hartley", False), ("Al Al", "Al Hartley", False),
    ],
)  # fmt: skip
def test_a_name_may_be_another_in_part(one: str, other: str, is_part: bool) -> None:
    assert people.part_of(people.folded(one), people.folded(other)) is is_part


@pytest.mark.database
def test_a_search_by_the_surname_alone_finds_the_adult_and_says_why(engine_db: Engine) -> None:
    with db.writing(engine_db) as session:
        council = builders.a_council(session, builders.SHIPPED)
        builders.a_contact(session, council, "Owen Hartley")
        session.flush()
        for asked in ("Hartley", "hartley, o.", "Owen"):
            (found,) = people.matches(session, council.id, asked)
            assert (found.name, found.likelihood) == ("Owen Hartley", "possible")
            assert found.why.startswith("Part of the name.")
        assert people.matches(session, council.id, "Olwen Hughes") == []
