"""The words of the check-in: short, and never a grade."""

from collections.abc import Mapping
from math import floor
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from mending.checkins.rules.questions import SCALES, Question
from mending.checkins.rules.weekly import Item

Words = Any
"""A sentence, or one that is put into the reader's language when it is shown."""

ASKED: Mapping[Question, Words] = {
    Question.MOOD: _("How is your mood?"),
    Question.CRAVING: _("How strong is craving? 0 is none."),
    Question.CONFIDENCE: _("How sure are you of getting through tomorrow? 10 is very sure."),
    Question.RISKY: _("Is something risky ahead?"),
    Question.REACHED: _("Did you reach someone today?"),
    Question.SLEEP: _("How did you sleep?"),
    Question.PAIN: _("How strong is pain? 0 is none."),
    Question.MEDICATION: _("Did you take your medication as you meant to?"),
}
NAMES: Mapping[Question, Words] = {
    Question.MOOD: _("Mood"),
    Question.CRAVING: _("Craving"),
    Question.CONFIDENCE: _("Confidence"),
    Question.RISKY: _("Something risky ahead"),
    Question.REACHED: _("Reached someone"),
    Question.SLEEP: _("Sleep"),
    Question.PAIN: _("Pain"),
    Question.MEDICATION: _("Medication as meant"),
}
_YES_NO: tuple[Words, ...] = (_("No"), _("Yes"))
_SAID: Mapping[Question, tuple[Words, ...]] = {
    Question.MOOD: (_("Very low"), _("Low"), _("So-so"), _("Good"), _("Very good")),
    Question.SLEEP: (_("Very badly"), _("Badly"), _("So-so"), _("Well"), _("Very well")),
    Question.RISKY: _YES_NO,
    Question.REACHED: _YES_NO,
    Question.MEDICATION: (_("No"), _("Partly"), _("Yes")),
}
LOOKED: Mapping[Item, Words] = {
    Item.PLACES: _("I was in places, or with people, that made it easy to use"),
    Item.URGES: _("Craving took up much of my week"),
    Item.TROUBLE: _("Trouble or a fight weighed on me"),
    Item.BODY: _("Bad sleep, pain or illness wore me down"),
    Item.PEOPLE: _("I had people on my side"),
    Item.STRENGTH: _("I did things that give me strength"),
    Item.PLANS: _("I did what I had meant to do for my recovery"),
    Item.PURPOSE: _("There was something worth getting up for"),
}
LOOKED_FOR_LOVED_ONES: Mapping[Item, Words] = {
    **LOOKED,
    Item.PLACES: _("I had too little room for myself"),
    Item.URGES: _("Worry took up much of my week"),
    Item.PLANS: _("I did what I had meant to do for myself"),
}
ANSWERS: tuple[Words, ...] = (_("No"), _("Somewhat"), _("Yes"))
FAULTS: Mapping[tuple[str, str], Words] = {
    ("", "nothing"): _("Answer one thing, or write a line. The rest you may leave."),
    ("note", "long"): _("This is longer than 2,000 letters. Please make it shorter."),
    ("day", "to-come"): _("This day is still to come. Pick today or a day before."),
    ("day", "long-ago"): _("This is more than a year ago. Pick a later day."),
    ("words", "empty"): _("Write a few words."),
    ("words", "long"): _("This is longer than 300 letters. Please make it shorter."),
    ("note", "long-line"): _("This is longer than 1,000 letters. Please make it shorter."),
    ("", "week"): _("This week is out of reach by now. This week and the last one can be written."),
    ("", "full"): _("These are many signs already. Remove one that no longer fits first."),
}
OFF_SCALE = _("Pick one of the answers below.")


def choices(question: Question) -> list[tuple[str, Words]]:
    """The answers of a question with their words, as a form offers them."""
    scale = SCALES[question]
    said = _SAID.get(question) or tuple(str(number) for number in range(scale.low, scale.high + 1))
    return [(str(number), words) for number, words in enumerate(said, scale.low)]


def said(question: Question, answer: int) -> Words:
    """An answer in its words; of a scale to ten, "7 of 10"."""
    scale = SCALES[question]
    return _SAID[question][answer - scale.low] if question in _SAID else _("%(n)s of 10") % {"n": answer}


def fault(field: str, code: str) -> Words:
    """The sentence for something that is wrong."""
    return OFF_SCALE if code == "off-scale" else FAULTS[field, code]


def about(question: Question, mean: float) -> str:
    """A mean within a sentence: the nearest of the answer's words, or the number where answers are numbers."""
    if question in _SAID:
        return str(said(question, floor(mean + 0.5))).lower()
    return str(number_format(mean, 0 if mean == int(mean) else 1))
