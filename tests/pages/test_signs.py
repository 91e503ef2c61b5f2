"""The page of warning signs."""

import re

import pytest

from mending.checkins.actions import add_sign, change_sign
from mending.checkins.queries import signs as q
from mending.foundation.ids import new_id
from tests import make
from tests.people import LENA

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def write(by, words):
    id = new_id()
    add_sign(by=by, id=id, words=words)
    return id


def told(by):
    return [one.words for one in q.signs(by)]


def test_the_page_writes_changes_and_shows_both_on_a_conflict(client, ruth):
    client.post("/well/signs/", {"id": new_id(), "words": "I stop cooking."})
    id = q.signs(ruth)[0].id
    change_sign(by=ruth, sign=id, version=1, words="From the phone.")
    page = client.post(f"/well/signs/{id}/", {"id": id, "version": 1, "words": "From here."}).content.decode()
    assert "From the phone." in page and "From here." in page
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    client.post(f"/well/signs/{id}/", {"id": id, "version": version, "words": "From here."})
    assert told(ruth) == ["From here."]
    assert b"Write a few words" in client.post("/well/signs/", {"id": new_id(), "words": ""}).content


def test_a3_a_counselor_finds_no_signs(client, ruth):
    id = write(ruth, "zebra")
    make.sign_in(client, make.person(LENA))
    for page in ("/well/signs/", f"/well/signs/{id}/"):
        assert client.get(page).status_code == 404
