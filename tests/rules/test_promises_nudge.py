"""The nudge sees what is vague, and leaves alone what is small and dated."""

from time import perf_counter

import pytest

from mending.promises.rules.nudge import nudges

GOOD = """
Call Marta at six
Be home by nine
Take my medication with breakfast
Show Daniel the bank statement on Friday
Tell Daniel if I feel like using today
Go to the Tuesday group
Pay back twenty on the first
Pick up Emil from school
Text before I am late
Cook on Sunday
Walk for twenty minutes
Say where the money went
Ring the clinic about Monday
Read Emil one story
Take the bins out
Sit with Daniel for five minutes and listen
Leave my phone in the kitchen at night
Tell my sponsor about Saturday
Ask Marta how her week was
Try the new meeting in Mill Road on Thursday
Bring the good cups back to Marta
Write down three things I spent
Stop at the pharmacy on Friday
Stop by after work and say sorry for Sunday
No more than two coffees on Friday
Be there for the school play at six
Get better shoes for Emil on Saturday
Work on Monday and be home by five
Do the dishes tonight
Sit by the door and wait for Emil at three
""".strip().splitlines()

VAGUE = {
    "Always be on time": "absolute",
    "I will never lie again": "absolute",
    "Be there no matter what": "absolute",
    "Tell the truth every time": "absolute",
    "From now on I call daily": "absolute",
    "Be better": "vague",
    "be a better partner": "vague",
    "Be nicer to Marta": "vague",
    "Try to call": "vague",
    "Try harder": "vague",
    "Do my best": "vague",
    "Work on myself": "vague",
    "Change my life": "vague",
    "Make it up to Daniel": "vague",
    "Help more": "vague",
    "Be there for my kids": "vague",
    "Get better": "vague",
    "Get better at listening": "vague",
    "Help out more at home": "vague",
    "Spend more time with Emil": "vague",
    "Call more often": "vague",
    "Show more respect": "vague",
    "Get my act together": "vague",
    "You will trust me": "not-mine",
    "She must stop asking": "not-mine",
    "We should talk": "not-mine",
    "He has to forgive me": "not-mine",
    "Stop shouting": "negative",
    "I won\u2019t shout": "negative",
    "No more lies": "negative",
    "Don't be late": "negative",
}


@pytest.mark.parametrize("words", GOOD)
def test_a_small_promise_is_left_alone(words):
    assert nudges(words) == []


@pytest.mark.parametrize(("words", "code"), VAGUE.items())
def test_a_sign_is_seen(words, code):
    assert code in nudges(words)


def test_a_language_it_does_not_know_gets_no_nudge():
    assert nudges("Always be better", "es") == []


def test_long_words_cost_no_more_than_their_length():
    start = perf_counter()
    nudges("be " * 20_000 + "try " * 20_000 + "be there for " * 5_000)
    assert perf_counter() - start < 2
