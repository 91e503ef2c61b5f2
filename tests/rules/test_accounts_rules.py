"""Names, codes, devices and choices, as pure decisions."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.accounts.rules import plain_name, too_like
from mending.accounts.rules.choices import country_of, fit_zone, zones
from mending.accounts.rules.devices import device
from mending.accounts.rules.lock import Awake, is_code, is_guessable, is_shut

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@given(st.text(max_size=60))
def test_a_plain_name_is_plain(name):
    assert plain_name(plain_name(name)) == plain_name(name)


@given(st.text(alphabet=st.characters(codec="latin-1"), max_size=40))
def test_case_and_blanks_around_make_no_other_name(name):
    assert plain_name(f"  {name.upper()} ") == plain_name(plain_name(name).upper())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ruth", "rUTH", True),
        ("Ruth  of the\triver", "ruth of the river", True),
        ("Straße", "STRASSE", True),
        ("José", "Jose\u0301", True),
        ("\uff32uth", "ruth", True),
        ("ruth\u202e", "ruth", True),
        ("ruth", "rüth", False),
        ("ruth", "ruth2", False),
    ],
)
def test_which_names_are_one(one, other, same):
    assert (plain_name(one) == plain_name(other)) is same


@pytest.mark.parametrize(
    ("password", "name", "like"),
    [
        ("ruth-of-the-river", "Ruth of the river", True),
        ("xxMARTAxx2026", "marta", True),
        ("atram atram atram", "marta", True),
        ("a long quiet walk by the river", "ruth", False),
        ("al is not the word here", "al", False),
    ],
)
def test_a_password_like_the_name(password, name, like):
    assert too_like(password, name) is like


@pytest.mark.parametrize(
    ("code", "fit"), [("2580", True), ("12345678", True), ("258", False), ("123456789", False), ("٢٥٨٠", False)]
)
def test_a_code_is_four_to_eight_digits(code, fit):
    assert is_code(code) is fit


@pytest.mark.parametrize(
    ("code", "guessable"),
    [("0000", True), ("1234", True), ("87654321", True), ("1357", False), ("1122", False), ("2580", False)],
)
def test_codes_anyone_would_try(code, guessable):
    assert is_guessable(code) is guessable


def awake(**ago):
    return Awake("one", int((NOW - timedelta(**ago)).timestamp()))


@pytest.mark.parametrize(
    ("held", "opening", "shut"),
    [
        (awake(minutes=4, seconds=59), "one", False),
        (awake(minutes=5), "one", True),
        (awake(days=400), "one", True),
        (awake(seconds=-30), "one", False),
        (awake(seconds=-90), "one", True),
        (awake(), "another", True),
        (awake(), None, True),
        (None, "one", True),
        (None, None, True),
    ],
)
def test_when_the_lock_is_shut(held, opening, shut):
    assert is_shut(held, opening=opening, now=NOW, minutes=5) is shut


@given(st.integers(-(10**10), 10**10), st.integers(1, 60))
def test_the_lock_is_never_open_longer_than_its_minutes(used, minutes):
    if not is_shut(Awake("a", used), opening="a", now=NOW, minutes=minutes):
        assert -60 <= NOW.timestamp() - used < minutes * 60


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130 Safari/537.36",
            ("Chrome", "Windows"),
        ),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/130 Safari/537.36 Edg/130", ("Edge", "Windows")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1", ("Safari", "iPhone")),
        (
            "Mozilla/5.0 (Linux; Android 14) SamsungBrowser/25 Chrome/121",
            ("Samsung Internet", "Android"),
        ),
        ("curl/8", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_device_in_words(agent, words):
    assert device(agent) == words


@pytest.mark.parametrize(
    ("header", "country"),
    [("es-MX,es;q=0.8", "MX"), ("en", ""), ("", ""), ("zh-Hant-TW", "TW"), ("en-GB;q=0.5", "GB"), ("x-*", "")],
)
def test_a_country_guessed_from_the_language(header, country):
    assert country_of(header) == country


def test_zones():
    assert {"UTC", "Europe/Berlin", "America/New_York"} <= set(zones())
    assert fit_zone("Mars/Olympus") == "UTC"
    assert fit_zone("Asia/Tokyo") == "Asia/Tokyo"
