"""What every test may ask for."""

import pytest
from django.core.management import call_command

from tests import strict_templates


@pytest.fixture(scope="session", autouse=True)
def every_variable_is_given():
    """A template that names what it was not given fails the test."""
    strict_templates.switch_on()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database as a first start leaves it."""
    from mending.consent.actions import open_ledger  # noqa: PLC0415  Django must be set up first
    from mending.vault.actions import open_house_keys  # noqa: PLC0415

    with django_db_blocker.unblock():
        call_command("createcachetable", verbosity=0)
        open_house_keys()
        open_ledger()
    call_command("collectstatic", verbosity=0, interactive=False)
