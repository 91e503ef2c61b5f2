"""Contacts, staying in touch, and quiet weeks: one's own, and never about whoever is quiet."""

from datetime import timedelta

import pytest
from django.http import Http404

from mending.circle import actions as circle
from mending.circle.actions import contacts as actions
from mending.circle.actions.trouble import Conflict, NotThen
from mending.circle.queries import contacts as q
from mending.circle.queries import relationship
from mending.circle.rules.contacts import How, Started, Touch
from mending.circle.rules.people import Kind, Portrait, Support, UsesNearMe
from mending.circle.rules.states import State
from mending.consent.queries import ledger_of
from mending.foundation import clock
from mending.foundation.ids import new_id
from tests import make
from tests.people import OMAR, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

DAY = timedelta(days=1)


def helper(by, name="Nina", support=Support.HELPS_MUCH, uses=UsesNearMe.NO, kind=Kind.SPONSOR):
    return circle.add_relationship(by=by, portrait=Portrait(name, kind, 4, support, uses))


def log(by, who, on=TODAY, how=How.TALKED, id=None):
    id = id or new_id()
    actions.log_contact(by=by, id=id, relationship=who, on=on, how=how)
    return id


def test_a_contact_is_written_once_and_can_be_undone(ruth):
    nina = helper(ruth)
    id = log(ruth, nina)
    log(ruth, nina, id=id)
    assert [(one.nickname, one.how, one.started) for one in q.contacts(ruth)] == [("Nina", How.TALKED, Started.ME)]
    actions.say_who_started(by=ruth, contact=id, started=Started.THEM)
    actions.take_back_contact(by=ruth, contact=id)
    assert q.contacts(ruth) == []
    actions.put_back_contact(by=ruth, contact=id)
    assert q.contacts(ruth)[0].started is Started.THEM
    verbs = [line.verb for line in ledger_of(ruth)]
    assert verbs.count("contact.logged") == 1


def test_a_day_before_is_marked_and_a_day_to_come_refused(ruth):
    nina = helper(ruth)
    log(ruth, nina, TODAY - DAY)
    assert q.contacts(ruth)[0].is_backdated
    for on in (TODAY + DAY, TODAY - timedelta(days=400)):
        with pytest.raises(NotThen):
            log(ruth, nina, on)
        with pytest.raises(NotThen):
            actions.say_nobody(by=ruth, on=on)


def test_nobody_else_sees_or_touches_it(ruth):
    omar, nina = make.person(OMAR), helper(ruth)
    id = log(ruth, nina)
    assert q.contacts(omar) == []
    for act in (actions.take_back_contact, actions.put_back_contact):
        with pytest.raises(Http404):
            act(by=omar, contact=id)
    with pytest.raises(Http404):
        log(omar, nina)
    with pytest.raises(Http404):
        log(omar, helper(omar), id=id)


def change(by, id, on=TODAY, how=How.TALKED, started=Started.ME, version=1):
    actions.change_contact(by=by, contact=id, version=version, on=on, how=how, started=started)


def test_a_contact_can_be_changed_and_the_same_again_changes_nothing(ruth):
    nina = helper(ruth)
    id = log(ruth, nina)
    for _ in range(2):
        change(ruth, id, TODAY - DAY, How.MET, Started.THEM)
    [card] = q.contacts(ruth)
    assert (card.on, card.how, card.started, card.version) == (TODAY - DAY, How.MET, Started.THEM, 2)
    assert card.is_backdated
    assert [line.verb for line in ledger_of(ruth)].count("contact.changed") == 1
    change(ruth, id, TODAY, version=2)
    assert not q.contact(ruth, id).is_backdated


def test_a_contact_changed_in_another_tab_is_not_overwritten(ruth):
    id = log(ruth, helper(ruth))
    actions.say_who_started(by=ruth, contact=id, started=Started.BOTH)
    with pytest.raises(Conflict):
        change(ruth, id, how=How.MET)
    assert q.contact(ruth, id).how is How.TALKED


def test_a_contact_moves_to_no_day_that_cannot_be_and_an_old_one_keeps_its_day(ruth, noon):
    id = log(ruth, helper(ruth), TODAY - 360 * DAY)
    for on in (TODAY + DAY, TODAY - 400 * DAY):
        with pytest.raises(NotThen):
            change(ruth, id, on)
    with clock.frozen(clock.now() + 30 * DAY):
        change(ruth, id, TODAY - 360 * DAY, How.MET)
    assert q.contact(ruth, id).how is How.MET


def test_nobody_else_and_nothing_taken_back_can_be_changed(ruth):
    id, omar = log(ruth, helper(ruth)), make.person(OMAR)
    with pytest.raises(Http404):
        change(omar, id, how=How.MET)
    actions.take_back_contact(by=ruth, contact=id)
    with pytest.raises(Http404):
        change(ruth, id, how=How.MET)


def test_moving_a_contact_moves_who_one_drifts_from(ruth):
    nina = helper(ruth)
    with clock.frozen(clock.now() - 60 * DAY):
        actions.stay_in_touch(by=ruth, relationship=nina, days=7)
    id = log(ruth, nina)
    assert not q.is_drifting(ruth, TODAY)
    change(ruth, id, TODAY - 20 * DAY)
    assert q.is_drifting(ruth, TODAY)
    assert q.in_touch(ruth, TODAY)[0].last == TODAY - 20 * DAY


@pytest.mark.parametrize(("last", "over"), [(0, -7), (7, 0), (8, 1), (30, 23)])
def test_staying_in_touch_starts_again_with_each_real_contact(last, over):
    assert Touch(7, TODAY - last * DAY, TODAY - 90 * DAY).over(TODAY) == over


