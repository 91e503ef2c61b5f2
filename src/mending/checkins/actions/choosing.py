"""What the check-in asks, and when."""

from collections.abc import Iterable
from datetime import time

from mending.checkins.models import Choice
from mending.checkins.rules.questions import Question, as_bits
from mending.consent.actions import deed
from mending.consent.rules import Viewer
from mending.foundation.ids import new_id


def choose(*, by: Viewer, questions: Iterable[Question], at: time | None) -> None:
    """Ask these questions, at this time of the person's day or at no time in particular."""
    row = Choice.objects.filter(owner=by.id).first() or Choice(id=new_id(), owner_id=by.id)
    with deed(by=by, verb="check_in.chosen", kind="choice", item=row.pk):
        row.questions, row.at = as_bits(questions), at
        row.save()
