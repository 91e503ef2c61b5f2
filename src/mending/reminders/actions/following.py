"""The reminder of a check-in goes along with the check-in's own time, when it was set to that."""

from datetime import time
from uuid import UUID

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from mending.accounts.queries import viewer_of
from mending.checkins.queries import picked_times
from mending.reminders.actions.ahead import plan_anew
from mending.reminders.models import Choice
from mending.reminders.rules.kinds import Kind

_AT_ONCE = 1000


def follow_check_ins() -> int:
    """Move the reminders of everyone whose check-in has another time since. Returns how many.

    Looked for by the clock, since the check-in knows nothing of the rooms above it.
    """
    rows = Choice.objects.filter(kind=Kind.CHECKIN.value, at=F("follows"))
    moved = rows.annotate(picked=Subquery(picked_times(OuterRef("owner")))).exclude(picked=F("follows"))
    found = list(moved.filter(picked__isnull=False).values_list("pk", "picked")[:_AT_ONCE])
    for id, picked in found:
        _move(id, picked)
    return len(found)


@transaction.atomic
def _move(id: UUID, picked: time) -> None:
    row = Choice.objects.select_for_update(of=("self",)).select_related("owner").get(pk=id)
    viewer = viewer_of(row.owner)
    assert viewer is not None
    if row.at != row.follows:
        return  # chosen anew just now
    row.at = row.follows = picked
    row.version += 1
    row.save(update_fields=["at", "follows", "version"])
    plan_anew(viewer, row)
