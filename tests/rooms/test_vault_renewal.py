"""A new key for every person: all they wrote opens under it, and the old one is gone."""

import pytest
from django.apps import apps

from mending.circle.actions.adding import add_relationship
from mending.circle.queries import relationship
from mending.circle.rules.people import Portrait
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.actions.making import make_promise
from mending.promises.queries.promises import promise
from mending.promises.rules.outcomes import Kind
from mending.promises.rules.schedule import Schedule
from mending.promises.rules.wanted import Wanted
from mending.site.keeping.renewal import ROOMS, renew_everyone
from mending.vault.fields import SealedField
from mending.vault.models import PersonKey
from mending.vault.rules import key_version
from tests import make
from tests.people import OMAR, RUTH

pytestmark = pytest.mark.django_db


def test_everything_opens_under_the_new_key_and_nothing_is_left_under_the_old():
    ruth, promised = make.person(RUTH), new_id()
    make.person(OMAR)
    daniel = add_relationship(by=ruth, portrait=Portrait("Daniel", note="Tea, not coffee."))
    wanted = Wanted("Call at six", daniel, Kind.ABILITY, Schedule(clock.today("UTC")))
    make_promise(by=ruth, id=promised, wanted=wanted)

    assert renew_everyone() == 2

    assert relationship(ruth, daniel).note == "Tea, not coffee."
    assert promise(ruth, promised).words == "Call at six"
    assert set(PersonKey.objects.filter(wrapped__isnull=False).values_list("version", flat=True)) == {2}
    assert {key_version(sealed) for sealed in every_seal()} == {2}


def test_every_room_with_sealed_text_is_asked():
    rooms = {model._meta.app_label for model in apps.get_models() if any(sealed_columns(model))}
    assert rooms == {room.__name__.split(".")[1] for room in ROOMS}


def sealed_columns(model):
    return [field.attname for field in model._meta.get_fields() if isinstance(field, SealedField)]


def every_seal():
    for model in apps.get_models():
        for column in sealed_columns(model):
            yield from model.objects.exclude(**{column: None}).values_list(column, flat=True)
