"""Every column of every table is classified, sealed where it is words, exported and erased."""

import json
import tomllib
from pathlib import Path

import pytest
from django.db import models

from mending.consent.queries import Eyes, ledger_fault
from tests import make, people
from tests.house import planting, registry, things

MAP = tomllib.loads((Path(__file__).parents[2] / "docs" / "privacy" / "data-map.toml").read_text("utf-8"))
CLASSES = {"sealed", "personal", "choice", "secret", "link", "code", "technical"}
FREE_TEXT = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
LONGEST_CHOICE = 40
TABLES = registry.tables()
PERSONAL = [
    model
    for model in TABLES
    if {"sealed", "personal", "choice"} & set(MAP.get(model._meta.label_lower, {}).get("columns", {}).values())
]


def named(model):
    return model._meta.label_lower


def test_every_table_is_on_the_map_and_nothing_else():
    assert sorted(map(named, TABLES)) == sorted(MAP)


@pytest.mark.parametrize("model", TABLES, ids=named)
def test_every_column_is_classified(model):
    entry = MAP[named(model)]
    assert sorted(entry["columns"]) == sorted(registry.columns(model))
    assert set(entry["columns"].values()) <= CLASSES
    assert entry["purpose"]
    assert entry["seen_by"]


@pytest.mark.parametrize("model", TABLES, ids=named)
def test_words_about_a_person_are_sealed(model):
    entry = MAP[named(model)]
    marked = sorted(name for name, kind in entry["columns"].items() if kind == "sealed")
    assert marked == sorted(registry.sealed(model))
    for field in model._meta.concrete_fields:
        kind = entry["columns"][field.name]
        if isinstance(field, FREE_TEXT) and kind == "personal":
            assert entry.get("unsealed", {}).get(field.name), f"{field.name} is text about a person: seal it"
        if isinstance(field, models.CharField) and kind == "choice":
            assert field.max_length <= LONGEST_CHOICE, f"{field.name} has room for more than a code"


@pytest.mark.parametrize("model", PERSONAL, ids=named)
def test_whatever_is_personal_belongs_to_someone_and_to_a_room(model):
    assert registry.owner_column(model)
    assert MAP[named(model)]["room"] in registry.handovers()


@pytest.mark.parametrize("model", [m for m in TABLES if MAP.get(m._meta.label_lower, {}).get("empty")], ids=named)
@pytest.mark.django_db
def test_no_row_is_made_where_none_should_be(model):
    life(make.person(people.RUTH))
    assert not model.objects.exists()


def life(viewer):
    """One of everything that addresses name, and what only other pages make."""
    for builder in dict.fromkeys(things.OBJECTS.values()):
        builder(viewer)
    things.the_rest(viewer)


def rows_of(model, viewer):
    return model.objects.filter(**{registry.owner_column(model): viewer.id})


@pytest.mark.django_db
def test_every_sealed_column_has_a_planted_text():
    ruth = make.person(people.RUTH)
    life(ruth)
    for model in PERSONAL:
        for column in registry.sealed(model):
            kept = [row for row in rows_of(model, ruth) if getattr(row, column)]
            assert kept, f"Plant {named(model)}.{column} in tests/house/things.py."


@pytest.mark.parametrize("model", PERSONAL, ids=named)
@pytest.mark.django_db
def test_the_export_holds_every_word_and_every_column(model):
    ruth = make.person(people.RUTH)
    life(ruth)
    entry = MAP[named(model)]
    export = registry.handovers()[entry["room"]].export(ruth)
    words = json.dumps(export, ensure_ascii=False)
    eyes = Eyes(ruth)
    for row in rows_of(model, ruth):
        for column in registry.sealed(model):
            assert eyes.text(row, column) in words, f"{named(model)}.{column} is not in the export"
    keys = set(_keys(export))
    for column, kind in entry["columns"].items():
        if kind in ("personal", "choice") and not entry.get("not_exported", {}).get(column):
            assert entry.get("exported_as", {}).get(column, column) in keys, f"{column} is not in the export"


def _keys(value):
    if isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from _keys(part)
    elif isinstance(value, list):
        for part in value:
            yield from _keys(part)


@pytest.mark.django_db
def test_the_export_holds_no_secret_and_nothing_of_anyone_else():
    ruth, daniel = make.person(people.RUTH), make.person(people.DANIEL)
    life(ruth)
    life(daniel)
    words = json.dumps([room.export(ruth) for room in registry.handovers().values()], ensure_ascii=False)
    assert planting.marks_of(ruth).decode() in words
    assert planting.marks_of(daniel).decode() not in words
    for model in PERSONAL:
        secret = [name for name, kind in MAP[named(model)]["columns"].items() if kind == "secret"]
        for row in rows_of(model, ruth):
            for value in (str(getattr(row, name)) for name in secret):
                assert len(value) < 8 or value not in words, f"{named(model)}: a secret is in the export"


@pytest.mark.django_db
def test_after_erasing_no_row_and_no_word_remains_and_others_keep_theirs():
    ruth, daniel = make.person(people.RUTH), make.person(people.DANIEL)
    life(ruth)
    life(daniel)
    before = {named(model): rows_of(model, daniel).count() for model in PERSONAL}
    for room in registry.handovers().values():
        room.erase(ruth.id)
    for model in PERSONAL:
        assert not rows_of(model, ruth).exists(), named(model)
    assert {named(model): rows_of(model, daniel).count() for model in PERSONAL} == before
    assert where_it_lies(str(ruth.id).encode(), ruth.id.hex.encode()) <= OUTLIVES
    assert ledger_fault() is None


OUTLIVES = {
    "consent_ledgerrow.actor",
    "consent_ledgerrow.about",
    "consent_ledgerrow.item",
    "vault_personkey.person_id",
}
"""The log outlives what it logs, and a destroyed key's empty row proves that it was destroyed."""


@pytest.mark.django_db
def test_no_planted_word_lies_open_in_the_database():
    ruth = make.person(people.RUTH)
    life(ruth)
    assert where_it_lies(planting.MARK.encode()) == set()
    assert where_it_lies(b"argon2") == {"accounts_person.password", "accounts_person.code_hash"}


def where_it_lies(*looked_for):
    return {place for place, value in registry.everything_kept() if any(one in bytes(value) for one in looked_for)}
