"""What the bench counts on labelled texts: the right share of the right things."""

import json

import pytest

from bench.coach import texts

LETTER = {
    "id": "x1",
    "kind": "letter",
    "quality": "flawed",
    "text": "I lied to you. You never listen. I'm sorry if I hurt you. Apologies if I hurt Ann. Stop it now.",
    "marks": [
        {"label": "absolute", "words": "You never listen"},
        {"label": "conditional_apology", "words": "sorry if I hurt you"},
    ],
    "parts": ["responsibility", "regret"],
    "request_parts": [],
    "strengths": [],
}
GOOD = LETTER | {"id": "x2", "quality": "good", "text": "I lied to you. Stop it right now.", "marks": []}


def pair(with_it: str, without: str) -> texts.Row:
    return {"kind": "letter", "label": "absolute", "with": with_it, "without": without}


def test_a_pair_is_told_apart_when_the_label_is_in_the_one_and_not_in_the_other():
    told = [pair("You never listen.", "You were late."), pair("You were late.", "You left.")]
    told.append(pair("You never listen.", "You never listen, do you."))
    assert str(texts.pairs(told)) == "1/3 (0.33)"


def test_a_sure_mark_is_right_only_on_a_place_labelled_so():
    assert texts.sure_and_right([LETTER]) == texts.Share(1, 2)
    assert texts.found_of_labelled([LETTER]) == texts.Share(2, 2)


def test_marks_on_good_letters_are_counted_and_on_no_other():
    assert texts.marks_on_good([LETTER, GOOD]) == (1, 8)


def test_f1_weighs_what_was_seen_and_what_is_there():
    assert texts.f1([LETTER, GOOD], ["responsibility", "regret"], "parts") == {
        "responsibility": (1.0, 2),
        "regret": (0.0, 2),
    }


def test_nothing_of_nothing_is_no_share():
    assert str(texts.Share(0, 0)) == "none"


@pytest.mark.parametrize("count", [texts.trap_among_three, texts.pairs])
def test_no_texts_no_figure(count):
    assert count([]) == texts.Share(0, 0)


def test_a_half_is_told_in_figures_and_never_in_sentences(tmp_path):
    (tmp_path / "own").mkdir()
    files = {
        "pairs": pair("You never listen.", "You were late."),
        "letters": LETTER,
        "traps": {"text": "She thinks I lie, I can tell.", "trap": "mind_reading"},
        "crisis": {"type": "danger", "text": "I want to die.", "crisis": ["suicide"]},
    }
    for name, row in files.items():
        (tmp_path / "own" / f"{name}.jsonl").write_text(json.dumps(row) + "\n")
    told = {name: figure for name, figure, _ in texts.told("own", tmp_path)}
    assert told["pairs told apart, marks"] == "1/1 (1.00)"
    assert told["danger seen where it is"] == "1/1 (1.00)"
    assert told["marks on 100 words of good letters"] == "none"
    assert "listen" not in str(told)
