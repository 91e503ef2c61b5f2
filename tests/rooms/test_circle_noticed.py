"""Fewer contacts than usual: what is read from the person's own days, when it is said, and when not."""

from datetime import timedelta

import pytest

from mending.circle.actions import add_relationship, archive
from mending.circle.actions.contacts import log_contact, look_again, say_nobody, switch_watch, wave_away
from mending.circle.models import Contact, NobodyDay, Watch
from mending.circle.queries.contacts import days_of, names_and_notice, noticed, to_reach
from mending.circle.rules.isolation import LOOK_BACK
from mending.circle.rules.people import Portrait, Support
from mending.circle.rules.states import State
from mending.foundation import clock
from mending.foundation.ids import new_id
from tests import make
from tests.people import DANIEL, NOON, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
QUIET = 28


@pytest.fixture
def nina(ruth):
    return helps(ruth, "Nina")


def helps(by, nickname, support=Support.HELPS):
    return add_relationship(by=by, portrait=Portrait(nickname, support=support))


def year(by, person, quiet=QUIET):
    """Met every other day and marked the days between; in the last `quiet` days nobody."""
    days = [TODAY - timedelta(days=back) for back in range(250)]
    met = {day for back, day in enumerate(days) if back >= quiet and back % 2}
    Contact.objects.bulk_create(
        Contact(
            id=new_id(), owner_id=by.id, relationship_id=person, on=day, how="met", started="me", logged_at=NOON,
            is_backdated=False,
        )
        for day in met
    )  # fmt: skip
    NobodyDay.objects.bulk_create(
        NobodyDay(id=new_id(), owner_id=by.id, on=day, logged_at=NOON) for day in days if day not in met
    )
    look_again(by=by)


def test_four_weeks_with_nobody_are_noticed_and_told_on_today(ruth, nina):
    year(ruth, nina)
    found = noticed(ruth, TODAY)
    assert abs((TODAY - found.since).days - QUIET) <= 3
    assert found.usual_per_week == pytest.approx(3.5, abs=0.2)
    assert found.lately_per_week < 0.5
    assert names_and_notice(ruth, TODAY)[1]


def test_as_usual_nothing_is_said(ruth, nina):
    year(ruth, nina, quiet=0)
    assert noticed(ruth, TODAY) is None
    assert not names_and_notice(ruth, TODAY)[1]


def test_it_is_said_to_nobody_else(ruth, nina):
    year(ruth, nina)
    daniel = make.person(DANIEL)
    assert noticed(daniel, TODAY) is None
    assert days_of(daniel, TODAY) == []


def test_waved_away_it_is_quiet_for_two_weeks_and_switched_off_for_good(ruth, nina):
    year(ruth, nina)
    wave_away(by=ruth)
    assert noticed(ruth, TODAY + timedelta(days=13)) is None
    assert noticed(ruth, TODAY + timedelta(days=14))
    switch_watch(by=ruth, on=False)
    assert noticed(ruth, TODAY + timedelta(days=14)) is None


def test_when_logging_stops_it_is_not_said_for_ever(ruth, nina):
    year(ruth, nina)
    since = noticed(ruth, TODAY).since
    assert noticed(ruth, since + timedelta(days=LOOK_BACK - 1))
    assert noticed(ruth, since + timedelta(days=LOOK_BACK)) is None


def test_contacts_end_it(ruth, nina):
    year(ruth, nina)
    for more in range(14):
        with clock.frozen(NOON + timedelta(days=more + 1)):
            log_contact(by=ruth, id=new_id(), relationship=nina, on=TODAY + timedelta(days=more + 1))
    assert noticed(ruth, TODAY + timedelta(days=14)) is None


def test_a_contact_with_someone_who_does_not_help_marks_the_day_and_counts_for_nothing(ruth):
    bev = helps(ruth, "Bev", Support.NEITHER)
    log_contact(by=ruth, id=new_id(), relationship=bev, on=TODAY)
    say_nobody(by=ruth, on=TODAY - timedelta(days=1))
    assert [(day.on, day.contacts) for day in days_of(ruth, TODAY)] == [(TODAY - timedelta(days=1), 0), (TODAY, 0)]


@pytest.mark.parametrize("state", [State.PAUSED_BY_ME, State.PAUSED_BY_THEM, State.GRIEVING, State.ENDED])
def test_a2_nobody_quiet_is_named_as_one_to_reach(ruth, nina, state):
    assert [one.id for one in to_reach(ruth)] == [nina]
    make.stand(ruth, nina, state)
    assert to_reach(ruth) == []


def test_nobody_archived_is_named_as_one_to_reach(ruth, nina):
    archive(by=ruth, relationship_id=nina)
    assert to_reach(ruth) == []


def test_one_row_is_kept_of_what_was_read(ruth, nina):
    year(ruth, nina)
    look_again(by=ruth)
    assert Watch.objects.count() == 1
