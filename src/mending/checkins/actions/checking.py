"""Checking in, changing it, and taking it back."""

from datetime import date
from uuid import UUID

from mending.checkins.actions import standing
from mending.checkins.actions.standing import Entry
from mending.checkins.actions.trouble import Refused
from mending.checkins.models import CheckIn
from mending.checkins.rules.questions import Answers, faults
from mending.consent.rules import Viewer
from mending.foundation import clock


def check_in(*, by: Viewer, id: UUID, day: date, answers: Answers, note: str, seen: UUID | None = None) -> None:
    """Write down a day under an id chosen beforehand; said twice, it is written once.

    `seen` is the check-in of that day the person has before them, which this one stands instead of.
    Raises Conflict when the day has another one, Refused for what cannot be, Http404 for somebody else's id.
    """
    if standing.is_written(CheckIn, by, id):
        return
    today = clock.today(by.zone)
    if found := faults(answers, note, day, today):
        raise Refused(*found)
    told = {question.value: answer for question, answer in answers.items()}
    standing.write_entry(CheckIn, by, Entry(id, day, told, note, is_late=day < today), seen)


def take_back(*, by: Viewer, check_in: UUID) -> None:
    """Undo: the check-in goes, and what it stood instead of is there again. Raises Http404."""
    standing.undo_entry(CheckIn, by, check_in)


def put_back(*, by: Viewer, check_in: UUID) -> None:
    """Undo the undoing; when the day has another one by now, nothing changes. Raises Http404."""
    standing.redo_entry(CheckIn, by, check_in)
