"""The pages of the circle, as their owner uses them."""

import pytest
from django.urls import reverse

from mending.circle.actions import add_relationship
from mending.circle.queries import relationship, relationships
from mending.circle.rules.people import Kind, Portrait
from mending.circle.rules.states import NoContact, State
from mending.foundation.ids import new_id
from tests import make

pytestmark = pytest.mark.django_db

FILLED = {
    "nickname": "Dani",
    "kind": "partner",
    "no_contact": "no",
    "closeness": "4",
    "support": "1",
    "uses_near_me": "no",
    "wish": "closer",
    "note": "Likes mornings.",
}


def test_an_empty_circle_says_how_to_begin(client, ruth):
    page = client.get("/circle/").content.decode()
    assert "Begin with one person" in page
    assert reverse("circle_add") in page


def test_adding_someone_leads_to_their_page(client, ruth):
    answer = client.post("/circle/add/", {**FILLED, "id": new_id()}, follow=True)
    assert answer.redirect_chain[0][1] == 302
    assert "Likes mornings." in answer.content.decode()
    assert [card.nickname for card in relationships(ruth)] == ["Dani"]


def test_the_same_form_sent_twice_adds_one(client, ruth):
    given = {**FILLED, "id": str(new_id())}
    first, second = client.post("/circle/add/", given), client.post("/circle/add/", given)
    assert first.headers["Location"] == second.headers["Location"]
    assert len(relationships(ruth)) == 1


def test_a_form_with_a_gap_tells_beside_the_field_and_keeps_what_was_typed(client, ruth):
    page = client.post("/circle/add/", {**FILLED, "no_contact": "", "id": new_id()}).content.decode()
    assert "Likes mornings." in page
    assert "id_no_contact_error" in page
    assert relationships(ruth) == []


def test_the_map_has_everyone_in_a_table_too(client, ruth):
    added = add_relationship(by=ruth, portrait=Portrait("Dani", Kind.PARTNER))
    page = client.get("/circle/map/").content.decode()
    assert "<svg" in page
    assert reverse("relationship", args=[added]) in page


def test_each_state_says_what_it_changes_before_it_is_chosen(client, ruth):
    added = add_relationship(by=ruth, portrait=Portrait("Dani"))
    chooser = client.get(reverse("relationship_state", args=[added])).content.decode()
    for to in State:
        if to is not State.ACTIVE:
            address = reverse("relationship_state_to", args=[added, to])
            # An ending has pages of its own, which say more.
            assert (reverse("ending", args=[added]) if to is State.ENDED else address) in chooser
            assert "What this changes" in client.get(address).content.decode()


def test_a_change_is_made_shown_and_taken_back(client, ruth):
    added = add_relationship(by=ruth, portrait=Portrait("Dani"))
    change = new_id()
    given = {"on": "2026-01-02", "reason": "We both need air.", "id": change, "seen": "1"}
    page = client.post(reverse("relationship_state_to", args=[added, "paused_by_me"]), given, follow=True)
    assert "We both need air." in page.content.decode()
    assert f'name="change" value="{change}"' in page.content.decode()
    assert relationship(ruth, added).is_quiet
    page = client.post(reverse("relationship_take_back", args=[added]), {"change": change}, follow=True)
    assert "Taken back" in page.content.decode()
    assert relationship(ruth, added).state is State.ACTIVE


def test_a2_an_order_offers_no_way_back_but_its_end(client, ruth):
    added = add_relationship(by=ruth, portrait=Portrait("Kim"), no_contact=NoContact.ORDER)
    chooser = client.get(reverse("relationship_state", args=[added])).content.decode()
    assert reverse("relationship_block_over", args=[added]) in chooser
    for to in State:
        assert reverse("relationship_state_to", args=[added, to]) not in chooser
        given = {"on": "2026-01-02", "id": new_id(), "seen": "1", "answer": "no"}
        client.post(reverse("relationship_state_to", args=[added, to]), given)
        assert relationship(ruth, added).no_contact is NoContact.ORDER


@pytest.mark.parametrize("answer", ["they_asked", "order"])
def test_a2_a_block_that_binds_is_asked_about_before_and_never_undone_after(client, ruth, answer):
    added = add_relationship(by=ruth, portrait=Portrait("Kim"))
    address, change = reverse("relationship_state_to", args=[added, "no_contact"]), new_id()
    given = {"on": "2026-01-02", "id": change, "seen": "1", "answer": answer}
    assert "I know that I cannot undo this here" in client.post(address, given).content.decode()
    assert relationship(ruth, added).state is State.ACTIVE
    page = client.post(address, {**given, "sure": "on"}, follow=True).content.decode()
    back = reverse("relationship_take_back", args=[added])
    assert back not in page
    client.post(back, {"change": change})
    assert relationship(ruth, added).no_contact.value == answer


def test_a2_adding_someone_under_a_block_is_asked_about_once_more(client, ruth):
    given = {**FILLED, "id": new_id(), "no_contact": "order"}
    assert "Look once more" in client.post("/circle/add/", given).content.decode()
    assert relationships(ruth) == []
    page = client.post("/circle/add/", {**given, "sure": "on"}, follow=True).content.decode()
    assert "/take-back/" not in page
    assert "Take them out" not in page


def test_no_contact_of_ones_own_asks_for_no_tick_and_can_be_taken_back(client, ruth):
    given = {**FILLED, "id": new_id(), "no_contact": "i_want_none"}
    assert "/take-back/" in client.post("/circle/add/", given, follow=True).content.decode()
    assert relationships(ruth)[0].state is State.NO_CONTACT


def test_ending_a_pause_of_theirs_is_said_to_be_theirs_to_end(client, ruth):
    theo = make.someone(ruth, "Theo", State.PAUSED_BY_THEM)
    for to, said in (("active", True), ("cautious", True), ("ended", False)):
        shown = make.body(client, f"/circle/{theo}/state/{to}/").decode()
        assert ("It ends by a word of theirs to you" in shown) is said
