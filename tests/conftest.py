"""What every test may ask for."""

import pytest
from django.core.management import call_command

from mending.foundation import clock
from tests import strict_templates
from tests.people import NOON, RUTH


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


@pytest.fixture
def noon():
    """It is Wednesday the 17th of June 2026, noon. For `pytestmark = pytest.mark.usefixtures("noon")`."""
    with clock.frozen(NOON):
        yield


@pytest.fixture
def ruth(db):
    """Ruth has an account."""
    from tests import make  # noqa: PLC0415  Django must be set up first

    return make.person(RUTH)
