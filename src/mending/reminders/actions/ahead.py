"""Putting a kind's next moment in line. For this room's actions, within their transactions."""

from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.reminders.models import UPCOMING, Choice, Due
from mending.reminders.queries.choices import plan_of, quiet_of
from mending.reminders.queries.due import next_due
from mending.reminders.rules.kinds import Channel, Kind


def plan_next(viewer: Viewer, row: Choice) -> None:
    """Put the next moment of a choice in line, when it is to reach anybody."""
    if row.channel == Channel.NONE:
        return
    due_at = next_due(viewer, Kind(row.kind), plan_of(row), quiet_of(viewer), clock.now())
    Due.objects.create(
        owner_id=viewer.id, choice=row, kind=row.kind, channel=row.channel, due_at=due_at, zone=viewer.zone
    )


def plan_anew(viewer: Viewer, row: Choice) -> None:
    """Take what was in line for a choice out, also from whoever works on it, and put the next moment in."""
    Due.objects.filter(UPCOMING, choice=row).delete()
    plan_next(viewer, row)
