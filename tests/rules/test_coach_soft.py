"""Marks put softly by learned weights: what ships is what was learned, and no more than soft is ever said."""

import base64
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mending.coach import features as coach_features
from mending.coach import rules, soft, weighing
from mending.coach.crisis import Danger
from mending.coach.features import sentences_of
from mending.coach.labels import Kind, Label, Mark, Tier
from mending.coach.reading import read
from mending.coach.review import review
from mending.coach.weighing import Weighed, weighed
from mending.coach.words import Words
from tools import train_soft
from tools.coach.softly import AFTER, BEFORE, LABELS, features_of, learn, rows
from tools.train_soft import FILE, TEXTS

TEXT = (
    "You only rang so you could crow about it, the pack of you. I brought the chair back on Sunday. "
    "It was hardly a fortune, and I'd had a long week. You owe me a second chance after all that!"
)
HARMED = "He hits me when he drinks and I am scared to go home."


def by_weights(text: str, kind: Kind = Kind.MESSAGE) -> list[Mark]:
    """The marks that no rule made."""
    made = set(rules.marks(text, kind))
    return [mark for mark in marks(text, kind) if mark not in made]


def marks(text: str, kind: Kind) -> tuple[Mark, ...]:
    reading = read(text)
    return soft.marks(reading, weighed(text, reading), kind)


def texts() -> Iterator[tuple[str, Kind]]:
    """One in eight: there are thousands."""
    for row in rows(TEXTS / "letters.jsonl")[::8]:
        yield row["text"], Kind(row["kind"])
    for row in rows(TEXTS / "pairs.jsonl")[::8]:
        yield row["with"], Kind(row["kind"])


def weights(data: dict[str, Any], table: str) -> dict[str, np.ndarray]:
    features = data[table]["features"].split("\n")
    steps = np.frombuffer(base64.b64decode(data[table]["bytes"]), np.int8)
    return dict(zip(features, steps.reshape(len(features), -1).astype(int), strict=True))


def test_what_ships_is_what_the_script_learns():
    shipped = json.loads(FILE.read_text("utf-8"))
    known = train_soft.texts()
    again = json.loads(json.dumps(train_soft.described(learn(*known), known, date(2026, 11, 26))))
    settings = ("labels", "unit", "bars", "rise", "close", "keep_mark", "keep_part")
    assert [shipped[key] for key in settings] == [again[key] for key in settings]
    assert np.abs(np.subtract(shipped["bias"], again["bias"])).max() < 0.03
    for table in ("alone", "others"):
        has, learned = weights(shipped, table), weights(again, table)
        alike = has.keys() & learned.keys()
        assert len(alike) > 0.98 * max(len(has), len(learned))
        # How sums are rounded differs from machine to machine.
        assert max(np.abs(has[name] - learned[name]).max() for name in alike) <= 3


def test_the_weights_say_where_they_come_from_and_stay_small():
    about, known = json.loads(FILE.read_text("utf-8"))["about"], train_soft.texts()
    pairs, letters, ordinary = (len(some) for some in known)
    assert f"{pairs} pairs, {letters} letters and {ordinary} ordinary texts" in about["learned_from"]
    assert about["sha256_of_the_features"] == train_soft.fingerprint(known)
    assert about["by"] == "tools/train_soft.py" and about["licence"] and about["made"]
    assert FILE.stat().st_size < 1_500_000


def test_the_coach_weighs_a_text_as_it_was_learned_from():
    shipped = json.loads(FILE.read_text("utf-8"))
    alone, others = weights(shipped, "alone"), weights(shipped, "others")
    none = np.zeros(3 * len(LABELS))

    def steps(name: str) -> np.ndarray:
        for place, start in ((1, BEFORE), (2, AFTER)):
            if name.startswith(start):
                return alone.get(name.removeprefix(start), none).reshape(3, -1)[place]
        return alone[name].reshape(3, -1)[0] if name in alone else others.get(name, none[: len(LABELS)])

    for text, _ in list(texts())[::20]:
        for made, (_, _, features) in zip(weighed(text, read(text)), features_of(text), strict=True):
            total = sum(steps(name) for name in features)
            assert made.scores == pytest.approx(shipped["bias"] + shipped["unit"] * total)


def test_weights_see_what_rules_miss():
    assert by_weights(TEXT)


@pytest.mark.parametrize(
    "text",
    [
        *("You left.", "You were late.", "Can you call me tonight?", "See you on Sunday, love."),
        *("I took your money and I am sorry.", "Dinner at six?", "Thanks for the lift yesterday."),
    ],
)
def test_plain_short_texts_carry_no_mark(text: str):
    assert by_weights(text) == []


def test_a_learned_mark_is_never_sure():
    learned = [mark for text, kind in texts() for mark in by_weights(text, kind)]
    assert len(learned) > 50
    assert {mark.tier for mark in learned} == {Tier.SOFT}


def test_a_learned_mark_says_why_and_what_instead_as_its_label_does():
    for mark in by_weights(TEXT):
        assert (mark.why, mark.instead) == rules.says(mark.label)


