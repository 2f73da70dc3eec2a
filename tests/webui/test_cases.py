"""The list of cases and the pages of one, as the people who answer for them use them."""

from sqlalchemy import event

from engine.models import HistoryEntry
from tests.webui.conftest import Site
from tests.webui.test_whole_case import CALL


def test_who_read_a_case_is_counted_without_fetching_every_reading(site: Site) -> None:
    lado = site.person("lado").open("/contacts/new").send(**CALL)
    case = lado.open("/cases").page.xpath("//tr[@data-case]/@data-case")[0]
    for _ in range(5):
        lado.open(f"/cases/{case}")
    support = site.person("support").open(f"/cases/{case}")
    fetched: list[str] = []

    def note(entry: HistoryEntry, _context: object) -> None:
        fetched.append(entry.what)

    event.listen(HistoryEntry, "load", note)
    try:
        support.open(f"/cases/{case}/people")
    finally:
        event.remove(HistoryEntry, "load", note)
    assert "2 people. The last: Moira Lennox, Thursday 5 March 10:05." in support.main, support.main
    assert len(fetched) <= 1, fetched
