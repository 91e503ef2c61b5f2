"""Promises as they are made, answered, changed and taken back."""

from datetime import date, timedelta

import pytest
from django.http import Http404

from mending.consent.queries import ledger_of
from mending.foundation.dates import Month
from mending.foundation.ids import new_id
from mending.promises.actions.answering import answer, renegotiate, undo_answer
from mending.promises.actions.making import end, make_promise, put_back, remove, revise, undo_change
from mending.promises.actions.trouble import Conflict, Refused
from mending.promises.queries import promises as q
from mending.promises.queries.days import due_between
from mending.promises.queries.record import record
from mending.promises.rules.outcomes import Kind, Outcome
from mending.promises.rules.schedule import Repeat, Schedule
from mending.promises.rules.wanted import Wanted
from tests import make
from tests.people import OMAR, RUTH, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def wanted(words="Call Marta at six", starts=TODAY, repeat=Repeat.ONCE, until=None, to=None):
    return Wanted(words, to, Kind.ABILITY, Schedule(starts, repeat, until))


def made(by, **how):
    id = new_id()
    make_promise(by=by, id=id, wanted=wanted(**how))
    return id


def daily(by, starts=TODAY - timedelta(days=10)):
    return made(by, starts=starts, repeat=Repeat.DAILY)


def outcomes(by, first, last):
    return [day.answer and day.answer.outcome for day in due_between(by, first, last)]


def test_a_promise_is_read_back_as_it_was_made(ruth):
    card = q.promise(ruth, made(ruth))
    assert (card.words, card.to, card.schedule) == ("Call Marta at six", None, Schedule(TODAY))


def test_a_repeated_submit_makes_one_promise(ruth):
    id = made(ruth)
    make_promise(by=ruth, id=id, wanted=wanted())
    assert len(due_between(ruth, TODAY, TODAY)) == 1
    assert [line.verb for line in ledger_of(ruth)].count("promise.made") == 1


def test_an_id_of_somebody_else_is_not_there(ruth):
    id = made(make.person(OMAR))
    with pytest.raises(Http404):
        make_promise(by=ruth, id=id, wanted=wanted())


@pytest.mark.parametrize(
    ("how", "fault"),
    [
        ({"words": "  "}, ("words", "empty")),
        ({"words": "a" * 501}, ("words", "long")),
        ({"starts": TODAY - timedelta(days=400)}, ("starts", "far")),
        ({"repeat": Repeat.DAILY, "until": YESTERDAY}, ("until", "before-start")),
        (
            {"repeat": Repeat.WEEKDAYS, "starts": date(2026, 6, 20), "until": date(2026, 6, 21)},
            ("until", "no-day"),
        ),
    ],
)
def test_what_is_in_the_way_is_named_and_nothing_is_written(ruth, how, fault):
    with pytest.raises(Refused) as refused:
        make_promise(by=ruth, id=new_id(), wanted=wanted(**how))
    assert refused.value.faults == (fault,)
    assert [line.verb for line in ledger_of(ruth)] == ["account.opened"]


@pytest.mark.parametrize("outcome", [Outcome.KEPT, Outcome.TOLD, Outcome.FOUND_OUT])
def test_a_day_is_answered_and_left_open_again(ruth, outcome):
    id = made(ruth)
    answer(by=ruth, promise=id, due_on=TODAY, outcome=outcome)
    assert outcomes(ruth, TODAY, TODAY) == [outcome]
    undo_answer(by=ruth, promise=id, due_on=TODAY)
    assert outcomes(ruth, TODAY, TODAY) == [None]


def test_the_same_answer_twice_writes_once(ruth):
    id = made(ruth)
    for _ in range(2):
        answer(by=ruth, promise=id, due_on=TODAY, outcome=Outcome.KEPT, note="It felt long.")
    assert [line.verb for line in ledger_of(ruth)].count("promise.answered") == 1


