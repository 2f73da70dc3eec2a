"""What tells one filled-in page from another: every word that was typed, and nothing that the page brought itself."""

import pytest

from engine.models import new_id
from webui import filling

ROWS = {"csrf_token": ["t"], "version": ["1" * 32], "adults-0-id": ["2" * 32], "adults-0-engagements-1-id": ["3" * 32]}
TYPED = {"what_happened": ["A push"], "adults-0-name": ["Joel Barrett"]}


def test_a_page_that_is_drawn_again_says_the_same() -> None:
    again = {name: [new_id()] for name in ROWS}
    assert filling.said(ROWS | TYPED) == filling.said(again | TYPED)


@pytest.mark.parametrize("name", ["what_happened", "adults-0-name", "plan_version", "adults-0-plan_version", "paid"])
def test_another_answer_says_something_else_whatever_its_question_is_called(name: str) -> None:
    assert filling.said(ROWS | TYPED | {name: ["a"]}) != filling.said(ROWS | TYPED | {name: ["b"]})


def test_new_rows_are_new_wherever_they_are_named_and_words_stay() -> None:
    raw = ROWS | TYPED | {"children-0-about": ["2" * 32]}
    fresh = filling.with_new_rows(raw)
    assert fresh["adults-0-id"] == fresh["children-0-about"] != ["2" * 32]
    assert {name: fresh[name] for name in (*TYPED, "version")} == {name: raw[name] for name in (*TYPED, "version")}
