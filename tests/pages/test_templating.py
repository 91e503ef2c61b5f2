"""Templates with what never changes joined: the same pages as Django writes them node by node."""

import re

import pytest
from django.template import engines
from django.utils.translation import override

from mending.site.templating.joining import Same
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

PLACES = (
    *("/today/", "/circle/", "/circle/contacts/", "/circle/map/", "/promises/", "/promises/new/", "/record/"),
    *("/well/", "/well/check-in/", "/recovery/", "/recovery/return/", "/plan/", "/skills/", "/skills/diary-card/"),
    *("/expectations/", "/amends/", "/amends/letters/", "/reminders/", "/account/", "/help/gb/", "/privacy/"),
)


def loader():
    return engines["django"].engine.template_loaders[0]


@pytest.fixture
def as_django_does(monkeypatch):
    """Call it, and templates are read anew with nothing joined; undone at the end."""

    def do():
        monkeypatch.setattr("mending.site.templating.join", lambda nodes, find: None)
        monkeypatch.setattr("mending.site.templating.quicken", lambda nodes: None)
        loader().reset()

    yield do
    loader().reset()


@pytest.mark.parametrize("place", PLACES)
def test_a_page_is_what_django_writes(client, ruth, as_django_does, place):
    make.sign_in(client, ruth)
    joined = written(client, place)
    as_django_does()
    assert joined == written(client, place)


def written(client, place):
    """A page but for its tokens and new ids, which are others each time."""
    answer = client.get(place)
    assert answer.status_code == 200
    return re.sub(r'value="[0-9A-Za-z]{64}"|value="[0-9a-f-]{36}"', "", answer.content.decode())


def test_something_is_joined():
    for name in ("site/base.html", "site/today.html", "components/notice.html"):
        assert any(node.get_nodes_by_type(Same) for node in loader().get_template(name).nodelist)


def test_each_language_has_its_own_words():
    template = engines["django"].get_template("site/rooms_bar.html").template
    (same,) = template.nodelist.get_nodes_by_type(Same)[:1]
    with override("en"):
        engines["django"].get_template("site/rooms_bar.html").render({"rooms": ()})
    with override("de"):
        engines["django"].get_template("site/rooms_bar.html").render({"rooms": ()})
    assert set(same._written) >= {"en", "de"}