def test_a_wish_set_today_is_not_late_today():
    assert Touch(7, TODAY - 90 * DAY, TODAY).over(TODAY) == -7


def test_whoever_one_drifts_from_comes_first(ruth):
    nina, joni = helper(ruth), helper(ruth, "Joni")
    for who in (nina, joni):
        actions.stay_in_touch(by=ruth, relationship=who, days=7)
    log(ruth, joni)
    later = TODAY + 10 * DAY
    assert [(one.card.nickname, one.over) for one in q.in_touch(ruth, later)] == [("Joni", 3), ("Nina", 3)]
    log(ruth, nina, TODAY)
    log(ruth, joni, TODAY - 3 * DAY)
    assert {one.card.nickname: one.last for one in q.in_touch(ruth, later)} == {"Joni": TODAY, "Nina": TODAY}


@pytest.mark.parametrize("state", [state for state in State if state.is_quiet])
def test_a2_whoever_is_quiet_is_never_brought_up(ruth, state):
    sam = helper(ruth, "Sam")
    log(ruth, sam)
    actions.stay_in_touch(by=ruth, relationship=sam, days=2)
    if state is State.NO_CONTACT:
        blocked = make.someone(ruth, "K", State.NO_CONTACT)
        assert all(one.card.id != blocked for one in q.in_touch(ruth, TODAY))
        return
    make.stand(ruth, sam, state)
    assert q.in_touch(ruth, TODAY + 30 * DAY) == []
    assert q.to_reach(ruth) == []
    assert q.contacts(ruth) == []


@pytest.mark.parametrize(
    ("support", "uses", "kind"),
    [
        (Support.NEITHER, UsesNearMe.NO, Kind.FRIEND),
        (Support.WORKS_AGAINST, UsesNearMe.NO, Kind.FRIEND),
        (Support.HELPS_MUCH, UsesNearMe.YES, Kind.FRIEND),
    ],
)
def test_only_people_who_help_and_do_not_use_near_me_are_named_to_reach(ruth, support, uses, kind):
    helper(ruth, "Theo", support, uses, kind)
    nina = helper(ruth)
    assert [card.id for card in q.to_reach(ruth)] == [nina]


def test_a10_a_child_is_never_named_to_reach_and_has_no_rhythm(ruth):
    circle.add_relationship(by=ruth, portrait=Portrait("Pip", Kind.CHILD, 4))
    assert q.to_reach(ruth) == []
    assert q.in_touch(ruth, TODAY) == []


def test_a10_no_wish_about_a_child_is_taken_and_one_from_before_is_silent(ruth):
    pip = helper(ruth, "Pip")
    with clock.frozen(clock.now() - 60 * DAY):
        actions.stay_in_touch(by=ruth, relationship=pip, days=7)
    assert q.is_drifting(ruth, TODAY)
    child = Portrait("Pip", Kind.CHILD, 4)
    circle.edit_relationship(by=ruth, relationship_id=pip, portrait=child, version=1)
    assert not q.is_drifting(ruth, TODAY)
    assert q.in_touch(ruth, TODAY) == q.to_reach(ruth) == []
    [touch] = q.touches(ruth, [relationship(ruth, pip)], TODAY).values()
    assert (touch.rhythm, touch.is_drifting) == (None, False)
    with pytest.raises(NotThen):
        actions.stay_in_touch(by=ruth, relationship=pip, days=14)


def test_a10_a_contact_with_a_child_is_written_down_like_any_other_and_never_counts_as_help(ruth):
    pip = circle.add_relationship(by=ruth, portrait=Portrait("Pip", Kind.CHILD, 4))
    log(ruth, pip)
    assert q.contacts(ruth)[0].nickname == "Pip"
    assert [day.contacts for day in q.days_of(ruth, TODAY)] == [0]


def quiet_weeks(ruth, nina):
    """Half a year of three contacts a week, then three weeks of days with nobody."""
    for back in range(200, 20, -1):
        if back % 7 in (0, 2, 4):
            log(ruth, nina, TODAY - back * DAY)
        else:
            actions.say_nobody(by=ruth, on=TODAY - back * DAY)
    for back in range(20, -1, -1):
        actions.say_nobody(by=ruth, on=TODAY - back * DAY)


def test_quiet_weeks_are_noticed_said_with_figures_waved_away_and_switched_off(ruth):
    nina = helper(ruth)
    quiet_weeks(ruth, nina)
    found = q.noticed(ruth, TODAY)
    assert abs((found.since - (TODAY - 20 * DAY)).days) <= 4
    assert found.usual_per_week == pytest.approx(3, abs=0.3)
    assert found.lately_per_week < 0.5
    assert q.names_and_notice(ruth, TODAY)[1]
    actions.wave_away(by=ruth)
    assert q.noticed(ruth, TODAY + 13 * DAY) is None
    assert q.noticed(ruth, TODAY + 14 * DAY) is not None
    actions.switch_watch(by=ruth, on=False)
    assert q.noticed(ruth, TODAY + 14 * DAY) is None
    assert not q.names_and_notice(ruth, TODAY + 14 * DAY)[1]


def test_moving_a_contact_has_the_quiet_weeks_read_anew(ruth):
    nina = helper(ruth)
    quiet_weeks(ruth, nina)
    ids = [log(ruth, nina, TODAY - back * DAY) for back in range(21)]
    assert q.noticed(ruth, TODAY) is None
    for id in ids:
        change(ruth, id, TODAY - 100 * DAY)
    assert q.noticed(ruth, TODAY) is not None


def test_days_without_a_mark_are_not_quiet_days(ruth):
    nina = helper(ruth)
    for back in range(200, 20, -1):
        if back % 7 in (0, 2, 4):
            log(ruth, nina, TODAY - back * DAY)
    assert q.noticed(ruth, TODAY) is None
