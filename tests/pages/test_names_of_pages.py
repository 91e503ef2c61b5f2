"""No page calls something of its own by a name that the frame around every page uses."""

import ast

from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from mending.site.context import surroundings
from tools.clone import ROOT

MEANT = {
    "gates.py": {"rooms"},  # a shut lock shows no rooms
    "leaving.py": {"exit_url"},  # the page that is left to
    "choosing.py": {"theme", "app_name", "app_icon"},  # what a form begins with
}


def frame(monkeypatch):
    monkeypatch.setattr("mending.site.context.static", str)
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return set(surroundings(request))


def handed_on(file):
    """The keys of every dict that is written out in a file."""
    found = (node.keys for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Dict))
    return {key.value for keys in found for key in keys if isinstance(key, ast.Constant)}


def test_no_page_writes_over_the_frame(monkeypatch):
    taken = frame(monkeypatch)
    files = sorted(ROOT.glob("src/mending/*/web/**/*.py"))
    assert len(files) > 50 and "rooms_bar" in taken
    wrong = {file.name: handed_on(file) & taken - MEANT.get(file.name, set()) for file in files}
    assert {name: names for name, names in wrong.items() if names} == {}
