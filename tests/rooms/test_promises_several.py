"""Several open days answered at once, or left be."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from mending.consent.queries import ledger_of
from mending.foundation import clock
from mending.promises.actions.answering import answer
from mending.promises.actions.making import remove
from mending.promises.actions.several import answer_several, leave_open, look_again, undo_several
from mending.promises.actions.trouble import Refused
from mending.promises.models import LeftOpen
from mending.promises.queries import promises as q
from mending.promises.queries.days import due_between, left_open_up_to
from mending.promises.rules.outcomes import Outcome
from mending.promises.rules.schedule import Repeat
from tests import make
from tests.people import NOON, OMAR, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

BEGAN = TODAY - timedelta(days=5)
DAY = timedelta(days=1)


def daily(by):
    return make.promise(by, starts=BEGAN, repeat=Repeat.DAILY)


def outcomes(by):
    return [day.answer and day.answer.outcome.value for day in due_between(by, BEGAN, TODAY - DAY)]


def days_of(promise, count=5):
    return [(promise, BEGAN + n * DAY) for n in range(count)]


def test_several_days_get_one_answer_and_one_line_in_the_log(ruth):
    answer_several(by=ruth, days=days_of(daily(ruth), 3), outcome=Outcome.TOLD)
    assert outcomes(ruth) == ["told", "told", "told", None, None]
    assert [line.verb for line in ledger_of(ruth)].count("promise.several_answered") == 1


def test_each_is_marked_when_it_is_late(ruth):
    id = daily(ruth)
    answer_several(by=ruth, days=days_of(id), outcome=Outcome.KEPT)
    assert [q.answer(ruth, id, on).is_backdated for _, on in days_of(id)] == [True, True, True, True, False]


def test_what_another_tab_answered_stays_as_it_is(ruth):
    id = daily(ruth)
    with clock.frozen(NOON - timedelta(minutes=1)):
        answer(by=ruth, promise=id, due_on=BEGAN, outcome=Outcome.FOUND_OUT, note="She rang first.")
    moment = answer_several(by=ruth, days=days_of(id), outcome=Outcome.KEPT)
    assert outcomes(ruth) == ["found_out", "kept", "kept", "kept", "kept"]
    undo_several(by=ruth, moment=moment)
    assert outcomes(ruth) == ["found_out", None, None, None, None]


def test_an_answer_changed_since_is_not_undone(ruth):
    id = daily(ruth)
    moment = answer_several(by=ruth, days=days_of(id), outcome=Outcome.KEPT)
    answer(by=ruth, promise=id, due_on=BEGAN, outcome=Outcome.TOLD, note="That one I missed.")
    undo_several(by=ruth, moment=moment)
    assert outcomes(ruth) == ["told", None, None, None, None]


def test_sent_twice_it_writes_once(ruth):
    id = daily(ruth)
    answer_several(by=ruth, days=days_of(id), outcome=Outcome.KEPT)
    assert answer_several(by=ruth, days=days_of(id), outcome=Outcome.TOLD) is None
    assert outcomes(ruth) == ["kept"] * 5


@pytest.mark.parametrize(
    ("on", "outcome"),
    [(TODAY + DAY, Outcome.KEPT), (BEGAN - DAY, Outcome.KEPT), (TODAY, Outcome.RENEGOTIATED)],
)
def test_one_day_that_does_not_fit_and_none_is_written(ruth, on, outcome):
    id = daily(ruth)
    with pytest.raises(Refused):
        answer_several(by=ruth, days=[*days_of(id), (id, on)], outcome=outcome)
    assert outcomes(ruth) == [None] * 5


def test_nobody_answers_for_another_or_for_what_was_removed(ruth):
    hers, his = daily(ruth), daily(make.person(OMAR))
    gone = daily(ruth)
    remove(by=ruth, promise=gone)
    for other in (his, gone):
        with pytest.raises(Http404):
            answer_several(by=ruth, days=[*days_of(hers), *days_of(other)], outcome=Outcome.KEPT)
    assert outcomes(ruth) == [None] * 5


def test_nobody_undoes_for_another(ruth):
    moment = answer_several(by=ruth, days=days_of(daily(ruth)), outcome=Outcome.KEPT)
    undo_several(by=make.person(OMAR), moment=moment)
    assert outcomes(ruth) == ["kept"] * 5


def test_leaving_open_goes_up_to_yesterday_and_is_taken_back(ruth):
    for _ in range(2):
        leave_open(by=ruth)
    assert left_open_up_to(ruth) == TODAY - DAY
    assert [line.verb for line in ledger_of(ruth)].count("promise.left_open") == 1
    for _ in range(2):
        look_again(by=ruth)
    assert left_open_up_to(ruth) is None


def test_taking_it_back_goes_back_to_the_time_before(ruth):
    leave_open(by=ruth)
    with clock.frozen(NOON + 9 * DAY):
        leave_open(by=ruth)
        look_again(by=ruth)
        assert left_open_up_to(ruth) == TODAY - DAY


def test_a_clock_that_goes_back_takes_nothing_back(ruth):
    leave_open(by=ruth)
    with clock.frozen(NOON - 9 * DAY):
        leave_open(by=ruth)
    assert left_open_up_to(ruth) == TODAY - DAY


@pytest.mark.parametrize("wrong", [{"earlier": date(2026, 7, 1)}, {"up_to": None}])
def test_the_database_itself_refuses_what_has_no_meaning(ruth, wrong):
    leave_open(by=ruth)
    with pytest.raises(IntegrityError), transaction.atomic():
        LeftOpen.objects.update(**wrong)
