"""Taking one reminder at a time out of the line, so that any number of clocks may work side by side.

Each step is one conditional update: of several processes only one finds the row as it expects it. A claim ends
with its lease, so that a row is taken up again when its process died; once a row is marked as being sent it never
is (docs/decisions/0009-reminders.md). None of these is a person's deed, so none has a line in the ledger.
"""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from mending.accounts.queries import viewer_of
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.reminders.actions.ahead import plan_anew, plan_next
from mending.reminders.models import MOVED, Choice, Due
from mending.reminders.rules.outcomes import Outcome, State, settled

LEASE = timedelta(minutes=5)
"""Longer than the longest attempt to send, with room."""
KEPT = timedelta(days=30)


def ready(limit: int) -> list[UUID]:
    """Reminders whose moment has come, and those whose process died before it sent anything; oldest first."""
    return list(Due.objects.filter(_free()).order_by("due_at").values_list("pk", flat=True)[:limit])


def _free() -> Q:
    now = clock.now()
    return Q(state=State.WAITING.value, due_at__lte=now) | Q(state=State.CLAIMED.value, lease_until__lt=now)


def claim(id: UUID) -> UUID | None:
    """Take a reminder for oneself while the lease runs. Returns the claim, None when another was faster."""
    mark = new_id()
    taken = Due.objects.filter(_free(), pk=id).update(
        state=State.CLAIMED.value, claim=mark, lease_until=clock.now() + LEASE
    )
    return mark if taken else None


@transaction.atomic
def begin(id: UUID, mark: UUID, viewer: Viewer) -> bool:
    """Mark a claimed reminder as being sent, and put the next one in line. Whether the claim still held."""
    taken = Due.objects.filter(pk=id, claim=mark, state=State.CLAIMED.value).update(
        state=State.SENDING.value, lease_until=clock.now() + LEASE, tries=F("tries") + 1
    )
    if taken:
        _go_on(id, viewer)
    return bool(taken)


@transaction.atomic
def let_be(id: UUID, mark: UUID, viewer: Viewer, state: State | None = None) -> None:
    """Send nothing this time: there is nothing to say, or `state` tells why not. The next one is put in line."""
    mine = Due.objects.filter(pk=id, claim=mark, state=State.CLAIMED.value)
    if state is None:
        row = mine.select_related("choice").first()
        if row is not None and mine.delete()[0] and row.choice is not None and row.tries == 0:
            plan_next(viewer, row.choice)
    elif mine.update(state=state.value, settled_at=clock.now()):
        _go_on(id, viewer)


def _go_on(id: UUID, viewer: Viewer) -> None:
    row = Due.objects.select_related("choice").get(pk=id)
    first = 1 if row.state == State.SENDING else 0
    if row.choice is not None and row.tries == first:
        plan_next(viewer, row.choice)


def settle(id: UUID, mark: UUID, outcome: Outcome) -> State:
    """Write down how an attempt went, even when the sweep was there before. Returns the state it has now."""
    mine = Due.objects.filter(pk=id, claim=mark, state__in=[State.SENDING.value, State.UNSURE.value])
    row = mine.first()
    if row is None:
        return State.UNSURE
    state, wait = settled(outcome, row.tries)
    if wait is not None:
        mine.update(state=state.value, due_at=clock.now() + wait, claim=None, lease_until=None, settled_at=None)
    else:
        mine.update(state=state.value, settled_at=clock.now())
    return state


def sweep() -> int:
    """What was being sent when its process died may or may not have gone out. It is not sent again; it says so."""
    stuck = Due.objects.filter(state=State.SENDING.value, lease_until__lt=clock.now())
    return stuck.update(state=State.UNSURE.value, settled_at=clock.now()) if stuck.exists() else 0


def follow_zones() -> int:
    """Work out anew what waits for people who live in another zone since. Returns how many."""
    moved = Due.objects.filter(MOVED, state=State.WAITING.value, tries=0, choice__isnull=False)
    ids = list(moved.values_list("choice", flat=True)[:1000])
    for id in ids:
        with transaction.atomic():
            row = Choice.objects.select_for_update(of=("self",)).select_related("owner").get(pk=id)
            viewer = viewer_of(row.owner)
            assert viewer is not None
            plan_anew(viewer, row)
    return len(ids)


def forget_old() -> int:
    """Delete what was sent or left out more than a month ago. Returns how many."""
    return Due.objects.filter(settled_at__lt=clock.now() - KEPT).delete()[0]
