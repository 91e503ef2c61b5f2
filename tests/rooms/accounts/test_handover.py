"""Taking everything along, erasing, sealing anew."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from mending.accounts import handover
from mending.accounts.actions import add_app, change_own_words, erase_account, make_codes
from mending.accounts.actions.rows import keep_passkey
from mending.accounts.models import Passkey, Person
from mending.accounts.queries import settings_of, ways_of
from mending.consent.queries import ledger_fault, ledger_of
from mending.vault.actions import renew_key, retire_key
from mending.vault.models import PersonKey
from tests import make
from tests.people import OMAR, PASSWORD, RUTH

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def ruth():
    viewer = make.person(RUTH)
    keep_passkey(Person.objects.get(pk=viewer.id), "Blue phone", {})
    change_own_words(by=viewer, words="one day at a time")
    add_app(by=viewer, secret=SECRET)
    make_codes(by=viewer)
    return viewer


def test_the_export_holds_what_was_chosen_and_no_secret(ruth):
    words = json.dumps(handover.export(ruth))
    for part in ("ruth", "one day at a time", "Blue phone", '"recovery_codes_left": 10'):
        assert part in words
    for secret in (SECRET, "argon2", "seed", "credential"):
        assert secret not in words


def test_every_column_of_a_person_is_exported_or_named_here_as_a_secret_or_an_id():
    kept_back = {"id", "name_tag", "password", "is_active", "joined_at", "code_hash", "code_tries"}
    shown = set(handover.export(make.person(RUTH))["settings"]) - {"has_password"}
    assert {field.name for field in Person._meta.concrete_fields} - kept_back == shown


def test_erasing_takes_every_row_and_the_key_and_leaves_the_ledger(client, ruth):
    omar = make.person(OMAR)
    client.force_login(Person.objects.get(pk=omar.id))
    other = type(client)()
    Authenticator.objects.all().delete()
    other.post("/account/sign-in/", {"name": "ruth", "password": PASSWORD})
    make_codes(by=ruth)
    erase_account(by=ruth)
    assert not Person.objects.filter(pk=ruth.id).exists()
    for table in (Authenticator, UserSession, Passkey):
        assert not table.objects.exists()
    assert Session.objects.count() == 1
    assert not PersonKey.objects.filter(person_id=ruth.id, wrapped__isnull=False).exists()
    assert ledger_of(ruth)[0].verb == "account.erased"
    assert ledger_fault() is None
    assert other.get("/today/").status_code == 302
    assert client.get("/today/").status_code == 200


def test_sealing_anew_opens_with_the_new_key_alone(ruth):
    old = renew_key(ruth.id)
    handover.reseal(ruth.id)
    retire_key(ruth.id, version=old)
    assert settings_of(ruth).own_words == "one day at a time"
    assert [key.name for key in ways_of(ruth).passkeys] == ["Blue phone"]
