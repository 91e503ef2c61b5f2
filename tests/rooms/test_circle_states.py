"""Changing how a relationship stands: an honest history, blocks that hold, and one day to take it back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import Http404

from mending.circle.actions import Conflict, NotAllowed, Wished, add_relationship, change_state, take_back
from mending.circle.queries import relationship, steps_of, story
from mending.circle.rules.people import Portrait
from mending.circle.rules.states import NoContact, State, Verdict
from mending.consent.queries import ledger_of
from mending.foundation import clock
from mending.foundation.ids import new_id
from tests import make
from tests.people import DANIEL, RUTH

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
TODAY = NOON.date()
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def at_noon():
    with clock.frozen(NOON):
        yield


def add(by, answer=NoContact.NO):
    return add_relationship(by=by, portrait=Portrait("Theo"), no_contact=answer)


def change(by, someone, to, **more):
    """One change on the page as it is now; the id of its line."""
    line = more.pop("line", None) or new_id()
    seen = more.pop("seen", None) or steps_of(by, someone)[-1].number
    wished = Wished(to, more.pop("on", TODAY), **more)
    change_state(by=by, relationship_id=someone, wished=wished, change_id=line, seen=seen)
    return line


def states(by, someone):
    return [(line.step.standing.state, line.undone_at is not None) for line in story(by, someone).lines]


def test_a_change_is_kept_with_its_day_and_reason(ruth):
    theo = add(ruth)
    change(ruth, theo, State.ENDED, on=date(2026, 3, 4), reason="It was time.")
    told = story(ruth, theo)
    assert (told.card.state, told.card.since, told.card.is_quiet) == (State.ENDED, date(2026, 3, 4), True)
    assert told.lines[0].reason == "It was time."
    assert states(ruth, theo) == [(State.ENDED, False), (State.ACTIVE, False)]


def test_a_change_sent_twice_is_made_once(ruth):
    theo, line = add(ruth), new_id()
    for _ in range(2):
        change(ruth, theo, State.ENDED, line=line, seen=1)
    assert len(steps_of(ruth, theo)) == 2
    assert [one.verb for one in ledger_of(ruth)].count("relationship.state_changed") == 1


def test_a_change_on_top_of_one_not_seen_is_a_conflict(ruth):
    theo = add(ruth)
    change(ruth, theo, State.CAUTIOUS, seen=1)
    with pytest.raises(Conflict):
        change(ruth, theo, State.ENDED, seen=1)
    assert relationship(ruth, theo).state is State.CAUTIOUS


def test_a_change_is_not_dated_ahead(ruth):
    theo = add(ruth)
    with pytest.raises(ValueError, match="future"):
        change(ruth, theo, State.ENDED, on=TODAY + DAY)


def test_today_is_the_day_where_the_person_lives():
    far_east = make.person(RUTH, zone="Pacific/Auckland")
    with clock.frozen(datetime(2026, 6, 1, 20, tzinfo=UTC)):
        theo = add(far_east)
        assert relationship(far_east, theo).since == date(2026, 6, 2)
        change(far_east, theo, State.ENDED, on=date(2026, 6, 2))


def test_a_change_taken_back_stays_in_the_history_and_says_so(ruth):
    theo = add(ruth)
    line = change(ruth, theo, State.ENDED)
    for _ in range(2):
        take_back(by=ruth, relationship_id=theo, change_id=line)
    assert relationship(ruth, theo).state is State.ACTIVE
    assert states(ruth, theo) == [(State.ENDED, True), (State.ACTIVE, False)]
    assert [one.verb for one in ledger_of(ruth)].count("relationship.state_taken_back") == 1


def test_a_new_change_after_one_taken_back_is_counted_on(ruth):
    theo = add(ruth)
    take_back(by=ruth, relationship_id=theo, change_id=change(ruth, theo, State.ENDED))
    change(ruth, theo, State.CAUTIOUS)
    assert states(ruth, theo) == [(State.CAUTIOUS, False), (State.ENDED, True), (State.ACTIVE, False)]


def test_only_the_last_change_is_taken_back(ruth):
    theo = add(ruth)
    first = change(ruth, theo, State.CAUTIOUS)
    change(ruth, theo, State.ENDED)
    with pytest.raises(NotAllowed):
        take_back(by=ruth, relationship_id=theo, change_id=first)


def test_after_a_day_nothing_is_taken_back(ruth):
    theo = add(ruth)
    line = change(ruth, theo, State.ENDED)
    with clock.frozen(NOON + DAY), pytest.raises(NotAllowed):
        take_back(by=ruth, relationship_id=theo, change_id=line)


@pytest.mark.parametrize("answer", [NoContact.THEY_ASKED, NoContact.ORDER])
def test_a2_a_block_set_by_them_or_an_order_holds(ruth, answer):
    theo = add(ruth, answer)
    for to in State:
        with pytest.raises(NotAllowed):
            change(ruth, theo, to, answer=NoContact.NO)
    assert relationship(ruth, theo).no_contact is answer


@pytest.mark.parametrize("answer", [NoContact.THEY_ASKED, NoContact.ORDER])
def test_a2_a_block_set_by_them_or_an_order_is_not_taken_back_even_on_the_same_day(ruth, answer):
    added, changed = add(ruth, answer), add_relationship(by=ruth, portrait=Portrait("Kim"))
    line = change(ruth, changed, State.NO_CONTACT, answer=answer)
    for someone, last in ((added, steps_of(ruth, added)[0].id), (changed, line)):
        with pytest.raises(NotAllowed):
            take_back(by=ruth, relationship_id=someone, change_id=last)
        assert relationship(ruth, someone).no_contact is answer
        assert story(ruth, someone).back_to is None


def test_a_block_of_ones_own_is_taken_back_within_the_day(ruth):
    theo = add(ruth, NoContact.I_WANT_NONE)
    take_back(by=ruth, relationship_id=theo, change_id=steps_of(ruth, theo)[0].id)
    assert relationship(ruth, theo).state is State.ACTIVE
    assert states(ruth, theo) == [(State.ACTIVE, False), (State.NO_CONTACT, True)]
    assert story(ruth, theo).back_to is None


def test_a2_only_its_end_leads_on_and_only_to_paused_by_them(ruth):
    theo = add(ruth, NoContact.ORDER)
    with clock.frozen(NOON + 30 * DAY):
        change(ruth, theo, State.PAUSED_BY_THEM, block_ended=True, reason="The court's letter of 2 May.")
        assert relationship(ruth, theo).state is State.PAUSED_BY_THEM
        with pytest.raises(NotAllowed) as refusal:
            change(ruth, theo, State.ACTIVE)
        assert refusal.value.verdict is Verdict.ASK
        change(ruth, theo, State.ACTIVE, answer=NoContact.NO)
        assert relationship(ruth, theo).state is State.ACTIVE


def test_a_yes_on_the_way_back_is_no_contact(ruth):
    theo = add(ruth)
    change(ruth, theo, State.ENDED)
    change(ruth, theo, State.ACTIVE, answer=NoContact.THEY_ASKED)
    assert relationship(ruth, theo).no_contact is NoContact.THEY_ASKED


def test_nobody_else_changes_or_takes_back(ruth):
    daniel, theo = make.person(DANIEL), add(ruth)
    his = add(daniel)
    line = change(ruth, theo, State.ENDED)
    wished = Wished(State.CAUTIOUS, TODAY, NoContact.NO)
    with pytest.raises(Http404):
        change_state(by=daniel, relationship_id=theo, wished=wished, change_id=new_id(), seen=2)
    with pytest.raises(Http404):
        change_state(by=daniel, relationship_id=his, wished=wished, change_id=line, seen=1)
    with pytest.raises(Http404):
        take_back(by=daniel, relationship_id=theo, change_id=line)
    with pytest.raises(Http404):
        take_back(by=daniel, relationship_id=his, change_id=line)
    with pytest.raises(Http404):
        story(daniel, theo)
    assert steps_of(daniel, theo) == []
