"""Whoever guesses at the sign-in page learns nothing from how long the answer takes, and keeps nobody waiting."""

import pytest
from argon2 import extract_parameters
from argon2.exceptions import VerifyMismatchError

from engine import db
from engine.models import Authority
from tests.webui.conftest import Site
from webui import auth


def test_an_unknown_address_is_checked_against_a_hash_that_costs_as_much_as_any() -> None:
    real = auth._hasher.hash("a password of somebody")
    assert extract_parameters(auth._NOBODY) == extract_parameters(real)
    with pytest.raises(VerifyMismatchError):  # a hash that cannot be read would be refused at once
        auth._hasher.verify(auth._NOBODY, "a guess")


def test_a_wrong_password_waits_for_nobody_who_writes_and_nobody_who_writes_for_it(site: Site) -> None:
    said = {"unknown": "nobody@marlshire.example", "known": "lado@marlshire.example"}
    pages = {}
    with db.writing(site.engine) as session:
        session.get(Authority, "0" * 32)  # From here on it holds the lock that every other writer waits for.
        for who, email in said.items():
            page = site.anybody().open("/sign-in").send(email=email, password="wrong")
            assert page.status == 422, page.main
            pages[who] = page.main
    assert pages["known"] == pages["unknown"]
    assert site.person("lado").path == "/inbox"