def test_the_words_marked_are_the_reason():
    """They carry most of what speaks for the label: without them, it weighs less."""
    seen = 0
    for text, kind in texts():
        for mark in by_weights(text, kind):
            at = list(Label).index(mark.label)
            whole = max(one.scores[at] for one in weighed(text, read(text)))
            left = text[: mark.start] + text[mark.end :]
            without = max((one.scores[at] for one in weighed(left, read(left))), default=-99.0)
            seen += without < whole
            assert len(text[mark.start : mark.end].split()) <= soft.MOST
    assert seen > 50


def test_no_place_is_marked_twice_with_one_label():
    for text, kind in texts():
        made = marks(text, kind)
        for one in made:
            assert [other for other in made if other.label == one.label and _overlap(one, other)] == [one]


def _overlap(one: Mark, other: Mark) -> bool:
    return one.start < other.end and other.start < one.end


def test_a_mark_of_a_rule_is_sure_only_where_the_words_around_say_the_same():
    tiers = set()
    for text, kind in texts():
        sentences = weighed(text, read(text))
        bars = {label: bar.of(len(sentences)) for label, bar in weighing.model("en").bars.items()}
        sure = {mark for mark in rules.marks(text, kind) if mark.tier is Tier.SURE}
        for mark in marks(text, kind):
            if any((mark.label, mark.start, mark.end) == (one.label, one.start, one.end) for one in sure):
                tiers.add(mark.tier)
            if mark.tier is Tier.SURE:
                assert mark in sure
                at = list(Label).index(mark.label)
                assert max(one.scores[at] for one in sentences) >= bars[mark.label]
    assert tiers == {Tier.SURE, Tier.SOFT}


def test_what_a_rule_marks_is_left_out_where_next_to_nothing_speaks_for_it():
    dropped = 0
    for text, kind in texts():
        kept = {(mark.label, mark.start, mark.end) for mark in marks(text, kind)}
        dropped += sum((one.label, one.start, one.end) not in kept for one in rules.marks(text, kind))
    assert dropped


def test_nothing_is_put_more_softly_where_someone_is_harmed():
    told = review(f"{TEXT} {HARMED}", Kind.MESSAGE)
    assert Danger.HARMED in told.crisis
    assert told.marks == ()


def test_a_review_shows_learned_marks():
    assert set(by_weights(TEXT)) <= set(review(TEXT, Kind.MESSAGE).marks)


def test_a_thought_for_oneself_carries_no_demand():
    orders = "Answer me by six, or else. You have to take me back now, that is the least of it."
    said = {mark.label for mark in marks(orders, Kind.THOUGHT)}
    assert said.isdisjoint({Label.DEMAND, Label.PRESSURE_TO_FORGIVE, Label.CONDITIONAL_APOLOGY})


def test_a_thought_about_somebody_can_carry_one():
    order = "She has to be home by ten, and he will do as I say, no arguments."
    assert Label.DEMAND in {mark.label for mark in marks(order, Kind.THOUGHT)}


def test_of_the_labels_in_a_sentence_only_those_are_marked_that_weigh_like_the_weightiest():
    bars, scores = [0.0] * len(Label), [-1.0] * len(LABELS)
    scores[2], scores[5], scores[7] = 4.0, 2.0, 0.5
    sentence = Weighed(0, 1, scores, [])
    assert soft._weighty(sentence, bars, close=2.5) == [(list(Label)[2], 4.0), (list(Label)[5], 2.0)]
    assert soft._weighty(Weighed(0, 1, [-1.0] * len(LABELS), []), bars, close=2.5) == []


def test_what_weighs_much_is_marked_where_rules_would_leave_it_alone(monkeypatch):
    text = "Leave me and I'll go straight back on the gear, you watch."
    assert rules.left_alone(read(text))
    assert Label.THREAT in {mark.label for mark in by_weights(text)}
    monkeypatch.setattr(soft, "OUTWEIGHS", 99.0)
    assert Label.THREAT not in {mark.label for mark in by_weights(text)}


def test_a_long_text_is_held_to_more_than_a_short_one():
    model = weighing.model("en")
    for bar in (*model.bars.values(), model.keep_mark, model.keep_part):
        assert bar.of(1) < bar.of(5) < bar.of(40)
        assert bar.of(0) == bar.of(1)


def test_signs_grow_with_the_text_alone():
    """So much work a word, however long the text: counted, not timed."""

    def features(times: int) -> int:
        text = f"{TEXT} " * times
        return sum(len(made) for _, _, made in sentences_of(text, read(text)))

    assert features(42) - features(22) == features(22) - features(2)


def test_a_text_of_one_endless_sentence_has_signs_in_proportion():
    def features(times: int) -> int:
        return len(coach_features._features(*_one_sentence("and then you said " * times)))

    assert features(3_000) - features(2_000) == features(2_000) - features(1_000)


def _one_sentence(text: str) -> tuple[Words, list[tuple[str, list[str]]], int, int]:
    words = read(text).words
    return words, [coach_features._form(one) for one in words.symbols], 0, len(words.symbols)


def test_a_file_of_other_labels_is_refused(monkeypatch):
    monkeypatch.setattr(json, "loads", lambda _: {"labels": ["other"]})
    with pytest.raises(ValueError, match="has other labels"):
        weighing.model.__wrapped__("en")


@given(st.text(max_size=200))
def test_any_text_is_read_and_marks_stay_inside_it(text):
    for mark in marks(text, Kind.LETTER):
        assert 0 <= mark.start < mark.end <= len(text)
