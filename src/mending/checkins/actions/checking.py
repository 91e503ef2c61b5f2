"""Checking in, changing it, and taking it back."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import Http404

from mending.checkins.actions.trouble import Conflict, Refused
from mending.checkins.models import CheckIn
from mending.checkins.rules.questions import Answers, faults
from mending.consent.actions import deed
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.vault.actions import seal_into


def check_in(*, by: Viewer, id: UUID, day: date, answers: Answers, note: str, seen: UUID | None = None) -> None:
    """Write down a day under an id chosen beforehand; said twice, it is written once.

    `seen` is the check-in of that day the person has before them, which this one stands instead of.
    Raises Conflict when the day has another one, Refused for what cannot be, Http404 for somebody else's id.
    """
    if _is_written(by, id):
        return
    if found := faults(answers, note, day, clock.today(by.zone)):
        raise Refused(*found)
    try:
        _write(by, id, day, answers, note, seen)
    except IntegrityError:
        # The same form was sent twice, or the day was written in another tab, at the same moment.
        if not _is_written(by, id):
            raise Conflict from None


@transaction.atomic
def take_back(*, by: Viewer, check_in: UUID) -> None:
    """Undo: the check-in goes, and what it stood instead of is there again. Raises Http404."""
    row = _mine(by, check_in)
    if row.removed_at is None:
        with deed(by=by, verb="check_in.taken_back", kind="checkin", item=row.pk):
            _stand(row, stands=False)
            if row.instead_of is not None:
                _stand(row.instead_of, stands=True)


@transaction.atomic
def put_back(*, by: Viewer, check_in: UUID) -> None:
    """Undo the undoing; when the day has another one by now, nothing changes. Raises Http404."""
    row = _mine(by, check_in)
    other = _of_day(by, row.day)
    if row.removed_at is None or (other is not None and other.pk != row.instead_of_id):
        return
    with deed(by=by, verb="check_in.put_back", kind="checkin", item=row.pk):
        if other is not None:
            _stand(other, stands=False)
        _stand(row, stands=True)


@transaction.atomic
def _write(by: Viewer, id: UUID, day: date, answers: Answers, note: str, seen: UUID | None) -> None:
    before = _of_day(by, day)
    if before is not None and before.pk != seen:
        raise Conflict
    row = CheckIn(
        id=id,
        owner_id=by.id,
        day=day,
        instead_of=before,
        written_at=clock.now(),
        is_backdated=before.is_backdated if before else day < clock.today(by.zone),
        **{question.value: answer for question, answer in answers.items()},
    )
    if note.strip():
        seal_into(row, note=note.strip())
    if before is None:
        with deed(by=by, verb="check_in.written", kind="checkin", item=id):
            row.save(force_insert=True)
        return
    with deed(by=by, verb="check_in.changed", kind="checkin", item=id):
        _stand(before, stands=False)
        row.save(force_insert=True)


def _stand(row: CheckIn, *, stands: bool) -> None:
    row.removed_at = None if stands else clock.now()
    row.save(update_fields=["removed_at"])


def _is_written(by: Viewer, id: UUID) -> bool:
    owner = CheckIn.objects.filter(pk=id).values_list("owner", flat=True).first()
    if owner not in (None, by.id):
        raise Http404
    return owner is not None


def _of_day(by: Viewer, day: date) -> CheckIn | None:
    return _held(by).filter(day=day, removed_at__isnull=True).first()


def _mine(by: Viewer, check_in: UUID) -> CheckIn:
    row = _held(by).select_related("instead_of").filter(pk=check_in).first()
    if row is None:
        raise Http404
    return row


def _held(by: Viewer) -> QuerySet[CheckIn]:
    return CheckIn.objects.select_for_update(of=("self",)).filter(owner=by.id)
