"""The list of cases and the pages of one, as the people who answer for them use them."""

from datetime import timedelta

from sqlalchemy import event, select

from engine import db
from engine.models import Case, HistoryEntry, Task, User
from tests.webui.conftest import Site
from tests.webui.test_early import with_the_police
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


def test_the_head_of_a_case_shows_three_steps_and_tells_of_the_rest(site: Site) -> None:
    with_the_police(site)
    lado = site.person("lado")
    case = lado.open("/cases").page.xpath("//tr[@data-case]/@data-case")[0]
    for happens in range(4):
        page = lado.open(f"/cases/{case}").page
        with db.reading(site.engine) as session:
            waits = session.scalars(select(Task.id).where(Task.case_id == case, Task.state == "open")).all()
        seen = page.xpath("//*[@class='app-next']//a/@href")
        folded = page.xpath("//details[contains(., 'more step')]//a/@href")
        assert {*seen, *folded} <= {f"/tasks/{id}" for id in waits}
        assert len(seen) == min(3, len(waits)) and len({*seen, *folded}) == len(waits), (happens, waits)
        if folded:
            number = f"{len(folded)} more step{'s wait' if len(folded) > 1 else ' waits'}"
            assert number in lado.main
        button = page.xpath("//button[@name='trigger']")[happens]
        (form,) = button.xpath("ancestor::form")
        lado.client.post(form.get("action"), data={**dict(form.form_values()), "trigger": button.get("value")})
    assert folded, "four things that happen are more than three boxes"


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


def test_a_manager_sees_the_work_of_each_lado_and_the_lists_behind_it(site: Site) -> None:
    for name, account in (("Ada Ash", "lado"), ("Ben Birch", "lado2"), ("Cy Cole", "lado2")):
        site.person(account).open("/contacts/new").send(**(CALL | {"adults-0-name": name}))
    site.at(site.now + timedelta(days=20))
    manager = site.person("manager").open("/reports").follow("Work by LADO")
    names = [row.xpath("string(./th)").strip() for row in manager.page.xpath("//tbody/tr")]
    assert names == ["Priya Nair", "Helen Ashworth", "All"] and "Checked two ways:" in manager.main
    late, open_ = (manager.page.xpath(f"//tbody/tr[{at}]//a/@href")[-1] for at in ("1", "2"))
    assert listed(site, "manager", late) == ["Ben", "Cy"] and "state=late" in late
    assert listed(site, "manager", open_.partition("&")[0]) == ["Ada"]
    manager.open("/reports/work").follow("Save as CSV")
    assert manager.text.splitlines()[0].startswith("LADO,Open cases,Late cases,Steps due in 7 days")


def test_the_work_by_lado_is_for_whoever_sees_reports(site: Site) -> None:
    site.person("lado").open("/contacts/new").send(**CALL)
    auditor = site.person("auditor").open("/reports/work")
    assert "Helen Ashworth" in auditor.main and not auditor.page.xpath("//tbody//a")
    for account in ("owner", "police", "dpo"):
        for address in ("/reports/work", "/reports/work.csv"):
            assert site.person(account).open(address).status == 403
    assert site.anybody().open("/reports/work").path == "/sign-in"


def test_a_wrong_period_of_the_work_by_lado_is_said(site: Site) -> None:
    for address in ("/reports/work", "/reports/work.csv"):
        page = site.person("manager").open(f"{address}?from=31/2/2026&to=1/3/2026")
        assert page.status == 422 and "There is no 31 February 2026" in page.errors["from"]
