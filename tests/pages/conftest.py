"""What every test of a page may ask for."""

import pytest

from tests import make


@pytest.fixture
def ruth(ruth, client):
    """Ruth has signed in."""
    make.sign_in(client, ruth)
    return ruth
