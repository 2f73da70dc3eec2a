"""The list of cases and the pages of one, as the people who answer for them use them."""

from datetime import timedelta

from sqlalchemy import event, select

from engine import db
from engine.models import Case, HistoryEntry, Task, User
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


def listed(site: Site, account: str, address: str) -> list[str]:
    """Whom the list of cases names."""
    rows = site.person(account).open(address).page.xpath("//tr[@data-case]")
    return sorted(name for row in rows for name in ("Ada", "Ben", "Cy", "Dee") if name in row.text_content())


def test_a_manager_lists_the_late_cases_of_each_lado_and_their_own(site: Site) -> None:
    leads = {"Ada Ash": ("lado", True), "Ben Birch": ("lado2", True), "Cy Cole": ("lado2", False),
             "Dee Dane": ("manager", True)}  # fmt: skip
    for name, (account, _) in leads.items():
        site.person(account).open("/contacts/new").send(**(CALL | {"adults-0-name": name}))
    with db.writing(site.engine) as session:
        by_account = {user.email.partition("@")[0]: user.id for user in session.scalars(select(User))}
        for case in session.scalars(select(Case).where(Case.has_adult)):
            account, late = leads[case.adult_name or ""]
            case.lead_id = by_account[account]
            for task in session.scalars(select(Task).where(Task.case_id == case.id, Task.state == "open")):
                task.due_at = site.now + timedelta(days=-2 if late else 9)
        session.commit()
    page = site.person("manager").open("/cases")
    options = [option.text_content().strip() for option in page.page.xpath("//select[@name='lead']/option")]
    assert options == ["Everybody’s", "Mine", "Graham Thorne", "Helen Ashworth", "Priya Nair"]
    assert listed(site, "manager", f"/cases?lead={by_account['lado2']}") == ["Ben", "Cy"]
    assert listed(site, "manager", f"/cases?state=late&lead={by_account['lado2']}") == ["Ben"]
    assert listed(site, "manager", "/cases?state=late&lead=mine") == ["Dee"]
    assert listed(site, "lado", "/cases?lead=mine") == ["Ada"]
    assert listed(site, "manager", "/cases?lead=nobody") == []
    assert listed(site, "manager", "/cases") == ["Ada", "Ben", "Cy", "Dee"]
