"""A secret in every text field of every page, sent to the production server; then looked for everywhere."""

import json
import re
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from tests.house import addresses, installing
from tests.house.crawling import Browser, Crawler
from tests.people import PASSWORD
from tests.serving import environment, serving

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "localhost"])

STAFF = """
from django.conf import settings
from django.contrib.auth import SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from mending.accounts.actions import open_account
from mending.accounts.models import Person
from mending.consent.rules import Side
for name, side in (("lena", Side.COUNSELOR), ("ines", Side.COORDINATOR), ("sol", Side.STEWARD)):
    person = Person.objects.get(pk=open_account(name=name, side=side))
    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(person.pk), settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY], store["two_steps"] = person.get_session_auth_hash(), True
    store.save()
    print(settings.SESSION_COOKIE_NAME, store.session_key)
"""
KEPT = """
import json, sys
from tests.house import registry
marks = json.loads(sys.argv[1])
kept = registry.everything_kept()
found = sorted({place for place, value in kept if any(mark.encode() in bytes(value) for mark in marks)})
sealed = [(table, column) for table in registry.tables() for column in registry.sealed(table)]
planted = {f"{registry.label(t)}.{c}": t.objects.exclude(**{c: None}).count() for t, c in sealed}
print(json.dumps({"found": found, "planted": planted}))
"""
NOT_REACHED = {
    # A passkey is made with a device that signs; tests/rooms/accounts plants its name.
    "accounts.passkey.name",
    # So is a browser that takes notes; an address is asked for where there is a mail server. See tests/rooms.
    "reminders.browser.where",
    "reminders.address.address",
    # A form is begun by a button alone, and the one with words to fit is among many alike;
    # tests/house/things_of_worksheets.py plants both.
    "worksheets.fitting.words",
    "worksheets.sheet.kept",
    # Someone close to both needs two people in a circle; tests/house/things_of_letting_go.py plants the words.
    "lettinggo.shared.words",
    # Looking back is never asked for on the same day; tests/house/things.py plants its words.
    *(f"recovery.reflection.{part}" for part in ("before", "helped", "worked", "next_step")),
    # A day before today, a letter changed on another day, a mark to wave away, words of theirs after a delivery:
    # tests/house/things_of_amends.py and things_of_letters.py plant them.
    *("amends.amends.answer", "amends.amends.review_said"),
    *("amends.letter.answer", "amends.letter.waved", "amends.letterversion.text"),
    # A crawl looks at each page once, and an expectation's own before it is planned; things.py plants the rest.
    *(f"expectations.expectation.{part}" for part in ("happened", "felt", "surprise", "lesson", "next_step")),
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """A server that Ruth and Daniel have gone all through, and what they left there."""
    folder = tmp_path_factory.mktemp("secrets")
    postgres = installing.new_postgres()
    more = {"DATABASE_URL": postgres} if postgres else {}
    with serving(folder, **more) as server:
        crawlers = {name: live(server, name) for name in ("ruth", "daniel")}
        others = {name: Browser(server, cookie) for name, cookie in staff(server, more).items()}
        stranger = Crawler(server, "omar")
        stranger.begin("/account/sign-up/", signing_up("omar"))
        yield Planted(server, crawlers, {**others, "omar": stranger.browser, "visitor": Browser(server)}, more)
    if postgres:
        installing.drop_postgres(postgres)


class Planted:
    def __init__(self, server, crawlers, others, more):
        self.server, self.crawlers, self.others, self.more = server, crawlers, others, more

    @property
    def secrets(self):
        return {secret: place for crawler in self.crawlers.values() for secret, place in crawler.secrets.items()}

    def everyone_but(self, name):
        return {**self.others, **{who: c.browser for who, c in self.crawlers.items() if who != name}}


def signing_up(name):
    return {"name": f"zq{name}zq", "password": PASSWORD, "password_again": PASSWORD}


def live(server, name):
    crawler = Crawler(server, f"zq{name}")
    crawler.begin("/account/sign-up/", signing_up(name))
    crawler.go("/today/")
    crawler.go("/account/welcome/")
    crawler.secrets[f"zq{name}zq"] = "the name to sign in with"
    return crawler


def staff(server, more):
    said = installing.script(server.data, STAFF, **more)
    cookies = [line.split() for line in said.splitlines() if len(line.split()) == 2]
    return {name: {key: value} for name, (key, value) in zip(("lena", "ines", "sol"), cookies, strict=True)}


def secrets_in(content, secrets):
    return sorted(secrets[one] for one in secrets if one.encode() in content)


def test_the_crawl_reached_what_takes_text(planted):
    ruth = planted.crawlers["ruth"]
    assert len(ruth.secrets) >= 12, ruth.secrets
    assert len(ruth.seen) >= 25, ruth.seen
    own = ruth.browser.ask("GET", "/circle/").everything + ruth.browser.ask("GET", "/promises/").everything
    assert secrets_in(own, ruth.secrets), "Ruth does not see what she wrote; the others prove nothing"


@pytest.mark.parametrize("owner", ["ruth", "daniel"])
def test_no_secret_is_in_any_answer_to_anyone_else(planted, owner):
    crawler = planted.crawlers[owner]
    wrong = []
    for who, browser in planted.everyone_but(owner).items():
        for path in dict.fromkeys(crawler.seen + every_plain_address()):
            for secret in secrets_in(browser.ask("GET", path).everything, crawler.secrets):
                wrong.append(f"{who} reads {secret} at {path}")
    assert not wrong, "\n".join(wrong)


def every_plain_address():
    return [f"/{one.route}" for one in addresses.everything() if not one.parameters]


def test_what_ruth_sends_nobody_else_can_send_for_her(planted):
    """Her own forms, sent by others to her addresses: refused, and nothing of hers changes."""
    ruth = planted.crawlers["ruth"]
    before = {path: ruth.browser.ask("GET", path).content for path in ruth.seen if path.count("-") >= 4}
    for who in ("daniel", "omar", "lena"):
        browser = planted.everyone_but("ruth")[who]
        token = (
            browser.ask("GET", "/today/").content.partition(b'csrfmiddlewaretoken" value="')[2].partition(b'"')[0]
        )
        for action, sent in ruth.sent:
            if names_a_thing(action):
                answer = browser.ask("POST", action, {**sent, "csrfmiddlewaretoken": token.decode()})
                assert answer.status in (403, 404), (who, action, answer.status)
                assert not secrets_in(answer.everything, ruth.secrets), (who, action)
    changed = [
        path for path, page in before.items() if ids_out(ruth.browser.ask("GET", path).content) != ids_out(page)
    ]
    assert not changed


def names_a_thing(action):
    """What stands after a question mark only narrows a list of one's own."""
    return urlsplit(action).path.count("-") >= 4


def ids_out(page):
    """Without what is new in every answer: the token, and the ids that new rows would get."""

    return re.sub(rb'value="[^"]{30,}"', b"", page)


def test_no_secret_lies_open_in_the_database_and_every_sealed_column_was_planted(planted):
    kept = kept_in(planted)
    assert kept["found"] == []
    missed = {column for column, count in kept["planted"].items() if not count} - NOT_REACHED
    assert not missed, f"No page that the crawl reached writes {sorted(missed)}"


def kept_in(planted):
    marks = json.dumps(list(planted.secrets))
    done = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{KEPT}", marks],
        env=environment(planted.server.data, DJANGO_SETTINGS_MODULE=installing.SETTINGS, **planted.more),
        cwd=installing.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_no_secret_is_in_any_file_or_in_what_the_server_said(planted):
    backup = installing.mending(planted.server.data, "backup", **planted.more)
    assert backup.returncode == 0, backup.stderr
    folder = planted.server.data.parent
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert planted.server.log in files
    assert any("backup" in file.name for file in files)
    if not planted.more:
        assert any(file.name == "mending.db-wal" for file in files)
    found = {file.name: places for file in files if (places := secrets_in(file.read_bytes(), planted.secrets))}
    assert not found
    assert not secrets_in((backup.stdout + backup.stderr).encode(), planted.secrets)


def test_the_server_says_nothing_of_who_asked_for_what(planted):
    """No access log: not who, not when, and never that help was opened (SAFETY A6)."""
    said = planted.server.log.read_text()
    assert "GET" not in said
    assert "/help" not in said
    assert "Traceback" not in said
