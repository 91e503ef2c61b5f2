"""Warning signs: the person's own words and order; nothing is lost; nobody else's."""

import pytest
from django.http import Http404

from mending.accounts.actions import erase_account
from mending.checkins.actions import add_sign, change_sign, move_sign, put_back_sign, remove_sign
from mending.checkins.actions.trouble import Conflict, Refused
from mending.checkins.handover import export
from mending.checkins.models import Sign
from mending.checkins.queries import signs as q
from mending.checkins.rules.signs import SIGN_MOST, SIGNS_MOST
from mending.consent.queries import ledger_of
from mending.foundation.ids import new_id
from tests import make
from tests.people import OMAR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def write(by, words="I stop cooking.", id=None):
    id = id or new_id()
    add_sign(by=by, id=id, words=words)
    return id


def told(by):
    return [one.words for one in q.signs(by)]


def test_signs_stand_in_the_order_the_person_gives_them(ruth):
    write(ruth, "first")
    second = write(ruth, "second")
    move_sign(by=ruth, sign=second, earlier=True)
    assert told(ruth) == ["second", "first"]
    move_sign(by=ruth, sign=second, earlier=True)
    assert told(ruth) == ["second", "first"]


def test_said_twice_a_sign_is_written_once(ruth):
    id = write(ruth)
    write(ruth, "other", id=id)
    assert told(ruth) == ["I stop cooking."]
    assert len(ledger_of(ruth)) == 2  # the account, and the sign


def test_removing_can_be_undone_and_keeps_the_place(ruth):
    first = write(ruth, "first")
    write(ruth, "second")
    remove_sign(by=ruth, sign=first)
    assert told(ruth) == ["second"]
    put_back_sign(by=ruth, sign=first)
    assert told(ruth) == ["first", "second"]


def test_two_tabs_never_lose_words(ruth):
    id = write(ruth)
    change_sign(by=ruth, sign=id, version=1, words="From here.")
    with pytest.raises(Conflict):
        change_sign(by=ruth, sign=id, version=1, words="From there.")
    assert told(ruth) == ["From here."]
    change_sign(by=ruth, sign=id, version=1, words="From here.")  # the same form, sent twice


@pytest.mark.parametrize("words", ["", " \n", "x" * (SIGN_MOST + 1)])
def test_what_cannot_be_is_refused(ruth, words):
    with pytest.raises(Refused):
        write(ruth, words)


def test_a_list_has_an_end(ruth):
    for _ in range(SIGNS_MOST):
        write(ruth)
    with pytest.raises(Refused):
        write(ruth)


def test_nobody_else_reads_or_touches_a_sign(ruth):
    omar, id = make.person(OMAR), write(ruth)
    assert q.signs(omar) == []
    for act in (remove_sign, put_back_sign):
        with pytest.raises(Http404):
            act(by=omar, sign=id)
    for act in (lambda: write(omar, id=id), lambda: change_sign(by=omar, sign=id, version=1, words="x")):
        with pytest.raises(Http404):
            act()
    assert told(ruth) == ["I stop cooking."]


def test_signs_leave_and_go_with_their_person(ruth):
    remove_sign(by=ruth, sign=write(ruth))
    assert export(ruth)["signs"][0]["words"] == "I stop cooking."
    erase_account(by=ruth)
    assert not Sign.objects.exists()
