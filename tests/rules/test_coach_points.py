"""Signs that say no danger alone and together do (SAFETY A5)."""

import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from mending.coach import crisis
from mending.coach.points import Points
from mending.coach.typed import Reader

DATA = {
    "fire": {
        "needed": 6.0,
        "for_ten_words": 1.0,
        "core": {"4": ["smoke, smell of burning"]},
        "around": {"5": ["heat"], "3": ["alarm, siren"], "2": ["stairs", "ladder", "hose"]},
    }
}


def found(text: str) -> list[tuple[str, tuple[int, int]]]:
    reader = Reader({})
    return list(Points(DATA, reader).find(reader.read(text)))


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("smoke and an alarm", True),
        ("a smell of burning and an alarm", True),
        ("smoke. And then an alarm", True),
        ("smoke on the stairs", False),  # too few points
        ("heat and an alarm on the stairs", False),  # enough, and nothing of the core
        ("smoke smoke smoke", False),  # a sign counts once
        ("smoke, alarm and siren", True),  # so do two ways of saying it
        ("smoke and a ladder", False),
        ("smoke, a ladder and a hose", True),  # two signs
        ("smoke, and no alarm at all", True),  # a denial takes nothing off
        ("smoke " + "and on it goes " * 10 + "alarm", False),  # a long sentence needs more
        ("smoke. " + "We went on as before. " * 20 + "An alarm", False),  # far apart
    ],
)
def test_what_adds_up(text, is_found):
    assert bool(found(text)) is is_found


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("smoke and heat", []),  # one that nearly has enough
        ("smoke, heat, water and cold", ["fire"]),  # two: the nearer
        ("smoke, heat and cold", []),  # nothing of the core of the other
        ("smoke, heat, an alarm and water", ["fire"]),  # one has enough, the other is not told
    ],
)
def test_of_two_dangers_that_nearly_have_enough_the_nearer_is_seen(text, seen):
    fire = {"core": {"4": ["smoke"]}, "around": {"2": ["heat", "alarm"]}, "needed": 7.0, "for_ten_words": 0.0}
    flood = {"core": {"4": ["water"]}, "around": {"1": ["cold"]}, "needed": 7.0, "for_ten_words": 0.0}
    reader = Reader({})
    found = Points({"fire": fire, "flood": flood}, reader).find(reader.read(text))
    assert [label for label, _ in found] == seen


def test_it_stands_on_the_core():
    assert {place for _, place in found("alarm and smoke")} == {(2, 3)}


def test_every_danger_has_a_core_and_whole_points():
    path = Path(crisis.__file__).with_name("crisis.points.en.toml")
    data = tomllib.loads(path.read_text("utf-8"))
    assert set(data) == {danger.value for danger in crisis.Danger}
    for one in data.values():
        assert one["needed"] > 0 <= one["for_ten_words"]
        assert one["core"] and all(int(points) > 0 for part in ("core", "around") for points in one[part])


def test_no_way_of_saying_stands_in_two_lines_of_one_danger():
    path = Path(crisis.__file__).with_name("crisis.points.en.toml")
    for danger, one in tomllib.loads(path.read_text("utf-8")).items():
        lines = (line for part in ("core", "around") for several in one[part].values() for line in several)
        said = [way.strip() for line in lines for way in line.split(",")]
        assert not {way for way in said if said.count(way) > 1}, danger


def test_a_long_text_is_read_in_time_that_grows_with_it():
    language = crisis._language("en")
    short = language.reader.read("I was late, and the dog was glad. " * 400)
    long = language.reader.read("I was late, and the dog was glad. " * 3200)
    assert seconds(lambda: list(language.points.find(long))) < 24 * seconds(
        lambda: list(language.points.find(short))
    )


def seconds(done: Callable[[], object]) -> float:
    """The least of three times."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        done()
        times.append(time.perf_counter() - begun)
    return min(times)


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("Twelve years I kept the promise that I would not do it. Nobody finds me before Sunday.", "suicide"),
        ("He is slumped in the toilet and his lips have no colour.", "overdose"),
        ("Long sleeves again. He gets home drunk and he goes for my face.", "harmed"),
        ("I know where he lives and there is a hammer in my bag.", "harm_other"),
    ],
)
def test_what_is_said_around_a_danger_is_seen(text, danger):
    language = crisis._language("en")
    assert danger in {one.value for one, _ in language.points.find(language.reader.read(text))}
