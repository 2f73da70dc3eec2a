"""The scenarios of features/sign_in.feature on the pages."""

from pytest_bdd import scenarios

from tests.acceptance.steps import *  # noqa: F403 (the sentences of the features)
from tests.webui.conftest import application, filled_council, site

__all__ = ["application", "filled_council", "site"]

scenarios("sign_in.feature")