def test_a_day_to_come_cannot_be_answered(ruth):
    with pytest.raises(Refused):
        answer(by=ruth, promise=made(ruth, starts=TOMORROW), due_on=TOMORROW, outcome=Outcome.KEPT)


def test_a_day_it_is_not_due_cannot_be_answered(ruth):
    with pytest.raises(Refused):
        answer(by=ruth, promise=made(ruth), due_on=YESTERDAY, outcome=Outcome.KEPT)


@pytest.mark.parametrize(("back", "marked"), [(0, False), (1, False), (2, True), (9, True)])
def test_an_answer_given_later_is_marked(ruth, back, marked):
    id, day = daily(ruth), TODAY - timedelta(days=back)
    answer(by=ruth, promise=id, due_on=day, outcome=Outcome.KEPT)
    assert q.answer(ruth, id, day).is_backdated is marked


def test_two_tabs_never_lose_a_note(ruth):
    id = made(ruth)
    answer(by=ruth, promise=id, due_on=TODAY, outcome=Outcome.TOLD, note="I told her in the car.", version=0)
    with pytest.raises(Conflict):
        answer(by=ruth, promise=id, due_on=TODAY, outcome=Outcome.TOLD, note="I rang her.", version=0)
    assert q.answer(ruth, id, TODAY).note == "I told her in the car."


def test_one_tap_on_a_day_with_a_note_keeps_the_note(ruth):
    id = made(ruth)
    answer(by=ruth, promise=id, due_on=TODAY, outcome=Outcome.TOLD, note="I told her.")
    answer(by=ruth, promise=id, due_on=TODAY, outcome=Outcome.KEPT)
    assert (q.answer(ruth, id, TODAY).outcome, q.answer(ruth, id, TODAY).note) == (Outcome.KEPT, "I told her.")


def test_a_renegotiated_day_goes_on_as_a_promise_of_its_own(ruth):
    id, successor = made(ruth), new_id()
    for _ in range(2):
        renegotiate(
            by=ruth, promise=id, due_on=TODAY, successor=successor, words="Call on Friday", to_day=TOMORROW
        )
    assert outcomes(ruth, TODAY, TODAY) == [Outcome.RENEGOTIATED]
    assert q.promise(ruth, successor).instead_of == id
    undo_answer(by=ruth, promise=id, due_on=TODAY)
    assert outcomes(ruth, TODAY, TOMORROW) == [None]


def test_what_is_over_cannot_be_renegotiated(ruth):
    with pytest.raises(Refused) as refused:
        renegotiate(
            by=ruth, promise=daily(ruth), due_on=YESTERDAY, successor=new_id(), words="Later", to_day=TOMORROW
        )
    assert refused.value.faults == (("", "too-late"),)


def test_new_wording_keeps_the_old_and_can_be_undone(ruth):
    id = daily(ruth)
    revise(
        by=ruth,
        promise=id,
        version=1,
        wanted=wanted("Walk", TODAY - timedelta(days=10), Repeat.DAILY),
        successor=new_id(),
    )
    assert q.promise(ruth, id).words == "Walk"
    assert [earlier.words for earlier in q.history(ruth, id)] == ["Call Marta at six"]
    undo_change(by=ruth, promise=id)
    assert q.promise(ruth, id).words == "Call Marta at six"
    assert not q.history(ruth, id)


def test_another_rhythm_leaves_the_days_before_as_they_were(ruth):
    id, successor = daily(ruth), new_id()
    answer(by=ruth, promise=id, due_on=YESTERDAY, outcome=Outcome.KEPT)
    stands = revise(by=ruth, promise=id, version=1, wanted=wanted(repeat=Repeat.WEEKLY), successor=successor)
    assert stands == successor
    assert q.promise(ruth, id).schedule.until == YESTERDAY
    assert q.promise(ruth, successor).schedule == Schedule(TODAY, Repeat.WEEKLY)
    assert outcomes(ruth, YESTERDAY, YESTERDAY) == [Outcome.KEPT]
    undo_change(by=ruth, promise=id)
    assert q.promise(ruth, id).schedule.until is None
    assert q.promise(ruth, successor).is_removed


