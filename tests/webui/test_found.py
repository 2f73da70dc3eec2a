"""What a decision table finds is called on the pages as its column is headed."""

from types import SimpleNamespace

import pytest

from engine.procedure import Procedure
from tests.builders import SHIPPED
from webui import fact_words

DUTY = "processes/dbs_duty.dmn"


def label(procedure: Procedure, key: str) -> str:
    return fact_words.short(SimpleNamespace(procedure=procedure), key)  # type: ignore[arg-type]


def test_a_heading_that_the_process_owner_changes_changes_on_the_pages() -> None:
    assert label(Procedure(SHIPPED), "dbs_duty") == "DBS duty"
    changed = SHIPPED[DUTY].replace(b'label="DBS duty"', b'label="Duty to refer to the DBS"')
    assert label(Procedure({**SHIPPED, DUTY: changed}), "dbs_duty") == "Duty to refer to the DBS"


@pytest.mark.parametrize("key", sorted(Procedure(SHIPPED).found))
def test_no_page_has_words_of_its_own_for_what_a_table_finds(key: str) -> None:
    procedure = Procedure(SHIPPED)
    asked = procedure.fields.get(key)
    assert asked or label(procedure, key) == procedure.found[key].rstrip("?")
