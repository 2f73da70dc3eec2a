"""Whoever guesses at the sign-in page learns nothing from how long the answer takes."""

import pytest
from argon2 import extract_parameters
from argon2.exceptions import VerifyMismatchError

from webui import auth


def test_an_unknown_address_is_checked_against_a_hash_that_costs_as_much_as_any() -> None:
    real = auth._hasher.hash("a password of somebody")
    assert extract_parameters(auth._NOBODY) == extract_parameters(real)
    with pytest.raises(VerifyMismatchError):  # a hash that cannot be read would be refused at once
        auth._hasher.verify(auth._NOBODY, "a guess")
