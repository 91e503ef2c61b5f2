"""Check-ins: one a day, changed and taken back, nobody else's."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from mending.accounts.actions import erase_account
from mending.checkins.actions import check_in, choose, put_back, take_back
from mending.checkins.actions.trouble import Conflict, Refused
from mending.checkins.handover import export
from mending.checkins.models import CheckIn, Choice
from mending.checkins.queries import daily as q
from mending.checkins.rules.questions import USUAL, USUAL_BESIDE, Question
from mending.consent.queries import ledger_of
from mending.foundation.ids import new_id
from tests import make
from tests.people import DANIEL, OMAR, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

YESTERDAY = TODAY - timedelta(days=1)


def write(by, day=TODAY, craving=3, note="", seen=None, id=None):
    id = id or new_id()
    check_in(by=by, id=id, day=day, answers={Question.CRAVING: craving}, note=note, seen=seen)
    return id


def cravings(by, day=TODAY):
    card = q.of_day(by, day)
    return card and card.answers[Question.CRAVING]


def test_a_day_is_written_down_and_read_by_its_owner(ruth):
    write(ruth, note="Long walk.")
    card = q.of_day(ruth, TODAY)
    assert (card.note, dict(card.answers), card.is_backdated) == ("Long walk.", {Question.CRAVING: 3}, False)
    assert q.today(ruth, TODAY)
    assert not q.today(ruth, YESTERDAY)


def test_a_day_before_is_marked_as_such(ruth):
    write(ruth, YESTERDAY)
    assert q.of_day(ruth, YESTERDAY).is_backdated


def test_said_twice_it_is_written_once(ruth):
    id = write(ruth)
    write(ruth, id=id, craving=9)
    assert cravings(ruth) == 3
    assert len(ledger_of(ruth)) == 2  # the account, and the check-in


def test_a_day_has_one_at_most(ruth):
    write(ruth)
    with pytest.raises(Conflict):
        write(ruth, craving=8)
    assert cravings(ruth) == 3
    row = CheckIn.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckIn.objects.create(
            id=new_id(), owner_id=ruth.id, day=row.day, written_at=row.written_at, is_backdated=False
        )


def test_changing_keeps_what_was_before_and_undoing_brings_it_back(ruth):
    first = write(ruth, note="First words.")
    second = write(ruth, craving=7, seen=first)
    assert cravings(ruth) == 7
    take_back(by=ruth, check_in=second)
    assert q.of_day(ruth, TODAY).note == "First words."
    put_back(by=ruth, check_in=second)
    assert cravings(ruth) == 7


def test_two_tabs_never_lose_words(ruth):
    first = write(ruth)
    write(ruth, craving=5, seen=first)
    with pytest.raises(Conflict):
        write(ruth, craving=9, seen=first)
    assert cravings(ruth) == 5


def test_a_changed_day_before_stays_marked(ruth):
    first = write(ruth, YESTERDAY)
    write(ruth, YESTERDAY, craving=1, seen=first)
    assert q.of_day(ruth, YESTERDAY).is_backdated


def test_taking_back_the_only_one_leaves_the_day_free(ruth):
    first = write(ruth)
    take_back(by=ruth, check_in=first)
    assert q.of_day(ruth, TODAY) is None
    write(ruth, craving=2)
    put_back(by=ruth, check_in=first)
    assert cravings(ruth) == 2


def test_what_cannot_be_is_refused(ruth):
    with pytest.raises(Refused):
        write(ruth, TODAY + timedelta(days=1))
    with pytest.raises(Refused):
        check_in(by=ruth, id=new_id(), day=TODAY, answers={}, note=" ")
    assert not CheckIn.objects.exists()


def test_nobody_else_sees_or_touches_it(ruth):
    omar, id = make.person(OMAR), write(ruth)
    assert q.of_day(omar, TODAY) is None
    assert q.days(omar, YESTERDAY, TODAY) == []
    for act in (take_back, put_back):
        with pytest.raises(Http404):
            act(by=omar, check_in=id)
    with pytest.raises(Http404):
        write(omar, id=id)
    assert cravings(ruth) == 3


def test_someone_beside_a_person_in_recovery_is_not_asked_for_cravings_unless_they_choose(ruth):
    daniel = make.person(DANIEL)
    assert q.chosen(daniel).questions == USUAL_BESIDE
    assert Question.CRAVING not in USUAL_BESIDE
    choose(by=daniel, questions=[Question.CRAVING], at=None)
    assert q.chosen(daniel).questions == (Question.CRAVING,)


def test_the_person_chooses_what_is_asked(ruth):
    assert q.chosen(ruth).questions == USUAL
    choose(by=ruth, questions=[Question.PAIN, Question.MOOD], at=None)
    choose(by=ruth, questions=[Question.PAIN], at=None)
    assert q.chosen(ruth) == q.Chosen((Question.PAIN,), None)
    assert Choice.objects.count() == 1


def test_it_leaves_and_goes_with_its_person(ruth):
    first = write(ruth, note="Mine.")
    write(ruth, seen=first, note="Mine, changed.")
    assert {one["note"] for one in export(ruth)["check_ins"]} == {"Mine.", "Mine, changed."}
    erase_account(by=ruth)
    assert not CheckIn.objects.exists()


def test_notes_are_not_opened_for_a_picture(ruth, django_assert_num_queries):
    write(ruth, note="Mine.")
    with django_assert_num_queries(1):
        assert q.days(ruth, YESTERDAY, TODAY) == [(TODAY, {Question.CRAVING: 3})]
