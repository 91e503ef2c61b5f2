"""The page for when it gets quiet: why it is said, in words."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import unquote

import pytest

from mending.circle.actions import add_relationship
from mending.circle.models import Watch
from mending.circle.rules.people import Portrait, Support
from mending.circle.web.contacts import FIRST_SENTENCES
from mending.foundation.ids import new_id
from tests import make
from tests.people import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
PAGE = "/circle/quiet/"


def read(by, usual, lately):
    Watch.objects.create(
        id=new_id(), owner_id=by.id, since=TODAY - timedelta(days=30), usual_per_week=usual, lately_per_week=lately
    )


@pytest.mark.parametrize(
    ("usual", "lately", "words"),
    [
        (5.2, 0.1, ("about 5 times a week", "Since 18 May it was hardly ever.")),
        (4.0, 2.1, ("about 4 times a week", "Since 18 May it was about half as often.")),
        (1.3, 0.9, ("about once a week", "Since 18 May it was less often.")),
    ],
)
def test_it_says_why_in_words_and_makes_up_no_figure(client, ruth, usual, lately, words):
    read(ruth, usual, lately)
    shown = client.get(PAGE).content.decode()
    for sentence in words:
        assert sentence in shown


def test_it_names_people_to_reach_and_a_first_sentence(client, ruth):
    add_relationship(by=ruth, portrait=Portrait("Nina", support=Support.HELPS_MUCH))
    read(ruth, 4.0, 1.0)
    shown = client.get(PAGE).content.decode()
    assert "Nina" in shown
    assert "How is your week?" in shown


def test_a_first_sentence_opens_as_a_text_to_nobody_with_its_words_whole(client, ruth):
    add_relationship(by=ruth, portrait=Portrait("Nina", support=Support.HELPS_MUCH))
    shown = client.get(PAGE).content.decode()
    links = [unescape(link) for link in re.findall(r'href="(sms:[^"]*)"', shown)]
    words = [unescape(one) for one in re.findall(r'class="whole">([^<]*)<', shown)]
    assert [unquote(link.removeprefix("sms:?&body=")) for link in links] == words == list(FIRST_SENTENCES)
    assert not any(set(" +?&") & set(link.removeprefix("sms:?&body=")) for link in links)
    assert "Nina" not in "".join(links)
    assert "You pick there who it goes to" in shown


def test_waved_away_today_says_nothing_of_it(client, ruth):
    make.someone(ruth)
    read(ruth, 4.0, 1.0)
    before = client.get("/today/").content.decode().partition("<main")[2]
    client.post(PAGE, {"said": "later"})
    client.get("/today/")  # where the wave is answered
    after = client.get("/today/").content.decode().partition("<main")[2]
    assert PAGE in before
    assert PAGE not in after
