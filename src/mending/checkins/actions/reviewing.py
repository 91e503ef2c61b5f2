"""Looking back at a week, changing it, and taking it back."""

from datetime import date
from uuid import UUID

from mending.checkins.actions import standing
from mending.checkins.actions.standing import Entry
from mending.checkins.actions.trouble import Refused
from mending.checkins.models import Review
from mending.checkins.rules.weekly import Looked, monday, review_faults
from mending.consent.rules import Viewer
from mending.foundation import clock


def review(*, by: Viewer, id: UUID, week: date, looked: Looked, note: str, seen: UUID | None = None) -> None:
    """Write down the week that begins on `week` under an id chosen beforehand; said twice, it is written once.

    `seen` is the review of that week the person has before them, which this one stands instead of.
    Raises Conflict when the week has another one, Refused for what cannot be, Http404 for somebody else's id.
    """
    if standing.is_written(Review, by, id):
        return
    this = monday(clock.today(by.zone))
    if found := review_faults(looked, note, week, this):
        raise Refused(*found)
    told = {item.value: answer for item, answer in looked.items()}
    standing.write_entry(Review, by, Entry(id, week, told, note, is_late=week < this), seen)


def take_back_review(*, by: Viewer, review: UUID) -> None:
    """Undo: the review goes, and what it stood instead of is there again. Raises Http404."""
    standing.undo_entry(Review, by, review)


def put_back_review(*, by: Viewer, review: UUID) -> None:
    """Undo the undoing; when the week has another one by now, nothing changes. Raises Http404."""
    standing.redo_entry(Review, by, review)
