"""E-mail and push as they leave the house, met by servers of the tests' own on this machine."""

import socket
import time
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.policy import default

import http_ece
import pytest
from py_vapid import Vapid02

from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.rules.schedule import Repeat
from mending.reminders.actions import mail, push
from mending.reminders.actions.choosing import try_now
from mending.reminders.actions.reaching import BROWSERS_MOST, add_browser, confirm_address, give_address
from mending.reminders.actions.stopping import stop_by_token
from mending.reminders.actions.tokens import code_of, read_stop_token, stop_token
from mending.reminders.actions.trouble import Refused
from mending.reminders.models import Address, Choice, Due
from mending.reminders.rules.kinds import Channel
from mending.reminders.rules.outcomes import Outcome
from tests import make, people, posting
from tests.rooms import reminding

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1", "localhost"])]
DAWN = datetime(2026, 5, 4, 5, tzinfo=UTC)
NINE = datetime(2026, 5, 4, 9, tzinfo=UTC)
URL = "https://mending.example.org"


@pytest.fixture(autouse=True)
def nothing_told_stays():
    yield
    posting.tell(posting.Outside())


def letter_to(server):
    [raw] = server.letters
    return message_from_string(raw, policy=default)


def ruth_at_nine(server):
    posting.use(server)
    with clock.frozen(DAWN):
        ruth = reminding.with_address()
        make.promise(ruth, "Call Marta at six", repeat=Repeat.DAILY)
        reminding.by_email(ruth)
    with clock.frozen(NINE):
        reminding.send()
    return ruth


def test_the_letter_is_neutral_and_can_be_stopped_in_one_tap():
    with posting.mail_server() as server:
        ruth = ruth_at_nine(server)
    letter = letter_to(server)
    due = Due.objects.get(state="sent")
    assert letter["Subject"] == "You have a reminder"
    assert letter["From"] == f"Kitchen <{posting.SENDER}>"
    assert letter["To"] == "ruth@example.net"
    assert letter["Message-ID"] == f"<{due.pk}@example.org>"
    stop = letter["List-Unsubscribe"].strip("<>")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop in letter.get_content()
    assert "Marta" not in server.letters[0]
    token = stop.removeprefix(f"{URL}/reminders/stop/").rstrip("/")
    assert read_stop_token(token) == ("choice", Choice.objects.get(owner=ruth.id).pk)


@pytest.mark.parametrize(("code", "state"), [(450, "waiting"), (550, "failed")])
def test_a_refused_recipient_is_tried_again_only_when_the_server_says_later(code, state):
    with posting.mail_server(refuses=code) as server:
        ruth = ruth_at_nine(server)
    assert reminding.states(ruth)[0] == state
    assert not server.letters


def test_a_server_that_is_away_is_tried_again():
    with posting.mail_server() as server:
        pass
    ruth = ruth_at_nine(server)
    assert reminding.states(ruth)[0] == "waiting"


def test_a_line_that_breaks_after_the_letter_leaves_a_doubt_and_no_second_letter(monkeypatch):
    monkeypatch.setattr(mail, "SECONDS", 0.3)
    with posting.mail_server(breaks=True) as server:
        ruth = ruth_at_nine(server)
        for minutes in (10, 30, 60):
            with clock.frozen(NINE + timedelta(minutes=minutes)):
                reminding.send()
        assert len(server.letters) == 1
    assert reminding.states(ruth)[0] == "unsure"


def test_an_address_is_used_only_after_its_code_came_back():
    with posting.mail_server() as server:
        posting.use(server)
        with clock.frozen(NINE):
            ruth = make.person(people.RUTH)
            give_address(by=ruth, address="ruth@example.net")
            with pytest.raises(Refused):
                reminding.by_email(ruth)
            reminding.send()
            row = Address.objects.get()
            assert code_of(row) in letter_to(server).get_content()
            with pytest.raises(Refused):
                confirm_address(by=ruth, code="000000" if code_of(row) != "000000" else "000001")
            confirm_address(by=ruth, code=code_of(row))
            reminding.by_email(ruth)


def test_a_code_is_not_guessed():
    posting.tell(posting.Outside(mail=posting.MailServer("mail.example", 25, "none", "", "", posting.SENDER)))
    ruth = make.person(people.RUTH)
    give_address(by=ruth, address="ruth@example.net")
    right = code_of(Address.objects.get())
    for _ in range(5):
        with pytest.raises(Refused):
            confirm_address(by=ruth, code="wrong!")
    with pytest.raises(Refused):
        confirm_address(by=ruth, code=right)
    give_address(by=ruth, address="ruth@example.net")
    assert code_of(Address.objects.get()) != right
    with clock.frozen(clock.now() + timedelta(hours=1)), pytest.raises(Refused):
        confirm_address(by=ruth, code=code_of(Address.objects.get()))


def test_a_code_for_one_address_does_not_confirm_another():
    posting.tell(posting.Outside(mail=posting.MailServer("mail.example", 25, "none", "", "", posting.SENDER)))
    ruth = make.person(people.RUTH)
    give_address(by=ruth, address="ruth@example.net")
    first = code_of(Address.objects.get())
    give_address(by=ruth, address="someone@example.net")
    with pytest.raises(Refused):
        confirm_address(by=ruth, code=first)


