"""Editing, archiving, taking out, and this room's part of export, erasure and re-sealing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import Http404

from mending.circle import handover, tasks
from mending.circle.actions import (
    CircleFull,
    Conflict,
    NameTaken,
    NotAllowed,
    PointedTo,
    add_relationship,
    archive,
    edit_relationship,
    put_back,
    remove,
    unarchive,
)
from mending.circle.models import Relationship, StateChange
from mending.circle.queries import relationship, relationships, removed_lately, story
from mending.circle.rules import people
from mending.circle.rules.people import Kind, Portrait, Support
from mending.circle.rules.states import NoContact
from mending.consent.queries import ledger_of
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.actions.making import make_promise
from mending.promises.rules.outcomes import Kind as Ability
from mending.promises.rules.schedule import Repeat, Schedule
from mending.promises.rules.wanted import Wanted
from mending.vault.actions import renew_key, retire_key
from tests import make
from tests.people import DANIEL

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def add(by, name="Theo", **more):
    return add_relationship(by=by, portrait=Portrait(name), **more)


def verbs(viewer):
    return [line.verb for line in ledger_of(viewer)]


def test_an_edit_is_kept_and_counted(ruth):
    theo = add(ruth)
    edit_relationship(by=ruth, relationship_id=theo, portrait=Portrait("Teddy", Kind.FRIEND), version=1)
    card = relationship(ruth, theo)
    assert (card.nickname, card.kind, card.version) == ("Teddy", Kind.FRIEND, 2)


def test_an_edit_sent_twice_is_made_once(ruth):
    theo = add(ruth)
    for _ in range(2):
        edit_relationship(by=ruth, relationship_id=theo, portrait=Portrait("Teddy"), version=1)
    assert verbs(ruth).count("relationship.edited") == 1


def test_a_stale_edit_loses_nobodys_words(ruth):
    theo = add(ruth)
    edit_relationship(by=ruth, relationship_id=theo, portrait=Portrait("Theo", note="One"), version=1)
    with pytest.raises(Conflict):
        edit_relationship(by=ruth, relationship_id=theo, portrait=Portrait("Theo", note="Two"), version=1)
    assert relationship(ruth, theo).note == "One"


def test_two_people_are_told_apart_by_name(ruth):
    theo, dani = add(ruth), add(ruth, "Dani")
    with pytest.raises(NameTaken):
        add(ruth, "THEO ")
    with pytest.raises(NameTaken):
        edit_relationship(by=ruth, relationship_id=dani, portrait=Portrait("theo"), version=1)
    edit_relationship(by=ruth, relationship_id=theo, portrait=Portrait("theo"), version=1)


def test_a_circle_has_a_limit(ruth, monkeypatch):
    monkeypatch.setattr("mending.circle.actions.rows.HOUSE_LIMIT", 2)
    gone = add(ruth, "A")
    remove(by=ruth, relationship_id=gone)
    add(ruth, "B")
    add(ruth, "C")
    with pytest.raises(CircleFull):
        add(ruth, "D")
    with pytest.raises(CircleFull):
        put_back(by=ruth, relationship_id=gone)
    assert people.HOUSE_LIMIT == 300


def test_archiving_and_back_are_each_done_once(ruth):
    theo = add(ruth)
    for deed in (archive, archive):
        deed(by=ruth, relationship_id=theo)
    assert relationship(ruth, theo).is_quiet
    assert relationships(ruth, archived=False) == []
    for deed in (unarchive, unarchive):
        deed(by=ruth, relationship_id=theo)
    assert not relationship(ruth, theo).archived
    assert [verbs(ruth).count(f"relationship.{verb}") for verb in ("archived", "unarchived")] == [1, 1]


def test_whoever_is_taken_out_is_gone_and_can_be_put_back(ruth):
    theo = add(ruth)
    for _ in range(2):
        remove(by=ruth, relationship_id=theo)
    assert relationships(ruth) == []
    with pytest.raises(Http404):
        relationship(ruth, theo)
    assert [card.nickname for card in removed_lately(ruth)] == ["Theo"]
    for _ in range(2):
        put_back(by=ruth, relationship_id=theo)
    assert [card.nickname for card in relationships(ruth)] == ["Theo"]
    assert [verbs(ruth).count(f"relationship.{verb}") for verb in ("removed", "put_back")] == [1, 1]


def test_after_a_day_whoever_was_taken_out_is_forgotten(ruth):
    with clock.frozen(NOON):
        theo, dani = add(ruth), add(ruth, "Dani")
        remove(by=ruth, relationship_id=theo)
    with clock.frozen(NOON + DAY / 2):
        assert tasks.daily() == 0
    with clock.frozen(NOON + DAY):
        assert tasks.daily() == 1
    assert list(Relationship.objects.values_list("pk", flat=True)) == [dani]
    assert StateChange.objects.filter(relationship=theo).count() == 0
    with pytest.raises(Http404):
        put_back(by=ruth, relationship_id=theo)


def test_the_next_write_forgets_too(ruth):
    with clock.frozen(NOON):
        remove(by=ruth, relationship_id=add(ruth))
    with clock.frozen(NOON + 2 * DAY):
        add(ruth, "Dani")
    assert Relationship.objects.count() == 1


def test_a2_a_block_is_not_gotten_rid_of_by_taking_someone_out(ruth):
    theo = add(ruth, no_contact=NoContact.THEY_ASKED)
    assert not story(ruth, theo).may_be_removed
    with pytest.raises(NotAllowed):
        remove(by=ruth, relationship_id=theo)


def test_someone_with_a_promise_is_not_taken_out(ruth):
    theo = add(ruth)
    on = Schedule(clock.today(ruth.zone), Repeat.ONCE, None)
    make_promise(by=ruth, id=new_id(), wanted=Wanted("Call Theo", theo, Ability.ABILITY, on))
    with pytest.raises(PointedTo):
        remove(by=ruth, relationship_id=theo)
    assert relationship(ruth, theo).nickname == "Theo"
    assert len(story(ruth, theo).lines) == 1


def test_nobody_else_does_any_of_it(ruth):
    daniel, theo = make.person(DANIEL), add(ruth)
    for deed in (archive, unarchive, remove, put_back):
        with pytest.raises(Http404):
            deed(by=daniel, relationship_id=theo)
    with pytest.raises(Http404):
        edit_relationship(by=daniel, relationship_id=theo, portrait=Portrait("X"), version=1)
    assert (removed_lately(daniel), verbs(daniel)) == ([], ["account.opened"])


def test_the_export_holds_every_word_and_nobody_elses(ruth):
    daniel = make.person(DANIEL)
    add_relationship(by=ruth, portrait=Portrait("Theo", support=Support.HELPS, note="Sings."))
    add(daniel, "Ruth")
    told = handover.export(ruth)
    assert [(one["nickname"], one["note"]) for one in told["relationships"]] == [("Theo", "Sings.")]
    assert [one["state"] for one in told["state_changes"]] == ["active"]
    assert "Ruth" not in str(told)


def test_the_export_has_every_column(ruth):
    add(ruth)
    told = handover.export(ruth)
    for part, table in (("relationships", Relationship), ("state_changes", StateChange)):
        assert set(told[part][0]) == {field.name for field in table._meta.fields} - {"owner"}


def test_erasing_one_leaves_the_other(ruth):
    daniel = make.person(DANIEL)
    add(ruth)
    his = add(daniel, "Ruth")
    handover.erase(ruth.id)
    assert relationships(ruth) == []
    assert [line.step.number for line in story(daniel, his).lines] == [1]
    assert StateChange.objects.filter(owner=ruth.id).count() == 0


def test_everything_opens_after_a_new_key(ruth):
    theo = add_relationship(by=ruth, portrait=Portrait("Theo", note="Sings."))
    old = renew_key(ruth.id)
    handover.reseal(ruth.id)
    retire_key(ruth.id, version=old)
    assert relationship(ruth, theo).note == "Sings."
    assert story(ruth, theo).lines[0].reason == ""


WRONG = {
    "kind": "enemy",
    "closeness": 6,
    "support": 3,
    "uses_near_me": "maybe",
    "wish": "more",
    "state": "gone",
    "no_contact": "court",
}


@pytest.mark.parametrize(("column", "value"), [*WRONG.items(), ("closeness", 0), ("support", -3)])
def test_the_database_itself_refuses_what_has_no_meaning(ruth, column, value):
    theo = add(ruth)
    with pytest.raises(IntegrityError), transaction.atomic():
        Relationship.objects.filter(pk=theo).update(**{column: value})


@pytest.mark.parametrize(
    "together",
    [
        {"state": "no_contact"},
        {"no_contact": "order"},
        {"state": "ended", "no_contact": "order"},
        {"kind": "child", "support": 1},
        {"kind": "child", "uses_near_me": "yes"},
        {"kind": "child", "wish": "less"},
    ],
)
def test_the_database_itself_refuses_what_does_not_go_together(ruth, together):
    theo = add(ruth)
    with pytest.raises(IntegrityError), transaction.atomic():
        Relationship.objects.filter(pk=theo).update(**together)


def test_names_and_words_are_sealed_in_the_table(ruth):
    add_relationship(by=ruth, portrait=Portrait("Theo-in-the-clear", note="Words-in-the-clear"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT nickname, note FROM circle_relationship")
        kept = b"".join(bytes(cell) for cell in cursor.fetchone())
    assert b"in-the-clear" not in kept
