"""Where a push may go, and what an attempt leads to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.reminders.rules.outcomes import TRIES, Outcome, State, settled, together
from mending.reminders.rules.places import Endpoint, Subscription, is_public, is_subscription, parse

GOOD = "https://updates.push.example.com/wpush/v2/abc?d=1"


def test_an_endpoint_is_taken_apart():
    assert parse(GOOD) == Endpoint("updates.push.example.com", "/wpush/v2/abc?d=1")
    assert parse("https://push.example.com:443/x") == Endpoint("push.example.com", "/x")


@pytest.mark.parametrize(
    "address",
    [
        "http://push.example.com/x",
        "https://push.example.com:8443/x",
        "https://push.example.com:0x1bb/x",
        "https://user@push.example.com/x",
        "https://user:word@push.example.com/x",
        "https://127.0.0.1/x",
        "https://2130706433/x",
        "https://0x7f.1/x",
        "https://[::1]/x",
        "https://localhost/x",
        "https://intranet/x",
        "https://push.example.com./x",
        "https:///x",
        "https://push.example.com/x y",
        "https://push.example.com/\r\nHost: inside",
        "https://päck.example.com/x",
        "https://push.example.com\\@inside.example/x",
        "ftp://push.example.com/x",
        "file:///etc/passwd",
        "",
        "https://push.example.com/" + "a" * 1000,
    ],
)
def test_any_other_address_is_refused(address):
    assert parse(address) is None


@pytest.mark.parametrize("address", ["8.8.8.8", "142.250.1.1", "2607:f8b0:4004:c07::5f", "2001:4860:4860::8888"])
def test_public_addresses(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "2002:c0a8:101::1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2001:db8::1",
        "not an address",
        "",
    ],
)
def test_nothing_inside_is_public(address):
    assert not is_public(address)


@given(st.ip_addresses(network="10.0.0.0/8") | st.ip_addresses(network="fc00::/7") | st.ip_addresses(v=4))
def test_the_same_address_in_other_clothes_is_as_public(address):
    if address.version == 4:
        assert is_public(f"::ffff:{address}") == is_public(str(address))
    else:
        assert not is_public(str(address))


def test_what_a_browser_gives():
    point, secret = "BP" + "A" * 85, "A" * 22
    assert is_subscription(Subscription(GOOD, point, secret))
    assert not is_subscription(Subscription(GOOD, "A" * 87, secret))
    assert not is_subscription(Subscription(GOOD, point, "A" * 21))
    assert not is_subscription(Subscription(GOOD, "no such thing!", secret))
    assert not is_subscription(Subscription("https://localhost/", point, secret))


@pytest.mark.parametrize("tries", range(1, TRIES + 3))
@pytest.mark.parametrize("outcome", Outcome)
def test_only_what_was_surely_not_handed_over_is_tried_again(outcome, tries):
    state, wait = settled(outcome, tries)
    assert (state is State.WAITING) == (wait is not None) == (outcome is Outcome.AGAIN and tries < TRIES)
    assert (state is State.SENT) == (outcome is Outcome.SENT)
    assert (state is State.UNSURE) == (outcome is Outcome.UNSURE)


def test_of_several_browsers_the_best_counts_and_a_doubt_is_never_tried_again():
    assert together([Outcome.GONE, Outcome.SENT]) is Outcome.SENT
    assert together([Outcome.AGAIN, Outcome.UNSURE]) is Outcome.UNSURE
    assert together([Outcome.AGAIN, Outcome.REFUSED]) is Outcome.AGAIN
    assert together([]) is Outcome.REFUSED
