"""Reading endings, and what an ending changes: asked of every room below that keeps something about a person."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from mending.circle.queries import steps_of
from mending.circle.queries.about import part_about as in_circle
from mending.circle.rules.states import taking_back
from mending.consent.rules import Viewer
from mending.expectations.queries.about import part_about as expected
from mending.foundation import clock
from mending.lettinggo.models import Ending, LetPromise
from mending.lettinggo.rules.ending import How, Ties
from mending.promises.queries.about import part_about as promised
from mending.promises.queries.about import running_to
from mending.promises.rules.letting_go import Fate, Wish
from mending.reminders.queries.choices import choices
from mending.reminders.rules.kinds import Kind
from mending.safetyplan.queries import part_about as in_plan
from mending.vault.asking import prepared


@dataclass(frozen=True, slots=True)
class EndingCard:
    """How it was ended. `promises` were changed with it; `open_for_undo` while a day has not passed."""

    id: UUID
    change: UUID
    how: How
    wish: Wish | None
    ended_at: datetime
    promises: int
    open_for_undo: bool
    promises_wait: bool


def ties(viewer: Viewer, who: UUID) -> Ties:
    """What is there about someone that an ending changes. Counts alone: no word is opened."""
    there: Counter[str] = Counter()
    for name, number in _about(viewer, who, clock.today(viewer.zone)):
        there[name] += number
    reminders = _reminders(viewer, promises=there["promises"] > 0, touch=there["touch"] > 0)
    return Ties(**there, reminders=reminders)


@prepared
def _about(viewer: Viewer, who: UUID, today: date) -> QuerySet[Any, tuple[str, int]]:
    """Every room's part in one question, in the names of `Ties`."""
    circle, promises = in_circle(viewer, who), promised(viewer, who, today)
    return circle.union(promises, expected(viewer, who), in_plan(viewer, who), all=True)


def running(viewer: Viewer, who: UUID) -> int:
    """How many promises to them run now or will."""
    return running_to(viewer, who, clock.today(viewer.zone))


def run_on(viewer: Viewer, who: UUID) -> int:
    """How many promises to them go on after today. What ended with today's answer does not."""
    return running_to(viewer, who, clock.today(viewer.zone) + timedelta(days=1))


def _reminders(viewer: Viewer, *, promises: bool, touch: bool) -> int:
    """How many kinds of reminder are on that could come because of them."""
    because = {Kind.PROMISE: promises, Kind.TOUCH: touch}
    return sum(one.is_on and because.get(one.kind, False) for one in choices(viewer))


def last_ending(viewer: Viewer, who: UUID) -> EndingCard | None:
    """The last ending that stands, or whose promises were not brought back yet; None without one."""
    row = Ending.objects.filter(owner=viewer.id, relationship=who, undone_at=None).order_by("-ended_at").first()
    if row is None:
        return None
    steps = steps_of(viewer, who)
    changed = LetPromise.objects.filter(owner=viewer.id, ending=row).count()
    stands = any(step.id == row.change for step in steps)
    if not stands and not changed:
        return None
    is_last = steps[-1].id == row.change
    return EndingCard(
        row.pk,
        row.change,
        How(row.how),
        Wish(row.wish) if row.wish else None,
        row.ended_at,
        changed,
        is_last and taking_back(steps, clock.now()) is not None,
        promises_wait=not stands and changed > 0,
    )


def let_promises(viewer: Viewer, ending: UUID) -> list[tuple[UUID, Fate]]:
    """The promises an ending changed, and what became of each."""
    rows = LetPromise.objects.filter(owner=viewer.id, ending=ending).values_list("promise", "fate")
    return [(promise, Fate(fate)) for promise, fate in rows]
