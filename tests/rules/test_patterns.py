"""Patterns that could take for ever are told by how they are built; simple ones stay."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mending.worksheets.rules.patterns import risky


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+",
        "(a|aa)+",
        "(a|a)*b",
        "((a|b)c)*",
        "(?:a|aa){2,}",
        "(?:a?a){30}",
        "(a{1,2})*",
        "((a+))+",
        "([)]+)*",
        "(a)\\1",
        "(?P<x>a)(?P=x)",
        "a*a*a*a*b",
        "a{2,}a{3,}a+a*b",
        "(?=(a|b)*)+c",
        "a?" * 20 + "a" * 20,
        "a{0,99}" * 4,
    ],
)
def test_these_are_not_taken(pattern):
    assert risky(pattern, 300)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "[0-9]+",
        "^[a-z]+$",
        "yes|no",
        "(yes|no)",
        "(yes|no)?",
        "(ab)+",
        r"(\d{3}-)*\d{4}",
        r"[A-Z]\d[A-Z] \d[A-Z]\d",
        r"[^@\s]+@[^@\s]+\.[a-z]{2,}",
        r"(\+\d+)?",
        r"\(a+\)+",
        r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}",
        "[(a+)]+",
        "[]a)]+",
    ],
)
def test_these_are(pattern):
    assert not risky(pattern, 300)


def test_a_long_text_allows_fewer_open_repeats():
    assert not risky("a+b+", 300)
    assert risky("a+b+", 10_000)


@settings(max_examples=300, deadline=None)
@given(st.text("ab()[]|*+?{}2,\\^", max_size=30))
def test_no_pattern_makes_it_fall(pattern):
    assert risky(pattern, 300) in (True, False)
