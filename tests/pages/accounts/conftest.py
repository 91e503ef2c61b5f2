"""What the tests of signing in share."""

import re

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_limits():
    """Limits are counted in the cache: each test begins with none."""
    cache.clear()


@pytest.fixture
def elsewhere(client):
    """Another browser."""
    return type(client)()


def plain(answer, *names):
    """A page without what differs from one answer to the next: tokens, and the name that was typed."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    for name in names:
        page = page.replace(f'value="{name}"', 'value="NAME"')
    return page
