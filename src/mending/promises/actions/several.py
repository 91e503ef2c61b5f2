"""Many open days at once: the same answer to several, or leaving them be. After weeks away nobody meets a pile."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.http import Http404

from mending.consent.actions import deed
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.ids import new_id
from mending.promises.actions.trouble import Refused
from mending.promises.models import Answer, LeftOpen, Promise
from mending.promises.rules.outcomes import Outcome, is_backdated, refusal
from mending.promises.rules.schedule import is_due

Day = tuple[UUID, date]
"""A promise, and a day it was due."""


@transaction.atomic
def answer_several(*, by: Viewer, days: Collection[Day], outcome: Outcome) -> datetime | None:
    """Give the same answer to several open days. Those answered meanwhile, in another tab, stay as they are.

    Returns the moment of the answers, by which `undo_several` takes them back; None when nothing was left to
    answer. Raises Refused when one of the days cannot have this answer, Http404 when one is not the viewer's.
    """
    ids = {promise for promise, _ in days}
    rows = Promise.objects.select_for_update(of=("self",)).filter(owner=by.id, pk__in=ids, removed_at__isnull=True)
    found = {row.pk: row for row in rows}
    if len(found) < len(ids):
        raise Http404
    answered = set(Answer.objects.filter(promise__in=ids).values_list("promise", "due_on"))
    moment = clock.now()
    made = [_fit(by, found[promise], on, outcome, moment) for promise, on in set(days) - answered]
    if not made:
        return None
    with deed(by=by, verb="promise.several_answered", kind="person", item=by.id):
        Answer.objects.bulk_create(made)
    return moment


@transaction.atomic
def undo_several(*, by: Viewer, moment: datetime) -> None:
    """Leave the days open again that were answered together at that moment, but for those changed since."""
    rows = Answer.objects.filter(owner=by.id, answered_at=moment, successor__isnull=True, version=1)
    if rows.exists():
        with deed(by=by, verb="promise.several_undone", kind="person", item=by.id):
            rows.delete()


@transaction.atomic
def leave_open(*, by: Viewer) -> None:
    """Leave every day up to yesterday be. They stay open and can be answered; Today asks no more about them."""
    yesterday = clock.today(by.zone) - timedelta(days=1)
    row = LeftOpen.objects.select_for_update(of=("self",)).filter(owner=by.id).first()
    if row is not None and row.up_to >= yesterday:
        return
    earlier = row.up_to if row is not None else None
    with deed(by=by, verb="promise.left_open", kind="person", item=by.id):
        LeftOpen.objects.update_or_create(owner_id=by.id, defaults={"up_to": yesterday, "earlier": earlier})


@transaction.atomic
def look_again(*, by: Viewer) -> None:
    """Take back the last leaving open."""
    row = LeftOpen.objects.select_for_update(of=("self",)).filter(owner=by.id).first()
    if row is None:
        return
    with deed(by=by, verb="promise.looked_again", kind="person", item=by.id):
        if row.earlier is None:
            row.delete()
        else:
            row.up_to, row.earlier = row.earlier, None
            row.save()


def _fit(by: Viewer, row: Promise, on: date, outcome: Outcome, moment: datetime) -> Answer:
    today = clock.today(by.zone)
    code = refusal(outcome, on, today) if is_due(row.schedule, on) else "not-due"
    if code or outcome is Outcome.RENEGOTIATED:
        raise Refused(("", code or "answered"))
    answer = Answer(id=new_id(), owner_id=by.id, promise=row, to_id=row.to_id, outcome=outcome.value)
    answer.set_day(on)
    answer.answered_at, answer.is_backdated = moment, is_backdated(on, today)
    return answer
