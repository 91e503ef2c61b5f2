"""The pages of reminders, through the eyes of the cast."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.test import Client

from mending.accounts.models import Person
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.rules.schedule import Repeat
from mending.reminders.actions import reaching
from mending.reminders.actions.tokens import code_of, stop_token
from mending.reminders.models import Address, Browser, Choice, Due, Feed
from mending.site import settings
from tests import make, people, posting
from tests.house import walking
from tests.rooms import reminding

pytestmark = pytest.mark.django_db
DAWN = datetime(2026, 5, 4, 5, tzinfo=UTC)
FORM = {"channel": "push", "at": "09:00", "version": "0"}
PROMISE = "/reminders/about/promise/"


@pytest.fixture
def mail():
    posting.tell(
        posting.Outside(url="https://m.example", mail=posting.MailServer("h", 25, "none", "", "", "n@x.org"))
    )
    yield
    posting.tell(posting.Outside())


def signed_in(viewer):
    client = Client()
    make.sign_in(client, viewer)
    return client


def page(client, address="/reminders/"):
    return client.get(address).content.decode()


def test_a_first_look_is_calm_and_says_what_is_possible():
    seen = page(signed_in(make.person(people.RUTH)))
    assert "What I promised for today" in seen
    assert "Not sent from here" in seen
    assert "Nothing comes from 22:00 to 08:00" in seen
    assert "Stop all" not in seen


def test_it_costs_few_questions_and_the_same_later(django_assert_max_num_queries):
    ruth = reminding.with_browser()
    reminding.by_push(ruth)
    client = signed_in(ruth)
    with django_assert_max_num_queries(8):
        client.get("/reminders/")
    for number in range(40):
        Due.objects.create(
            owner_id=ruth.id, kind="try", channel="push", zone="UTC", state="sent",
            due_at=clock.now() - timedelta(days=number), settled_at=clock.now(),
        )  # fmt: skip
    with django_assert_max_num_queries(8):
        client.get("/reminders/")


def test_choosing_changing_and_stopping_all_with_one_tap_back():
    ruth = reminding.with_browser()
    client = signed_in(ruth)
    assert client.post(PROMISE, FORM).status_code == 302
    assert "At 09:00, as a note in the browser" in page(client)
    client.post("/reminders/off/")
    assert "They come again" not in page(client)
    assert Choice.objects.get().channel == "none"
    assert not Due.objects.filter(state="waiting").exists()
    client.post("/reminders/on-again/")
    assert Choice.objects.get().channel == "push"
    assert Due.objects.filter(state="waiting").count() == 1


def test_a_time_at_night_is_told_beside_the_field_and_stays_typed():
    client = signed_in(reminding.with_browser())
    seen = client.post(PROMISE, {**FORM, "at": "23:15"}).content.decode()
    assert "This lies in your quiet hours" in seen
    assert 'value="23:15"' in seen


def test_without_a_browser_or_address_it_says_what_comes_first():
    client = signed_in(make.person(people.RUTH))
    seen = client.post(PROMISE, FORM).content.decode()
    assert "First turn on notes in this browser." in seen
    assert not Choice.objects.exists()


def test_two_tabs_show_both():
    client = signed_in(reminding.with_browser())
    client.post(PROMISE, FORM)
    client.post(PROMISE, {**FORM, "at": "10:00", "version": "1"})
    seen = client.post(PROMISE, {**FORM, "at": "11:00", "version": "1"}).content.decode()
    assert "There it says now: At 10:00" in seen
    assert 'value="11:00"' in seen
    assert client.post(PROMISE, {**FORM, "at": "11:00", "version": "2"}).status_code == 302


def test_an_address_is_given_confirmed_and_removed(mail):
    ruth = make.person(people.RUTH)
    client = signed_in(ruth)
    client.post("/reminders/email/", {"address": "ruth@example.net"})
    seen = page(client, "/reminders/email/")
    assert "A code is on its way to ruth@example.net" in seen
    assert "does not fit" in client.post("/reminders/email/", {"code": "12"}).content.decode()
    code = code_of(Address.objects.get())
    assert client.post("/reminders/email/", {"code": f"{code[:3]} {code[3:]}"}).status_code == 302
    assert "Your address is ruth@example.net" in page(client, "/reminders/email/")
    client.post(PROMISE, {**FORM, "channel": "email"})
    client.post("/reminders/email/remove/")
    assert not Address.objects.exists()
    assert Choice.objects.get().channel == "none"


def test_codes_are_not_sent_without_end(mail):
    client = signed_in(make.person(people.RUTH))
    for number in range(6):
        seen = client.post("/reminders/email/", {"address": f"someone{number}@example.net"})
    assert "asked too often" in seen.content.decode()
    assert Due.objects.filter(kind="code").count() == 1


def test_without_a_mail_server_no_address_is_asked_for():
    client = signed_in(make.person(people.RUTH))
    seen = page(client, "/reminders/email/")
    assert 'name="address"' not in seen
    client.post("/reminders/email/", {"address": "ruth@example.net"})
    assert not Address.objects.exists()


def test_a_way_that_leads_nowhere_is_not_offered():
    assert "Add an e-mail address" not in page(signed_in(make.person(people.RUTH)), PROMISE)


def test_with_a_mail_server_an_address_is_offered(mail):
    assert "Add an e-mail address" in page(signed_in(make.person(people.RUTH)), PROMISE)


def test_a_browser_is_added_by_its_script_and_forgotten():
    client = signed_in(make.person(people.RUTH))
    given = reminding.subscription()
    sent = {"endpoint": given.endpoint, "p256dh": given.p256dh, "auth": given.auth}
    assert client.post("/reminders/browser/", sent).status_code == 302
    assert Browser.objects.count() == 1
    client.post("/reminders/browser/", {**sent, "endpoint": "https://127.0.0.1/inside"})
    client.post("/reminders/browser/", {**sent, "endpoint": "http://push.example.com/x"})
    assert Browser.objects.count() == 1
    assert client.post("/reminders/browser/", {}).status_code == 400
    client.post("/reminders/browser/remove/")
    assert not Browser.objects.exists()


def test_trying_one_puts_it_in_line_once_and_no_page_waits_for_the_world(monkeypatch):
    from mending.reminders.actions import push  # noqa: PLC0415

    monkeypatch.setattr(push, "post", lambda *args, **more: pytest.fail("A page went out"))
    client = signed_in(reminding.with_browser())
    for _ in range(2):
        client.post("/reminders/try/", {"channel": "push"})
    assert Due.objects.filter(kind="try").count() == 1


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("sent", "Sent"),
        ("unsure", "May not have reached you"),
        ("failed", "Did not reach you"),
        ("late", "Left out: its time had passed"),
    ],
)
def test_lately_says_honestly_how_it_went(state, words):
    ruth = make.person(people.RUTH)
    now = clock.now()
    Due.objects.create(
        owner_id=ruth.id, kind="try", channel="push", zone="UTC", state=state, due_at=now, settled_at=now
    )
    assert words in page(signed_in(ruth))
    assert words not in page(signed_in(make.person(people.DANIEL)))


def test_a3_nobody_sets_a_reminder_for_another():
    ruth = reminding.with_browser()
    reminding.by_push(ruth)
    daniel = signed_in(make.person(people.DANIEL))
    for address in ("off/", "on-again/", "email/remove/", "browser/remove/", "calendar/close/"):
        daniel.post(f"/reminders/{address}")
    daniel.post(PROMISE, {**FORM, "owner": str(ruth.id), "version": "1"})
    assert Choice.objects.get(owner=ruth.id).channel == "push"
    assert reminding.browsers(ruth) == 1


# The stop link


def test_one_tap_stops_without_signing_in_and_says_nothing_of_whose_it_is():
    ruth = reminding.with_browser()
    row = reminding.by_push(ruth)
    door, visitor = f"/reminders/stop/{stop_token('choice', row.pk)}/", Client(enforce_csrf_checks=True)
    seen = page(visitor, door)
    assert "ruth" not in seen.lower()
    assert "promise" not in seen.lower()
    assert Choice.objects.get().channel == "push", "Looking must not stop"
    assert "Stopped" in visitor.post(door, {"List-Unsubscribe": "One-Click"}).content.decode()
    assert Choice.objects.get().channel == "none"
    assert visitor.post(door).status_code == 200


def test_a_link_that_was_never_ours_is_not_there():
    assert Client().get("/reminders/stop/nonsense/").status_code == 404


def test_the_doors_are_limited(monkeypatch):
    monkeypatch.setitem(settings.ACCOUNT_RATE_LIMITS, "reminder_door", "3/m/ip")
    client = Client()
    asked = [client.get(f"/reminders/feed/{number}.ics").status_code for number in range(5)]
    assert asked == [404, 404, 404, 429, 429]
    assert client.get("/reminders/stop/nonsense/").status_code == 429


# The calendar


def made(client, viewer, **more):
    sent = {"id": new_id(), "kinds": ["promise"], **more}
    seen = client.post("/reminders/calendar/", sent).content.decode()
    address = seen.partition('class="secret"')[2].partition(">")[2].partition("<")[0]
    return address.partition("/reminders/")[1] + address.partition("/reminders/")[2], sent


def test_the_feed_holds_times_and_no_words():
    with clock.frozen(DAWN):
        ruth = make.person(people.RUTH, zone="America/New_York")
        theo = make.someone(ruth, "Theo")
        make.promise(ruth, "Call Marta at six", repeat=Repeat.WEEKLY)
        make.promise(ruth, "Write to Theo", to=theo, repeat=Repeat.DAILY)
        from mending.circle.rules.states import State  # noqa: PLC0415

        make.stand(ruth, theo, State.ENDED)
        address, _ = made(signed_in(ruth), ruth)
        answer = Client().get(address)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    written = answer.content.decode()
    for word in ("Marta", "Theo", "promise", "Mending", "ruth"):
        assert word.lower() not in written.lower()
    events = icalendar.Calendar.from_ical(written).walk("VEVENT")
    starts = [event.decoded("DTSTART") for event in events]
    # 4 May is Sunday evening still in New York: the promise is weekly from the third, at nine o'clock there.
    assert starts[0] in (datetime(2026, 5, 3, 13, tzinfo=UTC), datetime(2026, 5, 4, 13, tzinfo=UTC))
    assert len(starts) == 9
    assert len({str(event["UID"]) for event in events}) == 9
    assert {str(event["SUMMARY"]) for event in events} == {"Reminder"}


def test_the_feed_of_a_closed_account_is_not_there():
    ruth = make.person(people.RUTH)
    address, _ = made(signed_in(ruth), ruth)
    Person.objects.filter(pk=ruth.id).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_the_secret_is_kept_nowhere_and_shown_once():
    ruth = make.person(people.RUTH)
    client = signed_in(ruth)
    address, sent = made(client, ruth)
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert len(token) >= 43
    assert token not in str(Feed.objects.values())
    assert token not in page(client, "/reminders/calendar/")
    assert client.post("/reminders/calendar/", sent).status_code == 302
    assert Client().get(address).status_code == 200


def test_a_closed_calendar_and_one_that_never_was_are_the_same():
    ruth = make.person(people.RUTH)
    client = signed_in(ruth)
    first, _ = made(client, ruth)
    second, _ = made(client, ruth)
    client.post("/reminders/calendar/close/")
    never = "/reminders/feed/" + "A" * 43 + ".ics"
    answers = [Client().get(address) for address in (first, second, never)]
    assert {answer.status_code for answer in answers} == {404}
    pages = {walking.whole(answer).replace(answer.request["PATH_INFO"].encode(), b"") for answer in answers}
    assert len(pages) == 1


def test_another_tab_cannot_take_somebody_elses_feed():
    ruth, daniel = make.person(people.RUTH), make.person(people.DANIEL)
    id = new_id()
    assert reaching.make_feed(by=ruth, id=id, kinds=["promise"])
    assert signed_in(daniel).post("/reminders/calendar/", {"id": id, "kinds": ["promise"]}).status_code == 404
