"""Helplines as values: how fresh, how an installation changes them, and what is said of a wrong file."""

import tomllib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.help.rules import (
    STALE_AFTER,
    Changes,
    ContentTrouble,
    Country,
    Freshness,
    Kind,
    Line,
    apply,
    dial,
    parse_card,
    parse_changes,
    parse_country,
)

TODAY = date(2026, 11, 23)
FILE = """
code = "XX"
name = "Somewhere"
emergency = "999"

[[line]]
id = "xx.emergency"
kind = "emergency"
name = "Emergency"
what = "Ambulance."
hours = "Always"
call = ["999"]
source = "A test"

[[line]]
id = "xx.talk"
kind = "crisis"
name = "Talk"
what = "Someone listens."
hours = "Evenings"
call = ["0 123"]
source = "A test"
"""


def line(name="xx.a", kind=Kind.CRISIS, **more) -> Line:
    return Line(id=name, kind=kind, name="A", what="B", hours="C", source="D", call=("1",), **more)


def parsed(text: str) -> Country:
    return parse_country(tomllib.loads(text), "xx.toml", text)


@pytest.mark.parametrize(
    ("verified", "expected"),
    [
        ("", Freshness.NEVER),
        ("2026-11-23", Freshness.FRESH),
        ("2026-05-24", Freshness.FRESH),
        ("2026-05-23", Freshness.OLD),
        ("2026-06", Freshness.FRESH),
        ("2026-05", Freshness.OLD),
        ("2026-11-24", Freshness.NEVER),
    ],
)
def test_a_number_is_fresh_for_six_months_after_its_check(verified, expected):
    assert line(verified=verified).freshness(TODAY) is expected


@given(st.integers(0, 4000))
def test_a_number_never_gets_fresher_by_waiting(days):
    checked = line(verified=TODAY.isoformat())
    later = checked.freshness(TODAY + timedelta(days=days))
    assert later is (Freshness.FRESH if days <= STALE_AFTER else Freshness.OLD)


@pytest.mark.parametrize(("number", "digits"), [("1-800-662-4357", "18006624357"), ("116 123", "116123")])
def test_a_link_dials_digits_only(number, digits):
    assert dial(number) == digits


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (('hours = "Evenings"', ""), ("number 2", "line 15", "`hours`")),
        (('kind = "crisis"', 'kind = "chat"'), ("number 2", "'chat'")),
        (('call = ["0 123"]', 'call = ["call me"]'), ("number 2", "`call`")),
        (('call = ["0 123"]', ""), ("number 2", "no way to reach it")),
        (('call = ["0 123"]', 'phone = "0 123"'), ("number 2", "`phone`")),
        (('call = ["0 123"]', 'call = ["1"]\nverified = "soon"'), ("number 2", "'soon' is no date")),
        (('id = "xx.talk"', 'id = "xx.emergency"'), ("number 2", "used twice")),
        (('emergency = "999"', ""), ("`emergency`",)),
        (('kind = "emergency"', 'kind = "crisis"'), ('kind = "emergency"',)),
    ],
)
def test_a_wrong_file_is_told_with_file_place_and_key(change, named):
    text = FILE.replace(*change)
    assert text != FILE
    with pytest.raises(ContentTrouble) as trouble:
        parsed(text)
    assert all(words in str(trouble.value) for words in ("xx.toml", *named))


def test_an_own_line_comes_first_and_one_of_the_same_id_takes_the_place():
    own = line("own.line", Kind.OWN)
    better = line("xx.talk", Kind.CRISIS, doubt="Only on weekdays.")
    here = apply(parsed(FILE), Changes(lines=(own, better)))
    assert [shown.id for shown in here.lines] == ["own.line", "xx.emergency", "xx.talk"]
    assert here.of(Kind.CRISIS)[0].doubt == "Only on weekdays."


def test_a_line_of_another_country_stays_there():
    assert apply(parsed(FILE), Changes(lines=(line("own.line", country="US"),))) == parsed(FILE)


def test_a_check_is_noted_and_takes_the_place_of_an_older_one():
    here = apply(parsed(FILE), Changes(verified={"xx.talk": "2026-11-20"}))
    assert here.of("crisis")[0].freshness(TODAY) is Freshness.FRESH


def test_a_line_can_be_hidden_but_never_the_emergency_number():
    here = apply(parsed(FILE), Changes(hide=frozenset({"xx.talk", "xx.emergency"})))
    assert [shown.id for shown in here.lines] == ["xx.emergency"]


@pytest.mark.parametrize("text", ['hide = "us.988"', '[verified]\n"us.988" = "yesterday"'])
def test_a_wrong_file_of_the_installation_is_told(text):
    with pytest.raises(ContentTrouble, match=r"helplines\.toml"):
        parse_changes(tomllib.loads(text), "helplines.toml", text)


def test_a_card_without_its_steps_is_told():
    with pytest.raises(ContentTrouble, match=r"card\.toml: 'step'"):
        parse_card({"title": "A"}, "card.toml")