# Push


def ruth_with_a_note():
    ruth = reminding.with_browser()
    try_now(by=ruth, channel=Channel.PUSH)
    reminding.send()
    return ruth


def test_a_push_carries_the_stop_token_alone_sealed_for_the_browser(monkeypatch):
    posting.tell(posting.Outside(url=URL))
    with posting.push_service(monkeypatch) as service:
        ruth = ruth_with_a_note()
    [(path, headers, body)] = service.notes
    opened = http_ece.decrypt(body, private_key=reminding.KEY, auth_secret=reminding.SECRET, version="aes128gcm")
    assert read_stop_token(opened.decode()) == ("person", ruth.id)
    assert path == "/one"
    assert headers["Content-Encoding"] == "aes128gcm"
    assert int(headers["TTL"]) > 0
    assert Vapid02.verify(headers["Authorization"])
    assert headers["Authorization"].endswith(f"k={push.public_key()}")
    assert reminding.states(ruth) == ["sent"]


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (201, Outcome.SENT),
        (404, Outcome.GONE),
        (410, Outcome.GONE),
        (429, Outcome.AGAIN),
        (503, Outcome.AGAIN),
        (400, Outcome.REFUSED),
        (302, Outcome.REFUSED),
    ],
)
def test_what_the_service_says_and_no_redirect_is_followed(monkeypatch, status, outcome):
    with posting.push_service(monkeypatch, status=status) as service:
        assert push.post(reminding.subscription(), stop="x", id=new_id()) is outcome
    assert len(service.notes) == 1


def test_a_browser_that_took_its_leave_is_forgotten(monkeypatch):
    with posting.push_service(monkeypatch, status=410):
        ruth = ruth_with_a_note()
    assert reminding.browsers(ruth) == 0
    assert reminding.states(ruth) == ["failed"]


def test_a_service_that_dribbles_is_cut_off(monkeypatch):
    monkeypatch.setattr(push, "DEADLINE", 0.5)
    with posting.push_service(monkeypatch, dribbles=True):
        began = time.monotonic()
        assert push.post(reminding.subscription(), stop="x", id=new_id()) is Outcome.UNSURE
        assert time.monotonic() - began < 5


def test_a_host_with_another_certificate_is_told_nothing(monkeypatch):
    with posting.push_service(monkeypatch) as service:
        monkeypatch.setattr(posting, "PUSH_HOST", "other.example.com")
        assert push.post(reminding.subscription(), stop="x", id=new_id()) is Outcome.AGAIN
    assert not service.notes


INSIDE = ("127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "fd00::1", "::ffff:192.168.0.1")


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_leads_inside_is_never_dialled(monkeypatch, address):
    def resolve(host, port, **more):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in ("8.8.8.8", address)]

    def dial(*args, **more):
        raise AssertionError(f"dialled {args}")

    monkeypatch.setattr(push.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(push.socket, "create_connection", dial)
    assert push.post(reminding.subscription(), stop="x", id=new_id()) is Outcome.REFUSED


def test_the_line_goes_to_the_very_address_that_was_found_public(monkeypatch):
    dialled, looked_up = [], []

    def resolve(host, port, **more):
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", port))]

    def dial(address, *more):
        dialled.append(address)
        raise OSError

    monkeypatch.setattr(push.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(push.socket, "create_connection", dial)
    assert push.post(reminding.subscription(), stop="x", id=new_id()) is Outcome.AGAIN
    assert dialled == [("8.8.8.8", 443)]
    assert looked_up == [posting.PUSH_HOST]


def test_browsers_are_taken_once_and_not_without_end():
    ruth = reminding.with_browser()
    add_browser(by=ruth, given=reminding.subscription())
    assert reminding.browsers(ruth) == 1
    for number in range(BROWSERS_MOST - 1):
        add_browser(by=ruth, given=reminding.subscription(f"more{number}"))
    with pytest.raises(Refused):
        add_browser(by=ruth, given=reminding.subscription("one-more"))


# Stopping


def test_a_link_stops_what_it_came_with_and_nothing_else():
    ruth, omar = reminding.with_browser(), reminding.with_browser(people.OMAR)
    for viewer in (ruth, omar):
        reminding.by_push(viewer)
    row = Choice.objects.get(owner=ruth.id)
    for _ in range(2):
        assert stop_by_token(token=stop_token("choice", row.pk))
    assert Choice.objects.get(owner=ruth.id).channel == "none"
    assert Choice.objects.get(owner=omar.id).channel == "push"
    assert not Due.objects.filter(owner=ruth.id).exists()


def test_a_link_that_was_changed_stops_nothing():
    ruth = reminding.with_browser()
    reminding.by_push(ruth)
    good = stop_token("choice", Choice.objects.get().pk)
    for number in range(len(good)):
        letter = "A" if good[number] != "A" else "B"
        assert not stop_by_token(token=good[:number] + letter + good[number + 1 :])
    for wrong in ("", "x", good + "A", good[:-4], "é" * 44, good.replace("=", "!")):
        assert wrong == good or not stop_by_token(token=wrong)
    assert Choice.objects.get().channel == "push"
