"""Promises to someone who is let go: they end, or go on as promises to oneself; and bringing them back."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.actions.making import end, put_back, remove, revise, undo_change
from mending.promises.actions.rows import as_wanted, is_answered
from mending.promises.actions.trouble import Refused
from mending.promises.models import Promise
from mending.promises.rules.letting_go import Fate, Wish, ending_of
from mending.promises.rules.schedule import Repeat


@transaction.atomic
def let_go(*, by: Viewer, to: UUID, wish: Wish) -> list[tuple[UUID, Fate]]:
    """End every promise to someone that still runs, or keep it for oneself; which ones, and what was done.

    Nothing that was answered changes, and no day is answered by this.
    """
    today = clock.today(by.zone)
    rows = Promise.objects.filter(owner=by.id, to=to, removed_at__isnull=True, last_due_on__gte=today)
    rows = rows.order_by("made_at", "pk")
    done = [(row.pk, _end(by, row) if wish is Wish.END else _make_mine(by, row)) for row in rows]
    return [(id, fate) for id, fate in done if fate is not Fate.LEFT]


def bring_back(*, by: Viewer, done: Iterable[tuple[UUID, Fate]]) -> int:
    """Take back what `let_go` did. Returns how many stay as they are, since more was written in them meanwhile."""
    stay = 0
    for id, fate in done:
        try:
            put_back(by=by, promise=id) if fate is Fate.PUT_AWAY else undo_change(by=by, promise=id)
        except Refused:
            stay += 1
    return stay


def _end(by: Viewer, row: Promise) -> Fate:
    today = clock.today(by.zone)
    answered = {"today_answered": is_answered(row.pk, on=today), "ever_answered": is_answered(row.pk)}
    found = ending_of(row.schedule, today, **answered)
    if found.fate is Fate.PUT_AWAY:
        remove(by=by, promise=row.pk)
    if found.last_day:
        end(by=by, promise=row.pk, version=row.version, last_day=found.last_day)
    return found.fate


def _make_mine(by: Viewer, row: Promise) -> Fate:
    """A single day that has its answer, and one on its last day with it, have nothing left to go on."""
    if row.repeat == Repeat.ONCE and is_answered(row.pk):
        return Fate.LEFT
    wanted = replace(as_wanted(by, row), to=None)
    try:
        revise(by=by, promise=row.pk, version=row.version, wanted=wanted, successor=new_id())
    except Refused:
        return Fate.LEFT
    return Fate.MINE
