"""Writing down one's warning signs, changing them, ordering them, removing them."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.http import Http404

from mending.checkins.actions.trouble import Conflict, Refused
from mending.checkins.models import Sign
from mending.checkins.rules.signs import SIGNS_MOST, sign_faults
from mending.consent.actions import deed
from mending.consent.queries import Eyes
from mending.consent.rules import Viewer
from mending.foundation import clock
from mending.foundation.text import tidy
from mending.safetyplan.rules import moved
from mending.vault.actions import seal_into


def add_sign(*, by: Viewer, id: UUID, words: str) -> None:
    """Write a sign as the last one, under an id chosen beforehand; said twice, it is written once.

    Raises Refused for words that cannot be kept, Http404 for somebody else's id.
    """
    if _is_there(by, id):
        return
    kept = _checked(words)
    try:
        with deed(by=by, verb="sign.added", kind="sign", item=id):
            row = Sign(id=id, owner_id=by.id, added_at=clock.now(), position=_end(by))
            seal_into(row, words=kept)
            row.save(force_insert=True)
    except IntegrityError:
        # The same form was sent twice at the same moment, and the other one came first.
        if not _is_there(by, id):
            raise


@transaction.atomic
def change_sign(*, by: Viewer, sign: UUID, version: int, words: str) -> None:
    """Change a sign; the same again changes nothing. Raises Conflict on a stale version, Refused, Http404."""
    row, kept = _held(by, sign), _checked(words)
    if Eyes(by).text(row, "words") == kept:
        return
    if row.version != version:
        raise Conflict
    with deed(by=by, verb="sign.changed", kind="sign", item=sign):
        seal_into(row, words=kept)
        row.version += 1
        row.save()


@transaction.atomic
def move_sign(*, by: Viewer, sign: UUID, earlier: bool) -> None:
    """Move a sign a place earlier or later; at the end it stays. Raises Http404."""
    _held(by, sign)
    rows = Sign.objects.filter(owner=by.id, removed_at__isnull=True)
    order = list(rows.order_by("position", "added_at", "pk").values_list("pk", flat=True))
    new = moved(order, sign, earlier=earlier)
    if new != order:
        with deed(by=by, verb="sign.moved", kind="sign", item=sign):
            for position, id in enumerate(new):
                Sign.objects.filter(pk=id).update(position=position)


@transaction.atomic
def remove_sign(*, by: Viewer, sign: UUID) -> None:
    """Take a sign out of the list. `put_back_sign` brings it back to its place. Raises Http404."""
    row = _held(by, sign, removed_too=True)
    if row.removed_at is None:
        with deed(by=by, verb="sign.removed", kind="sign", item=sign):
            row.removed_at = clock.now()
            row.save(update_fields=["removed_at"])


@transaction.atomic
def put_back_sign(*, by: Viewer, sign: UUID) -> None:
    """Bring a removed sign back. Raises Http404."""
    row = _held(by, sign, removed_too=True)
    if row.removed_at is not None:
        with deed(by=by, verb="sign.put_back", kind="sign", item=sign):
            row.removed_at = None
            row.save(update_fields=["removed_at"])


def _held(by: Viewer, sign: UUID, *, removed_too: bool = False) -> Sign:
    rows = Sign.objects.select_for_update(of=("self",)).filter(owner=by.id, pk=sign)
    row = rows.first() if removed_too else rows.filter(removed_at__isnull=True).first()
    if row is None:
        raise Http404
    return row


def _is_there(by: Viewer, id: UUID) -> bool:
    owner = Sign.objects.filter(pk=id).values_list("owner", flat=True).first()
    if owner not in (None, by.id):
        raise Http404
    return owner is not None


def _end(by: Viewer) -> int:
    rows = Sign.objects.filter(owner=by.id)
    if rows.filter(removed_at__isnull=True).count() >= SIGNS_MOST:
        raise Refused(("", "full"))
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1


def _checked(words: str) -> str:
    kept = tidy(words)
    if found := sign_faults(kept):
        raise Refused(*found)
    return kept