def test_two_tabs_changing_one_promise_never_lose_words(ruth):
    id = daily(ruth)
    same_days = {"starts": TODAY - timedelta(days=10), "repeat": Repeat.DAILY}
    revise(by=ruth, promise=id, version=1, wanted=wanted("Walk", **same_days), successor=new_id())
    with pytest.raises(Conflict):
        revise(by=ruth, promise=id, version=1, wanted=wanted("Swim", **same_days), successor=new_id())
    assert q.promise(ruth, id).words == "Walk"


def test_an_ended_promise_comes_due_no_more_until_that_is_undone(ruth):
    id = daily(ruth)
    end(by=ruth, promise=id, version=1, last_day=YESTERDAY)
    assert outcomes(ruth, TODAY, TODAY) == []
    undo_change(by=ruth, promise=id)
    assert outcomes(ruth, TODAY, TODAY) == [None]


def test_a_removed_promise_leaves_every_count_and_comes_back_whole(ruth):
    id = daily(ruth)
    answer(by=ruth, promise=id, due_on=YESTERDAY, outcome=Outcome.KEPT)
    before = record(ruth, last=Month.of(TODAY), today=TODAY)
    remove(by=ruth, promise=id)
    assert record(ruth, last=Month.of(TODAY), today=TODAY).total.promised == 0
    assert record(ruth, last=Month.of(TODAY), today=TODAY).total.kept == 0
    put_back(by=ruth, promise=id)
    assert record(ruth, last=Month.of(TODAY), today=TODAY) == before


def test_the_record_counts_each_month_as_its_days_were(ruth):
    id = daily(ruth, starts=date(2026, 5, 30))
    made(ruth, starts=date(2026, 5, 31))
    answer(by=ruth, promise=id, due_on=date(2026, 5, 31), outcome=Outcome.KEPT)
    answer(by=ruth, promise=id, due_on=date(2026, 6, 1), outcome=Outcome.TOLD)
    answer(by=ruth, promise=id, due_on=date(2026, 6, 2), outcome=Outcome.FOUND_OUT)
    may, june = record(ruth, last=Month.of(TODAY), today=TODAY).months[-2:]
    assert (may.promised, may.kept, may.open) == (3, 1, 2)
    assert (may.days_planned, may.days_practised) == (2, 1)
    assert (june.promised, june.told, june.found_out, june.open) == (17, 1, 1, 15)


def test_a_due_day_is_the_day_where_the_person_is():
    ruth = make.person(RUTH, zone="Pacific/Auckland")  # noon in London is midnight of the next day there
    with pytest.raises(Refused):
        answer(
            by=ruth, promise=made(ruth, starts=date(2026, 6, 19)), due_on=date(2026, 6, 19), outcome=Outcome.KEPT
        )
    answer(by=ruth, promise=made(ruth, starts=date(2026, 6, 18)), due_on=date(2026, 6, 18), outcome=Outcome.KEPT)


@pytest.mark.parametrize(
    "act",
    [
        lambda by, id: answer(by=by, promise=id, due_on=TODAY, outcome=Outcome.KEPT),
        lambda by, id: undo_answer(by=by, promise=id, due_on=TODAY),
        lambda by, id: revise(by=by, promise=id, version=1, wanted=wanted("Mine"), successor=new_id()),
        lambda by, id: end(by=by, promise=id, version=1, last_day=TODAY),
        lambda by, id: undo_change(by=by, promise=id),
        lambda by, id: remove(by=by, promise=id),
        lambda by, id: put_back(by=by, promise=id),
        q.promise,
    ],
)
def test_a_stranger_finds_nothing(ruth, act):
    omar = make.person(OMAR)
    with pytest.raises(Http404):
        act(omar, daily(ruth))
    assert len(ledger_of(omar)) == 1
