"""What a person chooses for their own Mending. Choosing the same again changes nothing and is not written down."""

from typing import Any

from django.db import transaction

from mending.accounts.models import Person
from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation.text import one_line
from mending.vault.actions import seal_into


def change_place(*, by: Viewer, language: str, zone: str, country: str) -> None:
    """Language, time zone and country."""
    _change(by, language=language, zone=zone, country=country)


def change_face(*, by: Viewer, theme: str, app_name: str, app_icon: str) -> None:
    """How Mending looks to this person: colours, and the name and icon it goes by."""
    _change(by, theme=theme, app_name=app_name, app_icon=app_icon)


def change_own_words(*, by: Viewer, words: str) -> None:
    """The person's own word for their own time; empty for none."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=by.id)
        if Eyes(by).text(person, "own_words") != one_line(words):
            with deed(by=by, verb="settings.changed", kind="person", item=by.id):
                seal_into(person, own_words=one_line(words))
                person.save(update_fields=["own_words"])


def _change(by: Viewer, **columns: Any) -> None:
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=by.id)
        changed = {column: value for column, value in columns.items() if getattr(person, column) != value}
        if changed:
            with deed(by=by, verb="settings.changed", kind="person", item=by.id):
                Person.objects.filter(pk=by.id).update(**changed)
