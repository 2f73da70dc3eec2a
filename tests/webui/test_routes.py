"""Every address has a guard, and every role gets what `access` says: a page, a refusal, or nothing."""

import re

import pytest
from sqlalchemy import select

from engine import access, councils, db
from engine.models import User
from tests.webui.conftest import COUNCIL, PARTNERS, Site

WITHOUT_GUARD = {"static"}
UNKNOWN = "0" * 32
EVERYBODY = [name for name, *_ in (*COUNCIL, *PARTNERS)]


def test_every_view_says_who_may_use_it(site: Site) -> None:
    unguarded = [
        rule.endpoint for rule in site.app.url_map.iter_rules()
        if rule.endpoint not in WITHOUT_GUARD and not hasattr(site.app.view_functions[rule.endpoint], "guard")
    ]  # fmt: skip
    assert unguarded == []


def test_every_change_is_a_post_and_takes_no_post_without_its_token(site: Site) -> None:
    lado = site.person("lado")
    for address, rule in _addresses(site, "POST"):
        answer = lado.client.post(address, data={})
        assert answer.status_code == 400, rule.endpoint
        assert "We could not read what was sent" in answer.text or "open too long" in answer.text


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_role_gets_pages_or_refusals_as_access_says(site: Site, name: str) -> None:
    person = site.person(name)
    with db.reading(site.engine) as session:
        user = session.scalars(select(User).where(User.email == f"{name}@marlshire.example")).one()
        actor = access.actor(session, user)
    for address, rule in _addresses(site, "GET"):
        verb = site.app.view_functions[rule.endpoint].guard  # type: ignore[attr-defined]
        status = person.client.get(address).status_code
        if verb in ("public", "sign_in") or access.may(actor, verb):
            assert status in (200, 303, 404) or (verb == "public" and status == 403), (rule.endpoint, status)
        else:
            assert status == 403, (rule.endpoint, status)


def test_nobody_is_sent_to_sign_in_and_comes_back_to_where_they_were_going(site: Site) -> None:
    somebody = site.anybody()
    for address, rule in _addresses(site, "GET"):
        if site.app.view_functions[rule.endpoint].guard != "public":  # type: ignore[attr-defined]
            answer = somebody.client.get(address)
            assert answer.status_code == 303, rule.endpoint
            assert "/sign-in?next=" in answer.location
    somebody.open("/cases?q=Owen").send(email="lado@marlshire.example", password="a-long-password")
    assert somebody.path == "/cases" and somebody.status == 200


@pytest.mark.parametrize(
    "address", ["/nothing", f"/tasks/{UNKNOWN}", f"/cases/{UNKNOWN}", "/tasks/%00", "/cases/..%2f..%2fetc"]
)
def test_what_is_not_there_is_one_page_without_a_hint(site: Site, address: str) -> None:
    lado = site.person("lado").open(address)
    assert lado.status == 404
    assert lado.heading == "Page not found"
    assert "There is nothing at this address that we can show you." in lado.main


def test_a_partner_and_a_role_without_cases_see_no_council_navigation_of_cases(site: Site) -> None:
    for name in ("police", "head"):
        assert site.person(name).page.xpath("//nav[@aria-label='Service']//a") == []
    owner = site.person("owner")
    links = owner.page.xpath("//nav[@aria-label='Service']//a")
    assert [link.text_content().strip() for link in links] == ["Inbox", "Procedure"]


def test_pages_carry_a_strict_policy_and_are_never_stored(site: Site) -> None:
    answer = site.anybody().client.get("/contact")
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "HttpOnly" in answer.headers["Set-Cookie"] and "SameSite=Lax" in answer.headers["Set-Cookie"]
    assert "<script>" not in answer.text and " style=" not in answer.text and "onclick" not in answer.text


def _addresses(site: Site, method: str):  # type: ignore[no-untyped-def]
    """Every address of a method, with made-up parts that lead to nothing."""
    for rule in site.app.url_map.iter_rules():
        if rule.endpoint not in WITHOUT_GUARD and method in (rule.methods or ()):
            yield (
                re.sub(r"<int:[^>]+>", "999", re.sub(r"<(id:[a-z_]*|[a-z_]*id)>", UNKNOWN, _first(rule.rule)))
                .replace("<path:", "<")
                .replace("<process>", "nothing")
                .replace("<", "")
                .replace(">", ""),
                rule,
            )


def _first(rule: str) -> str:
    """The rule with the first of the words that a part may be."""
    return re.sub(r"<any\(([a-z_]+)[^>]*>", r"\1", rule)


def test_a_report_of_the_public_never_goes_to_the_wrong_council(site: Site) -> None:
    refused = site.anybody().open("/contact")
    assert refused.status == 200
    reporting = site.anybody().open("/contact")
    with db.writing(site.engine) as session:
        councils.new_council(session, "Aldshire")
        session.commit()
    for page in (
        *(site.anybody().open(at) for at in ("/contact", "/contact/refer", "/contact/saved")),
        reporting.send(),
    ):
        assert page.status == 503 and "Several councils use this service" in page.main, page.main
        assert "shire" not in page.text and "call 999" in page.main
    assert site.person("lado").open("/contacts/new").status == 200
