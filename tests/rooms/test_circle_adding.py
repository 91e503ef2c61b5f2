"""Adding someone to a circle."""

import pytest
from django.http import Http404

from mending.circle.actions import add_relationship, adding
from mending.circle.queries import relationship, relationships
from mending.circle.rules.people import Kind, Portrait, Support, UsesNearMe, Wish
from mending.circle.rules.states import NoContact, State
from mending.consent.queries import ledger_of
from mending.foundation import clock
from mending.foundation.ids import new_id
from tests import make
from tests.people import DANIEL, RUTH

pytestmark = pytest.mark.django_db


def test_someone_is_kept_as_they_were_described():
    ruth = make.person(RUTH)
    portrait = Portrait("Marta", Kind.PARENT, 4, Support.HELPS, UsesNearMe.NO, Wish.CLOSER, "Calls on Sundays.")
    added = add_relationship(by=ruth, portrait=portrait)
    card = relationship(ruth, added)
    assert card.portrait == portrait
    assert (card.state, card.is_quiet, card.since) == (State.ACTIVE, False, clock.today(ruth.zone))


def test_any_answer_but_no_makes_it_no_contact_from_the_start():
    ruth = make.person(RUTH)
    card = relationship(ruth, add_relationship(by=ruth, portrait=Portrait("Kim"), no_contact=NoContact.ORDER))
    assert (card.state, card.no_contact, card.is_quiet) == (State.NO_CONTACT, NoContact.ORDER, True)


def test_of_a_child_only_the_name_and_closeness_are_kept():
    ruth = make.person(RUTH)
    told = Portrait("Mia", Kind.CHILD, 5, Support.WORKS_AGAINST, UsesNearMe.YES, Wish.LESS)
    assert relationship(ruth, add_relationship(by=ruth, portrait=told)).portrait == Portrait("Mia", Kind.CHILD, 5)


def test_the_same_id_twice_adds_one_person_and_one_line_to_the_log():
    ruth, given = make.person(RUTH), new_id()
    for name in ("Theo", "Theo again"):
        add_relationship(by=ruth, portrait=Portrait(name), relationship_id=given)
    assert [card.nickname for card in relationships(ruth)] == ["Theo"]
    assert [line.verb for line in ledger_of(ruth)].count("relationship.added") == 1


def test_an_id_of_somebody_else_is_not_there():
    ruth, daniel = make.person(RUTH), make.person(DANIEL)
    hers = add_relationship(by=ruth, portrait=Portrait("Theo"))
    with pytest.raises(Http404):
        add_relationship(by=daniel, portrait=Portrait("Theo"), relationship_id=hers)
    with pytest.raises(Http404):
        relationship(daniel, hers)
    assert relationships(daniel) == []


def test_the_same_form_at_the_same_moment_adds_one(monkeypatch):
    ruth, given = make.person(RUTH), new_id()
    add_relationship(by=ruth, portrait=Portrait("Theo"), relationship_id=given)
    really, asked = adding._is_there, []

    # The first look comes before the other request's row is there, as in a race.
    def late(by, row_id):
        asked.append(row_id)
        return len(asked) > 1 and really(by, row_id)

    monkeypatch.setattr(adding, "_is_there", late)
    assert add_relationship(by=ruth, portrait=Portrait("Theo"), relationship_id=given) == given
    assert len(relationships(ruth)) == 1
