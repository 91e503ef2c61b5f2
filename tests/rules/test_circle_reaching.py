"""Which promises plainly lead to somebody who is not to be reached (SAFETY A2)."""

import pytest

from mending.circle.rules.reaching import reaches


@pytest.mark.parametrize(
    "words",
    [
        "Call Kay every Sunday",
        "write a long letter to kay",
        "Send Kay's mother a card",
        "Drop off flowers for KAY",
        "Pass by Kay’s house on the way home",
        "I will go to Kay and pay it back",
        "Not drink, and text Kay that I do not",
        "Send Kay the letter I never sent",
    ],
)
def test_a2_a_word_of_contact_close_before_the_name_reaches_them(words):
    assert reaches(words, "Kay")


@pytest.mark.parametrize(
    "words",
    [
        "Never call Kay",
        "I do not write to Kay",
        "Stop texting Kay",
        "Tell my counselor about Kay",
        "Write about Kay in my diary",
        "Call my sponsor instead of Kay",
        "Call Kayleigh",
        "Give Kay a rest",
        "Drive sober",
        "write to Kay, not send it",
        "Write Kay a letter and don’t post it",
        "Write an unsent letter to Kay",
        "",
    ],
)
def test_what_leaves_them_alone_does_not(words):
    assert not reaches(words, "Kay")


def test_a_name_of_one_letter_is_known_by_its_capital():
    assert reaches("Visit K", "K")
    assert not reaches("Visit k", "K")
    assert not reaches("Write what I did", "")


def test_a_name_of_two_words_is_found_whole():
    assert reaches("Ring aunt Jo", "Aunt Jo")
    assert not reaches("Ring my aunt", "Aunt Jo")
