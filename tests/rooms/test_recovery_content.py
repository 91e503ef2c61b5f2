"""The medical words of recovery, as shipped and as they must be."""

import tomllib

import pytest

from mending.foundation import content
from mending.recovery.queries.papers import return_paper, tolerance_paper
from mending.recovery.rules.papers import SCREENS, PaperTrouble, parse_return, parse_tolerance
from mending.recovery.rules.windows import Event


def test_every_screen_and_every_event_has_its_words():
    assert tuple(return_paper().screens) == SCREENS
    assert set(tolerance_paper().events) == set(Event)


def test_a_language_without_words_of_its_own_gets_english():
    assert return_paper("de") == return_paper("en")
    assert tolerance_paper("de") == tolerance_paper("en")


def shipped(name):
    return tomllib.loads((content.folder() / "recovery" / f"{name}.en.toml").read_text("utf-8"))


def test_a_review_is_read_from_the_file():
    paper = parse_return(shipped("return") | {"reviewed_by": "Dr B", "reviewed_on": "2026-11-20"}, "x")
    assert (paper.review.by, paper.review.on) == ("Dr B", "2026-11-20")


@pytest.mark.parametrize("key", ["title", "full", "soft", "naloxone", "not_alone", "event", "source"])
def test_a_missing_part_is_named(key):
    data = shipped("tolerance")
    del data[key]
    with pytest.raises(PaperTrouble, match=key):
        parse_tolerance(data, "tolerance.en.toml")


def test_screens_in_another_order_are_refused():
    data = shipped("return")
    data["screen"].reverse()
    with pytest.raises(PaperTrouble, match="the screens are"):
        parse_return(data, "return.en.toml")
