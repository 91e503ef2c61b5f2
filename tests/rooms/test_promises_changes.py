"""Promises that are changed, ended, agreed on anew and taken back, when days of them have an answer."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from mending.accounts.actions import erase_account
from mending.circle import actions as circle
from mending.circle.actions.trouble import PointedTo
from mending.circle.rules.states import State
from mending.foundation.dates import Month
from mending.foundation.ids import new_id
from mending.promises.actions import making
from mending.promises.actions.answering import answer, renegotiate, undo_answer
from mending.promises.actions.making import end, make_promise, put_back, remove, revise, undo_change
from mending.promises.actions.trouble import Refused
from mending.promises.models import Answer, Earlier, Promise
from mending.promises.queries import promises as q
from mending.promises.queries.days import due_between
from mending.promises.queries.record import record
from mending.promises.rules.outcomes import Kind, Outcome
from mending.promises.rules.schedule import Repeat, Schedule
from mending.promises.rules.wanted import Wanted
from tests import make
from tests.people import DANIEL, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

BEGAN, YESTERDAY, TOMORROW = TODAY - timedelta(days=10), TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def daily(by):
    return make.promise(by, starts=BEGAN, repeat=Repeat.DAILY)


def keep(by, promise, on=TODAY):
    answer(by=by, promise=promise, due_on=on, outcome=Outcome.KEPT)


def change(by, promise, starts=BEGAN, repeat=Repeat.DAILY, until=None, *, version=1, words="Call", to=None):
    wanted = Wanted(words, to, Kind.ABILITY, Schedule(starts, repeat, until))
    return revise(by=by, promise=promise, version=version, wanted=wanted, successor=new_id())


def counts(by):
    total = record(by, last=Month.of(TODAY), today=TODAY).total
    return total.promised, total.kept, total.open


def codes(caught):
    return [code for _, code in caught.value.faults]


def test_a_day_answered_today_stays_with_the_old_rhythm_and_the_new_one_begins_tomorrow(ruth):
    id = daily(ruth)
    keep(ruth, id)
    successor = change(ruth, id, repeat=Repeat.WEEKDAYS)
    assert q.promise(ruth, id).schedule.until == TODAY
    assert q.promise(ruth, successor).schedule.starts == TOMORROW
    assert counts(ruth) == (11, 1, 10)


@pytest.mark.parametrize(
    ("repeat", "starts", "goes_on"),
    [
        (Repeat.WEEKLY, date(2026, 6, 8), date(2026, 6, 22)),  # Mondays stay Mondays
        (Repeat.MONTHLY, date(2026, 5, 31), date(2026, 6, 30)),
        (Repeat.ONCE, BEGAN, TODAY),
        (Repeat.DAILY, TOMORROW, TOMORROW),
    ],
)
def test_what_goes_on_keeps_its_weekday_and_its_day_of_the_month(ruth, repeat, starts, goes_on):
    successor = change(ruth, daily(ruth), starts, repeat)
    assert q.promise(ruth, successor).schedule.starts == goes_on


def test_another_last_day_changes_the_promise_itself(ruth):
    id = make.promise(ruth, starts=date(2026, 6, 8), repeat=Repeat.WEEKLY)
    assert change(ruth, id, date(2026, 6, 8), Repeat.WEEKLY, date(2026, 7, 31)) == id
    assert q.promise(ruth, id).schedule.until == date(2026, 7, 31)


def test_a_last_day_that_is_over_is_refused_with_the_way_to_end_it(ruth):
    with pytest.raises(Refused) as refused:
        change(ruth, daily(ruth), until=YESTERDAY - timedelta(days=1))
    assert refused.value.faults == (("until", "over"),)


def test_an_answered_single_promise_keeps_its_day(ruth):
    id = make.promise(ruth)
    keep(ruth, id)
    with pytest.raises(Refused) as refused:
        change(ruth, id, TOMORROW, Repeat.ONCE)
    assert codes(refused) == ["answered"]
    assert change(ruth, id, TODAY, Repeat.ONCE, words="Ring Marta") == id


def test_before_its_first_day_all_of_it_changes_in_place(ruth):
    id = make.promise(ruth, starts=TOMORROW)
    assert change(ruth, id, TODAY, Repeat.WEEKLY) == id
    assert q.promise(ruth, id).schedule == Schedule(TODAY, Repeat.WEEKLY)


def test_an_answer_after_the_new_end_does_not_count_until_the_end_is_undone(ruth):
    id = daily(ruth)
    keep(ruth, id)
    end(by=ruth, promise=id, version=1, last_day=YESTERDAY)
    assert counts(ruth) == (10, 0, 10)
    undo_change(by=ruth, promise=id)
    assert counts(ruth) == (11, 1, 10)


def test_put_back_counts_no_answer_after_its_end(ruth):
    id = daily(ruth)
    keep(ruth, id)
    end(by=ruth, promise=id, version=1, last_day=YESTERDAY)
    remove(by=ruth, promise=id)
    put_back(by=ruth, promise=id)
    assert counts(ruth) == (10, 0, 10)


@pytest.mark.parametrize("act", [keep, lambda by, id: change(by, id, TODAY, words="Ring")])
def test_a_change_is_not_undone_over_what_was_written_since(ruth, act):
    id = daily(ruth)
    successor = change(ruth, id, TODAY, Repeat.DAILY)
    act(ruth, successor)
    with pytest.raises(Refused) as refused:
        undo_change(by=ruth, promise=id)
    assert codes(refused) == ["went-on"]
    assert not q.promise(ruth, successor).is_removed


def test_a_change_in_place_is_not_undone_under_answered_days(ruth):
    id = make.promise(ruth, starts=TODAY)
    change(ruth, id, TODAY, Repeat.DAILY)
    keep(ruth, id)
    with pytest.raises(Refused) as refused:
        undo_change(by=ruth, promise=id)
    assert codes(refused) == ["answered-since"]


def test_every_change_is_undone_one_after_the_other(ruth):
    id = daily(ruth)
    change(ruth, id, words="Ring")
    change(ruth, id, version=2, words="Ring twice")
    for words in ("Ring", "Call Marta at six", "Call Marta at six"):
        undo_change(by=ruth, promise=id)
        assert q.promise(ruth, id).words == words


def test_an_agreed_day_that_was_changed_since_is_not_undone(ruth):
    id, successor = make.promise(ruth), new_id()
    renegotiate(by=ruth, promise=id, due_on=TODAY, successor=successor, words="Call", to_day=TOMORROW)
    change(ruth, successor, TOMORROW, Repeat.ONCE, words="Call, and bring the cups")
    with pytest.raises(Refused) as refused:
        undo_answer(by=ruth, promise=id, due_on=TODAY)
    assert codes(refused) == ["went-on"]


def test_an_agreed_day_that_is_undone_can_still_be_read(ruth):
    id, successor = make.promise(ruth), new_id()
    renegotiate(by=ruth, promise=id, due_on=TODAY, successor=successor, words="On Friday", to_day=TOMORROW)
    undo_answer(by=ruth, promise=id, due_on=TODAY)
    assert q.promise(ruth, successor).words == "On Friday"
    assert q.promise(ruth, successor).is_removed


@pytest.mark.parametrize(
    ("to_day", "fault"), [(TODAY, ("to_day", "not-later")), (date(2040, 1, 1), ("to_day", "far"))]
)
def test_what_is_in_the_way_of_an_agreement_is_told_beside_its_day(ruth, to_day, fault):
    with pytest.raises(Refused) as refused:
        renegotiate(
            by=ruth, promise=make.promise(ruth), due_on=TODAY, successor=new_id(), words="Call", to_day=to_day
        )
    assert refused.value.faults == (fault,)


def test_a_removed_promise_is_not_changed_behind_its_back(ruth):
    id = daily(ruth)
    remove(by=ruth, promise=id)
    for act in (
        lambda: change(ruth, id, words="Ring"),
        lambda: end(by=ruth, promise=id, version=1, last_day=TODAY),
        lambda: keep(ruth, id),
    ):
        with pytest.raises(Refused):
            act()


QUIET = [state for state in State if state.is_quiet]


@pytest.mark.parametrize("state", QUIET)
def test_nothing_is_promised_to_somebody_quiet(ruth, state):
    marta = make.someone(ruth, state=state)
    with pytest.raises(Refused) as refused:
        make.promise(ruth, to=marta)
    assert refused.value.faults == (("to", "quiet"),)


UNREACHED = (State.NO_CONTACT, State.PAUSED_BY_THEM)
CONTACT = "Ask Theo to bring Marta the letter"


@pytest.mark.parametrize("state", State)
def test_a2_no_promise_is_contact_with_whoever_is_not_to_be_reached_not_through_others_either(ruth, state):
    make.someone(ruth, state=state)
    theo = make.someone(ruth, "Theo")
    if state not in UNREACHED:
        make.promise(ruth, words=CONTACT, to=theo)
        return
    for to in (None, theo):
        with pytest.raises(Refused) as refused:
            make.promise(ruth, words=CONTACT, to=to)
        assert refused.value.faults == (("words", "reaches"),)


def test_a2_no_promise_becomes_contact_by_other_words_and_one_that_stood_before_can_be_moved(ruth):
    marta = make.someone(ruth)
    id, old = make.promise(ruth, words="Write about my day"), make.promise(ruth, words=CONTACT)
    make.stand(ruth, marta, State.PAUSED_BY_THEM)
    with pytest.raises(Refused) as refused:
        change(ruth, id, words=CONTACT)
    assert refused.value.faults == (("words", "reaches"),)
    with pytest.raises(Refused):
        renegotiate(by=ruth, promise=id, due_on=TODAY, successor=new_id(), words=CONTACT, to_day=TOMORROW)
    assert change(ruth, old, TODAY, Repeat.ONCE, words=CONTACT) == old
    renegotiate(by=ruth, promise=old, due_on=TODAY, successor=new_id(), words=CONTACT, to_day=TOMORROW)


def test_nothing_is_promised_to_somebody_archived(ruth):
    marta = make.someone(ruth)
    circle.archive(by=ruth, relationship_id=marta)
    with pytest.raises(Refused):
        make.promise(ruth, to=marta)


def test_nothing_is_agreed_with_somebody_who_became_quiet_but_words_can_change(ruth):
    marta = make.someone(ruth)
    id = make.promise(ruth, to=marta)
    make.stand(ruth, marta, State.PAUSED_BY_ME)
    with pytest.raises(Refused) as refused:
        renegotiate(by=ruth, promise=id, due_on=TODAY, successor=new_id(), words="Call", to_day=TOMORROW)
    assert refused.value.faults == (("", "quiet"),)
    assert change(ruth, id, TODAY, Repeat.ONCE, to=marta) == id
    keep(ruth, id)


def test_a_promise_to_somebody_in_anothers_circle_is_not_made(ruth):
    with pytest.raises(Http404):
        make.promise(ruth, to=make.someone(make.person(DANIEL)))


def test_somebody_promised_to_stays_in_the_circle(ruth):
    marta = make.someone(ruth)
    make.promise(ruth, to=marta)
    with pytest.raises(PointedTo):
        circle.remove(by=ruth, relationship_id=marta)


def test_an_account_goes_with_its_promises(ruth):
    id = make.promise(ruth, to=make.someone(ruth))
    keep(ruth, id)
    erase_account(by=ruth)
    assert not Promise.objects.exists()
    assert not Answer.objects.exists()


WRONG = [
    (Promise, {"kind": "guess"}),
    (Promise, {"repeat": "hourly"}),
    (Promise, {"version": 0}),
    (Promise, {"until": TOMORROW}),
    (Promise, {"repeat": "once", "until": None, "last_due_on": TOMORROW}),
    (Answer, {"outcome": "half"}),
    (Answer, {"outcome": "renegotiated", "is_backdated": True}),
    (Answer, {"version": 0}),
    (Earlier, {"kind": "guess"}),
    (Earlier, {"repeat": "once", "until": TOMORROW}),
]


@pytest.mark.parametrize(("table", "wrong"), WRONG)
def test_the_database_itself_refuses_what_has_no_meaning(ruth, table, wrong):
    id = daily(ruth)
    keep(ruth, id)
    change(ruth, id, words="Ring")
    with pytest.raises(IntegrityError), transaction.atomic():
        table.objects.update(**wrong)


def test_the_database_itself_keeps_one_answer_a_day(ruth):
    id = daily(ruth)
    keep(ruth, id)
    again = Answer.objects.get()
    again.pk = new_id()
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)


def test_an_id_that_came_first_elsewhere_makes_no_second(ruth):
    id = new_id()
    for _ in range(2):
        make_promise(by=ruth, id=id, wanted=Wanted("Call", None, Kind.HONESTY, Schedule(TODAY)))
    assert [day.promise.id for day in due_between(ruth, TODAY, TODAY)] == [id]


def test_the_same_form_sent_twice_at_the_same_moment_makes_one(ruth, monkeypatch):
    id = make.promise(ruth)
    seen = iter([False, True])  # the other request's row is not there yet when this one looks first
    monkeypatch.setattr(making, "is_made", lambda by, id: next(seen))
    make_promise(by=ruth, id=id, wanted=Wanted("Call", None, Kind.ABILITY, Schedule(TODAY)))
    assert [day.promise.words for day in due_between(ruth, TODAY, TODAY)] == ["Call Marta at six"]


def test_a_change_sent_twice_is_made_once(ruth):
    id, successor = daily(ruth), new_id()
    wanted = Wanted("Call", None, Kind.ABILITY, Schedule(TODAY, Repeat.WEEKLY))
    for _ in range(2):
        assert revise(by=ruth, promise=id, version=1, wanted=wanted, successor=successor) == successor
    assert len(q.history(ruth, id)) == 1
