"""The line of what is due: claimed once, sent at most once, planned by the person's own clock."""

from datetime import UTC, datetime, time, timedelta

import pytest

from mending.accounts.actions.choices import change_place
from mending.checkins import actions as checkins
from mending.checkins.rules.questions import Question
from mending.circle.rules.states import State as Stands
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.actions import answering
from mending.promises.rules.outcomes import Outcome as Turned
from mending.promises.rules.schedule import Repeat
from mending.reminders import tasks
from mending.reminders.actions import claiming, sending
from mending.reminders.actions.choosing import choose, keep_quiet
from mending.reminders.actions.trouble import Conflict, Refused
from mending.reminders.models import DailyRun, Due
from mending.reminders.queries.choices import choice, lately
from mending.reminders.rules.kinds import Channel, Kind, Plan
from mending.reminders.rules.outcomes import Outcome, State
from mending.reminders.rules.times import Quiet
from tests import make, people, posting
from tests.rooms import reminding

pytestmark = pytest.mark.django_db
DAWN = datetime(2026, 5, 4, 5, tzinfo=UTC)
NINE = datetime(2026, 5, 4, 9, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def sent(monkeypatch):
    """What was handed to the mail, and how that goes."""

    class Sent(list):
        outcome = Outcome.SENT

    box = Sent()

    def post(server, letter):
        box.append(letter)
        return box.outcome

    monkeypatch.setattr(sending.mail, "post", post)
    posting.tell(
        posting.Outside(url="https://m.example", mail=posting.MailServer("h", 25, "none", "", "", "n@x.org"))
    )
    yield box
    posting.tell(posting.Outside())


@pytest.fixture
def ruth(sent):
    with clock.frozen(DAWN):
        viewer = reminding.with_address()
        make.promise(viewer, repeat=Repeat.DAILY)
        reminding.by_email(viewer)
        yield viewer


def at(moment):
    return clock.frozen(moment)


def test_it_comes_at_its_time_and_the_next_is_in_line(ruth, sent):
    with at(NINE - MINUTE):
        assert reminding.send() == 0
    with at(NINE):
        assert reminding.send() == 1
        assert reminding.send() == 0
    assert len(sent) == 1
    assert reminding.states(ruth) == ["sent", "waiting"]
    assert Due.objects.get(state="waiting").due_at == NINE + DAY


def test_each_day_once(ruth, sent):
    for day in range(5):
        for minute in range(0, 60, 20):
            with at(NINE + day * DAY + minute * MINUTE):
                reminding.send()
    assert len(sent) == 5
    assert len({letter.id for letter in sent}) == 5


def test_an_answered_day_needs_no_reminder(ruth, sent):
    promise = make.promise(ruth, "Wash up")
    with at(NINE):
        for one in (promise, _daily(ruth)):
            answering.answer(by=ruth, promise=one, due_on=NINE.date(), outcome=Turned.KEPT, version=0)
        reminding.send()
    assert not sent
    assert reminding.states(ruth) == ["waiting"]


def _daily(viewer):
    from mending.promises.models import Promise  # noqa: PLC0415

    return Promise.objects.get(owner=viewer.id, repeat="daily").pk


def test_nothing_promised_nothing_sent(sent):
    with at(DAWN):
        ruth = reminding.with_address()
        reminding.by_email(ruth)
    with at(NINE):
        reminding.send()
    assert not sent


@pytest.mark.parametrize(
    "state", [Stands.PAUSED_BY_ME, Stands.PAUSED_BY_THEM, Stands.NO_CONTACT, Stands.GRIEVING, Stands.ENDED]
)
def test_a2_nothing_goes_out_about_someone_who_is_quiet(sent, state):
    with at(DAWN):
        ruth = reminding.with_address()
        theo = make.someone(ruth, "Theo")
        make.promise(ruth, to=theo, repeat=Repeat.DAILY)
        reminding.by_email(ruth)
        if state is Stands.NO_CONTACT:
            _block(ruth, theo)
        else:
            make.stand(ruth, theo, state)
    with at(NINE):
        reminding.send()
    assert not sent


def _block(viewer, who):
    from mending.circle import actions as circle  # noqa: PLC0415
    from mending.circle.rules.states import NoContact  # noqa: PLC0415
    from mending.foundation.ids import new_id  # noqa: PLC0415

    wished = circle.Wished(Stands.NO_CONTACT, clock.today(viewer.zone), NoContact.ORDER, "")
    circle.change_state(by=viewer, relationship_id=who, wished=wished, change_id=new_id(), seen=1)


def test_a_check_in_is_asked_for_at_the_time_picked_for_it_unless_it_is_there(sent):
    with at(DAWN):
        ruth = reminding.with_address()
        checkins.choose(by=ruth, questions=[Question.MOOD], at=time(19, 30))
        plan = choice(ruth, Kind.CHECKIN).plan
        assert plan == Plan(time(19, 30))
        reminding.by_email(ruth, plan, Kind.CHECKIN)
    evening = DAWN.replace(hour=19, minute=30)
    with at(evening):
        reminding.send()
    with at(evening + DAY - HOUR):
        day = clock.today(ruth.zone)
        checkins.check_in(by=ruth, id=new_id(), day=day, answers={Question.MOOD: 1}, note="")
    with at(evening + DAY):
        reminding.send()
    assert len(sent) == 1


def test_of_several_clocks_one_gets_it(ruth):
    with at(NINE):
        [id] = claiming.ready(10)
        assert claiming.claim(id)
        assert claiming.claim(id) is None
        assert claiming.ready(10) == []


def test_after_a_death_before_sending_it_is_taken_up_again(ruth, sent):
    with at(NINE):
        assert claiming.claim(claiming.ready(1)[0])
    with at(NINE + claiming.LEASE):
        assert reminding.send() == 0
    with at(NINE + claiming.LEASE + MINUTE):
        assert reminding.send() == 1
    assert len(sent) == 1


def test_after_a_death_while_sending_it_is_never_sent_again_and_the_page_says_so(ruth, sent):
    with at(NINE):
        id = claiming.ready(1)[0]
        assert claiming.begin(id, claiming.claim(id), ruth)
    for minutes in (1, 6, 60):
        with at(NINE + minutes * MINUTE):
            reminding.send()
    assert not sent
    assert [one.state for one in lately(ruth)] == [State.UNSURE]


def test_whoever_lost_the_lease_does_not_send(ruth):
    with at(NINE):
        id = claiming.ready(1)[0]
        slow = claiming.claim(id)
    with at(NINE + claiming.LEASE + MINUTE):
        quick = claiming.claim(id)
        assert claiming.begin(id, slow, ruth) is False
        assert claiming.begin(id, quick, ruth) is True
        assert claiming.begin(id, quick, ruth) is False


def test_a_slow_success_counts_after_the_sweep(ruth):
    with at(NINE):
        id = claiming.ready(1)[0]
        mark = claiming.claim(id)
        claiming.begin(id, mark, ruth)
    with at(NINE + HOUR):
        assert claiming.sweep() == 1
        assert claiming.settle(id, mark, Outcome.SENT) is State.SENT
    assert Due.objects.get(pk=id).state == "sent"


def test_what_was_refused_for_now_is_tried_three_times_and_then_told(ruth, sent):
    sent.outcome = Outcome.AGAIN
    for minutes in range(0, 60):
        with at(NINE + minutes * MINUTE):
            reminding.send()
    assert len(sent) == 3
    assert len({letter.id for letter in sent}) == 1
    assert [one.state for one in lately(ruth)] == [State.FAILED]
    assert reminding.states(ruth) == ["failed", "waiting"]


def test_in_doubt_it_is_not_tried_again(ruth, sent):
    sent.outcome = Outcome.UNSURE
    for minutes in range(0, 60, 5):
        with at(NINE + minutes * MINUTE):
            reminding.send()
    assert len(sent) == 1
    assert reminding.states(ruth) == ["unsure", "waiting"]


def test_when_the_clock_stood_still_for_hours_it_is_left_out(ruth, sent):
    with at(NINE + 3 * HOUR):
        reminding.send()
    assert not sent
    assert [one.state for one in lately(ruth)] == [State.LATE]
    with at(NINE + DAY):
        reminding.send()
    assert len(sent) == 1


def test_a_change_of_mind_takes_it_from_whoever_works_on_it(ruth):
    with at(NINE):
        id = claiming.ready(1)[0]
        mark = claiming.claim(id)
        reminding.by_email(ruth, Plan(time(18)))
        assert claiming.begin(id, mark, ruth) is False
    assert Due.objects.get().due_at == NINE + 9 * HOUR


def test_moving_to_another_zone_moves_what_waits(ruth):
    with at(DAWN):
        change_place(by=ruth, language="en", zone="America/New_York", country="")
        assert claiming.follow_zones() == 1
        assert claiming.follow_zones() == 0
    assert Due.objects.get().due_at == NINE + 4 * HOUR


def test_quiet_hours_move_what_waits(ruth):
    with at(DAWN):
        keep_quiet(by=ruth, quiet=Quiet(time(20), time(10)))
    assert Due.objects.get().due_at == NINE + HOUR


def test_a_time_in_quiet_hours_is_refused(ruth):
    with at(DAWN), pytest.raises(Refused) as refused:
        reminding.by_email(ruth, Plan(time(23)))
    assert refused.value.faults == (("at", "quiet"),)


def test_nearly_all_day_cannot_be_quiet(ruth):
    with pytest.raises(Refused):
        keep_quiet(by=ruth, quiet=Quiet(time(8), time(7)))


def test_two_tabs_do_not_overwrite_each_other_and_sending_twice_changes_nothing(ruth):
    same = {"by": ruth, "kind": Kind.PROMISE, "channel": Channel.EMAIL}
    choose(**same, plan=Plan(time(10)), version=1)
    choose(**same, plan=Plan(time(10)), version=1)
    with pytest.raises(Conflict):
        choose(**same, plan=Plan(time(11)), version=1)


def test_without_a_way_to_reach_it_cannot_be_chosen():
    omar = make.person(people.OMAR)
    for channel in (Channel.EMAIL, Channel.PUSH):
        with pytest.raises(Refused):
            choose(by=omar, kind=Kind.PROMISE, channel=channel, plan=reminding.NINE, version=0)


def test_a_closed_account_gets_nothing(ruth, sent):
    from mending.accounts.models import Person  # noqa: PLC0415

    Person.objects.filter(pk=ruth.id).update(is_active=False)
    with at(NINE):
        reminding.send()
    assert not sent


def test_one_that_cannot_be_sent_holds_up_nobody(ruth, sent, monkeypatch, caplog):
    with at(DAWN):
        omar = reminding.with_address(people.OMAR, address="omar@example.net")
        make.promise(omar, repeat=Repeat.DAILY)
        reminding.by_email(omar)
    usual = sending._is_wanted

    def breaks_for_ruth(row, viewer):
        if viewer.id == ruth.id:
            raise RuntimeError("the disk is full")
        return usual(row, viewer)

    monkeypatch.setattr(sending, "_is_wanted", breaks_for_ruth)
    with at(NINE):
        reminding.send()
    assert [letter.to for letter in sent] == ["omar@example.net"]
    assert "could not be sent" in caplog.text
    assert "ruth@example.net" not in caplog.text


def test_the_words_say_nothing(ruth, sent):
    with at(NINE):
        reminding.send()
    [letter] = sent
    assert letter.subject == "You have a reminder"
    assert letter.name == "Kitchen"
    for word in ("Mending", "promise", "Marta", "Call", "recover", "ruth"):
        assert word.lower() not in f"{letter.subject} {letter.text}".lower()


def test_daily_work_is_done_once_a_day_by_whoever_comes_first(monkeypatch):
    done = []
    with at(NINE):
        assert tasks.run_daily("circle", lambda: done.append(1) or 0)
        assert not tasks.run_daily("circle", lambda: done.append(1) or 0)
    with at(NINE + DAY):
        assert tasks.run_daily("circle", lambda: done.append(1) or 0)
    assert len(done) == 2


def test_daily_work_that_died_is_done_after_its_lease():
    with at(NINE), pytest.raises(RuntimeError):
        tasks.run_daily("circle", _die)
    with at(NINE + MINUTE):
        assert not tasks.run_daily("circle", lambda: 0)
    with at(NINE + tasks.LEASE + MINUTE):
        assert tasks.run_daily("circle", lambda: 0)


def _die():
    raise RuntimeError


def test_a_month_later_what_was_sent_is_forgotten(ruth):
    with at(NINE):
        reminding.send()
    with at(NINE + 31 * DAY):
        tasks.now_and_then()
    assert "sent" not in reminding.states(ruth)
    assert DailyRun.objects.count() == 2
