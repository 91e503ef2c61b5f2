"""Times are kept, changed, hidden, removed and brought back; returns to use take nothing but their days."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.http import Http404

from mending.consent.queries import ledger_of
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.recovery import handover
from mending.recovery.actions import returns, times, windows
from mending.recovery.actions.returns import Lookback, ReturnWanted
from mending.recovery.actions.times import TimeWanted
from mending.recovery.actions.trouble import Conflict, Refused
from mending.recovery.queries import times as q
from mending.recovery.queries import today as pinned
from mending.recovery.rules.times import Kind, Return
from mending.recovery.rules.windows import Event
from mending.vault.actions import renew_key, retire_key
from tests import make
from tests.people import NOON, OMAR, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
SINCE = TODAY - timedelta(days=99)


def kept(by, kind=Kind.OPIOIDS, name="", since=SINCE):
    id = new_id()
    times.add_time(by=by, id=id, wanted=TimeWanted(kind, name, since))
    return id


def slipped(by, *days, time=None):
    id = new_id()
    returns.write_return(by=by, id=id, wanted=ReturnWanted(Return(*days), time))
    return id


def total(by, time):
    return q.time(by, time, TODAY).count.total


def test_a_time_is_kept_once_though_it_is_sent_twice(ruth):
    id, wanted = new_id(), TimeWanted(Kind.OWN, "  steady,  on my medication ", SINCE)
    for _ in range(2):
        times.add_time(by=ruth, id=id, wanted=wanted)
    [card] = q.story(ruth, TODAY).times
    assert (card.name, card.count.total) == ("steady, on my medication", 100)


def test_a_change_from_another_tab_is_not_written_over(ruth):
    id = kept(ruth)
    first = TimeWanted(Kind.OPIOIDS, "first", SINCE)
    times.change_time(by=ruth, time=id, version=1, wanted=first)
    times.change_time(by=ruth, time=id, version=1, wanted=first)  # the same once more is no conflict
    with pytest.raises(Conflict):
        times.change_time(by=ruth, time=id, version=1, wanted=replace(first, name="second"))
    assert q.time(ruth, id, TODAY).name == "first"


def test_a_time_is_hidden_removed_and_brought_back_as_it_was(ruth):
    id = kept(ruth)
    times.hide_time(by=ruth, time=id)
    assert q.time(ruth, id, TODAY).is_hidden
    times.show_time(by=ruth, time=id)
    times.remove_time(by=ruth, time=id)
    assert q.story(ruth, TODAY).times == []
    times.put_back_time(by=ruth, time=id)
    assert total(ruth, id) == 100


def test_there_is_an_end_to_how_many_are_kept(ruth):
    for _ in range(12):
        kept(ruth)
    with pytest.raises(Refused):
        kept(ruth)


def test_a_return_takes_its_own_days_from_all_times_or_from_one(ruth):
    opioids, alcohol = kept(ruth), kept(ruth, Kind.ALCOHOL)
    slipped(ruth, TODAY - timedelta(days=10), TODAY - timedelta(days=8))
    slipped(ruth, TODAY - timedelta(days=3), time=alcohol)
    assert (total(ruth, opioids), total(ruth, alcohol)) == (97, 96)


def test_a_return_without_a_day_takes_nothing_and_opens_its_window_today(ruth):
    id = kept(ruth)
    slipped(ruth, None)
    assert total(ruth, id) == 100
    assert (pinned(ruth, TODAY).window.event, pinned(ruth, TODAY).window.on) == (Event.RETURN, TODAY)


def test_a_return_sent_twice_is_one(ruth):
    id = new_id()
    for _ in range(2):
        returns.write_return(by=ruth, id=id, wanted=ReturnWanted(Return(TODAY)))
    assert len(q.story(ruth, TODAY).returns) == 1
    assert [line.verb for line in ledger_of(ruth)].count("return.written") == 1


def test_the_window_goes_along_with_its_return(ruth):
    slip = slipped(ruth, TODAY - timedelta(days=5))
    assert pinned(ruth, TODAY).window.on == TODAY - timedelta(days=5)
    moved = ReturnWanted(Return(TODAY - timedelta(days=4), TODAY - timedelta(days=2)))
    returns.change_return(by=ruth, slip=slip, version=1, wanted=moved)
    assert pinned(ruth, TODAY).window.on == TODAY - timedelta(days=2)
    returns.remove_return(by=ruth, slip=slip)
    assert pinned(ruth, TODAY) is None
    returns.put_back_return(by=ruth, slip=slip)
    assert pinned(ruth, TODAY)


def test_a_return_to_smoking_alone_opens_no_window(ruth):
    slipped(ruth, TODAY, time=kept(ruth, Kind.SMOKING))
    assert pinned(ruth, TODAY) is None
    slipped(ruth, TODAY, time=kept(ruth, Kind.ALCOHOL))
    assert pinned(ruth, TODAY)


def test_a_removed_return_gives_its_days_back(ruth):
    id, slip = kept(ruth), slipped(ruth, TODAY)
    assert total(ruth, id) == 99
    returns.remove_return(by=ruth, slip=slip)
    assert total(ruth, id) == 100


def test_a_stale_change_of_a_return_is_refused(ruth):
    slip = slipped(ruth, TODAY)
    returns.change_return(by=ruth, slip=slip, version=1, wanted=ReturnWanted(Return(TODAY - timedelta(days=1))))
    with pytest.raises(Conflict):
        returns.change_return(
            by=ruth, slip=slip, version=1, wanted=ReturnWanted(Return(TODAY - timedelta(days=2)))
        )


def test_looking_back_waits_for_another_day(ruth):
    slip, said = slipped(ruth, TODAY - timedelta(days=5)), Lookback(before="Pay day, and nobody home.")
    with pytest.raises(Refused):
        returns.reflect(by=ruth, slip=slip, version=0, said=said)
    with clock.frozen(NOON + timedelta(days=1)):
        returns.reflect(by=ruth, slip=slip, version=0, said=said)
        returns.reflect(by=ruth, slip=slip, version=0, said=said)
        assert q.lookback(ruth, slip) == q.LookbackCard(before="Pay day, and nobody home.", version=1)
        with pytest.raises(Conflict):
            returns.reflect(by=ruth, slip=slip, version=0, said=Lookback(helped="Nina"))


def test_today_offers_to_look_back_from_the_next_day_on(ruth):
    slip = slipped(ruth, TODAY)
    assert pinned(ruth, TODAY).look_back_at is None
    assert pinned(ruth, TODAY + timedelta(days=1)).look_back_at == slip


def test_a_stranger_finds_nothing_of_it(ruth):
    time, slip, omar = kept(ruth), slipped(ruth, TODAY), make.person(OMAR)
    assert q.story(omar, TODAY) == q.Story([], [])
    asks = [
        lambda: q.time(omar, time, TODAY),
        lambda: q.return_to_use(omar, slip, TODAY),
        lambda: times.add_time(by=omar, id=time, wanted=TimeWanted(Kind.ALL, "", TODAY)),
        lambda: times.remove_time(by=omar, time=time),
        lambda: returns.write_return(by=omar, id=slip, wanted=ReturnWanted(Return(TODAY))),
        lambda: returns.write_return(by=omar, id=new_id(), wanted=ReturnWanted(Return(TODAY), time)),
        lambda: returns.reflect(by=omar, slip=slip, version=0, said=Lookback()),
        lambda: returns.remove_return(by=omar, slip=slip),
    ]
    for ask in asks:
        with pytest.raises(Http404):
            ask()


def test_all_of_it_opens_again_under_a_new_key(ruth):
    id, slip = kept(ruth, name="steady"), slipped(ruth, TODAY)
    with clock.frozen(NOON + timedelta(days=1)):
        returns.reflect(by=ruth, slip=slip, version=0, said=Lookback(worked="Ringing Nina"))
    old = renew_key(ruth.id)
    handover.reseal(ruth.id)
    retire_key(ruth.id, version=old)
    assert q.time(ruth, id, TODAY).name == "steady"
    assert q.lookback(ruth, slip).worked == "Ringing Nina"


def test_the_whole_story_costs_the_same_however_long_it_is(ruth, django_assert_num_queries):
    for number in range(3):
        kept(ruth, name=f"{number}")
        slipped(ruth, TODAY - timedelta(days=number))
    with django_assert_num_queries(3):  # and the key
        q.story(ruth, TODAY)


def came_second(monkeypatch, module, name):
    """As when the other of two equal forms is written between this one's look and its write."""
    real, looks = getattr(module, name), []
    monkeypatch.setattr(module, name, lambda *given: real(*given) if looks else looks.append(1))


def test_the_same_forms_sent_at_the_same_moment_are_one_each(ruth, monkeypatch):
    time, slip = kept(ruth), slipped(ruth, TODAY)
    came_second(monkeypatch, times, "is_there")
    times.add_time(by=ruth, id=time, wanted=TimeWanted(Kind.OPIOIDS, "", SINCE))
    came_second(monkeypatch, returns, "is_there")
    returns.write_return(by=ruth, id=slip, wanted=ReturnWanted(Return(TODAY)))
    story = q.story(ruth, TODAY)
    assert (len(story.times), len(story.returns)) == (1, 1)


def test_the_same_event_told_at_the_same_moment_is_one_window(ruth, monkeypatch):
    first = windows.open_window(by=ruth, event=Event.DETOX, on=TODAY)
    came_second(monkeypatch, windows, "_there")
    assert windows.open_window(by=ruth, event=Event.DETOX, on=TODAY) == first
