"""What a check-in may ask. Which of it is asked is the person's own choice; everything can be skipped.

Source: of daily questions, those about past use, craving and confidence told most about the days ahead (evidence
§10, Curtin and Wyant); more questions, not more days, wear people out (Eisele 2020). So a few, once a day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Question(StrEnum):
    """One thing a check-in can ask. Answers are whole numbers; the words for them are in `web/words.py`."""

    MOOD = "mood"
    CRAVING = "craving"
    CONFIDENCE = "confidence"
    RISKY = "risky"
    REACHED = "reached"
    SLEEP = "sleep"
    PAIN = "pain"
    MEDICATION = "medication"


@dataclass(frozen=True, slots=True)
class Scale:
    """Answers from `low` to `high`, both included. `is_count` when a mean of several says something."""

    low: int
    high: int
    is_count: bool = True


SCALES: Mapping[Question, Scale] = {
    Question.MOOD: Scale(1, 5),
    Question.CRAVING: Scale(0, 10),
    Question.CONFIDENCE: Scale(0, 10),
    Question.RISKY: Scale(0, 1, is_count=False),
    Question.REACHED: Scale(0, 1, is_count=False),
    Question.SLEEP: Scale(1, 5),
    Question.PAIN: Scale(0, 10),
    Question.MEDICATION: Scale(0, 2, is_count=False),  # no, partly, as I meant to
}
USUAL = (Question.MOOD, Question.CRAVING, Question.CONFIDENCE, Question.REACHED)
"""Asked until the person chooses: with saving, five taps."""
USUAL_BESIDE = (Question.MOOD, Question.REACHED, Question.SLEEP)
"""The same for someone who is not in recovery: nobody is asked for a craving they did not speak of."""
LONGEST_BACK = timedelta(days=366)
NOTE_MOST = 2000

Answers = Mapping[Question, int]


def as_bits(questions: Iterable[Question]) -> int:
    """Questions as one number, a bit for each in their order; a new question is added at the end."""
    wanted = set(questions)
    return sum(1 << place for place, question in enumerate(Question) if question in wanted)


def from_bits(bits: int) -> tuple[Question, ...]:
    """The questions of a number, in their order."""
    return tuple(question for place, question in enumerate(Question) if bits >> place & 1)


def faults(answers: Answers, note: str, day: date, today: date) -> list[tuple[str, str]]:
    """What is wrong, as (field, code): nothing said at all, a number off its scale, a day to come or long ago."""
    found = [
        (question.value, "off-scale")
        for question, answer in answers.items()
        if not SCALES[question].low <= answer <= SCALES[question].high
    ]
    if not answers and not note.strip():
        found.append(("", "nothing"))
    if len(note) > NOTE_MOST:
        found.append(("note", "long"))
    if day > today:
        found.append(("day", "to-come"))
    if day < today - LONGEST_BACK:
        found.append(("day", "long-ago"))
    return found
